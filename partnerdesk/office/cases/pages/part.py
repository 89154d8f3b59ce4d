"""The cases of one subject under a tab of its page."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from partnerdesk.office.cases.records import Case
from partnerdesk.office.letterhead import records
from partnerdesk.page.context import Context
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Text, column
from partnerdesk.words import N_


class CasesPart(QWidget):
    """The cases of a subject, the newest first, each with its lane; `subject` is the link by which cases know it."""

    counted = Signal(int)  # how many of them are under way

    def __init__(self, context: Context, subject: str = "partner_id") -> None:
        super().__init__()
        self.context, self.words, self.subject = context, context.words, subject
        self._id: int | None = None
        self.empty = Text(self.words(N_("No procedure has been begun yet.")), "faint")
        self.setLayout(column(self.empty, None))

    def show_dossier(self, id: int, known: Any) -> None:
        """Show the cases of a partner: what the page of a dossier asks of each part."""
        self.show_subject(id)

    @slot(superseding="cases", quiet=True)
    async def show_subject(self, id: int) -> None:
        """Show the cases of a subject."""
        self._id = id
        context = self.context
        cases = await context.jobs.done(context.desk.read(
            context.actor, lambda look: records(look, Case, getattr(Case, self.subject) == id)))
        self.empty.setVisible(not cases)
        self.counted.emit(sum(1 for case in cases if case.state in ("running", "suspended")))
