"""The lane of a case: a box for each step with who acts, how it stands, when it is due and what is still missing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from partnerdesk.office.cases.course import Course, CourseStep
from partnerdesk.office.cases.records import OUTCOME_CHOICES
from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.office.wording import choice_label
from partnerdesk.page import theme
from partnerdesk.page.pieces import plain_tip
from partnerdesk.record.standing import State
from partnerdesk.words import N_, Words

_LEAST, _HEIGHT, _GAP, _PAD, _BAR = 118, 70, 6, 9, 3
_TONES = {  # bar, ground
    State.WAITING: ("line", "card"), State.OPEN: ("accent", "accent_soft"), State.PASSED: ("green", "card"),
    State.CONDITIONAL: ("green", "card"), State.NOT_APPLICABLE: ("edge", "side"), State.REFUSED: ("red", "red_soft"),
}
_INKS = {"bad": "red", "soon": "amber", "good": "green", "faint": "faint"}
_SIGNS = {State.PASSED: "✓", State.CONDITIONAL: "✓", State.NOT_APPLICABLE: "—", State.REFUSED: "✕"}


def state_said(step: CourseStep, course: Course, today: date, words: Words) -> tuple[str, str]:
    """How a step stands, in a few words, and the tone of it."""
    last = step.last
    if step.state in _SIGNS and last is not None and last.decided is not None:
        tone = "bad" if step.state is State.REFUSED else "good" if step.state is not State.NOT_APPLICABLE else ""
        outcome = choice_label(OUTCOME_CHOICES, last.outcome, words)
        return f"{_SIGNS[step.state]} {outcome} {words.near_day(last.decided, today)}", tone
    if not course.under_way:
        return words(N_("Not decided")), ""
    if not step.open:
        return words(N_("Not begun")) if not step.returned else words(N_("Waits again")), ""
    if course.state == "suspended":
        return words(N_("On hold")), "soon"
    if step.missing:
        return words(N_("{count} missing"), count=len(step.missing)), "soon"
    return words(N_("Ready")), ""


def due_said(step: CourseStep, course: Course, today: date, words: Words) -> tuple[str, str]:
    """When an open step is due, and the tone of it."""
    present = step.present
    if course.state != "running" or not step.open or present is None or present.due is None:
        return "", ""
    overdue = present.due < today
    text = words(N_("overdue since {day}") if overdue else N_("by {day}"), day=words.near_day(present.due, today))
    return (f"{text} ≈" if present.provisional else text), "bad" if overdue else ""


class StepBox(QAbstractButton):
    """One step; pressed, it is the one shown below."""

    def __init__(self, words: Words, place: int) -> None:
        super().__init__()
        self.words, self.place = words, place
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines: tuple[tuple[str, str], ...] = ()
        self._marks: tuple[tuple[str, str], ...] = ()  # at the right of each line
        self._state = State.WAITING

    def show_step(self, step: CourseStep, course: Course, today: date) -> None:
        """Show a step as it stands."""
        words = self.words
        said, tone = state_said(step, course, today, words)
        due, due_tone = due_said(step, course, today, words)
        title = step.title.said(words)
        department = choice_label(DEPARTMENTS, step.department, words)
        present = step.present
        day = words.near_day(present.due, today) if due and present is not None and present.due is not None else ""
        self._lines = ((title, ""), (department, "faint"), (said, tone or "faint"))
        self._state = step.state if course.under_way or step.state is not State.OPEN else State.WAITING
        count = len(step.rounds)
        self._marks = ((f"×{count}" if count > 1 else "", "soon"), ("", ""), (day, due_tone or "faint"))
        self.setObjectName(f"step {step.code}")
        spoken = [f"{self.place + 1}. {title}", department, said, due]
        if step.optional:
            spoken.append(words(N_("may be left out")))
        if count > 1:
            spoken.append(words(N_("round {number}"), number=count))
        self.setAccessibleName(", ".join(text for text in spoken if text))
        self.setToolTip(plain_tip("\n".join(text for text in (*spoken, *(each.said(words) for each in step.missing))
                                            if text)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar, ground = _TONES[self._state]
        outside = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen, focused = self.isChecked(), self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if chosen or focused else "line"), 2 if focused else 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(outside, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(bar))
        painter.drawRect(QRectF(1, 1, self.width() - 2, theme.px(_BAR)))
        pad, room = theme.px(_PAD), self.width() - 2 * theme.px(_PAD)
        high = (self.height() - theme.px(_BAR) - 8) / 3
        for number, (text, tone) in enumerate(self._lines):
            waiting = self._state is State.WAITING
            painter.setFont(theme.font(theme.BODY if not number else theme.FAINT, bold=not number and not waiting))
            meaning = _INKS.get(tone, "ink")
            painter.setPen(theme.colour("faint" if waiting and meaning == "ink" else meaning))
            mark, mark_tone = self._marks[number]
            wide = painter.fontMetrics().horizontalAdvance(mark) + 6 if mark else 0
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room - wide)
            where = QRectF(pad, theme.px(_BAR) + 2 + number * high, room, high)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            if mark:
                painter.setPen(theme.colour(_INKS.get(mark_tone, "ink")))
                painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, mark)
        painter.end()


class StepLane(QWidget):
    """All steps of a case, in as many rows as the width asks for; Left and Right walk, Enter chooses."""

    chosen = Signal(str)  # code of a step

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.boxes: list[StepBox] = []
        self._codes: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._columns = 0
        self.setObjectName("steps")
        self.setAccessibleName(words(N_("Steps of the procedure")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_course(self, course: Course, today: date, at: str = "") -> None:
        """Show a case; `at` is the step that is shown below, if any."""
        while len(self.boxes) > len(course.steps):
            last = self.boxes.pop()
            last.hide()
            self._grid.removeWidget(last)
            last.deleteLater()
        added = len(self.boxes) < len(course.steps)
        for place in range(len(self.boxes), len(course.steps)):
            made = StepBox(self.words, place)
            made.clicked.connect(lambda _on, place=place: self.chosen.emit(self._codes[place]))
            self.boxes.append(made)
        self._codes = tuple(step.code for step in course.steps)
        for step, box in zip(course.steps, self.boxes, strict=True):
            box.show_step(step, course, today)
            box.setChecked(step.code == at)
        if added or self._columns > len(self.boxes):
            self._columns = 0
        self._lay()

    def _lay(self) -> None:
        fitting = max((self.width() + _GAP) // (theme.px(_LEAST) + _GAP), 1)
        rows = -(-len(self.boxes) // fitting) if self.boxes else 1
        columns = -(-len(self.boxes) // rows) if self.boxes else 1
        if columns == self._columns:
            return
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        for place, box in enumerate(self.boxes):
            self._grid.addWidget(box, place // columns, place % columns)
            self._grid.setColumnStretch(place % columns, 1)
        self._columns = columns
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        at = next((place for place, box in enumerate(self.boxes) if box.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        self.boxes[min(max(at + step, 0), len(self.boxes) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
