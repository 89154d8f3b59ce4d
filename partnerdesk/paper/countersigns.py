"""The boxes of an approval form: opinion, outcome and conditions as far as they are known, and a foot to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from partnerdesk.paper.blocks import Countersign, Opinion, Role, Run, Text
from partnerdesk.paper.flow import Box, Flow, Piece
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Line, Part, Shape
from partnerdesk.paper.setting import Set, set_text
from partnerdesk.paper.styles import ABOVE, MM, SECOND, Sheet, Style
from partnerdesk.words import CHINESE, ENGLISH, N_, Words

_SIDE, _PAD = 6.0, 5.0  # between a rule and the text: at the sides, above and below
_FRAME, _RULE = 1.0, 0.5
_PITCH, _SMALL_PITCH = 1.45, 1.35
_LINE_TO_SIGN = 20 * MM  # a shorter one leaves no room for a name: then the day stands below it
_WIDEST_LINE = 34 * MM
_TALLEST = 0.25  # of a page: a longer title or foot is running text
_LEAST_PART = 0.3  # of a page: a box that needs several pages begins on a new one rather than in less


class _Row(NamedTuple):
    """A line of text in a box."""

    x: float
    line: Set
    size: float
    pitch: float
    part: Part
    drop: float  # from its upper edge to the baseline


@dataclass
class _Cell:
    """A box as it is set: a title, the text below it, and a foot on its lower edge."""

    title: list[_Row]
    again: list[_Row]  # the title on each further page
    text: list[_Row]
    foot: Box
    least: float

    @property
    def height(self) -> float:
        return max(_high(self.title) + _high(self.text) + self.foot.height + 3 * _PAD, self.least)


def _high(rows: Sequence[_Row]) -> float:
    return sum(row.pitch for row in rows)


def countersign(block: Countersign, faces: Faces, sheet: Sheet) -> list[Piece]:
    """The boxes of a form, row by row; those that no page holds abreast stand one below the other."""
    columns = max(block.columns, 1)
    rows: list[list[_Cell]] = []
    for group in _groups(block.boxes, columns):
        width = sheet.block_width / len(group)
        cells = [_Setter(faces, sheet, place * width, width).cell(box, box.height or block.height)
                 for place, box in enumerate(group)]  # fmt: skip
        if len(group) > 1 and max(cell.height for cell in cells) > sheet.block_height:
            whole = _Setter(faces, sheet, 0.0, sheet.block_width)
            rows += [[whole.cell(box, box.height or block.height)] for box in group]
        else:
            rows.append(cells)
    return [Boxes(sheet.block_width, rows)]


def _groups(boxes: Sequence[Opinion], columns: int) -> Iterator[list[Opinion]]:
    begun: list[Opinion] = []
    for box in boxes:
        if begun and (box.wide or len(begun) == columns):
            yield begun
            begun = []
        begun.append(box)
        if box.wide:
            yield begun
            begun = []
    if begun:
        yield begun


class _Setter:
    """Sets boxes of one width."""

    def __init__(self, faces: Faces, sheet: Sheet, left: float, width: float) -> None:
        self.faces, self.sheet = faces, sheet
        self.left, self.width = left + _SIDE, width - 2 * _SIDE
        self.words = Words(faces.language)
        self.chinese = faces.language == CHINESE

    def cell(self, box: Opinion, least: float) -> _Cell:
        second = box.second or Opinion("")
        head = self.sheet.head
        title = self._both(box.title, second.title, head, Part.LABEL)
        gap = "" if self.chinese else " "
        again = self._both(f"{box.title}{gap}{self.words(N_('(continued)'))}", second.title, head, Part.LABEL)
        text = list(self._opinion(box, second))
        foot = self._foot(box, second)
        tallest = _TALLEST * self.sheet.block_height
        if _high(again) > tallest:
            title, again, text = [], again[:2], title + text
        if foot.height > tallest:
            text += self._signed(box)
            foot = self._foot(replace(box, signer="", day=""), replace(second, signer="", day=""))
        return _Cell(title, again, text, foot, least * MM)

    def _rows(self, text: str, style: Style, part: Part, *, indent: float = 0.0, justify: bool = False,
              pitch: float = _PITCH) -> list[_Row]:  # fmt: skip
        done: list[_Row] = []
        for paragraph in text.splitlines():
            lines = set_text(self.faces, paragraph, style.role, style.size, self.width, indent=indent,
                             bold=style.bold, justify=justify)  # fmt: skip
            high = pitch * style.size
            drop = (high - style.size) / 2 + ABOVE * style.size
            done += [_Row(self.left + (0.0 if number else indent), line, style.size, high, part, drop)
                     for number, line in enumerate(lines)]  # fmt: skip
        return done

    def _second(self, text: str, style: Style) -> list[_Row]:
        return self._rows(text, style._replace(size=style.size * SECOND), Part.SECOND, pitch=_SMALL_PITCH)

    def _both(self, text: str, second: str, style: Style, part: Part) -> list[_Row]:
        """A text and the other language's: behind it where both fit one line, else below it."""
        rows, below = self._rows(text, style, part), self._second(second, style)
        if len(rows) == len(below) == 1:
            behind = rows[0].line.width + 0.6 * style.size
            if behind + below[0].line.width <= self.width:
                return [below[0]._replace(x=self.left + behind, pitch=0.0, drop=rows[0].drop), rows[0]]
        return rows + below

    def _opinion(self, box: Opinion, second: Opinion) -> Iterator[_Row]:
        cell = self.sheet.cell
        strong = Style(Role.HEAD, cell.size + 1.5, 0.0, bold=not self.chinese)
        indent = 2 * cell.size if self.chinese else 0.0
        yield from self._both(box.outcome, second.outcome, strong, Part.CELL)
        yield from self._rows(box.text, cell, Part.CELL, indent=indent, justify=self.chinese)
        yield from self._second(second.text, cell)
        if box.conditions or second.conditions:
            label = N_("Conditions:")
            gap = "" if self.chinese else " "
            yield from self._rows(f"{self.words(label)}{gap}{box.conditions}", cell, Part.CELL, justify=self.chinese)
            if second.conditions:
                yield from self._second(f"{Words(ENGLISH)(label)} {second.conditions}", cell)

    def _foot(self, box: Opinion, second: Opinion) -> Box:
        """Signature and day: in Chinese at the right, in English from the left; in ink where they are not known."""
        cell, made, label = self.sheet.cell, Box(0.0), N_("Signature and seal:") if box.sealed else N_("Signature:")
        (sign,) = set_text(self.faces, self.words(label), cell.role, cell.size, 1e6)
        below_sign = self._second(Words(ENGLISH)(label), cell)[:1] if box.second is not None else []
        signed = max(sign.width, *(row.line.width for row in below_sign), 0.0)
        days = set_text(self.faces, box.day or self.words(N_("Date:")), cell.role, cell.size, self.width)
        names = _names(box.signer, second.signer, self.chinese)
        day = max(line.width for line in days)
        rule = min(self.width - signed - day - 8, _WIDEST_LINE)
        if not self.chinese and not box.day:  # Date: and a line of its own
            rule = (self.width - signed - day - 20) * 0.6
        beside = rule >= _LINE_TO_SIGN
        name_room = self.width - signed - 2 - (day + 8 if beside else 0.0)
        signers = set_text(self.faces, names, cell.role, cell.size, name_room) if names else []
        if len(signers) > 1 and beside:
            beside, name_room = False, self.width - signed - 2
            signers = set_text(self.faces, names, cell.role, cell.size, name_room)
        if not beside:
            rule = min(self.width - signed - 2, _WIDEST_LINE)
        wide = max([rule, *(line.width for line in signers)])
        start = self.left
        if self.chinese:
            start += self.width - (signed + 2 + wide + (6 + day if beside else 0.0))
        pitch = cell.size * _PITCH
        made.set_lines([sign], start, 0.0, cell.size, pitch, Part.LABEL)
        name = start + signed + 2
        down = made.set_lines(signers, name, 0.0, cell.size, pitch, Part.CELL) if signers else pitch
        if not signers:
            made.shapes.append(Shape(((name, cell.size + 1.5), (name + rule, cell.size + 1.5)), _RULE))
        day_left = self.left + self.width - day
        if not self.chinese and not box.day:
            day_left = name + wide + 12 if beside else self.left
        day_top = 0.0 if beside else down + 3.0
        below = made.set_lines(days, day_left, day_top, cell.size, pitch, Part.CELL if box.day else Part.LABEL)
        if not self.chinese and not box.day:
            line = day_top + cell.size + 1.5
            made.shapes.append(Shape(((day_left + day + 2, line), (self.left + self.width, line)), _RULE))
        for row in below_sign:  # the other language's label under the first's, its day under the day
            down = max(down, made.set_lines([row.line], start, pitch - 1.5, row.size, row.pitch, Part.SECOND))
        for row in self._second(second.day if box.day else "", cell)[:1]:
            left = max(self.left + self.width - row.line.width, self.left)
            if left > start + signed + 60 or not beside:
                below = made.set_lines([row.line], left, below - 1.5, row.size, row.pitch, Part.SECOND)
        made.height = max(down, below) - (_PITCH - 1) * cell.size * 0.5
        return made

    def _signed(self, box: Opinion) -> list[_Row]:
        said = " ".join(text for text in (self.words(N_("Signature:")) + box.signer, box.day) if text)
        return self._rows(said, self.sheet.cell, Part.CELL)


