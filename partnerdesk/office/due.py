"""What falls due over all desks: agreements, copies given out, follow-up items, documents and terms of office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from partnerdesk.clock import days_later
from partnerdesk.office import contents
from partnerdesk.office.agreements.records import last_notice_day
from partnerdesk.record.look import Look
from partnerdesk.words import N_

WEEK, SOON, TERM = 7, 60, 180  # days ahead: this week; what is listed as coming; terms of office
OVERDUE, THIS_WEEK, COMING = "overdue", "week", "coming"
STANDINGS = {  # label and tone
    OVERDUE: (N_("Overdue"), "bad"),
    THIS_WEEK: (N_("This week"), "soon"),
    COMING: (N_("Coming"), "good"),
}
_RUNNING = ("signed", "filed")
_IN_HAND = ("open", "extended")


@dataclass(frozen=True)
class Due:
    """One thing that has to be handled by a day, and what to do about it; texts are English with placeholders."""

    register: str
    id: int
    day: date
    text: str
    values: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    note_values: dict[str, Any] = field(default_factory=dict)
    act: str = N_("Open")

    def standing(self, today: date) -> str:
        """Whether the day is past, within a week, or later."""
        return standing(self.day, today)


def standing(day: date, today: date) -> str:
    """Overdue only when the day has ended."""
    return OVERDUE if day < today else THIS_WEEK if day <= days_later(today, WEEK) else COMING


def falling_due(look: Look, today: date, ahead: int = SOON) -> list[Due]:
    """All that is overdue or falls due within so many days, in order of the day."""
    until = days_later(today, ahead)
    found = [due for source in _SOURCES for due in source(look, today) if due.day <= until]
    return sorted(found, key=lambda due: (due.day, due.register, due.id))


def months(look: Look, today: date, count: int = 12) -> list[tuple[date, int, int]]:
    """For each of the coming months its first day, how many things fall due in it, and how many are overdue."""
    firsts = [_month(today, ahead) for ahead in range(count)]
    end = _month(today, count)
    totals, overdue = dict.fromkeys(firsts, 0), 0
    for due in (each for source in _SOURCES for each in source(look, today)):
        if due.day < today:
            overdue += 1
        elif due.day < end:
            totals[due.day.replace(day=1)] += 1
    return [(first, totals[first], overdue if place == 0 else 0) for place, first in enumerate(firsts)]


def _month(day: date, ahead: int) -> date:
    month = day.month - 1 + ahead
    return date(day.year + month // 12, month % 12 + 1, 1)


def _agreements(look: Look, today: date) -> Iterator[Due]:
    agreement = contents.record("agreements")
    rows = look.rows(
        select(agreement.id, agreement.title, agreement.number, agreement.expiry, agreement.notice_days)
        .where(agreement.struck_at.is_(None), agreement.state.in_(_RUNNING), agreement.expiry.is_not(None))
        .order_by(agreement.expiry, agreement.id))
    for id, title, number, expiry, notice_days in rows:
        last = last_notice_day(expiry, notice_days)
        if last is not None and expiry >= today:
            note = N_("Agreement {number}, expires on {day}; notice is to be given {days} days before")
            yield Due("agreements", id, last, N_("Last day to give notice for “{title}”"), {"title": title},
                      note, {"number": number or "", "day": expiry, "days": notice_days}, N_("See to renewal"))
        else:
            text = N_("“{title}” expires")
            if expiry < today:
                text = N_("“{title}” has expired and is still kept as running")
            yield Due("agreements", id, expiry, text, {"title": title}, N_("Agreement {number}"),
                      {"number": number or ""}, N_("See to renewal"))


def _copies(look: Look, today: date) -> Iterator[Due]:
    copy, partner, person = (contents.record(key) for key in ("numbered_copies", "partners", "persons"))
    rows = look.rows(
        select(copy.id, copy.title, copy.copy_number, copy.due, partner.name, person.name)
        .join(partner, partner.id == copy.unit_id, isouter=True)
        .join(person, person.id == copy.taker_id, isouter=True)
        .where(copy.struck_at.is_(None), copy.returned.is_(None), copy.destroyed.is_(None), copy.due.is_not(None))
        .order_by(copy.due, copy.id))
    for id, title, number, due, unit, taker in rows:
        text = N_("{title} (copy {number}) has not been returned") if due < today else (
            N_("{title} (copy {number}) is due back"))
        yield Due("numbered_copies", id, due, text, {"title": title, "number": number},
                  N_("Taken by {unit} {person}"), {"unit": unit or "", "person": taker or ""}, N_("Record return"))


def _follow_ups(look: Look, today: date) -> Iterator[Due]:
    task, partner, person = (contents.record(key) for key in ("follow_ups", "partners", "persons"))
    rows = look.rows(
        select(task.id, task.task, task.due, partner.name, person.name)
        .join(partner, partner.id == task.lead_unit_id, isouter=True)
        .join(person, person.id == task.responsible_id, isouter=True)
        .where(task.struck_at.is_(None), task.closed.is_(None), task.state.in_(_IN_HAND))
        .order_by(task.due, task.id))
    for id, text, due, unit, responsible in rows:
        yield Due("follow_ups", id, due, N_("Follow-up: {task}"), {"task": text},
                  N_("Lead unit {unit}, responsible {person}"), {"unit": unit or "—", "person": responsible or "—"},
                  N_("Record feedback"))


def _incoming(look: Look, today: date) -> Iterator[Due]:
    letter = contents.record("incoming")
    rows = look.rows(
        select(letter.id, letter.title, letter.due, letter.sender, letter.handler)
        .where(letter.struck_at.is_(None), letter.done.is_(None), letter.due.is_not(None))
        .order_by(letter.due, letter.id))
    for id, title, due, sender, handler in rows:
        yield Due("incoming", id, due, N_("To be answered: {title}"), {"title": title},
                  N_("From {sender}, handled by {handler}"), {"sender": sender, "handler": handler or "—"},
                  N_("Handle it"))


def _minutes(look: Look, today: date) -> Iterator[Due]:
    meeting = contents.record("meetings")
    rows = look.rows(
        select(meeting.id, meeting.name, meeting.starts)
        .where(meeting.struck_at.is_(None), meeting.state.in_(("held", "draft")), meeting.starts.is_not(None))
        .order_by(meeting.starts, meeting.id))
    for id, name, starts in rows:
        held = starts.date()
        yield Due("meetings", id, days_later(held, WEEK), N_("Minutes of {meeting} are to be issued"),
                  {"meeting": name}, N_("Held on {day}; the office issues minutes within seven days"), {"day": held},
                  N_("Open the meeting"))


def _loans(look: Look, today: date) -> Iterator[Due]:
    loan = contents.record("loans")
    rows = look.rows(
        select(loan.id, loan.paper, loan.borrower, loan.due)
        .where(loan.struck_at.is_(None), loan.returned.is_(None)).order_by(loan.due, loan.id))
    for id, paper, borrower, due in rows:
        yield Due("loans", id, due, N_("Lent out: {title}"), {"title": paper}, N_("To {borrower}"),
                  {"borrower": borrower}, N_("Record return"))


def _seats(look: Look, today: date) -> Iterator[Due]:
    seat, person, body = (contents.record(key) for key in ("seats", "persons", "bodies"))
    rows = look.rows(
        select(seat.id, person.name, body.name, seat.until)
        .join(person, person.id == seat.person_id).join(body, body.id == seat.body_id)
        .where(seat.struck_at.is_(None), seat.until.is_not(None), seat.until >= today)
        .order_by(seat.until, seat.id))
    for id, name, on, until in rows:
        yield Due("seats", id, until, N_("Seat of {person} on {body} ends"), {"person": name, "body": on},
                  act=N_("Open the seat"))


def _terms(look: Look, today: date) -> Iterator[Due]:
    body = contents.record("bodies")
    rows = look.rows(
        select(body.id, body.name, body.term_ends)
        .where(body.struck_at.is_(None), body.term_ends.is_not(None), body.term_ends >= today)
        .order_by(body.term_ends, body.id))
    for id, name, ends in rows:
        yield Due("bodies", id, ends, N_("Term of {body} ends"), {"body": name}, act=N_("Prepare the election"))


_SOURCES: Sequence[Any] = (_agreements, _copies, _follow_ups, _incoming, _minutes, _loans, _seats, _terms)
