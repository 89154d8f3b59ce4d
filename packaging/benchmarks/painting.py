"""From the start to the first paint, and to the first rows of the encrypted store, against a minimal window (D1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from benchmarks.desks import make
from benchmarks.measuring import Bench, Outcome, in_turn, own, ratios, table

WAYS = ("minimal", "frame", "rows", "eager")


def run(bench: Bench) -> Iterator[Outcome]:
    """Start each window in a fresh process, interpreter and all."""
    told = make(bench.folder / "painted", bench.few(100_000, 500))
    measured = in_turn({way: partial(_started, way, told) for way in WAYS}, bench.few(7, 1))
    bench.say(table("start to paint, ms", measured))
    yield from ratios(measured, "frame", "ms", [
        ("D1a", "frame with its navigation, of a minimal window", "minimal", 1.4)], False)
    yield from ratios(measured, "rows", "ms", [
        ("D1b", "key held to first 200 rows painted, of a minimal window's start", "minimal", 3)], False)
    for way, budget in (("frame", "D1a"), ("rows", "D1b")):
        yield from ratios(measured, way, "ms", [
            (budget, f"{way}, of importing everything first", "eager", 0.5)], False)


def _started(way: str, told: Path) -> dict[str, Any]:
    return own("painted_window", way, str(told), str(monotonic()))
