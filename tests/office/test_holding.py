"""Holding a meeting: attendance by digits, votes that make resolutions, and the states that a meeting goes through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from partnerdesk.office import sample
from partnerdesk.office.meetings import holding
from partnerdesk.problems import Refused, Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.store import listing
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work

Doing = Callable[[Callable[[Work], Any]], Any]
NOW = datetime(2026, 11, 20, 11, 50, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()


def called(work: Work) -> int:
    """A meeting of a council of three, with one item for decision and its draft resolution; nobody is invited yet."""
    def new(register: str, **values: Any) -> int:
        return work.save(listing.draft(work.look, register, None, **values))

    alliance = new("alliances", name="联盟")
    body = new("bodies", alliance_id=alliance, name="第一届理事会", quorum=2, places=3, minutes_mark="理事会会议纪要")
    for rank, (name, until) in enumerate((("甲", None), ("乙", None), ("丙", None), ("丁", date(2025, 1, 1))), 1):
        unit = new("partners", name=f"{name}公司", aliases=f"{name}司；旧名")
        person = new("persons", name=name)
        new("posts", person_id=person, partner_id=unit, title="总经理")
        new("seats", body_id=body, person_id=person, partner_id=unit, rank=rank, until=until)
    meeting = new("meetings", name="第一届理事会第一次会议", body_id=body, state="called",
                  starts=NOW.replace(hour=9, minute=30, second=0))
    new("agenda_items", meeting_id=meeting, position=1, title="审议预算", treatment="decide",
        draft_resolution="通过预算。")
    return meeting


@pytest.fixture
def meeting(work: Doing) -> int:
    return int(work(called))


def test_the_body_is_invited_with_unit_and_post_and_nobody_twice(work: Doing, meeting: int) -> None:
    assert work(lambda made: holding.invite_body(made, meeting, TODAY)) == 3
    assert work(lambda made: holding.invite_body(made, meeting, TODAY)) == 0
    now = work(lambda made: holding.held(made.look, meeting))
    assert [(one.name.chinese, one.unit.chinese, one.votes) for one in now.seated] == [
        ("甲", "甲司", True), ("乙", "乙司", True), ("丙", "丙司", True)]
    assert (now.due, now.unregistered, now.unrecorded, now.undecided) == (3, 3, 1, 1)


def test_digits_enter_attendance_and_the_quorum_is_counted_by_votes(work: Doing, meeting: int) -> None:
    def job(made: Work) -> holding.Held:
        holding.invite_body(made, meeting, TODAY)
        first, second, third = holding.held(made.look, meeting).seated
        for one, digit in ((first, 2), (second, 6), (third, 5)):
            holding.mark(made, one.id, digit)
        return holding.held(made.look, meeting)

    now = work(job)
    assert [one.status for one in now.seated] == ["late", "by-proxy", "absent"]
    assert (now.present, now.proxies, now.votes_here, now.quorum, now.unregistered) == (1, 1, 2, 2, 0)
    work(lambda made: holding.mark(made, now.seated[0].id, 0))
    assert work(lambda made: holding.held(made.look, meeting)).unregistered == 1
    with pytest.raises(Refused):
        work(lambda made: holding.mark(made, now.seated[0].id, 9))


def test_a_vote_makes_the_resolution_from_the_draft_and_a_second_count_corrects_it(work: Doing, meeting: int) -> None:
    item = work(lambda made: holding.held(made.look, meeting)).points[0].id
    first = work(lambda made: holding.enter_vote(made, item, (2, 1, None, None), TODAY))
    point = work(lambda made: holding.held(made.look, meeting)).points[0]
    assert (point.outcome, point.votes, point.resolution) == ("adopted", (2, 1, None, None), first)
    kept = work(lambda made: listing.draft(made.look, "resolutions", first))
    assert (kept["wording"], kept["effective"], kept["title"]) == ("通过预算。", TODAY, "审议预算")
    assert work(lambda made: holding.enter_vote(made, item, (1, 2, None, None), TODAY)) == first
    assert work(lambda made: holding.held(made.look, meeting)).points[0].outcome == "rejected"


def test_a_meeting_goes_from_called_to_issued_and_no_further(work: Doing, meeting: int) -> None:
    states = []
    for _ in range(3):
        work(lambda made: holding.onward(made, meeting, NOW))
        states.append(work(lambda made: listing.draft(made.look, "meetings", meeting))["state"])
    kept = work(lambda made: listing.draft(made.look, "meetings", meeting))
    assert states == ["held", "draft", "issued"]
    assert (kept["ends"], kept["issued"], kept["minutes_number"]) == (NOW.replace(second=0), TODAY, 1)
    with pytest.raises(Refused):
        work(lambda made: holding.onward(made, meeting, NOW))


def test_minutes_are_numbered_through_the_term_of_a_body(work: Doing, meeting: int) -> None:
    body = work(lambda made: listing.draft(made.look, "meetings", meeting))["body_id"]
    work(lambda made: made.save(listing.draft(
        made.look, "meetings", None, name="前次会议", body_id=body, minutes_number=6, state="issued",
        starts=NOW.replace(year=2025), issued=date(2025, 12, 1))))
    for _ in range(3):
        work(lambda made: holding.onward(made, meeting, NOW))
    assert work(lambda made: listing.draft(made.look, "meetings", meeting))["minutes_number"] == 7


def test_a_meeting_without_a_day_is_not_called(work: Doing) -> None:
    id = work(lambda made: made.save(Draft("meetings", values={"name": "会议", "state": "planned"})))
    with pytest.raises(Unsaved):
        work(lambda made: holding.onward(made, id, NOW))


def test_the_samples_meeting_counts_as_its_minutes_do(look: Reader) -> None:
    now = holding.held(look, sample.meeting_of_the_packet(look))
    assert (now.due, now.present, now.proxies, now.quorum) == (19, 14, 3, 13)
    assert (now.unregistered, now.unrecorded, now.undecided) == (0, 0, 0)
