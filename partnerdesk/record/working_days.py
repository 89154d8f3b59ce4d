"""Working days of the Chinese calendar: the library's years, and the days that the desk itself knows of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

FRIDAY = 4
_LATEST = date(9998, 12, 31)


@cache
def _shipped() -> tuple[frozenset[date], frozenset[date], frozenset[int]]:
    """The days off, the make-up working days and the years that the library knows."""
    from chinese_calendar import constants

    off, worked = frozenset(constants.holidays), frozenset(constants.workdays)
    return off, worked, frozenset(day.year for day in off)


@dataclass(frozen=True)
class WorkingDays:
    """The working calendar of a desk: `own` says of single days whether they are worked, whatever else is known.

    A year is known when the library has it or the desk has any day of it; in other years weekdays count.
    """

    own: Mapping[date, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, off: Iterable[date], worked: Iterable[date]) -> WorkingDays:
        """The calendar with these days off and these days worked instead."""
        return cls({**dict.fromkeys(off, False), **dict.fromkeys(worked, True)})

    def known(self, year: int) -> bool:
        """Whether the holidays of a year are known."""
        return year in _shipped()[2] or any(day.year == year for day in self.own)

    def worked(self, day: date) -> bool:
        """Whether people work on that day; make-up working days count."""
        if day in self.own:
            return self.own[day]
        off, made_up, _years = _shipped()
        return day in made_up or (day.weekday() <= FRIDAY and day not in off)

    def after(self, day: date, count: int) -> tuple[date, bool]:
        """The day that lies `count` working days after `day`, and whether that is provisional.

        It is provisional when the counting ran into a year whose holidays are not known yet. Nothing is counted for
        a count of none: then it is the day itself.
        """
        reached = day
        while count > 0 and reached < _LATEST:
            reached += timedelta(days=1)
            count -= self.worked(reached)
        return reached, any(not self.known(year) for year in range(day.year, reached.year + 1))
