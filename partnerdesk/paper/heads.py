"""The heads of official papers: copy number and marks, the red head with its number and rule, the cover."""

from __future__ import annotations

from partnerdesk.paper.blocks import Cover, Marks, RedHead, Role
from partnerdesk.paper.flow import Box, Piece, Sheets
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Part, Shape
from partnerdesk.paper.setting import Set, set_text
from partnerdesk.paper.styles import MM, SECOND, Sheet, Style
from partnerdesk.paper.titles import shaped

_RED_HEAD_DEPTH = 35 * MM  # under the block's upper edge, 72 mm from the paper's
_LARGEST_MARK, _LEAST_MARK = 36.0, 26.0
_UNDER_NUMBER = 4 * MM  # from the number to the red rule
_BOX_WIDTH, _BOX_HEIGHT, _BOX_DROP = 45 * MM, 16 * MM, 12 * MM


def marks(block: Marks, faces: Faces, sheet: Sheet, before_red_head: bool) -> list[Piece]:
    """Copy number on line 1, confidentiality mark on line 2, urgency below it, all at the left."""
    box = Box(0.0)
    lines = _add_marks(box, block, faces, sheet)
    pitch = sheet.body.leading
    box.height = lines * pitch
    box.after = 0.5 * pitch
    if before_red_head:  # which has its own depth, with the marks beside it
        box.after, box.keep = -box.height, True
    return [box] if lines else []


def _add_marks(box: Box, block: Marks, faces: Faces, sheet: Sheet) -> int:
    """Set the marks at the head of a box; the number of lines that they take."""
    body, taken = sheet.body, 0
    below_number = 1  # line 1 is the copy number's, stamped later where it is not printed here
    places = [(0, block.copy_number, Role.SONG)]
    places.append((below_number, block.mark, Role.HEAD))
    places.append((below_number + (1 if block.mark else 0), block.urgency, Role.HEAD))
    for line, text, role in places:
        if text:
            sets = set_text(faces, text, role, body.size, sheet.block_width)
            box.set_lines(sets, 0.0, line * body.leading, body.size, body.leading, Part.MARK)
            taken = max(taken, line + len(sets))
    return taken


def red_head(block: RedHead, faces: Faces, sheet: Sheet, before_title: bool) -> list[Piece]:
    """The mark in red, its number two lines under it, issuer and day, and the red rule."""
    body, width = sheet.body, sheet.block_width
    style, lines = _mark_lines(block.mark, faces, width)
    box = Box(0.0, at_depth=_RED_HEAD_DEPTH)
    down = box.set_lines(lines, 0.0, 0.0, style.size, style.leading, Part.RED_HEAD, width=width, align=0.5, ink="red")
    down += style.size - style.leading
    if block.second:
        size = body.size * SECOND
        sets = set_text(faces, block.second, Role.TITLE, size, width)
        down = box.set_lines(sets, 0.0, down + 6, size, size * 1.4, Part.RED_HEAD, width=width, align=0.5, ink="red")
    if block.number:
        down += 2 * body.leading
        sets = set_text(faces, block.number, body.role, body.size, width)
        down = box.set_lines(sets, 0.0, down, body.size, body.leading, Part.RED_HEAD, width=width, align=0.5)
    else:
        down += body.leading
    if block.left or block.right:
        half = width / 2 - body.size
        left = set_text(faces, block.left, body.role, body.size, half)
        right = set_text(faces, block.right, body.role, body.size, half)
        ends = [box.set_lines(left, body.size, down, body.size, body.leading, Part.RED_HEAD)]
        ends.append(
            box.set_lines(right, width / 2, down, body.size, body.leading, Part.RED_HEAD, width=half, align=1.0)
        )
        down = max(ends)
    down += body.size - body.leading + _UNDER_NUMBER
    box.shapes.append(Shape(((0.0, down), (width, down)), 1.4, "red"))
    box.height = down
    box.after = body.leading * (2 if before_title else 1)
    return [box]


def _mark_lines(text: str, faces: Faces, width: float) -> tuple[Style, list[Set]]:
    """The mark as large as fits one line; only one that would shrink to a title's size takes two."""
    size = _LARGEST_MARK
    (line, *_) = set_text(faces, text, Role.TITLE, size, 1e6)
    if line.width > width:
        size = max(size * width / line.width - 0.005, _LEAST_MARK)
    style = Style(Role.TITLE, size, size * 1.35)
    return style, shaped(faces, text, style, width)


def cover(block: Cover, faces: Faces, sheet: Sheet) -> list[Piece]:
    """A page of its own: marks at its head, the title at one third, what and when below, the holder at the foot."""
    width, height, body = sheet.block_width, sheet.block_height, sheet.body
    box = Box(height)
    _add_marks(box, block.marks, faces, sheet)
    down = sheet.height / 3 - sheet.top
    style = sheet.title
    down = box.set_lines(
        shaped(faces, block.title, style, width),
        0.0,
        down,
        style.size,
        style.leading,
        Part.TITLE,
        width=width,
        align=0.5,
    )
    if block.second:
        size = style.size * SECOND
        sets = shaped(faces, block.second, Style(style.role, size, size * 1.4), width)
        down = box.set_lines(sets, 0.0, down + 6, size, size * 1.4, Part.SECOND, width=width, align=0.5)
    down += 2 * body.leading
    for text in block.lines:
        sets = set_text(faces, text, body.role, body.size, width)
        down = box.set_lines(
            sets, 0.0, down, body.size, max(body.leading, body.size * 1.6), Part.BODY, width=width, align=0.5
        )
    foot = height - 4 * body.leading
    if block.holder:
        sets = set_text(faces, block.holder, body.role, body.size, width)
        down = box.set_lines(sets, 0.0, max(foot, down), body.size, body.leading, Part.BODY, width=width, align=0.5)
    if block.foot:
        sets = set_text(faces, block.foot, body.role, body.size, width)
        last = max(height - (len(sets) - 1) * body.leading - body.size, down)
        down = box.set_lines(sets, 0.0, last, body.size, body.leading, Part.BODY, width=width, align=0.5)
    box.height = max(height, down - body.leading + body.size)
    if block.archive_box:
        box.shapes += _archive_box(width, _BOX_DROP - sheet.top)
    return [Sheets([box])]


def _archive_box(right: float, down: float) -> list[Shape]:
    """The place of the archive's stamp in the upper margin: six equal cells."""
    left, bottom = right - _BOX_WIDTH, down + _BOX_HEIGHT
    strokes = [(left, down + _BOX_HEIGHT / 2), (right, down + _BOX_HEIGHT / 2)]
    for third in (1, 2):
        x = left + third * _BOX_WIDTH / 3
        strokes += [(x, down), (x, bottom)]
    frame = ((left, down), (right, down), (right, bottom), (left, bottom))
    return [Shape(tuple(strokes), 0.5, "grey"), Shape(frame, 0.8, "grey", closed=True, strokes=False)]
