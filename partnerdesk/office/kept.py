"""What every register keeps about one partner, read once a register and frozen with the names behind its links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from partnerdesk.office.contents import load_records
from partnerdesk.office.letterhead import Named
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.look import Look

_UNREAD = (Kind.LONG_TEXT, Kind.LINKS)  # a dossier shows lines; what fills pages is read where it is opened


@dataclass(frozen=True)
class Way:
    """How a register leads to the partner: by a link of its own, or by what another register has led to already."""

    register: str
    link: str = "partner_id"
    by: tuple[str, str] | None = None  # an earlier register and its field whose values `link` takes
    day: str = ""  # the day that orders, the newest first; else as entered
    texts: tuple[str, ...] = ()  # long texts that are read all the same


WAYS = (
    Way("posts"), Way("responsibilities", day="since"), Way("relations", day="since"),
    Way("stage_changes", day="since"), Way("alternates"), Way("bank_accounts"),
    Way("representative_changes", day="takes_effect"),
    Way("qualifications"), Way("lookups", day="looked_up"),
    Way("memberships", day="joined"), Way("seats", day="since"),
    Way("contacts", day="happened", texts=("promises",)), Way("gifts", day="changed_hands"),
    Way("feedback", day="received"), Way("offices_held", day="since"), Way("participations", day="held"),
    Way("publications", day="received"),
    Way("candidates"), Way("needs", "id", ("candidates", "need_id")),
    Way("listed_candidates"), Way("shortlists", "id", ("listed_candidates", "shortlist_id"), "dated"),
    Way("intent_reports", day="dated"), Way("checklists", day="begins"), Way("pilots", day="begins"),
    Way("exits", day="triggered"), Way("cases", day="opened"), Way("case_steps", "case_id", ("cases", "id")),
    Way("score_sheets", day="rated"),
    Way("agreements", "parties", day="signed"), Way("ndas", day="signed"),
    Way("numbered_copies", "unit_id", day="taken"),
    Way("incoming", day="received"), Way("outgoing", "recipients", day="dated"),
    Way("attendances", "unit_id"), Way("meetings", "id", ("attendances", "meeting_id"), "starts"),
    Way("follow_ups", "lead_unit_id", day="due"),
)


@dataclass(frozen=True)
class Shape:
    """What is read of a register's entries."""

    fields: tuple[Field, ...]
    places: Mapping[str, int]  # of each field in a row, after id and number
    links: tuple[tuple[int, Field], ...]  # the fields whose names are wanted, with their places
    twins: Mapping[str, str]  # a text and the same in English


@dataclass(frozen=True, slots=True)
class Kept:
    """One entry about the partner: its values by field, and the names behind its links."""

    register: str
    id: int
    number: str
    row: Sequence[Any]
    shape: Shape
    known: Mapping[str, Mapping[int, Named]]  # the names behind links, by register and id

    def __getitem__(self, field: str) -> Any:
        return self.row[self.shape.places[field]]

    def named(self, field: str) -> Named:
        """What stands in a link, or in a text and its English twin."""
        twin = self.shape.twins.get(field)
        if twin is not None:
            return Named(self[field] or "", self[twin] or "")
        for place, link in self.shape.links:
            if link.name == field:
                return self.known.get(link.target, {}).get(self.row[place], _NOBODY)
        return _NOBODY

    def in_words(self, field: str) -> bool:
        """Whether the field is one that `named` knows."""
        return field in self.shape.twins or any(link.name == field for _place, link in self.shape.links)


_NOBODY = Named()


def kept_about(look: Look, partner_id: int) -> dict[str, tuple[Kept, ...]]:
    """All entries about a partner by register, each register asked once and each kind of name once."""
    rows: dict[str, Sequence[Any]] = {}
    for way in WAYS:
        rows[way.register] = _rows(look, way, partner_id, rows)
    names = _names(look, rows)
    return {way.register: _frozen(way, rows[way.register], names) for way in WAYS}


@cache
def shape(key: str) -> Shape:
    """What is read of a register."""
    texts = next(way.texts for way in WAYS if way.register == key)
    fields = load_records()[key].fields
    kept = tuple(field for field in fields.values() if field.kind not in _UNREAD or field.name in texts)
    places = {field.name: place for place, field in enumerate(kept, 2)}
    links = tuple((places[field.name], field) for field in kept
                  if field.kind is Kind.LINK and field.target in load_records() and field.name != "partner_id")
    twins = {field.name: f"english_{field.name}" for field in kept if f"english_{field.name}" in places}
    return Shape(kept, places, links, twins)


@cache
def _statement(way: Way) -> Select[Any]:
    """The question after a register's entries about a partner, built once."""
    register = load_records()[way.register]
    record: Any = register.record
    columns = (getattr(record, field.name) for field in shape(way.register).fields)
    asked = select(record.id, record.number, *columns).where(record.struck_at.is_(None)).order_by(record.id)
    if way.by is None and register.fields[way.link].kind is Kind.LINK:
        return asked.where(getattr(record, way.link) == bindparam("partner"))
    return asked.where(getattr(record, "id" if way.by is None else way.link).in_(bindparam("ids", expanding=True)))


def _rows(look: Look, way: Way, partner_id: int, earlier: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
    register = load_records()[way.register]
    if way.by is not None:
        place = shape(way.by[0]).places.get(way.by[1], 0)  # an entry's own id stands first
        ids: Sequence[int] = tuple({row[place] for row in earlier[way.by[0]]})
    elif register.fields[way.link].kind is Kind.LINKS:
        ids = look.linking(register.record, way.link, partner_id)
    else:
        return look.repeated(_statement(way), partner=partner_id)
    return look.repeated(_statement(way), ids=ids) if ids else ()


def _names(look: Look, rows: Mapping[str, Sequence[Any]]) -> dict[str, dict[int, Named]]:
    wanted: dict[str, set[int]] = {}
    for key, some in rows.items():
        for place, field in shape(key).links if some else ():
            wanted.setdefault(field.target, set()).update(row[place] for row in some if row[place] is not None)
    return {target: _names_of(look, target, ids) for target, ids in wanted.items() if ids}


def _names_of(look: Look, key: str, ids: set[int]) -> dict[int, Named]:
    """The names of entries in both languages; those called after what they link to go by their number."""
    found = look.repeated(_names_statement(key), ids=tuple(ids))
    return {id: Named(*(each or "" for each in said)) for id, *said in found}


@cache
def _names_statement(key: str) -> Select[Any]:
    register = load_records()[key]
    record: Any = register.record
    called = register.name[0]
    columns = [record.number] if register.fields[called].kind is Kind.LINK else [
        getattr(record, name) for name in (called, f"english_{called}") if name in register.fields]
    return select(record.id, *columns).where(record.id.in_(bindparam("ids", expanding=True)))


def _frozen(way: Way, rows: Sequence[Any], names: Mapping[str, Mapping[int, Named]]) -> tuple[Kept, ...]:
    read = shape(way.register)
    made = [Kept(way.register, row[0], row[1] or "", row, read, names) for row in rows]
    if way.day:
        place = read.places[way.day]
        made.sort(key=lambda each: (_day(each.row[place]), each.id), reverse=True)
    return tuple(made)


def _day(value: date | datetime | None) -> date:
    """The day of a value; what has none yet counts as the newest."""
    if value is None:
        return date.max
    return value.date() if isinstance(value, datetime) else value
