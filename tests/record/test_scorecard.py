"""The arithmetic of scorecards: weights, criteria that do not apply, raters, vetoes and ranks."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.office.partners.scorecards import TEMPLATES
from partnerdesk.record.scorecard import (
    NOT_APPLICABLE,
    WHOLE,
    Marks,
    Template,
    Weighed,
    by_group,
    deviation,
    half_up,
    mean,
    ranks,
    recommended,
    result,
    spread,
    still_open,
    vetoed,
)

CARD = (Weighed(1, 50_00, veto=1, group="a"), Weighed(2, 30_00, group="a"), Weighed(3, 20_00, group="b"))


@st.composite
def sheets(draw: st.DrawFn) -> tuple[tuple[Weighed, ...], dict[int, int]]:
    """A card of some criteria with any weights, and a whole sheet by it."""
    weights = draw(st.lists(st.integers(1, 100_00), min_size=1, max_size=12))
    marks = draw(st.lists(st.integers(0, 5), min_size=len(weights), max_size=len(weights)))
    return tuple(Weighed(key, weight) for key, weight in enumerate(weights)), dict(enumerate(marks))


@pytest.mark.parametrize(("marks", "expected"), [
    ({1: 5, 2: 4, 3: 3}, 430),
    ({1: 4, 2: NOT_APPLICABLE, 3: 3}, 371),  # (50·4 + 20·3) / 70 = 3.714…
    ({1: NOT_APPLICABLE, 2: NOT_APPLICABLE, 3: NOT_APPLICABLE}, None),
    ({}, None),
    ({3: 2}, 200),  # what is open weighs nothing either
])
def test_a_sheet_comes_to_the_mean_of_its_points_by_weight(marks: Marks, expected: int | None) -> None:
    assert result(CARD, marks) == expected


@given(sheets(), st.integers(1, 1000))
def test_only_the_proportions_of_the_weights_count(made: tuple[tuple[Weighed, ...], dict[int, int]], by: int) -> None:
    card, marks = made
    assert result(card, marks) == result([Weighed(each.key, each.weight * by) for each in card], marks)


@given(sheets(), st.integers(1, 100_00))
def test_what_does_not_apply_changes_nothing(made: tuple[tuple[Weighed, ...], dict[int, int]], weight: int) -> None:
    card, marks = made
    assert result((*card, Weighed(99, weight)), {**marks, 99: NOT_APPLICABLE}) == result(card, marks)


@given(sheets())
def test_a_result_lies_between_the_lowest_and_the_highest_points(
        made: tuple[tuple[Weighed, ...], dict[int, int]]) -> None:
    card, marks = made
    points = [each for each in marks.values() if each]
    reached = result(card, marks)
    if not points:
        assert reached is None
        return
    assert reached is not None
    assert 100 * min(points) <= reached <= 100 * max(points)
    if len(set(points)) == 1:
        assert reached == 100 * points[0]


@given(st.lists(st.one_of(st.none(), st.integers(100, 500)), max_size=12).flatmap(
    lambda results: st.tuples(st.just(results), st.permutations(results))))
def test_the_order_of_the_raters_does_not_matter(orders: tuple[list[int | None], list[int | None]]) -> None:
    assert mean(orders[0]) == mean(orders[1])


@given(st.lists(st.integers(0, 5), max_size=12).flatmap(
    lambda points: st.tuples(st.just(points), st.permutations(points))))
def test_the_spread_is_that_of_the_raters_to_whom_the_criterion_applies(orders: tuple[list[int], list[int]]) -> None:
    seen = spread(orders[0])
    assert seen == spread(orders[1])
    given = [each for each in orders[0] if each]
    if seen is None:
        assert not given
        return
    assert (seen.count, seen.lowest, seen.highest) == (len(given), min(given), max(given))
    assert 100 * seen.lowest <= seen.mean <= 100 * seen.highest
    assert seen.apart == (max(given) - min(given) >= 2)
    assert (seen.deviation == 0) == (len(set(given)) == 1)


@given(st.lists(st.integers(-500, 500), min_size=1, max_size=20))
def test_the_deviation_is_the_root_of_the_mean_square(values: list[int]) -> None:
    middle = sum(values) / len(values)
    exact = sqrt(sum((value - middle) ** 2 for value in values) / len(values))
    assert abs(deviation(values) - exact) <= 0.5 + 1e-6


@pytest.mark.parametrize(("value", "expected"), [
    (Fraction(5, 2), 3), (Fraction(7, 2), 4), (Fraction(249, 100), 2), (Fraction(251, 100), 3)])
def test_a_half_goes_up(value: Fraction, expected: int) -> None:
    assert half_up(value) == expected


def test_two_raters_half_a_hundredth_apart_come_to_the_higher() -> None:
    assert mean([412, 413]) == 413
    assert deviation([100, 200]) == 50


@pytest.mark.parametrize(("points", "expected"), [(1, (1,)), (2, ()), (NOT_APPLICABLE, ())])
def test_points_at_or_below_a_veto_veto(points: int, expected: tuple[int, ...]) -> None:
    assert vetoed(CARD, {1: points, 2: 1, 3: 1}) == expected


def test_what_has_no_mark_is_open_and_what_does_not_apply_is_not() -> None:
    assert still_open(CARD, {2: NOT_APPLICABLE}) == (1, 3)


def test_each_group_has_a_result_of_its_own() -> None:
    assert by_group(CARD, {1: 5, 2: 1, 3: NOT_APPLICABLE}) == {"a": 350, "b": None}


def test_equal_results_share_a_place_and_the_next_is_left_out() -> None:
    assert ranks({"a": 410, "b": 430, "c": 410, "d": None, "e": 300}) == {"b": 1, "a": 2, "c": 2, "e": 4}


@given(st.dictionaries(st.integers(), st.integers(100, 500), max_size=12))
def test_a_place_tells_how_many_are_better(results: dict[int, int]) -> None:
    for key, place in ranks(results).items():
        assert place == 1 + sum(other > results[key] for other in results.values())


@pytest.mark.parametrize(("reached", "threshold", "veto", "expected"), [
    (350, 350, False, True), (349, 350, False, False), (500, 350, True, False), (None, None, False, False),
    (100, None, False, True)])
def test_who_reaches_the_threshold_without_a_veto_is_recommended(
        reached: int | None, threshold: int | None, veto: bool, expected: bool) -> None:
    assert recommended(reached, threshold, veto=veto) is expected


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.code)
def test_what_is_shipped_is_whole(template: Template) -> None:
    assert template.weight == WHOLE
    assert len(template.points) == 5
    criteria = [criterion for group in template.groups for criterion in group.criteria]
    assert len({criterion.title for criterion in criteria}) == len(criteria)
    assert any(criterion.veto for criterion in criteria)
    assert all(criterion.guidance for criterion in criteria)


def test_codes_stand_once() -> None:
    assert len({template.code for template in TEMPLATES}) == len(TEMPLATES) == 5
