"""Lists, drafts and names as the screen and the ledgers ask for them: plain rows by column selects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, func, or_, select, type_coerce
from sqlalchemy.orm import aliased

from partnerdesk.problems import Refused
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register
from partnerdesk.store import search
from partnerdesk.store.reader import Reader
from partnerdesk.words import N_

MOST_MATCHES = 5_000


@dataclass(frozen=True)
class Listing:
    """What a list shows: a register, narrowed by text, view and part, in an order."""

    register: str
    text: str = ""
    view: str = ""
    sort: str = ""  # a column; the register's own order when empty
    descending: bool = False
    struck: bool = False  # struck entries too
    part_of: int | None = None  # id of the record whose lines are listed
    columns: tuple[str, ...] = ()  # the register's columns when empty
    today: date | None = None  # for views that count days


@dataclass(frozen=True)
class RowData:
    """One row of a list: values of its columns, links as names."""

    id: int
    number: str | None
    cells: tuple[Any, ...]
    struck: bool


def shown(look: Reader, listing: Listing, firsts: Iterable[int], count: int) -> tuple[int, dict[int, list[RowData]]]:
    """How many rows the list has, and several windows of it by their first rows: its text is looked for once."""
    found = _found(look, listing)
    return _total(look, listing, found), {first: _window(look, listing, found, first, count) for first in firsts}


def total(look: Reader, listing: Listing) -> int:
    """How many rows the list has."""
    return _total(look, listing, _found(look, listing))


def window(look: Reader, listing: Listing, first: int, count: int) -> list[RowData]:
    """The rows from `first`, at most `count` of them."""
    return _window(look, listing, _found(look, listing), first, count)


def statement(look: Reader, listing: Listing) -> Select[Any]:
    """The select behind a list: id, number, when it was struck, then its columns, in its order."""
    return _statement(look, listing, _found(look, listing))


def _found(look: Reader, listing: Listing) -> list[int] | None:
    """The records that hold the text by which the list is narrowed; nothing where there is none."""
    if not listing.text.strip():
        return None
    return search.matching(look.session.connection(), look.actor, listing.register, listing.text, MOST_MATCHES,
                           listing.struck)


def _total(look: Reader, listing: Listing, found: list[int] | None) -> int:
    if found is not None and not listing.view and listing.part_of is None:
        return len(found)
    register = look.registers[listing.register]
    asked = _narrowed(look, select(func.count()).select_from(register.record), listing, found)
    return int(look.session.execute(asked).scalar_one())


def _window(look: Reader, listing: Listing, found: list[int] | None, first: int, count: int) -> list[RowData]:
    register = look.registers[listing.register]
    names = listing.columns or register.columns
    rows = look.session.execute(_statement(look, listing, found).offset(first).limit(count)).all()
    several = {
        place: _names_of_links(look, register, name, [row[0] for row in rows])
        for place, name in enumerate(names) if _field(register, name).kind is Kind.LINKS
    }
    made = []
    for id, number, struck_at, *cells in rows:
        for place, called in several.items():
            cells[place] = called.get(id, ())
        made.append(RowData(id, number, tuple(cells), struck_at is not None))
    return made


def _statement(look: Reader, listing: Listing, found: list[int] | None) -> Select[Any]:
    register = look.registers[listing.register]
    record: Any = register.record
    order = ((f"-{listing.sort}" if listing.descending else listing.sort),) if listing.sort else register.order or ("-id",)  # noqa: E501
    joined = {name: other for name in (each.lstrip("-") for each in order)
              if (other := _joined(look, register, name)) is not None}

    def column(name: str) -> Any:
        return joined[name][1] if name in joined else _shown_column(look, register, name)

    columns = [column(name) for name in listing.columns or register.columns]
    asked = select(record.id, record.number, record.struck_at, *columns).select_from(record)
    for name, (other, _called) in joined.items():
        asked = asked.join(other, other.id == getattr(record, name))
    by = [column(name.lstrip("-")).desc() if name.startswith("-") else column(name).asc() for name in order]
    last = record.id.desc() if order[-1].startswith("-") else record.id.asc()
    return _narrowed(look, asked, listing, found).order_by(*by, last)


def draft(look: Reader, key: str, id: int | None = None, **given: Any) -> Draft:
    """A draft of a new record with its defaults and what is given, or of the record with that id.

    Raises `Refused` where there is no such record for this clerk.
    """
    register = look.registers[key]
    if id is None:
        made = Draft(key)
        for name, field in register.fields.items():
            if field.default is not None:
                made.values[name] = field.default
        made.values.update(given)
        return made
    record = look.get(register.record, id)
    if record is None:
        raise Refused(N_("There is no such entry."))
    return Draft(key, id, record.version, values(look, register, record))


def values(look: Reader, register: Register, record: Record) -> dict[str, Any]:
    """The declared values of a loaded record."""
    found: dict[str, Any] = {}
    for name, field in register.fields.items():
        found[name] = _linked(look, register, record.id, name) if field.kind is Kind.LINKS else getattr(record, name)
        if field.kind is Kind.SEVERAL:
            found[name] = found[name] or ()
    return found


def named(look: Reader, key: str, id: int | None) -> str:
    """What a record is called; empty where there is none or it is withheld."""
    if id is None:
        return ""
    register = look.registers[key]
    record: Any = register.record
    return look.session.execute(select(_name(look, register, record)).where(record.id == id)).scalar() or ""


def names(look: Reader, key: str, ids: Iterable[int]) -> dict[int, str]:
    """What several records of a register are called, asked at once; withheld ones are left out."""
    register = look.registers[key]
    record: Any = register.record
    rows = look.session.execute(
        select(record.id, _name(look, register, record)).where(record.id.in_(list(ids)))).all()
    return {id: called or "" for id, called in rows}


def link_names(look: Reader, register: Register, record: Record) -> dict[str, str]:
    """The names of the records that the link fields of `record` point to, for search.

    A restricted record lends its name to restricted records only, else search would give it away.
    """
    names: dict[str, str] = {}
    for name, field in register.fields.items():
        if field.kind is Kind.LINK:
            names[name] = _target_name(look, field, getattr(record, name), record.restricted)
        elif field.kind is Kind.LINKS:
            ids = _linked(look, register, record.id, name)
            names[name] = "、".join(_target_name(look, field, id, record.restricted) for id in ids)
    return names


def suggest(look: Reader, key: str, typed: str, limit: int = 20) -> list[tuple[int, str, str]]:
    """Records whose name holds what is typed, or begins with its pinyin initials: id, name, number."""
    register = look.registers[key]
    record: Any = register.record
    statement = select(record.id, _name(look, register, record), record.number).where(record.struck_at.is_(None))
    if typed.strip():
        found = search.matching(look.session.connection(), look.actor, key, typed, limit)
        statement = statement.where(record.id.in_(found))
        place = {id: n for n, id in enumerate(found)}
        rows = look.session.execute(statement).all()
        return sorted(((id, name or "", number or "") for id, name, number in rows), key=lambda row: place[row[0]])
    rows = look.session.execute(statement.order_by(record.changed_at.desc()).limit(limit)).all()
    return [(id, name or "", number or "") for id, name, number in rows]


# -- how columns, names, views and orders are asked for


def _field(register: Register, name: str) -> Field:
    return register.fields.get(name) or Field(Kind.TEXT, "", name=name)


def _shown_column(look: Reader, register: Register, name: str) -> Any:
    field = _field(register, name)
    record: Any = register.record
    if field.kind is Kind.LINK:
        return _link_name(look, record, field)
    if field.kind is Kind.LINKS:
        return record.id.label(f"links_{name}")
    return getattr(record, name)


def _joined(look: Reader, register: Register, name: str) -> tuple[Any, Any] | None:
    """The other record of a link and its name, to join a list with: an index can then give the names in order.

    Only where neither may be missing. Who may not see the other record may not see this one, so no row is lost.
    """
    field = _field(register, name)
    if field.kind is not Kind.LINK or not field.required:
        return None
    target = register_of(look, field.target)
    if not _always_named(target):
        return None
    other: Any = aliased(target.record)
    return other, getattr(other, target.name[0])


def _always_named(register: Register) -> bool:
    field = _field(register, register.name[0])
    return field.required and field.kind is not Kind.LINK


def _name(look: Reader, register: Register, entity: Any) -> ColumnElement[str]:
    """The first filled one of the fields that name a record; a link among them gives the linked record's name."""
    if _always_named(register):
        always: ColumnElement[str] = getattr(entity, register.name[0])
        return always
    parts: list[Any] = []
    for name in register.name:
        field = _field(register, name)
        parts.append(_link_name(look, entity, field) if field.kind is Kind.LINK else func.nullif(getattr(entity, name), ""))  # noqa: E501
    return func.coalesce(*parts, "") if len(parts) > 1 else func.coalesce(parts[0], "")


