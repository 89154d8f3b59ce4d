"""From a kind of paper and a record to what the press takes: one way for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.paper.bilingual import pair
from partnerdesk.paper.blocks import Paper
from partnerdesk.paper.ledger import LedgerColumn, ledger, ledger_amount
from partnerdesk.problems import Refused
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.look import Look
from partnerdesk.record.office import Office
from partnerdesk.record.reading import shown
from partnerdesk.record.register import Register
from partnerdesk.store import listing
from partnerdesk.store.reader import Reader
from partnerdesk.words import CHINESE, ENGLISH, N_, Words

BOTH = "both"
LANGUAGES = (CHINESE, ENGLISH, BOTH)
MOST_ROWS = 100_000


@dataclass(frozen=True)
class Asked:
    """What is to be printed: a kind of paper, the record it is about, and in which language."""

    paper: str
    record: int | None = None
    language: str = CHINESE


def in_language(make: Callable[[Words], Paper], language: str) -> tuple[Paper, ...]:
    """A paper in one language, or both joined where their forms allow."""
    if language == BOTH:
        return pair(make(Words(CHINESE)), make(Words(ENGLISH)))
    return (make(Words(language)),)


def compose(look: Reader, asked: Asked, day: date) -> tuple[Paper, ...]:
    """Read the facts and make the papers; raises `Refused` where the record is not there."""
    try:
        entry = contents.paper(asked.paper)
    except KeyError:
        raise Refused(N_("There is no paper called “{name}”."), name=asked.paper) from None
    if entry is contents.PACKET:
        raise Refused(N_("A packet is bound from several papers; ask for the packet of a meeting."))
    if not entry.module:
        register = next(each for each in contents.ENTRIES if asked.paper == f"{each.key.replace('_', '-')}-ledger")
        return register_ledger(look, listing.Listing(register.key, struck=True), day, asked.language)
    name = asked.paper.replace("-", "_")
    facts = getattr(import_module(f"{entry.module}.facts"), name)(look, asked.record)
    make = getattr(import_module(f"{entry.module}.papers"), name)
    return in_language(lambda words: make(facts, words), asked.language)


def register_ledger(look: Reader, wanted: listing.Listing, day: date, language: str) -> tuple[Paper, ...]:
    """The printed ledger of a register, as its list is narrowed and ordered."""
    register = look.registers[wanted.register]
    names = register.ledger_columns
    rows = listing.window(look, _with_columns(wanted, names), 0, MOST_ROWS)
    office = the_office(look)
    clerk = look.actor.name

    def make(words: Words) -> Paper:
        return ledger(
            title=words(contents.entry(register.key).ledger),
            columns=tuple(_column(register, name, words) for name in names),
            rows=tuple(
                (row.number or "", *(_cell(register, name, value, words) for name, value in zip(names, row.cells, strict=True)))  # noqa: E501
                for row in rows),
            struck=tuple(_struck(look, register, row.id, words) if row.struck else "" for row in rows),
            totals=_totals(register, names, rows),
            numbered=any(row.number for row in rows),
            office=words.either(office.name, office.english_name),
            clerk=clerk, day=day, words=words)

    return in_language(make, language)


def the_office(look: Look) -> Office:
    """The office whose desk this is."""
    row = look.rows(select(Office.id).order_by(Office.id).limit(1))
    office = look.get(Office, row[0][0]) if row else None
    if office is None:
        raise Refused(N_("The desk has no office yet. Enter it in the settings."))
    return office


def _with_columns(wanted: listing.Listing, names: tuple[str, ...]) -> listing.Listing:
    from dataclasses import replace

    return replace(wanted, columns=names)


def _column(register: Register, name: str, words: Words) -> LedgerColumn:
    field = register.fields[name]
    return LedgerColumn(words(field.label), field.kind)


def _cell(register: Register, name: str, value: Any, words: Words) -> str:
    field: Field = register.fields[name]
    if field.kind is Kind.LINK:
        return value or ""
    if field.kind is Kind.LINKS:
        return words.listed(value)
    if field.kind is Kind.AMOUNT:
        return ledger_amount(value, words)
    return shown(field, value, words, table=True)


def _struck(look: Reader, register: Register, id: int, words: Words) -> str:
    record = look.get(register.record, id)
    if record is None or record.struck_at is None:
        return ""
    who = listing.named(look, "clerks", record.struck_by_id) if "clerks" in look.registers else ""
    reason = record.struck_reason or ""
    return words.labelled(words(N_("Void")), words.listed((reason, who)))


def _totals(register: Register, names: tuple[str, ...], rows: list[listing.RowData]) -> tuple[int | None, ...]:
    return tuple(
        sum(row.cells[place] or 0 for row in rows if not row.struck)
        if register.fields[name].kind is Kind.AMOUNT else None
        for place, name in enumerate(names))
