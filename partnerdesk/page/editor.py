"""What all editors share: label above, problem below, a value read from what is typed, input methods respected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.page.context import Context
from partnerdesk.page.pieces import Text, dressed
from partnerdesk.record.checks import check
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.reading import Read, read, shown
from partnerdesk.words import N_, Words

NO_HELP = N_("{label}: nothing further is to be known about this field.")


def read_typed(field: Field, text: str, context: Context) -> Read:
    """What a typed text stands for in a field."""
    return read(field, text, context.today, context.zone)


def written(field: Field, value: Any, context: Context) -> str:
    """A value as a form shows it."""
    return shown(field, value, context.words, zone=context.zone)


def cell_text(field: Field, value: Any, words: Words) -> str:
    """A value as a list shows it, on one line."""
    return shown(field, value, words, table=True).replace("\n", " ")


class Line(QLineEdit):
    """Qt's own line, which also knows whether an input method is composing, and says when it is left."""

    left = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.keys: dict[Qt.Key, Any] = {}  # keys that the editor takes before the line: what it returns tells whether

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        taken = self.keys.get(Qt.Key(event.key()))
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if taken is not None and plain and not self.composing and taken():
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.composing = False
            self.left.emit()


class Lines(QPlainTextEdit):
    """Qt's own plain text of several lines, as high as its text within bounds; Tab leaves it."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, least: int = 2, most: int = 8) -> None:
        super().__init__(parent)
        self.composing = False
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        lines = min(max(round(self.document().size().height()), self._least), self._most)
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._least * self.fontMetrics().lineSpacing() + 20)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.composing = False
            self.left.emit()


class Editor(QWidget):
    """One field on the screen: its label, what it is typed into, a faint note and the problem that it has.

    `show_value` puts a value in, `reading` gives back what stands there, `changed` tells of every change by the
    clerk and `left` that the focus has gone. A page may place editors wherever it likes; label and check come along.
    The widget is found by its object name, the field's name; `input` is what has the focus.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, field: Field, context: Context, *, labelled: bool = True) -> None:
        super().__init__()
        self.field = field
        self.context = context
        self.words = context.words
        self.setObjectName(field.name)
        label = self.words(field.label)
        self.label = Text(f"{label} *" if field.required and field.kind is not Kind.YES_NO else label, "faint")
        if not labelled:
            self.label.hide()
        self.note = Text(role="faint", wrap=True)
        self.note.hide()
        self.problem = Text(role="problem", wrap=True)
        self.problem.setObjectName(f"problem of {field.name}")
        self.problem.hide()
        self.input: QWidget = self
        self.across = QHBoxLayout()
        self.across.setSpacing(4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(3)
        outer.addWidget(self.label)
        outer.addLayout(self.across)
        outer.addWidget(self.note)
        outer.addWidget(self.problem)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._filled = False

    # -- what a page uses

    def show_value(self, value: Any, name: Any = None) -> None:
        """Show a value of the field; `name` is what a linked record is called, where that is known."""
        raise NotImplementedError

    def reading(self) -> Read:
        """What stands in the editor now."""
        raise NotImplementedError

    @property
    def composing(self) -> bool:
        """Whether an input method is composing in it; nothing may be checked or kept meanwhile."""
        return bool(getattr(self.input, "composing", False))

    def typed(self, text: str) -> None:
        """Type a text as the clerk would: for tests and for filling in by a command."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Let the value be read but not changed."""
        if isinstance(self.input, (QLineEdit, QPlainTextEdit)):
            self.input.setReadOnly(read_only)
        else:
            self.input.setEnabled(not read_only)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Where Tab stops in it, in this order."""
        return (self.focusProxy() or self,)

    def check(self) -> bool:
        """Show what is wrong with what stands here, or that nothing is; never while an input method composes."""
        if self.composing:
            return True
        reading = self.reading()
        problem = reading.problem
        if problem is None:
            problem = next(iter(check(self.field, reading.value).problems), None)
            missing = reading.value in (None, "", ())
            if problem is not None and missing and not self._filled:
                # Whoever walks through an empty form is not told at each step that it is empty; saving tells.
                problem = None
        self.show_problem(problem.said(self.words) if problem is not None else "")
        return problem is None

    def show_problem(self, text: str) -> None:
        """Show a sentence that says how to mend the field, or take it away."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        label = self.words(self.field.label)
        self.input.setAccessibleDescription(text or self.words(self.field.help))
        self.input.setAccessibleName(label)
        if self.input.property("wrong") != bool(text):
            self.input.setProperty("wrong", bool(text))
            dressed(self.input)

    def show_help(self) -> None:
        """Say under the field what is to be entered; a second time takes it away."""
        words, field = self.words, self.field
        text = words(field.help) if field.help else words(NO_HELP, label=words(field.label))
        self.say("" if self.note.text() == text and self.note.isVisible() else text)

    # -- what an editor uses

    def take(self, widget: QWidget, *beside: QWidget, holder: QWidget | None = None) -> None:
        """Make `widget` the one that has the focus; it stands in its `holder`, where it has one."""
        self.input = widget
        widget.setObjectName(self.field.name)
        widget.setAccessibleName(self.words(self.field.label))
        widget.setAccessibleDescription(self.words(self.field.help))
        self.label.setBuddy(widget)
        self.setFocusProxy(widget)
        self.across.addWidget(holder or widget, 1)
        for other in beside:
            self.across.addWidget(other)
        if isinstance(widget, (Line, Lines)):
            widget.left.connect(self._was_left)

    def say(self, text: str, tone: str = "") -> None:
        """Say something in faint below what is typed, or tinted by meaning."""
        self.note.setText(text)
        self.note.set_tone(tone)
        self.note.setVisible(bool(text))

    def touched(self) -> None:
        """The clerk has changed something: an old problem is no longer true."""
        self._filled = True
        if self.problem.text():
            self.show_problem("")
        self.changed.emit()

    def shown(self, value: Any) -> None:
        """A value was put in from outside."""
        self._filled = value not in (None, "", ())
        self.show_problem("")

    def _was_left(self) -> None:
        self.check()
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.matches(
                QKeySequence.StandardKey.HelpContents):
            self.show_help()
            return True
        return super().event(event)
