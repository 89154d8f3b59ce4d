"""On a disk that is really full nothing acknowledged is lost, the cause is named, and work goes on afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.record.draft import Draft
from partnerdesk.store import backup, troubles
from partnerdesk.store.desk import RESERVE, Desk

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root can lay out a disk of its own")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], check=False).returncode:
        pytest.skip("this machine lays out no disk in memory")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def _fill(folder: Path) -> None:
    with contextlib.suppress(OSError), (folder / "filling").open("ab") as file:
        while True:
            file.write(bytes(4096))
            file.flush()


def _save(desk: Desk, name: str) -> int:
    draft = Draft("partners", values={"name": name, "stage": "prospect", "notes": "文" * 6000})
    return desk.write(desk.actor("li"), lambda work: work.save(draft)).result()


def _names(desk: Desk) -> set[str]:
    record = desk.registers["partners"].record
    return {row[0] for row in desk.read(desk.actor("li"), lambda look: look.rows(select(record.name))).result()}


def _fill_by_saving(desk: Desk, name: str) -> tuple[set[str], troubles.DiskFull]:
    saved: set[str] = set()
    for number in range(5000):
        try:
            _save(desk, f"{name}{number}")
        except troubles.DiskFull as error:
            return saved, error
        saved.add(f"{name}{number}")
    raise AssertionError("the disk never filled")


def _opened(folder: Path, kept: Any) -> Desk:
    return Desk.open(folder, registers=contents.load_records(), key=kept.key, anywhere=True)


def test_saves_until_the_disk_is_full_and_beyond(kept: Any, small_disk: Path) -> None:
    folder = Path(shutil.copytree(kept.folder, small_disk / "desk"))
    with _opened(folder, kept) as desk:
        _fill(small_disk)
        saved, said = _fill_by_saving(desk, "甲")
        assert said.message == troubles.RESERVE_USED
        assert not (folder / RESERVE).exists()
        more, said = _fill_by_saving(desk, "乙")
        assert said.message == troubles.DISK_FULL
        assert more
        assert _names(desk) >= saved | more
        with pytest.raises(troubles.DiskFull):
            desk.seal(kept.database).result()
        (small_disk / "filling").unlink()
        _save(desk, "丙")
        assert desk.check().result() == []
    with _opened(folder, kept) as desk:
        assert _names(desk) >= saved | more | {"丙"}


def test_a_desk_with_a_log_opens_on_a_full_disk(kept: Any, small_disk: Path, tmp_path: Path) -> None:
    living = kept.open(anywhere=True)
    _save(living, "甲")
    # As a killed program leaves it: the save stands in the log alone.
    folder = Path(shutil.copytree(kept.folder, small_disk / "desk"))
    living.close()
    _fill(small_disk)
    with _opened(folder, kept) as desk:
        assert "甲" in _names(desk)


def test_a_backup_onto_a_full_disk_leaves_nothing_there_and_the_desk_alone(
    kept: Any, small_disk: Path, tmp_path: Path,
) -> None:
    with kept.open(anywhere=True) as desk:
        first = desk.back_up(small_disk / "backups").result()
        _fill(small_disk)
        with pytest.raises(troubles.DiskFull):
            desk.back_up(small_disk / "backups").result()
        assert [path.name for path in first.parent.iterdir()] == [first.name]
        backup.verify(first, kept.key)
        _save(desk, "甲")
