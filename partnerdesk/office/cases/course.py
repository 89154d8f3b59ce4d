"""A case with its steps as they stand: what was decided, what is open, and what is still missing for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from partnerdesk.office.cases.records import Case, CaseStep, Procedure, ProcedureStep
from partnerdesk.office.contents import record
from partnerdesk.office.gates import Missing, missing
from partnerdesk.office.letterhead import Named, found, records
from partnerdesk.record.look import Look
from partnerdesk.record.standing import Round, Standing, State, StepOf, standing

SUBJECTS = {"partner_id": "partners", "need_id": "needs", "shortlist_id": "shortlists"}
UNDER_WAY = ("running", "suspended")


@dataclass(frozen=True)
class Decided:
    """One round of a step, decided or under way."""

    id: int
    number: int
    begun: date
    due: date | None
    provisional: bool
    outcome: str
    decided: date | None
    signer: str
    opinion: str
    conditions: str
    back_to: str
    on_paper: bool
    scan: int | None


@dataclass(frozen=True)
class CourseStep:
    """A step of the case's version with its rounds and its standing."""

    id: int
    code: str
    title: Named
    department: str
    evidence: Named
    outcomes: tuple[str, ...]
    days: int | None
    optional: bool
    gates: tuple[str, ...]
    state: State
    returned: bool
    rounds: tuple[Decided, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def open(self) -> bool:
        return self.state is State.OPEN

    @property
    def present(self) -> Decided | None:
        """The round that is under way."""
        return self.rounds[-1] if self.rounds and self.rounds[-1].decided is None else None

    @property
    def last(self) -> Decided | None:
        """The last round that was decided."""
        return next((each for each in reversed(self.rounds) if each.decided is not None), None)

    def allows(self, outcome: str) -> bool:
        """Whether the step may end so."""
        return StepOf(self.code, (), self.outcomes, self.optional).allows(outcome)


@dataclass(frozen=True)
class Course:
    """A case as it stands on a day."""

    id: int
    number: str
    state: str
    code: str
    title: Named
    basis: Named
    edition: int
    subject: str  # link by which the case knows what it is about
    subject_id: int
    about: Named
    alliance: Named
    opened: date
    reason: str
    due: date | None
    provisional: bool
    conditions: str
    stopped: str
    closed: date | None
    remarks: str
    struck: bool
    steps: tuple[CourseStep, ...]
    rules: tuple[StepOf, ...] = ()

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY and not self.struck

    @property
    def open(self) -> tuple[CourseStep, ...]:
        """The steps that may be decided now; none while the case is stopped."""
        return tuple(step for step in self.steps if step.open) if self.state == "running" and not self.struck else ()

    def step(self, code: str) -> CourseStep:
        """The step of that code; KeyError where there is none."""
        for each in self.steps:
            if each.code == code:
                return each
        raise KeyError(code)


def course(look: Look, case_id: int, today: date) -> Course:
    """One case; raises `Refused` where there is none for this clerk."""
    case = found(look, Case, case_id)
    return courses(look, [case], today)[0]


def courses(look: Look, cases: Sequence[Case], today: date) -> tuple[Course, ...]:
    """Several cases with all that belongs to them, each asked for once."""
    versions = _by_id(look, Procedure, {case.procedure_id for case in cases})
    steps: dict[int, list[ProcedureStep]] = {}
    for step in records(look, ProcedureStep, ProcedureStep.procedure_id.in_(list(versions)),
                        order=[ProcedureStep.position]):
        steps.setdefault(step.procedure_id, []).append(step)
    rounds: dict[int, list[CaseStep]] = {}
    for each in records(look, CaseStep, CaseStep.case_id.in_([case.id for case in cases])):
        rounds.setdefault(each.case_id, []).append(each)
    return tuple(
        _course(look, case, versions[case.procedure_id], steps.get(case.procedure_id, []), rounds.get(case.id, []),
                today)
        for case in cases if case.procedure_id in versions)


def steps_of(look: Look, procedure_id: int) -> list[ProcedureStep]:
    """The steps of a version in their order."""
    return records(look, ProcedureStep, ProcedureStep.procedure_id == procedure_id, order=[ProcedureStep.position])


def rounds_of(look: Look, case_id: int) -> list[CaseStep]:
    """The rounds of a case in the order in which they were begun."""
    return records(look, CaseStep, CaseStep.case_id == case_id)


def stand(steps: Sequence[ProcedureStep], rounds: Sequence[CaseStep]) -> Standing:
    """How a case stands after its rounds.

    They count in the order in which they were begun: what a return sets back begins anew, and what is under way at
    the same time does not rest on one another.
    """
    codes = {step.id: step.code for step in steps}
    return standing(as_rules(steps), [Round(codes[each.step_id], each.outcome, each.back_to) for each in rounds
                                      if each.outcome is not None and each.step_id in codes])


def as_rules(steps: Sequence[ProcedureStep]) -> tuple[StepOf, ...]:
    """The steps of a version as far as the way through them goes."""
    return tuple(StepOf(step.code, codes_in(step.after), tuple(step.outcomes or ()), step.optional) for step in steps)


def codes_in(typed: str | None) -> tuple[str, ...]:
    """The codes in a text, apart by commas, semicolons or spaces."""
    return tuple(re.split(r"[\s,;，；、]+", typed.strip())) if typed and typed.strip() else ()


def subject_of(case: Any) -> tuple[str, int]:
    """By which link the case knows what it is about, and its id."""
    for name in SUBJECTS:
        if (id := getattr(case, name)) is not None:
            return name, id
    raise KeyError(case.id)


def _course(look: Look, case: Case, version: Procedure, steps: Sequence[ProcedureStep], rounds: Sequence[CaseStep],
            today: date) -> Course:
    now = stand(steps, rounds)
    subject, subject_id = subject_of(case)
    live = case.state in UNDER_WAY and case.struck_at is None
    return Course(
        id=case.id, number=case.number or "", state=case.state, code=version.code,
        title=Named(version.title, version.english_title or ""),
        basis=Named(version.basis or "", version.english_basis or ""), edition=version.edition,
        subject=subject, subject_id=subject_id, about=_named(look, SUBJECTS[subject], subject_id),
        alliance=_named(look, "alliances", case.alliance_id), opened=case.opened, reason=case.reason or "",
        due=case.due, provisional=case.provisional, conditions=case.conditions or "", stopped=case.stopped or "",
        closed=case.closed, remarks=case.remarks or "", struck=case.struck_at is not None,
        steps=tuple(
            CourseStep(
                id=step.id, code=step.code, title=Named(step.title, step.english_title or ""),
                department=step.department, evidence=Named(step.evidence or "", step.english_evidence or ""),
                outcomes=tuple(step.outcomes or ()), days=step.days, optional=step.optional,
                gates=tuple(step.gates or ()), state=now.of(step.code).state, returned=now.of(step.code).returned,
                rounds=tuple(_decided(each) for each in rounds if each.step_id == step.id),
                missing=tuple(missing(look, case, step.gates or (), today))
                if live and step.gates and now.of(step.code).state in (State.OPEN, State.WAITING) else ())
            for step in steps),
        rules=as_rules(steps))


def _decided(each: CaseStep) -> Decided:
    return Decided(
        id=each.id, number=each.round, begun=each.begun, due=each.due, provisional=each.provisional,
        outcome=each.outcome or "", decided=each.decided, signer=each.signer or "", opinion=each.opinion or "",
        conditions=each.conditions or "", back_to=each.back_to or "", on_paper=each.on_paper, scan=each.scan)


def _by_id(look: Look, one: Any, ids: set[int]) -> Mapping[int, Any]:
    return {each.id: each for each in records(look, one, one.id.in_(ids))} if ids else {}


def _named(look: Look, register: str, id: int | None) -> Named:
    one: Any = look.get(record(register), id)
    if one is None:
        return Named()
    if register in ("partners", "alliances"):
        return Named(one.name, one.english_name or "")
    return Named(one.title, getattr(one, "english_title", "") or "")


def usual_signer(look: Look, department: str) -> str:
    """Who signed last for a department, in any case."""
    rows = look.rows(
        select(CaseStep.signer).join(ProcedureStep, ProcedureStep.id == CaseStep.step_id)
        .where(ProcedureStep.department == department, CaseStep.struck_at.is_(None), CaseStep.signer.is_not(None))
        .order_by(CaseStep.decided.desc(), CaseStep.id.desc()).limit(1))
    return rows[0][0] if rows else ""
