"""Certificates: a framed landscape page with title, holder, text, number, and white for the issuer's seal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from partnerdesk.paper.blocks import Certificate, Role
from partnerdesk.paper.flow import Flow, Piece
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Line, Page, Part, Place, Shape
from partnerdesk.paper.setting import Set, set_text
from partnerdesk.paper.styles import ABOVE, MM, Sheet, Style
from partnerdesk.paper.titles import shaped
from partnerdesk.words import CHINESE

_OUTER, _INNER = 11 * MM, 13.5 * MM  # of the frame's two lines from the sheet's edges
_SIDE, _HEAD, _FOOT = 34 * MM, 27 * MM, 24 * MM  # white within the sheet about the text
_SEAL = 100 * MM  # width left to issuer and day, and to the seal over them
_SEAL_HEIGHT = 42 * MM  # what a round seal takes
_STEP, _SMALLEST = 0.94, 0.2


class _Row(NamedTuple):
    """A line at its place below the upper edge of the text."""

    x: float
    down: float  # to its baseline
    line: Set
    part: Part


def certificate(block: Certificate, faces: Faces, sheet: Sheet) -> list[Piece]:
    """One certificate on a page of its own."""
    return [_Certificate(block, faces, sheet)]


class _Certificate(Piece):
    def __init__(self, block: Certificate, faces: Faces, sheet: Sheet) -> None:
        self.block, self.faces, self.sheet = block, faces, sheet
        self.second = block.second or Certificate("", "", "")
        self.width = sheet.width - 2 * _SIDE
        self.height = sheet.height - _HEAD - _FOOT
        self.chinese = faces.language == CHINESE

    def whole(self) -> float:
        return 0.0

    def place(self, flow: Flow) -> None:
        if flow.used:
            flow.new_page()
        flow.advance(self.sheet.block_height)
        page, scale = flow.page, 1.0
        self._frame(page)
        page.places.append(Place(_SIDE, _FOOT - 4, self.sheet.width - _SIDE, self.sheet.height - _HEAD + 4))
        while True:
            above, high = self._above(scale)
            below, low = self._below(scale)
            if high + low <= self.height or scale < _SMALLEST:
                break
            scale *= _STEP
        spare = max(self.height - high - low, 0.0)
        top = self.sheet.height - _HEAD - 0.3 * spare
        self._put(page, above, top)
        self._put(page, below, _FOOT + low)

    def _put(self, page: Page, rows: list[_Row], top: float) -> None:
        for row in rows:
            if row.line.runs:
                page.lines.append(Line(_SIDE + row.x, top - row.down, row.part, row.line.runs))

    def _frame(self, page: Page) -> None:
        for inset, thickness in ((_OUTER, 1.1), (_INNER, 0.4)):
            right, top = self.sheet.width - inset, self.sheet.height - inset
            corners = ((inset, inset), (right, inset), (right, top), (inset, top))
            page.shapes.append(Shape(corners, thickness, closed=True, strokes=False))

    def _above(self, scale: float) -> tuple[list[_Row], float]:
        """Title, holder and text from the top downwards, and their height."""
        block, second = self.block, self.second
        title, name = Style(Role.TITLE, 38 * scale, 0.0), Style(Role.HEAD, 24 * scale, 0.0, bold=not self.chinese)
        body = Style(Role.BODY, 17 * scale, 0.0)
        rows: list[_Row] = []
        down = 0.0
        down = self._centred(rows, down, block.title, title, Part.TITLE)
        down = self._centred(rows, down, second.title, title._replace(size=18 * scale), Part.SECOND)
        down += 20 * scale
        down = self._centred(rows, down, block.holder, name, Part.HEADING)
        down = self._centred(rows, down, second.holder, name._replace(size=16 * scale), Part.SECOND)
        down += 12 * scale
        down = self._running(rows, down, block.text, body, Part.BODY)
        down = self._running(rows, down + 2 * scale, second.text, body._replace(size=12.5 * scale), Part.SECOND)
        return rows, down + 10 * scale

    def _centred(self, rows: list[_Row], down: float, text: str, style: Style, part: Part) -> float:
        if not text.strip():
            return down
        pitch = style.size * 1.4
        for line in shaped(self.faces, text, style, self.width):
            rows.append(_Row((self.width - line.width) / 2, down + ABOVE * style.size, line, part))
            down += pitch
        return down

    def _running(self, rows: list[_Row], down: float, text: str, style: Style, part: Part) -> float:
        """Running text; one line alone stands in the middle, English always does."""
        first = part is Part.BODY
        indented = self.chinese and first
        pitch = style.size * (1.75 if indented else 1.45)
        for paragraph in text.splitlines():
            indent = 2 * style.size if indented else 0.0
            lines = set_text(self.faces, paragraph, style.role, style.size, self.width, indent=indent, justify=indented)
            centred = len(lines) == 1 or not indented
            for number, line in enumerate(lines):
                x = (self.width - line.width) / 2 if centred else indent if number == 0 else 0.0
                rows.append(_Row(x, down + (pitch - style.size) / 2 + ABOVE * style.size, line, part))
                down += pitch
        return down

    def _below(self, scale: float) -> tuple[list[_Row], float]:
        """Number and validity at the left, issuer and day at the right with the seal's room; and their height."""
        block, second = self.block, self.second
        rows: list[_Row] = []
        left = [*_twice((block.number, second.number)), *_twice((block.validity, second.validity))]
        right = [*_twice((block.issuer, second.issuer)), *_twice((block.day, second.day))]
        seal = min(_SEAL, 0.45 * self.width)
        columns = [(self._column(left, self.width - seal - 8, 11.5 * scale**0.5), 0.0, 0.0),
                   (self._column(right, seal, 15 * scale), self.width - seal, 0.5)]  # fmt: skip
        high = max(sum(pitch for *_, pitch in column) for column, _, _ in columns)
        high = max(high, _SEAL_HEIGHT * scale if block.issuer or block.day else 0.0)
        for column, x, align in columns:
            down = high - sum(pitch for *_, pitch in column)
            if align and column:  # in the middle of where the seal goes
                down /= 2
            for line, size, part, pitch in column:
                rows.append(_Row(x + align * (seal - line.width), down + ABOVE * size, line, part))
                down += pitch
        return rows, high

    def _column(
        self, texts: list[tuple[str, bool]], width: float, size: float
    ) -> list[tuple[Set, float, Part, float]]:
        done: list[tuple[Set, float, Part, float]] = []
        for text, first in texts:
            at = size if first else 0.75 * size
            part = Part.CLOSING if first else Part.SECOND
            lines = set_text(self.faces, text, Role.BODY, at, width)
            done += [(line, at, part, at * 1.5) for line in lines]
        return done


def _twice(pair: tuple[str, str]) -> Iterator[tuple[str, bool]]:
    """A text and the other language's, as far as there are any; whether it is the first's."""
    for place, text in enumerate(pair):
        if text.strip():
            yield text, place == 0
