"""A desk: a folder with an encrypted database, its key file and its files, open for one program at a time."""

from __future__ import annotations

import atexit
import contextlib
import os
import secrets
import shutil
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from partnerdesk import clock
from partnerdesk.problems import Problem, Refused, Trouble, Unsaved
from partnerdesk.record.checks import check_all
from partnerdesk.record.clerk import Actor, Clerk
from partnerdesk.record.office import Office
from partnerdesk.record.record import Record
from partnerdesk.record.register import Register
from partnerdesk.store import backup, check, durable, engine, keyfile, keyring, lock, place, restore
from partnerdesk.store.files import FILES, Files, Kept, Progress, Sealed
from partnerdesk.store.indexing import tidy
from partnerdesk.store.thread import Threads
from partnerdesk.store.troubles import (
    DISK_FULL,
    NEWER,
    RESERVE_USED,
    Damaged,
    DiskFull,
    Missing,
    Newer,
    told,
)
from partnerdesk.store.unlocking import key_of
from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.store.reader import Reader
    from partnerdesk.store.work import Changed, Work

RESERVE = "desk.reserve"
RESERVE_SIZE = 8 << 20

T = TypeVar("T")


class Desk:
    """An open desk; made by `create` and `open`, ended by `close`, or by leaving a `with`."""

    def __init__(self, folder: Path, key: bytes, registers: Mapping[str, Register], held: lock.Lock | None) -> None:
        self.folder = folder
        self.registers = registers
        self.listeners: list[Callable[[Changed], None]] = []
        self.damage: Damaged | None = None
        self._key = key
        self._lock = held
        self._closed = False
        self._commits = 0
        path = self.database
        with told(path):
            self.id = engine.prove(path, key)
            writer = None if self.read_only else engine.open_engine(path, key)
            reader = engine.open_engine(path, key, read_only=self.read_only, query_only=True)
            self._threads = Threads(writer, reader, lambda: engine.connect(path, key, read_only=self.read_only))
        self.files = Files(folder / FILES, key, self.id)
        if not self.read_only:
            self.files.remove_leftovers()
        atexit.register(self.close)

    @classmethod
    def create(
        cls, folder: Path, *, registers: Mapping[str, Register], office: Mapping[str, Any], clerk_name: str,
        account: str, passphrase: str, anywhere: bool = False,
    ) -> Desk:
        """Make a new desk and open it, with its office and its first clerk.

        The folder appears whole or not at all. Raises `Unsaved` for a weak passphrase, `Refused` for a folder that
        is no safe place (unless `anywhere`), `Trouble` where something stands there already.
        """
        weak = keyfile.weakness(passphrase)
        if weak is not None:
            raise Unsaved([weak])
        folder = folder.absolute()
        if not anywhere:
            place.demand_safe(folder)
        with told(folder):
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise Trouble(N_("{path} exists already and is left as it is."), path=str(folder))
            folder.parent.mkdir(parents=True, exist_ok=True)
            making = folder.with_name(f".{folder.name[:60]}.{uuid.uuid4().hex[:8]}")
            with durable.removed_on_failure(durable.private_folder(making)):
                key = secrets.token_bytes(keyfile.KEY)
                _fill(making, key, passphrase, office, clerk_name, account)
                if folder.exists():
                    folder.rmdir()
                durable.move(making, folder)
        return cls.open(folder, registers=registers, key=key, account=account, anywhere=True)

    @classmethod
    def open(
        cls, folder: Path, *, registers: Mapping[str, Register], key: bytes | None = None,
        passphrase: str | None = None, read_only: bool = False, account: str = "", anywhere: bool = False,
    ) -> Desk:
        """Open a desk by its key, by its recovery passphrase, or, with neither, by the key in the keyring.

        Raises `Held` where another program has it open (reading it is possible even then), `WrongKey` where no key
        fits, and the other kinds of `Trouble` as they are. `account` is told to whoever finds the desk taken.
        """
        folder = folder.absolute()
        if not any((folder / name).exists() for name in (keyfile.NAME, engine.DATABASE, restore.WAITING)):
            raise Missing(N_("There is no desk at {path}."), path=str(folder))
        if not anywhere and not read_only:
            place.demand_safe(folder)
        held = None if read_only else lock.Lock(folder, account)
        try:
            if held is not None:
                restore.finish(folder)
            elif (folder / restore.WAITING).exists():
                raise Trouble(N_("The desk at {path} is half-way through a restore. Open it once for writing."),
                              path=str(folder))
            engine.inspect(folder / engine.DATABASE)
            found = key_of(folder, key=key, passphrase=passphrase)
            if held is not None:
                _with_reserve(folder, lambda: engine.prove(folder / engine.DATABASE, found))
                _keep_reserve(folder)
            _demand_schema(folder, found, upgrading=held is not None)
            return cls(folder, found, registers, held)
        except BaseException:
            if held is not None:
                held.release()
            raise

    @property
    def database(self) -> Path:
        return self.folder / engine.DATABASE

    @property
    def read_only(self) -> bool:
        return self._lock is None

    def actor(self, account: str) -> Actor:
        """The clerk of a system account, or of that name where one only bears it; raises `Refused` for a stranger."""
        def job(connection: Connection) -> Actor:
            clerks = select(Clerk.id, Clerk.name, Clerk.cleared).where(Clerk.struck_at.is_(None))
            rows = (connection.execute(clerks.where(Clerk.account == account)).all()
                    or connection.execute(clerks.where(Clerk.name == account)).all())
            if len(rows) != 1:
                raise Refused(N_("“{account}” is not a clerk of this desk."), account=account)
            return Actor(rows[0].id, rows[0].name, rows[0].cleared)

        return self._threads.read(self._spoken(job)).result()

    def write(self, actor: Actor, job: Callable[[Work], T], now: datetime | None = None) -> Future[T]:
        """Do a job in one transaction: kept as a whole when it returns, forgotten as a whole when it raises.

        After the commit every listener hears on the writing thread what changed.
        """
        if self._closed:
            raise ValueError("the desk is closed")
        if self.read_only:
            raise lock.held(self.folder)
        return self._threads.write(lambda connection: self._write(connection, actor, job, now))

    def read(self, actor: Actor, job: Callable[[Reader], T], *, superseding: str = "") -> Future[T]:
        """Do a reading job; a newer one of the same `superseding` name cancels it, and cancelling it stops it."""
        from partnerdesk.store.reader import Reader

        def reading(connection: Connection) -> T:
            with _session(connection) as session:
                return job(Reader(session, actor, self.registers))

        return self._threads.read(self._spoken(reading), superseding=superseding)

    def maintain(self, job: Callable[[Any], T]) -> Future[T]:
        """Do a long job on a connection of the driver of its own, beside all saves and reads."""
        return self._threads.maintain(self._spoken(job))

    def seal(self, source: Path, name: str = "", progress: Progress | None = None) -> Future[Sealed]:
        """Encrypt a file into the desk; a write then attaches it (see `attaching`)."""
        return self._threads.aside(lambda: self.files.seal(source, name, progress))

    def open_copy(self, kept: Kept) -> Future[Path]:
        """Lay out a checked copy of a kept file for another program; it is removed when the desk is closed."""
        return self._threads.aside(lambda: self.files.open_copy(kept))

    def export(self, kept: Kept, target: Path) -> Future[Path]:
        """Write a checked copy of a kept file to a place the clerk chose."""
        return self._threads.aside(lambda: self.files.export(kept, target))

    def back_up(self, folder: Path, keep: int = backup.OF_A_DAY, progress: Progress | None = None) -> Future[Path]:
        """Make a verified backup in a folder outside the desk and thin out the older ones; gives the backup's path."""
        return self.maintain(lambda connection: backup.make(
            connection, backup.Source(self.folder, self._key, self.id), folder, clock.now(), keep, progress))

    def backups(self, folder: Path) -> Future[list[backup.Backup]]:
        """The backups of this desk in a folder, the newest first."""
        return self._threads.aside(lambda: backup.made(folder, self._key, self.id))

    def check(self, progress: Progress | None = None) -> Future[list[Problem]]:
        """Examine database, key file and every attached file; gives what is wrong, in words."""
        return self.maintain(lambda connection: check.check(
            connection, self.folder, self._key, self.files, read_only=self.read_only, progress=progress))

    @property
    def commits(self) -> int:
        """How many works have been kept since the desk was opened: without any, closing needs no backup."""
        return self._commits

    def remember(self) -> keyring.Answer:
        """Give the keyring of this account a copy of the key."""
        return keyring.keep(self.id, self._key)

    def forget(self) -> keyring.Answer:
        """Take the copy out of the keyring; the recovery passphrase then opens the desk."""
        return keyring.forget(self.id)

    def change_passphrase(self, passphrase: str) -> None:
        """Set another recovery passphrase; backups made before keep the old one."""
        weak = keyfile.weakness(passphrase)
        if weak is not None:
            raise Unsaved([weak])
        keyfile.change_passphrase(self.folder / keyfile.NAME, self._key, passphrase)

    def close(self) -> None:
        """Finish every write, put the whole database into its one file, and give the desk free."""
        if self._closed:
            return
        self._closed = True
        atexit.unregister(self.close)
        try:
            self._threads.close()
            if self._lock is not None and self.damage is None:
                # On a full disk the log stays beside the database, and everything in it is kept.
                with contextlib.suppress(DiskFull):
                    _with_reserve(self.folder, self._empty_log)
        finally:
            self.files.remove_copies()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Desk({str(self.folder)!r})"

    def _write(self, connection: Connection, actor: Actor, job: Callable[[Work], T], now: datetime | None) -> T:
        from partnerdesk.store.work import Work

        if self.damage is not None:
            raise self.damage
        try:
            with told(self.database), _session(connection) as session:
                work = Work(session, actor, now or clock.now(), self.registers)
                result = job(work)
                work.finish()
                session.commit()
                self._commits += bool(work.changed.ids)
        except Damaged as damage:
            self._note(damage)
            raise
        except DiskFull as error:
            if error.message == DISK_FULL and _give_up_reserve(self.folder):
                raise DiskFull(RESERVE_USED, **error.values) from error
            raise
        if work.changed.ids:
            for listener in list(self.listeners):
                listener(work.changed)
        return result

    def _spoken(self, job: Callable[[Any], T]) -> Callable[[Any], T]:
        def told_job(connection: Any) -> T:
            try:
                with told(self.database):
                    return job(connection)
            except Damaged as damage:
                self._note(damage)
                raise

        return told_job

    def _empty_log(self) -> None:
        with told(self.database), contextlib.closing(engine.connect(self.database, self._key)) as connection:
            if self._commits:
                tidy(connection)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def _note(self, damage: Damaged) -> None:
        # Nothing may be written over what a backup could still be compared with; a damaged backup or attached file,
        # though, is no reason to stop.
        if damage.values.get("path") == str(self.database):
            self.damage = damage


