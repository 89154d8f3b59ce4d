"""Whether a folder is a safe place for a desk: not where others copy, share or unplug it while it is written."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from partnerdesk.problems import Refused
from partnerdesk.words import N_


class Risk(StrEnum):
    SYNC = "sync"
    NETWORK = "network"
    REMOVABLE = "removable"


@dataclass(frozen=True)
class Unsafe:
    """Why a place is not safe, and what makes it so."""

    risk: Risk
    cause: str

    def refusal(self, folder: Path) -> Refused:
        """The sentence with which the place is refused."""
        return Refused(_SENTENCES[self.risk], path=str(folder), cause=self.cause)


_SENTENCES = {
    Risk.SYNC: N_("{path} is kept in step by {cause}, which damages an open desk. Choose a folder outside it; the backups may lie there."),  # noqa: E501
    Risk.NETWORK: N_("{path} lies on a network drive ({cause}), where a desk can be damaged. Choose a folder on this computer; the backups may lie there."),  # noqa: E501
    Risk.REMOVABLE: N_("{path} lies on a drive that can be unplugged ({cause}). Choose a folder on this computer; the backups may lie there."),  # noqa: E501
}

# Names of folders, folded, as the services make them; a pattern stands for a whole name.
_SYNC: tuple[tuple[str, str], ...] = (
    (r"onedrive( ?-.*)?", "OneDrive"),
    (r"icloud ?drive|com~apple~clouddocs|mobile documents|icloud", "iCloud"),
    (r"dropbox( \(.*\))?", "Dropbox"),
    (r"google ?drive|googledrive-.*|my drive|我的云端硬盘", "Google Drive"),
    (r"nutstore( files)?|我的坚果云|坚果云", "坚果云"),
    (r"baidu ?(netdisk|sync ?disk|yun).*|百度网盘.*|百度云.*|baidusyncdisk", "百度网盘"),
    (r"aliyundrive|阿里云盘|alidrive", "阿里云盘"),
    (r"wpsdrive|wps ?云盘|wps cloud files", "WPS 云盘"),
    (r"weiyun.*|腾讯微云|微云(同步助手)?", "微云"),
    (r"nextcloud", "Nextcloud"),
    (r"owncloud", "ownCloud"),
    (r"seafile|seadrive_.*|seadrive", "Seafile"),
    (r"box( sync)?", "Box"),
    (r"pcloud ?drive|pclouddrive", "pCloud"),
    (r"megasync( downloads)?|mega", "MEGA"),
    (r"syncthing|resilio sync|synologydrive|synology ?drive", "Synology Drive"),
    (r"yandex\.disk", "Yandex.Disk"),
    (r"creative cloud files", "Creative Cloud"),
)
_SYNC_NAMES = tuple((re.compile(rf"(?:{pattern})\Z"), name) for pattern, name in _SYNC)
# Where a service leaves its own marks, a renamed folder is still known by them.
_SYNC_MARKS = ((".dropbox", "Dropbox"), (".dropbox.cache", "Dropbox"), (".stfolder", "Syncthing"),
               (".owncloudsync.log", "ownCloud"), (".nextcloudsync.log", "Nextcloud"), (".tmp.drivedownload", "Google Drive"))  # noqa: E501
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")

_NETWORK_SYSTEMS = frozenset((
    "nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "afpfs", "afs", "ncpfs", "9p", "ceph", "glusterfs", "lustre",
    "davfs", "webdav", "fuse.sshfs", "fuse.davfs2", "fuse.davfs", "fuse.glusterfs", "fuse.rclone", "fuse.gvfsd-fuse",
    "fuse.s3fs",
))
_REMOVABLE_PLACES = re.compile(r"/run/media/[^/]+/[^/]+|/media/[^/]+(?:/[^/]+)?|/Volumes/(?!Macintosh HD(?:/|\Z))[^/]+")


@dataclass(frozen=True)
class Mount:
    """Where a drive hangs in the tree, and of what sort it is."""

    point: str
    system: str
    source: str = ""


def judge(
    folder: PurePath, *, mounts: Sequence[Mount] = (), drives: Mapping[str, str] | None = None,
    variables: Mapping[str, str] | None = None,
) -> Unsafe | None:
    """Why a desk should not lie in a folder, by its path alone; nothing where no reason is known.

    `mounts` are the drives of a POSIX system, `drives` the kinds of Windows drives by letter ("fixed", "network",
    "removable"), `variables` the environment.
    """
    return (
        _network(folder, mounts, drives or {}) or _synced(folder, variables or {}) or _removable(folder, drives or {})
    )


def judged(folder: Path) -> Unsafe | None:
    """Why a desk should not lie in a folder of this computer."""
    real = folder.resolve()
    for place in dict.fromkeys((folder.absolute(), real)):
        found = judge(place, mounts=_mounts(), drives=_drives(place), variables=os.environ)
        if found is not None:
            return found
    for above in (real, *real.parents):
        for name, service in _SYNC_MARKS:
            if above != Path.home() and (above / name).exists():
                return Unsafe(Risk.SYNC, service)
    return None


def demand_safe(folder: Path) -> None:
    """Refuse a folder that is no safe place for a desk."""
    found = judged(folder)
    if found is not None:
        raise found.refusal(folder)


def _synced(folder: PurePath, variables: Mapping[str, str]) -> Unsafe | None:
    for variable in _SYNC_VARIABLES:
        root = variables.get(variable)
        if root and folder.is_relative_to(type(folder)(root)):
            return Unsafe(Risk.SYNC, "OneDrive")
    if "/Library/CloudStorage/" in f"{folder.as_posix()}/":
        below = folder.as_posix().partition("/Library/CloudStorage/")[2]
        return Unsafe(Risk.SYNC, below.partition("/")[0] or "CloudStorage")
    for part in folder.parts:
        for pattern, service in _SYNC_NAMES:
            if pattern.match(part.casefold()):
                return Unsafe(Risk.SYNC, service)
    return None


def _network(folder: PurePath, mounts: Sequence[Mount], drives: Mapping[str, str]) -> Unsafe | None:
    if isinstance(folder, PureWindowsPath):
        if folder.drive.startswith("\\\\") and not folder.drive.startswith(("\\\\?\\", "\\\\.\\")):
            return Unsafe(Risk.NETWORK, folder.drive)
        if folder.drive.upper().startswith("\\\\?\\UNC\\"):
            return Unsafe(Risk.NETWORK, folder.drive)
        if drives.get(folder.drive.upper().removeprefix("\\\\?\\")) == "network":
            return Unsafe(Risk.NETWORK, folder.drive)
        return None
    if re.search(r"/gvfs/(?:smb|sftp|dav|nfs|ftp|google-drive)[^/]*", folder.as_posix()):
        return Unsafe(Risk.NETWORK, "GVFS")
    mount = _mount_of(folder, mounts)
    if mount is not None and mount.system in _NETWORK_SYSTEMS:
        return Unsafe(Risk.NETWORK, mount.source or mount.system)
    return None


def _removable(folder: PurePath, drives: Mapping[str, str]) -> Unsafe | None:
    if isinstance(folder, PureWindowsPath):
        if drives.get(folder.drive.upper().removeprefix("\\\\?\\")) == "removable":
            return Unsafe(Risk.REMOVABLE, folder.drive)
        return None
    found = _REMOVABLE_PLACES.match(folder.as_posix())
    return Unsafe(Risk.REMOVABLE, found[0]) if found else None


def _mount_of(folder: PurePath, mounts: Sequence[Mount]) -> Mount | None:
    above = [mount for mount in mounts if folder.is_relative_to(PurePosixPath(mount.point))]
    # The longest wins, and of two at one point the later, which hides the earlier.
    return max(enumerate(above), key=lambda pair: (len(pair[1].point), pair[0]))[1] if above else None


def mounts_of(table: str) -> list[Mount]:
    """The drives in the words of /proc/mounts, where a blank in a path is written \\040."""
    found = []
    for line in table.splitlines():
        parts = line.split(" ")
        if len(parts) >= 3:
            found.append(Mount(_unescaped(parts[1]), parts[2], _unescaped(parts[0])))
    return found


def mounts_of_mac(table: str) -> list[Mount]:
    """The drives in the words of macOS's `mount`: //clerk@server/share on /Volumes/share (smbfs, nodev)."""
    found = []
    for line in table.splitlines():
        match = re.match(r"(.*) on (/.*) \(([^,)]+)", line)
        if match:
            found.append(Mount(match[2], match[3], match[1]))
    return found


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def _mounts() -> list[Mount]:
    table = Path("/proc/mounts")
    if table.exists():
        # Bytes of a path in UTF-8 are not escaped.
        return mounts_of(table.read_text(encoding="utf-8", errors="surrogateescape"))
    if sys.platform == "darwin":
        import subprocess

        said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=10, check=False)
        return mounts_of_mac(said.stdout)
    return []


def _drives(folder: PurePath) -> dict[str, str]:
    if sys.platform != "win32":
        return {}
    import ctypes

    kinds = {2: "removable", 3: "fixed", 4: "network"}
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")
    return {folder.drive.upper(): kinds.get(kind, "")}
