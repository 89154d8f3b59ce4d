"""Where the cursor of lines that are worked by keys stands when other lines come."""

from __future__ import annotations

from typing import Any

import pytest

from partnerdesk.page.key_table import KeyTable
from partnerdesk.page.lines_card import Column, ShownLine
from partnerdesk.words import ENGLISH, Words


@pytest.fixture
def table(qtbot: Any) -> KeyTable:
    made = KeyTable(Words(ENGLISH), "Points", (Column("Point"),), "D")
    qtbot.addWidget(made)
    _show(made, 1, 2, 3)
    made.mark(1)
    return made


def _show(table: KeyTable, *ids: int) -> None:
    table.show_lines([ShownLine("checklist_items", id, (str(id),)) for id in ids])


@pytest.mark.parametrize(("ids", "marked"), [
    ((1, 3, 2), 2),  # it stands elsewhere now
    ((1, 3), 3),  # it was struck out
    ((4, 5, 6), 4),  # of another record
])
def test_the_cursor_stays_with_its_line_and_begins_anew_with_another_record(
        table: KeyTable, ids: tuple[int, ...], marked: int) -> None:
    _show(table, *ids)
    assert table.current() == marked
