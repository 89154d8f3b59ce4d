"""The translations of a language are joined from fragments, checked, and compiled."""

from __future__ import annotations

import gettext
from pathlib import Path

import catalogue
import pytest


@pytest.fixture
def chinese(tmp_path: Path) -> Path:
    folder = tmp_path / "zh_CN"
    folder.mkdir()
    (folder / "store.po").write_text('msgid "Backup"\nmsgstr "备份"\n', encoding="utf-8")
    return folder


def put(folder: Path, text: str) -> None:
    (folder / "shell.po").write_text(text, encoding="utf-8")


def test_fragments_become_one_catalogue(chinese: Path) -> None:
    put(
        chinese,
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "{count} partner"\nmsgid_plural "{count} partners"\nmsgstr[0] "{count} 家伙伴"\n\n'
        '#, fuzzy\nmsgid "Open"\nmsgstr "打"\n\nmsgid "Close"\nmsgstr ""\n',
    )
    assert catalogue.compile_all(chinese.parent, chinese.parent) == []
    with (chinese.parent / "zh_CN.mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Backup") == "备份"
    assert words.ngettext("{count} partner", "{count} partners", 3) == "{count} 家伙伴"
    assert words.gettext("Open") == "Open"
    assert words.gettext("Close") == "Close"


def test_the_same_texts_give_the_same_file(chinese: Path) -> None:
    catalogue.compile_all(chinese.parent, chinese.parent / "one")
    catalogue.compile_all(chinese.parent, chinese.parent / "two")
    assert (chinese.parent / "one/zh_CN.mo").read_bytes() == (chinese.parent / "two/zh_CN.mo").read_bytes()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('msgid "Backup"\nmsgstr "副本"\n', "store.po:1: 'Backup' is translated otherwise in shell.po:1"),
        ('msgid "Due {day}"\nmsgstr "{date}到期"\n', "holds ['day'], its translation ['date']"),
        ('msgid "Due {day}"\nmsgstr "到期"\n', "holds ['day'], its translation []"),
        ('msgid "Due"\nmsgstr "{day}到期"\n', "holds [], its translation ['day']"),
        ('msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{m} 天"\n', "its translation ['m']"),
        ('mgsid "Open"\nmsgstr "打开"\n', "shell.po: "),
    ],
)
def test_a_fault_is_named_and_nothing_is_written(chinese: Path, text: str, fault: str) -> None:
    put(chinese, text)
    faults = catalogue.compile_all(chinese.parent, chinese.parent)
    assert len(faults) == 1
    assert fault in faults[0]
    assert not (chinese.parent / "zh_CN.mo").exists()


def test_the_same_text_said_twice_alike_is_no_fault(chinese: Path) -> None:
    put(chinese, 'msgid "Backup"\nmsgstr "备份"\n')
    assert catalogue.compile_all(chinese.parent, chinese.parent) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [("{a} of {b.c!r:>3}", {"a", "b.c"}), ("100 %", set()), ("a { b", set()), ("{{a}}", set()), ("{}", set())],
)
def test_placeholders_are_names_in_braces(text: str, names: set[str]) -> None:
    assert catalogue.placeholders(text) == names


def test_the_translations_of_the_project_compile(tmp_path: Path) -> None:
    assert catalogue.compile_all(Path(__file__).parents[2] / "translations", tmp_path) == []
