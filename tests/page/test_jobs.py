"""Jobs: back on the screen's thread, superseded, told once, cancelled with their page, awaited at quit."""

from __future__ import annotations

import asyncio
import sys
import threading
from concurrent.futures import Future
from typing import Any

import pytest
import qasync
from PySide6.QtWidgets import QWidget

from partnerdesk.page.jobs import Jobs, slot
from partnerdesk.page.messages import Page
from partnerdesk.problems import Problem, Refused, Trouble, Unsaved
from partnerdesk.words import ENGLISH, Words


class _Context:
    def __init__(self) -> None:
        self.words, self.jobs = Words(ENGLISH), Jobs()


class _Asks(Page):
    """A page that asks for what a test hands it."""

    def __init__(self) -> None:
        super().__init__(_Context())
        self.answers: list[Any] = []
        self.asked = 0
        self.thread: Any = None

    @slot
    async def ask(self, future: Future[Any]) -> Any:
        answer = await self.context.jobs.done(future)
        self.thread = threading.current_thread()
        self.answers.append(answer)
        return answer

    @slot(superseding="latest")
    async def ask_latest(self, future: Future[Any]) -> None:
        self.asked += 1
        self.answers.append(await self.context.jobs.done(future))

    @slot
    async def ask_through(self, future: Future[Any]) -> None:
        await self.ask(future)

    @slot(doing="Asking")
    async def ask_the_clerk(self, then: Future[Any]) -> None:
        self.answers.append(await self.context.jobs.answer(lambda take: setattr(self, "take", take)))
        await self.context.jobs.done(then)

    @slot
    async def clicked(self) -> None:
        self.answers.append("clicked")


@pytest.fixture
def page(qtbot: Any, loop: qasync.QEventLoop) -> _Asks:
    made = _Asks()
    qtbot.addWidget(made)
    made.show()
    return made


def _after(answer: Any) -> Future[Any]:
    future: Future[Any] = Future()
    give = future.set_exception if isinstance(answer, Exception) else future.set_result
    threading.Thread(target=give, args=(answer,)).start()
    return future


def test_an_answer_comes_back_on_the_thread_of_the_screen(page: _Asks, qtbot: Any) -> None:
    page.ask(_after(7))
    qtbot.waitUntil(lambda: page.answers == [7])
    assert page.thread is threading.main_thread()
    assert page.context.jobs.idle


@pytest.mark.parametrize("problem", [
    Trouble("The disk is full."), Refused("That is not allowed."),
    Unsaved([Problem("name", "{x} is missing.", {"x": 1})]),
])
def test_what_a_clerk_can_mend_is_told_on_the_page(page: _Asks, qtbot: Any, problem: Any) -> None:
    page.ask(_after(problem))
    qtbot.waitUntil(lambda: page.messages.text == problem.said(page.words))


def test_a_problem_that_passes_two_slots_is_told_once(page: _Asks, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(page, "tell", lambda text, tone="": told.append(text))
    page.ask_through(_after(Refused("No.")))
    qtbot.waitUntil(lambda: page.context.jobs.idle and bool(told))
    assert told == ["No."]


def test_a_bug_goes_to_the_one_handler(page: _Asks, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: caught.append(kind))
    page.ask(_after(KeyError("x")))
    qtbot.waitUntil(lambda: caught == [KeyError])
    assert page.messages.text == ""


def test_only_the_latest_of_one_name_counts(page: _Asks, qtbot: Any) -> None:
    never: Future[Any] = Future()
    page.ask_latest(never)
    qtbot.waitUntil(lambda: page.asked == 1)
    page.ask_latest(_after("second"))
    qtbot.waitUntil(lambda: page.context.jobs.idle)
    assert page.answers == ["second"]
    assert never.cancelled()


def test_a_page_that_goes_takes_its_jobs_along(page: _Asks, qtbot: Any) -> None:
    never: Future[Any] = Future()
    jobs = page.context.jobs
    inner = QWidget(page)
    begun: list[bool] = []

    async def wait() -> None:
        begun.append(True)
        await jobs.done(never)

    jobs.start(wait(), inner)
    qtbot.waitUntil(lambda: bool(begun))
    inner.deleteLater()
    qtbot.waitUntil(lambda: never.cancelled() and jobs.idle)


def test_a_slot_takes_from_a_signal_only_what_it_asks_for(page: _Asks, qtbot: Any) -> None:
    from PySide6.QtWidgets import QPushButton

    button = QPushButton(page)
    button.clicked.connect(page.clicked)
    button.click()
    qtbot.waitUntil(lambda: page.answers == ["clicked"])


def test_no_bar_stands_while_the_clerk_is_asked(page: _Asks, qtbot: Any) -> None:
    then: Future[Any] = Future()
    bar = page.waiting
    page.ask_the_clerk(then)
    qtbot.waitUntil(lambda: hasattr(page, "take"))
    assert not bar._quiet.isActive()
    assert not bar._speak.isActive()
    page.take("yes")
    qtbot.waitUntil(bar._line.isVisible)
    assert page.answers == ["yes"]
    then.set_result(None)
    qtbot.waitUntil(lambda: not bar._line.isVisible())


def test_the_bar_is_quiet_first_then_says_what_is_done_and_cancels(page: _Asks, qtbot: Any) -> None:
    never: Future[Any] = Future()
    page.ask(never)
    bar = page.waiting
    assert not bar._line.isVisible()
    qtbot.waitUntil(bar._line.isVisible)
    assert not bar._spoken.isVisible()
    bar._speak.flush()
    assert bar._spoken.isVisible()
    bar._cancel.click()
    qtbot.waitUntil(lambda: never.cancelled() and not bar._line.isVisible())


def test_quit_cancels_and_awaits(page: _Asks, qtbot: Any) -> None:
    never: Future[Any] = Future()
    jobs = page.context.jobs
    page.ask(never)
    ended: list[Any] = []
    asyncio.get_running_loop().create_task(jobs.quit()).add_done_callback(ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert never.cancelled()
    assert jobs.idle
    page.ask(Future())
    qtbot.waitUntil(lambda: jobs.idle)
    assert page.answers == []


def test_nothing_is_left_running_when_the_jobs_have_ended(page: _Asks, qtbot: Any) -> None:
    before = set(threading.enumerate())
    page.context.jobs.start(_aside(page.context.jobs, page.answers), page)
    qtbot.waitUntil(lambda: page.answers == [42])
    qtbot.waitUntil(lambda: set(threading.enumerate()) <= before)


async def _aside(jobs: Jobs, answers: list[Any]) -> None:
    answers.append(await jobs.off_screen(lambda: 42))
