"""What is done with a partner, each act as one step: stages, managers without a gap, relations, representatives."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from partnerdesk.office.contents import record
from partnerdesk.office.letterhead import records
from partnerdesk.office.partners.acting import (
    change_relation,
    enter_stage,
    hand_over,
    renew,
    save_partner,
    unanswered,
)
from partnerdesk.office.partners.records import Post, Relation, Responsibility, StageChange
from partnerdesk.office.partners.representatives import Letter, change_representative, places_of, representative_of
from partnerdesk.problems import Unsaved
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE, Words
from tests.office.furnished import Furnished, furnish
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]

TODAY = date(2026, 11, 20)
WORDS = Words(CHINESE)


@pytest.fixture
def office(screen: Screen) -> Furnished:
    made: Furnished = screen.desk.write(screen.actor, furnish).result()
    return made


def _do(screen: Screen, job: Any) -> Any:
    return screen.desk.write(screen.actor, job).result()


def _lines(screen: Screen, kind: Any, partner: int) -> list[Any]:
    return screen.read(lambda look: [
        {name: getattr(each, name) for name in kind.__fields__}
        for each in records(look, kind, kind.partner_id == partner, order=[kind.since])])


def test_a_stage_is_entered_on_a_day_for_a_reason(screen: Screen, office: Furnished) -> None:
    partner = office.partners[0]
    _do(screen, lambda work: enter_stage(work, partner, "watch", TODAY, "连续两季度逾期"))
    assert screen.value("partners", partner, "stage") == "watch"
    (line,) = _lines(screen, StageChange, partner)
    assert (line["stage"], line["since"], line["reason"]) == ("watch", TODAY, "连续两季度逾期")


@pytest.mark.parametrize(("stage", "reason", "field"), [("active", "无", "stage"), ("watch", "  ", "reason")])
def test_no_stage_is_entered_twice_or_without_a_reason(
    screen: Screen, office: Furnished, stage: str, reason: str, field: str,
) -> None:
    with pytest.raises(Unsaved) as refused:
        _do(screen, lambda work: enter_stage(work, office.partners[0], stage, TODAY, reason))
    assert [problem.field for problem in refused.value.problems] == [field]
    assert _lines(screen, StageChange, office.partners[0]) == []


def test_a_manager_follows_the_one_before_without_a_gap(screen: Screen, office: Furnished) -> None:
    partner = office.partners[0]
    _do(screen, lambda work: hand_over(work, partner, "顾岚", TODAY, reason="轮岗"))
    before, now = _lines(screen, Responsibility, partner)
    assert (before["person"], before["since"], before["until"]) == ("沈立", date(2025, 3, 1), date(2026, 11, 19))
    assert (now["person"], now["since"], now["until"]) == ("顾岚", TODAY, None)
    assert screen.value("partners", partner, "manager") == "顾岚"
    assert screen.value("partners", partner, "manager_since") == TODAY
    _do(screen, lambda work: hand_over(work, partner, "陆远", date(2026, 12, 1)))
    assert [each["until"] for each in _lines(screen, Responsibility, partner)] == [
        date(2026, 11, 19), date(2026, 11, 30), None]


def test_nobody_hands_over_before_he_began(screen: Screen, office: Furnished) -> None:
    partner = office.partners[0]
    _do(screen, lambda work: hand_over(work, partner, "顾岚", TODAY))
    with pytest.raises(Unsaved) as refused:
        _do(screen, lambda work: hand_over(work, partner, "陆远", date(2026, 11, 1)))
    assert refused.value.problems[0].field == "since"


def test_a_partner_for_whom_nobody_answers_is_known(screen: Screen, office: Furnished) -> None:
    def gap(work: Work) -> tuple[bool, bool]:
        return unanswered(work.look, office.partners[0], TODAY), unanswered(work.look, office.partners[1], TODAY)

    assert _do(screen, gap) == (False, True)


def test_what_the_form_changes_is_in_the_history_of_stage_and_manager(screen: Screen, office: Furnished) -> None:
    partner = office.partners[0]

    def edit(work: Work) -> None:
        draft = listing.draft(work.look, "partners", partner)
        draft["stage"], draft["manager"] = "suspended", "顾岚"
        save_partner(work, draft, TODAY)

    _do(screen, edit)
    assert [(each["stage"], each["since"]) for each in _lines(screen, StageChange, partner)] == [("suspended", TODAY)]
    assert [(each["person"], each["until"]) for each in _lines(screen, Responsibility, partner)] == [
        ("沈立", date(2026, 11, 19)), ("顾岚", None)]


def test_a_form_that_was_open_during_an_act_enters_nothing_twice(screen: Screen, office: Furnished) -> None:
    partner = office.partners[0]
    form = screen.read(lambda look: listing.draft(look, "partners", partner))
    _do(screen, lambda work: enter_stage(work, partner, "watch", TODAY, "连续两季度逾期"))
    _do(screen, lambda work: hand_over(work, partner, "周航", TODAY))
    form["notes"] = "每月走访"
    _do(screen, lambda work: save_partner(work, form, TODAY))
    assert screen.value("partners", partner, "notes") == "每月走访"
    assert [line["stage"] for line in _lines(screen, StageChange, partner)] == ["watch"]
    assert [line["person"] for line in _lines(screen, Responsibility, partner)] == ["沈立", "周航"]


def test_the_form_of_the_relation_changes_from_a_day_on(screen: Screen, office: Furnished) -> None:
    partner = office.partners[0]
    _do(screen, lambda work: change_relation(work, partner, "supply", date(2024, 1, 1)))
    _do(screen, lambda work: change_relation(work, partner, "ordinary", TODAY, "协议期满"))
    assert [(each["form"], each["until"]) for each in _lines(screen, Relation, partner)] == [
        ("supply", date(2026, 11, 19)), ("ordinary", None)]
    with pytest.raises(Unsaved):
        _do(screen, lambda work: change_relation(work, partner, "ordinary", date(2026, 12, 1)))


def test_a_renewed_document_keeps_its_place(screen: Screen, office: Furnished) -> None:
    old = screen.save("qualifications", partner_id=office.partners[0], kind="quality", valid_until=TODAY)
    new = _do(screen, lambda work: renew(work, old, listing.draft(
        work.look, "qualifications", None, partner_id=office.partners[0], kind="quality",
        valid_until=date(2029, 11, 20))))
    assert screen.value("qualifications", old, "replaced_by_id") == new


def _change(office: Furnished, **more: Any) -> Any:
    def job(work: Work) -> tuple[int, int]:
        successor = work.save(listing.draft(work.look, "persons", None, name="林若溪", mobile="13900000001"))
        made = change_representative(work, WORDS, office.partners[0], office.persons[0], successor, TODAY,
                                     letter=Letter("江海函〔2026〕3号", TODAY, "工作变动"), title="总经理", **more)
        return successor, made

    return job


def _invite(screen: Screen, office: Furnished) -> int:
    return screen.save("attendances", meeting_id=office.meeting, person_id=office.persons[0],
                       unit_id=office.partners[0], duty="副总经理")


def test_a_new_representative_stands_everywhere(screen: Screen, office: Furnished) -> None:
    invitation = _invite(screen, office)
    partner, former = office.partners[0], office.persons[0]
    assert screen.read(lambda look: representative_of(look, partner, TODAY)) == former
    kinds = [place.kind for place in screen.read(lambda look: places_of(look, partner, former, TODAY))]
    assert kinds == ["seat", "post", "meeting"]
    successor, made = _do(screen, _change(office))

    seat: Any = record("seats")
    seats = screen.read(lambda look: [
        (each.person_id, each.role, each.rank, each.voting, each.since, each.until)
        for each in records(look, seat, seat.partner_id == partner, order=[seat.since])])
    assert seats == [(former, "chair", 1, True, date(2025, 5, 6), date(2026, 11, 19)),
                     (successor, "chair", 1, True, TODAY, None)]
    assert screen.value("attendances", invitation, "person_id") == successor
    assert screen.value("attendances", invitation, "duty") == "总经理"
    posts = screen.read(lambda look: {
        post.person_id: (post.title, post.roles) for post in records(look, Post, Post.partner_id == partner)})
    assert posts[successor] == ("总经理", ("representative",))
    assert posts[former] == ("副总经理", ())
    assert screen.value("representative_changes", made, "carried").splitlines() == [
        "任职机构：第二届理事会", "代表职务：副总经理", "会议：第二届理事会第三次会议"]
    assert screen.read(lambda look: representative_of(look, partner, TODAY)) == successor


def test_a_change_is_one_step_that_undo_takes_back(screen: Screen, office: Furnished) -> None:
    invitation = _invite(screen, office)
    _do(screen, _change(office, leaves=True))
    _do(screen, lambda work: work.undo())
    assert screen.value("attendances", invitation, "person_id") == office.persons[0]
    seat: Any = record("seats")
    assert screen.read(lambda look: [
        (each.person_id, each.until) for each in records(look, seat, seat.partner_id == office.partners[0])]) == [
        (office.persons[0], None)]


def test_who_leaves_ends_every_post_there(screen: Screen, office: Furnished) -> None:
    _do(screen, _change(office, leaves=True))
    assert screen.read(lambda look: [
        post.until for post in records(look, Post, Post.person_id == office.persons[0])]) == [date(2026, 11, 19)]


def test_a_meeting_that_was_held_keeps_who_was_there(screen: Screen, office: Furnished) -> None:
    invitation = _invite(screen, office)

    def held(work: Work) -> None:
        meeting = listing.draft(work.look, "meetings", office.meeting)
        meeting["state"] = "held"
        work.save(meeting)

    _do(screen, held)
    _do(screen, _change(office))
    assert screen.value("attendances", invitation, "person_id") == office.persons[0]


def test_the_same_person_is_no_successor(screen: Screen, office: Furnished) -> None:
    former = office.persons[0]
    with pytest.raises(Unsaved):
        _do(screen, lambda work: change_representative(work, WORDS, office.partners[0], former, former, TODAY))


