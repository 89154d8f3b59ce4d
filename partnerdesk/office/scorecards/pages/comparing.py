"""Who compares how: candidates of a need or raters of a partner side by side, with ranks, spread and radar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from partnerdesk.office.comparison import Card as Scorecard
from partnerdesk.office.comparison import Comparison, CriterionFacts, Round, Sheet, Standing, compared, rounds
from partnerdesk.office.letterhead import Named
from partnerdesk.office.scorecards import figures
from partnerdesk.office.scorecards.comparing import conclusion, lowest_to_highest, said_vetoes
from partnerdesk.page import theme
from partnerdesk.page.chart import ChartView
from partnerdesk.page.context import Context
from partnerdesk.page.jobs import slot
from partnerdesk.page.key_table import KeyTable
from partnerdesk.page.lines_card import Cell, Column, ShownLine
from partnerdesk.page.pieces import Card, Text, button, column, plain_tip, row
from partnerdesk.paper.blocks import Chart, Series
from partnerdesk.record.scorecard import MOST
from partnerdesk.words import N_, Words

_CONCERNED = frozenset({"score_sheets", "scores", "scorecards", "criteria", "candidates"})
_NOTHING = Cell("")


@dataclass(frozen=True)
class Side:
    """One column of the table: a candidate or a rater, its result, and what it has in each line."""

    id: int
    name: str
    register: str
    result: int | None
    of_group: Callable[[Named], int | None]
    said: Callable[[CriterionFacts], Cell]
    outline: figures.Outline
    place: str = ""
    range: str = ""
    conclusion: Cell = _NOTHING


class ComparisonPart(QWidget):
    """Candidates or raters side by side: above who ranks where, below a line a criterion, beside it the radar."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.words = context, context.words
        words = self.words
        self._again: Callable[[], Any] | None = None
        self._paper: tuple[str, int] = "", 0
        self.sides: list[Side] = []
        self.card: Scorecard | None = None
        self.title = Text(role="heading")
        self.said = Text(role="soft", wrap=True)
        self.said.setObjectName("what it comes to")
        self.empty = Text(words(N_("No sheet is complete yet.")), "faint")
        self.print = button(words(N_("Print")), self._print, icon="printer", name="print comparison")
        self.ranking = KeyTable(words, words(N_("Ranking")), (
            Column(N_("Rank"), 46), Column(N_("Name"), 170), Column(N_("Points"), 60),
            Column(N_("Spread"), 84), Column(N_("Conclusion"), 110)), "")
        self.ranking.setObjectName("ranking")
        self.ranking.opened.connect(self._open)
        self.ranking.selectionModel().currentChanged.connect(lambda *_: self._show_chart())
        self.lines: KeyTable | None = None
        self.chart = ChartView(words(N_("Radar")))
        self.chart.setMinimumSize(theme.px(250), theme.px(220))
        self.bars = ChartView(words(N_("Weighted results")))
        self.bars.setMinimumSize(theme.px(250), theme.px(120))
        self._lay_out()
        self.setFocusProxy(self.ranking)
        context.listen(self, self._told)

    def _lay_out(self) -> None:
        head = row(self.title, None, self.print)
        top = Card()
        top.body.addLayout(head)
        top.body.addWidget(self.said)
        top.body.addWidget(self.empty)
        top.body.addWidget(self.ranking, 1)
        self.table_card = Card(self.words(N_("Results by criterion")))
        charts = Card(self.words(N_("Radar and results")))
        charts.body.addWidget(self.chart, 3)
        charts.body.addWidget(self.bars, 2)
        charts.setFixedWidth(theme.px(300))
        self.charts = charts
        left = column(top, self.table_card, spacing=10)
        left.setStretch(0, 2)
        left.setStretch(1, 3)
        both = row(left, charts, spacing=12)
        both.setStretch(0, 1)
        self.setLayout(both)

    # -- what is shown

    @slot(superseding="comparison", quiet=True)
    async def show_need(self, id: int, card: int = 0) -> None:
        """Show the candidates of a need, by the card that most sheets were scored by unless one is named."""
        self._again, self._paper = (lambda: self.show_need(id, card)), ("candidate-comparison", id)
        context = self.context
        found = await context.jobs.done(context.desk.read(context.actor, lambda look: compared(look, id)))
        one = next((each for each in found if each.card.id == card), found[0] if found else None)
        if one is not None:
            self.show_comparison(one)
        else:
            self._show(None, [], "")

    @slot(superseding="comparison", quiet=True)
    async def show_sheet(self, sheet: int, partner: int) -> None:
        """Show the raters of the occasion to which a sheet belongs."""
        self._again, self._paper = (lambda: self.show_sheet(sheet, partner)), ("partner-comparison", partner)
        context = self.context
        found = await context.jobs.done(context.desk.read(context.actor, lambda look: rounds(look, partner)))
        one = next((each for each in found if any(other.id == sheet for other in each.sheets)), None)
        if one is not None:
            self.show_round(one)
        else:
            self._show(None, [], "")

    def show_comparison(self, one: Comparison) -> None:
        """Show candidates side by side."""
        words = self.words
        sides = [
            Side(each.partner, each.short.said(words), "partners", each.result, each.of_group, partial(_mean, each),
                 figures.of_standing(each, each.short.said(words)), str(each.place or "—"), lowest_to_highest(each),
                 _concluded(each, words))
            for each in one.standings]
        vetoes = [words.labelled(each.short.said(words), said_vetoes(each, words))
                  for each in one.standings if each.vetoes]
        self._show(one.card, sides, "\n".join(vetoes))

    def show_round(self, one: Round) -> None:
        """Show the raters of a partner side by side, and behind them what they come to together."""
        words, standing = self.words, one.standing
        sides = [
            Side(each.id, each.rater, "score_sheets", each.result, each.groups.get, partial(_given, each, words),
                 figures.of_sheet(each), conclusion=Cell(words(N_("Vetoed")), "bad") if each.vetoes else _NOTHING)
            for each in standing.sheets]
        if sides:
            mean = words(N_("Mean"))
            sides.append(Side(
                0, mean, "", standing.result, standing.of_group, partial(_mean, standing),
                figures.of_standing(standing, mean), range=lowest_to_highest(standing),
                conclusion=_concluded(standing, words)))
        self._show(one.card, sides, said_vetoes(standing, words))

    def _show(self, card: Scorecard | None, sides: list[Side], vetoes: str) -> None:
        words = self.words
        self.card, self.sides = card, sides
        self.title.setText(words(N_("{card}, version {edition}"), card=card.title.said(words), edition=card.edition)
                           if card is not None else words(N_("Comparison")))
        self.said.setText(words.labelled(words(N_("Vetoes")), vetoes) if vetoes else "")
        self.said.setVisible(bool(vetoes))
        there = any(each.result is not None for each in sides)
        self.empty.setVisible(not there)
        for each in (self.ranking, self.table_card, self.charts, self.print):
            each.setVisible(there)
        self.ranking.show_lines([
            ShownLine(each.register, place, (
                each.place, each.name, Cell(figures.points(each.result), "" if each.result is not None else "faint"),
                each.range, each.conclusion)) for place, each in enumerate(sides)])
        if card is not None and there:
            self._show_lines(card, sides)
        self._show_chart()

    def _show_lines(self, card: Scorecard, sides: Sequence[Side]) -> None:
        words = self.words
        shown = [each for each in sides if each.result is not None]
        kept, focused = 0, False
        if self.lines is not None:
            kept, focused = max(self.lines.currentIndex().row(), 0), self.lines.hasFocus()
            self.table_card.body.removeWidget(self.lines)
            self.lines.deleteLater()
        self.lines = KeyTable(words, words(N_("Results by criterion")), (
            Column(N_("Criterion"), 170), Column(N_("Weight"), 56), *(Column(each.name, 84) for each in shown)), "")
        self.lines.setObjectName("by criterion")
        self.lines.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        for place, each in enumerate(shown, 2):
            self.lines.rows.setHeaderData(place, Qt.Orientation.Horizontal, plain_tip(each.name),
                                          Qt.ItemDataRole.ToolTipRole)
        self.table_card.body.addWidget(self.lines, 1)
        made = []
        for group in card.groups:
            if group:
                members = [each for each in card.criteria if each.group == group]
                made.append(ShownLine("", 0, (
                    group.said(words), figures.weight(sum(each.weight for each in members)),
                    *(Cell(figures.points(each.of_group(group)), "") for each in shown))))
            made += [ShownLine("criteria", each.id, (
                f"    {each.title.said(words)}", figures.weight(each.weight), *(side.said(each) for side in shown)))
                for each in card.criteria if each.group == group]
        self.lines.show_lines(made)
        self.lines.mark(min(kept, len(made) - 1))
        if focused:
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chart(self) -> None:
        """The radar of the marked one and those beside it in the ranking; bars of all results."""
        if self.card is None or not self.sides:
            return
        words, at = self.words, max(self.ranking.currentIndex().row(), 0)
        scored = [each for each in self.sides if each.result is not None]
        marked = self.sides[at] if at < len(self.sides) else None
        # The marked one is always among those that are drawn.
        first = scored[:figures.MOST_SERIES]
        if marked is not None and marked in scored and marked not in first:
            first = [*first[:-1], marked]
        drawn = figures.radar(self.card, [each.outline for each in first], words)
        self.chart.setVisible(drawn is not None)
        if drawn is not None:
            self.chart.show_chart(replace(drawn, title=""))
        results = Series("", tuple((each.result or 0) / 100 for each in scored))
        self.bars.show_chart(Chart("bars", tuple(each.name for each in scored), (results,), top=MOST))

    # -- acts

    def _open(self, place: int) -> None:
        side = self.sides[place]
        if side.register:
            self.context.open(side.register, side.id)

    def _print(self) -> None:
        paper, id = self._paper
        if paper:
            self.context.print_paper(paper, id)

    def go_to_work(self) -> None:
        """Put the cursor on the first of the ranking."""
        self.ranking.setFocus(Qt.FocusReason.TabFocusReason)

    def _told(self, changed: Any) -> None:
        if self._again is not None and _CONCERNED & set(changed.ids):
            self._again()


def _mean(standing: Standing, criterion: CriterionFacts) -> Cell:
    """The mean of the raters, marked where they disagree."""
    seen = standing.of(criterion.id)
    if seen is None:
        return Cell("—")
    return Cell(f"{figures.points(seen.mean)} ※", "soon") if seen.apart else Cell(figures.points(seen.mean))


def _given(sheet: Sheet, words: Words, criterion: CriterionFacts) -> Cell:
    return Cell(figures.mark(sheet.marks.get(criterion.id), words), "bad" if criterion.id in sheet.vetoes else "")


def _concluded(standing: Standing, words: Words) -> Cell:
    tone = "bad" if standing.vetoes else "good" if standing.recommended else "soon"
    return Cell(conclusion(standing, words), tone if standing.result is not None else "")