def _names(first: str, second: str, chinese: bool) -> Text:
    """Who signed, in 楷体 as filled in; a Latin spelling keeps the face of the form."""
    if not first:
        return ""
    return (Run(first, role=Role.KAI if chinese else None), Run(f" {second}" if second else ""))


@dataclass
class Boxes(Piece):
    """Rows of boxes in one frame a page; a box parts only where no page would hold it, and bears its title again."""

    width: float
    rows: list[list[_Cell]]
    after: float = 8.0
    keep: bool = False
    tail: float = 0.0
    tail_lines: int = 1
    _begun: list[tuple[float, float, int]] = field(default_factory=list)  # depth, height, boxes of the page's rows

    def whole(self) -> float:
        return sum(_row_height(row) for row in self.rows)

    def least(self) -> float:
        return min(_row_height(self.rows[0]), 200.0) if self.rows else 0.0

    def place(self, flow: Flow) -> None:
        limit = flow.sheet.block_height
        for number, row in enumerate(self.rows):
            height = _row_height(row)
            last = number == len(self.rows) - 1
            if height > limit:
                self._part(flow, row[0])
                continue
            if height + (self.tail + self.after if last and self.tail else 0.0) > flow.room and flow.used:
                self._turn(flow)
            for cell in row:
                _draw(flow, cell.title + cell.text, cell.foot, height)
            self._add(flow, height, len(row))
        self._close(flow)
        flow.advance(self.after)

    def _part(self, flow: Flow, cell: _Cell) -> None:
        """Draw a box that needs several pages."""
        if flow.room < _LEAST_PART * flow.sheet.block_height and flow.used:
            self._turn(flow)
        title, left = cell.title, list(cell.text)
        while True:
            room = flow.room - 2 * _PAD - _high(title)
            if _high(left) + cell.foot.height + _PAD <= room:
                height = _high(title) + _high(left) + cell.foot.height + 3 * _PAD
                _draw(flow, title + left, cell.foot, height)
                self._add(flow, height, 1)
                return
            count, high = 0, 0.0
            while count < len(left) and high + left[count].pitch <= room:
                high += left[count].pitch
                count += 1
            count = max(count - (count == len(left)), 1)  # no page with a signature alone
            _draw(flow, title + left[:count], None, 0.0)
            self._add(flow, flow.room, 1)
            self._turn(flow)
            title, left = cell.again, left[count:]

    def _turn(self, flow: Flow) -> None:
        self._close(flow)
        flow.new_page()

    def _add(self, flow: Flow, height: float, boxes: int) -> None:
        self._begun.append((flow.depth, height, boxes))
        flow.advance(height)

    def _close(self, flow: Flow) -> None:
        """Rule the rows that stand on this page."""
        if not self._begun:
            return
        strokes: list[tuple[float, float]] = []
        for depth, height, boxes in self._begun:
            top, foot = flow.height_of(depth), flow.height_of(depth + height)
            if depth > self._begun[0][0]:
                strokes += ((0.0, top), (self.width, top))
            for place in range(1, boxes):
                x = self.width * place / boxes
                strokes += ((x, top), (x, foot))
        top, foot = flow.height_of(self._begun[0][0]), flow.height_of(flow.depth)
        corners = ((0.0, top), (self.width, top), (self.width, foot), (0.0, foot))
        if strokes:
            flow.page.shapes.append(Shape(tuple(strokes), _RULE))
        flow.page.shapes.append(Shape(corners, _FRAME, closed=True, strokes=False))
        self._begun = []


def _row_height(row: Sequence[_Cell]) -> float:
    return max(cell.height for cell in row)


def _draw(flow: Flow, rows: Sequence[_Row], foot: Box | None, height: float) -> None:
    down = flow.depth + _PAD
    for row in rows:
        if row.line.runs:
            flow.page.lines.append(Line(row.x, flow.height_of(down) - row.drop, row.part, row.line.runs))
        down += row.pitch
    if foot is not None:
        foot.draw(flow, flow.depth + height - _PAD - foot.height)
