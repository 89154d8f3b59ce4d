"""How a checklist stands: its points in order, what is still open, and what forbids a good conclusion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerdesk.office.checklists.records import AREAS, Checklist, ChecklistItem, is_open
from partnerdesk.office.letterhead import Named, found, records
from partnerdesk.office.partners.records import Partner
from partnerdesk.record.look import Look


@dataclass(frozen=True)
class Settling:
    """One point as it stands."""

    id: int
    area: str
    item: Named
    responsible: str
    due: date | None
    done: date | None
    grade: str
    finding: str
    evidence: int | None
    open: bool


@dataclass(frozen=True)
class Standing:
    """A checklist with its points."""

    id: int
    number: str
    kind: str
    state: str
    partner_id: int
    partner: Named
    begins: date
    ends: date | None
    conclusion: str
    points: tuple[Settling, ...]

    @property
    def open(self) -> int:
        """How many points are not settled yet."""
        return sum(1 for point in self.points if point.open)

    @property
    def settled(self) -> int:
        return len(self.points) - self.open

    def graded(self, grade: str) -> int:
        """How many points have that finding."""
        return sum(1 for point in self.points if point.grade == grade)

    def overdue(self, today: date) -> int:
        """How many open points should have been settled by now."""
        return sum(1 for point in self.points if point.open and point.due is not None and point.due < today)


def standing(look: Look, checklist_id: int) -> Standing:
    """A checklist with its points in the order of its areas."""
    one = found(look, Checklist, checklist_id)
    order = {choice.key: place for place, choice in enumerate(AREAS)}
    items = records(look, ChecklistItem, ChecklistItem.checklist_id == one.id,
                    order=[ChecklistItem.position.is_(None), ChecklistItem.position])
    partner = look.get(Partner, one.partner_id)
    return Standing(
        id=one.id, number=one.number or "", kind=one.kind, state=one.state, partner_id=one.partner_id,
        partner=Named(partner.name, partner.english_name or "") if partner is not None else Named(),
        begins=one.begins, ends=one.ends, conclusion=one.conclusion or "",
        points=tuple(_point(one.kind, each) for each in sorted(items, key=lambda each: order[each.area])))


def _point(kind: str, each: ChecklistItem) -> Settling:
    return Settling(
        id=each.id, area=each.area, item=Named(each.item, each.english_item or ""),
        responsible=each.responsible or "", due=each.due, done=each.done, grade=each.grade or "",
        finding=each.finding or "", evidence=each.evidence, open=is_open(kind, each.grade, each.done))