def _session(connection: Connection) -> Session:
    return Session(connection, autoflush=False, expire_on_commit=False)


def _fill(
    folder: Path, key: bytes, passphrase: str, office: Mapping[str, Any], clerk_name: str, account: str,
) -> None:
    from partnerdesk.store import migrating

    desk = uuid.uuid4().hex
    path = folder / engine.DATABASE
    durable.private_folder(folder / FILES)
    made = engine.open_engine(path, key, create=True, desk=desk)
    # The key is safe on the disk before anything is worth keeping.
    keyfile.write(folder / keyfile.NAME, keyfile.new(key, passphrase, desk, engine.mark(path)))
    try:
        with made.connect() as connection:
            migrating.upgrade(connection)
            now = clock.now()
            with _session(connection) as session:
                clerk = {"name": clerk_name, "account": account, "cleared": True}
                session.add(Clerk(**_checked(Clerk, clerk), made_at=now, changed_at=now))
                session.add(Office(**_checked(Office, office), made_at=now, changed_at=now))
                session.commit()
    finally:
        made.dispose()


def _checked(record: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    unset = {name: field.default for name, field in record.__fields__.items() if name not in values}
    kept, problems, _ = check_all(record.__fields__, {**unset, **values})
    if problems:
        raise Unsaved(problems)
    return kept


def _demand_schema(folder: Path, key: bytes, *, upgrading: bool) -> None:
    """Bring an older desk to this program's schema, after a verified copy of it; refuse a newer one."""
    path = folder / engine.DATABASE
    made = engine.open_engine(path, key, read_only=not upgrading)
    try:
        with told(path), made.connect() as connection:
            rows = _driver_of(connection).execute("SELECT version_num FROM alembic_version").fetchall()
            revision = rows[0][0] if rows else ""
            if revision == _newest():
                return
            # Only now: Alembic takes longer to load than a desk to open.
            from partnerdesk.store import migrating

            if not migrating.known(revision):
                raise Newer(NEWER, path=str(path))
            if revision == migrating.head():
                return
            if not upgrading:
                raise Refused(N_("The desk at {path} was made by an older version. Open it once for writing."),
                              path=str(folder))
            backup.keep_before(folder, _driver_of(connection), key, "before-upgrade", clock.now())
            migrating.upgrade(connection)
    finally:
        made.dispose()


def _newest() -> str:
    """The newest revision by the names of the migrations' files, which begin with it."""
    folder = Path(__file__).parent / "migrations" / "versions"
    return max((path.name.partition("_")[0] for path in folder.glob("[0-9]*.py")), default="")


def _driver_of(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _with_reserve(folder: Path, job: Callable[[], object]) -> None:
    """Do a job; where the full disk forbids even that, give up the reserve and do it again."""
    try:
        job()
    except DiskFull:
        if not _give_up_reserve(folder):
            raise
        job()


def _give_up_reserve(folder: Path) -> bool:
    try:
        (folder / RESERVE).unlink()
    except OSError:
        return False
    return True


def _keep_reserve(folder: Path) -> None:
    """Keep some space that can be given up when the disk is full: then not even deleting works without."""
    path = folder / RESERVE
    with contextlib.suppress(OSError):
        if path.exists() or durable.free_space(folder) < 8 * RESERVE_SIZE:
            return
        part = folder / f"{RESERVE}.part"
        # Random, since some disks keep zeros for nothing.
        part.write_bytes(os.urandom(RESERVE_SIZE))
        part.chmod(durable.PRIVATE_FILE)
        shutil.move(part, path)
