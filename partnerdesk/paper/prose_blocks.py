"""The desk's prose as blocks of a paper: its headings under those of the paper, its lists and tables in place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from partnerdesk.paper.blocks import Align, Block, Cell, Column, Grid, Heading, Items, Paragraph, Role, Run, Text
from partnerdesk.record import prose
from partnerdesk.record.prose import Item, Prose, Runs, Table
from partnerdesk.words import Words

LOWEST = 4  # heading level
DEEPEST = 3  # list level that the sheet has room for
BULLETS = ("•", "–", "·", "·")
MANY_COLUMNS = 6
_LONGEST = 120  # half signs: beyond that a column gains nothing by width


def prose_blocks(text: Prose, words: Words, under: int = 0) -> list[Block]:
    """The blocks of a prose, its headings one level and more below the paper's heading of level `under`."""
    levels = sorted({block.level for block in text.blocks if isinstance(block, prose.Heading)})
    # A text that skips from its first to its third level skips nothing on paper.
    placed = {level: min(under + rank, LOWEST) for rank, level in enumerate(levels, start=1)}
    return [_block(block, words, placed) for block in text.blocks]


def _block(block: prose.Block, words: Words, placed: dict[int, int]) -> Block:
    match block:
        case prose.Heading():
            return Heading(" ".join(prose.text_of(block.runs).split("\n")), placed[block.level])
        case prose.Items():
            return Items(tuple(_item(item, words) for item in block.items))
        case Table():
            return _grid(block, words)
        case prose.Paragraph():
            if all(run.code for run in block.runs):
                return Paragraph(prose.text_of(block.runs), indent=False, align=Align.LEFT, quote=block.quote)
            return Paragraph(_text(block.runs, words), quote=block.quote)


def _text(some: Runs, words: Words) -> Text:
    """Runs as the sheet sets them; Chinese typography stresses by 楷体 where Latin has italics."""
    if not any(run.bold or (run.italic and words.chinese) for run in some):
        return prose.text_of(some)
    return tuple(Run(run.text, run.bold, Role.KAI if run.italic and words.chinese else None) for run in some)


def _item(item: Item, words: Words) -> tuple[int, str, Text]:
    level = min(item.level, DEEPEST)
    if item.number is None:
        mark = BULLETS[level]
    elif level == 0:
        mark = f"{item.number}."
    elif level == 1:
        mark = f"（{item.number}）" if words.chinese else f"({item.number})"
    else:
        mark = f"{item.number})"
    return level, mark, _text(item.runs, words)


def _grid(table: Table, words: Words) -> Grid:
    width = table.width
    head = _filled(table.head, width) if table.head else ((),) * width
    rows = [_filled(row, width) for row in table.rows]
    many = width > MANY_COLUMNS
    size = (9 if many else 10.5) if words.chinese else (8.5 if many else 10)
    shares = _shares([[prose.text_of(row[place]) for row in (head, *rows)] for place in range(width)])
    return Grid(
        columns=tuple(
            Column(" ".join(prose.text_of(cell).split("\n")), share=share)
            for cell, share in zip(head, shares, strict=True)),
        rows=tuple(tuple(_cell(cell, words) for cell in row) for row in rows),
        size=size,
    )


def _cell(some: Runs, words: Words) -> str | Cell:
    text = _text(some, words)
    return text if isinstance(text, str) else Cell(text)


def _filled(row: Sequence[Runs], width: int) -> tuple[Runs, ...]:
    return (*row, *((),) * (width - len(row)))


def _shares(columns: Sequence[Sequence[str]]) -> list[float]:
    """What each column needs at least for its longest word, and of the rest a part by how much it has to say."""
    needs = [min(max(map(_longest_word, cells), default=0), 24) + 3.0 for cells in columns]
    room = 84.0  # half signs of a table's size in the narrowest block
    rest = max(room - sum(needs), 0.0)
    wishes = [max(_told(cells) - need, 0.0) ** 0.75 for cells, need in zip(columns, needs, strict=True)]
    total = sum(wishes)
    if not total:
        return needs
    return [need + rest * wish / total for need, wish in zip(needs, wishes, strict=True)]


def _told(cells: Sequence[str]) -> float:
    lengths = sorted(min(_width(line), _LONGEST) for cell in cells for line in cell.split("\n"))
    # The longest line counts, but one long line among many short ones does not rule the table.
    return (lengths[-1] + 3 * sum(lengths) / len(lengths)) / 2 if lengths else 0.0


def _longest_word(text: str) -> int:
    """How wide a cell must be so that no Latin word breaks; Chinese breaks anywhere, but not to single signs."""
    words: Iterable[str] = re.findall(r"[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+", text)
    return max(max(map(_width, words), default=0), min(_width(text), 4))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
