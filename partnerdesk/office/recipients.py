"""To whom letters to partners go: the liaison, else the representative, at the partner's address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select

from partnerdesk.office.letterhead import Letterhead, Named, records
from partnerdesk.office.partners.records import Partner, Person, Post
from partnerdesk.paper.blocks import Address
from partnerdesk.record.look import Look
from partnerdesk.words import Words

LONGEST_TITLE = 20  # signs of a title that still goes on a label
ORDER = ("liaison", "representative")  # whom a letter is addressed to, the first that there is


@dataclass(frozen=True)
class Serving:
    """A person by the post held now at a partner, and how to reach it."""

    person: int
    name: Named
    title: Named
    roles: tuple[str, ...]
    mobile: str
    telephone: str
    email: str

    @property
    def reach(self) -> str:
        return self.mobile or self.telephone


@dataclass(frozen=True)
class Recipient:
    """Somebody at a partner to whom a letter goes."""

    unit: Named
    address: Named
    postcode: str
    person: Named = field(default_factory=Named)
    title: Named = field(default_factory=Named)


def holds(since: date | None, until: date | None, day: date) -> bool:
    """Whether what lasts from one day to another holds on a day."""
    return (since is None or since <= day) and (until is None or until >= day)


def serving(look: Look, partner_ids: Iterable[int], today: date) -> dict[int, tuple[Serving, ...]]:
    """Who holds a post at each of these partners on a day."""
    wanted = set(partner_ids)
    if not wanted:
        return {}
    statement = select(
        Post.partner_id, Post.title, Post.english_title, Post.roles, Person.id, Person.name, Person.english_name,
        Person.mobile, Person.telephone, Person.email).join(Person, Person.id == Post.person_id).where(
        Post.partner_id.in_(wanted), Post.struck_at.is_(None), Person.struck_at.is_(None),
        or_(Post.since.is_(None), Post.since <= today), or_(Post.until.is_(None), Post.until >= today),
    ).order_by(Post.id)
    found: dict[int, list[Serving]] = {}
    for partner, title, english_title, roles, id, name, english, mobile, telephone, email in look.rows(statement):
        found.setdefault(partner, []).append(Serving(
            id, Named(name, english or ""), Named(title or "", english_title or ""), roles or (), mobile or "",
            telephone or "", email or ""))
    return {partner: tuple(some) for partner, some in found.items()}


def answering(people: Iterable[Serving], *roles: str) -> Serving | None:
    """Of the people of one partner the first who answers in one of the roles, in the order of the roles."""
    some = tuple(people)
    return next((one for role in roles for one in some if role in one.roles), None)


def recipients(look: Look, wanted: Iterable[tuple[int, int | None]], today: date) -> tuple[Recipient, ...]:
    """One recipient for each partner and the person wanted there; without one, the liaison or representative."""
    pairs = list(dict.fromkeys(wanted))
    ids = {id for id, _ in pairs}
    partners = {each.id: each for each in records(look, Partner, Partner.id.in_(ids))} if ids else {}
    posts = serving(look, ids, today)
    return tuple(_recipient(partners[id], posts.get(id, ()), person) for id, person in pairs if id in partners)


def _recipient(partner: Partner, people: tuple[Serving, ...], wanted: int | None) -> Recipient:
    one = next((each for each in people if each.person == wanted), None) or answering(people, *ORDER)
    return Recipient(
        unit=Named(partner.name, partner.english_name or ""),
        address=Named(partner.address or "", partner.english_address or ""),
        postcode=partner.postcode or "",
        person=one.name if one is not None else Named(),
        title=one.title if one is not None else Named(),
    )


def addressed(to: Recipient, words: Words) -> Address:
    """The recipient as the post of the language wants it: 陈晓　副总经理（收）; Chen Xiao, Vice President."""
    name, title = to.person.said(words), to.title.said(words)
    if len(title) > (LONGEST_TITLE if words.chinese else 2 * LONGEST_TITLE):
        title = ""
    if words.chinese:
        person = f"{'　'.join(part for part in (name, title) if part)}（收）" if name else ""
    else:
        person = ", ".join(part for part in (name, title) if part) if name else ""
    return Address(unit=to.unit.said(words), person=person, address=to.address.said(words), postcode=to.postcode)


def sent_by(head: Letterhead, words: Words) -> Address:
    """The office as the sender of a letter."""
    return Address(unit=head.office.said(words), address=head.address.said(words))
