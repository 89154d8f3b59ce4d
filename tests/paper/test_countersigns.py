"""The boxes of an approval form: as high as promised, whole on their page, and with room for ink until decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pdfplumber
import pytest

from partnerdesk.paper.bilingual import pair
from partnerdesk.paper.blocks import Countersign, Fact, Facts, Heading, Opinion, Paper, Paragraph, Profile, Title
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.layout import lay_out
from partnerdesk.paper.packet import print_papers
from partnerdesk.paper.plain import as_text
from partnerdesk.paper.plan import Part, Plan
from partnerdesk.words import CHINESE, ENGLISH

from .conftest import Press, papered

MM = 72 / 25.4
WHEN = datetime(2026, 11, 20, tzinfo=UTC)
TEXT = "经审查，该单位主体资格合法有效，近三年无重大违法违规记录；拟签协议条款完整、权责对等。"
BLANK = Opinion("财务部门意见")
DECIDED = Opinion("法务部门意见", TEXT, "附条件同意", "补充授权委托书原件。", "欧阳明", "2026年3月6日")


def form(times: int, language: str) -> Paper:
    """A form whose first two boxes are filled with `times` sentences."""
    if language == CHINESE:
        first = Opinion("业务部门意见", TEXT * times, "同意", "", "王建国" * times, "2026年3月5日")
        second = Opinion("法务部门意见" * times, TEXT * times, "附条件同意", TEXT * times, "欧阳明", "2026年3月6日")
        titles = ("审批表", "单位", "质量部门意见", "总经理审批")
    else:
        said = "The entity is validly incorporated (registered 2009), without serious offences since 2023. "
        first = Opinion("Business department", said * times, "Agreed", "", "Wang Jianguo " * times, "5 March 2026")
        second = Opinion("Legal department " * times, said * times, "Agreed", said * times, "Ouyang", "6 March 2026")
        titles = ("Approval form", "Name", "Quality department", "General manager")
    boxes = (first, second, Opinion(titles[2], sealed=True), Opinion(titles[3], wide=True, sealed=True))
    blocks = (Title(titles[0]), Facts((Fact(titles[1], "2026"),)), Countersign(boxes))
    return Paper("form", titles[0], Profile.TABLE, blocks, language)


def frames(plan: Plan) -> Iterator[tuple[int, float, float]]:
    """Page, upper and lower edge of every frame."""
    for number, page in enumerate(plan.pages):
        for shape in page.shapes:
            if shape.closed:
                heights = [y for _, y in shape.points]
                yield number, max(heights), min(heights)


@pytest.mark.parametrize("times", [0, 1, 8, 60])
@pytest.mark.parametrize("language", [CHINESE, ENGLISH, "both"])
def test_no_form_has_a_fault(bundle: Path, tmp_path: Path, language: str, times: int) -> None:
    papers = pair(form(times, CHINESE), form(times, ENGLISH)) if language == "both" else (form(times, language),)
    assert len(papers) == 1
    report = print_papers(papers, tmp_path / "form.pdf", when=WHEN, folder=bundle, proof=True)
    assert report.faults == () and report.missing == {}


def test_a_box_is_as_high_as_it_was_asked_to_be_and_grows_with_its_text(faces: Faces) -> None:
    plan = lay_out(papered(Countersign((BLANK, Opinion("甲", height=50)), columns=1, height=40)), faces)
    ((_, top, foot),) = frames(plan)
    assert top - foot == pytest.approx(90 * MM)
    plan = lay_out(papered(Countersign((Opinion("甲", TEXT * 20),), height=40)), faces)
    ((_, top, foot),) = frames(plan)
    assert top - foot > 100 * MM


def test_boxes_stand_abreast_and_a_lone_or_wide_one_takes_the_row(faces: Faces) -> None:
    boxes = (Opinion("甲"), Opinion("乙"), Opinion("丙"), Opinion("丁", wide=True), Opinion("戊"))
    plan = lay_out(papered(Countersign(boxes)), faces)
    titles = {line.text: (round(line.x), round(line.y)) for line in plan.pages[0].lines if line.text in "甲乙丙丁戊"}
    assert titles["甲"][1] == titles["乙"][1] and titles["乙"][0] == pytest.approx(78 * MM + 6, abs=1)
    assert [titles[name][0] for name in "丙丁戊"] == [6, 6, 6]
    assert len({titles[name][1] for name in "甲丙丁戊"}) == 4


@pytest.mark.parametrize("above", range(0, 22, 3))
def test_a_box_is_never_parted_where_a_page_can_hold_it(faces: Faces, above: int) -> None:
    boxes = tuple(Opinion(f"第{number}部门", TEXT * 6, signer=f"签{number}人") for number in range(9))
    plan = lay_out(papered(Paragraph("国" * 28 * above), Countersign(boxes, columns=1)), faces)
    assert len(plan.pages) > 1
    for number in range(9):
        pages = {index for index, line in plan.lines() if line.text in (f"第{number}部门", f"签{number}人")}
        assert len(pages) == 1
    assert "续" not in plan.text()


def test_a_box_taller_than_a_page_goes_on_under_its_title(faces: Faces) -> None:
    long = Opinion("法务部门意见", TEXT * 120, signer="欧阳明", day="2026年3月6日")
    plan = lay_out(papered(Countersign((BLANK, long))), faces)
    titles = [line.text for _, line in plan.lines() if "法务部门意见" in line.text]
    assert titles == ["法务部门意见"] + ["法务部门意见（续）"] * (len(plan.pages) - 1)
    assert plan.text().replace("\n", "").count(TEXT) > 110
    last = [line.text for line in plan.pages[-1].lines if line.part is Part.CELL]
    assert last[-2:] == ["欧阳明", "2026年3月6日"] and len(last) > 2


def test_what_is_decided_is_printed_and_what_is_not_can_be_signed(press: Press) -> None:
    path, _ = press(Countersign((DECIDED, BLANK)), profile=Profile.TABLE)
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[0]
        half = page.width / 2
        left, right = (page.crop((x, 0, x + half - 1, page.height)).extract_text() for x in (0, half))
        said = left.replace("\n", "")
        assert all(text in said for text in ("附条件同意", "补充授权委托书原件", "欧阳明", "2026年3月6日"))
        assert "签字" in right and "年" in right and "2026" not in right
        lines = [line for line in page.lines if line["x0"] > half and line["top"] == line["bottom"]]
        assert lines and all(line["x1"] - line["x0"] > 18 * MM for line in lines)


def test_right_below_facts_both_are_one_form(faces: Faces) -> None:
    plan = lay_out(papered(Facts((Fact("单位", "某某"),)), Countersign((BLANK,))), faces)
    (_, _, foot), (_, top, _) = frames(plan)
    assert foot == pytest.approx(top)


def test_a_heading_stays_with_the_boxes(faces: Faces) -> None:
    tall = Countersign((Opinion("甲", height=100),))
    plan = lay_out(papered(Paragraph("国" * 28 * 19), Heading("一、会签"), tall), faces)
    assert {index for index, line in plan.lines() if line.text in ("一、会签", "甲")} == {1}


def test_the_text_of_a_form_tells_what_was_decided_and_what_not() -> None:
    (both,) = pair(form(1, CHINESE), form(1, ENGLISH))
    said = as_text(both)
    assert "□ 业务部门意见\n  (Business department)\n  同意\n  (Agreed)" in said
    assert "  欧阳明  2026年3月6日\n  (Ouyang  6 March 2026)" in said
    assert "□ 质量部门意见\n  (Quality department)\n  ________  ____" in said
