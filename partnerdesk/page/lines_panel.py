"""The lines of a record, such as the posts of a person: a small table, each line edited in a sheet."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.page.acts import strike
from partnerdesk.page.context import Context
from partnerdesk.page.form import edit_in_sheet
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Card, Text, button, row, shortcut
from partnerdesk.page.table import ROW_ROLE, EntryTable, ListModel
from partnerdesk.store.listing import Listing
from partnerdesk.words import N_


class LinesPanel(QWidget):
    """All lines of one record in a register that is part of the record's own."""

    counted = Signal(int)

    def __init__(self, context: Context, key: str) -> None:
        super().__init__()
        self.context, self.words, self.key = context, context.words, key
        self._owner: int | None = None
        register = context.registers[key]
        self.model = ListModel(context, key, self)
        columns = tuple(name for name in register.columns if name != register.part_of) or register.columns
        self._columns = columns
        self.table = EntryTable(self.model, context.title(key))
        self.table.activated.connect(lambda _index: self.edit())
        self.empty = Text(self.words(N_("Nothing has been entered here yet.")), "faint")
        one = self.words.within(context.one(key))
        self.new = button(self.words(N_("New {one}"), one=one), self.make, icon="new", name=f"new {key}")
        self.change = button(self.words(N_("Open")), self.edit, name=f"open {key}")
        self.take = button(self.words(N_("Strike out")), self.strike, name=f"strike {key}")
        card = Card()
        card.body.addLayout(row(self.empty, None, self.take, self.change, self.new))
        card.body.addWidget(self.table, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        shortcut(self.table, "Delete", self.strike)
        shortcut(self, "N", self.make)  # the table is hidden while it is empty
        self.model.counted.connect(self._counted)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._offer())
        context.listen(self, self._changed)

    def show_lines(self, owner: int) -> None:
        """Show the lines of a record."""
        self._owner = owner
        self.model.show(Listing(self.key, part_of=owner, columns=self._columns))

    def current(self) -> Any:
        """The line that is marked, or nothing."""
        index: QModelIndex = self.table.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    @slot
    async def make(self) -> None:
        """Make a new line in a sheet."""
        register = self.context.registers[self.key]
        if self._owner is not None:
            await edit_in_sheet(self, self.context, self.key, **{register.part_of: self._owner})

    @slot
    async def edit(self) -> None:
        """Open the marked line in a sheet."""
        line = self.current()
        if line is not None:
            await edit_in_sheet(self, self.context, self.key, line.id)

    @slot
    async def strike(self) -> None:
        """Strike the marked line out, after asking."""
        line = self.current()
        if line is not None:
            await strike(self, self.context, self.key, line.id, self.model.spoken(line))

    def _counted(self, count: int) -> None:
        self.table.set_widths({})
        self.table.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        self._offer()
        self.counted.emit(count)

    def _offer(self) -> None:
        marked = self.table.currentIndex().isValid()
        self.change.setEnabled(marked)
        self.take.setEnabled(marked)

    def _changed(self, changed: Any) -> None:
        if changed.touches(self.key) and self._owner is not None:
            self.model.reload()


