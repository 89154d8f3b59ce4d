"""People of the desk as contact cards, and contact cards as people of the desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import select

from partnerdesk.exchange.intake import Plan, RefusedRow, RowPlan
from partnerdesk.exchange.vcard import Address, Birthday, Card, Reach, Reading
from partnerdesk.exchange.vcard_writing import family_and_given
from partnerdesk.office.listed import AT_ONCE
from partnerdesk.office.matching import PARTNERS, PERSONS
from partnerdesk.office.partners.records import PERSONS as PEOPLE
from partnerdesk.office.partners.records import POSTS as HELD
from partnerdesk.office.partners.records import Partner, Person, Post
from partnerdesk.problems import Problem
from partnerdesk.record.checks import check
from partnerdesk.record.look import Look
from partnerdesk.store import listing
from partnerdesk.store.reader import Reader
from partnerdesk.words import N_, Words

POSTS = "posts"
WECHAT = "WeChat"
# What a program notes for itself in a card and nobody reads.
_OF_PROGRAMS = re.compile(r"X-(?:MS-OL|MS-CARDPICTURE|COUCHDB|EVOLUTION-FILE-AS|ABUID).*|UID")
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")


def planned(reading: Reading, words: Words) -> Plan:
    """What the cards would become: a person each, with the post at the organization that the card names."""
    accepted, refused = [], []
    for card in reading.cards:
        row = RowPlan(card.line, _values(card, words))
        problems = [RefusedRow(row.number, card.name, problem) for problem in _problems(row)]
        refused += problems
        if not problems:
            accepted.append(row)
    return Plan(tuple(accepted), tuple(refused), reading.notices, (PERSONS, POSTS, PARTNERS))


def _values(card: Card, words: Words) -> dict[str, dict[str, Any]]:
    numbers = [each for each in card.telephones if "fax" not in each.kinds and "pager" not in each.kinds]
    mobile = _first(numbers, "cell") or next((each for each in numbers if _chinese_mobile(each)), None)
    rest = [each for each in numbers if each is not mobile and not _chinese_mobile(each)]
    telephone = _first(rest, "work") or (rest[0] if rest else None)
    email = _first(card.emails, "work") or (card.emails[0] if card.emails else None)
    wechat = next((each for each in card.ims if each.label == WECHAT), None)
    person: dict[str, Any] = {
        "name": card.name, "english_name": card.english, "mobile": _value(mobile), "telephone": _value(telephone),
        "email": _value(email), "wechat": _value(wechat),
    }
    if card.birthday is not None:
        person |= {"birth_month": card.birthday.month, "birth_day": card.birthday.day, "birth_calendar": "solar"}
        if card.birthday.year is not None and card.birthday.year >= 1900:
            person["birth_year"] = card.birthday.year
    used = [each for each in (mobile, telephone, email, wechat) if each is not None]
    person["notes"] = "\n".join(_notes(card, used, words))
    # A post without an organization is kept in words.
    post = {"title": card.title, "department": card.department} if card.organization else {}
    partner = {"name": card.organization} if card.organization else {}
    return {PERSONS: _filled(person), POSTS: _filled(post), PARTNERS: partner}


def _notes(card: Card, used: Sequence[Reach], words: Words) -> Iterator[str]:
    """All that has no field of its own, a line each, so that nothing of the card is lost."""
    if card.note:
        yield card.note
    if not card.organization:
        for name, value in (("title", card.title), ("department", card.department)):
            if value:
                yield words.labelled(words(HELD.fields[name].label), value)
    groups: tuple[tuple[str, Sequence[Reach]], ...] = (
        (N_("Telephone"), card.telephones), (N_("E-mail"), card.emails), (N_("Website"), card.urls),
        (N_("Messenger account"), card.ims))
    for label, reaches in groups:
        for each in reaches:
            if not any(each is one for one in used):
                yield words.labelled(_called(words(label), each, words), each.value)
    for address in card.addresses:
        reach = Reach("", address.kinds, address.label)
        yield words.labelled(_called(words(N_("Address")), reach, words), address.text)
    if card.birthday is not None and card.birthday.year is not None and card.birthday.year < 1900:
        yield words.labelled(words(PEOPLE.fields["birth_year"].label), str(card.birthday.year))
    for other in card.others:
        if not _OF_PROGRAMS.fullmatch(other.name):
            yield words.labelled(other.said(words), " ".join(other.value.split("\n")))


def _called(label: str, reach: Reach, words: Words) -> str:
    said = reach.said(words)
    return f"{label}（{said}）" if said and words.chinese else f"{label} ({said})" if said else label


def _problems(row: RowPlan) -> Iterator[Problem]:
    for register, declared in ((PERSONS, PEOPLE.fields), (POSTS, HELD.fields)):
        for name, value in row.values[register].items():
            checked = check(declared[name], value)
            row.values[register][name] = checked.value
            yield from checked.problems


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


def _first(reaches: Sequence[Reach], kind: str) -> Reach | None:
    fit = [each for each in reaches if kind in each.kinds]
    return next((each for each in fit if each.preferred), fit[0] if fit else None)


def _value(reach: Reach | None) -> str:
    return reach.value if reach is not None else ""


def _chinese_mobile(reach: Reach) -> bool:
    return bool(_MOBILE.fullmatch(re.sub(r"[\s()-]", "", reach.value)))


# -- out


def shown(look: Reader, wanted: listing.Listing, reached: Callable[[int], None] | None = None) -> tuple[Card, ...]:
    """The cards of the people in a list, in its order; `reached` is told how many are read, and may raise."""
    ids: list[int] = []
    while True:
        found = listing.window(look, wanted, len(ids), AT_ONCE)
        ids += [row.id for row in found]
        if reached is not None:
            reached(len(ids))
        if len(found) < AT_ONCE:
            return cards_of(look, ids)


def cards_of(look: Look, ids: Sequence[int]) -> tuple[Card, ...]:
    """The cards of some people, in that order, each with the post that the person holds now."""
    wanted = set(ids)
    people = {row[0].id: row[0] for row in look.rows(select(Person).where(Person.struck_at.is_(None)))
              if row[0].id in wanted}
    posts: dict[int, tuple[Any, Any]] = {}
    for post, partner in look.rows(
            select(Post, Partner).join(Partner, Partner.id == Post.partner_id).where(
                Post.struck_at.is_(None), Post.until.is_(None)).order_by(Post.id.desc())):
        posts[post.person_id] = (post, partner)
    return tuple(_card(people[id], *posts.get(id, (None, None))) for id in ids if id in people)


def _card(person: Any, post: Any, partner: Any) -> Card:
    family, given = family_and_given(person.name)
    telephones = [Reach(person.mobile, ("cell",))] if person.mobile else []
    telephones += [Reach(person.telephone, ("work",))] if person.telephone else []
    month, day = person.birth_month, person.birth_day
    # A lunar birthday falls on another day each year, which a card cannot say.
    solar = month and day and person.birth_calendar != "lunar"
    return Card(
        name=person.name, family=family, given=given, english=person.english_name or "",
        organization=partner.name if partner is not None else "",
        department=(post.department or "") if post is not None else "",
        title=(post.title or "") if post is not None else "", telephones=tuple(telephones),
        emails=(Reach(person.email, ("work",)),) if person.email else (),
        addresses=(Address(partner.address, kinds=("work",), postcode=partner.postcode or ""),)
        if partner is not None and partner.address else (),
        ims=(Reach(person.wechat, label=WECHAT),) if person.wechat else (),
        birthday=Birthday(month, day, person.birth_year) if solar else None, note=person.notes or "",
        uid=person.uid)
