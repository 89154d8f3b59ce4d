"""One exit beside the list of exits: its course first, and the acts that give notice, close or withdraw it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from partnerdesk.office.exits import acting
from partnerdesk.office.exits.pages.course import Course
from partnerdesk.office.exits.records import RUNNING
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import ask
from partnerdesk.page.fields_sheet import fill_in
from partnerdesk.page.jobs import slot
from partnerdesk.page.loading import Loaded
from partnerdesk.page.pieces import button
from partnerdesk.page.work_panel import WorkPage, WorkPanel, WorkPart
from partnerdesk.problems import Problem, Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.words import N_

_BEGUN = (("partner_id",), ("form", "trigger"), ("triggered",), ("evidence",))
_CLOSED = (("reconciled", "closed"), ("reconciliation",), ("lessons",))


class ExitPanel(WorkPanel):
    """An exit with its course; the buttons at the right take it onward."""

    def make_work(self) -> tuple[str, WorkPart]:
        self.course = Course(self.context)
        return self.words(N_("Course of the exit")), self.course

    def make_acts(self) -> list[QWidget]:
        words = self.words
        self.notice = button(words(N_("Give notice")), self.course.give_notice, role="main", name="give notice")
        self.withdraw = button(words(N_("Withdraw the exit")), self.withdraw_exit, name="withdraw")
        self.close_it = button(words(N_("Close the exit")), self.close_exit, role="main", name="close")
        return [self.withdraw, self.notice, self.close_it]

    def show_acts(self, loaded: Loaded) -> None:
        state, working = loaded.draft.loaded.get("state"), not self.context.desk.read_only
        self.notice.setVisible(state == "opened" and working)
        self.close_it.setVisible(state in ("noticed", "buffer") and working)
        goes_on = loaded.draft.loaded.get("transformation") in ("transform", "remain")
        self.withdraw.setVisible(state in RUNNING and goes_on and working)

    @slot(superseding="onward")
    async def close_exit(self) -> None:
        """Ask for reconciliation and lessons, and close; refused while anything is open with the partner."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        words, today = self.words, self.context.today
        reconciled = self.loaded.draft.loaded.get("reconciled") or today
        await fill_in(
            self, self.context, "exits", self.loaded.draft.id, _CLOSED, title=words(N_("Close the exit")),
            act=words(N_("Close the exit")), values={"closed": today, "reconciled": reconciled},
            keep=lambda work, draft: _closed(work, draft, today),
            detail=words(N_("The partner has then exited; nobody answers for it any longer and its relation ends.")))

    @slot(superseding="onward")
    async def withdraw_exit(self) -> None:
        """Ask, and withdraw the exit: the relation goes on."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        context, words, id, today = self.context, self.words, self.loaded.draft.id, self.context.today
        if await ask(self, context.jobs, words, words(N_("Withdraw the exit of {name}?"), name=self.loaded.title),
                     words(N_("Withdraw the exit")),
                     detail=words(N_("The co-operation goes on, in its new form where one was entered."))):
            await context.jobs.finished(context.desk.write(
                context.actor, lambda work: acting.end_otherwise(work, id, today)))


class ExitsPage(WorkPage):
    """The register of exits; a new one suspends the co-operation where it is an exit at once."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "exits", ExitPanel)

    def new(self, given: dict[str, Any] | None = None) -> None:
        """Begin an exit."""
        self.begin_exit(given if isinstance(given, dict) else None)

    @slot(superseding="new")
    async def begin_exit(self, given: dict[str, Any] | None = None) -> None:
        """Ask whom it is about, in which form and why, and go to the exit."""
        words = self.words
        made = await fill_in(
            self, self.context, "exits", None, _BEGUN, title=words(N_("New exit")), act=words(N_("Begin the exit")),
            values={"triggered": self.context.today, **(given or {})}, keep=_begun)
        if made is not None:
            self.open(made)
            self.panel.setFocus()


def _begun(work: Any, draft: Draft) -> int:
    return acting.settle_in(work, work.save(draft), draft["triggered"])


def _closed(work: Any, draft: Draft, today: date) -> int:
    if draft["closed"] is None:
        raise Unsaved([Problem("closed", N_("Say on which day the exit was closed."))])
    if draft["closed"] > today:
        # What ends by then has not ended yet.
        raise Unsaved([Problem("closed", N_("This day has not come yet."))])
    if draft["reconciled"] is not None:
        acting.reconcile(work, draft.id or 0, draft["reconciled"])
    return acting.close(work, draft.id or 0, draft["closed"], draft["lessons"], draft["reconciliation"])


def build(context: Context) -> QWidget:
    """The page of the exits."""
    return ExitsPage(context)
