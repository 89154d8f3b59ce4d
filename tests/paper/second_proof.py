"""A second, independent check of a print, through another library and character by character: for the tests only."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber

from partnerdesk.paper.blocks import Profile
from partnerdesk.paper.promise import Leaf, Promise

MM = 72 / 25.4
Finding = tuple[int, str]

# profile → width, height, left edge of the block on odd and even pages, its width, upper and lower margin (mm)
SHEETS = {
    Profile.OFFICIAL: (210, 297, 28, 26, 156, 37, 35),
    Profile.TABLE: (210, 297, 28, 26, 156, 37, 35),
    Profile.ENGLISH: (210, 297, 28, 26, 156, 37, 35),
    Profile.LEDGER: (297, 210, 20, 20, 257, 28, 22),
    Profile.LEDGER_A3: (420, 297, 25, 25, 370, 28, 22),
    Profile.CARD: (210, 297, 0, 0, 210, 0, 0),
    Profile.ENVELOPE_DL: (220, 110, 0, 0, 220, 0, 0),
    Profile.ENVELOPE_ZL: (230, 120, 0, 0, 230, 0, 0),
    Profile.ENVELOPE_C5: (229, 162, 0, 0, 229, 0, 0),
    Profile.CERTIFICATE: (297, 210, 0, 0, 297, 0, 0),
}
BEGINS_NO_LINE = set("，。、；：？！）〕］｝〉》」』】〗’”…～·•％‰℃°′″々!,.:;?)]}%")
ENDS_NO_LINE = set("（〔［｛〈《「『【〖‘“￥¥＄$£€№＃#([{")
NUMBER = re.compile(r"—(\d+)—")


def check(path: Path, promise: Promise) -> set[Finding]:
    """The page and test of everything that is wrong."""
    found: set[Finding] = set()
    with pdfplumber.open(path) as document:
        if len(document.pages) != len(promise.leaves):
            return {(0, "structure")}
        if _text(document.doc.catalog.get("Lang")) != promise.language:
            found.add((0, "structure"))
        if _text(document.metadata.get("Title")) != promise.title:
            found.add((0, "structure"))
        for page, leaf in zip(document.pages, promise.leaves, strict=True):
            found |= {(page.page_number, test) for test in _page(page, leaf) if test != "signs" or not promise.reported}
    return found


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _page(page: Any, leaf: Leaf) -> set[str]:
    found = set()
    foreign = leaf.profile is None
    width, height, odd, even, block, top, bottom = SHEETS[leaf.profile or Profile.OFFICIAL]
    size = leaf.size if foreign else (width * MM, height * MM)
    if max(abs(page.width - size[0]), abs(page.height - size[1])) > 0.5 * MM:
        found.add("paper")
    chars = [char for char in page.chars if char["text"].strip()]
    low = 20 if foreign else bottom
    feet = [char for char in chars if char["matrix"][5] < low * MM]
    if leaf.numbered and profile_dashes(leaf):
        found |= _number(page, leaf, feet, foreign)
    if foreign:
        return found
    left = (odd if leaf.number % 2 else even) * MM
    right = left + block * MM
    for char in chars:
        if not re.match(r"[A-Z]{6}\+", char["fontname"]):
            found.add("fonts")
        if char["text"] in ("\x00", "〓"):
            found.add("signs")
        base = char["matrix"][5]
        if char["x0"] < left - MM - 1 or char["x1"] > right + MM + 1:
            found.add("block")
        if char["matrix"][0] > 0 and base + 0.8 * char["size"] > page.height - (top - 1) * MM:
            found.add("block")
        if char["size"] > 9.5 and base < bottom * MM - 1 and not _of_number(char, feet):
            found.add("block")
    body = [char for char in chars if char["matrix"][5] > bottom * MM - 1]
    lines = _lines(body)
    if leaf.grid:
        heights = sorted((base for base, row in lines.items() if 15.5 < row[0]["size"] < 16.1), reverse=True)
        if len(heights) > 22 or any(a - b < 29.3 for a, b in pairwise(heights)):
            found.add("grid")
        sizes = sorted(char["size"] for char in body)
        if len(sizes) > 100 and not 15.5 <= sizes[len(sizes) // 2] <= 16.1:
            found.add("size")
        found |= _edges(lines, left, right)
    if leaf.red_head:
        heads = [char for char in body if char["size"] > 22.5]
        edge = (page.height - heads[0]["matrix"][5] - 0.88 * heads[0]["size"]) / MM if heads else 0
        if abs(edge - 72) > 1 or any(tuple(char["non_stroking_color"]) != (1, 0, 0) for char in heads):
            found.add("red head")
    return found


def profile_dashes(leaf: Leaf) -> bool:
    """Whether the page's number stands between dashes at the side."""
    return leaf.profile not in (Profile.LEDGER, Profile.LEDGER_A3)


def _of_number(char: dict[str, Any], feet: list[dict[str, Any]]) -> bool:
    row = [other for other in feet if abs(other["matrix"][5] - char["matrix"][5]) < 0.5]
    return bool(re.search(r"—\d+—|第\d+页|Page\d+of", "".join(other["text"] for other in row)))


def _number(page: Any, leaf: Leaf, feet: list[dict[str, Any]], foreign: bool) -> set[str]:
    for row in _lines(feet).values():
        text = "".join(char["text"] for char in row)
        match = NUMBER.search(text)
        if not match:
            continue
        if int(match[1]) != leaf.number:
            return {"number"}
        dashes = row[match.start() : match.end()]
        edge = page.width - dashes[-1]["x1"] if leaf.number % 2 else dashes[0]["x0"]
        if abs(edge - 14 - 26 * MM) > 1.5 * MM and page.width > 100 * MM:
            return {"number"}
        return set()
    return set() if any("页" in char["text"] or char["text"] == "P" for char in feet) else {"number"}


def _lines(chars: list[dict[str, Any]]) -> dict[float, list[dict[str, Any]]]:
    lines: dict[float, list[dict[str, Any]]] = defaultdict(list)
    for char in chars:
        lines[round(char["matrix"][5], 1)].append(char)
    return {base: sorted(row, key=lambda char: char["x0"]) for base, row in lines.items()}


def _edges(lines: dict[float, list[dict[str, Any]]], left: float, right: float) -> set[str]:
    rows = sorted(lines.items(), reverse=True)
    for (_, above), (_, row) in pairwise(rows):
        full = right - above[-1]["x1"] < 1.5 * above[-1]["size"] and above[-1]["size"] == row[0]["size"]
        if full and abs(row[0]["x0"] - left) < 1 and row[0]["text"] in BEGINS_NO_LINE:
            return {"edges"}
        if full and above[-1]["text"] in ENDS_NO_LINE:
            return {"edges"}
    return set()
