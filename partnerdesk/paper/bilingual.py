"""Two papers of one matter, Chinese and English, joined block by block where they run alike."""

from __future__ import annotations

from dataclasses import replace

from partnerdesk.paper.blocks import (
    Align,
    Block,
    Cell,
    Certificate,
    Chart,
    Closing,
    Column,
    Contents,
    ContentsLine,
    Countersign,
    Cover,
    Envelope,
    Fact,
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
    PageBreak,
    Paper,
    Paragraph,
    Profile,
    RedHead,
    Role,
    Rule,
    Run,
    Series,
    Signatures,
    Space,
    Text,
    Title,
)


def pair(chinese: Paper, english: Paper) -> tuple[Paper, ...]:
    """One paper with the English under the Chinese, or both papers in turn where they are built differently.

    What goes through the post is in one language or the other: it comes in turn too.
    """
    if chinese == english:
        return (chinese,)
    if _shape(chinese) != _shape(english) or any(isinstance(block, Labels | Envelope) for block in chinese.blocks):
        return chinese, english
    blocks = tuple(
        joined for one, other in zip(chinese.blocks, english.blocks, strict=True) for joined in _join(one, other)
    )
    paper = replace(
        chinese,
        title=_beside(chinese.title, english.title),
        blocks=blocks,
        footer=_below(chinese.footer, english.footer),
        # a second language under each line leaves the 22 lines of the official page
        forms=chinese.forms or chinese.profile is Profile.OFFICIAL,
    )
    return (paper,)


def _shape(paper: Paper) -> list[object]:
    """What two papers must have in common to be read as a pair, line by line."""
    return [(type(block).__name__, _inner(block)) for block in paper.blocks]


def _inner(block: Block) -> object:
    match block:
        case Items():
            return [level for level, _, _ in block.items]
        case Facts():
            return block.columns, [pair.wide for pair in block.pairs]
        case Grid():
            return len(block.columns), [_spans(row) for row in block.rows], _spans(block.total), block.struck
        case Heading():
            return block.level, block.key
        case Contents():
            return [(line.target, line.level) for line in block.lines]
        case Signatures():
            return len(block.labels)
        case Countersign():
            return block.columns, [(box.wide, box.sealed) for box in block.boxes]
        case Chart():
            return block.kind, len(block.labels), [series.values for series in block.series]
        case _:
            return None


def _spans(row: tuple[str | Cell, ...]) -> list[int]:
    return [cell.span if isinstance(cell, Cell) else 1 for cell in row]


def _join(one: Block, other: Block) -> tuple[Block, ...]:
    """The blocks that say both; `other` is the English block at the same place."""
    match one, other:
        case Title(), Title():
            return (replace(one, second=_second(one.text, other.text)),)
        case RedHead(), RedHead():
            return (replace(one, second=_second(one.mark, other.mark)),)
        case Heading(), Heading():
            return (replace(one, second=_second(one.text, other.text)),)
        case Paragraph(), Paragraph():
            return (replace(one, second=_second_text(one.text, other.text)),)
        case Items(), Items():
            texts = [(item[2], twin[2]) for item, twin in zip(one.items, other.items, strict=True)]
            seconds = tuple(plain(_second_text(chinese, english)) for chinese, english in texts)
            return (replace(one, second=seconds if any(seconds) else ()),)
        case Labelled(), Labelled():
            label, second = _second(one.label, other.label), _second(one.text, other.text)
            return (replace(one, second_label=label, second=second),)
        case Facts(), Facts():
            return (replace(one, pairs=tuple(map(_fact, one.pairs, other.pairs))),)
        case Grid(), Grid():
            return (_grid(one, other),)
        case Signatures(), Signatures():
            return (replace(one, labels=tuple(map(_beside, one.labels, other.labels))),)
        case Countersign(), Countersign():
            return (replace(one, boxes=tuple(map(_opinion, one.boxes, other.boxes))),)
        case Closing(), Closing():
            return _closing(one, other)
        case Imprint(), Imprint():
            return (replace(one, copies=_beside(one.copies, other.copies), office=_beside(one.office, other.office)),)
        case Contents(), Contents():
            return (_contents(one, other),)
        case Cover(), Cover():
            extra = tuple(line for line in other.lines if line not in one.lines)
            return (replace(one, second=_second(one.title, other.title), lines=one.lines + extra),)
        case NameCard(), NameCard():
            return (replace(one, second=one.second or _second(one.name, other.name)),)
        case Certificate(), Certificate():
            return (_certificate(one, other),)
        case Chart(), Chart():
            return (_chart(one, other),)
        case ((Marks() | Space() | PageBreak() | Rule()), _):
            return (one,)
        case _:
            raise TypeError(f"{type(one).__name__} beside {type(other).__name__}")


