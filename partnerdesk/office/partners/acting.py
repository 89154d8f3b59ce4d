"""What the office does with a partner, each as one step: its stage, who answers for it, the form of the relation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import or_

from partnerdesk.clock import days_later
from partnerdesk.office.letterhead import records
from partnerdesk.office.partners.records import Partner, Relation, Responsibility
from partnerdesk.office.stages import change_stage
from partnerdesk.problems import Problem, Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.record.look import Look
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import N_

MANAGER = "manager"


def save_partner(work: Work, draft: Draft, today: date) -> int:
    """Save the form of a partner; a stage or a manager that was changed in it gets its line in the history too."""
    if draft["manager"] and "manager" in draft.changed and "manager_since" not in draft.changed:
        draft["manager_since"] = today
    id = work.save(draft)
    # Only now does it say what stood there before: meanwhile another act may have changed the partner.
    stage, manager = draft.loaded.get("stage"), draft.loaded.get("manager")
    kept = work.look.get(Partner, id)
    assert kept is not None
    if kept.stage != stage:
        work.save(listing.draft(work.look, "stage_changes", None, partner_id=id, stage=kept.stage, since=today))
    if kept.manager and kept.manager_since and kept.manager != manager:
        try:
            _let_answer(work, id, MANAGER, kept.manager, kept.manager_since, None, None, before=manager,
                        before_since=draft.loaded.get("manager_since"))
        except Unsaved as unsaved:
            raise Unsaved([replace(each, field="manager_since") for each in unsaved.problems]) from unsaved
    return id


def enter_stage(work: Work, partner_id: int, stage: str, day: date, reason: str) -> None:
    """Let a partner enter another stage on a day, for a reason."""
    kept = work.look.get(Partner, partner_id)
    if kept is not None and kept.stage == stage:
        raise Unsaved([Problem("stage", N_("The partner is in this stage already."))])
    if not reason.strip():
        raise Unsaved([Problem("reason", N_("Say why the stage changes."))])
    change_stage(work, partner_id, stage, day, reason.strip())


def hand_over(work: Work, partner_id: int, person: str, day: date, *, duty: str = MANAGER, phase: str | None = None,
              reason: str | None = None) -> int:
    """Let somebody else of our house answer for a partner from a day on, without a day's gap (A2)."""
    kept = work.look.get(Partner, partner_id)
    assert kept is not None
    made = _let_answer(work, partner_id, duty, person, day, phase, reason, before=kept.manager,
                       before_since=kept.manager_since)
    if duty == MANAGER and phase is None:
        partner = listing.draft(work.look, "partners", partner_id)
        partner["manager"], partner["manager_since"] = person, day
        work.save(partner)
    return made


def change_relation(work: Work, partner_id: int, form: str, day: date, reason: str | None = None) -> int:
    """Let the relation with a partner go on in another form from a day on (E11)."""
    for each in records(work.look, Relation, Relation.partner_id == partner_id, Relation.until.is_(None)):
        if each.since >= day:
            raise Unsaved([Problem("since", N_("The present form began on {day}; the new one begins later."), {
                "day": each.since})])
        if each.form == form:
            raise Unsaved([Problem("form", N_("The relation has this form already."))])
        _end(work, "relations", each.id, days_later(day, -1))
    return work.save(listing.draft(work.look, "relations", None, partner_id=partner_id, form=form, since=day,
                                   reason=reason))


def unanswered(look: Look, partner_id: int, today: date) -> bool:
    """Whether nobody of our house answers for the partner today: the duty knows no gap (A2)."""
    partner = look.get(Partner, partner_id)
    if partner is None:
        return False
    lines = records(look, Responsibility, Responsibility.partner_id == partner_id, Responsibility.duty == MANAGER)
    if not lines:
        return not partner.manager
    return not any(each.since <= today and (each.until is None or each.until >= today) for each in lines)


def renew(work: Work, old_id: int, draft: Draft) -> int:
    """Keep the document that renews another, and say of the old one by which it was renewed."""
    made = work.save(draft)
    old = listing.draft(work.look, "qualifications", old_id)
    old["replaced_by_id"] = made
    work.save(old)
    return made


def _let_answer(
    work: Work, partner_id: int, duty: str, person: str, day: date, phase: str | None, reason: str | None, *,
    before: str | None, before_since: date | None,
) -> int:
    """End who answers now the day before and begin the new line; who stood in the form only gets a line as well."""
    same_phase = Responsibility.phase.is_(None) if phase is None else Responsibility.phase == phase
    present = records(work.look, Responsibility, Responsibility.partner_id == partner_id, Responsibility.duty == duty,
                      same_phase, or_(Responsibility.until.is_(None), Responsibility.until >= day))
    for each in present:
        if each.since >= day:
            raise Unsaved([Problem("since", N_("{name} answers only since {day}; hand over on a later day."), {
                "name": each.person, "day": each.since})])
        _end(work, "responsibilities", each.id, days_later(day, -1))
    known = records(work.look, Responsibility, Responsibility.partner_id == partner_id, Responsibility.duty == duty,
                    same_phase)
    if not known and duty == MANAGER and phase is None and before and before_since and before_since < day:
        work.save(listing.draft(work.look, "responsibilities", None, partner_id=partner_id, duty=duty, person=before,
                                since=before_since, until=days_later(day, -1)))
    return work.save(listing.draft(work.look, "responsibilities", None, partner_id=partner_id, duty=duty,
                                   person=person, phase=phase, since=day, reason=reason))


def _end(work: Work, register: str, id: int, day: date) -> None:
    ending = listing.draft(work.look, register, id)
    ending["until"] = day
    work.save(ending)
