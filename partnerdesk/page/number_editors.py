"""Editors of numbers, percentages and amounts of money."""

from __future__ import annotations

from typing import Any

from partnerdesk.page.context import Context
from partnerdesk.page.editor import Editor, Line, read_typed, written
from partnerdesk.page.pieces import Text
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.reading import Read
from partnerdesk.words import N_


class NumberEditor(Editor):
    """A whole number, or a percentage with its sign behind it."""

    def __init__(self, field: Field, context: Context, *, labelled: bool = True) -> None:
        super().__init__(field, context, labelled=labelled)
        self.line = Line()
        if field.kind is Kind.PERCENTAGE:
            self.take(self.line, Text("%", "faint"))
        else:
            self.take(self.line)
        self.line.textEdited.connect(self._edited)
        self._value: Any = None
        self._text = ""

    def show_value(self, value: Any, name: Any = None) -> None:
        self._value = value
        self._write()
        self.shown(value)

    def reading(self) -> Read:
        text = self.line.text().strip()
        return Read(self._value) if text == self._text else read_typed(self.field, text, self.context)

    def typed(self, text: str) -> None:
        self.line.setText(text)
        self._edited(text)

    def _edited(self, _text: str) -> None:
        self.touched()

    def _write(self) -> None:
        self._text = written(self.field, self._value, self.context).rstrip("% ")
        self.line.setText(self._text)
        self.line.setCursorPosition(0)

    def _was_left(self) -> None:
        found = self.reading()
        if found.problem is None:
            self._value = found.value
            self._write()
        super()._was_left()


class AmountEditor(NumberEditor):
    """An amount in yuan with separators, kept in fen; below it, in faint, the capitals as a contract writes them."""

    def __init__(self, field: Field, context: Context, *, labelled: bool = True) -> None:
        super().__init__(field, context, labelled=labelled)
        self.across.addWidget(Text(self.words(N_("yuan")), "faint"))

    def show_value(self, value: Any, name: Any = None) -> None:
        super().show_value(value)
        self._say_capitals(value)

    def _edited(self, _text: str) -> None:
        super()._edited(_text)
        found = self.reading()
        self._say_capitals(found.value if found.problem is None else None)

    def _say_capitals(self, fen: int | None) -> None:
        self.say(capitals(fen) if fen else "")


def capitals(fen: int) -> str:
    """An amount as contracts write it: 人民币壹万贰仟元整."""
    import cn2an

    yuan, rest = divmod(abs(fen), 100)
    said = cn2an.an2cn(f"{yuan}.{rest:02}", "rmb")
    return f"人民币{'负' if fen < 0 else ''}{said}"
