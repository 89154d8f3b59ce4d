"""Calling a meeting of a category: its name, place, standing items and those who sit on its body, by default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from partnerdesk.office import contents
from partnerdesk.office.letterhead import found, records
from partnerdesk.office.meetings.holding import invite_body
from partnerdesk.office.meetings.records import Meeting, MeetingCategory
from partnerdesk.record.look import Look
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE, ENGLISH, N_, Words, ordinal_chinese

_NAMED = N_("Meeting {number} of the {body}")


@dataclass(frozen=True)
class Proposed:
    """What a new meeting of a category begins with."""

    body: int | None
    name: str
    english_name: str
    place: str
    english_place: str
    chair: int | None
    note_taker: int | None
    contact: int | None
    level: str
    secrecy_term: str
    items: tuple[str, ...]


def proposed(look: Look, category_id: int | None, body_id: int | None, today: date) -> Proposed:
    """The defaults of a meeting: the next of its body, where and with whom the last one was held."""
    category = look.get(MeetingCategory, category_id)
    body_id = body_id or (category.body_id if category is not None else None)
    bodies, seats = contents.record("bodies"), contents.record("seats")
    body = look.get(bodies, body_id)
    before = _before(look, body_id, category_id)
    last = before[0] if before else None
    name, english = (category.name, category.english_name or "") if category is not None else ("", "")
    if body is not None:
        number = len(before) + 1
        counted = ordinal_chinese(number) if number <= 99 else number
        # The record keeps its name in both languages, whichever the screen speaks.
        name = Words(CHINESE)(_NAMED, body=body.name, number=counted)
        english = Words(ENGLISH)(_NAMED, body=body.english_name, number=number) if body.english_name else ""
    chair = next((seat.person_id for seat in records(
        look, seats, seats.body_id == body_id, seats.role.in_(("chair", "rotating")),
        (seats.until.is_(None)) | (seats.until >= today), order=[seats.rank])), None) if body is not None else None
    standing = (category.standing_items or "") if category is not None else ""
    return Proposed(
        body=body_id, name=name, english_name=english,
        place=(last.place or "") if last is not None else "",
        english_place=(last.english_place or "") if last is not None else "",
        chair=chair or (last.chair_id if last is not None else None),
        note_taker=last.note_taker_id if last is not None else None,
        contact=last.contact_id if last is not None else None,
        level=(last.level or "") if last is not None else "",
        secrecy_term=(last.secrecy_term or "") if last is not None else "",
        items=tuple(line.strip() for line in standing.splitlines() if line.strip()))


def call(
    work: Work, category_id: int | None, body_id: int | None, name: str, starts: datetime | None, today: date, *,
    invite: bool = True,
) -> int:
    """Make a meeting with its standing items and, with `invite`, those who sit on its body, as one step."""
    given = proposed(work.look, category_id, body_id, today)
    id = work.save(listing.draft(
        work.look, "meetings", None, name=name, english_name=given.english_name if name == given.name else None,
        category_id=category_id, body_id=given.body, starts=starts, place=given.place or None,
        english_place=given.english_place or None, chair_id=given.chair, note_taker_id=given.note_taker,
        contact_id=given.contact, level=given.level or None, secrecy_term=given.secrecy_term or None))
    for position, title in enumerate(given.items, 1):
        work.save(listing.draft(work.look, "agenda_items", None, meeting_id=id, position=position, title=title))
    if invite and given.body is not None:
        invite_body(work, id, starts.date() if starts is not None else today)
    return found(work.look, Meeting, id).id


def _before(look: Look, body_id: int | None, category_id: int | None) -> list[Meeting]:
    """The meetings of the body, else of the category, the latest first; those called off do not count."""
    if body_id is None and category_id is None:
        return []
    mine = Meeting.body_id == body_id if body_id is not None else Meeting.category_id == category_id
    return records(look, Meeting, mine, Meeting.state != "cancelled", order=[Meeting.starts.desc()])
