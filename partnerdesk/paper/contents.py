"""Contents lines: what, by whom, on which page, with leaders; the pages are filled in when all is laid out."""

from __future__ import annotations

from partnerdesk.paper.blocks import Contents, ContentsLine, Role
from partnerdesk.paper.flow import Box, Piece
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Line, Link, Part, Pending, Plan, Run, Shape
from partnerdesk.paper.setting import set_text
from partnerdesk.paper.styles import ABOVE, MM, SECOND, Sheet

_PAGE_COLUMN = 11 * MM
_WIDEST_PRESENTER, _GAP = 34 * MM, 6.0
_LARGEST = 14.0


def contents(block: Contents, faces: Faces, sheet: Sheet) -> list[Piece]:
    """One box a line, so that a long table of contents runs over pages."""
    size = min(sheet.body.size, _LARGEST)
    pitch = size * 1.7
    presenters = any(line.presenter for line in block.lines)
    room = sheet.block_width - _PAGE_COLUMN - (_presenter_column(block, faces, sheet, size) if presenters else 0.0)
    pieces: list[Piece] = []
    if any(block.columns):
        pieces.append(_titles(block.columns, faces, sheet, size, room, presenters))
    for line in block.lines:
        pieces.append(_line(line, faces, sheet, size, pitch, room))
    return pieces


def _presenter_column(block: Contents, faces: Faces, sheet: Sheet, size: float) -> float:
    """The presenters' column, as narrow as their names allow."""
    names = [(line.presenter, sheet.body.role) for line in block.lines] + [(block.columns[1], Role.HEAD)]
    widths = [
        line.width for name, role in names for line in set_text(faces, name, role, size * 0.86, _WIDEST_PRESENTER)
    ]
    return min(max(widths) + 2 * _GAP + 1, _WIDEST_PRESENTER)


def _titles(
    columns: tuple[str, str, str], faces: Faces, sheet: Sheet, size: float, room: float, presenters: bool
) -> Box:
    what, who, page = columns
    places = [(what, 0.0, room, 0.0), (page, sheet.block_width - _PAGE_COLUMN, _PAGE_COLUMN, 1.0)]
    if presenters:
        places.append((who, room + _GAP, sheet.block_width - _PAGE_COLUMN - room - 2 * _GAP, 0.0))
    heads = [(set_text(faces, text, Role.HEAD, size * 0.86, width)[:2], x, width, align)
             for text, x, width, align in places]  # fmt: skip
    below = (max(len(sets) for sets, *_ in heads) - 1) * size
    box = Box(size * 1.8 + below, keep=True)
    for sets, x, width, align in heads:
        box.set_lines(sets, x, 0.0, size * 0.86, size, Part.HEAD, width=width, align=align)
    rule = size * 1.35 + below
    box.shapes.append(Shape(((0.0, rule), (sheet.block_width, rule)), 0.5))
    return box


def _line(line: ContentsLine, faces: Faces, sheet: Sheet, size: float, pitch: float, room: float) -> Box:
    style, width = sheet.body, sheet.block_width
    left = 1.5 * size * min(max(line.level, 0), 6)
    role = style.role
    box = Box(0.0)
    sets = set_text(faces, line.text, role, size, room - left - 6)
    down = box.set_lines(sets, left, 0.0, size, pitch, Part.CONTENTS)
    last = down - pitch
    end = left + sets[-1].width
    if line.second:
        small = size * SECOND
        seconds = set_text(faces, line.second, role, small, room - left - 6)
        down = box.set_lines(seconds, left, down - 0.25 * pitch, small, small * 1.35, Part.SECOND)
    who_end = 0.0
    if line.presenter:
        who = set_text(faces, line.presenter, role, size * 0.86, width - _PAGE_COLUMN - room - 2 * _GAP)
        top = max(last - (len(who) - 1) * size * 1.2, 0.0) + size * 0.12
        down = max(
            down, box.set_lines(who, room + 6, top, size * 0.86, size * 1.2, Part.CONTENTS) - size * 1.32 + pitch
        )
        who_end = room + 6 + max(name.width for name in who)
    if line.note:
        note = set_text(faces, line.note, Role.KAI, size * 0.86, width - left)
        down = box.set_lines(note, left, down - 0.15 * pitch, size * 0.86, size * 1.3, Part.CONTENTS)
    else:
        page = width - _PAGE_COLUMN + 2
        baseline = last + ABOVE * size
        for begin, stop in ((end, room + 2), (who_end, page)) if who_end else ((end, page),):
            if stop - begin > 12:
                box.shapes.append(Shape(((begin + 4, baseline - 1), (stop, baseline - 1)), 0.7, dash=2.4))
        name = faces.face(Role.SONG).name
        box.pending.append(Pending(page, width, baseline, name, size, line.target))
        box.links.append(Link(left, down - pitch + size, width, 0.0, line.target))
    box.height = box.foot()
    box.after = pitch - size + (0.3 * size if line.second or line.note else 0.0)
    return box


def fill_contents(plan: Plan, pages_of: dict[str, int], faces: Faces) -> None:
    """Write the page numbers that are known now; a target without one keeps its place empty."""
    for page in plan.pages:
        waiting = []
        for pending in page.pending:
            number = pages_of.get(pending.target)
            if number is None:
                waiting.append(pending)
                continue
            face = faces.face(Role.SONG)
            text = str(number)
            width = face.width(text, pending.size)
            run = Run(face.name, pending.size, 0.0, text)
            page.lines.append(Line(pending.right - width, pending.y, Part.CONTENTS, (run,)))
        page.pending = waiting
