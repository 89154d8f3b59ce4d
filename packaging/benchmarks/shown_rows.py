"""One way of showing a register's rows, in this fresh process: `-m benchmarks.shown_rows windowed|loaded DESK`."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import qasync
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from benchmarks.desks import opened
from partnerdesk.page.context import Context
from partnerdesk.page.jobs import Jobs
from partnerdesk.page.table import EntryTable, ListModel
from partnerdesk.settings import Settings
from partnerdesk.store.listing import Listing, RowData, total, window
from partnerdesk.words import Words

Index = QModelIndex | QPersistentModelIndex


class Loaded(QAbstractTableModel):
    """Rows that were all read before any is shown."""

    def __init__(self, rows: list[RowData]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows[0].cells)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return str(self.rows[index.row()].cells[index.column()]) if role == Qt.ItemDataRole.DisplayRole else None


async def windowed(context: Context) -> None:
    host = QWidget()
    model = ListModel(context, "partners", host)
    arrived: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    model.arrived.connect(lambda: None if arrived.done() else arrived.set_result(None))
    view = EntryTable(model, "partners")
    view.resize(1200, 760)
    view.show()
    model.reload()
    await arrived
    assert model.row(0) is not None
    view.viewport().repaint()


async def loaded(context: Context) -> None:
    listing = Listing("partners", columns=context.registers["partners"].columns)
    rows = await context.jobs.done(context.desk.read(
        context.actor, lambda look: window(look, listing, 0, total(look, listing))))
    model = Loaded(rows)
    view = QTableView()
    view.setModel(model)
    view.resize(1200, 760)
    view.show()
    view.viewport().repaint()


def main() -> None:
    application = QApplication(sys.argv[:1])
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    desk, actor, registers = opened(Path(sys.argv[2]))
    context = Context(desk, actor, Words(), Jobs(), registers, Settings())

    async def live() -> float:
        begun = perf_counter()
        await {"windowed": windowed, "loaded": loaded}[sys.argv[1]](context)
        return (perf_counter() - begun) * 1000

    took = loop.run_until_complete(live())
    print(json.dumps({"ms": took}), flush=True)
    desk.close()
    os._exit(0)  # Qt's own end is no part of this


if __name__ == "__main__":
    main()
