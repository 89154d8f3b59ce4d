"""How a page asks for what takes time and goes on when it is there, always on the screen's thread."""

from __future__ import annotations

import asyncio
import inspect
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from partnerdesk.page.waiting import Work, above
from partnerdesk.problems import Refused, Trouble, Unsaved

T = TypeVar("T")
P = ParamSpec("P")

PATIENCE = 10.0  # seconds that unfinished jobs are awaited for at quit


class Jobs:
    """The jobs of all pages. A page awaits `done(future)` of a read or `finished(future)` of a write inside a slot:

        @slot
        async def save(self) -> None:
            id = await self.context.jobs.finished(self.context.desk.write(actor, lambda work: work.save(draft)))

    The slot may be connected to a signal like any other. Its task is kept until it ends; `Trouble`, `Refused` and
    `Unsaved` become a message on the page, a bug goes to the one handler, and a page closed meanwhile cancels it.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._works: dict[asyncio.Task[Any], Work] = {}
        self._latest: dict[tuple[int, str], asyncio.Task[Any]] = {}
        self._closing = False
        self._finishing: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._tasks

    def start(
        self, coroutine: Coroutine[Any, Any, T], page: QWidget | None = None, *, superseding: str = "",
        doing: str = "", quiet: bool = False,
    ) -> asyncio.Future[T]:
        """Run a coroutine for a page; a newer one of the same `superseding` name on that page cancels the older."""
        if self._closing:
            coroutine.close()
            ended: asyncio.Future[T] = asyncio.get_running_loop().create_future()
            ended.cancel()
            return ended
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        work = Work(doing)
        work.task = task
        self._works[task] = work
        if superseding:
            key = (id(page), superseding)
            if (older := self._latest.get(key)) is not None:
                older.cancel()
            self._latest[key] = task
        if page is not None:
            page.destroyed.connect(work.cancel)
            if not quiet and (shown := above(page, "begin")) is not None:
                shown.begin(work)

        def over(task: asyncio.Task[T]) -> None:
            self._tasks.discard(task)
            del self._works[task]
            for key in [key for key, latest in self._latest.items() if latest is task]:
                del self._latest[key]
            work.ended.emit()
            if not task.cancelled() and (problem := task.exception()) is not None:
                self._report(problem, page)

        task.add_done_callback(over)
        return task

    async def done(self, future: Future[T]) -> T:
        """The result of a future of the store or the press, back on the screen's thread."""
        return await asyncio.wrap_future(future)

    async def finished(self, future: Future[T]) -> T:
        """As `done`, for what is written: it is finished even when the page that asked is gone meanwhile."""
        return await asyncio.shield(asyncio.wrap_future(future))

    async def rest(self, seconds: float) -> None:
        """Let that much time go by."""
        await asyncio.sleep(seconds)

    async def answer(self, ask: Callable[[Callable[[T], None]], Any]) -> T:
        """Wait for an answer that comes by a signal: `ask` is handed what takes the answer.

        Meanwhile the clerk does not wait for the program, and no bar says so.
        """
        answered: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def take(answer: T) -> None:
            if not answered.done():
                answered.set_result(answer)

        task = asyncio.current_task()
        work = self._works.get(task) if task is not None else None
        if work is None:
            ask(take)
            return await answered
        work.asking.emit(True)
        ask(take)
        answer = await answered
        work.asking.emit(False)
        return answer

    async def off_screen(self, work: Callable[[], T]) -> T:
        """Do something slow that needs neither the desk nor a widget, such as painting pages for a printer."""
        from partnerdesk.store.thread import aside

        return await self.done(aside(work))

    def finish(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Run the coroutine that ends the program, once; `quit` does not cancel it."""
        if self._finishing is None:
            self._finishing = asyncio.get_running_loop().create_task(coroutine)

    async def quit(self) -> None:
        """Cancel what is under way and wait until it has ended; nothing new is accepted."""
        self._closing = True
        current = asyncio.current_task()
        tasks = [task for task in self._tasks if task is not current]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=PATIENCE)

    def _report(self, problem: BaseException, page: QWidget | None) -> None:
        if getattr(problem, "reported", False):
            # One slot awaited another, and both end with the same problem: it is told once.
            return
        problem.reported = True  # type: ignore[attr-defined]
        if isinstance(problem, (Trouble, Refused, Unsaved)) and page is not None and isValid(page):
            shown = above(page, "tell")
            if shown is not None:
                shown.tell(problem.said(shown.words), "soon" if isinstance(problem, Refused) else "bad")
                return
        sys.excepthook(type(problem), problem, problem.__traceback__)


def slot(
    method: Callable[Concatenate[Any, P], Coroutine[Any, Any, T]] | None = None, *, superseding: str = "",
    doing: str = "", quiet: bool = False,
) -> Any:
    """Make a coroutine method of a widget with a `context` a slot: it may be connected to a signal, or awaited.

    `superseding` names a job of which only the latest counts; `doing` is said when it takes longer than two seconds.
    """

    def make(method: Callable[..., Coroutine[Any, Any, T]]) -> Callable[..., asyncio.Future[T]]:
        taken = len(inspect.signature(method).parameters) - 1

        @wraps(method)
        def run(self: Any, *arguments: Any) -> asyncio.Future[T]:
            # Qt hands a slot all that the signal carries: clicked(bool) among them.
            started: asyncio.Future[T] = self.context.jobs.start(
                method(self, *arguments[:taken]), self, superseding=superseding,
                doing=self.context.words(doing), quiet=quiet,
            )
            return started

        return run

    return make(method) if method is not None else make
