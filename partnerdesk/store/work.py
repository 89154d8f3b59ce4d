"""One transaction of one clerk: saves, strikes and undoings, each of which says what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from partnerdesk.problems import Problem, Refused, Unsaved
from partnerdesk.record.checks import check_all
from partnerdesk.record.clerk import Actor, Clerk
from partnerdesk.record.draft import Draft
from partnerdesk.record.encoding import decode, encode
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.record import Base, Record
from partnerdesk.record.register import Register
from partnerdesk.store import attaching, history, listing, mentions, numbering
from partnerdesk.store.constraints import problem_of
from partnerdesk.store.reader import Reader
from partnerdesk.store.tables import steps
from partnerdesk.words import N_, Label

STEPS_KEPT = 200
_RESTRICTED = "restricted"


@dataclass
class Changed:
    """Which records of which registers a work has touched."""

    ids: dict[str, set[int]] = field(default_factory=dict)

    def add(self, register: str, id: int) -> None:
        self.ids.setdefault(register, set()).add(id)

    def touches(self, register: str) -> bool:
        return register in self.ids


@dataclass(frozen=True)
class Conflict:
    """A field that two clerks changed: what was loaded, what stands there now, what this clerk typed."""

    field: str
    theirs: Any
    mine: Any


class Stale(Unsaved):
    """The record was changed by somebody else since it was loaded; both values are offered."""

    def __init__(self, clerk: str, at: datetime, version: int, conflicts: list[Conflict]) -> None:
        self.clerk, self.at, self.version, self.conflicts = clerk, at, version, conflicts
        super().__init__([
            Problem(conflict.field, N_("{clerk} has changed this meanwhile. Choose which of the two stays."),
                    {"clerk": clerk})
            for conflict in conflicts
        ])


class Work:
    """A unit of work on behalf of a clerk; the desk commits it when the job returns and rolls it back otherwise."""

    def __init__(self, session: Session, actor: Actor, now: datetime, registers: Mapping[str, Register]) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self.registers = registers
        self.look = Reader(session, actor, registers)
        self.changed = Changed()
        self.notices: list[Problem] = []
        self.undoable = True  # not what the program does by itself: whoever undoes means an act of their own
        self._step: list[dict[str, Any]] = []
        self._undoing = False

    def save(self, draft: Draft) -> int:
        """Save a draft and return the record's id; raises `Unsaved` with every problem at its field."""
        register = self.registers[draft.register]
        if register.sealed and not self.actor.cleared:
            raise Refused(N_("Only cleared clerks keep and read these entries."))
        record = None if draft.id is None else self._existing(register, draft)
        values, problems, notices = check_all(register.fields, draft.everything())
        checked = Draft(draft.register, draft.id, draft.version, dict(draft.loaded))
        for name, value in values.items():
            checked[name] = value
        if not problems and register.check is not None:
            problems += register.check(checked, self.look)
        problems += self._broken_links(register, checked)
        if problems:
            raise Unsaved(problems)
        self.notices += notices
        # What the check itself set (a code normalized, a name tidied) is kept too.
        values = {name: checked[name] for name in register.fields}
        return self._keep(register, record, values)

    def strike(self, key: str, id: int, reason: str) -> None:
        """Strike a record out (作废): it keeps its place and number, with the reason and who did it."""
        record = self._record(key, id)
        if record.struck_at is not None:
            raise Refused(N_("This entry has already been struck out."))
        if not reason.strip():
            raise Unsaved([Problem("", N_("Say why the entry is struck out."))])
        record.struck_at, record.struck_by_id, record.struck_reason = self.now, self.actor.id, reason.strip()[:400]
        self._touch(key, record, history.STRUCK, record.struck_reason)

    def unstrike(self, key: str, id: int) -> None:
        """Take a striking back."""
        record = self._record(key, id)
        if record.struck_at is None:
            raise Refused(N_("This entry has not been struck out."))
        record.struck_at, record.struck_by_id, record.struck_reason = None, None, None
        self._touch(key, record, history.UNSTRUCK, None)

    def restrict(self, key: str, id: int, restricted: bool) -> None:
        """Make a record readable only by cleared clerks, or open it again, and with it what cannot be without it."""
        if not self.actor.cleared:
            raise Refused(N_("Only a cleared clerk may restrict a record."))
        if self.registers[key].sealed and not restricted:
            raise Refused(N_("Entries of this kind are always for cleared clerks only."))
        record = self._record(key, id)
        if not restricted and self._under_restricted(self.registers[key], record):
            raise Refused(N_("What this entry belongs to is for cleared clerks only. Open that, and it opens too."))
        self._restrict(self.registers[key], record, restricted)

    def undo(self) -> Changed:
        """Take back this clerk's last work as a new change; refused where its records have changed since."""
        row = self.session.execute(
            select(steps.c.id, steps.c.changes).where(steps.c.clerk_id == self.actor.id, steps.c.undone == 0)
            .order_by(steps.c.id.desc()).limit(1)
        ).first()
        if row is None:
            raise Refused(N_("There is nothing to undo."))
        self._undoing = True
        # A step may touch a record more than once: only its last version need be the present one.
        for last in {(c["register"], c["id"], c.get("file")): c for c in row.changes}.values():
            if self._version(last) != last["version"]:
                raise Refused(N_("“{name}” has been changed since and is left as it is."),
                              name=listing.named(self.look, last["register"], last["id"]))
        for change in reversed(row.changes):
            self._undo_one(change)
        self.session.execute(update(steps).where(steps.c.id == row.id).values(undone=1))
        return self.changed

    def enter_step(self, register: str, id: int, version: int, act: str, **told: Any) -> None:
        """Enter a change in the step that undo takes back, with what undoing it needs."""
        self._step.append({"register": register, "id": id, "version": version, "act": act, **told})

    def finish(self) -> None:
        """Enter the work as one step; called by the desk before it commits."""
        if not self._step or not self.undoable:
            return
        newest = self.session.execute(insert(steps).values(
            clerk_id=self.actor.id, at=self.now, changes=self._step, undone=int(self._undoing)
        ).returning(steps.c.id)).scalar_one()
        self.session.execute(delete(steps).where(steps.c.id <= newest - STEPS_KEPT))

    # -- saving, step by step

    def _existing(self, register: Register, draft: Draft) -> Record:
        record = self._record(register.key, draft.id or 0)
        if record.struck_at is not None:
            raise Refused(N_("This entry has been struck out and can no longer be changed."))
        if record.version == draft.version:
            return record
        now = self._values(register, record)
        conflicts = [
            Conflict(name, now[name], mine) for name, mine in draft.changed.items()
            if now[name] != draft.loaded.get(name) and now[name] != mine
        ]
        if conflicts:
            clerk = self.look.get(Clerk, record.changed_by_id)
            raise Stale(clerk.name if clerk else "", record.changed_at, record.version, conflicts)
        draft.loaded = now
        return record

    def _record(self, key: str, id: int) -> Record:
        record = self.look.get(self.registers[key].record, id)
        if record is None:
            raise Refused(N_("There is no such entry."))
        return record

    def _values(self, register: Register, record: Record) -> dict[str, Any]:
        return listing.values(self.look, register, record)

    def _broken_links(self, register: Register, draft: Draft) -> list[Problem]:
        problems = []
        for name, declared in register.fields.items():
            if declared.kind not in (Kind.LINK, Kind.LINKS) or not draft[name]:
                continue
            target = listing.register_of(self.look, declared.target).record
            ids = draft[name] if declared.kind is Kind.LINKS else (draft[name],)
            before = draft.loaded.get(name) or ()
            before = before if isinstance(before, tuple) else (before,)
            for id in ids:
                # A link that stood before may point to what is struck or withheld by now, and stays.
                linked = None if id in before else self.look.get(target, id)
                if id not in before and (linked is None or linked.struck_at is not None):
                    problems.append(Problem(name, N_("{label}: the entry chosen is no longer there."), {
                        "label": Label(declared.label)}))
        return problems

    def _keep(self, register: Register, record: Record | None, values: dict[str, Any]) -> int:
        made = record is None
        before = {} if record is None else self._values(register, record)
        if record is None:
            record = register.record(made_at=self.now, made_by_id=self.actor.id, version=0, restricted=False)
            if register.series:
                record.number = numbering.take(self.session, register.series, self._series_year(register, values))
        differing = {name: value for name, value in values.items() if made or value != before[name]}
        if not made and not differing:
            return record.id
        links = {name: value for name, value in differing.items() if register.fields[name].kind is Kind.LINKS}
        for name, value in differing.items():
            if name not in links:
                setattr(record, name, value)
        record.restricted = record.restricted or register.sealed or self._under_restricted(register, record)
        record.version += 1
        record.changed_at, record.changed_by_id = self.now, self.actor.id
        self._flush(register, record)
        for name, ids in links.items():
            self._link(register.record, record.id, name, ids)
        if made:
            history.write_act(self.session, register.key, record.id, history.MADE, None, self.actor, self.now)
        else:
            for name in differing:
                history.write(self.session, register.key, record.id, register.fields[name], before[name],
                              values[name], self.actor, self.now)
        self._enter(register, record, "made" if made else "changed", {} if made else {
            name: [encode(register.fields[name], before[name]), encode(register.fields[name], values[name])]
            for name in differing
        })
        return record.id

    def _flush(self, register: Register, record: Record) -> None:
        self.session.add(record)
        try:
            self.session.flush()
        except IntegrityError as error:
            problem = problem_of(error, Base.metadata, register)
            if problem is None:
                raise
            raise Unsaved([problem]) from error

    def _link(self, record: type[Record], owner: int, name: str, ids: tuple[int, ...]) -> None:
        table = record.__links__[name]
        self.session.execute(delete(table).where(table.c.owner_id == owner))
        if ids:
            self.session.execute(insert(table), [
                {"owner_id": owner, "other_id": other, "position": place}
                for place, other in enumerate(dict.fromkeys(ids))])

    def _series_year(self, register: Register, values: dict[str, Any]) -> int:
        day = values.get(register.series_day) if register.series_day else None
        return day.year if day is not None else self.now.year

    def _touch(self, key: str, record: Record, act: str, note: str | None) -> None:
        record.version += 1
        record.changed_at, record.changed_by_id = self.now, self.actor.id
        self.session.flush()
        if act != _RESTRICTED:
            history.write_act(self.session, key, record.id, act, note, self.actor, self.now)
        self._enter(self.registers[key], record, act, {})

    def _enter(self, register: Register, record: Record, act: str, fields: dict[str, list[Any]]) -> None:
        self.changed.add(register.key, record.id)
        self.enter_step(register.key, record.id, record.version, act, fields=fields)
        mentions.enter(self.look, register, record)
        if act == _RESTRICTED or set(register.name) & set(fields):
            mentions.renew(self.look, register, record.id)

    # -- withholding what goes with a withheld record

    def _restrict(self, register: Register, record: Record, restricted: bool) -> None:
        self._hold(register, record, restricted)
        for other, owned in self._going_with(record):
            if owned.restricted != restricted and (
                    restricted or not (other.sealed or self._under_restricted(other, owned))):
                self._restrict(other, owned, restricted)

    def _hold(self, register: Register, record: Record, restricted: bool) -> None:
        record.restricted = restricted
        self._touch(register.key, record, _RESTRICTED, None)

    def _going_with(self, record: Record) -> Iterator[tuple[Register, Record]]:
        """The records that cannot be without this one: a required link of theirs, or their subject, points to it."""
        for other in self.registers.values():
            for name, declared in other.fields.items():
                if _owning(other, declared) and declared.target == record.__tablename__:
                    entity: Any = other.record
                    for owned in self.session.scalars(
                            select(entity).where(getattr(entity, name) == record.id).order_by(entity.id)).all():
                        yield other, owned

    def _under_restricted(self, register: Register, record: Record) -> bool:
        """Whether something that the record cannot be without is withheld."""
        owners = (
            self.look.get(listing.register_of(self.look, declared.target).record, getattr(record, declared.name))
            for declared in register.fields.values() if _owning(register, declared))
        return any(owner is not None and owner.restricted for owner in owners)

    def _version(self, change: dict[str, Any]) -> int:
        if change["act"] == attaching.CARRIED:
            return attaching.carried_version(self, change)
        return self._record(change["register"], change["id"]).version

    def _undo_one(self, change: dict[str, Any]) -> None:
        if change["act"] == attaching.CARRIED:
            attaching.carry_back(self, change)
            return
        register = self.registers[change["register"]]
        record = self._record(register.key, change["id"])
        if change["act"] == history.MADE:
            self._taken_back(register, record)
        elif change["act"] == history.STRUCK:
            self.unstrike(register.key, record.id)
        elif change["act"] == history.UNSTRUCK:
            self._taken_back(register, record)
        elif change["act"] == _RESTRICTED:
            # What went with it stands in the step by itself.
            self._hold(register, record, not record.restricted)
        else:
            values = self._values(register, record)
            values |= {name: decode(register.fields[name], pair[0]) for name, pair in change["fields"].items()}
            self._keep(register, record, values)

    def _taken_back(self, register: Register, record: Record) -> None:
        record.struck_at, record.struck_by_id = self.now, self.actor.id
        record.struck_reason = None
        self._touch(register.key, record, history.STRUCK, None)


def _owning(register: Register, declared: Field) -> bool:
    """Whether a record is withheld together with what this link of it points to."""
    return declared.kind is Kind.LINK and (declared.required or declared.name in register.subjects)
