"""Scorecards taken over, revised and put in force; sheets scored and weighed, partners and candidates compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from partnerdesk.office import contents
from partnerdesk.office.comparison import card, card_in_force, compared, rounds, sheet
from partnerdesk.office.letterhead import records
from partnerdesk.office.scorecards import acting
from partnerdesk.office.scorecards.records import Criterion, Score, Scorecard, ScoreSheet
from partnerdesk.office.scorecards.shipped import shipped, suiting
from partnerdesk.office.selection import acting as selection
from partnerdesk.problems import Refused, Unsaved
from partnerdesk.record.scorecard import WHOLE
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import ENGLISH, Words

Doing = Callable[[Callable[[Work], Any]], Any]
DAY = date(2026, 11, 20)


def small(work: Work, *weights: int, veto: int | None = None, code: str = "small", threshold: int = 350) -> int:
    """A card in force with as many criteria as weights, the first with a veto."""
    id = work.save(listing.draft(work.look, "scorecards", code=code, title="评分表", threshold=threshold))
    for place, weight in enumerate(weights, 1):
        work.save(listing.draft(work.look, "criteria", scorecard_id=id, position=place, title=f"指标{place}",
                                weight=weight, group=f"组{(place + 1) // 2}", veto=veto if place == 1 else None))
    return acting.put_in_force(work, id)


def partner(work: Work, name: str) -> int:
    return work.save(listing.draft(work.look, "partners", name=name))


def scored(work: Work, card_id: int, partner_id: int, rater: str, *points: int | None, **more: Any) -> int:
    """A rater's sheet with points in the order of the criteria; None leaves one open."""
    id = acting.begin_sheet(work, card_id, partner_id, rater, DAY, **more)
    criteria = card(work.look, card_id).criteria
    acting.score(work, id, {each.id: mark for each, mark in zip(criteria, points, strict=True) if mark is not None})
    return id


def test_a_shipped_card_becomes_the_offices_own_and_is_in_force(work: Doing) -> None:
    template = shipped()[0]
    id = work(lambda made: acting.take_over(made, template))
    kept = work(lambda made: card(made.look, id))
    assert (kept.code, kept.edition, kept.state, kept.weight) == (template.code, 1, "in-force", WHOLE)
    assert len(kept.criteria) == sum(len(group.criteria) for group in template.groups)
    assert len(kept.groups) == len(template.groups)
    first = kept.criteria[0]
    assert first.title.english == template.groups[0].criteria[0].title
    assert first.title.chinese and first.title.chinese != first.title.english
    assert first.guidance.chinese and first.group.chinese and kept.points.chinese.count("\n") == 4
    assert work(lambda made: acting.take_over(made, template)) == id


def test_all_shipped_cards_are_taken_over_once(work: Doing) -> None:
    first = work(acting.take_all_over)
    assert work(acting.take_all_over) == first
    assert work(lambda made: len(records(made.look, Scorecard))) == 5


@pytest.mark.parametrize(("kinds", "need", "expected"), [
    (("supplier", "member"), False, "supplier"), (("distributor",), False, "distributor"),
    (("strategic",), False, "strategy-capability-culture"), ((), False, "admission-factors"),
    (("customer",), False, "admission-factors"), (("supplier",), True, "four-criteria")])
def test_the_card_follows_from_the_kind_of_partner(kinds: tuple[str, ...], need: bool, expected: str) -> None:
    assert suiting(kinds, need=need).code == expected


def test_weights_that_are_no_whole_are_refused_with_their_sum(work: Doing) -> None:
    def job(made: Work) -> int:
        return small(made, 60_00, 32_50)

    with pytest.raises(Unsaved) as refused:
        work(job)
    (problem,) = refused.value.problems
    assert problem.said(Words(ENGLISH)) == "The weights add up to 92.5 %, not to 100 %."


