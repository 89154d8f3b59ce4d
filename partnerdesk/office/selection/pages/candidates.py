"""The candidates of a need, ranked: how far each has come by a digit, its scores, its report, and the lists."""

from __future__ import annotations

from PySide6.QtCore import Qt

from partnerdesk.office import contents
from partnerdesk.office.selection import acting
from partnerdesk.office.selection.intent import prefilled
from partnerdesk.office.selection.pages.proposing import propose
from partnerdesk.office.selection.ranking import OUT
from partnerdesk.office.selection.records import CANDIDATE_STATES, LIST_STATES, NEED_STATES
from partnerdesk.office.selection.seeking import Candidacy, Seeking, seeking
from partnerdesk.office.wording import choice_label
from partnerdesk.page import theme
from partnerdesk.page.acts import strike
from partnerdesk.page.context import Context
from partnerdesk.page.form import edit_in_sheet
from partnerdesk.page.jobs import slot
from partnerdesk.page.key_table import KeyTable, legend
from partnerdesk.page.lines_card import Cell, Column, LinesCard, ShownLine
from partnerdesk.page.pieces import Card, Flow, OneLine, Text, button, column, row, shortcut
from partnerdesk.page.stage_lane import StageLane
from partnerdesk.page.work_panel import WorkPart
from partnerdesk.words import N_, Words

_LISTS, _CARD, _LINE = 3, 106, 34  # lists shown without scrolling, and the heights of their card and of a line
LANE = ("draft", "review", "published", "evaluating", "shortlisted", "met")
_DIGITS = {str(digit): choice.key for digit, choice in enumerate(CANDIDATE_STATES, 1)}
_LETTERS = (("S", N_("score sheet")), ("I", N_("intent report")), ("O", N_("dossier")))


