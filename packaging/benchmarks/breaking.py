"""The line breaker against ReportLab's Paragraph, and what lines begin with (P5)."""

from __future__ import annotations

import html
import random
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any

from benchmarks.made_up import chinese, english
from benchmarks.measuring import FONTS, Bench, Outcome, in_turn, ratios, table, timed
from benchmarks.packet_input import BLOCK_WIDTH, LEADING, SIZE

CLOSING = frozenset("，。、；：？！”’）》】〉」』…,.;:?!)]}%")


def run(bench: Bench) -> Iterator[Outcome]:
    """Break the same running text into lines of the block's width, in one process."""
    made = random.Random(5)
    texts = [chinese(made, 220) if place % 4 else english(made, 80) for place in range(bench.few(400, 40))]
    measured = in_turn({
        "ours": lambda: {"ms": timed(lambda: _ours(texts)) * 1000},
        "Paragraph": lambda: {"ms": timed(lambda: _paragraphs(texts)) * 1000},
    }, bench.rounds)
    bench.say(table("breaking lines", measured))
    yield from ratios(measured, "ours", "ms", [("P5", "times as fast as Paragraph", "Paragraph", 8)], inverse=True)
    begins, torn, count = 0, 0, 0
    for text, places in zip(texts, _ours(texts), strict=True):
        count += len(places)
        for (_, end), (start, _) in pairwise(places):
            begins += text[start] in CLOSING
            torn += end == start and all(sign.isascii() and sign.isalnum() for sign in text[end - 1:end + 1])
    yield Outcome("P5", f"lines that begin with closing punctuation, of {count:,}", begins, 0, False)
    yield Outcome("P5", "words broken at a line's end", torn, 0, False)


_FACES: dict[str, Any] = {}


def _ours(texts: list[str]) -> list[list[tuple[int, int]]]:
    from partnerdesk.paper.breaking import break_text
    from partnerdesk.paper.fonts import Face

    face = _FACES.setdefault("ours", None) or Face(FONTS / "NotoSerifSC-400.ttf")
    _FACES["ours"] = face
    width_of = face.at(SIZE).__getitem__
    broken = []
    for text in texts:
        sums = list(accumulate(map(width_of, text), initial=0.0))
        broken.append(break_text(text, sums, BLOCK_WIDTH - 2 * SIZE, BLOCK_WIDTH))
    return broken


def _paragraphs(texts: list[str]) -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.platypus import Paragraph

    if "platypus" not in _FACES:
        _FACES["platypus"] = ttfonts.TTFont("CJK", str(FONTS / "NotoSerifSC-400.ttf"))
        pdfmetrics.registerFont(_FACES["platypus"])
    style = ParagraphStyle("body", fontName="CJK", fontSize=SIZE, leading=LEADING, wordWrap="CJK",
                           firstLineIndent=2 * SIZE)
    for text in texts:
        Paragraph(html.escape(text), style).wrap(BLOCK_WIDTH, 10_000)
