"""A backup is whole or not there, opens by itself, and gives the desk back on an empty machine."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from partnerdesk import clock
from partnerdesk.office import contents
from partnerdesk.problems import Refused, Trouble
from partnerdesk.record.draft import Draft
from partnerdesk.store import attaching, backup, engine, keyfile, restore, snapshot, troubles
from partnerdesk.store.desk import Desk

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


def _save(desk: Desk, name: str) -> int:
    draft = Draft("persons", values={"name": name})
    return desk.write(desk.actor("li"), lambda work: work.save(draft)).result()


def _attach(desk: Desk, tmp_path: Path, content: bytes) -> None:
    source = tmp_path / f"{content[:4].hex()}.bin"
    source.write_bytes(content)
    sealed, owner = desk.seal(source).result(), _save(desk, "附")
    desk.write(desk.actor("li"), lambda work: attaching.attach(work, desk.files, "persons", owner, sealed)).result()


def _people(desk: Desk) -> list[str]:
    record = desk.registers["persons"].record
    return [row[0] for row in desk.read(
        desk.actor("li"), lambda look: look.rows(select(record.name).order_by(record.id))).result()]


def _rows(path: Path, key: bytes) -> dict[str, list[Any]]:
    with closing(engine.connect(path, key, read_only=True)) as connection:
        tables = [row[0] for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
        return {table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "备份"
    folder.mkdir()
    return folder


def test_a_backup_equals_the_desk_row_by_row_and_opens_with_key_and_passphrase(
    desk: Desk, kept: Any, outside: Path, tmp_path: Path,
) -> None:
    _attach(desk, tmp_path, os.urandom(300_000))
    with clock.held(NOON):
        path = desk.back_up(outside).result()
    assert path == outside / "秘书处 desk-20261120-120000"
    assert [each.name for each in outside.iterdir()] == [path.name]
    assert {each.name for each in path.iterdir()} == {"desk.db", "desk.key", "files", "manifest.json"}
    assert backup.verify(path, kept.key).path == path
    assert keyfile.read(path / keyfile.NAME).unlock(kept.passphrase, path) == kept.key
    assert _rows(path / engine.DATABASE, kept.key) == _rows(kept.database, kept.key)
    assert "秘书处" not in (path / "manifest.json").read_text()


def test_saves_go_on_while_a_backup_is_made(desk: Desk, kept: Any, outside: Path) -> None:
    backups = [desk.back_up(outside, keep=9) for _ in range(3)]
    saved = [_save(desk, f"王{n}") for n in range(40)]
    for each in backups:
        backup.verify(each.result(), kept.key)
    assert len(saved) == len(_people(desk)) == 40


def test_the_second_backup_links_what_the_first_one_holds(desk: Desk, kept: Any, outside: Path, tmp_path: Path) -> None:
    _attach(desk, tmp_path, b"one " * 1000)
    first = desk.back_up(outside).result()
    _attach(desk, tmp_path, b"two " * 1000)
    second = desk.back_up(outside).result()
    links = {path.name: path.stat().st_nlink for path in second.glob("files/*/*")}
    assert sorted(links.values()) == [1, 2]
    shutil.rmtree(first)
    backup.verify(second, kept.key)


def test_a_file_damaged_in_the_earlier_backup_is_not_handed_on(
    desk: Desk, kept: Any, outside: Path, tmp_path: Path,
) -> None:
    _attach(desk, tmp_path, b"one " * 1000)
    (damaged,) = desk.back_up(outside).result().glob("files/*/*")
    damaged.write_bytes(damaged.read_bytes()[:-1])
    backup.verify(desk.back_up(outside).result(), kept.key)


def test_a_place_that_is_no_place_for_backups_is_refused(desk: Desk, outside: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="inside the desk"):
        desk.back_up(desk.folder / "backups").result()
    with pytest.raises(troubles.Missing, match="not there"):
        desk.back_up(tmp_path / "unplugged" / "drive").result()
    assert not (tmp_path / "unplugged").exists()


def test_a_backup_that_fails_at_any_step_leaves_nothing_under_its_name(
    desk: Desk, outside: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    for step in ("copy", "write", "move", "sync_folder"):
        with monkeypatch.context() as patch:
            def fails(*_: Any, **__: Any) -> None:
                raise OSError(28, "No space left on device")

            patch.setattr(backup.durable, step, fails)
            with pytest.raises(troubles.DiskFull):
                desk.back_up(outside).result()
        assert list(outside.iterdir()) == []
    desk.back_up(outside).result()


def test_a_copy_that_does_not_equal_the_desk_is_not_kept(
    desk: Desk, outside: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    count = snapshot.count
    with monkeypatch.context() as patch:
        told: list[dict[str, int]] = []

        def lying(connection: Any) -> dict[str, int]:
            told.append(count(connection))
            return told[-1] | {"partners": len(told)}

        patch.setattr(snapshot, "count", lying)
        with pytest.raises(troubles.Damaged):
            desk.back_up(outside).result()
    assert list(outside.iterdir()) == []
    assert _save(desk, "王")


@pytest.mark.parametrize("name", ["desk.db", "desk.key", "manifest.json", "files"])
def test_a_spoiled_backup_is_noticed_and_not_restored(
    desk: Desk, kept: Any, outside: Path, tmp_path: Path, name: str,
) -> None:
    _attach(desk, tmp_path, b"one " * 1000)
    path = desk.back_up(outside).result()
    victim = next(path.glob("files/*/*")) if name == "files" else path / name
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    with pytest.raises(Trouble):
        restore.restore(path, tmp_path / "new", passphrase=kept.passphrase, anywhere=True)
    assert not (tmp_path / "new").exists()


def test_a_manifest_cannot_be_forged_without_the_key(desk: Desk, kept: Any, outside: Path) -> None:
    path = desk.back_up(outside).result()
    said = json.loads((path / "manifest.json").read_text())
    said["items"] = [item for item in said["items"] if item["name"] != "desk.key"]
    (path / "manifest.json").write_text(json.dumps(said))
    with pytest.raises(troubles.Damaged):
        backup.read(path, kept.key)
    assert backup.made(outside, kept.key, desk.id) == []


def test_only_this_desks_own_backups_are_thinned(desk: Desk, kept: Any, outside: Path) -> None:
    (outside / "letters").mkdir()
    (outside / "letters" / "manifest.json").write_text("{}")
    with clock.held(NOON - timedelta(days=40)):
        strange = shutil.copytree(desk.back_up(outside).result(), outside / "someone's")
    (strange / "manifest.json").write_text("{}")
    for minutes in range(5):
        with clock.held(NOON + timedelta(minutes=minutes)):
            desk.back_up(outside, keep=2).result()
    names = sorted(path.name for path in outside.iterdir())
    assert {"letters", "someone's"} < set(names)
    assert len([name for name in names if name.startswith("秘书处 desk-20261120")]) == 2
    assert not backup.due(outside, kept.key, desk.id, NOON)
    assert backup.due(outside, kept.key, desk.id, NOON + timedelta(days=1))


def test_the_calendar_keeps_days_weeks_and_months() -> None:
    today = date(2026, 11, 20)
    every = [datetime(2023, 1, 1, 18, tzinfo=UTC) + timedelta(days=n) for n in range((today - date(2023, 1, 1)).days)]
    every += [datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in range(6, 18)]
    wanted = backup.kept(every, today, of_a_day=3)
    days = sorted(wanted, reverse=True)
    assert [each.hour for each in days[:3]] == [17, 16, 15]
    assert {each.date() for each in wanted} >= {today - timedelta(days=n) for n in range(14)}
    assert len({(each.year, each.month) for each in wanted}) == 24
    assert len({each.isocalendar()[:2] for each in wanted}) >= 10
    assert len(wanted) <= 3 + 14 + 10 + 24


@given(st.lists(st.datetimes(timezones=st.just(UTC))), st.dates())
def test_no_clock_empties_a_folder_of_backups(moments: list[datetime], today: date) -> None:
    wanted = backup.kept(moments, today)
    assert wanted <= set(moments)
    assert bool(wanted) == bool(moments)
    if moments:
        assert max(moments) in wanted


def test_drill_backup_and_passphrase_give_the_desk_back_on_an_empty_machine(
    desk: Desk, kept: Any, outside: Path, tmp_path: Path,
) -> None:
    content = os.urandom(2 << 20)
    _attach(desk, tmp_path, content)
    path = desk.back_up(outside).result()
    before = _rows(kept.database, kept.key)
    desk.close()
    machine = tmp_path / "machine"
    shutil.copytree(path, machine / "stick" / "backup")
    shutil.rmtree(kept.folder)
    shutil.rmtree(outside)
    restore.restore(machine / "stick" / "backup", machine / "desk", passphrase=kept.passphrase, anywhere=True)
    with Desk.open(machine / "desk", registers=contents.load_records(), passphrase=kept.passphrase,
                   anywhere=True) as again:
        assert _rows(again.database, kept.key) == before
        (found,) = again.read(again.actor("li"), lambda look: attaching.attached(look, "persons", 1)).result()
        assert b"".join(again.files.read(found.file)) == content
        assert again.check().result() == []
        assert _save(again, "王小明")


def test_a_restore_keeps_what_stood_there_and_no_old_log_undoes_it(desk: Desk, kept: Any, outside: Path) -> None:
    _save(desk, "before")
    path = desk.back_up(outside).result()
    _save(desk, "after")
    # As a killed program leaves it: with its log beside the database.
    log = kept.database.with_name("desk.db-wal")
    content = log.read_bytes()
    desk.close()
    log.write_bytes(content)
    assert len(content) > 0
    with clock.held(NOON):
        former = restore.restore(path, kept.folder, passphrase=kept.passphrase, anywhere=True)
    assert former.name == "before-restore-20261120-120000"
    assert {each.name for each in former.iterdir()} >= {"desk.db", "desk.db-wal", "desk.key"}
    with kept.open(anywhere=True) as again:
        assert _people(again) == ["before"]


def test_a_damaged_desk_is_restored_over(kept: Any, outside: Path) -> None:
    with kept.open(anywhere=True) as desk:
        path = desk.back_up(outside).result()
    kept.database.write_bytes(b"")
    (kept.folder / keyfile.NAME).write_bytes(b"{}")
    former = restore.restore(path, kept.folder, passphrase=kept.passphrase, anywhere=True)
    assert (former / "desk.db").read_bytes() == b""
    kept.open(key=None, passphrase=kept.passphrase, anywhere=True).close()


def test_a_restore_is_refused_where_it_would_harm(desk: Desk, kept: Any, outside: Path, tmp_path: Path) -> None:
    path = desk.back_up(outside).result()
    with pytest.raises(troubles.Held):
        restore.restore(path, kept.folder, passphrase=kept.passphrase, anywhere=True)
    with pytest.raises(troubles.WrongKey):
        restore.restore(path, tmp_path / "new", passphrase="not the passphrase", anywhere=True)
    with pytest.raises(troubles.Missing):
        restore.restore(tmp_path, tmp_path / "new", passphrase=kept.passphrase, anywhere=True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_text("mine")
    with pytest.raises(Trouble, match="exists already"):
        restore.restore(path, tmp_path / "full", passphrase=kept.passphrase, anywhere=True)
    other = Desk.create(tmp_path / "other", registers={}, office={"name": "秘书处"}, clerk_name="李", account="li",
                        passphrase=kept.passphrase, anywhere=True)
    other.close()
    with pytest.raises(Refused, match="another desk"):
        restore.restore(path, tmp_path / "other", passphrase=kept.passphrase, anywhere=True)
    assert not (tmp_path / "new").exists()


class _Killed(BaseException):
    """The program ends here."""


def test_a_restore_killed_at_any_step_is_old_or_new_and_finished_by_the_next_opening(
    kept: Any, outside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    with kept.open(anywhere=True) as desk:
        _attach(desk, tmp_path, b"one " * 1000)
        path = desk.back_up(outside).result()
        _save(desk, "after")
    outcomes = set()
    for step in range(1, 60):
        folder = tmp_path / f"run {step}"
        shutil.copytree(kept.folder, folder)
        left = [step]
        rename, replace = Path.rename, Path.replace

        def counted(act: Any, left: list[int] = left) -> Any:
            def doing(self: Path, target: Any) -> Any:
                left[0] -= 1
                if left[0] == 0:
                    raise _Killed
                return act(self, target)

            return doing

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", counted(rename))
            patch.setattr(Path, "replace", counted(replace))
            # What a killed program cannot do either.
            patch.setattr(shutil, "rmtree", lambda *_, **__: None)
            try:
                restore.restore(path, folder, passphrase=kept.passphrase, anywhere=True)
            except _Killed:
                done = False
            else:
                done = True
        if done:
            break
        with Desk.open(folder, registers=contents.load_records(), key=kept.key, anywhere=True) as again:
            outcomes.add(tuple(_people(again)))
            assert again.check().result() == []
        assert not (folder / restore.WAITING).exists()
    assert done
    assert step > 4
    assert outcomes == {("附",), ("附", "after")}
