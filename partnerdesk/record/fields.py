"""The kinds of field a record may have, each declared once with its label, help and limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Literal, overload
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Boolean, Column, Date, Dialect, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped
from sqlalchemy.types import TypeDecorator

NAME_LIMIT = 200
LONG_LIMIT = 20_000
FIRST_YEAR, LAST_YEAR = 1900, 2199
AMOUNT_LIMIT = 10**15  # fen: SUM over a register stays within 64 bits


class Kind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long text"
    DAY = "day"
    MOMENT = "moment"
    APPOINTMENT = "appointment"
    CHOICE = "choice"
    SEVERAL = "several"
    AMOUNT = "amount"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    POINTS = "points"
    YES_NO = "yes or no"
    LINK = "link"
    LINKS = "links"
    FILE = "file"


@dataclass(frozen=True)
class Choice:
    """One of the values a choice field may take: a stable stored key and its label."""

    key: str
    label: str
    tone: str = ""  # "", "good", "soon", "bad": how a list may tint its word


@dataclass(frozen=True)
class Field:
    """What is declared of a field: the one source of its label, its limits and its editor."""

    kind: Kind
    label: str
    help: str = ""
    required: bool = False
    limit: int = 0  # characters, for texts
    least: int | None = None
    most: int | None = None
    choices: tuple[Choice, ...] = ()
    target: str = ""  # table of the linked record
    naming: bool = False  # a name: no control signs, no invisible signs, no turned direction
    rich: bool = False  # a long text in the desk's own light markup (see record.prose)
    default: Any = None
    name: str = ""  # given by the record

    def named(self, name: str) -> Field:
        return replace(self, name=name)

    def choice(self, key: str | None) -> Choice | None:
        """The choice with that stored key."""
        return next((choice for choice in self.choices if choice.key == key), None)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as UTC text that sorts: 2026-11-20T08:15:30.123456Z."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment has a zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


class Appointment(TypeDecorator[datetime]):
    """A wall time with its zone's name, so that a changed rule moves no meeting: 2026-11-16T09:30 Asia/Shanghai."""

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if not isinstance(value.tzinfo, ZoneInfo):
            raise ValueError("an appointment has a named zone")
        return f"{value:%Y-%m-%dT%H:%M} {value.tzinfo.key}"

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        wall, _, zone = value.partition(" ")
        return datetime.strptime(wall, "%Y-%m-%dT%H:%M").replace(tzinfo=ZoneInfo(zone))


class Several(TypeDecorator[tuple[str, ...]]):
    """Several choice keys in one text, fenced so that one can be looked for: |supplier|customer|."""

    impl = String(400)
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:
        return "|" + "|".join(value) + "|" if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        return tuple(value.strip("|").split("|")) if value else ()


def _column(kind: Any, field: Field, *arguments: Any, index: bool = False) -> Any:
    return Column(kind, *arguments, nullable=not field.required, index=index or None, info={"field": field})


def unlabelled(*arguments: Any, index: bool = False) -> Any:
    """A required column that the program fills for itself: no clerk sees it, so it has no label."""
    return Column(*arguments, nullable=False, index=index or None)


@overload
def text(label: str, *, required: Literal[True], help: str = ..., limit: int = ..., naming: bool = ..., index: bool = ..., default: str | None = ...) -> Mapped[str]: ...  # noqa: E501
@overload
def text(label: str, *, required: Literal[False] = ..., help: str = ..., limit: int = ..., naming: bool = ..., index: bool = ..., default: str | None = ...) -> Mapped[str | None]: ...  # noqa: E501
def text(
    label: str, *, required: bool = False, help: str = "", limit: int = NAME_LIMIT, naming: bool = False,
    index: bool = False, default: str | None = None,
) -> Any:
    """One line of at most `limit` characters."""
    field = Field(Kind.TEXT, label, help, required, limit=limit, naming=naming, default=default)
    return _column(String(limit), field, index=index)


@overload
def long_text(label: str, *, required: Literal[True], help: str = ..., limit: int = ..., rich: bool = ...) -> Mapped[str]: ...  # noqa: E501
@overload
def long_text(label: str, *, required: Literal[False] = ..., help: str = ..., limit: int = ..., rich: bool = ...) -> Mapped[str | None]: ...  # noqa: E501
def long_text(
    label: str, *, required: bool = False, help: str = "", limit: int = LONG_LIMIT, rich: bool = False
) -> Any:
    """Several lines; with `rich` headings, lists, bold and tables in the desk's light markup."""
    return _column(Text(), Field(Kind.LONG_TEXT, label, help, required, limit=limit, rich=rich))


@overload
def day(label: str, *, required: Literal[True], help: str = ..., index: bool = ...) -> Mapped[date]: ...
@overload
def day(label: str, *, required: Literal[False] = ..., help: str = ..., index: bool = ...) -> Mapped[date | None]: ...
def day(label: str, *, required: bool = False, help: str = "", index: bool = False) -> Any:
    """A day from 1900 to 2199, without a zone."""
    return _column(Date(), Field(Kind.DAY, label, help, required), index=index)


@overload
def moment(label: str, *, required: Literal[True], help: str = ...) -> Mapped[datetime]: ...
@overload
def moment(label: str, *, required: Literal[False] = ..., help: str = ...) -> Mapped[datetime | None]: ...
def moment(label: str, *, required: bool = False, help: str = "") -> Any:
    """A moment in UTC, aware."""
    return _column(Moment(), Field(Kind.MOMENT, label, help, required))


