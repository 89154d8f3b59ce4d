"""What falls due in the procedures under way: the next step of each case, and whom it waits for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from partnerdesk.office import contents
from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.office.due_items import Due
from partnerdesk.office.letterhead import Named
from partnerdesk.record.look import Look
from partnerdesk.words import N_, Label


def _cases(look: Look, today: date) -> Iterator[Due]:
    case, procedure, partner, need, shortlist = (
        contents.record(key) for key in ("cases", "procedures", "partners", "needs", "shortlists"))
    rows = look.rows(
        select(case.id, case.number, case.due, case.provisional, case.step, case.english_step, case.waits_for,
               procedure.title, procedure.english_title, func.coalesce(partner.name, need.title, shortlist.title),
               func.coalesce(partner.english_name, need.english_title))
        .join(procedure, procedure.id == case.procedure_id)
        .join(partner, partner.id == case.partner_id, isouter=True)
        .join(need, need.id == case.need_id, isouter=True)
        .join(shortlist, shortlist.id == case.shortlist_id, isouter=True)
        .where(case.struck_at.is_(None), case.state == "running", case.due.is_not(None))
        .order_by(case.due, case.id))
    labels = {choice.key: Label(choice.label) for choice in DEPARTMENTS}
    for id, number, due, provisional, step, english_step, waits_for, title, english_title, about, english in rows:
        note = N_("Waits for {departments}, case {number}")
        if provisional:
            note = N_("Waits for {departments}, case {number}; the day is provisional")
        yield Due("cases", id, due, N_("{procedure}: {step}, {subject}"), {
            "procedure": Named(title, english_title or ""), "step": Named(step or "", english_step or ""),
            "subject": Named(about or "", english or "")},
            note, {"departments": [labels[key] for key in waits_for or ()], "number": number or ""},
            N_("Decide"))


SOURCES: Sequence[Any] = (_cases,)
