"""The import to its end: columns guessed and changed, rows decided by the clerk, all or nothing, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from partnerdesk.shell.import_parts import importable
from partnerdesk.shell.importing import CHOOSE, DONE, LOOK, MAP, ImportPage
from partnerdesk.store import listing
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


def _box(page: ImportPage, number: int, text: str) -> None:
    box = page.decisions.boxes[number]
    at = next(at for at in range(box.count()) if box.itemText(at).startswith(text))
    box.setCurrentIndex(at)
    box.activated.emit(at)


def _figures(page: ImportPage) -> dict[str, int]:
    return {key: int(figure.text()) for key, figure in page.figures.items() if figure.text() != "0"}


def test_a_partner_that_may_be_there_is_decided_by_the_clerk(screen: Screen, page: ImportPage, members: Path) -> None:
    there = screen.save("partners", name="江海物流有限公司", stage="active")
    _read(screen, page, members)
    assert _figures(page) == {"new": 2, "like": 1}
    assert not page.take.isEnabled()
    assert page.verdict.text().startswith("1 row is still to be decided.")
    _box(page, 2, "The same as 江海物流有限公司")
    assert page.decisions.chosen[2].id == there
    assert _figures(page) == {"new": 2, "changed": 1}
    page.take.click()
    screen.settle()
    assert page.steps.currentIndex() == DONE
    assert (_count(screen, "partners"), _count(screen, "memberships")) == (3, 3)
    assert screen.value("partners", there, "name") == "江海物流有限公司"
    assert screen.value("partners", there, "aliases") == "江海物流集团有限公司"


def test_what_is_in_doubt_may_all_be_new(screen: Screen, page: ImportPage, members: Path) -> None:
    screen.save("partners", name="江海物流有限公司", stage="active")
    _read(screen, page, members)
    page.decisions.all_new.click()
    assert _figures(page) == {"new": 3}
    page.take.click()
    screen.settle()
    assert _count(screen, "partners") == 4


def test_a_list_read_again_changes_field_by_field_what_the_clerk_leaves_ticked(
        screen: Screen, page: ImportPage, members: Path) -> None:
    _read(screen, page, members)
    page.take.click()
    screen.settle()
    gone = screen.save("partners", name="别处有限公司", stage="active", notes="手记")
    screen.save("memberships", partner_id=gone, alliance_id=1)
    members.write_text(
        "企业名称,统一社会信用代码,法定代表人,入盟日期,级别\n"
        "江海物流集团有限公司,91350100M000100Y43,韩立峰,2023-05-06,理事长单位\n"
        "启东港务有限公司,,,2024-02-01,成员单位\n明德律师事务所,,林涛,2024-03-01,成员单位\n", "utf-8")
    page.start_again()
    _read(screen, page, members)
    assert _figures(page) == {"changed": 1, "same": 2, "absent": 1}
    assert [page.missing.item(at).text() for at in range(page.missing.count())] == ["别处有限公司"]
    said = {key[1:]: check.whole for key, check in page.decisions.checks.items()}
    assert said == {
        ("partners", "legal_representative"): "Legal representative: 韩峰 → 韩立峰",
        ("memberships", "level"): "Level (示例产业联盟): 副理事长单位 → 理事长单位",
    }
    page.decisions.checks[2, "partners", "legal_representative"].click()
    page.take.click()
    screen.settle()
    assert page.outcome.text() == "Memberships: 1 changed."
    first = screen.read(lambda look: window(look, Listing("partners", columns=("legal_representative",)), 0, 9))
    # The blank cell of the second row has emptied nothing.
    assert [row.cells[0] for row in first] == ["韩峰", "何静", "林涛", None]
    assert screen.value("memberships", 1, "level") == "理事长单位"
    page.undo.click()
    screen.settle()
    assert screen.value("memberships", 1, "level") == "副理事长单位"
    assert _count(screen, "partners") == 4


def test_a_file_that_says_nothing_new_cannot_be_imported(screen: Screen, page: ImportPage, members: Path) -> None:
    _read(screen, page, members)
    page.take.click()
    screen.settle()
    page.start_again()
    _read(screen, page, members)
    assert _figures(page) == {"same": 3}
    assert not page.take.isEnabled()
    assert page.verdict.text().startswith("The file says nothing that is not there already.")


def test_what_is_there_can_be_left_as_it_is(screen: Screen, page: ImportPage, members: Path) -> None:
    there = screen.save("partners", name="启东港务有限公司", legal_representative="旧人", stage="watch")
    _read(screen, page, members, alliance="")
    page.decisions.nothing.click()
    assert _figures(page) == {"new": 2, "same": 1}
    page.take.click()
    screen.settle()
    assert screen.value("partners", there, "legal_representative") == "旧人"
    assert _count(screen, "partners") == 3


def test_a_record_changed_since_it_was_looked_at_keeps_all_out(
        screen: Screen, page: ImportPage, members: Path) -> None:
    there = screen.save("partners", name="启东港务有限公司", legal_representative="旧人", stage="watch")
    _read(screen, page, members, alliance="")
    screen.desk.write(screen.actor, lambda work: _renamed(work, there)).result()
    page.take.click()
    screen.settle()
    assert page.steps.currentIndex() == LOOK
    assert "has been changed since the rows were looked at" in page.messages.text
    assert _count(screen, "partners") == 1


def _renamed(work: Any, id: int) -> None:
    draft = listing.draft(work.look, "partners", id)
    draft["legal_representative"] = "新人"
    work.save(draft)


CARDS = "".join(f"BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}\r\nEND:VCARD\r\n" for lines in (
    "FN:韩峰\r\nN:韩;峰;;;\r\nORG:江海物流集团有限公司;市场部\r\nTITLE:经理\r\nTEL;TYPE=CELL:13900010002\r\nBDAY:1980-03-05",
    "FN:何静\r\nORG:启东港务有限公司\r\nEMAIL:he@qidong.example\r\nPHOTO;ENCODING=b:AAAA"))


def test_contact_cards_become_people_with_their_posts(screen: Screen, page: ImportPage, tmp_path: Path) -> None:
    there = screen.save("partners", name="江海物流集团有限公司", stage="active")
    file = tmp_path / "cards.vcf"
    file.write_text(CARDS, "utf-8")
    page.read_file(file)
    screen.settle()
    assert (page.steps.currentIndex(), page.register) == (LOOK, "persons")
    assert _figures(page) == {"new": 2}
    assert "not taken over: PHOTO" in page.remarks.text()
    assert [check.whole for check in page.decisions.checks.values()] == ["New: Partner: 启东港务有限公司", "New: Post"]
    page.take.click()
    screen.settle()
    people = screen.read(lambda look: window(look, Listing(
        "persons", columns=("name", "mobile", "email", "birth_year", "birth_month", "birth_day")), 0, 9))
    assert sorted(row.cells for row in people) == [
        ("何静", None, "he@qidong.example", None, None, None), ("韩峰", "13900010002", None, 1980, 3, 5)]
    posts = screen.read(lambda look: window(look, Listing("posts", columns=("person_id", "partner_id", "title")), 0, 9))
    assert sorted(row.cells for row in posts) == [
        ("何静", "启东港务有限公司", None), ("韩峰", "江海物流集团有限公司", "经理")]
    assert screen.value("partners", there + 1, "stage") == "prospect"
    page.undo.click()
    screen.settle()
    assert (_count(screen, "persons"), _count(screen, "posts"), _count(screen, "partners")) == (0, 0, 1)


def test_a_new_organization_of_a_card_can_be_left_out(screen: Screen, page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "cards.vcf"
    file.write_text(CARDS, "utf-8")
    page.read_file(file)
    screen.settle()
    number = next(number for number, register, _ in page.decisions.checks if register == "partners")
    page.decisions.checks[number, "partners", ""].click()
    page.take.click()
    screen.settle()
    assert (_count(screen, "persons"), _count(screen, "posts"), _count(screen, "partners")) == (2, 1, 1)
    notes = screen.read(lambda look: window(look, Listing("persons", columns=("notes",)), 0, 9))
    assert {row.cells[0] for row in notes} == {None, "江海物流集团有限公司 · 经理 · 市场部"}


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


def test_rows_are_decided_with_the_keyboard_alone(screen: Screen, page: ImportPage, members: Path) -> None:
    screen.save("partners", name="江海物流有限公司", stage="active")
    screen.save("partners", name="明德律师事务所", stage="active")
    _read(screen, page, members)
    box = page.decisions.boxes[2]
    assert page.focusWidget() is box
    screen.qtbot.keyClick(box, Qt.Key.Key_Down)
    screen.qtbot.keyClick(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())
    assert page.decisions.chosen[2].id == 1
    walked: list[QWidget] = [box]
    while walked[-1] is not page.take:
        walked.append(walked[-1].nextInFocusChain())
    stops = [each for each in walked if each in {*page.decisions.entries, page.back, page.take}]
    ticks = [check for key, check in page.decisions.checks.items() if key[0] == 2]
    others = [check for key, check in page.decisions.checks.items() if key[0] == 4]
    assert ticks and others
    assert stops == [box, *ticks, page.decisions.boxes[4], *others, page.back, page.take]
    screen.qtbot.keyClick(ticks[0], Qt.Key.Key_Space)
    assert (2, *next(key for key in page.decisions.checks if key[0] == 2)[1:]) in page.decisions.unticked


def test_registers_are_offered_that_a_list_can_fill(screen: Screen) -> None:
    keys = importable(screen.context.registers)
    assert keys[0] == "partners"
    assert {"persons", "seats", "follow_ups"} <= set(keys)
    assert "print_log" not in keys
    assert not {"bank_accounts", "cases", "case_steps"} & set(keys)


def test_links_are_found_by_name_or_refused_with_their_place(screen: Screen, page: ImportPage, tmp_path: Path) -> None:
    for name in ("江海物流集团有限公司", "启东港务有限公司", "重名有限公司", "重名有限公司"):
        screen.save("partners", name=name, stage="active")
    file = tmp_path / "contacts.csv"
    file.write_text("联盟,成员,级别\n示例产业联盟,江海物流集团有限公司,理事\n示例产业联盟,无此单位,理事\n"
                    "示例产业联盟,重名有限公司,理事\n", "utf-8")
    screen.save("alliances", name="示例产业联盟")
    page.new({"register": "memberships"})
    page.read_file(file)
    screen.settle()
    page.check.click()
    screen.settle()
    said = [page.reasons.item(at).text() for at in range(page.reasons.count())]
    assert said == [
        "Row 3 · 成员: Member: there is no “无此单位” here yet.",
        "Row 4 · 成员: Member: 2 entries are called “重名有限公司”. Write the number of the one meant instead."]
    file.write_text("联盟,成员,级别\n示例产业联盟,江海物流集团有限公司,理事\n示例产业联盟,HB-0003,理事\n", "utf-8")
    page.again.click()
    screen.settle()
    page.check.click()
    screen.settle()
    page.take.click()
    screen.settle()
    rows = screen.read(lambda look: window(look, Listing("memberships", columns=("partner_id", "level")), 0, 9))
    assert [row.cells for row in rows] == [("江海物流集团有限公司", "理事"), ("重名有限公司", "理事")]


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
