"""What an import would do, row by row: what is new, what would change from what to what, what stays as it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from partnerdesk.exchange.intake import Plan, RefusedRow, RowPlan
from partnerdesk.exchange.likeness import Index, Likeness, name_key
from partnerdesk.exchange.mapping import NUMBER
from partnerdesk.office import matching
from partnerdesk.office.alike import telephones
from partnerdesk.office.alliances.records import Alliance, Membership
from partnerdesk.office.matching import IDENTITY, PARTNERS, PERSONS, split
from partnerdesk.office.partners.records import Partner, Person, Post
from partnerdesk.office.qualifications.records import Qualification
from partnerdesk.problems import Problem
from partnerdesk.record.checks import check_all
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.reading import shown
from partnerdesk.record.register import Register
from partnerdesk.store import listing
from partnerdesk.store.reader import Reader
from partnerdesk.words import N_, Words

LONGEST = 200  # signs of a value that a line of changes shows
MEMBERSHIPS, POSTS, QUALIFICATIONS = "memberships", "posts", "qualifications"


@dataclass(frozen=True)
class Change:
    """A field of a record that is there already, as it stands and as the file has it."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Touched:
    """A record that a row makes (`id` is None) or changes; its links to the row's other records are made with it."""

    register: str
    id: int | None
    name: str
    values: Mapping[str, Any]  # what the file says of a new one
    changes: tuple[Change, ...] = ()

    @property
    def idle(self) -> bool:
        """Whether nothing happens to it."""
        return self.id is not None and not self.changes


@dataclass(frozen=True)
class Meaning:
    """What a row may mean: a record that is there (or an earlier row), or a new one, and what would then happen."""

    likeness: Likeness | None
    touched: tuple[Touched, ...] = ()

    @property
    def id(self) -> int | None:
        return self.likeness.id if self.likeness is not None else None

    @property
    def earlier(self) -> int | None:
        """The number of the earlier row that is meant."""
        return self.likeness.row if self.likeness is not None else None

    @property
    def idle(self) -> bool:
        """Whether nothing happens to what is there."""
        return self.likeness is not None and self.earlier is None and all(each.idle for each in self.touched)

    def idle_without(self, number: int, unticked: frozenset[tuple[int, str, str]]) -> bool:
        """Whether nothing happens once the changes that are not wanted are left out of that row."""
        if self.likeness is None or self.earlier is not None:
            return False
        return all(
            all((number, each.register, change.field) in unticked for change in each.changes)
            if each.id is not None else (number, each.register, "") in unticked for each in self.touched)


@dataclass(frozen=True)
class Reviewed:
    """A row with all that it may mean; `settled` is the place of what it means beyond doubt."""

    row: RowPlan
    meanings: tuple[Meaning, ...]
    settled: int | None

    @property
    def number(self) -> int:
        return self.row.number


@dataclass(frozen=True)
class Review:
    """An import looked at against the desk; nothing of it has happened yet."""

    register: str
    rows: tuple[Reviewed, ...]
    refused: tuple[RefusedRow, ...] = ()
    notices: tuple[Problem, ...] = ()
    listed: tuple[tuple[int, str], ...] = ()  # records that such a list should name: those it does not are reported
    alliance: str = ""
    called: Mapping[str, Mapping[int, str]] = field(default_factory=dict)  # by table: names of what changed links mean

    @property
    def refused_rows(self) -> tuple[int, ...]:
        """The numbers of the rows that cannot be taken, each once."""
        return tuple(dict.fromkeys(row.number for row in self.refused))

    @property
    def doubtful(self) -> tuple[Reviewed, ...]:
        """The rows that a person has to decide."""
        return tuple(row for row in self.rows if row.settled is None)

    def absent(self, chosen: Mapping[int, Meaning]) -> tuple[str, ...]:
        """The names of those that are there and no longer in the file, after what each row was taken for."""
        found = {meaning.id for meaning in chosen.values()}
        return tuple(name for id, name in self.listed if id not in found)

    def presumed(self) -> dict[int, Meaning]:
        """For each row what it means beyond doubt; a doubtful one is taken as new."""
        return {each.number: each.meanings[each.settled if each.settled is not None else -1] for each in self.rows}


@dataclass(frozen=True)
class Line:
    """One thing that a row would do, which a person may leave out: a field changed, or (no field) a record made."""

    register: str
    field: str
    text: str


