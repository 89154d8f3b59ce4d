"""Which departments sat in an evaluation meeting, and which did not come."""

from __future__ import annotations

from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.office.departments import FOUR
from partnerdesk.office.partners.records import Person
from partnerdesk.record.look import Look

CAME = ("present", "late", "left-early")


def attended(look: Look, meeting_id: int) -> dict[str, tuple[str, ...]]:
    """Who of each of the four departments was at the meeting, in the order of the departments (B2)."""
    attendance = contents.record("attendances")
    rows = look.rows(
        select(Person.department, Person.name)
        .join(attendance, attendance.person_id == Person.id)
        .where(attendance.meeting_id == meeting_id, attendance.status.in_(CAME), attendance.struck_at.is_(None),
               Person.department.in_(FOUR))
        .order_by(attendance.position, attendance.id))
    return {department: tuple(name for of, name in rows if of == department) for department in FOUR}


def missing(look: Look, meeting_id: int) -> tuple[str, ...]:
    """The departments of the four from which nobody came."""
    return tuple(department for department, people in attended(look, meeting_id).items() if not people)
