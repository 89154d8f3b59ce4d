"""Working days: weekends, holidays, make-up days, the desk's own days, and years that nobody knows yet."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.record.working_days import WorkingDays

DAYS = st.dates(date(2004, 1, 1), date(2040, 12, 31))
OWN = st.dictionaries(DAYS, st.booleans(), max_size=12)


@pytest.mark.parametrize(("start", "count", "due", "provisional"), [
    (date(2025, 9, 26), 1, date(2025, 9, 28), False),  # Sunday 28 September made up for National Day
    (date(2025, 9, 30), 1, date(2025, 10, 9), False),
    (date(2025, 1, 24), 3, date(2025, 2, 5), False),  # 26 and 27 January, then after the Spring Festival
    (date(2026, 11, 20), 5, date(2026, 11, 27), False),
    (date(2026, 11, 20), 0, date(2026, 11, 20), False),
    (date(2026, 12, 30), 2, date(2027, 1, 1), True),
    (date(2026, 12, 30), 1, date(2026, 12, 31), False),
])
def test_due_days_are_counted_by_working_days(start: date, count: int, due: date, provisional: bool) -> None:
    assert WorkingDays().after(start, count) == (due, provisional)


def test_the_desks_own_days_come_before_the_librarys() -> None:
    closed = WorkingDays.of(off=[date(2026, 11, 23)], worked=[date(2026, 11, 21)])
    assert closed.worked(date(2026, 11, 21)) and not closed.worked(date(2026, 11, 23))
    assert closed.after(date(2026, 11, 20), 2) == (date(2026, 11, 24), False)


def test_a_year_is_known_when_the_desk_has_any_day_of_it() -> None:
    assert not WorkingDays().known(2027)
    told = WorkingDays.of(off=[date(2027, 1, 1)], worked=[])
    assert told.known(2027)
    assert told.after(date(2026, 12, 30), 2) == (date(2027, 1, 4), False)


@given(DAYS, st.integers(0, 60), OWN)
def test_as_many_days_are_worked_as_were_counted(start: date, count: int, own: dict[date, bool]) -> None:
    calendar = WorkingDays(own)
    due, provisional = calendar.after(start, count)
    passed = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert sum(map(calendar.worked, passed)) == count
    assert due == start or calendar.worked(due)
    assert provisional == any(not calendar.known(year) for year in range(start.year, due.year + 1))


@given(DAYS, st.integers(0, 30), st.integers(0, 30), OWN)
def test_counting_on_is_counting_the_sum(start: date, first: int, second: int, own: dict[date, bool]) -> None:
    calendar = WorkingDays(own)
    assert calendar.after(calendar.after(start, first)[0], second)[0] == calendar.after(start, first + second)[0]


def test_the_published_holidays_of_a_year_are_the_librarys(samples: Path) -> None:
    published = json.loads((samples / "ics" / "china-holidays-2025.json").read_text(encoding="utf-8"))
    calendar = WorkingDays()
    differing = {day["date"]: day["isOffDay"] for day in published["days"]}
    for number in range(365):
        day = date(2025, 1, 1) + timedelta(days=number)
        expected = not differing[day.isoformat()] if day.isoformat() in differing else day.weekday() < 5
        assert calendar.worked(day) == expected, day
