"""The printed ledger of any register: a landscape table with order numbers, totals, voided rows and who drew it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partnerdesk.paper.blocks import Align, Cell, Column, Grid, Paper, Profile, Title
from partnerdesk.record.fields import Kind
from partnerdesk.words import N_, Words

MOST_ON_A4 = 11  # columns besides the order number; more of them need the larger sheet
BLANK_ROWS = 3  # at the end, for what comes before the next print

_WIDTHS = {
    Kind.DAY: 20.0, Kind.MOMENT: 30.0, Kind.APPOINTMENT: 30.0, Kind.AMOUNT: 24.0, Kind.NUMBER: 13.0,
    Kind.PERCENTAGE: 15.0, Kind.POINTS: 15.0, Kind.YES_NO: 13.0,
}
_SHARES = {Kind.LONG_TEXT: 1.7, Kind.LINKS: 1.5, Kind.CHOICE: 0.75, Kind.SEVERAL: 0.9}
_ALIGNS = {
    Kind.AMOUNT: Align.RIGHT, Kind.NUMBER: Align.RIGHT, Kind.PERCENTAGE: Align.RIGHT, Kind.POINTS: Align.RIGHT,
    Kind.YES_NO: Align.CENTRE,
    Kind.DAY: Align.CENTRE, Kind.MOMENT: Align.CENTRE, Kind.APPOINTMENT: Align.CENTRE,
}


@dataclass(frozen=True)
class LedgerColumn:
    """A column of a ledger: its translated label and the kind of its values, which decides width and alignment."""

    label: str
    kind: Kind
    share: float = 0.0  # of the width that is left; by kind when 0


def ledger(
    *,
    title: str,
    columns: Sequence[LedgerColumn],
    rows: Sequence[tuple[str, ...]],  # each the record's number and then one shown text a column
    struck: Sequence[str],  # for each row why it is void, empty where it is not
    totals: Sequence[int | None],  # for each column the sum in fen, or nothing
    numbered: bool,  # whether the records have numbers
    office: str,
    clerk: str,
    day: date,
    words: Words,
    key: str = "ledger",
) -> Paper:
    """The rows as a ledger in real landscape; a voided row keeps its place and number, with the reason."""
    shown = [_column(column, first=place == 0) for place, column in enumerate(columns)]
    head = [Column(words(N_("No.")), 11, Align.CENTRE)]
    if numbered:
        head.append(Column(words(N_("Number")), 25))
    remarks = Column(words(N_("Remarks")), share=0.8)
    made = tuple(
        _row(place, row, void, numbered) for place, (row, void) in enumerate(zip(rows, struck, strict=True), 1))
    amounts = any(column.kind is Kind.AMOUNT for column in columns)
    grid = Grid(
        columns=(*head, *shown, remarks),
        rows=made,
        unit=words(N_("Amounts in yuan")) if amounts else "",
        row_height=8,
        size=9,
        blank_rows=BLANK_ROWS,
        total=_total(totals, numbered, words) if amounts and rows else (),
        foot=(
            words.labelled(words(N_("Drawn up by")), clerk), words.labelled(words(N_("Reviewed by")), ""),
            words.labelled(words(N_("As of")), words.short_day(day)),
        ),
    )
    wide = len(columns) + numbered > MOST_ON_A4
    return Paper(
        key=key,
        title=title,
        profile=Profile.LEDGER_A3 if wide else Profile.LEDGER,
        blocks=(Title(title), grid),
        language=words.language,
        footer=f"{office}　{title}" if words.chinese else f"{office}: {title}",
        total_pages=True,
    )


def ledger_amount(fen: int | None, words: Words) -> str:
    """An amount as a ledger shows it: in Chinese by ten thousand yuan, in English in yuan; nothing is rounded off."""
    if fen is None:
        return ""
    if not words.chinese:
        return words.amount(fen)
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 1_000_000)
    decimals = f"{rest:06}".rstrip("0").ljust(2, "0")
    return f"{sign}{whole:,}.{decimals}"


def _column(column: LedgerColumn, first: bool) -> Column:
    width = _WIDTHS.get(column.kind, 0.0)
    if column.share:
        width = 0.0
    share = column.share or _SHARES.get(column.kind, 1.0) * (1.6 if first else 1.0)
    return Column(column.label, width, _ALIGNS.get(column.kind, Align.LEFT), share=share)


def _row(place: int, row: tuple[str, ...], void: str, numbered: bool) -> tuple[str | Cell, ...]:
    cells = row if numbered else row[1:]
    if not void:
        return (str(place), *cells, "")
    kept, rest = (1, cells[1:]) if numbered else (0, cells)
    return (str(place), *cells[:kept], *(Cell(text, struck=True) for text in rest), Cell(void))


def _total(totals: Sequence[int | None], numbered: bool, words: Words) -> tuple[str | Cell, ...]:
    sums = tuple("" if total is None else ledger_amount(total, words) for total in totals)
    lead = ("",) if numbered else ()
    return (Cell(words(N_("Total")), bold=True), *lead, *(Cell(each, bold=True) for each in sums), "")
