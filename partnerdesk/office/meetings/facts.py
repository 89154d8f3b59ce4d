"""What the papers of a meeting state, read at once and frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from partnerdesk.office import contents
from partnerdesk.office.letterhead import Letterhead, Named, found, letterhead, names, records
from partnerdesk.office.meetings.records import IN_PERSON, AgendaItem, Attendance, FollowUp, Meeting, Resolution
from partnerdesk.office.partners.records import Partner, Person
from partnerdesk.record.look import Look
from partnerdesk.record.stored_file import Attachment

_NOBODY = Named()


@dataclass(frozen=True)
class Participant:
    """Somebody on the list of a meeting."""

    person: Named
    unit: Named
    duty: Named
    capacity: str
    reply: str
    status: str
    stand_in: Named
    note: str

    @property
    def votes(self) -> bool:
        return self.capacity == "member"

    @property
    def group(self) -> str:
        """Under which head the lists name this person: member, in-attendance, guest, staff, leave or absent."""
        if self.status == "absent":
            return "absent"
        if self.status == "on-leave" or (not self.status and self.reply == "not-coming"):
            return "leave"
        if self.votes and "deputy" in (self.status, self.reply):
            return "leave"  # the deputy comes, without a vote; the member is excused
        return self.capacity


@dataclass(frozen=True)
class PaperOfItem:
    """A paper that is bound with an item, by its number through the whole meeting."""

    number: int
    title: Named
    file_id: int


@dataclass(frozen=True)
class Resolved:
    """A resolution with its vote."""

    number: str
    title: Named
    wording: Named
    voting: str
    votes: tuple[int | None, int | None, int | None, int | None]  # for, against, abstained, recused
    recused_names: str
    effective: date | None


@dataclass(frozen=True)
class Item:
    """An item of the agenda with all that hangs on it."""

    id: int
    position: int
    title: Named
    presenter: Named
    unit: Named
    attending: tuple[Named, ...]
    allotted: int | None
    treatment: str
    draft: Named
    outcome: str
    minutes: str
    english_minutes: str
    papers: tuple[PaperOfItem, ...]
    resolutions: tuple[Resolved, ...]


@dataclass(frozen=True)
class Task:
    """What somebody has to do because the meeting decided so."""

    number: str
    task: Named
    unit: Named
    person: Named
    due: date


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting as all its papers know it."""

    letterhead: Letterhead
    number: str
    name: Named
    alliance: Named
    alliance_short: str
    body: Named
    body_kind: str
    quorum: int | None
    minutes_mark: str
    starts: datetime | None
    ends: datetime | None
    place: Named
    online: str
    chair: Named
    chair_duty: Named
    note_taker: Named
    contact: Named
    contact_telephone: str
    level: str
    secrecy_term: str
    notice_number: str
    notice_day: date | None
    addressees: Named
    papers_due: date | None
    requirements: Named
    minutes_number: int | None
    issued: date | None
    distribution: Named
    minutes: str
    english_minutes: str
    items: tuple[Item, ...]
    papers: tuple[PaperOfItem, ...]  # those of the meeting as a whole
    participants: tuple[Participant, ...]
    resolutions: tuple[Resolved, ...]  # those that belong to no item
    tasks: tuple[Task, ...]

    @property
    def due(self) -> int:
        """How many are to vote."""
        return sum(1 for one in self.participants if one.votes)

    def counted(self, *statuses: str) -> int:
        """How many of those who are to vote have one of these statuses."""
        return sum(1 for one in self.participants if one.votes and one.status in statuses)

    @property
    def in_person(self) -> int:
        return self.counted(*IN_PERSON)

    @property
    def quorate(self) -> bool | None:
        """Whether enough votes were there, in person or by proxy; unknown without a rule or before the meeting."""
        if self.quorum is None or not any(one.status for one in self.participants):
            return None
        return self.in_person + self.counted("by-proxy") >= self.quorum


