"""What every record of the desk has, and how its declaration becomes a table."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Table
from sqlalchemy.orm import Mapped, registry

from partnerdesk.record.fields import Field, Links, Moment, unlabelled

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base:
    """The root of all tables: constraints are named, so that a database error can become a sentence."""

    metadata = MetaData(naming_convention=CONVENTION)


class Record(Base):
    """One kept thing: identity, number, version, who made and changed it and when, and whether it is struck.

    Records are made and changed through a `Draft` in a `Work`; they are struck, not deleted.
    """

    if TYPE_CHECKING:
        id: Mapped[int]
        uid: Mapped[str]
        number: Mapped[str | None]
        version: Mapped[int]
        made_at: Mapped[datetime]
        made_by_id: Mapped[int | None]
        changed_at: Mapped[datetime]
        changed_by_id: Mapped[int | None]
        struck_at: Mapped[datetime | None]
        struck_by_id: Mapped[int | None]
        struck_reason: Mapped[str | None]

    # Here for the one criterion of all records by which the store withholds; each record has its own.
    restricted: Mapped[bool] = unlabelled("restricted", Boolean)

    __tablename__: ClassVar[str]
    __table__: ClassVar[Table]
    __table_args__: ClassVar[tuple[Any, ...]] = ()
    __fields__: ClassVar[dict[str, Field]] = {}
    __links__: ClassVar[dict[str, Table]] = {}

    def __init__(self, **values: Any) -> None:
        for name, value in values.items():
            if name not in self.__table__.c:
                raise TypeError(f"{type(self).__name__} has no {name}")
            setattr(self, name, value)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Make the table of a record and map it, from the declarations alone.

        Opening the program waits for this: annotations are not read, and each record has a registry of its own, so
        that its mapper is configured when the record is first asked for.
        """
        super().__init_subclass__(**kwargs)
        if "__tablename__" not in vars(cls):
            return
        declared: list[Column[Any]] = []
        cls.__fields__, cls.__links__ = {}, {}
        for name, value in vars(cls).items():
            if isinstance(value, Links):
                cls.__fields__[name] = value.field.named(name)
                cls.__links__[name] = _association(cls.__tablename__, name, value.field)
            elif isinstance(value, Column):
                value.name = value.key = name
                declared.append(value)
                if "field" in value.info:
                    cls.__fields__[name] = value.info["field"].named(name)
        table = Table(cls.__tablename__, Base.metadata, *_identity(), *declared, *_life(), *cls.__table_args__)
        registry(metadata=Base.metadata).map_imperatively(cls, table)


def _identity() -> Iterator[Column[Any]]:
    yield Column("id", Integer, primary_key=True)
    yield Column("uid", String(32), unique=True, nullable=False, default=lambda: uuid.uuid4().hex)
    yield Column("number", String(60), index=True)
    yield Column("version", Integer, nullable=False, default=1)
    yield Column("restricted", Boolean, nullable=False, default=False)


def _life() -> Iterator[Column[Any]]:
    yield Column("made_at", Moment, nullable=False)
    yield Column("made_by_id", ForeignKey("clerks.id"))
    yield Column("changed_at", Moment, nullable=False, index=True)
    yield Column("changed_by_id", ForeignKey("clerks.id"))
    yield Column("struck_at", Moment, index=True)
    yield Column("struck_by_id", ForeignKey("clerks.id"))
    yield Column("struck_reason", String(400))


def _association(table: str, name: str, field: Field) -> Table:
    return Table(
        f"{table}_{name}",
        Base.metadata,
        Column("owner_id", ForeignKey(f"{table}.id"), primary_key=True),
        Column("other_id", ForeignKey(f"{field.target}.id"), primary_key=True),
        Column("position", Integer, nullable=False),
    )
