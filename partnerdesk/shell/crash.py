"""What is kept when the program fails: types and places only, never a word of the desk; shown before it is saved."""

from __future__ import annotations

import faulthandler
import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import IO

from partnerdesk import clock, places

LOG, FAULTS, RUNNING = "partnerdesk.log", "faults.log", "running"
LARGEST = 500_000
_log = logging.getLogger("partnerdesk")


class Journal:
    """The log, the low-level fault log, and the mark that a start leaves until it has ended well."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or places.log_folder()
        self.ended_badly = (self.folder / RUNNING).exists()
        self._faults: IO[str] | None = None
        self._handler: logging.Handler | None = None
        self._hook: Callable[..., None] | None = None

    def begin(self, tell: Callable[[str], None]) -> None:
        """Keep faults from now on; `tell` says on the screen that something failed."""
        self._handler = RotatingFileHandler(self.folder / LOG, maxBytes=LARGEST, backupCount=2, encoding="utf-8")
        self._handler.setFormatter(logging.Formatter("%(message)s"))
        _log.addHandler(self._handler)
        _log.propagate = False
        _log.setLevel(logging.INFO)
        self._faults = (self.folder / FAULTS).open("a", encoding="utf-8")
        faulthandler.enable(self._faults)
        (self.folder / RUNNING).touch()
        self._hook = sys.excepthook

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            line = described(kind, trace)
            _log.error("%s %s", clock.now().isoformat(timespec="seconds"), line)
            tell(line)

        sys.excepthook = hook

    def end(self) -> None:
        """The program has ended well."""
        if self._hook is not None:
            sys.excepthook = self._hook
        faulthandler.disable()
        if self._faults is not None:
            self._faults.close()
        if self._handler is not None:
            _log.removeHandler(self._handler)
            self._handler.close()
        (self.folder / RUNNING).unlink(missing_ok=True)

    def report(self) -> str:
        """What a report would hold: the end of the log and of the fault log, as they are."""
        parts = []
        for name in (LOG, FAULTS):
            path = self.folder / name
            if path.is_file():
                parts.append(path.read_text("utf-8", errors="replace")[-20_000:])
        return "\n".join(part for part in parts if part.strip())


def described(kind: type[BaseException], trace: TracebackType | None) -> str:
    """A fault by its type and the places it passed, without its words: they may quote what stands in the desk."""
    root = Path(__file__).resolve().parents[1]
    places_passed = []
    for frame in extract_tb(trace)[-12:]:
        path = Path(frame.filename)
        name = str(path.relative_to(root)) if path.is_relative_to(root) else path.name
        places_passed.append(f"{name}:{frame.lineno} {frame.name}")
    return f"{kind.__module__}.{kind.__qualname__} at {' < '.join(reversed(places_passed)) or 'no place'}"