def _second(chinese: str, english: str) -> str:
    """The English, where it says anything that the Chinese does not say already."""
    return "" if english == chinese else english


def plain(text: Text) -> str:
    """A text without its looks."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def _second_text(chinese: Text, english: Text) -> Text:
    return "" if plain(english) == plain(chinese) else english


def _beside(chinese: str, english: str) -> str:
    """Two short texts in one line: 出席 Present."""
    return f"{chinese} {english}".strip() if english != chinese else chinese


def _below(chinese: str, english: str) -> str:
    """Two short texts one below the other in a narrow column."""
    return f"{chinese}\n{english}".strip() if english != chinese else chinese


def _fact(one: Fact, other: Fact) -> Fact:
    label, value = _second(one.label, other.label), _second(one.value, other.value)
    return replace(one, second_label=label, second=value)


def _grid(one: Grid, other: Grid) -> Grid:
    return replace(
        one,
        columns=tuple(map(_column, one.columns, other.columns)),
        rows=tuple(tuple(map(_cell, row, twin)) for row, twin in zip(one.rows, other.rows, strict=True)),
        total=tuple(map(_cell, one.total, other.total)),
        caption=_beside(one.caption, other.caption),
        unit=_beside(one.unit, other.unit),
        foot=tuple(map(_beside, one.foot, other.foot)) if len(one.foot) == len(other.foot) else one.foot + other.foot,
    )


def _column(one: Column, other: Column) -> Column:
    return replace(one, second=_second(one.heading, other.heading))


def _cell(one: str | Cell, other: str | Cell) -> str | Cell:
    chinese = one if isinstance(one, Cell) else Cell(one)
    text, english = plain(chinese.text), plain(other.text if isinstance(other, Cell) else other)
    if english == text:
        return one
    return replace(chinese, text=english) if not text else replace(chinese, second=english)


def _opinion(one: Opinion, other: Opinion) -> Opinion:
    second = Opinion(
        _second(one.title, other.title), _second(one.text, other.text), _second(one.outcome, other.outcome),
        _second(one.conditions, other.conditions), _second(one.signer, other.signer), _second(one.day, other.day),
    )  # fmt: skip
    return replace(one, second=second if second != Opinion("") else None)


def _certificate(one: Certificate, other: Certificate) -> Certificate:
    second = Certificate(
        _second(one.title, other.title), _second(one.holder, other.holder), _second(one.text, other.text),
        _second(one.issuer, other.issuer), _second(one.day, other.day), _second(one.number, other.number),
        _second(one.validity, other.validity),
    )  # fmt: skip
    return replace(one, second=second if second != Certificate("", "", "") else None)


def _closing(one: Closing, other: Closing) -> tuple[Block, ...]:
    closing = replace(one, note=_beside(one.note, other.note))
    english = ", ".join(part for part in (_second(one.issuer, other.issuer), _second(one.day, other.day)) if part)
    if not english:
        return (closing,)
    return closing, Paragraph((Run(english, role=Role.SONG, small=True),), indent=False, align=Align.RIGHT)


def _contents(one: Contents, other: Contents) -> Contents:
    first, second, third = map(_below, one.columns, other.columns)
    return Contents(tuple(map(_line, one.lines, other.lines)), (first, second, third))


def _line(one: ContentsLine, other: ContentsLine) -> ContentsLine:
    presenter = _below(one.presenter, other.presenter)
    return replace(one, second=_second(one.text, other.text), presenter=presenter)


def _chart(one: Chart, other: Chart) -> Chart:
    series = tuple(
        Series(_beside(line.label, twin.label), line.values)
        for line, twin in zip(one.series, other.series, strict=True)
    )
    return replace(
        one, labels=tuple(map(_beside, one.labels, other.labels)), series=series, title=_beside(one.title, other.title)
    )
