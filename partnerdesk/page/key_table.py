"""Lines that are worked by single keys, and the one line below them that asks for a few words more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from partnerdesk.page import theme
from partnerdesk.page.editor import Line
from partnerdesk.page.lines_card import Cell, Column, ShownLine
from partnerdesk.page.pieces import Text, column, plain_tip
from partnerdesk.words import N_, Words

_ROOM = 6  # pixels between the lines of a table that wraps
_LINE = Qt.ItemDataRole.UserRole
_PADDING = 20  # pixels beside the text of a cell, left and right together
_TONES = {"bad": "red", "soon": "amber", "good": "green"}


def legend(keys: Sequence[tuple[str, str]]) -> str:
    """The keys and what they do, each beside its words wherever the line ends."""
    return "  ".join(f"{key} {said}".replace(" ", "\u00a0") for key, said in keys)


class _Wrapping(QStyledItemDelegate):
    """Gives a wrapped text the height that it takes beside its padding, of which Qt's own reckoning knows nothing."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        made = super().sizeHint(option, index)
        view = self.parent()
        assert isinstance(view, QTableView)
        room = max(view.columnWidth(index.column()) - theme.px(_PADDING), 1)
        text = view.fontMetrics().boundingRect(
            0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, str(index.data() or ""))
        return QSize(made.width(), max(text.height() + theme.px(5), made.height()))


class KeyTable(QTableView):
    """A table that takes the keys it was told of, never an input method; Enter opens the marked line.

    With `wraps` a text that is wider than its column goes on in the next line.
    """

    pressed = Signal(int, str)  # the line's id and the key, a digit or a capital letter
    opened = Signal(int)

    def __init__(self, words: Words, name: str, columns: Sequence[Column], keys: str, *, wraps: bool = False,
                 height: int = 32) -> None:
        super().__init__()
        self.words, self.keys = words, keys
        self.rows = QStandardItemModel(0, len(columns), self)
        self.rows.setHorizontalHeaderLabels([words(each.heading) for each in columns])
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(wraps)
        if wraps:
            self.setItemDelegate(_Wrapping(self))
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.hide()
        side.setDefaultSectionSize(theme.px(height))
        side.setMinimumSectionSize(theme.px(min(height, 28)))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setAccessibleName(words(N_("Columns")))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(40)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        widest = max(range(len(columns)), key=lambda place: columns[place].width)
        for place, each in enumerate(columns):
            self.setColumnWidth(place, theme.px(each.width))
        head.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
        self.activated.connect(lambda _index: self.open())

    def show_lines(self, lines: Sequence[ShownLine]) -> None:
        """Show the lines; the one that was marked stays marked, wherever it stands now.

        Lines that are all others belong to another record: they are begun at the first.
        """
        kept, row = self.current(), max(self.currentIndex().row(), 0)
        before = {self.rows.index(place, 0).data(_LINE) for place in range(self.rows.rowCount())}
        if self.rows.rowCount() != len(lines):
            self.rows.setRowCount(len(lines))
        for place, line in enumerate(lines):
            for at, cell in enumerate(line.cells):
                said, tone = (cell.text, cell.tone) if isinstance(cell, Cell) else (cell, "")
                item = QStandardItem(said)
                item.setEditable(False)  # what could be edited would let an input method take the keys
                item.setData(line.id, _LINE)
                item.setToolTip(plain_tip(said))
                if line.past or tone:
                    item.setForeground(theme.colour(_TONES.get(tone, "faint")))
                self.rows.setItem(place, at, item)
        if lines:
            ids = [line.id for line in lines]
            near = min(row, len(lines) - 1) if before & {*ids} else 0
            self.mark(ids.index(kept) if kept in ids else near)
        self._fit_rows()

    def height_of(self, lines: int) -> int:
        """How high the table is that shows so many lines without scrolling."""
        return self.horizontalHeader().sizeHint().height() + lines * self.verticalHeader().defaultSectionSize() + 4

    def mark(self, row: int) -> None:
        """Mark a line by its place."""
        index = self.rows.index(row, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows)

    def go_on(self) -> None:
        """Go on to the next line."""
        self.mark(min(self.currentIndex().row() + 1, self.rows.rowCount() - 1))

    def current(self) -> int | None:
        """The id of the marked line."""
        index: QModelIndex = self.currentIndex()
        id: int | None = index.data(_LINE) if index.isValid() else None
        return id

    def open(self) -> None:
        """Ask for the marked line to be opened."""
        id = self.current()
        if id is not None:
            self.opened.emit(id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        if not self.wordWrap():
            return
        self.resizeRowsToContents()
        for row in range(self.rows.rowCount()):
            self.setRowHeight(row, self.rowHeight(row) + theme.px(_ROOM))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = chr(event.key()) if 0x20 < event.key() < 0x7F else ""
        id = self.current()
        if plain and self.rows.rowCount() and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.mark(0 if event.key() == Qt.Key.Key_Home else self.rows.rowCount() - 1)
            return
        if not plain or not key or key not in self.keys or id is None:
            super().keyPressEvent(event)
            return
        self.pressed.emit(id, key)
        event.accept()


class AskLine(QWidget):
    """Asks one thing in one line: Enter hands over what was typed, Esc puts the question away.

    Whoever takes the answer gives back what is wrong with it, or nothing.
    """

    left = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.asked = Text(role="faint")
        self.line = Line()
        self.line.setObjectName("answer")
        self.wrong = Text(role="problem", wrap=True)
        self.wrong.hide()
        self._take: Callable[[str], str] | None = None
        self.line.returnPressed.connect(self._entered)
        self.line.installEventFilter(self)
        self.setLayout(column(self.asked, self.line, self.wrong, spacing=3))
        self.hide()

    def ask(self, question: str, take: Callable[[str], str], text: str = "", hint: str = "") -> None:
        """Ask a question, with what stands there now."""
        self._take = take
        self.asked.setText(question)
        self.line.setAccessibleName(question)
        self.line.setText(text)
        self.line.setPlaceholderText(hint)
        self.wrong.hide()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def put_away(self) -> None:
        """Ask no longer; the cursor goes back to where it came from."""
        self._take = None
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and not self.line.composing:
            if event.type() == QEvent.Type.ShortcutOverride:
                # Else the page would take the key, which goes back to its list.
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.put_away()
                return True
        return super().eventFilter(watched, event)

    def _entered(self) -> None:
        if self._take is None or self.line.composing:
            return
        wrong = self._take(self.line.text().strip())
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        if not wrong:
            self.put_away()
