"""What a page shows while it waits: jobs under way, and timers that wait for rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

QUIET_AFTER, SPOKEN_AFTER = 200, 2000  # milliseconds until a bar is shown, and until words and Cancel are


class Work(QObject):
    """One job under way: what is being done, how far it is, and how to call it off."""

    progressed = Signal(float, str)
    asking = Signal(bool)  # while it is the clerk who is waited for
    ended = Signal()

    def __init__(self, doing: str = "") -> None:
        super().__init__()
        self.doing = doing
        self.task: Any = None

    def cancel(self) -> None:
        """Call the job off; what was saved stays saved."""
        if self.task is not None:
            self.task.cancel()

    def progress(self, share: float, doing: str = "") -> None:
        """Say how far the job is, from 0 to 1; may be called from any thread."""
        self.progressed.emit(share, doing)


class Rest(QTimer):
    """Calls once, when nothing has happened for a while: `rest.start()` begins the while anew."""

    def __init__(self, parent: QObject, milliseconds: int, call: Callable[[], Any]) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(milliseconds)
        self.timeout.connect(call)

    def flush(self) -> None:
        """Call at once what is still waiting."""
        if self.isActive():
            self.stop()
            self.timeout.emit()


def above(widget: QWidget, method: str) -> Any:
    """The nearest widget at or above `widget` that answers to `method`; nothing where none does."""
    at: QWidget | None = widget
    while at is not None:
        if hasattr(at, method):
            return at
        at = at.parentWidget()
    return None
