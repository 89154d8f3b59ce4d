"""The lines of a shortlist: rank, result and proposal, with the meeting at which the four departments weighed them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.office.partners.records import STAGES
from partnerdesk.office.selection import acting
from partnerdesk.office.selection.records import PROPOSALS
from partnerdesk.office.selection.seeking import Line, Listed, listed
from partnerdesk.office.wording import choice_label
from partnerdesk.page.acts import strike
from partnerdesk.page.context import Context
from partnerdesk.page.fields_sheet import fill_in
from partnerdesk.page.form import edit_in_sheet
from partnerdesk.page.jobs import slot
from partnerdesk.page.key_table import KeyTable, legend
from partnerdesk.page.lines_card import Cell, Column, ShownLine
from partnerdesk.page.pieces import Card, Flow, OneLine, Text, button, column, row, shortcut, tag
from partnerdesk.page.work_panel import WorkPart
from partnerdesk.words import N_

_DIGITS = {str(digit): choice.key for digit, choice in enumerate(PROPOSALS, 1)}
_OPEN = ("draft", "submitted")


class ListedPart(WorkPart):
    """The list of candidates by rank, and below it who of the four departments came."""

    concerned = frozenset({"shortlists", "listed_candidates", "meetings", "attendances", "persons", "partners"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self.shown: Listed | None = None
        self.counts = OneLine(role="heading", snug=True)
        self.counts.setObjectName("counts")
        self.table = KeyTable(words, words(N_("Candidates listed")), (
            Column(N_("Rank"), 52), Column(N_("Candidate"), 210), Column(N_("Points"), 66), Column(N_("Proposal"), 96),
            Column(N_("Grounds"), 170), Column(N_("Stage"), 90)), "".join(_DIGITS))
        self.table.setObjectName("listed")
        self.table.pressed.connect(self._pressed)
        self.table.opened.connect(self.open_line)
        self.empty = Text(words(N_("The list names nobody yet.")), "faint")
        keys = [(digit, choice_label(PROPOSALS, key, words)) for digit, key in _DIGITS.items()]
        self.keys = Text(legend([*keys, ("Ctrl+↑↓", words(N_("rank")))]), "faint", wrap=True)
        self.renew = button(words(N_("Rank anew from the score sheets")), self.rank_anew, icon="refresh", name="renew")
        self.add = button(words(N_("Add a candidate")), self.make, icon="new", name="add listed")
        self.meeting = OneLine()
        self.meeting.setObjectName("meeting")
        self.choose = button(words(N_("Name the meeting")), self.choose_meeting, icon="calendar", name="meeting")
        self.visit = button(words(N_("Open the meeting")), self._visit, name="open meeting")
        self.departments = Flow(spacing=6)
        self.verdict = Text(role="faint", wrap=True)
        self.verdict.setObjectName("departments")
        self._lay_out()
        shortcut(self.table, "Ctrl+Up", lambda: self.move(-1))
        shortcut(self.table, "Ctrl+Down", lambda: self.move(1))
        shortcut(self.table, "N", self.make)
        shortcut(self.table, "Delete", self.strike_line)
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        acts = Flow(spacing=6)
        for each in (self.renew, self.add):
            acts.addWidget(each)
        card = Card()
        card.body.addLayout(row(self.counts, None))
        card.body.addLayout(acts)
        card.body.addWidget(self.empty)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.keys)
        card.body.addStretch(0)
        sat = Card(self.words(N_("Evaluation meeting")))
        named = row(self.meeting, self.visit, self.choose)
        named.setStretch(0, 1)
        sat.body.addLayout(named)
        sat.body.addLayout(self.departments)
        sat.body.addWidget(self.verdict)
        outer: QVBoxLayout = column(card, sat, spacing=10)
        outer.setStretch(0, 1)
        self.setLayout(outer)

    # -- what is shown

    @slot(superseding="listed")
    async def read(self, id: int) -> None:
        """Read the list with its lines and who sat in its meeting."""
        context = self.context
        found = await context.jobs.done(context.desk.read(context.actor, lambda look: listed(look, id)))
        if self.id == id:
            self._show(found)

    def _show(self, now: Listed) -> None:
        words = self.words
        self.shown = now
        there = bool(now.lines)
        working = now.state in _OPEN and not self.context.desk.read_only
        self.counts.setText(words(N_("{count} candidates · {recommended} recommended"), count=len(now.lines),
                                  recommended=sum(1 for each in now.lines if each.proposal == "recommend")))
        self.table.show_lines([self._line(each) for each in now.lines])
        for each, visible in ((self.counts, there), (self.table, there), (self.keys, there and working),
                              (self.empty, not there), (self.renew, working and (
                                  now.need_id is not None or now.alliance_id is not None)), (self.add, working),
                              (self.choose, working)):
            each.setVisible(visible)
        self._show_meeting(now)

    def _line(self, one: Line) -> ShownLine:
        words = self.words
        tone = next((choice.tone for choice in PROPOSALS if choice.key == one.proposal), "")
        return ShownLine("listed_candidates", one.id, (
            str(one.position or ""), one.partner.said(words), f"{one.result / 100:.2f}" if one.result else "",
            Cell(choice_label(PROPOSALS, one.proposal, words), tone), one.reason,
            choice_label(STAGES, one.stage, words)))

    def _show_meeting(self, now: Listed) -> None:
        words = self.words
        self.meeting.setText(now.meeting or words(N_("No meeting is named yet.")))
        self.visit.setVisible(now.meeting_id is not None)
        self.departments.clear()
        for key, people in now.departments.items():
            label = choice_label(DEPARTMENTS, key, words)
            made = tag(words.labelled(label, words.listed(people)) if people else
                       words.labelled(label, words(N_("nobody came"))), "good" if people else "bad")
            self.departments.addWidget(made)
        if not now.departments:
            said = words(N_("The list is approved only after a meeting to which all four departments came."))
        elif now.missing:
            said = words(N_("The list cannot be approved: nobody came from {departments}."), departments=[
                choice_label(DEPARTMENTS, key, words) for key in now.missing])
        else:
            said = words(N_("All four departments came."))
        self.verdict.setText(said)
        self.verdict.set_tone("bad" if now.missing else "")

    def go_to_work(self) -> None:
        """Put the cursor on the first line."""
        if self.shown is not None and self.shown.lines:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.TabFocusReason)

    # -- acts

    def _visit(self) -> None:
        if self.shown is not None and self.shown.meeting_id is not None:
            self.context.open("meetings", self.shown.meeting_id)

    def _pressed(self, id: int, key: str) -> None:
        if self.shown is not None and self.shown.state in _OPEN:
            self.enter_proposal(id, _DIGITS[key])
            self.table.go_on()

    @slot
    async def enter_proposal(self, id: int, proposal: str) -> None:
        """Enter what is proposed for a candidate."""
        context = self.context
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.propose(work, id, proposal)))

    @slot
    async def move(self, by: int) -> None:
        """Move the marked candidate up or down."""
        context, id = self.context, self.table.current()
        if id is not None and self.shown is not None and self.shown.state in _OPEN:
            await context.jobs.finished(context.desk.write(context.actor, lambda work: acting.move(work, id, by)))

    @slot
    async def rank_anew(self) -> None:
        """Rank the list from the score sheets as they are now."""
        context, id = self.context, self.id
        if id is not None:
            await context.jobs.finished(context.desk.write(context.actor, lambda work: acting.renew(work, id)))

    @slot
    async def choose_meeting(self) -> None:
        """Name the meeting at which the candidates were weighed."""
        if self.id is not None:
            words = self.words
            await fill_in(self, self.context, "shortlists", self.id, (("meeting_id",),),
                          title=words(N_("Evaluation meeting")), act=words(N_("Name the meeting")))

    @slot
    async def open_line(self, id: int) -> None:
        """Change a line in a sheet."""
        await edit_in_sheet(self, self.context, "listed_candidates", id)

    @slot
    async def make(self) -> None:
        """Put a candidate on the list by name."""
        if self.id is not None and self.shown is not None and self.shown.state in _OPEN:
            await edit_in_sheet(self, self.context, "listed_candidates", shortlist_id=self.id,
                                position=len(self.shown.lines) + 1)

    @slot
    async def strike_line(self) -> None:
        """Take the marked candidate off the list, after asking."""
        id = self.table.current()
        one = next((each for each in self.shown.lines if each.id == id), None) if self.shown is not None else None
        if one is not None:
            await strike(self, self.context, "listed_candidates", one.id, one.partner.said(self.words))
