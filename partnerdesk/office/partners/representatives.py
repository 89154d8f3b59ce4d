"""A member's change of its representative, carried everywhere the name stands: seats, posts and meetings to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from partnerdesk.clock import days_later
from partnerdesk.office.contents import record
from partnerdesk.office.letterhead import Named, names, records
from partnerdesk.office.partners.records import Post
from partnerdesk.problems import Problem, Unsaved
from partnerdesk.record.look import Look
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import N_, Words

REPRESENTATIVE = "representative"
AHEAD = ("planned", "called", "postponed")  # states of meetings that have not been held


@dataclass(frozen=True)
class Held:
    """One place where the former representative's name stands, and where the new one will."""

    kind: str  # "seat", "post" or "meeting"
    id: int
    name: Named
    detail: str = ""


@dataclass(frozen=True)
class Letter:
    """What the member's letter says."""

    number: str | None = None
    day: date | None = None
    reason: str | None = None


def representative_of(look: Look, partner_id: int, today: date) -> int | None:
    """Who represents a member today: by post, else by the seat of the highest rank."""
    for post in _posts(look, partner_id, None, today):
        if REPRESENTATIVE in (post.roles or ()):
            return post.person_id
    seat: Any = record("seats")
    held = records(look, seat, seat.partner_id == partner_id, or_(seat.until.is_(None), seat.until >= today),
                   order=[seat.rank.is_(None), seat.rank])
    return held[0].person_id if held else None


def places_of(look: Look, partner_id: int, former_id: int | None, day: date) -> tuple[Held, ...]:
    """Everywhere a person stands for a member from a day on: what a change would be carried to."""
    if former_id is None:
        return ()
    seats = _seats(look, partner_id, former_id, day)
    bodies = names(look, record("bodies"), [seat.body_id for seat in seats])
    found = [Held("seat", seat.id, bodies.get(seat.body_id, Named()), seat.role) for seat in seats]
    found += [Held("post", post.id, Named(post.title or "", post.english_title or ""))
              for post in _posts(look, partner_id, former_id, day) if REPRESENTATIVE in (post.roles or ())]
    found += [Held("meeting", id, Named(name, english or ""), starts)
              for id, name, english, starts in _invitations(look, partner_id, former_id, day)]
    return tuple(found)


def change_representative(
    work: Work, words: Words, partner_id: int, former_id: int | None, successor_id: int, day: date, *,
    letter: Letter | None = None, title: str | None = None, leaves: bool = False,
) -> int:
    """Let another person stand for a member wherever the former did, from a day on; gives the entry of the change.

    Seats end the day before and begin anew with office, rank and vote; invitations to meetings not yet held go over;
    the role of representative passes from one post to the other. `words` says in which language that is told.
    """
    letter = letter or Letter()
    if former_id == successor_id:
        raise Unsaved([Problem("successor_id", N_("The new representative is the same person as the former."))])
    carried = places_of(work.look, partner_id, former_id, day)
    seats = [_pass_seat(work, place.id, successor_id, day) for place in carried if place.kind == "seat"]
    post_title = _pass_post(work, partner_id, former_id, successor_id, day, title, leaves)
    moved = [place for place in carried if place.kind != "meeting"
             or _pass_invitation(work, place.id, successor_id, post_title)]
    return work.save(listing.draft(
        work.look, "representative_changes", None, partner_id=partner_id, former_id=former_id,
        successor_id=successor_id, takes_effect=day, letter_number=letter.number, letter_day=letter.day,
        reason=letter.reason, seats=tuple(seats), carried="\n".join(said(place, words) for place in moved) or None))


def said(place: Held, words: Words) -> str:
    """A place in one line."""
    label = {"seat": N_("Seat: {name}"), "post": N_("Role of representative: {name}"),
             "meeting": N_("Meeting: {name}")}[place.kind]
    return words(label, name=place.name.said(words) or "—")


def _pass_seat(work: Work, id: int, successor_id: int, day: date) -> int:
    seat = listing.draft(work.look, "seats", id)
    if seat["since"] is not None and seat["since"] >= day:
        seat["person_id"] = successor_id
        return work.save(seat)
    going_on = {name: seat[name] for name in ("body_id", "partner_id", "role", "rank", "voting", "until")}
    seat["until"] = days_later(day, -1)
    work.save(seat)
    return work.save(listing.draft(work.look, "seats", None, **{**going_on, "person_id": successor_id, "since": day}))


def _pass_post(work: Work, partner_id: int, former_id: int | None, successor_id: int, day: date, title: str | None,
               leaves: bool) -> str | None:
    """Give the role to the successor's post and take it from the former's; gives the successor's title."""
    for post in _posts(work.look, partner_id, former_id, day) if former_id is not None else ():
        ending = listing.draft(work.look, "posts", post.id)
        if leaves:
            ending["until"] = max(days_later(day, -1), post.since) if post.since else days_later(day, -1)
        elif REPRESENTATIVE in (post.roles or ()):
            ending["roles"] = tuple(role for role in post.roles if role != REPRESENTATIVE)
        work.save(ending)
    present = _posts(work.look, partner_id, successor_id, day)
    if not present:
        work.save(listing.draft(work.look, "posts", None, partner_id=partner_id, person_id=successor_id, title=title,
                                roles=(REPRESENTATIVE,), since=day))
        return title
    taking = listing.draft(work.look, "posts", present[0].id)
    taking["roles"] = (*(role for role in taking["roles"] if role != REPRESENTATIVE), REPRESENTATIVE)
    work.save(taking)
    duty: str | None = taking["title"]
    return duty


def _pass_invitation(work: Work, attendance_id: int, successor_id: int, title: str | None) -> bool:
    """Invite the successor in the former's place; not where the successor is invited already."""
    attendance: Any = record("attendances")
    place = listing.draft(work.look, "attendances", attendance_id)
    if records(work.look, attendance, attendance.meeting_id == place["meeting_id"],
               attendance.person_id == successor_id):
        return False
    for name in ("reply", "status", "stand_in_id", "note", "english_duty"):
        place[name] = None
    place["person_id"], place["duty"] = successor_id, title
    work.save(place)
    return True


def _seats(look: Look, partner_id: int, person_id: int, day: date) -> list[Any]:
    seat: Any = record("seats")
    return records(look, seat, seat.partner_id == partner_id, seat.person_id == person_id,
                   or_(seat.until.is_(None), seat.until >= day), order=[seat.rank])


def _posts(look: Look, partner_id: int, person_id: int | None, day: date) -> list[Post]:
    of_person = [] if person_id is None else [Post.person_id == person_id]
    return records(look, Post, Post.partner_id == partner_id, or_(Post.until.is_(None), Post.until >= day), *of_person,
                   order=[Post.since])


def _invitations(look: Look, partner_id: int, person_id: int, day: date) -> list[tuple[Any, ...]]:
    attendance: Any = record("attendances")
    meeting: Any = record("meetings")
    rows = look.rows(
        select(attendance.id, meeting.name, meeting.english_name, meeting.starts)
        .join(meeting, meeting.id == attendance.meeting_id)
        .where(attendance.struck_at.is_(None), meeting.struck_at.is_(None), attendance.unit_id == partner_id,
               attendance.person_id == person_id, meeting.state.in_(AHEAD))
        .order_by(meeting.starts, attendance.id))
    return [(id, name, english, starts.date().isoformat() if starts is not None else "")
            for id, name, english, starts in rows if starts is None or starts.date() >= day]
