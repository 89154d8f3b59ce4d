"""The tab of a partner's dossier that shows how it was scored: the sheets, what they come to, and the radar."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from partnerdesk.office.comparison import Round, Sheet, rounds
from partnerdesk.office.scorecards import figures
from partnerdesk.office.scorecards.pages.beginning import begin_in_sheet
from partnerdesk.page import theme
from partnerdesk.page.chart import ChartView
from partnerdesk.page.context import Context
from partnerdesk.page.jobs import slot
from partnerdesk.page.lines_card import Cell, Column, LinesCard, ShownLine
from partnerdesk.page.pieces import Card, Flow, Text, beside, button, column, holder, row, tag
from partnerdesk.words import N_, Words

_CONCERNED = frozenset({"score_sheets", "scores", "scorecards", "criteria"})


class SheetLines(LinesCard):
    """The sheets about one partner; a new one is begun by asking for the rater."""

    @slot
    async def make(self) -> None:
        """Begin a sheet and go to it."""
        made = await begin_in_sheet(self, self.context, **self._given)
        if made is not None:
            self.context.open("score_sheets", made)


class ResultCard(Card):
    """What the sheets of one occasion come to: result, spread, vetoes, where the raters disagree, and the radar."""

    def __init__(self, words: Words) -> None:
        super().__init__(words(N_("Weighted result")))
        self.words = words
        self.setObjectName("result card")
        self.tags = Flow()
        self.said = Text(role="soft", wrap=True)
        self.said.setObjectName("what it comes to")
        self.chart = ChartView(words(N_("Radar of the raters")))
        self.chart.setMinimumHeight(theme.px(230))
        self.body.addLayout(self.tags)
        self.body.addWidget(self.said)
        self.body.addWidget(self.chart, 1)
        self.body.addStretch(0)

    def show_round(self, one: Round) -> None:
        """Show one occasion."""
        words, standing = self.words, one.standing
        self.heading.setText(one.card.title.said(words))
        self.say_beside(words(N_("version {number}"), number=one.card.edition))
        self.tags.clear()
        for text, tone in verdict(one, words):
            self.tags.addWidget(tag(text, tone))
        lines = []
        if standing.spread is not None and len(standing.sheets) > 1:
            lowest, highest, deviation = standing.spread
            lines.append(words(N_("{count} raters, from {lowest} to {highest}, standard deviation {deviation}"),
                               count=len(standing.sheets), lowest=figures.points(lowest),
                               highest=figures.points(highest), deviation=figures.points(deviation)))
        if standing.begun:
            lines.append(words.many("{count} sheet is not complete and does not count yet.",
                                    "{count} sheets are not complete and do not count yet.", standing.begun))
        lines += [words(N_("Veto by {rater}: {criterion}, {points}"), rater=veto.rater,
                        criterion=veto.criterion.title.said(words), points=veto.points) for veto in standing.vetoes]
        apart = standing.apart(one.card)
        if apart:
            lines.append(words(N_("The raters disagree on: {criteria}"),
                               criteria=words.listed(each.title.said(words) for each in apart)))
        self.said.setText("\n".join(lines))
        self.said.setVisible(bool(lines))
        drawn = figures.radar(one.card, [figures.of_sheet(each) for each in standing.sheets or one.sheets], words)
        self.chart.setVisible(drawn is not None)
        if drawn is not None:
            self.chart.show_chart(drawn)


def verdict(one: Round, words: Words) -> list[tuple[str, str]]:
    """The result of an occasion and what speaks for or against a recommendation, with their tones."""
    standing = one.standing
    if standing.result is None:
        return [(words(N_("No result yet")), "")]
    said = [(words(N_("{points} of 5"), points=figures.points(standing.result)), "main")]
    if standing.vetoes:
        said.append((words(N_("Vetoed")), "bad"))
    elif standing.recommended:
        said.append((words(N_("Recommended")), "good"))
    elif one.card.threshold is not None:
        said.append((words(N_("Below {points}"), points=figures.points(one.card.threshold)), "soon"))
    return said


class ScoresPart(QWidget):
    """The score sheets about one partner, and what those of the marked sheet's occasion come to."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.words = context, context.words
        words = self.words
        self.partner: int | None = None
        self.rounds: tuple[Round, ...] = ()
        self.lines = SheetLines(context, "score_sheets", (
            Column(N_("Rater"), 84), Column(N_("Weighted result"), 96), Column(N_("Rated on"), 92),
            Column(N_("Scorecard"), 190)), in_place=False)
        self.lines.make_button.setText(words(N_("New sheet")))
        self.blank = button(words(N_("Blank sheet")), self._print_blank, icon="printer", name="print blank sheet")
        self.compare = button(words(N_("Comparison")), self._print, icon="printer", name="print comparison")
        self.result = ResultCard(words)
        papers = holder(column(row(self.blank, self.compare, None)))
        beside_them = column(self.result, papers, None, spacing=8)
        beside_them.setStretch(0, 1000)  # all the room while there is a result; none of it is left over then
        aside = holder(beside_them)
        aside.setFixedWidth(theme.px(290))
        both = row(self.lines, aside, spacing=12)
        both.setStretch(0, 1)
        self.setLayout(both)
        self.lines.table.selectionModel().currentChanged.connect(lambda *_: self._show_result())
        self.setFocusProxy(self.lines.table)
        context.listen(self, self._told)

    def show_dossier(self, id: int, known: Any) -> None:
        """Show the sheets about a partner: what the page of a dossier asks of each part."""
        self.show_partner(id)

    @slot(superseding="scores", quiet=True)
    async def show_partner(self, id: int) -> None:
        """Show the sheets about a partner."""
        context = self.context
        self.partner = id
        found = await context.jobs.done(context.desk.read(context.actor, lambda look: rounds(look, id)))
        if self.partner == id:
            self._show(id, found)

    def _show(self, id: int, found: tuple[Round, ...]) -> None:
        self.rounds = found
        lines = [sheet_line(sheet, one, self.words) for one in found for sheet in one.sheets]
        self.lines.show_lines(lines, {"partner_id": id})
        if lines and not self.lines.table.currentIndex().isValid():
            self.lines.table.selectRow(0)
        self.compare.setVisible(bool(lines))
        self.result.setVisible(bool(lines))
        self._show_result()

    def _show_result(self) -> None:
        marked = self.lines.current()
        one = next((each for each in self.rounds if marked is not None
                    and any(sheet.id == marked.id for sheet in each.sheets)), None)
        if one is not None:
            self.result.show_round(one)

    def _print(self) -> None:
        if self.partner is not None:
            self.context.print_paper("partner-comparison", self.partner)

    def _print_blank(self) -> None:
        if self.partner is not None:
            self.context.print_paper("partner-rating-sheet", self.partner)

    def _told(self, changed: Any) -> None:
        if self.partner is not None and _CONCERNED & set(changed.ids):
            self.show_partner(self.partner)


def sheet_line(sheet: Sheet, one: Round, words: Words) -> ShownLine:
    """A sheet as a line of the list."""
    result = figures.points(sheet.result)
    if not sheet.complete:
        said = Cell(words(N_("{points}, open"), points=result), "soon")
    elif sheet.vetoes:
        said = Cell(words(N_("{points}, veto"), points=result), "bad")
    else:
        said = Cell(result)
    return ShownLine("score_sheets", sheet.id, (
        sheet.rater, said, words.short_day(sheet.rated) if sheet.rated is not None else "",
        beside(one.card.title.said(words), one.need_title.said(words) or one.case_number)))
