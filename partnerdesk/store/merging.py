"""Two records that are one and the same made into one: what would become of both, and the merge itself in one step."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from partnerdesk.problems import Problem, Refused, Unsaved
from partnerdesk.record import aliases
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.office import Office
from partnerdesk.record.register import Register
from partnerdesk.store import attaching, listing
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE, N_, Words

MERGED_INTO = N_("merged into {name}")


@dataclass(frozen=True)
class Side:
    """One of the two records."""

    id: int
    name: str
    number: str
    restricted: bool
    version: int

    @property
    def called(self) -> str:
        """Its number and name, as a reason names it."""
        return f"{self.number} {self.name}".strip()


@dataclass(frozen=True)
class Differing:
    """A field in which the two differ: what stands in each, and what is proposed."""

    field: str
    kept: Any
    dropped: Any
    proposed: Any


@dataclass(frozen=True)
class Line:
    """A record that the merge touches besides the two."""

    register: str
    id: int
    name: str


@dataclass(frozen=True)
class Merging:
    """What a merge would do, before it does anything."""

    register: str
    kept: Side
    dropped: Side
    fields: tuple[Differing, ...]
    moved: tuple[Line, ...]  # link to the dropped one now, and to the kept one afterwards
    twice: tuple[Line, ...]  # would stand twice, and are struck where another says all they say
    pointless: tuple[Line, ...]  # joined only the two to one another
    files: int
    names: Mapping[tuple[str, int], str]  # what the links of the two are called: (table, id) → name

    @property
    def proposed(self) -> dict[str, Any]:
        """The value proposed for each field in which the two differ."""
        return {each.field: each.proposed for each in self.fields}

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each register move."""
        return dict(Counter(line.register for line in self.moved))


