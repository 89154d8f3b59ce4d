"""What is still open between the office and a partner, asked of every desk that may hold it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.record.fields import Kind
from partnerdesk.record.look import Look
from partnerdesk.words import N_


@dataclass(frozen=True)
class Open:
    """One matter that has to be ended before the partner has left."""

    register: str
    id: int
    what: str  # an English text: what kind of matter it is
    number: str
    name: str
    day: date | None  # on which it ends or is due


@dataclass(frozen=True)
class Source:
    """A register that may hold open matters: by which link it knows the partner, and what leaves an entry open."""

    register: str
    what: str
    partner: str  # the link to the partner, or to a record of the register `through`
    through: str = ""  # a register that is linked to the partner in its turn, by `through_by`
    through_by: str = ""
    states: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # choice field → what it says while open
    ends: tuple[str, ...] = ()  # days of which any, once past, ends the matter
    shows: str = ""  # the day that is shown beside it
    called: str = ""  # what tells it from others of the partner, where its own name is the partner's


_RUNNING = ("draft", "negotiation", "countersigning", "signed", "filed")

# A desk that comes to hold something with a partner joins the reconciliation by a line here.
SOURCES = (
    Source("agreements", N_("Agreement running"), "parties", states={"state": _RUNNING}, ends=("expiry",),
           shows="expiry"),
    Source("numbered_copies", N_("Numbered copy not returned"), "unit_id", ends=("returned", "destroyed"),
           shows="due"),
    Source("loans", N_("Paper lent out"), "agreement_id", "agreements", "parties", ends=("returned",), shows="due"),
    Source("follow_ups", N_("Follow-up item in hand"), "lead_unit_id", ends=("closed",), shows="due"),
    Source("seats", N_("Seat on a body"), "partner_id", ends=("until",), shows="until"),
    Source("memberships", N_("Membership of an alliance"), "partner_id", ends=("left",), shows="left",
           called="alliance_id"),
    Source("feedback", N_("Feedback not settled"), "partner_id", states={"state": ("open",)}, shows="due"),
    Source("cases", N_("Procedure under way"), "partner_id", states={"state": ("running", "suspended")}, shows="due"),
    Source("checklists", N_("Checklist not closed"), "partner_id", states={"state": ("open",)}, shows="ends",
           called="number"),
    Source("pilots", N_("Pilot without a verdict"), "partner_id", states={"verdict": ()}, shows="ends"),
)


def open_between(look: Look, partner_id: int, day: date, case_id: int | None = None) -> tuple[Open, ...]:
    """Everything that is open with a partner on a day, besides the case of its own exit."""
    return tuple(
        each for source in SOURCES for each in _open(look, source, partner_id, day)
        if (each.register, each.id) != ("cases", case_id))


def _open(look: Look, source: Source, partner_id: int, day: date) -> Iterator[Open]:
    register = contents.load_records()[source.register]
    record: Any = register.record
    shown = getattr(record, source.shows) if source.shows else record.id
    statement = select(record.id, record.number, shown).where(record.struck_at.is_(None))
    if source.through:
        statement = statement.where(getattr(record, source.partner).in_(
            _linked(look, source.through, source.through_by, partner_id)))
    else:
        statement = statement.where(record.id.in_(_linked(look, source.register, source.partner, partner_id)))
    for name, keys in source.states.items():
        # No key at all: open while nothing is said.
        column = getattr(record, name)
        statement = statement.where(column.in_(keys) if keys else column.is_(None))
    for name in source.ends:
        column = getattr(record, name)
        statement = statement.where(column.is_(None) | (column > day))
    for id, number, when in look.rows(statement.order_by(record.id)):
        yield Open(source.register, id, source.what, number or "", _named(look, source.register, id, source.called),
                   when if source.shows else None)


def _linked(look: Look, key: str, name: str, partner_id: int) -> tuple[int, ...]:
    """The entries of a register whose link, single or several, holds the partner."""
    record: Any = contents.record(key)
    if contents.load_records()[key].fields[name].kind is Kind.LINKS:
        return look.linking(record, name, partner_id)
    return tuple(id for (id,) in look.rows(select(record.id).where(getattr(record, name) == partner_id)))


def _named(look: Look, key: str, id: int, called: str = "") -> str:
    """What an entry is called, or what `called` says; a link gives the name of what it points to."""
    register = contents.load_records()[key]
    record: Any = look.get(register.record, id)
    for name in (called,) if called else register.name:
        value, declared = getattr(record, name, None), register.fields.get(name)
        if value and declared is not None and declared.kind is Kind.LINK:
            value = _named(look, declared.target, value)
        if value:
            return str(value)
    return ""
