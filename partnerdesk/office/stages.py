"""How a partner comes from one stage to another: on a day, for a reason, by a case or without one."""

from __future__ import annotations

from datetime import date

from partnerdesk.store import listing
from partnerdesk.store.work import Work


def change_stage(work: Work, partner_id: int, stage: str, day: date, reason: str, case_id: int | None = None) -> None:
    """Let a partner enter a stage and keep when and why; nothing where it is there already."""
    partner = listing.draft(work.look, "partners", partner_id)
    if partner["stage"] == stage:
        return
    partner["stage"] = stage
    work.save(partner)
    work.save(listing.draft(work.look, "stage_changes", None, partner_id=partner_id, stage=stage, since=day,
                            reason=reason, case_id=case_id))
