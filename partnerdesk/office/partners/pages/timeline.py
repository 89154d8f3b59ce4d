"""Under one tab: everything that happened with the partner, narrowed by kind and text, and how the dossier changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from partnerdesk.office.dossier import Dossier
from partnerdesk.office.partners.pages.cards import Part
from partnerdesk.office.timeline import KINDS, Happened, narrowed
from partnerdesk.page import theme
from partnerdesk.page.editor import Line
from partnerdesk.page.lines_card import Column, LinesCard, ShownLine
from partnerdesk.page.pieces import Card, Chip, Flow, column, holder, row
from partnerdesk.page.waiting import Rest
from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.office.partners.pages.panel import PartnerPanel

FILTER_AFTER = 120  # milliseconds after the last key
CHANGES = "changes"


class Timeline(Part):
    """The line of time, newest first; chips and a text narrow it, Enter opens the entry behind a line."""

    def __init__(self, panel: PartnerPanel) -> None:
        super().__init__()
        words = panel.words
        self.panel = panel
        self.happened: tuple[Happened, ...] = ()
        self.kind = ""
        self.filter = Line()
        self.filter.setObjectName("timeline filter")
        self.filter.setPlaceholderText(words(N_("Filter by any part of a line")))
        self.filter.setAccessibleName(words(N_("Filter the timeline")))
        self.filter.setFixedWidth(theme.px(230))
        self._filtering = Rest(self, FILTER_AFTER, self._show_lines)
        self.filter.textChanged.connect(lambda _text: self._filtering.start())
        flow = Flow()
        kinds = ((kind.key, kind.label) for kind in KINDS)
        shown = (("", N_("Everything")), *kinds, (CHANGES, N_("Changes to the dossier")))
        self.chips = [Chip(words(label), key) for key, label in shown]
        for chip in self.chips:
            chip.clicked.connect(lambda _on, key=chip.key: self.choose(key))
            flow.addWidget(chip)
        self.card = LinesCard(panel.context, "partners", (
            Column(N_("Day"), 100), Column(N_("What happened"), 420), Column(N_("Kept in"), 170),
        ), heading=words(N_("Timeline")), in_place=False, may_make=False)
        self.card.setObjectName("timeline")
        self.card.head.addWidget(self.filter)
        self.card.add_act(words(N_("Print")), self.print_timeline, name="print timeline")
        self.filter.keys = {Qt.Key.Key_Down: self._into_lines, Qt.Key.Key_Return: self._into_lines}
        self.changes = Card(words(N_("Changes to the dossier")))
        self.changes.body.addWidget(panel.history, 1)
        chips: QWidget = holder(flow)
        self.setLayout(column(chips, row(self.card), row(self.changes), spacing=8))
        self.choose("")

    def choose(self, kind: str) -> None:
        """Show what is of one kind, or with an empty key everything."""
        self.kind = kind
        for chip in self.chips:
            chip.setChecked(chip.key == kind)
        self.card.setVisible(kind != CHANGES)
        self.changes.setVisible(kind == CHANGES)
        self._show_lines()

    def show_dossier(self, id: int, known: Dossier) -> None:
        self.happened = known.past(self.panel.context.today)
        self._show_lines()

    def _show_lines(self) -> None:
        context, words = self.panel.context, self.panel.words
        shown = narrowed(self.happened, words, kind="" if self.kind == CHANGES else self.kind, text=self.filter.text())
        self.card.show_lines([
            ShownLine(each.register, each.id, (
                words.short_day(each.day), each.said(words), context.title(each.register)))
            for each in shown], {})

    def print_timeline(self) -> None:
        """Show the timeline of the partner before it is printed."""
        if self.panel.subject_id is not None:
            self.panel.context.print_paper("partner-timeline", self.panel.subject_id)

    def _into_lines(self) -> bool:
        self._filtering.flush()
        if self.card.model.rowCount():
            self.card.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.card.table.selectRow(0)
        return True
