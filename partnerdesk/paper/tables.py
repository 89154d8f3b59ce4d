"""Ruled tables: widths, cells, rows that part over pages, a head on every page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple, overload

from partnerdesk.paper.blocks import Align, Cell, Column, Grid, Role, Text
from partnerdesk.paper.flow import Box, Flow, Piece
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Line, Part, Shape, new_line
from partnerdesk.paper.setting import Set, set_text
from partnerdesk.paper.styles import ABOVE, MM, SECOND, Sheet, Style
from partnerdesk.words import ENGLISH, N_, Words

SIDE = 3.5  # points between a rule and the text
PAD = 2.5
_FRAME, _RULE = 1.0, 0.5
_TALL = 0.4  # of a page: a taller row parts rather than leave so much white
_SHARES = {Align.LEFT: 0.0, Align.JUSTIFY: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
_PITCH = 1.3
_REMEMBERED = 2000  # cells that are kept set, for the same text often comes again
_ENGLISH_SIZE = 0.86  # English says the same in twice the signs of half the width, and a little more
_LONGEST_CODE, _LEAST_CODE = 24, 0.62
_NARROW = 12.0  # signs: in a wider column every word of any length finds room
_LONG_WORDS = re.compile("[!-~\u00a1-\u024f]{6,}")


def _is_code(text: str) -> bool:
    """An amount, a day, a number: something that is read as one and should not be broken."""
    return len(text) <= _LONGEST_CODE and text.isascii() and " " not in text


class Laid(NamedTuple):
    """A cell's lines, with what its place in the row is."""

    x: float
    width: float
    groups: Sequence[_Group]  # the first language's, then the second's
    align: float
    struck: bool
    part: Part
    height: float  # of its lines


_Group = tuple[Sequence[Set], float, float]  # lines of one size, the size, their pitch
_Lines = tuple[list[_Group], float]
new_laid: Callable[[tuple[Any, ...]], Laid] = partial(tuple.__new__, Laid)


class Row(NamedTuple):
    """A row: its cells, height and inner rules."""

    cells: Sequence[Laid]
    height: float
    rules: tuple[float, ...]  # x of the rules between its cells
    whole: bool = True  # else a piece of a parted row, set at the top


def shared_widths(columns: Sequence[Column], room: float, size: float) -> list[float]:
    """The columns' widths in points: given ones as they are, the rest by share, all scaled to fill the room."""
    fixed = sum(column.width for column in columns) * MM
    shares = sum(column.share for column in columns if not column.width)
    if not shares:
        factor = room / fixed if fixed else 0.0
        return [column.width * MM * factor for column in columns]
    least = (2 * size + 2 * SIDE) * sum(1 for column in columns if not column.width)
    factor = 1.0
    if room - fixed < least:
        factor = max((room - least) / fixed, 0.0) if fixed else 0.0
        if factor < 0.4:  # too many columns for the sheet: all give way alike
            every = fixed + least
            return [(column.width * MM or least * column.share / shares) * room / every for column in columns]
    rest = room - fixed * factor
    return [column.width * MM * factor if column.width else rest * column.share / shares for column in columns]


