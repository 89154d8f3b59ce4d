"""What the desks together know of one partner: people, memberships, seats, agreements, documents and meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.office.agreements.records import last_notice_day
from partnerdesk.office.letterhead import Named, names, records
from partnerdesk.office.partners.records import Person, Post
from partnerdesk.record.look import Look
from partnerdesk.words import N_

SOON = 60  # days before an end at which it is said


@dataclass(frozen=True)
class Colleague:
    """A person at the partner, by one post."""

    post: int
    person: int
    name: Named
    title: Named
    department: str
    roles: tuple[str, ...]
    mobile: str
    telephone: str
    email: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Belonging:
    """A membership of an alliance."""

    id: int
    alliance: Named
    level: str
    founding: bool
    joined: date | None
    left: date | None


@dataclass(frozen=True)
class Sitting:
    """A seat on a body that the partner fills."""

    id: int
    body: Named
    body_kind: str
    person: Named
    role: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Agreed:
    """An agreement with the partner, or an undertaking of secrecy."""

    id: int
    number: str
    title: Named
    category: str
    signed: date | None
    expiry: date | None
    last_notice: date | None
    amount: int | None
    state: str


@dataclass(frozen=True)
class Letter:
    """A document that came from the partner or went to it."""

    id: int
    incoming: bool
    number: str
    day: date | None
    title: Named
    document_number: str
    due: date | None
    done: date | None


@dataclass(frozen=True)
class Met:
    """A meeting at which somebody of the partner was expected."""

    id: int
    number: str
    name: Named
    starts: datetime | None
    person: Named
    capacity: str
    status: str


@dataclass(frozen=True)
class CopyOut:
    """A numbered copy that the partner took."""

    id: int
    title: str
    copy_number: str
    taken: date | None
    due: date | None
    returned: date | None
    destroyed: date | None

    @property
    def out(self) -> bool:
        return self.returned is None and self.destroyed is None


@dataclass(frozen=True)
class Duty:
    """A follow-up item that the partner leads."""

    id: int
    number: str
    task: Named
    due: date
    state: str
    closed: date | None


@dataclass(frozen=True)
class Matter:
    """Something about the partner that has its day: what needs handling, or what happened."""

    register: str
    id: int
    day: date
    text: str  # an English text with placeholders
    values: dict[str, Any]
    tone: str = ""


@dataclass(frozen=True)
class Dossier:
    """Everything on one partner besides its own record."""

    people: tuple[Colleague, ...]
    memberships: tuple[Belonging, ...]
    seats: tuple[Sitting, ...]
    agreements: tuple[Agreed, ...]
    ndas: tuple[Agreed, ...]
    copies: tuple[CopyOut, ...]
    letters: tuple[Letter, ...]
    meetings: tuple[Met, ...]
    duties: tuple[Duty, ...]

    def answering(self, role: str, today: date) -> Colleague | None:
        """Who answers in a role on that day, the liaison for example."""
        serving = (one for one in self.people if one.until is None or one.until >= today)
        return next((one for one in serving if role in one.roles), None)

    def to_handle(self, today: date) -> tuple[Matter, ...]:
        """What is overdue or falls due soon, in order of the day."""
        return tuple(sorted(self._open(today), key=lambda matter: matter.day))

    def past(self, today: date) -> tuple[Matter, ...]:
        """What has happened, newest first."""
        happened = [matter for matter in self._happened() if matter.day <= today]
        return tuple(sorted(happened, key=lambda matter: (matter.day, matter.register, matter.id), reverse=True))

    def _open(self, today: date) -> Iterator[Matter]:
        for copy in self.copies:
            if copy.out and copy.due is not None and (copy.due - today).days <= SOON:
                text = (N_("Copy {number} has not been returned") if copy.due < today
                        else N_("Copy {number} is due back"))
                yield Matter("numbered_copies", copy.id, copy.due, text, {"number": copy.copy_number},
                             _tone(copy.due, today))
        for duty in self.duties:
            if duty.closed is None and duty.state in ("open", "extended") and (duty.due - today).days <= SOON:
                yield Matter("follow_ups", duty.id, duty.due, N_("Follow-up: {task}"), {"task": duty.task.chinese},
                             _tone(duty.due, today))
        for letter in self.letters:
            if letter.incoming and letter.done is None and letter.due is not None:
                yield Matter("incoming", letter.id, letter.due, N_("To be answered: {title}"),
                             {"title": letter.title.chinese}, _tone(letter.due, today))
        for each in self.agreements:
            running = each.state in ("signed", "filed")
            if running and each.expiry is not None and 0 <= (each.expiry - today).days <= SOON:
                yield Matter("agreements", each.id, each.expiry, N_("“{title}” expires"),
                             {"title": each.title.chinese}, "soon")

    def _happened(self) -> Iterator[Matter]:
        for met in self.meetings:
            if met.starts is not None and met.status:
                yield Matter("meetings", met.id, met.starts.date(), N_("{meeting} ({name})"),
                             {"meeting": met.name.chinese, "name": met.person.chinese})
        for letter in self.letters:
            if letter.day is not None:
                text = N_("Came: {title}") if letter.incoming else N_("Sent: {title}")
                yield Matter("incoming" if letter.incoming else "outgoing", letter.id, letter.day, text,
                             {"title": letter.title.chinese})
        for each in self.agreements:
            if each.signed is not None:
                yield Matter("agreements", each.id, each.signed, N_("“{title}” signed"), {"title": each.title.chinese})
        for copy in self.copies:
            if copy.taken is not None:
                yield Matter("numbered_copies", copy.id, copy.taken, N_("Copy {number} taken"),
                             {"number": copy.copy_number})
        for belonging in self.memberships:
            if belonging.joined is not None:
                yield Matter("memberships", belonging.id, belonging.joined, N_("Joined {alliance}"),
                             {"alliance": belonging.alliance.chinese})


def dossier(look: Look, partner_id: int) -> Dossier:
    """All that the desks hold on one partner, each kind asked for once."""
    return Dossier(
        people=_people(look, partner_id),
        memberships=_memberships(look, partner_id),
        seats=_seats(look, partner_id),
        agreements=_agreements(look, partner_id),
        ndas=_ndas(look, partner_id),
        copies=_copies(look, partner_id),
        letters=_letters(look, partner_id),
        meetings=_meetings(look, partner_id),
        duties=_duties(look, partner_id),
    )


def liaisons(look: Look) -> dict[int, tuple[Named, str]]:
    """Name and telephone of the liaison of every partner that has one now."""
    statement = select(
        Post.partner_id, Person.name, Person.english_name, Person.mobile, Person.telephone, Post.roles).join(
        Person, Person.id == Post.person_id).where(
        Post.struck_at.is_(None), Person.struck_at.is_(None), Post.until.is_(None)).order_by(Post.id.desc())
    return {
        partner_id: (Named(name, english or ""), mobile or telephone or "")
        for partner_id, name, english, mobile, telephone, roles in look.rows(statement) if "liaison" in (roles or ())
    }


def _tone(due: date, today: date) -> str:
    return "bad" if due < today else "soon"


def _people(look: Look, partner_id: int) -> tuple[Colleague, ...]:
    posts = records(look, Post, Post.partner_id == partner_id, order=[Post.until.is_not(None), Post.since])
    statement = select(Person).where(Person.id.in_([post.person_id for post in posts]), Person.struck_at.is_(None))
    persons: dict[int, Any] = {row[0].id: row[0] for row in look.rows(statement)} if posts else {}
    return tuple(
        Colleague(
            post=post.id, person=person.id, name=Named(person.name, person.english_name or ""),
            title=Named(post.title or "", post.english_title or ""), department=post.department or "",
            roles=post.roles or (), mobile=person.mobile or "", telephone=person.telephone or "",
            email=person.email or "", since=post.since, until=post.until)
        for post in posts if (person := persons.get(post.person_id)) is not None
    )


def _memberships(look: Look, partner_id: int) -> tuple[Belonging, ...]:
    membership = contents.record("memberships")
    held = records(look, membership, membership.partner_id == partner_id, order=[membership.joined])
    alliances = names(look, contents.record("alliances"), [each.alliance_id for each in held])
    return tuple(
        Belonging(each.id, alliances.get(each.alliance_id, Named()), each.level or "", each.founding, each.joined,
                  each.left)
        for each in held
    )


def _seats(look: Look, partner_id: int) -> tuple[Sitting, ...]:
    seat, body = contents.record("seats"), contents.record("bodies")
    held = records(look, seat, seat.partner_id == partner_id, order=[seat.since])
    if not held:
        return ()
    bodies = {each.id: each for each in records(look, body, body.id.in_([each.body_id for each in held]))}
    people = names(look, Person, [each.person_id for each in held])
    return tuple(
        Sitting(each.id, Named(on.name, on.english_name or ""), on.kind, people.get(each.person_id, Named()), each.role,
                each.since, each.until)
        for each in held if (on := bodies.get(each.body_id)) is not None
    )


def _agreements(look: Look, partner_id: int) -> tuple[Agreed, ...]:
    agreement = contents.record("agreements")
    ids = look.linking(agreement, "parties", partner_id)
    held = records(look, agreement, agreement.id.in_(ids), order=[agreement.signed.desc()]) if ids else []
    return tuple(
        Agreed(each.id, each.number or "", Named(each.title, each.english_title or ""), each.category, each.signed,
               each.expiry, last_notice_day(each.expiry, each.notice_days), each.amount, each.state)
        for each in held
    )


def _ndas(look: Look, partner_id: int) -> tuple[Agreed, ...]:
    nda = contents.record("ndas")
    held = records(look, nda, nda.partner_id == partner_id, order=[nda.signed.desc()])
    return tuple(
        Agreed(each.id, each.number or "", Named(each.title), each.kind, each.signed, each.expiry, None, None,
               each.state)
        for each in held
    )


def _copies(look: Look, partner_id: int) -> tuple[CopyOut, ...]:
    copy = contents.record("numbered_copies")
    held = records(look, copy, copy.unit_id == partner_id, order=[copy.taken.desc()])
    return tuple(
        CopyOut(each.id, each.title, each.copy_number, each.taken, each.due, each.returned, each.destroyed)
        for each in held
    )


def _letters(look: Look, partner_id: int) -> tuple[Letter, ...]:
    incoming, outgoing = contents.record("incoming"), contents.record("outgoing")
    came = records(look, incoming, incoming.partner_id == partner_id)
    ids = look.linking(outgoing, "recipients", partner_id)
    sent = records(look, outgoing, outgoing.id.in_(ids)) if ids else []
    letters = [
        Letter(each.id, True, each.number or "", each.received, Named(each.title), each.their_number or "", each.due,
               each.done)
        for each in came
    ] + [
        Letter(each.id, False, each.number or "", each.dated, Named(each.title, each.english_title or ""),
               each.document_number or "", None, None)
        for each in sent
    ]
    return tuple(sorted(letters, key=lambda letter: (letter.day or date.max, letter.id), reverse=True))


def _meetings(look: Look, partner_id: int) -> tuple[Met, ...]:
    attendance, meeting = contents.record("attendances"), contents.record("meetings")
    invited = records(look, attendance, attendance.unit_id == partner_id)
    if not invited:
        return ()
    held = {each.id: each for each in records(look, meeting, meeting.id.in_([one.meeting_id for one in invited]))}
    people = names(look, Person, [one.person_id for one in invited])
    met = [
        Met(at.id, at.number or "", Named(at.name, at.english_name or ""), at.starts,
            people.get(one.person_id, Named()), one.capacity, one.status or "")
        for one in invited if (at := held.get(one.meeting_id)) is not None
    ]
    return tuple(sorted(met, key=lambda each: each.number, reverse=True))


def _duties(look: Look, partner_id: int) -> tuple[Duty, ...]:
    follow_up = contents.record("follow_ups")
    led = records(look, follow_up, follow_up.lead_unit_id == partner_id, order=[follow_up.due])
    return tuple(
        Duty(each.id, each.number or "", Named(each.task, each.english_task or ""), each.due, each.state, each.closed)
        for each in led
    )
