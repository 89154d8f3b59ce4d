"""From a need to an approved shortlist: candidates proposed and followed, ranked, listed, and decided as one list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.office.departments import FOUR
from partnerdesk.office.selection import acting, attendance, ranking
from partnerdesk.problems import Refused, Unsaved
from partnerdesk.store import listing
from partnerdesk.store.work import Work

Doing = Callable[[Callable[[Work], Any]], Any]
DAY = date(2026, 11, 20)
NINE = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
NAMES = ("江海物流集团有限公司", "云帆供应链科技有限公司", "恒泰仓储股份有限公司", "远航冷链有限公司")


@dataclass
class Seeking:
    """A need with four candidates, three of them scored, and the meeting at which that was done."""

    need: int = 0
    meeting: int = 0
    partners: list[int] = field(default_factory=list)
    people: dict[str, int] = field(default_factory=dict)  # department → attendance


@pytest.fixture
def seeking(work: Doing) -> Seeking:
    made: Seeking = work(_seeking)
    return made


def _seeking(work: Work) -> Seeking:
    def save(key: str, **values: Any) -> int:
        return work.save(listing.draft(work.look, key, None, **values))

    made = Seeking(need=save("needs", title="华东冷链仓储", state="evaluating"))
    made.partners = [save("partners", name=name, kinds=("supplier",), industry="冷链物流" if place else "港口")
                     for place, name in enumerate(NAMES)]
    made.meeting = save("meetings", name="综合评估会", state="held", starts=NINE)
    for position, department in enumerate(FOUR, 1):
        person = save("persons", name=f"{department}员", own=True, department=department)
        made.people[department] = save("attendances", meeting_id=made.meeting, person_id=person, position=position,
                                       status="late" if department == "legal" else "present")
    card = save("scorecards", code="need", title="需求择优评分表", threshold=350)
    acting.add_candidates(work, made.need, made.partners, DAY)
    for partner, results in zip(made.partners, ((300, 340), (412, 425), (450, 460)), strict=False):
        for rater, result in zip("甲乙", results, strict=True):
            save("score_sheets", scorecard_id=card, partner_id=partner, need_id=made.need, meeting_id=made.meeting,
                 rater=rater, rated=DAY, state="complete", result=result, vetoed=result == 460)
    return made


def _value(work: Doing, key: str, id: int, name: str) -> Any:
    return work(lambda w: getattr(w.look.get(contents.record(key), id), name))


def _lines(work: Doing, id: int) -> list[tuple[Any, ...]]:
    made: list[tuple[Any, ...]] = work(lambda w: [
        (each.position, w.look.get(contents.record("partners"), each.partner_id).name, each.result, each.proposal)
        for each in acting.lines_of(w.look, id)])
    return made


def _states(work: Doing, seeking: Seeking) -> list[str]:
    made: list[str] = work(lambda w: [
        next(each.state for each in ranking.of_need(w.look, seeking.need) if each.partner_id == partner)
        for partner in seeking.partners])
    return made


def test_candidates_are_proposed_by_kind_industry_and_text(work: Doing, seeking: Seeking) -> None:
    need = work(lambda w: w.save(listing.draft(w.look, "needs", None, title="港口装卸")))
    names = lambda **how: {each.name.chinese for each in work(lambda w: acting.proposals(w.look, need, **how))}  # noqa: E731
    assert names() == set(NAMES)
    assert names(kind="supplier", industry="冷链") == set(NAMES[1:])
    assert names(kind="customer") == set()
    assert names(text="远航") == {NAMES[3]}
    assert names(text="jhwl") == {NAMES[0]}
    assert work(lambda w: acting.proposals(w.look, seeking.need)) == ()


def test_who_has_left_is_not_proposed(work: Doing, seeking: Seeking) -> None:
    need = work(lambda w: w.save(listing.draft(w.look, "needs", None, title="港口装卸")))

    def left(w: Work) -> None:
        draft = listing.draft(w.look, "partners", seeking.partners[0])
        draft["stage"] = "exited"
        w.save(draft)

    work(left)
    assert NAMES[0] not in {each.name.chinese for each in work(lambda w: acting.proposals(w.look, need))}


def test_a_partner_is_a_candidate_once(work: Doing, seeking: Seeking) -> None:
    assert work(lambda w: acting.add_candidates(w, seeking.need, seeking.partners, DAY)) == 0
    with pytest.raises(Unsaved) as refused:
        work(lambda w: w.save(listing.draft(
            w.look, "candidates", None, need_id=seeking.need, partner_id=seeking.partners[0])))
    assert [problem.field for problem in refused.value.problems] == ["partner_id"]


def test_the_best_comes_first_and_a_veto_outweighs_points(work: Doing, seeking: Seeking) -> None:
    ranked = work(lambda w: ranking.of_need(w.look, seeking.need))
    assert [(each.partner.chinese, each.sheets, each.result, each.proposal) for each in ranked] == [
        (NAMES[1], 2, 419, "recommend"), (NAMES[0], 2, 320, "reserve"), (NAMES[3], 0, None, "reserve"),
        (NAMES[2], 2, 455, "decline")]


def test_a_shortlist_is_drawn_up_from_the_sheets_in_one_step(work: Doing, seeking: Seeking) -> None:
    candidate = work(lambda w: ranking.of_need(w.look, seeking.need)[2].candidate_id)
    work(lambda w: acting.set_state(w, candidate, "withdrew", DAY))
    id = work(lambda w: acting.draw_up(w, DAY, need_id=seeking.need))
    assert _lines(work, id) == [(1, NAMES[1], 419, "recommend"), (2, NAMES[0], 320, "reserve"),
                                (3, NAMES[2], 455, "decline")]
    assert _value(work, "shortlists", id, "meeting_id") == seeking.meeting
    assert _value(work, "needs", seeking.need, "state") == "shortlisted"
    assert _states(work, seeking) == ["scored", "scored", "scored", "withdrew"]
    work(lambda w: w.undo())
    assert _value(work, "needs", seeking.need, "state") == "evaluating"


def test_a_second_list_waits_for_the_first(work: Doing, seeking: Seeking) -> None:
    id = work(lambda w: acting.draw_up(w, DAY, need_id=seeking.need))
    with pytest.raises(Refused) as refused:
        work(lambda w: acting.draw_up(w, DAY, need_id=seeking.need))
    assert refused.value.values["number"] == _value(work, "shortlists", id, "number")


def test_a_list_without_candidates_is_refused(work: Doing) -> None:
    need = work(lambda w: w.save(listing.draft(w.look, "needs", None, title="无")))
    with pytest.raises(Refused):
        work(lambda w: acting.draw_up(w, DAY, need_id=need))


def test_ranks_follow_when_one_is_moved(work: Doing, seeking: Seeking) -> None:
    id = work(lambda w: acting.draw_up(w, DAY, need_id=seeking.need))
    last = work(lambda w: acting.lines_of(w.look, id)[3].id)
    work(lambda w: acting.move(w, last, -2))
    assert [line[:2] for line in _lines(work, id)] == [(1, NAMES[1]), (2, NAMES[2]), (3, NAMES[0]), (4, NAMES[3])]
    work(lambda w: acting.move(w, last, -9))
    assert _lines(work, id)[0][1] == NAMES[2]


def _submitted(work: Doing, seeking: Seeking) -> int:
    id: int = work(lambda w: acting.draw_up(w, DAY, need_id=seeking.need))
    work(lambda w: acting.submit(w, id, DAY))
    return id


@pytest.mark.parametrize("status", ["absent", "on-leave", "by-proxy", None])
def test_a_list_is_not_approved_when_a_department_was_missing(
        status: str | None, work: Doing, seeking: Seeking) -> None:
    id = _submitted(work, seeking)

    def absent(w: Work) -> None:
        draft = listing.draft(w.look, "attendances", seeking.people["finance"])
        draft["status"] = status
        w.save(draft)

    work(absent)
    assert work(lambda w: attendance.missing(w.look, seeking.meeting)) == ("finance",)
    with pytest.raises(Unsaved) as refused:
        work(lambda w: acting.approve(w, id, "郑总", DAY))
    (problem,) = refused.value.problems
    assert (problem.field, problem.values["departments"]) == ("meeting_id", ["Finance department"])
    assert _value(work, "shortlists", id, "state") == "submitted"


def test_a_list_is_not_approved_without_its_meeting(work: Doing, seeking: Seeking) -> None:
    id = _submitted(work, seeking)

    def unlinked(w: Work) -> None:
        draft = listing.draft(w.look, "shortlists", id)
        draft["meeting_id"] = None
        w.save(draft)

    work(unlinked)
    with pytest.raises(Unsaved) as refused:
        work(lambda w: acting.approve(w, id, "郑总", DAY))
    assert [problem.field for problem in refused.value.problems] == ["meeting_id"]


def test_an_approved_list_moves_candidates_and_partners(work: Doing, seeking: Seeking) -> None:
    id = _submitted(work, seeking)
    work(lambda w: acting.approve(w, id, "郑总", DAY, "总经理办公会〔2026〕9号"))
    assert _states(work, seeking) == ["reserve", "recommended", "declined", "reserve"]
    assert [_value(work, "partners", each, "stage") for each in seeking.partners] == [
        "prospect", "admitted", "prospect", "prospect"]
    with pytest.raises(Unsaved):
        work(lambda w: acting.propose(w, acting.lines_of(w.look, id)[0].id, "decline"))


def test_who_withdrew_is_struck_off_when_the_list_is_ranked_anew_and_admitted_by_none(
    work: Doing, seeking: Seeking,
) -> None:
    first, second = seeking.partners[1], seeking.partners[0]
    shortlist = work(lambda w: acting.draw_up(w, DAY, need_id=seeking.need))
    work(lambda w: _withdraw(w, first))
    assert work(lambda w: acting.renew(w, shortlist)) == 3
    lines = work(lambda w: [(each.partner_id, each.position) for each in acting.lines_of(w.look, shortlist)])
    assert [position for _, position in lines] == [1, 2, 3] and first not in dict(lines)
    # Without ranking anew: the line stands, and admits nobody.
    work(lambda w: acting.propose(w, next(
        each.id for each in acting.lines_of(w.look, shortlist) if each.partner_id == second), "recommend"))
    work(lambda w: _withdraw(w, second))
    work(lambda w: acting.submit(w, shortlist, DAY))
    work(lambda w: acting.approve(w, shortlist, "周总", DAY))
    assert _value(work, "partners", second, "stage") == _value(work, "partners", first, "stage") == "prospect"


def _withdraw(work: Work, partner: int) -> None:
    candidate: Any = contents.record("candidates")
    for (id,) in work.look.rows(select(candidate.id).where(candidate.partner_id == partner)):
        acting.set_state(work, id, "withdrew", DAY)


def test_whose_case_is_under_way_is_admitted_by_that_case(work: Doing, seeking: Seeking) -> None:
    id = _submitted(work, seeking)

    def running(w: Work) -> None:
        procedure = w.save(listing.draft(w.look, "procedures", None, code="c", title="准入"))
        w.save(listing.draft(w.look, "cases", None, procedure_id=procedure, partner_id=seeking.partners[1], opened=DAY))

    work(running)
    work(lambda w: acting.approve(w, id, "郑总", DAY))
    assert _value(work, "partners", seeking.partners[1], "stage") == "review"


def test_only_what_was_submitted_is_decided(work: Doing, seeking: Seeking) -> None:
    id = work(lambda w: acting.draw_up(w, DAY, need_id=seeking.need))
    with pytest.raises(Refused):
        work(lambda w: acting.approve(w, id, "郑总", DAY))
    work(lambda w: acting.submit(w, id, DAY))
    work(lambda w: acting.refuse(w, id, "郑总", DAY))
    assert _value(work, "shortlists", id, "state") == "refused"
    assert _states(work, seeking) == ["scored", "scored", "scored", "invited"]
    assert work(lambda w: acting.draw_up(w, DAY, need_id=seeking.need)) != id


def test_those_who_apply_to_an_alliance_are_listed_from_their_cases(work: Doing, seeking: Seeking) -> None:
    def applied(w: Work) -> int:
        alliance = w.save(listing.draft(w.look, "alliances", None, name="华东联盟"))
        procedure = w.save(listing.draft(w.look, "procedures", None, code="b", title="入盟"))
        for partner in seeking.partners[:2]:
            case = w.save(listing.draft(w.look, "cases", None, procedure_id=procedure, partner_id=partner,
                                        alliance_id=alliance, opened=DAY))
            card = w.save(listing.draft(w.look, "scorecards", None, code="b", title="入盟评分表"))
            w.save(listing.draft(w.look, "score_sheets", None, scorecard_id=card, partner_id=partner, case_id=case,
                                 rater="甲", state="complete", result=380 + partner))
        return alliance

    alliance = work(applied)
    id = work(lambda w: acting.draw_up(w, DAY, alliance_id=alliance, meeting_id=seeking.meeting))
    assert [line[1] for line in _lines(work, id)] == [NAMES[1], NAMES[0]]


def test_a_need_goes_from_draft_to_met(work: Doing) -> None:
    need = work(lambda w: w.save(listing.draft(w.look, "needs", None, title="华东冷链仓储")))
    states = []
    for _ in range(3):
        work(lambda w: acting.onward(w, need, DAY))
        states.append(_value(work, "needs", need, "state"))
    assert states == ["review", "published", "evaluating"]
    assert _value(work, "needs", need, "published") == DAY
    with pytest.raises(Refused):
        work(lambda w: acting.onward(w, need, DAY))
