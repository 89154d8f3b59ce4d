"""The only source of the present: moments in UTC, days in the office's zone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = "Asia/Shanghai"  # of an office that has not said otherwise


@dataclass(frozen=True)
class Clock:
    """A clock that can be held still; `still` is an aware moment or nothing for the machine's own time."""

    still: datetime | None = None

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return self.still if self.still is not None else datetime.now(UTC)

    def today(self, zone: str = ZONE) -> date:
        """The present day in the zone of the office."""
        return self.now().astimezone(ZoneInfo(zone)).date()


_clock = Clock()


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _clock.now()


def today(zone: str = ZONE) -> date:
    """The present day in the zone of the office."""
    return _clock.today(zone)


def wall(moment: datetime, zone: str = ZONE) -> datetime:
    """An aware moment as the office's wall shows it."""
    return moment.astimezone(ZoneInfo(zone))


@contextmanager
def held(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware moment: for samples, tests and papers that must come out the same twice."""
    global _clock
    if moment.tzinfo is None:
        raise ValueError("a moment has a zone")
    before, _clock = _clock, Clock(moment.astimezone(UTC))
    try:
        yield
    finally:
        _clock = before


def days_later(day: date, days: int) -> date:
    """The day `days` after `day` (before it, when negative)."""
    return day + timedelta(days=days)
