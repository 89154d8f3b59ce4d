"""Who belongs to a partner, and to what the partner belongs: posts, memberships and seats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from partnerdesk.office.contents import record
from partnerdesk.office.kept import Kept
from partnerdesk.office.letterhead import Named
from partnerdesk.office.partners.records import Person, Post
from partnerdesk.record.look import Look


@dataclass(frozen=True)
class Colleague:
    """A person at the partner, by one post."""

    post: int
    person: int
    name: Named
    title: Named
    department: str
    roles: tuple[str, ...]
    mobile: str
    telephone: str
    email: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Belonging:
    """A membership of an alliance."""

    id: int
    alliance: Named
    level: str
    founding: bool
    joined: date | None
    left: date | None


@dataclass(frozen=True)
class Sitting:
    """A seat on a body that the partner fills."""

    id: int
    body: Named
    body_kind: str
    person: Named
    role: str
    since: date | None
    until: date | None


def people(look: Look, posts: Sequence[Kept]) -> tuple[Colleague, ...]:
    """The people behind the posts, those who serve now first."""
    if not posts:
        return ()
    persons = {row[0]: row for row in look.repeated(_persons(), ids=[post["person_id"] for post in posts])}
    serving = sorted(posts, key=lambda post: (post["until"] is not None, post["since"] or date.min))
    made = []
    for post in serving:
        if post["person_id"] in persons:
            id, name, english, mobile, telephone, email = persons[post["person_id"]]
            made.append(Colleague(
                post.id, id, Named(name, english or ""), post.named("title"), post["department"] or "",
                post["roles"] or (), mobile or "", telephone or "", email or "", post["since"], post["until"]))
    return tuple(made)


@cache
def _persons() -> Select[*tuple[Any, ...]]:
    columns = (Person.id, Person.name, Person.english_name, Person.mobile, Person.telephone, Person.email)
    return select(*columns).where(Person.id.in_(bindparam("ids", expanding=True)), Person.struck_at.is_(None))


@cache
def _bodies() -> Select[Any]:
    body = record("bodies")
    return select(body.id, body.kind).where(body.id.in_(bindparam("ids", expanding=True)), body.struck_at.is_(None))


def memberships(kept: Sequence[Kept]) -> tuple[Belonging, ...]:
    """The memberships, the oldest first."""
    return tuple(
        Belonging(each.id, each.named("alliance_id"), each["level"] or "", each["founding"], each["joined"],
                  each["left"])
        for each in sorted(kept, key=lambda each: (each["joined"] or date.min, each.id)))


def seats(look: Look, kept: Sequence[Kept]) -> tuple[Sitting, ...]:
    """The seats on bodies that are not struck, the oldest first."""
    if not kept:
        return ()
    ids = [each["body_id"] for each in kept]
    kinds: Mapping[int, str] = {row[0]: row[1] for row in look.repeated(_bodies(), ids=ids)}
    return tuple(
        Sitting(each.id, each.named("body_id"), kinds[each["body_id"]], each.named("person_id"), each["role"],
                each["since"], each["until"])
        for each in sorted(kept, key=lambda each: (each["since"] or date.min, each.id)) if each["body_id"] in kinds)


def liaisons(look: Look) -> dict[int, tuple[Named, str]]:
    """Name and telephone of the liaison of every partner that has one now."""
    statement = select(
        Post.partner_id, Person.name, Person.english_name, Person.mobile, Person.telephone, Post.roles).join(
        Person, Person.id == Post.person_id).where(
        Post.struck_at.is_(None), Person.struck_at.is_(None), Post.until.is_(None)).order_by(Post.id.desc())
    return {
        partner_id: (Named(name, english or ""), mobile or telephone or "")
        for partner_id, name, english, mobile, telephone, roles in look.rows(statement) if "liaison" in (roles or ())
    }
