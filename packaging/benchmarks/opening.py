"""Opening the encrypted database and storing in it, against the same SQLite without a key (S1, S2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlcipher3 import dbapi2 as driver

from benchmarks.desks import make
from benchmarks.measuring import Bench, Outcome, in_turn, ratios, table, timed
from benchmarks.plain_desk import KEY
from partnerdesk.store import engine

Connect = Callable[[Path], Any]
_numbers = count(1)


def plain(path: Path) -> Any:
    """The same engine with the same settings and no key."""
    connection = driver.connect(str(path), isolation_level=None)
    for setting in ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON", "recursive_triggers = ON",
                    "secure_delete = ON", "temp_store = MEMORY", f"cache_size = -{engine.CACHE}",
                    "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}").fetchall()
    return connection


def encrypted(path: Path) -> Any:
    return engine.connect(path, KEY)


def run(bench: Bench) -> Iterator[Outcome]:
    """Open, read and write two databases of the same content in turn."""
    dossiers = bench.few(20_000, 1_000)
    paths = {"encrypted": bench.folder / "sealed.db", "plain": bench.folder / "plain.db"}
    engine.make(paths["encrypted"], KEY, "0" * 32)
    plain(paths["plain"]).close()
    connect: dict[str, Connect] = {"encrypted": encrypted, "plain": plain}
    for name, path in paths.items():
        connection = connect[name](path)
        connection.execute("CREATE TABLE dossiers (id INTEGER PRIMARY KEY, code TEXT UNIQUE, name TEXT, note TEXT)")
        connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, dossier INTEGER, text TEXT)")
        connection.execute("CREATE INDEX rows_of ON rows (dossier)")
        _insert(connection, "dossiers", "rows", dossiers)
        connection.close()
    opened = in_turn({name: lambda name=name: {"ms": _open(connect[name], paths[name])} for name in paths},  # type: ignore[misc]
                     bench.few(20, 2))
    connections = {name: connect[name](path) for name, path in paths.items()}
    stored = in_turn({
        name: lambda connection=connection: {  # type: ignore[misc]
            "read us": _read(connection, dossiers), "bulk s": _bulk(connection, dossiers),
            "write us": _write(connection)}
        for name, connection in connections.items()}, bench.rounds)
    for connection in connections.values():
        connection.close()
    bench.say(table("open and first row", opened))
    bench.say(table("one dossier and its rows; bulk insert; one-row transaction", stored))
    yield from ratios(opened, "encrypted", "ms", [("S1", "open by raw key and first row, of plain", "plain", 2)], False)
    yield Outcome("S1", "key derivations per unlock", _derivations(bench), 1, False)
    for figure, what, limit in (
        ("read us", "dossier and its rows in cache, of plain", 2.5), ("bulk s", "bulk insert, of plain", 1.2),
        ("write us", "one-row write, of plain", 3),
    ):
        yield from ratios(stored, "encrypted", figure, [("S2", what, "plain", limit)], False)


def _insert(connection: Any, dossiers: str, rows: str, many: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO {dossiers} VALUES (?, ?, ?, ?)", (
        (id, f"P-{id:06}", f"第{id}公司", "备注" * 15) for id in range(1, many + 1)))
    connection.executemany(f"INSERT INTO {rows} (dossier, text) VALUES (?, ?)", (
        (id % many + 1, "一行文字" * 5) for id in range(5 * many)))
    connection.execute("COMMIT")


def _open(connect: Connect, path: Path) -> float:
    """As the program does at its start: nobody else has the database open, and closing it is no part of opening."""
    kept = []

    def job() -> None:
        kept.append(connect(path))
        kept[0].execute("SELECT * FROM dossiers LIMIT 1").fetchone()

    try:
        return timed(job) * 1000
    finally:
        kept[0].close()


def _read(connection: Any, many: int) -> float:
    def job() -> None:
        for id in range(1, 1001):
            code = f"P-{id * 7919 % many + 1:06}"
            (found,) = connection.execute("SELECT id FROM dossiers WHERE code = ?", (code,)).fetchone()
            connection.execute("SELECT * FROM rows WHERE dossier = ?", (found,)).fetchall()

    job()  # into the cache
    return timed(job) * 1000


def _bulk(connection: Any, many: int) -> float:
    connection.execute("CREATE TABLE more (id INTEGER PRIMARY KEY, code TEXT UNIQUE, name TEXT, note TEXT)")
    connection.execute("CREATE TABLE more_rows (id INTEGER PRIMARY KEY, dossier INTEGER, text TEXT)")
    try:
        return timed(lambda: _insert(connection, "more", "more_rows", many))
    finally:
        connection.execute("DROP TABLE more_rows")
        connection.execute("DROP TABLE more")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _write(connection: Any) -> float:
    def job() -> None:
        for _ in range(200):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE dossiers SET note = ? WHERE id = ?", (f"第{next(_numbers)}次", 7))
            connection.execute("COMMIT")

    return timed(job) / 200 * 1e6


def _derivations(bench: Bench) -> int:
    """How often a passphrase is stretched while a desk is unlocked with it."""
    from partnerdesk.office import contents
    from partnerdesk.store import keyfile
    from partnerdesk.store.desk import Desk

    make(bench.folder / "unlocked", 1)
    with mock.patch.object(keyfile, "Argon2id", wraps=Argon2id) as stretched:
        Desk.open(bench.folder / "unlocked", registers=contents.load_records(), passphrase="青山不改 绿水长流 2026",
                  anywhere=True).close()
    return stretched.call_count
