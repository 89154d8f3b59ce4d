"""Numbers without gaps, taken from a counter row inside the saving transaction."""

from __future__ import annotations

import re

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from partnerdesk.store.tables import counters


def take(session: Session, pattern: str, year: int) -> str:
    """The next number of a series, e.g. `XY-{year}-{n:03}`; a series without `{year}` runs on for ever."""
    counted_year = year if "{year" in pattern else 0
    series = series_of(pattern)
    row = (counters.c.series == series) & (counters.c.year == counted_year)
    last = session.execute(select(counters.c.last).where(row)).scalar()
    if last is None:
        session.execute(insert(counters).values(series=series, year=counted_year, last=1))
        return pattern.format(year=year, n=1)
    session.execute(update(counters).where(row).values(last=last + 1))
    return pattern.format(year=year, n=last + 1)


def series_of(pattern: str) -> str:
    """What tells two series apart: their pattern without figures' formats."""
    return re.sub(r":[^}]*", "", pattern)
