#!/usr/bin/env python3
"""Take a picture of every page, dialog and paper: python3 packaging/gallery.py OUT [--only NAME …] [--quick]."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import machine

INSIDE = "--inside"
README = Path(__file__).resolve().parent / "pictures"


def main(arguments: list[str]) -> int:
    if INSIDE in arguments:
        return _take([each for each in arguments if each != INSIDE])
    _options(arguments)
    try:
        # First, and before the other modules are read: they use what an old Python does not know.
        machine.check()
        import preparing

        preparing.prepare()
    except machine.CannotPrepare as reason:
        print(reason, file=sys.stderr)
        return 1
    from environment import VENV, python_of

    return subprocess.run([str(python_of(VENV)), __file__, INSIDE, *arguments]).returncode


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="gallery.py", description=__doc__, allow_abbrev=False)
    parser.add_argument("out", nargs="?", type=Path, metavar="OUT", help="the folder that the pictures go into")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME",
                        help="scenes and papers only whose names begin so, for example partners, meetings, minutes")
    parser.add_argument("--quick", action="store_true", help="a handful, to see that it works")
    parser.add_argument("--readme", action="store_true", help="renew the few pictures that README.md shows")
    options = parser.parse_args(arguments)
    if (options.out is None) is not options.readme:
        parser.error("name the folder OUT, or ask for --readme")
    return options


def _take(arguments: list[str]) -> int:
    """Inside the environment: take the pictures, and tell whether every page did its work without a fault."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="partnerdesk-gallery-") as folder:
        _alone(Path(folder))
        from environment import TOP

        sys.path.insert(0, str(TOP))
        from exhibits.showing import Gallery

        if options.readme:
            from exhibits import readme

            return readme.renew(README, Path(folder))
        gallery = Gallery(options.out, Path(folder), tuple(options.only), options.quick)
        return gallery.take()


def _alone(folder: Path) -> None:
    """Keep off the screen, the keyring and the name of whoever takes the pictures."""
    import json

    screen = {"name": "gallery", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1}
    described = folder / "screen.json"
    described.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={described}"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    os.environ["LOGNAME"] = "clerk"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
