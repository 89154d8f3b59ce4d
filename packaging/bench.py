#!/usr/bin/env python3
"""Measure PartnerDesk beside its peers, as ratios: python3 packaging/bench.py [--list] [--quick] [NAMES …]."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import machine

# In this order: what needs the quietest machine comes first.
SUBJECTS = {
    "body": "P1-P4 the packet's body against Platypus, Typst, WeasyPrint and the drawing of lines broken already",
    "breaking": "P5 the line breaker against Paragraph",
    "painting": "D1 start to first paint, and to the first rows, against a minimal window",
    "rows": "D3 the first rows of 100,000 against loading them all",
    "lag": "D4 how late the window's loop is while the press prints",
    "opening": "S1, S2 opening and storing against the same SQLite without a key",
    "lists": "O1 lists and calls to the store's thread against the raw driver and AsyncSession",
    "dossier": "O2 opening a dossier with 500 entries against one raw query for the same",
    "search": "S3, S6 search at 100,000 dossiers against a ranked LIKE scan",
    "partners": "L1-L5, S3, S6 lists of 100,000 partners with people, posts and documents against plain SQL",
    "duplicates": "M1, M2 the duplicates among 100,000 partners against reading their rows",
}
INSIDE = "--inside"


def main(arguments: list[str]) -> int:
    if INSIDE in arguments:
        return _measure([name for name in arguments if not name.startswith("--")], "--quick" in arguments)
    if "--list" in arguments:
        for name, about in SUBJECTS.items():
            print(f"{name:<10} {about}")
        return 0
    unknown = [name for name in arguments if name not in (*SUBJECTS, "--quick")]
    if unknown:
        print(f"There is no such benchmark: {', '.join(unknown)}. --list names them.", file=sys.stderr)
        return 2
    try:
        # First, and before the other modules are read: they use what an old Python does not know.
        machine.check()
        import preparing

        preparing.prepare()
    except machine.CannotPrepare as reason:
        print(reason, file=sys.stderr)
        return 1
    try:
        preparing.prepare(peers=True)
    except machine.CannotPrepare as reason:
        print(f"Measuring without the peers that are not here: {reason}", file=sys.stderr)
    from environment import TOP, VENV, python_of

    return subprocess.run([str(python_of(VENV)), __file__, INSIDE, *arguments], cwd=TOP).returncode


def _measure(names: list[str], quick: bool) -> int:
    """Inside the environment: run the subjects, print their medians, then every ratio beside its budget."""
    from environment import PEERS, TOP, python_of

    sys.path.insert(0, str(TOP))
    from benchmarks.measuring import Bench, Outcome

    outcomes: list[Outcome] = []
    peers = python_of(PEERS)
    with tempfile.TemporaryDirectory() as folder:
        for name in names or SUBJECTS:
            machine.say(SUBJECTS[name])
            place = Path(folder) / name
            place.mkdir()
            bench = Bench(place, quick, peers if peers.exists() else None)
            found = list(import_module(f"benchmarks.{name}").run(bench))
            for outcome in found:
                print(outcome.said(quick), flush=True)
            outcomes += found
    if quick:
        print("A quick run proves that the benchmarks run; its ratios mean nothing.")
        return 0
    missed = [outcome.budget for outcome in outcomes if outcome.met is False]
    absent = sorted({outcome.note for outcome in outcomes if outcome.met is None})
    print(f"{sum(outcome.met is True for outcome in outcomes)} of {len(outcomes)} budgets met"
          + (f"; missed: {', '.join(missed)}" if missed else "")
          + (f"; not measured: {', '.join(absent)}" if absent else ""))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
