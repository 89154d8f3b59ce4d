"""Tables: heads on every page, rows that part when they must, totals and feet with the last row, nothing lost."""

from __future__ import annotations

import re
from itertools import pairwise
from time import perf_counter

import pdfplumber
import pytest

from partnerdesk.paper.blocks import Align, Cell, Column, Fact, Facts, Grid, Paragraph, Profile
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.layout import lay_out
from partnerdesk.paper.plan import Page, Part, Plan
from partnerdesk.paper.styles import MM, SHEETS
from partnerdesk.paper.tables import shared_widths
from partnerdesk.words import ENGLISH

from .conftest import Press, papered

LONG = "智能装备联合研发框架合作协议及其补充协议的履行情况说明"


def grid(rows: int, **options: object) -> Grid:
    columns = (Column("序号", 12, Align.CENTRE), Column("名称"), Column("金额", 25, Align.RIGHT))
    cells = tuple((str(n), f"第{n}行{LONG[: n % 27]}", f"{n * 1000:,}.00") for n in range(1, rows + 1))
    return Grid(columns, cells, **options)  # type: ignore[arg-type]


def plan_of(faces: Faces, *blocks: object, profile: Profile = Profile.TABLE) -> Plan:
    return lay_out(papered(*blocks, profile=profile), faces)  # type: ignore[arg-type]


def texts(page: Page, part: Part) -> list[str]:
    return [line.text for line in page.lines if line.part is part]


def test_two_thousand_rows_keep_their_heads_and_lose_nothing(faces: Faces) -> None:
    begun = perf_counter()
    plan = plan_of(faces, grid(2000))
    assert perf_counter() - begun < 5
    assert len(plan.pages) > 50
    numbers = []
    for page in plan.pages:
        assert texts(page, Part.HEAD) == ["序号", "名称", "金额"]
        numbers += [int(text) for text in texts(page, Part.CELL) if text.isdigit()]
    assert numbers == list(range(1, 2001))


def test_every_cell_lies_between_its_rules(press: Press) -> None:
    path, _ = press(grid(60), profile=Profile.TABLE)
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            left = min(line["x0"] for line in page.lines)
            right = max(line["x1"] for line in page.lines)
            upright = sorted({round(line["x0"], 1) for line in page.lines if line["x0"] == line["x1"]})
            assert len(upright) == 2
            top = min(line["top"] for line in page.lines)
            for char in page.chars:
                if "—" not in char["text"] and char["bottom"] < 262 * MM and char["top"] > top:
                    assert left - 0.1 <= char["x0"] and char["x1"] <= right + 0.1
                    assert not any(char["x0"] + 0.3 < x < char["x1"] - 0.3 for x in upright)


def test_a_row_taller_than_a_page_parts_and_loses_nothing(faces: Faces) -> None:
    text = "".join(f"{n:05d}号意见，" for n in range(700))
    columns = (Column("序号", 12), Column("意见"))
    plan = plan_of(faces, Grid(columns, (("1", text), ("2", "下一行"))))
    assert len(plan.pages) >= 2
    said = "".join(t for page in plan.pages for t in texts(page, Part.CELL) if t not in ("1", "2"))
    assert re.findall(r"\d{5}", said) == [f"{n:05d}" for n in range(700)]
    block = SHEETS[Profile.TABLE]
    for page in plan.pages:
        for line in page.lines:
            if line.part is Part.CELL:
                assert block.bottom - 0.5 <= line.y <= block.height - block.top


def test_the_total_and_the_foot_stay_with_the_last_row(faces: Faces) -> None:
    for rows in range(20, 42):
        plan = plan_of(
            faces, grid(rows, total=("合计", "", "1.00"), foot=("制表：张伟", "审核：", "截至日期：2026-11-20"))
        )
        last = plan.pages[-1]
        cells = texts(last, Part.CELL)
        assert str(rows) in cells and "合计" in cells
        assert texts(last, Part.CAPTION) == ["制表：张伟", "审核：", "截至日期：2026-11-20"]


def test_caption_and_unit_stand_above_and_say_on_further_pages_that_it_goes_on(faces: Faces) -> None:
    plan = plan_of(faces, grid(80, caption="表1　合同一览", unit="单位：万元"))
    captions = [texts(page, Part.CAPTION) for page in plan.pages]
    assert captions[0] == ["表1　合同一览", "单位：万元"]
    assert captions[1:] == [["表1　合同一览（续）", "单位：万元"]] * (len(plan.pages) - 1)
    assert len(captions) > 2
    english = lay_out(papered(grid(80, caption="Table 1"), profile=Profile.TABLE, language=ENGLISH), Faces(ENGLISH))
    assert texts(english.pages[1], Part.CAPTION) == ["Table 1 (continued)"]


