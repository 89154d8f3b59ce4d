"""The items of a meeting side by side, the one that is on pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from partnerdesk.office.meetings.holding import Point
from partnerdesk.office.meetings.records import OUTCOMES
from partnerdesk.office.wording import choice_label
from partnerdesk.page import theme
from partnerdesk.page.pieces import dressed, on_button, plain_tip
from partnerdesk.words import N_, Words


class ItemStrip(QWidget):
    """The items side by side: number, outcome and title; the one that is on is pressed."""

    chosen = Signal(int)  # place

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.buttons: list[QPushButton] = []
        self._points: tuple[Point, ...] = ()
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(8)
        self.setAccessibleName(words(N_("Agenda")))

    def show_points(self, points: tuple[Point, ...], at: int) -> None:
        """Show the items; `at` is the place of the one that is on."""
        while len(self.buttons) > len(points):
            last = self.buttons.pop()
            self._across.removeWidget(last)
            last.deleteLater()
        for place in range(len(self.buttons), len(points)):
            made = QPushButton()
            made.setProperty("role", "step")
            made.setCheckable(True)
            made.setAutoDefault(True)
            made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            made.setMaximumHeight(theme.px(52))
            made.clicked.connect(lambda _on, place=place: self.chosen.emit(place))
            dressed(made)
            self.buttons.append(made)
            self._across.addWidget(made, 1)
        for place, (point, each) in enumerate(zip(points, self.buttons, strict=True)):
            outcome = choice_label(OUTCOMES, point.outcome, self.words)
            title = point.title.said(self.words)
            each.setAccessibleName(f"{point.position}. {title} {outcome}".strip())
            each.setObjectName(f"item {point.position}")
            each.setChecked(place == at)
        self._points = points
        self._cut()

    def _cut(self) -> None:
        """Write on each button as much of its title as it has room for; the whole of it is its tooltip."""
        for point, each in zip(self._points, self.buttons, strict=True):
            outcome, title = choice_label(OUTCOMES, point.outcome, self.words), point.title.said(self.words)
            # The buttons share the strip evenly; asked while it is being widened they still know their old width.
            share = (self.width() - self._across.spacing() * (len(self.buttons) - 1)) // len(self.buttons)
            room = max(share - theme.px(26), theme.px(30))
            shown = each.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
            each.setText(on_button(f"{point.position}. {outcome}\n{shown}"))
            each.setToolTip(plain_tip(title) if shown != title else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()
