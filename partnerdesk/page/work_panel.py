"""A record beside its list whose work has a part of its own: the work first, its entry with all fields behind it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.page.context import Context
from partnerdesk.page.lines_panel import LinesPanel
from partnerdesk.page.loading import Loaded
from partnerdesk.page.record_panel import RecordPanel
from partnerdesk.page.register_page import RegisterPage

_WORK = 1  # the place of its tab


class WorkPart(QWidget):
    """What is worked on in a record; it reads by itself what it shows, and hears what was changed."""

    concerned: frozenset[str] = frozenset()  # registers whose changes it shows

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.words = context, context.words
        self.id: int | None = None
        context.listen(self, self._told)

    def show_record(self, id: int) -> None:
        """Show the work of a record."""
        self.id = id
        self.read(id)

    def read(self, id: int) -> Any:
        """Read anew what is shown of the record."""
        raise NotImplementedError

    def go_to_work(self) -> None:
        """Put the cursor where the work begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self, changed: Any) -> None:
        if self.id is not None and self.concerned & set(changed.ids):
            self.read(self.id)


class WorkPanel(RecordPanel):
    """A record panel with a `WorkPart` as second part, which is turned to first unless the record is new.

    Lines that the work shows itself (`shown_in_work`, by register) have no tab; `acts` stand at the head's right end.
    """

    shown_in_work: tuple[str, ...] = ()

    def make_work(self) -> tuple[str, WorkPart]:
        """The translated title of the part, and the part."""
        raise NotImplementedError

    def make_acts(self) -> list[QWidget]:
        """The acts on the record as a whole, the main one last."""
        return []

    def show_acts(self, loaded: Loaded) -> None:
        """Offer the acts that suit the record as it was loaded."""

    def _make_parts(self) -> None:
        super()._make_parts()
        self._work_title, self.work = self.make_work()
        self.acts = self.make_acts()
        self._in_work: list[int] = []
        self._left_work = False  # for a new record, whose entry comes first

    def _lay_out(self) -> None:
        super()._lay_out()
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        head = outer.itemAt(0)
        across = head.layout() if head is not None else None
        assert isinstance(across, QHBoxLayout)
        for act in self.acts:
            across.addWidget(act)
        self.tabs.setCurrentIndex(_WORK)

    def add_tab(self, title: str, part: QWidget) -> int:
        """Add a part; the work stands behind the entry, to which the panel returns with what is wrong there."""
        at = super().add_tab(title, part)
        if isinstance(part, LinesPanel) and part.key in self.shown_in_work:
            self._in_work.append(at)
            self.tabs.setTabVisible(at, False)
        if at == _WORK - 1:
            super().add_tab(self._work_title, self.work)
        return at

    @property
    def at_work(self) -> bool:
        """Whether the work is what is shown."""
        return self.tabs.currentIndex() == _WORK

    def _show(self, loaded: Loaded) -> None:
        super()._show(loaded)
        new = loaded.draft.new
        for at in self._in_work:
            self.tabs.setTabVisible(at, False)
        if loaded.draft.id is not None:
            self.work.show_record(loaded.draft.id)
            if self._left_work:
                self.tabs.setCurrentIndex(_WORK)
        for act in self.acts:
            act.setVisible(not new and not loaded.struck and not self.context.desk.read_only)
        if not new and not loaded.struck:
            self.show_acts(loaded)
        self._left_work = new

    def _turn(self, at: int) -> None:
        super()._turn(at)
        if self.keep.parentWidget() is None:
            # Still being laid out: alone, the button would be a window for a moment and take the keyboard with it.
            return
        for each in (self.state, self.keep):
            each.setVisible(not self.at_work)
        self.discard.setVisible(not self.at_work and self.dirty)


class WorkPage(RegisterPage):
    """The register of such records: Enter in the list goes on to the work."""

    def enter(self) -> None:
        super().enter()
        if isinstance(self.panel, WorkPanel) and self.panel.at_work:
            self.panel.work.go_to_work()