def test_a_new_version_takes_the_place_of_the_old_whose_sheets_stay(work: Doing) -> None:
    old = work(lambda made: small(made, 60_00, 40_00))
    one = work(lambda made: scored(made, old, partner(made, "甲"), "张三", 5, 3))
    new = work(lambda made: acting.new_version(made, old))
    assert work(lambda made: acting.new_version(made, old)) == new  # never two of them
    with pytest.raises(Unsaved):
        work(lambda made: acting.change_criterion(made, card(made.look, old).criteria[0].id, weight=10_00))

    def revise(made: Work) -> None:
        first, second = card(made.look, new).criteria
        acting.change_criterion(made, first.id, weight=50_00)
        third = acting.add_criterion(made, new, title="指标三", weight=10_00)
        acting.move_criterion(made, third, -2)
        acting.put_in_force(made, new)
        assert [each.id for each in card(made.look, new).criteria] == [third, first.id, second.id]

    work(revise)
    assert work(lambda made: [(each.edition, each.state) for each in records(made.look, Scorecard)]) == [
        (1, "superseded"), (2, "in-force")]
    assert work(lambda made: card_in_force(made.look, "small").id) == new
    assert work(lambda made: sheet(made.look, one).result) == 420
    with pytest.raises(Refused):
        work(lambda made: acting.begin_sheet(made, old, partner(made, "乙"), "张三", DAY))


def test_a_dropped_criterion_leaves_its_neighbours_numbered_through(work: Doing) -> None:
    new = work(lambda made: acting.new_version(made, small(made, 30_00, 30_00, 40_00)))

    def drop(made: Work) -> list[int | None]:
        acting.drop_criterion(made, card(made.look, new).criteria[1].id)
        return [each.position for each in records(made.look, Criterion, Criterion.scorecard_id == new)]

    assert work(drop) == [1, 2]
    in_force = work(lambda made: card_in_force(made.look, "small"))
    with pytest.raises(Refused):
        work(lambda made: acting.drop_criterion(made, in_force.criteria[0].id))


def test_a_sheet_is_complete_when_nothing_is_open_and_carries_its_result(work: Doing) -> None:
    def job(made: Work) -> int:
        return scored(made, small(made, 50_00, 30_00, 20_00, veto=1), partner(made, "甲"), "张三", 4, 0, None)

    id = work(job)

    def stands(made: Work) -> tuple[str, int | None, bool]:
        (one,) = records(made.look, ScoreSheet)
        return one.state, one.result, one.vetoed

    assert work(stands) == ("open", 400, False)
    criteria = work(lambda made: card(made.look, 1).criteria)
    work(lambda made: acting.score(made, id, {criteria[0].id: 1, criteria[1].id: 0, criteria[2].id: 5},
                                   {criteria[2].id: "实地查看"}))
    assert work(stands) == ("complete", 214, True)
    kept = work(lambda made: sheet(made.look, id))
    assert kept.remarks == {criteria[2].id: "实地查看"}
    assert kept.vetoes == (criteria[0].id,)
    work(lambda made: acting.score(made, id, {}))
    assert work(stands) == ("open", None, False)
    assert work(lambda made: len(records(made.look, Score))) == 3


def test_one_undoing_takes_a_whole_sheet_back(work: Doing) -> None:
    one = work(lambda made: small(made, 50_00, 50_00))
    id = work(lambda made: acting.begin_sheet(made, one, partner(made, "甲"), "张三", DAY))
    criteria = work(lambda made: card(made.look, one).criteria)
    work(lambda made: acting.score(made, id, {each.id: 5 for each in criteria}))
    work(lambda made: made.undo())
    assert work(lambda made: (sheet(made.look, id).marks, sheet(made.look, id).complete)) == ({}, False)


@pytest.mark.parametrize("marks", [{99: 3}, {1: 6}, {1: -1}])
def test_what_no_sheet_can_hold_is_refused(work: Doing, marks: dict[int, int]) -> None:
    one = work(lambda made: small(made, 50_00, 50_00))
    id = work(lambda made: acting.begin_sheet(made, one, partner(made, "甲"), "张三", DAY))
    with pytest.raises(Refused):
        work(lambda made: acting.score(made, id, marks))


def test_the_next_rater_gets_a_sheet_of_the_same_occasion_once(work: Doing) -> None:
    one = work(lambda made: small(made, 50_00, 50_00))
    need = work(lambda made: made.save(listing.draft(made.look, "needs", title="冷链运力")))
    first = work(lambda made: acting.begin_sheet(made, one, partner(made, "甲"), "张三", DAY, need_id=need))
    second = work(lambda made: acting.next_sheet(made, first, "李四"))
    assert work(lambda made: sheet(made.look, second).need) == need
    with pytest.raises(Refused):
        work(lambda made: acting.next_sheet(made, second, "张三"))
    other = work(lambda made: acting.next_sheet(made, second, "李四", partner(made, "乙")))
    assert work(lambda made: (sheet(made.look, other).need, sheet(made.look, other).rated)) == (need, DAY)


