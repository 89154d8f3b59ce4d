"""What every page carries besides its text: its number, its footer, the page numbers of the contents."""

from __future__ import annotations

from partnerdesk.paper.blocks import Paper, Role
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Line, Page, Part, Plan
from partnerdesk.paper.setting import set_text
from partnerdesk.paper.styles import FOOTER_SIZE, NUMBER_DROP, NUMBER_INDENT, Sheet
from partnerdesk.words import N_, Words

_FOOTER_LINES, _SMALLEST_FOOTER = 2, 6.0


def furnish(plan: Plan, paper: Paper, sheet: Sheet, faces: Faces) -> None:
    """Give every page its number and footer."""
    if sheet.bare:
        for page in plan.pages:
            page.numbered = False
        return
    total = len(plan.pages)
    for index, page in enumerate(plan.pages, 1):
        # The last page of an official paper may hold the imprint alone; it bears no number then (GB/T 9704 §7.5).
        page.numbered = paper.page_numbers and (paper.total_pages or not _imprint_alone(page))
        if page.numbered:
            text = _counted(index, total, paper.language) if paper.total_pages else f"— {page.number} —"
            number(page, sheet, faces, text)
        if paper.footer:
            _footer(page, sheet, faces, paper.footer, page.numbered)


def _imprint_alone(page: Page) -> bool:
    return bool(page.lines) and all(line.part is Part.IMPRINT for line in page.lines)


def _counted(index: int, total: int, language: str) -> str:
    return Words(language)(N_("Page {number} of {total}"), number=index, total=total)


def number(page: Page, sheet: Sheet, faces: Faces, text: str) -> None:
    """The number of a page: one sign in from the outer edge of the block, 7 mm below it."""
    size = sheet.number_size if text[0] == "—" else 10.5
    lines = set_text(faces, text, Role.SONG, size, sheet.block_width)
    width = lines[0].width
    if sheet.number_centred:
        x = (sheet.block_width - width) / 2
    elif page.odd:
        x = sheet.block_width - NUMBER_INDENT - width
    else:
        x = NUMBER_INDENT
    page.lines.append(Line(x, sheet.bottom - NUMBER_DROP, Part.NUMBER, lines[0].runs))


def _footer(page: Page, sheet: Sheet, faces: Faces, text: str, beside_number: bool) -> None:
    room = sheet.block_width * (0.36 if sheet.number_centred else 0.72 if beside_number else 1.0)
    size = FOOTER_SIZE
    lines = set_text(faces, text, Role.SONG, size, room)
    while len(lines) > _FOOTER_LINES and size > _SMALLEST_FOOTER:
        # Smaller rather than cut: the day of print stands at the end.
        size -= 0.5
        lines = set_text(faces, text, Role.SONG, size, room)
    y = sheet.bottom - NUMBER_DROP
    for line in lines[:_FOOTER_LINES]:
        left = 0.0 if page.odd or sheet.number_centred or not beside_number else sheet.block_width - line.width
        page.lines.append(Line(left, y, Part.FOOTER, line.runs, "grey"))
        y -= size * 1.3
