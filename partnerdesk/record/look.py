"""How rules, facts and checks ask the store: they read, and cannot write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import Row, Select

from partnerdesk.record.record import Record

R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=tuple[Any, ...])


class Look(Protocol):
    """A read-only look at the desk, from which what this clerk may not see is already withheld."""

    def get(self, record: type[R], id: int | None) -> R | None:
        """The record with that id, or nothing when there is none or it is withheld."""

    def rows(self, statement: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
        """The rows of a select over record columns."""

    def repeated(self, statement: Select[*tuple[Any, ...]], **values: Any) -> Sequence[Row[*tuple[Any, ...]]]:
        """As `rows`, for a statement that its module builds once, with bound parameters, and asks again and again."""

    def count(self, statement: Select[*tuple[Any, ...]]) -> int:
        """How many rows a select would give."""

    def linked(self, record: type[Record], id: int, name: str) -> tuple[int, ...]:
        """The ids in a field of several links, in order."""

    def linking(self, record: type[Record], name: str, other: int) -> tuple[int, ...]:
        """The ids of the records whose field of several links holds the record `other`: `linked` the other way."""
