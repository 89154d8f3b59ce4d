"""The bridge by which pages hear, on the screen's thread, what the writing thread has committed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal


class Changes(QObject):
    """Listens at the desk and tells on the screen's thread."""

    _committed = Signal(object)

    def __init__(self, desk: Any, tell: Callable[[Any], None]) -> None:
        super().__init__()
        self._tell = tell
        self._committed.connect(self._hand_on, Qt.ConnectionType.QueuedConnection)
        desk.listeners.append(self._committed.emit)

    def _hand_on(self, changed: Any) -> None:
        self._tell(changed)
