"""Holding a meeting: who is there, which item is on, what is still open, and the acts that take a meeting onward."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.office.letterhead import Named, found, names, records
from partnerdesk.office.meetings.records import (
    IN_PERSON,
    STATUSES,
    AgendaItem,
    Attendance,
    FollowUp,
    Meeting,
    Resolution,
)
from partnerdesk.office.partners.records import Partner, Person, Post
from partnerdesk.problems import Refused
from partnerdesk.record.look import Look
from partnerdesk.record.stored_file import Attachment
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import N_

_UNNAMED = Named()
_CLOCK = re.compile(r"\d{2}:\d{2}")


@dataclass(frozen=True)
class Seated:
    """A line of the attendance list."""

    id: int
    name: Named
    unit: Named
    votes: bool
    status: str
    stand_in: Named
    note: str


@dataclass(frozen=True)
class Point:
    """An item as the workspace's strip shows it."""

    id: int
    position: int
    title: Named
    presenter: Named
    allotted: int | None
    treatment: str
    outcome: str
    recorded: bool  # whether something has been written on it
    papers: int  # files attached to it
    resolution: int | None
    votes: tuple[int | None, ...]  # for, against, abstained, recused of its first resolution


@dataclass(frozen=True)
class Given:
    """A follow-up item that arose at the meeting."""

    id: int
    task: Named
    unit: Named
    person: Named
    due: date
    state: str


@dataclass(frozen=True)
class Held:
    """A meeting as its workspace shows it."""

    id: int
    state: str
    body: int | None
    quorum: int | None
    quorum_rule: str
    seated: tuple[Seated, ...]
    points: tuple[Point, ...]
    tasks: tuple[Given, ...]

    @property
    def due(self) -> int:
        return sum(1 for one in self.seated if one.votes)

    @property
    def present(self) -> int:
        """How many of those who vote are here in person."""
        return sum(1 for one in self.seated if one.votes and one.status in IN_PERSON)

    @property
    def proxies(self) -> int:
        return sum(1 for one in self.seated if one.votes and one.status == "by-proxy")

    @property
    def votes_here(self) -> int:
        """The votes that are in the room, in person or by proxy."""
        return self.present + self.proxies

    @property
    def unregistered(self) -> int:
        return sum(1 for one in self.seated if not one.status)

    @property
    def unrecorded(self) -> int:
        """Items of which the minutes say nothing yet."""
        return sum(1 for point in self.points if not point.recorded)

    @property
    def undecided(self) -> int:
        """Items for decision without an outcome."""
        return sum(1 for point in self.points if point.treatment == "decide" and not point.outcome)


def held(look: Look, meeting_id: int) -> Held:
    """All that the workspace of a meeting shows."""
    one = found(look, Meeting, meeting_id)
    invited = records(look, Attendance, Attendance.meeting_id == one.id,
                      order=[Attendance.position.is_(None), Attendance.position])
    items = records(look, AgendaItem, AgendaItem.meeting_id == one.id, order=[AgendaItem.position])
    resolutions = {each.item_id: each for each in reversed(
        records(look, Resolution, Resolution.meeting_id == one.id, order=[Resolution.number]))}
    tasks = records(look, FollowUp, FollowUp.meeting_id == one.id, order=[FollowUp.due])
    people = names(look, Person, [
        *(each.person_id for each in invited), *(each.stand_in_id for each in invited),
        *(item.presenter_id for item in items), *(task.responsible_id for task in tasks)])
    units = _short_names(look, [*(each.unit_id for each in invited), *(task.lead_unit_id for task in tasks)])
    papers = _papers(look, [item.id for item in items])
    body: Any = look.get(contents.record("bodies"), one.body_id)
    return Held(
        id=one.id,
        state=one.state,
        body=one.body_id,
        quorum=body.quorum if body else None,
        quorum_rule=(body.quorum_rule or "") if body else "",
        seated=tuple(
            Seated(each.id, people.get(each.person_id, _UNNAMED), units.get(each.unit_id, _UNNAMED),
                   each.capacity == "member", each.status or "", people.get(each.stand_in_id, _UNNAMED),
                   each.note or "")
            for each in invited),
        points=tuple(
            _point(place, item, people.get(item.presenter_id, _UNNAMED), resolutions.get(item.id),
                   papers.get(item.id, 0))
            for place, item in enumerate(items, 1)),
        tasks=tuple(
            Given(task.id, Named(task.task, task.english_task or ""), units.get(task.lead_unit_id, _UNNAMED),
                  people.get(task.responsible_id, _UNNAMED), task.due, task.state)
            for task in tasks),
    )


def _short_names(look: Look, ids: Iterable[int | None]) -> dict[int | None, Named]:
    """What the units are called in lists: their first short name, else the whole one."""
    wanted = {id for id in ids if id is not None}
    if not wanted:
        return {}
    statement = select(Partner.id, Partner.name, Partner.english_name, Partner.aliases).where(Partner.id.in_(wanted))
    return {
        id: Named(re.split("[；;]", aliases or "")[0].strip() or name, english or "")
        for id, name, english, aliases in look.rows(statement)
    }


def _papers(look: Look, items: Iterable[int]) -> dict[int, int]:
    """How many files are attached to each item."""
    counted: dict[int, int] = {}
    for each in records(look, Attachment, Attachment.register == "agenda_items",
                        Attachment.record_id.in_(list(items))):
        counted[each.record_id] = counted.get(each.record_id, 0) + 1
    return counted


