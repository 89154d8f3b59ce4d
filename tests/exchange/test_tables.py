from __future__ import annotations

import csv
import io
import random
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.exchange import tables, workbook
from partnerdesk.exchange.tables import Faulty, Table, open_table
from partnerdesk.problems import Trouble
from partnerdesk.words import Words

ENGLISH = Words("en")


def opened(folder: Path, content: bytes | str, name: str = "list.csv", **more: object) -> Table:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_table(path, **more)  # type: ignore[arg-type]


def values(table: Table) -> list[tuple[object, ...]]:
    return [row.values for row in table.rows]


def said(table: Table) -> str:
    return "\n".join(notice.said(ENGLISH) for notice in table.notices)


def trouble(path: Path) -> str:
    with pytest.raises(Trouble) as raised:
        open_table(path)
    assert path.name in raised.value.said(ENGLISH)
    return raised.value.message


LIST = "名称,级别\r\n“甲”公司,理事单位\r\nÆnix Ω,会员\r\n"


@pytest.mark.parametrize("encoding", [
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-32",
])
def test_every_encoding_gives_the_same_table(tmp_path: Path, encoding: str) -> None:
    table = opened(tmp_path, LIST.encode(encoding))
    assert table.headings == ("名称", "级别")
    assert values(table) == [("“甲”公司", "理事单位"), ("Ænix Ω", "会员")]
    assert table.notices == ()


def test_code_page_936_as_chinese_excel_saves_it(tmp_path: Path) -> None:
    names = ("东方甲技术有限公司", "中国某某技术标准化研究院")
    table = opened(tmp_path, "\r\n".join(("名称", *names)).encode("gbk"))
    assert table.headings == ("名称",) and table.column("名称") == names


def test_an_encoding_may_be_named_and_a_wrong_one_is_said(tmp_path: Path) -> None:
    assert opened(tmp_path, "名稱\r\n甲\r\n".encode("big5"), encoding="big5").headings == ("名稱",)
    path = tmp_path / "list.csv"
    with pytest.raises(Trouble):
        open_table(path, encoding="ascii")
    with pytest.raises(Trouble):
        open_table(path, encoding="no-such")
    path.write_bytes(b"\xef\xbb\xbfname\n\xff\xfe\n")
    assert "damaged" in trouble(path)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_found_whatever_the_cells_hold(tmp_path: Path, separator: str) -> None:
    cells = ("a, b; c", "行一\n行二", '他说"好"', "https://example.org/?a=1,2;3|4")
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=separator).writerows([["A", "B", "C", "D"], cells, cells])
    table = opened(tmp_path, made.getvalue())
    assert values(table)[0] == cells
    assert [row.number for row in table.rows] == [2, 3]


def test_a_file_may_name_its_separator(tmp_path: Path) -> None:
    assert opened(tmp_path, "sep=;\r\nA,1;B\r\nx;y\r\n").headings == ("A,1", "B")


def test_rows_keep_their_numbers_and_ragged_ones_lose_nothing(tmp_path: Path) -> None:
    table = opened(tmp_path, "名单\n\nName,Level\nA,1\n\n , \nB\nC,2,more\n\x00\x00,\n")
    assert table.headings == ("Name", "Level", "")
    assert [(row.number, row.values) for row in table.rows] == [
        (4, ("A", "1", None)), (7, ("B", None, None)), (8, ("C", "2", "more")),
    ]
    assert "left out: 1" in said(table) and "more cells than there are headings: 8" in said(table)


def test_a_bare_list_of_names(tmp_path: Path) -> None:
    table = opened(tmp_path, "甲公司\n乙, Inc.\n丙公司\n丁公司\n", headed=False)
    assert table.headings[0] == "A" and len(table.rows) == 4 and table.rows[0].number == 1


def test_quotes_that_do_not_pair_are_said(tmp_path: Path) -> None:
    table = opened(tmp_path, 'Name,Level\n"A" Ltd,1\nB,2\n"C,3\n')
    assert "do not pair" in said(table)
    assert table.rows[0].values[0] == "A Ltd"


def test_an_apostrophe_before_a_formula_is_taken_off_again(tmp_path: Path) -> None:
    table = opened(tmp_path, "Phone,Name\n'+86 10 1234,'Ndrangheta\n")
    assert values(table) == [("+86 10 1234", "'Ndrangheta")]


def test_what_is_no_list_is_said_in_words(tmp_path: Path) -> None:
    for name, content, why in (
        ("empty.csv", b"", "no rows"), ("blank.csv", b" \r\n,,\r\n", "no rows"),
        ("fake.xlsx", b"<html></html>", "not a"), ("cut.xlsx", b"PK\x03\x04" + b"x" * 40, "damaged"),
        ("old.xls", workbook.OLE + "Workbook".encode("utf-16-le"), "old"),
        ("word.doc", workbook.OLE + "WordDocument".encode("utf-16-le"), "not a"),
    ):
        (tmp_path / name).write_bytes(content)
        assert why in trouble(tmp_path / name), name
    with pytest.raises(Trouble):
        open_table(tmp_path / "absent.csv")


