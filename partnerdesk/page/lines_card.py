"""A card with lines that a page has read itself: other records that concern its subject, opened or edited from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from partnerdesk.page import theme
from partnerdesk.page.acts import strike
from partnerdesk.page.context import Context
from partnerdesk.page.form import edit_in_sheet
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Card, Text, button, shortcut
from partnerdesk.words import N_

_LINE = Qt.ItemDataRole.UserRole
_TONES = {"bad": "red", "soon": "amber", "good": "green"}


@dataclass(frozen=True)
class Cell:
    """One text of a line, tinted by meaning."""

    text: str
    tone: str = ""


@dataclass(frozen=True)
class ShownLine:
    """One line: the record behind it and its texts."""

    register: str
    id: int
    cells: tuple[str | Cell, ...]
    past: bool = False  # no longer in force: shown in faint

    @property
    def spoken(self) -> str:
        """The line as it is read out."""
        return ", ".join(text for cell in self.cells if (text := _text(cell)))


@dataclass(frozen=True)
class Column:
    """A heading and the room that its column asks for; the widest takes what is left."""

    heading: str
    width: int = 110


class LinesCard(Card):
    """Lines in a table; Enter opens one, N makes another, Delete strikes one out where they belong to the subject.

    With `in_place` a line is edited in a sheet over the page, else its own page is opened.
    """

    def __init__(self, context: Context, register: str, columns: Sequence[Column], *, heading: str = "",
                 in_place: bool = True, may_make: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(heading or context.title(register), parent=parent)
        self.context, self.words, self.register, self.in_place = context, context.words, register, in_place
        self._given: dict[str, Any] = {}
        words = self.words
        self.setObjectName(f"card {register}")
        self.model = QStandardItemModel(0, len(columns), self)
        self.model.setHorizontalHeaderLabels([words(column.heading) for column in columns])
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setObjectName(f"lines {register}")
        self.table.setAccessibleName(self.heading.text())
        self._dress(columns)
        self.table.activated.connect(lambda _index: self.open())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.empty = Text(words(N_("Nothing has been entered here yet.")), "faint")
        one = words.within(context.one(register))
        self.make_button = button(words(N_("New {one}"), one=one), self.make, icon="new",
                                  name=f"new {register}")
        self.open_button = button(words(N_("Open")), self.open, name=f"open {register}")
        self.strike_button = button(words(N_("Strike out")), self.strike, name=f"strike {register}")
        self._on_line = [self.strike_button, self.open_button]
        for each in (self.strike_button, self.open_button, self.make_button):
            self.head.addWidget(each)
        self.make_button.setVisible(may_make)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table, 1)
        self.body.addStretch(0)
        if may_make:
            shortcut(self, "N", self.make)  # the table is hidden while it is empty
        if in_place:
            shortcut(self.table, "Delete", self.strike)
        self.show_lines((), {})

    def add_act(self, text: str, act: Callable[[], Any], *, on_line: bool = False, name: str = "") -> None:
        """Offer a further act beside the others; with `on_line` only while a line is marked."""
        made = button(text, lambda _on=False: act(), name=name)
        self.head.insertWidget(self.head.indexOf(self.strike_button), made)
        if on_line:
            self._on_line.append(made)
            self._offer()

    def _dress(self, columns: Sequence[Column]) -> None:
        table = self.table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.px(34))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setAccessibleName(self.words(N_("Columns")))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(40)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        widest = max(range(len(columns)), key=lambda place: columns[place].width)
        for place, column in enumerate(columns):
            table.setColumnWidth(place, max(theme.px(column.width), head.sectionSizeHint(place)))
        # A narrow window scrolls sideways rather than squeezing the column that names the line to nothing.
        head.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)

    def show_lines(self, lines: Sequence[ShownLine], given: dict[str, Any]) -> None:
        """Show the lines; `given` is what a new one already knows."""
        self._given = given
        kept = self.table.currentIndex().row()
        self.model.removeRows(0, self.model.rowCount())
        for line in lines:
            items = []
            for cell in line.cells:
                item = QStandardItem(_text(cell))
                tone = _TONES.get(cell.tone, "") if isinstance(cell, Cell) else ""
                if line.past or tone:
                    item.setForeground(theme.colour("faint" if line.past else tone))
                item.setData(line, _LINE)
                items.append(item)
            self.model.appendRow(items)
        self.say_beside(self.words.many("{count} entry", "{count} entries", len(lines)) if lines else "")
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        if 0 <= kept < len(lines):
            self.table.selectRow(kept)
        self._offer()

    def current(self) -> ShownLine | None:
        """The line that is marked."""
        index: QModelIndex = self.table.currentIndex()
        line: ShownLine | None = index.data(_LINE) if index.isValid() else None
        return line

    def _offer(self) -> None:
        marked = self.current() is not None
        for each in self._on_line:
            each.setEnabled(marked)
            each.setVisible(self.model.rowCount() > 0 and (each is not self.strike_button or self.in_place))

    @slot
    async def make(self) -> None:
        """Make a new line in a sheet."""
        await edit_in_sheet(self, self.context, self.register, **self._given)

    @slot
    async def open(self) -> None:
        """Open the marked line: in a sheet where it belongs to the subject, else on its own page."""
        line = self.current()
        if line is None:
            return
        if self.in_place:
            await edit_in_sheet(self, self.context, line.register, line.id)
        else:
            self.context.open(line.register, line.id)

    @slot
    async def strike(self) -> None:
        """Strike the marked line out, after asking."""
        line = self.current()
        if line is not None and self.in_place:
            await strike(self, self.context, line.register, line.id, _text(line.cells[0]))


def _text(cell: str | Cell) -> str:
    return cell.text if isinstance(cell, Cell) else cell
