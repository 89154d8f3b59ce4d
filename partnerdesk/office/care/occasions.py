"""On which days somebody is to be remembered: birthdays by the solar or the lunar calendar, and festivals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

from partnerdesk.clock import days_later

BIRTHDAY = "birthday"
FESTIVALS = {  # month, day, and whether by the lunar calendar
    "new-year": (1, 1, False),
    "spring": (1, 1, True),
    "dragon-boat": (5, 5, True),
    "mid-autumn": (8, 15, True),
    "national": (10, 1, False),
}


@dataclass(frozen=True)
class Cared:
    """Somebody who is to be remembered, and at what."""

    id: int
    remembered: tuple[str, ...]
    month: int | None = None
    day: int | None = None
    year: int | None = None
    lunar: bool = False


@dataclass(frozen=True)
class Occasion:
    """One day on which a person is to be remembered; of a birthday whose year is known also the age."""

    day: date
    kind: str
    person: int
    age: int | None = None


def occasions(people: Iterable[Cared], today: date, ahead: int) -> tuple[Occasion, ...]:
    """What comes from today on within so many days, in order of the day."""
    until = days_later(today, ahead)
    found = [each for person in people for each in _of(person, today, until)]
    return tuple(sorted(found, key=lambda each: (each.day, each.kind, each.person)))


def _of(person: Cared, today: date, until: date) -> Iterator[Occasion]:
    if BIRTHDAY in person.remembered and person.month and person.day:
        for day, year in _days(person.month, person.day, person.lunar, today, until):
            yield Occasion(day, BIRTHDAY, person.id, year - person.year if person.year else None)
    for kind, (month, of_month, lunar) in FESTIVALS.items():
        if kind in person.remembered:
            for day, _year in _days(month, of_month, lunar, today, until):
                yield Occasion(day, kind, person.id)


def _days(month: int, day: int, lunar: bool, today: date, until: date) -> Iterator[tuple[date, int]]:
    """The days within the span on which a month's day falls, each with the year of its calendar."""
    # The lunar year ends some weeks into the solar one.
    for year in range(today.year - 1 if lunar else today.year, until.year + 1):
        falls = _lunar(year, month, day) if lunar else _solar(year, month, day)
        if falls is not None and today <= falls <= until:
            yield falls, year


def _solar(year: int, month: int, day: int) -> date:
    """The day in that year; who is born on a leap day is remembered on the last of February."""
    return date(year, 2, 28) if (month, day) == (2, 29) and not _leaps(year) else date(year, month, day)


def _leaps(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _lunar(year: int, month: int, day: int) -> date | None:
    """The day of the farmers' calendar in that year; the thirtieth of a short month is its last day."""
    for falls in (day, day - 1) if day == 30 else (day,):
        try:
            made: date = LunarDate(year, month, falls).to_solar_date()
        except InvalidLunarDateError:
            continue
        return made
    return None
