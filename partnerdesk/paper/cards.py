"""Name cards: tents folded from a sheet, and pairs of faces for a stand."""

from __future__ import annotations

from partnerdesk.paper.blocks import NameCard, Role
from partnerdesk.paper.flow import Flow, Piece
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Line, Part, Shape
from partnerdesk.paper.setting import Set, set_text
from partnerdesk.paper.styles import ABOVE, MM, Sheet, Style
from partnerdesk.paper.titles import shaped

_PANEL = 99 * MM
_FACE_WIDTH, _FACE_HEIGHT = 200 * MM, 100 * MM
_WIDEST = 180 * MM
_LARGEST, _LEAST = 120.0, 40.0
_UNIT, _SECOND = 20.0, 26.0
_MOST_LINES = 6
_FOLD = 6 * MM  # length of a fold mark at the edge of the sheet


def name_card(block: NameCard, faces: Faces, sheet: Sheet) -> list[Piece]:
    """One card on a page of its own."""
    return [_Card(block, faces, sheet)]


class _Card(Piece):
    def __init__(self, block: NameCard, faces: Faces, sheet: Sheet) -> None:
        self.block, self.faces, self.sheet = block, faces, sheet

    def whole(self) -> float:
        return 0.0

    def place(self, flow: Flow) -> None:
        if flow.used:
            flow.new_page()
        page, width, height = flow.page, self.sheet.width, self.sheet.height
        if self.block.tent:
            page.lines += _face(self.block, self.faces, 0.0, height - 2 * _PANEL, width, _PANEL)
            page.lines += [
                line._replace(x=width - line.x, y=2 * height - 2 * _PANEL - line.y, turned=True)
                for line in _face(self.block, self.faces, 0.0, height - _PANEL - _PANEL, width, _PANEL)
            ]
            folds = [height - _PANEL, height - 2 * _PANEL]
            strokes = [end for y in folds for end in ((0.0, y), (_FOLD, y), (width - _FOLD, y), (width, y))]
            page.shapes.append(Shape(tuple(strokes), 0.4, "grey"))
        else:
            left, bottom = (width - _FACE_WIDTH) / 2, (height - 2 * _FACE_HEIGHT) / 2
            for number in (1, 0):
                foot = bottom + number * _FACE_HEIGHT
                page.lines += _face(self.block, self.faces, left, foot, _FACE_WIDTH, _FACE_HEIGHT)
                right, top = left + _FACE_WIDTH, foot + _FACE_HEIGHT
                corners = ((left, foot), (right, foot), (right, top), (left, top))
                page.shapes.append(Shape(corners, 0.4, "grey", closed=True, strokes=False))
        flow.advance(height)


def _face(block: NameCard, faces: Faces, left: float, foot: float, width: float, height: float) -> list[Line]:
    """Unit, name and the other language's name, centred on one face."""
    name = block.name.strip()
    if len(name) == 2 and all(sign >= "\u3400" for sign in name):
        name = f"{name[0]}　{name[1]}"  # two signs stand one em apart
    parts: list[tuple[list[Set], Style]] = []
    room = height - 16 * MM
    if block.unit:
        lines, style = _fitted(faces, block.unit, Role.HEAD, _UNIT, 11.0, False)
        parts.append((lines, style))
        room -= len(lines) * style.leading
    second: tuple[list[Set], Style] | None = None
    if block.second:
        second = _fitted(faces, block.second, Role.HEAD, _SECOND, 12.0, False)
        room -= len(second[0]) * second[1].leading
    parts.append(_fitted(faces, name, Role.HEAD, min(_LARGEST, max(room / 1.15, _LEAST)), _LEAST, True))
    if second is not None:
        parts.append(second)
    full = sum(len(lines) * style.leading for lines, style in parts)
    top = foot + height / 2 + full / 2
    placed = []
    for lines, style in parts:
        for line in lines:
            y = top - (style.leading - style.size) / 2 - ABOVE * style.size
            placed.append(Line(left + (width - line.width) / 2, y, Part.CARD, line.runs))
            top -= style.leading
    return [line for line in placed if line.runs]


def _fitted(faces: Faces, text: str, role: Role, size: float, least: float, bold: bool) -> tuple[list[Set], Style]:
    """A text in one line as large as fits, in several lines once it would be smaller than `least`."""
    text = " ".join(text.split("\n"))
    lines = set_text(faces, text, role, size, 1e6, bold=bold)
    if lines and lines[0].width > _WIDEST:
        size = max(size * _WIDEST / lines[0].width - 0.01, least)
        style = Style(role, size, size * 1.2, bold)
        lines = shaped(faces, text, style, _WIDEST)
        while len(lines) > 3 and size > 8:
            size *= 0.8
            style = style._replace(size=size, leading=size * 1.2)
            lines = shaped(faces, text, style, _WIDEST)
        return lines[:_MOST_LINES], style
    return lines, Style(role, size, size * 1.2, bold)
