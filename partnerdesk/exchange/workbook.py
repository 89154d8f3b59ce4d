"""Excel workbooks from outside, guarded against bombs and told apart from what only looks like one."""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

import openpyxl
import openpyxl.xml

from partnerdesk.exchange import tables
from partnerdesk.exchange.tables import Faulty, Table, Value
from partnerdesk.problems import Problem, Trouble
from partnerdesk.words import N_

LARGEST_UNFOLDED = 200 * 1024 * 1024
GREATEST_RATIO = 100
SMALL = 10 * 1024 * 1024  # below this no ratio can hurt
MOST_CELLS = 4_000_000
MOST_PARTS = 10_000
ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".et", ".ett", ".ods", ".numbers"})

ENCRYPTED = N_("“{file}” is encrypted with a password. Open it in Excel or WPS, save it without the password, then import it.")  # noqa: E501
OLD = N_("“{file}” is a workbook of the old kind (.xls). Open it in Excel or WPS and save it as .xlsx.")
STRICT = N_("“{file}” was saved as Strict Open XML. Open it in Excel and save it as an ordinary workbook (.xlsx).")
BINARY = N_("“{file}” is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx.")
NOT_A_WORKBOOK = N_("“{file}” is not a workbook, although its name says so.")
DAMAGED = N_("“{file}” is a damaged workbook and cannot be read. Open it in Excel or WPS and save it anew.")
HARMFUL = N_("“{file}” defines entities of its own, which no honest workbook does. It was not opened.")
NO_SHEET = N_("“{file}” has no sheet “{sheet}”. There are: {sheets}")

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
# All that the readers of archives and of XML were seen to raise over damaged files; to both parsers it is bad syntax.
_BROKEN = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, EOFError, RuntimeError,
    OSError, SyntaxError, BadZipFile, zlib.error, struct.error,
)


