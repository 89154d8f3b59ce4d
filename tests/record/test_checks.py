"""The first ring of validation, by the kind of field."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.record.checks import check, cleaned, unprintable
from partnerdesk.record.fields import AMOUNT_LIMIT, Choice, Field, Kind

NAME = Field(Kind.TEXT, "Name", required=True, limit=200, naming=True, name="name")
NOTE = Field(Kind.LONG_TEXT, "Note", limit=1000, name="note")


def _messages(field: Field, value: Any) -> list[str]:
    return [problem.message for problem in check(field, value).problems]


def test_a_name_is_trimmed_and_kept_on_one_line() -> None:
    assert check(NAME, "  青禾\n仓储 ").value == "青禾 仓储"


@pytest.mark.parametrize("empty", ["", " ", "\n\t", None])
def test_a_required_name_is_missed(empty: str | None) -> None:
    assert _messages(NAME, empty) == ["{label} is missing."]


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u00ad"])
def test_a_name_with_invisible_signs_is_refused(sign: str) -> None:
    assert "invisible signs" in _messages(NAME, f"张{sign}三")[0]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x7f", "\ud800", "\ufdd0"])
def test_a_name_with_unprintable_signs_is_refused_and_a_note_is_cleaned(sign: str) -> None:
    assert "cannot be printed" in _messages(NAME, f"张{sign}三")[0]
    note = check(NOTE, f"张{sign}三")
    assert note.value == "张三"
    assert not note.problems
    assert len(note.notices) == 1


def test_a_long_text_keeps_its_lines() -> None:
    assert check(NOTE, "一\r\n二\r三\u2028四\n").value == "一\n二\n三\n四"


def test_a_text_over_its_limit_is_refused_with_both_figures() -> None:
    (problem,) = check(NAME, "长" * 201).problems
    assert (problem.values["count"], problem.values["limit"]) == (201, 200)


@given(st.text())
def test_cleaning_drops_the_unprintable_and_nothing_else(text: str) -> None:
    result = cleaned(text)
    assert not any(map(unprintable, result))
    assert cleaned(result) == result
    kept = [sign for sign in text if unicodedata.category(sign) not in {"Cc", "Cs", "Cn", "Zl", "Zp"}]
    assert [sign for sign in result if sign not in "\n\t"] == kept


@pytest.mark.parametrize(("kind", "good", "bad"), [
    (Kind.DAY, date(2026, 11, 20), "2026-11-20x"),
    (Kind.DAY, date(1900, 1, 1), date(1899, 12, 31)),
    (Kind.DAY, date(2199, 12, 31), date(2200, 1, 1)),
    (Kind.DAY, date(2026, 11, 20), datetime(2026, 11, 20, tzinfo=UTC)),
    (Kind.MOMENT, datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC).replace(tzinfo=None)),
    (Kind.APPOINTMENT, datetime(2026, 11, 20, tzinfo=ZoneInfo("Asia/Shanghai")), datetime(2026, 11, 20, tzinfo=UTC)),
    (Kind.NUMBER, 5, True),
    (Kind.NUMBER, 5, -1),
    (Kind.AMOUNT, AMOUNT_LIMIT, AMOUNT_LIMIT + 1),
    (Kind.PERCENTAGE, 10_000, 10_001),
    (Kind.POINTS, 500, 501),
])
def test_values_are_held_to_their_kind(kind: Kind, good: Any, bad: Any) -> None:
    most = {Kind.AMOUNT: AMOUNT_LIMIT, Kind.PERCENTAGE: 10_000, Kind.POINTS: 500}.get(kind)
    field = Field(kind, "Field", least=0, most=most, name="field")
    assert not check(field, good).problems
    assert check(field, bad).problems


def test_choices_are_held_to_those_declared() -> None:
    choices = (Choice("a", "A"), Choice("b", "B"))
    one = Field(Kind.CHOICE, "One", choices=choices, name="one")
    more = Field(Kind.SEVERAL, "More", choices=choices, name="more")
    assert not check(one, "a").problems
    assert check(one, "c").problems
    assert not check(more, ["b", "a"]).problems
    assert check(more, ("a", "c")).problems


def test_yes_or_no_is_never_unknown() -> None:
    assert check(Field(Kind.YES_NO, "Sealed", required=True, default=True), None).value is True