def meeting(look: Look, meeting_id: int | None) -> MeetingFacts:
    """All facts of one meeting; raises `Refused` where there is none for this clerk."""
    one = found(look, Meeting, meeting_id)
    items = records(look, AgendaItem, AgendaItem.meeting_id == one.id, order=[AgendaItem.position])
    invited = records(look, Attendance, Attendance.meeting_id == one.id,
                      order=[Attendance.position.is_(None), Attendance.position])
    resolutions = records(look, Resolution, Resolution.meeting_id == one.id, order=[Resolution.number])
    tasks = records(look, FollowUp, FollowUp.meeting_id == one.id, order=[FollowUp.due])
    attending = {item.id: look.linked(AgendaItem, item.id, "attending") for item in items}
    people = names(look, Person, [
        one.chair_id, one.note_taker_id, one.contact_id, *(item.presenter_id for item in items),
        *(each.person_id for each in invited), *(each.stand_in_id for each in invited),
        *(task.responsible_id for task in tasks)])
    units = names(look, Partner, [
        *(item.unit_id for item in items), *(id for ids in attending.values() for id in ids),
        *(each.unit_id for each in invited), *(task.lead_unit_id for task in tasks)])
    papers = _papers(look, one.id, [item.id for item in items])
    body: Any = look.get(contents.record("bodies"), one.body_id)
    alliance: Any = look.get(contents.record("alliances"), body.alliance_id) if body is not None else None
    contact = look.get(Person, one.contact_id)
    resolved = {each.id: _resolved(each) for each in resolutions}
    placed = {item.id for item in items}
    head = letterhead(look)
    chair_here = next((each for each in invited if each.person_id == one.chair_id), None)
    return MeetingFacts(
        letterhead=head,
        number=one.number or "",
        name=Named(one.name, one.english_name or ""),
        alliance=Named(alliance.name, alliance.english_name or "") if alliance else head.unit,
        alliance_short=(alliance.short_name or "") if alliance else "",
        body=Named(body.name, body.english_name or "") if body else _NOBODY,
        body_kind=body.kind if body else "",
        quorum=body.quorum if body else None,
        minutes_mark=(body.minutes_mark or "") if body else "",
        starts=one.starts,
        ends=one.ends,
        place=Named(one.place or "", one.english_place or ""),
        online=one.online or "",
        chair=people.get(one.chair_id, _NOBODY),
        chair_duty=Named(chair_here.duty or "", chair_here.english_duty or "") if chair_here else _NOBODY,
        note_taker=people.get(one.note_taker_id, _NOBODY),
        contact=people.get(one.contact_id, _NOBODY),
        contact_telephone=(contact.telephone or contact.mobile or "") if contact else head.telephone,
        level=one.level or "",
        secrecy_term=one.secrecy_term or "",
        notice_number=one.notice_number or "",
        notice_day=one.notice_day,
        addressees=Named(one.addressees or "", one.english_addressees or ""),
        papers_due=one.papers_due,
        requirements=Named(one.requirements or "", one.english_requirements or ""),
        minutes_number=one.minutes_number,
        issued=one.issued,
        distribution=Named(one.distribution or "", one.english_distribution or ""),
        minutes=one.minutes or "",
        english_minutes=one.english_minutes or "",
        items=tuple(
            Item(
                id=item.id,
                position=place,
                title=Named(item.title, item.english_title or ""),
                presenter=people.get(item.presenter_id, _NOBODY),
                unit=units.get(item.unit_id, _NOBODY),
                attending=tuple(units[id] for id in attending[item.id] if id in units),
                allotted=item.allotted,
                treatment=item.treatment or "",
                draft=Named(item.draft_resolution or "", item.english_draft_resolution or ""),
                outcome=item.outcome or "",
                minutes=item.minutes or "",
                english_minutes=item.english_minutes or "",
                papers=tuple(papers.get(("agenda_items", item.id), ())),
                resolutions=tuple(resolved[each.id] for each in resolutions if each.item_id == item.id),
            )
            for place, item in enumerate(items, 1)
        ),
        papers=tuple(papers.get(("meetings", one.id), ())),
        participants=tuple(_participant(each, people, units) for each in invited),
        resolutions=tuple(resolved[each.id] for each in resolutions if each.item_id not in placed),
        tasks=tuple(
            Task(
                number=task.number or "",
                task=Named(task.task, task.english_task or ""),
                unit=units.get(task.lead_unit_id, _NOBODY),
                person=people.get(task.responsible_id, _NOBODY),
                due=task.due,
            )
            for task in tasks
        ),
    )


# One question stands behind every paper of a meeting, so that no two of them can disagree.
meeting_notice = agenda = participants = sign_in_sheet = minutes = meeting


def _participant(each: Attendance, people: dict[int | None, Named], units: dict[int | None, Named]) -> Participant:
    return Participant(
        person=people.get(each.person_id, _NOBODY),
        unit=units.get(each.unit_id, _NOBODY),
        duty=Named(each.duty or "", each.english_duty or ""),
        capacity=each.capacity,
        reply=each.reply or "",
        status=each.status or "",
        stand_in=people.get(each.stand_in_id, _NOBODY),
        note=each.note or "",
    )


def _resolved(each: Resolution) -> Resolved:
    return Resolved(
        number=each.document_number or each.number or "",
        title=Named(each.title, each.english_title or ""),
        wording=Named(each.wording, each.english_wording or ""),
        voting=each.voting or "",
        votes=(each.votes_for, each.votes_against, each.abstained, each.recused),
        recused_names=each.recused_names or "",
        effective=each.effective,
    )


def _papers(look: Look, meeting_id: int, item_ids: Sequence[int]) -> dict[tuple[str, int], list[PaperOfItem]]:
    """The attached papers by the record they hang on, numbered through: the meeting's own first, then item by item."""
    attached = records(look, Attachment, (
        ((Attachment.register == "meetings") & (Attachment.record_id == meeting_id))
        | ((Attachment.register == "agenda_items") & Attachment.record_id.in_(item_ids))), order=[Attachment.position])
    order = {("meetings", meeting_id): 0} | {("agenda_items", id): place for place, id in enumerate(item_ids, 1)}
    attached.sort(key=lambda each: (order[(each.register, each.record_id)], each.position, each.id))
    papers: dict[tuple[str, int], list[PaperOfItem]] = {}
    for number, each in enumerate(attached, 1):
        paper = PaperOfItem(number, Named(each.title, each.english_title or ""), each.file_id)
        papers.setdefault((each.register, each.record_id), []).append(paper)
    return papers
