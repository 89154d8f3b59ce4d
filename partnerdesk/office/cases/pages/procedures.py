"""The office's own procedures: their steps in order, drafts that may be changed, and the version in force."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from partnerdesk.office.cases.course import steps_of
from partnerdesk.office.cases.records import GATES, OUTCOME_CHOICES, VERSION_STATES
from partnerdesk.office.cases.versions import (
    add_step,
    drop_step,
    move_step,
    new_version,
    put_in_force,
    take_over_all,
)
from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.office.wording import choice_label
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import ask
from partnerdesk.page.files_panel import FilesPanel
from partnerdesk.page.form import Form, edit_in_sheet
from partnerdesk.page.history_panel import HistoryPanel
from partnerdesk.page.jobs import slot
from partnerdesk.page.lines_card import Column, LinesCard, ShownLine
from partnerdesk.page.loading import Loaded
from partnerdesk.page.pieces import Card, Scroll, Text, beside, button, column, row, shortcut
from partnerdesk.page.record_panel import RecordPanel
from partnerdesk.page.register_page import RegisterPage
from partnerdesk.page.waiting import above
from partnerdesk.problems import Unsaved
from partnerdesk.record.fields import Choice
from partnerdesk.words import N_, Words

# State, version and days of a version follow from what is done with it.
_ROWS = (("title", "english_title"), ("code",), ("basis",), ("english_basis",), ("notes",))


class StepsCard(LinesCard):
    """The steps of one version: N adds, Enter opens, Delete drops, Alt+Up and Alt+Down move, while it is a draft."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "procedure_steps", (
            Column(N_("Step"), 150), Column(N_("Who acts"), 124), Column(N_("Working days"), 96),
            Column(N_("Outcomes"), 140), Column(N_("Not passed unless"), 190)))
        words = self.words
        self.procedure: int | None = None
        self.draft = False
        self.hint = Text(words(N_("Alt+↑ and Alt+↓ move a step. What is changed here runs once the version is in "
                                  "force; running cases keep the version they began with.")), "faint", wrap=True)
        self.body.insertWidget(1, self.hint)
        self.strike_button.setText(words(N_("Drop")))
        self.strike_button.setAccessibleName(words(N_("Drop")))
        self.add_act(words(N_("Move up")), lambda: self.move(-1), on_line=True, name="step up")
        self.add_act(words(N_("Move down")), lambda: self.move(1), on_line=True, name="step down")
        shortcut(self.table, "Alt+Up", lambda: self.move(-1))
        shortcut(self.table, "Alt+Down", lambda: self.move(1))

    @slot(superseding="steps", quiet=True)
    async def show_version(self, id: int, draft: bool) -> None:
        """Show the steps of a version."""
        self.procedure, self.draft = id, draft
        context, words = self.context, self.words
        steps = await context.jobs.done(context.desk.read(
            context.actor, lambda look: [ShownLine("procedure_steps", step.id, (
                f"{step.position}. {words.either(step.title, step.english_title)}",
                choice_label(DEPARTMENTS, step.department, words), str(step.days) if step.days is not None else "",
                _said(OUTCOME_CHOICES, step.outcomes, words), _said(GATES, step.gates, words),
            )) for step in steps_of(look, id)]))
        self.show_lines(steps, {"procedure_id": id})
        self.hint.setVisible(draft)
        self.make_button.setVisible(draft)
        for each in self._on_line:
            each.setVisible(draft and bool(steps))

    def _offer(self) -> None:
        super()._offer()
        if not getattr(self, "draft", True):
            for each in self._on_line:
                each.hide()

    @slot
    async def make(self) -> None:
        """Add a step behind the marked one and open it."""
        if not self.draft or self.procedure is None:
            return
        context, procedure, title = self.context, self.procedure, self.words(N_("New step"))
        at = self.table.currentIndex().row() + 1
        made = await context.jobs.finished(context.desk.write(
            context.actor, lambda work: add_step(work, procedure, title, at)))
        await self.show_version(procedure, True)
        self._mark(made)
        await edit_in_sheet(self, context, "procedure_steps", made)

    @slot
    async def open(self) -> None:
        """Open the marked step of a draft in a sheet; what is in force is only read."""
        line = self.current()
        if line is not None and self.draft:
            await edit_in_sheet(self, self.context, "procedure_steps", line.id)
        elif line is not None:
            shown = above(self, "tell")
            if shown is not None:
                shown.tell(self.words(N_("This version is no draft any more. Make a new version and change that.")))

    @slot
    async def strike(self) -> None:
        """Drop the marked step; undo brings it back."""
        line = self.current()
        if line is not None and self.draft:
            await self.context.jobs.finished(self.context.desk.write(
                self.context.actor, lambda work: drop_step(work, line.id)))

    @slot(superseding="move")
    async def move(self, by: int) -> None:
        """Move the marked step up or down."""
        line, procedure = self.current(), self.procedure
        if line is None or not self.draft or procedure is None:
            return
        context = self.context
        await context.jobs.finished(context.desk.write(context.actor, lambda work: move_step(work, line.id, by)))
        await self.show_version(procedure, True)
        self._mark(line.id)

    def _mark(self, id: int) -> None:
        for place in range(self.model.rowCount()):
            self.table.selectRow(place)
            line = self.current()
            if line is not None and line.id == id:
                return


def _said(choices: tuple[Choice, ...], keys: Any, words: Words) -> str:
    return words.listed(choice_label(choices, key, words) for key in keys or ())


