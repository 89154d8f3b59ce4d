"""The migrations and the records say the same; a filled desk comes through an upgrade with every row."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex, CreateTable

from partnerdesk.office import contents
from partnerdesk.record.clerk import Actor, Clerk
from partnerdesk.record.record import Base
from partnerdesk.store import migrating
from partnerdesk.store.engine import open_engine
from partnerdesk.store.work import Work

from ..making import made

contents.load_records()
NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


def test_autogenerate_finds_nothing_to_do(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "desk.db", b"\1" * 32, create=True)
    with engine.connect() as connection:
        migrating.upgrade(connection)
        context = MigrationContext.configure(connection, opts={
            "include_name": lambda name, kind, parents: not (
                kind == "table" and (name in {"meta", "alembic_version"} or name.startswith(migrating.DERIVED))),
            "compare_type": True,
        })
        assert compare_metadata(context, Base.metadata) == []
        assert migrating.revision(connection) == migrating.head()
    engine.dispose()


def test_upgrading_twice_changes_nothing(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "desk.db", b"\1" * 32, create=True)
    with engine.connect() as connection:
        migrating.upgrade(connection)
        before = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema ORDER BY name").all()
        connection.rollback()
        migrating.upgrade(connection)
        assert connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema ORDER BY name").all() == before
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def _rows(connection: Connection) -> dict[str, list[str]]:
    names = [name for name in inspect(connection).get_table_names()
             if name != "alembic_version" and not name.startswith(migrating.DERIVED)]
    return {name: sorted(map(repr, connection.exec_driver_sql(f'SELECT * FROM "{name}"'))) for name in names}


def test_a_filled_desk_of_the_first_schema_comes_through_with_every_row(tmp_path: Path) -> None:
    registers = contents.load_records()
    later = {"seal_uses"}
    engine = open_engine(tmp_path / "desk.db", b"\1" * 32, create=True)
    with engine.connect() as connection:
        migrating.upgrade(connection, "0001")
        assert later.isdisjoint(inspect(connection).get_table_names())
    with Session(engine, autoflush=False) as session, session.begin():
        session.add(Clerk(id=1, name="李文书", account="a", cleared=True, version=1, made_at=NOW, changed_at=NOW))
        session.flush()
        work = Work(session, Actor(1, "李文书", cleared=True), NOW, registers)
        for key in registers.keys() - later:
            made(work, key)
        work.finish()
    with engine.connect() as connection:
        before = _rows(connection)
        assert all(before[key] for key in registers.keys() - later)
        connection.rollback()
        migrating.upgrade(connection)
        after = _rows(connection)
        assert {name: after[name] for name in before} == before
        assert set(after) - set(before) == later
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    engine.dispose()


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"])
def test_every_table_and_index_compiles_for_both_engines(dialect: object) -> None:
    for table in Base.metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))  # type: ignore[arg-type]
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))  # type: ignore[arg-type]


def test_every_constraint_has_a_name() -> None:
    for table in Base.metadata.sorted_tables:
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint!r}"
