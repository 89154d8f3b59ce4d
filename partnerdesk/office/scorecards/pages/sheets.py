"""The page of the score sheets: their list, and beside it one sheet to rate on and how it compares."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from partnerdesk.office.comparison import Sheet, sheet
from partnerdesk.office.scorecards.pages.beginning import begin_in_sheet
from partnerdesk.office.scorecards.pages.comparing import ComparisonPart
from partnerdesk.office.scorecards.pages.rating import Rating
from partnerdesk.page.context import Context
from partnerdesk.page.form import Form
from partnerdesk.page.jobs import slot
from partnerdesk.page.loading import Loaded
from partnerdesk.page.pieces import beside
from partnerdesk.page.work_panel import WorkPage, WorkPanel, WorkPart
from partnerdesk.words import N_

_ROWS = (("scorecard_id", "partner_id"), ("need_id", "case_id"), ("meeting_id", "rated"), ("rater", "department"),
         ("remark",), ("scan",))  # state, result and veto follow from the marks
_COMPARISON = 2  # the place of its tab


class SheetPanel(WorkPanel):
    """One sheet: rated first, compared beside it."""

    shown_in_work = ("scores",)

    def _make_parts(self) -> None:
        super()._make_parts()
        self.form.deleteLater()
        self.form = Form(self.context, self.register, _ROWS)
        self.form.changed.connect(self._typed)
        self.form.save_wanted.connect(self.save)
        self.form.at_end.connect(self.keep.setFocus)
        self.comparison = ComparisonPart(self.context)

    def make_work(self) -> tuple[str, WorkPart]:
        made = Rating(self.context)
        made.compared.connect(self.compare)
        return self.words(N_("Rating")), made

    def add_tab(self, title: str, part: QWidget) -> int:
        """Add a part; the comparison stands behind the rating."""
        at = super().add_tab(title, part)
        if self.stack.count() == _COMPARISON:
            self.stack.addWidget(self.comparison)
            self.tabs.addTab(self.words(N_("Comparison")))
        return at

    def _show(self, loaded: Loaded) -> None:
        super()._show(loaded)
        if loaded.draft.id is not None:
            self.read_comparison(loaded.draft.id)

    @slot(superseding="compare", quiet=True)
    async def read_comparison(self, id: int) -> None:
        """Show the candidates of the sheet's need, or the raters of its partner where it is about no need."""
        context = self.context
        one: Sheet = await context.jobs.done(context.desk.read(context.actor, lambda look: sheet(look, id)))
        if one.need is not None:
            self.comparison.show_need(one.need, one.card.id)
        else:
            self.comparison.show_sheet(one.id, one.partner)

    @property
    def comparing(self) -> bool:
        """Whether the comparison is what is shown."""
        return self.tabs.currentIndex() == _COMPARISON

    def compare(self) -> None:
        """Turn to the comparison."""
        self.tabs.setCurrentIndex(_COMPARISON)
        self.comparison.go_to_work()

    def back_to_rating(self) -> None:
        """Turn back to the rating."""
        self.tabs.setCurrentIndex(_COMPARISON - 1)
        self.work.go_to_work()

    def _turn(self, at: int) -> None:
        super()._turn(at)
        if self.comparing:
            for each in (self.state, self.keep):
                each.setVisible(False)

    def _below(self, loaded: Loaded) -> str:
        words = self.words
        if loaded.draft.new or loaded.struck:
            return super()._below(loaded)
        rated = loaded.draft.loaded.get("rated")
        return beside(*(loaded.names.get(name) or "" for name in ("partner_id", "scorecard_id", "need_id", "case_id")),
                      words.day(rated) if rated is not None else "")


class SheetsPage(WorkPage):
    """The register of score sheets; a new one is begun by asking who scores whom."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "score_sheets", SheetPanel)
        self.filter.setPlaceholderText(self.words(N_("Filter: rater, partner, number")))

    def back(self) -> None:
        """Go from the comparison back to the rating, from there into the list."""
        assert isinstance(self.panel, SheetPanel)
        if self.panel.comparing:
            self.panel.back_to_rating()
        else:
            super().back()

    def new(self, given: dict[str, Any] | None = None) -> None:
        """Begin a sheet."""
        self.begin_sheet(given if isinstance(given, dict) else {})

    @slot(superseding="new")
    async def begin_sheet(self, given: dict[str, Any]) -> None:
        """Ask who scores whom by which card, and go to the sheet that was begun."""
        made = await begin_in_sheet(self, self.context, **given)
        if made is not None:
            self.open(made)
            assert isinstance(self.panel, SheetPanel)
            self.panel.work.go_to_work()


def build(context: Context) -> QWidget:
    """The page of the score sheets."""
    return SheetsPage(context)