def _link_name(look: Reader, entity: Any, field: Field) -> Any:
    target = register_of(look, field.target)
    other: Any = aliased(target.record)
    return select(_name(look, target, other)).where(other.id == getattr(entity, field.name)).scalar_subquery()


def register_of(look: Reader, table: str) -> Register:
    for register in look.registers.values():
        if register.record.__tablename__ == table:
            return register
    for record in Record.__subclasses__():
        if record.__tablename__ == table:
            # Clerks and files belong to every desk and are not registers of the office.
            return Register(table, record, ("name",), ("name",), ())
    raise KeyError(table)


def _target_name(look: Reader, field: Field, id: int | None, restricted: bool) -> str:
    if id is None:
        return ""
    target = register_of(look, field.target)
    record: Any = target.record
    statement = select(_name(look, target, record)).where(record.id == id)
    if not restricted:
        statement = statement.where(record.restricted.is_(False))
    return look.session.execute(statement).scalar() or ""


def _linked(look: Reader, register: Register, owner: int, name: str) -> tuple[int, ...]:
    table = register.record.__links__[name]
    return tuple(look.session.execute(
        select(table.c.other_id).where(table.c.owner_id == owner).order_by(table.c.position)).scalars())


def _names_of_links(look: Reader, register: Register, name: str, owners: Sequence[int]) -> dict[int, tuple[str, ...]]:
    table = register.record.__links__[name]
    target = register_of(look, register.fields[name].target)
    record: Any = target.record
    rows = look.session.execute(
        select(table.c.owner_id, _name(look, target, record)).join(record, record.id == table.c.other_id)
        .where(table.c.owner_id.in_(owners)).order_by(table.c.owner_id, table.c.position)).all()
    found: dict[int, tuple[str, ...]] = {}
    for owner, called in rows:
        found[owner] = (*found.get(owner, ()), called)
    return found


