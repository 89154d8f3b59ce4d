"""What is needed to write to a partner, and for a member to tell of its changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerdesk import clock
from partnerdesk.office import contents
from partnerdesk.office.identity import Identity, identity
from partnerdesk.office.letterhead import Letterhead, Named, found, letterhead, names, records
from partnerdesk.office.partners.records import Person, RepresentativeChange
from partnerdesk.office.recipients import Recipient, Serving, answering, recipients, serving
from partnerdesk.record.look import Look
from partnerdesk.words import Words


@dataclass(frozen=True)
class PassedOn:
    """A seat that passes on to the new representative."""

    alliance: Named
    body: Named
    kind: str
    role: str


@dataclass(frozen=True)
class Replaced:
    """A change of a member's representative."""

    letterhead: Letterhead
    member: Identity
    former: Named
    successor: Named
    title: Named
    mobile: str
    telephone: str
    email: str
    takes_effect: date
    letter_number: str
    letter_day: date | None
    reason: str
    seats: tuple[PassedOn, ...]


def representative_letter(look: Look, change_id: int | None) -> Replaced:
    """One change of a representative; raises `Refused` where there is none for this clerk."""
    change = found(look, RepresentativeChange, change_id)
    successor = found(look, Person, change.successor_id)
    former = names(look, Person, [change.former_id]).get(change.former_id, Named())
    posts = serving(look, [change.partner_id], change.takes_effect).get(change.partner_id, ())
    post = next((one for one in posts if one.person == successor.id), None)
    return Replaced(
        letterhead=letterhead(look),
        member=identity(look, change.partner_id),
        former=former,
        successor=Named(successor.name, successor.english_name or ""),
        title=post.title if post is not None else Named(),
        mobile=successor.mobile or "",
        telephone=successor.telephone or "",
        email=successor.email or "",
        takes_effect=change.takes_effect,
        letter_number=change.letter_number or "",
        letter_day=change.letter_day,
        reason=change.reason or "",
        seats=_seats(look, look.linked(RepresentativeChange, change.id, "seats")),
    )


def _seats(look: Look, ids: tuple[int, ...]) -> tuple[PassedOn, ...]:
    if not ids:
        return ()
    seat, body, alliance = (contents.record(key) for key in ("seats", "bodies", "alliances"))
    held = records(look, seat, seat.id.in_(ids))
    bodies = {each.id: each for each in records(look, body, body.id.in_({each.body_id for each in held}))}
    called = names(look, alliance, [each.alliance_id for each in bodies.values()])
    return tuple(
        PassedOn(called.get(on.alliance_id, Named()), Named(on.name, on.english_name or ""), on.kind, each.role)
        for each in held if (on := bodies.get(each.body_id)) is not None
    )


@dataclass(frozen=True)
class Particulars:
    """What the office has on record of a partner, and to whom it writes there."""

    letterhead: Letterhead
    partner: Identity
    representative: Serving | None
    liaison: Serving | None
    recipient: Recipient

    @staticmethod
    def said(one: Serving | None, words: Words) -> str:
        """A person with post and telephone."""
        if one is None:
            return ""
        gap = "　" if words.chinese else ", "
        return gap.join(part for part in (one.name.said(words), one.title.said(words), one.reach) if part)


def change_form(look: Look, partner_id: int | None) -> Particulars:
    """The particulars of one partner; raises `Refused` where there is none for this clerk."""
    partner = identity(look, partner_id)
    head = letterhead(look)
    today = clock.today(head.zone)
    people = serving(look, [partner.id], today).get(partner.id, ())
    (recipient,) = recipients(look, [(partner.id, None)], today)
    return Particulars(head, partner, answering(people, "representative"), answering(people, "liaison"), recipient)


envelope = change_form