class ProcedurePanel(RecordPanel):
    """One version of a procedure: its steps, its facts, and the way to a new version."""

    def _make_parts(self) -> None:
        super()._make_parts()
        context, words = self.context, self.words
        self.form.deleteLater()
        self.form = Form(context, self.register, _ROWS)
        self.form.changed.connect(self._typed)
        self.form.save_wanted.connect(self.save)
        self.form.at_end.connect(self.keep.setFocus)
        self.steps = StepsCard(context)
        self.steps.setObjectName("steps of the version")
        self.draft_button = button(words(N_("Change as a new version")), self.draft_it, icon="edit", name="new version")
        self.force = button(words(N_("Put in force")), self.put_in_force, role="main", name="put in force")
        self.files = FilesPanel(context, self.key)
        self.history = HistoryPanel(context, self.key)
        self.lines = {}
        context.listen(self, self._told)

    def _lay_out(self) -> None:
        words = self.words
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addLayout(row(self.subject, self.tags, None, spacing=8))
        head.addWidget(self.below)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addLayout(head, 1)
        for each in (self.draft_button, self.force, self.more):
            across.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(across)
        outer.addWidget(self.tabs)
        outer.addWidget(self.stack, 1)
        card = Card()
        card.body.addWidget(self.form)
        inner = QWidget()
        self.above = column(card, None, spacing=8, margins=(0, 0, 4, 0))
        inner.setLayout(self.above)
        self.add_tab(words(N_("Entry")), Scroll(inner))
        self.add_tab(words(N_("Steps in order")), self.steps)
        at = self.add_tab(words(N_("Files")), self.files)
        self.files.counted.connect(
            lambda count: self.tabs.setTabText(at, f"{words(N_('Files'))} {count or ''}".strip()))
        self.add_tab(words(N_("History")), self.history)
        foot = row(self.state, self.discard, self.keep)
        foot.setStretch(0, 1)
        outer.addLayout(foot)
        self._show_state()

    def _show(self, loaded: Loaded) -> None:
        fresh = self.loaded is None or self.loaded.draft.id != loaded.draft.id
        super()._show(loaded)
        id, state = loaded.draft.id, loaded.draft.loaded.get("state")
        may = not loaded.struck and not self.context.desk.read_only
        if id is not None:
            values = loaded.draft.loaded
            self.subject.setText(self.words.either(values.get("title"), values.get("english_title")))
            self.steps.show_version(id, state == "draft" and may)
            if fresh:
                self.tabs.setCurrentIndex(1)
        self.form.set_read_only(not may or (id is not None and state != "draft"))
        self.draft_button.setVisible(may and id is not None and state != "draft")
        self.force.setVisible(may and state == "draft")
        self.print.hide()

    def _state_tags(self, loaded: Loaded) -> list[tuple[str, str]]:
        words, values = self.words, loaded.draft.loaded
        state = next((each for each in VERSION_STATES if each.key == values.get("state")), None)
        edition = words(N_("version {number}"), number=values.get("edition") or 1)
        return [(edition, "main"), *([(words(state.label), state.tone)] if state is not None else [])]

    def _below(self, loaded: Loaded) -> str:
        if loaded.draft.new or loaded.struck:
            return super()._below(loaded)
        words, values = self.words, loaded.draft.loaded
        since = words(N_("in force from {day}"), day=words.short_day(values["since"])) if values.get("since") else ""
        return beside(since, words.either(values.get("basis"), values.get("english_basis")))

    def _told(self, changed: Any) -> None:
        if changed.touches("procedure_steps") and self.loaded is not None and self.loaded.draft.id is not None:
            self.steps.show_version(self.loaded.draft.id, self.steps.draft)

    @slot(superseding="version")
    async def draft_it(self) -> None:
        """Begin the next version with the same steps and go to it."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        context, id = self.context, self.loaded.draft.id
        made = await context.jobs.finished(context.desk.write(context.actor, lambda work: new_version(work, id)))
        page = above(self, "reload_all")
        if page is not None:
            page.open(made)

    @slot(superseding="version")
    async def put_in_force(self) -> None:
        """Put the draft in force from today on, after asking."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        context, words, id, today = self.context, self.words, self.loaded.draft.id, self.context.today
        if not await ask(self, context.jobs, words, words(N_("Put this version in force from today on?")),
                         words(N_("Put in force")), detail=words(N_(
                             "The version before is superseded. Running cases keep the version they began with."))):
            return
        try:
            await context.jobs.finished(context.desk.write(context.actor, lambda work: put_in_force(work, id, today)))
        except Unsaved as unsaved:
            shown = above(self, "tell")
            if shown is not None:
                shown.tell(unsaved.said(words), "bad")


class ProceduresPage(RegisterPage):
    """The register of procedures; an empty one offers to take over what is shipped."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "procedures", ProcedurePanel)

    def _make_empty(self) -> QWidget:
        made = super()._make_empty()
        words = self.words
        self.take_over = button(words(N_("Take over the procedures shipped")), self.bring, icon="import", role="main",
                                name="take over")
        card = next(iter(made.findChildren(Card)))
        card.body.insertLayout(card.body.count() - 1, row(self.take_over, None))
        first = made.findChild(QPushButton, "first")
        assert first is not None
        first.setProperty("role", "")  # what is shipped comes first here
        first.setIcon(theme.icon("new"))
        return made

    @slot(superseding="take over")
    async def bring(self) -> None:
        """Make all that is shipped the office's own."""
        context, today = self.context, self.context.today
        await context.jobs.finished(context.desk.write(context.actor, lambda work: take_over_all(work, today)))
        self.reload_all()

    def enter(self) -> None:
        super().enter()
        panel = self.panel
        assert isinstance(panel, ProcedurePanel)
        if panel.tabs.currentIndex() == 1:
            panel.steps.table.setFocus(Qt.FocusReason.TabFocusReason)


def build(context: Context) -> QWidget:
    """The page of the procedures."""
    return ProceduresPage(context)
