"""The stage of the gallery: the program with its window, told to stand still, and the pictures taken of it."""

from __future__ import annotations

import asyncio
import shutil
import sys
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any
from zoneinfo import ZoneInfo

import qasync
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from partnerdesk import clock
from partnerdesk.app import Program
from partnerdesk.office import sample
from partnerdesk.page import theme, toolkit
from partnerdesk.page.jobs import Jobs
from partnerdesk.page.tidying import Tidying
from partnerdesk.settings import Settings
from partnerdesk.shell.before import Plan
from partnerdesk.shell.window import Window
from partnerdesk.words import CHINESE, ENGLISH, Words

SIZE = 1366, 768
NOW = datetime.combine(sample.DAY, time(9, 30), ZoneInfo("Asia/Shanghai"))
CLERK = "李文澍"
SHORT = {CHINESE: "zh", ENGLISH: "en"}
MODES = ("light", "dark")
EMPTY, SAMPLE, BEFORE = "empty", "sample", "before"
QUIET = 0.3  # seconds without a job until a page has come to rest; longer than any page waits before it asks
LONGEST = 60.0  # seconds after which a page is held to be stuck

OFFICES = {CHINESE: ("示例产业联盟", "秘书处"), ENGLISH: ("Example Industry Alliance", "Secretariat")}


class Unkept(Settings):
    """Settings that leave those of whoever takes the pictures alone."""

    def save(self, folder: Path | None = None) -> None:
        """Keep nothing."""


@dataclass
class Stage:
    """One window in one language and one dress, and where its pictures go."""

    gallery: Gallery
    language: str
    mode: str
    desk: str
    program: Program
    window: Window

    @property
    def context(self) -> Any:
        """The open desk's context."""
        assert self.program.context is not None
        return self.program.context

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self.window.page

    def read(self, job: Callable[[Any], Any]) -> Any:
        """Look in the desk."""
        return self.context.desk.read(self.context.actor, job).result()

    async def settle(self, quiet: float = QUIET) -> None:
        """Wait until nothing is under way and nothing more begins."""
        rested, waited = 0.0, 0.0
        while rested < quiet:
            await asyncio.sleep(0.02)
            waited += 0.02
            rested = rested + 0.02 if self.program.jobs.idle else 0.0
            if waited > LONGEST:
                raise RuntimeError("the page does not come to rest")

    async def take(self, name: str, quiet: float = QUIET) -> None:
        """Wait for rest and take a picture of the window with whatever stands before it."""
        await self.settle(quiet)
        self.keep(name)

    def keep(self, name: str) -> None:
        """Take a picture as things stand."""
        self.gallery.keep(self.picture(), f"{SHORT[self.language]}/{self.mode}/{self.desk}/{name}")

    def picture(self) -> QImage:
        """What would be seen on the screen."""
        made = QImage(*SIZE, QImage.Format.Format_RGB32)
        made.fill(theme.colour("paper"))
        painter = QPainter(made)
        origin = self.window.geometry().topLeft()
        above = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self.window
                 and not isinstance(each, Window)]
        for widget in (self.window, *above):
            at: QPoint = widget.geometry().topLeft() - origin
            painter.drawPixmap(at, widget.grab())
            if widget is not self.window:
                # No window manager draws its frame here.
                painter.setPen(theme.colour("edge"))
                painter.drawRect(widget.rect().translated(at).adjusted(-1, -1, 0, 0))
        painter.end()
        return made

    async def close(self) -> None:
        """Close the window as a clerk does, and wait until everything is put away."""
        closed = asyncio.Event()
        self.window.closed.connect(closed.set)
        self.window.close()
        await closed.wait()
        self.window.deleteLater()


Scene = Callable[[Stage], Awaitable[None]]


@dataclass
class Gallery:
    """All that is to be taken, and what was."""

    out: Path
    folder: Path  # for the desks; thrown away afterwards
    only: tuple[str, ...] = ()
    quick: bool = False
    taken: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def wants(self, name: str) -> bool:
        """Whether a scene or a paper was asked for."""
        return not self.only or any(name.startswith(each) for each in self.only)

    def keep(self, image: QImage, name: str) -> None:
        """Write a picture and note it."""
        path = self.out / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not image.save(str(path)):
            raise OSError(f"{path} cannot be written")
        self.note(f"{name}.png")

    def note(self, line: str) -> None:
        """Note what was taken, or what was found on it."""
        self.taken.append(line)
        print(line, flush=True)

    def take(self) -> int:
        """Take everything that was asked for; gives the exit status."""
        from exhibits import papers, screens

        status = self.run(lambda: self._all(screens, papers))
        self.out.mkdir(parents=True, exist_ok=True)
        (self.out / "index.txt").write_text("\n".join([*self.taken, *self.faults]) + "\n", encoding="utf-8")
        return status

    async def _all(self, screens: Any, papers: Any) -> None:
        await screens.take(self)
        await papers.take(self)

    def run(self, doing: Callable[[], Coroutine[Any, Any, None]]) -> int:
        """Do something with a loop, an application and a clock that stands still; gives the exit status."""
        application = QApplication.instance() or QApplication([sys.argv[0]])
        assert isinstance(application, QApplication)
        application.setQuitOnLastWindowClosed(False)
        application.setCursorFlashTime(0)
        loop = qasync.QEventLoop(application)
        asyncio.set_event_loop(loop)
        tidying = Tidying(application)
        hook, sys.excepthook = sys.excepthook, self._fault
        with ExitStack() as stack:
            stack.enter_context(clock.held(NOW))
            stack.callback(setattr, sys, "excepthook", hook)
            stack.callback(tidying.stop)
            stack.enter_context(loop)
            loop.run_until_complete(doing())
        for fault in self.faults:
            print(fault, file=sys.stderr)
        return 1 if self.faults else 0

    def _fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.faults.append("".join(traceback.format_exception(kind, error, trace)))

    def stage(self, language: str, mode: str, desk: str) -> Stage:
        """A window as the program opens it, with nothing in it yet."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        kept = Unkept(language=language, mode=mode, window=SIZE)
        theme.apply(application, kept.mode, kept.scale)
        toolkit.speak(application, kept.language)
        window = Window(Words(language))
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        return Stage(self, language, mode, desk, Program(application, window, kept, Jobs()), window)

    async def at_desk(self, language: str, mode: str, desk: str) -> Stage:
        """A window on a desk of its own, as it was when it was made."""
        made = await self._pristine(language, desk)
        folder = self.folder / "PartnerDesk"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made, folder)
        stage = self.stage(language, mode, desk)
        if not await stage.program.open(folder, passphrase=sample.PASSPHRASE):
            raise RuntimeError("the desk does not open")
        await stage.settle()
        return stage

    async def _pristine(self, language: str, desk: str) -> Path:
        """A desk as it was made, once for all pictures; the sample office speaks both languages."""
        place = self.folder / (f"made-{desk}" if desk == SAMPLE else f"made-{desk}-{SHORT[language]}")
        if not place.is_dir():
            stage = self.stage(language, "light", desk)
            await stage.program.create(plan(language, place, filled=desk == SAMPLE))
            await stage.settle()
            await stage.close()
        return place


def plan(language: str, folder: Path, *, filled: bool = False) -> Plan:
    """What a clerk would have answered in the first run."""
    unit, office = OFFICES[language]
    return Plan(language=language, unit=unit, office=office, clerk=CLERK, code="示盟", folder=str(folder),
                passphrase=sample.PASSPHRASE, sample=filled, anywhere=True)
