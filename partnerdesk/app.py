"""The program with a screen: the one place where window, desk, press and jobs are joined."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnerdesk import account, clock, places, settings
from partnerdesk.problems import Refused, Trouble
from partnerdesk.words import N_, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from partnerdesk.page.context import Context
    from partnerdesk.page.jobs import Jobs
    from partnerdesk.shell.before import Before, Plan
    from partnerdesk.shell.crash import Journal
    from partnerdesk.shell.window import Window

BACK_UP_EVERY = 4 * 3600  # seconds
FRAME = 40  # pixels: the title bar, before the system has said how high it is


class Program:
    """Opens and closes the desk, builds the pages, and keeps the window in its language and dress."""

    def __init__(self, application: QApplication, window: Window, kept: settings.Settings, jobs: Jobs) -> None:
        self.application, self.window, self.settings, self.jobs = application, window, kept, jobs
        self.words = window.words
        self.desk: Any = None
        self.press: Any = None
        self.context: Context | None = None
        self._last_backup = ""
        self._commits_kept = 0  # how many of this opening's works the last backup holds
        self._bridge: Any = None
        window.lock_wanted.connect(self.lock)
        window.closing.connect(self._quit)
        window.use(self.build_page)

    # -- opening and closing

    async def begin(self, folder: Path | None) -> None:
        """Open the desk that was named or opened last; else begin the first run."""
        named = folder or (Path(self.settings.desk) if self.settings.desk else None)
        if named is None or not named.is_dir():
            self.first_run()
            return
        await self.open(named)

    async def open(self, folder: Path, *, passphrase: str | None = None, read_only: bool = False) -> bool:
        """Open a desk on a thread of its own and tell whether it is open; what stands in the way is said."""
        from partnerdesk.shell.unlock import Held, Unlock

        try:
            opened = await self.jobs.off_screen(lambda: _open(folder, passphrase, read_only))
        except Trouble as trouble:
            kind = type(trouble).__name__
            if kind == "Held" and not read_only:
                self.window.show_instead(Held(self._before(), folder, trouble.said(self.words)))
            elif (kind == "WrongKey" and passphrase is None) or self.window.at_desk:
                self.window.show_instead(Unlock(self._before(), folder, trouble.said(self.words)))
            else:
                raise
            return False
        await self._opened(*opened)
        if passphrase is not None and not read_only:
            desk = self.desk
            await self.jobs.off_screen(desk.remember)
        self.enter()
        return True

    async def create(self, plan: Plan) -> None:
        """Make the desk that the first run has planned; it is open afterwards, behind the first run's last step."""
        opened = await self.jobs.off_screen(lambda: _create(plan))
        await self._opened(*opened)
        desk = self.desk
        await self.jobs.off_screen(desk.remember)

    async def restore(self, backup: Path, folder: Path, passphrase: str) -> None:
        """Bring a desk back from a backup."""
        from partnerdesk.store import restore

        await self.jobs.off_screen(lambda: restore.restore(backup, folder, passphrase=passphrase))

    async def _opened(self, desk: Any, actor: Any, registers: Mapping[str, Any]) -> None:
        from partnerdesk.page.changes import Changes
        from partnerdesk.page.context import Context

        await self._close_desk()
        self.desk, self._commits_kept = desk, 0
        self.settings.desk = str(desk.folder)
        self.settings.save()
        self.context = Context(desk=desk, actor=actor, words=self.words, jobs=self.jobs, registers=registers,
                               settings=self.settings, print_paper=self.print_paper)
        self._bridge = Changes(desk, self.context.told)
        self.context.listeners.append(self._told)
        await self.read_office()

    def enter(self, place: str = "") -> None:
        """Show the desk that is open."""
        if self.context is None:
            return
        self.window.set_context(self.context)
        self.window.show_desk()
        if place:
            self.window.go(place)
        if self.desk.read_only:
            self.window.tell(self.words(N_("The desk is open for reading only: nothing can be changed.")), "soon")
        self.jobs.start(self._look_after(), self.window, quiet=True)
        self.jobs.start(self._settle_due_days(), self.window, quiet=True)
        self.jobs.start(self._offer_drafts(), self.window, quiet=True)

    async def _offer_drafts(self) -> None:
        """Say what was typed and not saved the last time, and lead to the latest of it."""
        from partnerdesk.store import drafts

        context = self.context
        if context is None or self.desk.read_only:
            return
        kept = await self.jobs.done(self.desk.read(
            context.actor, lambda look: drafts.kept_all(look.session, context.actor)))
        places = [each.draft for each in kept if each.place == f"{each.draft.register}:{each.draft.id or 'new'}"]
        if not places:
            return
        latest = places[0]

        def go_on() -> None:
            if latest.id is None:
                self.window.new(latest.register)
            else:
                self.window.open(latest.register, latest.id)

        self.window.tell(
            self.words.many("{count} entry holds changes that have not been saved.",
                            "{count} entries hold changes that have not been saved.", len(places)),
            act=self.words(N_("Go on with the latest")), do=go_on)

    def _told(self, changed: Any) -> None:
        """The holidays of a year have arrived, or one of them was another day."""
        if changed.touches("calendar_days"):
            self.jobs.start(self._settle_due_days(), self.window, quiet=True)

    async def _settle_due_days(self) -> None:
        """Count the due days of running cases by the calendar as it is now known."""
        from partnerdesk.office.cases.acting import settle_due_days

        if self.context is not None and not self.desk.read_only:
            await self.jobs.finished(self.desk.write(self.context.actor, settle_due_days))

    async def _look_after(self) -> None:
        """Back the desk up by itself, where a folder for it has been chosen and today has no backup yet."""
        await self._read_last_backup()
        while self.desk is not None and not self.desk.read_only and self._backup_folder:
            today = clock.now().date().isoformat()
            if not self._last_backup.startswith(today):
                await self.back_up()
            await self.jobs.rest(BACK_UP_EVERY)

    def lock(self) -> None:
        """Put the desk away: pages, key and all; what was typed is kept as drafts."""
        if self.desk is not None:
            self.jobs.start(self._lock(), self.window)

    async def _lock(self) -> None:
        from partnerdesk.shell.unlock import Unlock

        folder = self.desk.folder
        self.window.forget_pages()
        self.window.show_instead(Unlock(self._before(), folder, locked=True))
        await self.jobs.rest(0)
        await self._close_desk()

    async def _close_desk(self) -> None:
        desk, self.desk, self.context = self.desk, None, None
        press, self.press = self.press, None
        self.window.forget_pages()
        self.window.context = None
        if press is not None:
            await self.jobs.off_screen(press.close)
        if desk is not None:
            desk.listeners.clear()
            await self.jobs.off_screen(desk.close)

    def _quit(self) -> None:
        self.window.forget_pages()
        self.jobs.finish(self._finish())

    async def _finish(self) -> None:
        """Accept nothing new, finish the writes, back up, end the press, and only then close the window."""
        self.settings.window = (self.window.width(), self.window.height())
        self.settings.maximized = self.window.isMaximized()
        self.settings.save()
        await self.jobs.quit()
        if self.desk is not None and self._backup_folder and self.desk.commits > self._commits_kept:
            self.window.tell(self.words(N_("Backing the desk up before it is closed.")))
            # A drive that is not there keeps nobody at the desk: the next start tries again and says what is wrong.
            with suppress(Trouble, Refused):
                await self.back_up()
        await self._close_desk()
        self.window.close_for_good()

    def first_run(self) -> None:
        """Begin the first run."""
        from importlib import import_module

        from partnerdesk.shell.first_run import FirstRun

        self.window.show_instead(FirstRun(self._before()))
        # What the later steps need is brought in while the first one is read.
        self.jobs.start(self.jobs.off_screen(lambda: import_module("partnerdesk.store.desk")), self.window, quiet=True)

    def _before(self) -> Before:
        from partnerdesk.shell.before import Before

        return Before(self.words, self.jobs, self)

    # -- language and dress

    def speak(self, language: str) -> None:
        """Turn the window to another language at once."""
        from partnerdesk.page import toolkit
        from partnerdesk.shell.first_run import FirstRun

        self.settings.language = language
        self.settings.save()
        self.words = Words(language)
        toolkit.speak(self.application, language)
        if self.context is not None and self.window.at_desk:
            self.window.rebuild(self.words)
            self._say_state()
            return
        self.window.rebuild(self.words)
        first = FirstRun(self._before())
        self.window.show_instead(first)
        first.show_step(1)

    def dress(self) -> None:
        """Put on the colours and the text size that are set."""
        from partnerdesk.page import theme

        self.settings.save()
        theme.apply(self.application, self.settings.mode, self.settings.scale)
        self.window.rebuild(self.words)
        self._say_state()

    # -- pages

    def build_page(self, context: Context, key: str) -> QWidget:
        """The page of a place: its own module where it has one, else the page that every register has."""
        from importlib import import_module

        from partnerdesk.office import contents
        from partnerdesk.shell.navigation import DUPLICATES, IMPORT, SETTINGS, TODAY

        if key == TODAY:
            from partnerdesk.shell.today import TodayPage

            return TodayPage(context, self.window.navigation.set_counts)
        if key == SETTINGS:
            from partnerdesk.shell.settings_page import SettingsPage

            return SettingsPage(context, self)
        beside = {IMPORT: "partnerdesk.shell.importing", DUPLICATES: "partnerdesk.office.partners.pages.duplicates",
                  **{page.key: page.page for page in contents.PAGES}}
        module = beside[key] if key in beside else contents.entry(key).page
        if module:
            made: QWidget = import_module(module).build(context)
            return made
        from partnerdesk.page.register_page import RegisterPage

        return RegisterPage(context, key)

    def print_paper(self, paper: str, record: int) -> None:
        """Show a paper before it is printed."""
        from partnerdesk.paper.worker import Press
        from partnerdesk.shell.preview import PreviewPage

        if self.context is None:
            return
        if self.press is None:
            self.press = Press(self._fonts)
            self.press.start()
        self.context.press = self.press
        self.window.show_page("preview", PreviewPage(self.context, paper, record))

    # -- office, backup, state

    _fonts = "installed"
    _backup_folder = ""
    _keep = 3

    async def read_office(self) -> None:
        """Read again whose desk this is and what its habits are."""
        from partnerdesk.office.printing import the_office

        if self.context is None:
            return

        def read(look: Any) -> tuple[Any, ...]:
            office = the_office(look)
            return (office.unit, office.english_unit, office.name, office.english_name, office.zone, office.fonts,
                    office.backup_folder, office.keep_backups)

        found = await self.jobs.done(self.desk.read(self.context.actor, read))
        self._names = found[:4]
        self.context.zone, fonts, self._backup_folder, keep = found[4], found[5], found[6] or "", found[7]
        self._keep = keep or 3
        if fonts != self._fonts:
            self._fonts = fonts
            press, self.press = self.press, None
            if press is not None:
                await self.jobs.off_screen(press.close)
        self._say_state()

    _names: tuple[Any, ...] = ("", "", "", "")

    def _say_state(self) -> None:
        words, context = self.words, self.context
        unit, english_unit, office, english_office = self._names
        self.window.set_office(words.either(unit, english_unit), words.either(office, english_office))
        if context is None:
            return
        backup = words(N_("no backup yet: choose a folder in the settings"))
        if self._last_backup:
            backup = words(N_("backed up and verified {at}"), at=self._last_backup)
        elif self._backup_folder:
            backup = words(N_("backup folder chosen"))
        state = [words(N_("encrypted")), backup, words(N_("reading only")) if self.desk.read_only else ""]
        self.window.set_state(state)
        self.window.set_who(context.actor.name, context.today)

    async def back_up(self) -> bool:
        """Make a verified backup in the folder that was chosen; raises `Refused` where none was."""
        if not self._backup_folder:
            raise Refused(N_("No backup folder has been chosen yet. Choose one first."))
        commits = self.desk.commits
        await self.jobs.done(self.desk.back_up(Path(self._backup_folder), self._keep))
        self._commits_kept = commits
        await self._read_last_backup()
        return True

    async def backups(self) -> list[Any]:
        """The backups of this desk, the newest first."""
        if not self._backup_folder or self.desk is None:
            return []
        found: list[Any] = await self.jobs.done(self.desk.backups(Path(self._backup_folder)))
        return found

    async def _read_last_backup(self) -> None:
        found = await self.backups()
        zone = self.context.zone if self.context is not None else "Asia/Shanghai"
        self._last_backup = f"{clock.wall(found[0].made, zone):%Y-%m-%d %H:%M}" if found else ""
        self._say_state()

    async def recovery_sheet(self, passphrase: str, out: Path) -> None:
        """Print the sheet for the safe into a file."""
        from partnerdesk.office.recovery import RecoveryFacts, recovery_sheet, whose
        from partnerdesk.paper.worker import Job, Press

        context = self.context
        if context is None:
            return
        facts = RecoveryFacts(whose(self.words, *self._names), self.desk.id, passphrase, context.actor.name,
                              context.today)
        press = self.press = self.press or Press(self._fonts)
        await self.jobs.done(press.submit(Job(recovery_sheet(facts, self.words), out, clock.now())))


