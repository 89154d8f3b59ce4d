"""One shortlist beside the list of them: its lines first, submitted and decided as one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from partnerdesk.office.selection import acting
from partnerdesk.office.selection.pages.listed import ListedPart
from partnerdesk.page.context import Context
from partnerdesk.page.fields_sheet import fill_in
from partnerdesk.page.jobs import slot
from partnerdesk.page.loading import Loaded
from partnerdesk.page.pieces import button
from partnerdesk.page.work_panel import WorkPage, WorkPanel, WorkPart
from partnerdesk.record.draft import Draft
from partnerdesk.words import N_

_DECIDED = (("approver", "decided"), ("decision",), ("meeting_id",))


class ShortlistPanel(WorkPanel):
    """A shortlist with its lines, and the buttons that submit and decide it."""

    shown_in_work = ("listed_candidates",)

    def make_work(self) -> tuple[str, WorkPart]:
        return self.words(N_("Candidates listed")), ListedPart(self.context)

    def make_acts(self) -> list[QWidget]:
        words = self.words
        self.submit = button(words(N_("Submit the list")), self.submit_list, role="main", name="submit")
        self.refuse = button(words(N_("Refuse")), lambda: self.decide(False), name="refuse")
        self.approve = button(words(N_("Approve the list")), lambda: self.decide(True), role="main", name="approve")
        return [self.refuse, self.submit, self.approve]

    def show_acts(self, loaded: Loaded) -> None:
        state, working = loaded.draft.loaded.get("state"), not self.context.desk.read_only
        self.submit.setVisible(state == "draft" and working)
        for each in (self.refuse, self.approve):
            each.setVisible(state == "submitted" and working)

    @slot(superseding="onward")
    async def submit_list(self) -> None:
        """Submit the list to management."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        context, id, today = self.context, self.loaded.draft.id, self.context.today
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.submit(work, id, today)))

    @slot(superseding="onward")
    async def decide(self, approved: bool) -> None:
        """Ask who decided and when, and approve or refuse the list as one."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        words = self.words
        act = words(N_("Approve the list")) if approved else words(N_("Refuse the list"))
        detail = words(N_("Each candidate takes the state that the list proposes; who is recommended is admitted."))
        await fill_in(self, self.context, "shortlists", self.loaded.draft.id, _DECIDED, title=act, act=act,
                      values={"decided": self.context.today}, detail=detail if approved else "",
                      keep=_approved if approved else _refused)


def _approved(work: Any, draft: Draft) -> int:
    _keep_meeting(work, draft)
    return acting.approve(work, draft.id or 0, draft["approver"], draft["decided"], draft["decision"])


def _refused(work: Any, draft: Draft) -> int:
    _keep_meeting(work, draft)
    return acting.refuse(work, draft.id or 0, draft["approver"], draft["decided"], draft["decision"])


def _keep_meeting(work: Any, draft: Draft) -> None:
    """The meeting may be named in the sheet of the decision; the decision is checked against it."""
    named = Draft(draft.register, draft.id, draft.version, dict(draft.loaded))
    named["meeting_id"] = draft["meeting_id"]
    work.save(named)


class ShortlistsPage(WorkPage):
    """The register of shortlists with the lines beside it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "shortlists", ShortlistPanel)


def build(context: Context) -> QWidget:
    """The page of the shortlists."""
    return ShortlistsPage(context)