@given(st.binary(max_size=200))
def test_any_bytes_give_a_table_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        open_table(path)
    except Trouble as failure:
        assert failure.said(ENGLISH)


# workbooks


def book(folder: Path, fill: object, name: str = "list.xlsx") -> Path:
    made = openpyxl.Workbook()
    fill(made, made.active)  # type: ignore[operator]
    made.save(folder / name)
    return folder / name


def test_cells_keep_their_kinds(tmp_path: Path) -> None:
    def fill(made: openpyxl.Workbook, sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.append(["Text", "Whole", "Part", "Day", "Time", "Yes", "Share"])
        sheet.append([" 甲\n乙 ", 12, 12.5, date(2026, 11, 20), datetime(2026, 11, 20, 9, 30), True, 0.125])  # noqa: DTZ001
        sheet["G2"].number_format = "0.0%"

    table = open_table(book(tmp_path, fill))
    assert values(table) == [
        (" 甲\n乙 ", 12, 12.5, date(2026, 11, 20), datetime(2026, 11, 20, 9, 30), True, "12.5%"),  # noqa: DTZ001
    ]


def test_merged_cells_give_their_value_once_and_remarks_are_no_rows(tmp_path: Path) -> None:
    def fill(made: openpyxl.Workbook, sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for row in (
            ["会员名单"], ["名称", "级别", "网址"], ["甲", "理事", "a"], ["乙", None, "b"], ["以上名单截至六月"],
        ):
            sheet.append(row)
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("B3:B4")
        sheet.merge_cells("A5:C6")

    table = open_table(book(tmp_path, fill))
    assert table.headings == ("名称", "级别", "网址")
    assert values(table) == [("甲", "理事", "a"), ("乙", None, "b")]
    assert "B3:B4" in said(table) and "以上名单截至六月" in said(table) and "left out: 1" in said(table)


def test_a_value_hidden_under_a_merged_area_is_not_read(tmp_path: Path) -> None:
    path = book(tmp_path, lambda made, sheet: [sheet.append(["A", "B"]), sheet.append(["x", "hidden"])])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert values(open_table(path)) == [("x", None)]


def test_formulas_without_a_result_are_said(tmp_path: Path) -> None:
    path = book(tmp_path, lambda made, sheet: [sheet.append(["Name", "Sum"]), sheet.append(["A", "=1+1"])])
    table = open_table(path)
    assert values(table) == [("A", None)]
    assert "B2" in said(table)


def test_sheets_are_offered_by_name_and_hidden_ones_are_not(tmp_path: Path) -> None:
    def fill(made: openpyxl.Workbook, sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.title = "空表"
        for title, state in (("名单", "visible"), ("旧名单", "hidden")):
            other = made.create_sheet(title)
            other.append(["名称"])
            other.append([title])
            other.sheet_state = state

    path = book(tmp_path, fill)
    assert open_table(path).sheet == "名单"
    assert open_table(path).sheets == ("空表", "名单")
    assert values(open_table(path, sheet="旧名单")) == [("旧名单",)]
    with pytest.raises(Trouble) as raised:
        open_table(path, sheet="没有")
    assert "名单" in raised.value.said(ENGLISH) and "旧名单" not in raised.value.said(ENGLISH)


def test_a_bomb_is_refused_by_its_declared_size(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("xl/workbook.xml", "x")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(12):
                part.write(b"0" * 1024 * 1024)
    assert trouble(path) == tables.TOO_LARGE


def test_a_lie_about_the_size_does_not_unfold_more(tmp_path: Path) -> None:
    path = book(tmp_path, lambda made, sheet: sheet.append(["x" * 30_000]))
    raw = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        part = max(archive.infolist(), key=lambda part: part.file_size)
    lied = raw.replace(part.file_size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lied != raw
    path.write_bytes(lied)
    assert trouble(path) == workbook.DAMAGED


@pytest.mark.parametrize("planted", [
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
])
def test_planted_entities_are_refused(tmp_path: Path, planted: str) -> None:
    path = book(tmp_path, lambda made, sheet: sheet.append(["A"]))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
        text = parts[name].decode()
        head, mark, rest = text.rpartition("?>")
        with zipfile.ZipFile(path, "w") as archive:
            for other, content in parts.items():
                archive.writestr(other, (head + mark + planted + rest).encode() if other == name else content)
        assert trouble(path) == workbook.HARMFUL


def test_a_row_far_below_costs_no_memory_and_is_said(tmp_path: Path) -> None:
    path = book(tmp_path, lambda made, sheet: [sheet.append(["A"]), sheet.cell(1_000_000, 1, "far")])
    assert trouble(path) == tables.TOO_MANY_ROWS


def test_damage_anywhere_in_a_workbook_is_said_in_words(tmp_path: Path) -> None:
    def fill(made: openpyxl.Workbook, sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for number in range(1, 12):
            sheet.append([f"名称{number}", number, date(2026, 11, number), number / 8, f"=B{number}"])
        sheet.merge_cells("A3:A4")
        sheet["D5"].number_format = "0%"

    path = book(tmp_path, fill)
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(20261120)
    for _ in range(150):
        spoilt = dict(parts)
        name = chance.choice(sorted(parts))
        content = bytearray(parts[name])
        for _ in range(chance.randint(1, 5)):
            place = chance.randrange(len(content))
            content[place:place + chance.choice((0, 1, 20))] = chance.choice(
                (b"", b"<", b">", b'"', b"-1", b"9" * 12, b"&#x0;", b"1e999", b"\xff", b"NaN"))
        spoilt[name] = bytes(content)
        with zipfile.ZipFile(path, "w") as archive:
            for each, kept in spoilt.items():
                archive.writestr(each, kept)
        table_or_sentence(path)
        raw = bytearray(whole[:chance.choice((len(whole), chance.randrange(1, len(whole))))])
        for _ in range(chance.randint(1, 8)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        path.write_bytes(bytes(raw))
        table_or_sentence(path)


def table_or_sentence(path: Path) -> None:
    try:
        open_table(path)
    except Trouble as failure:
        assert failure.said(ENGLISH)


# the real samples

COUNTS = {
    "members/cdf-members-gbk.csv": 16, "members/cncf-members.csv": 722, "members/lfedge-members.xlsx": 44,
    "members/ossf-members-bom-semicolon.csv": 115, "governance/openeuler-sig-members.csv": 306,
    "governance/openeuler-sigs.csv": 61, "governance/openharmony-pmc-2025-03-17.csv": 21,
    "minutes/openharmony-pmc-attendance.csv": 139, "minutes/openharmony-pmc-topics.csv": 51,
    "minutes/openharmony-pmc-meetings.csv": 20, "minutes/openharmony-pmc-agenda-register.xlsx": 32,
    "agreements/cuad-register-a.csv": 255, "agreements/cuad-clauses-a-20.csv": 20, "orgs/surnames.xlsx": 1074,
}


@pytest.mark.parametrize("name", COUNTS)
def test_the_samples_have_the_rows_that_their_readme_counts(samples: Path, name: str) -> None:
    assert len(open_table(samples / name).rows) == COUNTS[name]


def test_the_samples_names_are_intact(samples: Path) -> None:
    names = set(open_table(samples / "members/cncf-members.csv").column("organization"))
    assert {"Ænix", "Amoniac OÜ", "Banco de Crédito BCP"} <= names
    assert open_table(samples / "members/ossf-members-bom-semicolon.csv").headings[0] == "Name"
    assert open_table(samples / "members/cdf-members-gbk.csv").headings == ("会员单位", "级别", "网址")
    gbk, utf = (open_table(samples / f"governance/openharmony-pmc-2025-03-17{end}.csv") for end in ("-gbk", ""))
    assert values(gbk) == values(utf)
    names = open_table(samples / "orgs/company-short-forms-a.txt", headed=False).column("A")
    assert len(names) == 955 and names[0] == "吖吖宝贝"
    clauses = open_table(samples / "agreements/cuad-clauses-a-20.csv")
    assert len(clauses.headings) == 83
    assert max(len(str(value)) for row in clauses.rows for value in row.values) > 1000


REFUSED = {"SampleSS.strict.xlsx": workbook.STRICT, "protected_passtika.xlsx": workbook.ENCRYPTED,
           "sheetProtection_allLocked.xlsx": tables.EMPTY}


def test_every_sample_workbook_gives_a_table_or_one_clear_sentence(samples: Path) -> None:
    files = sorted((samples / "xlsx").glob("*.xlsx"))
    assert len(files) == 17
    for file in files:
        try:
            table = open_table(file)
        except Trouble as failure:
            assert failure.message == REFUSED[file.name]
        else:
            assert file.name not in REFUSED
            assert table.headings and file.name


def test_dates_of_both_systems(samples: Path) -> None:
    first = open_table(samples / "xlsx/1900.xlsx").rows[0].values[1]
    assert first == date(1900, 1, 1)
    assert open_table(samples / "xlsx/1904.xlsx").rows[0].values[1] == date(1904, 1, 2)
    tests = open_table(samples / "xlsx/DateFormatTests.xlsx", sheet="Tests")
    dates = [row.values[2] for row in tests.rows if row.values[3] == "Date"]
    assert dates and all(isinstance(value, date) for value in dates)


def test_the_curious_samples(samples: Path) -> None:
    errors = open_table(samples / "xlsx/ErrorTypes.xlsx")
    assert errors.rows[0].values[0] == Faulty("#NULL!", "A2")
    assert "A2, B2" in said(errors)
    assert open_table(samples / "xlsx/sheet_visibility.xlsx").sheets == ("Visible",)
    assert "A1:B2" in said(open_table(samples / "xlsx/merge_cells.xlsx"))
    assert open_table(samples / "xlsx/right-to-left.xlsx", sheet="عربى").headings == ("نص",)
    agenda = open_table(samples / "minutes/openharmony-pmc-agenda-register.xlsx")
    assert agenda.headings[0] == "时间 Time"
    assert sum(value == "2021/8/" for value in agenda.column("时间 Time")) == 3
