"""The window: navigation left, where I am and search above, the page, and the state of the desk at the foot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from partnerdesk.office import contents
from partnerdesk.page import theme
from partnerdesk.page.messages import MessageBar, WaitBar
from partnerdesk.page.pieces import OneLine, Text, beside, button, row, shortcut
from partnerdesk.page.waiting import Work
from partnerdesk.shell.navigation import LOCK, TODAY, Navigation
from partnerdesk.words import N_, Words

if TYPE_CHECKING:
    from partnerdesk.page.context import Context

NAME = N_("PartnerDesk")
SEARCH_WIDTH = 330
LEAST = 900, 560  # the smallest screens in offices, whatever the size of the text


class Window(QMainWindow):
    """The one window. It is painted before the desk is opened: what needs the desk comes by `set_context`.

    The program that owns the window says by `use` how the page of a place is made, connects `lock_wanted` and
    `closing`, and ends it by `close_for_good`.
    """

    lock_wanted = Signal()
    closing = Signal()
    closed = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.context: Context | None = None
        self._build: Callable[[Context, str], QWidget] | None = None
        self._pages: dict[str, QWidget] = {}
        self._may_close = False
        self.setWindowTitle(words(NAME))
        self.setMinimumSize(*LEAST)
        self.whole = QStackedWidget()
        self.setCentralWidget(self.whole)
        self._make()

    # -- its parts

    def _make(self) -> None:
        self.desk = QWidget()
        self.navigation = Navigation(self.words)
        self.navigation.chosen.connect(self.go)
        self.navigation.folded.connect(self._keep_folded)
        self.messages = MessageBar(self.words)
        self.waiting = WaitBar(self.words)
        self.pages = QStackedWidget()
        self.pages.addWidget(QWidget())
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._make_top())
        told = QVBoxLayout()
        told.setContentsMargins(16, 0, 16, 0)
        told.addWidget(self.messages)
        told.addWidget(self.waiting)
        right.addLayout(told)
        right.addWidget(self.pages, 1)
        right.addWidget(self._make_foot())
        across = QHBoxLayout(self.desk)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addLayout(right, 1)
        self.whole.addWidget(self.desk)
        shortcut(self.desk, "Ctrl+K", self.look_up)
        shortcut(self.desk, "Ctrl+N", self.new)
        shortcut(self.desk, "Ctrl+L", self.lock_wanted.emit)
        shortcut(self.desk, "F6", self._to_navigation)

    def _make_top(self) -> QFrame:
        from partnerdesk.shell.search import SearchField

        bar = QFrame()
        bar.setProperty("role", "bar")
        bar.setFixedHeight(theme.px(50))
        self.here = OneLine(role="heading", snug=True)
        self.here.setObjectName("here")
        self.beside = OneLine(role="faint")
        self.search = SearchField(self.words, self)
        self.search.setFixedWidth(theme.px(SEARCH_WIDTH))
        self.search.opened.connect(self.open)
        self.add = button(self.words(N_("New")), lambda _on: self.new(), icon="new", role="main", key="Ctrl+N",
                          name="new")
        across = row(self.here, self.beside, self.search, self.add, spacing=8, margins=(20, 0, 16, 0))
        across.setStretch(1, 1)
        bar.setLayout(across)
        return bar

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        foot.setFixedHeight(theme.px(24))
        self.state = OneLine(role="faint")
        self.state.setObjectName("state")
        self.who = Text(role="faint")
        self.who.setObjectName("who")
        across = row(self.state, self.who, margins=(20, 0, 16, 0))
        across.setStretch(0, 1)
        foot.setLayout(across)
        return foot

    def _to_navigation(self) -> None:
        marked = next((place for place in self.navigation.places.values() if place.isChecked()), None)
        (marked or self.navigation.places[TODAY]).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep_folded(self, groups: tuple[str, ...]) -> None:
        if self.context is not None:
            self.context.settings.folded = groups
            self.context.settings.save()

    def look_up(self) -> None:
        """Go to the search field; Esc leads back."""
        self.search.come_from(self.focusWidget())
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what a page's jobs ask of the widget above them

    def begin(self, work: Work) -> None:
        """Show that a job is under way."""
        self.waiting.begin(work)

    def tell(self, message: str, tone: str = "", *, act: str = "", do: Callable[[], Any] | None = None) -> None:
        """Show a message above whatever page is shown."""
        self.messages.tell(message, tone, act=act, do=do)

    # -- the desk comes and goes

    def use(self, build_page: Callable[[Context, str], QWidget]) -> None:
        """Say how the page of a place is made when it is first gone to."""
        self._build = build_page

    @property
    def at_desk(self) -> bool:
        """Whether the desk is shown, and nothing in its place."""
        return self.whole.currentWidget() is self.desk

    def set_context(self, context: Context) -> None:
        """The desk is open: pages may be built from now on."""
        self.context = context
        context.open, context.new, context.show = self.open, self.new, self.tell
        self.search.set_context(context)
        self.navigation.fold(context.settings.folded)
        self.whole.setCurrentWidget(self.desk)
        self.go(TODAY)

    def show_instead(self, widget: QWidget) -> None:
        """Show something in place of the desk: the first run, or what unlocks it."""
        self.whole.addWidget(widget)
        self.whole.setCurrentWidget(widget)
        self.setWindowTitle(self.words(NAME))  # a locked desk does not tell where somebody was working

    def show_desk(self) -> None:
        """Show the desk again and let go what stood in its place."""
        self.whole.setCurrentWidget(self.desk)
        for at in reversed(range(self.whole.count())):
            other = self.whole.widget(at)
            if other is not self.desk and other is not None:
                self.whole.removeWidget(other)
                other.deleteLater()

    def rebuild(self, words: Words) -> None:
        """Build everything anew in another language or another dress; what is typed is kept as drafts before."""
        here = self.place
        context = self.context
        self.forget_pages()
        self.words = words
        old = self.desk
        self.whole.removeWidget(old)
        old.deleteLater()
        self._make()
        self.setWindowTitle(words(NAME))
        if context is not None:
            context.words = words
            self.set_context(context)
            self.go(here)

    def forget_pages(self) -> None:
        """Let all pages go, as when the desk is locked."""
        for page in self._pages.values():
            leave = getattr(page, "leave", None)
            if leave is not None:
                leave()
            self.pages.removeWidget(page)
            page.deleteLater()
        self._pages = {}

    def set_office(self, unit: str, office: str) -> None:
        """Say whose desk this is."""
        self.navigation.set_office(unit, office)

    def set_state(self, parts: list[str]) -> None:
        """Say at the foot how key, backup and print stand."""
        self.state.setText(beside(*parts))

    def set_who(self, clerk: str, day: date) -> None:
        """Say at the foot who works here, and which day it is in both calendars."""
        said = [clerk, f"{self.words.day(day)}{' ' if self.words.chinese else ', '}{self.words.weekday(day)}"]
        if self.words.chinese:
            said.append(f"农历{lunar(day)}")
        self.who.setText(beside(*said))

    # -- where the window is

    @property
    def place(self) -> str:
        """The key of the page that is shown."""
        return next((key for key, page in self._pages.items() if page is self.pages.currentWidget()), TODAY)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.get(self.place)

    def go(self, key: str) -> QWidget | None:
        """Show the page of a place, built when it is first gone to."""
        if key == LOCK:
            self.lock_wanted.emit()
            return None
        if self.context is None or self._build is None:
            return None
        leave = getattr(self.pages.currentWidget(), "leave", None)
        if leave is not None:
            leave()
        page = self._pages.get(key)
        if page is None:
            page = self._build(self.context, key)
            self._pages[key] = page
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.navigation.mark(key)
        self._name_place(key, page)
        return page

    def show_page(self, key: str, page: QWidget) -> None:
        """Show a page that is made anew each time, such as a preview, in place of its predecessor."""
        older = self._pages.pop(key, None)
        self._pages[key] = page
        self.pages.addWidget(page)
        self.go(key)
        if older is not None:
            self.pages.removeWidget(older)
            older.deleteLater()

    def _name_place(self, key: str, page: QWidget) -> None:
        entry = next((entry for entry in contents.ENTRIES if entry.key == key), None)
        title = self.words(entry.title) if entry is not None else getattr(page, "title", "")
        self.here.setText(title)
        self.beside.setText(getattr(page, "subtitle", ""))
        if hasattr(page, "retitled"):
            page.retitled = self._retitle
        self.add.setVisible(entry is not None and not entry.kept_by_program and hasattr(page, "new"))
        if entry is not None:
            self.add.setAccessibleName(self.words(N_("New {one}"), one=self.words.within(self.words(entry.one))))
        self.setWindowTitle(f"{title} - {self.words(NAME)}" if title else self.words(NAME))

    def _retitle(self, title: str, beside: str) -> None:
        self.here.setText(title)
        self.beside.setText(beside)

    def open(self, key: str, id: int = 0) -> None:
        """Show a record on the page of its register; a line's record is shown on the page of what it is part of."""
        page = self.go(key)
        show = getattr(page, "open", None)
        if id and show is not None:
            show(id)

    def new(self, key: str = "", given: dict[str, Any] | None = None) -> None:
        """Begin a new entry on the page that is shown, or on that of a register."""
        page = self.go(key) if key else self.page
        make = getattr(page, "new", None)
        if make is not None:
            make(given)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        self.closing.emit()

    def close_for_good(self) -> None:
        """Close after everything has been finished."""
        self._may_close = True
        self.close()


def lunar(day: date) -> str:
    """The day of the farmers' calendar: 十月十二."""
    from borax.calendars.lunardate import LunarDate

    return str(LunarDate.from_solar(day).cn_md)
