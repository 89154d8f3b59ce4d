"""Hostile file names come out as plain ones, the same on three systems."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.problems import Refused
from partnerdesk.store.naming import LONGEST, demand_straight, safe_name

NAMES = {
    "合同.pdf": "合同.pdf",
    "../../etc/passwd": "passwd",
    r"..\..\windows\system32\cmd.exe": "cmd.exe",
    "/etc/shadow": "shadow",
    r"C:\temp\a.txt": "a.txt",
    r"\\server\share\b.txt": "b.txt",
    "..": "_",
    ".": "_",
    "": "_",
    "   ": "_",
    "/": "_",
    "CON": "_CON",
    "nul.tar.gz": "_nul.tar.gz",
    "COM1.txt": "_COM1.txt",
    "COM¹": "_COM¹",
    "lpt9 .txt": "_lpt9 .txt",
    "CONIN$": "_CONIN$",
    "COM10.txt": "COM10.txt",
    "CONTRACT.pdf": "CONTRACT.pdf",
    "a.": "a",
    "a ": "a",
    " a. . ": "a",
    "x:y": "x_y",
    'a<b>c"d|e?f*g.txt': "a_b_c_d_e_f_g.txt",
    "a\0b\nc\td.txt": "ab c d.txt",
    ".bashrc": "bashrc",
    "-rf": "_-rf",
    "~root": "_~root",
    "张\u200b三.pdf": "张三.pdf",
    "e\u0301t\u00e9.txt": "\u00e9t\u00e9.txt",
    "a\ud800b.txt": "ab.txt",
    "a\u3000b.txt": "a b.txt",
}


@pytest.mark.parametrize("name", NAMES)
def test_each_hostile_name_has_its_plain_one(name: str) -> None:
    assert safe_name(name) == NAMES[name]
    assert safe_name(NAMES[name]) == NAMES[name]


def test_a_long_name_is_cut_between_signs_and_keeps_its_ending() -> None:
    cut = safe_name("合" * 100 + ".pdf")
    assert cut == "合" * 78 + ".pdf"
    family = "\U0001f468\u200d\U0001f469"
    accent = "a" * 235 + "q\u0323\u0323" + ".pdf"
    assert safe_name(accent) == "a" * 235 + ".pdf"
    assert safe_name("a" * 230 + family * 3) == "a" * 230 + "\U0001f468\U0001f469"
    flag = "\U0001f1e8\U0001f1f3"
    assert safe_name("a" * 233 + flag) == "a" * 233
    assert len(safe_name("a." + "x" * 400).encode()) == LONGEST


@given(st.text(max_size=300))
def test_any_text_becomes_a_name_that_stays_in_its_folder(text: str) -> None:
    name = safe_name(text)
    assert 1 <= len(name.encode()) <= LONGEST
    assert PurePosixPath("/d", name).parent == PurePosixPath("/d")
    assert PureWindowsPath("C:/d", name).parent == PureWindowsPath("C:/d")
    assert PureWindowsPath(name).name == name
    assert name not in (".", "..")
    assert not name.endswith((" ", "."))
    assert safe_name(name) == name


@pytest.mark.parametrize("name", ["a\u202efdp.exe", "\u2066a.pdf", "a\u200e.pdf"])
def test_a_name_that_turns_its_direction_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        demand_straight(name)
