"""Checklists: drawn up in both languages with their days, settled point by point, closed only when nothing is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from partnerdesk.office.checklists import acting
from partnerdesk.office.checklists.records import AREAS, OF_KIND
from partnerdesk.office.checklists.standing import Standing, standing
from partnerdesk.office.checklists.templates import TEMPLATES
from partnerdesk.problems import Refused, Unsaved
from partnerdesk.store import listing
from partnerdesk.words import CHINESE, Words

Doing = Callable[..., Any]
DAY = date(2026, 11, 20)


def _partner(work: Doing) -> int:
    made: int = work(lambda w: w.save(listing.draft(w.look, "partners", None, name="江海物流集团有限公司")))
    return made


def _drawn(work: Doing, kind: str = "diligence", **more: Any) -> int:
    partner = _partner(work)
    made: int = work(lambda w: acting.draw_up(w, partner, kind, DAY, **more))
    return made


def _standing(work: Doing, id: int) -> Standing:
    made: Standing = work(lambda w: standing(w.look, id))
    return made


def _settled(work: Doing, id: int, but: int = 0) -> None:
    """Settle all points but the first few."""
    now = _standing(work, id)
    for point in now.points[but:]:
        work(lambda w, point=point: acting.grade(w, point.id, "clear", DAY))


@pytest.mark.parametrize("kind", TEMPLATES)
def test_every_area_of_a_kind_has_its_points(kind: str) -> None:
    areas = [point.area for point in TEMPLATES[kind]]
    assert tuple(dict.fromkeys(areas)) == OF_KIND[kind]
    assert all(3 <= areas.count(area) <= 8 for area in OF_KIND[kind])
    assert len({point.item for point in TEMPLATES[kind]}) == len(TEMPLATES[kind])


def test_the_four_areas_of_due_diligence_are_looked_at_in_depth() -> None:
    areas = [point.area for point in TEMPLATES["diligence"]]
    assert all(6 <= areas.count(area) <= 8 for area in OF_KIND["diligence"])


def test_the_areas_are_those_of_the_register() -> None:
    assert {area for areas in OF_KIND.values() for area in areas} == {choice.key for choice in AREAS}


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_checklist_is_drawn_up_in_both_languages_in_one_step(kind: str, work: Doing) -> None:
    now = _standing(work, _drawn(work, kind))
    assert len(now.points) == now.open == len(TEMPLATES[kind])
    chinese = Words(CHINESE)
    assert [(point.item.chinese, point.item.english) for point in now.points] == [
        (chinese(point.item), point.item) for point in TEMPLATES[kind]]
    assert all(point.item.chinese != point.item.english for point in now.points)
    work(lambda w: w.undo())
    assert work(lambda w: listing.total(w.look, listing.Listing("checklist_items"))) == 0


def test_an_onboarding_has_a_guided_period_and_days_within_it(work: Doing) -> None:
    now = _standing(work, _drawn(work, "onboarding"))
    assert now.ends == date(2027, 2, 20)
    assert all(point.due is not None and DAY <= point.due <= now.ends for point in now.points)
    assert max(point.due for point in now.points) == now.ends  # type: ignore[type-var]


def test_no_second_one_of_a_kind_while_the_first_is_open(work: Doing) -> None:
    id = _drawn(work)
    now = _standing(work, id)
    with pytest.raises(Unsaved) as refused:
        work(lambda w: acting.draw_up(w, now.partner_id, "diligence", DAY))
    assert [(each.field, each.values) for each in refused.value.problems] == [("kind", {"number": now.number})]
    assert work(lambda w: acting.draw_up(w, now.partner_id, "onboarding", DAY))


def test_a_finding_settles_a_point_of_due_diligence(work: Doing) -> None:
    id = _drawn(work)
    first, second, third = _standing(work, id).points[:3]
    work(lambda w: acting.grade(w, first.id, "clear", DAY))
    work(lambda w: acting.grade(w, second.id, "none", DAY))
    with pytest.raises(Unsaved) as refused:
        work(lambda w: acting.grade(w, third.id, "serious", DAY))
    assert [problem.field for problem in refused.value.problems] == ["finding"]
    work(lambda w: acting.grade(w, third.id, "serious", DAY, "两起合同纠纷尚未审结"))
    now = _standing(work, id)
    assert [(point.grade, point.done, point.open) for point in now.points[:3]] == [
        ("clear", DAY, False), ("none", None, False), ("serious", DAY, False)]
    assert now.open == len(now.points) - 3
    work(lambda w: acting.grade(w, first.id, None, DAY))
    assert _standing(work, id).points[0].open


def test_a_point_of_an_onboarding_is_settled_by_being_done(work: Doing) -> None:
    id = _drawn(work, "onboarding")
    first, second = _standing(work, id).points[:2]
    work(lambda w: acting.mark_done(w, first.id, DAY))
    work(lambda w: acting.grade(w, second.id, "minor", DAY, "缺一份简介"))
    now = _standing(work, id)
    assert [point.open for point in now.points[:2]] == [False, True]
    work(lambda w: acting.mark_done(w, first.id, DAY))
    assert _standing(work, id).points[0].open


def test_it_is_not_closed_while_a_point_is_open(work: Doing) -> None:
    id = _drawn(work)
    _settled(work, id, but=2)
    with pytest.raises(Unsaved) as refused:
        work(lambda w: acting.close(w, id, "fit", DAY))
    assert [(problem.field, problem.values) for problem in refused.value.problems] == [("state", {"count": 2})]
    _settled(work, id)
    work(lambda w: acting.close(w, id, "fit", DAY, "未发现重大问题"))
    now = _standing(work, id)
    assert (now.state, now.conclusion, now.open) == ("closed", "fit", 0)


@pytest.mark.parametrize("conclusion", ["fit", "conditional"])
def test_a_point_that_forbids_stands_against_a_good_conclusion(conclusion: str, work: Doing) -> None:
    id = _drawn(work)
    _settled(work, id, but=1)
    first = _standing(work, id).points[0]
    work(lambda w: acting.grade(w, first.id, "veto", DAY, "实际控制人为失信被执行人"))
    with pytest.raises(Unsaved) as refused:
        work(lambda w: acting.close(w, id, conclusion, DAY))
    assert [problem.field for problem in refused.value.problems] == ["conclusion"]
    work(lambda w: acting.close(w, id, "unfit", DAY))
    assert _standing(work, id).conclusion == "unfit"


def test_the_points_of_a_closed_checklist_stay_until_it_is_opened_again(work: Doing) -> None:
    id = _drawn(work)
    _settled(work, id)
    work(lambda w: acting.close(w, id, "fit", DAY))
    first = _standing(work, id).points[0]
    with pytest.raises(Unsaved):
        work(lambda w: acting.grade(w, first.id, "minor", DAY, "补充"))
    work(lambda w: acting.reopen(w, id))
    work(lambda w: acting.grade(w, first.id, "minor", DAY, "补充"))
    now = _standing(work, id)
    assert (now.state, now.conclusion, now.graded("minor")) == ("open", "", 1)


def test_what_is_late_is_counted(work: Doing) -> None:
    now = _standing(work, _drawn(work, "onboarding"))
    assert now.overdue(DAY) == 0
    assert now.overdue(date(2026, 11, 24)) == 1
    assert now.overdue(date(2027, 3, 1)) == len(now.points)


def test_points_are_put_on_an_empty_checklist_once(work: Doing) -> None:
    partner = _partner(work)
    id = work(lambda w: w.save(listing.draft(w.look, "checklists", None, partner_id=partner, kind="exit", begins=DAY)))
    assert work(lambda w: acting.fill(w, id)) == len(TEMPLATES["exit"])
    with pytest.raises(Refused):
        work(lambda w: acting.fill(w, id))


def test_an_area_belongs_to_the_kind(work: Doing) -> None:
    id = _drawn(work)
    with pytest.raises(Unsaved) as refused:
        work(lambda w: w.save(listing.draft(
            w.look, "checklist_items", None, checklist_id=id, area="brand", item="标识")))
    assert [problem.field for problem in refused.value.problems] == ["area"]
