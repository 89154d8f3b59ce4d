"""Under one tab: how the partner's documents stand, the documents, look-ups, letters and files themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from partnerdesk.office.dossier import Dossier
from partnerdesk.office.partners.pages.cards import Cards, Listed, Part
from partnerdesk.office.proofs import LOOKUP_STANDINGS, STANDINGS
from partnerdesk.office.wording import register_label
from partnerdesk.page.pieces import Card, Flow, column, holder, tag
from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.office.partners.pages.panel import PartnerPanel


class Documents(Part):
    """A word for each document that is required or kept, and below it the lists."""

    def __init__(self, panel: PartnerPanel, listed: Sequence[Listed]) -> None:
        super().__init__()
        self.panel = panel
        self.standing = Card(panel.words(N_("Required documents and look-ups")))
        self.standing.setObjectName("standing")
        self.tags = Flow()
        self.standing.body.addWidget(holder(self.tags))
        self.cards = Cards(panel, listed)
        self.cards.add(panel.words(N_("Files")), panel.files)
        self.setLayout(column(self.standing, self.cards, spacing=8))

    def show_dossier(self, id: int, known: Dossier) -> None:
        words, today = self.panel.words, self.panel.context.today
        self.tags.clear()
        labels = {choice.key: choice for choice in STANDINGS}
        for each in known.proofs(today):
            choice = labels[each.standing]
            said = words(choice.label)
            if each.until is not None:
                said = words(N_("{standing}, until {day}"), standing=said, day=words.short_day(each.until))
            kind = register_label("qualifications", "kind", each.kind, words)
            self.tags.addWidget(tag(words.labelled(kind, said), choice.tone))
        looked = next(choice for choice in LOOKUP_STANDINGS if choice.key == known.looked_up(today))
        self.tags.addWidget(tag(words.labelled(words(N_("Look-up")), words(looked.label)), looked.tone))
        self.cards.show_dossier(id, known)
