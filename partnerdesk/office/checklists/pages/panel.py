"""One checklist beside the list of checklists: its points first, and the act that closes it with a conclusion."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from partnerdesk.office.checklists import acting
from partnerdesk.office.checklists.pages.points import Points
from partnerdesk.office.checklists.records import GRADED
from partnerdesk.page.context import Context
from partnerdesk.page.fields_sheet import fill_in
from partnerdesk.page.jobs import slot
from partnerdesk.page.loading import Loaded
from partnerdesk.page.pieces import button
from partnerdesk.page.work_panel import WorkPage, WorkPanel, WorkPart
from partnerdesk.record.draft import Draft
from partnerdesk.words import N_

_BEGUN = (("partner_id", "kind"), ("begins", "ends"), ("lead",), ("our_manager", "their_manager"), ("scope",))
_CONCLUDED, _CLOSED = (("conclusion", "closed"), ("summary",)), (("closed",), ("summary",))


class ChecklistPanel(WorkPanel):
    """A checklist with its points, and the button that closes it or opens it again."""

    shown_in_work = ("checklist_items",)

    def make_work(self) -> tuple[str, WorkPart]:
        return self.words(N_("Points of the checklist")), Points(self.context)

    def make_acts(self) -> list[QWidget]:
        words = self.words
        self.again = button(words(N_("Open it again")), self.reopen, name="reopen")
        self.close_it = button(words(N_("Close the checklist")), self.close_checklist, role="main", name="close")
        return [self.again, self.close_it]

    def show_acts(self, loaded: Loaded) -> None:
        closed = loaded.draft.loaded.get("state") == "closed"
        if not self.context.desk.read_only:
            self.again.setVisible(closed)
            self.close_it.setVisible(not closed)

    @slot(superseding="onward")
    async def close_checklist(self) -> None:
        """Ask for the conclusion and close; refused while a point is open or forbids it."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        words = self.words
        rows = _CONCLUDED if self.loaded.draft.loaded.get("kind") == GRADED else _CLOSED
        await fill_in(
            self, self.context, "checklists", self.loaded.draft.id, rows, title=words(N_("Close the checklist")),
            act=words(N_("Close the checklist")), values={"state": "closed", "closed": self.context.today})

    @slot(superseding="onward")
    async def reopen(self) -> None:
        """Open a closed checklist again."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        context, id = self.context, self.loaded.draft.id
        await context.jobs.finished(context.desk.write(context.actor, lambda work: acting.reopen(work, id)))


class ChecklistsPage(WorkPage):
    """The register of checklists; a new one is drawn up with its points."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "checklists", ChecklistPanel)

    def new(self, given: dict[str, Any] | None = None) -> None:
        """Draw up a checklist of a kind."""
        self.begin_checklist(given if isinstance(given, dict) else None)

    @slot(superseding="new")
    async def begin_checklist(self, given: dict[str, Any] | None = None) -> None:
        """Ask for partner and kind, and go to the checklist that was drawn up."""
        words = self.words
        made = await fill_in(
            self, self.context, "checklists", None, _BEGUN, title=words(N_("New checklist")),
            act=words(N_("Draw up the checklist")), values={"begins": self.context.today, **(given or {})},
            keep=_drawn_up)
        if made is not None:
            self.open(made)
            self.panel.setFocus()


def _drawn_up(work: Any, draft: Draft) -> int:
    """Save a new checklist with the points of its kind, and the usual end where none was typed."""
    if draft["ends"] is None and draft["begins"] is not None and draft["kind"]:
        draft["ends"] = acting.usual_end(draft["kind"], draft["begins"])
    id: int = work.save(draft)
    acting.fill(work, id)
    return id


def build(context: Context) -> QWidget:
    """The page of the checklists."""
    return ChecklistsPage(context)