@overload
def appointment(label: str, *, required: Literal[True], help: str = ..., index: bool = ...) -> Mapped[datetime]: ...
@overload
def appointment(label: str, *, required: Literal[False] = ..., help: str = ..., index: bool = ...) -> Mapped[datetime | None]: ...  # noqa: E501
def appointment(label: str, *, required: bool = False, help: str = "", index: bool = False) -> Any:
    """A wall time to the minute with the office's named zone."""
    return _column(Appointment(), Field(Kind.APPOINTMENT, label, help, required), index=index)


@overload
def choice(label: str, choices: Sequence[Choice], *, required: Literal[True], help: str = ..., default: str | None = ..., index: bool = ...) -> Mapped[str]: ...  # noqa: E501
@overload
def choice(label: str, choices: Sequence[Choice], *, required: Literal[False] = ..., help: str = ..., default: str | None = ..., index: bool = ...) -> Mapped[str | None]: ...  # noqa: E501
def choice(
    label: str, choices: Sequence[Choice], *, required: bool = False, help: str = "", default: str | None = None,
    index: bool = False,
) -> Any:
    """One of the choices, stored by its key."""
    field = Field(Kind.CHOICE, label, help, required, choices=tuple(choices), default=default)
    return _column(String(40), field, index=index)


def several(label: str, choices: Sequence[Choice], *, required: bool = False, help: str = "") -> Mapped[tuple[str, ...]]:  # noqa: E501
    """Any number of the choices, stored by their keys in the order of declaration."""
    made: Mapped[tuple[str, ...]] = _column(
        Several(), Field(Kind.SEVERAL, label, help, required, choices=tuple(choices), default=())
    )
    return made


@overload
def amount(label: str, *, required: Literal[True], help: str = ..., least: int | None = ...) -> Mapped[int]: ...
@overload
def amount(label: str, *, required: Literal[False] = ..., help: str = ..., least: int | None = ...) -> Mapped[int | None]: ...  # noqa: E501
def amount(label: str, *, required: bool = False, help: str = "", least: int | None = 0) -> Any:
    """An amount of money in whole fen (yuan × 100), at most 10^15; negative only where `least` allows it."""
    return _column(BigInteger(), Field(Kind.AMOUNT, label, help, required, least=least, most=AMOUNT_LIMIT))


@overload
def number(label: str, *, required: Literal[True], help: str = ..., least: int | None = ..., most: int | None = ..., default: int | None = ...) -> Mapped[int]: ...  # noqa: E501
@overload
def number(label: str, *, required: Literal[False] = ..., help: str = ..., least: int | None = ..., most: int | None = ..., default: int | None = ...) -> Mapped[int | None]: ...  # noqa: E501
def number(
    label: str, *, required: bool = False, help: str = "", least: int | None = 0, most: int | None = 10**9,
    default: int | None = None,
) -> Any:
    """A whole number."""
    field = Field(Kind.NUMBER, label, help, required, least=least, most=most, default=default)
    return _column(Integer(), field)


def percentage(label: str, *, required: bool = False, help: str = "", most: int = 100_00) -> Mapped[int | None]:
    """A share in hundredths of a percent: 12.5 % is 1250."""
    made: Mapped[int | None] = _column(Integer(), Field(Kind.PERCENTAGE, label, help, required, least=0, most=most))
    return made


@overload
def points(label: str, *, required: Literal[True], help: str = ..., least: int = ..., most: int = ...) -> Mapped[int]: ...  # noqa: E501
@overload
def points(label: str, *, required: Literal[False] = ..., help: str = ..., least: int = ..., most: int = ...) -> Mapped[int | None]: ...  # noqa: E501
def points(label: str, *, required: bool = False, help: str = "", least: int = 0, most: int = 5_00) -> Any:
    """Points with two decimals, kept in hundredths: 4.12 is 412."""
    return _column(Integer(), Field(Kind.POINTS, label, help, required, least=least, most=most))


def yes_no(label: str, *, help: str = "", default: bool = False) -> Mapped[bool]:
    """Yes or no; never unknown."""
    field = Field(Kind.YES_NO, label, help, True, default=default)
    made: Mapped[bool] = _column(Boolean(), field)
    return made


@overload
def link(target: str, label: str, *, required: Literal[True], help: str = ...) -> Mapped[int]: ...
@overload
def link(target: str, label: str, *, required: Literal[False] = ..., help: str = ...) -> Mapped[int | None]: ...
def link(target: str, label: str, *, required: bool = False, help: str = "") -> Any:
    """The id of one record of the table `target`."""
    field = Field(Kind.LINK, label, help, required, target=target)
    return _column(Integer(), field, ForeignKey(f"{target}.id"), index=True)


def file(label: str, *, required: bool = False, help: str = "") -> Mapped[int | None]:
    """The id of one stored file."""
    made: Mapped[int | None] = _column(
        Integer(), Field(Kind.FILE, label, help, required, target="files"), ForeignKey("files.id"), index=True
    )
    return made


@dataclass(frozen=True)
class Links:
    """Any number of records of one table, kept in order in an association table that the grammar makes."""

    field: Field


def links(target: str, label: str, *, required: bool = False, help: str = "") -> Links:
    """The ids of several records of the table `target`, in order; values in a draft are tuples."""
    return Links(Field(Kind.LINKS, label, help, required, target=target, default=()))
