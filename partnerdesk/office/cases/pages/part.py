"""The cases of one subject under a tab of its page, each with its lane."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.office.cases.course import SUBJECTS, Course, courses
from partnerdesk.office.cases.pages.lane import StepLane
from partnerdesk.office.cases.pages.opening import start_case
from partnerdesk.office.cases.records import CASE_STATES, Case
from partnerdesk.office.letterhead import records
from partnerdesk.page.context import Context
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Card, OneLine, Scroll, Text, beside, button, column, emptied, row, shortcut, tag
from partnerdesk.words import N_, Words


def case_tags(seen: Course, words: Words) -> list[tuple[str, str]]:
    """The number and the state of a case, as tags."""
    state = next(choice for choice in CASE_STATES if choice.key == seen.state)
    return [(seen.number, "main"), (words(state.label), state.tone)]


def case_line(seen: Course, words: Words) -> str:
    """What stands in faint below the name of a case."""
    opened = words(N_("opened on {day}"), day=words.short_day(seen.opened))
    ended = words(N_("ended on {day}"), day=words.short_day(seen.closed)) if seen.closed is not None else ""
    stopped = seen.stopped if seen.state in ("suspended", "cancelled") else ""
    return beside(opened, ended, seen.reason, stopped)


class CaseCard(Card):
    """One case: what it is called, its lane, and the way to its page."""

    def __init__(self, context: Context, seen: Course) -> None:
        words = context.words
        super().__init__(seen.title.said(words))
        self.setObjectName(f"case {seen.id}")
        for text, tone in case_tags(seen, words):
            self.head.insertWidget(self.head.count() - 1, tag(text, tone))
        self.open = button(words(N_("Open")), lambda _on=False: context.open("cases", seen.id),
                           name=f"open case {seen.id}")
        self.open.setAccessibleName(f"{self.open.text()}: {seen.title.said(words)} {seen.number}")
        self.head.addWidget(self.open)
        self.body.addWidget(OneLine(case_line(seen, words), "faint"))
        self.lane = StepLane(words)
        self.lane.show_course(seen, context.today)
        self.lane.chosen.connect(lambda _code: context.open("cases", seen.id))
        self.body.addWidget(self.lane)


class CasesPart(QWidget):
    """The cases of a subject, the newest first; `subject` is the link by which cases know it. N begins another."""

    counted = Signal(int)  # how many of them are under way

    def __init__(self, context: Context, subject: str = "partner_id") -> None:
        super().__init__()
        self.context, self.words, self.subject = context, context.words, subject
        words = self.words
        self._id: int | None = None
        self.cards: list[CaseCard] = []
        self.empty = Text(words(N_("No procedure has been begun yet.")), "faint")
        self.new_case = button(words(N_("Begin a procedure")), self.start, icon="new", key="N", name="begin case")
        self._below = QVBoxLayout()
        self._below.setSpacing(10)
        inner = QWidget()
        inner.setLayout(column(self._below, None, margins=(0, 0, 4, 0)))
        self.setLayout(column(row(self.empty, None, self.new_case), Scroll(inner)))
        shortcut(self, "N", self.start)
        context.listen(self, self._told)

    def show_dossier(self, id: int, known: Any) -> None:
        """Show the cases of a partner: what the page of a dossier asks of each part."""
        self.show_subject(id)

    @slot(superseding="cases", quiet=True)
    async def show_subject(self, id: int) -> None:
        """Show the cases of a subject."""
        self._id = id
        context, today, link = self.context, self.context.today, self.subject
        seen = await context.jobs.done(context.desk.read(context.actor, lambda look: courses(
            look, records(look, Case, getattr(Case, link) == id, order=[Case.opened.desc(), Case.id.desc()]), today)))
        emptied(self._below)
        self.cards = [CaseCard(context, each) for each in seen]
        for card in self.cards:
            self._below.addWidget(card)
        self.empty.setVisible(not seen)
        self.new_case.setEnabled(not context.desk.read_only)
        self.counted.emit(sum(1 for each in seen if each.under_way))

    @slot(superseding="begin")
    async def start(self) -> None:
        """Begin a procedure about the subject and go to its case."""
        if self._id is None or self.context.desk.read_only:
            return
        made = await start_case(self, self.context, self.subject, self._id)
        if made is not None:
            self.context.open("cases", made)

    def _told(self, changed: Any) -> None:
        if self._id is not None and {"cases", "case_steps", SUBJECTS[self.subject]} & set(changed.ids):
            self.show_subject(self._id)
