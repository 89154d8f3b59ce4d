"""Pairs of label and value in a ruled form."""

from __future__ import annotations

from collections.abc import Sequence

from partnerdesk.paper.blocks import Cell, Fact, Facts
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Part
from partnerdesk.paper.setting import set_text
from partnerdesk.paper.styles import MM, SECOND, Sheet
from partnerdesk.paper.tables import PAD, SIDE, Laid, Row, Setter, Table


def facts(block: Facts, faces: Faces, sheet: Sheet) -> Table:
    """Labels and values in a ruled form."""
    style = sheet.cell
    setter = Setter(faces, style, sheet.head)
    columns = max(block.columns, 1)
    pair = sheet.block_width / columns
    label = _label_width(block.pairs, faces, sheet, pair)
    widths = [label, pair - label] * columns
    aligns = [0.5, 0.0] * columns
    rows: list[Row] = []
    begun: list[Cell | str] = []
    heads: list[bool] = []
    for fact in block.pairs:
        if fact.wide and begun:
            rows.append(_facts_row(setter, begun, heads, widths, aligns))
            begun, heads = [], []
        begun += [
            Cell(fact.label, fact.second_label),
            Cell(fact.value, fact.second, span=2 * columns - 1 if fact.wide else 1),
        ]
        heads += [True, False]
        if fact.wide or len(begun) == 2 * columns:
            rows.append(_facts_row(setter, begun, heads, widths, aligns))
            begun, heads = [], []
    if begun:
        last = begun[-1]
        assert isinstance(last, Cell)
        begun[-1] = Cell(last.text, last.second, span=2 * columns - len(begun) + 1)
        rows.append(_facts_row(setter, begun, heads, widths, aligns))
    return Table(sheet.block_width, None, rows)


def _label_width(pairs: Sequence[Fact], faces: Faces, sheet: Sheet, pair: float) -> float:
    style = sheet.head
    wide = 0.0
    for fact in pairs:
        for text, size in ((fact.label, style.size), (fact.second_label, style.size * SECOND)):
            for line in set_text(faces, text, style.role, size, 1000.0, bold=style.bold) if text else ():
                wide = max(wide, line.width)
    return min(max(wide + 2 * SIDE + 2, 20 * MM), 0.42 * pair)


def _facts_row(
    setter: Setter, cells: Sequence[str | Cell], heads: Sequence[bool], widths: Sequence[float], aligns: Sequence[float]
) -> Row:
    """A row whose labels stand in the head's face."""
    laid = setter.row(cells, widths, aligns, 8 * MM)
    changed, column = [], 0
    height = laid.height
    kept = {cell.x: cell for cell in laid.cells}
    x = 0.0
    for cell, head in zip(cells, heads, strict=True):
        assert isinstance(cell, Cell)
        width = sum(widths[column : column + cell.span])
        if head and (cell.text or cell.second):
            groups, high = setter.lines(cell.text, cell.second, width, head=True)
            changed.append(Laid(x, width, groups, 0.5, False, Part.LABEL, high))
            height = max(height, high + 2 * PAD)
        elif x in kept:
            changed.append(kept[x])
        x += width
        column += cell.span
    return Row(changed, height, laid.rules)
