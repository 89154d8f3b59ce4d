"""Tables that come from outside: a CSV file or a sheet of a workbook as plain headings and numbered rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from partnerdesk.problems import Problem, Trouble, reason_of
from partnerdesk.words import N_

LARGEST_FILE = 200 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 1000
NAMED = 12  # places that a notice names before it says "and more"


@dataclass(frozen=True)
class Faulty:
    """A cell that shows an error instead of a value."""

    shows: str
    address: str


Value = str | int | float | bool | date | datetime | Faulty | None


@dataclass(frozen=True)
class Row:
    """A row under the headings, with the number that its program shows beside it."""

    number: int
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Table:
    """A table as it was found: nothing trimmed, nothing guessed; what could not be taken over stands in the notices."""

    sheet: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notices: tuple[Problem, ...] = ()
    sheets: tuple[str, ...] = ()  # what else may be chosen in the same file

    def column(self, heading: str) -> tuple[Value, ...]:
        """All values under a heading."""
        index = self.headings.index(heading)
        return tuple(row.values[index] for row in self.rows)


def open_table(path: Path, *, sheet: str = "", encoding: str = "", headed: bool = True) -> Table:
    """Read a CSV file or one sheet of a workbook; whatever stands in the way is said as `Trouble`.

    Without `sheet` the first visible one with rows is taken; without `encoding` the file itself tells;
    with `headed` false the file is a bare list, and its columns are called by their letters.
    """
    from partnerdesk.exchange import comma_text, workbook

    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as failure:
        raise Trouble(N_("“{file}” cannot be read: {reason}."), file=path.name, reason=reason_of(failure)) from None
    if size > LARGEST_FILE:
        raise Trouble(TOO_LARGE, file=path.name)
    if not size:
        raise Trouble(EMPTY, file=path.name)
    if workbook.concerns(start, path.suffix):
        return workbook.read(path, sheet=sheet, headed=headed)
    return comma_text.read(path, encoding=encoding, headed=headed)


TOO_LARGE = N_("“{file}” is larger than 200 MB, or unfolds to more than that. It was not opened.")
EMPTY = N_("“{file}” holds no rows.")
TOO_MANY_ROWS = N_("“{file}” has more than {count} rows. Split it, then import the parts.")
TOO_MANY_COLUMNS = N_("“{file}” has more than {count} columns. It is no list that can be imported.")


def text(value: Value) -> str:
    """A value as the text that a person would type for it; whole numbers have no decimals."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # Fifteen digits are what a spreadsheet itself keeps: 0.1 + 0.2 shows as 0.3.
        shown = f"{value:.15g}"
        return f"{value:.0f}" if "e+" in shown and abs(value) < 1e21 else shown
    if isinstance(value, datetime):
        clock = value.time().isoformat(timespec="seconds").removesuffix(":00")
        return f"{value.date()} {clock}" if clock != "00:00" else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Faulty):
        return value.shows
    return str(value)


def letter(index: int) -> str:
    """The letter of a column as spreadsheets count them, from 0: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def listed(places: Sequence[object]) -> tuple[str, ...]:
    """Some places of a file, at most a dozen of them named; each language puts its own commas between them."""
    shown = tuple(map(str, places[:NAMED]))
    return (*shown, "…") if len(places) > NAMED else shown


def blank(value: Value) -> bool:
    """Whether a value shows nothing at all."""
    return value is None or (isinstance(value, str) and not any(map(_shows, value)))


def from_records(
    file: str, sheet: str, records: Iterable[tuple[int, Sequence[Value]]], *, headed: bool = True,
    notices: Sequence[Problem] = (), sheets: Sequence[str] = (),
) -> Table:
    """The table in some numbered records: the headings found, empty rows left out, short rows filled up."""
    kept = [(number, tuple(values)) for number, values in records if not all(map(blank, values))]
    if not kept:
        raise Trouble(EMPTY, file=f"{file} / {sheet}" if sheet else file)
    said = list(notices)
    width = max(max(index for index, value in enumerate(values) if not blank(value)) + 1 for _, values in kept)
    if width > MOST_COLUMNS:
        raise Trouble(TOO_MANY_COLUMNS, file=file, count=MOST_COLUMNS)
    headings: tuple[str, ...] = tuple(map(letter, range(width)))
    start = _heading_place(kept) if headed else None
    if headed and start is None:
        said.append(Problem("", N_("No row of headings was found; the columns are called by their letters.")))
    if start is not None:
        if start:
            said.append(Problem("", N_("Above the headings these rows were left out: {rows}"), {
                "rows": listed([number for number, _ in kept[:start]])}))
        found = tuple(_heading(value) for value in kept[start][1][:width])
        named = len(found) - next((n for n, heading in enumerate(reversed(found)) if heading), len(found))
        headings = found + ("",) * (width - len(found))
        kept = kept[start + 1:]
        longer = [number for number, values in kept if any(not blank(value) for value in values[named:])]
        if longer:
            said.append(Problem("", N_("These rows have more cells than there are headings: {rows}"), {
                "rows": listed(longer)}))
    rows = tuple(Row(number, (values + (None,) * (width - len(values)))[:width]) for number, values in kept)
    return Table(sheet, headings, rows, tuple(said), tuple(sheets))


def _heading(value: Value) -> str:
    return " ".join("".join(sign for sign in text(value) if _shows(sign) or sign.isspace()).split())


def _heading_place(records: Sequence[tuple[int, tuple[Value, ...]]]) -> int | None:
    """Where the headings stand: the first of the top rows that is nearly as wide as the table and holds only texts."""
    top = [(number, [value for value in values if not blank(value)]) for number, values in records[:30]]
    widest = max(len(values) for _, values in top)
    for index, (_, values) in enumerate(top[:10]):
        if len(values) >= max(2, (widest + 1) // 2) and all(isinstance(value, str) for value in values):
            return index
    return 0 if all(isinstance(value, str) for value in top[0][1]) else None


def _shows(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in {"Cc", "Cf", "Cn", "Cs"}
