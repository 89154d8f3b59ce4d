"""A register: which record it keeps and how lists, forms and ledgers show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Field
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record

Check = Callable[[Draft, Look], list[Problem]]


@dataclass(frozen=True)
class Condition:
    """One condition of a view: a field, how it compares, and with what (days may be counted from today)."""

    field: str
    test: str  # "is", "is not", "has", "empty", "filled", "before", "within" (days from today)
    value: Any = None


@dataclass(frozen=True)
class View:
    """A saved view, shown as a chip above the list."""

    key: str
    label: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Register:
    """The declaration of a register: data and one check function, nothing else.

    List, form, search, history, printed ledger and spreadsheets follow from it.
    Its title stands in `office.contents`.
    """

    key: str  # plural, the record's table and the command line's word for it
    record: type[Record]
    name: tuple[str, ...]  # the fields that name a record, the first filled one counts
    columns: tuple[str, ...]  # of the list
    rows: tuple[tuple[str, ...], ...]  # of the form, one or two fields abreast
    check: Check | None = None
    series: str = ""  # pattern of its numbers: "XY-{year}-{n:03}"; gap-free per series and year
    series_day: str = ""  # the day field whose year counts; else the year of saving
    order: tuple[str, ...] = ()  # of the list; "-day" is descending
    search: tuple[str, ...] = ()  # further fields that search reads, besides the names
    ledger: tuple[str, ...] = ()  # columns printed; those of the list when empty
    views: tuple[View, ...] = ()
    part_of: str = ""  # the required link to the record that this one is a line of
    subjects: tuple[str, ...] = ()  # links of which one or more say what this record is about: it is withheld with them
    sealed: bool = False  # every entry is restricted from its making on: only cleared clerks read it
    unique: tuple[tuple[str, str], ...] = ()  # constraint name → sentence

    @property
    def fields(self) -> dict[str, Field]:
        """The declared fields by name, in order of declaration."""
        return self.record.__fields__

    @property
    def form_fields(self) -> tuple[str, ...]:
        """The fields of the form in tab order."""
        return tuple(name for row in self.rows for name in row)

    @property
    def ledger_columns(self) -> tuple[str, ...]:
        return self.ledger or self.columns
