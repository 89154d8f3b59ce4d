"""The entry: a command without a screen when one is named, else the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0 done, 1 a problem, 2 wrong usage."""
    from multiprocessing import freeze_support

    freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--press"]:  # a program frozen into one file is its own interpreter
        from partnerdesk.paper import worker

        worker.serve()
    # `partnerdesk` and `partnerdesk FOLDER` open the window; everything else is a command.
    if not given or (len(given) == 1 and not given[0].startswith("-") and _is_folder(given[0])):
        from partnerdesk import app

        return app.main(given)
    from partnerdesk import cli

    return cli.main(given)


def _is_folder(name: str) -> bool:
    from pathlib import Path

    return Path(name).is_dir()


if __name__ == "__main__":
    raise SystemExit(main())
