"""Which column of a foreign table means which field: guessed from its heading, changed by a clerk, kept in a file."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from rapidfuzz import fuzz

from partnerdesk.exchange.synonyms import SYNONYMS
from partnerdesk.exchange.tables import Table, blank, text
from partnerdesk.problems import Refused
from partnerdesk.record.days import Order
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.reading import read
from partnerdesk.record.register import Register
from partnerdesk.words import LANGUAGES, N_, Label, Words

LIKE_ENOUGH = 90
LEFT_OUT = ""
_GATHERING = frozenset({"notes", "aliases"})  # fields that may take several columns
_ANY_DAY = date(2000, 1, 1)  # choices do not depend on the day
_LINKING = frozenset({Kind.LINK, Kind.LINKS})
BESIDE = 98  # the most that a heading can mean a field of a record beside the row's own one
NUMBER = "number"
# A list may give a name in two columns; they are put together where there is no column for the whole.
NAME_PARTS = {"persons.name": ("persons.family", "persons.given")}
_PARTS = (Field(Kind.TEXT, N_("Family name"), limit=80, name="family"),
          Field(Kind.TEXT, N_("Given name"), limit=80, name="given"))
# Columns that say something only beside another one: a post without a person is none.
KEYS = {
    "persons": ("persons.name",), "posts": ("persons.name",),
    "qualifications": ("qualifications.kind", "qualifications.title", "qualifications.document_number"),
}


@dataclass(frozen=True)
class Target:
    """A field that a column may fill; its key is the register's and the field's: `partners.name`."""

    register: str
    field: Field

    @property
    def key(self) -> str:
        return f"{self.register}.{self.field.name}"

    @property
    def gathers(self) -> bool:
        """Whether several columns may go into it, one line each."""
        return self.field.name in _GATHERING


@dataclass(frozen=True)
class Column:
    """A column of the table: its heading, its place from 0, the key of its target, and how it writes days."""

    heading: str
    place: int
    target: str = LEFT_OUT
    order: Order = ""


@dataclass(frozen=True)
class Mapping:
    """What becomes of each column of a table."""

    columns: tuple[Column, ...]

    def filling(self, key: str) -> tuple[Column, ...]:
        """The columns that fill a target."""
        return tuple(column for column in self.columns if column.target == key)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headings that go nowhere."""
        return tuple(column.heading for column in self.columns if column.target == LEFT_OUT and column.heading)

    def changed(self, place: int, target: str, order: Order = "") -> Mapping:
        """The mapping with one column sent elsewhere; a target that takes one column only leaves its old one."""
        alone = target != LEFT_OUT and target.rpartition(".")[2] not in _GATHERING
        return Mapping(tuple(
            replace(column, target=target, order=order) if column.place == place
            else replace(column, target=LEFT_OUT) if alone and column.target == target
            else column
            for column in self.columns
        ))


def targets(register: Register, *beside: Register) -> tuple[Target, ...]:
    """The fields that a text can fill: those of a register, its numbers and links among them, and those of the records
    that a row may bring along, which are linked to it by themselves.
    """
    made = [Target(register.key, field) for field in register.fields.values() if field.kind is not Kind.FILE]
    if register.series:
        made.append(Target(register.key, Field(Kind.TEXT, N_("Number"), limit=60, name=NUMBER)))
    if f"{register.key}.name" in NAME_PARTS:
        made += [Target(register.key, part) for part in _PARTS]
    return (*made, *(
        Target(other.key, field) for other in beside for field in other.fields.values()
        if field.kind is not Kind.FILE and field.kind not in _LINKING))


def guessed(table: Table, offered: Sequence[Target]) -> Mapping:
    """The mapping that the headings suggest; what nobody knows, or what holds none of the choices, goes nowhere."""
    headings = table.headings
    own = offered[0].register
    scores = sorted(
        ((_likeness(heading, target) if target.register == own else min(_likeness(heading, target), BESIDE),
          -place, -rank, place, target)
         for place, heading in enumerate(headings) for rank, target in enumerate(offered)),
        key=lambda scored: scored[:3], reverse=True,
    )
    chosen: dict[int, str] = {}
    for score, _, _, place, target in scores:
        if score < LIKE_ENOUGH:
            break
        free = place not in chosen and (target.gathers or target.key not in chosen.values())
        if free and _plausible(table, place, target.field):
            chosen[place] = target.key
    taken = set(chosen.values())
    chosen = {place: key for place, key in chosen.items()
              if key.partition(".")[0] == own or taken & set(KEYS.get(key.partition(".")[0], (key,)))}
    return Mapping(tuple(
        Column(heading, place, chosen.get(place, LEFT_OUT)) for place, heading in enumerate(headings)
    ))


