"""What falls due: read from the day fields of the registers until the rules of the regulations take this over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from partnerdesk.store.listing import named
from partnerdesk.words import N_

COMING = 60  # days ahead that are shown
WEEK = 7
YEAR = 366
MOST = 200


@dataclass(frozen=True)
class Watch:
    """A day field whose day asks for something while the `open` fields are empty and the state is not an ended one."""

    register: str
    field: str
    says: str
    act: str
    open: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()  # states in which nothing is asked any more
    days_before: str = ""  # a number field: the day lies that many days before `field`


_NOT_RUNNING = ("draft", "negotiation", "countersigning", "expired", "rescinded", "terminated")

WATCHES = (
    Watch("follow_ups", "due", N_("Follow-up item due"), N_("Enter result"), open=("closed",),
          ended=("closed", "suspended")),
    Watch("numbered_copies", "due", N_("Numbered copy due back"), N_("Record return"), open=("returned", "destroyed")),
    Watch("loans", "due", N_("Loan due back"), N_("Record return"), open=("returned",)),
    Watch("incoming", "due", N_("Incoming document to be handled by"), N_("Enter result"), open=("done",)),
    Watch("agreements", "expiry", N_("Last day to give notice on the agreement"), N_("Handle renewal"),
          ended=_NOT_RUNNING, days_before="notice_days"),
    Watch("agreements", "expiry", N_("Agreement expires"), N_("Handle renewal"), ended=_NOT_RUNNING),
    Watch("ndas", "expiry", N_("Non-disclosure agreement expires"), N_("Open"), ended=("draft", "ended", "after-term")),
    Watch("confidential_items", "ends", N_("Term of secrecy ends"), N_("Open")),
)


@dataclass(frozen=True)
class Due:
    """One thing that falls due on a day."""

    register: str
    id: int
    name: str
    says: str
    act: str
    day: date

    def tone(self, today: date) -> str:
        """Overdue, due this week, or coming."""
        if self.day < today:
            return "bad"
        return "soon" if self.day <= today + timedelta(days=WEEK) else "good"


@dataclass(frozen=True)
class Coming:
    """A meeting that is to be held."""

    id: int
    name: str
    starts: Any
    place: str


@dataclass(frozen=True)
class Day:
    """What the page of the day shows."""

    due: tuple[Due, ...]
    meetings: tuple[Coming, ...]
    months: tuple[tuple[date, int, int], ...]  # first of the month, how much falls due, how much of it is overdue

    def counts(self, today: date) -> dict[str, tuple[int, bool]]:
        """How much needs handling by register: what is overdue or due this week; and whether some is overdue."""
        found: dict[str, tuple[int, bool]] = {}
        for each in self.due:
            tone = each.tone(today)
            if tone != "good":
                count, late = found.get(each.register, (0, False))
                found[each.register] = (count + 1, late or tone == "bad")
        return found


def read_day(look: Any, today: date) -> Day:
    """All that falls due in the coming year, in the order of its day, and the next meetings."""
    due = [each for watch in WATCHES if watch.register in look.registers for each in _watched(look, watch, today)]
    due.sort(key=lambda each: (each.day, each.register, each.id))
    months = []
    for first in _months(today):
        after = _next_month(first)
        inside = [each for each in due if first <= each.day < after or (each.day < today and first <= today < after)]
        months.append((first, len(inside), sum(each.day < today for each in inside)))
    shown = tuple(each for each in due if each.day <= today + timedelta(days=COMING))
    return Day(shown, tuple(_meetings(look, today)), tuple(months))


def _watched(look: Any, watch: Watch, today: date) -> list[Due]:
    register = look.registers[watch.register]
    record: Any = register.record
    column = getattr(record, watch.field)
    before = getattr(record, watch.days_before) if watch.days_before else None
    chosen = [record.id, column] + ([before] if before is not None else [])
    statement = select(*chosen).where(record.struck_at.is_(None), column.is_not(None),
                                      column <= today + timedelta(days=YEAR))
    for name in watch.open:
        statement = statement.where(getattr(record, name).is_(None))
    if watch.ended and "state" in register.fields:
        statement = statement.where(or_(record.state.is_(None), record.state.not_in(watch.ended)))
    if before is not None:
        statement = statement.where(before.is_not(None), column >= today)
    found = []
    for row in look.rows(statement.order_by(column).limit(MOST)):
        day = row[1] - timedelta(days=row[2]) if before is not None else row[1]
        found.append(Due(watch.register, row[0], named(look, watch.register, row[0]), watch.says, watch.act, day))
    return found


def _meetings(look: Any, today: date) -> list[Coming]:
    if "meetings" not in look.registers:
        return []
    record: Any = look.registers["meetings"].record
    rows = look.rows(select(record.id, record.starts, record.place).where(
        record.struck_at.is_(None), record.starts.is_not(None), record.state.in_(("planned", "called", "postponed")),
    ).order_by(record.starts).limit(50))
    coming = [row for row in rows if row[1].date() >= today][:4]
    return [Coming(row[0], named(look, "meetings", row[0]), row[1], row[2] or "") for row in coming]


def _months(today: date) -> list[date]:
    months = [today.replace(day=1)]
    while len(months) < 12:
        months.append(_next_month(months[-1]))
    return months


def _next_month(first: date) -> date:
    return first.replace(year=first.year + 1, month=1) if first.month == 12 else first.replace(month=first.month + 1)
