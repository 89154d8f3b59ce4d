"""A list is taken out as it is shown: by the key, through the dialog, read back from the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from partnerdesk.exchange import tables, vcard_reading
from partnerdesk.exchange.vcard import Birthday
from partnerdesk.page import export
from partnerdesk.page.register_page import RegisterPage
from partnerdesk.words import Words
from tests.screen import Screen

CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
Choose = Callable[[RegisterPage, Path], None]


@pytest.fixture
def page(screen: Screen) -> RegisterPage:
    for name, day in (("江海物流集团有限公司", 2), ("=1+1 有限公司", 3), ("启东港务有限公司", 1)):
        screen.save("partners", name=name, legal_representative="韩峰" if day < 3 else "+86", stage="active")
    made = RegisterPage(screen.context, "partners")
    screen.show(made)
    return made


@pytest.fixture
def choose(screen: Screen) -> Choose:
    """Answer the dialog that asks for a place."""

    def answering(page: RegisterPage, path: Path) -> None:
        screen.until(lambda: page.findChild(QFileDialog) is not None)
        dialog: Any = page.findChild(QFileDialog)
        dialog.findChild(QLineEdit).setText(str(path))
        dialog.accept()
        screen.until(lambda: page.findChild(QFileDialog) is None)
        screen.settle()

    return answering


def test_the_key_saves_the_list_as_it_is_shown(
        screen: Screen, page: RegisterPage, choose: Choose, tmp_path: Path) -> None:
    page._show_as(True)
    page.look.columns = ("legal_representative", "name", "number", "stage")
    page.look.sort, page.look.descending = "name", True
    page.reload_all()
    screen.settle()
    screen.qtbot.keyClick(page.table, Qt.Key.Key_E, CONTROL)
    choose(page, tmp_path / "list.xlsx")
    sheet: Any = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    words = screen.context.words
    fields = page.register.fields
    assert [cell.value for cell in sheet[1]] == [
        words(fields["legal_representative"].label), words(fields["name"].label), words("Number"),
        words(fields["stage"].label)]
    shown = [page.model.data(page.model.index(row, 1)) for row in range(3)]
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == shown
    assert [sheet.cell(row, 3).value for row in (2, 3, 4)] == [
        page.model.data(page.model.index(row, 2)) for row in range(3)]
    assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row)
    assert "3 entries were saved as list.xlsx." in page.messages.text


def test_columns_that_were_moved_go_out_as_they_stand(
        screen: Screen, page: RegisterPage, choose: Choose, tmp_path: Path) -> None:
    page._show_as(True)
    screen.settle()
    page.table.horizontalHeader().moveSection(1, 0)
    expected = [page.model.columns[1], page.model.columns[0]]
    assert list(page.shown.columns[:2]) == expected
    page.export("csv")
    choose(page, tmp_path / "list.csv")
    table = tables.open_table(tmp_path / "list.csv")
    assert list(table.headings[:2]) == [screen.context.words(page.register.fields[name].label) for name in expected]
    assert len(table.rows) == 3


def test_what_is_filtered_away_stays_away_and_formulas_are_defused(
        screen: Screen, page: RegisterPage, choose: Choose, tmp_path: Path) -> None:
    page.filter.setText("1+1")
    page.export("csv")
    choose(page, tmp_path / "list.csv")
    text = (tmp_path / "list.csv").read_text("utf-8-sig")
    assert text.count("\n") == 2
    assert "'=1+1 有限公司" in text
    assert "'+86" in text


def test_a_dialog_put_away_writes_nothing(screen: Screen, page: RegisterPage, tmp_path: Path) -> None:
    page.export()
    screen.until(lambda: page.findChild(QFileDialog) is not None)
    dialog: Any = page.findChild(QFileDialog)
    dialog.reject()
    screen.settle()
    assert page.messages.text == ""


def test_an_export_that_is_called_off_leaves_no_file(
        screen: Screen, page: RegisterPage, choose: Choose, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writes = export.Progress.writes

    def called_off(self: export.Progress, rows: int) -> None:
        self.cancel()
        writes(self, rows)

    monkeypatch.setattr(export.Progress, "writes", called_off)
    page.export()
    choose(page, tmp_path / "list.xlsx")
    assert page.messages.text == "The export was called off. No file was written."
    assert list(tmp_path.glob("*list*")) == []


def test_a_place_that_cannot_be_written_is_said(
        screen: Screen, page: RegisterPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def chosen(*_: Any) -> Path:
        return tmp_path / "gone" / "list.xlsx"

    monkeypatch.setattr(export, "choose_place", chosen)
    page.export()
    screen.settle()
    assert page.messages.text == "“list.xlsx” cannot be read or written: it is not there."


def test_how_far_it_is_counts_reading_and_writing(screen: Screen, page: RegisterPage) -> None:
    told: list[float] = []
    progress = export.Progress("x", 200)
    progress.progressed.connect(lambda share, _doing: told.append(share))
    progress.reads(100)
    progress.writes(100)
    progress.writes(400)
    assert told == [pytest.approx(0.15), pytest.approx(0.65), 1.0]


def test_the_menu_names_the_key() -> None:
    assert export.act_name("xlsx", Words("zh_CN")).endswith("\tCtrl+Shift+E")
    assert "\t" not in export.act_name("csv", Words("zh_CN"))


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_people_go_out_as_contact_cards(screen: Screen, choose: Choose, tmp_path: Path, version: str) -> None:
    for name, mobile in (("韩峰", "13900010002"), ("何静", "13900010003")):
        screen.save("persons", name=name, mobile=mobile, birth_month=2, birth_day=29)
    people = RegisterPage(screen.context, "persons")
    screen.show(people)
    assert export.forms("persons")[-2:] == ("3.0", "4.0")
    assert "3.0" not in export.forms("partners")
    people.export(version)
    choose(people, tmp_path / "people.vcf")
    raw = (tmp_path / "people.vcf").read_bytes()
    assert f"VERSION:{version}\r\n".encode() in raw
    made = vcard_reading.of_bytes(raw, "people.vcf").cards
    assert sorted((card.name, card.telephones[0].value) for card in made) == [
        ("何静", "13900010003"), ("韩峰", "13900010002")]
    assert made[0].birthday == Birthday(2, 29)
