"""The file that comes out: the same twice, whole, searchable, with embedded fonts, outline, labels and a report."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from partnerdesk.paper.blocks import Contents, ContentsLine, Heading, Paper, Paragraph, Profile, Role, Run, Title
from partnerdesk.paper.contents import fill_contents
from partnerdesk.paper.drawing import Meta, draw
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.layout import lay_out
from partnerdesk.paper.press import print_paper
from partnerdesk.problems import Trouble

from .conftest import WHEN, Press, papered

TEXT = "会议认为，各成员单位应当按照章程规定的程序提出议案（含电子邮件）；see the Board's report, §3 — 2026年…… "


def test_two_builds_are_the_same_bytes(bundle: Path, tmp_path: Path) -> None:
    paper = papered(Title("标题"), Heading("一、说明", bookmark=True), Paragraph(TEXT * 30))
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    print_paper(paper, first, when=WHEN, folder=bundle)
    print_paper(papered(Paragraph("别的㐀㐁𠮷")), tmp_path / "between.pdf", when=WHEN, folder=bundle)
    print_paper(paper, second, when=WHEN, folder=bundle)
    assert first.read_bytes() == second.read_bytes()
    print_paper(paper, second, when=datetime(2027, 1, 1, tzinfo=UTC), folder=bundle)
    assert first.read_bytes() != second.read_bytes()


def test_all_text_can_be_read_back_even_beyond_the_bmp(press: Press) -> None:
    text = "㐀𠮷𫖮龘ＡΩK（ⅷ）①é中文ABC〇"
    path, report = press(Paragraph(text, indent=False))
    with pdfplumber.open(path) as pdf:
        said = "".join(char["text"] for char in pdf.pages[0].chars)
    for sign in text:
        assert sign in said or sign in report.missing, hex(ord(sign))


def test_signs_that_share_a_glyph_keep_their_own_meaning(press: Press) -> None:
    text = "⼀一⽅方\u00a0 "  # a Kangxi radical and its ideograph are often one glyph
    path, _ = press(Paragraph(f"甲{text}乙", indent=False))
    with pdfplumber.open(path) as pdf:
        said = "".join(char["text"] for char in pdf.pages[0].chars)
    assert said.startswith(f"甲{text}乙")


def test_every_font_is_an_embedded_subset_and_none_is_helvetica(press: Press) -> None:
    path, _ = press(Title("标题"), Heading("一、黑体"), Heading("（一）楷体", 2), Paragraph((Run("粗", bold=True),)))
    with pikepdf.open(path) as pdf:
        assert b"Helvetica" not in path.read_bytes()
        names = set()
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                names.add(str(font.BaseFont))
                (descendant,) = font.DescendantFonts
                assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
                assert "/FontFile2" in descendant.FontDescriptor and "/ToUnicode" in font
        assert len(names) >= 4


def test_language_title_labels_and_outline(press: Press) -> None:
    path, _ = press(
        Title("标题"), Heading("一、第一部分", bookmark=True), Paragraph(TEXT * 40),
        Heading("（一）深处", 3, bookmark=True), Paragraph(TEXT * 40),
        Heading("二、第二部分", bookmark=True), Paragraph("末"),
    )  # fmt: skip
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == "zh-CN"
        assert str(pdf.docinfo.Title) == "试印"
        assert str(pdf.docinfo.CreationDate).startswith("D:20261120080000")
        assert pdf.Root.PageLabels.Nums[1].S == "/D"
        with pdf.open_outline() as outline:
            titles = [entry.title for entry in outline.root]
            assert titles == ["一、第一部分", "二、第二部分"]
            assert [entry.title for entry in outline.root[0].children] == ["（一）深处"]


def test_contents_are_filled_when_the_pages_are_known(faces: Faces, tmp_path: Path) -> None:
    lines = ContentsLine("议题一", "one", "张伟"), ContentsLine("议题二", "two"), ContentsLine("三", "x", note="另附")
    contents = Contents(lines)
    front = lay_out(papered(Title("目　录"), contents, key="contents"), faces)
    one = lay_out(papered(Title("议题一"), key="one"), faces, first_page=2)
    two = lay_out(papered(Title("议题二"), key="two"), faces, first_page=3)
    fill_contents(front, {"one": 2, "two": 3}, faces)
    assert not front.pages[0].pending
    out = tmp_path / "packet.pdf"
    draw([front, one, two], out, Meta("材料", "zh_CN", WHEN))
    with pdfplumber.open(out) as pdf:
        assert len(pdf.pages) == 3
        words = pdf.pages[0].extract_text().split()
        assert "2" in words and "3" in words and "另附" in words
    with pikepdf.open(out) as pdf:
        links = [note for note in pdf.pages[0].Annots if note.Subtype == "/Link"]
        assert len(links) == 2
        assert pdf.pages[1].Resources.Font.keys() == pdf.pages[0].Resources.Font.keys()


def test_the_report_names_fonts_stand_ins_and_missing_signs(press: Press) -> None:
    _, report = press(Title("标题"), Paragraph("表情😀和😀"))
    assert report.pages == 1
    assert report.fonts["body"] == "NotoSerifSC-Regular"
    assert report.stand_ins == {"仿宋": "NotoSerifSC-Regular", "小标宋": "NotoSerifSC-Bold"}
    assert report.missing == {"😀": 2}


def test_a_file_that_cannot_be_written_leaves_nothing_behind(bundle: Path, tmp_path: Path) -> None:
    target = tmp_path / "taken.pdf"
    target.mkdir()
    with pytest.raises(Trouble):
        print_paper(papered(Paragraph("文")), target, when=WHEN, folder=bundle)
    assert [path.name for path in tmp_path.iterdir()] == ["taken.pdf"]
    with pytest.raises(Trouble):
        print_paper(papered(Paragraph("文")), tmp_path / "absent" / "x.pdf", when=WHEN, folder=bundle)


def test_an_empty_paper_is_one_empty_page(press: Press) -> None:
    path, report = press()
    assert report.pages == 1
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1


def test_progress_ends_at_one(bundle: Path, tmp_path: Path) -> None:
    seen: list[float] = []
    print_paper(papered(*[Paragraph("文")] * 5), tmp_path / "x.pdf", when=WHEN, folder=bundle, progress=seen.append)
    assert seen == sorted(seen) and seen[-1] == 1.0 and len(seen) > 4


def test_a_plan_is_plain_data(faces: Faces) -> None:
    import pickle

    plan = lay_out(papered(Title("标题"), Paragraph((Run("楷", role=Role.KAI),))), faces)
    assert pickle.loads(pickle.dumps(plan)).text() == plan.text()


def test_text_is_kept_exactly(faces: Faces) -> None:
    paper = Paper("x", "x", Profile.OFFICIAL, (Paragraph(TEXT.strip() * 20, indent=False),))
    said = lay_out(paper, faces).text().replace("\n", "")
    assert said.replace(" ", "") == (TEXT.strip() * 20).replace(" ", "")


def test_odd_titles_and_headings_do_not_keep_a_file_from_being_written(bundle: Path, tmp_path: Path) -> None:
    for number, text in enumerate(("a\ud800b", "\x00", "(\\)", "\r\n行", "<>[]/%", "𠮷😀", " ")):
        out = tmp_path / f"{number}.pdf"
        print_paper(
            Paper("odd", text, Profile.OFFICIAL, (Title(text), Heading(text, bookmark=True), Paragraph(text))),
            out, when=WHEN, folder=bundle,
        )  # fmt: skip
        with pikepdf.open(out) as pdf, pdf.open_outline() as outline:
            assert len(outline.root) == 1
