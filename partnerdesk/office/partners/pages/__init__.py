"""The page of the partners: their list, and beside it the dossier of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from partnerdesk.page.context import Context
from partnerdesk.page.pieces import shortcut
from partnerdesk.page.register_page import RegisterPage
from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.office.partners.pages.panel import PartnerPanel


class PartnersPage(RegisterPage):
    """The register of partners with the dossier beside its list."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "partners", _dossier)
        self.filter.setPlaceholderText(self.words(N_("Filter: name, pinyin initials, credit code")))
        shortcut(self, "F4", self._take_up)  # Ctrl+E moves to the end of a line that is typed into
        for place in range(10):
            shortcut(self, f"Ctrl+{(place + 1) % 10}", lambda place=place: self.panel.tabs.setCurrentIndex(place))

    def _take_up(self) -> None:
        from partnerdesk.office.partners.pages.panel import PartnerPanel

        if isinstance(self.panel, PartnerPanel):
            self.panel.change.showMenu()


def _dossier(context: Context, key: str) -> PartnerPanel:
    # The rows do not wait for it: what a dossier is made of is read when the first one is opened.
    from partnerdesk.office.partners.pages.panel import PartnerPanel

    return PartnerPanel(context, key)


def build(context: Context) -> QWidget:
    """The page of the partners."""
    return PartnersPage(context)