def saved(mapping: Mapping, path: Path) -> None:
    """Keep a mapping as a TOML or JSON file, so that the next list of the same make needs no hand."""
    columns: dict[str, Any] = {
        column.heading: {"field": column.target, "order": column.order} if column.order else column.target
        for column in mapping.columns if column.heading
    }
    if path.suffix.lower() == ".json":
        path.write_text(json.dumps({"columns": columns}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return
    lines = ["[columns]", *(f"{_toml(heading)} = {_toml(value)}" for heading, value in columns.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def loaded(path: Path, headings: Sequence[str], offered: Sequence[Target]) -> Mapping:
    """The mapping kept in a file, for a table with these headings; columns that it does not name go nowhere."""
    try:
        kept = path.read_text(encoding="utf-8-sig")
        data = json.loads(kept) if path.suffix.lower() == ".json" else tomllib.loads(kept)
        columns = data["columns"]
        given = {_folded(heading): _entry(value) for heading, value in columns.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(N_("“{file}” is no mapping. It needs a table [columns] in which headings name their fields."),
                      file=path.name) from None
    keys = {target.key: target.key for target in offered}
    for target in reversed(offered):
        keys[target.field.name] = target.key
    for heading, (wanted, order) in zip(columns, given.values(), strict=False):
        if wanted and wanted not in keys:
            raise Refused(N_("“{file}”: there is no field “{field}” for the column “{heading}”."), file=path.name,
                          field=wanted, heading=heading)
        if order not in get_args(Order):
            raise Refused(N_("“{file}”: the order of days is mdy or dmy, not “{order}”."), file=path.name, order=order)
    missing = [heading for heading in columns if _folded(heading) not in set(map(_folded, headings))]
    if missing:
        raise Refused(N_("The table has no column “{heading}”, which “{file}” names."), heading=missing[0],
                      file=path.name)
    made = []
    for place, heading in enumerate(headings):
        wanted, order = given.get(_folded(heading), (LEFT_OUT, ""))
        made.append(Column(heading, place, keys.get(wanted, LEFT_OUT), order))
    return Mapping(tuple(made))


def demanded(mapping: Mapping, offered: Sequence[Target], sheet: str) -> None:
    """Refuse a table in which a field that must not be empty has no column."""
    own = offered[0].register if offered else ""
    filled = {column.target.partition(".")[0] for column in mapping.columns}
    keys = {key for register in filled for key in KEYS.get(register, ())}
    for target in offered:
        field = target.field
        if target.register != own and target.key not in keys:
            continue
        if any(mapping.filling(part) for part in NAME_PARTS.get(target.key, ())):
            continue
        needed = field.required and field.default is None and field.kind is not Kind.YES_NO
        if needed and not mapping.filling(target.key):
            label = Label(field.label)
            if not sheet:
                raise Refused(N_("The table has no column for “{label}”. Choose one in the mapping."), label=label)
            raise Refused(N_("The sheet “{sheet}” has no column for “{label}”. Choose one in the mapping."),
                          sheet=sheet, label=label)


def _entry(value: Any) -> tuple[str, Order]:
    if isinstance(value, str):
        return value, ""
    return value["field"], value.get("order", "")


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plausible(table: Table, place: int, field: Field) -> bool:
    """A column "Type" whose words are not our kinds means something else."""
    if field.kind not in (Kind.CHOICE, Kind.SEVERAL):
        return True
    texts = [text(row.values[place]) for row in table.rows[:50] if not blank(row.values[place])]
    readable = sum(read(field, each, _ANY_DAY).problem is None for each in texts)
    return readable * 2 >= len(texts)


def _likeness(heading: str, target: Target) -> float:
    """How surely a heading means a field, out of 100."""
    wanted = _forms(heading)
    if not wanted:
        return 0
    labels = {_folded(Words(language)(target.field.label)) for language in LANGUAGES}
    labels |= {_folded(target.field.name), _folded(target.key)}
    others = {_folded(word) for word in SYNONYMS.get(target.key, ()) + SYNONYMS.get(target.field.name, ())}
    if wanted[0] in labels:
        return 100
    if wanted[0] in others:
        return 99
    if any(form in labels for form in wanted[1:]):
        return 97
    if any(form in others for form in wanted[1:]):
        return 96
    # A slip of the keyboard; of short words nearly all are like one another.
    long = [form for form in (labels | others) if len(form) >= 6]
    best = max((fuzz.ratio(wanted[0], form) for form in long), default=0.0)
    return min(best, 95) if len(wanted[0]) >= 6 else 0


def _forms(heading: str) -> list[str]:
    """A heading as it stands, without what is in brackets, and its Chinese and its Latin part."""
    bare = re.sub(r"[(（\[【].*?[)）\]】]", " ", heading)
    chinese = "".join(re.findall(r"[\u3400-\u9fff]+", bare))
    latin = " ".join(re.findall(r"[A-Za-z][A-Za-z'\- ]*", bare))
    forms = [_folded(form) for form in (heading, bare, chinese, latin)]
    return list(dict.fromkeys(form for form in forms if form))


def _folded(heading: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", heading).casefold() if sign.isalnum())
