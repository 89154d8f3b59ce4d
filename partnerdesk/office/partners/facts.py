"""What the papers about partners state, read at once and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from partnerdesk import clock
from partnerdesk.office.dossier import Dossier, dossier
from partnerdesk.office.dossier_people import liaisons
from partnerdesk.office.identity import Identity, identity
from partnerdesk.office.letterhead import Letterhead, Named, letterhead, records
from partnerdesk.office.partners.letter_facts import change_form, envelope, representative_letter
from partnerdesk.office.partners.records import Partner
from partnerdesk.office.timeline import Happened
from partnerdesk.record.look import Look

__all__ = [
    "PartnerDossier", "PartnerLedger", "PartnerRow", "change_form", "envelope", "partner_dossier", "partner_ledger",
    "partner_timeline", "representative_letter",
]

YEARS = 5  # of the line of time that a dossier ends with; the whole of it is a paper of its own


@dataclass(frozen=True)
class PartnerDossier:
    """One partner with all that the desks know of it, on a day."""

    letterhead: Letterhead
    partner: Identity
    dossier: Dossier
    day: date
    years: int = 0  # how far its line of time reaches back; without an end where it is 0

    @property
    def since(self) -> date | None:
        """The day from which its line of time is told."""
        return self.day - relativedelta(years=self.years) if self.years else None

    def past(self) -> tuple[Happened, ...]:
        """What happened in these years, newest first."""
        since = self.since
        return tuple(line for line in self.dossier.past(self.day) if since is None or line.day >= since)


@dataclass(frozen=True)
class PartnerRow:
    """A partner as one line of the ledger."""

    number: str
    name: Named
    kinds: tuple[str, ...]
    stage: str
    code: str
    legal_representative: str
    liaison: Named
    telephone: str
    address: Named
    manager: str
    struck: str


@dataclass(frozen=True)
class PartnerLedger:
    """All partners, struck ones in their places."""

    letterhead: Letterhead
    rows: tuple[PartnerRow, ...]
    day: date


def partner_dossier(look: Look, partner_id: int | None, years: int = YEARS) -> PartnerDossier:
    """The dossier of one partner; raises `Refused` where there is none for this clerk."""
    partner = identity(look, partner_id)
    head = letterhead(look)
    return PartnerDossier(head, partner, dossier(look, partner.id), clock.today(head.zone), years)


def partner_timeline(look: Look, partner_id: int | None) -> PartnerDossier:
    """The dossier of one partner with all that ever happened."""
    return partner_dossier(look, partner_id, 0)


def partner_ledger(look: Look, partner_id: int | None = None) -> PartnerLedger:
    """The ledger of all partners in the order of their numbers."""
    partners = [*records(look, Partner), *_struck(look)]
    partners.sort(key=lambda partner: (partner.number or "", partner.id))
    reach = liaisons(look)
    head = letterhead(look)
    return PartnerLedger(head, tuple(_row(partner, reach) for partner in partners), clock.today(head.zone))


def _struck(look: Look) -> list[Partner]:
    return [row[0] for row in look.rows(select(Partner).where(Partner.struck_at.is_not(None)).order_by(Partner.id))]


def _row(partner: Partner, reach: Mapping[int, tuple[Named, str]]) -> PartnerRow:
    liaison, telephone = reach.get(partner.id, (Named(), ""))
    return PartnerRow(
        number=partner.number or "",
        name=Named(partner.name, partner.english_name or ""),
        kinds=partner.kinds or (),
        stage=partner.stage,
        code=partner.credit_code or partner.lei or "",
        legal_representative=partner.legal_representative or "",
        liaison=liaison,
        telephone=telephone or partner.telephone or "",
        address=Named(partner.address or "", partner.english_address or ""),
        manager=partner.manager or "",
        struck=(partner.struck_reason or "-") if partner.struck_at is not None else "",
    )
