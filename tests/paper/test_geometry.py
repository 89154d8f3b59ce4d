"""Pages read back with another library stand where GB/T 9704 and the print specification put them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest

from partnerdesk.paper.blocks import (
    Closing,
    Imprint,
    Labelled,
    Marks,
    NameCard,
    Paragraph,
    Profile,
    RedHead,
    Title,
)
from partnerdesk.paper.breaking import NO_START
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.layout import lay_out
from partnerdesk.paper.plan import Part

from .conftest import Press, papered

MM = 72 / 25.4
TEXT = "会议认为，各成员单位应当按照章程规定的程序提出议案，并在会前十日送达秘书处（含电子邮件）；逾期不予受理。"


def rows(page: Any, least: float = 13.0) -> list[tuple[float, str, float, float]]:
    """Baseline from the top in mm, text, left and right edge, of each line of large type."""
    found: dict[float, list[Any]] = {}
    for char in page.chars:
        if char["size"] >= least:
            found.setdefault(round(page.height - char["matrix"][5], 1), []).append(char)
    return [
        (y / MM, "".join(c["text"] for c in sorted(chars, key=lambda c: c["x0"])),
         min(c["x0"] for c in chars) / MM, max(c["x1"] for c in chars) / MM)
        for y, chars in sorted(found.items())
    ]  # fmt: skip


def test_a_full_page_has_22_lines_of_28_signs(press: Press) -> None:
    path, _ = press(Paragraph("国" * (28 * 22 * 2 - 2)))
    with pdfplumber.open(path) as pdf:
        assert len(pdf.pages) == 2
        for page, left in zip(pdf.pages, (28, 26), strict=True):
            lines = [row for row in rows(page) if "—" not in row[1]]
            assert len(lines) == 22
            assert all(len(text) == 28 for _, text, _, _ in lines[1:])
            pitch = [(b[0] - a[0]) * MM for a, b in pairwise(lines)]
            assert min(pitch) > 29.5 and max(pitch) < 29.75
            assert lines[1][2] == pytest.approx(left, abs=0.1)
            assert lines[1][3] == pytest.approx(left + 156, abs=0.2)
            size = 15.75 / MM
            assert lines[0][0] - 0.88 * size == pytest.approx(37, abs=0.1)  # em box against the block's edges
            assert lines[-1][0] + 0.12 * size == pytest.approx(262, abs=0.2)


def test_the_page_number_changes_sides(press: Press) -> None:
    path, _ = press(Paragraph(TEXT * 30))
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            (y, text, left, right) = rows(page)[-1]
            assert text.replace(" ", "") == f"—{number}—"
            assert (297 - y) == pytest.approx(35 - 7 - 7 / MM, abs=0.2)
            if number % 2:
                assert right == pytest.approx(184 - 14 / MM, abs=0.3)
            else:
                assert left == pytest.approx(26 + 14 / MM, abs=0.3)


def test_no_line_of_a_long_text_begins_with_a_closing_mark_and_all_reach_the_edge(press: Press) -> None:
    path, _ = press(Paragraph(TEXT * 40))
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            edge = 184 if number % 2 else 182
            lines = [row for row in rows(page) if "—" not in row[1]]
            for _, text, _, right in lines[:-1]:
                assert text[0] not in NO_START
                assert right == pytest.approx(edge, abs=0.1)


def test_the_red_mark_stands_72_mm_under_the_edge_and_fits_the_block(press: Press) -> None:
    path, _ = press(
        Marks("000001", "华东联盟　普通商密　3年", "特急"),
        RedHead("华东智能制造产业联盟理事会会议纪要", "（第3号）", "秘书处", "2026年11月20日"),
        Paragraph(TEXT),
    )
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[0]
        red = [char for char in page.chars if char["non_stroking_color"] == (1, 0, 0)]
        baseline = page.height - red[0]["matrix"][5]
        assert (baseline - 0.88 * red[0]["size"]) / MM == pytest.approx(72, abs=0.3)
        assert red[0]["size"] > 25
        assert min(c["x0"] for c in red) / MM >= 28 - 0.1 and max(c["x1"] for c in red) / MM <= 184 + 0.1
        (rule,) = [line for line in page.lines if line["stroking_color"] == (1, 0, 0)]
        assert rule["x1"] - rule["x0"] == pytest.approx(156 * MM, abs=0.1)
        marks = rows(page)[:3]
        assert [text for _, text, _, _ in marks] == ["000001", "华东联盟　普通商密　3年", "特急"]
        assert all(left == pytest.approx(28, abs=0.2) for _, _, left, _ in marks)


def test_names_hang_behind_the_colon_and_stay_whole(press: Press) -> None:
    names = [f"{a}{b}{c}" for a in "张王李赵" for b in "建秀文" for c in "国英明华"]
    path, _ = press(Labelled("出席", "、".join(names)))
    with pdfplumber.open(path) as pdf:
        lines = [row for row in rows(pdf.pages[0]) if "—" not in row[1]]
        assert lines[0][1].startswith("出席：张建国")
        first = next(c for c in pdf.pages[0].chars if c["text"] == "张")["x0"] / MM
        assert first == pytest.approx(28 + 78.75 / MM, abs=0.3)
        for (_, text, left, _), before in zip(lines[1:], lines, strict=False):
            assert left == pytest.approx(first, abs=0.5)
            assert before[1].endswith("、") and text[:3] in names


@pytest.mark.parametrize("lines", range(1, 60, 3))
def test_a_closing_never_stands_on_a_page_without_two_lines_of_text(press: Press, lines: int) -> None:
    path, _ = press(
        Paragraph("国" * (28 * lines - 2)), Paragraph("特此通知。"), Closing("某某联盟秘书处", "2026年11月20日")
    )
    with pdfplumber.open(path) as pdf:
        last = [text for _, text, _, _ in rows(pdf.pages[-1]) if "—" not in text]
        assert last[-2:] == ["某某联盟秘书处", "2026年11月20日"]
        assert len(last) >= 4


@pytest.mark.parametrize("lines", range(1, 48, 3))
def test_an_imprint_leaves_no_page_half_empty(press: Press, lines: int) -> None:
    path, _ = press(
        Paragraph("国" * (28 * lines - 2)),
        Closing("某某联盟秘书处", "2026年11月20日"),
        Imprint("抄送：各成员单位。", "联盟秘书处", "2026年11月20日印发"),
    )
    with pdfplumber.open(path) as pdf:
        pages = [rows(page) for page in pdf.pages]
        last = [text for _, text, _, _ in pages[-1]]
        if "某某联盟秘书处" not in last:  # the imprint stands alone, and its page bears no number
            assert len(last) == 2 and len(pages) > 1
            closing = [text for _, text, _, _ in pages[-2]]
            assert "某某联盟秘书处" in closing and sum("国" in text for text in closing) >= min(2, lines)
        else:
            assert sum("国" in text for text in last) >= min(2, lines)
            assert last[-1].replace(" ", "") == f"—{len(pages)}—"
        for page in pages[:-1]:
            lowest = max(y for y, text, _, _ in page if "—" not in text)
            assert 262 - lowest < 6 * 29.62 / MM  # two lines, closing and white keep together: never more is left


def test_closings_sealed_and_unsealed(press: Press) -> None:
    for sealed, right, shift in ((True, 184 - 4 * 15.75 / MM, None), (False, None, 2 * 15.75 / MM)):
        path, _ = press(Paragraph(TEXT), Closing("华东智能制造产业联盟秘书处", "2026年1月5日", sealed=sealed))
        with pdfplumber.open(path) as pdf:
            issuer, day = [row for row in rows(pdf.pages[0]) if "—" not in row[1]][-2:]
            if right is not None:
                assert day[3] == pytest.approx(right, abs=0.3)
                assert (issuer[2] + issuer[3]) / 2 == pytest.approx((day[2] + day[3]) / 2, abs=0.3)
            if shift is not None:
                assert issuer[3] == pytest.approx(184 - 2 * 15.75 / MM, abs=0.3)
                assert day[2] - issuer[2] == pytest.approx(shift, abs=0.3)


def test_the_imprint_rests_on_the_lower_edge_of_the_block(press: Press) -> None:
    path, _ = press(Paragraph(TEXT), Imprint("抄送：各成员单位。", "联盟秘书处", "2026年11月20日印发"))
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[0]
        rules = sorted(page.lines, key=lambda line: line["top"])
        assert [round(line["linewidth"] / MM, 2) for line in rules] == [0.35, 0.25, 0.35]
        assert rules[-1]["bottom"] / MM == pytest.approx(262, abs=0.2)
        assert all(line["x1"] - line["x0"] == pytest.approx(156 * MM, abs=0.1) for line in rules)


def test_a_title_is_centred_and_breaks_no_word_or_name(press: Press) -> None:
    name = "《联盟成员单位管理办法》"
    title = f"关于印发{name}和召开2026年度全体成员单位代表大会 PartnerDesk 平台说明会的通知"
    path, _ = press(Title(title), Paragraph(TEXT))
    with pdfplumber.open(path) as pdf:
        lines = [row for row in rows(pdf.pages[0], 21) if row[1]]
        assert 2 <= len(lines) <= 3
        assert any(name in text for _, text, _, _ in lines)
        assert any("PartnerDesk" in text for _, text, _, _ in lines)
        for _, _, left, right in lines:
            assert (left + right) / 2 == pytest.approx(28 + 78, abs=0.6)


def test_cards_are_two_faces_of_which_the_flap_is_upside_down(press: Press) -> None:
    path, _ = press(NameCard("张伟", "联盟秘书处", "Zhang Wei"), profile=Profile.CARD)
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[0]
        upright = [c for c in page.chars if c["matrix"][0] > 0]
        turned = [c for c in page.chars if c["matrix"][0] < 0]
        assert Counter(c["text"] for c in upright) == Counter(c["text"] for c in turned)
        assert all(c["top"] / MM >= 99 and c["bottom"] / MM <= 198 for c in upright)
        assert all(c["bottom"] / MM <= 99 for c in turned)
        big = sorted((c for c in upright if c["text"] in "张伟"), key=lambda c: c["x0"])
        assert big[1]["x0"] - big[0]["x1"] == pytest.approx(big[0]["size"], abs=1)  # one em between two signs
        assert big[1]["x1"] - big[0]["x0"] <= 180 * MM


def test_widows_and_orphans(press: Press) -> None:
    for before in range(14, 24):
        path, _ = press(*[Paragraph("短")] * before, Paragraph("国" * 28 * 6))
        with pdfplumber.open(path) as pdf:
            counts = [sum("国" in text for _, text, _, _ in rows(page)) for page in pdf.pages]
            assert 1 not in counts, (before, counts)


def test_landscape_sheets_are_real(press: Press) -> None:
    for profile, width, height in ((Profile.LEDGER, 297, 210), (Profile.LEDGER_A3, 420, 297)):
        path, _ = press(Title("台账"), Paragraph(TEXT), profile=profile, total_pages=True)
        with pdfplumber.open(path) as pdf:
            page = pdf.pages[0]
            assert (page.width / MM, page.height / MM) == (pytest.approx(width), pytest.approx(height))
            assert "第 1 页" in page.extract_text() and "共 1 页" in page.extract_text()


@pytest.mark.parametrize("profile", [Profile.TABLE, Profile.LEDGER])
def test_a_footer_of_two_languages_is_made_smaller_rather_than_cut(faces: Faces, profile: Profile) -> None:
    said = ("临澄湾产业联盟秘书处　伙伴档案HB-0002　2026-11-20打印",
            "Secretariat of the Lincheng Bay Industrial Alliance, HB-0002, 2026-11-20")
    paper = papered(Paragraph("短"), profile=profile, total_pages=True, footer="\n".join(said))
    (page,) = lay_out(paper, faces).pages
    assert tuple(line.text for line in page.lines if line.part is Part.FOOTER) == said
