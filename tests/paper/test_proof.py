"""The proof finds nothing in a good print, and each kind of fault in a print that was spoilt on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from partnerdesk.paper.blocks import (
    Column,
    Grid,
    Heading,
    Labelled,
    Marks,
    NameCard,
    Paper,
    Paragraph,
    Profile,
    RedHead,
    Title,
)
from partnerdesk.paper.drawing import Meta, draw
from partnerdesk.paper.faults import Fault, Test
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.layout import lay_out
from partnerdesk.paper.plan import Line, Page, Part, Plan, Run, Shape
from partnerdesk.paper.promise import Promise, leaves
from partnerdesk.paper.proof import check
from partnerdesk.words import LANGUAGES, Words
from tests.paper import second_proof

WHEN = datetime(2026, 11, 20, tzinfo=UTC)
TEXT = "会议认为，各成员单位应当按照章程规定的程序提出议案，并在会前十日送达秘书处（含电子邮件）；逾期不予受理。"
NAMES = "、".join(["欧阳明", "张三", "李四", "王五", "赵六"] * 6)
MARK = "华东联盟　核心商密　3年"

MINUTES = Paper(
    "minutes",
    "理事会会议纪要",
    Profile.OFFICIAL,
    (
        Marks(mark=MARK),
        RedHead("理事会会议纪要", "（第3号）", "秘书处", "2026年11月20日"),
        Heading("一、关于年度计划", bookmark=True),
        *[Paragraph(TEXT * count) for count in range(1, 9)],
        Labelled("出席", NAMES),
        Labelled("请假", "孙七"),
    ),
)
LEDGER = Paper(
    "ledger",
    "台账",
    Profile.LEDGER,
    (
        Title("台账"),
        Grid((Column("序号", 14), Column("名称", 60), Column("说明")), tuple((str(n), TEXT, TEXT) for n in range(30))),
    ),
)
CARD = Paper("name-card", "席卡", Profile.CARD, (NameCard("欧阳明", "华东联盟", "Ouyang Ming"),))


class Print:
    """A paper laid out, whose plan may be spoilt before it is drawn, and its file after."""

    def __init__(self, paper: Paper, folder: Path) -> None:
        self.paper, self.path = paper, folder / "print.pdf"
        self.plan: Plan = lay_out(paper, Faces(paper.language))
        outline = tuple((mark.title, mark.page) for mark in self.plan.bookmarks)
        self.promise = Promise(tuple(leaves(paper, self.plan)), paper.title, paper.language.replace("_", "-"), outline)

    def page(self, number: int = 1) -> Page:
        return self.plan.pages[number - 1]

    def move(self, which: Callable[[Line], bool], x: float = 0, y: float = 0, page: int = 1) -> None:
        sheet = self.page(page)
        number = next(index for index, line in enumerate(sheet.lines) if which(line))
        line = sheet.lines[number]
        sheet.lines[number] = line._replace(x=line.x + x, y=line.y + y)

    def change(self, which: Callable[[Line], bool], change: Callable[[Run], Run], page: int = 1) -> None:
        sheet = self.page(page)
        sheet.lines[:] = [
            line._replace(runs=tuple(map(change, line.runs))) if which(line) else line for line in sheet.lines
        ]

    def draw(self) -> Path:
        draw([self.plan], self.path, Meta(self.paper.title, self.paper.language, WHEN))
        return self.path

    def edit(self, edit: Callable[[pikepdf.Pdf], None]) -> None:
        with pikepdf.open(self.path, allow_overwriting_input=True) as document:
            edit(document)
            document.save(self.path)

    def tests(self) -> set[tuple[int, str]]:
        return {(fault.page, str(fault.test)) for fault in check(self.path, self.promise)}


def body(line: Line) -> bool:
    return line.part is Part.BODY


def number(line: Line) -> bool:
    return line.part is Part.NUMBER


@pytest.fixture
def minutes(tmp_path: Path) -> Print:
    return Print(MINUTES, tmp_path)


@pytest.mark.parametrize("paper", [MINUTES, LEDGER, CARD], ids=lambda paper: paper.key)
def test_a_good_print_has_no_faults_for_either_check(tmp_path: Path, paper: Paper) -> None:
    one = Print(paper, tmp_path)
    one.draw()
    assert check(one.path, one.promise) == []
    assert second_proof.check(one.path, one.promise) == set()


def spoil_side(one: Print) -> None:
    one.move(body, x=20)


def spoil_head(one: Print) -> None:
    one.move(lambda line: line.part is Part.MARK, y=80)


def spoil_foot(one: Print) -> None:
    lowest = min(line.y for line in one.page(2).lines if body(line))
    one.move(lambda line: line.y == lowest, y=-25, page=2)


def spoil_size(one: Print) -> None:
    one.change(body, lambda run: run._replace(size=14.0), page=2)


def spoil_grid(one: Print) -> None:
    one.move(body, y=-10, page=2)


def spoil_start(one: Print) -> None:
    second = one.page(2).lines[1]
    one.change(lambda line: line is second, lambda run: run._replace(text="，" + run.text[1:]), page=2)


def spoil_end(one: Print) -> None:
    first = one.page(2).lines[0]
    one.change(lambda line: line is first, lambda run: run._replace(text=run.text[:-1] + "（"), page=2)


def spoil_number(one: Print) -> None:
    one.change(number, lambda run: run._replace(text="— 7 —"), page=2)


def lose_number(one: Print) -> None:
    one.page(2).lines[:] = [line for line in one.page(2).lines if not number(line)]


def shift_number(one: Print) -> None:
    one.move(number, x=30, page=2)


def spoil_sign(one: Print) -> None:
    one.change(body, lambda run: run._replace(text=run.text.replace("会", "〓", 1)), page=2)


def blacken_head(one: Print) -> None:
    lines = one.page().lines
    lines[:] = [line._replace(ink="") if line.part is Part.RED_HEAD else line for line in lines]


def lower_head(one: Print) -> None:
    one.move(lambda line: line.part is Part.RED_HEAD, y=-9)


def widen_sheet(one: Print) -> None:
    one.page(2).width += 20


SPOILT = [
    (spoil_side, 1, Test.BLOCK), (spoil_head, 1, Test.BLOCK), (spoil_foot, 2, Test.BLOCK), (spoil_size, 2, Test.SIZE),
    (spoil_grid, 2, Test.GRID), (spoil_start, 2, Test.EDGES), (spoil_end, 2, Test.EDGES),
    (spoil_number, 2, Test.NUMBER), (lose_number, 2, Test.NUMBER), (shift_number, 2, Test.NUMBER),
    (spoil_sign, 2, Test.SIGNS), (blacken_head, 1, Test.RED_HEAD), (lower_head, 1, Test.RED_HEAD),
    (widen_sheet, 2, Test.PAPER),
]  # fmt: skip


@pytest.mark.parametrize("spoil, page, test", SPOILT, ids=lambda value: getattr(value, "__name__", None))
def test_both_checks_find_what_was_spoilt_on_the_page(
    minutes: Print, spoil: Callable[[Print], None], page: int, test: Test
) -> None:
    spoil(minutes)
    minutes.draw()
    assert (page, str(test)) in minutes.tests()
    assert (page, str(test)) in second_proof.check(minutes.path, minutes.promise)


def test_names_that_do_not_hang_behind_their_label_are_found(minutes: Print) -> None:
    (page, first), *_ = [
        (index + 1, line) for index, line in minutes.plan.lines() if line.part in (Part.LABEL, Part.BODY)
        and line.text.startswith("出席")
    ]  # fmt: skip
    following = max((line for line in minutes.page(page).lines if line.y < first.y - 5), key=lambda line: line.y)
    minutes.move(lambda line: line is following, x=20, page=page)
    minutes.draw()
    assert (page, "hanging") in minutes.tests()


def test_a_mark_that_is_missing_or_wrong_is_found(minutes: Print) -> None:
    lines = minutes.page().lines
    kept = list(lines)
    lines[:] = [line for line in lines if line.part is not Part.MARK]
    minutes.draw()
    assert (1, "mark") in minutes.tests()
    lines[:] = kept
    minutes.change(lambda line: line.part is Part.MARK, lambda run: run._replace(text="核心商密★3年"))
    minutes.draw()
    assert (1, "mark") in minutes.tests()


def test_text_over_a_rule_is_found(tmp_path: Path) -> None:
    one = Print(LEDGER, tmp_path)
    one.move(lambda line: line.part is Part.CELL and len(line.text) > 8, x=30)
    one.draw()
    assert (1, "crossed") in one.tests()


def test_text_over_text_is_found(minutes: Print) -> None:
    upper, lower = minutes.page(2).lines[:2]
    minutes.move(lambda line: line is lower, y=upper.y - lower.y - 3, page=2)
    minutes.draw()
    assert (2, "overlap") in minutes.tests()


def test_a_hanging_mark_in_a_narrow_cell_is_found(tmp_path: Path) -> None:
    one = Print(LEDGER, tmp_path)
    cells = [line for line in one.page().lines if line.part is Part.CELL and len(line.text) > 8]
    second = next(line for line in cells if line.x == cells[0].x and line.y < cells[0].y)
    one.change(lambda line: line is second, lambda run: run._replace(text="。" + run.text[1:]))
    one.draw()
    assert (1, "edges") in one.tests()


def test_a_card_without_a_back_or_with_a_name_too_wide_is_found(tmp_path: Path) -> None:
    one = Print(CARD, tmp_path)
    lines = list(one.page().lines)
    one.page().lines[:] = [line for line in lines if not line.turned]
    one.draw()
    assert (1, "card") in one.tests()
    one.page().lines[:] = lines
    one.change(lambda line: line.text == "欧阳明", lambda run: run._replace(spacing=100))
    one.draw()
    assert (1, "card") in one.tests()


def lose_language(document: pikepdf.Pdf) -> None:
    del document.Root.Lang


def lose_title(document: pikepdf.Pdf) -> None:
    del document.docinfo.Title


def spoil_labels(document: pikepdf.Pdf) -> None:
    document.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=9)]))


def spoil_bookmark(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root[0].destination = Array([document.pages[-1].obj, Name.Fit])
        outline.root[0].action = None


def act_at_opening(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def carry_a_file(document: pikepdf.Pdf) -> None:
    document.attachments["a.txt"] = b"text"


def lose_page(document: pikepdf.Pdf) -> None:
    del document.pages[-1]


@pytest.mark.parametrize(
    "edit", [lose_language, lose_title, spoil_labels, spoil_bookmark, act_at_opening, carry_a_file, lose_page]
)
def test_a_fault_in_the_structure_of_the_file_is_found(minutes: Print, edit: Callable[[pikepdf.Pdf], None]) -> None:
    minutes.draw()
    minutes.edit(edit)
    assert minutes.tests() == {(0, "structure")}


def fonts(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [font for font in document.pages[0].resources.Font.values() if isinstance(font, Dictionary)]


def strip_outlines(document: pikepdf.Pdf) -> None:
    for font in fonts(document):
        del font.DescendantFonts[0].FontDescriptor.FontFile2


def lose_prefix(document: pikepdf.Pdf) -> None:
    for font in fonts(document):
        font.BaseFont = Name("/" + str(font.BaseFont).partition("+")[2])


def lose_meanings(document: pikepdf.Pdf) -> None:
    for font in fonts(document):
        del font.ToUnicode


@pytest.mark.parametrize("edit", [strip_outlines, lose_prefix, lose_meanings])
def test_a_typeface_not_in_the_file_as_it_should_be_is_found(
    minutes: Print, edit: Callable[[pikepdf.Pdf], None]
) -> None:
    minutes.draw()
    minutes.edit(edit)
    assert (1, "fonts") in minutes.tests()


def test_a_typeface_that_nobody_chose_is_found(minutes: Print) -> None:
    minutes.draw()
    chosen = frozenset(minutes.plan.faces)
    minutes.promise = replace(minutes.promise, faces=chosen)
    assert minutes.tests() == set()
    minutes.promise = replace(minutes.promise, faces=frozenset(sorted(chosen)[1:]))
    assert minutes.tests() == {(1, "fonts")}


def test_a_title_of_the_wrong_size_is_found(tmp_path: Path) -> None:
    paper = Paper("notice", "通知", Profile.OFFICIAL, (Title("关于召开会议的通知"), Paragraph(TEXT)))
    for size in (18.0, 26.0):
        one = Print(paper, tmp_path)
        one.change(lambda line: line.part is Part.TITLE, lambda run, size=size: run._replace(size=size))
        one.draw()
        assert (1, "size") in one.tests()


def test_a_sign_without_an_outline_is_found(minutes: Print) -> None:
    def blank(document: pikepdf.Pdf) -> None:
        maps = [font.DescendantFonts[0].CIDToGIDMap for font in fonts(document)]
        glyphs = max(maps, key=lambda stream: len(stream.read_bytes()))
        data = bytearray(glyphs.read_bytes())
        data[-2:] = b"\0\0"
        glyphs.write(bytes(data))

    minutes.draw()
    minutes.edit(blank)
    assert (1, "signs") in minutes.tests()


def test_a_sign_that_means_nothing_is_found(minutes: Print) -> None:
    def silence(document: pikepdf.Pdf) -> None:
        for font in fonts(document):
            meanings = font.ToUnicode.read_bytes()
            font.ToUnicode.write(meanings.replace(f"<{ord('会'):04x}>".encode(), b"<0000>"))

    minutes.draw()
    minutes.edit(silence)
    assert {(1, "signs"), (2, "signs")} <= minutes.tests()


def test_a_sign_that_was_reported_is_no_fault(minutes: Print) -> None:
    spoil_sign(minutes)
    minutes.draw()
    reported = sum(line.text.count("〓") for _, line in minutes.plan.lines())
    minutes.promise = replace(minutes.promise, reported=reported)
    assert minutes.tests() == set()


def test_a_number_where_none_belongs_is_found(minutes: Print) -> None:
    minutes.draw()
    first, *rest = minutes.promise.leaves
    minutes.promise = replace(minutes.promise, leaves=(replace(first, numbered=False), *rest))
    assert (1, "number") in minutes.tests()


def test_faults_are_said_in_both_languages() -> None:
    fault = Fault(3, Test.NUMBER, "The page bears no number; it is page {number}.", {"number": 3})
    for language in LANGUAGES:
        assert "3" in fault.said(Words(language))


def test_the_proof_takes_at_most_three_times_as_long_as_the_print(tmp_path: Path) -> None:
    turned = [TEXT[place:] + TEXT[:place] for place in range(1, len(TEXT)) if TEXT[place - 1] in "，。；"]
    texts = ["".join(turned[(number + step * step) % len(turned)] for step in range(4)) for number in range(200)]
    paper = replace(
        MINUTES, blocks=(*MINUTES.blocks, *(Paragraph(f"{number}{text}") for number, text in enumerate(texts)))
    )
    ratios = []
    for _ in range(3):
        begun = perf_counter()
        one = Print(paper, tmp_path)
        one.draw()
        printed = perf_counter() - begun
        begun = perf_counter()
        assert check(one.path, one.promise) == []
        ratios.append((perf_counter() - begun) / printed)
    assert min(ratios) <= 3


def test_a_shape_in_the_margin_is_no_text(minutes: Print) -> None:
    minutes.page().shapes.append(Shape(((0, 20), (400, 20)), 0.5))
    minutes.draw()
    assert minutes.tests() == set()
