"""What each language makes of days, names and lists."""

from __future__ import annotations

from datetime import date

import pytest

from partnerdesk.words import CHINESE, ENGLISH, Words

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(("day", "chinese", "english"), [
    (date(2026, 11, 5), "11月5日", "5 Nov"),
    (date(2027, 1, 17), "2027-01-17", "2027-01-17"),
])
def test_a_day_beside_today_has_no_year_where_it_is_this_one(day: date, chinese: str, english: str) -> None:
    assert Words(CHINESE).near_day(day, TODAY) == chinese
    assert Words(ENGLISH).near_day(day, TODAY) == english


def test_months_do_not_follow_the_locale_of_the_computer() -> None:
    assert [Words(ENGLISH).month(date(2026, month, 1)) for month in (1, 5, 9, 12)] == ["Jan", "May", "Sep", "Dec"]


@pytest.mark.parametrize(("name", "within"), [("Partner", "partner"), ("Non-disclosure agreement",
                                              "non-disclosure agreement"), ("NDA", "NDA"), ("", "")])
def test_a_name_within_a_sentence_is_small(name: str, within: str) -> None:
    assert Words(ENGLISH).within(name) == within
    assert Words(CHINESE).within(name) == name


def test_several_values_are_set_with_the_commas_of_the_language() -> None:
    assert Words(CHINESE)("{rows}", rows=("甲", "乙", "…")) == "甲、乙、…"
    assert Words(ENGLISH)("{rows}", rows=("1", "2")) == "1, 2"
