"""What can go wrong with a desk on its disk, each kind told apart and said in words that help."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError

from partnerdesk.problems import Trouble, reason_of
from partnerdesk.store import durable
from partnerdesk.words import N_

SPARE = 1 << 20  # below this a disk counts as full: SQLite itself then only says "disk I/O error"
SMALLEST = 512  # no database is shorter
PLAIN = b"SQLite format 3\x00"
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows knows no quota


class Missing(Trouble):
    """There is no desk or no database at the place."""


class WrongKey(Trouble):
    """The key or the passphrase does not fit."""


class Damaged(Trouble):
    """The database or a file is damaged; nothing more is written, a backup is the way out."""


class Foreign(Trouble):
    """The file is something else: another program's, another desk's, or an unencrypted database."""


class Newer(Trouble):
    """A newer version of the program has written it."""


class ReadOnly(Trouble):
    """The file or the folder cannot be written."""


class DiskFull(Trouble):
    """The disk is full; nothing of the work at hand was kept, everything saved before is."""


class Locked(Trouble):
    """Another program holds the database or the desk."""


class Held(Locked):
    """The desk is open elsewhere; `holder` says where."""


MISSING = N_("There is no database at {path}. Choose the folder of the desk, or restore a backup.")
EMPTIED = N_("The database {path} was cut off and is only {size} bytes long. Restore the latest backup.")
DAMAGED = N_("The database {path} is damaged. Nothing more is written to it. Restore the latest backup.")
UNENCRYPTED = N_("{path} is an unencrypted database and no desk. Restore the latest backup.")
FOREIGN = N_("{path} is not the database of this desk. Put the desk's own file back, or restore the latest backup.")
NEWER = N_("{path} was written by a newer version of PartnerDesk. Install that version to open it.")
WRONG_KEY = N_("The key does not fit the desk at {path}. Type the recovery passphrase.")
KEY_OR_DAMAGE = N_("{path} cannot be read: either the key does not fit or the file is damaged. Type the recovery passphrase; if it does not help, restore the latest backup.")  # noqa: E501
READ_ONLY = N_("{path} is write-protected. Ask for permission to write there, or open the desk for reading only.")
DISK_FULL = N_("The disk that holds {path} is full. This change was not kept; everything saved before is. Free some space and save again.")  # noqa: E501
RESERVE_USED = N_("The disk that holds {path} is full. This change was not kept; everything saved before is. The desk has now given up its reserve: save again, then free some space.")  # noqa: E501
LOCKED = N_("Another program is using {path}. Close it and try again.")
UNREADABLE = N_("{path} cannot be opened. Check that you may read and write in this folder.")
FAULTY_DISK = N_("The disk that holds {path} reports errors. Check the disk, then restore the latest backup if the desk does not open.")  # noqa: E501


def full(path: Path) -> bool:
    """Whether the disk that holds a path is full for all purposes."""
    try:
        return durable.free_space(path.parent) < SPARE
    except OSError:
        return False


def of_system(error: OSError, path: Path) -> Trouble:
    """An error of the operating system at a path, in words."""
    shown = str(path)
    if error.errno in _FULL:
        return DiskFull(DISK_FULL, path=shown)
    if error.errno == errno.EROFS:
        return ReadOnly(READ_ONLY, path=shown)
    if isinstance(error, FileNotFoundError):
        return Missing(N_("{path} is not there."), path=shown)
    if isinstance(error, PermissionError):
        # Windows says "permission denied" for a file that another program holds open.
        if getattr(error, "winerror", None) in (32, 33):
            return Locked(LOCKED, path=shown)
        return ReadOnly(UNREADABLE, path=shown)
    if error.errno == errno.EIO:
        return DiskFull(DISK_FULL, path=shown) if full(path) else Trouble(FAULTY_DISK, path=shown)
    return Trouble(N_("{path} cannot be used: {reason}."), path=shown, reason=reason_of(error))


def of_database(error: BaseException, path: Path) -> Trouble | None:
    """An error of the database engine in words; nothing where it concerns a statement and not the file."""
    if isinstance(error, MemoryError):
        # After damage in free pages the driver has been seen to run "out of memory".
        return Damaged(DAMAGED, path=str(path))
    return _of_code(str(getattr(error, "sqlite_errorname", "") or ""), path)


def _of_code(name: str, path: Path) -> Trouble | None:
    shown = str(path)
    if name == "SQLITE_FULL":
        return DiskFull(DISK_FULL, path=shown)
    if name.startswith("SQLITE_IOERR"):
        return DiskFull(DISK_FULL, path=shown) if full(path) else Trouble(FAULTY_DISK, path=shown)
    if name.startswith("SQLITE_CORRUPT"):
        return Damaged(DAMAGED, path=shown)
    if name == "SQLITE_NOTADB":
        return Damaged(KEY_OR_DAMAGE, path=shown)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Locked(LOCKED, path=shown)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")):
        return ReadOnly(READ_ONLY, path=shown)
    if name.startswith("SQLITE_CANTOPEN"):
        if not path.exists():
            return Missing(MISSING, path=shown)
        return DiskFull(DISK_FULL, path=shown) if full(path) else ReadOnly(UNREADABLE, path=shown)
    if name == "SQLITE_NOMEM":
        return Damaged(DAMAGED, path=shown)
    return None


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the errors of system and engine at a path into `Trouble`; what concerns a statement passes through."""
    try:
        yield
    except DBAPIError as error:
        trouble = of_database(error.orig, path) if error.orig is not None else None
        if trouble is None:
            raise
        raise trouble from error
    except (driver.Error, MemoryError) as error:
        trouble = of_database(error, path)
        if trouble is None:
            raise
        raise trouble from error
    except OSError as error:
        raise of_system(error, Path(error.filename) if _named(error.filename) else path) from error


def _named(name: Any) -> bool:
    return isinstance(name, str) and bool(name)
