"""CSV and its relations, in the encodings and with the separators in which offices really save them."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from pathlib import Path

from charset_normalizer import from_bytes

from partnerdesk.exchange import tables
from partnerdesk.exchange.tables import Table
from partnerdesk.problems import Problem, Trouble
from partnerdesk.words import N_

LARGEST_FILE = 64 * 1024 * 1024
LONGEST_CELL = 16 * 1024 * 1024
SEPARATORS = (",", ";", "\t", "，", "；", "|")
GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")  # an apostrophe that a careful writer put before a formula's sign

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
_CERTAIN = frozenset({"utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"})


def read(path: Path, *, encoding: str = "", headed: bool = True) -> Table:
    """Read a file of separated values; every cell is a text, byte for byte as the file has it."""
    if path.stat().st_size > LARGEST_FILE:
        raise Trouble(N_("“{file}” is larger than 64 MB. Split it, then import the parts."), file=path.name)
    raw = path.read_bytes()
    notices: list[Problem] = []
    text, used = _decoded(raw, encoding, path.name)
    if not encoding and used not in _CERTAIN:
        notices.append(Problem("", N_("The file does not tell its encoding; it was read as {encoding}. Look at the names before importing."), {  # noqa: E501
            "encoding": used}))
    text, separator = _separated(text)
    records = _records(text, separator, path.name, notices)
    return tables.from_records(path.name, "", records, headed=headed, notices=notices)


def _decoded(raw: bytes, encoding: str, name: str) -> tuple[str, str]:
    if encoding:
        try:
            return raw.decode(encoding).removeprefix("\ufeff"), encoding
        except (UnicodeDecodeError, LookupError):
            raise Trouble(N_("“{file}” cannot be read as {encoding}."), file=name, encoding=encoding) from None
    for mark, marked in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, marked, name), marked
    unmarked = _wide_without_mark(raw)
    if unmarked:
        return _strict(raw, unmarked, name), "utf-16"
    for attempt in ("utf-8", "gb18030"):
        try:
            return raw.decode(attempt), attempt
        except UnicodeDecodeError:
            continue
    best = from_bytes(raw).best()
    if best is None:
        raise Trouble(N_("“{file}” is no text in an encoding known here. Save it as CSV UTF-8."), file=name)
    return str(best), best.encoding


def _strict(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise Trouble(N_("“{file}” begins as {encoding} but is damaged further on."), file=name,
                      encoding=encoding.upper().removesuffix("-SIG")) from None


def _wide_without_mark(raw: bytes) -> str:
    """UTF-16 saved without its mark: separators and line ends have their zero byte always on the same side."""
    sample = raw[:20_000]
    if len(sample) < 4 or len(raw) % 2:
        return ""
    for encoding, side in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros = sample[side::2].count(0)
        if zeros >= 2 and zeros > 4 * sample[1 - side::2].count(0) and zeros * 200 > len(sample):
            return encoding
    return ""


def _separated(text: str) -> tuple[str, str]:
    """The text and its separator; a first line `sep=;` tells it outright, else the one that parts most evenly."""
    told = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    if told:
        return text[told.end():], told[1]
    best, separator = 0.0, ","
    for candidate in SEPARATORS:
        widths = Counter(_widths(text, candidate))
        parted = {width: count for width, count in widths.items() if width > 1}
        if not parted or sum(parted.values()) * 2 <= sum(widths.values()):
            continue
        width, count = max(parted.items(), key=lambda pair: (pair[1], pair[0]))
        score = count / sum(widths.values()) + min(width, 50) / 1000
        if score > best:
            best, separator = score, candidate
    return text, separator


def _widths(text: str, separator: str) -> list[int]:
    csv.field_size_limit(LONGEST_CELL)
    sample = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator)
    widths = []
    try:
        for record in sample:
            if any(cell.strip() for cell in record):
                widths.append(len(record))
            if len(widths) >= 60:
                break
    except csv.Error:
        return widths
    return widths


def _records(text: str, separator: str, name: str, notices: list[Problem]) -> list[tuple[int, tuple[str, ...]]]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        return _parsed(text, separator, name, strict=True)
    except csv.Error:
        pass
    try:
        records = _parsed(text, separator, name, strict=False)
    except csv.Error:
        raise Trouble(N_("A cell of “{file}” is longer than 16 million signs. Is it a list?"), file=name) from None
    notices.append(Problem("", N_("Quotation marks in the file do not pair. Compare the number of rows with the original.")))  # noqa: E501
    return records


def _parsed(text: str, separator: str, name: str, *, strict: bool) -> list[tuple[int, tuple[str, ...]]]:
    records = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    for number, record in enumerate(reader, start=1):
        if number > tables.MOST_ROWS:
            raise Trouble(tables.TOO_MANY_ROWS, file=name, count=tables.MOST_ROWS)
        records.append((number, tuple(cell[1:] if GUARDED.match(cell) else cell for cell in record)))
    return records
