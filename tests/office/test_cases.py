"""Cases in a real desk: opened, decided, returned, suspended, cancelled, undone; gates; versions; due days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.office.cases import acting, versions
from partnerdesk.office.cases.acting import Decision
from partnerdesk.office.cases.course import Course, course
from partnerdesk.office.cases.records import GATES
from partnerdesk.office.departments import DEPARTMENTS, FOUR
from partnerdesk.office.due import falling_due
from partnerdesk.office.exits import acting as leaving
from partnerdesk.office.partners.records import STAGES
from partnerdesk.problems import Refused, Unsaved
from partnerdesk.record.procedure import OUTCOMES, Procedure
from partnerdesk.record.standing import State, StepOf, precedents
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE, Words

Doing = Callable[[Callable[[Work], Any]], Any]
DAY = date(2026, 11, 20)


def _save(work: Work, key: str, **values: Any) -> int:
    return work.save(listing.draft(work.look, key, None, **values))


def _partner(work: Work) -> int:
    return _save(work, "partners", name="东衡精密机械有限公司", kinds=("supplier",), credit_code="91350100M000100Y43")


def _open(work: Work, code: str = "onboarding", day: date = DAY) -> int:
    return acting.open_case(work, code, "partner_id", _partner(work), day)


def _seen(doing: Doing, case: int, day: date = DAY) -> Course:
    seen: Course = doing(lambda work: course(work.look, case, day))
    return seen


def _states(seen: Course) -> str:
    signs = {State.WAITING: ".", State.OPEN: "o", State.PASSED: "p", State.CONDITIONAL: "c", State.NOT_APPLICABLE: "n",
             State.REFUSED: "r"}
    return "".join(signs[step.state] for step in seen.steps)


def _decide(doing: Doing, case: int, step: str, outcome: str = "pass", day: date = DAY, **values: Any) -> None:
    said = {"opinion": "见附件"} if outcome in ("return", "refuse", "not-applicable") else {}
    doing(lambda work: acting.decide(work, case, step, Decision(outcome, day, "王启明", **{**said, **values})))


def _value(doing: Doing, key: str, id: int, name: str) -> Any:
    return doing(lambda work: getattr(work.look.get(contents.record(key), id), name))


@pytest.mark.parametrize("procedure", contents.procedures(), ids=lambda each: each.code)
def test_what_is_shipped_is_sound(procedure: Procedure) -> None:
    codes = [step.code for step in procedure.steps]
    assert len(set(codes)) == len(codes)
    assert procedure.subject in contents.load_records()
    assert {procedure.enters, procedure.passed, procedure.refused} - {""} <= {choice.key for choice in STAGES}
    for place, step in enumerate(procedure.steps):
        assert step.department in {choice.key for choice in DEPARTMENTS}
        assert set(step.gates) <= {choice.key for choice in GATES}
        assert set(step.outcomes) <= set(OUTCOMES) and "pass" in step.outcomes
        assert set(step.after) <= set(codes[:place])
    # Every step leads to the last one, so that none can be forgotten at the end.
    before = precedents([StepOf(step.code, step.after) for step in procedure.steps])
    reached = {codes[-1]}
    for code in reversed(codes):
        if code in reached:
            reached.update(before[code])
    assert reached == set(codes)


def test_all_that_is_shipped_is_taken_over_once(work: Doing) -> None:
    assert work(lambda work: versions.take_over_all(work, DAY)) == len(contents.procedures())
    assert work(lambda work: versions.take_over_all(work, DAY)) == 0
    offered = work(lambda work: versions.variants(work.look, "partners"))
    assert [each.code for each in offered] == [
        each.code for each in contents.procedures() if each.subject == "partners"]


def test_a_case_brings_its_procedure_its_first_step_and_the_stage_of_the_partner(work: Doing) -> None:
    case = work(lambda work: _open(work, "admission-general"))
    seen = _seen(work, case)
    assert (seen.number, seen.edition, _states(seen)) == ("BL-2026-0001", 1, "o...")
    assert seen.title.chinese == Words(CHINESE)("Admission of a partner in general")
    assert seen.due == date(2026, 11, 27)
    assert _value(work, "cases", case, "waits_for") == ("market",)
    partner = seen.subject_id
    assert _value(work, "partners", partner, "stage") == "review"
    with pytest.raises(Refused):
        work(lambda work: acting.open_case(work, "admission-general", "partner_id", partner, DAY))


def test_steps_open_one_another_and_the_last_passes_the_case(work: Doing) -> None:
    case = work(_open)
    _decide(work, case, "background", day=date(2026, 11, 23))
    seen = _seen(work, case)
    assert _states(seen) == "poo.."
    assert seen.due == date(2026, 11, 26)  # contacts, three working days
    assert _value(work, "cases", case, "step").count("、") == 1
    _decide(work, case, "training", day=date(2026, 11, 24))
    _decide(work, case, "contacts", day=date(2026, 11, 24))
    _decide(work, case, "launch", "not-applicable", day=date(2026, 11, 24))
    with pytest.raises(Unsaved) as missing:
        _decide(work, case, "guided", day=date(2026, 11, 25))
    assert [problem.field for problem in missing.value.problems] == ["outcome"]
    work(lambda work: _onboarded(work, case))
    _decide(work, case, "guided", "conditional", day=date(2026, 12, 1), conditions="三个月内补齐培训记录")
    seen = _seen(work, case)
    assert (seen.state, seen.closed, seen.due) == ("conditional", date(2026, 12, 1), None)
    assert "三个月内" in seen.conditions
    assert _value(work, "partners", seen.subject_id, "stage") == "active"


def _onboarded(work: Work, case: int) -> None:
    partner = work.look.get(contents.record("cases"), case).partner_id
    checklist = _save(work, "checklists", partner_id=partner, kind="onboarding", begins=DAY)
    _save(work, "checklist_items", checklist_id=checklist, area="background", item="介绍", done=DAY)


def test_a_return_keeps_every_round(work: Doing) -> None:
    case = work(_open)
    _decide(work, case, "background")
    _decide(work, case, "contacts", "return", back_to="background")
    seen = _seen(work, case)
    assert _states(seen) == "o...." and seen.step("background").returned
    # The step that was open beside it waits again, and its round of nothing is gone.
    assert seen.step("training").rounds == ()
    _decide(work, case, "background")
    assert _states(_seen(work, case)) == "poo.."
    rounds = _seen(work, case).step("contacts").rounds
    assert [(each.number, each.outcome) for each in rounds] == [(1, "return"), (2, "")]


@pytest.mark.parametrize(("step", "decision", "field"), [
    ("background", Decision("refuse", DAY, "王启明", "不同意"), "outcome"),  # not provided for
    ("background", Decision("return", DAY, "王启明", "退回", back_to="training"), "back_to"),
    ("background", Decision("return", DAY, "王启明", "退回"), "back_to"),
    ("background", Decision("return", DAY, "王启明", back_to="background"), "opinion"),
    ("background", Decision("not-applicable", DAY, "王启明"), "opinion"),
    ("background", Decision("pass", DAY, " "), "signer"),
    ("background", Decision("pass", date(2026, 11, 19), "王启明"), "decided"),
])
def test_what_is_not_a_decision_is_refused_at_its_field(work: Doing, step: str, decision: Decision, field: str) -> None:
    case = work(_open)
    with pytest.raises(Unsaved) as unsaved:
        work(lambda work: acting.decide(work, case, step, decision))
    assert field in [problem.field for problem in unsaved.value.problems]
    assert _states(_seen(work, case)) == "o...."


def test_only_what_is_open_is_decided(work: Doing) -> None:
    case = work(_open)
    with pytest.raises(Refused):
        _decide(work, case, "guided")


def test_a_refusal_ends_the_case_and_enters_the_stage(work: Doing) -> None:
    case = work(lambda work: _open(work, "admission-general"))
    _decide(work, case, "qualification", "refuse")
    seen = _seen(work, case)
    assert (seen.state, _states(seen)) == ("refused", "r...")
    assert _value(work, "partners", seen.subject_id, "stage") == "refused"
    with pytest.raises(Refused):
        _decide(work, case, "diligence")


def test_who_is_admitted_to_an_alliance_belongs_to_it_and_once_only(work: Doing) -> None:
    def opened(w: Work) -> tuple[int, int]:
        alliance = _save(w, "alliances", name="示例产业联盟")
        return acting.open_case(w, "onboarding", "partner_id", _partner(w), DAY, "申请入盟", alliance), alliance

    case, alliance = work(opened)
    for step in ("background", "contacts", "training", "launch"):
        _decide(work, case, step)
    work(lambda w: _onboarded(w, case))
    membership = contents.record("memberships")
    assert work(lambda w: w.look.count(select(membership.id))) == 0
    _decide(work, case, "guided")
    rows = work(lambda w: w.look.rows(select(membership.alliance_id, membership.joined, membership.decision)))
    assert [(row[0], row[1]) for row in rows] == [(alliance, DAY)]
    assert _value(work, "cases", case, "number") in rows[0][2]
    work(lambda w: w.undo())
    assert work(lambda w: w.look.count(select(membership.id).where(membership.struck_at.is_(None)))) == 0
    assert _value(work, "cases", case, "state") == "running"


def test_undo_takes_a_decision_back_whole(work: Doing) -> None:
    case = work(_open)
    _decide(work, case, "background")
    work(lambda work: work.undo())
    seen = _seen(work, case)
    assert _states(seen) == "o...."
    assert [len(step.rounds) for step in seen.steps] == [1, 0, 0, 0, 0]
    _decide(work, case, "background")
    assert _states(_seen(work, case)) == "poo.."


def test_a_suspended_case_rests_and_its_days_are_counted_anew(work: Doing) -> None:
    case = work(_open)
    with pytest.raises(Unsaved):
        work(lambda work: acting.suspend(work, case, DAY, " "))
    work(lambda work: acting.suspend(work, case, DAY, "等待审计报告"))
    seen = _seen(work, case)
    assert (seen.state, seen.due, seen.open) == ("suspended", None, ())
    with pytest.raises(Refused):
        _decide(work, case, "background")
    work(lambda work: acting.resume(work, case, date(2026, 12, 7)))
    seen = _seen(work, case)
    assert (seen.state, seen.due, seen.stopped) == ("running", date(2026, 12, 10), "")


def test_a_cancelled_case_gives_the_partner_its_stage_back(work: Doing) -> None:
    case = work(lambda work: _open(work, "admission-general"))
    work(lambda work: acting.cancel(work, case, DAY, "对方撤回申请"))
    seen = _seen(work, case)
    assert (seen.state, seen.closed, seen.stopped) == ("cancelled", DAY, "对方撤回申请")
    assert _value(work, "partners", seen.subject_id, "stage") == "prospect"
    with pytest.raises(Refused):
        work(lambda work: acting.resume(work, case, DAY))


def test_due_days_are_counted_again_when_the_calendar_of_a_year_arrives(work: Doing) -> None:
    case = work(lambda work: _open(work, day=date(2026, 12, 30)))
    seen = _seen(work, case)
    assert (seen.due, seen.provisional) == (date(2027, 1, 4), True)
    assert work(acting.settle_due_days) == 0
    work(lambda work: [_save(work, "calendar_days", falls_on=date(2027, 1, day), kind="off", name="元旦")
                       for day in (1, 4)])
    assert work(acting.settle_due_days) == 1
    seen = _seen(work, case)
    assert (seen.due, seen.provisional) == (date(2027, 1, 6), False)
    assert seen.step("background").rounds[0].due == seen.due
    assert work(acting.settle_due_days) == 0
    # The counting came by itself: what is undone is what was done to the calendar.
    work(lambda work: work.undo())
    assert work(acting.settle_due_days) == 1
    assert _seen(work, case).due == date(2027, 1, 4)


def test_running_cases_keep_the_version_they_began_with(work: Doing) -> None:
    case = work(_open)
    first = _value(work, "cases", case, "procedure_id")
    draft = work(lambda work: versions.new_version(work, first))
    assert work(lambda work: versions.new_version(work, first)) == draft  # the draft there is
    added = work(lambda work: versions.add_step(work, draft, "参观工厂", 1))
    work(lambda work: versions.move_step(work, added, 1))
    work(lambda work: versions.drop_step(work, _step(work, draft, "launch")))
    with pytest.raises(Unsaved) as wrong:
        work(lambda work: versions.put_in_force(work, draft, DAY))  # the guided period is to follow the launch
    assert "launch" in wrong.value.said(Words("en"))
    work(lambda work: _change(work, _step(work, draft, "guided"), after=None))
    work(lambda work: versions.put_in_force(work, draft, DAY))
    assert _value(work, "procedures", first, "state") == "superseded"
    assert len(_seen(work, case).steps) == 5
    _decide(work, case, "background")
    other = work(_open2)
    seen = _seen(work, other)
    assert seen.edition == 2
    assert [step.title.chinese for step in seen.steps][2] == "参观工厂"
    with pytest.raises(Refused):
        work(lambda work: versions.add_step(work, draft, "再加一步"))


def _open2(work: Work) -> int:
    partner = _save(work, "partners", name="江海物流集团有限公司")
    return acting.open_case(work, "onboarding", "partner_id", partner, DAY)


def _step(work: Work, procedure: int, code: str) -> int:
    return next(step.id for step in versions.steps_of(work.look, procedure) if step.code == code)


def _change(work: Work, step: int, **values: Any) -> None:
    draft = listing.draft(work.look, "procedure_steps", step)
    for name, value in values.items():
        draft[name] = value
    work.save(draft)


# -- gates


def _missing(work: Doing, case: int, step: str, day: date = DAY) -> list[str]:
    return [each.said(Words("en")) for each in _seen(work, case, day).step(step).missing]


def test_a_partner_is_not_qualified_without_its_papers(work: Doing) -> None:
    case = work(lambda work: _open(work, "admission-general"))
    partner = _seen(work, case).subject_id
    missing = _missing(work, case, "qualification")
    assert any("Business licence" in each and "Qualification documents" in each for each in missing)
    assert sum("looked up" in each for each in missing) == 2
    work(lambda work: [_save(work, "qualifications", partner_id=partner, kind=kind, permanent=True)
                       for kind in ("licence", "industry", "quality")])
    work(lambda work: [_save(work, "lookups", partner_id=partner, place=place, looked_up=DAY)
                       for place in ("judgments", "creditchina")])
    assert _missing(work, case, "qualification") == []
    assert len(_missing(work, case, "qualification", DAY + timedelta(days=40))) == 2
    _decide(work, case, "qualification")
    assert _states(_seen(work, case)) == "po.."


def test_the_evaluation_meeting_needs_all_four_departments(work: Doing) -> None:
    case = work(lambda work: _open(work, "admission-member"))
    partner = _seen(work, case).subject_id
    assert len(_missing(work, case, "meeting")) == 2  # neither meeting nor report
    meeting = work(lambda work: _save(work, "meetings", name="综合评估会", state="called",
                                      starts=datetime(2026, 11, 19, 9, tzinfo=ZoneInfo("Asia/Shanghai"))))
    work(lambda work: _save(work, "intent_reports", partner_id=partner, meeting_id=meeting, dated=DAY))
    assert "not been held" in _missing(work, case, "meeting")[0]

    def hold(work: Work) -> None:
        draft = listing.draft(work.look, "meetings", meeting)
        draft["state"] = "held"
        work.save(draft)
        for department, status in (("market", "present"), ("business", "late"), ("legal", "left-early"),
                                   ("finance", "on-leave")):
            person = _save(work, "persons", name=f"{department}某", own=True, department=department)
            _save(work, "attendances", meeting_id=meeting, person_id=person, status=status)

    work(hold)
    (absent,) = _missing(work, case, "meeting")
    assert "Finance department" in absent and "Legal" not in absent


def test_scores_diligence_pilot_and_shortlist_are_asked_for(work: Doing) -> None:
    case = work(lambda work: _open(work, "admission-strategic"))
    partner = _seen(work, case).subject_id
    assert "Complete score sheets: 0" in _missing(work, case, "fit")[0]
    assert any("not been begun" in each for each in _missing(work, case, "diligence"))
    assert _missing(work, case, "pilot")

    def fill(work: Work) -> None:
        card = _save(work, "scorecards", code="x", title="匹配度")
        for rater in ("甲", "乙"):
            _save(work, "score_sheets", scorecard_id=card, partner_id=partner, rater=rater, state="complete",
                  rated=DAY)
        _save(work, "checklists", partner_id=partner, kind="diligence", begins=DAY, state="closed", closed=DAY,
              conclusion="unfit")
        _save(work, "pilots", partner_id=partner, title="小样", begins=DAY, verdict="success", result="达标")

    work(fill)
    assert _missing(work, case, "fit") == _missing(work, case, "pilot") == []
    assert any("Not fit" in each for each in _missing(work, case, "diligence"))


def test_an_exit_asks_for_notice_buffer_and_reconciliation(work: Doing) -> None:
    case = work(lambda work: _open(work, "exit-buffered"))
    partner = _seen(work, case).subject_id
    assert "has not been entered" in _missing(work, case, "notice")[0]
    work(lambda work: _save(work, "exits", partner_id=partner, case_id=case, form="buffered", trigger="strategy",
                            triggered=DAY, state="buffer", noticed=DAY, buffer_ends=date(2027, 5, 20)))
    work(lambda work: _save(work, "feedback", partner_id=partner, received=DAY, subject="欠款", state="open"))
    assert _missing(work, case, "notice") == []
    assert "20 May 2027" in _missing(work, case, "buffer")[0]
    assert _missing(work, case, "buffer", date(2027, 5, 20)) == []
    assert len(_missing(work, case, "reconciliation")) == 1


def test_an_earlier_exit_lets_no_second_one_pass(work: Doing) -> None:
    partner = work(_partner)
    first = work(lambda work: leaving.begin(work, partner, "immediate", "breach", DAY))
    work(lambda work: leaving.give_notice(work, first, DAY))
    work(lambda work: leaving.close(work, first, DAY))
    later = date(2028, 1, 10)
    case = work(lambda work: acting.open_case(work, "exit-immediate", "partner_id", partner, later))
    assert _missing(work, case, "notice", later) == ["The exit has not been entered. Enter it under “Exits”."]
    second = work(lambda work: leaving.begin(work, partner, "immediate", "quality", later))
    assert len(_missing(work, case, "notice", later)) == 1
    work(lambda work: leaving.give_notice(work, second, later))
    assert _missing(work, case, "notice", later) == []


# -- what follows for subjects other than partners


def _evaluated(work: Work) -> tuple[int, int]:
    """A shortlist with one recommended partner, weighed at a meeting of all four departments."""
    meeting = _save(work, "meetings", name="综合评估会", state="held",
                    starts=datetime(2026, 11, 19, 9, tzinfo=ZoneInfo("Asia/Shanghai")))
    for department in FOUR:
        person = _save(work, "persons", name=f"{department}某", own=True, department=department)
        _save(work, "attendances", meeting_id=meeting, person_id=person, status="present")
    alliance = _save(work, "alliances", name="示例产业联盟")
    shortlist = _save(work, "shortlists", title="首批推荐名单", meeting_id=meeting, dated=DAY, alliance_id=alliance)
    partner = _partner(work)
    _save(work, "listed_candidates", shortlist_id=shortlist, partner_id=partner, proposal="recommend")
    return shortlist, partner


@pytest.mark.parametrize("outcome", ["pass", "refuse"])
def test_a_shortlist_is_submitted_and_decided_by_its_case(work: Doing, outcome: str) -> None:
    shortlist, partner = work(_evaluated)
    case = work(lambda work: acting.open_case(work, "shortlist-approval", "shortlist_id", shortlist, DAY))
    assert _value(work, "shortlists", shortlist, "state") == "submitted"
    _decide(work, case, "recommendation")
    _decide(work, case, "meeting")
    _decide(work, case, "approval", outcome, day=date(2026, 11, 24))
    assert _value(work, "shortlists", shortlist, "state") == ("approved" if outcome == "pass" else "refused")
    assert _value(work, "shortlists", shortlist, "approver") == "王启明"
    assert _value(work, "shortlists", shortlist, "decided") == date(2026, 11, 24)
    assert _value(work, "partners", partner, "stage") == ("admitted" if outcome == "pass" else "prospect")


def test_a_need_is_under_review_while_its_case_runs(work: Doing) -> None:
    need = work(lambda work: _save(work, "needs", title="冷链运力"))
    case = work(lambda work: acting.open_case(work, "need-review", "need_id", need, DAY))
    assert _value(work, "needs", need, "state") == "review"
    _decide(work, case, "document")
    assert set(_value(work, "cases", case, "waits_for")) == {"technology", "finance"}


# -- any sequence of decisions


@pytest.mark.parametrize("code", ["onboarding", "exit-buffered", "need-review"])
def test_any_legal_decisions_leave_a_sane_case(work: Doing, code: str) -> None:
    @settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    def walk(data: st.DataObject) -> None:
        def run(work: Work) -> None:
            if code == "need-review":
                case = acting.open_case(work, code, "need_id", _save(work, "needs", title="冷链运力"), DAY)
            else:
                partner = _save(work, "partners", name="甲")
                case = acting.open_case(work, code, "partner_id", partner, DAY)
            for _ in range(data.draw(st.integers(0, 12))):
                now = course(work.look, case, DAY)
                assert bool(now.open) == (now.state == "running")
                if not now.open:
                    break
                step = data.draw(st.sampled_from([each.code for each in now.open]))
                allowed = [each for each in OUTCOMES if now.step(step).allows(each)
                           and not (each in ("pass", "conditional") and now.step(step).missing)]
                outcome = data.draw(st.sampled_from(allowed))
                acting.decide(work, case, step, Decision(outcome, DAY, "甲", "理由", "条件", step))
                after = course(work.look, case, DAY)
                for each in after.steps:
                    assert (each.present is not None) == (each.open and after.state == "running") or not after.under_way
                    numbers = [one.number for one in each.rounds]
                    assert numbers == list(range(1, len(numbers) + 1))

        work(run)

    walk()


def test_a_running_case_falls_due_and_names_whom_it_waits_for(work: Doing) -> None:
    case = work(_open)
    (due,) = work(lambda work: [each for each in falling_due(work.look, DAY) if each.register == "cases"])
    english, chinese = Words("en"), Words(CHINESE)
    assert english(due.text, **due.values).startswith("Onboarding of a new partner: Background")
    assert "Business department" in english(due.note, **due.note_values)
    assert "东衡精密机械有限公司" in chinese(due.text, **due.values)
    assert due.day == _seen(work, case).due
    work(lambda work: acting.suspend(work, case, DAY, "等待"))
    assert not work(lambda work: [each for each in falling_due(work.look, DAY) if each.register == "cases"])
