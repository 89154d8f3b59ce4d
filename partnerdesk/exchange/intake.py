"""The plan of an import: what each row would become, what is refused and why, and what may be there already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from partnerdesk.clock import ZONE
from partnerdesk.exchange import mapping as mappings
from partnerdesk.exchange import tables
from partnerdesk.exchange.likeness import Index, Known, Likeness
from partnerdesk.exchange.mapping import Column, Mapping, Target
from partnerdesk.exchange.tables import Faulty, Table, Value
from partnerdesk.problems import Problem
from partnerdesk.record.checks import check
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.reading import read
from partnerdesk.words import N_, Label, Words

FIRST_SERIAL, LAST_SERIAL = 7306, 109_574  # 1920 to 2199, as a workbook counts days
_SERIAL_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class RowPlan:
    """What a row becomes: values by register and field, and the records that may be the same."""

    number: int
    values: dict[str, dict[str, Any]]
    likenesses: tuple[Likeness, ...] = ()

    @property
    def name(self) -> str:
        """What the row's first register calls it."""
        return str(next(iter(self.values.values())).get("name") or "")


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
    known: Iterable[Known] = (),
) -> Plan:
    """Read every row of a table after a mapping; raises `Refused` where a field that must be filled has no column.

    `known` are the partners that the desk has: rows that may mean one of them, or one another, say so.
    """
    mappings.demanded(mapping, offered, table.sheet)
    index = Index.of(known)
    registers = tuple(dict.fromkeys(target.register for target in offered))
    accepted: list[RowPlan] = []
    refused: list[RefusedRow] = []
    cleaned: list[int] = []
    for row in table.rows:
        made: dict[str, dict[str, Any]] = {register: {} for register in registers}
        problems: list[RefusedRow] = []
        for target in offered:
            columns = [column for column in mapping.filling(target.key) if not tables.blank(row.values[column.place])]
            heading = columns[0].heading if columns else _heading(mapping, target)
            value, problem = _joined(target, columns, row.values, today, zone)
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
        here = _known(made[registers[0]])
        likenesses = index.like(here) if here.name else ()
        accepted.append(RowPlan(row.number, made, likenesses))
        if here.name:
            index.add(here, row.number)
    return Plan(tuple(accepted), tuple(refused), (*table.notices, *_notices(mapping, cleaned)), registers)


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


def _joined(
    target: Target, columns: Sequence[Column], values: Sequence[Value], today: date, zone: str
) -> tuple[Any, Problem | None]:
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
        return _read(field, values[columns[0].place], today, zone, columns[0])
    parts = [tables.text(values[column.place]).strip() for column in columns]
    if field.name == "aliases":
        return "; ".join(dict.fromkeys(parts)), None
    if len(parts) > 1 or _tells(columns[0].heading, field):
        parts = [f"{column.heading}: {part}" if _tells(column.heading, field) else part
                 for column, part in zip(columns, parts, strict=True)]
    return read(field, "\n".join(parts), today, zone).value, None


def _tells(heading: str, field: Field) -> bool:
    """Whether a heading says more than that the column holds notes."""
    plain = {"备注", "说明", "notes", "note", "remark", "remarks", "comment", "comments", field.label.casefold()}
    return heading.strip().casefold() not in plain


def _read(field: Field, value: Value, today: date, zone: str, column: Column) -> tuple[Any, Problem | None]:
    if isinstance(value, bool) and field.kind is Kind.YES_NO:
        return value, None
    if isinstance(value, date) and field.kind is Kind.DAY:
        return value.date() if isinstance(value, datetime) else value, None
    if isinstance(value, datetime) and field.kind in (Kind.APPOINTMENT, Kind.MOMENT):
        moment = value.replace(tzinfo=ZoneInfo(zone), second=0, microsecond=0)
        return moment if field.kind is Kind.APPOINTMENT else moment.astimezone(UTC), None
    text = tables.text(value)
    if field.kind is Kind.DAY:
        serial = _serial(text)
        if serial is not None:
            return serial, None
    made = read(field, text, today, zone, order=column.order)
    # A person who types 11-20 sees the year appear; in a file nobody would.
    if made.problem is None and field.kind is Kind.DAY and _yearless(text):
        return None, Problem(field.name, N_("“{value}” does not name the year. Write year, month and day, as in 2026-11-20."), {  # noqa: E501
            "label": Label(field.label), "value": text.strip()})
    return made.value, made.problem


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
