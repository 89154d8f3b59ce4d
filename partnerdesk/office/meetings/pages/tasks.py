"""What somebody has to do because a meeting decided so: typed in one line, listed as lines."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from partnerdesk.office.meetings.holding import Given
from partnerdesk.office.meetings.task_line import TaskLine
from partnerdesk.office.wording import register_label
from partnerdesk.page.context import Context
from partnerdesk.page.editor import Line
from partnerdesk.page.lines_card import Cell, ShownLine
from partnerdesk.page.pieces import OneLine, Text, button, column, row
from partnerdesk.page.waiting import Rest
from partnerdesk.words import N_, Words


class TaskEntry(QWidget):
    """One line that becomes a follow-up item: unit, person, day and task; below it how the line is understood."""

    entered = Signal(str)
    typed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        words = self.words = context.words
        self.context = context
        self.line = Line()
        self.line.setObjectName("task line")
        self.line.setAccessibleName(words(N_("New follow-up item")))
        self.line.setPlaceholderText(words(N_("Unit, person, day and task in one line (Ctrl+D)")))
        self._rest = Rest(self, 250, lambda: self.typed.emit(self.line.text()))
        self.line.textEdited.connect(lambda _text: self._rest.start())
        self.line.returnPressed.connect(self._enter)
        self.add = button(words(N_("Add")), self._enter, name="add task")
        self.said = OneLine(role="faint")
        self.said.setObjectName("task understood")
        across = row(Text(words(N_("Follow-up item")), "faint"), self.line, self.add)
        across.setStretch(1, 1)
        self.setLayout(column(across, self.said, spacing=2))

    def show_read(self, read: TaskLine, *, entering: bool = False) -> None:
        """Say what the line means, or when it is being entered what it lacks."""
        words = self.words
        if entering and read.problem is not None:
            self.said.setText(read.problem.said(words))
            self.said.set_tone("bad")
            return
        parts = [read.unit_name, read.person_name, words.day(read.due) if read.due is not None else "", read.task]
        self.said.setText(" · ".join(part for part in parts if part))
        self.said.set_tone("")

    def clear(self) -> None:
        """Make room for the next one."""
        self.line.clear()
        self.said.setText("")

    def _enter(self) -> None:
        self._rest.stop()
        if self.line.text().strip() and not self.line.composing:
            self.entered.emit(self.line.text())


def task_shown(task: Given, context: Context, words: Words) -> ShownLine:
    """A follow-up item as a line of the meeting's list."""
    late = task.state in ("open", "extended") and task.due < context.today
    return ShownLine("follow_ups", task.id, (
        task.task.said(words), task.unit.said(words), task.person.said(words),
        Cell(words.short_day(task.due), "bad" if late else ""),
        register_label("follow_ups", "state", task.state, words)), past=task.state == "closed")
