"""Folders that others copy, share or unplug are recognised by their path, on three systems."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from partnerdesk.problems import Refused
from partnerdesk.store import place
from partnerdesk.store.desk import Desk
from partnerdesk.store.place import Mount, Risk, judge, mounts_of, mounts_of_mac

LINUX = mounts_of(
    "/dev/vda1 / ext4 rw,relatime 0 0\n"
    "fileserver:/office /srv/office nfs4 rw 0 0\n"
    "//server/share /mnt/share cifs rw 0 0\n"
    "//server/two\\040words /mnt/two\\040words cifs rw 0 0\n"
    "clerk@host: /home/li/remote fuse.sshfs rw 0 0\n"
    "/dev/vdb1 /mnt/share/local ext4 rw 0 0\n"
    "/dev/sdb1 /media/li/USB vfat rw 0 0\n"
)
MAC = mounts_of_mac(
    "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
    "//li@server/share on /Volumes/share (smbfs, nodev, nosuid, mounted by li)\n"
    "/dev/disk4s1 on /Volumes/USB STICK (msdos, local, nodev, nosuid)\n"
)
DRIVES = {"C:": "fixed", "E:": "removable", "Z:": "network"}

WINDOWS_SAMPLES = [
    (r"C:\Users\李文书\OneDrive\desk", Risk.SYNC, "OneDrive"),
    (r"C:\Users\li\OneDrive - 华夏联盟\desk", Risk.SYNC, "OneDrive"),
    (r"C:\Users\li\Dropbox\desk", Risk.SYNC, "Dropbox"),
    (r"C:\Users\li\Dropbox (公司)\desk", Risk.SYNC, "Dropbox"),
    (r"C:\Users\li\iCloudDrive\desk", Risk.SYNC, "iCloud"),
    (r"C:\Users\li\Nutstore\1\desk", Risk.SYNC, "坚果云"),
    (r"D:\我的坚果云\desk", Risk.SYNC, "坚果云"),
    (r"D:\BaiduSyncdisk\desk", Risk.SYNC, "百度网盘"),
    (r"D:\百度网盘同步空间\desk", Risk.SYNC, "百度网盘"),
    (r"C:\Users\li\WPSDrive\123\desk", Risk.SYNC, "WPS 云盘"),
    (r"G:\My Drive\desk", Risk.SYNC, "Google Drive"),
    (r"D:\moved by policy\desk", Risk.SYNC, "OneDrive"),
    (r"\\server\share\desk", Risk.NETWORK, r"\\server\share"),
    (r"\\?\UNC\server\share\desk", Risk.NETWORK, None),
    (r"Z:\desk", Risk.NETWORK, "Z:"),
    (r"E:\desk", Risk.REMOVABLE, "E:"),
    (r"C:\Users\li\Documents\desk", None, None),
    (r"\\?\C:\Users\li\desk", None, None),
    (r"C:\Users\li\Desktop\dropbox notes\desk", None, None),
    (r"C:\OneDriveX\desk", None, None),
]
LINUX_SAMPLES = [
    ("/home/li/Dropbox/desk", Risk.SYNC, "Dropbox"),
    ("/home/li/Nutstore Files/desk", Risk.SYNC, "坚果云"),
    ("/home/li/Nextcloud/desk", Risk.SYNC, "Nextcloud"),
    ("/srv/office/desk", Risk.NETWORK, "fileserver:/office"),
    ("/mnt/share/desk", Risk.NETWORK, "//server/share"),
    ("/mnt/two words/desk", Risk.NETWORK, "//server/two words"),
    ("/home/li/remote/desk", Risk.NETWORK, "clerk@host:"),
    ("/run/user/1000/gvfs/smb-share:server=a,share=b/desk", Risk.NETWORK, "GVFS"),
    ("/media/li/USB/desk", Risk.REMOVABLE, "/media/li/USB"),
    ("/run/media/li/USB/desk", Risk.REMOVABLE, None),
    ("/mnt/share/local/desk", None, None),
    ("/mnt/shared/desk", None, None),
    ("/home/li/desk", None, None),
    ("/home/li/文档/台账", None, None),
]
MAC_SAMPLES = [
    ("/Users/li/Library/Mobile Documents/com~apple~CloudDocs/desk", Risk.SYNC, "iCloud"),
    ("/Users/li/Library/CloudStorage/OneDrive-Personal/desk", Risk.SYNC, "OneDrive-Personal"),
    ("/Users/li/Library/CloudStorage/GoogleDrive-li@example.org/My Drive/desk", Risk.SYNC, None),
    ("/Users/li/Dropbox/desk", Risk.SYNC, "Dropbox"),
    ("/Volumes/share/desk", Risk.NETWORK, "//li@server/share"),
    ("/Volumes/USB STICK/desk", Risk.REMOVABLE, "/Volumes/USB STICK"),
    ("/Volumes/Macintosh HD/Users/li/desk", None, None),
    ("/Users/li/Documents/desk", None, None),
]


def _judged(found: place.Unsafe | None, risk: Risk | None, cause: str | None) -> None:
    assert (found.risk if found else None) is risk
    if cause is not None:
        assert found is not None
        assert found.cause == cause


@pytest.mark.parametrize(("path", "risk", "cause"), WINDOWS_SAMPLES)
def test_places_of_windows(path: str, risk: Risk | None, cause: str | None) -> None:
    variables = {"OneDriveCommercial": r"D:\moved by policy"}
    _judged(judge(PureWindowsPath(path), drives=DRIVES, variables=variables), risk, cause)


@pytest.mark.parametrize(("path", "risk", "cause"), LINUX_SAMPLES)
def test_places_of_linux(path: str, risk: Risk | None, cause: str | None) -> None:
    _judged(judge(PurePosixPath(path), mounts=LINUX), risk, cause)


@pytest.mark.parametrize(("path", "risk", "cause"), MAC_SAMPLES)
def test_places_of_macos(path: str, risk: Risk | None, cause: str | None) -> None:
    _judged(judge(PurePosixPath(path), mounts=MAC), risk, cause)


def test_of_two_drives_at_one_point_the_later_counts() -> None:
    mounts = [Mount("/x", "ext4"), Mount("/x", "nfs", "a:/b")]
    assert judge(PurePosixPath("/x/desk"), mounts=mounts) == place.Unsafe(Risk.NETWORK, "a:/b")


def test_a_link_into_a_synced_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "desk").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    with pytest.raises(Refused) as caught:
        place.demand_safe(tmp_path / "desk" / "new")
    assert caught.value.values["cause"] == "Dropbox"


def test_a_renamed_synced_folder_is_known_by_its_marks(tmp_path: Path) -> None:
    (tmp_path / "work" / ".stfolder").mkdir(parents=True)
    with pytest.raises(Refused):
        place.demand_safe(tmp_path / "work" / "desk")


def test_a_desk_is_neither_made_nor_opened_there_unless_the_clerk_insists(kept: Any) -> None:
    synced = kept.folder.parent / "我的坚果云" / "desk"
    how: dict[str, Any] = {"registers": {}, "office": {"name": "秘书处"}, "clerk_name": "李", "account": "li",
                           "passphrase": kept.passphrase}
    with pytest.raises(Refused):
        Desk.create(synced, **how)
    assert not synced.parent.exists()
    Desk.create(synced, **how, anywhere=True).close()
    with pytest.raises(Refused):
        Desk.open(synced, registers={}, passphrase=kept.passphrase)
    Desk.open(synced, registers={}, passphrase=kept.passphrase, read_only=True).close()
