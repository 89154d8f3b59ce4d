"""One need beside the list of needs: its candidates first, and the act that takes it onward."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from partnerdesk.office.selection import acting
from partnerdesk.office.selection.pages.candidates import Candidates
from partnerdesk.page.context import Context
from partnerdesk.page.jobs import slot
from partnerdesk.page.loading import Loaded
from partnerdesk.page.pieces import button
from partnerdesk.page.work_panel import WorkPage, WorkPanel, WorkPart
from partnerdesk.words import N_

# The act that takes a need out of each state; the button names it.
_ONWARD = {
    "draft": N_("Submit for review"), "review": N_("Publish the need"), "published": N_("Begin the evaluation"),
    "shortlisted": N_("The need is met"),
}


class NeedPanel(WorkPanel):
    """A need with its candidates; what the button at the right says takes it onward."""

    shown_in_work = ("candidates",)

    def make_work(self) -> tuple[str, WorkPart]:
        return self.words(N_("Candidates")), Candidates(self.context)

    def make_acts(self) -> list[QWidget]:
        self.onward = button("", self.go_onward, role="main", name="onward")
        return [self.onward]

    def show_acts(self, loaded: Loaded) -> None:
        act = _ONWARD.get(loaded.draft.loaded.get("state") or "", "")
        self.onward.setText(self.words(act))
        self.onward.setAccessibleName(self.words(act))
        self.onward.setVisible(bool(act) and not self.context.desk.read_only)

    @slot(superseding="onward")
    async def go_onward(self) -> None:
        """Take the need to its next state."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        context, id, today = self.context, self.loaded.draft.id, self.context.today
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.onward(work, id, today)))


class NeedsPage(WorkPage):
    """The register of needs with the candidates beside its list."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "needs", NeedPanel)


def build(context: Context) -> QWidget:
    """The page of the needs."""
    return NeedsPage(context)
