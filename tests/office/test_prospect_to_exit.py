"""A partner goes from prospect to exited in the window, by keys alone: need, shortlist, onboarding, exit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from partnerdesk import app
from partnerdesk.office import contents
from partnerdesk.office.departments import FOUR
from partnerdesk.office.letterhead import records
from partnerdesk.office.selection.pages.proposing import ProposeSheet
from partnerdesk.page.fields_sheet import FieldsSheet
from partnerdesk.shell.window import Window
from partnerdesk.words import ENGLISH, Words
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]

DAY = date(2026, 11, 20)
NAMES = ("江海物流集团有限公司", "云帆供应链科技有限公司", "恒泰仓储股份有限公司")


class Walk:
    """The window with somebody who has a keyboard and no mouse."""

    def __init__(self, screen: Screen, window: Any) -> None:
        self.screen, self.window = screen, window

    @property
    def page(self) -> Any:
        return self.window.page

    @property
    def work(self) -> Any:
        return self.page.panel.work

    def go(self, place: str) -> None:
        self.window.go(place)
        self.screen.settle()

    def press(self, button: QWidget) -> None:
        """Go to a button by keys and press it with Enter."""
        assert button.isVisible(), button.objectName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, button.objectName()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Return)

    def keys(self, widget: QWidget, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(widget, key)
        self.screen.settle()

    def save(self, field: QWidget) -> None:
        """Save from a field by Ctrl+S."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    def sheet(self, kind: type[Any]) -> Any:
        """The sheet that stands before the window."""
        self.screen.until(lambda: [each for each in self.window.findChildren(kind) if each.isVisible()])
        return next(each for each in self.window.findChildren(kind) if each.isVisible())

    def fill(self, sheet: FieldsSheet, **typed: str) -> None:
        """Type into the fields of a sheet and do its act by Ctrl+Enter."""
        for name, text in typed.items():
            sheet.form.editors[name].typed(text)
        QTest.keyClick(sheet.form.focusWidget() or sheet.form, Qt.Key.Key_Return,
                       Qt.KeyboardModifier.ControlModifier)

    def closed(self, sheet: FieldsSheet) -> None:
        """Wait until a sheet has done its act."""
        self.screen.until(lambda: sheet.saved is not None)
        self.back()

    def back(self) -> None:
        """Nobody gives the keyboard back here when a sheet has gone, as a window manager would."""
        self.screen.settle()
        self.screen.activate(self.window)


@pytest.fixture
def walk(screen: Screen) -> Iterator[Walk]:
    made = Window(Words(ENGLISH))
    program = app.Program(screen.application, made, screen.context.settings, screen.context.jobs)
    made.closing.disconnect()
    made._may_close = True
    made.program = program  # type: ignore[attr-defined]
    program.desk, program.context = screen.desk, screen.context
    screen.context.settings.language = ENGLISH
    made.set_context(screen.context)
    screen.show(made, 1366, 768)
    yield Walk(screen, made)
    made.forget_pages()


@pytest.fixture
def partners(screen: Screen) -> list[int]:
    """Three prospects, and the people of the four departments."""
    for department in FOUR:
        screen.save("persons", name=f"{department}员", own=True, department=department)
    return [screen.save("partners", name=name, kinds=("supplier",), industry="物流") for name in NAMES]


def _stage(screen: Screen, partner: int) -> str:
    made: str = screen.value("partners", partner, "stage")
    return made


