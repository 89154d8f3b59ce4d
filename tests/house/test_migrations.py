"""The migrations and the records say the same; a filled desk comes through an upgrade with every row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from partnerdesk.office import contents
from partnerdesk.record.record import Base
from partnerdesk.store import migrating
from partnerdesk.store.engine import open_engine

contents.load_records()


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


DESKS = sorted((Path(__file__).parent / "desks").glob("*.json"))  # filled by the program as it then was


def _rows(connection: Connection, columns: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    for table, names in columns.items():
        listed = ", ".join(f'"{name}"' for name in names)
        found[table] = sorted((tuple(row) for row in connection.exec_driver_sql(f'SELECT {listed} FROM "{table}"')),
                              key=repr)
    return found


@pytest.mark.parametrize("kept", DESKS, ids=lambda path: path.stem)
def test_a_filled_desk_of_each_earlier_schema_comes_through_with_every_row(kept: Path, tmp_path: Path) -> None:
    filled = json.loads(kept.read_text(encoding="utf-8"))
    engine = open_engine(tmp_path / "desk.db", b"\1" * 32, create=True)
    with engine.connect() as connection:
        migrating.upgrade(connection, kept.stem)
        columns = {table: held["columns"] for table, held in filled.items()}
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table, held in filled.items():
            places = ", ".join("?" * len(held["columns"]))
            names = ", ".join(f'"{name}"' for name in held["columns"])
            connection.exec_driver_sql(f'DELETE FROM "{table}"')
            for row in held["rows"]:
                connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({places})', tuple(row))
        connection.commit()
        before = _rows(connection, columns)
        assert {table: len(rows) for table, rows in before.items()} == {
            table: len(held["rows"]) for table, held in filled.items()}
        connection.rollback()
        migrating.upgrade(connection)
        assert _rows(connection, columns) == before
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert migrating.revision(connection) == migrating.head()
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
