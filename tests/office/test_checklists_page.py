"""The points of a checklist by keys: a digit settles, words are asked for where they are due, and closing waits."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from partnerdesk.office.checklists import acting
from partnerdesk.office.checklists.pages import ChecklistsPage
from partnerdesk.office.checklists.pages.panel import ChecklistPanel
from partnerdesk.office.checklists.pages.points import Points
from partnerdesk.office.checklists.standing import Standing, standing
from partnerdesk.office.checklists.templates import TEMPLATES
from partnerdesk.page.fields_sheet import FieldsSheet
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]

DAY = date(2026, 11, 20)


def _opened(screen: Screen, kind: str) -> tuple[ChecklistsPage, int]:
    partner = screen.save("partners", name="江海物流集团有限公司")
    id = screen.desk.write(screen.actor, lambda work: acting.draw_up(work, partner, kind, DAY)).result()
    page = ChecklistsPage(screen.context)
    screen.show(page, 1170, 694)
    page.open(id)
    screen.settle()
    page.enter()
    screen.settle()
    return page, id


def _points(page: ChecklistsPage) -> Points:
    assert isinstance(page.panel, ChecklistPanel)
    assert isinstance(page.panel.work, Points)
    return page.panel.work


def _standing(screen: Screen, id: int) -> Standing:
    made: Standing = screen.read(lambda look: standing(look, id))
    return made


def _sheet(screen: Screen, page: Any) -> FieldsSheet:
    screen.until(lambda: page.window().findChildren(FieldsSheet))
    made: FieldsSheet = page.window().findChildren(FieldsSheet)[0]
    return made


def test_a_digit_settles_a_point_and_goes_on(screen: Screen) -> None:
    page, id = _opened(screen, "diligence")
    points = _points(page)
    assert points.table.hasFocus()
    assert points.counts.text() == "0 of 29 settled"
    for key in (Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_1):
        QTest.keyClick(points.table, key)
    screen.settle()
    now = _standing(screen, id)
    assert [point.grade for point in now.points[:4]] == ["clear", "none", "clear", ""]
    assert [point.done for point in now.points[:3]] == [DAY, None, DAY]
    assert points.table.currentIndex().row() == 3
    screen.until(lambda: points.counts.text() == "3 of 29 settled")


def test_what_is_not_in_order_is_explained_before_it_is_kept(screen: Screen) -> None:
    page, id = _opened(screen, "diligence")
    points = _points(page)
    QTest.keyClick(points.table, Qt.Key.Key_3)
    assert points.ask.isVisible()
    assert points.ask.line.hasFocus()
    assert points.ask.asked.text().startswith("Serious point: what was found about “Ownership")
    QTest.keyClick(points.ask.line, Qt.Key.Key_Return)
    assert points.ask.wrong.text() == "Say what was found."
    assert _standing(screen, id).points[0].grade == ""
    points.ask.line.setText("两起合同纠纷")
    QTest.keyClick(points.ask.line, Qt.Key.Key_Return)
    screen.settle()
    first = _standing(screen, id).points[0]
    assert (first.grade, first.finding) == ("serious", "两起合同纠纷")
    assert points.table.hasFocus()
    assert points.table.currentIndex().row() == 1


def test_esc_puts_the_question_away(screen: Screen) -> None:
    page, id = _opened(screen, "diligence")
    points = _points(page)
    QTest.keyClick(points.table, Qt.Key.Key_4)
    QTest.keyClick(points.ask.line, Qt.Key.Key_Escape)
    screen.until(lambda: points.table.hasFocus())
    assert not points.ask.isVisible()
    assert _standing(screen, id).points[0].grade == ""


def test_letters_enter_who_and_by_when(screen: Screen) -> None:
    page, id = _opened(screen, "onboarding")
    points = _points(page)
    for key, typed in ((Qt.Key.Key_R, "沈立"), (Qt.Key.Key_T, "12-05"), (Qt.Key.Key_F, "已当面介绍")):
        QTest.keyClick(points.table, key)
        points.ask.line.setText(typed)
        QTest.keyClick(points.ask.line, Qt.Key.Key_Return)
        screen.settle()
    first = _standing(screen, id).points[0]
    assert (first.responsible, first.due, first.finding) == ("沈立", date(2026, 12, 5), "已当面介绍")
    QTest.keyClick(points.table, Qt.Key.Key_T)
    points.ask.line.setText("someday")
    QTest.keyClick(points.ask.line, Qt.Key.Key_Return)
    assert "cannot be read as a day" in points.ask.wrong.text()


def test_d_marks_done_today_and_again_takes_it_back(screen: Screen) -> None:
    page, id = _opened(screen, "onboarding")
    points = _points(page)
    QTest.keyClick(points.table, Qt.Key.Key_D)
    screen.settle()
    assert _standing(screen, id).points[0].done == DAY
    assert points.table.currentIndex().row() == 1
    QTest.keyClick(points.table, Qt.Key.Key_Up)
    QTest.keyClick(points.table, Qt.Key.Key_D)
    screen.settle()
    assert _standing(screen, id).points[0].done is None


def test_no_input_method_takes_the_keys(screen: Screen) -> None:
    page, _ = _opened(screen, "diligence")
    table = _points(page).table
    assert not table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_file_is_kept_as_evidence(screen: Screen, tmp_path: Path) -> None:
    page, id = _opened(screen, "diligence")
    file = tmp_path / "screenshot.txt"
    file.write_text("查询截图", "utf-8")
    points = _points(page)
    first = _standing(screen, id).points[0]
    points.keep_evidence(first.id, file)
    screen.settle()
    assert _standing(screen, id).points[0].evidence is not None
    screen.until(lambda: "※" in points.table.rows.item(0, 1).text())


def test_closing_waits_for_every_point_and_for_a_conclusion(screen: Screen) -> None:
    page, id = _opened(screen, "diligence")
    assert isinstance(page.panel, ChecklistPanel)
    page.panel.close_it.click()
    sheet = _sheet(screen, page)
    sheet.form.editors["conclusion"].typed("Fit")
    sheet.act.click()
    screen.until(lambda: sheet.messages.isVisible())
    assert "Points still open: 29" in sheet.messages.text
    sheet.reject()
    screen.settle()
    points = _points(page)
    for _ in range(28):
        QTest.keyClick(points.table, Qt.Key.Key_1)
    QTest.keyClick(points.table, Qt.Key.Key_4)
    points.ask.line.setText("失信被执行人")
    QTest.keyClick(points.ask.line, Qt.Key.Key_Return)
    screen.settle()
    page.panel.close_it.click()
    sheet = _sheet(screen, page)
    sheet.form.editors["conclusion"].typed("Fit")
    sheet.act.click()
    screen.until(lambda: sheet.form.editors["conclusion"].problem.text())
    assert "forbids the co-operation" in sheet.form.editors["conclusion"].problem.text()
    sheet.form.editors["conclusion"].typed("Not fit")
    QTest.keyClick(sheet.form.editors["summary"].input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.settle()
    now = _standing(screen, id)
    assert (now.state, now.conclusion) == ("closed", "unfit")
    screen.until(lambda: page.panel.again.isVisible())
    QTest.keyClick(points.table, Qt.Key.Key_1)
    screen.settle()
    assert _standing(screen, id).points == now.points


@pytest.mark.parametrize("kind", ["Due diligence", "Onboarding of a new partner", "Steps of an exit"])
def test_a_new_one_is_drawn_up_with_its_points(screen: Screen, kind: str) -> None:
    partner = screen.save("partners", name="云帆供应链科技有限公司")
    page = ChecklistsPage(screen.context)
    screen.show(page, 1170, 694)
    page.new()
    sheet = _sheet(screen, page)
    sheet.form.editors["partner_id"].show_value(partner, "云帆供应链科技有限公司")
    sheet.form.editors["kind"].typed(kind)
    sheet.act.click()
    screen.settle()
    assert isinstance(page.panel, ChecklistPanel)
    assert page.panel.loaded is not None
    id = page.panel.loaded.draft.id
    assert id is not None
    now = _standing(screen, id)
    assert len(now.points) == len(TEMPLATES[now.kind])
    assert now.ends is not None
    assert page.panel.at_work


def test_an_empty_checklist_is_filled_from_its_page(screen: Screen) -> None:
    partner = screen.save("partners", name="云帆供应链科技有限公司")
    id = screen.save("checklists", partner_id=partner, kind="exit", begins=DAY)
    page = ChecklistsPage(screen.context)
    screen.show(page, 1170, 694)
    page.open(id)
    screen.settle()
    _points(page).fill.click()
    screen.settle()
    assert len(_standing(screen, id).points) == len(TEMPLATES["exit"])


def test_the_page_fits_its_window(screen: Screen) -> None:
    page, _ = _opened(screen, "diligence")
    assert (page.width(), page.height()) == (1170, 694)
    bottom = _points(page).keys.mapTo(page, _points(page).keys.rect().bottomRight())
    assert page.rect().contains(bottom)
