"""A list as a workbook, CSV, JSON or plain text; what a person typed stays text and never becomes a formula."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from partnerdesk.clock import ZONE
from partnerdesk.problems import Refused, Spoken
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.reading import shown
from partnerdesk.record.signs import cleaned
from partnerdesk.words import N_, Words

CELL_LIMIT = 32_767  # signs that a cell of Excel can hold
WIDEST = 60  # columns of a workbook, in signs
WIDEST_TEXT = 40  # columns of a table on a terminal
STEP = 500  # rows from one telling how far the writing is to the next
CSV_MARK = "\ufeff"  # without it Excel reads UTF-8 as the code page of the machine

_DANGEROUS = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_TYPED = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.SEVERAL, Kind.LINK, Kind.LINKS, Kind.FILE})


@dataclass(frozen=True)
class SheetColumn:
    """A column: its heading in the language of the list, and the field whose values stand in it."""

    heading: str
    field: Field


@dataclass(frozen=True)
class Sheet:
    """A list to be taken out: values as the store gives them, links already as names."""

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Any, ...], ...]
    words: Words = field(default_factory=Words)
    zone: str = ZONE

    def cells(self, row: Sequence[Any]) -> tuple[str, ...]:
        """The values of a row as text in the short forms of tables."""
        return tuple(
            shown(column.field, value, self.words, zone=self.zone, table=True)
            for column, value in zip(self.columns, row, strict=True)
        )


def save(sheet: Sheet, path: Path, reached: Callable[[int], None] | None = None) -> None:
    """Write the list to a file of the kind that its name says; the file is whole or not there.

    `reached` is told from time to time how many rows are done, and may raise to call the whole off.
    """
    match path.suffix.lower():
        case ".xlsx":
            content = as_workbook(sheet, reached)
        case ".csv":
            content = as_csv(sheet, reached)
        case ".json":
            content = as_json(sheet).encode()
        case _:
            raise Refused(N_("A list can be saved as .xlsx, .csv or .json, not as “{name}”."), name=path.name)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def as_text(sheet: Sheet, form: str) -> str:
    """The list for a terminal or a pipe, as `table`, `csv` or `json`."""
    if form == "csv":
        return _comma_separated(sheet)
    return as_json(sheet) if form == "json" else _aligned(sheet)


def as_csv(sheet: Sheet, reached: Callable[[int], None] | None = None) -> bytes:
    """CSV in UTF-8 with its mark and Windows line ends, as Excel and WPS open it by a double click."""
    return (CSV_MARK + _comma_separated(sheet, reached)).encode()


def as_json(sheet: Sheet) -> str:
    """A list of objects by field name: days after ISO 8601, amounts in yuan as text, choices by their stored keys."""
    names = [column.field.name or column.field.label.lower().replace(" ", "_") for column in sheet.columns]
    fields = [column.field for column in sheet.columns]
    objects = [
        {name: _plain(field, value, sheet) for name, field, value in zip(names, fields, row, strict=True)}
        for row in sheet.rows
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def as_workbook(sheet: Sheet, reached: Callable[[int], None] | None = None) -> bytes:
    """A workbook: head frozen and filterable, days as days, amounts and numbers as numbers, all else as text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page: Any = book.create_sheet(_sheet_title(sheet.title))
    page.freeze_panes = "A2"
    for index, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[get_column_letter(index)].width = width
    page.auto_filter.ref = f"A1:{get_column_letter(max(len(sheet.columns), 1))}{len(sheet.rows) + 1}"

    def styled(*, lines: bool = False, bold: bool = False, pattern: str = "", quoted: bool = False) -> Any:
        cell: Any = WriteOnlyCell(page)
        cell.alignment = Alignment(vertical="top", wrap_text=lines)
        if bold:
            cell.font = Font(bold=True)
        if pattern:
            cell.number_format = pattern
        cell.quotePrefix = quoted  # so that Excel does not make a formula of it when somebody edits the cell
        return cell._style

    # A style is worked out once and lent to every cell that looks so: a long list has a million of them.
    style = cache(styled)

    def text_cell(text: str, *, bold: bool = False) -> Any:
        cell: Any = WriteOnlyCell(page)
        cell.value = _fitting(text, sheet.words)
        cell.data_type = "s"  # openpyxl takes a leading = for a formula
        cell._style = style(lines="\n" in text, bold=bold, quoted=bool(_DANGEROUS.match(text)))
        return cell

    def cells_of(row: Sequence[Any]) -> list[Any]:
        cells: list[Any] = []
        for column, value, text in zip(sheet.columns, row, sheet.cells(row), strict=True):
            number, pattern = _native(column.field, value, sheet.zone)
            if number is None:
                cells.append(text_cell(text) if text else None)
                continue
            cell: Any = WriteOnlyCell(page, value=number)
            cell._style = style(pattern=pattern)
            cells.append(cell)
        return cells

    try:
        page.append([text_cell(column.heading, bold=True) for column in sheet.columns])
        for at, row in enumerate(sheet.rows):
            if reached is not None and not at % STEP:
                reached(at)
            page.append(cells_of(row))
    except Spoken:
        # What was written so far stands in a file of openpyxl's own.
        page.close()
        page._writer.cleanup()
        raise
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def guarded(text: str) -> str:
    """A text for CSV: what Excel would take for a formula gets an apostrophe, which our own reader takes off."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def _comma_separated(sheet: Sheet, reached: Callable[[int], None] | None = None) -> str:
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([guarded(column.heading) for column in sheet.columns])
    for at, row in enumerate(sheet.rows):
        if reached is not None and not at % STEP:
            reached(at)
        cells = zip(sheet.columns, sheet.cells(row), strict=True)
        writer.writerow([guarded(text) if column.field.kind in _TYPED else text for column, text in cells])
    return made.getvalue()


def _aligned(sheet: Sheet) -> str:
    head = tuple(column.heading for column in sheet.columns)
    lines = [head, *(tuple(" ".join(cell.split()) for cell in sheet.cells(row)) for row in sheet.rows)]
    widths = [min(max(map(_width, column)), WIDEST_TEXT) for column in zip(*lines, strict=True)]
    made = []
    for index, line in enumerate(lines):
        cells = [_padded(_cut(cell, width), width, column.field.kind is Kind.AMOUNT)
                 for cell, width, column in zip(line, widths, sheet.columns, strict=True)]
        made.append("  ".join(cells).rstrip())
        if not index:
            made.append("  ".join("─" * width for width in widths))
    return "\n".join(made) + "\n"


def _plain(field: Field, value: Any, sheet: Sheet) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, tuple | list):
        return [str(each) for each in value]
    if field.kind in (Kind.AMOUNT, Kind.POINTS):
        return f"{Decimal(value) / 100:.2f}"
    if field.kind is Kind.PERCENTAGE:
        return f"{Decimal(value) / 100:f}"
    if isinstance(value, datetime):
        return _wall(field, value, sheet.zone).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | float) else str(value)


def _native(field: Field, value: Any, zone: str) -> tuple[Any, str]:
    """The value as a number or a day of the workbook with its format, or nothing when it is text."""
    if value is None or isinstance(value, bool | str):
        return None, ""
    match field.kind:
        case Kind.DAY if value.year >= 1900:
            return value, "yyyy-mm-dd"
        case Kind.APPOINTMENT | Kind.MOMENT:
            wall = _wall(field, value, zone)
            elsewhere = isinstance(wall.tzinfo, ZoneInfo) and wall.tzinfo.key != zone
            return (None, "") if elsewhere else (wall.replace(tzinfo=None), "yyyy-mm-dd hh:mm")
        case Kind.AMOUNT:
            return Decimal(value) / 100, "#,##0.00"
        case Kind.POINTS:
            return Decimal(value) / 100, "0.00"
        case Kind.PERCENTAGE:
            return Decimal(value) / 10_000, "0.00%"
        case Kind.NUMBER:
            return value, "0"
    return None, ""


def _wall(field: Field, value: datetime, zone: str) -> datetime:
    return value.astimezone(ZoneInfo(zone)) if field.kind is Kind.MOMENT or value.tzinfo is UTC else value


def _fitting(text: str, words: Words) -> str:
    text = cleaned(text)
    if len(text) <= CELL_LIMIT:
        return text
    note = words(N_("… (cut here: a cell holds no more)"))
    return text[:CELL_LIMIT - len(note)] + note


def _sheet_title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", cleaned(title)).strip()[:31] or "1"


def _widths(sheet: Sheet) -> list[int]:
    widths = [_width(column.heading) + 4 for column in sheet.columns]
    for row in sheet.rows[:500]:
        for index, text in enumerate(sheet.cells(row)):
            widths[index] = max(widths[index], max(map(_width, text.split("\n"))) + 2)
    return [min(width, WIDEST) for width in widths]


def _width(text: str) -> int:
    signs = (sign for sign in text if not unicodedata.combining(sign))
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in signs)


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while _width(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def _padded(text: str, width: int, right: bool) -> str:
    white = " " * (width - _width(text))
    return white + text if right else text + white
