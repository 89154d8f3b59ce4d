from __future__ import annotations

import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.exchange import spreadsheet
from partnerdesk.exchange.spreadsheet import Sheet, SheetColumn
from partnerdesk.exchange.tables import open_table, text
from partnerdesk.problems import Refused
from partnerdesk.record.fields import Choice, Field, Kind
from partnerdesk.words import Words

FIELDS = (
    Field(Kind.TEXT, "Name", name="name"), Field(Kind.DAY, "Signed", name="signed"),
    Field(Kind.AMOUNT, "Amount", name="amount", least=None), Field(Kind.PERCENTAGE, "Share", name="share"),
    Field(Kind.NUMBER, "Copies", name="copies"), Field(Kind.YES_NO, "Own", name="own"),
    Field(Kind.APPOINTMENT, "Begins", name="begins"), Field(Kind.MOMENT, "Made", name="made"),
    Field(Kind.CHOICE, "Kind", choices=(Choice("supplier", "Supplier"),), name="kind"),
    Field(Kind.LINK, "Partner", name="partner_id"),
)
ROW = (
    "=1+1", date(2026, 11, 20), -1_200_050, 1250, 3, True,
    datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")), datetime(2026, 11, 20, 1, 30, tzinfo=UTC),
    "supplier", "甲公司",
)
NOTHING: tuple[Any, ...] = (None,) * len(FIELDS)
SHEET = Sheet("伙伴/台账", tuple(SheetColumn(field.label, field) for field in FIELDS), (ROW, NOTHING), Words("en"))


def of_texts(*texts: str) -> Sheet:
    return Sheet("list", (SheetColumn("Name", FIELDS[0]), SheetColumn("No", FIELDS[4])), tuple((t, 1) for t in texts))


def test_a_workbook_keeps_kinds_and_makes_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    spreadsheet.save(SHEET, path)
    page = openpyxl.load_workbook(path).active
    assert [cell.value for cell in page[1]] == [field.label for field in FIELDS]
    assert [cell.value for cell in page[2]] == [
        "=1+1", datetime(2026, 11, 20), -12000.5, 0.125, 3, "Yes", datetime(2026, 11, 20, 9, 30),  # noqa: DTZ001
        datetime(2026, 11, 20, 9, 30), "Supplier", "甲公司",  # noqa: DTZ001
    ]
    assert page["A2"].data_type == "s" and page["A2"].quotePrefix
    assert [cell.value for cell in page[3]] == [None] * len(FIELDS)
    assert page.freeze_panes == "A2" and page.title == "伙伴 台账" and page.auto_filter.ref == "A1:J3"
    assert page["B2"].number_format == "yyyy-mm-dd" and page["C2"].number_format == "#,##0.00"
    with zipfile.ZipFile(path) as archive:
        assert all(b"<f>" not in archive.read(name) for name in archive.namelist())


def test_a_workbook_comes_back_through_our_own_reader(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    spreadsheet.save(SHEET, path)
    (row,) = open_table(path).rows
    assert [text(value) for value in row.values] == [
        "=1+1", "2026-11-20", "-12000.5", "12.5%", "3", "Yes", "2026-11-20 09:30", "2026-11-20 09:30", "Supplier",
        "甲公司",
    ]


def test_csv_is_marked_and_guarded() -> None:
    made = spreadsheet.as_csv(SHEET)
    assert made.startswith(b"\xef\xbb\xbfName,")
    line = made.decode("utf-8-sig").split("\r\n")[1]
    assert line == "'=1+1,2026-11-20,\"-12,000.50\",12.5%,3,Yes,2026-11-20 09:30,2026-11-20 09:30,Supplier,甲公司"


@pytest.mark.parametrize("typed", ["=1+1", "+86 10 1234 5678", "-x", "@SUM(A1)", "\tx", "＝1+1", "＋86", "'=x", "''@", "'x", "it's"])  # noqa: E501
def test_formulas_are_defused_and_telephones_come_back(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "list.csv"
    spreadsheet.save(of_texts(typed), path)
    cell = path.read_bytes().decode("utf-8-sig").split("\r\n")[1].strip('"')
    assert cell[0] not in "=+-@\t\r＝＋－＠"
    assert open_table(path).column("Name") == (typed,)


visible = st.text(min_size=1, max_size=30).filter(lambda made: any(sign.isalnum() for sign in made))
printable = visible.map(lambda made: "".join(sign for sign in made if sign.isprintable())).filter(
    lambda made: any(sign.isalnum() for sign in made)
)


@given(printable)
def test_any_name_comes_back_from_csv_and_workbook(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    for suffix in (".csv", ".xlsx"):
        path = tmp_path_factory.getbasetemp() / f"any{suffix}"
        spreadsheet.save(of_texts(name), path)
        assert open_table(path).column("Name") == (name,)


def test_json_is_for_programs() -> None:
    (first, second) = json.loads(spreadsheet.as_json(SHEET))
    assert first == {
        "name": "=1+1", "signed": "2026-11-20", "amount": "-12000.50", "share": "12.5", "copies": 3, "own": True,
        "begins": "2026-11-20T09:30+08:00", "made": "2026-11-20T09:30+08:00", "kind": "supplier",
        "partner_id": "甲公司",
    }
    assert set(second.values()) == {None}


def test_a_terminal_sees_columns_of_one_width() -> None:
    columns = (SheetColumn("名称", FIELDS[0]), SheetColumn("金额", FIELDS[2]))
    sheet = Sheet("x", columns, (("甲\n公司", 100), ("Long name", 123_456)))
    assert spreadsheet.as_text(sheet, "table") == (
        "名称           金额\n─────────  ────────\n甲 公司        1.00\nLong name  1,234.56\n"
    )
    assert spreadsheet.as_text(sheet, "csv").startswith("名称,金额\r\n")


def test_a_cell_that_no_workbook_can_hold_is_cut_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    spreadsheet.save(of_texts("长" * 40_000), path)
    (value,) = open_table(path).column("Name")
    assert isinstance(value, str) and len(value) == spreadsheet.CELL_LIMIT and "…" in value[-40:]


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        spreadsheet.save(SHEET, tmp_path / "list.doc")
    assert list(tmp_path.iterdir()) == []
