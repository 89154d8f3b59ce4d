"""One window in this fresh process, until it is painted: `-m benchmarks.painted_window WAY DESK BEGUN`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn

begun = float(sys.argv[3])


def done() -> NoReturn:
    """Say how long it took and end at once: nothing that comes after the paint counts."""
    took = (monotonic() - begun) * 1000
    print(f'{{"ms": {took}}}', flush=True)
    os._exit(0)


def minimal() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.menuBar().addMenu("File").addAction("Quit")
    window.statusBar().showMessage("Ready")
    window.resize(1200, 760)
    window.show()
    application.processEvents()
    done()


def frame() -> None:
    """The program's own start up to where its loop would begin: the frame is painted by then."""
    from partnerdesk import app

    app._run = lambda *_: done()
    app.main([sys.argv[2]])


def rows() -> None:
    """From the key's being held, in the program's own painted frame, until its list of partners is painted."""
    from PySide6.QtCore import QTimer

    from partnerdesk import app

    def held(folder: Path, passphrase: str | None, read_only: bool) -> tuple[Any, Any, Mapping[str, Any]]:
        from benchmarks.desks import opened
        from partnerdesk.store import desk

        found = vars(desk)["key_of"]

        def key_of(*arguments: Any, **named: Any) -> bytes:
            global begun
            key = found(*arguments, **named)
            begun = monotonic()
            return key

        vars(desk)["key_of"] = key_of
        return opened(Path(sys.argv[2]))

    entered = app.Program.enter

    def enter(self: app.Program, place: str = "") -> None:
        entered(self, "partners")
        wait(self)

    def wait(program: app.Program) -> None:
        page: Any = program.window.page
        if not page.model.count or page.model.row(0) is None:
            QTimer.singleShot(1, lambda: wait(program))
            return
        # The rows have come; what shows them is painted before this call returns.
        page.view.viewport().repaint()
        done()

    app._open = held
    app.Program.enter = enter  # type: ignore[method-assign]
    app.main([str(Path(sys.argv[2]).parent)])


def eager() -> None:
    """The frame again, with all that the program ever needs imported before it."""
    import alembic
    import keyring
    import openpyxl
    import pikepdf
    import pypinyin
    import reportlab.platypus
    import sqlalchemy.orm

    import partnerdesk.cli
    import partnerdesk.paper.packet
    import partnerdesk.store.desk
    from partnerdesk.office import contents

    assert all((alembic, keyring, openpyxl, pikepdf, pypinyin, reportlab, sqlalchemy, partnerdesk.cli))
    contents.load_records()
    frame()


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Nobody's own settings count; a folder beside the desk serves for all starts alike.
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = sys.argv[2] + ".home"
    {"minimal": minimal, "frame": frame, "rows": rows, "eager": eager}[sys.argv[1]]()


if __name__ == "__main__":
    main()
