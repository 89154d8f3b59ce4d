"""Opening a dossier with 500 entries on its timeline against one raw query for the same entries."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import insert

from benchmarks.desks import make, opened
from benchmarks.measuring import Bench, Outcome, in_turn, ratios, table

NOW = datetime(2026, 11, 20, tzinfo=UTC)
TODAY = date(2026, 11, 20)
ENTRIES = 500
OTHERS = 200  # other partners of whom as much is kept, so that nothing is found by being alone in its table
# How many of the entries each register holds, in hundredths.
SHARES = {"contacts": 30, "incoming": 20, "feedback": 14, "gifts": 10, "lookups": 10, "qualifications": 6,
          "stage_changes": 4, "responsibilities": 2, "publications": 4}
SIGNED = {  # what else a register asks for
    "contacts": {"happened": 0, "kind": "call", "subject": "续签事宜"},
    "incoming": {"received": 0, "sender": "江海物流集团", "title": "关于商请提供履约数据的函"},
    "feedback": {"received": 0, "kind": "suggestion", "subject": "到货窗口", "state": "open"},
    "gifts": {"changed_hands": 0, "direction": "given", "article": "茶叶", "ours": "沈立"},
    "lookups": {"looked_up": 0, "place": "judgments", "outcome": "nothing"},
    "qualifications": {"valid_from": 0, "kind": "quality", "permanent": True},
    "stage_changes": {"since": 0, "stage": "active"},
    "responsibilities": {"since": 0, "duty": "manager", "person": "沈立"},
    "publications": {"received": 0, "title": "行业通讯"},
}


def run(bench: Bench) -> Iterator[Outcome]:
    """Open the same dossier by each way, over the same reading connection, in turn."""
    told = make(bench.folder / "dossiers", bench.few(2_000, 300))
    desk, actor, _registers = opened(told)
    try:
        _fill(desk, bench.few(OTHERS, 20))
        measured = in_turn({
            "dossier": lambda: desk.read(actor, lambda look: _timed(lambda: _dossier(look))).result(),
            "raw": lambda: desk.read(actor, _raw).result(),
        }, bench.rounds)
    finally:
        desk.close()
    bench.say(table(f"a dossier with {ENTRIES} entries on its timeline, ms", measured))
    yield from ratios(measured, "dossier", "ms", [
        ("O2", f"opening a dossier with {ENTRIES} entries, of one raw query for the same", "raw", 5)], False)


def _fill(desk: Any, others: int) -> None:
    """Enter as much about each of the first partners."""
    from partnerdesk.office import contents
    from partnerdesk.store.engine import open_engine

    registers = contents.load_records()
    engine = open_engine(Path(desk.database), desk._key)
    with engine.begin() as connection:
        for key, share in SHARES.items():
            record: Any = registers[key].record
            defaults = {name: field.default for name, field in registers[key].fields.items()
                        if field.default not in (None, ())}
            rows = []
            for partner in range(1, others + 1):
                for place in range(ENTRIES * share // 100):
                    values = {name: TODAY - timedelta(days=place * 3) if value == 0 else value
                              for name, value in SIGNED[key].items()}
                    rows.append({**defaults, "partner_id": partner, "version": 1, "restricted": False, "made_at": NOW,
                                 "changed_at": NOW, "uid": f"{key[:8]}-{partner}-{place}", **values})
            connection.execute(insert(record), rows)
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _dossier(look: Any) -> None:
    from partnerdesk.office.dossier import dossier
    from partnerdesk.page.loading import load

    load(look, "partners", 1)
    known = dossier(look, 1)
    assert len(known.past(TODAY)) >= ENTRIES


def _raw(look: Any) -> dict[str, float]:
    """One UNION over all that the dossier holds, the same entries with the same fields, sent to the driver as text."""
    connection = look.session.connection()
    statement = _union()

    def ask() -> None:
        rows = connection.exec_driver_sql(statement).fetchall()
        assert len(rows) >= ENTRIES

    return _timed(ask)


def _union() -> str:
    from partnerdesk.office import contents
    from partnerdesk.office.kept import WAYS, shape
    from partnerdesk.record.fields import Kind

    ways = {way.register: way for way in WAYS}
    widest = max(len(shape(way.register).fields) for way in WAYS)
    parts = []
    for way in WAYS:
        register = contents.load_records()[way.register]
        own = register.record.__tablename__
        if way.by is not None:
            earlier = contents.load_records()[way.by[0]].record.__tablename__
            found = f"{way.link} IN (SELECT {way.by[1]} FROM {earlier} WHERE {ways[way.by[0]].link} = 1)"
        elif register.fields[way.link].kind is Kind.LINKS:
            found = f"id IN (SELECT owner_id FROM {own}_{way.link} WHERE other_id = 1)"
        else:
            found = f"{way.link} = 1"
        names = [f'"{field.name}"' for field in shape(way.register).fields]
        columns = ", ".join([*names, *["NULL"] * (widest - len(names))])
        parts.append(f"SELECT '{way.register}', id, number, {columns} FROM {own} WHERE {found} AND struck_at IS NULL")
    return " UNION ALL ".join(parts)


def _timed(job: Any) -> dict[str, float]:
    took = []
    for _ in range(8):
        begun = perf_counter()
        job()
        took.append(perf_counter() - begun)
    return {"ms": statistics.median(took[2:]) * 1000}
