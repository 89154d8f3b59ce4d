"""The page of a case by the keyboard: begun, decided, sent back, refused, suspended; its lane; a dossier's part."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton

from partnerdesk.office.cases.course import Course, course
from partnerdesk.office.cases.pages import CasesPage, CasesPart, StartCase
from partnerdesk.office.cases.pages.panel import CasePanel
from partnerdesk.store import drafts
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]

DAY = date(2026, 11, 20)


@pytest.fixture
def partner(screen: Screen) -> int:
    return screen.save("partners", name="东衡精密机械有限公司", kinds=("supplier",), credit_code="91350100M000100Y43")


@pytest.fixture
def page(screen: Screen) -> CasesPage:
    made = CasesPage(screen.context)
    screen.show(made, 1170, 694)
    return made


def _panel(page: CasesPage) -> CasePanel:
    assert isinstance(page.panel, CasePanel)
    return page.panel


def _sheet(screen: Screen, page: Any) -> StartCase:
    screen.until(lambda: page.window().findChildren(StartCase))
    found: StartCase = page.window().findChildren(StartCase)[0]
    screen.activate(found)  # a shortcut works in the active window alone
    return found


def _begin(screen: Screen, page: CasesPage, partner: int, code: str = "onboarding") -> int:
    page.begin_case({"partner_id": partner, "code": code})
    sheet = _sheet(screen, page)
    QTest.keyClick(sheet.editors["reason"].input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.settle()
    assert sheet.saved is not None
    screen.activate(page)
    return sheet.saved


def _seen(screen: Screen, case: int) -> Course:
    found: Course = screen.read(lambda look: course(look, case, DAY))
    return found


def _press(screen: Screen, page: CasesPage, key: Qt.Key) -> None:
    opinion = _panel(page).decision.editors["opinion"].input
    screen.until(lambda: _panel(page).isAncestorOf(QApplication.focusWidget() or page))
    QTest.keyClick(opinion, key, Qt.KeyboardModifier.ControlModifier)
    screen.settle()


def _sign(page: CasesPage, opinion: str = "同意") -> None:
    editors = _panel(page).decision.editors
    editors["opinion"].typed(opinion)
    editors["signer"].typed("王启明")


def test_a_procedure_is_begun_and_decided_by_the_keyboard_alone(
        screen: Screen, page: CasesPage, partner: int) -> None:
    page.new()
    sheet = _sheet(screen, page)
    assert sheet.focusWidget() is sheet.variant
    sheet.variant.setCurrentIndex(next(at for at in range(sheet.variant.count())
                                       if sheet.variant.itemData(at)[1].code == "onboarding"))
    QTest.keyClick(sheet.variant, Qt.Key.Key_Return)
    assert sheet.focusWidget() is sheet.editors["partner_id"].input
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.until(lambda: not sheet.editors["partner_id"].problem.isHidden())
    assert sheet.saved is None
    sheet.editors["partner_id"].show_value(partner, "东衡精密机械有限公司")
    sheet.act.click()
    screen.settle()
    case = sheet.saved
    assert case is not None
    screen.activate(page)
    panel = _panel(page)
    assert panel.lane.boxes[0].isChecked() and len(panel.lane.boxes) == 5
    _sign(page)
    _press(screen, page, Qt.Key.Key_1)
    seen = _seen(screen, case)
    assert [step.code for step in seen.open] == ["contacts", "training"]
    assert seen.steps[0].last is not None and seen.steps[0].last.signer == "王启明"
    # The next step is there at once, with who usually signs for that department.
    assert panel.at == "contacts"
    assert panel.decision.editors["signer"].reading().value == "王启明"
    assert panel.decision.editors["opinion"].reading().value is None


def test_what_is_missing_is_named_and_holds_the_step_up(screen: Screen, page: CasesPage, partner: int) -> None:
    case = _begin(screen, page, partner, "admission-general")
    panel = _panel(page)
    assert not panel.cards.missing.isHidden()
    assert screen.value("partners", partner, "stage") == "review"
    _sign(page)
    _press(screen, page, Qt.Key.Key_1)
    assert _seen(screen, case).steps[0].open
    assert screen.context.words("Missing: {document}.", document="").strip("。.") in panel.decision.problem.text()
    for kind in ("licence", "industry", "quality"):
        screen.save("qualifications", partner_id=partner, kind=kind, permanent=True)
    for place in ("judgments", "credit"):
        screen.save("lookups", partner_id=partner, place=place, looked_up=DAY)
    screen.until(lambda: panel.cards.missing.isHidden())
    _press(screen, page, Qt.Key.Key_1)
    assert not _seen(screen, case).steps[0].open


def test_a_case_goes_back_to_the_step_that_is_chosen(screen: Screen, page: CasesPage, partner: int) -> None:
    case = _begin(screen, page, partner)
    _sign(page)
    _press(screen, page, Qt.Key.Key_1)
    decision = _panel(page).decision
    decision.back_to.setCurrentIndex(decision.back_to.findData("background"))
    decision.editors["opinion"].typed("资料不全")
    _press(screen, page, Qt.Key.Key_2)  # this step knows no conditions: nothing happens
    assert _panel(page).at == "contacts"
    decision.press("return")
    screen.settle()
    seen = _seen(screen, case)
    assert [step.code for step in seen.open] == ["background"]
    assert _panel(page).at == "background"
    assert not _panel(page).cards.rounds.isHidden()
    assert _panel(page).lane.boxes[0]._marks[0][0] == "×2"


def test_a_field_that_is_wrong_says_so_and_nothing_is_lost(screen: Screen, page: CasesPage, partner: int) -> None:
    case = _begin(screen, page, partner)
    decision = _panel(page).decision
    decision.editors["signer"].typed("")
    decision.editors["opinion"].typed("同意")
    _press(screen, page, Qt.Key.Key_1)
    assert not decision.editors["signer"].problem.isHidden()
    assert decision.editors["opinion"].reading().value == "同意"
    decision.editors["decided"].typed("昨日昨")
    _press(screen, page, Qt.Key.Key_1)
    assert not decision.editors["decided"].problem.isHidden()
    assert _seen(screen, case).steps[0].open
    # A day to come, on which what the step waits for could seem to have come.
    _sign(page)
    decision.editors["decided"].typed("2027-11-21")
    _press(screen, page, Qt.Key.Key_1)
    assert decision.editors["decided"].problem.text() == "This day has not come yet."
    assert _seen(screen, case).steps[0].open


def test_a_refusal_is_asked_for_once_more(screen: Screen, page: CasesPage, partner: int) -> None:
    case = _begin(screen, page, partner, "admission-general")
    _sign(page, "资质虚假")
    for answer in ("cancel", "act"):
        _panel(page).decision.press("refuse")
        screen.until(lambda: page.window().findChildren(QDialog))
        page.window().findChildren(QDialog)[0].findChild(QPushButton, answer).click()
        screen.until(lambda: not page.window().findChildren(QDialog))
        screen.settle()
        assert (_seen(screen, case).state == "refused") == (answer == "act")
    assert screen.value("partners", partner, "stage") == "refused"
    assert _panel(page).decision.isHidden() and not _panel(page).end.isVisibleTo(_panel(page))


def test_what_was_typed_and_not_decided_is_kept(screen: Screen, page: CasesPage, partner: int) -> None:
    case = _begin(screen, page, partner)
    decision = _panel(page).decision
    decision.editors["opinion"].typed("拟同意，待补充")
    page.panel.flush()
    screen.settle()
    round_id = _seen(screen, case).steps[0].rounds[0].id
    kept = screen.read(lambda look: drafts.kept(look.session, screen.actor, decision.place(round_id)))
    assert kept is not None and kept.values["opinion"] == "拟同意，待补充"
    again = CasesPage(screen.context)
    screen.show(again)
    _panel(again).going_in = True
    again.open(case)
    screen.settle()
    assert _panel(again).decision.editors["opinion"].reading().value == "拟同意，待补充"
    _sign(again)
    _press(screen, again, Qt.Key.Key_1)
    assert screen.read(lambda look: drafts.kept(look.session, screen.actor, decision.place(round_id))) is None


def test_what_was_typed_last_is_kept_when_the_lane_turns_to_another_step(
        screen: Screen, page: CasesPage, partner: int) -> None:
    _begin(screen, page, partner)
    panel = _panel(page)
    panel.decision.editors["opinion"].typed("尚需补充材料")
    for place in (-1, 0):
        panel.lane.boxes[place].click()
        screen.settle()
    assert panel.at == "background"
    assert panel.decision.editors["opinion"].reading().value == "尚需补充材料"


def test_a_case_rests_and_goes_on(screen: Screen, page: CasesPage, partner: int) -> None:
    case = _begin(screen, page, partner)
    panel = _panel(page)
    panel.suspend()
    screen.until(lambda: page.window().findChildren(QDialog))
    sheet = page.window().findChildren(QDialog)[0]
    sheet.findChild(QPlainTextEdit, "reason").setPlainText("等待审计报告")
    sheet.findChild(QPushButton, "act").click()
    screen.until(lambda: _seen(screen, case).state == "suspended")
    screen.settle()
    assert panel.decision.isHidden() and not panel.go_on.isHidden()
    assert "等待审计报告" in panel.below.text()
    panel.go_on.click()
    screen.until(lambda: _seen(screen, case).state == "running")
    screen.settle()
    assert not panel.decision.isHidden()


def test_every_step_is_reached_in_the_lane(screen: Screen, page: CasesPage, partner: int) -> None:
    _begin(screen, page, partner, "exit-buffered")
    lane = _panel(page).lane
    assert len(lane.boxes) == 9
    lane.boxes[0].setFocus()
    for _ in range(2):
        QTest.keyClick(lane.focusWidget() or lane.boxes[0], Qt.Key.Key_Right)
        screen.application.processEvents()
    box = lane.boxes[2]
    assert box.hasFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)
    screen.settle()
    assert _panel(page).at == "approval" and _panel(page).decision.isHidden()
    assert all(each.accessibleName() for each in lane.boxes)


def test_a_dossier_shows_its_cases_and_begins_another(screen: Screen, partner: int) -> None:
    opened: list[tuple[str, int]] = []
    screen.context.open = lambda register, id: opened.append((register, id))
    part = CasesPart(screen.context)
    counts: list[int] = []
    part.counted.connect(counts.append)
    screen.show(part)
    part.show_dossier(partner, None)
    screen.settle()
    assert not part.empty.isHidden()
    part.start()
    sheet = _sheet(screen, part)
    assert all(sheet.editors[name].isHidden() for name in ("partner_id", "need_id", "shortlist_id"))
    sheet.act.click()
    screen.until(lambda: opened)
    screen.until(lambda: len(part.cards) == 1)
    assert counts[-1] == 1
    part.cards[0].lane.boxes[0].click()
    assert opened[0] == opened[1]


def test_only_what_does_not_follow_from_decisions_is_changed_by_hand(screen: Screen, page: CasesPage) -> None:
    assert set(_panel(page).form.editors) == {"opened", "alliance_id", "reason", "remarks"}
