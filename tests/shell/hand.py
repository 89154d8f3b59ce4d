"""A hand on the keyboard of the program's window: every key goes to whatever has the focus, and is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypinyin import lazy_pinyin
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QMenu, QWidget

from partnerdesk.page.dialogs import Sheet
from partnerdesk.page.key_table import KeyTable
from partnerdesk.page.lines_card import LinesCard
from partnerdesk.page.pieces import Chip
from tests.screen import Screen

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
ROUND = 160  # Tab is pressed no oftener: by then it has been everywhere


class Stuck(AssertionError):
    """The keyboard does not lead where a clerk has to go."""


class Hand:
    """Presses keys only; it looks at the screen to see where it is, as a clerk does."""

    def __init__(self, screen: Screen, window: Any) -> None:
        self.screen, self.window, self.pressed = screen, window, 0
        self.stations: list[tuple[str, int]] = []

    # -- keys

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        if found is None:
            raise Stuck("nothing has the keyboard")
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
              times: int = 1) -> None:
        """One key, several times where that is wanted."""
        for _ in range(times):
            QTest.keyClick(self.focus, key, modifier)
            self.pressed += 1

    def control(self, key: Qt.Key) -> None:
        """A key with Ctrl, after which everything under way comes to its end."""
        self.press(key, CONTROL)
        self.settle()

    def enter(self) -> None:
        """Enter, after which everything under way comes to its end."""
        self.press(Key.Key_Return)
        self.settle()

    def type(self, text: str) -> None:
        """Digits and letters by their keys; Chinese by an input method, whose letters and choice are counted."""
        if text.isascii():
            QTest.keyClicks(self.focus, text)
            self.pressed += len(text)
        else:
            self.screen.commit(self.focus, text)
            self.pressed += len("".join(lazy_pinyin(text))) + 1

    def digits(self, keys: str) -> None:
        """Single keys one after the other, each of which does something at once."""
        for key in keys:
            QTest.keyClick(self.focus, key)
            self.pressed += 1
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way but what a sheet waits for."""
        self.screen.until(lambda: self.screen.context.jobs.idle or QApplication.activeModalWidget() is not None
                          or QApplication.activePopupWidget() is not None)

    # -- from place to place

    def station(self, name: str) -> None:
        """Say how far the way has come; the keys are told per station."""
        self.stations.append((name, self.pressed))

    def tab(self, met: Callable[[QWidget], bool], what: str, *, back: bool = False) -> None:
        """Press Tab until it stands where it is wanted."""
        for _ in range(ROUND):
            if met(self.focus):
                return
            self.press(Key.Key_Backtab if back else Key.Key_Tab, SHIFT if back else Qt.KeyboardModifier.NoModifier)
        raise Stuck(f"Tab does not lead to {what}")

    def to(self, name: str, *, back: bool = False) -> None:
        """Tab to what is called so; a field's chips are reached as the first of them."""
        self.tab(lambda widget: widget.objectName() == name or (
            isinstance(widget, Chip) and any(each.objectName() == name for each in _above(widget))), name, back=back)

    def push(self, name: str, *, back: bool = False) -> None:
        """Tab to a button and press it with Enter."""
        self.to(name, back=back)
        assert isinstance(self.focus, QAbstractButton), name
        assert self.focus.isEnabled(), name
        self.enter()

    def turn_to(self, key: str, *, back: bool = False) -> None:
        """Tab to the chip behind which a list stands, and press it."""
        self.tab(lambda widget: isinstance(widget, Chip) and widget.key == key, f"the chip {key}", back=back)
        self.press(Key.Key_Space)
        self.settle()

    def into(self, register: str) -> None:
        """Tab into the table of a card."""
        self.to(f"lines {register}")

    def go(self, place: str) -> None:
        """F6 leads to the navigation, whose places are walked through by the arrows."""
        self.settle()
        self.press(Key.Key_F6)
        navigation = self.window.navigation
        wanted = navigation.places[place]
        if not wanted.isVisible():
            self._walk_to(next(head for head in navigation.heads.values() if wanted in head.members))
            self.press(Key.Key_Right)  # unfolds the group
        self._walk_to(wanted)
        self.enter()
        assert self.window.place == place

    def _walk_to(self, wanted: QWidget) -> None:
        navigation = self.window.navigation
        shown = [each for each in navigation.findChildren(QAbstractButton) if each.isVisible()]
        order = sorted(shown, key=lambda each: each.mapTo(navigation, each.rect().topLeft()).y())
        by = order.index(wanted) - order.index(self.focus)
        self.press(Key.Key_Down if by > 0 else Key.Key_Up, times=abs(by))
        assert self.focus is wanted

    def find(self, typed: str, name: str) -> None:
        """Ctrl+K, some letters, Enter."""
        self.press(Key.Key_K, CONTROL)
        self.type(typed)
        answers = self.window.search.answers
        self.screen.until(lambda: not answers.isHidden() and answers.marked is not None
                          and answers.marked.text == name)
        self.enter()

    def find_place(self, typed: str, place: str) -> None:
        """Ctrl+K, some letters of what a place is called, Enter."""
        self.press(Key.Key_K, CONTROL)
        self.type(typed)
        answers = self.window.search.answers
        self.screen.until(lambda: not answers.isHidden() and answers.marked is not None
                          and (answers.marked.register, answers.marked.id) == (place, 0))
        self.enter()
        assert self.window.place == place

    @property
    def panel(self) -> Any:
        """The record that is shown."""
        return self.window.page.panel

    @property
    def shown(self) -> int:
        """The id of the record that is shown."""
        id: int = self.panel.loaded.draft.id
        return id

    # -- sheets and menus

    @contextmanager
    def sheet(self, over: Any = None) -> Iterator[Any]:
        """A sheet has come, perhaps over another; when all is said, Ctrl+Enter does its act and it goes."""
        here = self.wait_for_sheet(over)
        yield here
        self.press(Key.Key_Return, CONTROL)
        self.gone(here)

    def wait_for_sheet(self, over: Any = None) -> Any:
        """Wait until a sheet stands over the window, or over another sheet, and has the keyboard."""
        def here() -> bool:
            modal = QApplication.activeModalWidget()
            focus = QApplication.focusWidget()
            return isinstance(modal, Sheet) and modal is not over and focus is not None and modal.isAncestorOf(focus)

        self.screen.until(here)
        return QApplication.activeModalWidget()

    def gone(self, sheet: Any) -> None:
        """Wait until a sheet has gone; nobody gives the keyboard back here, as a window manager would."""
        def away() -> bool:
            return QApplication.activeModalWidget() is not sheet

        try:
            self.screen.until(away)
        except Exception as failed:
            said = [label.text() for label in sheet.findChildren(QWidget)
                    if label.property("role") == "problem" and label.isVisible()]
            raise Stuck(f"the sheet stays: {said}") from failed
        self.back_to_window()
        self.settle()

    def back_to_window(self) -> None:
        """Give the keyboard back to what lies under a sheet or menu that has gone, as a window manager would."""
        def active() -> bool:
            under = QApplication.activeModalWidget() or self.window
            under.activateWindow()
            return QApplication.activeWindow() is under

        self.screen.until(active)

    def choose_in_menu(self, text: str) -> None:
        """Walk down an open menu to a line and choose it."""
        self.screen.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu: Any = QApplication.activePopupWidget()
        lines = [each for each in menu.actions() if not each.isSeparator()]
        at = next(place for place, each in enumerate(lines) if each.text() == text)
        self.press(Key.Key_Down, times=at + (0 if menu.activeAction() is lines[0] else 1))
        assert menu.activeAction() is lines[at], text
        self.enter()

    def print_in_all(self, paper: str, title: str) -> Any:
        """Ctrl+P, the paper in the menu where there are several, and each language in turn; gives the reports."""
        self.press(Key.Key_P, CONTROL)
        self.screen.until(lambda: QApplication.activePopupWidget() is not None or self.window.place == "preview")
        if QApplication.activePopupWidget() is not None:
            self.choose_in_menu(title)
        self.screen.until(lambda: self.window.place == "preview" and self.window.page.paper == paper)
        self.back_to_window()
        page = self.window.page
        reports = []
        for language in ("zh_CN", "en", "both"):
            self.screen.until(lambda: page.report is not None and page.go.isEnabled())
            if page.language.currentData() != language:
                self.choose("language", language)
                self.settle()
                self.screen.until(lambda wanted=language: page.asked.language == wanted and page.go.isEnabled())
            reports.append((language, page.report))
        self.press(Key.Key_Escape)
        self.screen.until(lambda: self.window.place != "preview")
        self.settle()
        return reports

    # -- fields

    def field(self, name: str, text: str) -> None:
        """Tab to a field and type into it."""
        self.to(name)
        self.type(text)

    def choose(self, name: str, key: Any) -> None:
        """Tab to a choice and walk down to what is wanted."""
        self.to(name)
        box = self.focus
        assert isinstance(box, QComboBox), name
        by = box.findData(key) - box.currentIndex()
        self.press(Key.Key_Down if by > 0 else Key.Key_Up, times=abs(by))
        assert box.currentData() == key, (name, key)

    def tick(self, name: str, *keys: str) -> None:
        """Tab to chips and press those that are wanted with Space."""
        self.to(name)
        for key in keys:
            for _ in range(30):
                focus: Any = self.focus
                if focus.key == key:
                    break
                self.press(Key.Key_Right)
            assert focus.key == key, key
            self.press(Key.Key_Space)

    def link(self, name: str, typed: str) -> None:
        """Tab to a link, type a part of the name, and take what is proposed first."""
        self.to(name)
        self.type(typed)
        window = self.focus.window()
        self.screen.until(lambda: any(each.isVisible() and each.count() for each in _suggestions(window)))
        self.enter()

    def file(self, name: str, path: Path) -> None:
        """Tab to a field for a file, and name the file in the dialog."""
        self.to(name)
        self.press(Key.Key_Return)
        self.name_file(path)

    def name_file(self, path: Path) -> None:
        """Name a file in the system's dialog; a clerk stands in the right folder, and types no more than its name."""
        self.screen.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
        dialog: Any = QApplication.activeModalWidget()
        self.screen.until(lambda: QApplication.focusWidget() is not None
                          and dialog.isAncestorOf(QApplication.focusWidget()))
        QTest.keyClick(self.focus, Key.Key_A, CONTROL)
        QTest.keyClicks(self.focus, str(path))
        self.pressed += len(path.name)
        self.press(Key.Key_Return)
        self.gone(dialog)

    def line_of(self, card: LinesCard | KeyTable, row: int) -> list[str]:
        """What a line on the screen says."""
        model = card.model if isinstance(card, LinesCard) else card.rows
        return [model.item(row, at).text() for at in range(model.columnCount())]


def _above(widget: QWidget) -> Iterator[QWidget]:
    while (parent := widget.parentWidget()) is not None:
        yield parent
        widget = parent


def _suggestions(window: QWidget) -> list[Any]:
    from partnerdesk.page.link_editors import Suggestions

    return window.findChildren(Suggestions)


__all__ = ["CONTROL", "Hand", "Key", "Stuck"]