def lines(review: Review, registers: Mapping[str, Register], meaning: Meaning, words: Words) -> Iterator[Line]:
    """What a row would do to what is there, and what it would bring along."""
    from partnerdesk.office.contents import entry

    for each in meaning.touched:
        if each.id is None and each.register != review.register:
            one = words(entry(each.register).one)
            yield Line(each.register, "", words(N_("New: {what}"), what=words.labelled(one, each.name)
                                                if each.name else one))
        for change in each.changes:
            declared = registers[each.register].fields[change.field]
            names = review.called.get(declared.target, {})
            old, new = (_short(shown(declared, value, words, names=names, table=True)) or words(N_("(empty)"))
                        for value in (change.old, change.new))
            label = words(declared.label)
            if each.register != review.register and each.name:
                label = words(N_("{label} ({name})"), label=label, name=each.name)
            yield Line(each.register, change.field, words.labelled(label, f"{old} → {new}"))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def reviewed(look: Reader, plan: Plan, register: str, alliance: str = "") -> Review:
    """Compare what was read with what is there."""
    examiner = Examiner(look, register, alliance)
    found = matching.Matching(look, register)
    rows: list[Reviewed] = []
    refused: list[RefusedRow] = list(plan.refused)
    unknown: list[str] = []
    for row in plan.accepted:
        likenesses = found.likenesses(row)
        settled = matching.settled(likenesses)
        if found.unknown_number(row):
            unknown.append(found.unknown_number(row))
        meanings = []
        for like in (*likenesses, None):
            # What an earlier row becomes is not known yet; that a settled row is new after all is seldom asked.
            unasked = like.row is not None if like is not None else settled is not None
            touched, problems = ((), ()) if unasked else examiner.touched(row, like)
            if problems and (like == settled or not likenesses):
                refused += [RefusedRow(row.number, plan.heading(problem.field), problem) for problem in problems]
                break
            meanings.append(Meaning(like, touched))
        else:
            rows.append(Reviewed(row, tuple(meanings), _settled(row, likenesses, settled)))
    notices = plan.notices
    if unknown:
        notices = (*notices, Problem("", N_("Nothing here bears these numbers, which the file names: {numbers}"), {
            "numbers": tuple(dict.fromkeys(unknown))[:12]}))
    refused.sort(key=lambda each: each.number)
    return Review(register, tuple(rows), tuple(refused), notices, tuple(_listed(look, register, alliance, rows)),
                  alliance, _called(look, rows))


