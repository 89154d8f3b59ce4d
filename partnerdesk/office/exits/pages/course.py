"""The course of an exit: its lane, its steps, what is still open with a way to each, and the alternates."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from partnerdesk.office import exit_plan
from partnerdesk.office.exits import acting
from partnerdesk.office.exits.leaving import Leaving, leaving
from partnerdesk.office.exits.pages.steps import LABELS, NOTICE, PLAN, ROWS, Step, steps
from partnerdesk.office.exits.records import STATES
from partnerdesk.office.partners.records import READINESS
from partnerdesk.office.wording import choice_label
from partnerdesk.page.context import Context
from partnerdesk.page.fields_sheet import FieldsSheet, fill_in
from partnerdesk.page.jobs import slot
from partnerdesk.page.key_table import KeyTable
from partnerdesk.page.lines_card import Cell, Column, LinesCard, ShownLine
from partnerdesk.page.loading import load
from partnerdesk.page.pieces import Card, OneLine, Text, column, row, tag
from partnerdesk.page.stage_lane import StageLane
from partnerdesk.page.waiting import above
from partnerdesk.page.work_panel import WorkPart
from partnerdesk.problems import Problem, Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.words import N_

_HEIGHT = 28  # of a step's line
_LANES = {"immediate": ("opened", "noticed", "closed"), "buffered": ("opened", "buffer", "closed")}


class OpenMatters(LinesCard):
    """What is still open with the partner; Enter goes to where it is ended."""

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(context, "exits", (
            Column(N_("What"), 146), Column(N_("Which"), 170), Column(N_("Day"), 92)),
            heading=words(N_("Still open with the partner")), in_place=False, may_make=False)
        self.setObjectName("open matters")
        self.empty.setText(words(N_("Nothing is open any longer.")))


class Course(WorkPart):
    """One exit, step by step; Enter opens a step."""

    concerned = frozenset({
        "exits", "checklists", "checklist_items", "agreements", "numbered_copies", "loans", "follow_ups", "seats",
        "memberships", "feedback", "cases", "pilots", "alternates",
    })

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self.shown: Leaving | None = None
        self._steps: tuple[Step, ...] = ()
        self.lane = StageLane(words)
        self.ended = tag("")
        self.about = OneLine(role="heading", snug=True)
        self.table = KeyTable(words, words(N_("Steps of the exit")), (
            Column(N_("Step"), 226), Column(N_("How it stands"), 300)), "", height=_HEIGHT)
        self.table.setObjectName("steps")
        self.table.opened.connect(self._open_step)
        self.open_matters = OpenMatters(context)
        self.alternates = LinesCard(context, "alternates", (
            Column(N_("Alternate"), 150), Column(N_("For what"), 90), Column(N_("Readiness"), 90)))
        card = Card()
        card.body.addLayout(row(self.about, Text(words(N_("Enter opens a step")), "faint"), None))
        card.body.addWidget(self.table)
        below = row(self.open_matters, self.alternates, spacing=10)
        for place in (0, 1):
            below.setStretch(place, 1)
        lane = row(self.lane, self.ended)
        lane.setStretch(0, 1)
        outer = column(lane, card, below, spacing=10)
        outer.setStretch(2, 1)
        self.setLayout(outer)
        self.setFocusProxy(self.table)

    # -- what is shown

    @slot(superseding="course")
    async def read(self, id: int) -> None:
        """Read the exit and what is open."""
        context, today = self.context, self.context.today
        found = await context.jobs.done(context.desk.read(context.actor, lambda look: leaving(look, id, today)))
        if self.id == id:
            self._show(found)

    def _show(self, now: Leaving) -> None:
        words, today = self.words, self.context.today
        self.shown = now
        lane = _LANES[now.form]
        self.lane.show_stages([choice_label(STATES, key, words) for key in lane],
                              lane.index(now.state) if now.state in lane else -1)
        self.ended.setText(choice_label(STATES, now.state, words))
        self.ended.setVisible(now.state not in lane)
        self._steps = tuple(steps(now, today, words))
        done = sum(1 for step in self._steps if step.tone == "good")
        self.about.setText(words(N_("{done} of {all} steps done"), done=done, all=len(self._steps)))
        self.table.show_lines([
            ShownLine("exits", place, (words(LABELS[step.key]), Cell(step.said, step.tone)))
            for place, step in enumerate(self._steps)])
        self.table.setFixedHeight(self.table.height_of(len(self._steps)))
        self.open_matters.show_lines([
            ShownLine(each.register, each.id, (
                words(each.what), each.name or each.number,
                words.near_day(each.day, today) if each.day is not None else "")) for each in now.open], {})
        self.alternates.show_lines([
            ShownLine("alternates", each.id, (each.partner.said(words), each.scope, Cell(
                choice_label(READINESS, each.readiness, words),
                next((choice.tone for choice in READINESS if choice.key == each.readiness), ""))))
            for each in now.alternates], {"partner_id": now.partner_id, "since": today})

    def go_to_work(self) -> None:
        """Put the cursor on the first step that is not done."""
        first = next((place for place, step in enumerate(self._steps) if step.tone != "good"), 0)
        if self._steps:
            self.table.mark(first)
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    # -- acts

    def _open_step(self, place: int) -> None:
        key = self._steps[place].key
        if key == NOTICE and self.shown is not None and self.shown.state == "opened":
            self.give_notice()
        elif key == PLAN:
            self.open_plan()
        else:
            self.fill_step(key)

    @slot(superseding="step")
    async def fill_step(self, key: str) -> None:
        """Let the fields of a step be filled in."""
        if self.id is not None:
            await fill_in(self, self.context, "exits", self.id, ROWS[key], title=self.words(LABELS[key]),
                          act=self.words(N_("Save")))

    @slot(superseding="step")
    async def give_notice(self) -> None:
        """Ask for the day of the notice, and give it."""
        if self.id is None:
            return
        context, id, words = self.context, self.id, self.words
        loaded = await context.jobs.done(context.desk.read(context.actor, lambda look: load(look, "exits", id)))
        loaded.draft["noticed"] = context.today
        sheet = NoticeSheet(self.window(), context, loaded)
        await sheet.answered(context.jobs)
        if sheet.saved is not None and (page := above(self, "messages")) is not None:
            page.tell(words(N_("Notice was given. The letter is printed from here.")), "good",
                      act=words(N_("Print the notice")), do=lambda: context.print_paper("exit-notice", id))

    @slot(superseding="step")
    async def open_plan(self) -> None:
        """Open the plan of the exit, drawn up where there is none yet."""
        context, id, today = self.context, self.id, self.context.today
        if id is None or self.shown is None:
            return
        if self.shown.plan is not None:
            context.open("checklists", self.shown.plan)
            return
        context.open("checklists", await context.jobs.finished(context.desk.write(
            context.actor, lambda work: exit_plan.draw_up(work, id, today))))


class NoticeSheet(FieldsSheet):
    """Asks for number and day of the notice, and whether the letter is entered among the outgoing documents."""

    def __init__(self, parent: QWidget, context: Context, loaded: Any) -> None:
        words = context.words
        super().__init__(
            parent, context, loaded, (("noticed", "notice_number"),), title=words(N_("Give notice")),
            act=words(N_("Give notice")), keep=self._given,
            detail=words(N_("Where no number is typed, the next one of the series of notices is taken.")))
        self.letter = True
        box = QCheckBox(words(N_("Enter the letter among the outgoing documents, as a draft")))
        box.setObjectName("letter")
        box.setChecked(True)
        box.toggled.connect(self._letter_wanted)
        self.body.addWidget(box)

    def _letter_wanted(self, on: bool) -> None:
        self.letter = on

    def _given(self, work: Any, draft: Draft) -> int:
        if draft["noticed"] is None:
            raise Unsaved([Problem("noticed", N_("Say on which day notice was given."))])
        return acting.give_notice(work, draft.id or 0, draft["noticed"], number=draft["notice_number"],
                                  letter=self.letter)
