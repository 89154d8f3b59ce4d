"""Bringing a desk back from a backup: checked before and after, and what stood there before is kept."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

from partnerdesk import clock
from partnerdesk.problems import Refused, Trouble
from partnerdesk.store import backup, durable, engine, keyfile, lock, place, snapshot
from partnerdesk.store.backup import Backup, Item
from partnerdesk.store.files import FILES
from partnerdesk.store.troubles import DISK_FULL, Damaged, DiskFull, Missing, told
from partnerdesk.store.unlocking import key_of
from partnerdesk.words import N_

WAITING = "restoring"
_PART = ".restoring-"
_PLAN = "plan.json"
_MARGIN = 4 << 20

Progress = Callable[[int, int], None]


def restore(
    source: Path, folder: Path, *, passphrase: str | None = None, key: bytes | None = None, anywhere: bool = False,
    progress: Progress | None = None,
) -> Path:
    """Bring a desk back from the backup `source` into `folder`; gives the folder where the former state is kept.

    Backup and passphrase are enough: nothing else of the old machine is needed. The passphrase is the one of the day
    of the backup. Killed at any moment, the desk is the former or the restored one: the next opening finishes.
    """
    source, folder = source.absolute(), folder.absolute()
    with told(source):
        if not (source / backup.MANIFEST).is_file():
            raise Missing(N_("{path} is not a backup of a desk."), path=str(source))
    if not anywhere:
        place.demand_safe(folder)
    found_key = key_of(source, key=key, passphrase=passphrase)
    found = backup.verify(source, found_key, progress)
    with told(folder):
        _demand_target(folder, found)
        folder.mkdir(mode=durable.PRIVATE_FOLDER, parents=True, exist_ok=True)
        held = lock.Lock(folder)
        try:
            finish(folder)
            before = _stage(found, folder, found_key)
            finish(folder)
            snapshot.verify(folder / engine.DATABASE, found_key)
        finally:
            held.release()
    return before


def finish(folder: Path) -> None:
    """Put a staged restore into place; done again after a kill at any point, it comes to the same end.

    Only the holder of the desk's lock may call it.
    """
    waiting = folder / WAITING
    with told(folder):
        for part in folder.glob(f"{_PART}*"):
            shutil.rmtree(part, ignore_errors=True)
        if not waiting.is_dir():
            return
        if (waiting / _PLAN).exists():
            before = folder / str(json.loads((waiting / _PLAN).read_bytes())["before"])
            durable.private_folder(before)
            if (waiting / engine.DATABASE).exists():
                # The log first: beside the restored database it would silently undo the restoring.
                for ending in ("-wal", "-shm", ""):
                    _away(folder / f"{engine.DATABASE}{ending}", before)
                durable.sync_folder(before)
                durable.move(waiting / engine.DATABASE, folder / engine.DATABASE)
            if (waiting / keyfile.NAME).exists():
                _away(folder / keyfile.NAME, before)
                durable.move(waiting / keyfile.NAME, folder / keyfile.NAME)
            _place_files(waiting / FILES, folder / FILES, before)
            (waiting / _PLAN).unlink()
            durable.sync_folder(waiting)
        shutil.rmtree(waiting)
        durable.sync_folder(folder)


def _demand_target(folder: Path, found: Backup) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Trouble(N_("{path} exists already and is left as it is."), path=str(folder))
    ours = any((folder / name).exists() for name in (engine.DATABASE, keyfile.NAME, WAITING))
    if not ours and any(path.name != lock.NAME for path in folder.iterdir()):
        raise Trouble(N_("{path} exists already and is left as it is."), path=str(folder))
    if (folder / keyfile.NAME).exists():
        try:
            other = keyfile.read(folder / keyfile.NAME).desk
        except Damaged:
            # That may be the very reason for restoring; it is kept with the rest of the former state.
            return
        if other != found.desk:
            raise Refused(N_("In {path} stands another desk than the one that was backed up. Restore into a new folder."), path=str(folder))  # noqa: E501


def _stage(found: Backup, folder: Path, key: bytes) -> Path:
    """Lay the backup out beside the desk, whole and checked; its renaming is the moment from which it counts."""
    wanted = [item for item in found.items if not _stands(folder, item)]
    if durable.free_space(folder) < sum(item.size for item in wanted) + _MARGIN:
        raise DiskFull(DISK_FULL, path=str(folder))
    part = durable.private_folder(folder / f"{_PART}{uuid.uuid4().hex[:8]}")
    with durable.removed_on_failure(part):
        durable.private_folder(part / FILES)
        for item in wanted:
            target = part / item.name
            durable.private_folder(target.parent)
            durable.copy(found.path / item.name, target)
            if backup.hashed(part, item.name) != item:
                raise Damaged(snapshot.UNVERIFIED, path=str(target))
            durable.sync_folder(target.parent)
        snapshot.verify(part / engine.DATABASE, key)
        before = backup.free_name(folder, f"before-restore-{clock.wall(clock.now()):%Y%m%d-%H%M%S}")
        durable.write(part / _PLAN, json.dumps({"before": before.name}).encode())
        durable.sync_folder(part / FILES)
        durable.sync_folder(part)
        durable.move(part, folder / WAITING)
    return before


def _stands(folder: Path, item: Item) -> bool:
    """Whether an attached file lies in the desk already as it lies in the backup."""
    path = folder / item.name
    return item.name.startswith(f"{FILES}/") and path.is_file() and backup.hashed(folder, item.name) == item


def _place_files(waiting: Path, files: Path, before: Path) -> None:
    durable.private_folder(files)
    for path in sorted(waiting.glob("*/*")):
        target = files / path.parent.name / path.name
        durable.private_folder(target.parent)
        if target.exists():
            kept = durable.private_folder(before / FILES)
            _away(target, durable.private_folder(kept / path.parent.name))
        durable.move(path, target)
    durable.sync_folder(files)


def _away(path: Path, before: Path) -> None:
    target = before / path.name
    # A file that was moved already is the former one: what stands in its place now is the restored one.
    if path.exists() and not target.exists():
        path.rename(target)
        durable.sync_folder(before)
        durable.sync_folder(path.parent)
