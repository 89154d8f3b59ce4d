"""The parts of the import: what each column of a file means, and which rows may mean what is there already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from partnerdesk.exchange import tables
from partnerdesk.exchange.intake import Plan, RowPlan
from partnerdesk.exchange.likeness import Likeness
from partnerdesk.exchange.mapping import LEFT_OUT, Target
from partnerdesk.exchange.mapping import Mapping as Columns
from partnerdesk.exchange.tables import Table
from partnerdesk.page import theme
from partnerdesk.page.pieces import Box, OneLine, Scroll, Text, button, column, emptied, holder, row, rule
from partnerdesk.record.fields import Kind
from partnerdesk.words import N_, Words

SAMPLES = 3  # values of a column that are shown
MOST_LISTED = 200  # rows listed one by one
NEW = "new"
_ORDERS = (("", N_("Days as they read")), ("dmy", N_("Day, month, year")), ("mdy", N_("Month, day, year")))


class MappingList(QWidget):
    """One line a column: its heading, its first values, and the field that it fills."""

    changed = Signal()

    def __init__(self, words: Words, title: Callable[[str], str]) -> None:
        super().__init__()
        self.words, self._title = words, title
        self._table: Table | None = None
        self._targets: Sequence[Target] = ()
        self.columns = Columns(())
        self.boxes: list[Box] = []
        self._orders: list[Box] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 4)
        self._grid.setColumnStretch(2, 3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inner = holder(column(self._grid, None, margins=(0, 0, 8, 0)))
        outer.addWidget(Scroll(inner))

    def show_table(self, table: Table, columns: Columns, targets: Sequence[Target]) -> None:
        """Show the columns of a table and what they are taken for."""
        self._table, self.columns, self._targets = table, columns, targets
        emptied(self._grid)
        self.boxes, self._orders = [], []
        words = self.words
        for place, heading in enumerate((N_("Heading in the file"), N_("First rows"), N_("Becomes"))):
            self._grid.addWidget(Text(words(heading), "faint"), 0, place)
        for each in columns.columns:
            line = each.place + 1
            heading = each.heading or tables.letter(each.place)
            self._grid.addWidget(OneLine(heading), line, 0)
            self._grid.addWidget(OneLine(self._samples(each.place), "faint"), line, 1)
            box = self._box(heading, each.place)
            order = self._order_box(heading, each.place)
            across = row(box, order, spacing=6)
            across.setStretch(0, 1)
            self._grid.addLayout(across, line, 2)
        self._show()

    @property
    def entries(self) -> list[Box]:
        """What can be chosen, in the order in which Tab is to walk through it."""
        return [box for both in zip(self.boxes, self._orders, strict=True) for box in both]

    def _samples(self, place: int) -> str:
        assert self._table is not None
        found = [text for each in self._table.rows[:50]
                 if (text := tables.text(each.values[place]).strip().replace("\n", " "))]
        return " · ".join(found[:SAMPLES])

    def _box(self, heading: str, place: int) -> Box:
        words = self.words
        box = Box()
        box.setObjectName(f"becomes {heading}")
        box.setAccessibleName(words(N_("What “{heading}” becomes"), heading=heading))
        box.addItem(words(N_("(left out)")), LEFT_OUT)
        several = len({target.register for target in self._targets}) > 1
        for target in self._targets:
            label = words(target.field.label) + (" *" if target.field.required else "")
            if several:
                label = words.labelled(self._title(target.register), label)
            box.addItem(label, target.key)
        box.activated.connect(lambda _at: self._chosen(place))
        self.boxes.append(box)
        return box

    def _order_box(self, heading: str, place: int) -> Box:
        order = Box()
        order.setObjectName(f"order of {heading}")
        order.setAccessibleName(self.words(N_("How “{heading}” writes days"), heading=heading))
        for key, label in _ORDERS:
            order.addItem(self.words(label), key)
        order.setFixedWidth(theme.px(130))
        order.activated.connect(lambda _at: self._chosen(place))
        self._orders.append(order)
        return order

    def _chosen(self, place: int) -> None:
        at = next(n for n, each in enumerate(self.columns.columns) if each.place == place)
        self.columns = self.columns.changed(place, self.boxes[at].currentData(), self._orders[at].currentData())
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        days = {target.key for target in self._targets if target.field.kind in (Kind.DAY, Kind.APPOINTMENT)}
        for at, each in enumerate(self.columns.columns):
            self.boxes[at].setCurrentIndex(max(self.boxes[at].findData(each.target), 0))
            self._orders[at].setCurrentIndex(max(self._orders[at].findData(each.order), 0))
            self._orders[at].setVisible(each.target in days)


class Decisions(QWidget):
    """The rows that may mean a record that is there already: each is decided by the clerk, none by the program."""

    changed = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.rows: Sequence[RowPlan] = ()
        self.chosen: dict[int, Likeness | str] = {}
        self.boxes: dict[int, Box] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.all_new = button(words(N_("All are new")), lambda _on: self._decide_all(False), name="all new")
        self.all_same = button(words(N_("All with the same name or code are the same")),
                               lambda _on: self._decide_all(True), name="all same")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(row(self.all_same, self.all_new, None))
        outer.addWidget(Scroll(holder(column(self._lines, None, margins=(0, 0, 8, 0)))), 1)

    def show_plan(self, plan: Plan) -> None:
        """List the rows that have to be decided."""
        words = self.words
        self.rows, self.chosen, self.boxes = plan.proposed, {}, {}
        emptied(self._lines)
        for each in self.rows[:MOST_LISTED]:
            self._lines.addLayout(self._line(each))
            self._lines.addWidget(rule())
        more = len(self.rows) - MOST_LISTED
        if more > 0:
            self._lines.addWidget(Text(words.many(
                "{count} more row is decided by the buttons above.",
                "{count} more rows are decided by the buttons above.", more), "faint"))
        self.changed.emit()

    @property
    def open(self) -> int:
        """How many rows are still to be decided."""
        return sum(each.number not in self.chosen for each in self.rows)

    @property
    def same(self) -> Mapping[int, int]:
        """For each row that means a record of the desk the id of that."""
        return {number: chosen.id for number, chosen in self.chosen.items()
                if isinstance(chosen, Likeness) and chosen.id is not None}

    @property
    def repeated(self) -> frozenset[int]:
        """The rows that only repeat an earlier one of the file."""
        return frozenset(number for number, chosen in self.chosen.items()
                         if isinstance(chosen, Likeness) and chosen.id is None)

    def _line(self, each: RowPlan) -> Any:
        words = self.words
        number = Text(words(N_("Row {number}"), number=each.number), "faint")
        number.setFixedWidth(theme.px(64))
        box = Box()
        box.setObjectName(f"decide {each.number}")
        box.setAccessibleName(words(N_("Who “{name}” is"), name=each.name))
        box.addItem(words(N_("To be decided")), None)
        box.addItem(words(N_("A new one")), NEW)
        for like in each.likenesses:
            where = like.name if like.row is None else words(N_("{name} (row {number})"), name=like.name,
                                                             number=like.row)
            box.addItem(words(N_("The same as {name}: {reason}"), name=where, reason=like.reason.said(words)), like)
        box.activated.connect(lambda _at, number=each.number: self._chosen(number))
        self.boxes[each.number] = box
        line = row(number, OneLine(each.name), box, spacing=10)
        line.setStretch(1, 2)
        line.setStretch(2, 3)
        return line

    def _chosen(self, number: int) -> None:
        decided = self.boxes[number].currentData()
        if decided is None:
            self.chosen.pop(number, None)
        else:
            self.chosen[number] = decided
        self.changed.emit()

    def _decide_all(self, same: bool) -> None:
        for each in self.rows:
            certain = next((like for like in each.likenesses if like.certain), None)
            if not same:
                self.chosen[each.number] = NEW
            elif certain is not None:
                self.chosen[each.number] = certain
        for number, box in self.boxes.items():
            decided = self.chosen.get(number)
            box.setCurrentIndex(next((at for at in range(box.count()) if box.itemData(at) == decided), 0))
        self.changed.emit()
