"""The desk's light rich text: headings, paragraphs, lists and tables as frozen data, kept as JSON in one field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from partnerdesk.record.signs import cleaned as cleaned_text

VERSION = 1
MARK = '{"prose":'
DEEPEST_HEADING = 4
DEEPEST_ITEM = 7
BULLET = "•"


@dataclass(frozen=True)
class Run:
    """A stretch of text with one look; `\\n` in it is a line break inside the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False

    @property
    def look(self) -> tuple[bool, bool, bool]:
        return self.bold, self.italic, self.code


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    runs: Runs
    quote: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4; its numbering, where it has one, is part of the text."""

    level: int
    runs: Runs


@dataclass(frozen=True)
class Item:
    """One item of a list, nested by `level` 0 to 7; with a number in a numbered list, without one behind a bullet."""

    runs: Runs
    level: int = 0
    number: int | None = None


@dataclass(frozen=True)
class Items:
    """A list with all its nested lists, flat in the order of reading."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells, each cell some runs; `head` is empty where the table has no headings."""

    rows: tuple[tuple[Runs, ...], ...]
    head: tuple[Runs, ...] = ()

    @property
    def width(self) -> int:
        """How many columns the widest row takes."""
        return max((len(row) for row in (self.head, *self.rows)), default=0)


Block = Paragraph | Heading | Items | Table


@dataclass(frozen=True)
class Prose:
    """A text of blocks; without blocks there is no text."""

    blocks: tuple[Block, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.blocks)


def runs(*parts: Run | str) -> Runs:
    """Runs of one text: neighbours of one look joined, empty ones left out."""
    filled = (run for run in (Run(part) if isinstance(part, str) else part for part in parts) if run.text)
    grouped = groupby(filled, lambda run: run.look)
    return tuple(Run("".join(run.text for run in alike), *look) for look, alike in grouped)


def trimmed(some: Sequence[Run], *, keep_indent: bool = False) -> Runs:
    """Runs without white at either end; with `keep_indent` the first line keeps how far it is set in."""
    made = list(runs(*some))
    while made and not made[0].text.strip(" \n"):
        made.pop(0)
    while made and not made[-1].text.strip(" \n"):
        made.pop()
    if made:
        first = made[0]
        made[0] = Run(first.text.strip("\n") if keep_indent and len(made) == 1 else first.text.lstrip(
            "\n" if keep_indent else " \n"), *first.look)
        made[-1] = Run(made[-1].text.rstrip(" \n"), *made[-1].look)
    return runs(*made)


def text_of(some: Iterable[Run]) -> str:
    """The bare text of some runs."""
    return "".join(run.text for run in some)


def from_plain(text: str) -> Prose:
    """Plain text as paragraphs, one a line; lines without a visible sign only part them."""
    # Word and its like write a line break as a vertical tab.
    lines = cleaned_text(text.replace("\v", "\n").replace("\f", "\n")).split("\n")
    return Prose(tuple(Paragraph(runs(line)) for line in lines if line.strip()))


def plain(prose: Prose) -> str:
    """The whole text without looks, one line a paragraph, item or table row: for search, comparison and export."""
    return "\n".join(line for block in prose.blocks for line in _lines(block))


def cleaned(prose: Prose) -> tuple[Prose, int]:
    """The prose without unprintable signs, and how many had to be left out."""
    dropped = 0

    def clean(some: Runs) -> Runs:
        nonlocal dropped
        made = []
        for run in some:
            # A pair of line ends that becomes one is no loss to report.
            unified = run.text.replace("\r\n", "\n")
            text = cleaned_text(unified)
            dropped += len(unified) - len(text)
            made.append(replace(run, text=text))
        return runs(*made)

    blocks = (_with_runs(block, clean) for block in prose.blocks)
    return Prose(tuple(block for block in blocks if _visible(block))), dropped


