"""What the ledger of qualification documents states, read at once and frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partnerdesk import clock
from partnerdesk.office.dossier import EXAMINED
from partnerdesk.office.letterhead import Letterhead, Named, letterhead, records
from partnerdesk.office.partners.records import Partner
from partnerdesk.office.proofs import EXPIRED, EXPIRING, MISSING, Document, Standing, is_abroad, standings
from partnerdesk.office.qualifications.records import Qualification
from partnerdesk.record.look import Look


@dataclass(frozen=True)
class Held:
    """One document of one partner, with its standing on the day."""

    partner_number: str
    partner: Named
    kind: str
    title: str
    document_number: str
    issuer: str
    valid_from: date | None
    valid_until: date | None
    permanent: bool
    original_seen: date | None
    standing: str


@dataclass(frozen=True)
class Lacking:
    """What one partner has to show and has not."""

    partner_number: str
    partner: Named
    stage: str
    manager: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class QualificationLedger:
    """The documents of all partners with whom the office works or would work."""

    letterhead: Letterhead
    pressing: tuple[Held, ...]  # expired or expiring, the earliest end first
    lacking: tuple[Lacking, ...]
    held: tuple[Held, ...]
    day: date


def qualification_ledger(look: Look, partner_id: int | None = None) -> QualificationLedger:
    """Every document with its standing, and who lacks what, in the order of the partners' numbers."""
    head = letterhead(look)
    today = clock.today(head.zone)
    kept: dict[int, list[Qualification]] = {}
    for each in records(look, Qualification, Qualification.replaced_by_id.is_(None)):
        kept.setdefault(each.partner_id, []).append(each)
    held: list[Held] = []
    lacking: list[Lacking] = []
    for partner in records(look, Partner, Partner.stage.in_(EXAMINED), order=[Partner.number]):
        documents = kept.get(partner.id, [])
        standing = _standings(partner, documents, today)
        name = Named(partner.name, partner.english_name or "")
        held += _held(partner.number or "", name, documents, standing, today)
        missing = tuple(each.kind for each in standing if each.standing == MISSING)
        if missing:
            lacking.append(Lacking(partner.number or "", name, partner.stage, partner.manager or "", missing))
    pressing = sorted((each for each in held if each.standing in (EXPIRED, EXPIRING)),
                      key=lambda each: (each.valid_until or date.max, each.partner_number))
    return QualificationLedger(head, tuple(pressing), tuple(lacking), tuple(held), today)


def _standings(partner: Partner, documents: Iterable[Qualification], today: date) -> tuple[Standing, ...]:
    found = [Document(each.id, each.kind, each.valid_until, each.permanent, each.replaced_by_id is not None)
             for each in documents]
    return standings(partner.kinds or (), found, today, credit_code=bool(partner.credit_code),
                     abroad=is_abroad(partner.credit_code, partner.lei, partner.other_number))


def _held(
    number: str, name: Named, documents: Iterable[Qualification], standing: Iterable[Standing], today: date,
) -> Iterable[Held]:
    """The documents that count: of several of one kind the one that is valid longest."""
    stands = {each.document: each.standing for each in standing if each.document is not None}
    for each in documents:
        if each.id in stands:
            yield Held(
                number, name, each.kind, each.title or "", each.document_number or "", each.issuer or "",
                each.valid_from, each.valid_until, each.permanent, each.original_seen, stands[each.id])