class LineRefused(Unsaved):
    """A record that would move is refused by its own check, and so nothing was merged."""

    def __init__(self, line: Line, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.line = line

    def said(self, words: Words) -> str:
        """The reasons, with what the refused record is called."""
        return words.labelled(self.line.name, super().said(words)) if self.line.name else super().said(words)


def preview(look: Reader, register: str, keep: int, drop: int) -> Merging:
    """What merging the record `drop` into the record `keep` would do.

    Raises `Refused` where the two cannot be merged, or not by this clerk.
    """
    plan = _Plan(look, look.registers[register], keep, drop)
    return Merging(
        register, plan.side(keep), plan.side(drop), tuple(plan.differing()),
        plan.lines(plan.moved), plan.lines(plan.twice), plan.lines(plan.pointless), plan.files(), plan.names())


def merge(
    work: Work, register: str, keep: int, drop: int, chosen: Mapping[str, Any] | None = None, *,
    seen: Merging | None = None,
) -> None:
    """Merge the record `drop` into the record `keep`, with the chosen values and else those proposed, in one step.

    Raises `Refused` where one of the two is no longer as it was `seen`, `Unsaved` with the problems of the chosen
    values, and `LineRefused` where a check refuses what would move; nothing is kept then, as of every failed work.
    """
    plan = _Plan(work.look, work.registers[register], keep, drop)
    values = {each.field: each.proposed for each in plan.differing()} | dict(chosen or {})
    kept, dropped = plan.side(keep), plan.side(drop)
    for now, then in ((kept, seen.kept), (dropped, seen.dropped)) if seen is not None else ():
        if now.version != then.version:
            raise Refused(N_("“{name}” has been changed meanwhile. Compare the two again."), name=now.called)
    words = _words(work.look)
    files = [(pair.register.key, pair.drop, pair.keep) for pair in plan.pairs]
    moved = plan.lines(plan.moved)
    staying = plan.lines((key, stays) for (key, _), stays in plan.twice.items())
    # First what goes, so that neither a constraint nor a check sees it beside what takes its place.
    work.strike(register, drop, words(MERGED_INTO, name=kept.called))
    for key, id in plan.pointless:
        work.strike(key, id, words(MERGED_INTO, name=kept.called))
    for (key, id), stays in zip(plan.twice, staying, strict=True):
        work.strike(key, id, words(MERGED_INTO, name=stays.name))
    if dropped.restricted != kept.restricted:
        # The one that goes as well: the reason for which it is struck names the other.
        work.restrict(register, keep if dropped.restricted else drop, True)
    work.save(_drafted(work, register, keep, values))
    for line in moved:
        try:
            work.save(_drafted(work, line.register, line.id, plan.moved_values(line.register, line.id)))
        except Unsaved as refused:
            raise LineRefused(line, refused.problems) from refused
    for key, before, after in files:
        attaching.carry(work, key, before, after)


@dataclass(frozen=True)
class _Pair:
    """Two records of one register of which one goes: the two themselves, then each two lines that stand twice."""

    register: Register
    keep: int
    drop: int


class _Plan:
    """What has to happen so that nothing links to the dropped record any more."""

    def __init__(self, look: Reader, register: Register, keep: int, drop: int) -> None:
        self.look, self.register, self.keep, self.drop = look, register, keep, drop
        self._values: dict[tuple[str, int], dict[str, Any]] = {}
        for id in (keep, drop):
            self._demand(id)
        if keep == drop:
            raise Refused(N_("An entry cannot be merged with itself."))
        self.pairs: list[_Pair] = []
        self.twice: dict[tuple[str, int], int] = {}  # what is struck → what stays instead of it
        self.pointless: dict[tuple[str, int], None] = {}
        self.moved: dict[tuple[str, int], None] = {}
        self._same: dict[tuple[str, int], int] = {}  # (table, what goes) → what stays
        self._spread(_Pair(register, keep, drop))

    def _demand(self, id: int) -> None:
        record = self.look.get(self.register.record, id)
        if record is None:
            raise Refused(N_("There is no such entry."))
        if record.struck_at is not None:
            raise Refused(N_("“{name}” has been struck out and cannot be merged."),
                          name=listing.named(self.look, self.register.key, id))

    # -- what is touched

    def _spread(self, first: _Pair) -> None:
        waiting = deque([first])
        while waiting:
            pair = waiting.popleft()
            self.pairs.append(pair)
            self._same[pair.register.record.__tablename__, pair.drop] = pair.keep
            _demand_all_seen(self.look, pair)
            found = [at for at in self._linking(pair.register, pair.drop) if at not in self._own()]
            for key, id in found:
                if self._joins_only_the_two(key, id):
                    self.pointless[key, id] = None
                elif (key, id) not in self.twice:
                    self.moved[key, id] = None
            waiting += self._standing_twice(pair, found)
        for at in (*self.pointless, *self.twice):
            self.moved.pop(at, None)

    def _own(self) -> set[tuple[str, int]]:
        return {(self.register.key, self.keep), (self.register.key, self.drop)}

    def _joins_only_the_two(self, key: str, id: int) -> bool:
        register, values = self.look.registers[key], self.values(key, id)
        linked = [(field.target, values[name]) for name, field in register.fields.items()
                  if field.kind is Kind.LINK and values[name] is not None]
        several = any(values[name] for name, field in register.fields.items() if field.kind is Kind.LINKS)
        both = {(self.register.record.__tablename__, side) for side in (self.keep, self.drop)}
        return not several and len(linked) > 1 and set(linked) == both

    def _standing_twice(self, pair: _Pair, found: list[tuple[str, int]]) -> Iterator[_Pair]:
        beside: dict[tuple[str, tuple[Any, ...]], list[int]] = {}
        for key, id in self._linking(pair.register, pair.keep):
            if (key, id) not in self._own() and (key, id) not in self.twice:
                beside.setdefault((key, self._anchors(key, id)), []).append(id)
        for key, id in found:
            register = self.look.registers[key]
            if _is_a_thing(self.look, register) or (key, id) in self.pointless or (key, id) in self.twice:
                continue
            for other in beside.get((key, self._anchors(key, id)), ()):
                if other == id or (key, other) in self.twice:
                    continue
                stays, goes = (other, id) if self._says_all(key, other, id) else (id, other)
                if self._says_all(key, stays, goes):
                    self.twice[key, goes] = stays
                    yield _Pair(register, stays, goes)
                    break

    def _anchors(self, key: str, id: int) -> tuple[Any, ...]:
        """What a line cannot be without: only lines that agree in it can stand for one another."""
        register, values = self.look.registers[key], self._after(key, id)
        return tuple(values[name] for name, field in register.fields.items()
                     if field.kind is Kind.LINK and field.required)

    def _says_all(self, key: str, one: int, other: int) -> bool:
        """Whether one line says everything that the other says."""
        register, mine, theirs = self.look.registers[key], self._after(key, one), self._after(key, other)
        for name, field in register.fields.items():
            if _unsaid(field, theirs[name]) or mine[name] == theirs[name]:
                continue
            if field.kind not in (Kind.SEVERAL, Kind.LINKS) or not set(theirs[name]) <= set(mine[name]):
                return False
        return True

    def _linking(self, register: Register, id: int) -> list[tuple[str, int]]:
        """Every live record of every register that links to a record, with the register's key."""
        found: dict[tuple[str, int], None] = {}
        for other in self.look.registers.values():
            record: Any = other.record
            for name, field in other.fields.items():
                if field.target != register.record.__tablename__ or field.kind not in (Kind.LINK, Kind.LINKS):
                    continue
                wanted = select(record).where(record.struck_at.is_(None)).order_by(record.id)
                if field.kind is Kind.LINK:
                    wanted = wanted.where(getattr(record, name) == id)
                else:
                    wanted = wanted.where(record.id.in_(self.look.linking(record, name, id)))
                for each in self.look.session.scalars(wanted):
                    found[other.key, each.id] = None
                    if (other.key, each.id) not in self._values:
                        self._values[other.key, each.id] = listing.values(self.look, other, each)
        return list(found)

    # -- values

    def values(self, key: str, id: int) -> dict[str, Any]:
        """The values of a record as they stand now."""
        if (key, id) not in self._values:
            register = self.look.registers[key]
            record = self.look.get(register.record, id)
            assert record is not None
            self._values[key, id] = listing.values(self.look, register, record)
        return self._values[key, id]

    def files(self) -> int:
        """How many files are carried over."""
        dropped: dict[str, list[int]] = {}
        for pair in self.pairs:
            dropped.setdefault(pair.register.key, []).append(pair.drop)
        return sum(attaching.counted(self.look, key, ids) for key, ids in dropped.items())

    def moved_values(self, key: str, id: int) -> dict[str, Any]:
        """The links of a record that change, as they stand after the merge."""
        before, after = self.values(key, id), self._after(key, id)
        return {name: value for name, value in after.items() if value != before[name]}

    def _after(self, key: str, id: int) -> dict[str, Any]:
        values = dict(self.values(key, id))
        for name, field in self.look.registers[key].fields.items():
            if field.kind is Kind.LINK:
                values[name] = self._stays(field, values[name])
            elif field.kind is Kind.LINKS:
                values[name] = tuple(dict.fromkeys(self._stays(field, each) for each in values[name]))
        return values

    def _stays(self, field: Field, id: int | None) -> int | None:
        while id is not None and (field.target, id) in self._same:
            id = self._same[field.target, id]
        return id

    def differing(self) -> Iterator[Differing]:
        """The fields in which the two differ, each with the value proposed."""
        key, fields = self.register.key, self.register.fields
        mine, theirs = self.values(key, self.keep), self.values(key, self.drop)
        proposed = {name: self._proposed(field, mine[name], theirs[name]) for name, field in fields.items()}
        for name in fields:
            led_by = next((other for other in fields if name.startswith(f"{other}_") and name != other), "")
            # What says more of another field (since when, in which registry) comes from where that one comes.
            if led_by and mine[led_by] != theirs[led_by]:
                proposed[name] = (mine if proposed[led_by] == mine[led_by] else theirs)[name]
        if aliases.FIELD in fields:
            proposed[aliases.FIELD] = self._aliases(proposed)
        for name in fields:
            if mine[name] != theirs[name] or proposed[name] != mine[name]:
                yield Differing(name, mine[name], theirs[name], proposed[name])

    def _proposed(self, field: Field, mine: Any, theirs: Any) -> Any:
        if field.kind is Kind.SEVERAL:
            if set(theirs) <= set(mine) or set(mine) <= set(theirs):
                return mine if len(mine) >= len(theirs) else theirs
            return tuple(choice.key for choice in field.choices if choice.key in {*mine, *theirs})
        own = field.target == self.register.record.__tablename__
        if field.kind is Kind.LINKS:
            both = dict.fromkeys(self._stays(field, each) for each in (*mine, *theirs))
            return tuple(id for id in both if not (own and id == self.keep))
        if field.kind is Kind.LINK:
            chosen = self._stays(field, mine if mine is not None else theirs)
            return None if own and chosen == self.keep else chosen
        if field.kind is Kind.YES_NO:
            return theirs if mine == field.default else mine
        return theirs if mine in (None, "") else mine

    def _aliases(self, proposed: Mapping[str, Any]) -> str | None:
        """Both lists of further names, and among them the name that the dropped record had."""
        mine, theirs = self.values(self.register.key, self.keep), self.values(self.register.key, self.drop)
        names = [name for name in self.register.name if name != aliases.FIELD]
        called = [theirs[name] for name in names if theirs[name]]
        lists = [aliases.names_in(mine[aliases.FIELD]), called, aliases.names_in(theirs[aliases.FIELD])]
        stand_elsewhere = [proposed[name] for name in names if proposed[name]]
        limit = self.register.fields[aliases.FIELD].limit
        while len(text := aliases.united(*lists, without=stand_elsewhere)) > limit and lists[-1]:
            lists[-1].pop()
        return text or None

    # -- what things are called

    def side(self, id: int) -> Side:
        """One of the two as it is called."""
        record = self.look.get(self.register.record, id)
        assert record is not None
        return Side(id, listing.named(self.look, self.register.key, id), record.number or "", record.restricted,
                    record.version)

    def names(self) -> dict[tuple[str, int], str]:
        """What the links of the two records are called."""
        found: dict[tuple[str, int], str] = {}
        for name, field in self.register.fields.items():
            if field.target in self.look.registers:
                for values in (self.values(self.register.key, self.keep), self.values(self.register.key, self.drop)):
                    linked = values[name] if field.kind is Kind.LINKS else (values[name],)
                    found |= {(field.target, id): listing.named(self.look, field.target, id)
                              for id in linked if id is not None}
        return found

    def lines(self, touched: Iterable[tuple[str, int]]) -> tuple[Line, ...]:
        """Touched records as they are called now, in their order."""
        wanted: dict[str, list[int]] = {}
        for key, id in (places := list(touched)):
            wanted.setdefault(key, []).append(id)
        called = {key: listing.names(self.look, key, ids) for key, ids in wanted.items()}
        return tuple(Line(key, id, called[key].get(id, "")) for key, id in places)


def _unsaid(field: Field, value: Any) -> bool:
    return value in (None, "", ()) or (field.default is not None and value == field.default)


def _is_a_thing(look: Reader, register: Register) -> bool:
    """Whether each entry is a thing of its own, however like another: it bears a number, or has lines of its own.

    What demands nothing but links joins other things, even where it is numbered: a membership, for its certificate.
    """
    table = register.record.__tablename__
    demanded = [field for field in register.fields.values() if field.required and field.default is None]
    joins = len(demanded) > 1 and all(field.kind is Kind.LINK for field in demanded)
    return bool(register.series and not joins) or any(
        other.part_of and other.fields[other.part_of].target == table for other in look.registers.values())


def _demand_all_seen(look: Reader, pair: _Pair) -> None:
    """Refuse a merge that would leave behind what this clerk may not see, and so may not move.

    Nothing is told of it: neither what it is nor how much.
    """
    if look.actor.cleared:
        return
    for other in look.registers.values():
        table = other.record.__table__
        for name, field in other.fields.items():
            if field.target != pair.register.record.__tablename__ or field.kind not in (Kind.LINK, Kind.LINKS):
                continue
            hidden = select(func.count()).select_from(table).where(
                table.c.restricted.is_(True), table.c.struck_at.is_(None))
            if field.kind is Kind.LINK:
                hidden = hidden.where(table.c[name] == pair.drop)
            else:
                owners = other.record.__links__[name]
                hidden = hidden.where(table.c.id.in_(
                    select(owners.c.owner_id).where(owners.c.other_id == pair.drop)))
            if look.session.execute(hidden).scalar_one():
                raise Refused(N_("These two can only be merged by a cleared clerk."))


def _drafted(work: Work, key: str, id: int, values: Mapping[str, Any]) -> Draft:
    draft = listing.draft(work.look, key, id)
    for name, value in values.items():
        draft[name] = value
    return draft


def _words(look: Reader) -> Words:
    """The office's own language: a reason is kept as it is written."""
    language = look.session.scalars(select(Office.language)).first()
    return Words(language or CHINESE)