def _point(place: int, item: AgendaItem, presenter: Named, resolution: Resolution | None, papers: int) -> Point:
    votes = (resolution.votes_for, resolution.votes_against, resolution.abstained, resolution.recused) if (
        resolution is not None) else ()
    return Point(
        id=item.id, position=place, title=Named(item.title, item.english_title or ""), presenter=presenter,
        allotted=item.allotted, treatment=item.treatment or "", outcome=item.outcome or "",
        recorded=bool(item.minutes or item.english_minutes),
        papers=papers,
        resolution=resolution.id if resolution is not None else None, votes=votes)


# -- acts


def mark(work: Work, attendance_id: int, digit: int, now: datetime | None = None) -> int:
    """Enter an attendance by its digit: 1 present to 8 in attendance; 0 takes the entry back.

    While the meeting is being held, `now` on the office's wall, the hour of coming late or leaving early is noted.
    """
    if not 0 <= digit <= len(STATUSES):
        raise Refused(N_("Attendance is entered by the digits 1 to {last}."), last=len(STATUSES))
    draft = listing.draft(work.look, "attendances", attendance_id)
    status = STATUSES[digit - 1].key if digit else None
    draft["status"] = status
    if status not in ("by-proxy", "deputy"):
        draft["stand_in_id"] = None
    noted = bool(_CLOCK.fullmatch(draft["note"] or ""))
    if status in ("late", "left-early") and (noted or not draft["note"]) and now is not None:
        meeting = found(work.look, Meeting, draft["meeting_id"])
        if meeting.starts is not None and meeting.starts.date() == now.date() and now >= meeting.starts:
            draft["note"] = f"{now:%H:%M}"
    elif noted:
        draft["note"] = None
    return work.save(draft)


def stand_in(work: Work, attendance_id: int, person: int | None) -> int:
    """Say who holds the proxy, or who came as deputy."""
    draft = listing.draft(work.look, "attendances", attendance_id)
    draft["stand_in_id"] = person
    return work.save(draft)


def enter_vote(work: Work, item_id: int, votes: tuple[int | None, ...], today: date) -> int:
    """Enter the votes on an item; its resolution is made from the draft where there is none yet.

    With more votes for than against the item is adopted, else it is not.
    """
    item = listing.draft(work.look, "agenda_items", item_id)
    resolutions = records(work.look, Resolution, Resolution.item_id == item_id, order=[Resolution.number])
    agreed, against, abstained, recused = votes
    if resolutions:
        resolution = listing.draft(work.look, "resolutions", resolutions[0].id)
    else:
        meeting = found(work.look, Meeting, item["meeting_id"])
        day = meeting.starts.date() if meeting.starts is not None else today
        resolution = listing.draft(
            work.look, "resolutions", None, meeting_id=item["meeting_id"], item_id=item_id, title=item["title"],
            english_title=item["english_title"], wording=item["draft_resolution"] or item["title"],
            english_wording=item["english_draft_resolution"], voting="hands", effective=day)
    for name, value in (("votes_for", agreed), ("votes_against", against), ("abstained", abstained),
                        ("recused", recused)):
        resolution[name] = value
    if not recused:
        resolution["recused_names"] = None
    id = work.save(resolution)
    if agreed is not None:
        item["outcome"] = "adopted" if agreed > (against or 0) else "rejected"
        if item["treatment"] == "note":
            item["treatment"] = "decide"
        work.save(item)
    return id


def onward(work: Work, meeting_id: int, now: datetime) -> int:
    """Take a meeting to its next state: called, held, minutes in draft, minutes issued; each with what it needs."""
    draft = listing.draft(work.look, "meetings", meeting_id)
    today = now.date()
    match draft["state"]:
        case "planned" | "postponed":
            draft["state"] = "called"
            draft["notice_day"] = draft["notice_day"] or today
        case "called":
            draft["state"] = "held"
            starts = draft["starts"]
            if draft["ends"] is None and starts is not None and starts.date() == today and now > starts:
                draft["ends"] = now.replace(second=0, microsecond=0)
        case "held":
            draft["state"] = "draft"
        case "draft":
            draft["state"] = "issued"
            draft["issued"] = draft["issued"] or today
            draft["minutes_number"] = draft["minutes_number"] or _next_issue(work.look, draft["body_id"])
        case _:
            raise Refused(N_("Nothing follows on this state of the meeting."))
    return work.save(draft)


def _next_issue(look: Look, body: int | None) -> int:
    """The number of the next minutes of a body: they are numbered through its term."""
    issued = records(look, Meeting, Meeting.body_id == body, Meeting.minutes_number.is_not(None)) if body else []
    return max((each.minutes_number or 0 for each in issued), default=0) + 1


def invite_body(work: Work, meeting_id: int, today: date) -> int:
    """Put everybody who sits on the meeting's body now on its list; gives how many were added."""
    one = found(work.look, Meeting, meeting_id)
    if one.body_id is None:
        raise Refused(N_("Say first which body meets."))
    seat = contents.record("seats")
    seats = [
        each for each in records(work.look, seat, seat.body_id == one.body_id, order=[seat.rank.is_(None), seat.rank])
        if (each.since is None or each.since <= today) and (each.until is None or each.until >= today)
    ]
    there = records(work.look, Attendance, Attendance.meeting_id == one.id)
    known, position = {each.person_id for each in there}, max((each.position or 0 for each in there), default=0)
    added = 0
    for each in seats:
        if each.person_id in known:
            continue
        position, added = position + 1, added + 1
        duty = next(iter(records(
            work.look, Post, Post.person_id == each.person_id, Post.partner_id == each.partner_id,
            Post.until.is_(None))), None)
        work.save(listing.draft(
            work.look, "attendances", None, meeting_id=one.id, person_id=each.person_id, unit_id=each.partner_id,
            duty=duty.title if duty is not None else None,
            english_duty=duty.english_title if duty is not None else None,
            capacity="member" if each.voting else "in-attendance", position=position))
    return added
