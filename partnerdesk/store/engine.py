"""The encrypted database file: made on purpose, opened with proof that it is ours, never silently anything else."""

from __future__ import annotations

import os
import re
import sys
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from partnerdesk.problems import Trouble
from partnerdesk.store import durable, keyfile, troubles
from partnerdesk.store.troubles import Damaged, Foreign, Missing, Newer, WrongKey, told
from partnerdesk.words import N_

DATABASE = "desk.db"
APPLICATION_ID = 0x50446B31  # "PDk1"
FORMAT = 1  # of the file as a whole; the schema's own revision stands in the migrations' table
OLDEST_SOUND = (3, 51, 3)  # versions before it may lose a write-ahead log that is reset under two connections
PATIENCE = 5.0  # seconds
CACHE = 64 << 10  # KiB
NEARLY = 8  # bytes of the mark that a flipped one leaves alike; two random marks share hardly one of 16

_HEX = re.compile(r"[0-9a-f]{64}\Z")


def open_engine(
    path: Path, key: bytes, *, create: bool = False, read_only: bool = False, query_only: bool = False,
    desk: str = "",
) -> Engine:
    """An engine over an existing database, proven to be a desk; with `create` over a new one at a free place.

    `read_only` opens the file so; `query_only` opens it for writing by others and only refuses statements that write.
    """
    if create:
        make(path, key, desk or uuid.uuid4().hex)
    else:
        prove(path, key)
    immutable = read_only and _untouchable(path)
    engine = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=lambda: connect(path, key, read_only=read_only, query_only=query_only, immutable=immutable),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=4,
        hide_parameters=True,
        skip_autocommit_rollback=False,
    )
    begin = "BEGIN" if read_only or query_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def connect(
    path: Path, key: bytes, *, read_only: bool = False, query_only: bool = False, immutable: bool = False,
    foreign_keys: bool = True,
) -> Any:
    """A connection of the driver to an existing database, with every setting that safety asks for."""
    demand_sound_engine()
    connection = _raw(path, key, "ro" if read_only else "rw", immutable=immutable)
    try:
        for setting in (
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}", "trusted_schema = OFF", "cell_size_check = ON",
            "recursive_triggers = ON", "secure_delete = ON", "temp_store = MEMORY", f"cache_size = -{CACHE}",
        ):
            connection.execute(f"PRAGMA {setting}")
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("PRAGMA synchronous = FULL")
            if sys.platform == "darwin":
                # There fsync leaves the content in the drive's own cache.
                connection.execute("PRAGMA fullfsync = ON")
                connection.execute("PRAGMA checkpoint_fullfsync = ON")
        if query_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def make(path: Path, key: bytes, desk: str) -> None:
    """Make a new, empty database of the desk `desk`; refuses a place where anything stands already."""
    demand_sound_engine()
    with told(path):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, durable.PRIVATE_FILE))
        except FileExistsError:
            raise Trouble(N_("{path} exists already and is left as it is."), path=str(path)) from None
        with durable.removed_on_failure(path):
            connection = _raw(path, key, "rw")
            try:
                connection.execute("PRAGMA journal_mode = WAL").fetchone()
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {FORMAT}")
                connection.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
                connection.execute("INSERT INTO meta VALUES ('desk', ?)", (desk,))
                connection.execute("COMMIT")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                connection.close()
        durable.sync_folder(path.parent)


def prove(path: Path, key: bytes) -> str:
    """Make sure that a file is a desk's database and that the key opens it; gives the desk's id.

    Opens the file for reading only, so that whatever is found, not a byte of it changes.
    """
    demand_sound_engine()
    inspect(path)
    with told(path):
        try:
            # Without a log nobody is at work, and even a reader would lay one beside the file.
            connection = _raw(path, key, "ro", immutable=not _log(path).exists() or _untouchable(path))
        except driver.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB":
                raise
            raise _unreadable(path, key) from error
        try:
            return _proven(connection, path)
        finally:
            connection.close()


def inspect(path: Path) -> None:
    """Refuse what is no encrypted database at first sight, without opening it as one."""
    with told(path):
        try:
            size = path.stat().st_size
        except FileNotFoundError:
            raise Missing(troubles.MISSING, path=str(path)) from None
        with path.open("rb") as file:
            head = file.read(len(troubles.PLAIN))
    if size < troubles.SMALLEST:
        raise Damaged(troubles.EMPTIED, path=str(path), size=size)
    if head == troubles.PLAIN:
        raise Foreign(troubles.UNENCRYPTED, path=str(path))


def mark(path: Path) -> bytes:
    """The first 16 bytes of a database: random, not secret, and the same for its whole life."""
    with path.open("rb") as file:
        return file.read(16)


def demand_sound_engine() -> None:
    """Refuse to work on an engine that is known to lose or not to encrypt what it is given."""
    if driver.sqlite_version_info < OLDEST_SOUND:
        raise Trouble(N_("The database engine {version} is too old to be safe. Install PartnerDesk anew."),
                      version=driver.sqlite_version)


def blank(path: Path, key: bytes, mark: bytes) -> Any:
    """A connection to an empty file that is to become a copy of a database with that mark."""
    connection = _raw(path, key, "rw", mark=mark)
    # The copy is worth nothing until it is whole and waited for.
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _raw(path: Path, key: bytes, mode: str, *, immutable: bool = False, mark: bytes = b"") -> Any:
    spelled = key.hex()
    # A raw key of any other length would silently be taken for a passphrase.
    if not _HEX.match(spelled):
        raise ValueError("a desk's key has 32 bytes")
    address = f"file:{_address(path)}?mode={mode}{'&immutable=1' if immutable else ''}"
    connection = driver.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{spelled}{mark.hex()}'\"")
        if not connection.execute("PRAGMA cipher_version").fetchone():
            raise Trouble(N_("The database engine cannot encrypt. Install PartnerDesk anew."))
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _address(path: Path) -> str:
    absolute = path.absolute().as_posix()
    return quote(absolute if absolute.startswith("/") else f"/{absolute}")


def _proven(connection: Any, path: Path) -> str:
    shown = str(path)
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Foreign(troubles.FOREIGN, path=shown)
    if connection.execute("PRAGMA user_version").fetchone()[0] > FORMAT:
        raise Newer(troubles.NEWER, path=shown)
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'").fetchone():
        raise Foreign(troubles.FOREIGN, path=shown)
    row = connection.execute("SELECT value FROM meta WHERE name = 'desk'").fetchone()
    if row is None:
        raise Foreign(troubles.FOREIGN, path=shown)
    return str(row[0])


def _unreadable(path: Path, key: bytes) -> Trouble:
    """Why a first page cannot be read: the engine has one error for a wrong key, for damage and for anything else."""
    beside = path.with_name(keyfile.NAME)
    if not beside.is_file():
        return Damaged(troubles.KEY_OR_DAMAGE, path=str(path))
    kept = keyfile.read(beside)
    if not kept.fits(key):
        return WrongKey(troubles.WRONG_KEY, path=str(path))
    alike = sum(ours == theirs for ours, theirs in zip(kept.mark, mark(path), strict=False))
    if kept.mark and alike < NEARLY:
        return Foreign(troubles.FOREIGN, path=str(path))
    return Damaged(troubles.DAMAGED, path=str(path))


def _untouchable(path: Path) -> bool:
    """Whether a database lies where no reader may leave its marks and no writer can be at work either."""
    log = _log(path)
    return not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