def _open(folder: Path, passphrase: str | None, read_only: bool) -> tuple[Any, Any, Mapping[str, Any]]:
    # All of this runs aside: importing what the store is made of takes longer than painting the window.
    from partnerdesk.office import contents
    from partnerdesk.shell.settings_page import CLERKS, OFFICES
    from partnerdesk.store.desk import Desk

    registers = contents.load_records()
    desk = Desk.open(folder, registers={**registers, "offices": OFFICES, "clerks": CLERKS}, passphrase=passphrase,
                     read_only=read_only, account=account.name())
    try:
        return desk, desk.actor(account.name()), registers
    except Refused:
        desk.close()
        raise


def _create(plan: Plan) -> tuple[Any, Any, Mapping[str, Any]]:
    from partnerdesk.office import contents
    from partnerdesk.shell.settings_page import CLERKS, OFFICES
    from partnerdesk.store.desk import Desk

    registers = contents.load_records()
    office = {"name": plan.office, "unit": plan.unit or None, "code": plan.code or None, "language": plan.language}
    desk = Desk.create(Path(plan.folder).expanduser(), registers={**registers, "offices": OFFICES, "clerks": CLERKS},
                       office=office, clerk_name=plan.clerk, account=account.name(), passphrase=plan.passphrase,
                       anywhere=plan.anywhere)
    try:
        actor = desk.actor(account.name())
        if plan.sample:
            from partnerdesk.office import sample

            sample.fill(desk, actor)
    except BaseException:
        desk.close()
        raise
    return desk, actor, registers