class Candidates(WorkPart):
    """The lane of the need, its candidates and its shortlists."""

    concerned = frozenset({"needs", "candidates", "score_sheets", "scores", "shortlists", "intent_reports", "partners"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self.shown: Seeking | None = None
        self.lane = StageLane(words)
        self.counts = OneLine(role="heading", snug=True)
        self.counts.setObjectName("counts")
        self.table = KeyTable(words, words(N_("Candidates")), (
            Column(N_("Candidate"), 220), Column(N_("Progress"), 96), Column(N_("Invited on"), 80),
            Column(N_("Answered on"), 92), Column(N_("Mean result"), 84), Column(N_("Sheets"), 60),
            Column(N_("Intent report"), 110)), "".join(_DIGITS) + "".join(letter for letter, _ in _LETTERS))
        self.table.setObjectName("candidates")
        self.table.pressed.connect(self._pressed)
        self.table.opened.connect(self.open_candidate)
        self.empty = Text(words(N_("Nobody has been invited yet.")), "faint")
        self.propose = button(words(N_("Propose candidates")), self.propose_candidates, icon="people", name="propose")
        self.compare = button(words(N_("Comparison")), self._compare, icon="chart", name="compare")
        self.draw = button(words(N_("Draw up the shortlist")), self.draw_up, icon="list", name="draw up")
        keys = [(digit, choice_label(CANDIDATE_STATES, key, words)) for digit, key in _DIGITS.items()]
        keys += [(letter, words(label)) for letter, label in _LETTERS]
        self.keys = Text(legend(keys), "faint", wrap=True)
        self.lists = LinesCard(context, "shortlists", (
            Column(N_("Title of the list"), 240), Column(N_("Number"), 100), Column(N_("Day of the list"), 96),
            Column(N_("State of the list"), 100)), in_place=False, may_make=False)
        self._lay_out()
        shortcut(self.table, "N", self.make)
        shortcut(self.table, "Delete", self.strike_candidate)
        shortcut(self, "Ctrl+D", self.draw_up)
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        acts = Flow(spacing=6)
        for each in (self.propose, self.compare, self.draw):
            acts.addWidget(each)
        card = Card()
        card.body.addLayout(row(self.counts, None))
        card.body.addLayout(acts)
        card.body.addWidget(self.empty)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.keys)
        card.body.addStretch(0)
        outer = column(self.lane, card, self.lists, spacing=10)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    # -- what is shown

    @slot(superseding="candidates")
    async def read(self, id: int) -> None:
        """Read the need with its candidates."""
        context = self.context
        found = await context.jobs.done(context.desk.read(context.actor, lambda look: seeking(look, id)))
        if self.id == id:
            self._show(found)

    def _show(self, now: Seeking) -> None:
        words = self.words
        self.shown = now
        place = LANE.index(now.state) if now.state in LANE else -1
        self.lane.show_stages([choice_label(NEED_STATES, key, words) for key in LANE], place)
        self.lane.setVisible(place >= 0)
        there = bool(now.candidates)
        scored = sum(1 for each in now.candidates if each.ranked.sheets)
        self.counts.setText(words(N_("{count} invited · {answered} answered · {scored} scored"),
                                  count=len(now.candidates), answered=sum(
                                      1 for each in now.candidates if each.answered is not None), scored=scored))
        self.table.show_lines([_line(each, self.context) for each in now.candidates])
        decided = all(each.state in ("approved", "refused") for each in now.lists)
        working = not self.context.desk.read_only
        self.compare.setVisible(scored > 0 and bool(_comparison()))
        self.draw.setVisible(there and decided and working)
        self.propose.setVisible(working)
        for each in (self.counts, self.table, self.keys):
            each.setVisible(there)
        self.empty.setVisible(not there)
        self.lists.setVisible(bool(now.lists))
        self.lists.setFixedHeight(theme.px(_CARD + _LINE * min(len(now.lists), _LISTS)))
        self.lists.show_lines([ShownLine("shortlists", each.id, (
            each.title, each.number, words.near_day(each.dated, self.context.today),
            Cell(choice_label(LIST_STATES, each.state, words), _tone(LIST_STATES, each.state)))) for each in now.lists],
            {"need_id": now.id})

    def go_to_work(self) -> None:
        """Put the cursor on the first candidate, or where candidates are proposed."""
        if self.shown is not None and self.shown.candidates:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.propose.setFocus(Qt.FocusReason.TabFocusReason)

    def _candidacy(self, id: int | None) -> Candidacy | None:
        candidates = self.shown.candidates if self.shown is not None else ()
        return next((each for each in candidates if each.ranked.candidate_id == id), None)

    # -- the keys

    def _pressed(self, id: int, key: str) -> None:
        one = self._candidacy(id)
        if one is None or self.shown is None:
            return
        partner = one.ranked.partner_id
        match key:
            case "S":
                self.context.new("score_sheets", {"need_id": self.shown.id, "partner_id": partner})
            case "I":
                self.write_report(one)
            case "O":
                self.context.open("partners", partner)
            case _:
                self.enter_state(id, _DIGITS[key])
                self.table.go_on()

    @slot
    async def enter_state(self, id: int, state: str) -> None:
        """Enter how far a candidate has come."""
        context, today = self.context, self.context.today
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.set_state(work, id, state, today)))

    @slot
    async def write_report(self, one: Candidacy) -> None:
        """Open the candidate's intent report, or begin it with what the desk knows."""
        context, words, today = self.context, self.words, self.context.today
        if one.report is not None:
            context.open("intent_reports", one.report)
            return
        need, partner = self.id, one.ranked.partner_id
        given = await context.jobs.done(context.desk.read(
            context.actor, lambda look: prefilled(look, partner, need, today, words)))
        context.new("intent_reports", {**given, "author": context.actor.name})

    # -- acts

    @slot
    async def propose_candidates(self) -> None:
        """Propose partners, and invite those that are chosen."""
        if self.id is not None:
            await propose(self, self.context, self.id)
            self.go_to_work()

    @slot
    async def open_candidate(self, id: int) -> None:
        """Change a candidate in a sheet."""
        await edit_in_sheet(self, self.context, "candidates", id)

    @slot
    async def make(self) -> None:
        """Enter one candidate by name."""
        if self.id is not None:
            await edit_in_sheet(self, self.context, "candidates", need_id=self.id, invited=self.context.today)

    @slot
    async def strike_candidate(self) -> None:
        """Strike the marked candidate out, after asking."""
        one = self._candidacy(self.table.current())
        if one is not None and one.ranked.candidate_id is not None:
            await strike(self, self.context, "candidates", one.ranked.candidate_id,
                         one.ranked.partner.said(self.words))

    @slot(superseding="draw up")
    async def draw_up(self) -> None:
        """Draw up the shortlist from the candidates as they are ranked, and go to it."""
        context, id, today = self.context, self.id, self.context.today
        if id is None or not self.draw.isVisible():
            return
        made = await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.draw_up(work, today, need_id=id)))
        context.open("shortlists", made)

    def _compare(self) -> None:
        if self.id is not None:
            self.context.print_paper(_comparison(), self.id)


def _comparison() -> str:
    """The paper that shows the candidates of a need side by side, where there is one."""
    return next((paper.key for paper in contents.PAPERS if paper.of == "needs" and "comparison" in paper.key), "")


def _tone(choices: tuple, key: str) -> str:
    return next((choice.tone for choice in choices if choice.key == key), "")


def _line(one: Candidacy, context: Context) -> ShownLine:
    words: Words = context.words
    ranked = one.ranked
    result = "" if ranked.result is None else f"{ranked.result / 100:.2f}"
    if ranked.vetoed:
        result = words(N_("{result}, veto"), result=result)
    tone = "bad" if ranked.vetoed else "good" if result and ranked.proposal == "recommend" else ""
    sheets = f"{ranked.sheets}/{ranked.sheets + ranked.open_sheets}" if ranked.open_sheets else str(ranked.sheets or "")
    return ShownLine("candidates", ranked.candidate_id or 0, (
        ranked.partner.said(words),
        Cell(choice_label(CANDIDATE_STATES, ranked.state, words), _tone(CANDIDATE_STATES, ranked.state)),
        words.near_day(one.invited, context.today) if one.invited else "",
        words.near_day(one.answered, context.today) if one.answered else "",
        Cell(result, tone), sheets, one.report_number), past=ranked.state in OUT)
