"""Backups: verified copies of a desk in a folder of their own, each of which is whole by itself."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from partnerdesk import clock
from partnerdesk.problems import Refused
from partnerdesk.store import durable, engine, keyfile, snapshot
from partnerdesk.store.files import FILES
from partnerdesk.store.naming import safe_name
from partnerdesk.store.troubles import DISK_FULL, Damaged, DiskFull, Foreign, Missing, Newer, told
from partnerdesk.words import N_

# A backup is a folder `NAME-20261120-083100` with the database, the key file and the attached files as they lie in the
# desk, under a manifest of hashes. A folder and not one container: no file in it is ever rewritten, so a file that the
# backup before holds already is linked (copied where the drive cannot link), and a daily backup costs the database
# alone; each part can be checked and copied by any tool; and no half-written container can spoil all the rest.
MANIFEST = "manifest.json"
FORMAT = 1
OF_A_DAY, DAILY, WEEKLY, MONTHLY = 3, 14, 10, 24
_HEAD = 64  # bytes of a file that hold its random beginning
_ITEM = re.compile(r"(?:desk\.db|desk\.key|files/[0-9a-f]{2}/[0-9a-f]{64})\Z")
_LARGEST = 256 << 20  # bytes of a manifest
_MARGIN = 1 << 20

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Source:
    """The desk to be backed up."""

    folder: Path
    key: bytes
    desk: str


@dataclass(frozen=True)
class Item:
    """One file of a backup, as it lies there."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Backup:
    """A backup by its manifest, whose seal has been proven."""

    path: Path
    desk: str
    made: datetime
    items: tuple[Item, ...]
    lacking: tuple[str, ...] = ()  # attached files that the desk itself had lost

    @property
    def size(self) -> int:
        return sum(item.size for item in self.items)


def make(
    connection: Any, source: Source, folder: Path, now: datetime, keep: int = OF_A_DAY,
    progress: Progress | None = None,
) -> Path:
    """Make a backup in a folder, verify it by opening it, and only then give it its name; thin out the older ones.

    Whatever happens meanwhile, under a backup's name there is never anything but a whole backup.
    """
    folder = folder.absolute()
    _demand_fit(source, folder)
    with told(folder):
        _clear(source, folder)
        earlier = made(folder, source.key, source.desk)
        making = durable.private_folder(folder / f".{_prefix(source)}.{uuid.uuid4().hex[:8]}.part")
        with durable.removed_on_failure(making):
            counts = snapshot.take(connection, source.folder / engine.DATABASE, source.key, making / engine.DATABASE)
            durable.copy(source.folder / keyfile.NAME, making / keyfile.NAME)
            items, lacking = _files(making, source, earlier[0] if earlier else None, progress)
            items = [hashed(making, name) for name in (engine.DATABASE, keyfile.NAME)] + items
            _write_manifest(making, source, now, items, lacking)
            durable.sync_folder(making)
            if not keyfile.read(making / keyfile.NAME).fits(source.key):
                raise Damaged(snapshot.UNVERIFIED, path=str(making))
            snapshot.verify(making / engine.DATABASE, source.key, counts)
            _demand_equal(making, items, earlier[0].items if earlier else ())
            path = free_name(folder, f"{_prefix(source)}-{clock.wall(now):%Y%m%d-%H%M%S}")
            durable.move(making, path)
        thin(folder, source, clock.wall(now).date(), keep)
    return path


def made(folder: Path, key: bytes, desk: str) -> list[Backup]:
    """The backups of a desk in a folder, the newest first; what is not provably one of them is passed over."""
    found = []
    with told(folder):
        for path in folder.glob(f"*/{MANIFEST}") if folder.is_dir() else ():
            if path.parent.name.startswith("."):
                continue
            with contextlib.suppress(Damaged, Foreign, Newer):
                each = read(path.parent, key)
                if each.desk == desk:
                    found.append(each)
    return sorted(found, key=lambda each: (each.made, each.path.name), reverse=True)


def due(folder: Path, key: bytes, desk: str, now: datetime) -> bool:
    """Whether no backup was made on the day of `now`."""
    today = clock.wall(now).date()
    return all(clock.wall(each.made).date() != today for each in made(folder, key, desk))