def _narrowed(look: Reader, statement: Select[Any], listing: Listing, found: list[int] | None) -> Select[Any]:
    register = look.registers[listing.register]
    record: Any = register.record
    if not listing.struck:
        statement = statement.where(record.struck_at.is_(None))
    if listing.part_of is not None:
        statement = statement.where(getattr(record, register.part_of) == listing.part_of)
    view = next((view for view in register.views if view.key == listing.view), None)
    for condition in view.conditions if view else ():
        statement = statement.where(_condition(record, condition, listing.today))
    if found is not None:
        # Thousands of ids go as one value: a parameter for each would take longer than the answer.
        among = func.json_each(json.dumps(found)).table_valued("value")
        statement = statement.where(record.id.in_(select(among.c.value)))
    return statement


def _condition(record: Any, condition: Condition, today: date | None) -> ColumnElement[bool]:
    column: ColumnElement[Any] = getattr(record, condition.field)
    match condition.test:
        case "is":
            wanted = condition.value if isinstance(condition.value, tuple) else (condition.value,)
            # One value by itself is found by its index, where a set of one is not.
            return column == wanted[0] if len(wanted) == 1 else column.in_(wanted)
        case "is not":
            return or_(column != condition.value, column.is_(None))
        case "has":
            # The several-choices type would encode the pattern, so the column is read as the text it is.
            return _as_text(column).contains(f"|{condition.value}|", autoescape=True)
        case "empty":
            return column.is_(None)
        case "filled":
            return column.is_not(None)
        case "before" | "within" if today is not None:
            end = today + timedelta(days=condition.value or 0)
            return column < end if condition.test == "before" else column.between(today, end)
        case _:
            raise ValueError(f"no such test: {condition.test}")


def _as_text(column: ColumnElement[Any]) -> ColumnElement[str]:
    return type_coerce(column, String)
