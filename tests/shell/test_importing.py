"""The import to its end: columns guessed and changed, rows decided by the clerk, all or nothing, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from partnerdesk.shell.importing import CHOOSE, DONE, LOOK, MAP, ImportPage, importable
from partnerdesk.store.listing import Listing, total, window
from tests.screen import Screen

MEMBERS = """企业名称,统一社会信用代码,法定代表人,入盟日期,级别,口号
江海物流集团有限公司,91350100M000100Y43,韩峰,2023-05-06,副理事长单位,通达
启东港务有限公司,,何静,2024-02-01,成员单位,
明德律师事务所,,林涛,2024-03-01,成员单位,
"""


@pytest.fixture
def page(screen: Screen) -> ImportPage:
    made = ImportPage(screen.context)
    screen.show(made, 1170, 700)
    return made


@pytest.fixture
def members(tmp_path: Path) -> Path:
    file = tmp_path / "members.csv"
    file.write_text(MEMBERS, "utf-8")
    return file


def _read(screen: Screen, page: ImportPage, file: Path, alliance: str = "示例产业联盟") -> None:
    page.alliance.setText(alliance)
    page.read_file(file)
    screen.settle()
    page.check.click()
    screen.settle()


def _count(screen: Screen, register: str) -> Any:
    return screen.read(lambda look: total(look, Listing(register)))


def test_a_list_of_members_becomes_partners_and_members(screen: Screen, page: ImportPage, members: Path) -> None:
    page.alliance.setText("示例产业联盟")
    page.read_file(members)
    screen.settle()
    assert page.steps.currentIndex() == MAP
    boxes = {box.objectName(): box.currentData() for box in page.columns.boxes}
    assert boxes["becomes 企业名称"] == "partners.name"
    assert boxes["becomes 入盟日期"] == "memberships.joined"
    assert boxes["becomes 口号"] == ""
    page.check.click()
    screen.settle()
    assert page.steps.currentIndex() == LOOK
    assert [page.figures[key].text() for key in ("new", "like", "refused")] == ["3", "0", "0"]
    assert _count(screen, "partners") == 0
    assert page.focusWidget() is page.take
    page.take.click()
    screen.settle()
    assert page.steps.currentIndex() == DONE
    assert page.focusWidget() is page.see
    rows = screen.read(lambda look: window(look, Listing("partners", columns=("name", "credit_code")), 0, 9))
    assert ("江海物流集团有限公司", "91350100M000100Y43") in {row.cells for row in rows}
    assert _count(screen, "memberships") == 3


def test_the_import_is_taken_back_as_a_whole(screen: Screen, page: ImportPage, members: Path) -> None:
    _read(screen, page, members)
    page.take.click()
    screen.settle()
    page.undo.click()
    screen.settle()
    assert (_count(screen, "partners"), _count(screen, "memberships")) == (0, 0)
    assert not page.undo.isEnabled()


def test_a_partner_that_may_be_there_is_decided_by_the_clerk(screen: Screen, page: ImportPage, members: Path) -> None:
    there = screen.save("partners", name="江海物流集团有限公司", credit_code="91350100M000100Y43", stage="active")
    _read(screen, page, members)
    assert [page.figures[key].text() for key in ("new", "like", "refused")] == ["2", "1", "0"]
    assert not page.take.isEnabled()
    assert page.verdict.text().startswith("1 row is still to be decided.")
    page.decisions.all_same.click()
    assert page.decisions.same == {2: there}
    page.take.click()
    screen.settle()
    assert page.steps.currentIndex() == DONE
    assert (_count(screen, "partners"), _count(screen, "memberships")) == (3, 3)


def test_one_refused_row_keeps_all_others_out(screen: Screen, page: ImportPage, members: Path) -> None:
    members.write_text(MEMBERS + "宏远新材股份有限公司,12345,赵薇,2024年13月1日,成员单位,\n,,无名,,,\n", "utf-8")
    _read(screen, page, members)
    assert page.figures["refused"].text() == "2"
    said = [page.reasons.item(at).text() for at in range(page.reasons.count())]
    assert any(line.startswith("Row 5 · 入盟日期") for line in said)
    assert any(line.startswith("Row 6") for line in said)
    assert not page.take.isEnabled()
    members.write_text(MEMBERS, "utf-8")
    page.again.click()
    screen.settle()
    assert page.steps.currentIndex() == MAP


def test_what_the_desk_would_refuse_is_said_before_anything_happens(
    screen: Screen, page: ImportPage, members: Path,
) -> None:
    members.write_text("名称,统一社会信用代码\n启东港务有限公司,91350100M000100Y44\n", "utf-8")
    _read(screen, page, members, alliance="")
    assert page.figures["refused"].text() == "1"
    assert "check character" in page.reasons.item(0).text()


def test_whoever_calls_off_keeps_nothing(screen: Screen, page: ImportPage, members: Path) -> None:
    _read(screen, page, members)
    reached = page._at_row

    def at_the_second(count: int) -> None:
        if count == 1:
            page._call_off()
        reached(count)

    page._at_row = at_the_second  # type: ignore[method-assign]
    page.take.click()
    screen.settle()
    assert page.steps.currentIndex() == LOOK
    assert page.messages.text == "The import was called off. Nothing of it was kept."
    assert _count(screen, "partners") == 0
    assert page.take.isEnabled()


def test_a_column_is_given_another_field(screen: Screen, page: ImportPage, members: Path) -> None:
    page.read_file(members)
    screen.settle()
    box = next(box for box in page.columns.boxes if box.objectName() == "becomes 口号")
    box.setCurrentIndex(box.findData("partners.notes"))
    box.activated.emit(box.currentIndex())
    page.check.click()
    screen.settle()
    page.take.click()
    screen.settle()
    rows = screen.read(lambda look: window(look, Listing("partners", columns=("name", "notes")), 0, 9))
    assert ("江海物流集团有限公司", "口号: 通达") in {row.cells for row in rows}


def test_a_file_that_cannot_be_read_is_said_on_the_page(screen: Screen, page: ImportPage, tmp_path: Path) -> None:
    page.read_file(tmp_path / "missing.csv")
    screen.settle()
    assert "missing.csv" in page.messages.text
    assert page.steps.currentIndex() == CHOOSE


def test_only_registers_that_texts_can_fill_are_offered(screen: Screen) -> None:
    keys = importable(screen.context.registers)
    assert keys[0] == "partners"
    assert "seats" not in keys
    assert "follow_ups" not in keys


def test_a_register_brings_its_own_kind(page: ImportPage) -> None:
    page.new({"register": "persons"})
    assert page.register == "persons"
    assert not page.alliance.isVisible()


def test_tab_leads_from_the_columns_to_what_stands_below_them(
        screen: Screen, page: ImportPage, members: Path) -> None:
    for _ in range(2):  # read again, the boxes are made anew
        page.read_file(members)
        screen.settle()
    last = page.columns.entries[-1]
    walked: list[QWidget] = [last]
    for _ in range(2):
        walked.append(walked[-1].nextInFocusChain())
        while walked[-1].focusPolicy() == Qt.FocusPolicy.NoFocus:
            walked[-1] = walked[-1].nextInFocusChain()
    assert walked[1:] == [page.other, page.check]
