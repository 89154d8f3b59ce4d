"""What clerks have typed and not saved, kept in the desk so that a crash or a power cut costs nobody a second time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
    delete,
    insert,
    select,
)
from sqlalchemy.orm import Session

from partnerdesk import clock
from partnerdesk.record.clerk import Actor
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Moment
from partnerdesk.record.record import Base

drafts = Table(
    "drafts",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("clerk_id", ForeignKey("clerks.id"), nullable=False),
    Column("place", String(120), nullable=False),  # which page, window or row it was typed in
    Column("register", String(40), nullable=False),
    Column("record_id", Integer),  # none while the record is new
    Column("version", Integer, nullable=False),
    Column("loaded", JSON, nullable=False),
    Column("typed", JSON, nullable=False),
    Column("kept_at", Moment, nullable=False),
    UniqueConstraint("clerk_id", "place"),
)


@dataclass(frozen=True)
class Kept:
    """A kept draft: where it was typed and when it was last kept."""

    place: str
    draft: Draft
    at: datetime


def keep(session: Session | Connection, actor: Actor, place: str, draft: Draft) -> None:
    """Keep what stands in a place now, instead of what was kept of it; a draft without changes is forgotten."""
    forget(session, actor, place)
    if draft.changed:
        session.execute(insert(drafts).values(
            clerk_id=actor.id, place=place, register=draft.register, record_id=draft.id, version=draft.version,
            loaded=_packed_all(draft.loaded), typed=_packed_all(draft.values), kept_at=clock.now()))


def kept(session: Session | Connection, actor: Actor, place: str) -> Draft | None:
    """What this clerk had typed in that place, with what had been loaded; nothing where nothing was left unsaved."""
    return next((each.draft for each in kept_all(session, actor) if each.place == place), None)


def kept_all(session: Session | Connection, actor: Actor) -> list[Kept]:
    """All that this clerk had typed and not saved, the latest first."""
    rows = session.execute(
        select(drafts).where(drafts.c.clerk_id == actor.id).order_by(drafts.c.kept_at.desc(), drafts.c.id.desc()))
    return [
        Kept(row.place, Draft(row.register, row.record_id, row.version, _unpacked_all(row.loaded),
                              _unpacked_all(row.typed)), row.kept_at)
        for row in rows
    ]


def forget(session: Session | Connection, actor: Actor, place: str) -> None:
    """Forget what was kept of a place, because it has been saved or thrown away."""
    session.execute(delete(drafts).where(drafts.c.clerk_id == actor.id, drafts.c.place == place))


# -- values as JSON: a draft may hold what its field would refuse, so each value tells its own type

_KIND = "$"


def _packed_all(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _packed(value) for name, value in values.items()}


def _unpacked_all(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _unpacked(value) for name, value in values.items()}


def _packed(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, datetime):
        return _packed_datetime(value)
    if isinstance(value, date):
        return {_KIND: "day", "is": value.isoformat()}
    if isinstance(value, tuple):
        return {_KIND: "tuple", "is": [_packed(item) for item in value]}
    raise TypeError(f"a draft holds no {type(value).__name__}")


def _packed_datetime(value: datetime) -> dict[str, Any]:
    if isinstance(value.tzinfo, ZoneInfo):
        wall = value.replace(tzinfo=None, fold=0).isoformat()
        return {_KIND: "wall", "is": wall, "zone": value.tzinfo.key, "fold": value.fold}
    if value.tzinfo is None:
        raise TypeError("a draft holds no time without a zone")
    return {_KIND: "moment", "is": value.astimezone(UTC).isoformat()}


def _unpacked(raw: Any) -> Any:
    return _UNPACKING[raw[_KIND]](raw) if isinstance(raw, dict) else raw


_UNPACKING: dict[str, Callable[[dict[str, Any]], Any]] = {
    "day": lambda raw: date.fromisoformat(raw["is"]),
    "tuple": lambda raw: tuple(_unpacked(item) for item in raw["is"]),
    "moment": lambda raw: datetime.fromisoformat(raw["is"]),
    "wall": lambda raw: datetime.fromisoformat(raw["is"]).replace(tzinfo=ZoneInfo(raw["zone"]), fold=raw["fold"]),
}
