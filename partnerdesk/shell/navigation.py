"""The left of the window: the office with its seal, the registers in their groups, settings and lock."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from partnerdesk.office import contents
from partnerdesk.page import theme
from partnerdesk.page.pieces import OneLine, Scroll, Text, column, holder, plain_tip, row
from partnerdesk.words import N_, Words

TODAY, SETTINGS, LOCK, IMPORT, DUPLICATES = "today", "settings", "lock", "import", "duplicates"
WIDTH, WIDER = 196, 232  # names are longer in English
HEIGHT, HEAD_HEIGHT = 26, 24


class Place(QPushButton):
    """One line of the navigation: icon, word, and how many entries need handling."""

    stepped = Signal(int)
    left = Signal()

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
        if by is not None:
            self.stepped.emit(by)
        elif event.key() == Qt.Key.Key_Left:
            self.left.emit()
        else:
            super().keyPressEvent(event)

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
        if self.toolTip() != (tip := plain_tip(self.title) if shown != self.title else ""):
            self.setToolTip(tip)  # the whole name, where there is no room for it
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.count:
            painter.setFont(theme.font(theme.FAINT))
            painter.setPen(theme.colour("red" if self.late else "soft"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self.count))
        painter.end()


class GroupHead(Place):
    """The head of a group: folds its places away and shows them again; folded, it counts for all of them."""

    turned = Signal(str, bool)

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title, "down")
        self.folded = False
        self.members: list[Place] = []
        self.setCheckable(False)
        self.setObjectName(f"group:{key}")
        self.setFixedHeight(theme.px(HEAD_HEIGHT))
        self.clicked.connect(lambda _on: self.turned.emit(self.key, not self.folded))

    def fold(self, folded: bool) -> None:
        """Show the head alone, or the places below it too."""
        self.folded = folded
        for member in self.members:
            member.setVisible(not folded)
        self.update()

    def say(self, words: Words) -> None:
        """Count what waits in the places that are folded away."""
        count = sum(member.count for member in self.members) if self.folded else 0
        state = words(N_("folded")) if self.folded else words(N_("unfolded"))
        waiting = words.many("{count} entry needs handling", "{count} entries need handling", count) if count else ""
        self.set_count(count, any(member.late for member in self.members),
                       words.listed(part for part in (state, waiting) if part))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH - 20), theme.px(HEAD_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        folded = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}.get(Qt.Key(event.key()))
        if folded is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(self.key, folded)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPushButton.paintEvent(self, event)
        painter = QPainter(self)
        inner = self.rect().adjusted(10, 0, -11, 0)
        painter.setFont(theme.font(theme.FAINT))
        painter.setPen(theme.colour("faint"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.title)
        side = theme.px(13)
        arrow = QRect(inner.right() - side, (self.height() - side) // 2, side, side)
        theme.icon("right" if self.folded else "down", "faint").paint(painter, arrow)
        if self.count:
            painter.setPen(theme.colour("red" if self.late else "soft"))
            painter.drawText(inner.adjusted(0, 0, -side - 6, 0),
                             Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self.count))
        painter.end()


class Navigation(QFrame):
    """All places of the window; up and down walk through them, left and right fold a group, Enter goes there."""

    chosen = Signal(str)
    folded = Signal(tuple)  # keys of the groups that show their head alone

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
        self.heads: dict[str, GroupHead] = {}
        for group, title in contents.GROUPS:
            inner.addSpacing(theme.px(4))
            head_of = GroupHead(group, words(title))
            head_of.turned.connect(self._turn)
            head_of.stepped.connect(lambda by, place=head_of: self.step(place, by))
            inner.addWidget(head_of)
            self.heads[group] = head_of
            for entry in (*contents.ENTRIES, *contents.PAGES):
                if entry.group == group:
                    place = self._add(inner, entry.key, words(entry.title), entry.icon)
                    place.left.connect(lambda head=head_of: self._turn(head.key, True, stay=False))
                    head_of.members.append(place)
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

    def fold(self, folded: Collection[str]) -> None:
        """Fold these groups and unfold the others."""
        for head in self.heads.values():
            head.fold(head.key in folded)
            head.say(self.words)

    def _turn(self, group: str, folded: bool, stay: bool = True) -> None:
        head = self.heads[group]
        if not stay or any(member.hasFocus() for member in head.members):
            head.setFocus(Qt.FocusReason.TabFocusReason)
        head.fold(folded)
        head.say(self.words)
        self.folded.emit(tuple(each.key for each in self.heads.values() if each.folded))

    def mark(self, key: str) -> None:
        """Mark the place where the window is; its group unfolds."""
        for place in self.places.values():
            if place.isCheckable():
                place.setChecked(place.key == key)
        for head in self.heads.values():
            if head.folded and any(member.key == key for member in head.members):
                self._turn(head.key, False)
        marked = self.places.get(key)
        if marked is not None:
            self._show(marked)

    def set_counts(self, counts: dict[str, tuple[int, bool]]) -> None:
        """Show how many entries of each register need handling, and whether one of them is late."""
        for key, place in self.places.items():
            count, late = counts.get(key, (0, False))
            said = self.words.many("{count} entry needs handling", "{count} entries need handling", count)
            place.set_count(count, late, said if count else "")
        for head in self.heads.values():
            head.say(self.words)

    def step(self, place: Place, by: int) -> None:
        """Go up or down from one place to the next, round the ends."""
        order: list[Place] = [self.places[TODAY]]
        for head in self.heads.values():
            order += [head, *(() if head.folded else head.members)]
        order += [self.places[SETTINGS], self.places[LOCK]]
        following = order[(order.index(place) + by) % len(order)]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        self._show(following)

    def _show(self, place: Place) -> None:
        inner = self._scroll.widget()
        if inner is not None and inner.isAncestorOf(place):
            # What was just unfolded has its place only once it is laid out.
            layout = inner.layout()
            if layout is not None:
                layout.activate()
            inner.adjustSize()
            self._scroll.ensureWidgetVisible(place, 0, theme.px(HEIGHT))
