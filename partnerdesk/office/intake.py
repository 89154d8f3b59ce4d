"""An import carried out after it was looked at: all rows in one work, or none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from partnerdesk import clock
from partnerdesk.exchange import intake, mapping, tables
from partnerdesk.exchange.intake import Plan
from partnerdesk.exchange.likeness import name_key
from partnerdesk.exchange.mapping import Target
from partnerdesk.office import contents
from partnerdesk.office.letterhead import records
from partnerdesk.office.matching import PARTNERS, PERSONS, known_partners, split
from partnerdesk.office.partners.acting import save_partner
from partnerdesk.office.review import MEMBERSHIPS, POSTS, QUALIFICATIONS, Examiner, Meaning, Review, Reviewed, Touched
from partnerdesk.problems import Problem, Unsaved
from partnerdesk.record.fields import Kind
from partnerdesk.record.office import Office
from partnerdesk.record.register import Register
from partnerdesk.store import listing
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work
from partnerdesk.words import N_, Words

__all__ = ["MEMBERSHIPS", "PARTNERS", "PERSONS", "Outcome", "RowUnsaved", "apply", "fillable", "known_partners",
           "names", "offered", "planned"]
Unticked = frozenset[tuple[int, str, str]]  # row, register, field (empty: the whole record)
# The links of what a row brings along, and what gives them: those that are pointed to are made first.
_LINKS = {MEMBERSHIPS: ("partner_id", "alliance_id"), POSTS: ("partner_id", "person_id"),
          QUALIFICATIONS: ("partner_id",)}
_LINKED = {PARTNERS: "partner_id", PERSONS: "person_id"}
_FIRST = {PARTNERS: 0, PERSONS: 1}


@dataclass(frozen=True)
class Outcome:
    """How many records of each register an import has made, and how many it has changed."""

    made: Mapping[str, int]
    changed: Mapping[str, int] = field(default_factory=dict)


class RowUnsaved(Unsaved):
    """A row that the desk itself refused; nothing of the import was kept."""

    def __init__(self, row: int, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.row = row

    def said(self, words: Words) -> str:
        """The reasons, with the row's number."""
        return words.labelled(words(N_("Row {number}"), number=self.row), super().said(words))


def fillable(registers: Mapping[str, Register], register: str) -> bool:
    """Whether a list can fill a register: not what acts bring about, what is sealed, or what demands a file."""
    entry = contents.entry(register)
    return not (entry.kept_by_program or entry.by_acts or registers[register].sealed or any(
        field.required and field.kind is Kind.FILE for field in registers[register].fields.values()))


def offered(registers: Mapping[str, Register], register: str, *, members: bool = False) -> tuple[Target, ...]:
    """The fields that the columns of a file may fill: those of the register and of what a row may bring along, such as
    the contact and the licence of a partner, or the organization of a person.
    """
    if register == PARTNERS:
        beside = [*([MEMBERSHIPS] if members else []), PERSONS, POSTS, QUALIFICATIONS]
        return mapping.targets(registers[register], *(registers[key] for key in beside))
    if register == PERSONS:
        organization = Target(PARTNERS, registers[PARTNERS].fields["name"])
        return (*mapping.targets(registers[register], registers[POSTS]), organization)
    return mapping.targets(registers[register])


def planned(
    look: Reader, file: Path, register: str, *, members: bool, today: date, zone: str, sheet: str = "",
    headings: Path | None = None,
) -> Plan:
    """Read a file and say what stands in it; nothing happens yet."""
    table = tables.open_table(file, sheet=sheet)
    targets = offered(look.registers, register, members=members)
    chosen = mapping.loaded(headings, table.headings, targets) if headings else mapping.guessed(table, targets)
    known = known_partners(look) if register == PARTNERS else ()
    return intake.plan(table, chosen, targets, today, zone, known=known, names=names(look, targets, chosen))


def names(look: Reader, targets: Sequence[Target], chosen: mapping.Mapping) -> intake.Names:
    """By table which records a cell may name, by name, number or short name; only of those that a column names."""
    filled = {column.target for column in chosen.columns}
    tables_named = {target.field.target for target in targets
                    if target.key in filled and target.field.kind in (Kind.LINK, Kind.LINKS)}
    return {table: _names_of(look, table) for table in tables_named}


def _names_of(look: Reader, table: str) -> dict[str, tuple[int, ...]]:
    register = listing.register_of(look, table)
    record: Any = register.record
    fields = [name for name in (*register.name, "short_name", "aliases") if name in register.fields
              and register.fields[name].kind is Kind.TEXT]
    columns = [getattr(record, name) for name in fields]
    found: dict[str, list[int]] = defaultdict(list)
    lesser: dict[str, list[int]] = defaultdict(list)
    for id, number, *called in look.rows(select(record.id, record.number, *columns).where(record.struck_at.is_(None))):
        for place, text in enumerate((number, *called)):
            for each in split(text) if place and fields[place - 1] == "aliases" else [text or ""]:
                known = found if place < 2 else lesser
                if each and id not in known[name_key(each)]:
                    known[name_key(each)].append(id)
    return {name: tuple(ids) for name, ids in (lesser | found).items()}


