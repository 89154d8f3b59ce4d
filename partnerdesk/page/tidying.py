"""Python's collector of cycles, held to the screen's thread: Qt's objects may be taken down nowhere else."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1000  # milliseconds


class Tidying(QObject):
    """Collects now and then on the screen's thread, where otherwise whichever thread allocates would.

    A page that has gone is held by its own cycles (a slot that names it, a task that awaits it). Collected on the
    thread that happens to read the desk, its widgets would be destroyed there, under the feet of Qt's own loop.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()

    def tidy(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, limit) in enumerate(counted) if limit and count > limit]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Collect once more and leave the collector to Python again."""
        self._timer.stop()
        gc.collect()
        gc.enable()
