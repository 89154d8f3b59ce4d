"""Lists by column selects and calls to a thread of the store, against the raw driver and AsyncSession (O1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measuring import Absent, Bench, Outcome, in_turn, own, ratios, table

SIDE_PACKAGES = "lib/python*/site-packages"


def run(bench: Bench) -> Iterator[Outcome]:
    """Ask for the same rows by each way, in fresh processes in turn."""
    source = bench.folder / "lists.db"
    own("list_way", "make", str(source), str(bench.few(20_000, 1_200)))
    ways = ("raw", "look", "same thread", "store thread")
    measured = in_turn({
        **{way: partial(own, "list_way", way, str(source)) for way in ways},
        "AsyncSession": partial(_asynchronous, bench, source),
    }, bench.rounds)
    bench.say(table("1,000 dossiers and 5,000 rows, ms; one row by its id through a Session, us", measured))
    yield from ratios(measured, "look", "ms", [
        ("O1", "lists of 1,000 + 5,000 rows, of the raw driver", "raw", 1.5)], False)
    yield from ratios(measured, "store thread", "us", [
        ("O1", "one row through the store's thread, of the same thread", "same thread", 2),
        ("O1", "the same, of AsyncSession with aiosqlite (not encrypted)", "AsyncSession", 0.6)], False)


def _asynchronous(bench: Bench, source: Path) -> dict[str, Any]:
    # aiosqlite stands among the peers; it is plain Python and read from there into a process of the program's own.
    folders = list(bench.peer().parents[1].glob(SIDE_PACKAGES + "/aiosqlite"))
    if not folders:
        raise Absent("aiosqlite is not installed")
    return own("list_way", "AsyncSession", str(source), str(folders[0].parent))
