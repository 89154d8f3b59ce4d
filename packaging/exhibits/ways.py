"""The way of a partner in the gallery: candidates proposed, a list decided, points settled, an exit that is stopped."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from exhibits.screens import _dialog, _pause, _shot, _standing
from exhibits.showing import Scene, Stage
from partnerdesk.office import contents
from partnerdesk.office.letterhead import records


async def _at_work(stage: Stage, key: str, *where: Any) -> Any:
    """Open the last entry of a register that meets the conditions, with the cursor in its work."""
    record = contents.record(key)
    id = stage.read(lambda look: records(look, record, *where)[-1].id)
    stage.window.open(key, id)
    await stage.settle()
    stage.page.enter()
    await stage.settle()
    return stage.page.panel


async def _put_away(stage: Stage) -> None:
    _dialog().reject()
    await stage.settle()


async def proposing(stage: Stage) -> None:
    """A need with its candidates, and the sheet that proposes more."""
    panel = await _at_work(stage, "needs")
    await stage.take("needs-candidates")
    panel.work.propose_candidates()
    await _standing(stage)
    await _shot(stage, "needs-propose")
    await _put_away(stage)


async def deciding(stage: Stage) -> None:
    """A list of candidates, and the sheet in which it is decided as one, before anybody is named."""
    panel = await _at_work(stage, "shortlists")
    await stage.take("shortlists-listed")
    panel.decide(True)
    await _standing(stage)
    await _pause(stage)
    _dialog().act.click()
    await _shot(stage, "shortlists-decide")
    await _put_away(stage)


async def settling(stage: Stage) -> None:
    """The points of due diligence, the words that a serious one asks for, and the sheet that closes it too early."""
    record = contents.record("checklists")
    for kind in ("onboarding", "exit"):
        await _at_work(stage, "checklists", record.kind == kind, record.state == "open")
        await stage.take(f"checklists-{kind}")
    panel = await _at_work(stage, "checklists", record.kind == "diligence", record.state == "open")
    await stage.take("checklists-diligence")
    QTest.keyClick(panel.work.table, Qt.Key.Key_3)
    await stage.take("checklists-finding")
    panel.work.ask.put_away()
    panel.close_checklist()
    await _standing(stage)
    await _pause(stage)
    _dialog().act.click()
    await _shot(stage, "checklists-close")
    await _put_away(stage)


async def leaving(stage: Stage) -> None:
    """Exits of both forms, and what stops one from being closed."""
    record = contents.record("exits")
    for form in ("immediate", "buffered"):
        panel = await _at_work(stage, "exits", record.form == form)
        await stage.take(f"exits-{form}")
    panel.close_exit()
    await _standing(stage)
    await _pause(stage)
    _dialog().act.click()
    await _shot(stage, "exits-close")
    await _put_away(stage)


SCENES: dict[str, Scene] = {
    "needs-candidates": proposing, "shortlists-listed": deciding, "checklists-points": settling,
    "exits-course": leaving,
}