def read(path: Path, key: bytes) -> Backup:
    """Read a backup's manifest; raises `Damaged` where its seal is broken."""
    damaged = Damaged(N_("The backup {path} is damaged: its manifest is not as it was written. Take an older one."),
                      path=str(path))
    with told(path):
        if not (path / MANIFEST).is_file():
            raise Foreign(N_("{path} is not a backup of a desk."), path=str(path))
        with (path / MANIFEST).open("rb") as file:
            content = file.read(_LARGEST)
    try:
        said: Any = json.loads(content)
        if isinstance(said["format"], int) and said["format"] > FORMAT:
            raise Newer(N_("The backup {path} was made by a newer version of PartnerDesk. Install that version to restore it."), path=str(path))  # noqa: E501
        if not hmac.compare_digest(str(said["seal"]), _seal(said, key)):
            raise damaged
        items = tuple(Item(each["name"], each["size"], each["sha256"]) for each in said["items"])
        if not all(_ITEM.match(item.name) for item in items):
            raise damaged
        return Backup(path, said["desk"], datetime.fromisoformat(said["made"]), items, tuple(said["lacking"]))
    except (ValueError, KeyError, TypeError) as error:
        raise damaged from error


def verify(path: Path, key: bytes, progress: Progress | None = None) -> Backup:
    """Read a backup to the last byte: seal, hashes, key file, and the database by opening it."""
    found = read(path, key)
    with told(path):
        done = 0
        for item in found.items:
            if not (path / item.name).is_file() or hashed(path, item.name) != item:
                raise Damaged(N_("The backup {path} is damaged: {name} is not as it was. Take an older one."),
                              path=str(path), name=item.name)
            done += item.size
            if progress is not None:
                progress(done, found.size)
        if not keyfile.read(path / keyfile.NAME).fits(key):
            raise Damaged(N_("The backup {path} is damaged: {name} is not as it was. Take an older one."),
                          path=str(path), name=keyfile.NAME)
        snapshot.verify(path / engine.DATABASE, key)
    return found


def thin(folder: Path, source: Source, today: date, of_a_day: int = OF_A_DAY) -> list[Path]:
    """Remove the backups of a desk that the calendar no longer asks for; gives what was removed."""
    found = made(folder, source.key, source.desk)
    moments = [clock.wall(each.made) for each in found]
    wanted = kept(moments, today, of_a_day)
    removed = []
    for each, moment in zip(found, moments, strict=True):
        if moment not in wanted:
            # Under another name first: a removal that breaks off must not leave half a backup behind.
            gone = folder / f".{_prefix(source)}.{uuid.uuid4().hex[:8]}.gone"
            durable.move(each.path, gone)
            shutil.rmtree(gone, ignore_errors=True)
            removed.append(each.path)
    return removed


def kept(
    moments: Iterable[datetime], today: date, of_a_day: int = OF_A_DAY, daily: int = DAILY, weekly: int = WEEKLY,
    monthly: int = MONTHLY,
) -> set[datetime]:
    """Which backups the calendar keeps: today's newest, and the newest of each of the last days, weeks and months.

    Days, weeks and months without a backup do not count, so that neither a long holiday nor a wrong clock empties
    the folder.
    """
    newest = sorted(moments, reverse=True)
    wanted = set([each for each in newest if each.date() == today][:of_a_day])
    # What lies in the future was made under a wrong clock and may be all there is.
    for many, span in ((daily, _day), (weekly, _week), (monthly, _month)):
        spans: dict[tuple[int, ...], datetime] = {}
        for each in newest:
            spans.setdefault(span(each), each)
        wanted.update(list(spans.values())[:many])
    return wanted


def keep_before(folder: Path, connection: Any, key: bytes, event: str, now: datetime) -> Path:
    """Put a verified copy of the database and the key file aside in the desk, before something great happens to it."""
    with told(folder):
        path = free_name(folder, f"{event}-{clock.wall(now):%Y%m%d-%H%M%S}")
        making = durable.private_folder(folder / f".{path.name}.part")
        with durable.removed_on_failure(making):
            snapshot.take(connection, folder / engine.DATABASE, key, making / engine.DATABASE)
            durable.copy(folder / keyfile.NAME, making / keyfile.NAME)
            durable.sync_folder(making)
            durable.move(making, path)
    return path


