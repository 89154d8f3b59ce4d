"""The acts of a dossier, each in a sheet of its own that is worked from the keyboard and saved as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from partnerdesk.clock import days_later
from partnerdesk.office.partners.acting import change_relation, enter_stage, hand_over, renew
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import Sheet
from partnerdesk.page.form import Form, RecordSheet, edit_in_sheet, save
from partnerdesk.page.jobs import slot
from partnerdesk.page.lines_card import ShownLine
from partnerdesk.page.loading import Loaded, load
from partnerdesk.page.messages import MessageBar
from partnerdesk.page.pieces import Text
from partnerdesk.problems import Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.office.partners.pages.panel import PartnerPanel


class ActSheet(Sheet):
    """A few fields of a register, and what is done with them when the act is chosen; problems stand at their fields."""

    walks = True

    def __init__(self, parent: QWidget, context: Context, key: str, rows: Sequence[Sequence[str]], title: str,
                 act: str, job: Callable[[Any, Draft], int], given: Mapping[str, Any], note: str = "") -> None:
        super().__init__(parent, context.words, title, act)
        self.context = context
        self.done_id: int | None = None
        self.messages = MessageBar(context.words)
        self.form = Form(context, context.registers[key], rows)
        self.form.keep = job
        self.form.show_loaded(Loaded(Draft(key, values=dict(given))))
        self.body.addWidget(self.messages)
        if note:
            self.body.addWidget(Text(note, "soft", wrap=True))
        self.body.addWidget(self.form)
        self.setMinimumWidth(theme.px(580))
        self.act.clicked.disconnect()
        self.act.clicked.connect(self.do)
        self.form.save_wanted.connect(self.do)
        self.form.at_end.connect(self.act.setFocus)
        self.form.focus_first()

    def tell(self, message: str, tone: str = "") -> None:
        """Show a message in the sheet."""
        self.messages.tell(message, tone)

    @slot(superseding="act")
    async def do(self) -> None:
        """Do it and close; what is wrong is shown at its field."""
        if self.form.composing:
            return
        try:
            self.done_id = await save(self.form)
        except Unsaved as unsaved:
            others = self.form.show_problems(unsaved.problems)
            if others:
                self.tell("\n".join(others), "bad")
            return
        self.accept()


async def enter_other_stage(panel: PartnerPanel, id: int) -> bool:
    """Ask for the stage, the day and the reason, and let the partner enter it."""
    context, words = panel.context, panel.words

    def job(work: Any, draft: Draft) -> int:
        enter_stage(work, id, draft["stage"] or "", draft["since"] or context.today, draft["reason"] or "")
        return id

    sheet = ActSheet(panel.window(), context, "stage_changes", (("stage", "since"), ("reason",)),
                     words(N_("Change of stage")), words(N_("Change the stage")), job, {"since": context.today})
    return await sheet.answered(context.jobs)


async def hand_partner_over(panel: PartnerPanel, id: int) -> bool:
    """Ask who answers for the partner from which day on."""
    context, words = panel.context, panel.words

    def job(work: Any, draft: Draft) -> int:
        return hand_over(work, id, draft["person"] or "", draft["since"] or context.today,
                         duty=draft["duty"] or "manager", phase=draft["phase"], reason=draft["reason"])

    sheet = ActSheet(
        panel.window(), context, "responsibilities", (("person", "since"), ("duty", "phase"), ("reason",)),
        words(N_("Hand the partner over")), words(N_("Hand over")), job,
        {"since": context.today, "duty": "manager"},
        note=words(N_("Whoever answers now does so until the day before, so that no day is left without a manager.")))
    return await sheet.answered(context.jobs)


async def change_form_of_relation(panel: PartnerPanel, id: int) -> bool:
    """Ask for the new form of the relation, from which day on and why."""
    context, words = panel.context, panel.words

    def job(work: Any, draft: Draft) -> int:
        return change_relation(work, id, draft["form"] or "", draft["since"] or context.today, draft["reason"])

    sheet = ActSheet(panel.window(), context, "relations", (("form", "since"), ("reason",)),
                     words(N_("Change the form of the relation")), words(N_("Change the form")), job,
                     {"since": context.today})
    return await sheet.answered(context.jobs)


async def follow_promise(panel: PartnerPanel, line: ShownLine | None) -> None:
    """Make a follow-up item of what was promised in a contact, filled in as far as it is known."""
    contact = None if panel.known is None or line is None else next(
        (each for each in panel.known.of("contacts") if each.id == line.id), None)
    if contact is None or panel.loaded is None:
        return
    promised = (contact["promises"] or contact["subject"] or "").strip()
    given: dict[str, Any] = {"task": promised.splitlines()[0][:400] if promised else "", "contact_id": contact.id,
                             "lead_unit_id": panel.loaded.draft.id}
    if contact["next_step"] is not None:
        given["due"] = contact["next_step"]
    await edit_in_sheet(panel, panel.context, "follow_ups", **given)


async def renew_document(panel: PartnerPanel, line: ShownLine | None) -> None:
    """Enter the document that renews the marked one, which keeps its place and says by which it was renewed."""
    old = None if panel.known is None or line is None else next(
        (each for each in panel.known.of("qualifications") if each.id == line.id), None)
    if old is None or panel.loaded is None:
        return
    context = panel.context
    given: dict[str, Any] = {name: old[name] for name in ("kind", "title", "document_number", "issuer")
                             if old[name] is not None}
    given["partner_id"] = panel.loaded.draft.id
    if old["valid_until"] is not None:
        given["valid_from"] = days_later(old["valid_until"], 1)
    loaded = await context.jobs.done(context.desk.read(
        context.actor, lambda look: load(look, "qualifications", None, given)))
    sheet = RecordSheet(panel.window(), context, "qualifications", loaded)
    sheet.form.keep = lambda work, draft: renew(work, old.id, draft)
    await sheet.answered(context.jobs)
