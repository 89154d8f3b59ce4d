"""Who sits on the bodies of an alliance and how to reach them on a day, and what has changed since another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import or_

from partnerdesk import clock
from partnerdesk.office.alliances.records import Alliance, Body, Membership, Seat
from partnerdesk.office.letterhead import Letterhead, Named, found, letterhead, names, records
from partnerdesk.office.partners.records import Partner, Person, Post, RepresentativeChange
from partnerdesk.office.recipients import Serving, answering, holds, serving
from partnerdesk.record.look import Look
from partnerdesk.words import N_

MONTHS = 6  # how far back the list of changes reaches


@dataclass(frozen=True)
class Entry:
    """One line of a directory: who sits where, for whom, and who answers the telephone."""

    role: str
    name: Named
    unit: Named
    title: Named
    mobile: str
    telephone: str
    email: str
    liaison: Named
    liaison_reach: str


@dataclass(frozen=True)
class Listed:
    """A body with everybody who sits on it on the day."""

    name: Named
    kind: str
    begins: date | None
    ends: date | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Change:
    """Something that makes an older directory wrong."""

    day: date
    unit: Named
    person: Named
    what: str  # an English text
    place: Named


@dataclass(frozen=True)
class Directory:
    """The directory of a body, or of all bodies of an alliance."""

    letterhead: Letterhead
    whole: Named
    alliance: Named
    bodies: tuple[Listed, ...]
    changes: tuple[Change, ...]
    since: date
    day: date


def directory(look: Look, body_id: int | None, since: date | None = None) -> Directory:
    """The directory of one body; raises `Refused` where there is none for this clerk."""
    body = found(look, Body, body_id)
    alliance = found(look, Alliance, body.alliance_id)
    return _directory(look, Named(body.name, body.english_name or ""), alliance, [body], since)


def alliance_directory(look: Look, alliance_id: int | None, since: date | None = None) -> Directory:
    """The directory of all bodies of an alliance whose term runs."""
    alliance = found(look, Alliance, alliance_id)
    today = clock.today(letterhead(look).zone)
    bodies = records(look, Body, Body.alliance_id == alliance.id,
                     or_(Body.term_ends.is_(None), Body.term_ends >= today), order=[Body.term_begins, Body.name])
    return _directory(look, Named(alliance.name, alliance.english_name or ""), alliance, bodies, since)


def _directory(
    look: Look, whole: Named, alliance: Alliance, bodies: Sequence[Body], since: date | None,
) -> Directory:
    head = letterhead(look)
    today = clock.today(head.zone)
    begin = since or today - relativedelta(months=MONTHS)
    seats = records(look, Seat, Seat.body_id.in_([body.id for body in bodies]),
                    order=[Seat.rank.is_(None), Seat.rank]) if bodies else []
    now = [seat for seat in seats if holds(seat.since, seat.until, today)]
    units = {seat.partner_id for seat in now if seat.partner_id is not None}
    people = serving(look, units, today)
    called = names(look, Partner, [seat.partner_id for seat in seats])
    persons = {each.id: each for each in records(look, Person, Person.id.in_({seat.person_id for seat in now}))}
    listed = tuple(
        Listed(
            Named(body.name, body.english_name or ""), body.kind, body.term_begins, body.term_ends,
            tuple(_entry(seat, persons[seat.person_id], called, people) for seat in now
                  if seat.body_id == body.id and seat.person_id in persons))
        for body in bodies
    )
    changes = sorted(_changes(look, alliance, bodies, seats, units, begin, today),
                     key=lambda change: (change.day, change.unit.chinese, change.what), reverse=True)
    return Directory(head, whole, Named(alliance.name, alliance.english_name or ""), listed, tuple(changes), begin,
                     today)


def _entry(
    seat: Seat, person: Person, units: Mapping[int | None, Named], people: Mapping[int, Sequence[Serving]],
) -> Entry:
    colleagues = people.get(seat.partner_id or 0, ())
    post = next((one for one in colleagues if one.person == person.id), None)
    liaison = answering(colleagues, "liaison")
    return Entry(
        role=seat.role,
        name=Named(person.name, person.english_name or ""),
        unit=units.get(seat.partner_id, Named()),
        title=post.title if post is not None else Named(),
        mobile=person.mobile or "",
        telephone=person.telephone or "",
        email=person.email or "",
        liaison=liaison.name if liaison is not None else Named(),
        liaison_reach=liaison.reach if liaison is not None else "",
    )


def _changes(
    look: Look, alliance: Alliance, bodies: Sequence[Body], seats: Sequence[Seat], units: Iterable[int], begin: date,
    today: date,
) -> Iterator[Change]:
    """Seats and posts begun and ended, representatives changed, members come and gone between two days."""
    posts = records(look, Post, Post.partner_id.in_(set(units)))
    replaced = records(look, RepresentativeChange, RepresentativeChange.partner_id.in_(set(units)),
                       RepresentativeChange.takes_effect > begin, RepresentativeChange.takes_effect <= today)
    joined = records(look, Membership, Membership.alliance_id == alliance.id) if len(bodies) > 1 else []
    partners = names(look, Partner, [
        *(seat.partner_id for seat in seats), *(post.partner_id for post in posts),
        *(each.partner_id for each in replaced), *(each.partner_id for each in joined)])
    persons = names(look, Person, [
        *(seat.person_id for seat in seats), *(post.person_id for post in posts),
        *(each.successor_id for each in replaced)])
    of = {body.id: Named(body.name, body.english_name or "") for body in bodies}

    def spans(some: Iterable[Seat] | Iterable[Post], began: str, ended: str) -> Iterator[Change]:
        for each in some:
            place = of[each.body_id] if isinstance(each, Seat) else Named(each.title or "", each.english_title or "")
            for day, what in ((each.since, began), (each.until, ended)):
                if day is not None and begin < day <= today:
                    yield Change(day, partners.get(each.partner_id, Named()), persons.get(each.person_id, Named()),
                                 what, place)

    yield from spans(seats, N_("Seat taken"), N_("Seat ended"))
    yield from spans(posts, N_("Post taken up"), N_("Post left"))
    for change in replaced:
        yield Change(change.takes_effect, partners.get(change.partner_id, Named()),
                     persons.get(change.successor_id, Named()), N_("Representative changed"), Named())
    whole = Named(alliance.name, alliance.english_name or "")
    for member in joined:
        for when, what in ((member.joined, N_("Member joined")), (member.left, N_("Member left"))):
            if when is not None and begin < when <= today:
                yield Change(when, partners.get(member.partner_id, Named()), Named(), what, whole)
