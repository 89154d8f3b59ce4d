"""Editors of one line and of several lines of plain text."""

from __future__ import annotations

from typing import Any

from partnerdesk.page.context import Context
from partnerdesk.page.editor import Editor, Line, Lines
from partnerdesk.record.fields import Field
from partnerdesk.record.reading import Read


class TextEditor(Editor):
    """One line of text."""

    def __init__(self, field: Field, context: Context, *, labelled: bool = True) -> None:
        super().__init__(field, context, labelled=labelled)
        self.line = Line()
        self.take(self.line)
        self.line.textEdited.connect(lambda _text: self.touched())

    def show_value(self, value: Any, name: Any = None) -> None:
        self.line.setText(value or "")
        self.line.setCursorPosition(0)
        self.shown(value)

    def reading(self) -> Read:
        return Read(self.line.text().strip() or None)

    def typed(self, text: str) -> None:
        self.line.setText(text)
        self.touched()


class LongTextEditor(Editor):
    """Several lines of plain text; what is pasted arrives without its looks."""

    def __init__(self, field: Field, context: Context, *, labelled: bool = True, least: int = 3) -> None:
        super().__init__(field, context, labelled=labelled)
        self.lines = Lines(least=least)
        self.take(self.lines)
        self._showing = False
        self.lines.textChanged.connect(self._changed)

    def show_value(self, value: Any, name: Any = None) -> None:
        self._showing = True
        self.lines.setPlainText(value or "")
        self._showing = False
        self.shown(value)

    def reading(self) -> Read:
        return Read(self.lines.toPlainText().strip("\n") or None)

    def typed(self, text: str) -> None:
        self.lines.setPlainText(text)

    def _changed(self) -> None:
        # Qt tells of what an input method is still composing, too; it is nobody's text yet.
        if not self._showing and not self.lines.composing:
            self.touched()
