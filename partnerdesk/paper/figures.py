"""Charts set on paper: their geometry in black and greys, told apart by tone and dash, never by colour."""

from __future__ import annotations

from partnerdesk.paper import charts
from partnerdesk.paper.blocks import Chart, Role
from partnerdesk.paper.flow import Box, Piece
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Part, Shape
from partnerdesk.paper.setting import set_text
from partnerdesk.paper.styles import MM, Sheet


def chart(block: Chart, faces: Faces, sheet: Sheet) -> list[Piece]:
    """A chart of block width, kept whole."""

    def measure(text: str, size: float) -> float:
        return sum(face.width(part, size) for face, part in faces.compose(text, Role.SONG))

    height = min(block.height * MM, sheet.block_height - 1)
    drawn = charts.figure(block, sheet.block_width, height, measure)
    box = Box(height, after=6.0)
    rules = [stroke for stroke in drawn.strokes if stroke.series < 0]
    box.shapes += [Shape(rule.points, rule.width, "grey", closed=rule.closed, strokes=False) for rule in rules]
    box.shapes += [Shape(area.points, 0.4, fill=area.grey, closed=True, strokes=False) for area in drawn.areas]
    box.shapes += [
        Shape(stroke.points, stroke.width, closed=stroke.closed, strokes=False, dash=stroke.dash)
        for stroke in drawn.strokes
        if stroke.series >= 0
    ]
    for word in drawn.words:
        (line, *_) = set_text(faces, word.text, Role.SONG, word.size, 1e6)
        if line.runs:
            left = min(max(word.x - word.align * line.width, 0.0), max(sheet.block_width - line.width, 0.0))
            box.lines.append((left, word.y, Part.CHART, line.runs, ""))
    return [box]