def test_a_heading_row_is_never_alone_at_the_foot_of_a_page(faces: Faces) -> None:
    for lines in range(20, 36):
        plan = plan_of(faces, *[Paragraph("短", indent=False)] * lines, grid(3))
        for page in plan.pages:
            if texts(page, Part.HEAD):
                assert texts(page, Part.CELL)


def test_the_name_of_a_group_is_never_the_last_row_of_a_page(faces: Faces) -> None:
    for before in range(24, 42):
        cells = [(str(n), "行", "") for n in range(before)]
        cells += [(Cell("一、经营", bold=True, span=3),), ("a", "首行", "")]  # type: ignore[list-item]
        block = Grid((Column("序号", 12), Column("名称"), Column("金额", 25)), tuple(cells))
        pages = [texts(page, Part.CELL) for page in plan_of(faces, block).pages]
        (named,) = [shown for shown in pages if "一、经营" in shown]
        assert "首行" in named


def test_struck_rows_and_cells_are_struck_through_and_keep_their_text(faces: Faces) -> None:
    plain = plan_of(faces, grid(3)).pages[0]
    struck = plan_of(faces, grid(3, struck=(1,))).pages[0]
    assert [line.text for line in plain.lines] == [line.text for line in struck.lines]
    added = len(struck.shapes) - len(plain.shapes)
    assert added == 3
    cell = plan_of(faces, Grid((Column("甲"),), ((Cell("作废", struck=True),),))).pages[0]
    assert len(cell.shapes) == 3


def test_blank_rows_are_as_high_as_asked(faces: Faces) -> None:
    page = plan_of(faces, grid(1, blank_rows=5, row_height=12)).pages[0]
    strokes = page.shapes[0].points
    levels = sorted({round(y, 2) for x, y in strokes if x == 0.0}, reverse=True)
    gaps = [a - b for a, b in pairwise(levels)]
    assert all(abs(gap - 12 * MM) < 0.1 for gap in gaps)


def test_spans_have_no_rule_through_them(faces: Faces) -> None:
    page = plan_of(faces, Grid((Column("甲"), Column("乙")), ((Cell("跨两列", span=2),), ("一", "二")))).pages[0]
    points = page.shapes[0].points
    upright = [(a, b) for a, b in zip(points[::2], points[1::2], strict=True) if a[0] == b[0]]
    assert len(upright) == 2  # in the head and in the second row only


def test_columns_that_do_not_fit_are_scaled_and_all_fill_the_room() -> None:
    room = 156 * MM
    for columns in (
        (Column("a", 20), Column("b"), Column("c", share=2)),
        (Column("a", 100), Column("b", 100), Column("c")),
        tuple(Column(str(n), 40) for n in range(12)),
        (*[Column(str(n), 30) for n in range(10)], *[Column(str(n)) for n in range(10)]),
    ):
        widths = shared_widths(columns, room, 10.5)
        assert sum(widths) == pytest.approx(room)
        assert min(widths) > 8


def test_an_amount_is_made_smaller_rather_than_broken(faces: Faces) -> None:
    columns = (Column("金额", 18, Align.RIGHT), Column("说明"))
    page = plan_of(faces, Grid(columns, (("12,345,678.00", "全额"),))).pages[0]
    assert "12,345,678.00" in [line.text for line in page.lines]


def test_a_word_is_made_smaller_rather_than_broken(faces: Faces) -> None:
    columns = (Column("Attendance", 17), Column("说明", second="Information"))
    page = plan_of(faces, Grid(columns, (("For information", Cell("全", "x")), ("甲乙 confidential", "")))).pages[0]
    words = " ".join(line.text for line in page.lines).split()
    assert {"Attendance", "information", "confidential"} <= set(words)


def test_facts_keep_label_and_value_side_by_side(press: Press) -> None:
    facts = Facts(
        (
            Fact("单位名称", "华东智能装备有限公司", "Name", "East China Equipment", wide=True),
            Fact("统一社会信用代码", "9131000012345678X1"),
            Fact("法定代表人", "张伟"),
            Fact("备注", LONG * 3, wide=True),
            Fact("等级", "战略伙伴"),
        )
    )
    path, _ = press(facts, profile=Profile.TABLE)
    with pdfplumber.open(path) as pdf:
        (table,) = pdf.pages[0].extract_tables()
    said = [[cell for cell in row if cell] for row in table]
    assert said[0][0].startswith("单位名称") and "East China Equipment" in said[0][1]
    assert said[1] == ["统一社会信用代码", "9131000012345678X1", "法定代表人", "张伟"]
    assert said[2][1].replace("\n", "") == LONG * 3
    assert said[3] == ["等级", "战略伙伴"]
