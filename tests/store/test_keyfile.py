"""The key comes back by the recovery passphrase alone, and a key file that was tampered with is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.store import keyfile
from partnerdesk.store.troubles import Damaged, Missing, Newer, WrongKey

KEY = bytes(range(32))
PASSPHRASE = "correct horse 电池 staple"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / keyfile.NAME
    keyfile.write(path, keyfile.new(KEY, PASSPHRASE, "desk", b"m" * 16))
    return path


def _changed(path: Path, change: Any) -> None:
    said = json.loads(path.read_text())
    change(said)
    said["sum"] = keyfile._sum(said)
    path.write_text(json.dumps(said))


def test_the_passphrase_brings_the_key_back(path: Path) -> None:
    keys = keyfile.read(path)
    assert keys.unlock(PASSPHRASE, path) == KEY
    assert keys.fits(KEY)
    assert not keys.fits(bytes(32))
    assert keys.mark == b"m" * 16


def test_the_same_passphrase_in_full_width_or_with_a_line_end_fits(path: Path) -> None:
    assert keyfile.read(path).unlock("ｃｏｒｒｅｃｔ　ｈｏｒｓｅ 电池 ｓｔａｐｌｅ\n", path) == KEY


def test_another_passphrase_does_not_fit(path: Path) -> None:
    with pytest.raises(WrongKey):
        keyfile.read(path).unlock("correct horse 电池 stapler", path)


def test_neither_key_nor_passphrase_stands_in_the_file(path: Path) -> None:
    content = path.read_text()
    assert KEY.hex() not in content
    assert "horse" not in content


def test_a_changed_passphrase_opens_the_same_key_and_the_former_one_nothing(path: Path) -> None:
    keyfile.change_passphrase(path, KEY, "a wholly other 句子")
    assert keyfile.read(path).unlock("a wholly other 句子", path) == KEY
    assert keyfile.read(path).mark == b"m" * 16
    with pytest.raises(WrongKey):
        keyfile.read(path).unlock(PASSPHRASE, path)


def test_a_strangers_key_is_never_wrapped(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(WrongKey):
        keyfile.change_passphrase(path, bytes(32), "a wholly other 句子")
    assert path.read_bytes() == before


def test_every_flipped_bit_is_called_damage_and_not_a_wrong_passphrase(path: Path) -> None:
    content = path.read_bytes()
    for place in range(0, len(content), 7):
        spoiled = bytearray(content)
        spoiled[place] ^= 1
        path.write_bytes(spoiled)
        try:
            keyfile.read(path)
        except (Damaged, Newer):
            continue
        # Blanks between the words are the only bytes that mean nothing.
        assert json.loads(spoiled) == json.loads(content)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"{" * 10_000, b"x" * 100_000])
def test_what_is_no_key_file_is_damage(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(Damaged):
        keyfile.read(path)


@pytest.mark.parametrize(("name", "value"), [
    ("memory", 1 << 22), ("memory", 1), ("memory", -1), ("passes", 11), ("passes", 0), ("lanes", 0), ("lanes", 99),
    ("name", "md5"), ("salt", "00"), ("memory", "1"),
])
def test_the_numbers_of_a_hostile_file_are_bounded_before_they_are_used(path: Path, name: str, value: Any) -> None:
    _changed(path, lambda said: said["derivation"].__setitem__(name, value))
    with pytest.raises(Damaged):
        keyfile.read(path)


def test_a_newer_key_file_is_said_to_be_newer(path: Path) -> None:
    _changed(path, lambda said: said.__setitem__("format", keyfile.FORMAT + 1))
    with pytest.raises(Newer):
        keyfile.read(path)


def test_a_missing_key_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        keyfile.read(tmp_path / keyfile.NAME)


@pytest.mark.parametrize("weak", [
    "", "short", "电池马", "123456789012", "20261120202611", "aaaaaaaaaaaaaa", "abcdefghijklmnop", "abababababab",
    "ｓｈｏｒｔ", "            ",
])
def test_a_weak_passphrase_is_named(weak: str) -> None:
    assert keyfile.weakness(weak) is not None


@pytest.mark.parametrize("strong", ["correct horse battery", "青山不改绿水长流", "Sekretariat-2026!", PASSPHRASE])
def test_a_passable_passphrase_passes(strong: str) -> None:
    assert keyfile.weakness(strong) is None


def test_a_proposed_passphrase_is_strong_and_may_be_typed_in_small_letters() -> None:
    proposed = keyfile.proposed()
    assert keyfile.weakness(proposed) is None
    assert keyfile.proposed() != proposed
    assert keyfile.new(KEY, proposed, "d").unlock(proposed.lower(), Path()) == KEY


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    keyfile.weakness(text)


def test_each_purpose_has_its_own_key() -> None:
    assert len({keyfile.derived(KEY, purpose) for purpose in ("a", "b", "c")} | {KEY}) == 4
