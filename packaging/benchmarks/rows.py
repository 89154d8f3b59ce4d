"""The first rows of 100,000 in the window's own list, against loading the list first (D3)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.desks import make
from benchmarks.measuring import Bench, Outcome, in_turn, own, ratios, table


def run(bench: Bench) -> Iterator[Outcome]:
    """Show the same register by each way, in fresh processes in turn."""
    told = make(bench.folder / "listed", bench.few(100_000, 2_000))
    ways = {way: partial(own, "shown_rows", way, str(told)) for way in ("windowed", "loaded")}
    measured = in_turn(ways, bench.rounds)
    bench.say(table("first rows painted, ms", measured))
    yield from ratios(measured, "windowed", "ms", [
        ("D3", "first rows, of loading all into a list", "loaded", 0.1)], False)