def _day(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month, moment.day


def _week(moment: datetime) -> tuple[int, ...]:
    return tuple(moment.isocalendar()[:2])


def _month(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month


def _demand_fit(source: Source, folder: Path) -> None:
    with told(folder):
        inside = folder.resolve().is_relative_to(source.folder.resolve())
        if inside:
            raise Refused(N_("{path} lies inside the desk. Choose a backup folder outside it, best on another drive."),
                          path=str(folder))
        if not folder.exists() and folder.parent.is_dir():
            folder.mkdir()
        if not folder.is_dir():
            raise Missing(N_("The backup folder {path} is not there. Plug its drive in, or choose another folder."),
                          path=str(folder))
        database = source.folder / engine.DATABASE
        log = database.with_name(f"{database.name}-wal")
        asked = database.stat().st_size + (log.stat().st_size if log.exists() else 0)
        if durable.free_space(folder) < asked + (4 << 20):
            raise DiskFull(N_("The disk that holds {path} has no room for a backup. Free some space there, or choose another folder."), path=str(folder))  # noqa: E501


def _prefix(source: Source) -> str:
    return safe_name(source.folder.name)[:60]


def free_name(folder: Path, name: str) -> Path:
    """A path of that name, numbered where it is taken."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}"
    return path


def _clear(source: Source, folder: Path) -> None:
    for ending in ("part", "gone"):
        for path in folder.glob(f".{_prefix(source)}.????????.{ending}"):
            shutil.rmtree(path, ignore_errors=True)


def _files(
    making: Path, source: Source, earlier: Backup | None, progress: Progress | None,
) -> tuple[list[Item], list[str]]:
    names = _attached(making / engine.DATABASE, source.key)
    held = {item.name: item for item in earlier.items} if earlier else {}
    items, lacking = [], []
    with told(making):
        durable.private_folder(making / FILES)
        for done, name in enumerate(names, 1):
            place = f"{FILES}/{name[:2]}/{name}"
            origin, target = source.folder / place, making / place
            if not origin.is_file():
                lacking.append(name)
                continue
            durable.private_folder(target.parent)
            if earlier is None or place not in held or not _linked(origin, earlier.path / place, target):
                if durable.free_space(making) < origin.stat().st_size + _MARGIN:
                    raise DiskFull(DISK_FULL, path=str(making))
                durable.copy(origin, target)
                items.append(hashed(making, place))
            else:
                items.append(held[place])
            if progress is not None:
                progress(done, len(names))
        for folder in (making / FILES).iterdir():
            durable.sync_folder(folder)
        durable.sync_folder(making / FILES)
    return items, lacking




def _linked(origin: Path, earlier: Path, target: Path) -> bool:
    """Link a file from the backup before; not where it was damaged there, or lies in the desk under another key."""
    try:
        if earlier.stat().st_size != origin.stat().st_size or _head(earlier) != _head(origin):
            return False
        os.link(earlier, target)
    except OSError:
        return False
    return True


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _attached(database: Path, key: bytes) -> list[str]:
    with contextlib.closing(engine.connect(database, key, read_only=True, immutable=True)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'files'").fetchone():
            return []
        return [row[0] for row in connection.execute("SELECT DISTINCT sealed_name FROM files ORDER BY sealed_name")]


def hashed(folder: Path, name: str) -> Item:
    """A file as a manifest names it."""
    digest, size = hashlib.sha256(), 0
    with (folder / name).open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
    return Item(name, size, digest.hexdigest())


def _demand_equal(making: Path, items: Sequence[Item], earlier: Sequence[Item]) -> None:
    known = set(earlier)
    for item in items:
        if item in known:
            continue
        if hashed(making, item.name) != item:
            raise Damaged(snapshot.UNVERIFIED, path=str(making))


def _write_manifest(
    making: Path, source: Source, now: datetime, items: Sequence[Item], lacking: Sequence[str],
) -> None:
    said: dict[str, Any] = {
        "program": "PartnerDesk", "format": FORMAT, "desk": source.desk, "made": now.isoformat(),
        "items": [{"name": item.name, "size": item.size, "sha256": item.sha256} for item in items],
        "lacking": list(lacking),
    }
    said["seal"] = _seal(said, source.key)
    durable.write(making / MANIFEST, json.dumps(said, indent=1).encode("ascii"))


def _seal(said: dict[str, Any], key: bytes) -> str:
    plain = json.dumps({name: value for name, value in said.items() if name != "seal"}, sort_keys=True)
    return hmac.new(keyfile.derived(key, "backup manifest"), plain.encode(), hashlib.sha256).hexdigest()
