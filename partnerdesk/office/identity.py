"""Who a partner is, as the papers of every desk state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from partnerdesk.office.forms import money
from partnerdesk.office.letterhead import Named, found
from partnerdesk.office.partners.records import PARTNERS, Partner
from partnerdesk.paper.blocks import Fact
from partnerdesk.record.fields import Kind
from partnerdesk.record.look import Look
from partnerdesk.record.reading import shown
from partnerdesk.words import N_, Words

# The fields in pairs abreast; those marked take the whole width.
BRIEF = (
    ("credit_code", False), ("lei", False), ("legal_representative", False), ("founded", False), ("capital", False),
    ("scale", False), ("industry", True), ("address", True),
)


@dataclass(frozen=True)
class Identity:
    """A partner by its number, its names and its own declared fields."""

    id: int = 0
    number: str = ""
    name: Named = field(default_factory=Named)
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> Named:
        return Named(self.values.get("address") or "", self.values.get("english_address") or "")

    def said(self, name: str, words: Words) -> str:
        """One of its declared fields as papers show it."""
        declared, value = PARTNERS.fields[name], self.values.get(name)
        return money(value, words) if declared.kind is Kind.AMOUNT else shown(declared, value, words)


def identity(look: Look, partner_id: int | None) -> Identity:
    """The partner that a paper is about; raises `Refused` where it is withheld from this clerk."""
    partner = found(look, Partner, partner_id)
    return Identity(
        id=partner.id,
        number=partner.number or "",
        name=Named(partner.name, partner.english_name or ""),
        values={name: getattr(partner, name) for name in PARTNERS.fields},
    )


def identity_pairs(
    known: Identity, words: Words, fields: Sequence[tuple[str, bool]] = BRIEF, *, number: bool = True,
) -> Iterator[Fact]:
    """The partner's names and number, then those of its fields that are asked for."""
    yield Fact(words(N_("Name")), known.name.chinese, wide=True)
    yield Fact(words(N_("English name")), known.name.english, wide=True)
    if number:
        yield Fact(words(N_("Number")), known.number)
    for name, wide in fields:
        yield Fact(words(PARTNERS.fields[name].label), known.said(name, words), wide=wide)
