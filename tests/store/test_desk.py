"""A desk appears whole or not at all, writes are kept or forgotten as a whole, and its troubles are said."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.problems import Refused, Trouble, Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.record.office import Office
from partnerdesk.store import desk as desks
from partnerdesk.store import keyfile, migrating, restore, snapshot, troubles
from partnerdesk.store.desk import RESERVE, RESERVE_SIZE, Desk
from partnerdesk.words import CHINESE, ENGLISH, Words


def _new(folder: Path, **how: Any) -> Desk:
    return Desk.create(folder, **({
        "registers": contents.load_records(), "office": {"name": "秘书处", "language": "en"}, "clerk_name": "李文书",
        "account": "li", "passphrase": "青山不改 绿水长流", "anywhere": True} | how))


def _person(name: str) -> Draft:
    return Draft("persons", values={"name": name})


def _people(desk: Desk) -> list[str]:
    record = desk.registers["persons"].record
    rows = desk.read(desk.actor("li"), lambda look: look.rows(select(record.name).order_by(record.id))).result()
    return [row[0] for row in rows]


def test_a_new_desk_has_its_office_its_clerk_and_nothing_readable_on_the_disk(tmp_path: Path) -> None:
    with _new(tmp_path / "里 面" / "desk") as desk:
        actor = desk.actor("li")
        assert (actor.name, actor.cleared) == ("李文书", True)
        assert desk.actor("李文书") == actor
        assert desk.read(actor, lambda look: look.rows(select(Office.name, Office.language))).result() == [
            ("秘书处", "en")]
        desk.write(actor, lambda work: work.save(_person("王小明"))).result()
    assert [path.name for path in (tmp_path / "里 面").iterdir()] == ["desk"]
    for path in desk.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert "王小明".encode() not in content
            assert desk._key not in content
            assert not content.startswith(troubles.PLAIN)
            assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("bad", [
    {"passphrase": "weak"}, {"office": {"name": ""}}, {"office": {"name": "秘书处", "language": "fr"}},
    {"clerk_name": ""},
])
def test_a_desk_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path, bad: dict[str, Any]) -> None:
    with pytest.raises(Unsaved):
        _new(tmp_path / "desk", **bad)
    assert list(tmp_path.iterdir()) == []


def test_what_stands_at_the_place_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "letter.txt").write_text("mine")
    with pytest.raises(Trouble, match="exists already"):
        _new(tmp_path / "desk")
    assert (tmp_path / "desk" / "letter.txt").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_desk_is_made_in_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    _new(tmp_path / "desk").close()
    assert (tmp_path / "desk" / keyfile.NAME).exists()


def test_where_no_desk_is_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(troubles.Missing):
        Desk.open(tmp_path, registers={}, passphrase="青山不改 绿水长流")
    assert list(tmp_path.iterdir()) == []


def test_a_lost_database_is_never_replaced_by_an_empty_one(kept: Any) -> None:
    kept.database.unlink()
    with pytest.raises(troubles.Missing):
        kept.open(anywhere=True)
    assert not kept.database.exists()


def test_a_stranger_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.actor("nobody")


def test_a_write_is_kept_or_forgotten_as_a_whole_and_heard_only_when_kept(desk: Desk) -> None:
    actor, heard = desk.actor("li"), []
    desk.listeners.append(heard.append)

    def half(work: Any) -> None:
        work.save(_person("王小明"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.write(actor, half).result()
    assert (_people(desk), heard, desk.commits) == ([], [], 0)
    id = desk.write(actor, lambda work: work.save(_person("王小明"))).result()
    assert _people(desk) == ["王小明"]
    assert [changed.ids for changed in heard] == [{"persons": {id}}]
    assert desk.commits == 1
    desk.write(actor, lambda work: work.look.get(desk.registers["persons"].record, id)).result()
    assert len(heard) == 1


def test_a_closed_desk_is_one_whole_file_and_takes_no_more(kept: Any) -> None:
    desk = kept.open(anywhere=True)
    actor = desk.actor("li")
    desk.write(actor, lambda work: work.save(_person("王小明"))).result()
    desk.close()
    desk.close()
    assert not list(kept.folder.glob("*-wal"))
    with pytest.raises(ValueError, match="closed"):
        desk.write(actor, lambda work: None)


def test_the_passphrase_can_be_changed_but_not_to_a_weak_one(kept: Any) -> None:
    with kept.open(anywhere=True) as desk:
        desk.change_passphrase("高山流水 遇知音 2026")
        with pytest.raises(Unsaved):
            desk.change_passphrase("123")
    with pytest.raises(troubles.WrongKey):
        kept.open(key=None, passphrase=kept.passphrase, anywhere=True)
    kept.open(key=None, passphrase="高山流水 遇知音 2026", anywhere=True).close()


def test_a_full_disk_loses_nothing_gives_up_the_reserve_and_lets_work_go_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch,
) -> None:
    actor = desk.actor("li")
    reserve = desk.folder / RESERVE
    assert reserve.stat().st_size == RESERVE_SIZE

    def full(work: Any) -> None:
        work.save(_person("王小明"))
        error = driver.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    with pytest.raises(troubles.DiskFull) as caught:
        desk.write(actor, full).result()
    assert caught.value.message == troubles.RESERVE_USED
    assert not reserve.exists()
    with pytest.raises(troubles.DiskFull) as caught:
        desk.write(actor, full).result()
    assert caught.value.message == troubles.DISK_FULL
    for language in (CHINESE, ENGLISH):
        assert str(desk.folder) in caught.value.said(Words(language))
    assert _people(desk) == []
    desk.write(actor, lambda work: work.save(_person("王小明"))).result()
    assert _people(desk) == ["王小明"]


def test_the_reserve_is_kept_again_when_there_is_room(kept: Any) -> None:
    (kept.folder / RESERVE).unlink()
    kept.open(anywhere=True).close()
    assert (kept.folder / RESERVE).stat().st_size == RESERVE_SIZE


def test_a_desk_opens_on_a_full_disk_by_giving_up_the_reserve(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    prove, refusals = desks.engine.prove, []

    def full_at_first(path: Path, key: bytes) -> str:
        if (kept.folder / RESERVE).exists():
            refusals.append(path)
            raise troubles.DiskFull(troubles.DISK_FULL, path=str(path))
        return prove(path, key)

    monkeypatch.setattr(desks.engine, "prove", full_at_first)
    monkeypatch.setattr(desks, "_keep_reserve", lambda folder: None)
    kept.open(anywhere=True).close()
    assert refusals == [kept.database]


def test_after_damage_nothing_more_is_written(desk: Desk) -> None:
    actor = desk.actor("li")

    def damaged(_: Any) -> None:
        error = driver.DatabaseError("database disk image is malformed")
        error.sqlite_errorname = "SQLITE_CORRUPT"
        raise error

    with pytest.raises(troubles.Damaged):
        desk.read(actor, damaged).result()
    with pytest.raises(troubles.Damaged):
        desk.write(actor, lambda work: work.save(_person("王小明"))).result()
    assert _people(desk) == []


def test_a_newer_schema_is_refused_and_left_alone(kept: Any) -> None:
    with kept.open(anywhere=True) as desk:
        desk.maintain(lambda connection: connection.execute("UPDATE alembic_version SET version_num = '9999'")).result()
    before = kept.database.read_bytes()
    for read_only in (False, True):
        with pytest.raises(troubles.Newer):
            kept.open(anywhere=True, read_only=read_only)
    assert kept.database.read_bytes() == before


def test_an_older_schema_is_brought_up_only_after_a_verified_copy(
    kept: Any, monkeypatch: pytest.MonkeyPatch,
) -> None:
    acts: list[str] = []

    def upgrade(connection: Any) -> None:
        acts.extend(path.name for path in kept.folder.glob("before-upgrade-*"))
        if len(acts) == 1:
            raise Trouble("It was left as it was.")

    monkeypatch.setattr(desks, "_newest", lambda: "9999")
    monkeypatch.setattr(migrating, "head", lambda: "9999")
    monkeypatch.setattr(migrating, "upgrade", upgrade)
    with pytest.raises(Refused, match="older version"):
        kept.open(anywhere=True, read_only=True)
    assert acts == []
    with pytest.raises(Trouble, match="left as it was"):
        kept.open(anywhere=True)
    (copy,) = kept.folder.glob("before-upgrade-*")
    assert acts == [copy.name]
    assert snapshot.verify(copy / "desk.db", kept.key)["partners"] == 30
    kept.open(anywhere=True).close()
    assert len(acts) == 3


def test_a_restore_under_way_is_not_read_past(kept: Any) -> None:
    (kept.folder / restore.WAITING).mkdir()
    with pytest.raises(Trouble, match="half-way"):
        kept.open(read_only=True)
    kept.open(anywhere=True).close()
    assert not (kept.folder / restore.WAITING).exists()


def test_a_copied_desk_opens_where_it_was_copied_to(kept: Any, tmp_path: Path) -> None:
    moved = Path(shutil.move(kept.folder, tmp_path / "anders wo?"[:9]))
    Desk.open(moved, registers=contents.load_records(), key=kept.key, anywhere=True).close()