def apply(
    work: Work, review: Review, chosen: Mapping[int, Meaning] | None = None, *, unticked: Unticked = frozenset(),
    reached: Callable[[int], None] | None = None,
) -> Outcome:
    """Make and change what the review says, with an alliance that does not exist yet.

    `chosen` says what each row was taken for (what it means beyond doubt, else a new one), `unticked` which changes
    are not wanted. `reached` is told before each row how many are done, and may raise to call the whole off. Raises
    `RowUnsaved`, also where a record was changed since it was looked at.
    """
    return _Taking(work, review, unticked).all(chosen if chosen is not None else review.presumed(), reached)


class _Taking:
    """Takes the rows of one review in."""

    def __init__(self, work: Work, review: Review, unticked: Unticked) -> None:
        self.work, self.review, self.unticked = work, review, unticked
        self.examiner = Examiner(work.look, review.register, review.alliance)
        office = next(iter(records(work.look, Office)), None)
        self.today = clock.wall(work.now, office.zone if office is not None else clock.ZONE).date()
        self.made: Counter[str] = Counter({review.register: 0})
        self.changed: Counter[str] = Counter()
        self._of_row: dict[int, int] = {}  # the main record that each row became
        self._organizations: dict[str, int] = {}

    def all(self, chosen: Mapping[int, Meaning], reached: Callable[[int], None] | None) -> Outcome:
        if self.review.alliance and self.examiner.alliance_id is None:
            self.examiner.alliance_id = self.work.save(
                listing.draft(self.work.look, "alliances", name=self.review.alliance))
        for done, each in enumerate(self.review.rows):
            if reached is not None:
                reached(done)
            try:
                self._row(each, chosen[each.number])
            except Unsaved as refused:
                raise RowUnsaved(each.number, refused.problems) from refused
        return Outcome(dict(self.made), dict(self.changed))

    def _row(self, each: Reviewed, meaning: Meaning) -> None:
        like = meaning.likeness
        if like is not None and like.row is not None:
            like = replace(like, id=self._of_row.get(like.row), row=None)
        # A row that names again what an earlier one has named fills what that left open, and brings what it has.
        again = like is not None and like.id in self._of_row.values()
        touched, problems = self.examiner.touched(each.row, like)
        if problems:
            raise Unsaved(list(problems))
        if like is not None and not again and not all(
                one in touched for one in meaning.touched if one.register == self.review.register):
            raise Unsaved([Problem("", N_("“{name}” has been changed since the rows were looked at. Look at them again."), {  # noqa: E501
                "name": each.row.name})])
        ids: dict[str, int | None] = {"alliance_id": self.examiner.alliance_id}
        for one in sorted(touched, key=lambda one: _FIRST.get(one.register, len(_FIRST))):
            brought = one.register != self.review.register
            links = {name: ids.get(name) for name in _LINKS.get(one.register, ())} if brought else {}
            if (each.number, one.register, "") in self.unticked or (links and None in links.values()):
                continue
            id = self._record(each.number, one, links, only_open=again)
            ids[_LINKED.get(one.register, "")] = id
            if one.register == self.review.register:
                self._of_row[each.number] = id

    def _organization_of(self, number: int) -> str:
        """The organization that was not wanted as a partner, in words, so that nothing of a card is lost."""
        values = next(each.row.values for each in self.review.rows if each.number == number)
        texts = (*values.get(PARTNERS, {}).values(), *values.get(POSTS, {}).values())
        return " · ".join(str(text) for text in texts if text)

    def _record(self, number: int, each: Touched, links: Mapping[str, Any], *, only_open: bool) -> int:
        if each.id is None:
            if each.register == PARTNERS and self.review.register != PARTNERS:
                known = self._organizations.get(name_key(each.name))
                if known is not None:
                    return known
            draft = listing.draft(self.work.look, each.register, **{**each.values, **links})
            if (number, PARTNERS, "") in self.unticked and each.register == PERSONS:
                draft["notes"] = "\n".join(filter(None, (draft["notes"], self._organization_of(number))))
            id = self.work.save(draft)
            self.made[each.register] += 1
            if each.register == PARTNERS:
                self._organizations[name_key(each.name)] = id
            return id
        changes = [change for change in each.changes if (number, each.register, change.field) not in self.unticked
                   and not (only_open and each.register == self.review.register and change.old not in (None, (), ""))]
        if changes:
            draft = listing.draft(self.work.look, each.register, each.id)
            for change in changes:
                draft[change.field] = change.new
            if each.register == PARTNERS:
                # A stage or a manager that the list brings has its line in the history like one that is typed.
                save_partner(self.work, draft, self.today)
            else:
                self.work.save(draft)
            self.changed[each.register] += 1
        return each.id
