"""Finding the duplicates among 100,000 partners against reading the same rows, and how that grows (M1, M2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from benchmarks.desks import make, opened
from benchmarks.measuring import Bench, Measure, Outcome, in_turn, table, timed


def run(bench: Bench) -> Iterator[Outcome]:
    """Read and compare the partners of a small and of a large desk in turn."""
    many, few = bench.few(100_000, 2_000), bench.few(10_000, 500)
    desks = {count: opened(make(bench.folder / str(count), count)) for count in (few, many)}
    try:
        ways: dict[str, Measure] = {}
        for count, (desk, actor, _registers) in desks.items():
            ways[f"rows {count}"] = partial(_seconds, _rows, desk, actor)
            ways[f"found {count}"] = partial(_seconds, _found, desk, actor)
        measured = in_turn(ways, bench.rounds)
    finally:
        for desk, _actor, _registers in desks.values():
            desk.close()
    bench.say(table("rows read, duplicates found, s", measured))
    taken = {name: figures["s"] for name, figures in measured.items()}
    yield Outcome("M1", "duplicates of 100,000 partners, of reading their rows",
                  taken[f"found {many}"] / taken[f"rows {many}"], 15, False)
    yield Outcome("M2", "a partner among 100,000, of a partner among 10,000",
                  (taken[f"found {many}"] / many) / (taken[f"found {few}"] / few), 2, False)


def _seconds(job: Callable[[Any, Any], int], desk: Any, actor: Any) -> dict[str, float]:
    return {"s": timed(lambda: job(desk, actor))}


def _rows(desk: Any, actor: Any) -> int:
    from sqlalchemy import select

    from partnerdesk.office.partners.records import Partner

    wanted = select(Partner.id, Partner.number, Partner.name, Partner.english_name, Partner.aliases,
                    Partner.credit_code, Partner.lei, Partner.website, Partner.telephone)
    return len(desk.read(actor, lambda look: look.rows(wanted)).result())


def _found(desk: Any, actor: Any) -> int:
    from partnerdesk.office import duplicates

    return len(duplicates.groups(desk.read(actor, lambda look: duplicates.known(look, "partners")).result()))
