"""The page of the scorecards: the office's own versions, their criteria and weights, and what is shipped."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from partnerdesk.office.comparison import Card as Scorecard
from partnerdesk.office.comparison import CriterionFacts, card
from partnerdesk.office.letterhead import Named, records
from partnerdesk.office.scorecards import acting, figures
from partnerdesk.office.scorecards.records import Scorecard as ScorecardRecord
from partnerdesk.office.scorecards.shipped import shipped
from partnerdesk.page.context import Context
from partnerdesk.page.editor import read_typed
from partnerdesk.page.form import edit_in_sheet
from partnerdesk.page.jobs import slot
from partnerdesk.page.key_table import AskLine, KeyTable, legend
from partnerdesk.page.lines_card import Cell, Column, ShownLine
from partnerdesk.page.loading import Loaded
from partnerdesk.page.pieces import Card, Text, button, column, row, shortcut
from partnerdesk.page.work_panel import WorkPage, WorkPanel, WorkPart
from partnerdesk.record.scorecard import WHOLE
from partnerdesk.words import N_, Words

_ASKED = {"W": "weight", "V": "veto", "T": "title", "G": "group"}
_KEYS = (("W", N_("weight")), ("V", N_("veto")), ("T", N_("name")), ("G", N_("group")), ("N", N_("add")),
         ("Del", N_("drop")), ("Ctrl+↑↓", N_("move")), ("Enter", N_("open all")))


class Criteria(WorkPart):
    """The criteria of one version: added, dropped, moved and weighed by keys, with the running sum."""

    concerned = frozenset({"scorecards", "criteria"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self.card: Scorecard | None = None
        self.sum = Text(role="heading")
        self.sum.setObjectName("sum of weights")
        self.state = Text(role="faint")
        self.table = KeyTable(words, words(N_("Criteria")), (
            Column(N_("Group"), 110), Column(N_("Criterion"), 190), Column(N_("Weight"), 66), Column(N_("Veto"), 50),
            Column(N_("How to score"), 260)), "".join(_ASKED), wraps=True)
        self.table.setObjectName("criteria")
        self.table.pressed.connect(self.ask_for)
        self.table.opened.connect(self.open_criterion)
        self.ask = AskLine(words)
        self.ask.left.connect(self.table.setFocus)
        self.keys = Text(legend([(key, words(label)) for key, label in _KEYS]), "faint", wrap=True)
        self.add = button(words(N_("Add a criterion")), self.add_criterion, icon="new", name="add criterion")
        self.drop = button(words(N_("Drop the criterion")), self.drop_criterion, name="drop criterion")
        head = row(self.sum, self.state, None, self.drop, self.add)
        made = Card()
        made.body.addLayout(head)
        made.body.addWidget(self.table, 1)
        made.body.addWidget(self.ask)
        made.body.addWidget(self.keys)
        self.setLayout(column(made))
        shortcut(self.table, "N", self.add_criterion)
        shortcut(self.table, "Delete", self.drop_criterion)
        shortcut(self.table, "Ctrl+Up", lambda: self.move(-1))
        shortcut(self.table, "Ctrl+Down", lambda: self.move(1))
        self.setFocusProxy(self.table)

    # -- what is shown

    @slot(superseding="criteria")
    async def read(self, id: int) -> None:
        """Read the version with its criteria."""
        context = self.context
        found = await context.jobs.done(context.desk.read(context.actor, lambda look: card(look, id)))
        if self.id == id:
            self._show(found)

    def _show(self, now: Scorecard) -> None:
        words = self.words
        if self.card is None or self.card.id != now.id:
            self.ask.put_away()
        self.card = now
        self.sum.setText(_sum(now.weight, words))
        self.sum.set_tone("good" if now.weight == WHOLE else "bad")
        self.state.setText("" if self.may_change else words(
            N_("Only a version that is being drawn up can be changed. Make a new version first.")))
        for part in (self.add, self.drop, self.keys):
            part.setVisible(self.may_change)
        lines = []
        group: Named | None = None
        for each in now.criteria:
            lines.append(ShownLine("criteria", each.id, (
                "" if each.group == group else each.group.said(words), each.title.said(words),
                Cell(figures.weight(each.weight), "" if each.weight else "bad"),
                "" if each.veto is None else f"≤ {each.veto}", Cell(each.guidance.said(words), "faint"))))
            group = each.group
        self.table.show_lines(lines)

    @property
    def may_change(self) -> bool:
        """Whether the version that is shown is being drawn up."""
        return self.card is not None and self.card.state == "draft" and not self.context.desk.read_only

    def _criterion(self, id: int | None) -> CriterionFacts | None:
        return next((each for each in self.card.criteria if each.id == id), None) if self.card is not None else None

    # -- the keys

    def ask_for(self, id: int, key: str) -> None:
        """Ask for one fact of the marked criterion."""
        one, name = self._criterion(id), _ASKED[key]
        if one is None or not self.may_change:
            return
        words, field = self.words, self.context.registers["criteria"].fields[name]
        stands = {"weight": f"{one.weight / 100:g}", "veto": "" if one.veto is None else str(one.veto),
                  "title": one.title.chinese, "group": one.group.chinese}[name]

        def take(text: str) -> str:
            read = read_typed(field, text, self.context)
            if read.problem is not None:
                return read.problem.said(words)
            if read.value is None and field.required:
                return words(N_("{label} is missing."), label=words(field.label))
            self.change(id, {name: read.value})
            return ""

        self.ask.ask(words.labelled(words(field.label), one.title.said(words)), take, stands)

    @slot
    async def change(self, id: int, values: dict[str, Any]) -> None:
        """Change single facts of a criterion."""
        context = self.context
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.change_criterion(work, id, **values)))

    @slot
    async def open_criterion(self, id: int) -> None:
        """Show all fields of a criterion in a sheet."""
        if self.may_change:
            await edit_in_sheet(self, self.context, "criteria", id)

    @slot
    async def add_criterion(self) -> None:
        """Ask for another criterion, which begins in the last one's group."""
        if not self.may_change or self.card is None:
            return
        last = self.card.criteria[-1] if self.card.criteria else None
        await edit_in_sheet(
            self, self.context, "criteria", scorecard_id=self.card.id, position=len(self.card.criteria) + 1,
            group=last.group.chinese if last is not None else None,
            english_group=last.group.english if last is not None else None)

    @slot
    async def drop_criterion(self) -> None:
        """Take the marked criterion out of the version."""
        id = self.table.current()
        if id is not None and self.may_change:
            context = self.context
            await context.jobs.finished(context.desk.write(
                context.actor, lambda work: acting.drop_criterion(work, id)))

    @slot
    async def move(self, by: int) -> None:
        """Move the marked criterion up or down."""
        id = self.table.current()
        if id is not None and self.may_change:
            context = self.context
            await context.jobs.finished(context.desk.write(
                context.actor, lambda work: acting.move_criterion(work, id, by)))

    def go_to_work(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)


