"""The small pieces that every page is laid out of: texts, cards, tags, chips, rules and a flowing row."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from partnerdesk.page import theme


def dressed(widget: QWidget) -> None:
    """Have the style sheet look again at a widget whose role or tone changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Text(QLabel):
    """A label for a person's plain text: whatever stands in it is never taken for markup."""

    def __init__(self, text: str = "", role: str = "", *, tone: str = "", wrap: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            self.setMinimumWidth(1)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Tint the text by meaning: "good", "soon", "bad" or nothing."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            dressed(self)


class OneLine(Text):
    """A text on one line that ends in an ellipsis where the room ends; the whole of it is its tooltip.

    It takes the free room, or with `snug` only as much as its text needs.
    """

    def __init__(self, text: str = "", role: str = "", *, tone: str = "", snug: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(text, role, tone=tone, parent=parent)
        across = QSizePolicy.Policy.Maximum if snug else QSizePolicy.Policy.Ignored
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self.alignment() | Qt.TextFlag.TextSingleLine, shown)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(plain_tip(self.text()) if cut else "")


def beside(*parts: str) -> str:
    """Facts beside one another on one line, the empty ones left out; a name written from the right turns no other."""
    return " · ".join(_apart(part) for part in parts if part)


def _apart(text: str) -> str:
    turned = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
    return f"\u2068{text}\u2069" if turned else text


def plain_tip(text: str) -> str:
    """A tooltip's text, escaped where Qt would take it for markup."""
    if "<" not in text and "&" not in text:
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<span>{escaped}</span>"


def on_button(text: str) -> str:
    """A person's text as a button shows it: its & marks no key and stays."""
    return text.replace("&", "&&")


def tag(text: str, tone: str = "") -> Text:
    """A word on a tinted ground: "main", "good", "soon", "bad" or plain."""
    made = Text(text, "tag", tone=tone)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def rule() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made


def button(text: str, act: Callable[..., Any] | None = None, *, icon: str = "", role: str = "", key: str = "",
           name: str = "") -> QPushButton:
    """A button that names its act; `role` is "main" for the one main act of a page, "danger", "plain" or nothing."""
    made = QPushButton(text)
    if role:
        made.setProperty("role", role)
    if icon:
        made.setIcon(theme.icon(icon, "on_accent" if role == "main" else "red" if role == "danger" else "ink"))
        made.setIconSize(QSize(theme.px(15), theme.px(15)))
    if key:
        made.setToolTip(plain_tip(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)))
    if name:
        made.setObjectName(name)
    made.setAccessibleName(text)
    made.setAutoDefault(True)  # Enter presses it where it has the focus, outside dialogs too
    if act is not None:
        made.clicked.connect(act)
    return made


class Tool(QToolButton):
    """A button without a word that Enter presses, as it presses every other."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def tool(icon: str, words: str, act: Callable[..., Any] | None = None, *, checkable: bool = False,
         name: str = "") -> QToolButton:
    """A small button without a word; its tooltip and accessible name say it."""
    made = Tool()
    made.setIcon(theme.icon(icon))
    made.setIconSize(QSize(theme.px(theme.ICON), theme.px(theme.ICON)))
    made.setToolTip(plain_tip(words))
    made.setAccessibleName(words)
    made.setCheckable(checkable)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if name:
        made.setObjectName(name)
    if act is not None:
        made.clicked.connect(act)
    return made


MenuRow = tuple[str, str, Callable[..., Any] | None]


def menu_button(text: str, actions: Sequence[MenuRow], *, icon: str = "", name: str = "") -> QPushButton:
    """A button with a menu of (icon, text, act); an empty text makes a separator."""
    made = button(text, icon=icon, name=name)
    made.setMenu(menu_of(made, actions))
    return made


def menu_of(parent: QWidget, actions: Sequence[MenuRow]) -> QMenu:
    """A menu of (icon, text, act); an empty text makes a separator."""
    menu = QMenu(parent)
    for icon, text, act in actions:
        if not text:
            menu.addSeparator()
            continue
        made = QAction(text, menu)
        if icon:
            made.setIcon(theme.icon(icon))
        if act is None:
            made.setEnabled(False)
        else:
            made.triggered.connect(act)
        menu.addAction(made)
    return menu


def shortcut(widget: QWidget, keys: str, act: Callable[..., Any], *, within: bool = True) -> QShortcut:
    """A key that acts while the focus is in `widget` or below it (in the whole window, unless `within`)."""
    context = Qt.ShortcutContext.WidgetWithChildrenShortcut if within else Qt.ShortcutContext.WindowShortcut
    made = QShortcut(QKeySequence(keys), widget)
    made.setContext(context)
    made.activated.connect(act)
    return made


def row(*parts: QWidget | QLayout | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0),
        ) -> QHBoxLayout:
    """Parts side by side: widgets, layouts, gaps in pixels; None takes the free room."""
    made = QHBoxLayout()
    _fill(made, parts, spacing, margins)
    return made


def column(*parts: QWidget | QLayout | int | None, spacing: int = 8,
           margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Parts below one another: widgets, layouts, gaps in pixels; None takes the free room."""
    made = QVBoxLayout()
    _fill(made, parts, spacing, margins)
    return made


def _fill(layout: QHBoxLayout | QVBoxLayout, parts: tuple[QWidget | QLayout | int | None, ...], spacing: int,
          margins: tuple[int, int, int, int]) -> None:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def holder(layout: QLayout) -> QWidget:
    """A widget that holds a layout."""
    made = QWidget()
    made.setLayout(layout)
    return made


class Card(QFrame):
    """A white sheet with a hairline, its heading and a line beside the heading; lay parts into `body`."""

    def __init__(self, heading: str = "", beside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 12, 14, 14)
        self.body.setSpacing(8)
        self.heading = Text(heading, "heading")
        self.beside = Text(beside, "faint")
        self.head = row(self.heading, self.beside, None)
        self.body.addLayout(self.head)
        self.heading.setVisible(bool(heading))
        self.beside.setVisible(bool(beside))
        if heading:
            self.setAccessibleName(heading)

    def say_beside(self, text: str) -> None:
        """Say something in faint beside the heading, such as a count."""
        self.beside.setText(text)
        self.beside.setVisible(bool(text))


class Scroll(QScrollArea):
    """A page part that scrolls up and down, never sideways."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)


class Chip(QPushButton):
    """A saved view above a list: pressed, it is in force."""

    def __init__(self, text: str, key: str) -> None:
        super().__init__(text)
        self.key = key
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setObjectName(f"view:{key}")
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class Box(QComboBox):
    """A box of choices that the wheel changes only while it has the focus, so that scrolling a form changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(theme.ICON)
        theme.icon("down").paint(painter, self.width() - side - 6, (self.height() - side) // 2, side, side)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Flow(QLayout):
    """Parts side by side that go on in the next line where the room ends."""

    def __init__(self, spacing: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), apply=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, apply=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(QSize(min(item.minimumSize().width(), 80), item.minimumSize().height()))
        return size

    def clear(self) -> None:
        """Take everything away."""
        while (item := self.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _lay(self, rect: QRect, *, apply: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, height = rect.x(), y + height + self.spacing(), 0
            if apply:
                item.setGeometry(QRect(QPoint(x, y), QSize(min(size.width(), max(rect.width(), 1)), size.height())))
            x += size.width() + self.spacing()
            height = max(height, size.height())
        return y + height - rect.y()


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            emptied(inner)
