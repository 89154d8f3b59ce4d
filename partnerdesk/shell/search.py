"""Search over everything: answers while one types, grouped by register; arrows walk, Enter opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from partnerdesk.page import theme
from partnerdesk.page.waiting import Rest
from partnerdesk.words import N_, Words

if TYPE_CHECKING:
    from partnerdesk.page.context import Context

MOST = 40
A_REGISTER = 6  # hits shown of one register; the rest is counted
WIDTH, TALLEST = 560, 480
ANSWER_AFTER = 30  # milliseconds after a key

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """One line of the answer: the heading of a group, or a hit."""

    text: str
    register: str = ""
    id: int = 0
    where: str = ""
    snippet: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    struck: bool = False

    @property
    def heading(self) -> bool:
        return not self.id


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


class SearchField(QLineEdit):
    """The field at the top of the window; Esc gives the focus back to where it was."""

    opened = Signal(str, int)

    def __init__(self, words: Words, window: QWidget) -> None:
        super().__init__()
        self.words = words
        self.context: Context | None = None
        self.composing = False
        self._before: QWidget | None = None
        self._window = window
        self.answers = Answers(window, words)
        self.answers.itemClicked.connect(lambda _item: self._open())
        self.setObjectName("search")
        self.setAccessibleName(words(N_("Search everything")))
        self.setPlaceholderText(words(N_("Search partners, papers…  Ctrl+K")))
        self.setTextMargins(theme.px(24), 0, 0, 0)
        self.setMaxLength(200)
        self._asking = Rest(self, ANSWER_AFTER, self._ask)
        self.textChanged.connect(lambda _text: self._asking.start())
        self.setEnabled(False)

    def set_context(self, context: Context) -> None:
        """The desk is open: search from now on."""
        self.context = context
        self.setEnabled(True)

    def _ask(self) -> None:
        if self.context is None:
            return
        if not self.text().strip():
            self.answers.hide()
            return
        self.context.jobs.start(self._answer(self.context, self.text()), self, superseding="search", quiet=True)

    async def _answer(self, context: Context, typed: str) -> None:
        from partnerdesk.store import search

        groups = await context.jobs.done(context.desk.read(
            context.actor, lambda look: search.search(look.session.connection(), context.actor, typed, MOST),
            superseding="search"))
        if self.text() == typed and self.hasFocus():
            self._show(context, groups)

    def _show(self, context: Context, groups: list[Any]) -> None:
        lines: list[Line] = []
        for group in groups:
            if group.register not in context.registers:
                continue
            title = context.title(group.register)
            more = len(group.hits) - A_REGISTER
            if more > 0:
                title = f"{title} · {self.words.many('{count} more', '{count} more', more)}"
            lines.append(Line(title))
            fields = context.registers[group.register].fields
            for hit in group.hits[:A_REGISTER]:
                where = self.words(fields[hit.where].label) if hit.where in fields else ""
                lines.append(Line(hit.name or context.one(group.register), group.register, hit.id, where, hit.snippet,
                                  hit.marks, hit.struck))
        if not lines:
            lines.append(Line(self.words(N_("Nothing found. Try fewer words, or pinyin initials."))))
        self.answers.show_lines(lines)
        self._place_answers(lines)

    def _place_answers(self, lines: list[Line]) -> None:
        window = self._window
        height = min(sum(self.answers.sizeHintForRow(at) for at in range(len(lines))) + 10, theme.px(TALLEST))
        width = min(theme.px(WIDTH), window.width() - 40)
        corner = self.mapTo(window, QPoint(self.width() - width, self.height() + 4))
        self.answers.setGeometry(QRect(corner, QSize(width, min(height, window.height() - corner.y() - 12))))
        self.answers.raise_()
        self.answers.show()

    def _open(self) -> None:
        marked = self.answers.marked
        if marked is None:
            return
        self.answers.hide()
        self.clear()
        self.opened.emit(marked.register, marked.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(theme.ICON)
        theme.icon("search", "faint").paint(painter, theme.px(9), (self.height() - side) // 2, side, side)
        painter.end()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = not self.answers.isHidden()
        if shown and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.answers.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif shown and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Escape:
            self.answers.hide()
            self.clear()
            if self._before is not None:
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() == Qt.FocusReason.ShortcutFocusReason:
            self.selectAll()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.answers.hide()

    def come_from(self, widget: QWidget | None) -> None:
        """Remember where the focus was, to give it back."""
        self._before = widget
