"""Running text: titles, headings, paragraphs, lists and labelled lines."""

from __future__ import annotations

from partnerdesk.paper.blocks import Align, Heading, Items, Labelled, Paragraph, Role, Run, Text, Title
from partnerdesk.paper.flow import Piece, Prose, White
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Line, Part
from partnerdesk.paper.setting import Set, set_text
from partnerdesk.paper.styles import SECOND, Sheet, Style
from partnerdesk.paper.titles import shaped

_ALIGNS = {Align.LEFT: 0.0, Align.JUSTIFY: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


def small(style: Style) -> Style:
    """The style of the second language under the first."""
    size = round(style.size * SECOND, 2)
    return style._replace(
        size=size, leading=max(size * 1.4, style.leading * 0.7 if style.leading < 25 else 18.0), indent=0
    )


def aligned(lines: list[Set], width: float, share: float, left: float = 0.0) -> list[tuple[float, Set]]:
    return [(left + share * (width - line.width), line) for line in lines]


def title(block: Title, faces: Faces, sheet: Sheet) -> list[Piece]:
    """A centred title, and the white under it."""
    style, width = sheet.title, sheet.block_width
    lines = shaped(faces, block.text, style, width)
    pieces: list[Piece] = [
        Prose(aligned(lines, width, 0.5), style.size, style.leading, Part.TITLE, keep=True, together=len(lines) < 12)
    ]
    if block.second:
        second = small(style)
        lines = shaped(faces, block.second, second, width)
        pieces.append(
            Prose(
                aligned(lines, width, 0.5), second.size, second.leading, Part.SECOND,
                keep=True, together=len(lines) < 12,
            )
        )  # fmt: skip
    pieces.append(White(sheet.body.leading * (1 if sheet.body.indent and sheet.body.leading > 25 else 0.6), keep=True))
    return pieces


def heading(block: Heading, faces: Faces, sheet: Sheet, english: bool) -> list[Piece]:
    """A heading, kept with what follows."""
    style = sheet.headings[min(max(block.level, 1), 4) - 1]
    if english and style.role is Role.KAI:
        style = style._replace(role=Role.HEAD)  # 楷体 has no counterpart among Latin faces
    left = 0.0 if english else style.indent * style.size
    lines = set_text(faces, block.text, style.role, style.size, sheet.block_width, indent=left, bold=style.bold)
    pieces: list[Piece] = []
    if english:
        pieces.append(White(style.size * 0.6))
    placed = [(left if not number else 0.0, line) for number, line in enumerate(lines)]
    pieces.append(
        Prose(
            placed, style.size, style.leading, Part.HEADING, keep=True, together=len(placed) < 10,
            bookmark=(f"{block.text} {block.second}".rstrip(), block.level - 1, block.key)
            if block.bookmark or block.key
            else None,
        )
    )  # fmt: skip
    if block.second:
        second = small(style)
        lines = set_text(faces, block.second, second.role, second.size, sheet.block_width - left, bold=style.bold)
        placed = [(left, line) for line in lines]
        pieces.append(Prose(placed, second.size, second.leading, Part.SECOND, keep=True, together=len(placed) < 10))
    return pieces


def paragraph(block: Paragraph, faces: Faces, sheet: Sheet, english: bool) -> list[Piece]:
    """A paragraph and, under it, the same in the other language."""
    style = sheet.body
    left = 2 * style.size if block.quote else 0.0
    width = sheet.block_width - 2 * left
    indent = style.indent * style.size if block.indent and not english else 0.0
    centred = _ALIGNS[block.align]
    if centred:
        indent = 0.0
    justify = block.align is Align.JUSTIFY and not english
    lines = set_text(faces, block.text, style.role, style.size, width, indent=indent, justify=justify)
    placed = aligned(lines, width, centred, left)
    if indent and placed:
        placed[0] = (left + indent, placed[0][1])
    pieces: list[Piece] = [
        Prose(
            placed, style.size, style.leading, Part.BODY, after=sheet.paragraph_space,
            keep=block.keep_with_next or bool(block.second), bar=block.quote,
        )
    ]  # fmt: skip
    if block.second:
        below = small(style)
        lines = set_text(faces, block.second, below.role, below.size, width - indent)
        pieces.append(
            Prose(
                aligned(lines, width - indent, centred, left + indent), below.size, below.leading, Part.SECOND,
                after=max(sheet.paragraph_space, 4.0), keep=block.keep_with_next,
            )
        )  # fmt: skip
    return pieces


def items(block: Items, faces: Faces, sheet: Sheet, english: bool) -> list[Piece]:
    """A list whose texts hang behind their marks, those of one level in one line."""
    style = sheet.body
    widest = 5 * style.size
    marks = [
        set_text(faces, mark, Role.KAI if mark == "•" else style.role, style.size, 1e6)[0] for _, mark, _ in block.items
    ]  # 宋体 draws the bullet hardly larger than a full stop
    hang: dict[int, float] = {}
    for (level, _, _), mark in zip(block.items, marks, strict=True):
        hang[level] = max(hang.get(level, 0.0), min(mark.width, widest) + 0.4 * style.size)
    pieces: list[Piece] = []
    for number, ((level, name, text), mark) in enumerate(zip(block.items, marks, strict=True)):
        left = (style.indent + 1.5 * min(max(level, 0), 6)) * style.size
        if mark.width > widest:  # no mark but a word: it runs into the text
            text = (Run(f"{name} "), *((Run(text),) if isinstance(text, str) else text))
            mark = Set((), 0.0)
        behind = left + hang[level]
        item = _hanging(faces, sheet, mark, text, left, behind, not english)
        pieces.append(item)
        if block.second and block.second[number]:
            item.keep, below = True, small(style)
            lines = set_text(faces, block.second[number], below.role, below.size, sheet.block_width - behind)
            placed = [(behind, line) for line in lines]
            pieces.append(Prose(placed, below.size, below.leading, Part.SECOND, after=max(sheet.paragraph_space, 4.0)))
    return pieces


def _hanging(faces: Faces, sheet: Sheet, mark: Set, text: Text, left: float, behind: float, justify: bool) -> Prose:
    style = sheet.body
    lines = set_text(faces, text, style.role, style.size, sheet.block_width - behind, justify=justify)
    first = (Line(left, 0.0, Part.LABEL, mark.runs),) if mark.runs else ()
    return Prose(
        [(behind, line) for line in lines], style.size, style.leading, Part.BODY, first,
        after=sheet.paragraph_space / 2,
    )  # fmt: skip


def labelled(block: Labelled, faces: Faces, sheet: Sheet, english: bool) -> list[Piece]:
    """A label in the heads' face, its text hanging behind the colon; the other language under both."""
    style = sheet.body
    pieces: list[Piece] = [_labelled(block.label, block.text, faces, sheet, style, english)]
    if block.second or block.second_label:
        pieces[0].keep = True
        pieces.append(_labelled(block.second_label, block.second, faces, sheet, small(style), True))
    return pieces


def _labelled(label: str, text: str, faces: Faces, sheet: Sheet, style: Style, english: bool) -> Prose:
    left = sheet.body.indent * sheet.body.size
    if label and label[-1] not in "：:":
        label += ": " if english else "："
    name = set_text(faces, label, Role.HEAD, style.size, sheet.block_width / 2, bold=english)
    if len(name) > 2:  # too long for a label: it runs into the text
        text = label + text
        name = [Set((), 0.0)]
    wide = max(line.width for line in name)
    if english:
        wide = max(wide + 0.4 * style.size, 6 * style.size)
    behind = left + wide
    lines = set_text(
        faces, text, style.role, style.size, sheet.block_width - behind, justify=not english, names=not english
    )
    first = tuple(
        Line(left, -number * style.leading, Part.LABEL, line.runs) for number, line in enumerate(name) if line.runs
    )
    placed = [(behind, line) for line in lines]
    placed += [(behind, Set((), 0.0))] * (len(name) - len(placed))
    return Prose(
        placed, style.size, style.leading, Part.BODY, first, after=sheet.paragraph_space, opening=len(name)
    )  # fmt: skip
