"""What a clerk does by the keyboard: a meeting begun from its category, a proxy's holder, a task in one line."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from partnerdesk.office.meetings.holding import held
from partnerdesk.office.meetings.pages import MeetingsPage
from partnerdesk.office.meetings.pages.new_meeting import NewMeeting
from partnerdesk.office.meetings.pages.panel import MeetingPanel
from partnerdesk.office.meetings.pages.workspace import Workspace
from tests.office.furnished import Furnished, furnish
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]


@pytest.fixture
def office(screen: Screen) -> Furnished:
    made: Furnished = screen.desk.write(screen.actor, furnish).result()
    return made


@pytest.fixture
def page(screen: Screen, office: Furnished) -> MeetingsPage:
    made = MeetingsPage(screen.context)
    screen.show(made, 1170, 694)
    made.open(office.meeting)
    screen.settle()
    made.enter()
    screen.settle()
    return made


@pytest.fixture
def workspace(screen: Screen, page: MeetingsPage) -> Workspace:
    assert isinstance(page.panel, MeetingPanel)
    page.panel.workspace.invite()
    screen.settle()
    return page.panel.workspace


def test_a_meeting_is_begun_from_its_category(screen: Screen, page: MeetingsPage, office: Furnished) -> None:
    page.new()
    screen.until(lambda: page.window().findChildren(NewMeeting))
    sheet = page.window().findChildren(NewMeeting)[0]
    sheet.editors["category_id"].show_value(office.category, "理事会会议")
    sheet.propose()
    screen.until(lambda: sheet.editors["name"].reading().value)
    assert sheet.editors["name"].reading().value == "第二届理事会第二次会议"
    assert sheet.editors["body_id"].reading().value == office.council
    assert "季度工作报告" in sheet.brings.text()
    sheet.editors["starts"].typed("2026-12-03 9:30")
    sheet.act.click()
    screen.settle()
    assert page.panel.loaded is not None
    id = page.panel.loaded.draft.id
    assert id not in (None, office.meeting)
    now = screen.read(lambda look: held(look, id))
    assert (now.due, len(now.points)) == (7, 2)


def test_enter_walks_through_the_sheet_and_ctrl_enter_makes_the_meeting(
        screen: Screen, page: MeetingsPage, office: Furnished) -> None:
    page.new()
    screen.until(lambda: page.window().findChildren(NewMeeting))
    sheet = page.window().findChildren(NewMeeting)[0]
    walked = []
    for name in ("category_id", "body_id", "name", "starts"):
        entry = sheet.editors[name].input
        assert sheet.focusWidget() is entry
        QTest.keyClick(entry, Qt.Key.Key_Return)
        walked.append(sheet.saved)
    assert walked == [None] * 4
    assert sheet.focusWidget() is sheet.act
    sheet.editors["name"].typed("临时会议")
    QTest.keyClick(sheet.editors["name"].input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.settle()
    assert page.panel.loaded is not None
    assert page.panel.loaded.title == "临时会议"


def test_six_asks_who_holds_the_proxy_and_goes_on(screen: Screen, workspace: Workspace, office: Furnished) -> None:
    table, holder = workspace.attendance.table, workspace.attendance.holder
    QTest.keyClick(table, Qt.Key.Key_6)
    assert holder.isVisible()
    assert holder.asked.text() == "Who holds the proxy of 陈晓"
    screen.settle()
    holder.finder.line.setText("周敏")
    holder.finder.line.textEdited.emit("周敏")
    screen.settle()
    QTest.keyClick(holder.finder.line, Qt.Key.Key_Return)
    screen.settle()
    assert not holder.isVisible()
    first, *_ = screen.read(lambda look: held(look, office.meeting)).seated
    assert (first.status, first.stand_in.chinese) == ("by-proxy", "周敏")
    assert table.currentIndex().row() == 1


def test_a_task_in_one_line(screen: Screen, workspace: Workspace, office: Furnished) -> None:
    line = workspace.line.line
    line.setText("提交修订稿")
    QTest.keyClick(line, Qt.Key.Key_Return)
    screen.settle()
    assert workspace.line.said.text() == "Say by which day, for example 12-05 or +14."
    line.setText("云帆科技 周敏 12-05 提交修订稿")
    QTest.keyClick(line, Qt.Key.Key_Return)
    screen.settle()
    assert line.text() == ""
    given = screen.read(lambda look: held(look, office.meeting)).tasks
    assert ("提交修订稿", "周敏", date(2026, 12, 5)) in {(t.task.chinese, t.person.chinese, t.due) for t in given}


def test_the_workspace_fits_its_window(screen: Screen, page: MeetingsPage, workspace: Workspace) -> None:
    assert page.width() == 1170
    assert page.height() == 694
    assert workspace.line.line.isVisible()
    bottom = workspace.line.line.mapTo(page, workspace.line.line.rect().bottomRight())
    assert page.rect().contains(bottom)


def test_files_hang_on_the_item_that_is_on(screen: Screen, workspace: Workspace, office: Furnished, tmp_path) -> None:  # type: ignore[no-untyped-def]
    paper = tmp_path / "report.txt"
    paper.write_text("三季度工作报告", "utf-8")
    workspace.turn_to(1)
    screen.settle()
    workspace.files.put_on(paper)
    screen.settle()
    points = screen.read(lambda look: held(look, office.meeting)).points
    assert [point.papers for point in points] == [0, 1, 0, 0, 0]
    assert workspace.chips[1].text() == "Meeting papers 1"
