"""The left of the window: the office with its seal, the registers in their groups, settings and lock."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from partnerdesk.office import contents
from partnerdesk.page import theme
from partnerdesk.page.pieces import OneLine, Scroll, Text, column, holder, row
from partnerdesk.words import N_, Words

TODAY, SETTINGS, LOCK, IMPORT = "today", "settings", "lock", "import"
WIDTH, WIDER = 196, 232  # names are longer in English
HEIGHT = 28


class Place(QPushButton):
    """One line of the navigation: icon, word, and how many entries need handling."""

    stepped = Signal(int)

    def __init__(self, key: str, title: str, icon: str) -> None:
        super().__init__()
        self.key, self.title, self.count, self.late = key, title, 0, False
        self._icon = icon
        self.setProperty("role", "place")
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setObjectName(f"place:{key}")
        self.setAccessibleName(title)
        self.setFixedHeight(theme.px(HEIGHT))
        self.setToolTip("")

    def set_count(self, count: int, late: bool, said: str) -> None:
        """Show how many entries need handling; `said` reads it out."""
        self.count, self.late = count, late
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH - 20), theme.px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Left to the toolkit, up and down go to whatever button it takes for the nearest.
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        inner = self.rect().adjusted(10, 0, -11, 0)
        side = theme.px(theme.ICON)
        meaning = "accent" if self.isChecked() else "soft"
        theme.icon(self._icon, meaning).paint(painter, QRect(inner.left(), (self.height() - side) // 2, side, side))
        painter.setFont(theme.font())
        painter.setPen(theme.colour("accent" if self.isChecked() else "ink"))
        reserved = painter.fontMetrics().horizontalAdvance(str(self.count)) + 6 if self.count else 0
        text = inner.adjusted(side + 7, 0, -reserved, 0)
        shown = painter.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.count:
            painter.setFont(theme.font(theme.FAINT))
            painter.setPen(theme.colour("red" if self.late else "soft"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self.count))
        painter.end()


class Navigation(QFrame):
    """All places of the window; up and down walk through them, Enter goes there."""

    chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.setProperty("role", "side")
        self.setFixedWidth(theme.px(WIDTH if words.chinese else WIDER))
        self.setAccessibleName(words(N_("Places")))
        self.seal = Text("", "seal")
        self.seal.setFont(theme.font(16, bold=True))
        self.seal.setFixedSize(theme.px(30), theme.px(30))
        self.seal.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.unit = OneLine("", "heading")
        self.office = OneLine("", "faint")
        names = column(self.unit, self.office, spacing=1)
        head = row(self.seal, spacing=8, margins=(10, 14, 8, 6))
        head.addLayout(names, 1)
        self.places: dict[str, Place] = {}
        inner = QVBoxLayout()
        inner.setContentsMargins(10, 0, 10, 0)
        inner.setSpacing(0)
        self._add(inner, TODAY, words(N_("Today")), "today")
        for group, title in contents.GROUPS:
            inner.addSpacing(theme.px(9))
            members = [entry for entry in contents.ENTRIES if entry.group == group]
            for entry in members:
                self._add(inner, entry.key, words(entry.title), entry.icon).setToolTip("")
                self.places[entry.key].setAccessibleDescription(words(title))
        inner.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(10, 4, 10, 6)
        foot.setSpacing(0)
        self._add(foot, SETTINGS, words(N_("Settings")), "settings")
        self._add(foot, LOCK, words(N_("Lock")), "lock").setCheckable(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        self._scroll = Scroll(holder(inner))
        outer.addWidget(self._scroll, 1)
        outer.addLayout(foot)

    def _add(self, layout: QVBoxLayout, key: str, title: str, icon: str) -> Place:
        place = Place(key, title, icon)
        place.clicked.connect(lambda _on, key=key: self.chosen.emit(key))
        place.stepped.connect(lambda by, place=place: self.step(place, by))
        self.places[key] = place
        layout.addWidget(place)
        return place

    def set_office(self, unit: str, office: str) -> None:
        """Say whose desk this is."""
        if unit and office.startswith(unit):
            # 华东产业联盟秘书处 under 华东产业联盟 says nothing twice.
            office = office[len(unit):].strip() or office
        self.unit.setText(unit or office)
        self.office.setText(office if unit else "")
        self.seal.setText((office or unit)[:1].upper())
        self.seal.setVisible(bool(office or unit))

    def mark(self, key: str) -> None:
        """Mark the place where the window is."""
        for place in self.places.values():
            if place.isCheckable():
                place.setChecked(place.key == key)

    def set_counts(self, counts: dict[str, tuple[int, bool]]) -> None:
        """Show how many entries of each register need handling, and whether one of them is late."""
        for key, place in self.places.items():
            count, late = counts.get(key, (0, False))
            said = self.words.many("{count} entry needs handling", "{count} entries need handling", count)
            place.set_count(count, late, said if count else "")

    def step(self, place: Place, by: int) -> None:
        """Go up or down from one place to the next, round the ends."""
        order = list(self.places.values())
        following = order[(order.index(place) + by) % len(order)]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        if self._scroll.isAncestorOf(following):
            self._scroll.ensureWidgetVisible(following, 0, theme.px(HEIGHT))
