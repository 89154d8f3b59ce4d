"""Attached files come back as they were or not at all, and lie on the disk telling nothing."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from partnerdesk.problems import Refused
from partnerdesk.record.draft import Draft
from partnerdesk.store import attaching, files, history, troubles
from partnerdesk.store.desk import Desk
from partnerdesk.store.files import CHUNK, Files, Kept

KEY = bytes(range(32))
SIZES = (0, 1, 15, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7)


@pytest.fixture
def kept_files(tmp_path: Path) -> Files:
    folder = tmp_path / "files"
    folder.mkdir()
    return Files(folder, KEY, "0" * 32, most=4 * CHUNK)


def _source(tmp_path: Path, content: bytes = b"%PDF-1.7 content", name: str = "合同.pdf") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def _settled(kept_files: Files, source: Path) -> Kept:
    sealed = kept_files.seal(source)
    return Kept(sealed.name, sealed.size, sealed.sha256, sealed.sealed_name, kept_files.settle(sealed))


@pytest.mark.parametrize("size", SIZES)
def test_a_file_of_any_size_comes_back_byte_by_byte(kept_files: Files, tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    kept = _settled(kept_files, _source(tmp_path, content))
    assert b"".join(kept_files.read(kept)) == content
    assert (kept.size, kept.sha256) == (size, hashlib.sha256(content).hexdigest())
    assert kept_files.found() == {kept.sealed_name}


def test_what_lies_on_the_disk_tells_neither_name_nor_content_nor_plain_hash(kept_files: Files, tmp_path: Path) -> None:
    content = b"what the board decided " * 100
    kept = _settled(kept_files, _source(tmp_path, content))
    path = kept_files.path(kept.sealed_name)
    assert b"board" not in path.read_bytes()
    assert kept.sha256 not in str(path)
    other = Files(tmp_path / "files", bytes(32), "0" * 32)
    assert other.seal(_source(tmp_path, content)).sealed_name != kept.sealed_name


def test_two_sealings_of_one_content_share_neither_key_nor_bytes(kept_files: Files, tmp_path: Path) -> None:
    first, second = (kept_files.seal(_source(tmp_path)) for _ in range(2))
    assert first.sealed_name == second.sealed_name
    assert first.wrapped_key != second.wrapped_key
    assert first.waiting.read_bytes() != second.waiting.read_bytes()


def _flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def _swap(path: Path) -> None:
    content = path.read_bytes()
    start, step = files.HEADER, CHUNK + files.TAG
    path.write_bytes(content[:start] + content[start + step:start + 2 * step] + content[start:start + step]
                     + content[start + 2 * step:])


SPOILINGS: dict[str, Any] = {
    "first byte": lambda path: _flip(path, 0),
    "salt": lambda path: _flip(path, len(files.MAGIC)),
    "content": lambda path: _flip(path, 5000),
    "last byte": lambda path: _flip(path, -1),
    "end cut": lambda path: path.write_bytes(path.read_bytes()[:files.HEADER + CHUNK + files.TAG]),
    "byte cut": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "emptied": lambda path: path.write_bytes(b""),
    "chunks swapped": _swap,
}


@pytest.mark.parametrize("spoiling", SPOILINGS)
def test_every_change_on_the_disk_is_noticed_and_no_copy_is_left(
    kept_files: Files, tmp_path: Path, spoiling: str,
) -> None:
    kept = _settled(kept_files, _source(tmp_path, os.urandom(2 * CHUNK + 99)))
    SPOILINGS[spoiling](kept_files.path(kept.sealed_name))
    (tmp_path / "out").mkdir()
    with pytest.raises(troubles.Damaged) as caught:
        kept_files.export(kept, tmp_path / "out" / "a.pdf")
    assert caught.value.values["name"] == "合同.pdf"
    assert list((tmp_path / "out").iterdir()) == []


def test_a_lost_file_is_named(kept_files: Files, tmp_path: Path) -> None:
    kept = _settled(kept_files, _source(tmp_path))
    kept_files.path(kept.sealed_name).unlink()
    with pytest.raises(troubles.Missing) as caught:
        list(kept_files.read(kept))
    assert caught.value.values["name"] == "合同.pdf"


def test_what_cannot_be_attached_is_refused_and_leaves_nothing(
    kept_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    big = tmp_path / "big.bin"
    with big.open("wb") as file:
        file.truncate(2 << 30)  # sparse
    turned = _source(tmp_path, name="a\u202efdp.exe")
    for source in (big, tmp_path, turned):
        with pytest.raises(Refused):
            kept_files.seal(source)
    with pytest.raises(troubles.Missing):
        kept_files.seal(tmp_path / "absent")
    monkeypatch.setattr(files.durable, "free_space", lambda folder: 10)
    with pytest.raises(troubles.DiskFull):
        kept_files.seal(_source(tmp_path))
    assert list(kept_files.folder.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_waited_for(kept_files: Files, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused):
        kept_files.seal(tmp_path / "pipe")


def test_a_failing_disk_leaves_no_half_file(
    kept_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(troubles.DiskFull):
        kept_files.seal(_source(tmp_path))
    assert list(kept_files.folder.iterdir()) == []


def test_copies_lie_in_a_private_folder_and_go_in_the_end(kept_files: Files, tmp_path: Path) -> None:
    kept = Kept("../../a.pdf", *list(vars(_settled(kept_files, _source(tmp_path))).values())[1:])
    copy = kept_files.open_copy(kept)
    assert (copy.name, copy.read_bytes()) == ("a.pdf", b"%PDF-1.7 content")
    assert copy.parent.stat().st_mode & 0o077 == 0
    assert copy.parent.parent.stat().st_mode & 0o077 == 0
    kept_files.remove_copies()
    assert not copy.parent.parent.exists()


def test_what_a_killed_program_left_is_removed_at_the_next_opening(kept_files: Files, tmp_path: Path) -> None:
    copy = kept_files.open_copy(_settled(kept_files, _source(tmp_path)))
    waiting = kept_files.seal(_source(tmp_path, b"other")).waiting
    Files(kept_files.folder, KEY, "0" * 32).remove_leftovers()
    assert not copy.exists()
    assert not waiting.exists()


# -- on the records of a desk


def _person(desk: Desk) -> int:
    draft = Draft("persons", values={"name": "王小明"})
    return desk.write(desk.actor("li"), lambda work: work.save(draft)).result()


def _attach(desk: Desk, owner: int, source: Path, title: str = "") -> int:
    sealed = desk.seal(source).result()
    return desk.write(
        desk.actor("li"), lambda work: attaching.attach(work, desk.files, "persons", owner, sealed, title)).result()


def _attached(desk: Desk, owner: int) -> list[attaching.Attached]:
    return desk.read(desk.actor("li"), lambda look: attaching.attached(look, "persons", owner)).result()


def test_files_are_attached_in_order_opened_and_exported(desk: Desk, tmp_path: Path) -> None:
    owner = _person(desk)
    _attach(desk, owner, _source(tmp_path), "Contract")
    _attach(desk, owner, _source(tmp_path, b"\x89PNG\r\n\x1a\n", "印章"))
    found = _attached(desk, owner)
    assert [(each.title, each.media, each.position) for each in found] == [
        ("Contract", "application/pdf", 0), ("印章", "image/png", 1)]
    copy = desk.open_copy(found[0].file).result()
    assert copy.read_bytes() == b"%PDF-1.7 content"
    assert desk.export(found[1].file, tmp_path / "out").result().read_bytes() == b"\x89PNG\r\n\x1a\n"
    desk.close()
    assert not copy.exists()


def test_an_equal_file_is_kept_once_and_heals_a_damaged_one(desk: Desk, tmp_path: Path) -> None:
    owner, content = _person(desk), os.urandom(CHUNK + 5)
    for name in ("a", "b"):
        _attach(desk, owner, _source(tmp_path, content, name))
    first, second = _attached(desk, owner)
    path = desk.files.path(first.file.sealed_name)
    assert first.file.sealed_name == second.file.sealed_name
    assert [each.name for each in desk.files.folder.iterdir()] == [path.parent.name]
    _flip(path, 900)
    with pytest.raises(troubles.Damaged):
        list(desk.files.read(first.file))
    _attach(desk, owner, _source(tmp_path, content, "c"))
    for each in _attached(desk, owner):
        assert b"".join(desk.files.read(each.file)) == content


def test_a_replaced_and_a_detached_file_stay_in_the_history(desk: Desk, tmp_path: Path) -> None:
    owner, actor = _person(desk), desk.actor("li")
    id = _attach(desk, owner, _source(tmp_path, b"one", "one.txt"))
    sealed = desk.seal(_source(tmp_path, b"two", "two.txt")).result()
    desk.write(actor, lambda work: attaching.replace(work, desk.files, id, sealed)).result()
    (now,) = _attached(desk, owner)
    assert b"".join(desk.files.read(now.file)) == b"two"
    heard: list[Any] = []
    desk.listeners.append(heard.append)
    desk.write(actor, lambda work: attaching.detach(work, id)).result()
    assert [changed.ids for changed in heard] == [{"persons": {owner}}]
    assert _attached(desk, owner) == []
    acts = desk.read(actor, lambda look: [
        (entry.act, entry.after) for entry in history.read(look, look.registers["persons"], owner)]).result()
    assert acts[:3] == [(attaching.DETACHED, "one.txt"), (attaching.REPLACED, "one.txt"),
                        (attaching.ATTACHED, "one.txt")]
    assert len(desk.files.found()) == 2


def test_a_job_that_fails_after_attaching_leaves_no_row(desk: Desk, tmp_path: Path) -> None:
    owner, actor = _person(desk), desk.actor("li")
    sealed = desk.seal(_source(tmp_path)).result()

    def failing(work: Any) -> None:
        attaching.attach(work, desk.files, "persons", owner, sealed)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.write(actor, failing).result()
    assert _attached(desk, owner) == []
    _attach(desk, owner, _source(tmp_path))
    assert b"".join(desk.files.read(_attached(desk, owner)[0].file)) == b"%PDF-1.7 content"