@dataclass(frozen=True)
class _Area:
    """A merged area, in columns and rows counted from 1."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        return f"{tables.letter(self.left - 1)}{self.top}:{tables.letter(self.right - 1)}{self.bottom}"

    def covers(self, column: int, row: int) -> bool:
        return self.left <= column <= self.right and self.top <= row <= self.bottom

    def begins(self, column: int, row: int) -> bool:
        return (column, row) == (self.left, self.top)


def concerns(start: bytes, suffix: str) -> bool:
    """Whether a file that begins so is, or claims to be, a workbook."""
    return start.startswith((ZIP, OLE)) or suffix.lower() in SUFFIXES


def read(path: Path, *, sheet: str = "", headed: bool = True) -> Table:
    """Read one sheet: the one named, else the first visible one with rows; hidden sheets only when named."""
    if not openpyxl.xml.DEFUSEDXML:
        raise Trouble(N_("The guard against harmful workbooks is not installed; nothing was opened."))
    _guard(path)
    with warnings.catch_warnings():
        # What openpyxl leaves out (pictures, validations, headers) is nothing that a list needs.
        warnings.simplefilter("ignore")
        try:
            return _read(path, sheet, headed)
        except _BROKEN as failure:
            raise Trouble(DAMAGED, file=path.name) from failure


def _guard(path: Path) -> None:
    """Tell the kinds of file apart and refuse what would unfold to more than the machine should carry."""
    with path.open("rb") as file:
        start = file.read(8)
        if start.startswith(OLE):
            raise Trouble(_ole_sentence(file), file=path.name)
    if not start.startswith(ZIP):
        raise Trouble(NOT_A_WORKBOOK, file=path.name)
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            # A part never unfolds to more than it declares: the reader of the archive stops there.
            unfolded = sum(part.file_size for part in parts)
            folded = path.stat().st_size
            if unfolded > LARGEST_UNFOLDED or len(parts) > MOST_PARTS:
                raise Trouble(tables.TOO_LARGE, file=path.name)
            if unfolded > SMALL and unfolded > GREATEST_RATIO * folded:
                raise Trouble(tables.TOO_LARGE, file=path.name)
            if "xl/workbook.bin" in names:
                raise Trouble(BINARY, file=path.name)
            if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
                raise Trouble(NOT_A_WORKBOOK, file=path.name)
            if any(part.flag_bits & 1 for part in parts):
                raise Trouble(ENCRYPTED, file=path.name)
            if "xl/workbook.xml" in names and b"http://purl.oclc.org/ooxml/" in archive.read("xl/workbook.xml"):
                raise Trouble(STRICT, file=path.name)
            if not any(name.startswith("xl/") for name in names):
                raise Trouble(NOT_A_WORKBOOK, file=path.name)
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")) and _defines_entities(archive, part):
                    raise Trouble(HARMFUL, file=path.name)
    except _BROKEN as failure:
        raise Trouble(DAMAGED, file=path.name) from failure


def _defines_entities(archive: ZipFile, part: ZipInfo) -> bool:
    """Whether a part has a document type of its own; read through to its end, so that its size and sum are proved."""
    kept = b""
    with archive.open(part) as content:
        while chunk := content.read(1024 * 1024):
            window = kept + chunk
            if any(sign in window for sign in _DOCTYPE):
                return True
            kept = window[-40:]
    return False


def _ole_sentence(file: IO[bytes]) -> str:
    """An encrypted .xlsx and an old .xls lie in the same kind of container; its directory tells which."""
    file.seek(0)
    head = file.read(4 * 1024 * 1024)
    if "EncryptedPackage".encode("utf-16-le") in head:
        return ENCRYPTED
    if "Workbook".encode("utf-16-le") in head or "Book".encode("utf-16-le") in head:
        return OLD
    return NOT_A_WORKBOOK


def _read(path: Path, wanted: str, headed: bool) -> Table:
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheets: dict[str, Any] = {sheet.title: sheet for sheet in book.worksheets}
        visible = tuple(name for name, sheet in sheets.items() if sheet.sheet_state == "visible")
        if wanted and wanted not in sheets:
            raise Trouble(NO_SHEET, file=path.name, sheet=wanted, sheets="、".join(visible))
        for name in (wanted,) if wanted else visible:
            records = list(_records(sheets[name], path.name))
            if wanted or any(not tables.blank(value) for _, values in records for value in values):
                return _table(path, sheets[name], records, visible, headed)
    raise Trouble(tables.EMPTY, file=path.name)


def _records(sheet: Any, file: str) -> Iterator[tuple[int, tuple[Value, ...]]]:
    sheet.reset_dimensions()  # some programs write down a wrong size
    held = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        held += len(cells)
        if held > MOST_CELLS:
            raise Trouble(N_("“{file}” has more than {count} cells. It is no list that can be imported."), file=file,
                          count=MOST_CELLS)
        if number > tables.MOST_ROWS:
            # Beyond this a sheet may still hold a million rows that are merely coloured.
            if any(cell.value is not None for cell in cells):
                raise Trouble(tables.TOO_MANY_ROWS, file=file, count=tables.MOST_ROWS)
            if number > 1_100_000:
                return
            continue
        if cells:
            yield number, tuple(_value(cell, number, column) for column, cell in enumerate(cells))


def _value(cell: Any, row: int, column: int) -> Value:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "e":
        return Faulty(str(value), f"{tables.letter(column)}{row}")
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value if (value.hour, value.minute, value.second) != (0, 0, 0) else value.date()
    if isinstance(value, time):
        return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, bool | int | float) and not isinstance(value, bool):
        return f"{tables.text(value * 100)}%" if "%" in str(cell.number_format) else value
    return value if isinstance(value, bool | date) else str(value)


def _table(
    path: Path, sheet: Any, records: list[tuple[int, tuple[Value, ...]]], visible: tuple[str, ...], headed: bool
) -> Table:
    notices: list[Problem] = []
    with ZipFile(path) as archive, archive.open(sheet._worksheet_path) as part:
        areas, formulas = _scanned(part)
    if areas:
        areas.sort(key=lambda area: (area.top, area.left))
        notices.append(Problem("", N_("Merged cells give their value once: {places}"), {
            "places": tables.listed(areas)}))
        records = _unmerged(records, areas, notices)
    faulty = [value.address for _, values in records for value in values if isinstance(value, Faulty)]
    if faulty:
        notices.append(Problem("", N_("These cells show an error instead of a value: {places}"), {
            "places": tables.listed(faulty)}))
    if formulas:
        empty = _never_computed(path, sheet.title, records)
        if empty:
            notices.append(Problem("", N_("The formulas in these cells have no result yet; open the file in Excel or WPS and save it: {places}"), {  # noqa: E501
                "places": tables.listed(empty)}))
    return tables.from_records(path.name, sheet.title, records, headed=headed, notices=notices, sheets=visible)


def _scanned(part: IO[bytes]) -> tuple[list[_Area], bool]:
    """The merged areas of a sheet and whether it has formulas, read from its text: the fast reader skips both."""
    areas: list[_Area] = []
    formulas = False
    rest = b""
    while chunk := part.read(1024 * 1024):
        window = rest + chunk
        formulas = formulas or bool(_FORMULA.search(window))
        end = 0
        for found in _MERGED.finditer(window):
            left, top, right, bottom = found.groups()
            areas.append(_Area(_column(left), int(top), _column(right), int(bottom)))
            end = found.end()
        rest = window[max(end, len(window) - 400):]
    return areas, formulas


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _unmerged(
    records: list[tuple[int, tuple[Value, ...]]], areas: list[_Area], notices: list[Problem]
) -> list[tuple[int, tuple[Value, ...]]]:
    """Blank what a merged area hides, and leave out remarks that run across the table."""
    by_row: dict[int, list[_Area]] = {}
    last = max((number for number, _ in records), default=0)
    for area in areas:
        for row in range(area.top, min(area.bottom, last) + 1):
            by_row.setdefault(row, []).append(area)
    width = max((len(values) for _, values in records), default=0)
    first = next((number for number, values in records if not all(map(tables.blank, values))), 0)
    made = []
    for number, values in records:
        here = by_row.get(number, ())
        shown = tuple(
            None if any(area.covers(column, number) and not area.begins(column, number) for area in here) else value
            for column, value in enumerate(values, start=1))
        filled = [column for column, value in enumerate(shown, start=1) if not tables.blank(value)]
        wide = [area for area in here if (area.right - area.left + 1) * 2 > width > 2]
        if number > first and len(filled) == 1 and any(area.begins(filled[0], number) for area in wide):
            notices.append(Problem("", N_("Row {row} is a remark across the table and was left out: {text}"), {
                "row": number, "text": tables.text(shown[filled[0] - 1])}))
            continue
        made.append((number, shown))
    return made


def _never_computed(path: Path, title: str, records: list[tuple[int, tuple[Value, ...]]]) -> list[str]:
    shown = dict(records)
    with path.open("rb") as file:
        sheet: Any = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)[title]
        sheet.reset_dimensions()
        places = []
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            values = shown.get(number, ())
            for column, cell in enumerate(cells):
                if cell.data_type == "f" and (column >= len(values) or values[column] is None):
                    places.append(f"{tables.letter(column)}{number}")
            if number >= tables.MOST_ROWS:
                break
        return places
