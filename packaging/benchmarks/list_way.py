"""One way of asking for lists and rows, in this fresh process: `-m benchmarks.list_way WAY DATABASE [MORE]`."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, create_engine, insert, select
from sqlalchemy.orm import Session

from benchmarks.plain_desk import KEY
from partnerdesk.record.clerk import Actor
from partnerdesk.record.fields import link, long_text, text
from partnerdesk.record.record import Base, Record
from partnerdesk.store.engine import connect, open_engine
from partnerdesk.store.reader import Reader
from partnerdesk.store.thread import Threads

NOW = datetime(2026, 11, 20, tzinfo=UTC)
CLERK = Actor(1, "bench", cleared=True)
FIRST, LAST = 101, 1100
CALLS = 300


class Dossier(Record):
    """A dossier as any desk might declare it."""

    __tablename__ = "bench_dossiers"

    name = text("Name", required=True)
    note = long_text("Note")


class Line(Record):
    """One of the five lines of a dossier."""

    __tablename__ = "bench_lines"

    dossier_id = link("bench_dossiers", "Dossier", required=True)
    what = text("What")


def make(path: Path, count: int) -> None:
    """The encrypted database, and the same without a key beside it for what knows no cipher."""
    for engine in (open_engine(path, KEY, create=True), create_engine(f"sqlite:///{path}.plain")):
        tables = [Base.metadata.tables[name] for name in ("clerks", "bench_dossiers", "bench_lines")]
        Base.metadata.create_all(engine, tables)
        common = {"version": 1, "restricted": False, "made_at": NOW, "changed_at": NOW}
        with engine.begin() as connection:
            connection.execute(insert(Dossier), [
                {"name": f"第{id}公司", "note": "备注" * 15, **common} for id in range(count)])
            connection.execute(insert(Line), [
                {"dossier_id": id % count + 1, "what": "一行", **common} for id in range(5 * count)])
        engine.dispose()


def raw(path: Path) -> dict[str, float]:
    connection = connect(path, KEY, query_only=True)

    def job() -> None:
        connection.execute("SELECT id, name, note FROM bench_dossiers WHERE id BETWEEN ? AND ? ORDER BY id",
                           (FIRST, LAST)).fetchall()
        connection.execute("SELECT id, dossier_id, what FROM bench_lines WHERE dossier_id BETWEEN ? AND ? ORDER BY id",
                           (FIRST, LAST)).fetchall()

    return {"ms": _median(job)}


def look(path: Path) -> dict[str, float]:
    dossier: Any = Dossier
    line: Any = Line
    engine = open_engine(path, KEY, query_only=True)
    with Session(engine) as session:
        reader = Reader(session, CLERK, {})

        def job() -> None:
            reader.rows(select(dossier.id, dossier.name, dossier.note).where(dossier.id.between(FIRST, LAST))
                        .order_by(dossier.id))
            reader.rows(select(line.id, line.dossier_id, line.what).where(line.dossier_id.between(FIRST, LAST))
                        .order_by(line.id))

        return {"ms": _median(job)}


def same_thread(path: Path) -> dict[str, float]:
    engine = open_engine(path, KEY, query_only=True)
    with engine.connect() as connection:
        return {"us": _each(lambda id: _get(connection, id))}


def store_thread(path: Path) -> dict[str, float]:
    threads = Threads(None, open_engine(path, KEY, query_only=True), lambda: connect(path, KEY))
    try:
        return {"us": _each(lambda id: threads.read(lambda connection: _get(connection, id)).result())}
    finally:
        threads.close()


def asynchronous(path: Path) -> dict[str, float]:
    """AsyncSession over a plain file, which is easier than our task."""
    sys.path.append(sys.argv[3])
    from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

    async def live() -> float:
        engine = create_async_engine(f"sqlite+aiosqlite:///{path}.plain")
        took = []
        for id in range(1, CALLS + 1):
            begun = perf_counter()
            async with AsyncSession(engine) as session:
                await session.get(Dossier, id)
            took.append(perf_counter() - begun)
        await engine.dispose()
        return statistics.median(took) * 1e6

    return {"us": asyncio.run(live())}


def _get(connection: Connection, id: int) -> None:
    with Session(connection) as session:
        session.get(Dossier, id)


def _each(job: Any) -> float:
    took = []
    for id in range(1, CALLS + 1):
        begun = perf_counter()
        job(id)
        took.append(perf_counter() - begun)
    return statistics.median(took) * 1e6


def _median(job: Any) -> float:
    took = []
    for _ in range(15):
        begun = perf_counter()
        job()
        took.append(perf_counter() - begun)
    return statistics.median(took[3:]) * 1000


WAYS = {"raw": raw, "look": look, "same thread": same_thread, "store thread": store_thread,
        "AsyncSession": asynchronous}


def main() -> None:
    way, path = sys.argv[1], Path(sys.argv[2])
    if way == "make":
        make(path, int(sys.argv[3]))
        print("{}")
    else:
        print(json.dumps(WAYS[way](path)))


if __name__ == "__main__":
    main()
