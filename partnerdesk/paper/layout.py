"""From the blocks of a paper to the plan of its pages."""

from __future__ import annotations

from collections.abc import Callable

from partnerdesk.paper import (
    addresses,
    cards,
    certificates,
    contents,
    countersigns,
    feet,
    figures,
    heads,
    pairs,
    prose,
    tables,
)
from partnerdesk.paper.blocks import (
    Block,
    Certificate,
    Chart,
    Closing,
    Contents,
    Countersign,
    Cover,
    Envelope,
    Facts,
    Grid,
    Heading,
    Imprint,
    Items,
    Labelled,
    Labels,
    Marks,
    NameCard,
    PageBreak,
    Paper,
    Paragraph,
    RedHead,
    Rule,
    Signatures,
    Space,
    Title,
)
from partnerdesk.paper.collecting import uncollected
from partnerdesk.paper.countersigns import Boxes
from partnerdesk.paper.flow import Box, Break, Flow, Piece, Prose, White, run
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.furniture import furnish
from partnerdesk.paper.plan import Plan, Shape
from partnerdesk.paper.styles import SHEETS, Sheet
from partnerdesk.paper.tables import Table
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

    Contents lines know the pages of the paper's own headings; `pages_of` gives those of other parts, which can be
    filled in later too (`contents.fill_contents`).
    """
    with uncollected():
        return _laid_out(paper, faces, first_page, pages_of, progress)


def _laid_out(
    paper: Paper, faces: Faces, first_page: int, pages_of: dict[str, int] | None, progress: Progress | None
) -> Plan:
    sheet = SHEETS[paper.profile]
    pieces: list[Piece] = []
    for number, block in enumerate(paper.blocks):
        following = paper.blocks[number + 1] if number + 1 < len(paper.blocks) else None
        if isinstance(block, Closing):
            _keep_two_lines(pieces)
        if isinstance(block, Countersign) and pieces and isinstance(pieces[-1], Table | Boxes):
            pieces[-1].after = 0.0  # one form with what stands above it
        pieces += _pieces(block, following, paper, faces, sheet)
        if progress is not None:
            progress(0.8 * (number + 1) / len(paper.blocks))
    flow = Flow(sheet, first_page)
    run(pieces, flow)
    plan = Plan(paper.key, paper.title, paper.language, flow.pages, flow.bookmarks)
    furnish(plan, paper, sheet, faces)
    own = {mark.key: plan.pages[mark.page].number for mark in plan.bookmarks if mark.key}
    if own or pages_of:
        contents.fill_contents(plan, own | (pages_of or {}), faces)
    plan.faces = faces.sources()
    if progress is not None:
        progress(1.0)
    return plan


def _keep_two_lines(pieces: list[Piece]) -> None:
    """Let the last two lines of text, or the last piece of another kind, stay with the closing."""
    wanted = 2
    for piece in reversed(pieces):
        if isinstance(piece, Break) or wanted <= 0:
            return
        piece.keep = True
        if isinstance(piece, Prose):
            piece.tail_lines = max(wanted, piece.tail_lines)
            wanted -= len(piece.lines)
        elif not isinstance(piece, White):
            return


def _pieces(block: Block, following: Block | None, paper: Paper, faces: Faces, sheet: Sheet) -> list[Piece]:
    english = paper.language == ENGLISH
    match block:
        case Title():
            return prose.title(block, faces, sheet)
        case Heading():
            return prose.heading(block, faces, sheet, english)
        case Paragraph():
            return prose.paragraph(block, faces, sheet, english)
        case Items():
            return prose.items(block, faces, sheet, english)
        case Labelled():
            return prose.labelled(block, faces, sheet, english)
        case Marks():
            return heads.marks(block, faces, sheet, isinstance(following, RedHead))
        case RedHead():
            return heads.red_head(block, faces, sheet, isinstance(following, Title))
        case Cover():
            return heads.cover(block, faces, sheet)
        case Grid():
            return tables.grid(block, faces, sheet)
        case Facts():
            return [pairs.facts(block, faces, sheet)]
        case Signatures():
            return feet.signatures(block, faces, sheet, english)
        case Countersign():
            return countersigns.countersign(block, faces, sheet)
        case Closing():
            return feet.closing(block, faces, sheet, english)
        case Imprint():
            return feet.imprint(block, faces, sheet)
        case Contents():
            return contents.contents(block, faces, sheet)
        case NameCard():
            return cards.name_card(block, faces, sheet)
        case Certificate():
            return certificates.certificate(block, faces, sheet)
        case Labels():
            return addresses.labels(block, faces, sheet)
        case Envelope():
            return addresses.envelope(block, faces, sheet)
        case Chart():
            return figures.chart(block, faces, sheet)
        case Rule():
            return [Box(6.0, shapes=[Shape(((0.0, 3.0), (sheet.block_width, 3.0)), 0.5)], after=3.0)]
        case Space():
            return [White(block.lines * sheet.body.leading)]
        case PageBreak():
            return [Break()]