def _sum(weight: int, words: Words) -> str:
    """The sum of the weights, and what is lacking or too much."""
    said = words(N_("Weights {sum}"), sum=figures.weight(weight))
    if weight < WHOLE:
        return words.listed((said, words(N_("{percent} lacking"), percent=figures.weight(WHOLE - weight))))
    if weight > WHOLE:
        return words.listed((said, words(N_("{percent} too much"), percent=figures.weight(weight - WHOLE))))
    return said


class CardPanel(WorkPanel):
    """One version of a scorecard; what is in force is changed by a new version."""

    shown_in_work = ("criteria",)

    def make_work(self) -> tuple[str, WorkPart]:
        return self.words(N_("Criteria")), Criteria(self.context)

    def make_acts(self) -> list[QWidget]:
        words = self.words
        self.revise = button(words(N_("New version")), self.new_version, icon="copies", name="new version")
        self.enforce = button(words(N_("Put in force")), self.put_in_force, role="main", name="put in force")
        return [self.revise, self.enforce]

    def show_acts(self, loaded: Loaded) -> None:
        if not self.context.desk.read_only:
            drawn_up = loaded.draft.loaded.get("state") == "draft"
            self.revise.setVisible(not drawn_up)
            self.enforce.setVisible(drawn_up)

    def _state_tags(self, loaded: Loaded) -> list[tuple[str, str]]:
        edition = self.words(N_("version {number}"), number=loaded.draft.loaded.get("edition") or 1)
        return [(edition, ""), *super()._state_tags(loaded)]

    @slot(superseding="onward")
    async def new_version(self) -> None:
        """Make a version that can be changed, and go to it."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        context, id = self.context, self.loaded.draft.id
        made = await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.new_version(work, id)))
        context.open("scorecards", made)
        self.work.go_to_work()

    @slot(superseding="onward")
    async def put_in_force(self) -> None:
        """Put the version in force in the place of the one before; refused unless the weights make up a whole."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        context, id = self.context, self.loaded.draft.id
        await context.jobs.finished(context.desk.write(context.actor, lambda work: acting.put_in_force(work, id)))


class CardsPage(WorkPage):
    """The register of scorecards; what is shipped and not taken over yet is offered."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "scorecards", CardPanel)
        self.offer_shipped()

    @slot(quiet=True)
    async def offer_shipped(self) -> None:
        """Say which shipped scorecards the office has not taken over."""
        context, words = self.context, self.words
        if context.desk.read_only:
            return
        there = await context.jobs.done(context.desk.read(
            context.actor, lambda look: {each.code for each in records(look, ScorecardRecord)}))
        missing = [each for each in shipped() if each.code not in there]
        if missing:
            self.tell(words.many("{count} shipped scorecard has not been taken over yet.",
                                 "{count} shipped scorecards have not been taken over yet.", len(missing)),
                      act=words(N_("Take over")), do=self.take_over)

    @slot
    async def take_over(self) -> None:
        """Make the office's own copies of what is shipped."""
        context = self.context
        await context.jobs.finished(context.desk.write(context.actor, acting.take_all_over))
        self.messages.hide()


def build(context: Context) -> QWidget:
    """The page of the scorecards."""
    return CardsPage(context)
