from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from partnerdesk.exchange import markdown
from partnerdesk.record import prose
from partnerdesk.record.prose import Heading, Item, Items, Paragraph, Run, Table, runs


def blocks(source: str) -> tuple[prose.Block, ...]:
    return markdown.read(source)[0].blocks


def test_headings_indented_by_a_space_and_tables_with_line_breaks() -> None:
    source = " # 例会\n\n### 出席:\n\n| 姓名 | 意见 |\n| --- | :---: |\n| 甲 | 结论：<br> 1、同意<br>2、**通过** |\n"
    assert blocks(source) == (
        Heading(1, runs("例会")),
        Heading(3, runs("出席:")),
        Table(((runs("甲"), runs("结论：\n1、同意\n2、", Run("通过", bold=True))),), (runs("姓名"), runs("意见"))),
    )


def test_lists_boxes_and_numbers() -> None:
    source = "- [ ] 待办\n- [x] 已办\n  1. 甲\n  2. 乙\n\n - 1. 丙\n"
    (found,) = blocks(source)
    assert isinstance(found, Items)
    assert [(item.level, item.number, prose.text_of(item.runs)) for item in found.items] == [
        (0, None, "☐ 待办"), (0, None, "☑ 已办"), (1, 1, "甲"), (1, 2, "乙"), (1, 1, "丙"),
    ]


def test_short_lines_stay_lines_and_wrapped_ones_flow() -> None:
    long = "The council agreed that the treasurer reports on the fund before June"
    assert blocks(f"Chair: A\nNotes: B\n\n{long}\nand again.") == (
        Paragraph(runs("Chair: A\nNotes: B")), Paragraph(runs(f"{long} and again.")),
    )


def test_markup_inside_and_what_only_looks_like_it() -> None:
    assert blocks("<details><summary>摘要</summary>\n\n正文 Vec<String> <!-- 密 --> a < b\n\n</details>") == (
        Paragraph(runs("摘要")), Paragraph(runs("正文 Vec<String> a < b")),
    )


def test_pictures_code_and_quotes() -> None:
    assert blocks("![会场](http://example.org/a.png)\n\n```\na\n  b\n```\n\n> 引文") == (
        Paragraph(runs("【会场】")), Paragraph(runs(Run("a\n  b", code=True))), Paragraph(runs("引文"), quote=True),
    )


def test_an_empty_item_is_no_text_and_ends_with_its_list() -> None:
    assert blocks("-\n\n正文") == (Paragraph(runs("正文")),)
    assert blocks("- \n  - 甲") == (Items((Item(runs("甲")),)),)


@pytest.mark.parametrize(("text", "known"), [
    ("# 例会\n\n- 甲", True), ("| a | b |\n|---|---|", True), ("甲 - 乙\n丙", False), ("1、甲\n2、乙", False),
])
def test_markdown_is_recognised(text: str, known: bool) -> None:
    assert markdown.recognised(text) is known


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def visible(source: str) -> str:
    """The words of a Markdown source by means that share nothing with the reader."""
    source = re.sub(r"<!--.*?-->", " ", source, flags=re.S)
    source = re.sub(r"</?(?:br|details|summary|b|i|p)\b[^>]*>", " ", source)
    source = re.sub(r"^[ >]*(?:[-*+] +)*\d+[.)](?=\s)", " ", source, flags=re.M)  # the list's own numbers
    source = re.sub(r"^(?:[ >]*[-*+] +)*\[[xX]\] ", " ", source, flags=re.M)
    return unescape(source.replace("`[", ""))  # one word on the page, too


def test_the_minutes_lose_no_word(samples: Path) -> None:
    files = sorted((samples / "minutes").glob("*/*.md"))
    assert len(files) == 44
    for file in files:
        source = file.read_text(encoding="utf-8")
        made, dropped = markdown.read(source)
        assert dropped == 0
        assert prose.loads(prose.dumps(made)) == made
        # Of a link whose text is its address one is enough.
        once = re.sub(r"\[(?:https?://)?([^\]\s]+?)/?\]\((?:https?://|mailto:)?\1/?\)", r"\1", visible(source))
        lost = words(once) - words(prose.plain(made))
        assert not lost, (file.name, lost)