def dumps(prose: Prose) -> str:
    """Stable JSON of a prose, cleaned; an empty one gives an empty text."""
    kept, _ = cleaned(prose)
    if not kept:
        return ""
    data = {"prose": VERSION, "blocks": [_packed(block) for block in kept.blocks]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def loads(text: str | None) -> Prose:
    """The prose kept in a field; a text that is not ours gives its lines as paragraphs."""
    if not text:
        return Prose()
    if not text.startswith(MARK):
        return from_plain(text)
    try:
        data = json.loads(text)
        if data["prose"] != VERSION:
            return from_plain(text)
        return cleaned(Prose(tuple(map(_unpacked, data["blocks"]))))[0]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return from_plain(text)


def marker(item: Item) -> str:
    """What stands before an item: a bullet or its number."""
    return BULLET if item.number is None else f"{item.number}."


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [text_of(block.runs)]
        case Heading():
            return [text_of(block.runs)]
        case Items():
            return [f"{'  ' * item.level}{marker(item)} {text_of(item.runs)}" for item in block.items]
        case Table():
            # A line break inside a cell stays inside its row.
            rows = (block.head, *block.rows) if block.head else block.rows
            return ["\t".join(text_of(cell).replace("\n", " ") for cell in row) for row in rows]


def _with_runs(block: Block, change: Callable[[Runs], Runs]) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, runs=change(block.runs))
        case Items():
            return Items(tuple(replace(item, runs=change(item.runs)) for item in block.items))
        case Table():
            return Table(
                tuple(tuple(change(cell) for cell in row) for row in block.rows),
                tuple(change(cell) for cell in block.head),
            )


def _visible(block: Block) -> bool:
    match block:
        case Paragraph() | Heading():
            return bool(text_of(block.runs).strip())
        case Items():
            return bool(block.items)
        case Table():
            return block.width > 0


def _packed_runs(some: Runs) -> Any:
    packed = [run.text if not any(run.look) else [_marks(run), run.text] for run in some]
    if not packed:
        return ""
    return packed[0] if len(packed) == 1 and isinstance(packed[0], str) else packed


def _marks(run: Run) -> str:
    return "".join(letter for letter, on in zip("bic", run.look, strict=True) if on)


def _packed(block: Block) -> list[Any]:
    match block:
        case Paragraph():
            return ["quote" if block.quote else "p", _packed_runs(block.runs)]
        case Heading():
            return ["h", block.level, _packed_runs(block.runs)]
        case Items():
            return ["list", [[item.level, item.number, _packed_runs(item.runs)] for item in block.items]]
        case Table():
            return ["table", [_packed_runs(cell) for cell in block.head], [
                [_packed_runs(cell) for cell in row] for row in block.rows]]


def _unpacked_runs(packed: Any) -> Runs:
    parts: Sequence[Any] = [packed] if isinstance(packed, str) else packed
    made = []
    for part in parts:
        marks, text = ("", part) if isinstance(part, str) else part
        if not isinstance(text, str):
            raise TypeError("a run is text")
        made.append(Run(text, "b" in marks, "i" in marks, "c" in marks))
    return runs(*made)


def _unpacked(packed: Any) -> Block:
    match packed:
        case ["p", some]:
            return Paragraph(_unpacked_runs(some))
        case ["quote", some]:
            return Paragraph(_unpacked_runs(some), quote=True)
        case ["h", int(level), some]:
            return Heading(min(max(level, 1), DEEPEST_HEADING), _unpacked_runs(some))
        case ["list", list(items)]:
            return Items(tuple(_unpacked_item(item) for item in items))
        case ["table", list(head), list(rows)]:
            return Table(
                tuple(tuple(_unpacked_runs(cell) for cell in row) for row in rows),
                tuple(_unpacked_runs(cell) for cell in head),
            )
    raise ValueError("no such block")


def _unpacked_item(packed: Any) -> Item:
    level, number, some = packed
    if not isinstance(level, int) or not isinstance(number, int | None):
        raise TypeError("an item has a level and perhaps a number")
    return Item(_unpacked_runs(some), min(max(level, 0), DEEPEST_ITEM), number)