def fits(window: tuple[int, int], screen: tuple[int, int]) -> bool:
    """Whether a window has room on a screen together with the frame that the system draws around it."""
    return window[0] <= screen[0] and window[1] + FRAME <= screen[1]


def main(arguments: Sequence[str] = ()) -> int:
    """Open the window, on the desk in the folder named or on the last one."""
    # Nothing falls due while modules are read and the window is built; `_live` hands the collector to the screen.
    gc.disable()
    from partnerdesk.shell import input_method

    input_method.prepare()
    from PySide6.QtWidgets import QApplication

    from partnerdesk.page import theme
    from partnerdesk.shell.window import Window

    application = QApplication([sys.argv[0]])
    application.setApplicationName("partnerdesk")
    application.setQuitOnLastWindowClosed(False)
    kept = settings.load()
    theme.apply(application, kept.mode, kept.scale)
    window = Window(Words(kept.language))
    window.resize(*kept.window)
    if kept.maximized or not fits(kept.window, window.screen().availableSize().toTuple()):
        window.showMaximized()
    else:
        window.show()
    application.processEvents()
    # The window is painted, and needed neither asyncio nor the desk for that: both come from here on.
    _run(application, window, kept, Path(arguments[0]) if arguments else None)
    return 0


def _run(application: QApplication, window: Window, kept: settings.Settings, folder: Path | None) -> None:
    from partnerdesk.page import toolkit
    from partnerdesk.shell.crash import Journal

    toolkit.speak(application, kept.language)
    journal = Journal(places.log_folder())
    journal.begin(lambda _line: window.tell(window.words(N_(
        "The program has made a mistake. What was saved is kept; what was typed is kept as a draft. If it happens "
        "again, close the program and start it anew.")), "bad"))
    try:
        _live(application, window, kept, journal, folder)
    finally:
        journal.end()


def _live(application: QApplication, window: Window, kept: settings.Settings, journal: Journal,
          folder: Path | None) -> None:
    import asyncio

    import qasync

    from partnerdesk.page.jobs import Jobs
    from partnerdesk.page.tidying import Tidying

    tidying = Tidying(application)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)

    async def live() -> None:
        program = Program(application, window, kept, Jobs())
        closed = asyncio.Event()
        window.closed.connect(closed.set)
        program.jobs.start(program.begin(folder), window)
        if journal.ended_badly:
            program.jobs.start(_offer_report(window, program, journal), window, quiet=True)
        await closed.wait()

    try:
        with loop:
            loop.run_until_complete(live())
    finally:
        tidying.stop()


async def _offer_report(window: Window, program: Program, journal: Journal) -> None:
    """After a crash: offer to look at the report and to save it; it is sent nowhere."""
    from partnerdesk.shell.report import show_report

    words = program.words
    text = journal.report()
    window.tell(words(N_("The program did not end well the last time. What was typed is kept as drafts.")), "soon",
                act=words(N_("Look at the report")),
                do=lambda: program.jobs.start(show_report(window, program.jobs, words, text), window))
