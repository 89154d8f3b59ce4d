"""The answer of a search below its field: hits in groups, the matching words marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from partnerdesk.page import theme
from partnerdesk.words import N_, Words

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """One line of the answer: the heading of a group, a hit, or a place of the window (without an id)."""

    text: str
    register: str = ""
    id: int = 0
    where: str = ""
    snippet: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    struck: bool = False

    @property
    def heading(self) -> bool:
        return not self.register


class _Painter(QStyledItemDelegate):
    """Draws headings in faint, hits with their name and, below it, where the words stand."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(ROW)
        return QSize(200, theme.px(26 if line.heading else 44 if line.snippet else 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        if line.heading:
            painter.setFont(theme.font(theme.FAINT))
            painter.setPen(theme.colour("faint"))
            inner = rect.adjusted(14, 4, -14, 0)
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line.text)
        else:
            self._hit(painter, rect, line, bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _hit(self, painter: QPainter, rect: QRect, line: Line, marked: bool) -> None:
        if marked:
            painter.fillRect(rect.adjusted(4, 0, -4, 0), theme.colour("accent_soft"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        inner = rect.adjusted(14, 3, -14, -3)
        top = inner if not line.snippet else QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        font = theme.font()
        font.setStrikeOut(line.struck)
        painter.setFont(font)
        painter.setPen(theme.colour("faint" if line.struck else "ink"))
        painter.drawText(top, left, painter.fontMetrics().elidedText(
            line.text, Qt.TextElideMode.ElideRight, top.width()))
        if not line.snippet:
            return
        painter.setFont(theme.font(theme.FAINT))
        at = QRect(inner.left(), top.bottom(), inner.width(), inner.height() - top.height())
        if line.where:
            painter.setPen(theme.colour("faint"))
            painter.drawText(at, left, line.where)
            at.setLeft(at.left() + painter.fontMetrics().horizontalAdvance(line.where) + 8)
        self._snippet(painter, at, line)

    def _snippet(self, painter: QPainter, at: QRect, line: Line) -> None:
        place = 0
        for begin, end in (*line.marks, (len(line.snippet), len(line.snippet))):
            for text, meaning in ((line.snippet[place:begin], "soft"), (line.snippet[begin:end], "accent")):
                if text and at.width() > 12:
                    painter.setPen(theme.colour(meaning))
                    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, at.width())
                    painter.drawText(at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
                    at.setLeft(at.left() + painter.fontMetrics().horizontalAdvance(shown))
            place = end


class Answers(QListWidget):
    """The answer below the field; a child of the window that never takes the focus, so that one goes on typing."""

    def __init__(self, window: QWidget, words: Words) -> None:
        super().__init__(window)
        self.setObjectName("answers")
        self.setAccessibleName(words(N_("Found")))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(_Painter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListWidget.Shape.Box)
        self.setProperty("role", "popup")
        self.setMouseTracking(True)
        self.hide()

    def show_lines(self, lines: list[Line]) -> None:
        """Show an answer and mark its first hit."""
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.text)
            item.setData(ROW, line)
            if line.heading:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self.setCurrentRow(next((at for at, line in enumerate(lines) if not line.heading), -1))

    def step(self, by: int) -> None:
        """Mark the next hit, past the headings."""
        at = self.currentRow()
        for _ in range(self.count()):
            at = (at + by) % self.count()
            line: Line = self.item(at).data(ROW)
            if not line.heading:
                self.setCurrentRow(at)
                return

    @property
    def marked(self) -> Line | None:
        """The hit that is marked."""
        item = self.currentItem()
        line: Line | None = item.data(ROW) if item is not None else None
        return line if line is not None and not line.heading else None