def _called(look: Reader, rows: Iterable[Reviewed]) -> dict[str, dict[int, str]]:
    """What the records are called to which a changed link points or has pointed."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row in rows:
        for each in (each for meaning in row.meanings for each in meaning.touched):
            for change in each.changes:
                declared = look.registers[each.register].fields[change.field]
                if declared.kind not in (Kind.LINK, Kind.LINKS):
                    continue
                for value in (change.old, change.new):
                    for id in value if isinstance(value, tuple) else (value,):
                        if id is not None and id not in found[declared.target]:
                            target = listing.register_of(look, declared.target)
                            found[declared.target][id] = listing.named(look, target.key, id)
    return found


def _settled(row: RowPlan, likenesses: tuple[Likeness, ...], settled: Likeness | None) -> int | None:
    if not likenesses:
        return 0  # the only meaning: a new one
    if settled is not None:
        return likenesses.index(settled)
    brings = any(row.values.get(beside) for beside in (PERSONS, POSTS, QUALIFICATIONS))
    first = likenesses[0]
    # A list of people names its organization again in each of their rows.
    return 0 if brings and first.row is not None and first.certain else None


def _listed(look: Reader, register: str, alliance: str, rows: Iterable[Reviewed]) -> Iterator[tuple[int, str]]:
    """The records that a list of this kind should name: all members of an alliance, or all partners where the file
    names at least half of its rows' partners as they are there.
    """
    if register != PARTNERS:
        return
    everyone = select(Partner.id, Partner.name).where(Partner.struck_at.is_(None)).order_by(Partner.number)
    if alliance:
        belonging = select(Membership.partner_id).join(Alliance, Alliance.id == Membership.alliance_id).where(
            Alliance.name == alliance, Alliance.struck_at.is_(None), Membership.left.is_(None),
            Membership.struck_at.is_(None))
        ids = {id for id, in look.rows(belonging)}
        yield from ((id, name) for id, name in look.rows(everyone) if id in ids)
        return
    known = [each.settled is not None and each.meanings[each.settled].id is not None for each in rows]
    if known and sum(known) * 2 >= len(known):
        yield from ((id, name) for id, name in look.rows(everyone))


class Examiner:
    """Says what a row would do to the records that it may mean."""

    def __init__(self, look: Reader, register: str, alliance: str = "") -> None:
        self.look, self.register, self.alliance = look, register, alliance
        self.alliance_id = next((id for id, in look.rows(select(Alliance.id).where(
            Alliance.name == alliance, Alliance.struck_at.is_(None)))), None) if alliance else None
        self._organizations = Index.of(matching.known_partners(look)) if register == PERSONS else Index()

    def touched(self, row: RowPlan, like: Likeness | None) -> tuple[tuple[Touched, ...], tuple[Problem, ...]]:
        """The records that the row makes or changes where it means that one, and what stands in the way."""
        id = like.id if like is not None else None
        made = _Made()
        if self.register == PARTNERS:
            self._partner(made, row, id, like)
        elif self.register == PERSONS:
            self._person(made, row, id)
        else:
            given = {name: value for name, value in row.values[self.register].items() if name != NUMBER}
            self._touch(made, self.register, id, given, row.name)
        return tuple(made.touched), tuple(made.problems)

    def _partner(self, made: _Made, row: RowPlan, id: int | None, like: Likeness | None) -> None:
        given = {name: value for name, value in row.values[PARTNERS].items() if name != NUMBER}
        if id is not None:
            given = self._renamed(given, id, like is not None and like.reason.message in IDENTITY)
        if self.alliance:
            given["kinds"] = tuple(dict.fromkeys((*given.get("kinds", ()), "member")))
            if id is None:
                given.setdefault("stage", "active")
        self._touch(made, PARTNERS, id, given, row.name)
        if self.alliance:
            held = id and self.alliance_id and next(iter(self.look.rows(select(Membership.id).where(
                Membership.partner_id == id, Membership.alliance_id == self.alliance_id, Membership.left.is_(None),
                Membership.struck_at.is_(None)))), None)
            self._touch(made, MEMBERSHIPS, held[0] if held else None, row.values.get(MEMBERSHIPS, {}), self.alliance,
                        links=("partner_id", "alliance_id"))
        if row.values.get(PERSONS):
            person = self._person_at(id, row.values[PERSONS])
            self._touch(made, PERSONS, person, row.values[PERSONS], row.values[PERSONS].get("name", ""))
            self._post(made, row, person, id)
        if row.values.get(QUALIFICATIONS):
            self._document(made, row.values[QUALIFICATIONS], id)

    def _renamed(self, given: dict[str, Any], id: int, proved: bool) -> dict[str, Any]:
        """A name of another spelling changes nothing; another name of what is proved to be the same replaces the old
        one, which is kept as a former name; any other is a short name.
        """
        there = self.look.get(Partner, id)
        name = given.get("name")
        if there is None or not name:
            return given
        known = {name_key(other) for other in (there.name, there.english_name or "", *split(there.aliases))}
        if name_key(name) == name_key(there.name):
            return {**given, "name": there.name}
        if proved:
            return {**given, "aliases": _several_names(given.get("aliases"), there.name)}
        kept = {**given, "name": there.name}
        return kept if name_key(name) in known else {**kept, "aliases": _several_names(given.get("aliases"), name)}

    def _person(self, made: _Made, row: RowPlan, id: int | None) -> None:
        partner: int | None = None
        organization = str(row.values.get(PARTNERS, {}).get("name") or "")
        self._touch(made, PERSONS, id, row.values[PERSONS], row.name)
        if organization:
            partner = matching.organization(self._organizations, organization)
            self._touch(made, PARTNERS, partner, {} if partner else row.values[PARTNERS], organization)
            self._post(made, row, id, partner)

    def _person_at(self, partner: int | None, given: Mapping[str, Any]) -> int | None:
        """Who is meant: one of that name at the partner, else one of that name with the same mobile or e-mail."""
        name = name_key(str(given.get("name") or ""))
        namesakes = self.look.rows(select(Person.id, Person.name, Person.mobile, Person.email).where(
            Person.name == given.get("name"), Person.struck_at.is_(None)).order_by(Person.id))
        here = {id for id, in self.look.rows(select(Post.person_id).where(
            Post.partner_id == partner, Post.struck_at.is_(None)))} if partner is not None else set()
        for id, called, _, _ in namesakes:
            if id in here and name_key(called) == name:
                return int(id)
        for id, _, mobile, email in namesakes:
            numbers = set(telephones(mobile or "")) & set(telephones(given.get("mobile") or ""))
            if numbers or (email and email.casefold() == (given.get("email") or "").casefold()):
                return int(id)
        return None

    def _post(self, made: _Made, row: RowPlan, person: int | None, partner: int | None) -> None:
        held = next(iter(self.look.rows(select(Post.id).where(
            Post.person_id == person, Post.partner_id == partner, Post.until.is_(None), Post.struck_at.is_(None))
            .order_by(Post.id))), None) if person and partner else None
        self._touch(made, POSTS, held[0] if held else None, row.values.get(POSTS, {}),
                    str(row.values.get(POSTS, {}).get("title") or ""), links=("person_id", "partner_id"))

    def _document(self, made: _Made, given: Mapping[str, Any], partner: int | None) -> None:
        kind = given.get("kind") or "licence"
        there = self.look.rows(select(Qualification.id, Qualification.title, Qualification.document_number).where(
            Qualification.partner_id == partner, Qualification.kind == kind,
            Qualification.struck_at.is_(None)).order_by(Qualification.id)) if partner is not None else ()
        number, title = given.get("document_number"), given.get("title")
        same = [id for id, called, known in there if number and known == number] or [
            id for id, called, known in there
            if not (number and known) and (not title or not called or called == title)]
        self._touch(made, QUALIFICATIONS, same[0] if len(same) == 1 else None, given,
                    str(title or number or ""), links=("partner_id",))

    def _touch(self, made: _Made, key: str, id: int | None, given: Mapping[str, Any], name: str,
               links: tuple[str, ...] = ()) -> None:
        """Enter a record with what the file says of it, after the checks that a saving would make."""
        register = self.look.registers[key]
        draft = listing.draft(self.look, key, id)
        before = draft.everything()
        for field_name, value in given.items():
            draft[field_name] = _merged(register.fields[field_name], before.get(field_name), value) if id else value
        kept, problems, _ = check_all(register.fields, draft.everything())
        checked = Draft(key, draft.id, draft.version, dict(draft.loaded))
        for field_name, value in kept.items():
            checked[field_name] = value
        problems = [problem for problem in problems if problem.field not in links]
        if not problems and register.check is not None:
            problems += register.check(checked, self.look)
        made.problems += problems
        changes = tuple(Change(field_name, before.get(field_name), checked[field_name]) for field_name in given
                        if id and checked[field_name] != before.get(field_name))
        values = {} if id else {field_name: checked[field_name] for field_name in register.fields
                                if checked[field_name] not in (None, (), "")}
        made.touched.append(Touched(key, id, name, values, changes))


@dataclass
class _Made:
    touched: list[Touched] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _merged(field: Field, old: Any, new: Any) -> Any:
    """What a field holds after the file: blank cells empty nothing, and what gathers several only grows."""
    if new in (None, (), "") or _same_address(field, old, new):
        return old
    if field.kind is Kind.SEVERAL:
        both = {*(old or ()), *new}
        return old if both == set(old or ()) else tuple(choice.key for choice in field.choices if choice.key in both)
    if field.kind is Kind.LINKS:
        return tuple(dict.fromkeys((*(old or ()), *new)))
    if field.name == "aliases":
        return _several_names(old, *split(new))
    if field.kind is Kind.LONG_TEXT and not field.rich:
        lines = (old or "").split("\n")
        missing = [line for line in new.split("\n") if line.strip() not in {each.strip() for each in lines}]
        return "\n".join([*([old] if old else []), *missing]) if missing else old
    return new


def _same_address(field: Field, old: Any, new: Any) -> bool:
    """Whether a site or a number is merely written in another way."""
    if field.name == "website" and old:
        return _bare_site(old) == _bare_site(new)
    return field.name in ("telephone", "mobile") and bool(old) and telephones(old) == telephones(new) != []


def _bare_site(address: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", address.strip().casefold()).rstrip("/")


def _several_names(aliases: str | None, *more: str) -> str:
    known = split(aliases)
    seen = {name_key(each) for each in known}
    return "; ".join([*known, *(name for name in more if name_key(name) not in seen)])
