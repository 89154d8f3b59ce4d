"""From nothing to an open desk and back: first run, unlocking, locking, closing, crash report."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from partnerdesk import account, app, clock
from partnerdesk.office import contents
from partnerdesk.office.cases.acting import open_case
from partnerdesk.page import theme
from partnerdesk.page.jobs import Jobs
from partnerdesk.settings import Settings
from partnerdesk.shell.before import Plan
from partnerdesk.shell.crash import Journal, described
from partnerdesk.shell.first_run import FirstRun
from partnerdesk.shell.unlock import Held, Unlock
from partnerdesk.shell.window import Window
from partnerdesk.store import keyring, listing, place, restore
from partnerdesk.store.desk import Desk
from partnerdesk.words import ENGLISH, Words
from tests.screen import NOW, PASSPHRASE, WAIT, registers

ACCOUNT = "clerk"


class Start:
    """The program with its window and nothing open."""

    def __init__(self, window: Window, program: app.Program, qtbot: Any) -> None:
        self.window, self.program, self.qtbot = window, program, qtbot

    def until(self, met: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(met()), timeout=3 * WAIT)

    def settle(self) -> None:
        self.until(lambda: self.program.jobs.idle)

    def shown(self, kind: type[QWidget]) -> Any:
        self.until(lambda: isinstance(self.window.whole.currentWidget(), kind))
        return self.window.whole.currentWidget()

    def press(self, name: str) -> None:
        found = self.window.whole.currentWidget().findChild(QPushButton, name)
        assert found is not None, name
        found.click()
        self.settle()

    def type(self, name: str, text: str) -> None:
        found = self.window.whole.currentWidget().findChild(QLineEdit, name)
        assert found is not None, name
        found.setText(text)


@pytest.fixture
def start(
    qtbot: Any, qapp: QApplication, loop: qasync.QEventLoop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> Iterator[Start]:
    monkeypatch.setattr(Settings, "save", lambda _settings, _folder=None: None)
    monkeypatch.setattr(account, "name", lambda: ACCOUNT)
    monkeypatch.setattr(place, "judged", lambda _folder: None)
    monkeypatch.setattr(place, "demand_safe", lambda _folder: None)
    for name in ("keep", "recall", "forget"):
        # No test may touch the keyring of whoever runs it.
        monkeypatch.setattr(keyring, name, lambda *_: keyring.Answer(keyring.State.NONE, ""))
    theme.apply(qapp, "light")
    window = Window(Words(ENGLISH))
    program = app.Program(qapp, window, Settings(language=ENGLISH), Jobs())
    window.resize(1366, 768)
    window.show()
    with clock.held(NOW):
        yield Start(window, program, qtbot)
        closed: list[bool] = []
        window.closed.connect(lambda: closed.append(True))
        if window.isVisible():
            window.close()
            qtbot.waitUntil(lambda: bool(closed), timeout=WAIT)
    window.deleteLater()


@pytest.fixture
def desk(desk_template: tuple[Path, bytes], tmp_path: Path) -> Path:
    import shutil

    folder = tmp_path / "desk"
    shutil.copytree(desk_template[0], folder)
    return folder


def _run(start: Start, coroutine: Any) -> Any:
    task = asyncio.get_running_loop().create_task(coroutine)
    start.until(task.done)
    return task.result()


def test_closing_backs_up_what_was_saved(start: Start, desk: Path, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    assert _run(start, start.program.open(desk, passphrase=PASSPHRASE))
    context = start.program.context
    assert context is not None

    def choose(work: Any) -> None:
        draft = listing.draft(work.look, "offices", 1)
        draft["backup_folder"] = str(backups)
        work.save(draft)

    context.desk.write(context.actor, choose).result()
    start.program._backup_folder = str(backups)
    closed: list[bool] = []
    start.window.closed.connect(lambda: closed.append(True))
    start.window.close()
    start.until(lambda: bool(closed))
    (made,) = backups.iterdir()
    restored = tmp_path / "restored"
    restore.restore(made, restored, passphrase=PASSPHRASE, anywhere=True)
    assert (restored / "desk.db").is_file()


def test_the_first_run_leads_to_a_desk_by_keyboard_and_few_words(start: Start, tmp_path: Path) -> None:
    _run(start, start.program.begin(None))
    first = start.shown(FirstRun)
    assert first.at == 0
    start.press(f"language:{ENGLISH}")
    first = start.shown(FirstRun)
    assert first.at == 1
    start.press("next")
    assert "missing" in first.messages.text
    start.type("unit", "Example Alliance")
    start.type("office", "Secretariat")
    start.type("clerk", "Li Wen")
    start.press("next")
    start.type("folder", str(tmp_path / "new desk"))
    start.press("next")
    proposed = first.fields["passphrase"].text
    start.type("again", "something else")
    start.press("next")
    assert first.at == 3
    assert "not the same" in first.messages.text
    start.type("again", proposed)
    start.press("next")
    start.press("next")
    assert start.window.whole.currentWidget().findChild(QWidget, "passphrase shown") is not None
    assert (tmp_path / "new desk").is_dir()
    start.press("enter")
    start.until(lambda: start.window.at_desk)
    assert start.window.navigation.unit.text() == "Example Alliance"
    assert start.program.context is not None
    assert start.program.context.actor.name == "Li Wen"
    assert first.plan.passphrase == ""


def test_a_weak_passphrase_and_a_full_folder_are_refused_in_words(start: Start, tmp_path: Path) -> None:
    start.program.first_run()
    first = start.shown(FirstRun)
    first.plan = Plan(office="Secretariat", clerk="Li", folder=str(tmp_path))
    (tmp_path / "something").touch()
    first.show_step(2)
    start.press("next")
    assert "not empty" in first.messages.text
    first.show_step(3)
    start.type("passphrase", "123456")
    start.type("again", "123456")
    start.press("next")
    assert first.at == 3
    assert first.messages.text


def test_without_a_key_the_passphrase_opens_the_desk(start: Start, desk: Path) -> None:
    _run(start, start.program.begin(desk))
    page = start.shown(Unlock)
    page.passphrase.line.setText("wrong wrong wrong wrong")
    start.press("unlock")
    assert page.messages.text
    page.passphrase.line.setText(PASSPHRASE)
    start.press("unlock")
    start.until(lambda: start.window.at_desk)
    assert start.window.search.isEnabled()


def test_locking_puts_the_desk_away(start: Start, desk: Path) -> None:
    _run(start, start.program.open(desk, passphrase=PASSPHRASE))
    start.settle()
    start.window.navigation.places["lock"].click()
    start.shown(Unlock)
    start.until(lambda: start.program.desk is None)
    assert start.window._pages == {}
    # Nobody holds it any more.
    start.settle()
    with Desk.open(desk, registers=registers(), passphrase=PASSPHRASE, anywhere=True):
        pass


def test_a_desk_that_is_held_is_offered_for_reading(start: Start, desk: Path, desk_template: tuple[Path, bytes],
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    from partnerdesk.store import unlocking

    with Desk.open(desk, registers=registers(), key=desk_template[1], anywhere=True):
        _run(start, start.program.begin(desk))
        start.shown(Held)
        monkeypatch.setattr(unlocking.keyring, "recall", lambda *_: keyring.Answer(
            keyring.State.KEPT, "", desk_template[1]))
        start.press("read only")
        start.until(lambda: start.window.at_desk)
        assert start.program.desk.read_only
        assert start.window.messages.text
        _run(start, start.program._close_desk())


def test_a_report_holds_places_and_no_word_of_the_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    journal = Journal(tmp_path)
    assert not journal.ended_badly
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    journal.begin(told.append)
    try:
        raise ValueError("canary: 江海物流")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    again = Journal(tmp_path)
    assert again.ended_badly
    assert "ValueError" in told[0]
    assert "test_opening" in journal.report()
    assert "canary" not in journal.report() + "".join(told)
    journal.end()
    assert not Journal(tmp_path).ended_badly
    logging.getLogger("partnerdesk").propagate = True


def test_a_fault_without_a_place_is_described_too() -> None:
    assert described(KeyError, None) == "builtins.KeyError at no place"


def test_due_days_follow_the_calendar_as_it_becomes_known(start: Start, desk: Path) -> None:
    assert _run(start, start.program.open(desk, passphrase=PASSPHRASE))
    start.program.enter()
    context = start.program.context
    assert context is not None

    def begin(work: Any) -> int:
        partner = work.save(listing.draft(work.look, "partners", None, name="东衡精密机械"))
        return open_case(work, "onboarding", "partner_id", partner, date(2026, 12, 30))

    case = context.desk.write(context.actor, begin).result()

    def due() -> date | None:
        found: date | None = context.desk.read(
            context.actor, lambda look: look.get(contents.record("cases"), case).due).result()
        return found

    assert due() == date(2027, 1, 4)
    context.desk.write(context.actor, lambda work: work.save(listing.draft(
        work.look, "calendar_days", None, falls_on=date(2027, 1, 1), kind="off", name="元旦"))).result()
    start.until(lambda: due() == date(2027, 1, 5))
