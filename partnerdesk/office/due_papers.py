"""What falls due of agreements, copies given out, tasks, letters, minutes, loans, seats and terms of office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from partnerdesk.clock import days_later
from partnerdesk.office import contents
from partnerdesk.office.agreements.records import last_notice_day
from partnerdesk.office.due_items import WEEK, Due
from partnerdesk.record.look import Look
from partnerdesk.words import N_

_RUNNING = ("signed", "filed")
_IN_HAND = ("open", "extended")


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


SOURCES: Sequence[Any] = (_agreements, _copies, _follow_ups, _incoming, _minutes, _loans, _seats, _terms)
