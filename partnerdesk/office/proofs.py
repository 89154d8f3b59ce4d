"""How a partner's documents and look-ups stand on a day: missing, expired, expiring, in order, or replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from partnerdesk.clock import days_later
from partnerdesk.office.contents import load_records
from partnerdesk.office.qualifications.records import REPLACED
from partnerdesk.office.qualifications.required import required
from partnerdesk.record.fields import Choice
from partnerdesk.record.look import Look
from partnerdesk.words import N_

SOON = 90  # days before its end from which a document counts as expiring
FRESH, OLD = 30, 365  # days that a look-up holds good for an admission, and for a partner already admitted
MISSING, EXPIRED, EXPIRING, IN_ORDER, BY_CODE = "missing", "expired", "expiring", "in-order", "replaced"
STANDINGS = (
    Choice(MISSING, N_("Missing"), "bad"),
    Choice(EXPIRED, N_("Expired"), "bad"),
    Choice(EXPIRING, N_("Expiring"), "soon"),
    Choice(IN_ORDER, N_("In order"), "good"),
    Choice(BY_CODE, N_("Replaced by the credit code"), "good"),
)
LOOKUP_STANDINGS = (
    Choice("none", N_("Never looked up"), "bad"),
    Choice("old", N_("Older than a year"), "bad"),
    Choice("stale", N_("Older than 30 days"), "soon"),
    Choice("fresh", N_("Within 30 days"), "good"),
)


@dataclass(frozen=True)
class Document:
    """A qualification document as far as its standing goes."""

    id: int
    kind: str
    until: date | None
    permanent: bool
    renewed: bool


@dataclass(frozen=True)
class Standing:
    """One kind of document of a partner: how it stands, by which document, and until when."""

    kind: str
    standing: str
    document: int | None = None
    until: date | None = None
    required: bool = True

    @property
    def open(self) -> bool:
        """Whether somebody has to see to it."""
        return self.standing in (MISSING, EXPIRED, EXPIRING)


def standings(kinds: Iterable[str], documents: Sequence[Document], today: date, *, credit_code: bool,
              abroad: bool = False) -> tuple[Standing, ...]:
    """How every document stands that is required or kept; what is required comes first.

    Tax registration and organization code count as replaced where there is a unified credit code (B1).
    """
    best: dict[str, Document] = {}
    for each in documents:
        if not each.renewed and (each.kind not in best or _end(each) > _end(best[each.kind])):
            best[each.kind] = each
    wanted = required(kinds, abroad=abroad)
    found = []
    for kind in wanted:
        if kind in REPLACED and credit_code:
            found.append(Standing(kind, BY_CODE))
        elif kind in best:
            found.append(_standing(best[kind], today, True))
        else:
            found.append(Standing(kind, MISSING))
    found += [_standing(each, today, False) for kind, each in best.items()
              if kind not in wanted and not (kind in REPLACED and credit_code)]
    return tuple(found)


def documents_standing(look: Look, partner_id: int, today: date) -> tuple[Standing, ...]:
    """How the documents of one partner stand."""
    registers = load_records()
    partner: Any = registers["partners"].record
    document: Any = registers["qualifications"].record
    kept = look.get(partner, partner_id)
    if kept is None:
        return ()
    rows = look.rows(
        select(document.id, document.kind, document.valid_until, document.permanent, document.replaced_by_id)
        .where(document.struck_at.is_(None), document.partner_id == partner_id).order_by(document.id))
    return standings(kept.kinds or (), [Document(id, kind, until, permanent, renewed is not None)
                                        for id, kind, until, permanent, renewed in rows], today,
                     credit_code=bool(kept.credit_code), abroad=is_abroad(kept.credit_code, kept.lei,
                                                                          kept.other_number))


def is_abroad(credit_code: str | None, lei: str | None, other_number: str | None) -> bool:
    """Whether an organization goes by a number abroad, having no unified credit code."""
    return not credit_code and bool(lei or other_number)


def lookup_standing(latest: date | None, today: date) -> str:
    """How old the last look-up of lawsuits and penalties is, as a key of `LOOKUP_STANDINGS`."""
    if latest is None:
        return "none"
    if latest >= days_later(today, -FRESH):
        return "fresh"
    return "stale" if latest >= days_later(today, -OLD) else "old"


def _standing(document: Document, today: date, needed: bool) -> Standing:
    if document.permanent or document.until is None:
        standing = IN_ORDER
    elif document.until < today:
        standing = EXPIRED
    else:
        standing = EXPIRING if document.until <= days_later(today, SOON) else IN_ORDER
    return Standing(document.kind, standing, document.id, None if document.permanent else document.until, needed)


def _end(document: Document) -> date:
    return date.max if document.permanent or document.until is None else document.until
