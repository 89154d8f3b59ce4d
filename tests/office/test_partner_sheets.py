"""The acts of a dossier in their sheets, and its tabs: typed into by field name, saved, and looked up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from partnerdesk.office.partners.pages import PartnersPage
from partnerdesk.office.partners.pages.cards import Cards
from partnerdesk.office.partners.pages.documents import Documents
from partnerdesk.office.partners.pages.panel import PartnerPanel
from partnerdesk.office.partners.pages.representative import RepresentativeSheet
from partnerdesk.office.partners.pages.timeline import Timeline
from partnerdesk.page.fields_sheet import FieldsSheet
from partnerdesk.page.form import RecordSheet
from partnerdesk.page.lines_card import LinesCard
from partnerdesk.record.clerk import Actor
from tests.office.furnished import Furnished, furnish
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]

TODAY = date(2026, 11, 20)


@pytest.fixture
def office(screen: Screen) -> Furnished:
    made: Furnished = screen.desk.write(screen.actor, furnish).result()
    return made


@pytest.fixture
def panel(screen: Screen, office: Furnished) -> PartnerPanel:
    return _opened(screen, office)


def _opened(screen: Screen, office: Furnished) -> PartnerPanel:
    page = PartnersPage(screen.context)
    screen.show(page, 1170, 694)
    page.open(office.partners[0])
    screen.settle()
    assert isinstance(page.panel, PartnerPanel)
    screen.until(lambda: page.panel.known is not None)
    return page.panel


def _sheet(screen: Screen, panel: PartnerPanel, kind: type) -> Any:
    screen.until(lambda: panel.window().findChildren(kind))
    return panel.window().findChildren(kind)[0]


def _card(panel: PartnerPanel, register: str) -> LinesCard:
    card = panel.findChild(LinesCard, f"card {register}")
    assert card is not None
    return card


def _rows(card: LinesCard) -> list[list[str]]:
    return [[card.model.item(row, at).text() for at in range(card.model.columnCount())]
            for row in range(card.model.rowCount())]


def test_a_stage_is_typed_and_stands_in_the_lane(screen: Screen, panel: PartnerPanel, office: Furnished) -> None:
    panel.enter_stage()
    sheet = _sheet(screen, panel, FieldsSheet)
    sheet.form.editors["stage"].typed("On watch")
    sheet.save()
    screen.until(lambda: not sheet.form.editors["reason"].problem.isHidden())
    sheet.form.editors["reason"].typed("连续两季度逾期")
    sheet.save()
    screen.until(lambda: panel.lane.accessibleName() == "Stage: On watch")
    assert screen.value("partners", office.partners[0], "stage") == "watch"
    assert [row[1:3] for row in _rows(_card(panel, "stage_changes"))] == [["On watch", "连续两季度逾期"]]


def test_a_partner_is_handed_over_in_its_sheet(screen: Screen, panel: PartnerPanel, office: Furnished) -> None:
    panel.turn_to("relation", "responsibilities")
    button = panel.findChild(QPushButton, "hand over")
    assert button is not None
    button.click()
    sheet = _sheet(screen, panel, FieldsSheet)
    QTest.keyClicks(sheet.form.editors["person"].input, "Gu Lan")
    QTest.keyClick(sheet.form.editors["person"].input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.until(lambda: [row[0] for row in _rows(_card(panel, "responsibilities"))] == ["Gu Lan", "沈立"])
    assert screen.value("partners", office.partners[0], "manager") == "Gu Lan"


def test_where_nobody_answers_the_overview_leads_to_the_hand_over(
    screen: Screen, panel: PartnerPanel, office: Furnished,
) -> None:
    screen.save("responsibilities", partner_id=office.partners[0], person="沈立", since=date(2025, 3, 1),
                until=date(2026, 11, 1))
    screen.until(lambda: [each for each in panel.handling.findChildren(QPushButton)
                          if "Nobody answers" in each.accessibleName()])
    (button,) = [each for each in panel.handling.findChildren(QPushButton)
                 if "Nobody answers" in each.accessibleName()]
    button.click()
    assert _sheet(screen, panel, FieldsSheet).form.register.key == "responsibilities"


def test_the_form_of_the_relation_is_changed_in_its_sheet(
    screen: Screen, panel: PartnerPanel, office: Furnished,
) -> None:
    panel.change_relation()
    sheet = _sheet(screen, panel, FieldsSheet)
    sheet.form.editors["form"].typed("Supply")
    sheet.save()
    screen.until(lambda: _rows(_card(panel, "relations")))
    assert _rows(_card(panel, "relations"))[0][:2] == ["Supply", "2026-11-20"]


def test_what_a_change_of_representative_carries_is_shown_before(
    screen: Screen, panel: PartnerPanel, office: Furnished,
) -> None:
    panel.change_representative()
    sheet = _sheet(screen, panel, RepresentativeSheet)
    screen.until(lambda: sheet.places.count() == 2)
    shown = [sheet.places.itemAt(at).widget().text() for at in range(2)]
    assert shown == ["· Seat: Second Council", "· Role of representative: Vice President"]
    sheet.do()
    screen.until(lambda: "from now on" in sheet.successor.problem.text())
    sheet.successor.show_value(office.persons[2], "吴建国")
    sheet.do()
    screen.until(lambda: "already sits" in sheet.successor.problem.text())
    sheet.successor.show_value(office.persons[-1] + 1, "钱芳")
    leaves = sheet.findChild(QCheckBox, "leaves")
    leaves.setChecked(True)
    sheet.do()
    screen.until(lambda: _rows(_card(panel, "representative_changes")))
    assert _rows(_card(panel, "representative_changes"))[0][:3] == ["2026-11-20", "陈晓", "钱芳"]


def test_a_promise_becomes_a_follow_up_item(screen: Screen, panel: PartnerPanel, office: Furnished) -> None:
    contact = screen.save("contacts", partner_id=office.partners[0], happened=TODAY, kind="talk", subject="续签",
                          promises="十二月前报价\n其余另议", next_step=date(2026, 12, 1))
    screen.until(lambda: _rows(_card(panel, "contacts")))
    card = _card(panel, "contacts")
    panel.turn_to("dealings", "contacts")
    card.table.selectRow(0)
    button = card.findChild(QPushButton, "follow up")
    assert button is not None and button.isEnabled()
    button.click()
    sheet = _sheet(screen, panel, RecordSheet)
    assert sheet.form.editors["task"].reading().value == "十二月前报价"
    sheet.act.click()
    screen.until(lambda: any("十二月前报价" in row[0] for row in _rows(_card(panel, "follow_ups"))))
    made = screen.read(lambda look: max(
        row[0] for row in look.rows(_ids(screen, "follow_ups"))))
    assert screen.value("follow_ups", made, "contact_id") == contact
    assert screen.value("follow_ups", made, "due") == date(2026, 12, 1)


def _ids(screen: Screen, key: str) -> Any:
    from sqlalchemy import select

    return select(screen.desk.registers[key].record.id)


def test_a_document_is_renewed_with_what_the_old_one_says(
    screen: Screen, panel: PartnerPanel, office: Furnished,
) -> None:
    old = screen.save("qualifications", partner_id=office.partners[0], kind="quality", issuer="认证中心",
                      valid_until=date(2026, 12, 14))
    screen.until(lambda: _rows(_card(panel, "qualifications")))
    card = _card(panel, "qualifications")
    panel.turn_to("documents")
    card.table.selectRow(0)
    panel.renew(card.current())
    sheet = _sheet(screen, panel, RecordSheet)
    assert sheet.form.editors["issuer"].reading().value == "认证中心"
    assert sheet.form.editors["valid_from"].reading().value == date(2026, 12, 15)
    sheet.form.editors["valid_until"].typed("2029-12-14")
    sheet.act.click()
    screen.until(lambda: len(_rows(card)) == 2)
    assert screen.value("qualifications", old, "replaced_by_id") == old + 1


def test_what_is_missing_is_said_at_once(screen: Screen, panel: PartnerPanel, office: Furnished) -> None:
    said = panel.findChild(QLabel, "unproved")
    assert said is not None and said.isVisible()
    assert said.text().startswith("Missing or expired: Business licence")
    at = next(at for tab, at, _part in panel._parts if tab.key == "documents")
    assert panel.tabs.tabText(at) == "Papers 5"
    assert panel.tabs.tabToolTip(at) == "5 documents missing or expired"
    for kind in ("licence", "industry", "quality", "credit", "accounts"):
        screen.save("qualifications", partner_id=office.partners[0], kind=kind, permanent=True)
    screen.until(lambda: panel.tabs.tabText(at) == "Papers")
    assert not said.isVisible()


def test_the_timeline_is_narrowed_and_leads_to_its_entries(
    screen: Screen, panel: PartnerPanel, office: Furnished,
) -> None:
    opened: list[tuple[str, int]] = []
    screen.context.open = lambda register, id: opened.append((register, id))
    part = panel.turn_to("timeline")
    assert isinstance(part, Timeline)
    days = [row[0] for row in _rows(part.card)]
    assert days == sorted(days, reverse=True) and len(days) > 5
    part.choose("papers")
    assert {row[2] for row in _rows(part.card)} == {"Agreements", "Non-disclosure agreements", "Numbered copies"}
    part.choose("")
    part.filter.setText("copy 7")
    screen.until(lambda: len(_rows(part.card)) == 1)
    QTest.keyClick(part.filter, Qt.Key.Key_Return)
    QTest.keyClick(part.card.table, Qt.Key.Key_Return)
    screen.settle()
    assert opened == [("numbered_copies", office.copy)]


def test_changes_to_the_dossier_stand_behind_their_chip(screen: Screen, panel: PartnerPanel) -> None:
    panel.show_history()
    part = panel.turn_to("timeline")
    assert isinstance(part, Timeline)
    assert part.changes.isVisible() and not part.card.isVisible()


@pytest.mark.parametrize("cleared", [True, False])
def test_bank_details_leave_no_hint_without_clearance(screen: Screen, office: Furnished, cleared: bool) -> None:
    screen.save("bank_accounts", partner_id=office.partners[0], holder="江海物流", bank="工行", account="6222")
    screen.context.actor = Actor(screen.actor.id, screen.actor.name, cleared=cleared)
    panel = _opened(screen, office)
    part = panel.turn_to("relation")
    assert isinstance(part, Cards)
    chip = next(chip for chip in part.chips if chip.key == "bank_accounts")
    assert chip.isHidden() is not cleared
    assert _rows(_card(panel, "bank_accounts")) == ([["江海物流", "工行", "6222", "", ""]] if cleared else [])


def test_lists_of_associations_show_only_where_they_belong(
    screen: Screen, panel: PartnerPanel, office: Furnished,
) -> None:
    part = panel.turn_to("dealings")
    assert isinstance(part, Cards)
    chip = next(chip for chip in part.chips if chip.key == "publications")
    assert chip.isHidden()
    screen.save("publications", partner_id=office.partners[0], received=TODAY, title="行业通讯")
    screen.until(lambda: not chip.isHidden())


def test_the_tabs_fit_beside_the_list(screen: Screen, panel: PartnerPanel) -> None:
    last = panel.tabs.tabRect(panel.tabs.count() - 1)
    assert last.right() <= panel.tabs.width()
    assert isinstance(panel.turn_to("documents"), Documents)