class Setter:
    """Sets cells, each text once for a width and look."""

    def __init__(self, faces: Faces, cell: Style, head: Style) -> None:
        self.faces, self.cell, self.head = faces, cell, head
        self._set: dict[tuple[Text, str, float, bool, bool], _Lines] = {}

    def lines(self, text: Text, second: str, width: float, bold: bool = False, head: bool = False) -> _Lines:
        """The lines of a cell and their height."""
        key = (text, second, width, bold, head)
        found = self._set.get(key)
        if found is None:
            style = self.head if head else self.cell
            inner = max(width - 2 * SIDE, style.size)
            groups: list[_Group] = []
            high = 0.0
            if text:
                sets, size = self._fitted(text, style, style.size, inner, bold or style.bold)
                groups.append((sets, size, style.leading))
                high = len(sets) * style.leading
            if second:
                small = style.size * SECOND
                sets, size = self._fitted(second, style, small, inner, bold or style.bold)
                groups.append((sets, size, small * _PITCH))
                high += len(sets) * small * _PITCH
            if len(self._set) >= _REMEMBERED:
                self._set.clear()
            found = self._set[key] = (groups, high)
        return found

    def _fitted(self, text: Text, style: Style, size: float, inner: float, bold: bool) -> tuple[list[Set], float]:
        """The lines of a text and their size: smaller, but not too small to read, where a word would be broken."""
        sets = set_text(self.faces, text, style.role, size, inner, bold=bold)
        if len(sets) < 2 or not isinstance(text, str) or inner > _NARROW * size:
            return sets, size
        words = [text] if _is_code(text) else [word for word in _LONG_WORDS.findall(text) if len(word) <= _LONGEST_CODE]
        if not words:
            return sets, size
        widest = max(set_text(self.faces, word, style.role, size, 1e6, bold=bold)[0].width for word in words)
        fits = inner / widest * size - 0.005 if widest > inner else size
        if not _LEAST_CODE * size <= fits < size:
            return sets, size
        return set_text(self.faces, text, style.role, fits, inner, bold=bold), fits

    def row(
        self, cells: Sequence[str | Cell], widths: Sequence[float], aligns: Sequence[float], least: float,
        *, bold: bool = False, struck: bool = False, head: bool = False, part: Part = Part.CELL,
    ) -> Row:  # fmt: skip
        laid, rules, x, column, height = [], [], 0.0, 0, least
        count = len(widths)
        for cell in cells:
            if column >= count:
                break
            align, out, behind = aligns[column], struck, column + 1
            if isinstance(cell, str):
                width = widths[column]
                groups, high = self.lines(cell, "", width, bold, head)
            else:
                behind = min(column + max(cell.span, 1), count)
                width = sum(widths[column:behind])
                groups, high = self.lines(cell.text, cell.second, width, bold or cell.bold, head)
                align = align if cell.align is None else _SHARES[cell.align]
                out = struck or cell.struck
            column = behind
            if groups:
                laid.append(new_laid((x, width, groups, align, out, part, high)))
                if high + 2 * PAD > height:
                    height = high + 2 * PAD
            x += width
            if column < count:
                rules.append(x)
        for width in widths[column:-1]:
            x += width
            rules.append(x)
        return Row(laid, height, tuple(rules))


class Rows(Sequence[Row]):
    """Rows made when they are asked for, so that a long table is never in memory whole."""

    def __init__(self, made: Callable[[int], Row], count: int) -> None:
        self._made, self._count = made, count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> list[Row]: ...
    def __getitem__(self, number: int | slice) -> Row | list[Row]:
        if isinstance(number, slice):
            return [self._made(place) for place in range(self._count)[number]]
        return self._made(range(self._count)[number])

    def behind(self, first: Row) -> Rows:
        """The same rows behind another."""
        return Rows(lambda number: self._made(number - 1) if number else first, self._count + 1)


