"""Writes the next migration from the difference between the records and the migrations so far."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from environment import TOP, VENV, python_of


def main(arguments: list[str]) -> int:
    """`python3 packaging/migration.py "What it does"`: one file in store/migrations/versions."""
    if len(arguments) != 1 or not arguments[0].strip():
        print('usage: python3 packaging/migration.py "What it does"', file=sys.stderr)
        return 2
    if Path(sys.prefix).resolve() != VENV.resolve():
        import subprocess

        return subprocess.call([str(python_of(VENV)), __file__, *arguments], cwd=TOP)
    from partnerdesk.office import contents
    from partnerdesk.store import migrating
    from partnerdesk.store.engine import open_engine

    contents.load_records()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "desk.db", b"\1" * 32, create=True)
        with engine.connect() as connection:
            print(migrating.write_next(connection, arguments[0].strip()))
        engine.dispose()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
