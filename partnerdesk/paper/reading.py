"""A printed page read back by a second library: what stands on it, where, in which size and ink."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_SAME_ROW = 0.6  # points between two baselines that are one
_GAP = 1.25  # of the size: a wider white parts two texts of one row
_LONGEST = 1 << 16


class Piece(NamedTuple):
    """A stretch of text as it was drawn: the edges of its ink, its baseline, its size in points."""

    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    size: float
    turn: int  # quarter turns against the clock
    ink: tuple[int, int, int]
    text: str


class Row(NamedTuple):
    """Pieces that read on from left to right on one baseline."""

    pieces: tuple[Piece, ...]
    left: float
    right: float
    y: float
    size: float
    text: str


def _row(pieces: list[Piece]) -> Row:
    first = pieces[0]
    if len(pieces) == 1:
        return Row((first,), first.left, first.right, first.y, first.size, first.text)
    right, size = max(piece.right for piece in pieces), max(piece.size for piece in pieces)
    return Row(tuple(pieces), first.left, right, first.y, size, "".join(piece.text for piece in pieces))


class Upright(NamedTuple):
    """A vertical rule."""

    x: float
    bottom: float
    top: float


@dataclass(frozen=True)
class Reading:
    """One page as a reader sees it."""

    width: float
    height: float
    rotation: int
    pieces: tuple[Piece, ...]
    uprights: tuple[Upright, ...]
    unmapped: int  # signs without a letter behind them: missing glyphs

    def rows(self) -> list[Row]:
        """The upright texts of the page from top to bottom, parted at wide gaps and vertical rules."""
        upright = sorted((piece for piece in self.pieces if piece.turn == 0), key=lambda piece: (-piece.y, piece.left))
        rows: list[Row] = []
        start = 0
        for end in range(1, len(upright) + 1):
            if end == len(upright) or upright[start].y - upright[end].y > _SAME_ROW:
                rows += self._parted(sorted(upright[start:end], key=lambda piece: piece.left))
                start = end
        return rows

    def _parted(self, pieces: list[Piece]) -> Iterator[Row]:
        part = [pieces[0]]
        for piece in pieces[1:]:
            last = part[-1]
            gap = piece.left - last.right
            if gap > _GAP * max(piece.size, last.size) or (gap > 0 and self.walls(last.right, last.y)[1] <= piece.left):
                yield _row(part)
                part = []
            part.append(piece)
        yield _row(part)

    def walls(self, x: float, y: float) -> tuple[float, float]:
        """The vertical rules on either side of a point; the sheet's edges where there are none."""
        beside = [rule.x for rule in self.uprights if rule.bottom <= y <= rule.top]  # sorted as the rules are
        return (
            beside[bisect_right(beside, x) - 1] if beside and beside[0] <= x else 0.0,
            beside[bisect_left(beside, x)] if beside and beside[-1] >= x else self.width,
        )


class Reader:
    """A PDF opened with PDFium, read page by page."""

    def __init__(self, source: Any) -> None:
        self._document = pdfium.PdfDocument(source)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def read(self, index: int) -> Reading:
        page = self._document[index]
        text = page.get_textpage()
        try:
            width, height = page.get_size()
            pieces, uprights = _objects(page, text)
            return Reading(width, height, page.get_rotation(), pieces, uprights, _unmapped(text))
        finally:
            text.close()
            page.close()


def _unmapped(text: Any) -> int:
    handle = text.raw
    count = raw.FPDFText_CountChars(handle)
    letters = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(handle, 0, count, letters)
    said: list[int] = letters[: max(0, written - 1)]
    if 0xFFFE in said:  # that is also how PDFium gives a hyphen at the end of a line: ask it sign by sign
        said = [raw.FPDFText_GetUnicode(handle, place) for place in range(count)]
    return said.count(0xFFFE) + said.count(0xFFFF) + said.count(0)


def _objects(page: Any, text: Any) -> tuple[tuple[Piece, ...], tuple[Upright, ...]]:
    handle, letters = page.raw, text.raw
    left, bottom, right, top, size = (ctypes.c_float() for _ in range(5))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    matrix = raw.FS_MATRIX()
    buffer = ctypes.create_string_buffer(_LONGEST)
    wide = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    pieces: list[Piece] = []
    uprights: list[Upright] = []
    for index in range(raw.FPDFPage_CountObjects(handle)):
        thing = raw.FPDFPage_GetObject(handle, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            uprights += _uprights(thing)
        if kind != raw.FPDF_PAGEOBJ_TEXT:
            continue
        length = raw.FPDFTextObj_GetText(thing, letters, wide, _LONGEST // 2)
        said = ctypes.string_at(buffer, max(0, min(length, _LONGEST) - 2)).decode("utf-16-le", "replace")
        if not said.strip():
            continue
        raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        raw.FPDFPageObj_GetMatrix(thing, matrix)
        raw.FPDFTextObj_GetFontSize(thing, size)
        raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
        turn = (0 if matrix.a > 0 else 2) if abs(matrix.a) >= abs(matrix.b) else (1 if matrix.b > 0 else 3)
        scale = abs(matrix.a) if turn % 2 == 0 else abs(matrix.b)
        pieces.append(
            Piece(
                left.value, bottom.value, right.value, top.value, matrix.e, matrix.f, size.value * scale, turn,
                (red.value, green.value, blue.value), said,
            )
        )  # fmt: skip
    return tuple(pieces), tuple(sorted(uprights))


def _uprights(path: Any) -> Iterator[Upright]:
    """The vertical strokes of a path."""
    x, y, m = ctypes.c_float(), ctypes.c_float(), raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, m)
    before: tuple[float, float] | None = None
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (m.a * x.value + m.c * y.value + m.e, m.b * x.value + m.d * y.value + m.f)
        line = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO
        if line and before is not None and abs(before[0] - here[0]) < 0.1 and abs(before[1] - here[1]) > 4:
            yield Upright(here[0], min(before[1], here[1]), max(before[1], here[1]))
        before = here
