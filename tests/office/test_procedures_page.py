"""The office's own procedures on their page: taken over, changed as a draft by the keyboard, put in force."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from partnerdesk.office import contents
from partnerdesk.office.cases.course import steps_of
from partnerdesk.office.cases.pages.procedures import ProcedurePanel, ProceduresPage
from partnerdesk.page.form import RecordSheet
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]


@pytest.fixture
def page(screen: Screen) -> ProceduresPage:
    made = ProceduresPage(screen.context)
    screen.show(made, 1170, 694)
    made.take_over.click()
    screen.until(lambda: made.model.count == len(contents.procedures()))
    screen.settle()
    screen.until(lambda: made.panel.loaded is not None and made.panel.loaded.draft.id is not None)
    screen.settle()
    return made


def _panel(page: ProceduresPage) -> ProcedurePanel:
    assert isinstance(page.panel, ProcedurePanel)
    return page.panel


def _draft(screen: Screen, page: ProceduresPage) -> int:
    before = _id(page)
    _panel(page).draft_button.click()
    screen.until(lambda: _id(page) != before and _panel(page).steps.draft)
    screen.settle()
    return _id(page)


def _id(page: ProceduresPage) -> int:
    loaded = _panel(page).loaded
    assert loaded is not None and loaded.draft.id is not None
    return loaded.draft.id


def _codes(screen: Screen, procedure: int) -> list[str]:
    found: list[str] = screen.read(lambda look: [step.code for step in steps_of(look, procedure)])
    return found


def test_what_is_in_force_is_only_read(screen: Screen, page: ProceduresPage) -> None:
    panel = _panel(page)
    assert panel.tabs.currentIndex() == 1
    assert panel.steps.make_button.isHidden() and panel.force.isHidden() and not panel.draft_button.isHidden()
    panel.steps.table.selectRow(0)
    panel.steps.open()
    screen.settle()
    assert not page.window().findChildren(RecordSheet)
    assert page.messages.text
    before = _codes(screen, _id(page))
    panel.steps.make()
    panel.steps.move(1)
    panel.steps.strike()
    screen.settle()
    assert _codes(screen, _id(page)) == before


def test_a_draft_is_changed_by_the_keyboard_and_put_in_force(screen: Screen, page: ProceduresPage) -> None:
    first = _id(page)
    procedure = _draft(screen, page)
    codes = _codes(screen, procedure)
    table = _panel(page).steps.table
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    screen.until(lambda: _codes(screen, procedure)[:2] == [codes[1], codes[0]])
    screen.settle()
    assert table.currentIndex().row() == 1
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    screen.until(lambda: _codes(screen, procedure) == codes)
    screen.settle()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_N)
    screen.until(lambda: page.window().findChildren(RecordSheet))
    sheet = page.window().findChildren(RecordSheet)[0]
    sheet.form.editors["title"].typed("参观工厂")
    sheet.form.editors["days"].typed("8")
    sheet.act.click()
    screen.until(lambda: not page.window().findChildren(RecordSheet))
    screen.settle()
    assert len(_codes(screen, procedure)) == len(codes) + 1
    assert "参观工厂" in table.model().index(1, 0).data()
    screen.activate(page)
    table.selectRow(2)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    screen.until(lambda: len(_codes(screen, procedure)) == len(codes))
    screen.settle()
    _panel(page).force.click()
    screen.until(lambda: page.window().findChildren(QDialog))
    page.window().findChildren(QDialog)[0].findChild(QPushButton, "act").click()
    screen.until(lambda: screen.value("procedures", procedure, "state") == "in-force")
    assert screen.value("procedures", first, "state") == "superseded"
    assert screen.value("procedures", procedure, "since") == screen.context.today
    screen.settle()


def test_a_draft_without_steps_is_not_put_in_force(screen: Screen, page: ProceduresPage) -> None:
    procedure = screen.save("procedures", code="own", title="自定程序")
    page.open(procedure)
    screen.until(lambda: _id(page) == procedure)
    screen.settle()
    _panel(page).force.click()
    screen.until(lambda: page.window().findChildren(QDialog))
    page.window().findChildren(QDialog)[0].findChild(QPushButton, "act").click()
    screen.until(lambda: page.messages.text)
    screen.settle()
    assert screen.value("procedures", procedure, "state") == "draft"
