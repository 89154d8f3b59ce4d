"""Examining a desk: database, key file and every attached file, with findings in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from partnerdesk.problems import Problem, Trouble
from partnerdesk.store import engine, keyfile
from partnerdesk.store.files import Files, Kept
from partnerdesk.store.troubles import told
from partnerdesk.words import N_

MOST_NAMED = 20
_SEARCH = "search_"

Progress = Callable[[int, int], None]


def check(
    connection: Any, folder: Path, key: bytes, files: Files, *, read_only: bool, progress: Progress | None = None,
) -> list[Problem]:
    """Everything that is wrong with a desk; an empty list means that each byte of it was read and is sound."""
    findings = _database(connection, folder / engine.DATABASE, read_only=read_only)
    findings += _key_file(folder / keyfile.NAME, key)
    # What the rows say of the files is worth nothing where the rows themselves cannot be read.
    if not any(problem.field == "database" for problem in findings):
        findings += _files(connection, folder, files, progress)
    return findings


def _database(connection: Any, path: Path, *, read_only: bool) -> list[Problem]:
    found = []
    try:
        if not read_only:
            # The engine's own check of the cipher reads the file without its log: empty the log first.
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        said = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({MOST_NAMED})")]
        if any(_SEARCH in line for line in said):
            found.append(Problem("search", N_(
                "The search index is damaged; the records are not. Have it made anew by “partnerdesk check --reindex”."
            )))
        broken = [line for line in said if line != "ok" and _SEARCH not in line]
        torn = connection.execute("PRAGMA foreign_key_check").fetchmany(MOST_NAMED)
    except (driver.Error, MemoryError):
        broken, torn = _pages(connection), []
    if broken:
        found.append(Problem(
            "database", N_("The database {path} is damaged ({detail}). Restore the latest backup."),
            {"path": str(path), "detail": "; ".join(line.splitlines()[0] for line in broken[:3])}))
    for table in sorted({str(row[0]) for row in torn}):
        found.append(Problem(
            "database", N_("In {table} a link has lost its other end. Restore the latest backup."), {"table": table}))
    return found


def _pages(connection: Any) -> list[str]:
    """Which pages are damaged, by their own checksums."""
    try:
        said = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    except (driver.Error, MemoryError):
        said = []
    return said or ["-"]


def _key_file(path: Path, key: bytes) -> list[Problem]:
    try:
        fits = keyfile.read(path).fits(key)
    except Trouble as trouble:
        return [Problem("key", trouble.message, trouble.values)]
    if fits:
        return []
    return [Problem("key", N_("The key file {path} does not belong to this desk. Take it from a backup."),
                    {"path": str(path)})]


def _files(connection: Any, folder: Path, files: Files, progress: Progress | None) -> list[Problem]:
    with told(folder):
        rows = connection.execute(
            "SELECT name, size, sha256, sealed_name, wrapped_key FROM files ORDER BY id").fetchall()
    found = []
    for done, row in enumerate(rows, 1):
        try:
            for _ in files.read(Kept(*row)):
                pass
        except Trouble as trouble:
            found.append(Problem("files", trouble.message, trouble.values))
        if progress is not None:
            progress(done, len(rows))
    stray = files.found() - {row[3] for row in rows}
    if stray:
        found.append(Problem("files", N_("Files that belong to no record lie in {path}: {count}. They do no harm."),
                             {"path": str(files.folder), "count": len(stray)}))
    return found
