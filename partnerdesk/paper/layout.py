"""From the blocks of a paper to the plan of its pages."""

from __future__ import annotations

from collections.abc import Callable

from partnerdesk.paper import prose, tables
from partnerdesk.paper.blocks import (
    Block,
    Grid,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Space,
    Title,
)
from partnerdesk.paper.flow import Break, Flow, Piece, White, run
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.furniture import furnish
from partnerdesk.paper.plan import Plan
from partnerdesk.paper.styles import SHEETS, Sheet
from partnerdesk.words import ENGLISH

Progress = Callable[[float], None]


def lay_out(
    paper: Paper,
    faces: Faces,
    *,
    first_page: int = 1,
    pages_of: dict[str, int] | None = None,
    progress: Progress | None = None,
) -> Plan:
    """The plan of a paper whose first page carries the number `first_page`.

    `pages_of` gives the pages that contents lines lead to; they can be filled in later (`furniture.fill_contents`).
    """
    sheet = SHEETS[paper.profile]
    pieces: list[Piece] = []
    for number, block in enumerate(paper.blocks):
        pieces += _pieces(block, paper, faces, sheet)
        if progress is not None:
            progress(0.8 * (number + 1) / len(paper.blocks))
    flow = Flow(sheet, first_page)
    run(pieces, flow)
    plan = Plan(paper.key, paper.title, paper.language, flow.pages, flow.bookmarks)
    furnish(plan, paper, sheet, faces)
    plan.faces = faces.sources()
    if progress is not None:
        progress(1.0)
    return plan


def _pieces(block: Block, paper: Paper, faces: Faces, sheet: Sheet) -> list[Piece]:
    english = paper.language == ENGLISH
    match block:
        case Title():
            return prose.title(block, faces, sheet)
        case Heading():
            return prose.heading(block, faces, sheet, english)
        case Paragraph():
            return prose.paragraph(block, faces, sheet, english)
        case Grid():
            return [tables.grid(block, faces, sheet)]
        case Space():
            return [White(block.lines * sheet.body.leading)]
        case PageBreak():
            return [Break()]
    raise TypeError(f"no such block: {type(block).__name__}")
