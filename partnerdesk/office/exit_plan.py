"""The stepped plan of an exit: the checklist of its steps, with the days that its form demands."""

from __future__ import annotations

from datetime import date

from partnerdesk.office.checklists import acting
from partnerdesk.office.checklists.records import Checklist, ChecklistItem, is_open
from partnerdesk.office.exits.records import Exit
from partnerdesk.office.letterhead import found, records
from partnerdesk.record.look import Look
from partnerdesk.store.work import Work


def plan_of(look: Look, exit_id: int) -> Checklist | None:
    """The checklist of an exit's steps, where one was drawn up: the last of its partner since the trigger."""
    one = found(look, Exit, exit_id)
    return next(iter(records(look, Checklist, Checklist.partner_id == one.partner_id, Checklist.kind == "exit",
                             Checklist.begins >= one.triggered, order=[Checklist.begins.desc()])), None)


def draw_up(work: Work, exit_id: int, day: date) -> int:
    """Draw the plan up from the points of an exit, up to the end of the buffer period where there is one."""
    one = found(work.look, Exit, exit_id)
    planned = plan_of(work.look, exit_id)
    if planned is not None:
        return planned.id
    day = max(day, one.triggered)
    return acting.draw_up(work, one.partner_id, "exit", day, one.case_id, ends=one.market_exit or one.buffer_ends)


def steps_open(look: Look, exit_id: int) -> tuple[int, int]:
    """How many steps of the plan are still open, and how many there are."""
    planned = plan_of(look, exit_id)
    if planned is None:
        return 0, 0
    items = records(look, ChecklistItem, ChecklistItem.checklist_id == planned.id)
    return sum(1 for each in items if is_open("exit", each.grade, each.done)), len(items)
