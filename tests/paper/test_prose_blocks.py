from __future__ import annotations

from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from partnerdesk.exchange import markdown
from partnerdesk.paper.blocks import Align, Cell, Grid, Heading, Items, Paper, Paragraph, Profile, Role, Run, Title
from partnerdesk.paper.press import print_paper
from partnerdesk.paper.promise import Promise, leaves
from partnerdesk.paper.proof import check
from partnerdesk.paper.prose_blocks import prose_blocks
from partnerdesk.record import prose
from partnerdesk.record.prose import Item, Prose, runs
from partnerdesk.words import Words
from tests.paper.conftest import WHEN

CHINESE, ENGLISH = Words("zh_CN"), Words("en")


def test_headings_stand_under_those_of_the_paper_and_skip_nothing() -> None:
    text = Prose(tuple(prose.Heading(level, runs(f"{level}\nb")) for level in (1, 3, 4, 3)))
    assert prose_blocks(text, CHINESE) == [
        Heading("1 b", 1), Heading("3 b", 2), Heading("4 b", 3), Heading("3 b", 2)]
    assert [block.level for block in prose_blocks(text, CHINESE, under=2)] == [3, 4, 4, 4]  # type: ignore[union-attr]


def test_stress_is_bold_and_in_chinese_the_regular_script() -> None:
    text = Prose((prose.Paragraph(runs("同意", prose.Run("通过", bold=True), prose.Run("章程", italic=True))),))
    assert prose_blocks(text, CHINESE) == [Paragraph((Run("同意"), Run("通过", True), Run("章程", role=Role.KAI)))]
    assert prose_blocks(Prose((prose.Paragraph(runs(prose.Run("by-law", italic=True)), quote=True),)), ENGLISH) == [
        Paragraph("by-law", quote=True)]


def test_code_keeps_its_lines_at_the_left() -> None:
    text = Prose((prose.Paragraph(runs(prose.Run("a\n  b", code=True))),))
    assert prose_blocks(text, ENGLISH) == [Paragraph("a\n  b", indent=False, align=Align.LEFT)]


def test_lists_are_marked_by_their_level_and_language() -> None:
    items = prose.Items(tuple(
        Item(runs("x"), level, number) for level, number in ((0, 3), (1, 1), (2, 1), (0, None), (1, None), (6, None))))
    (chinese,) = prose_blocks(Prose((items,)), CHINESE)
    (english,) = prose_blocks(Prose((items,)), ENGLISH)
    assert isinstance(chinese, Items) and isinstance(english, Items)
    assert [(level, mark) for level, mark, _ in chinese.items] == [
        (0, "3."), (1, "（1）"), (2, "1)"), (0, "•"), (1, "–"), (3, "·")]
    assert english.items[1][1] == "(1)"


def test_tables_give_each_column_its_share() -> None:
    long = "同意成立工作组，请秘书处于下月底前提出名单。" * 6
    table = prose.Table(
        ((runs("No17"), runs("章程"), runs(prose.Run("结论：", bold=True), long)), (runs("No18"),)),
        (runs("编号"), runs("议题\n名称"), runs("纪要")))
    (made,) = prose_blocks(Prose((table,)), CHINESE)
    assert isinstance(made, Grid)
    assert [column.heading for column in made.columns] == ["编号", "议题 名称", "纪要"]
    first, second, third = (column.share for column in made.columns)
    assert third > 5 * first and third > 4 * second and first / (first + second + third) > 0.07
    assert made.rows[0][2] == Cell((Run("结论：", True), Run(long))) and made.rows[1] == ("No18", "", "")


def test_a_table_without_headings_and_with_nothing_in_it() -> None:
    (made,) = prose_blocks(Prose((prose.Table(((runs("a"), ()),)),)), ENGLISH)
    assert isinstance(made, Grid)
    assert [column.heading for column in made.columns] == ["", ""] and made.rows == (("a", ""),)


@pytest.mark.parametrize("folder", ["ccc-tac", "openharmony-pmc", "openjs-cpc", "rust-leadership-council"])
def test_the_minutes_print_without_a_fault_and_without_losing_a_sign(
    samples: Path, bundle: Path, tmp_path: Path, folder: str
) -> None:
    out = tmp_path / "minutes.pdf"
    for file in sorted((samples / "minutes" / folder).glob("*.md")):
        text, _ = markdown.read(file.read_text(encoding="utf-8"))
        for words, profile in ((CHINESE, Profile.OFFICIAL), (ENGLISH, Profile.ENGLISH)):
            paper = Paper("minutes", "纪要", profile, (Title("纪要"), *prose_blocks(text, words)), words.language)
            report = print_paper(paper, out, when=WHEN, folder=bundle)
            promise = Promise(tuple(leaves(paper, report.plans[0])), paper.title, words.language.replace("_", "-"),
                              reported=sum(report.missing.values()))
            assert check(out, promise) == [], file.name
            with pypdfium2.PdfDocument(out) as document:
                printed = "".join(page.get_textpage().get_text_bounded() for page in document)
            wanted = Counter(sign for sign in prose.plain(text) if sign.isalnum())
            assert not wanted - Counter(printed), file.name
