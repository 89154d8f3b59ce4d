"""Nothing opens but the desk's own database, and each thing that stands in the way has its own sentence."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import OperationalError

from partnerdesk.problems import Trouble
from partnerdesk.store import engine, keyfile, troubles
from partnerdesk.words import CHINESE, ENGLISH, Words


def _state(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def _refused(kept: Any, key: bytes | None = None) -> Trouble:
    """What opening says; not a byte may have changed by it."""
    before = _state(kept.folder)
    with pytest.raises(Trouble) as caught:
        engine.open_engine(kept.database, kept.key if key is None else key)
    assert _state(kept.folder) == before
    return caught.value


def _cut(size: int) -> Callable[[Any], bytes | None]:
    def spoil(kept: Any) -> None:
        kept.database.write_bytes(kept.database.read_bytes()[:size])

    return spoil


def _halve(kept: Any) -> None:
    content = kept.database.read_bytes()
    kept.database.write_bytes(content[: len(content) // 2 // 4096 * 4096])


def _foreign(kept: Any) -> None:
    kept.database.write_bytes(random.Random(1).randbytes(40960))


def _plain(kept: Any) -> None:
    kept.database.unlink()
    with closing(sqlite3.connect(kept.database)) as plain:
        plain.execute("CREATE TABLE t (x)")


def _newer(kept: Any) -> None:
    with closing(engine.connect(kept.database, kept.key)) as connection:
        connection.execute(f"PRAGMA user_version = {engine.FORMAT + 1}")


def _first_page(kept: Any) -> None:
    content = bytearray(kept.database.read_bytes())
    content[700] ^= 1
    kept.database.write_bytes(content)


def _first_byte(kept: Any) -> None:
    content = bytearray(kept.database.read_bytes())
    content[3] ^= 1
    kept.database.write_bytes(content)


def _nothing(kept: Any) -> None:
    kept.database.unlink()


SPOILED = {
    "0 bytes": (_cut(0), troubles.Damaged, troubles.EMPTIED),
    "1 byte": (_cut(1), troubles.Damaged, troubles.EMPTIED),
    "half": (_halve, troubles.Damaged, troubles.DAMAGED),
    "first page": (_first_page, troubles.Damaged, troubles.DAMAGED),
    "first byte": (_first_byte, troubles.Damaged, troubles.DAMAGED),
    "foreign": (_foreign, troubles.Foreign, troubles.FOREIGN),
    "plain": (_plain, troubles.Foreign, troubles.UNENCRYPTED),
    "newer": (_newer, troubles.Newer, troubles.NEWER),
    "missing": (_nothing, troubles.Missing, troubles.MISSING),
}


@pytest.mark.parametrize("spoiled", SPOILED)
def test_what_is_not_the_desk_is_refused_in_words_and_left_byte_by_byte(kept: Any, spoiled: str) -> None:
    spoil, kind, sentence = SPOILED[spoiled]
    spoil(kept)
    trouble = _refused(kept)
    assert (type(trouble), trouble.message) == (kind, sentence)
    assert str(kept.database) in trouble.said(Words(ENGLISH))
    assert str(kept.database) in trouble.said(Words(CHINESE))


def test_a_wrong_key_is_told_from_a_damaged_first_page(kept: Any) -> None:
    assert _refused(kept, b"\1" * 32).message == troubles.WRONG_KEY
    _first_page(kept)
    assert _refused(kept, b"\1" * 32).message == troubles.WRONG_KEY
    assert _refused(kept).message == troubles.DAMAGED


def test_without_a_key_file_nothing_more_is_claimed_than_is_known(kept: Any) -> None:
    (kept.folder / keyfile.NAME).unlink()
    assert _refused(kept, b"\1" * 32).message == troubles.KEY_OR_DAMAGE


def test_a_rekeyed_database_does_not_open_with_the_former_key(kept: Any) -> None:
    with closing(engine.connect(kept.database, kept.key)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute(f"PRAGMA rekey = \"x'{'ab' * 32}'\"")
    assert isinstance(_refused(kept), troubles.Damaged | troubles.Foreign)
    assert engine.prove(kept.database, b"\xab" * 32)


def test_another_desks_database_is_foreign(kept: Any, tmp_path: Path) -> None:
    engine.make(tmp_path / "other.db", kept.key, "other")
    with closing(engine.connect(tmp_path / "other.db", kept.key)) as connection:
        connection.execute("DELETE FROM meta")
    kept.database.write_bytes((tmp_path / "other.db").read_bytes())
    assert _refused(kept).message == troubles.FOREIGN


def test_nothing_is_made_unasked_and_nothing_made_over(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with pytest.raises(troubles.Missing):
        engine.open_engine(path, b"k" * 32)
    assert not path.exists()
    engine.open_engine(path, b"k" * 32, create=True).dispose()
    before = path.read_bytes()
    with pytest.raises(Trouble, match="exists already"):
        engine.open_engine(path, b"k" * 32, create=True)
    assert path.read_bytes() == before
    assert not before.startswith(troubles.PLAIN)


@pytest.mark.parametrize("key", [b"", b"k" * 31, b"k" * 33, b"k" * 48])
def test_a_key_of_another_length_never_reaches_the_engine(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        engine.make(tmp_path / "desk.db", key, "d")
    assert not (tmp_path / "desk.db").exists()


def test_every_connection_has_the_settings_that_safety_asks_for(kept: Any) -> None:
    with closing(engine.connect(kept.database, kept.key)) as connection:
        said = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in (
            "journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check", "recursive_triggers",
            "secure_delete", "temp_store", "application_id", "cipher_use_hmac")}
    assert said == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1,
        "recursive_triggers": 1, "secure_delete": 1, "temp_store": 2, "application_id": engine.APPLICATION_ID,
        "cipher_use_hmac": "1"}


def test_the_engine_is_never_one_that_is_known_to_lose_saves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    engine.demand_sound_engine()
    monkeypatch.setattr(driver, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(Trouble, match="too old"):
        engine.make(tmp_path / "desk.db", b"k" * 32, "d")


def test_the_reading_connection_cannot_write_and_errors_hide_what_was_typed(kept: Any) -> None:
    reader = engine.open_engine(kept.database, kept.key, query_only=True)
    with reader.connect() as connection, pytest.raises(OperationalError) as caught:
        connection.exec_driver_sql("INSERT INTO meta VALUES (?, ?)", ("secret of the house", "v"))
    reader.dispose()
    assert "secret of the house" not in str(caught.value)


def test_another_writer_is_named_as_such(kept: Any) -> None:
    with closing(engine.connect(kept.database, kept.key)) as other:
        other.execute("BEGIN IMMEDIATE")
        with closing(engine.connect(kept.database, kept.key)) as connection:
            connection.execute("PRAGMA busy_timeout = 1")
            with pytest.raises(troubles.Locked), troubles.told(kept.database):
                connection.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")


@pytest.mark.parametrize(("name", "kind"), [
    ("SQLITE_FULL", troubles.DiskFull), ("SQLITE_IOERR_WRITE", Trouble), ("SQLITE_CORRUPT_VTAB", troubles.Damaged),
    ("SQLITE_READONLY_DBMOVED", troubles.ReadOnly), ("SQLITE_BUSY_SNAPSHOT", troubles.Locked),
    ("SQLITE_CANTOPEN", troubles.ReadOnly), ("SQLITE_NOTADB", troubles.Damaged),
])
def test_each_error_of_the_engine_has_its_kind(kept: Any, name: str, kind: type[Trouble]) -> None:
    error = driver.OperationalError("said by the engine")
    error.sqlite_errorname = name
    with pytest.raises(Trouble) as caught, troubles.told(kept.database):
        raise error
    assert type(caught.value) is kind


def test_an_input_error_on_a_full_disk_is_called_a_full_disk(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(troubles.durable, "free_space", lambda folder: 4096)
    error = driver.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR"
    with pytest.raises(troubles.DiskFull), troubles.told(kept.database):
        raise error


def test_running_out_of_memory_counts_as_damage(kept: Any) -> None:
    with pytest.raises(troubles.Damaged), troubles.told(kept.database):
        raise MemoryError


def test_flipped_bits_anywhere_are_noticed(kept: Any) -> None:
    content = kept.database.read_bytes()
    chance = random.Random(20261120)
    for _ in range(60):
        spoiled = bytearray(content)
        spoiled[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        kept.database.write_bytes(spoiled)
        with pytest.raises(Trouble), troubles.told(kept.database):
            engine.prove(kept.database, kept.key)
            with closing(engine.connect(kept.database, kept.key, read_only=True)) as connection:
                bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
                assert bad, "a flipped bit went unnoticed"
                raise troubles.Damaged(troubles.DAMAGED, path="")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_write_protected_file_opens_for_reading_only(kept: Any) -> None:
    kept.database.chmod(0o400)
    with pytest.raises(troubles.ReadOnly), troubles.told(kept.database):
        engine.connect(kept.database, kept.key).close()
    with closing(engine.connect(kept.database, kept.key, read_only=True)) as connection:
        assert connection.execute("SELECT count(*) FROM partners").fetchone() == (30,)
