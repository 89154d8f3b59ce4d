"""The pieces that the papers of several desks are made of: numbered chapters and tables, pairs, days and spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from partnerdesk.paper.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Contents,
    ContentsLine,
    Fact,
    Facts,
    Grid,
    Heading,
    Paragraph,
)
from partnerdesk.paper.ledger import ledger_amount
from partnerdesk.words import N_, Words, ordinal_chinese

NUMBER_WIDTH = 11.0  # millimetres


def chapters(words: Words, parts: Iterable[tuple[str, Sequence[Block]]], *, bookmark: bool = True) -> Iterator[Block]:
    """The parts that hold anything under numbered headings: 一、基本情况, 1. Basic facts."""
    return headed(words, ((words(label), blocks) for label, blocks in parts), bookmark=bookmark)


def headed(words: Words, parts: Iterable[tuple[str, Sequence[Block]]], *, bookmark: bool = True) -> Iterator[Block]:
    """The same with headings that are said already, the names of bodies for example."""
    held = [(said, blocks) for said, blocks in parts if blocks]
    for place, (said, blocks) in enumerate(held, 1):
        yield Heading(numbered_label(words, place, said), level=1, bookmark=bookmark, key=f"chapter-{place}")
        yield from blocks


def contents_of(chapters: Iterable[Block], words: Words) -> Contents:
    """The lines that lead to the headings of chapters."""
    return Contents(
        tuple(ContentsLine(block.text, block.key) for block in chapters if isinstance(block, Heading) and block.key),
        (words(N_("Contents")), "", words(N_("Page"))))


def numbered_label(words: Words, place: int, said: str) -> str:
    """A heading of the first level with its number as the language writes it."""
    return f"{ordinal_chinese(place)}、{said}" if words.chinese else f"{place}. {said}"


def numbered(
    words: Words, columns: Sequence[Column], rows: Iterable[Sequence[str | Cell]], *, blank_rows: int = 0,
    row_height: float = 8, unit: str = "", size: float = 10.5, foot: tuple[str, ...] = (),
) -> Grid:
    """A table whose rows are counted."""
    return Grid(
        columns=(Column(words(N_("No.")), NUMBER_WIDTH, Align.CENTRE), *columns),
        rows=tuple((str(place), *row) for place, row in enumerate(rows, 1)),
        blank_rows=blank_rows, row_height=row_height, unit=unit, size=size, foot=foot,
    )


def filled(grid: Grid) -> tuple[Grid, ...]:
    """The table, or nothing where it has no rows."""
    return (grid,) if grid.rows else ()


def pairs(facts: Iterable[Fact], *, empty: bool = False) -> Facts:
    """Pairs two abreast, those without a value left out unless `empty`; none stands beside nothing."""
    return Facts(tuple(_without_gaps([fact for fact in facts if fact.value or empty])), columns=2)


def running(text: str) -> tuple[Paragraph, ...]:
    """What a person wrote in several lines, a paragraph each."""
    return tuple(Paragraph(line.strip()) for line in text.split("\n") if line.strip())


def short_day(day: date | None, words: Words) -> str:
    return words.short_day(day) if day is not None else ""


def long_day(day: date | None, words: Words) -> str:
    return words.day(day) if day is not None else ""


def money(fen: int | None, words: Words) -> str:
    """An amount beside its label: 12,000.00万元, CNY 120,000,000.00."""
    if fen is None:
        return ""
    return f"{ledger_amount(fen, words)}万元" if words.chinese else f"CNY {words.amount(fen)}"


def span(since: date | None, until: date | None, words: Words) -> str:
    """From one day to another; an open end says so."""
    if since is None and until is None:
        return ""
    begin = short_day(since, words)
    if until is None:
        return words(N_("since {day}"), day=begin)
    return f"{begin} – {short_day(until, words)}" if begin else words(N_("until {day}"), day=short_day(until, words))


def _without_gaps(facts: Sequence[Fact]) -> Iterator[Fact]:
    abreast = 0
    for place, fact in enumerate(facts):
        alone = abreast == 0 and (place + 1 == len(facts) or facts[place + 1].wide)
        abreast = 0 if fact.wide or alone or abreast else 1
        yield replace(fact, wide=True) if alone else fact
