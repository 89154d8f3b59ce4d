"""How a case stands after its rounds: order, parallel steps, returns, refusals, and any sequence of legal decisions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.record.procedure import OUTCOMES
from partnerdesk.record.standing import Round, State, StepOf, behind, precedents, standing

LINE = tuple(StepOf(code) for code in "abcd")
FORK = (StepOf("a"), StepOf("b", ("a",)), StepOf("c", ("a",)), StepOf("d", ("b", "c")))


def _states(steps: tuple[StepOf, ...], *rounds: Round) -> str:
    signs = {State.WAITING: ".", State.OPEN: "o", State.PASSED: "p", State.CONDITIONAL: "c", State.NOT_APPLICABLE: "n",
             State.REFUSED: "r"}
    return "".join(signs[step.state] for step in standing(steps, rounds).steps)


def test_steps_follow_one_another() -> None:
    assert _states(LINE) == "o..."
    assert _states(LINE, Round("a", "pass"), Round("b")) == "po.."


def test_steps_that_share_a_precedent_are_open_together() -> None:
    assert _states(FORK, Round("a", "pass")) == "poo."
    assert _states(FORK, Round("a", "pass"), Round("c", "pass")) == "pop."
    assert _states(FORK, Round("a", "pass"), Round("c", "pass"), Round("b", "not-applicable")) == "pnpo"


def test_a_return_opens_the_step_again_and_lets_all_behind_it_wait() -> None:
    now = standing(LINE, [Round("a", "pass"), Round("b", "pass"), Round("c", "return", "a")])
    assert now.open == ("a",)
    assert [step.rounds for step in now.steps] == [1, 1, 1, 0]
    assert [step.returned for step in now.steps] == [True, True, True, False]
    assert not standing(LINE, [Round("a", "return", "a"), Round("a", "pass")]).of("a").returned


def test_a_return_leaves_alone_what_does_not_rest_on_that_step() -> None:
    assert _states(FORK, Round("a", "pass"), Round("b", "pass"), Round("c", "return", "c")) == "ppo."


def test_what_was_decided_beside_a_return_is_decided_anew() -> None:
    # All three were begun in this order; c had been decided when b sent the case back to a, on which c rests.
    back = (Round("a", "pass"), Round("b", "return", "a"), Round("c", "pass"))
    assert _states(FORK, *back) == "o..."
    assert standing(FORK, back).of("c").returned
    assert _states(FORK, *back, Round("a", "pass")) == "poo."
    assert _states(FORK, *back, Round("a", "pass"), Round("b", "pass"), Round("c", "pass")) == "pppo"


def test_a_refusal_ends_the_case() -> None:
    now = standing(LINE, [Round("a", "pass"), Round("b", "refuse")])
    assert (now.outcome, now.open) == ("refused", ())


def test_conditions_on_the_way_are_conditions_of_the_whole() -> None:
    assert standing(LINE[:2], [Round("a", "conditional"), Round("b", "pass")]).outcome == "conditional"
    # What was passed on conditions and then again without any is passed.
    again = [Round("a", "conditional"), Round("b", "return", "a"), Round("a", "pass"), Round("b", "pass")]
    assert standing(LINE[:2], again).outcome == "passed"


def test_a_step_may_send_back_only_to_what_led_to_it() -> None:
    assert behind(FORK, "b") == ("a", "b")
    assert behind(FORK, "d") == ("a", "b", "c", "d")


def test_a_step_without_its_precedents_comes_after_the_one_before_it() -> None:
    dropped = (StepOf("a"), StepOf("d", ("b", "c")), StepOf("e", ("f",)), StepOf("f"))
    assert precedents(dropped) == {"a": (), "d": ("a",), "e": ("d",), "f": ("e",)}


@st.composite
def versions(draw: st.DrawFn) -> tuple[StepOf, ...]:
    codes = "abcdefgh"[: draw(st.integers(1, 8))]
    return tuple(
        StepOf(code, tuple(draw(st.lists(st.sampled_from("abcdefghz"), max_size=3))),
               tuple({"pass", *draw(st.sets(st.sampled_from(OUTCOMES)))}), draw(st.booleans()))
        for code in codes)


@given(versions(), st.data())
def test_any_sequence_of_legal_decisions_ends_sanely(steps: tuple[StepOf, ...], data: st.DataObject) -> None:
    rounds: list[Round] = []
    for _ in range(data.draw(st.integers(0, 25))):
        now = standing(steps, rounds)
        assert now.over != bool(now.open)
        if now.over:
            break
        code = data.draw(st.sampled_from(now.open))
        step = next(step for step in steps if step.code == code)
        outcome = data.draw(st.sampled_from([each for each in OUTCOMES if step.allows(each)]))
        target = data.draw(st.sampled_from(behind(steps, code))) if outcome == "return" else None
        rounds.append(Round(code, outcome, target))
        after = standing(steps, rounds)
        assert sum(each.rounds for each in after.steps) == len(rounds)
        if outcome == "return":
            assert after.of(target or "").state is State.OPEN
    # Whoever passes from here on whatever is open comes to an end, after each step once at most.
    for _ in steps:
        now = standing(steps, rounds)
        if now.over:
            break
        rounds.append(Round(now.open[0], "pass"))
    ended = standing(steps, rounds)
    assert ended.over and not ended.open
    if ended.outcome != "refused":
        assert all(step.state in (State.PASSED, State.CONDITIONAL, State.NOT_APPLICABLE) for step in ended.steps)
