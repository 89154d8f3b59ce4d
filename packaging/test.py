#!/usr/bin/env python3
"""Set PartnerDesk up and prove it: python3 packaging/test.py [--slow] [arguments of pytest …]."""

from __future__ import annotations

import os
import subprocess
import sys

import machine

MOST = 4  # processes: each brings a window system and a press of its own

def main(arguments: list[str]) -> int:
    try:
        # First, and before the other modules are read: they use what an old Python does not know.
        machine.check()
        import preparing

        preparing.prepare()
    except machine.CannotPrepare as reason:
        print(reason, file=sys.stderr)
        return 1
    return _prove([name for name in arguments if name != "--slow"], slow="--slow" in arguments)


def _prove(arguments: list[str], slow: bool) -> int:
    from environment import TOP, VENV, python_of

    python = str(python_of(VENV))
    checks = {
        "ruff": ["-m", "ruff", "check", "."],
        "mypy": ["-m", "mypy"],
        "pytest": ["-m", "pytest", *(["-m", "slow"] if slow else _side_by_side(arguments)), *arguments],
    }
    # No test opens a window on somebody's screen or waits for somebody's answer.
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    failed = []
    for name, command in checks.items():
        if slow and name != "pytest":
            continue
        machine.say(f"{name}:")
        if subprocess.run([python, *command], cwd=TOP, env=surroundings, stdin=subprocess.DEVNULL).returncode:
            failed.append(name)
    if failed:
        print("Faults were found by: " + ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


def _side_by_side(arguments: list[str]) -> list[str]:
    """Each file of tests as a whole on one of the cores; where some are asked for, one after another."""
    return [] if arguments else ["-n", str(min(os.cpu_count() or 1, MOST)), "--dist", "loadfile"]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
