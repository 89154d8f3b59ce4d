"""Search at 100,000 dossiers against a ranked LIKE scan of the same encrypted database (S3, S6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from benchmarks.made_up import dossiers, parts_of
from benchmarks.measuring import Bench, Outcome, in_turn, percentiles, ratios, table
from benchmarks.plain_desk import KEY, declared
from partnerdesk.record.clerk import Actor
from partnerdesk.record.fields import Field, Kind
from partnerdesk.store import search
from partnerdesk.store.engine import open_engine
from partnerdesk.store.pinyin import initials

FIELDS = (Field(Kind.TEXT, "Name", name="name"), Field(Kind.TEXT, "Name in English", name="english_name"),
          Field(Kind.LONG_TEXT, "Note", name="note"))
REGISTER = declared("partners", FIELDS, names=("name", "english_name"), search=("note",))
CLERK = Actor(1, "clerk", cleared=True)
HOT = ("公司", "有限", "北京")
RANKED = """
    SELECT id, name, CASE WHEN name LIKE :begins THEN 1 WHEN name LIKE :holds THEN 2 ELSE 3 END AS tier FROM dossiers
    WHERE name LIKE :holds OR english_name LIKE :holds OR note LIKE :holds ORDER BY tier, changed DESC LIMIT 50
"""
INITIALS = """
    SELECT id, name, CASE WHEN initials LIKE :begins THEN 1 ELSE 2 END AS tier FROM dossiers
    WHERE initials LIKE :holds ORDER BY tier, changed DESC LIMIT 50
"""


def run(bench: Bench) -> Iterator[Outcome]:
    """Ask the product's own search and the scan the same questions, in one process and over one connection."""
    count = bench.few(100_000, 2_000)
    path = bench.folder / "search.db"
    names, notes, letters = fill(path, count)
    asked = bench.few(200, 20)
    two = [*parts_of(names, asked * 2 // 3, 2), *parts_of(notes, asked // 3, 2), *HOT]
    three = parts_of(letters, asked, 3)
    engine = open_engine(path, KEY, query_only=True)
    with engine.connect() as connection:
        signs = in_turn(_contestants(connection, RANKED, two), bench.few(2, 1))
        spelt = in_turn(_contestants(connection, INITIALS, three), bench.few(2, 1))
    engine.dispose()
    bench.say(table(f"two characters, {count:,} dossiers, ms", signs))
    bench.say(table(f"three initials, {count:,} dossiers, ms", spelt))
    for figure, limit in (("p50", 40), ("p99", 4)):
        yield from ratios(signs, "rows", figure, [
            ("S3", f"two characters, ranked top 50: times as fast as LIKE, {figure}", "LIKE", limit)], inverse=True)
    for figure in ("p50", "p99"):
        yield from ratios(spelt, "rows", figure, [
            ("S6", f"three pinyin initials: times as fast as LIKE, {figure}", "LIKE", 10)], inverse=True)


def fill(path: Path, count: int) -> tuple[list[str], list[str], list[str]]:
    """Make the database; gives the names, notes and initials that it holds."""
    made = list(dossiers(count))
    letters = [initials(each.name) for each in made]
    start = datetime(2020, 1, 1, tzinfo=UTC)
    engine: Engine = open_engine(path, KEY, create=True)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE dossiers (id INTEGER PRIMARY KEY, name TEXT, english_name TEXT, note TEXT, code TEXT,"
            " changed TEXT, initials TEXT)")
        connection.exec_driver_sql("INSERT INTO dossiers VALUES (?, ?, ?, ?, ?, ?, ?)", [
            (id, each.name, each.english_name, each.note, each.code, str(start + timedelta(minutes=id)), spelt)
            for id, (each, spelt) in enumerate(zip(made, letters, strict=True), 1)])
        search.rebuild(connection, (
            search.Entry(REGISTER, id, {"name": each.name, "english_name": each.english_name, "note": each.note},
                         start + timedelta(minutes=id), number=each.code)
            for id, each in enumerate(made, 1)))
    engine.dispose()
    return [each.name for each in made], [each.note for each in made], [each for each in letters if len(each) > 2]


def _contestants(connection: Connection, scan: str, questions: Sequence[str]) -> dict[str, Any]:
    from sqlalchemy import text

    statement = text(scan)

    def like(typed: str) -> object:
        return connection.execute(statement, {"begins": f"{typed}%", "holds": f"%{typed}%"}).all()

    return {
        # The rows are what a scan gives too; the answer of the search field quotes where each was found besides.
        "rows": lambda: percentiles(lambda typed: search.matching(connection, CLERK, "partners", typed, 50), questions),
        "answer": lambda: percentiles(lambda typed: search.search(connection, CLERK, typed, 50), questions),
        "LIKE": lambda: percentiles(like, questions[:: max(1, len(questions) // 60)]),
    }
