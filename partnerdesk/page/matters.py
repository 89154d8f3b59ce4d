"""Cards of what has its day: what needs handling, with its standing and its act, and what has happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.office.due import STANDINGS, standing
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.pieces import Card, OneLine, Scroll, Text, button, column, emptied, holder, row, rule, tag
from partnerdesk.words import N_


@dataclass(frozen=True)
class ShownMatter:
    """One line, already in the clerk's language: what, when, and which record it is about."""

    register: str
    id: int
    day: date
    text: str
    note: str = ""
    act: str = ""
    do: Callable[[], object] | None = None  # what the act does, where it is not to open the record


class MatterCard(Card):
    """What needs handling about one subject, in a narrow card: standing and day, what it is, a way to it."""

    def __init__(self, context: Context, heading: str, nothing: str, most: int = 4) -> None:
        super().__init__(heading)
        self.context, self.words = context, context.words
        self._nothing, self._most = nothing, most
        self.lines = QVBoxLayout()
        self.lines.setSpacing(12)
        self.body.addLayout(self.lines)

    def show_matters(self, matters: Sequence[ShownMatter]) -> None:
        """Show the first matters and how many more there are."""
        emptied(self.lines)
        words, today = self.words, self.context.today
        for matter in matters[: self._most]:
            label, tone = STANDINGS[standing(matter.day, today)]
            day = Text(words.near_day(matter.day, today), "faint", tone=tone)
            go = _way(self.context, matter, matter.act or words(N_("Open")))
            text = Text(matter.text, wrap=True)
            self.lines.addLayout(column(row(tag(words(label), tone), day, None, go), text, spacing=3))
        if not matters:
            self.lines.addWidget(Text(self._nothing, "faint", wrap=True))
        more = len(matters) - self._most
        self.say_beside("")
        if more > 0:
            self.say_beside(words.many("{count} more", "{count} more", more))


class PastCard(Card):
    """What has happened, newest first; the newest few, or all of it where there is room."""

    def __init__(self, context: Context, heading: str, most: int = 0) -> None:
        super().__init__(heading)
        self.context, self.words, self._most = context, context.words, most
        self.lines = QVBoxLayout()
        self.lines.setSpacing(6)
        self.all: Callable[[], None] | None = None
        if most:
            self.body.addLayout(self.lines)
        else:
            self.body.addWidget(Scroll(holder(column(self.lines, None))), 1)
        self.every = button("", self._show_all, role="plain", name="all past")
        self.head.addWidget(self.every)
        self.every.hide()

    def show_matters(self, matters: Sequence[ShownMatter]) -> None:
        """Show what happened."""
        emptied(self.lines)
        words, today = self.words, self.context.today
        shown = matters[: self._most] if self._most else matters
        for matter in shown:
            day = Text(words.near_day(matter.day, today), "faint")
            day.setFixedWidth(theme.px(72))
            text = OneLine(matter.text)
            line = row(day, text)
            line.setStretch(1, 1)
            if not self._most:
                line.addWidget(_way(self.context, matter, words(N_("Open"))))
            self.lines.addLayout(line)
        if not matters:
            self.lines.addWidget(Text(words(N_("Nothing has happened yet.")), "faint"))
        hidden = self._most and len(matters) > len(shown)
        self.every.setVisible(bool(hidden))
        said = words(N_("All {count}"), count=len(matters))
        self.every.setText(said)
        self.every.setAccessibleName(said)

    def _show_all(self) -> None:
        if self.all is not None:
            self.all()


class DueRow(QWidget):
    """One line of a page of what falls due: standing, what it is with a note below, the day, the act."""

    def __init__(self, context: Context, matter: ShownMatter) -> None:
        super().__init__()
        words, today = context.words, context.today
        label, tone = STANDINGS[standing(matter.day, today)]
        chip = tag(words(label), tone)
        chip.setFixedWidth(max(theme.px(76), chip.sizeHint().width()))
        chip.setAlignment(Qt.AlignmentFlag.AlignCenter)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(OneLine(matter.text))
        if matter.note:
            texts.addWidget(OneLine(matter.note, "faint"))
        day = Text(words.near_day(matter.day, today), tone=tone)
        act = _way(context, matter, matter.act or words(N_("Open")))
        act.setObjectName(f"due {matter.register} {matter.id}")
        line = QHBoxLayout()
        line.setContentsMargins(0, 5, 0, 5)
        line.setSpacing(12)
        line.addWidget(chip)
        line.addLayout(texts, 1)
        line.addWidget(day)
        line.addWidget(act)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(line)
        outer.addWidget(rule())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


def _way(context: Context, matter: ShownMatter, text: str) -> QWidget:
    made = button(text, lambda _on=False: matter.do() if matter.do is not None else context.open(
        matter.register, matter.id))
    made.setAccessibleName(f"{text}: {matter.text}")
    return made
