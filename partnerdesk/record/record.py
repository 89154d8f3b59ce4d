"""What every record of the desk has, and how its declaration becomes a table."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from partnerdesk.record.fields import Field, Links, Moment

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The root of all tables: constraints are named, so that a database error can become a sentence."""

    metadata = MetaData(naming_convention=CONVENTION)


class Record(Base):
    """One kept thing: identity, number, version, who made and changed it and when, and whether it is struck.

    Records are made and changed through a `Draft` in a `Work`; they are struck, not deleted.
    """

    __abstract__ = True

    id: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=-100)
    uid: Mapped[str] = mapped_column(String(32), unique=True, default=lambda: uuid.uuid4().hex, sort_order=-99)
    number: Mapped[str | None] = mapped_column(String(60), index=True, sort_order=-98)
    version: Mapped[int] = mapped_column(Integer, default=1, sort_order=-97)
    restricted: Mapped[bool] = mapped_column(default=False, sort_order=-96)
    made_at: Mapped[datetime] = mapped_column(Moment, sort_order=90)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("clerks.id"), sort_order=91)
    changed_at: Mapped[datetime] = mapped_column(Moment, index=True, sort_order=92)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("clerks.id"), sort_order=93)
    struck_at: Mapped[datetime | None] = mapped_column(Moment, index=True, sort_order=94)
    struck_by_id: Mapped[int | None] = mapped_column(ForeignKey("clerks.id"), sort_order=95)
    struck_reason: Mapped[str | None] = mapped_column(String(400), sort_order=96)

    __fields__: ClassVar[dict[str, Field]] = {}
    __links__: ClassVar[dict[str, Table]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        several = {name: value for name, value in vars(cls).items() if isinstance(value, Links)}
        declared = [name for name, value in vars(cls).items() if isinstance(value, Links) or hasattr(value, "column")]
        super().__init_subclass__(**kwargs)
        if "__tablename__" not in vars(cls):
            return
        cls.__links__ = {name: _association(cls.__tablename__, name, made.field) for name, made in several.items()}
        fields: dict[str, Field] = {}
        for name in declared:
            if name in several:
                fields[name] = several[name].field.named(name)
            elif name in cls.__table__.c and "field" in cls.__table__.c[name].info:
                fields[name] = cls.__table__.c[name].info["field"].named(name)
        cls.__fields__ = fields


def _association(table: str, name: str, field: Field) -> Table:
    return Table(
        f"{table}_{name}",
        Base.metadata,
        Column("owner_id", ForeignKey(f"{table}.id"), primary_key=True),
        Column("other_id", ForeignKey(f"{field.target}.id"), primary_key=True),
        Column("position", Integer, nullable=False),
    )
