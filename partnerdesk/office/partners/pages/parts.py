"""The overview of a partner's dossier: the answers for the telephone, the form, and what needs handling."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.office.dossier import Dossier, missing_said
from partnerdesk.office.partners.pages.cards import Part
from partnerdesk.office.partners.pages.lines import councillor, joined, reached, shown_happened, shown_matter
from partnerdesk.page import theme
from partnerdesk.page.pieces import Card, Scroll, Text, column, holder, row
from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.office.partners.pages.panel import PartnerPanel


class Overview(Part):
    """The answers for the telephone, the form, and beside it what needs handling and what has happened."""

    def __init__(self, panel: PartnerPanel) -> None:
        super().__init__()
        self.panel = panel
        basics = Card(panel.words(N_("Basic facts")))
        basics.body.addWidget(panel.form)
        inner = QWidget()
        panel.above = QVBoxLayout(inner)
        panel.above.setContentsMargins(0, 0, 4, 0)
        panel.above.setSpacing(10)
        panel.above.addWidget(basics)
        panel.above.addStretch(1)
        self.unproved = Text("", "problem", wrap=True)
        self.unproved.setObjectName("unproved")
        self.unproved.hide()
        aside = holder(column(panel.handling, panel.past, None, spacing=10))
        # The scroll bar stands beside the cards and hides nothing of them.
        aside.setFixedWidth(theme.px(272))
        beside = Scroll(aside)
        beside.setFixedWidth(theme.px(284))
        panel.beside = beside
        panel.phone.body.addWidget(self.unproved)
        both = row(column(panel.phone, Scroll(inner), spacing=10), beside, spacing=12)
        both.setStretch(0, 1)
        self.setLayout(both)

    def show_dossier(self, id: int, known: Dossier) -> None:
        panel, words = self.panel, self.panel.words
        today = panel.context.today
        assert panel.loaded is not None
        loaded = panel.loaded.draft.loaded
        liaison = known.answering("liaison", today)
        said = ((words(N_("Liaison")), "liaison", reached(liaison, words)),
                (words(N_("Legal representative")), "legal", loaded.get("legal_representative") or ""),
                (words(N_("Joined, level")), "joined", joined(known, today, words)),
                (words(N_("On the council")), "council", councillor(known, today, words)),
                (words(N_("Address")), "address",
                 words.either(loaded.get("address"), loaded.get("english_address"))))
        for label, key, value in said:
            panel.phone.say(key, label, value)
        unproved = known.unproved(today)
        self.unproved.setVisible(bool(unproved))
        self.unproved.setText(words(N_("Missing or expired: {documents}"), documents=missing_said(unproved, words)))
        matters = [shown_matter(matter, words) for matter in known.to_handle(today)]
        panel.handling.show_matters([
            replace(each, act=words(N_("Hand over")), do=panel.hand_over) if each.register == "responsibilities"
            else each for each in matters])
        panel.past.show_matters([shown_happened(each, words) for each in known.past(today)])
