"""The attendance list of a meeting being held: one digit enters one person, and the cursor goes on to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from partnerdesk.office.meetings.holding import Held, Seated
from partnerdesk.office.meetings.records import STATUSES
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.link_editors import LinkLine
from partnerdesk.page.pieces import Card, Flow, OneLine, Text, button, column, shortcut, tag
from partnerdesk.words import N_, Words

_LINE = Qt.ItemDataRole.UserRole
_TONES = {"good": "green", "soon": "amber", "bad": "red"}
_DIGITS = {getattr(Qt.Key, f"Key_{digit}"): digit for digit in range(len(STATUSES) + 1)}


class AttendanceTable(QTableView):
    """Name, unit and attendance; takes digits, never an input method."""

    marked = Signal(int, int)  # the line's id and the digit
    opened = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.rows = QStandardItemModel(0, 3, self)
        self.rows.setHorizontalHeaderLabels([words(N_("Full name")), words(N_("Unit")), words(N_("Attendance"))])
        self.setModel(self.rows)
        self.setObjectName("attendance")
        self.setAccessibleName(words(N_("Attendance")))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(32))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setAccessibleName(words(N_("Columns")))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setColumnWidth(0, theme.px(72 if words.chinese else 104))
        self.setColumnWidth(2, theme.px(110))
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.activated.connect(lambda _index: self.open())

    def show_seated(self, seated: Sequence[Seated]) -> None:
        """Show the list; the line that was marked stays marked."""
        kept = max(self.currentIndex().row(), 0)
        if self.rows.rowCount() != len(seated):
            self.rows.setRowCount(len(seated))
        for place, one in enumerate(seated):
            said, tone = self.standing(one)
            for at, text in enumerate((one.name.said(self.words), one.unit.said(self.words), said)):
                item = QStandardItem(text)
                item.setEditable(False)  # what could be edited would let an input method take the digits
                item.setData(one.id, _LINE)
                if at == 2 and tone:
                    item.setForeground(theme.colour(_TONES[tone]))
                self.rows.setItem(place, at, item)
        if seated:
            self.setCurrentIndex(self.rows.index(min(kept, len(seated) - 1), 0))

    def standing(self, one: Seated) -> tuple[str, str]:
        """How a person's attendance reads, and its tone."""
        words = self.words
        choice = next((status for status in STATUSES if status.key == one.status), None)
        if choice is None:
            return "", ""
        if one.stand_in and one.status == "by-proxy":
            return words(N_("by proxy: {name}"), name=one.stand_in.said(words)), choice.tone
        if one.stand_in and one.status == "deputy":
            return words(N_("deputy: {name}"), name=one.stand_in.said(words)), choice.tone
        return words(choice.label) + (f" {one.note}" if one.note else ""), choice.tone

    def current(self) -> int | None:
        """The id of the marked line."""
        index = self.currentIndex()
        id: int | None = index.data(_LINE) if index.isValid() else None
        return id

    def open(self) -> None:
        """Ask for the marked line's sheet."""
        id = self.current()
        if id is not None:
            self.opened.emit(id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        digit = _DIGITS.get(Qt.Key(event.key())) if plain else None
        id = self.current()
        if digit is None or id is None:
            super().keyPressEvent(event)
            return
        self.marked.emit(id, digit)
        if digit:
            row = self.currentIndex().row()
            self.setCurrentIndex(self.rows.index(min(row + 1, self.rows.rowCount() - 1), 0))
        event.accept()


class HolderBar(QWidget):
    """Asks in one line who holds a proxy or came as deputy; Enter on an empty line leaves it open."""

    given = Signal(int, object)  # the line's id and the person
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.words = context.words
        self._id: int | None = None
        self.asked = Text(role="faint")
        self.finder = LinkLine("persons", context)
        self.finder.line.setObjectName("holder")
        self.finder.picked.connect(self._picked)
        self.finder.line.returnPressed.connect(self._entered)
        shortcut(self, "Esc", self.put_away)
        self.setLayout(column(self.asked, self.finder, spacing=3))
        self.hide()

    def ask(self, one: Seated, digit: int) -> None:
        """Ask who stands in for a person."""
        question = N_("Who holds the proxy of {name}") if STATUSES[digit - 1].key == "by-proxy" else (
            N_("Who came as deputy for {name}"))
        said = self.words(question, name=one.name.said(self.words))
        self._id = one.id
        self.asked.setText(said)
        self.finder.line.setAccessibleName(said)
        self.finder.line.setText(one.stand_in.said(self.words))
        self.show()
        self.finder.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finder.line.selectAll()

    def put_away(self) -> None:
        """Ask no longer; the cursor goes back to the list."""
        self._id = None
        self.finder.close_list()
        self.hide()
        self.left.emit()

    def _picked(self, id: int, _name: str) -> None:
        if self._id is not None:
            self.given.emit(self._id, id)
            self.put_away()

    def _entered(self) -> None:
        fits = self.finder.fitting()
        if fits is not None:
            self._picked(fits.id, fits.name)
        elif not self.finder.line.text().strip():
            self.put_away()


class AttendanceCard(Card):
    """The counts, the rule of the quorum with how it stands, and the list."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.words = context, context.words
        words = self.words
        self.setObjectName("attendance card")
        self.counts = OneLine(role="heading", snug=True)
        self.counts.setObjectName("counts")
        self.quorum = tag("")
        self.quorum.setObjectName("quorum")
        self.rule = Text(role="faint", wrap=True)
        self.table = AttendanceTable(words)
        self.empty = Text(words(N_("Nobody has been invited yet.")), "faint", wrap=True)
        self.invite = button(words(N_("Invite the body")), icon="people", name="invite")
        self.add = button(words(N_("Add a person")), icon="new", name="add person")
        # The digit stays in the line of its word.
        keys = "  ".join(f"{digit}\u00a0{words(status.label)}" for digit, status in enumerate(STATUSES, 1))
        self.keys = Text(keys, "faint", wrap=True)
        head = Flow(spacing=8)
        head.addWidget(self.counts)
        head.addWidget(self.quorum)
        self.body.insertLayout(0, head)
        self.body.addWidget(self.rule)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table, 1)
        self.holder = HolderBar(context)
        self.body.addWidget(self.holder)
        acts = Flow(spacing=6)
        acts.addWidget(self.invite)
        acts.addWidget(self.add)
        self.nobody = QWidget()
        self.body.addWidget(self.nobody, 1)
        self.body.addLayout(column(acts, self.keys, spacing=6))
        self.holder.left.connect(self.table.setFocus)

    def show_held(self, held: Held) -> None:
        """Show who is there and what is still open."""
        words = self.words
        self.counts.setText(words(N_("Due {due} · present {present} · by proxy {proxies}"), due=held.due,
                                  present=held.present, proxies=held.proxies))
        enough = held.quorum is not None and held.votes_here >= held.quorum
        self.quorum.setVisible(held.quorum is not None and held.unregistered < len(held.seated))
        self.quorum.setText(words(N_("Quorum reached")) if enough else words(N_("No quorum yet")))
        self.quorum.set_tone("good" if enough else "soon")
        said = []
        if held.quorum is not None:
            said.append(words(N_("{rule}: {quorum} needed, {here} here."), rule=held.quorum_rule or words(N_("Quorum")),
                              quorum=held.quorum, here=held.votes_here))
        if held.unregistered:
            said.append(words.many("{count} person not yet entered.", "{count} people not yet entered.",
                                   held.unregistered))
        self.rule.setText(words.joined(*said))
        self.rule.setVisible(bool(said))
        self.table.show_seated(held.seated)
        self.table.setVisible(bool(held.seated))
        self.keys.setVisible(bool(held.seated))
        self.empty.setVisible(not held.seated)
        self.nobody.setVisible(not held.seated)
        self.invite.setVisible(held.body is not None and not held.seated)
