"""How late the window's loop is while the press prints a packet (D4)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.measuring import Bench, Outcome, in_turn, own, ratios, table
from benchmarks.packet_input import write


def run(bench: Bench) -> Iterator[Outcome]:
    """Listen to a timer of 5 ms with and without the press at work, in fresh processes in turn."""
    source = write(bench.folder / "lag.json", bench.few(10, 1) / 10)
    target = bench.folder / "lag.pdf"
    seconds = bench.few(4, 1)
    measured = in_turn({
        way: partial(own, "late_timer", way, str(source), str(target), str(seconds)) for way in ("idle", "printing")
    }, bench.rounds)
    bench.say(table("lateness of a 5 ms timer, ms", measured))
    for figure, most in (("p99", 3), ("max", 2)):
        yield from ratios(measured, "printing", figure, [
            ("D4", f"lateness while printing, of idle, {figure}", "idle", most)], False)
