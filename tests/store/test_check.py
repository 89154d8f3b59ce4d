"""The examination finds what is wrong with a desk and says it, and is silent about a sound one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from partnerdesk.record.draft import Draft
from partnerdesk.store import attaching, engine, keyfile
from partnerdesk.words import CHINESE, ENGLISH, Words


def _with_file(kept: Any, tmp_path: Path) -> Path:
    source = tmp_path / "合同.pdf"
    source.write_bytes(b"%PDF-1.7" + bytes(5000))
    with kept.open(anywhere=True) as desk:
        actor, sealed = desk.actor("li"), desk.seal(source).result()
        owner = desk.write(actor, lambda work: work.save(Draft("persons", values={"name": "王"}))).result()
        desk.write(actor, lambda work: attaching.attach(work, desk.files, "persons", owner, sealed)).result()
        return desk.files.path(sealed.sealed_name)


def _found(kept: Any, **how: Any) -> list[tuple[str, str]]:
    with kept.open(anywhere=True, **how) as desk:
        return [(problem.field, problem.said(Words(ENGLISH))) for problem in desk.check().result()]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_sound_desk_has_no_findings(kept: Any, tmp_path: Path, read_only: bool) -> None:
    _with_file(kept, tmp_path)
    assert _found(kept, read_only=read_only) == []


def test_damaged_lost_and_stray_files_are_named(kept: Any, tmp_path: Path) -> None:
    path = _with_file(kept, tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    assert [(field, "合同.pdf" in said) for field, said in _found(kept)] == [("files", True)]
    path.unlink()
    assert [(field, "lost" in said) for field, said in _found(kept)] == [("files", True)]
    path.write_bytes(content)
    (path.parent / ("0" * 64)).write_bytes(b"stray")
    assert [field for field, _ in _found(kept)] == ["files"]


def test_a_damaged_page_is_named_and_a_backup_advised(kept: Any) -> None:
    with closing(engine.connect(kept.database, kept.key, read_only=True)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'history'").fetchone()
    content = bytearray(kept.database.read_bytes())
    content[(page - 1) * 4096 + 900] ^= 1
    kept.database.write_bytes(content)
    with kept.open(anywhere=True, read_only=True) as desk:
        findings = desk.check().result()
    assert [problem.field for problem in findings] == ["database"]
    assert f"page {page}" in findings[0].said(Words(ENGLISH))
    assert findings[0].said(Words(CHINESE))


def test_a_torn_link_is_named(kept: Any) -> None:
    with closing(engine.connect(kept.database, kept.key, foreign_keys=False)) as connection:
        connection.execute("UPDATE partners SET made_by_id = 4711")
    assert [field for field, said in _found(kept) if "partners" in said] == ["database"]


def test_a_strange_key_file_is_named(kept: Any) -> None:
    keyfile.write(kept.folder / keyfile.NAME, keyfile.new(bytes(32), "another 句子 altogether", "d"))
    with _by_key(kept) as desk:
        assert [problem.field for problem in desk.check().result()] == ["key"]


def _by_key(kept: Any) -> Any:
    """Opened before the key file was exchanged."""
    changed = (kept.folder / keyfile.NAME).read_bytes()
    (kept.folder / keyfile.NAME).unlink()
    desk = kept.open(anywhere=True)
    (kept.folder / keyfile.NAME).write_bytes(changed)
    return desk


def test_a_damaged_search_index_is_no_damage_to_the_records(kept: Any) -> None:
    with closing(engine.connect(kept.database, kept.key)) as connection:
        connection.execute("DELETE FROM search_texts_data WHERE id > 100")
    assert [field for field, _ in _found(kept)] == ["search"]
