"""Duplicates among partners and persons: proposed in groups, told while a new one is typed, and told apart for good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from partnerdesk.exchange.likeness import SAME_CODE, SAME_LEI, SAME_NAME, core
from partnerdesk.office import alike
from partnerdesk.office.alike import KnownPartner, KnownPerson, Reasons
from partnerdesk.office.partners.codes import tidied
from partnerdesk.office.partners.records import Partner, Person, Post
from partnerdesk.office.registers.not_duplicates import NotDuplicate
from partnerdesk.problems import Problem, Refused
from partnerdesk.record.aliases import names_in
from partnerdesk.record.draft import Draft
from partnerdesk.store import listing, pinyin
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work
from partnerdesk.words import N_, Label

REGISTERS = ("partners", "persons")
PAIRS = {"partners": ("partner_id", "other_partner_id"), "persons": ("person_id", "other_person_id")}
STANDS_HERE = N_("{name} stands here already: {reason}.")
_ALIKE_AT_MOST = 20  # entries that are compared with what is being typed


@dataclass(frozen=True)
class Member:
    """An entry of a group, as a list calls it."""

    id: int
    name: str
    number: str = ""


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one and the same, the older first, and why; the surest reason first."""

    first: int
    second: int
    reasons: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Whether one reason alone leaves little doubt."""
        return self.reasons[0] in alike.CERTAIN


@dataclass(frozen=True)
class Group:
    """Entries that hang together by their likeness, and the pairs by which they do."""

    members: tuple[Member, ...]
    pairs: tuple[Pair, ...]

    @property
    def certain(self) -> bool:
        """Whether one of its pairs leaves little doubt."""
        return any(pair.certain for pair in self.pairs)

    def pair(self, one: int, other: int) -> Pair | None:
        """The pair of two of its members; nothing where only others connect them."""
        wanted = (min(one, other), max(one, other))
        return next((pair for pair in self.pairs if (pair.first, pair.second) == wanted), None)


@dataclass(frozen=True)
class Known:
    """What has been read of a register to find its duplicates: apart from the desk, so that comparing holds up nobody.
    """

    register: str
    entries: Sequence[Any]
    members: Mapping[int, Member]
    apart: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def known(look: Reader, register: str) -> Known:
    """Read all live entries of a register as far as their likeness goes, and which pairs have been told apart."""
    read = _READ.get(register)
    if read is None:
        raise Refused(N_("Duplicates are looked for among partners and persons."))
    entries, members = read(look)
    one, other = (getattr(NotDuplicate, name) for name in PAIRS[register])
    apart = frozenset((min(pair), max(pair)) for pair in look.rows(
        select(one, other).where(one.is_not(None), NotDuplicate.struck_at.is_(None))))
    return Known(register, entries, members, apart)


def groups(known: Known) -> list[Group]:
    """The proposals: entries that may be one and the same, the surest groups first."""
    find: Callable[[Sequence[Any]], Reasons] = (
        alike.partner_pairs if known.register == "partners" else alike.person_pairs)
    found = {pair: reasons for pair, reasons in find(known.entries).items() if pair not in known.apart}
    made = [_group(known, pairs) for pairs in _connected(found)]
    return sorted(made, key=lambda group: (
        min(alike.STRENGTH.index(pair.reasons[0]) for pair in group.pairs), group.members[0].id))


def tell_apart(work: Work, register: str, one: int, other: int) -> int:
    """Keep that two entries are not the same, so that they are not proposed again."""
    return work.save(Draft("not_duplicates", values=dict(zip(PAIRS[register], sorted((one, other)), strict=True))))


def like(look: Reader, draft: Draft) -> list[Problem]:
    """What stands here already and is like a new entry that is being typed: notices, each at its field."""
    return _LIKE[draft.register](look, draft) if draft.register in _LIKE and draft.new else []


# -- reading


def _known_partners(look: Reader) -> tuple[list[KnownPartner], dict[int, Member]]:
    rows = look.rows(
        select(Partner.id, Partner.number, Partner.name, Partner.english_name, Partner.aliases, Partner.credit_code,
               Partner.lei, Partner.website, Partner.telephone)
        .where(Partner.struck_at.is_(None)).order_by(Partner.id))
    return (
        [KnownPartner(id, name, english or "", tuple(names_in(others)) if others else (), code or "", lei or "",
                      website or "", telephone or "")
         for id, _, name, english, others, code, lei, website, telephone in rows],
        {row[0]: Member(row[0], row[2], row[1] or "") for row in rows})


def _known_persons(look: Reader) -> tuple[list[KnownPerson], dict[int, Member]]:
    posts: dict[int, list[int]] = defaultdict(list)
    for person, partner in look.rows(select(Post.person_id, Post.partner_id).where(Post.struck_at.is_(None))):
        posts[person].append(partner)
    rows = look.rows(
        select(Person.id, Person.name, Person.english_name, Person.mobile, Person.telephone, Person.email)
        .where(Person.struck_at.is_(None)).order_by(Person.id))
    return (
        [KnownPerson(id, name, english or "", mobile or "", telephone or "", email or "", tuple(posts.get(id, ())))
         for id, name, english, mobile, telephone, email in rows],
        {row[0]: Member(row[0], row[1], row[3] or row[4] or row[5] or "") for row in rows})


_READ: dict[str, Callable[[Reader], tuple[Sequence[Any], dict[int, Member]]]] = {
    "partners": _known_partners, "persons": _known_persons}


# -- grouping


def _connected(found: Reasons) -> Iterable[list[Pair]]:
    """The pairs, sorted into what hangs together; a weak likeness makes a pair, but no chain of many."""
    leader: dict[int, int] = {}

    def led(id: int) -> int:
        while leader.setdefault(id, id) != id:
            leader[id] = leader[leader[id]]
            id = leader[id]
        return id

    for (one, other), reasons in found.items():
        if reasons[0] not in alike.WEAK:
            leader[max(led(one), led(other))] = min(led(one), led(other))
    together: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for (one, other), reasons in found.items():
        ends = sorted((led(one), led(other)))
        together[ends[0], ends[1]].append(Pair(one, other, reasons))
    return together.values()


def _group(known: Known, pairs: list[Pair]) -> Group:
    ids = sorted({id for pair in pairs for id in (pair.first, pair.second)})
    return Group(tuple(known.members[id] for id in ids),
                 tuple(sorted(pairs, key=lambda pair: alike.STRENGTH.index(pair.reasons[0]))))


# -- while a new entry is typed


def _like_partner(look: Reader, draft: Draft) -> list[Problem]:
    found: dict[str, Problem] = {}
    for name in ("credit_code", "lei"):
        code = tidied(draft[name] or "")
        column = getattr(Partner, name)
        rows = look.rows(select(Partner.number, Partner.name).where(column == code, Partner.struck_at.is_(None))) if (
            code) else ()
        for number, called in rows:
            reason = SAME_CODE if name == "credit_code" else SAME_LEI
            found[name] = Problem(name, STANDS_HERE, {"name": f"{number or ''} {called}".strip(),
                                                      "reason": Label(reason)})
    for name in ("name", "english_name"):
        typed = (draft[name] or "").strip()
        problem = _like_named(look, name, typed) if len(typed) > 1 else None
        if problem is not None:
            found[name] = problem
    return list(found.values())


def _like_named(look: Reader, field: str, typed: str) -> Problem | None:
    heart = core(typed)
    ids = {id for wanted in dict.fromkeys((heart, typed, pinyin.initials(heart)))
           for id, *_ in (listing.suggest(look, "partners", wanted, _ALIKE_AT_MOST) if wanted else ())}
    rows = look.rows(
        select(Partner.id, Partner.number, Partner.name, Partner.english_name, Partner.aliases)
        .where(Partner.id.in_(ids), Partner.struck_at.is_(None)).order_by(Partner.id))
    mine = KnownPartner(0, typed) if field == "name" else KnownPartner(0, "", typed)
    ranked = []
    for id, number, name, english, others in rows:
        reason = alike.likeness_of(mine, KnownPartner(id, name, english or "", tuple(names_in(others))))
        if reason:
            ranked.append((alike.STRENGTH.index(reason), f"{number or ''} {name}".strip(), reason))
    if not ranked:
        return None
    _, called, reason = min(ranked)
    return Problem(field, STANDS_HERE, {"name": called, "reason": Label(reason)})


def _like_person(look: Reader, draft: Draft) -> list[Problem]:
    typed = (draft["name"] or "").strip()
    if len(typed) < 2:
        return []
    rows = look.rows(
        select(Person.name, Person.mobile, Person.telephone, Person.email)
        .where(Person.name == typed, Person.struck_at.is_(None)).order_by(Person.id).limit(1))
    return [Problem("name", STANDS_HERE, {
        "name": f"{name} {mobile or telephone or email or ''}".strip(), "reason": Label(SAME_NAME)})
        for name, mobile, telephone, email in rows]


_LIKE: dict[str, Callable[[Reader, Draft], list[Problem]]] = {"partners": _like_partner, "persons": _like_person}
