"""What ends a paper: places to sign, issuer and day, the imprint at the foot of the last page."""

from __future__ import annotations

from partnerdesk.paper.blocks import Closing, Imprint, Role, Signatures
from partnerdesk.paper.flow import Box, Piece, White
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Part, Shape
from partnerdesk.paper.setting import Set, set_text
from partnerdesk.paper.styles import MM, Sheet
from partnerdesk.words import N_, Words

_THICK, _THIN = 0.35 * MM, 0.25 * MM  # the imprint's rules
_IMPRINT_SIZE = 14.0  # 4号
_LARGEST_LABEL = 14.0


def signatures(block: Signatures, faces: Faces, sheet: Sheet, english: bool) -> list[Piece]:
    """Rows of places to sign, each with its label, a line, and room for the day."""
    size = min(sheet.body.size, _LARGEST_LABEL)
    columns = max(1, block.columns)
    gap = 6 * MM
    width = (sheet.block_width - gap * (columns - 1)) / columns
    (day, *_) = set_text(faces, Words(faces.language)(N_("Date:")), sheet.body.role, size * 0.85, width)
    pieces: list[Piece] = []
    for start in range(0, len(block.labels), columns):
        box = Box(0.0)
        height = block.height * MM
        sets = [
            set_text(
                faces,
                label if label[-1:] in "：:" else label + (":" if english else "："),
                Role.HEAD,
                size,
                width * 0.62,
            )
            for label in block.labels[start : start + columns]
        ]
        height = max([height, *((len(lines) - 1) * size * 1.3 + size + 8 for lines in sets)])
        foot = height - 3
        for number, lines in enumerate(sets):
            _place_to_sign(box, lines, number * (width + gap), width, foot, size)
            if block.with_day:
                x = number * (width + gap) + (width * 0.45 if english else width - day.width)
                box.set_lines([day], x, foot + 6, size * 0.85, size, Part.LABEL)
                if english:
                    start_line = x + day.width + 3
                    end_line = number * (width + gap) + width
                    box.shapes.append(Shape(((start_line, foot + 6 + size), (end_line, foot + 6 + size)), 0.5))
        box.height = height + (size * 1.5 if block.with_day else 0.0)
        box.after = 2.0
        pieces.append(box)
    return pieces


def _place_to_sign(box: Box, lines: list[Set], left: float, width: float, foot: float, size: float) -> None:
    top = foot - (len(lines) - 1) * size * 1.3 - size - 1
    box.set_lines(lines, left, top, size, size * 1.3, Part.LABEL)
    label = max((line.width for line in lines), default=0.0)
    box.shapes.append(Shape(((left + label + 2, foot), (left + width, foot)), 0.5))


def closing(block: Closing, faces: Faces, sheet: Sheet, english: bool) -> list[Piece]:
    """Issuer and day at the right (GB/T 9704 §7.3.5), in English at the left.

    Sealed: the day four signs in, the issuer centred above it, room for the seal. Unsealed: the issuer two signs
    in and the day beginning two signs behind it, or the day two signs in where it is the longer one.
    """
    body, width = sheet.body, sheet.block_width
    sign = body.size
    issuer = set_text(faces, block.issuer, body.role, sign, width - 6 * sign) if block.issuer else []
    day = set_text(faces, block.day, body.role, sign, width - 6 * sign) if block.day else []
    issuer_width = max((line.width for line in issuer), default=0.0)
    day_width = max((line.width for line in day), default=0.0)
    box = Box(0.0)
    if english:
        issuer_left = day_left = 0.0
    elif block.sealed:
        day_left = width - 4 * sign - day_width
        issuer_left = min(day_left + (day_width - issuer_width) / 2, width - issuer_width)
        issuer_left = max(issuer_left, 0.0)
    elif day_width + 2 * sign <= issuer_width:
        issuer_left = width - 2 * sign - issuer_width
        day_left = issuer_left + 2 * sign
    else:
        day_left = width - 2 * sign - day_width
        issuer_left = max(min(day_left - 2 * sign, width - issuer_width), 0.0)
    down = box.set_lines(
        issuer,
        issuer_left,
        0.0,
        sign,
        body.leading,
        Part.CLOSING,
        width=issuer_width,
        align=0.5 if block.sealed else 0.0,
    )
    down = box.set_lines(day, day_left, down, sign, body.leading, Part.CLOSING)
    if block.note:
        indent = body.indent * sign
        note = set_text(faces, block.note, body.role, sign, width - indent)
        down = box.set_lines(note, indent, down, sign, body.leading, Part.CLOSING)
    box.height = down - body.leading + sign
    box.after = body.leading - sign
    return [White(body.leading * (2 if block.sealed and not english else 1), keep=True), box]


def imprint(block: Imprint, faces: Faces, sheet: Sheet) -> list[Piece]:
    """Copies to, printing office and day between rules, the last of them on the lower edge of the block."""
    size, width = _IMPRINT_SIZE, sheet.block_width
    pitch, inner = size * 1.6, sheet.block_width - 2 * size
    box = Box(0.0, at_foot=True)
    down = 0.0
    rules = [(0.0, _THICK)]
    if block.copies:
        label, colon, names = block.copies.partition("：")
        if not colon:
            label, names = "", block.copies
        (head, *_) = set_text(faces, label + colon, Role.BODY, size, inner)
        lines = set_text(faces, names, Role.BODY, size, inner - head.width, justify=True)
        box.set_lines([head], size, down + (pitch - size) / 2, size, pitch, Part.IMPRINT)
        down = box.set_lines(lines, size + head.width, down + (pitch - size) / 2, size, pitch, Part.IMPRINT)
        down -= (pitch - size) / 2
        rules.append((down, _THIN))
    if block.office or block.day:
        day = set_text(faces, block.day, Role.BODY, size, inner / 2)
        office = set_text(faces, block.office, Role.BODY, size, inner - max(line.width for line in day) - size)
        top = down + (pitch - size) / 2
        below = box.set_lines(office, size, top, size, pitch, Part.IMPRINT)
        below = max(below, box.set_lines(day, size, top, size, pitch, Part.IMPRINT, width=inner, align=1.0))
        down = below - (pitch - size) / 2
        rules.append((down, _THICK))
    else:
        rules[-1] = (down, _THICK)
    for depth, thickness in rules:
        box.shapes.append(Shape(((0.0, depth), (width, depth)), thickness))
    box.height = down
    return [box]