def test_single_marks_and_remarks_are_given_and_taken_away(work: Doing) -> None:
    one = work(lambda made: small(made, 50_00, 50_00))
    id = work(lambda made: acting.begin_sheet(made, one, partner(made, "甲"), "张三", DAY))
    first, second = work(lambda made: [each.id for each in card(made.look, one).criteria])
    work(lambda made: acting.mark(made, id, first, 4))
    work(lambda made: acting.mark(made, id, second, 0))
    assert work(lambda made: acting.remark_on(made, id, first, "现场查看").complete)
    after = work(lambda made: acting.mark(made, id, second, None))
    assert (after.marks, after.remarks, after.complete) == ({first: 4}, {first: "现场查看"}, False)


def test_candidates_stand_side_by_side_and_a_veto_takes_the_place_away(work: Doing) -> None:
    def job(made: Work) -> tuple[int, dict[str, int]]:
        one = small(made, 60_00, 40_00, veto=1)
        need = made.save(listing.draft(made.look, "needs", title="冷链运力"))
        ids = {name: partner(made, name) for name in ("甲", "乙", "丙", "丁", "戊", "己")}
        for name, id in ids.items():
            if name != "己":  # withdrawn before anybody scored it
                made.save(listing.draft(made.look, "candidates", need_id=need, partner_id=id))
        made.save(listing.draft(made.look, "candidates", need_id=need, partner_id=ids["己"], state="withdrew"))
        for name, rater, *points in (
                ("甲", "张三", 4, 4), ("甲", "李四", 4, 2), ("乙", "张三", 4, 3), ("乙", "李四", 4, 3),
                ("丙", "张三", 5, 5), ("丙", "李四", 1, 5), ("丁", "张三", 3, 3), ("丁", "李四", 5, None)):
            scored(made, one, ids[name], rater, *points, need_id=need)
        return need, ids

    need, ids = work(job)
    (made,) = work(lambda look: compared(look.look, need))
    assert [(each.name.chinese, each.result, each.place, each.recommended) for each in made.standings] == [
        ("甲", 360, 1, True), ("乙", 360, 1, True), ("丁", 300, 3, False), ("丙", 380, None, False),
        ("戊", None, None, False)]
    assert [each.partner for each in made.recommended] == [ids["甲"], ids["乙"]]
    by_name = {each.name.chinese: each for each in made.standings}
    assert by_name["丁"].begun == 1
    assert [(veto.rater, veto.points) for veto in by_name["丙"].vetoes] == [("李四", 1)]
    first, second = made.card.criteria
    assert by_name["丙"].apart(made.card) == (first,)
    assert by_name["甲"].apart(made.card) == (second,)
    assert by_name["甲"].spread == (320, 400, 40)
    assert by_name["甲"].of_group(made.card.groups[0]) == 360
    assert made.raters == ("张三", "李四")
    # Who withdraws after the scoring is ranked and recommended no longer.
    candidate: Any = contents.record("candidates")
    gone = work(lambda look: records(look.look, candidate, candidate.partner_id == ids["甲"])[0].id)
    work(lambda look: selection.set_state(look, gone, "withdrew", DAY))
    (made,) = work(lambda look: compared(look.look, need))
    assert [(each.name.chinese, each.place) for each in made.standings] == [
        ("乙", 1), ("丁", 2), ("丙", None), ("戊", None)]


def test_a_partner_is_judged_occasion_by_occasion(work: Doing) -> None:
    def job(made: Work) -> int:
        one, other = small(made, 60_00, 40_00), small(made, 100_00, code="other")
        id = partner(made, "甲")
        need = made.save(listing.draft(made.look, "needs", title="冷链运力"))
        scored(made, one, id, "张三", 5, 5)
        scored(made, one, id, "张三", 1, 1, need_id=need)
        scored(made, other, id, "张三", 3)
        return id

    id = work(job)
    made = work(lambda look: rounds(look.look, id))
    assert sorted((each.card.code, each.need_title.chinese, each.standing.result) for each in made) == [
        ("other", "", 300), ("small", "", 500), ("small", "冷链运力", 100)]
