"""The tables that the store keeps for itself: counters, history and steps."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table

from partnerdesk.record.fields import Moment
from partnerdesk.record.record import Base

counters = Table(
    "counters",
    Base.metadata,
    Column("series", String(60), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

history = Table(
    "history",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("register", String(40), nullable=False),
    Column("record_id", Integer, nullable=False),
    Column("field", String(60), nullable=False),  # "" = made, struck or taken back as a whole
    Column("before", JSON),
    Column("after", JSON),
    Column("began_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("clerk_id", ForeignKey("clerks.id"), nullable=False),
    Index("ix_history_record", "register", "record_id", "field"),
)

steps = Table(
    "steps",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("clerk_id", ForeignKey("clerks.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("undone", Integer, nullable=False),  # 1 once taken back, or itself an undoing
)
