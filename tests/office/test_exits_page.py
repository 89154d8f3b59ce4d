"""An exit in the window: its steps, what stops it with a way to each, notice with its letter, and its other end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from partnerdesk.office import contents
from partnerdesk.office.exits import acting
from partnerdesk.office.exits.pages import ExitsPage
from partnerdesk.office.exits.pages.course import Course, NoticeSheet
from partnerdesk.office.exits.pages.panel import ExitPanel
from partnerdesk.office.letterhead import records
from partnerdesk.page.dialogs import Sheet
from partnerdesk.page.fields_sheet import FieldsSheet
from partnerdesk.page.form import RecordSheet
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]

DAY = date(2026, 11, 20)


def _opened(screen: Screen, form: str, *, noticed: bool = False) -> tuple[ExitsPage, int, int]:
    partner = screen.save("partners", name="恒泰仓储股份有限公司", stage="active")

    def job(work: Any) -> int:
        id = acting.begin(work, partner, form, "strategy", DAY)
        return acting.give_notice(work, id, DAY) if noticed else id

    id = screen.desk.write(screen.actor, job).result()
    page = ExitsPage(screen.context)
    screen.show(page, 1170, 694)
    page.open(id)
    screen.settle()
    page.enter()
    screen.settle()
    return page, id, partner


def _panel(page: ExitsPage) -> ExitPanel:
    assert isinstance(page.panel, ExitPanel)
    return page.panel


def _course(page: ExitsPage) -> Course:
    return _panel(page).course


def _steps(page: ExitsPage) -> dict[str, str]:
    rows = _course(page).table.rows
    return {rows.item(row, 0).text(): rows.item(row, 1).text() for row in range(rows.rowCount())}


def _sheet(screen: Screen, page: ExitsPage, kind: type[Any] = FieldsSheet) -> Any:
    screen.until(lambda: [each for each in page.window().findChildren(kind) if each.isVisible()])
    return next(each for each in page.window().findChildren(kind) if each.isVisible())


def _open_step(page: ExitsPage, label: str) -> None:
    table = _course(page).table
    table.mark(list(_steps(page)).index(label))
    QTest.keyClick(table, Qt.Key.Key_Return)


def test_the_steps_are_those_of_the_form(screen: Screen) -> None:
    page, _, _ = _opened(screen, "immediate")
    assert list(_steps(page)) == [
        "Trigger and evidence", "Suspension of co-operation", "Notice", "Investigation", "Stepped plan",
        "Customers and after-sales service", "Reconciliation", "Lessons learned"]
    assert _steps(page)["Suspension of co-operation"] == "from 20 November 2026"
    assert _course(page).table.currentIndex().row() == 0
    assert _course(page).lane.accessibleName() == "Stage: Opened"


def test_a_buffered_exit_assesses_and_counts_its_days(screen: Screen) -> None:
    page, _, _ = _opened(screen, "buffered", noticed=True)
    steps = _steps(page)
    assert "Assessment of transformation" in steps
    assert steps["Notice"].endswith("buffer period until 20 May 2027, 181 days left")


def test_a_step_is_filled_in_its_own_sheet(screen: Screen) -> None:
    page, id, _ = _opened(screen, "immediate")
    _open_step(page, "Investigation")
    sheet = _sheet(screen, page)
    assert list(sheet.form.editors) == ["investigation"]
    sheet.form.editors["investigation"].typed("逾期属实，原因为运力不足")
    sheet.act.click()
    screen.settle()
    assert screen.value("exits", id, "investigation") == "逾期属实，原因为运力不足"
    screen.until(lambda: _steps(page)["Investigation"] == "recorded")


@pytest.mark.parametrize("letter", [True, False])
def test_notice_is_given_with_or_without_its_letter(screen: Screen, letter: bool) -> None:
    page, id, _ = _opened(screen, "immediate")
    printed: list[Any] = []
    screen.context.print_paper = lambda *told: printed.append(told)
    _open_step(page, "Notice")
    sheet = _sheet(screen, page, NoticeSheet)
    assert sheet.form.editors["noticed"].reading().value == DAY
    sheet.findChild(QCheckBox, "letter").setChecked(letter)
    sheet.form.editors["notice_number"].typed("华盟秘〔2026〕31号")
    sheet.act.click()
    screen.settle()
    assert screen.value("exits", id, "notice_number") == "华盟秘〔2026〕31号"
    letters = screen.read(lambda look: records(look, contents.record("outgoing")))
    assert len(letters) == int(letter)
    assert page.messages.text == "Notice was given. The letter is printed from here."
    screen.until(lambda: _panel(page).close_it.isVisible())
    assert not _panel(page).notice.isVisible()


def test_each_open_matter_leads_to_where_it_is_ended(screen: Screen) -> None:
    page, _, partner = _opened(screen, "immediate", noticed=True)
    opened: list[Any] = []
    screen.context.open = lambda *told: opened.append(told)
    matters = _course(page).open_matters
    assert matters.model.rowCount() == 0
    assert _steps(page)["Reconciliation"] == "nothing is open any longer"
    copy = screen.save("numbered_copies", title="会议材料", copy_number="7", unit_id=partner, taken=DAY)
    follow_up = screen.save("follow_ups", task="提交清单", lead_unit_id=partner, due=DAY)
    screen.until(lambda: matters.model.rowCount() == 2)
    assert _steps(page)["Reconciliation"] == "2 matters still open"
    assert [matters.model.item(row, 0).text() for row in (0, 1)] == [
        "Numbered copy not returned", "Follow-up item in hand"]
    matters.table.setFocus()
    for row in (0, 1):
        matters.table.selectRow(row)
        QTest.keyClick(matters.table, Qt.Key.Key_Return)
        screen.settle()
    assert opened == [("numbered_copies", copy), ("follow_ups", follow_up)]


def test_an_exit_is_not_closed_on_a_day_to_come(screen: Screen) -> None:
    page, id, partner = _opened(screen, "immediate", noticed=True)
    # It ends by itself, but has not ended yet.
    screen.save("agreements", title="框架协议", parties=(partner,), state="signed", signed=DAY, effective=DAY,
                expiry=date(2027, 6, 30))
    screen.until(lambda: _panel(page).close_it.isVisible())
    _panel(page).close_it.click()
    sheet = _sheet(screen, page)
    sheet.form.editors["closed"].typed("2027-07-01")
    sheet.act.click()
    screen.until(lambda: sheet.form.editors["closed"].problem.text() == "This day has not come yet.")
    sheet.reject()
    screen.settle()
    assert screen.value("exits", id, "state") == "noticed"


def test_an_alternate_is_added_from_the_exit(screen: Screen) -> None:
    page, _, partner = _opened(screen, "immediate")
    other = screen.save("partners", name="远航冷链有限公司")
    card = _course(page).alternates
    card.make_button.click()
    sheet = _sheet(screen, page, RecordSheet)
    assert sheet.form.draft["partner_id"] == partner
    sheet.form.editors["alternate_id"].show_value(other, "远航冷链有限公司")
    sheet.act.click()
    screen.settle()
    screen.until(lambda: card.model.rowCount() == 1)
    assert card.model.item(0, 0).text() == "远航冷链有限公司"


def test_the_plan_is_drawn_up_once_and_then_opened(screen: Screen) -> None:
    page, _, _ = _opened(screen, "buffered", noticed=True)
    opened: list[Any] = []
    screen.context.open = lambda *told: opened.append(told)
    assert _steps(page)["Stepped plan"] == "not drawn up yet"
    for _ in range(2):
        _open_step(page, "Stepped plan")
        screen.settle()
    screen.until(lambda: _steps(page)["Stepped plan"] == "0 of 26 settled")
    assert opened[0] == opened[1]
    assert opened[0][0] == "checklists"


def test_an_exit_is_withdrawn_when_the_relation_goes_on(screen: Screen) -> None:
    page, id, partner = _opened(screen, "buffered", noticed=True)
    assert not _panel(page).withdraw.isVisible()
    _open_step(page, "Assessment of transformation")
    sheet = _sheet(screen, page)
    sheet.form.editors["transformation"].typed("Continue in another form")
    sheet.act.click()
    screen.until(lambda: sheet.form.editors["new_form"].problem.text())
    sheet.form.editors["new_form"].typed("Licence")
    sheet.act.click()
    screen.settle()
    screen.until(lambda: _panel(page).withdraw.isVisible())
    _panel(page).withdraw.click()
    _sheet(screen, page, Sheet).act.click()
    screen.settle()
    assert screen.value("exits", id, "state") == "withdrawn"
    assert screen.value("partners", partner, "stage") == "active"
    screen.until(lambda: _course(page).ended.text() == "Withdrawn")


def test_the_page_fits_its_window(screen: Screen) -> None:
    page, _, _ = _opened(screen, "buffered", noticed=True)
    assert (page.width(), page.height()) == (1170, 694)
