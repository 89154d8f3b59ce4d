"""A table of HTML while it is being read: covered cells, heads, and tables inside its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping

from partnerdesk.record import prose
from partnerdesk.record.prose import Block, Paragraph, Run, Runs, Table, trimmed

PARTS = frozenset("table thead tbody tfoot tr td th".split())
WIDEST = 200  # columns that one cell may claim
MOST_CELLS = 50_000  # of a table that any paper could hold; a larger one becomes lines


class TableReading:
    """Collects cells; the tables inside a cell give their text to it."""

    def __init__(self) -> None:
        self._before: list[Block] = []
        self._rows: list[list[Runs]] = []
        self._heads: list[bool] = []  # whether the row holds only headings
        self._cell: list[Run] | None = None
        self._covered: dict[int, int] = {}  # column → rows that a cell above still covers
        self._across = 0  # columns that the cell being read takes; none for text between cells
        self._in_head = False
        self._in_row = False
        self._inner = 0

    def target(self) -> list[Run]:
        """Where text goes now; text between cells stands in none, but is not to be lost."""
        if self._cell is None:
            self._cell = []
        return self._cell

    def part(self) -> None:
        """What parts paragraphs outside a table ends a line inside a cell."""
        if self._cell and not self._cell[-1].text.endswith("\n"):
            self._cell.append(Run("\n"))

    def open(self, tag: str, given: Mapping[str, str]) -> None:
        """Begin a part of this table, or of one inside a cell of it."""
        if tag == "table":
            self.part()
            self._inner += 1
        elif self._inner:
            if tag == "tr":
                self.part()
            elif tag in ("td", "th") and self._cell and not self._cell[-1].text.endswith("\n"):
                self._cell.append(Run(" "))
        elif tag == "tr":
            self._open_row()
        elif tag in ("td", "th"):
            self._end_cell()
            self._open_cell(tag, given)
        else:
            self._end_cell()
            self._in_head = tag == "thead"

    def close(self, tag: str) -> bool:
        """End a part; whether this was the end of the whole table."""
        if self._inner:
            if tag == "table":
                self._inner -= 1
                self.part()
            return False
        self._end_cell()
        if tag == "thead":
            self._in_head = False
        elif tag == "tr":
            self._end_row()
        return tag == "table"

    def blocks(self) -> list[Block]:
        """The table that was read, after the text that stood before its first row."""
        self._end_cell()
        self._end_row()
        rows = [(tuple(row), head) for row, head in zip(self._rows, self._heads, strict=True) if row]
        width = max((len(row) for row, _ in rows), default=0)
        if len(rows) * width > MOST_CELLS:
            lines = ([run for cell in row if cell for run in (*cell, Run(" "))] for row, _ in rows)
            return [*self._before, *(Paragraph(trimmed(line)) for line in lines)]
        full = [(row + ((),) * (width - len(row)), head) for row, head in rows]
        head: tuple[Runs, ...] = ()
        if full and full[0][1]:
            head = tuple(map(_unstressed, full.pop(0)[0]))
        visible = tuple(row for row, _ in full if any(row))
        if width == 1 and not head:
            # A table of one column is a frame drawn round some text.
            return [*self._before, *(Paragraph(row[0]) for row in visible)]
        if any(head) or visible:
            return [*self._before, Table(visible, head if any(head) else ())]
        return self._before

    def _open_row(self) -> None:
        self._end_cell()
        self._end_row()
        self._rows.append([])
        self._heads.append(True)
        self._in_row = True

    def _end_row(self) -> None:
        if self._in_row:
            self._end_cell()
            self._skip_covered()
            self._covered = {column: rows - 1 for column, rows in self._covered.items() if rows > 1}
            self._in_row = False

    def _open_cell(self, tag: str, given: Mapping[str, str]) -> None:
        if not self._in_row:
            self._open_row()
        self._skip_covered()
        if tag == "td" and not self._in_head:
            self._heads[-1] = False
        row = self._rows[-1]
        across, down = _span(given.get("colspan", "")), _span(given.get("rowspan", ""))
        for column in range(len(row), len(row) + across):
            if down > 1:
                self._covered[column] = down
        self._cell, self._across = [], across

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        some = trimmed(self._cell)
        self._cell = None
        if not self._rows:
            if some:
                self._before.append(Paragraph(some))
        elif some or self._across:
            self._rows[-1].append(some)
            self._rows[-1].extend([()] * (self._across - 1))
        self._across = 0

    def _skip_covered(self) -> None:
        row = self._rows[-1]
        while self._covered.get(len(row), 0) > 0:
            row.append(())


def _unstressed(some: Runs) -> Runs:
    """A cell of the head without the bold that every head has."""
    if all(run.bold or not run.text.strip() for run in some):
        return prose.runs(*(Run(run.text, False, run.italic, run.code) for run in some))
    return some


def _span(said: str) -> int:
    return min(max(int(said), 1), WIDEST) if re.fullmatch(r"\d{1,4}", said) else 1
