"""Compared things measured in turn, each round all of them, and their ratios held against the budgets."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

TOP = Path(__file__).resolve().parents[2]
PACKAGING = TOP / "packaging"
FONTS = TOP / ".fonts"


class Absent(Exception):
    """Something to be measured against is not on this machine; the message says what."""


@dataclass(frozen=True)
class Outcome:
    """One ratio and the budget that it is held against; without a value it says why there is none."""

    budget: str  # P1, S3 …
    what: str
    value: float | None
    limit: float
    at_least: bool = True
    note: str = ""

    @property
    def met(self) -> bool | None:
        if self.value is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def said(self, quick: bool = False) -> str:
        """The ratio beside its budget; a quick run is too short to judge by."""
        verdict = {True: "met", False: "MISSED", None: "not measured"}[self.met]
        if quick and self.met is not None:
            verdict = "not judged"
        value = "-" if self.value is None else _number(self.value)
        bound = f"{'at least' if self.at_least else 'at most'} {_number(self.limit)}"
        note = f"  ({self.note})" if self.note else ""
        return f"  {self.budget:<4} {self.what:<66} {value:>8}   {bound:<15} {verdict}{note}"


@dataclass
class Bench:
    """How thoroughly to measure, where scratch files may lie, and which interpreter has the peers."""

    folder: Path
    quick: bool = False
    peers: Path | None = None
    say: Callable[[str], None] = field(default=lambda text: print(text, flush=True))

    @property
    def rounds(self) -> int:
        """Rounds that count; one more is run first and dropped."""
        return 1 if self.quick else 5

    def few(self, many: int, few: int) -> int:
        return few if self.quick else many

    def peer(self) -> Path:
        """The interpreter that has the peers."""
        if self.peers is None:
            raise Absent("the peers are not installed")
        return self.peers


Measure = Callable[[], Mapping[str, float]]


def in_turn(contestants: Mapping[str, Measure], rounds: int) -> dict[str, dict[str, float]]:
    """The medians of each contestant's figures: A B C, A B C …, the first round dropped.

    A contestant that is absent has no entry.
    """
    kept: dict[str, list[Mapping[str, float]]] = {}
    absent: set[str] = set()
    for number in range(rounds + 1):
        for name, measure in contestants.items():
            if name in absent:
                continue
            try:
                figures = measure()
            except Absent:
                absent.add(name)
                continue
            if number:
                kept.setdefault(name, []).append(figures)
    return {
        name: {key: statistics.median(each[key] for each in figures) for key in figures[0]}
        for name, figures in kept.items()
    }


def timed(job: Callable[[], object]) -> float:
    """How many seconds a job takes."""
    begun = perf_counter()
    job()
    return perf_counter() - begun


def percentiles(job: Callable[[Any], object], questions: Sequence[Any]) -> dict[str, float]:
    """The median and the 99th percentile of a job over many questions, in milliseconds."""
    took = sorted(timed(lambda question=question: job(question)) * 1000 for question in questions)  # type: ignore[misc]
    return {"p50": statistics.median(took), "p99": took[min(len(took) - 1, int(len(took) * 0.99))]}


def fresh(python: Path | str, module: str, *arguments: str, timeout: float = 240) -> dict[str, Any]:
    """Run a module of the benchmarks in a fresh process and give the JSON that it prints last.

    Raises `Absent` where the process says that something it needs is missing.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(TOP), str(PACKAGING)))}
    # An installed program comes compiled; here the first round, which does not count, compiles for the others.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [str(python), "-m", f"benchmarks.{module}", *arguments], cwd=PACKAGING, env=environment, timeout=timeout,
        capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["it ended without a word"]
        if lines[-1].startswith(("ModuleNotFoundError", "ImportError")) or "cannot load library" in lines[-1]:
            raise Absent(lines[-1])
        raise RuntimeError(f"{module} {' '.join(arguments)}: {lines[-1]}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def own(module: str, *arguments: str) -> dict[str, Any]:
    """The same with the interpreter of the program."""
    return fresh(sys.executable, module, *arguments)


def ratios(
    measured: Mapping[str, Mapping[str, float]], ours: str, figure: str, budgets: Sequence[tuple[str, str, str, float]],
    at_least: bool = True, inverse: bool = False,
) -> Iterator[Outcome]:
    """Our figure divided by each peer's (or the other way round): (budget, what, peer, limit)."""
    for budget, what, peer, limit in budgets:
        if peer not in measured or ours not in measured:
            yield Outcome(budget, what, None, limit, at_least, f"{peer} is not on this machine")
            continue
        value = measured[ours][figure] / measured[peer][figure]
        yield Outcome(budget, what, 1 / value if inverse else value, limit, at_least)


def table(title: str, measured: Mapping[str, Mapping[str, float]]) -> str:
    """The medians themselves, for whoever wants more than the ratios."""
    lines = [f"  {title}"]
    for name, figures in measured.items():
        lines.append(f"    {name:<28}" + "  ".join(f"{key} {_number(value)}" for key, value in figures.items()))
    return "\n".join(lines)


def _number(value: float) -> str:
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
