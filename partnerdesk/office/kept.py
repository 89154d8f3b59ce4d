"""What every register keeps about one partner, read once a register and frozen with the names behind its links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import select

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
class Kept:
    """One entry about the partner: its values by field, and the names behind its links."""

    register: str
    id: int
    number: str
    values: Mapping[str, Any]
    names: Mapping[str, Named]

    def __getitem__(self, field: str) -> Any:
        return self.values[field]

    def named(self, field: str) -> Named:
        """What stands in a link, or in a text and its English twin."""
        return self.names.get(field, _NOBODY)


_NOBODY = Named()


@dataclass(frozen=True)
class _Columns:
    """What is read of a register's entries."""

    fields: tuple[Field, ...]
    links: tuple[tuple[int, Field], ...]  # place among the fields, for those whose names are wanted
    twins: tuple[tuple[str, str], ...]  # a text and the same in English


def kept_about(look: Look, partner_id: int) -> dict[str, tuple[Kept, ...]]:
    """All entries about a partner by register, each register asked once and each kind of name once."""
    rows: dict[str, Sequence[Any]] = {}
    for way in WAYS:
        rows[way.register] = _rows(look, way, partner_id, rows)
    names = _names(look, rows)
    return {way.register: _frozen(way, rows[way.register], names) for way in WAYS}


@cache
def _columns(key: str) -> _Columns:
    texts = next(way.texts for way in WAYS if way.register == key)
    fields = load_records()[key].fields
    kept = tuple(field for field in fields.values() if field.kind not in _UNREAD or field.name in texts)
    links = tuple((place, field) for place, field in enumerate(kept)
                  if field.kind is Kind.LINK and field.target in load_records() and field.name != "partner_id")
    twins = tuple((field.name, f"english_{field.name}") for field in kept if f"english_{field.name}" in fields)
    return _Columns(kept, links, twins)


def _rows(look: Look, way: Way, partner_id: int, earlier: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
    register = load_records()[way.register]
    record: Any = register.record
    columns = (getattr(record, field.name) for field in _columns(way.register).fields)
    statement = select(record.id, record.number, *columns).where(record.struck_at.is_(None)).order_by(record.id)
    if way.by:
        wanted = set(_values(*way.by, earlier))
        if not wanted:
            return ()
        return look.rows(statement.where(getattr(record, way.link).in_(wanted)))
    if register.fields[way.link].kind is Kind.LINKS:
        ids = look.linking(record, way.link, partner_id)
        return look.rows(statement.where(record.id.in_(ids))) if ids else ()
    return look.rows(statement.where(getattr(record, way.link) == partner_id))


def _values(key: str, field: str, rows: Mapping[str, Sequence[Any]]) -> Iterator[Any]:
    names = ["id", "number", *(each.name for each in _columns(key).fields)]
    place = names.index(field)
    return (row[place] for row in rows[key])


def _names(look: Look, rows: Mapping[str, Sequence[Any]]) -> dict[str, dict[int, Named]]:
    wanted: dict[str, set[int]] = {}
    for key, some in rows.items():
        for place, field in _columns(key).links if some else ():
            wanted.setdefault(field.target, set()).update(
                row[place + 2] for row in some if row[place + 2] is not None)
    return {target: _names_of(look, target, ids) for target, ids in wanted.items() if ids}


def _names_of(look: Look, key: str, ids: set[int]) -> dict[int, Named]:
    """The names of entries in both languages; those called after what they link to go by their number."""
    register = load_records()[key]
    record: Any = register.record
    called = register.name[0]
    if register.fields[called].kind is Kind.LINK:
        return {id: Named(number or "") for id, number in
                look.rows(select(record.id, record.number).where(record.id.in_(ids)))}
    english = getattr(record, f"english_{called}", None)
    columns = (getattr(record, called), *(() if english is None else (english,)))
    return {id: Named(*(each or "" for each in said))
            for id, *said in look.rows(select(record.id, *columns).where(record.id.in_(ids)))}


def _frozen(way: Way, rows: Sequence[Any], names: Mapping[str, Mapping[int, Named]]) -> tuple[Kept, ...]:
    columns = _columns(way.register)
    fields = [field.name for field in columns.fields]
    made = []
    for id, number, *values in rows:
        held = dict(zip(fields, values, strict=True))
        called = {field.name: names.get(field.target, {}).get(values[place], _NOBODY)
                  for place, field in columns.links if values[place] is not None}
        for text, english in columns.twins:
            called[text] = Named(held[text] or "", held.get(english) or "")
        made.append(Kept(way.register, id, number or "", held, called))
    if way.day:
        made.sort(key=lambda each: (_day(each[way.day]), each.id), reverse=True)
    return tuple(made)


def _day(value: date | datetime | None) -> date:
    """The day of a value; what has none yet counts as the newest."""
    if value is None:
        return date.max
    return value.date() if isinstance(value, datetime) else value
