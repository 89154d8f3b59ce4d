"""The plan of an import: what each row would become, what is refused and why, and what may be there already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as NamesOf
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from partnerdesk.clock import ZONE
from partnerdesk.exchange import mapping as mappings
from partnerdesk.exchange import tables
from partnerdesk.exchange.likeness import Index, Known, Likeness, name_key
from partnerdesk.exchange.mapping import Column, Mapping, Target
from partnerdesk.exchange.tables import Faulty, Row, Table, Value
from partnerdesk.problems import Problem
from partnerdesk.record.checks import check
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.reading import NOT_FOUND, read
from partnerdesk.words import N_, Label, Words

FIRST_SERIAL, LAST_SERIAL = 7306, 109_574  # 1920 to 2199, as a workbook counts days
_SERIAL_EPOCH = date(1899, 12, 30)
PARTNERS = "partners"  # the register whose rows are compared by all that tells organizations apart
SEVERAL_OF_NAME = N_("{label}: {count} entries are called “{value}”. Write the number of the one meant instead.")

Names = NamesOf[str, NamesOf[str, tuple[int, ...]]]  # by table, then by name: the ids of the records


@dataclass(frozen=True)
class RowPlan:
    """What a row becomes: values by register and field, and the records that may be the same."""

    number: int
    values: dict[str, dict[str, Any]]
    likenesses: tuple[Likeness, ...] = ()

    @property
    def name(self) -> str:
        """What the row's first register calls it."""
        own = next(iter(self.values.values()))
        return str(own.get("name") or next((value for value in own.values() if value and isinstance(value, str)), ""))


@dataclass(frozen=True)
class RefusedRow:
    """One reason why a row cannot be taken: its number, the heading of the column, the problem."""

    number: int
    heading: str
    problem: Problem

    def said(self, words: Words) -> str:
        """The reason with its place, as one line."""
        place = words(N_("Row {number}"), number=self.number)
        return words.labelled(f"{place} · {self.heading}" if self.heading else place, self.problem.said(words))


@dataclass(frozen=True)
class Plan:
    """All rows of a table, sorted; nothing of it has happened yet."""

    accepted: tuple[RowPlan, ...]
    refused: tuple[RefusedRow, ...] = ()
    notices: tuple[Problem, ...] = ()
    registers: tuple[str, ...] = field(default=())
    headings: NamesOf[str, str] = field(default_factory=dict)  # by the keys of the fields that they fill

    def heading(self, name: str) -> str:
        """The heading of the column that fills a field of that name."""
        return next((self.headings[key] for register in self.registers
                     if (key := f"{register}.{name}") in self.headings), "")

    @property
    def refused_rows(self) -> tuple[int, ...]:
        """The numbers of the rows that cannot be taken, each once."""
        return tuple(dict.fromkeys(row.number for row in self.refused))

    @property
    def proposed(self) -> tuple[RowPlan, ...]:
        """The rows for which a record that may be the same was found."""
        return tuple(row for row in self.accepted if row.likenesses)


