"""A follow-up item typed in one line: unit, person, day and what is to be done, in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from partnerdesk.office.letterhead import records
from partnerdesk.office.meetings.records import Attendance
from partnerdesk.office.partners.records import Partner, Person, Post
from partnerdesk.problems import Problem
from partnerdesk.record.days import Unread, read_day
from partnerdesk.record.draft import Draft
from partnerdesk.record.look import Look
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import N_

SHORTEST = 2  # signs that a part must have to be taken for a name
_PART = re.compile(r"[\s,，;；、]+")
_FORMS = ("股份有限公司", "有限责任公司", "有限公司", "集团", "公司")


@dataclass(frozen=True)
class TaskLine:
    """What a line was understood to say; what could not be placed is the task."""

    task: str = ""
    unit: int | None = None
    unit_name: str = ""
    person: int | None = None
    person_name: str = ""
    due: date | None = None

    @property
    def problem(self) -> Problem | None:
        """What is still missing before it can be entered."""
        if not self.task:
            return Problem("task", N_("Say what is to be done."))
        if self.due is None:
            return Problem("due", N_("Say by which day, for example 12-05 or +14."))
        return None


def understood(look: Look, meeting_id: int, typed: str, today: date) -> TaskLine:
    """Read a line: the first part that is a day, a unit or a person counts as that, the rest is the task.

    People of the meeting and their units are looked at before all others.
    """
    due: date | None = None
    unit: tuple[int, str] | None = None
    person: tuple[int, str] | None = None
    rest: list[str] = []
    near_units, near_people = _near(look, meeting_id)
    for part in filter(None, _PART.split(typed.strip())):
        marked, name = part.startswith(("@", "＠")), part.lstrip("@＠")
        if due is None and (day := _day(name, today)) is not None:
            due = day
        elif unit is None and (found := _unit(look, name, near_units, marked=marked)) is not None:
            unit = found
        elif person is None and (found := _person(look, name, near_people)) is not None:
            person = found
        else:
            rest.append(part)
    if unit is None and person is not None:
        unit = _unit_of(look, person[0], today)
    return TaskLine(" ".join(rest), unit[0] if unit else None, unit[1] if unit else "",
                    person[0] if person else None, person[1] if person else "", due)


def enter_task(work: Work, meeting_id: int, line: TaskLine, resolution: int | None) -> int:
    """Make the follow-up item that a line stands for."""
    draft: Draft = listing.draft(
        work.look, "follow_ups", None, meeting_id=meeting_id, resolution_id=resolution, task=line.task,
        lead_unit_id=line.unit, responsible_id=line.person, due=line.due)
    return work.save(draft)


def _day(part: str, today: date) -> date | None:
    try:
        return read_day(part, today)
    except Unread:
        return None


def _near(look: Look, meeting_id: int) -> tuple[list[tuple[int, str, str]], list[tuple[int, str]]]:
    invited = records(look, Attendance, Attendance.meeting_id == meeting_id)
    units = look.rows(select(Partner.id, Partner.name, Partner.aliases).where(
        Partner.id.in_({each.unit_id for each in invited if each.unit_id is not None})))
    people = look.rows(select(Person.id, Person.name).where(
        Person.id.in_({each.person_id for each in invited})))
    return [(id, name, aliases or "") for id, name, aliases in units], [(id, name) for id, name in people]


def _unit(look: Look, part: str, near: Sequence[tuple[int, str, str]], *, marked: bool) -> tuple[int, str] | None:
    if len(part) < SHORTEST:
        return None
    # Among those who are here the beginning of a name is enough.
    here = [(id, name) for id, name, aliases in near if name.startswith(part) or _means(part, name, aliases)]
    if len(here) == 1:
        return here[0]
    rows = look.rows(select(Partner.id, Partner.name, Partner.aliases).where(
        Partner.struck_at.is_(None), Partner.name.contains(part, autoescape=True)
        | Partner.aliases.contains(part, autoescape=True)).limit(9))
    fits = [(id, name) for id, name, aliases in rows if _means(part, name, aliases or "")]
    if len(fits) == 1:
        return fits[0]
    # Behind an @ stands a unit for certain; any part of its name will do where only one has it.
    return (rows[0][0], rows[0][1]) if marked and len(rows) == 1 else None


def _means(part: str, name: str, aliases: str) -> bool:
    """Whether a part is a unit's name, the name without its form of company, or one of its short names."""
    return part == name or part in re.split(r"[;；、]\s*", aliases) or (
        name.startswith(part) and not _bare(name.removeprefix(part)))


def _bare(rest: str) -> str:
    """What is left of a name's end without the forms of company and what people leave out: 物流集团有限公司."""
    for form in _FORMS:
        rest = rest.removesuffix(form)
    return rest


def _person(look: Look, part: str, near: Sequence[tuple[int, str]]) -> tuple[int, str] | None:
    here = [each for each in near if each[1] == part]
    if len(here) == 1:
        return here[0]
    rows = look.rows(select(Person.id, Person.name).where(Person.struck_at.is_(None), Person.name == part).limit(2))
    return (rows[0][0], rows[0][1]) if len(rows) == 1 else None


def _unit_of(look: Look, person: int, today: date) -> tuple[int, str] | None:
    rows = look.rows(
        select(Partner.id, Partner.name).join(Post, Post.partner_id == Partner.id)
        .where(Post.person_id == person, Post.struck_at.is_(None), (Post.until.is_(None)) | (Post.until >= today))
        .order_by(Post.since.desc(), Post.id.desc()).limit(1))
    return (rows[0][0], rows[0][1]) if rows else None
