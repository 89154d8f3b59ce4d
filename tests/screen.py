"""A desk, a clerk and a running loop for tests that construct a page, find by name, act, and look in the database."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from partnerdesk import clock
from partnerdesk.office import contents
from partnerdesk.page import theme
from partnerdesk.page.changes import Changes
from partnerdesk.page.context import Context
from partnerdesk.page.jobs import Jobs
from partnerdesk.page.tidying import Tidying
from partnerdesk.record.clerk import Actor
from partnerdesk.settings import Settings
from partnerdesk.shell.settings_page import CLERKS, OFFICES
from partnerdesk.store import listing
from partnerdesk.store.desk import Desk
from partnerdesk.words import ENGLISH, Words

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
PASSPHRASE = "KRTZW-8Q4MD-VX7HN-2GPFY-JB93C"
WAIT = 10_000  # milliseconds until a test gives up waiting; nothing rests on its length


@dataclass
class Screen:
    """What a test of a page works with."""

    context: Context
    qtbot: Any
    application: QApplication

    @property
    def desk(self) -> Desk:
        desk: Desk = self.context.desk
        return desk

    @property
    def actor(self) -> Actor:
        return self.context.actor

    def show(self, widget: QWidget, width: int = 1160, height: int = 700) -> None:
        """Show a page and wait until it has read what it needs."""
        self.qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        self.activate(widget)
        self.settle()

    def activate(self, widget: QWidget) -> None:
        """Give a window the keyboard, as after a dialog that has gone."""
        with self.qtbot.waitActive(widget, timeout=WAIT):
            widget.activateWindow()

    def settle(self) -> None:
        """Wait until no job is under way."""
        self.until(lambda: self.context.jobs.idle)

    def until(self, met: Callable[[], Any]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(met()), timeout=WAIT)

    def save(self, key: str, **values: Any) -> int:
        """Save an entry past the screen, with its defaults."""
        return self.desk.write(
            self.actor, lambda work: work.save(listing.draft(work.look, key, **values)), NOW).result()

    def read(self, job: Callable[[Any], Any]) -> Any:
        """Look in the database."""
        return self.desk.read(self.actor, job).result()

    def value(self, key: str, id: int, name: str) -> Any:
        """One value of a saved entry."""
        register = self.desk.registers[key]
        return self.read(lambda look: getattr(look.get(register.record, id), name))

    def compose(self, widget: QWidget, text: str) -> None:
        """Let an input method compose: the text is shown but not yet there."""
        QCoreApplication.sendEvent(widget, QInputMethodEvent(text, []))

    def commit(self, widget: QWidget, text: str) -> None:
        """Let an input method hand over what it has composed."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(widget, event)


@pytest.fixture(scope="session")
def desk_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """An empty desk of one clerk, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("screen") / "desk"
    made = Desk.create(
        folder, registers=registers(), office={"name": "秘书处", "unit": "示例产业联盟", "language": "zh_CN"},
        clerk_name="李文书", account="clerk", passphrase=PASSPHRASE, anywhere=True)
    key = made._key
    made.close()
    return folder, key


def registers() -> dict[str, Any]:
    """All registers of a desk, with those that the settings keep."""
    return {**contents.load_records(), "offices": OFFICES, "clerks": CLERKS}


@pytest.fixture(scope="module")
def tidying(qapp: QApplication) -> Iterator[Tidying]:
    """The collector of cycles held to this thread, as in the program."""
    made = Tidying(qapp)
    yield made
    made.stop()


@pytest.fixture
def loop(qapp: QApplication, tidying: Tidying) -> Iterator[qasync.QEventLoop]:
    """Qt's loop as asyncio's, for as long as one test runs."""
    made = qasync.QEventLoop(qapp, already_running=True)
    yield made
    asyncio.events._set_running_loop(None)
    # Its own `stop` would end the application's loop for good, and every later wait with it.
    made._QEventLoop__is_running = False
    made.close()


@pytest.fixture
def screen(
    qtbot: Any, qapp: QApplication, loop: qasync.QEventLoop, desk_template: tuple[Path, bytes], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Screen]:
    """A desk with its clerk at a screen that speaks English."""
    monkeypatch.setattr(Settings, "save", lambda _settings, _folder=None: None)
    theme.apply(qapp, "light")
    folder = tmp_path / "desk"
    shutil.copytree(desk_template[0], folder)
    jobs = Jobs()
    with clock.held(NOW), Desk.open(folder, registers=registers(), key=desk_template[1], anywhere=True) as desk:
        context = Context(desk, desk.actor("clerk"), Words(ENGLISH), jobs, contents.load_records(), Settings())
        bridge = Changes(desk, context.told)
        yield Screen(context, qtbot, qapp)
        ended: list[Any] = []
        loop.create_task(jobs.quit()).add_done_callback(ended.append)
        qtbot.waitUntil(lambda: bool(ended), timeout=WAIT)
        for widget in qapp.topLevelWidgets():
            widget.close()
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        bridge.deleteLater()
