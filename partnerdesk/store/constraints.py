"""Database constraints turned into sentences at the field that broke them."""

from __future__ import annotations

import re

from sqlalchemy import Index, MetaData, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from partnerdesk.problems import Problem
from partnerdesk.record.register import Register
from partnerdesk.words import N_, Label

_COLUMNS = re.compile(r"UNIQUE constraint failed: (?P<columns>[\w., ]+)")
_INDEX = re.compile(r"UNIQUE constraint failed: index '(?P<name>\w+)'")
_POSTGRES = re.compile(r'unique constraint "(?P<name>\w+)"')


def problem_of(error: IntegrityError, metadata: MetaData, register: Register) -> Problem | None:
    """The problem a broken unique constraint of the register's table means; nothing for any other failure."""
    name, columns = _broken(str(error.orig), metadata, register)
    field = next((column for column in columns if column in register.fields), "")
    for constraint, sentence in register.unique:
        if constraint == name:
            return Problem(field, sentence)
    if not columns:
        return None
    label = register.fields[field].label if field else N_("The entry")
    return Problem(field, N_("{label}: another entry already has this."), {"label": Label(label)})


def _broken(text: str, metadata: MetaData, register: Register) -> tuple[str, tuple[str, ...]]:
    """The name and columns of the unique constraint or index that an error text speaks of."""
    table = metadata.tables[register.record.__tablename__]
    uniques = [
        (str(each.name), tuple(column.name for column in each.columns))
        for each in (*table.constraints, *table.indexes)
        if isinstance(each, UniqueConstraint) or (isinstance(each, Index) and each.unique)
    ]
    named = _INDEX.search(text) or _POSTGRES.search(text)
    if named:
        return next((each for each in uniques if each[0] == named["name"]), (named["name"], ()))
    found = _COLUMNS.search(text)
    if found is None:
        return "", ()
    columns = tuple(part.strip().rpartition(".")[2] for part in found["columns"].split(","))
    return next((each for each in uniques if set(each[1]) == set(columns)), ("", columns))
