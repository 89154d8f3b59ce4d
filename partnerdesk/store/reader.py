"""Reading the desk on a clerk's behalf: what the clerk may not see is withheld here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnClause, Row, Select, Table, TextClause, bindparam, event, func, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql import visitors

from partnerdesk.problems import Refused
from partnerdesk.record.clerk import Actor
from partnerdesk.record.record import Record
from partnerdesk.record.register import Register
from partnerdesk.words import N_

R = TypeVar("R", bound=Record)


def _open_only(record: type[Record]) -> Any:
    return record.restricted.is_(False)


@cache
def _linking(record: Any, name: str) -> Select[Any]:
    table = record.__links__[name]
    owners = select(table.c.owner_id).where(table.c.other_id == bindparam("other"))
    return select(record.id).where(record.id.in_(owners)).order_by(record.id)


_WITHHELD = with_loader_criteria(Record, _open_only, include_aliases=True, propagate_to_loaders=True)
# By statement: as it is asked for a clerk without clearance. The statement itself would keep its own place for ever.
_prepared: WeakKeyDictionary[Any, Select[Any]] = WeakKeyDictionary()


def withhold(session: Session) -> None:
    """Let a session load no restricted record, by whatever path an entity is reached."""

    @event.listens_for(session, "do_orm_execute")
    def _criteria(state: ORMExecuteState) -> None:
        if state.is_select:
            state.statement = state.statement.options(_WITHHELD)


class Reader:
    """A `Look` over one session for one clerk."""

    def __init__(self, session: Session, actor: Actor, registers: Mapping[str, Register]) -> None:
        self.session = session
        self.actor = actor
        self.registers = registers
        if not actor.cleared:
            withhold(session)

    def get(self, record: type[R], id: int | None) -> R | None:
        """The record with that id, or nothing when there is none or it is withheld."""
        if id is None:
            return None
        return self.session.scalars(select(record).where(record.id == id)).first()

    def rows(self, statement: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
        """The rows of a select over record columns; refuses bare tables and text, which nothing could withhold."""
        refuse_bare(statement)
        return self.session.execute(statement).all()

    def repeated(self, statement: Select[*tuple[Any, ...]], **values: Any) -> Sequence[Row[*tuple[Any, ...]]]:
        """As `rows`, for a statement that its module builds once, with bound parameters, and asks again and again.

        What it may read is checked only the first time, and no entity is looked for in the session.
        """
        if statement not in _prepared:
            refuse_bare(statement)
        return self._again(statement, values)

    def _again(self, statement: Select[*tuple[Any, ...]], values: dict[str, Any]) -> Sequence[Any]:
        if self.session.new or self.session.dirty:
            self.session.flush()
        prepared = _prepared.get(statement)
        if prepared is None:
            prepared = _prepared[statement] = statement.options(_WITHHELD)
        return self.session.connection().execute(statement if self.actor.cleared else prepared, values).all()

    def count(self, statement: Select[*tuple[Any, ...]]) -> int:
        """How many rows the select would give."""
        refuse_bare(statement)
        return self.session.execute(select(func.count()).select_from(statement.order_by(None).subquery())).scalar_one()

    def linked(self, record: type[Record], id: int, name: str) -> tuple[int, ...]:
        """The ids in a field of several links, in order; nothing where the record is withheld."""
        if self.get(record, id) is None:
            return ()
        table = record.__links__[name]
        return tuple(self.session.execute(
            select(table.c.other_id).where(table.c.owner_id == id).order_by(table.c.position)).scalars())

    def linking(self, record: type[Record], name: str, other: int) -> tuple[int, ...]:
        """The ids of the records whose field of several links holds the record `other`; withheld ones are left out."""
        kind: Any = record
        return tuple(id for (id,) in self._again(_linking(kind, name), {"other": other}))


def refuse_bare(statement: Select[*tuple[Any, ...]]) -> None:
    """Refuse a statement that reads a table or a text past the records.

    Raises `Refused`; only `store/` itself reads bare tables.
    """
    tables: set[Table] = set()
    through_records: set[Table] = set()
    for part in visitors.iterate(statement):
        table = getattr(part, "table", part)
        if "parententity" in part._annotations:
            through_records.update(each for each in visitors.iterate(table) if isinstance(each, Table))
        elif isinstance(part, Table):
            tables.add(part)
        elif isinstance(part, TextClause) or (isinstance(part, ColumnClause) and _bare(part)):
            raise Refused(_THROUGH_RECORDS)
        if isinstance(part, Select) and any(isinstance(each, Table) and "parententity" not in each._annotations
                                            for each in part._from_obj):
            raise Refused(_THROUGH_RECORDS)
    if {table.name for table in tables} - {table.name for table in through_records}:
        raise Refused(_THROUGH_RECORDS)


_THROUGH_RECORDS = N_("A list may only be read through its records.")


def _bare(column: ColumnClause[Any]) -> bool:
    return isinstance(column.table, Table) or (column.is_literal and column.name != "*")
