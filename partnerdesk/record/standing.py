"""How a case stands: which steps are decided, which are open or wait, and how the whole has ended, from its rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from partnerdesk.record.procedure import OUTCOMES

DECIDING = ("pass", "conditional", "not-applicable")  # outcomes with which a step is done


class State(StrEnum):
    """How one step stands."""

    WAITING = "waiting"
    OPEN = "open"
    PASSED = "passed"
    CONDITIONAL = "conditional"
    NOT_APPLICABLE = "not-applicable"
    REFUSED = "refused"


_STATES = {"pass": State.PASSED, "conditional": State.CONDITIONAL, "not-applicable": State.NOT_APPLICABLE,
           "refuse": State.REFUSED}


@dataclass(frozen=True)
class StepOf:
    """A step of a version, as far as the way through it goes."""

    code: str
    after: tuple[str, ...] = ()  # codes of the steps that have to be decided first; empty: the step before
    outcomes: tuple[str, ...] = OUTCOMES
    optional: bool = False

    def allows(self, outcome: str) -> bool:
        """Whether the step may end so; what may be left out may be not applicable."""
        return outcome in self.outcomes or (outcome == "not-applicable" and self.optional)


@dataclass(frozen=True)
class Round:
    """One round of a step; without an outcome while it is under way."""

    code: str
    outcome: str | None = None
    back_to: str | None = None


@dataclass(frozen=True)
class StepStanding:
    """How a step stands after all rounds."""

    code: str
    state: State
    rounds: int = 0  # that were decided
    returned: bool = False  # the case came back to it, or it sent the case back, and it has not been decided since


@dataclass(frozen=True)
class Standing:
    """How a case stands."""

    steps: tuple[StepStanding, ...]
    outcome: str  # "running", "passed", "conditional" or "refused"

    @property
    def open(self) -> tuple[str, ...]:
        """The codes of the steps that may be decided now, in their order."""
        return tuple(step.code for step in self.steps if step.state is State.OPEN)

    @property
    def over(self) -> bool:
        return self.outcome != "running"

    def of(self, code: str) -> StepStanding:
        """The standing of one step; KeyError where the version has none of that code."""
        for step in self.steps:
            if step.code == code:
                return step
        raise KeyError(code)


def precedents(steps: Sequence[StepOf]) -> dict[str, tuple[str, ...]]:
    """For each step the codes that have to be decided before it.

    Only steps that stand earlier count, so that no order of steps can wait for itself; a step whose named precedents
    have all been dropped comes after the step before it.
    """
    found: dict[str, tuple[str, ...]] = {}
    earlier: list[str] = []
    for step in steps:
        named = tuple(code for code in step.after if code in earlier)
        found[step.code] = named or tuple(earlier[-1:])
        earlier.append(step.code)
    return found


def behind(steps: Sequence[StepOf], code: str) -> tuple[str, ...]:
    """The steps to which that step may send the case back, in order: all that lead to it, and itself."""
    before = precedents(steps)
    reached = {code}
    for step in reversed(steps):
        if step.code in reached:
            reached.update(before[step.code])
    return tuple(step.code for step in steps if step.code in reached)


def standing(steps: Sequence[StepOf], rounds: Sequence[Round]) -> Standing:
    """How a case stands on its version after the rounds so far, in the order in which they were begun.

    A return sets back all that was decided by then, also what was begun beside it: it counts from where its target
    begins anew, for what comes later rests on that.
    """
    before = precedents(steps)
    decided: dict[str, str] = {}
    counted: dict[str, int] = {}
    returned: set[str] = set()
    set_back: dict[str, set[str]] = {}  # target of a return → what it sets back, until the target begins anew
    refused = ""

    def go_back(target: str) -> None:
        for code in set_back.pop(target, ()):
            decided.pop(code, None)
            if counted.get(code):
                returned.add(code)

    for each in rounds:
        if each.outcome is None or each.code not in before:
            continue
        go_back(each.code)
        counted[each.code] = counted.get(each.code, 0) + 1
        if each.outcome == "refuse":
            refused = each.code
        elif each.outcome == "return":
            target = each.back_to if each.back_to in before else each.code
            again = _following(before, target or each.code) | {each.code}
            set_back.setdefault(target or each.code, set()).update(again)
        else:
            decided[each.code] = each.outcome
            returned.discard(each.code)
    for target in tuple(set_back):
        go_back(target)
    shown = tuple(
        StepStanding(step.code, _state(step.code, before, decided, refused), counted.get(step.code, 0),
                     step.code in returned)
        for step in steps)
    return Standing(shown, _outcome(steps, decided, refused))


def _following(before: dict[str, tuple[str, ...]], code: str) -> set[str]:
    """A step and all that come after it."""
    reached = {code}
    for each, precedents in before.items():
        if reached.intersection(precedents):
            reached.add(each)
    return reached


def _state(code: str, before: dict[str, tuple[str, ...]], decided: dict[str, str], refused: str) -> State:
    if code == refused:
        return State.REFUSED
    if code in decided:
        return _STATES[decided[code]]
    if not refused and all(each in decided for each in before[code]):
        return State.OPEN
    return State.WAITING


def _outcome(steps: Sequence[StepOf], decided: dict[str, str], refused: str) -> str:
    if refused:
        return "refused"
    if len(decided) < len(steps):
        return "running"
    return "conditional" if "conditional" in decided.values() else "passed"
