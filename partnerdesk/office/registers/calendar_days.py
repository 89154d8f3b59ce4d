"""Days on which the working calendar differs from the weekdays, as the office typed or imported them."""

from __future__ import annotations

from sqlalchemy import Index, column, select

from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, choice, day, text
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

KINDS = (
    Choice("off", N_("Day off"), "good"),
    Choice("work", N_("Make-up working day"), "soon"),
)


class CalendarDay(Record):
    """A day off, or a Saturday or Sunday worked instead (节假日与调休)."""

    __tablename__ = "calendar_days"
    __table_args__ = (
        Index("uq_calendar_days_falls_on", "falls_on", unique=True, sqlite_where=column("struck_at").is_(None),
              postgresql_where=column("struck_at").is_(None)),
    )

    falls_on = day(N_("Day"), required=True)
    kind = choice(N_("Off or worked"), KINDS, required=True, default="off")
    name = text(N_("Holiday"), limit=80)


def check_calendar_day(draft: Draft, look: Look) -> list[Problem]:
    """A day stands in the calendar once (working days are data of the desk)."""
    others = look.count(select(CalendarDay.id).where(
        CalendarDay.falls_on == draft["falls_on"], CalendarDay.id != (draft.id or 0), CalendarDay.struck_at.is_(None)))
    return [Problem("falls_on", N_("This day already stands in the calendar."))] if others else []


REGISTERS = (
    Register(
        key="calendar_days",
        record=CalendarDay,
        name=("name", "falls_on"),
        columns=("falls_on", "kind", "name"),
        rows=(("falls_on", "kind"), ("name",)),
        check=check_calendar_day,
        order=("-falls_on",),
        views=(
            View("off", N_("Days off"), (Condition("kind", "is", "off"),)),
            View("work", N_("Make-up working days"), (Condition("kind", "is", "work"),)),
        ),
    ),
)
