"""The packet's body against naive Platypus, Typst, WeasyPrint and the drawing of lines broken already (P1–P4)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measuring import Bench, Outcome, fresh, in_turn, own, ratios, table
from benchmarks.packet_input import write

PEERS = ("typst", "weasyprint")


def run(bench: Bench) -> Iterator[Outcome]:
    """Print the same packet by each engine, each time in a fresh process, once and five times as long."""
    small, large = (0.05, 0.2) if bench.quick else (1.0, 5.0)
    once = _measured(bench, small, bench.rounds, ("ours", "limit", "platypus", *PEERS))
    bench.say(table(f"body at {small:g}x", once))
    # WeasyPrint takes minutes here and no budget asks for it.
    more = _measured(bench, large, min(bench.rounds, 2), ("ours", "limit", "platypus", "typst"))
    bench.say(table(f"body at {large:g}x", more))
    yield from ratios(once, "ours", "pages/s", [("P1", "pages/s of naive Platypus, at 1x", "platypus", 5)])
    yield from ratios(more, "ours", "pages/s", [("P1", "pages/s of naive Platypus, at 5x", "platypus", 9)])
    yield from ratios(once, "ours", "pages/s", [
        ("P2", "pages/s of Typst", "typst", 2), ("P2", "pages/s of WeasyPrint", "weasyprint", 30)])
    for measured, times, most in ((once, 1, 4), (more, 5, 3)):
        yield from ratios(measured, "ours", "seconds", [
            ("P3", f"time of drawing lines that are broken already, at {times}x", "limit", most)], False)
    both = {"now": more["ours"], "then": once["ours"]}
    yield from ratios(both, "now", "pages/s", [("P4", "pages/s at 5x against 1x", "then", 1)])
    yield from ratios(both, "now", "peak MB", [("P4", "peak memory at 5x against 1x", "then", 2)], False)
    yield from ratios(more, "ours", "peak MB", [("P4", "peak memory of Typst's, at 5x", "typst", 0.2)], False)


def _measured(bench: Bench, scale: float, rounds: int, engines: tuple[str, ...]) -> dict[str, dict[str, float]]:
    source = write(bench.folder / f"packet-{scale:g}.json", scale)
    return in_turn({name: partial(_printed, bench, name, source) for name in engines}, rounds)


def _printed(bench: Bench, engine: str, source: Path) -> dict[str, Any]:
    arguments = ("body_engine", engine, str(source), str(bench.folder / f"{engine}.pdf"))
    return fresh(bench.peer(), *arguments) if engine in PEERS else own(*arguments)
