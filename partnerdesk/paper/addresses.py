"""Addresses where the post looks for them: on labels of a sheet, on Chinese and English envelopes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from partnerdesk.paper.blocks import Address, Envelope, Labels, Role
from partnerdesk.paper.flow import Flow, Piece
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Line, Page, Part, Place, Shape
from partnerdesk.paper.setting import Set, set_text
from partnerdesk.paper.styles import ABOVE, MM, Sheet
from partnerdesk.words import CHINESE, N_, Words

# A sheet of ten labels as the trade sells it: two columns 2.5 mm apart, five rows without gaps.
_ACROSS, _DOWN = 2, 5
_LABEL_WIDTH, _LABEL_HEIGHT = 99.1 * MM, 57.0 * MM
_LABEL_GAP = 2.5 * MM
_LABEL_INSET_X, _LABEL_INSET_Y = 7 * MM, 6 * MM

# GB/T 1416-2003: a machine reads the postcode in the upper left 90 × 26 mm, and sprays its code on the lower 20 mm
# between 55 and 160 mm from the right edge. Both are left to it.
_BOX_WIDTH, _BOX_HEIGHT, _BOX_GAP = 8 * MM, 9 * MM, 2 * MM
_BOX_LEFT, _BOX_TOP = 12 * MM, 11 * MM
_READ_DEPTH = 28 * MM
_CODE_HEIGHT, _CODE_RIGHT = 20 * MM, 55 * MM
_STAMP, _STAMP_INSET = 20 * MM, 7 * MM
_INSET = 10 * MM

_FLOOR = 8.0  # points: before a line gets smaller than this it is broken,
_NARROWEST = 0.8  # and before it looks like a note among the others
_SMALLEST = 2.0
_STEP = 0.94
_PITCH = 1.35


class _Line(NamedTuple):
    """A line of an address: its text, the office of its face, the size it would like to have."""

    text: str
    role: Role
    size: float
    bold: bool = False


class _Done(NamedTuple):
    """Lines of one size, set."""

    sets: Sequence[Set]
    size: float


def _fitted(faces: Faces, lines: Sequence[_Line], width: float, height: float) -> list[_Done]:
    """Lines in their room: a long one a little smaller, else broken; all smaller where they are too many."""
    scale = 1.0
    while True:
        done = [_shrunk(faces, line, scale, width) for line in lines if line.text.strip()]
        high = sum(len(one.sets) * one.size * _PITCH for one in done)
        if high <= height or scale * min((line.size for line in lines), default=0.0) < _SMALLEST:
            return done
        scale *= _STEP


def _shrunk(faces: Faces, line: _Line, scale: float, width: float) -> _Done:
    size = line.size * scale
    widest = max(one.width for one in set_text(faces, line.text, line.role, size, 1e6, bold=line.bold))
    if widest > width:
        size = max(size * width / widest - 0.005, _NARROWEST * size, min(_FLOOR, size))
    return _Done(set_text(faces, line.text, line.role, size, width, bold=line.bold), size)


def _put(page: Page, done: Sequence[_Done], place: Place, align: float, upright: float) -> None:
    """Draw lines in their place: `align` at the left (0) to right (1), `upright` at its top (0) to foot (1)."""
    page.places.append(place)
    high = sum(len(one.sets) * one.size * _PITCH for one in done)
    y = place.top - upright * max(place.top - place.bottom - high, 0.0)
    for one in done:
        pitch = one.size * _PITCH
        for line in one.sets:
            if line.runs:
                x = place.left + align * (place.right - place.left - line.width)
                page.lines.append(Line(x, y - (pitch - one.size) / 2 - ABOVE * one.size, Part.CARD, line.runs))
            y -= pitch


def _lines(address: Address, size: float, chinese: bool, postcode: bool = True) -> list[_Line]:
    """An address in the order of its country: from the postcode down to the person, or the other way round."""
    code = [_Line(address.postcode, Role.SONG, size)] if postcode else []
    phone = [_Line(address.telephone, Role.SONG, 0.9 * size)]
    if chinese:
        return [*code, _Line(address.address, Role.BODY, size), _Line(address.unit, Role.HEAD, 1.1 * size),
                _Line(address.person, Role.HEAD, 1.35 * size), *phone]  # fmt: skip
    return [_Line(address.person, Role.SONG, 1.15 * size, bold=True), _Line(address.unit, Role.SONG, 1.1 * size),
            _Line(address.address, Role.SONG, size), *code, *phone]  # fmt: skip


def labels(block: Labels, faces: Faces, sheet: Sheet) -> list[Piece]:
    """The labels, sheet by sheet."""
    return [_Labels(block, faces, sheet)]


class _Labels(Piece):
    def __init__(self, block: Labels, faces: Faces, sheet: Sheet) -> None:
        self.block, self.faces, self.sheet = block, faces, sheet

    def whole(self) -> float:
        return 0.0

    def place(self, flow: Flow) -> None:
        many = _ACROSS * _DOWN
        first = max(self.block.start, 1) - 1
        begun = -1
        for number, address in enumerate(self.block.addresses, first % many):
            if number // many != begun:
                begun = number // many
                if flow.used:
                    flow.new_page()
                flow.advance(self.sheet.block_height)
            self._label(flow.page, number % many, address)

    def _label(self, page: Page, number: int, address: Address) -> None:
        sheet = self.sheet
        row, column = divmod(number, _ACROSS)
        left = (sheet.width - _ACROSS * _LABEL_WIDTH - _LABEL_GAP) / 2 + column * (_LABEL_WIDTH + _LABEL_GAP)
        top = (sheet.height + _DOWN * _LABEL_HEIGHT) / 2 - row * _LABEL_HEIGHT
        right, bottom = left + _LABEL_WIDTH, top - _LABEL_HEIGHT
        if self.block.outlines:
            corners = ((left, bottom), (right, bottom), (right, top), (left, top))
            page.shapes.append(Shape(corners, 0.3, "grey", closed=True, strokes=False))
        inner = Place(left + _LABEL_INSET_X, bottom + _LABEL_INSET_Y, right - _LABEL_INSET_X, top - _LABEL_INSET_Y)
        lines = _lines(address, 11.0, self.faces.language == CHINESE)
        done = _fitted(self.faces, lines, inner.right - inner.left, inner.top - inner.bottom)
        _put(page, done, inner, 0.0, 0.5)


def envelope(block: Envelope, faces: Faces, sheet: Sheet) -> list[Piece]:
    """One envelope on a page of its own."""
    return [_Envelope(block, faces, sheet)]


class _Envelope(Piece):
    def __init__(self, block: Envelope, faces: Faces, sheet: Sheet) -> None:
        self.block, self.faces, self.sheet = block, faces, sheet

    def whole(self) -> float:
        return 0.0

    def place(self, flow: Flow) -> None:
        if flow.used:
            flow.new_page()
        flow.advance(self.sheet.block_height)
        if self.faces.language == CHINESE:
            self._chinese(flow.page)
        else:
            self._english(flow.page)
        if self.block.boxes:
            self._stamp(flow.page)

    def _set(self, page: Page, lines: Sequence[_Line], place: Place, align: float, upright: float) -> None:
        done = _fitted(self.faces, lines, place.right - place.left, place.top - place.bottom)
        _put(page, done, place, align, upright)

    def _chinese(self, page: Page) -> None:
        """Postcode in its boxes at the upper left, the recipient in the middle, the sender at the lower right."""
        width, height, to, sender = self.sheet.width, self.sheet.height, self.block.to, self.block.sender
        boxed = self._postcode(page, to.postcode.strip())
        foot = _CODE_HEIGHT + (18 * MM if any((sender.address, sender.unit, sender.person)) else 0.0)
        middle = Place(26 * MM, foot + 2 * MM, width - 26 * MM, height - _READ_DEPTH - 2 * MM)
        self._set(page, _lines(to, 14.0, chinese=True, postcode=not boxed), middle, 0.5, 0.5)
        lines = [_Line(text, Role.BODY, 10.5) for text in (sender.address, sender.unit, sender.person)]
        self._set(page, lines, Place(width - 110 * MM, _CODE_HEIGHT, width - _INSET, foot), 1.0, 1.0)
        if sender.postcode:
            code = Words(CHINESE)(N_("Postcode {code}"), code=sender.postcode)
            corner = Place(width - _CODE_RIGHT, 8 * MM, width - _INSET, _CODE_HEIGHT - 2)
            self._set(page, [_Line(code, Role.SONG, 10.5)], corner, 1.0, 0.5)

    def _postcode(self, page: Page, code: str) -> bool:
        """The boxes and the signs in them; a code that is not of six signs goes with the address."""
        top = self.sheet.height - _BOX_TOP
        boxed = len(code) == 6 and code.isdigit()
        for number in range(6):
            left = _BOX_LEFT + number * (_BOX_WIDTH + _BOX_GAP)
            right, bottom = left + _BOX_WIDTH, top - _BOX_HEIGHT
            if self.block.boxes:
                corners = ((left, bottom), (right, bottom), (right, top), (left, top))
                page.shapes.append(Shape(corners, 0.7, "red", closed=True, strokes=False))
            if boxed:
                self._set(page, [_Line(code[number], Role.SONG, 16.0)], Place(left, bottom, right, top), 0.5, 0.5)
        return boxed

    def _english(self, page: Page) -> None:
        """The sender at the upper left, the recipient at the lower right."""
        width, height = self.sheet.width, self.sheet.height
        corner = Place(_INSET, height - 38 * MM, width / 2 - 4 * MM, height - _INSET)
        self._set(page, _lines(self.block.sender, 9.5, chinese=False), corner, 0.0, 0.0)
        lower = Place(0.44 * width, _CODE_HEIGHT + 2 * MM, width - 12 * MM, height - 42 * MM)
        self._set(page, _lines(self.block.to, 12.5, chinese=False), lower, 0.0, 0.0)

    def _stamp(self, page: Page) -> None:
        right, top = self.sheet.width - _STAMP_INSET, self.sheet.height - _STAMP_INSET
        left, bottom = right - _STAMP, top - _STAMP
        corners = ((left, bottom), (right, bottom), (right, top), (left, top))
        page.shapes.append(Shape(corners, 0.4, "grey", closed=True, strokes=False))
        text = Words(self.faces.language)(N_("Stamp"))
        self._set(page, [_Line(text, Role.SONG, 8.0)], Place(left + 2, bottom + 2, right - 2, top - 2), 0.5, 0.5)
