"""What the papers about checklists state, read at once and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerdesk import clock
from partnerdesk.office.checklists.records import AREAS, OF_KIND, Checklist, ChecklistItem
from partnerdesk.office.identity import Identity, identity
from partnerdesk.office.letterhead import Letterhead, Named, found, letterhead, records
from partnerdesk.record.look import Look


@dataclass(frozen=True)
class Point:
    """One point of a checklist with what came of it."""

    area: str
    item: Named
    responsible: str
    due: date | None
    done: date | None
    grade: str
    finding: str
    evidenced: bool


@dataclass(frozen=True)
class ChecklistFacts:
    """One checklist about a partner, its points in their order."""

    letterhead: Letterhead
    number: str
    kind: str
    partner: Identity
    begins: date
    ends: date | None
    lead: str
    our_manager: str
    their_manager: str
    scope: str
    closed: date | None
    conclusion: str
    summary: str
    points: tuple[Point, ...]
    day: date

    def areas(self) -> tuple[str, ...]:
        """The areas in which points stand, else those that belong to the kind of checklist."""
        standing = {point.area for point in self.points}
        return tuple(area.key for area in AREAS if area.key in (standing or OF_KIND[self.kind]))

    def of(self, area: str) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.area == area)


def diligence_report(look: Look, checklist_id: int | None) -> ChecklistFacts:
    """The facts of one checklist; raises `Refused` where there is none for this clerk."""
    checklist = found(look, Checklist, checklist_id)
    points = records(look, ChecklistItem, ChecklistItem.checklist_id == checklist.id,
                     order=[ChecklistItem.position.is_(None), ChecklistItem.position])
    head = letterhead(look)
    return ChecklistFacts(
        letterhead=head,
        number=checklist.number or "",
        kind=checklist.kind,
        partner=identity(look, checklist.partner_id),
        begins=checklist.begins,
        ends=checklist.ends,
        lead=checklist.lead or "",
        our_manager=checklist.our_manager or "",
        their_manager=checklist.their_manager or "",
        scope=checklist.scope or "",
        closed=checklist.closed,
        conclusion=checklist.conclusion or "",
        summary=checklist.summary or "",
        points=tuple(
            Point(point.area, Named(point.item, point.english_item or ""), point.responsible or "", point.due,
                  point.done, point.grade or "", point.finding or "", point.evidence is not None)
            for point in points
        ),
        day=clock.today(head.zone),
    )


diligence_checklist = diligence_report