@dataclass
class Table(Piece):
    """Rows between a head that every page repeats and a foot that stays with the last row.

    What stands above it on its first page stands above it on the others as `again`.
    """

    width: float
    head: Row | None
    rows: Sequence[Row]
    above: Sequence[tuple[float, float, Set, float, Part]] = ()  # caption, unit: x, depth, line, size, part
    above_height: float = 0.0
    again: Sequence[tuple[float, float, Set, float, Part]] = ()
    again_height: float = 0.0
    foot: Sequence[tuple[float, float, Set, float, Part]] = ()
    foot_height: float = 0.0
    after: float = 8.0
    keep: bool = False
    closed: int = 0  # how many of the last rows stay together (total)
    tail: float = 0.0
    tail_lines: int = 1
    _begun: list[tuple[float, Row]] = field(default_factory=list)  # rows on the page that is being filled

    def whole(self) -> float:
        return self.above_height + self._head_height + sum(row.height for row in self.rows) + self.foot_height

    @property
    def _head_height(self) -> float:
        return self.head.height if self.head else 0.0

    def least(self) -> float:
        first = self.rows[0].height if self.rows else 0.0
        return self.above_height + self._head_height + min(first, 60.0)

    def _leads(self, row: Row) -> bool:
        """Whether a row has fewer cells than the columns: it names the group of the rows that follow."""
        return row.whole and bool(self._begun) and self.head is not None and len(row.rules) < len(self.head.rules)

    def place(self, flow: Flow) -> None:
        page_room = flow.sheet.block_height
        if flow.used and self.least() > flow.room:
            flow.new_page()
        fresh = not flow.used  # nothing else stands on the page
        _draw_lines(flow, self.above, flow.depth)
        if self.above_height:
            flow.advance(self.above_height)
        self._open(flow)
        rows, count, number = self.rows, len(self.rows), 0
        rest: Row | None = None  # of a row that parted, or one that waits for its page
        while number < count:
            row = rows[number] if rest is None else rest
            rest = None
            need = row.height
            if count - number - 1 <= self.closed:  # the last rows keep with the foot and with what must follow
                need += sum(rows[later].height for later in range(number + 1, count)) + self.foot_height + self.tail
                if need > page_room - self.again_height - self._head_height:
                    need = row.height
            elif self._leads(row):
                need += min(rows[number + 1].height, 60.0)
            if need <= flow.room:
                self._add(flow, row)
                number += 1
                continue
            alone = fresh and not self._begun
            upper: Row | None = None
            if row.height > _TALL * page_room or (alone and row.height > flow.room):
                upper, rest = _parted(row, flow.room)
            if upper is None and alone:
                upper, rest = row, None
            if upper is None:
                rest = row
            else:
                self._add(flow, upper)
                number += rest is None
            if rest is not None:
                self._close(flow)
                flow.new_page()
                fresh = True
                if self.again_height:
                    _draw_lines(flow, self.again, flow.depth)
                    flow.advance(self.again_height)
                self._open(flow)
        self._close(flow)
        if self.foot_height:
            if self.foot_height > flow.room:
                flow.new_page()
            _draw_lines(flow, self.foot, flow.depth)
            flow.advance(self.foot_height)
        flow.advance(self.after)

    def _open(self, flow: Flow) -> None:
        self._top = flow.depth
        if self.head is not None:
            _draw_row(flow, self.head, flow.depth)
            flow.advance(self.head.height)

    def _add(self, flow: Flow, row: Row) -> None:
        _draw_row(flow, row, flow.depth)
        self._begun.append((flow.depth, row))
        flow.advance(row.height)

    def _close(self, flow: Flow) -> None:
        """Rule what stands on this page."""
        if not self._begun and self.head is None:
            return
        top, bottom = flow.height_of(self._top), flow.height_of(flow.depth)
        strokes: list[tuple[float, float]] = []
        every = ([(self._top, self.head)] if self.head is not None else []) + self._begun
        for depth, _ in every[1:]:
            y = flow.height_of(depth)
            strokes += ((0.0, y), (self.width, y))
        upright: dict[float, list[tuple[float, float]]] = {}
        for depth, row in every:
            begin = flow.height_of(depth)
            end = begin - row.height
            for x in row.rules:
                spans = upright.setdefault(x, [])
                if spans and abs(spans[-1][1] - begin) < 0.01:
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((begin, end))
        for x, spans in upright.items():
            for begin, end in spans:
                strokes += ((x, begin), (x, end))
        page = flow.page
        if strokes:
            page.shapes.append(Shape(tuple(strokes), _RULE))
        corners = ((0.0, top), (self.width, top), (self.width, bottom), (0.0, bottom))
        page.shapes.append(Shape(corners, _FRAME, closed=True, strokes=False))
        self._begun = []


def _draw_lines(flow: Flow, placed: Sequence[tuple[float, float, Set, float, Part]], top: float) -> None:
    for x, depth, line, size, part in placed:
        if line.runs:
            flow.page.lines.append(Line(x, flow.baseline(size, top + depth), part, line.runs))


def _draw_row(flow: Flow, row: Row, depth: float) -> None:
    add, base = flow.page.lines.append, flow.height_of(depth)
    for x, width, groups, align, struck, part, high in row.cells:
        y = base - ((row.height - high) / 2 if row.whole else PAD)
        left, inner = x + SIDE, width - 2 * SIDE
        for lines, size, pitch in groups:
            y -= (pitch - size) / 2 + ABOVE * size
            for runs, wide, underlined in lines:
                begin = left + align * (inner - wide) if align else left
                if runs:
                    add(new_line((begin, y, part, runs, "", False)))
                if struck:
                    _stroke(flow, begin, begin + wide, y + 0.36 * size)
                for start, stop in underlined:
                    _stroke(flow, begin + start, begin + stop, y - 1.5)
                y -= pitch
            y += (pitch - size) / 2 + ABOVE * size


def _stroke(flow: Flow, begin: float, end: float, y: float) -> None:
    flow.page.shapes.append(Shape(((begin, y), (end, y)), 0.6))


