"""The workspace of a meeting: digits, votes and minutes by the keyboard, and nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest

from partnerdesk.office.meetings.holding import held
from partnerdesk.office.meetings.pages import MeetingsPage
from partnerdesk.office.meetings.pages.panel import MeetingPanel
from partnerdesk.office.meetings.pages.workspace import Workspace
from partnerdesk.record import prose
from partnerdesk.store import drafts
from tests.office.test_holding import called
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]


@pytest.fixture
def meeting(screen: Screen) -> int:
    id: int = screen.desk.write(screen.actor, called).result()
    return id


@pytest.fixture
def page(screen: Screen, meeting: int) -> MeetingsPage:
    made = MeetingsPage(screen.context)
    screen.show(made, 1170, 700)
    made.open(meeting)
    screen.settle()
    made.enter()
    screen.settle()
    return made


@pytest.fixture
def workspace(page: MeetingsPage) -> Workspace:
    assert isinstance(page.panel, MeetingPanel)
    assert page.panel.at_work
    return page.panel.workspace


def test_digits_enter_one_person_after_the_other(screen: Screen, workspace: Workspace, meeting: int) -> None:
    workspace.invite()
    screen.settle()
    table = workspace.attendance.table
    assert workspace.attendance.counts.text() == "Due 3 · present 0 · by proxy 0"
    for key in (Qt.Key.Key_1, Qt.Key.Key_6, Qt.Key.Key_5):
        QTest.keyClick(table, key)
    screen.settle()
    assert [one.status for one in screen.read(lambda look: held(look, meeting)).seated] == [
        "present", "by-proxy", "absent"]
    assert workspace.attendance.counts.text() == "Due 3 · present 1 · by proxy 1"
    assert workspace.attendance.quorum.text() == "Quorum reached"
    assert workspace.still_open() == "1 item without a record · 1 item without a decision"


def test_a_digit_that_an_input_method_takes_enters_nobody(screen: Screen, workspace: Workspace, meeting: int) -> None:
    workspace.invite()
    screen.settle()
    assert not workspace.attendance.table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    screen.application.sendEvent(workspace.attendance.table, QInputMethodEvent("1", []))
    screen.settle()
    assert screen.read(lambda look: held(look, meeting)).unregistered == 3


def test_the_list_gives_way_while_a_meeting_is_held_and_comes_back_with_escape(
    screen: Screen, page: MeetingsPage,
) -> None:
    assert page.left.isHidden()
    QTest.keyClick(page.panel, Qt.Key.Key_Escape)
    assert not page.left.isHidden()


def test_a_vote_is_entered_and_the_item_carried(screen: Screen, workspace: Workspace, meeting: int) -> None:
    for name, typed in (("votes_for", "2"), ("votes_against", "1")):
        workspace.vote.editors[name].typed(typed)
    assert workspace.vote.result.text() == "Carried"
    workspace.enter_votes()
    screen.settle()
    (point,) = screen.read(lambda look: held(look, meeting)).points
    assert (point.votes, point.outcome) == ((2, 1, None, None), "adopted")


def test_what_was_said_is_saved_when_asked_and_the_cursor_stays(
    screen: Screen, page: MeetingsPage, workspace: Workspace, meeting: int,
) -> None:
    editor = workspace.form.editors["minutes"].input
    editor.insertPlainText("会议认为，预算可行。")
    assert workspace.saved.text() == "Not saved yet"
    page.panel.save()
    screen.settle()
    (point,) = screen.read(lambda look: held(look, meeting)).points
    kept = screen.value("agenda_items", point.id, "minutes")
    assert prose.plain(prose.loads(kept)) == "会议认为，预算可行。"
    assert editor.textCursor().position() == len("会议认为，预算可行。")
    assert workspace.saved.text().startswith("Saved ")
    editor.insertPlainText("通过。")
    page.panel.save()
    screen.settle()
    assert prose.plain(prose.loads(screen.value("agenda_items", point.id, "minutes"))).endswith("可行。通过。")


def test_what_is_typed_survives_until_the_next_look(
    screen: Screen, page: MeetingsPage, workspace: Workspace, meeting: int,
) -> None:
    workspace.form.editors["minutes"].input.insertPlainText("半句话")
    workspace._keep_rest.flush()
    screen.settle()
    (point,) = screen.read(lambda look: held(look, meeting)).points
    assert not point.recorded
    kept = screen.read(lambda look: drafts.kept(look.session, screen.actor, f"agenda_items:{point.id}"))
    assert kept is not None and "半句话" in kept.values["minutes"]
    again = MeetingsPage(screen.context)
    screen.show(again)
    again.open(meeting)
    screen.settle()
    assert isinstance(again.panel, MeetingPanel)
    assert "半句话" in again.panel.workspace.form.editors["minutes"].input.toPlainText()


def test_enter_walks_through_the_counts_and_enters_the_vote_at_the_last(
        screen: Screen, workspace: Workspace) -> None:
    workspace.vote.editors["votes_for"].input.setFocus()
    for typed in ("3", "0", "0", ""):
        entry = workspace.focusWidget()
        assert entry is not None
        QTest.keyClicks(entry, typed)
        QTest.keyClick(entry, Qt.Key.Key_Return)
    screen.settle()
    assert workspace.held is not None
    assert workspace.held.points[workspace.at].votes[:3] == (3, 0, 0)


def test_the_button_names_the_act_and_takes_the_meeting_onward(
    screen: Screen, page: MeetingsPage, workspace: Workspace, meeting: int,
) -> None:
    assert isinstance(page.panel, MeetingPanel)
    assert page.panel.onward.text() == "Close the meeting"
    workspace.invite()
    screen.settle()
    for _ in range(3):
        QTest.keyClick(workspace.attendance.table, Qt.Key.Key_1)
    workspace.form.editors["minutes"].input.insertPlainText("听取汇报。")
    workspace.vote.editors["votes_for"].typed("3")
    workspace.enter_votes()
    screen.settle()
    assert workspace.still_open() == ""
    page.panel.go_onward()
    screen.settle()
    assert screen.value("meetings", meeting, "state") == "held"
    assert page.panel.onward.text() == "Draft the minutes"


def test_whoever_closes_too_early_is_asked_and_may_stay(
    screen: Screen, page: MeetingsPage, workspace: Workspace, meeting: int,
) -> None:
    from PySide6.QtWidgets import QDialog

    assert isinstance(page.panel, MeetingPanel)
    page.panel.go_onward()
    screen.until(lambda: page.panel.window().findChildren(QDialog))
    (sheet,) = [each for each in page.panel.window().findChildren(QDialog) if each.isVisible()]
    sheet.reject()
    screen.settle()
    assert screen.value("meetings", meeting, "state") == "called"