def plan(
    table: Table, mapping: Mapping, offered: Sequence[Target], today: date, zone: str = ZONE, *,
    known: Iterable[Known] = (), names: Names | None = None,
) -> Plan:
    """Read every row of a table after a mapping; raises `Refused` where a field that must be filled has no column.

    `known` are the partners that the desk has: rows that may mean one of them, or one another, say so.
    `names` gives by table which records a cell may name.
    """
    mappings.demanded(mapping, offered, table.sheet)
    index = Index.of(known)
    reader = _Reader(mapping, today, zone, names or {})
    registers = tuple(dict.fromkeys(target.register for target in offered))
    accepted: list[RowPlan] = []
    refused: list[RefusedRow] = []
    cleaned: list[int] = []
    for row in table.rows:
        made: dict[str, dict[str, Any]] = {register: {} for register in registers}
        problems: list[RefusedRow] = []
        brought = reader.brought(row, registers)
        for target in offered:
            columns = reader.filled(target, row)
            if not columns and (target.register not in brought or reader.in_parts(target, row)):
                continue
            heading = columns[0].heading if columns else _heading(mapping, target)
            value, problem = reader.joined(target, columns, row.values)
            if problem is None:
                checked = check(target.field, value)
                value, problem = checked.value, next(iter(checked.problems), None)
                if checked.notices:
                    cleaned.append(row.number)
            if problem is not None and (columns or _must(target.field)):
                problems.append(RefusedRow(row.number, heading, problem))
            elif columns:
                made[target.register][target.field.name] = value
        if problems:
            refused += problems
            continue
        _join_names(made)
        here = _known(made[registers[0]])
        compared = bool(here.name) and registers[0] == PARTNERS
        likenesses = index.like(here) if compared else ()
        accepted.append(RowPlan(row.number, made, likenesses))
        if compared:
            index.add(here, row.number)
    return Plan(tuple(accepted), tuple(refused), (*table.notices, *_notices(mapping, cleaned)), registers,
                {column.target: column.heading for column in reversed(mapping.columns) if column.target})


def _join_names(made: dict[str, dict[str, Any]]) -> None:
    """Put family and given names together as their language does it, where the row has no whole name."""
    for key, parts in mappings.NAME_PARTS.items():
        register, _, name = key.partition(".")
        values = made.get(register, {})
        family, given = (str(values.pop(part.partition(".")[2], None) or "") for part in parts)
        if not values.get(name) and (family or given):
            chinese = re.search(r"[\u3400-\u9fff]", family + given)
            values[name] = f"{family}{given}" if chinese else " ".join(filter(None, (given, family)))


def _notices(mapping: Mapping, cleaned: Sequence[int]) -> Iterable[Problem]:
    if mapping.left_out:
        yield Problem("", N_("These columns are not taken over: {headings}"), {
            "headings": tables.listed(mapping.left_out)})
    if cleaned:
        yield Problem("", N_("Signs that cannot be printed are left out in these rows: {rows}"), {
            "rows": tables.listed(sorted(set(cleaned)))})


def _heading(mapping: Mapping, target: Target) -> str:
    columns = mapping.filling(target.key)
    return columns[0].heading if columns else ""


def _must(field: Field) -> bool:
    return field.required and field.default is None


