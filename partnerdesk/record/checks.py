"""The first ring of validation: what a field's own declaration says of a value."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from partnerdesk.problems import Problem
from partnerdesk.record.fields import FIRST_YEAR, LAST_YEAR, Field, Kind
from partnerdesk.record.signs import TURNING, cleaned, unprintable
from partnerdesk.words import N_, Label


@dataclass(frozen=True)
class Checked:
    """A value as it may be kept, the problems that forbid it, and what was cleaned away."""

    value: Any
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def check(field: Field, value: Any) -> Checked:
    """Check one value against its field; texts are trimmed and cleaned, an empty one becomes nothing."""
    if isinstance(value, str) and field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE):
        return _check_text(field, value)
    if field.kind in (Kind.SEVERAL, Kind.LINKS):
        value = tuple(value or ())
    if value is None or value == ():
        if not field.required:
            return Checked(value)
        if field.kind is Kind.YES_NO:
            return Checked(bool(field.default))
        return Checked(value, (Problem(field.name, N_("{label} is missing."), {"label": Label(field.label)}),))
    problem = _TESTS[field.kind](field, value)
    return Checked(value, (problem,) if problem else ())


def check_all(fields: Mapping[str, Field], values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem], list[Problem]]:  # noqa: E501
    """Check the values of all fields; gives the values to keep, the problems and the notices."""
    kept: dict[str, Any] = {}
    problems: list[Problem] = []
    notices: list[Problem] = []
    for name, field in fields.items():
        checked = check(field, values.get(name))
        kept[name] = checked.value
        problems += checked.problems
        notices += checked.notices
    return kept, problems, notices


def _check_text(field: Field, value: str) -> Checked:
    text = cleaned(value)
    many_lines = field.kind is Kind.LONG_TEXT
    text = text.strip("\n ").rstrip() if many_lines else " ".join(text.replace("\t", " ").split("\n")).strip(" ")
    label = Label(field.label)
    notices: list[Problem] = []
    problems: list[Problem] = []
    if any(map(unprintable, value.replace("\r", "\n"))):
        if field.naming:
            problems.append(Problem(field.name, N_(
                "{label} holds signs that cannot be printed. Type it again instead of pasting it."), {"label": label}))
        else:
            notices.append(Problem(field.name, N_("Signs that cannot be printed were left out of {label}."), {"label": label}))  # noqa: E501
    if field.naming and any(sign in TURNING or unicodedata.category(sign) == "Cf" for sign in text):
        problems.append(Problem(field.name, N_(
            "{label} holds invisible signs that hide or turn other signs. Type it again instead of pasting it."),
            {"label": label}))
    if field.limit and len(text) > field.limit:
        problems.append(Problem(field.name, N_("{label} is {count} signs long; at most {limit} fit."), {
            "label": label, "count": len(text), "limit": field.limit}))
    if not text.strip():
        if field.required and not problems:
            problems.append(Problem(field.name, N_("{label} is missing."), {"label": label}))
        return Checked(None, tuple(problems), tuple(notices))
    if field.kind is Kind.CHOICE and field.choice(text) is None:
        problems.append(Problem(field.name, N_("{label}: “{value}” is not among the choices."), {"label": label, "value": text}))  # noqa: E501
    return Checked(text, tuple(problems), tuple(notices))


def _check_day(field: Field, value: Any) -> Problem | None:
    if isinstance(value, datetime) or not isinstance(value, date):
        return Problem(field.name, N_("{label} is not a day."), {"label": Label(field.label)})
    return _check_year(field, value.year)


def _check_year(field: Field, year: int) -> Problem | None:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Problem(field.name, N_("{label} lies outside the years {first} to {last}."), {
        "label": Label(field.label), "first": FIRST_YEAR, "last": LAST_YEAR})


def _check_moment(field: Field, value: Any) -> Problem | None:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return Problem(field.name, N_("{label} is not a moment with a zone."), {"label": Label(field.label)})
    return _check_year(field, value.year)


def _check_appointment(field: Field, value: Any) -> Problem | None:
    if not isinstance(value, datetime) or not isinstance(value.tzinfo, ZoneInfo):
        return Problem(field.name, N_("{label} is not a time of day with a zone."), {"label": Label(field.label)})
    return _check_year(field, value.year)


def _check_number(field: Field, value: Any) -> Problem | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return Problem(field.name, N_("{label} is not a number."), {"label": Label(field.label)})
    if field.least is not None and value < field.least:
        return Problem(field.name, N_("{label} is too small."), {"label": Label(field.label)})
    if field.most is not None and value > field.most:
        return Problem(field.name, N_("{label} is too large."), {"label": Label(field.label)})
    return None


def _check_several(field: Field, value: Any) -> Problem | None:
    unknown = [key for key in value if field.choice(key) is None]
    if not unknown:
        return None
    return Problem(field.name, N_("{label}: “{value}” is not among the choices."), {
        "label": Label(field.label), "value": "、".join(map(str, unknown))})


def _check_text_kind(field: Field, value: Any) -> Problem:
    return Problem(field.name, N_("{label} is not a text."), {"label": Label(field.label)})


def _check_yes_no(field: Field, value: Any) -> Problem | None:
    if isinstance(value, bool):
        return None
    return Problem(field.name, N_("{label} is neither yes nor no."), {"label": Label(field.label)})


def _check_links(field: Field, value: Any) -> Problem | None:
    return next((problem for id in value if (problem := _check_number(field, id))), None)


_TESTS: dict[Kind, Callable[[Field, Any], Problem | None]] = {
    Kind.TEXT: _check_text_kind,
    Kind.LONG_TEXT: _check_text_kind,
    Kind.CHOICE: _check_text_kind,
    Kind.YES_NO: _check_yes_no,
    Kind.LINKS: _check_links,
    Kind.DAY: _check_day,
    Kind.MOMENT: _check_moment,
    Kind.APPOINTMENT: _check_appointment,
    Kind.AMOUNT: _check_number,
    Kind.NUMBER: _check_number,
    Kind.PERCENTAGE: _check_number,
    Kind.POINTS: _check_number,
    Kind.LINK: _check_number,
    Kind.FILE: _check_number,
    Kind.SEVERAL: _check_several,
}
