"""A list of a register as a model of windows, and the two ways to see it: two lines an entry, or a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.editor import cell_text
from partnerdesk.page.pieces import beside
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.register import Register
from partnerdesk.store.listing import Listing, RowData, shown, window
from partnerdesk.words import N_

WINDOW = 100  # rows fetched at once
KEPT = 40  # windows kept
NUMBER = "number"

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole

_WIDTHS = {
    Kind.DAY: 96, Kind.MOMENT: 130, Kind.APPOINTMENT: 130, Kind.CHOICE: 96, Kind.AMOUNT: 120, Kind.NUMBER: 72,
    Kind.PERCENTAGE: 72, Kind.POINTS: 72, Kind.YES_NO: 60, Kind.LONG_TEXT: 240, Kind.LINK: 170, Kind.LINKS: 200,
    Kind.FILE: 120,
}
_CODE_LIMIT, _CODE_WIDTH = 60, 164  # a text as short as that is a code or a telephone: eighteen signs are seen whole


def column_field(register: Register, name: str) -> Field:
    """The field behind a column; an entry's number is a column too."""
    return register.fields.get(name) or Field(Kind.TEXT, N_("Number"), name=name)


class ListModel(QAbstractTableModel):
    """The rows of a listing, asked for by windows as they come into sight; what is not there yet shows empty."""

    counted = Signal(int)
    arrived = Signal()

    def __init__(self, context: Context, key: str, page: QWidget) -> None:
        super().__init__(page)
        self.context, self.words, self._page = context, context.words, page
        self.register: Register = context.registers[key]
        self.listing = Listing(key, columns=self.register.columns, today=context.today)
        self._count = 0
        self._windows: dict[int, list[RowData]] = {}
        self._wanted: set[int] = set()
        self._generation = 0

    # -- what a page uses

    def show(self, listing: Listing) -> None:
        """Show another listing from its beginning; the old rows stay until the new ones are there."""
        self.listing = replace(listing, columns=listing.columns or self.register.columns, today=self.context.today)
        self._ask(())

    def reload(self) -> None:
        """Read again what is shown."""
        self._ask(tuple(sorted(self._windows))[:4])

    @property
    def count(self) -> int:
        return self._count

    @property
    def columns(self) -> tuple[str, ...]:
        return self.listing.columns

    def row(self, at: int) -> RowData | None:
        """The row at a place, where it has been read."""
        rows = self._windows.get(at // WINDOW)
        if rows is None:
            self._want(at // WINDOW)
            return None
        return rows[at % WINDOW] if at % WINDOW < len(rows) else None

    def place_of(self, id: int) -> int:
        """Where an entry stands among the rows that were read; -1 where it is not among them."""
        for at, rows in self._windows.items():
            for offset, row in enumerate(rows):
                if row.id == id:
                    return at * WINDOW + offset
        return -1

    # -- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.words(column_field(self.register, self.columns[section]).label)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                right = column_field(self.register, self.columns[section]).kind in _RIGHT
                return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter  # noqa: E501
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES:
            return None
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        field = column_field(self.register, self.columns[index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (Qt.AlignmentFlag.AlignRight if field.kind in _RIGHT else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter  # noqa: E501
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        value = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(field, value, self.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row) if index.column() == 0 else cell_text(field, value, self.words)
        if role == Qt.ItemDataRole.ForegroundRole:
            tone = tone_of(field, value)
            return QBrush(theme.colour("faint" if row.struck else tone)) if row.struck or tone else None
        if role == Qt.ItemDataRole.FontRole and row.struck:
            struck = QFont(theme.font())
            struck.setStrikeOut(True)
            return struck
        return None

    def spoken(self, row: RowData) -> str:
        """A row as it is read out: what it is called, then the rest."""
        texts = [cell_text(column_field(self.register, name), value, self.words)
                 for name, value in zip(self.columns, row.cells, strict=True)]
        return self.words.listed(texts)

    # -- fetching

    def _want(self, at: int) -> None:
        if at not in self._wanted:
            self._wanted.add(at)
            self.context.jobs.start(self._fetch(at, self._generation), self._page, quiet=True)

    async def _fetch(self, at: int, generation: int) -> None:
        listing = self.listing
        rows = await self.context.jobs.done(self.context.desk.read(
            self.context.actor, lambda look: window(look, listing, at * WINDOW, WINDOW)))
        if generation != self._generation:
            return
        self._keep(at, rows)
        last = min(at * WINDOW + len(rows), self._count) - 1
        if last >= at * WINDOW:
            self.dataChanged.emit(self.index(at * WINDOW, 0), self.index(last, len(self.columns) - 1))
        self.arrived.emit()

    def _keep(self, at: int, rows: list[RowData]) -> None:
        self._windows[at] = rows
        self._wanted.discard(at)
        while len(self._windows) > KEPT:
            del self._windows[max(self._windows, key=lambda other: abs(other - at))]

    def _ask(self, windows: Sequence[int]) -> None:
        self._generation += 1
        self.context.jobs.start(self._read_all(tuple(windows) or (0,), self._generation), self._page,
                                superseding="list")

    async def _read_all(self, windows: Sequence[int], generation: int) -> None:
        listing = self.listing
        count, found = await self.context.jobs.done(self.context.desk.read(
            self.context.actor,
            lambda look: shown(look, listing, [at * WINDOW for at in windows], WINDOW),
            superseding=f"list {id(self)}"))
        if generation != self._generation:
            return
        self.beginResetModel()
        self._count, self._wanted = count, set()
        self._windows = {first // WINDOW: rows for first, rows in found.items()}
        self.endResetModel()
        self.counted.emit(count)
        self.arrived.emit()


_RIGHT = frozenset({Kind.AMOUNT, Kind.NUMBER, Kind.PERCENTAGE, Kind.POINTS})
_ROLES = frozenset({
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ForegroundRole,
    Qt.ItemDataRole.FontRole, Qt.ItemDataRole.TextAlignmentRole, ROW_ROLE,
})
_TONES = {"good": "green", "soon": "amber", "bad": "red"}


def tone_of(field: Field, value: Any) -> str:
    """The colour that a cell's word is tinted with; empty for ink."""
    choice = field.choice(value) if field.kind is Kind.CHOICE else None
    return _TONES.get(choice.tone, "") if choice is not None else ""


class EntryRow(QStyledItemDelegate):
    """Draws an entry on two lines: what it is called; in faint the rest; its state tinted at the right."""

    def __init__(self, model: ListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(46))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: RowData | None = index.data(ROW_ROLE)
        rect: QRect = option.rect
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
        else:
            painter.setPen(theme.colour("line"))
            painter.drawLine(rect.left() + 10, rect.bottom(), rect.right() - 10, rect.bottom())
        if row is not None:
            self._draw(painter, rect.adjusted(14, 5, -10, -5), row)
        painter.restore()

    def _draw(self, painter: QPainter, rect: QRect, row: RowData) -> None:
        words, register = self.model.words, self.model.register
        fields = [column_field(register, name) for name in self.model.columns]
        name, rest, state, tone = entry_lines(fields, row, words, register.name)
        drawn = theme.font()
        drawn.setStrikeOut(row.struck)
        painter.setFont(drawn)
        painter.setPen(theme.colour("faint" if row.struck else "ink"))
        half = QRect(rect.left(), rect.top(), rect.width(), rect.height() // 2)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(half, left, _elided(painter, name, half.width()))
        painter.setFont(theme.font(theme.FAINT))
        half.moveTop(rect.top() + rect.height() // 2)
        room = half.width()
        if state:
            painter.setPen(theme.colour(tone or "faint"))
            shown = _elided(painter, state, half.width() // 2)
            painter.drawText(half, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
            room -= painter.fontMetrics().horizontalAdvance(shown) + 10
        painter.setPen(theme.colour("faint"))
        painter.drawText(half, left, _elided(painter, rest, room))


def entry_lines(fields: Sequence[Field], row: RowData, words: Any,
                names: Sequence[str] = ()) -> tuple[str, str, str, str]:
    """An entry on two lines: its name, the rest, the state at the right and the colour of that."""
    texts = [_said_alone(field, value, words) for field, value in zip(fields, row.cells, strict=True)]
    tones = [tone_of(field, value) for field, value in zip(fields, row.cells, strict=True)]
    filled = [place for place, field in enumerate(fields) if texts[place] and field.name != NUMBER]
    named = next((place for place in filled if fields[place].name in names), next(
        (place for place in filled if fields[place].kind in _NAMES), 0))
    tinted = next((place for place, tone in enumerate(tones) if tone in ("red", "amber")), -1)
    if tinted < 0:
        tinted = next((place for place, field in enumerate(fields) if field.kind in (Kind.DAY, Kind.APPOINTMENT)
                       and texts[place] and place != named), -1)
    rest = [text for place, text in enumerate(texts) if text and place not in (named, tinted)]
    state, tone = (texts[tinted], tones[tinted]) if tinted >= 0 else ("", "")
    if row.struck:
        state, tone = words(N_("struck out")), "faint"
    return texts[named], beside(*rest), state, tone


def _said_alone(field: Field, value: Any, words: Any) -> str:
    """A cell as it reads without its heading: a bare number or a bare yes would say nothing."""
    text = str(cell_text(field, value, words)).split("\n")[0]
    if field.kind is Kind.YES_NO:
        return str(words(field.label)) if value else ""
    return str(words.labelled(words(field.label), text)) if text and field.kind in _BARE else text


_BARE = frozenset({Kind.NUMBER, Kind.POINTS})
_NAMES = frozenset({Kind.TEXT, Kind.LINK, Kind.LONG_TEXT})


def _elided(painter: QPainter, text: str, width: int) -> str:
    return QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _keeps_focus(view: QAbstractItemView, event: QKeyEvent) -> bool:
    """Whether a key is the page's and not the view's: letters do not search by the rows' texts."""
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)


class EntryList(QTableView):
    """The narrow list beside a record: its delegate draws a whole entry in the one column that is shown.

    Qt's list view asks the model for every row before it shows the first; its table view asks for those in sight.
    """

    def __init__(self, model: ListModel, title: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(EntryRow(model, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(title)
        self.setObjectName("entries")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(46))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self._show_one_column)
        self._show_one_column()

    def _show_one_column(self) -> None:
        for column in range(1, self.model().columnCount()):
            self.hideColumn(column)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End lead to the first and the last entry, as they do in a list."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _keeps_focus(self, event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class EntryTable(QTableView):
    """The wide list: columns are chosen, ordered, widened and sorted by their heads."""

    arranged = Signal()

    def __init__(self, model: ListModel, title: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(title)
        self.setObjectName("table")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(34))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setStretchLastSection(True)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setMinimumSectionSize(40)
        head.setAccessibleName(model.words(N_("Columns")))
        head.sectionMoved.connect(lambda *_: self.arranged.emit())
        head.sectionResized.connect(lambda *_: self.arranged.emit())

    def set_widths(self, widths: dict[str, int]) -> None:
        """Give each column the width chosen for it, else the usual one of its kind."""
        model: Any = self.model()
        head = self.horizontalHeader()
        was = head.blockSignals(True)
        for place, name in enumerate(model.columns):
            field = column_field(model.register, name)
            usual = 200 if place < 2 else _CODE_WIDTH if 0 < field.limit <= _CODE_LIMIT else 150
            self.setColumnWidth(place, widths.get(name, theme.px(_WIDTHS.get(field.kind, usual))))
        head.blockSignals(was)

    @property
    def arrangement(self) -> tuple[tuple[str, ...], dict[str, int]]:
        """The columns in the order in which they stand now, and their widths."""
        model: Any = self.model()
        head = self.horizontalHeader()
        names = [model.columns[head.logicalIndex(place)] for place in range(len(model.columns))]
        return tuple(names), {name: self.columnWidth(place) for place, name in enumerate(model.columns)}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _keeps_focus(self, event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def columns_menu(parent: QWidget, model: ListModel, choose: Any, reset: Any) -> QMenu:
    """A menu in which each field of the register is a column or not."""
    register, words = model.register, model.words
    menu = QMenu(words(N_("Columns")), parent)
    names = list(model.columns) + [name for name in ((NUMBER,) if register.series else ()) + tuple(register.fields)
                                   if name not in model.columns]
    for name in names:
        action = menu.addAction(words(column_field(register, name).label))
        action.setCheckable(True)
        action.setChecked(name in model.columns)
        action.setEnabled(name not in model.columns or len(model.columns) > 1)
        action.triggered.connect(lambda on, name=name: choose(name, on))
    menu.addSeparator()
    menu.addAction(words(N_("Columns as they came"))).triggered.connect(lambda _on: reset())
    return menu


def select_row(view: QAbstractItemView, at: int) -> None:
    """Mark one row and bring it into sight."""
    index = view.model().index(at, 0)
    view.selectionModel().setCurrentIndex(
        index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows)
    view.scrollTo(index)