class _Reader:
    """Reads the cells of a table after a mapping."""

    def __init__(self, mapping: Mapping, today: date, zone: str, names: Names) -> None:
        self.mapping, self.today, self.zone, self.names = mapping, today, zone, names

    def filled(self, target: Target, row: Row) -> list[Column]:
        """The columns that give this field a value in this row."""
        return [column for column in self.mapping.filling(target.key) if not tables.blank(row.values[column.place])]

    def in_parts(self, target: Target, row: Row) -> bool:
        """Whether the row gives this name in parts."""
        columns = (column for part in mappings.NAME_PARTS.get(target.key, ()) for column in self.mapping.filling(part))
        return any(not tables.blank(row.values[column.place]) for column in columns)

    def brought(self, row: Row, registers: Sequence[str]) -> set[str]:
        """The registers of which the row brings a record: its own, and those beside it that it says something of."""
        filled = {column.target.partition(".")[0] for column in self.mapping.columns
                  if column.target and not tables.blank(row.values[column.place])}
        if "posts" in filled:
            filled.add("persons")
        return {registers[0], *(filled & set(registers))}

    def joined(self, target: Target, columns: Sequence[Column], values: Sequence[Value]) -> tuple[Any, Problem | None]:
        """The value of a field from its column; notes and aliases gather several columns, each named."""
        field = target.field
        for column in columns:
            value = values[column.place]
            if isinstance(value, Faulty):
                return None, Problem(field.name, N_("The cell {address} shows {error} instead of a value."), {
                    "address": value.address, "error": value.shows})
        if not columns:
            return None, None
        if not target.gathers:
            return self._read(field, values[columns[0].place], columns[0])
        parts = [tables.text(values[column.place]).strip() for column in columns]
        if field.name == "aliases":
            return "; ".join(dict.fromkeys(parts)), None
        if len(parts) > 1 or _tells(columns[0].heading, field):
            parts = [f"{column.heading}: {part}" if _tells(column.heading, field) else part
                     for column, part in zip(columns, parts, strict=True)]
        return read(field, "\n".join(parts), self.today, self.zone).value, None

    def _read(self, field: Field, value: Value, column: Column) -> tuple[Any, Problem | None]:
        if isinstance(value, bool) and field.kind is Kind.YES_NO:
            return value, None
        if isinstance(value, date) and field.kind is Kind.DAY:
            return value.date() if isinstance(value, datetime) else value, None
        if isinstance(value, datetime) and field.kind in (Kind.APPOINTMENT, Kind.MOMENT):
            moment = value.replace(tzinfo=ZoneInfo(self.zone), second=0, microsecond=0)
            return moment if field.kind is Kind.APPOINTMENT else moment.astimezone(UTC), None
        text = tables.text(value)
        if field.kind in (Kind.LINK, Kind.LINKS):
            return self._linked(field, text)
        if field.kind is Kind.DAY:
            serial = _serial(text)
            if serial is not None:
                return serial, None
        made = read(field, text, self.today, self.zone, order=column.order)
        # A person who types 11-20 sees the year appear; in a file nobody would.
        if made.problem is None and field.kind is Kind.DAY and _yearless(text):
            return None, Problem(field.name, N_("“{value}” does not name the year. Write year, month and day, as in 2026-11-20."), {  # noqa: E501
                "label": Label(field.label), "value": text.strip()})
        return made.value, made.problem

    def _linked(self, field: Field, text: str) -> tuple[Any, Problem | None]:
        """The records that a cell names: by their name, their number or a short name, where only one has it."""
        known = self.names.get(field.target, {})
        whole = known.get(name_key(text))
        parts = [text] if field.kind is Kind.LINK or whole else [
            part for part in re.split(r"[、,，;；\n]+", text) if part.strip()]
        found = []
        for part in parts:
            ids = known.get(name_key(part), ())
            if len(ids) != 1:
                return None, Problem(field.name, NOT_FOUND if not ids else SEVERAL_OF_NAME, {
                    "label": Label(field.label), "value": part.strip(), "count": len(ids)})
            found.append(ids[0])
        return (found[0] if field.kind is Kind.LINK else tuple(dict.fromkeys(found))), None


def _tells(heading: str, field: Field) -> bool:
    """Whether a heading says more than that the column holds notes."""
    plain = {"备注", "说明", "notes", "note", "remark", "remarks", "comment", "comments", field.label.casefold()}
    return heading.strip().casefold() not in plain


def _serial(text: str) -> date | None:
    """The day that a workbook keeps as a number where the column was not formatted as days."""
    found = re.fullmatch(r"(\d{4,6})(?:\.\d+)?", text.strip())
    if not found or len(found[1]) == 4 or not FIRST_SERIAL <= int(found[1]) <= LAST_SERIAL:
        return None
    return _SERIAL_EPOCH + timedelta(days=int(found[1]))


def _yearless(text: str) -> bool:
    return not re.search(r"\d{4}|[〇零○一二三四五六七八九]{4}年", text)


def _known(values: dict[str, Any]) -> Known:
    others = [str(values.get("english_name") or ""), *re.split(r"[;；、\n]", str(values.get("aliases") or ""))]
    return Known(
        0, str(values.get("name") or ""), tuple(other.strip() for other in others if other.strip()),
        str(values.get("credit_code") or ""), str(values.get("lei") or ""), str(values.get("website") or ""))
