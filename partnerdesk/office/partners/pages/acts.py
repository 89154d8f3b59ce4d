"""The acts of a dossier, each in a sheet of its own that is worked from the keyboard and saved as one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from partnerdesk.clock import days_later
from partnerdesk.office.partners.acting import change_relation, enter_stage, hand_over, renew
from partnerdesk.page.fields_sheet import FieldsSheet, Keep, Rows
from partnerdesk.page.form import RecordSheet, edit_in_sheet
from partnerdesk.page.lines_card import ShownLine
from partnerdesk.page.loading import Loaded, load
from partnerdesk.record.draft import Draft
from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.office.partners.pages.panel import PartnerPanel


def _sheet(panel: PartnerPanel, key: str, rows: Rows, title: str, keep: Keep, given: Mapping[str, Any],
           act: str, detail: str = "") -> FieldsSheet:
    return FieldsSheet(panel.window(), panel.context, Loaded(Draft(key, values=dict(given))), rows, title=title,
                       act=act, keep=keep, detail=detail)


async def enter_other_stage(panel: PartnerPanel, id: int) -> bool:
    """Ask for the stage, the day and the reason, and let the partner enter it."""
    context, words = panel.context, panel.words

    def job(work: Any, draft: Draft) -> int:
        enter_stage(work, id, draft["stage"] or "", draft["since"] or context.today, draft["reason"] or "")
        return id

    sheet = _sheet(panel, "stage_changes", (("stage", "since"), ("reason",)), words(N_("Change of stage")), job,
                   {"since": context.today}, words(N_("Change the stage")))
    return await sheet.answered(context.jobs)


async def hand_partner_over(panel: PartnerPanel, id: int) -> bool:
    """Ask who answers for the partner from which day on."""
    context, words = panel.context, panel.words

    def job(work: Any, draft: Draft) -> int:
        return hand_over(work, id, draft["person"] or "", draft["since"] or context.today,
                         duty=draft["duty"] or "manager", phase=draft["phase"], reason=draft["reason"])

    sheet = _sheet(
        panel, "responsibilities", (("person", "since"), ("duty", "phase"), ("reason",)),
        words(N_("Hand the partner over")), job, {"since": context.today, "duty": "manager"}, words(N_("Hand over")),
        words(N_("Whoever answers now does so until the day before, so that no day is left without a manager.")))
    return await sheet.answered(context.jobs)


async def change_form_of_relation(panel: PartnerPanel, id: int) -> bool:
    """Ask for the new form of the relation, from which day on and why."""
    context, words = panel.context, panel.words

    def job(work: Any, draft: Draft) -> int:
        return change_relation(work, id, draft["form"] or "", draft["since"] or context.today, draft["reason"])

    sheet = _sheet(panel, "relations", (("form", "since"), ("reason",)),
                   words(N_("Change the form of the relation")), job, {"since": context.today},
                   words(N_("Change the form")))
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
