"""A paper as plain text, line by line as it reads: for comparison, and for whoever wants its words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from partnerdesk.paper.blocks import (
    Address,
    Annex,
    Block,
    Cell,
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
    Opinion,
    Packet,
    PageBreak,
    Paper,
    Paragraph,
    RedHead,
    Rule,
    Signatures,
    Space,
    Text,
    Title,
)

_RULE = "─" * 8


def as_text(paper: Paper) -> str:
    """The words of a paper in their order, with the fewest signs that tell its form."""
    head = f"[{paper.key} · {paper.profile.value} · {paper.language}] {paper.title}"
    lines = [head, *(line for block in paper.blocks for line in _lines(block))]
    if paper.footer:
        lines.append("_ " + paper.footer.replace("\n", " "))
    return "\n".join(lines) + "\n"


def packet_as_text(packet: Packet) -> str:
    """The words of a packet's own papers; an annex stands as its title."""
    texts = [as_text(paper) for paper in (packet.cover, packet.contents) if paper is not None]
    for part in packet.parts:
        texts.append(f"<{part.key}> {part.title}\n")
        if isinstance(part.content, Annex):
            texts.append(f"[annex {part.content.number}] {part.content.title}\n")
        else:
            texts.append(as_text(part.content))
    return f"{packet.title}\n\n" + "\n".join(texts)


def said(text: Text) -> str:
    """The bare words of a text."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield from _both(f"# {block.text}", block.second)
        case RedHead():
            yield f"〖{block.mark}〗"
            yield from _filled(block.second, block.number, _beside((block.left, block.right)))
            yield _RULE
        case Marks():
            yield from _filled(block.copy_number, block.mark, block.urgency)
        case Heading():
            yield from _both(f"{'#' * (block.level + 1)} {block.text}", block.second)
        case Paragraph():
            yield from _both(("> " if block.quote else "") + said(block.text), said(block.second))
        case Items():
            for level, mark, text in block.items:
                yield f"{'  ' * level}{mark} {said(text)}"
        case Labelled():
            yield from _both(f"{block.label}：{block.text}", _beside((block.second_label, block.second)))
        case Facts():
            for pair in block.pairs:
                yield from _both(f"{pair.label}｜{pair.value}", _beside((pair.second_label, pair.second)))
        case Grid():
            yield from _grid(block)
        case Signatures():
            for label in block.labels:
                yield f"{label} ________"
        case Countersign():
            for box in block.boxes:
                yield from _opinion(box)
        case Closing():
            yield from _filled(block.issuer, block.day, block.note)
        case Imprint():
            yield _RULE
            yield from _filled(block.copies, _beside((block.office, block.day)))
        case Contents():
            yield _beside(block.columns)
            for line in block.lines:
                note = line.note or f"→{line.target}"
                yield "  " * line.level + _beside((line.text, line.second, line.presenter, note))
        case Cover():
            yield from _filled(block.marks.copy_number, block.marks.mark, f"# {block.title}", block.second)
            yield from _filled(*block.lines, block.holder, block.foot)
        case NameCard():
            yield _beside((block.name, block.unit, block.second))
        case Certificate():
            second = block.second or Certificate("", "", "")
            yield from _both(f"# {block.title}", second.title)
            for name in ("holder", "text", "number", "validity", "issuer", "day"):
                text, other = getattr(block, name), getattr(second, name)
                if text or other:
                    yield from _both(text, other)
        case Labels():
            for place, address in enumerate(block.addresses, block.start):
                yield f"[{place}] {_address(address)}"
        case Envelope():
            yield from _filled(f"✉ {_address(block.to)}", _address(block.sender) and f"  ← {_address(block.sender)}")
        case Space():
            yield ""
        case PageBreak():
            yield "=" * 8
        case Rule():
            yield _RULE
        case Chart():
            yield f"({block.kind}) {block.title}"


def _opinion(box: Opinion) -> Iterator[str]:
    second = box.second or Opinion("")
    yield from _both(f"□ {box.title}", second.title)
    for text, other in ((box.outcome, second.outcome), (box.text, second.text), (box.conditions, second.conditions)):
        if text or other:
            yield from _both(f"  {text}", other)
    yield from _both(f"  {box.signer or '________'}  {box.day or '____'}", _beside((second.signer, second.day)))


def _address(address: Address) -> str:
    said = (address.postcode, address.address, address.unit, address.person, address.telephone)
    return _beside((text.replace("\n", " ⏎ ") for text in said), "｜")


def _grid(grid: Grid) -> Iterator[str]:
    yield from _filled(grid.caption, grid.unit)
    yield _row(column.heading for column in grid.columns)
    if any(column.second for column in grid.columns):
        yield _row(column.second for column in grid.columns)
    for place, row in enumerate(grid.rows):
        struck = "~" if place in grid.struck else ""
        yield struck + _row(map(_cell, row))
    if grid.total:
        yield _row(map(_cell, grid.total))
    if grid.blank_rows:
        yield f"({grid.blank_rows} blank rows)"
    yield from _filled(_beside(grid.foot))


def _cell(cell: str | Cell) -> str:
    if isinstance(cell, str):
        return cell
    text = said(cell.text)
    text = f"~{text}~" if cell.struck and text else text
    return _beside((text, cell.second), " / ")


def _row(cells: Iterable[str]) -> str:
    return "|" + "|".join(cell.replace("\n", " ⏎ ") for cell in cells) + "|"


def _both(text: str, second: str) -> Iterator[str]:
    yield text
    if second:
        yield f"  ({second})"


def _filled(*texts: str) -> Iterator[str]:
    yield from (text for text in texts if text)


def _beside(texts: Iterable[str], gap: str = "  ") -> str:
    return gap.join(text for text in texts if text)
