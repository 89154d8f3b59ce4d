"""What the papers about alliances, their members and bodies state, read at once and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerdesk import clock
from partnerdesk.office import contents
from partnerdesk.office.alliances.directory_facts import alliance_directory, directory
from partnerdesk.office.alliances.records import Alliance, Body, Membership, Seat
from partnerdesk.office.identity import Identity, identity
from partnerdesk.office.letterhead import Letterhead, Named, found, letterhead, records
from partnerdesk.office.recipients import Recipient, Serving, answering, holds, recipients, serving
from partnerdesk.problems import Refused
from partnerdesk.record.look import Look
from partnerdesk.words import N_

__all__ = [
    "Application", "Certified", "Posted", "alliance_directory", "body_envelopes", "body_labels", "directory",
    "member_certificate", "member_envelopes", "member_labels", "membership_application",
]


@dataclass(frozen=True)
class Application:
    """A partner that asks to join an alliance."""

    letterhead: Letterhead
    alliance: Named
    charter: str
    partner: Identity
    representative: Serving | None
    liaison: Serving | None


def membership_application(look: Look, partner_id: int | None) -> Application:
    """The application of a partner, to the alliance of its running case or to the only one that there is."""
    partner = identity(look, partner_id)
    head = letterhead(look)
    people = serving(look, [partner.id], clock.today(head.zone)).get(partner.id, ())
    alliance = _wanted(look, partner.id)
    return Application(
        letterhead=head,
        alliance=Named(alliance.name, alliance.english_name or "") if alliance is not None else Named(),
        charter=(alliance.charter or "") if alliance is not None else "",
        partner=partner,
        representative=answering(people, "representative", "manager"),
        liaison=answering(people, "liaison", "contact"),
    )


def _wanted(look: Look, partner_id: int) -> Alliance | None:
    case = contents.record("cases")
    running = records(look, case, case.partner_id == partner_id, case.alliance_id.is_not(None),
                      case.state.in_(("running", "suspended")), order=[case.opened.desc()])
    if running:
        return look.get(Alliance, running[0].alliance_id)
    standing = records(look, Alliance, Alliance.dissolved.is_(None))
    return standing[0] if len(standing) == 1 else None


@dataclass(frozen=True)
class Certified:
    """One membership as its certificate states it."""

    letterhead: Letterhead
    number: str
    alliance: Named
    member: Named
    level: str
    founding: bool
    joined: date | None
    day: date


def member_certificate(look: Look, membership_id: int | None) -> Certified:
    """The certificate of one membership; raises `Refused` where there is none for this clerk."""
    membership = found(look, Membership, membership_id)
    alliance = found(look, Alliance, membership.alliance_id)
    head = letterhead(look)
    return Certified(
        letterhead=head,
        number=membership.number or "",
        alliance=Named(alliance.name, alliance.english_name or ""),
        member=identity(look, membership.partner_id).name,
        level=membership.level or "",
        founding=membership.founding,
        joined=membership.joined,
        day=clock.today(head.zone),
    )


@dataclass(frozen=True)
class Posted:
    """Those to whom something goes by post, and who sends it."""

    letterhead: Letterhead
    whole: Named  # the alliance or the body that they belong to
    recipients: tuple[Recipient, ...]


def body_envelopes(look: Look, body_id: int | None) -> Posted:
    """Everybody who sits on a body now, at the address of the unit."""
    body = found(look, Body, body_id)
    head = letterhead(look)
    today = clock.today(head.zone)
    seats = records(look, Seat, Seat.body_id == body.id, order=[Seat.rank.is_(None), Seat.rank])
    wanted = [(seat.partner_id, seat.person_id) for seat in seats
              if seat.partner_id is not None and holds(seat.since, seat.until, today)]
    if not wanted:
        raise Refused(N_("Nobody who could be written to sits on this body now."))
    return Posted(head, Named(body.name, body.english_name or ""), recipients(look, wanted, today))


def member_envelopes(look: Look, alliance_id: int | None) -> Posted:
    """All present members of an alliance."""
    alliance = found(look, Alliance, alliance_id)
    head = letterhead(look)
    today = clock.today(head.zone)
    members = records(look, Membership, Membership.alliance_id == alliance.id, order=[Membership.joined])
    wanted = [(each.partner_id, None) for each in members if holds(each.joined, each.left, today)]
    if not wanted:
        raise Refused(N_("The alliance has no members now."))
    return Posted(head, Named(alliance.name, alliance.english_name or ""), recipients(look, wanted, today))


body_labels = body_envelopes
member_labels = member_envelopes
