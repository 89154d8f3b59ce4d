"""Exits in two forms, their plan, what is still open between both sides, and the end that waits for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from partnerdesk.office import contents, exit_plan
from partnerdesk.office.exits import acting
from partnerdesk.office.exits.reconciliation import SOURCES, open_between
from partnerdesk.office.letterhead import records
from partnerdesk.problems import Refused, Unsaved
from partnerdesk.store import listing
from partnerdesk.store.work import Work

Doing = Callable[[Callable[[Work], Any]], Any]
DAY, LATER = date(2026, 11, 20), date(2027, 6, 1)


def _save(work: Doing, key: str, **values: Any) -> int:
    made: int = work(lambda w: w.save(listing.draft(w.look, key, None, **values)))
    return made


def _change(work: Doing, key: str, id: int, **values: Any) -> None:
    def change(w: Work) -> None:
        draft = listing.draft(w.look, key, id)
        for name, value in values.items():
            draft[name] = value
        w.save(draft)

    work(change)


def _value(work: Doing, key: str, id: int, name: str) -> Any:
    return work(lambda w: getattr(w.look.get(contents.record(key), id), name))


@pytest.fixture
def partner(work: Doing) -> int:
    return _save(work, "partners", name="恒泰仓储股份有限公司", stage="active")


def test_an_exit_at_once_suspends_the_co_operation(work: Doing, partner: int) -> None:
    id = work(lambda w: acting.begin(w, partner, "immediate", "breach", DAY, "连续三次逾期交付"))
    assert _value(work, "exits", id, "suspended") == DAY
    assert _value(work, "partners", partner, "stage") == "suspended"
    changes = work(lambda w: [(each.stage, each.since) for each in records(w.look, contents.record("stage_changes"))])
    assert changes == [("suspended", DAY)]


def test_the_buffer_lasts_six_months_from_the_notice(work: Doing, partner: int) -> None:
    id = work(lambda w: acting.begin(w, partner, "buffered", "strategy", DAY))
    assert _value(work, "partners", partner, "stage") == "active"
    work(lambda w: acting.give_notice(w, id, DAY))
    assert _value(work, "exits", id, "state") == "buffer"
    assert _value(work, "exits", id, "buffer_ends") == date(2027, 5, 20)
    assert _value(work, "partners", partner, "stage") == "buffer"


def test_the_end_of_a_buffer_knows_short_months(work: Doing, partner: int) -> None:
    id = work(lambda w: acting.begin(w, partner, "buffered", "strategy", date(2026, 8, 31)))
    work(lambda w: acting.give_notice(w, id, date(2026, 8, 31)))
    assert _value(work, "exits", id, "buffer_ends") == date(2027, 2, 28)


def test_notices_are_numbered_in_their_series_and_entered_as_letters(work: Doing, partner: int) -> None:
    other = _save(work, "partners", name="远航冷链有限公司", stage="active")
    numbers = []
    for each in (partner, other):
        id = work(lambda w, each=each: acting.begin(w, each, "immediate", "quality", DAY))
        work(lambda w, id=id: acting.give_notice(w, id, DAY))
        numbers.append(_value(work, "exits", id, "notice_number"))
    assert [number.split("〕")[1] for number in numbers] == ["1号", "2号"]
    letters = work(lambda w: [(each.title, each.state, w.look.linked(type(each), each.id, "recipients"))
                              for each in records(w.look, contents.record("outgoing"))])
    assert [(state, recipients) for _, state, recipients in letters] == [("draft", (partner,)), ("draft", (other,))]
    assert numbers[0] in letters[0][0]
    with pytest.raises(Refused):
        work(lambda w: acting.give_notice(w, id, DAY))


def test_the_letter_to_a_withheld_partner_is_withheld_as_well(work: Doing, partner: int) -> None:
    work(lambda w: w.restrict("partners", partner, True))
    id = work(lambda w: acting.begin(w, partner, "immediate", "breach", DAY))
    work(lambda w: acting.give_notice(w, id, DAY))
    letters = work(lambda w: [(each.restricted, each.addressees)
                              for each in records(w.look, contents.record("outgoing"))])
    assert letters == [(True, "恒泰仓储股份有限公司")]


def test_a_partner_leaves_once_at_a_time(work: Doing, partner: int) -> None:
    work(lambda w: acting.begin(w, partner, "buffered", "strategy", DAY))
    with pytest.raises(Unsaved) as refused:
        work(lambda w: acting.begin(w, partner, "immediate", "breach", DAY))
    assert [problem.field for problem in refused.value.problems] == ["partner_id"]


def test_the_plan_has_its_days_from_the_form(work: Doing, partner: int) -> None:
    id = work(lambda w: acting.begin(w, partner, "buffered", "strategy", DAY))
    work(lambda w: acting.give_notice(w, id, DAY))
    plan = work(lambda w: exit_plan.draw_up(w, id, DAY))
    assert work(lambda w: exit_plan.draw_up(w, id, DAY)) == plan
    assert _value(work, "checklists", plan, "ends") == date(2027, 5, 20)
    assert work(lambda w: exit_plan.steps_open(w.look, id)) == (26, 26)


def test_a_transformed_relation_goes_on_in_its_new_form(work: Doing, partner: int) -> None:
    old = _save(work, "relations", partner_id=partner, form="strategic", since=date(2024, 1, 1))
    id = work(lambda w: acting.begin(w, partner, "buffered", "strategy", DAY))
    work(lambda w: acting.give_notice(w, id, DAY))
    with pytest.raises(Refused):
        work(lambda w: acting.end_otherwise(w, id, LATER))
    _change(work, "exits", id, transformation="transform", new_form="licence", assessment="改为许可合作")
    work(lambda w: acting.end_otherwise(w, id, LATER))
    assert _value(work, "relations", old, "until") == date(2027, 5, 31)
    forms = work(lambda w: [(each.form, each.since) for each in records(
        w.look, contents.record("relations"), contents.record("relations").until.is_(None))])
    assert forms == [("licence", LATER)]
    assert (_value(work, "exits", id, "state"), _value(work, "partners", partner, "stage")) == ("withdrawn", "active")


# -- reconciliation


def _open(work: Doing, partner: int, day: date = DAY, case: int | None = None) -> list[tuple[str, int]]:
    made: list[tuple[str, int]] = work(lambda w: [
        (each.register, each.id) for each in open_between(w.look, partner, day, case)])
    return made


def _matters(work: Doing, partner: int) -> dict[str, tuple[int, dict[str, Any]]]:
    """One open matter of every source, with what ends it."""
    person = _save(work, "persons", name="周敏")
    alliance = _save(work, "alliances", name="华东联盟")
    body = _save(work, "bodies", alliance_id=alliance, name="第二届理事会")
    procedure = _save(work, "procedures", code="x", title="伙伴退出")
    agreement = _save(work, "agreements", title="仓储服务协议", parties=(partner,), state="signed", signed=DAY)
    return {
        "agreements": (agreement, {"state": "terminated"}),
        "numbered_copies": (_save(work, "numbered_copies", title="会议材料", copy_number="7", unit_id=partner,
                                  taken=DAY), {"returned": DAY}),
        "loans": (_save(work, "loans", paper="协议副本", agreement_id=agreement, borrower="周敏", lent=DAY, due=DAY),
                  {"returned": DAY}),
        "follow_ups": (_save(work, "follow_ups", task="提交清单", lead_unit_id=partner, due=DAY),
                       {"state": "closed", "closed": DAY, "result": "已提交"}),
        "seats": (_save(work, "seats", body_id=body, person_id=person, partner_id=partner, since=date(2025, 1, 1)),
                  {"until": DAY}),
        "memberships": (_save(work, "memberships", alliance_id=alliance, partner_id=partner), {"left": DAY}),
        "feedback": (_save(work, "feedback", partner_id=partner, received=DAY, subject="结算慢"),
                     {"state": "answered", "answered": DAY}),
        "cases": (_save(work, "cases", procedure_id=procedure, partner_id=partner, opened=DAY),
                  {"state": "passed", "closed": DAY}),
        "checklists": (_save(work, "checklists", partner_id=partner, kind="onboarding", begins=DAY),
                       {"state": "closed", "closed": DAY, "conclusion": "fit"}),
        "pilots": (_save(work, "pilots", partner_id=partner, title="试点", begins=DAY),
                   {"verdict": "success", "result": "达标"}),
    }


def test_every_source_holds_an_exit_open_until_its_matter_has_ended(work: Doing, partner: int) -> None:
    matters = _matters(work, partner)
    assert set(matters) == {source.register for source in SOURCES}
    assert sorted(_open(work, partner)) == sorted((key, id) for key, (id, _) in matters.items())
    for key, (id, ended) in matters.items():
        _change(work, key, id, **ended)
        assert (key, id) not in _open(work, partner)
    assert _open(work, partner) == []


def test_what_belongs_to_another_partner_is_not_counted(work: Doing, partner: int) -> None:
    other = _save(work, "partners", name="远航冷链有限公司")
    _matters(work, other)
    assert _open(work, partner) == []


def test_an_end_in_the_future_has_not_come(work: Doing, partner: int) -> None:
    alliance = _save(work, "alliances", name="华东联盟")
    id = _save(work, "memberships", alliance_id=alliance, partner_id=partner, left=LATER)
    assert _open(work, partner) == [("memberships", id)]
    assert _open(work, partner, LATER) == []


def test_its_own_case_does_not_hold_an_exit_open(work: Doing, partner: int) -> None:
    id, _ = _matters(work, partner)["cases"]
    assert ("cases", id) in _open(work, partner)
    assert ("cases", id) not in _open(work, partner, case=id)


def test_what_is_open_says_what_it_is(work: Doing, partner: int) -> None:
    _matters(work, partner)
    said = work(lambda w: {each.register: (each.name, each.day) for each in open_between(w.look, partner, DAY)})
    assert said["numbered_copies"] == ("会议材料", None)
    assert said["seats"] == ("周敏", None)
    assert said["follow_ups"] == ("提交清单", DAY)
    assert said["cases"][0] == "伙伴退出"
    assert (said["memberships"][0], said["checklists"][0]) == ("华东联盟", "QD-2026-001")


def test_an_exit_is_not_closed_while_anything_is_open(work: Doing, partner: int) -> None:
    id = work(lambda w: acting.begin(w, partner, "immediate", "breach", DAY))
    work(lambda w: acting.give_notice(w, id, DAY))
    agreement = _save(work, "agreements", title="仓储服务协议", parties=(partner,), state="signed", signed=DAY)
    with pytest.raises(Unsaved) as refused:
        work(lambda w: acting.close(w, id, DAY))
    assert [(p.field, p.values) for p in refused.value.problems] == [
        ("state", {"count": 1, "names": ["Agreement running"]})]
    assert _value(work, "partners", partner, "stage") == "suspended"
    _change(work, "agreements", agreement, state="terminated")
    manager = _save(work, "responsibilities", partner_id=partner, person="沈立", since=date(2025, 3, 1))
    relation = _save(work, "relations", partner_id=partner, form="supply", since=date(2025, 3, 1))
    work(lambda w: acting.close(w, id, LATER, "合同应约定更细的交付标准"))
    assert _value(work, "partners", partner, "stage") == "exited"
    assert (_value(work, "responsibilities", manager, "until"), _value(work, "relations", relation, "until")) == (
        LATER, LATER)
    assert _value(work, "exits", id, "lessons") == "合同应约定更细的交付标准"
    assert _value(work, "exits", id, "reconciled") == LATER
    with pytest.raises(Refused):
        work(lambda w: acting.close(w, id, LATER))
    _save(work, "agreements", title="重新合作协议", parties=(partner,), state="signed", signed=date(2028, 1, 1))
    _change(work, "exits", id, lessons="另见合同范本修订")
    assert _value(work, "exits", id, "lessons") == "另见合同范本修订"


def test_a_buffered_exit_waits_for_the_end_of_its_buffer(work: Doing, partner: int) -> None:
    id = work(lambda w: acting.begin(w, partner, "buffered", "strategy", DAY))
    work(lambda w: acting.give_notice(w, id, DAY))
    with pytest.raises(Unsaved) as refused:
        work(lambda w: acting.close(w, id, date(2027, 5, 19)))
    assert [problem.field for problem in refused.value.problems] == ["closed"]
    work(lambda w: acting.close(w, id, date(2027, 5, 20)))
    assert _value(work, "exits", id, "state") == "closed"


def test_an_exit_without_notice_is_not_closed(work: Doing, partner: int) -> None:
    id = work(lambda w: acting.begin(w, partner, "immediate", "breach", DAY))
    with pytest.raises(Unsaved) as refused:
        work(lambda w: acting.close(w, id, DAY))
    assert [problem.field for problem in refused.value.problems] == ["noticed"]


def test_customers_are_told_six_months_before_and_somebody_serves_them(work: Doing, partner: int) -> None:
    id = work(lambda w: acting.begin(w, partner, "buffered", "strategy", DAY))
    with pytest.raises(Unsaved) as refused:
        _change(work, "exits", id, market_exit=LATER, customers_told=date(2026, 12, 2))
    assert [problem.field for problem in refused.value.problems] == ["customers_told", "after_sales"]
    _change(work, "exits", id, market_exit=LATER, customers_told=date(2026, 12, 1), after_sales="云帆供应链")


def test_an_alternate_is_named_once(work: Doing, partner: int) -> None:
    other = _save(work, "partners", name="远航冷链有限公司")
    first = work(lambda w: acting.name_alternate(w, partner, other, DAY))
    assert work(lambda w: acting.name_alternate(w, partner, other, DAY)) == first
