"""The names that papers bear: of the office itself, and of records in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select

from partnerdesk.clock import ZONE
from partnerdesk.problems import Refused
from partnerdesk.record.look import Look
from partnerdesk.record.office import Office
from partnerdesk.record.record import Record
from partnerdesk.words import N_, Words

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Named:
    """One thing by its Chinese and its English name; either may be missing."""

    chinese: str = ""
    english: str = ""

    def __bool__(self) -> bool:
        return bool(self.chinese or self.english)

    def said(self, words: Words) -> str:
        """The name that suits the language, else the one there is."""
        return words.either(self.chinese, self.english)


_UNNAMED = Named()


@dataclass(frozen=True)
class Letterhead:
    """The office as its papers name it."""

    office: Named
    unit: Named
    address: Named = _UNNAMED
    telephone: str = ""
    attendees_first: bool = False
    zone: str = ZONE


def letterhead(look: Look) -> Letterhead:
    """The letterhead of the desk's office; raises `Refused` where the desk has none yet."""
    offices = records(look, Office)
    if not offices:
        raise Refused(N_("The desk has no office yet. Enter it in the settings."))
    office = offices[0]
    return Letterhead(
        office=Named(office.name, office.english_name or ""),
        unit=Named(office.unit or "", office.english_unit or ""),
        address=Named(office.address or "", office.english_address or ""),
        telephone=office.telephone or "",
        attendees_first=office.attendees == "head",
        zone=office.zone,
    )


def records(look: Look, record: type[R], *where: Any, order: Sequence[Any] = ()) -> list[R]:
    """The live records of one kind that meet all conditions, in one question."""
    statement = select(record).where(record.struck_at.is_(None), *where).order_by(*order, record.id)
    return [row[0] for row in look.rows(statement)]


def found(look: Look, record: type[R], id: int | None) -> R:
    """The record that a paper is about; raises `Refused` where there is none for this clerk."""
    one = look.get(record, id)
    if one is None:
        raise Refused(N_("There is no such entry."))
    return one


def names(look: Look, record: Any, ids: Iterable[int | None]) -> dict[int | None, Named]:
    """The names in both languages of the records with these ids, asked for at once; withheld ones stay unnamed."""
    wanted = {id for id in ids if id is not None}
    if not wanted:
        return {}
    statement = select(record.id, record.name, record.english_name).where(record.id.in_(wanted))
    return {id: Named(name or "", english or "") for id, name, english in look.rows(statement)}
