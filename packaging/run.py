#!/usr/bin/env python3
"""Set PartnerDesk up and start it: python3 packaging/run.py [--prepare] [--peers] [arguments of partnerdesk …]."""

from __future__ import annotations

import shutil
import subprocess
import sys

import machine


def main(arguments: list[str]) -> int:
    try:
        # First, and before the other modules are read: they use what an old Python does not know.
        machine.check()
        import preparing

        preparing.prepare(peers="--peers" in arguments)
    except machine.CannotPrepare as reason:
        print(reason, file=sys.stderr)
        return 1
    if "--prepare" in arguments or "--peers" in arguments:
        return 0
    return _start(arguments)


def _start(arguments: list[str]) -> int:
    from environment import TOP, VENV, python_of

    program = [str(python_of(VENV)), "-m", "partnerdesk"]
    if arguments or machine.has_display():
        return subprocess.run([*program, *arguments]).returncode
    sample = TOP / "build" / "sample"
    machine.say("There is no screen here: printing the sample office's packet instead")
    # A desk is never made over another one; this one is ours, and made anew each time.
    shutil.rmtree(sample, ignore_errors=True)
    status = subprocess.run([*program, "demo", "--out", str(sample)]).returncode
    if status == 0:
        for path in sorted(sample.rglob("*.pdf")):
            machine.say(f"The packet lies at {path}")
    return status


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
