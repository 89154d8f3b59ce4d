"""Whom the office remembers in the coming days, read at once and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from partnerdesk import clock
from partnerdesk.office.care.occasions import Cared, Occasion, occasions
from partnerdesk.office.letterhead import Letterhead, Named, letterhead
from partnerdesk.office.partners.records import Partner, Person, Post
from partnerdesk.record.look import Look

AHEAD = 90  # days that the list looks ahead


@dataclass(frozen=True)
class Remembered:
    """An occasion with the person, the unit and the post it is about."""

    occasion: Occasion
    name: Named
    partner: int | None
    unit: Named
    title: Named
    mobile: str


@dataclass(frozen=True)
class CareList:
    """All occasions of the coming days."""

    letterhead: Letterhead
    rows: tuple[Remembered, ...]
    day: date
    ahead: int


def remembered(look: Look, today: date, ahead: int = AHEAD) -> tuple[Remembered, ...]:
    """Who is to be remembered within so many days, with where they serve now."""
    rows = look.rows(
        select(Person.id, Person.name, Person.english_name, Person.mobile, Person.remembered, Person.birth_month,
               Person.birth_day, Person.birth_year, Person.birth_calendar)
        .where(Person.struck_at.is_(None), Person.remembered.is_not(None)).order_by(Person.id))
    people = {row[0]: row for row in rows if row[4]}
    coming = occasions(
        [Cared(id, tuple(kinds), month, day, year, calendar == "lunar")
         for id, _name, _english, _mobile, kinds, month, day, year, calendar in people.values()], today, ahead)
    posts = _posts(look, {each.person for each in coming}, today)
    return tuple(
        Remembered(each, Named(people[each.person][1], people[each.person][2] or ""), *posts.get(
            each.person, (None, Named(), Named())), people[each.person][3] or "")
        for each in coming)


def care_list(look: Look, record: int | None = None) -> CareList:
    """The list that is printed."""
    head = letterhead(look)
    today = clock.today(head.zone)
    return CareList(head, remembered(look, today), today, AHEAD)


def _posts(look: Look, people: set[int], today: date) -> dict[int, tuple[int | None, Named, Named]]:
    """Where each of the people serves now: the partner, its name, the post."""
    if not people:
        return {}
    rows = look.rows(
        select(Post.person_id, Partner.id, Partner.name, Partner.english_name, Post.title, Post.english_title)
        .join(Partner, Partner.id == Post.partner_id)
        .where(Post.struck_at.is_(None), Partner.struck_at.is_(None), Post.person_id.in_(people),
               Post.until.is_(None) | (Post.until >= today)).order_by(Post.id.desc()))
    return {person: (partner, Named(name, english or ""), Named(title or "", english_title or ""))
            for person, partner, name, english, title, english_title in rows}
