"""The dossier of a partner: what is asked by telephone, the lane, counts, the form, and what needs handling."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from partnerdesk.office.partners.pages import PartnersPage
from partnerdesk.office.partners.pages.panel import PartnerPanel
from partnerdesk.page.form import RecordSheet
from partnerdesk.page.lines_card import LinesCard
from tests.office.furnished import Furnished, furnish
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]


@pytest.fixture
def office(screen: Screen) -> Furnished:
    made: Furnished = screen.desk.write(screen.actor, furnish).result()
    return made


@pytest.fixture
def page(screen: Screen, office: Furnished) -> PartnersPage:
    made = PartnersPage(screen.context)
    screen.show(made, 1170, 694)
    made.open(office.partners[0])
    screen.settle()
    return made


@pytest.fixture
def panel(page: PartnersPage) -> PartnerPanel:
    assert isinstance(page.panel, PartnerPanel)
    return page.panel


def _said(panel: QWidget, name: str) -> str:
    label = panel.findChild(QLabel, name)
    assert label is not None
    return str(label.text())


def _tabs(panel: PartnerPanel) -> list[str]:
    return [panel.tabs.tabText(at) for at in range(panel.tabs.count())]


def test_what_is_asked_by_telephone_stands_first(panel: PartnerPanel) -> None:
    assert _said(panel, "phone liaison") == "钱芳  138\N{NO-BREAK SPACE}0000\N{NO-BREAK SPACE}0000"
    assert _said(panel, "phone legal") == "韩峰"
    assert _said(panel, "phone joined") == "May 2023 · 副理事长单位"
    assert _said(panel, "phone council") == "陈晓"
    assert _said(panel, "phone address") == "上海市浦东新区滨江大道1000号"


def test_the_subject_says_who_it_is_and_what_is_overdue(panel: PartnerPanel) -> None:
    assert panel.subject.text() == "江海物流集团有限公司"
    assert panel.below.text() == (
        "Jianghai Logistics Group Co., Ltd. · Credit code 91350100M000100Y43 · answerable: 沈立 (since March 2025)")
    assert panel.lane.accessibleName() == "Stage: Active"
    tags = [panel.tags.itemAt(at).widget() for at in range(panel.tags.count())]
    assert [tag.text() for tag in tags if isinstance(tag, QLabel)] == ["Supplier", "Alliance member", "1 overdue"]


def test_a_stage_beside_the_lane_stands_in_its_place(screen: Screen, page: PartnersPage, office: Furnished) -> None:
    page.open(office.partners[4])
    screen.settle()
    assert isinstance(page.panel, PartnerPanel)
    assert page.panel.lane.accessibleName() == "Stage: On watch"


def test_tabs_count_what_stands_under_them(panel: PartnerPanel) -> None:
    assert [_tabs(panel)[at] for at in (0, 1, 2, -2, -1)] == [
        "Overview", "People 2", "Relation", "Agreements 1", "Timeline"]


def test_a_field_is_typed_and_saved(screen: Screen, page: PartnersPage, panel: PartnerPanel, office: Furnished) -> None:
    line = panel.form.editors["telephone"].input
    line.setFocus()
    QTest.keyClicks(line, "021-00000000")
    assert panel.keep.isEnabled()
    panel.save()
    screen.settle()
    assert screen.value("partners", office.partners[0], "telephone") == "021-00000000"
    assert not panel.keep.isEnabled()


def test_a_wrong_code_is_said_at_its_field_and_nothing_is_saved(
    screen: Screen, panel: PartnerPanel, office: Furnished,
) -> None:
    panel.form.editors["credit_code"].typed("91350100M000100Y44")
    panel.save()
    screen.settle()
    assert "check character" in panel.form.editors["credit_code"].problem.text()
    assert screen.value("partners", office.partners[0], "credit_code") == "91350100M000100Y43"


def test_a_post_is_entered_beside_the_dossier(screen: Screen, panel: PartnerPanel, office: Furnished) -> None:
    panel.turn_to("people")
    card = panel.findChild(LinesCard, "card posts")
    assert card is not None
    card.make()
    screen.until(lambda: panel.window().findChildren(RecordSheet))
    sheet = panel.window().findChildren(RecordSheet)[0]
    assert "partner_id" not in sheet.form.editors
    sheet.form.editors["person_id"].show_value(office.persons[2], "吴建国")
    sheet.form.editors["title"].typed("顾问")
    sheet.act.click()
    screen.settle()
    screen.until(lambda: "People 3" in _tabs(panel))
    names = {card.model.item(at, 0).text() for at in range(card.model.rowCount())}
    assert names == {"陈晓", "钱芳", "吴建国"}


def test_what_needs_handling_leads_to_its_record(screen: Screen, panel: PartnerPanel, office: Furnished) -> None:
    opened: list[tuple[str, int]] = []
    screen.context.open = lambda register, id: opened.append((register, id))
    first = next(each for each in panel.handling.findChildren(QPushButton) if "000007" in each.accessibleName())
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert opened == [("numbered_copies", office.copy)]


def test_what_is_committed_elsewhere_appears(screen: Screen, panel: PartnerPanel, office: Furnished) -> None:
    screen.save("agreements", title="仓储服务协议", category="service", parties=(office.partners[0],), state="draft")
    screen.until(lambda: "Agreements 2" in _tabs(panel))


def test_the_dossier_is_printed_from_its_page(screen: Screen, page: PartnersPage, office: Furnished) -> None:
    printed: list[tuple[str, int]] = []
    screen.context.print_paper = lambda paper, id: printed.append((paper, id))
    page.panel.print.menu().actions()[0].trigger()
    assert printed == [("partner-dossier", office.partners[0])]


def test_every_input_has_a_name_to_be_read_out(page: PartnersPage) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTabBar

    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QTabBar)
    nameless = [
        f"{type(each).__name__} {each.objectName()}" for kind in kinds for each in page.findChildren(kind)
        if not each.accessibleName() and not (isinstance(each, QAbstractButton) and each.text())
        and not each.objectName().startswith("qt_") and not isinstance(each.parent(), (QComboBox, QTabBar, QLineEdit))
        and type(each).__module__.startswith("partnerdesk")
    ]
    assert nameless == []


def test_the_page_fits_its_window(page: PartnersPage) -> None:
    assert (page.width(), page.height()) == (1170, 694)
