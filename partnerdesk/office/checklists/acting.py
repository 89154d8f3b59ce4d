"""What is done with a checklist: drawn up from its template, settled point by point, closed with a conclusion."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from partnerdesk.clock import days_later
from partnerdesk.office.checklists.records import GRADED, Checklist, ChecklistItem
from partnerdesk.office.checklists.templates import DILIGENCE_DAYS, EXIT_DAYS, GUIDED_MONTHS, TEMPLATES
from partnerdesk.office.letterhead import found, records
from partnerdesk.problems import Refused
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE, ENGLISH, N_, Words


def draw_up(
    work: Work, partner_id: int, kind: str, day: date, case_id: int | None = None, *, ends: date | None = None,
    lead: str | None = None, our_manager: str | None = None, their_manager: str | None = None,
) -> int:
    """Make a checklist of a kind with the points of its template, as one step; gives its id.

    Raises `Unsaved` while another one of the kind is open for the partner.
    """
    ends = ends or usual_end(kind, day)
    id = work.save(listing.draft(
        work.look, "checklists", None, partner_id=partner_id, kind=kind, case_id=case_id, begins=day, ends=ends,
        lead=lead, our_manager=our_manager, their_manager=their_manager))
    fill(work, id)
    return id


def fill(work: Work, checklist_id: int) -> int:
    """Put the points of its template on a checklist that has none yet; gives how many there are."""
    one = found(work.look, Checklist, checklist_id)
    if records(work.look, ChecklistItem, ChecklistItem.checklist_id == one.id):
        raise Refused(N_("The checklist has its points already."))
    # The record keeps each point in both languages, whichever the screen speaks.
    chinese, english = Words(CHINESE), Words(ENGLISH)
    for position, point in enumerate(TEMPLATES[one.kind], 1):
        work.save(listing.draft(
            work.look, "checklist_items", None, checklist_id=one.id, area=point.area, position=position,
            item=chinese(point.item), english_item=english(point.item), due=point.due(one.begins, one.ends)))
    return len(TEMPLATES[one.kind])


def usual_end(kind: str, day: date) -> date:
    """When a checklist of a kind ends that begins on a day."""
    if kind == "onboarding":
        return day + relativedelta(months=GUIDED_MONTHS)
    return days_later(day, DILIGENCE_DAYS if kind == GRADED else EXIT_DAYS)


def grade(work: Work, item_id: int, key: str | None, day: date, finding: str | None = None) -> int:
    """Enter the finding on a point; what is in order is done on that day. Nothing as key takes the finding back."""
    draft = listing.draft(work.look, "checklist_items", item_id)
    draft["grade"] = key
    if finding is not None:
        draft["finding"] = finding
    if key is None or key == "none":
        draft["done"] = None
    elif draft["done"] is None and (key == "clear" or _kind_of(work, draft["checklist_id"]) == GRADED):
        draft["done"] = day
    return work.save(draft)


def mark_done(work: Work, item_id: int, day: date) -> int:
    """Enter that a point was done on a day; a second time takes that back."""
    draft = listing.draft(work.look, "checklist_items", item_id)
    draft["done"] = None if draft["done"] is not None else day
    return work.save(draft)


def enter(work: Work, item_id: int, **values: object) -> int:
    """Enter single facts of a point: who does it, by when, what was found, the file that proves it."""
    draft = listing.draft(work.look, "checklist_items", item_id)
    for name, value in values.items():
        draft[name] = value
    return work.save(draft)


def close(work: Work, checklist_id: int, conclusion: str | None, day: date, summary: str | None = None) -> int:
    """Close a checklist, due diligence with its conclusion; raises `Unsaved` while a point is open or forbids it."""
    draft = listing.draft(work.look, "checklists", checklist_id)
    draft["state"], draft["closed"], draft["conclusion"] = "closed", day, conclusion
    if summary is not None:
        draft["summary"] = summary
    return work.save(draft)


def reopen(work: Work, checklist_id: int) -> int:
    """Open a closed checklist again; its conclusion is to be drawn anew."""
    draft = listing.draft(work.look, "checklists", checklist_id)
    draft["state"], draft["closed"], draft["conclusion"] = "open", None, None
    return work.save(draft)


def _kind_of(work: Work, checklist_id: int) -> str:
    return found(work.look, Checklist, checklist_id).kind