def _parted(row: Row, room: float) -> tuple[Row | None, Row | None]:
    """A row's part that fits the room and the part that follows on the next page."""
    upper: list[Laid] = []
    lower: list[Laid] = []
    high = 0.0
    for cell in row.cells:
        used = 2 * PAD
        kept: list[_Group] = []
        left: list[_Group] = []
        for lines, size, pitch in cell.groups:
            count = 0 if left else min(int((room - used + 0.01) // pitch), len(lines))
            if count > 0:
                kept.append((lines[:count], size, pitch))
                used += count * pitch
            if lines[max(count, 0) :]:
                left.append((lines[max(count, 0) :], size, pitch))
        if left and not kept:
            return None, row
        high = max(high, used)
        upper.append(cell._replace(groups=kept, height=used - 2 * PAD))
        if left:
            lower.append(cell._replace(groups=left, height=cell.height - used + 2 * PAD))
    rest = max((cell.height for cell in lower), default=0.0) + 2 * PAD
    below = Row(lower, rest, row.rules, whole=False) if lower else None
    return Row(upper, min(max(high, 2 * PAD), room), row.rules, whole=False), below


def grid(block: Grid, faces: Faces, sheet: Sheet) -> list[Piece]:
    """A grid block as a table of the block's width; a caption or foot of many lines stands apart from it."""
    room = sheet.block_width
    size = block.size * (_ENGLISH_SIZE if faces.language == ENGLISH else 1.0)
    cell = sheet.cell._replace(size=size, leading=size * _PITCH)
    head_style = sheet.head._replace(size=size, leading=size * _PITCH)
    setter = Setter(faces, cell, head_style)
    widths = shared_widths(block.columns, room, size)
    aligns = [_SHARES[column.align] for column in block.columns]
    least = block.row_height * MM
    head = None
    if any(column.heading or column.second for column in block.columns):
        titles = [Cell(column.heading, column.second) for column in block.columns]
        head = setter.row(titles, widths, [0.5] * len(widths), min(least, 9 * MM), head=True, part=Part.HEAD)
    struck = set(block.struck)
    blank = setter.row((), widths, aligns, least)
    total = setter.row(block.total, widths, aligns, least, bold=True)

    def made(number: int) -> Row:
        if number < len(block.rows):
            return setter.row(block.rows[number], widths, aligns, least, struck=number in struck)
        return blank if number < len(block.rows) + block.blank_rows else total

    closed = 1 if block.total else 0
    rows = Rows(made, len(block.rows) + block.blank_rows + closed)
    above, above_height = _above(block, faces, sheet)
    foot, foot_height = _foot(block.foot, faces, sheet)
    limit = _TALL * sheet.block_height
    if head is not None and head.height > limit:  # a head that tall is not repeated
        rows, head = rows.behind(head), None
    pieces: list[Piece] = []
    if above_height > limit:
        pieces.append(_apart(above))
        above, above_height = [], 0.0
    continued = Words(faces.language)(N_("(continued)"))
    gap = " " if faces.language == ENGLISH else ""
    caption = f"{block.caption}{gap}{continued}" if block.caption else ""
    again, again_height = _above(replace(block, caption=caption), faces, sheet)
    if again_height > limit / 2:
        again, again_height = [], 0.0
    table = Table(room, head, rows, above, above_height, again, again_height, foot, foot_height, closed=closed)
    pieces.append(table)
    if foot_height > limit:
        table.foot, table.foot_height = [], 0.0
        pieces.append(_apart(foot))
    return pieces


def _apart(placed: Sequence[tuple[float, float, Set, float, Part]]) -> Box:
    box = Box(0.0)
    for x, depth, line, size, part in placed:
        if line.runs:
            box.lines.append((x, depth + ABOVE * size, part, line.runs, ""))
            box.height = max(box.height, depth + size)
    return box


def _above(block: Grid, faces: Faces, sheet: Sheet) -> tuple[list[tuple[float, float, Set, float, Part]], float]:
    """The caption, centred, and the unit at the right on its last line, or below where both do not fit."""
    style, room = sheet.small, sheet.block_width
    placed: list[tuple[float, float, Set, float, Part]] = []
    height, end = 0.0, 0.0
    if block.caption:
        size = style.size + 1.5
        for line in set_text(faces, block.caption, Role.HEAD, size, room):
            placed.append(((room - line.width) / 2, height, line, size, Part.CAPTION))
            end = (room + line.width) / 2
            height += size * 1.5
    if block.unit:
        lines = set_text(faces, block.unit, style.role, style.size, room)
        if height and len(lines) == 1 and end + 12 < room - lines[0].width:
            placed.append((room - lines[0].width, height - style.size * 1.5, lines[0], style.size, Part.CAPTION))
        else:
            for line in lines:
                placed.append((room - line.width, height, line, style.size, Part.CAPTION))
                height += style.leading
    return placed, height + (3.0 if height else 0.0)


def _foot(foot: Sequence[str], faces: Faces, sheet: Sheet) -> tuple[list[tuple[float, float, Set, float, Part]], float]:
    """The lines under a table side by side: who made it, who checked it, up to which day."""
    if not foot:
        return [], 0.0
    style, width = sheet.small, sheet.block_width / len(foot)
    placed: list[tuple[float, float, Set, float, Part]] = []
    height = 0.0
    for number, text in enumerate(foot):
        lines = set_text(faces, text, style.role, style.size, width - 8)
        for down, line in enumerate(lines):
            placed.append((number * width, 5 + down * style.leading, line, style.size, Part.CAPTION))
        height = max(height, len(lines) * style.leading)
    return placed, height + 5
