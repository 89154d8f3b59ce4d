"""What is done with a case: opened, decided step by step, suspended, resumed, cancelled; each is one work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partnerdesk.office import outcomes
from partnerdesk.office.cases.course import UNDER_WAY, as_rules, rounds_of, stand, steps_of
from partnerdesk.office.cases.records import Case, CaseStep, Procedure, ProcedureStep
from partnerdesk.office.cases.versions import in_force
from partnerdesk.office.gates import missing
from partnerdesk.office.letterhead import found, records
from partnerdesk.office.working_calendar import working_days
from partnerdesk.problems import Problem, Refused, Unsaved
from partnerdesk.record.standing import State, behind
from partnerdesk.record.working_days import WorkingDays
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE, ENGLISH, N_, Words

_SET_BACK = N_("Set back by a return to an earlier step.")


@dataclass(frozen=True)
class Decision:
    """What somebody decided at a step, on the screen or in ink."""

    outcome: str
    day: date
    signer: str
    opinion: str = ""
    conditions: str = ""
    back_to: str = ""
    on_paper: bool = False
    scan: int | None = None


def open_case(
    work: Work, code: str, subject: str, id: int, day: date, reason: str = "", alliance_id: int | None = None,
) -> int:
    """Open a case by the version in force; `subject` is the link by which it knows its subject. Gives its id.

    A shipped procedure that the office has not taken over yet is taken over with it.
    """
    version = in_force(work, code, day)
    for other in records(work.look, Case, getattr(Case, subject) == id, Case.state.in_(UNDER_WAY)):
        procedure = work.look.get(Procedure, other.procedure_id)
        if procedure is not None and procedure.code == code:
            raise Refused(N_("Case {number} of this procedure is under way already."), number=other.number)
    values = {subject: id, "alliance_id": alliance_id}
    case_id = work.save(listing.draft(
        work.look, "cases", None, procedure_id=version.id, opened=day, reason=reason.strip() or None, **values))
    outcomes.opened(work, found(work.look, Case, case_id), code, version.title, day)
    _settle(work, case_id, day)
    return case_id


def decide(work: Work, case_id: int, code: str, decision: Decision) -> int:
    """Enter what was decided at an open step; the steps that it opens begin on that day. Gives the round's id.

    Raises `Unsaved` with all that is missing where the step may not pass yet.
    """
    case = found(work.look, Case, case_id)
    _demand_running(case)
    steps, rounds = steps_of(work.look, case.procedure_id), rounds_of(work.look, case_id)
    if code not in stand(steps, rounds).open:
        raise Refused(N_("This step is not open now."))
    step = next(each for each in steps if each.code == code)
    problems = _problems(steps, step, decision)
    if decision.outcome in ("pass", "conditional"):
        problems += missing(work.look, case, step.gates or (), decision.day)
    if problems:
        raise Unsaved(problems)
    under_way = next(each for each in reversed(rounds) if each.step_id == step.id and each.outcome is None)
    draft = listing.draft(work.look, "case_steps", under_way.id)
    for name, value in (
        ("outcome", decision.outcome), ("decided", decision.day), ("signer", decision.signer.strip() or None),
        ("opinion", decision.opinion.strip() or None), ("on_paper", decision.on_paper), ("scan", decision.scan),
        ("conditions", (decision.conditions.strip() or None) if decision.outcome == "conditional" else None),
        ("back_to", decision.back_to or None if decision.outcome == "return" else None),
    ):
        draft[name] = value
    done = work.save(draft)
    _settle(work, case_id, decision.day, decision.signer.strip())
    return done


def suspend(work: Work, case_id: int, day: date, reason: str) -> int:
    """Let a case rest for a reason; nothing falls due meanwhile."""
    _demand_running(found(work.look, Case, case_id))
    draft = listing.draft(work.look, "cases", case_id)
    draft["state"], draft["stopped"], draft["due"], draft["provisional"] = "suspended", reason.strip(), None, False
    return work.save(draft)


def resume(work: Work, case_id: int, day: date) -> int:
    """Go on with a suspended case; the days of what is open are counted anew from that day on."""
    if found(work.look, Case, case_id).state != "suspended":
        raise Refused(N_("Only a suspended case can be resumed."))
    draft = listing.draft(work.look, "cases", case_id)
    draft["state"], draft["stopped"] = "running", None
    work.save(draft)
    for each in rounds_of(work.look, case_id):
        if each.outcome is None:
            again = listing.draft(work.look, "case_steps", each.id)
            again["begun"] = max(day, each.begun)
            work.save(again)
    _count(work, [found(work.look, Case, case_id)], working_days(work.look))
    _settle(work, case_id, day)
    return case_id


def cancel(work: Work, case_id: int, day: date, reason: str) -> int:
    """End a case without an outcome, for a reason; its rounds stay as they are."""
    case = found(work.look, Case, case_id)
    if case.state not in UNDER_WAY:
        raise Refused(N_("The case has ended already."))
    draft = listing.draft(work.look, "cases", case_id)
    for name, value in (("state", "cancelled"), ("stopped", reason.strip()), ("closed", day), *_NOTHING_OPEN):
        draft[name] = value
    work.save(draft)
    version = found(work.look, Procedure, case.procedure_id)
    outcomes.cancelled(work, found(work.look, Case, case_id), version.code, version.title, day)
    return case_id


def settle_due_days(work: Work) -> int:
    """Count the due days of all running cases anew, as after a change of the calendar; gives how many changed.

    It follows from the calendar and comes by itself, so that undo takes back what was done to the calendar instead.
    """
    work.undoable = False
    running = records(work.look, Case, Case.state == "running")
    return _count(work, running, working_days(work.look))


_NOTHING_OPEN = (("step", None), ("english_step", None), ("waits_for", ()), ("due", None), ("provisional", False))


def _demand_running(case: Case) -> None:
    if case.state == "suspended":
        raise Refused(N_("The case is suspended. Resume it first."))
    if case.state != "running" or case.struck_at is not None:
        raise Refused(N_("The case has ended already."))


def _problems(steps: Sequence[ProcedureStep], step: ProcedureStep, decision: Decision) -> list[Problem]:
    rule = next(each for each in as_rules(steps) if each.code == step.code)
    if not rule.allows(decision.outcome):
        return [Problem("outcome", N_("This step does not provide for that outcome."))]
    if decision.outcome == "return" and decision.back_to and decision.back_to not in behind(as_rules(steps), step.code):
        return [Problem("back_to", N_("The case cannot go back to that step from here."))]
    return []


def _settle(work: Work, case_id: int, day: date, signer: str = "") -> None:
    """Begin what has opened, take back what waits again, and enter in the case where it stands now."""
    case = found(work.look, Case, case_id)
    steps, rounds = steps_of(work.look, case.procedure_id), rounds_of(work.look, case_id)
    now, calendar = stand(steps, rounds), working_days(work.look)
    codes = {step.id: step.code for step in steps}
    for each in rounds:
        if each.outcome is None and now.of(codes[each.step_id]).state is State.WAITING:
            work.strike("case_steps", each.id, Words(CHINESE)(_SET_BACK))
    for step in steps:
        mine = [each for each in rounds if each.step_id == step.id]
        if step.code in now.open and not any(each.outcome is None for each in mine):
            due, provisional = _due(calendar, day, step)
            work.save(listing.draft(work.look, "case_steps", None, case_id=case_id, step_id=step.id, begun=day,
                                    round=len(mine) + 1, due=due, provisional=provisional))
    rounds = rounds_of(work.look, case_id)
    _enter(work, case_id, steps, rounds, now.outcome, day)
    if now.over:
        version = found(work.look, Procedure, case.procedure_id)
        outcomes.ended(work, found(work.look, Case, case_id), version.code, version.title, day, signer)


def _enter(work: Work, case_id: int, steps: Sequence[ProcedureStep], rounds: Sequence[CaseStep], outcome: str,
           day: date) -> None:
    draft, now = listing.draft(work.look, "cases", case_id), stand(steps, rounds)
    opened = [step for step in steps if step.code in now.open]
    draft["state"], draft["closed"] = outcome, day if outcome != "running" else None
    draft["conditions"] = _conditions(steps, rounds, {each.code for each in now.steps
                                                      if each.state is State.CONDITIONAL}) or None
    for name, value in _NOTHING_OPEN:
        draft[name] = value
    if opened:
        # The record keeps both languages, whichever the screen speaks.
        draft["step"] = Words(CHINESE).listed(step.title for step in opened)[:200]
        draft["english_step"] = Words(ENGLISH).listed(step.english_title or step.title for step in opened)[:300]
        draft["waits_for"] = tuple(dict.fromkeys(step.department for step in opened))
        draft["due"], draft["provisional"] = _earliest(rounds)
    work.save(draft)


def _conditions(steps: Sequence[ProcedureStep], rounds: Sequence[CaseStep], codes: set[str]) -> str:
    said = []
    for step in steps:
        last = next((each for each in reversed(rounds) if each.step_id == step.id and each.outcome is not None), None)
        if step.code in codes and last is not None and last.conditions:
            said.append(Words(CHINESE).labelled(step.title, last.conditions))
    return "\n".join(said)[:4000]


def _earliest(rounds: Iterable[CaseStep]) -> tuple[date | None, bool]:
    """The day on which the first of what is open falls due."""
    dues = [(each.due, each.provisional) for each in rounds if each.outcome is None and each.due is not None]
    return min(dues, default=(None, False), key=lambda pair: pair[0] or date.max)


def _due(calendar: WorkingDays, begun: date, step: ProcedureStep) -> tuple[date | None, bool]:
    return calendar.after(begun, step.days) if step.days is not None else (None, False)


def _count(work: Work, cases: Sequence[Case], calendar: WorkingDays) -> int:
    """Count the due days of what is open in these cases; gives how many rounds came out otherwise."""
    changed = 0
    for case in cases:
        steps = {step.id: step for step in steps_of(work.look, case.procedure_id)}
        for each in rounds_of(work.look, case.id):
            if each.outcome is not None or each.step_id not in steps:
                continue
            due, provisional = _due(calendar, each.begun, steps[each.step_id])
            if (due, provisional) != (each.due, each.provisional):
                draft = listing.draft(work.look, "case_steps", each.id)
                draft["due"], draft["provisional"] = due, provisional
                work.save(draft)
                changed += 1
        draft = listing.draft(work.look, "cases", case.id)
        draft["due"], draft["provisional"] = _earliest(rounds_of(work.look, case.id))
        work.save(draft)
    return changed

