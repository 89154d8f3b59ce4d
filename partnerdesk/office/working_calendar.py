"""The desk's working calendar, read from its own days off and make-up days."""

from __future__ import annotations

from sqlalchemy import select

from partnerdesk.office.contents import record
from partnerdesk.record.look import Look
from partnerdesk.record.working_days import WorkingDays


def working_days(look: Look) -> WorkingDays:
    """The calendar by which due days are counted."""
    day = record("calendar_days")
    rows = look.rows(select(day.falls_on, day.kind).where(day.struck_at.is_(None)))
    return WorkingDays({falls_on: kind == "work" for falls_on, kind in rows})
