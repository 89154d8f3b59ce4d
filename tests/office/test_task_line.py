"""A follow-up item typed in one line is understood by its day, its unit and its person; the rest is the task."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from partnerdesk.office.meetings.calling import call, proposed
from partnerdesk.office.meetings.holding import held, mark, stand_in
from partnerdesk.office.meetings.task_line import enter_task, understood
from partnerdesk.store import listing
from tests.office.furnished import Furnished, furnish
from tests.store.conftest import Doing, cleared, clerk, engine, template, work

__all__ = ["cleared", "clerk", "engine", "template", "work"]

TODAY = date(2026, 11, 20)
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def office(work: Doing) -> Furnished:
    made: Furnished = work(furnish)
    return made


@pytest.mark.parametrize("typed", [
    "@云帆科技 周敏 12月5日 提交附件二修订稿",
    "周敏 提交附件二修订稿 12-05",
    "云帆科技股份有限公司，周敏，2026-12-05，提交附件二修订稿",
    "20261205 云帆科技 周敏 提交附件二修订稿",
])
def test_the_parts_may_stand_in_any_order(work: Doing, office: Furnished, typed: str) -> None:
    read = work(lambda w: understood(w.look, office.meeting, typed, TODAY))
    assert (read.unit, read.person, read.due, read.task) == (
        office.partners[1], office.persons[1], date(2026, 12, 5), "提交附件二修订稿")
    assert read.problem is None


def test_what_names_nobody_stays_in_the_task(work: Doing, office: Furnished) -> None:
    read = work(lambda w: understood(w.look, office.meeting, "尽快 更新 通讯录 +7", TODAY))
    assert (read.unit, read.person, read.due, read.task) == (None, None, date(2026, 11, 27), "尽快 更新 通讯录")


@pytest.mark.parametrize(("typed", "field"), [("周敏 提交修订稿", "due"), ("周敏 12-05", "task")])
def test_what_is_missing_is_said(work: Doing, office: Furnished, typed: str, field: str) -> None:
    problem = work(lambda w: understood(w.look, office.meeting, typed, TODAY)).problem
    assert problem is not None
    assert problem.field == field


def test_a_line_becomes_a_follow_up_item_of_the_meeting(work: Doing, office: Furnished) -> None:
    def job(w: Any) -> int:
        return enter_task(w, office.meeting, understood(w.look, office.meeting, "周敏 12-05 提交修订稿", TODAY), None)

    id = work(job)
    task = next(each for each in work(lambda w: held(w.look, office.meeting)).tasks if each.id == id)
    assert (task.task.chinese, task.person.chinese, task.due) == ("提交修订稿", "周敏", date(2026, 12, 5))


def test_a_meeting_of_a_category_begins_with_what_is_usual(work: Doing, office: Furnished) -> None:
    starts = datetime(2026, 12, 3, 9, 30, tzinfo=ZONE)
    given = work(lambda w: proposed(w.look, office.category, None, TODAY))
    assert (given.name, given.english_name) == ("第二届理事会第二次会议", "Meeting 2 of the Second Council")
    id = work(lambda w: call(w, office.category, None, given.name, starts, TODAY))
    one = work(lambda w: listing.draft(w.look, "meetings", id))
    assert tuple(one[name] for name in ("body_id", "place", "chair_id", "state")) == (
        office.council, "三楼会议室", office.persons[0], "planned")
    now = work(lambda w: held(w.look, id))
    assert [point.title.chinese for point in now.points] == ["确认上次会议纪要", "季度工作报告"]
    assert now.due == len(office.persons)


def test_the_hour_of_coming_late_is_noted_while_the_meeting_is_held(work: Doing, office: Furnished) -> None:
    at = datetime(2026, 11, 20, 9, 41, tzinfo=ZONE)
    work(lambda w: call(w, office.category, office.council, "预备会", None, TODAY))

    def invited(w: Any) -> Any:
        from partnerdesk.office.meetings.holding import invite_body

        invite_body(w, office.meeting, TODAY)
        return held(w.look, office.meeting).seated

    first, second, *_ = work(invited)
    work(lambda w: mark(w, first.id, 2, at))
    work(lambda w: mark(w, second.id, 6, at))
    work(lambda w: stand_in(w, second.id, office.persons[0]))
    one, other, *_ = work(lambda w: held(w.look, office.meeting)).seated
    assert (one.status, one.note) == ("late", "09:41")
    assert (other.status, other.stand_in.chinese) == ("by-proxy", "陈晓")
    work(lambda w: mark(w, first.id, 1, at))
    assert work(lambda w: held(w.look, office.meeting)).seated[0].note == ""
