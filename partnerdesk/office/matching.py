"""Which records of the desk a row of an import may mean: by code, number and name, not decided where in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from partnerdesk.exchange.intake import RowPlan
from partnerdesk.exchange.likeness import ALIAS, SAME_CODE, SAME_LEI, SAME_NAME, Index, Known, Likeness, name_key
from partnerdesk.exchange.mapping import NUMBER
from partnerdesk.office.alike import SAME_PERSON_EMAIL, SAME_PERSON_MOBILE, SAME_PERSON_PARTNER, telephones
from partnerdesk.office.partners.records import Partner, Person, Post
from partnerdesk.problems import Problem
from partnerdesk.record.fields import Kind
from partnerdesk.record.look import Look
from partnerdesk.record.register import Register
from partnerdesk.store.reader import Reader
from partnerdesk.words import N_

PARTNERS, PERSONS = "partners", "persons"
SAME_NUMBER = N_("the same number")
NAMESAKE = N_("the same name, but another code")
SAME_ENTRY = N_("the same in every column")
# Reasons that hold whatever the row calls the partner.
IDENTITY = frozenset({SAME_CODE, SAME_LEI, SAME_NUMBER})


def known_partners(look: Look) -> tuple[Known, ...]:
    """The partners that the desk has, as an import compares them."""
    rows = look.rows(
        select(Partner.id, Partner.name, Partner.english_name, Partner.aliases, Partner.credit_code, Partner.lei,
               Partner.website).where(Partner.struck_at.is_(None)).order_by(Partner.id))
    return tuple(
        Known(id, name, tuple(other for other in (english, *split(aliases)) if other), code or "", lei or "",
              website or "")
        for id, name, english, aliases, code, lei, website in rows)


def split(aliases: str | None) -> list[str]:
    """The single short and former names."""
    return [alias.strip() for alias in (aliases or "").replace("；", ";").split(";") if alias.strip()]


class Matching:
    """Finds what the rows of one import mean among the records of one register."""

    def __init__(self, look: Reader, register: str) -> None:
        self.look = look
        self.register: Register = look.registers[register]
        self._numbers = self._by_number() if self.register.series else {}
        self._codes: dict[int, tuple[str, str]] = {}
        self._people: dict[str, list[Any]] = defaultdict(list)
        self._names: dict[str, list[int]] = defaultdict(list)
        if register == PARTNERS:
            self._codes = {known.id: (known.credit_code, known.lei) for known in known_partners(look)}
        elif register == PERSONS:
            for row in look.rows(select(
                    Person.id, Person.name, Person.english_name, Person.mobile, Person.telephone, Person.email).where(
                    Person.struck_at.is_(None)).order_by(Person.id)):
                for name in {name_key(row.name), name_key(row.english_name or "")} - {""}:
                    self._people[name].append(row)
        elif self._named:
            record: Any = self.register.record
            for id, name in look.rows(select(record.id, getattr(record, self.register.name[0])).where(
                    record.struck_at.is_(None)).order_by(record.id)):
                self._names[name_key(name or "")].append(id)

    def likenesses(self, row: RowPlan) -> tuple[Likeness, ...]:
        """What a row may mean, the surest first."""
        values = row.values[self.register.key]
        found = list(row.likenesses)
        id = self._numbers.get(str(values.get(NUMBER) or "").strip().upper())
        if id is not None:
            found = [each for each in found if each.id != id]
            found.insert(0, Likeness(str(values[NUMBER]), Problem("", SAME_NUMBER), id, certain=True))
        if self.register.key == PARTNERS:
            return tuple(self._doubted(found, values))
        if found:
            return tuple(found)
        if self.register.key == PERSONS:
            return self._same_person(values, str(row.values.get(PARTNERS, {}).get("name") or ""))
        if self._named:
            name = str(values.get(self.register.name[0]) or "")
            ids = [id for id in self._names.get(name_key(name), ()) if name and self._of_the_same(id, values)]
            return tuple(Likeness(name, Problem("", SAME_NAME), id, certain=len(ids) == 1) for id in ids)
        return self._same_entry(row)

    def unknown_number(self, row: RowPlan) -> str:
        """A number in the row that no record bears."""
        number = str(row.values[self.register.key].get(NUMBER) or "").strip()
        return number if number and number.upper() not in self._numbers else ""

    @property
    def _named(self) -> bool:
        """Whether an entry of this register is known by its name alone: a meeting or an agreement is not."""
        field = self.register.fields.get(self.register.name[0])
        return not self.register.series and field is not None and field.kind is Kind.TEXT and field.required

    def _of_the_same(self, id: int, values: dict[str, Any]) -> bool:
        """Whether a record is of what the row says it is of: each alliance may have its second council."""
        record = self.look.get(self.register.record, id)
        return all(getattr(record, name) == values[name] for name, field in self.register.fields.items()
                   if field.kind is Kind.LINK and field.required and values.get(name) is not None)

    def _by_number(self) -> dict[str, int]:
        record: Any = self.register.record
        return {number.upper(): id for id, number in self.look.rows(
            select(record.id, record.number).where(record.number.is_not(None), record.struck_at.is_(None)))}

    def _doubted(self, found: Sequence[Likeness], values: dict[str, Any]) -> Iterable[Likeness]:
        """A name tells nothing certain where both sides bear codes that differ."""
        for like in found:
            codes = self._codes.get(like.id or 0, ("", ""))
            mine = (str(values.get("credit_code") or ""), str(values.get("lei") or ""))
            apart = any(one and other and name_key(one).replace(" ", "") != name_key(other).replace(" ", "")
                        for one, other in zip(codes, mine, strict=True))
            if apart and like.reason.message in (SAME_NAME, ALIAS):
                like = replace(like, certain=False, reason=Problem("", NAMESAKE))
            yield like

    def _same_person(self, values: dict[str, Any], organization: str) -> tuple[Likeness, ...]:
        """Whoever has the name and a number or address, or the name and the organization; a name alone is enough only
        where the row says nothing else that could tell two people apart.
        """
        mobile, email = telephones(values.get("mobile") or ""), (values.get("email") or "").casefold()
        namesakes: dict[int, Any] = {}
        for name in (values.get("name"), values.get("english_name")):
            namesakes |= {each.id: each for each in self._people.get(name_key(name or ""), ())} if name else {}
        found = []
        for each in namesakes.values():
            theirs = telephones(each.mobile or "")
            reason = SAME_NAME
            if set(mobile) & set(theirs):
                reason = SAME_PERSON_MOBILE
            elif email and email == (each.email or "").casefold():
                reason = SAME_PERSON_EMAIL
            elif organization and not (mobile and theirs) and self._works_at(each.id, organization):
                reason = SAME_PERSON_PARTNER
            bare = len(namesakes) == 1 and not (mobile or email or organization)
            found.append(Likeness(each.name, Problem("", reason), each.id, certain=reason != SAME_NAME or bare))
        return tuple(sorted(found, key=lambda like: not like.certain))

    def _works_at(self, person: int, organization: str) -> bool:
        """Whether a person has a post at a partner of that name, full or short."""
        names = self.look.rows(select(Partner.name, Partner.english_name, Partner.aliases).join(
            Post, Post.partner_id == Partner.id).where(
            Post.person_id == person, Post.struck_at.is_(None), Partner.struck_at.is_(None)))
        return any(name_key(organization) in {name_key(each) for each in (name, english or "", *split(aliases))}
                   for name, english, aliases in names)

    def _same_entry(self, row: RowPlan) -> tuple[Likeness, ...]:
        """A record that has all that the row says: the list was read before."""
        record: Any = self.register.record
        values = {name: value for name, value in row.values[self.register.key].items()
                  if name in self.register.fields and value not in (None, (), "")}
        simple = {name: value for name, value in values.items() if self.register.fields[name].kind is not Kind.LINKS}
        if not simple:
            return ()
        ids = [id for id, in self.look.rows(
            select(record.id).where(record.struck_at.is_(None), *(
                getattr(record, name) == value for name, value in simple.items())).order_by(record.id))
            if all(self.look.linked(record, id, name) == value for name, value in values.items() if name not in simple)]
        return tuple(Likeness(row.name, Problem("", SAME_ENTRY), id, certain=True) for id in ids[:1])


def settled(likenesses: Sequence[Likeness]) -> Likeness | None:
    """The one record of the desk that a row means beyond doubt."""
    certain = {like.id: like for like in reversed(likenesses) if like.certain and like.id is not None}
    if certain:
        return next(iter(certain.values())) if len(certain) == 1 else None
    known = {like.id: like for like in reversed(likenesses) if like.id is not None}
    if len(known) == 1 and len(likenesses) == 1:
        only = next(iter(known.values()))
        return only if only.reason.message == ALIAS else None
    return None


def organization(index: Index, name: str) -> int | None:
    """The one partner that a card or a list of people means by a name, its short names included."""
    likenesses = index.like(Known(0, name))
    sure = {like.id for like in likenesses if like.certain} or {
        like.id for like in likenesses if like.reason.message == ALIAS}
    return next(iter(sure)) if len(sure) == 1 else None
