"""The parts of the import: what each column of a file means, and what the rows mean and change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.exchange import tables
from partnerdesk.exchange.mapping import LEFT_OUT, Target
from partnerdesk.exchange.mapping import Mapping as Columns
from partnerdesk.exchange.tables import Table
from partnerdesk.office import contents, intake
from partnerdesk.office.matching import PARTNERS
from partnerdesk.office.review import Meaning, Review, Reviewed, lines
from partnerdesk.page import theme
from partnerdesk.page.pieces import Box, OneLine, Scroll, Text, button, column, emptied, holder, plain_tip, row, rule
from partnerdesk.record.fields import Kind
from partnerdesk.record.register import Register
from partnerdesk.words import N_, Words

SAMPLES = 3  # values of a column that are shown
MOST_LISTED = 200  # rows listed one by one
_ORDERS = (("", N_("Days as they read")), ("dmy", N_("Day, month, year")), ("mdy", N_("Month, day, year")))


def importable(registers: Mapping[str, Register]) -> list[str]:
    """The registers of the menu that a list can fill, the partners first."""
    fit = [entry.key for entry in contents.ENTRIES if entry.group and intake.fillable(registers, entry.key)]
    return sorted(fit, key=lambda key: key != PARTNERS)


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
        order.setFixedWidth(theme.px(156))
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


class Tick(QCheckBox):
    """A check whose text is cut where it does not fit, and stands whole in its tip and its accessible name."""

    def __init__(self, text: str, on: bool) -> None:
        super().__init__()
        self.whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)
        self.setChecked(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - theme.px(32)
        self.setText(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, room))


class Decisions(QWidget):
    """The rows that mean, or may mean, what is there already: each with what it was taken for and what it changes.

    What is doubtful is decided by the clerk, none by the program; every single change can be left out.
    """

    changed = Signal()

    def __init__(self, words: Words, registers: Mapping[str, Any]) -> None:
        super().__init__()
        self.words, self.registers = words, registers
        self.review: Review | None = None
        self.chosen: dict[int, Meaning] = {}
        self.boxes: dict[int, Box] = {}
        self.checks: dict[tuple[int, str, str], Tick] = {}
        self._unticked: set[tuple[int, str, str]] = set()
        self._under: dict[int, QVBoxLayout] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.all_new = button(words(N_("All are new")), lambda _on: self._decide_all(False), name="all new")
        self.all_same = button(words(N_("All with the same name or code are the same")),
                               lambda _on: self._decide_all(True), name="all same")
        self.nothing = button(words(N_("Leave what is there as it is")), lambda _on: self._untick_all(),
                              name="leave all")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(row(self.all_same, self.all_new, self.nothing, None))
        outer.addWidget(Scroll(holder(column(self._lines, None, margins=(0, 0, 8, 0)))), 1)

    def show_review(self, review: Review) -> None:
        """List the rows that have to be looked at, those to be decided first."""
        words = self.words
        self.review = review
        self.boxes, self.checks, self._under, self._unticked = {}, {}, {}, set()
        self.chosen = {each.number: each.meanings[each.settled] for each in review.rows if each.settled is not None}
        emptied(self._lines)
        listed = self.listed
        for each in listed[:MOST_LISTED]:
            self._lines.addLayout(self._line(each))
            self._lines.addWidget(rule())
        more = len(listed) - MOST_LISTED
        if more > 0:
            self._lines.addWidget(Text(words.many(
                "{count} more row is decided by the buttons above.",
                "{count} more rows are decided by the buttons above.", more), "faint"))
        doubtful = bool(review.doubtful)
        self.all_new.setVisible(doubtful)
        self.all_same.setVisible(doubtful)
        self.nothing.setVisible(any(touched.changes for each in review.rows for meaning in each.meanings
                                    for touched in meaning.touched))
        self.changed.emit()

    @property
    def listed(self) -> list[Reviewed]:
        """The rows that a clerk has to see: doubtful ones, then those that change something that is there."""
        if self.review is None:
            return []
        doubtful = list(self.review.doubtful)
        return doubtful + [each for each in self.review.rows if each.settled is not None and self._telling(each)]

    def _telling(self, each: Reviewed) -> bool:
        meaning = self.chosen[each.number]
        if meaning.likeness is not None:
            return not meaning.idle
        return self.review is not None and self.review.register != PARTNERS and any(
            touched.register == PARTNERS and touched.id is None for touched in meaning.touched)

    @property
    def open(self) -> int:
        """How many rows are still to be decided."""
        return sum(each.number not in self.chosen for each in self.review.rows) if self.review is not None else 0

    @property
    def entries(self) -> list[QWidget]:
        """What can be chosen, in the order in which Tab is to walk through it."""
        rows = ([box, *(check for key, check in self.checks.items() if key[0] == number)]
                for number, box in self.boxes.items())
        return [self.all_same, self.all_new, self.nothing, *(each for row in rows for each in row)]

    @property
    def unticked(self) -> frozenset[tuple[int, str, str]]:
        """The changes that are not wanted: row, register, field."""
        return frozenset(self._unticked)

    def _line(self, each: Reviewed) -> Any:
        words = self.words
        number = Text(words(N_("Row {number}"), number=each.number), "faint")
        number.setFixedWidth(theme.px(64))
        box = Box()
        box.setObjectName(f"decide {each.number}")
        box.setAccessibleName(words(N_("Who “{name}” is"), name=each.row.name))
        if each.settled is None:
            box.addItem(words(N_("To be decided")), None)
        for meaning in (each.meanings[-1], *each.meanings[:-1]):
            box.addItem(self._said(meaning), meaning)
        self._show_chosen(box, each.number)
        box.activated.connect(lambda _at, each=each: self._chosen(each))
        self.boxes[each.number] = box
        line = row(number, OneLine(each.row.name), box, spacing=10)
        line.setStretch(1, 2)
        line.setStretch(2, 3)
        under = QVBoxLayout()
        under.setContentsMargins(theme.px(74), 0, 0, 0)
        under.setSpacing(2)
        self._under[each.number] = under
        self._show_changes(each)
        return column(line, under, spacing=4)

    def _said(self, meaning: Meaning) -> str:
        words, like = self.words, meaning.likeness
        if like is None:
            return words(N_("A new one"))
        where = like.name if like.row is None else words(N_("{name} (row {number})"), name=like.name, number=like.row)
        return words(N_("The same as {name}: {reason}"), name=where, reason=like.reason.said(words))

    def _show_chosen(self, box: Box, number: int) -> None:
        chosen = self.chosen.get(number)
        box.setCurrentIndex(next((at for at in range(box.count()) if box.itemData(at) is chosen), 0))

    def _show_changes(self, each: Reviewed) -> None:
        under = self._under[each.number]
        emptied(under)
        self.checks = {key: check for key, check in self.checks.items() if key[0] != each.number}
        meaning = self.chosen.get(each.number)
        if meaning is None or self.review is None:
            return
        before: QWidget = self.boxes[each.number]
        for line in lines(self.review, self.registers, meaning, self.words):
            key = (each.number, line.register, line.field)
            check = Tick(line.text, key not in self._unticked)
            check.setObjectName(f"take {each.number} {line.register}.{line.field}")
            check.toggled.connect(lambda on, key=key: self._tick(key, on))
            self.checks[key] = check
            under.addWidget(check)
            # Tab goes from the row's box through its changes, which are younger than what stands below them.
            # On the first showing they have no window yet, and the page orders them all.
            if before.window() is check.window():
                QWidget.setTabOrder(before, check)
            before = check

    def _tick(self, key: tuple[int, str, str], on: bool) -> None:
        (self._unticked.discard if on else self._unticked.add)(key)
        self.changed.emit()

    def _untick_all(self) -> None:
        """Leave out every change of what is there; what is new is still made."""
        for each in self.review.rows if self.review is not None else ():
            meaning = self.chosen.get(each.number)
            for touched in meaning.touched if meaning is not None else ():
                for change in touched.changes:
                    key = (each.number, touched.register, change.field)
                    self._unticked.add(key)
                    if key in self.checks:
                        self.checks[key].setChecked(False)
        self.changed.emit()

    def _chosen(self, each: Reviewed) -> None:
        decided = self.boxes[each.number].currentData()
        if decided is None:
            self.chosen.pop(each.number, None)
        else:
            self.chosen[each.number] = decided
        self._show_changes(each)
        self.changed.emit()

    def _decide_all(self, same: bool) -> None:
        for each in self.review.doubtful if self.review is not None else ():
            certain = next((meaning for meaning in each.meanings
                            if meaning.likeness is not None and meaning.likeness.certain), None)
            if not same:
                self.chosen[each.number] = each.meanings[-1]
            elif certain is not None:
                self.chosen[each.number] = certain
            if each.number in self.boxes:
                self._show_chosen(self.boxes[each.number], each.number)
                self._show_changes(each)
        self.changed.emit()