def _scored(screen: Screen, need: int, partners: list[int]) -> None:
    """The sheets of two raters about each candidate, and the meeting; the desk of the scorecards walks these itself."""
    meeting = screen.save("meetings", name="综合评估会", state="held",
                          starts=datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai")))
    people = screen.read(lambda look: [each.id for each in records(look, contents.record("persons"))])
    for person in people:
        screen.save("attendances", meeting_id=meeting, person_id=person, status="present")
    card = screen.save("scorecards", code="need", title="需求择优评分表", threshold=350)
    for partner, results in zip(partners, ((430, 440), (300, 310), (330, 320)), strict=True):
        for rater, result in zip("甲乙", results, strict=True):
            screen.save("score_sheets", scorecard_id=card, partner_id=partner, need_id=need, meeting_id=meeting,
                        rater=rater, state="complete", result=result)


def test_from_prospect_to_exited_by_keys(screen: Screen, walk: Walk, partners: list[int]) -> None:
    chosen = partners[0]
    need = _need(screen, walk)
    _candidates(screen, walk, need, partners)
    assert _stage(screen, chosen) == "prospect"
    _shortlist(screen, walk)
    assert [_stage(screen, each) for each in partners] == ["admitted", "prospect", "prospect"]
    _onboarding(screen, walk, chosen)
    agreement = screen.save("agreements", title="仓储服务协议", parties=(chosen,), state="signed", signed=DAY)
    manager = screen.save("responsibilities", partner_id=chosen, person="沈立", since=DAY)
    exit_id = _exit(screen, walk, chosen)
    assert _stage(screen, chosen) == "suspended"
    _plan(screen, walk)
    _reconciliation(screen, walk, exit_id, agreement)
    assert _stage(screen, chosen) == "exited"
    assert screen.value("exits", exit_id, "state") == "closed"
    assert screen.value("responsibilities", manager, "until") == DAY
    stages = screen.read(lambda look: [each.stage for each in records(
        look, contents.record("stage_changes"), contents.record("stage_changes").partner_id == chosen)])
    assert stages == ["admitted", "suspended", "exited"]


def _need(screen: Screen, walk: Walk) -> int:
    """A need is entered, reviewed and published."""
    walk.go("needs")
    walk.press(walk.window.add)
    screen.settle()
    panel = walk.page.panel
    panel.form.editors["title"].typed("华东冷链仓储")
    panel.form.editors["capabilities"].typed("冷库容量：不少于五万立方米")
    walk.save(panel.form.editors["title"].input)
    screen.until(lambda: panel.loaded.draft.id is not None)
    screen.settle()
    need: int = panel.loaded.draft.id
    assert panel.at_work
    for state in ("review", "published"):
        walk.press(panel.onward)
        screen.settle()
        assert screen.value("needs", need, "state") == state
    return need


def _candidates(screen: Screen, walk: Walk, need: int, partners: list[int]) -> None:
    """Candidates are proposed and followed, and one gets its report."""
    walk.press(walk.work.propose)
    sheet = walk.sheet(ProposeSheet)
    screen.until(lambda: sheet.list.count() == len(partners))
    sheet.industry.setText("物流")
    QTest.keyClick(sheet.industry, Qt.Key.Key_Down)
    screen.until(lambda: sheet.list.hasFocus())
    for _ in partners:
        QTest.keyClick(sheet.list, Qt.Key.Key_Space)
        QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    assert len(sheet.chosen) == len(partners)
    walk.press(sheet.act)
    walk.back()
    assert walk.work.counts.text() == "3 invited · 0 answered · 0 scored"
    walk.press(walk.page.panel.onward)
    screen.settle()
    walk.work.table.setFocus()
    walk.keys(walk.work.table, Qt.Key.Key_Home, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_3)
    _scored(screen, need, partners)
    screen.until(lambda: walk.work.counts.text() == "3 invited · 2 answered · 3 scored")
    walk.keys(walk.work.table, Qt.Key.Key_Home)
    walk.keys(walk.work.table, Qt.Key.Key_I)
    screen.until(lambda: walk.window.place == "intent_reports")
    screen.settle()
    form = walk.page.panel.form
    assert "Mean result of 2 score sheets: 4.35 of 5 points" in form.editors["strengths"].reading().value
    assert form.editors["conclusion"].reading().value == "intend"
    walk.save(form.editors["author"].input)
    screen.until(lambda: walk.page.panel.loaded.draft.id is not None)
    screen.settle()
    walk.go("needs")
    walk.page.open(need)
    screen.settle()


def _shortlist(screen: Screen, walk: Walk) -> None:
    """The list is drawn up, changed by a key, submitted, and approved as one."""
    screen.until(lambda: walk.work.draw.isVisible())
    walk.press(walk.work.draw)
    screen.until(lambda: walk.window.place == "shortlists")
    screen.settle()
    panel = walk.page.panel
    lines = [[walk.work.table.rows.item(row, at).text() for at in (0, 1, 2, 3)] for row in range(3)]
    assert lines == [["1", NAMES[0], "4.35", "Recommend"], ["2", NAMES[2], "3.25", "Keep in reserve"],
                     ["3", NAMES[1], "3.05", "Keep in reserve"]]
    walk.page.enter()
    walk.keys(walk.work.table, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_3)
    assert walk.work.verdict.text() == "All four departments came."
    walk.press(panel.submit)
    screen.settle()
    walk.press(panel.approve)
    sheet = walk.sheet(FieldsSheet)
    QTest.keyClick(sheet.act, Qt.Key.Key_Return)
    screen.until(lambda: sheet.form.editors["approver"].problem.text())
    walk.fill(sheet, approver="郑总", decision="总经理办公会〔2026〕9号")
    walk.closed(sheet)
    states = screen.read(lambda look: [each.state for each in records(look, contents.record("candidates"))])
    assert states == ["recommended", "declined", "reserve"]


def _onboarding(screen: Screen, walk: Walk, partner: int) -> None:
    """The new partner is introduced, point by point."""
    walk.go("checklists")
    walk.press(walk.window.add)
    sheet = walk.sheet(FieldsSheet)
    sheet.form.editors["partner_id"].show_value(partner, NAMES[0])
    walk.fill(sheet, kind="Onboarding of a new partner", our_manager="沈立", their_manager="周敏")
    walk.closed(sheet)
    _all_done(screen, walk)


def _all_done(screen: Screen, walk: Walk) -> None:
    """Every point is marked done today by D, and the checklist is closed."""
    walk.page.enter()
    screen.settle()
    points = walk.work
    count = len(points.shown.points)
    walk.keys(points.table, *[Qt.Key.Key_D] * count)
    screen.until(lambda: points.counts.text() == f"{count} of {count} settled")
    walk.press(walk.page.panel.close_it)
    sheet = walk.sheet(FieldsSheet)
    walk.fill(sheet, summary="全部办结")
    walk.closed(sheet)
    assert screen.value("checklists", points.id, "state") == "closed"


def _exit(screen: Screen, walk: Walk, partner: int) -> int:
    """An exit at once is begun, notice is given and its letter entered."""
    walk.go("exits")
    walk.press(walk.window.add)
    sheet = walk.sheet(FieldsSheet)
    sheet.form.editors["partner_id"].show_value(partner, NAMES[0])
    walk.fill(sheet, evidence="连续三次逾期交付")
    walk.closed(sheet)
    exit_id: int = walk.page.panel.loaded.draft.id
    walk.press(walk.page.panel.notice)
    notice = walk.sheet(FieldsSheet)
    walk.fill(notice)
    walk.closed(notice)
    assert screen.value("exits", exit_id, "notice_number") == "退〔2026〕1号"
    assert screen.read(lambda look: len(records(look, contents.record("outgoing")))) == 1
    return exit_id


def _plan(screen: Screen, walk: Walk) -> None:
    """The stepped plan is drawn up by opening its step, and carried out."""
    walk.page.enter()
    screen.settle()
    table = walk.work.table
    rows = [table.rows.item(row, 0).text() for row in range(table.rows.rowCount())]
    assert rows[:3] == ["Trigger and evidence", "Suspension of co-operation", "Notice"]
    table.mark(rows.index("Stepped plan"))
    walk.keys(table, Qt.Key.Key_Return)
    screen.until(lambda: walk.window.place == "checklists")
    screen.settle()
    _all_done(screen, walk)


def _reconciliation(screen: Screen, walk: Walk, exit_id: int, agreement: int) -> None:
    """What is open stops the closing; Enter leads to it; then the exit is closed."""
    walk.go("exits")
    walk.page.open(exit_id)
    screen.settle()
    matters = walk.work.open_matters
    screen.until(lambda: matters.model.rowCount() == 1)
    walk.press(walk.page.panel.close_it)
    sheet = walk.sheet(FieldsSheet)
    walk.fill(sheet)
    screen.until(lambda: sheet.messages.text)
    assert sheet.messages.text == "Still open with the partner: 1 (Agreement running). End that first."
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    walk.back()
    matters.table.setFocus()
    matters.table.selectRow(0)
    walk.keys(matters.table, Qt.Key.Key_Return)
    screen.until(lambda: walk.window.place == "agreements")
    screen.settle()
    form = walk.page.panel.form
    form.editors["state"].typed("Terminated")
    walk.save(form.editors["title"].input)
    screen.until(lambda: screen.value("agreements", agreement, "state") == "terminated")
    walk.go("exits")
    walk.page.open(exit_id)
    screen.settle()
    walk.press(walk.page.panel.close_it)
    sheet = walk.sheet(FieldsSheet)
    walk.fill(sheet, reconciliation="双方往来已核对无误", lessons="交付标准应写入合同附件")
    walk.closed(sheet)
