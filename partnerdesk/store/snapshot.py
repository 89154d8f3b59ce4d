"""A copy of the living database as it stood at one moment, in one file that opens with the same key."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

from partnerdesk.store import durable, engine
from partnerdesk.store.troubles import Damaged, told
from partnerdesk.words import N_

UNVERIFIED = N_("The copy of the database at {path} does not equal the desk. It was not kept; check the disk it lies on.")  # noqa: E501
_DERIVED = "search_"

Counts = dict[str, int]


def take(connection: Any, source: Path, key: bytes, target: Path) -> Counts:
    """Copy the database behind a connection to a new file, durably; gives the row counts of that moment.

    Saves go on meanwhile. The copy keeps the mark of its original, so that the same key file belongs to it.
    """
    with told(target):
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, durable.PRIVATE_FILE))
    with durable.removed_on_failure(target):
        with told(source):
            # One reading transaction holds the moment for both the counts and the copy.
            connection.execute("BEGIN")
            try:
                counts = count(connection)
                with told(target), contextlib.closing(engine.blank(target, key, engine.mark(source))) as copy:
                    # In one step: one of many steps begins anew with every save, and may never end.
                    connection.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE").fetchone()
            finally:
                connection.execute("ROLLBACK")
        with told(target):
            durable.sync_file(target)
        verify(target, key, counts)
    return counts


def verify(path: Path, key: bytes, counts: Counts | None = None) -> Counts:
    """Open a copy, read all of it and compare its counts; raises `Damaged` where it is not whole."""
    engine.prove(path, key)
    with told(path), contextlib.closing(engine.connect(path, key, read_only=True, immutable=True)) as connection:
        said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        found = count(connection)
        torn = connection.execute("PRAGMA foreign_key_check").fetchone()
    if said != "ok" or torn is not None or (counts is not None and found != counts):
        raise Damaged(UNVERIFIED, path=str(path))
    return found


def count(connection: Any) -> Counts:
    """How many rows each table has, those of the search index left out."""
    names = [row[0] for row in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")]
    return {
        name: connection.execute('SELECT count(*) FROM "{}"'.format(name.replace('"', '""'))).fetchone()[0]
        for name in names if not name.startswith(_DERIVED)
    }
