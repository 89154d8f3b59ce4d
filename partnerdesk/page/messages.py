"""What a page says by itself: a bar for messages, and a quiet one for waiting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from partnerdesk.page import theme
from partnerdesk.page.pieces import Text, button, dressed, row, tool
from partnerdesk.page.waiting import QUIET_AFTER, SPOKEN_AFTER, Rest, Work
from partnerdesk.words import N_, Words

_SIGNS = {"bad": ("warning", "red"), "soon": ("warning", "amber"), "good": ("done", "green"), "": ("info", "accent")}


class MessageBar(QFrame):
    """One message in a bar: what happened, what it means for the record, what to do; Esc or the cross puts it away."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.setProperty("role", "message")
        self.setObjectName("message")
        self._sign = Text()
        self._text = Text(wrap=True)
        self._text.setObjectName("message text")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._act = button("", role="plain")
        self._act.hide()
        self._do: Callable[[], Any] | None = None
        self._act.clicked.connect(self._acted)
        away = tool("close", words(N_("Put the message away")), self.hide)
        self.setLayout(row(self._sign, self._text, self._act, away, margins=(12, 6, 6, 6)))
        self.hide()

    @property
    def text(self) -> str:
        """What stands in the bar now."""
        return self._text.text() if not self.isHidden() else ""

    def tell(self, message: str, tone: str = "", *, act: str = "", do: Callable[[], Any] | None = None) -> None:
        """Show a message with, where there is one, the act that mends it."""
        icon, meaning = _SIGNS[tone]
        self._sign.setPixmap(theme.icon(icon, meaning).pixmap(theme.px(theme.ICON)))
        self._text.setText(message)
        self.setAccessibleName(message)
        self._do = do
        self._act.setText(act)
        self._act.setAccessibleName(act)
        self._act.setVisible(do is not None)
        self.setProperty("tone", tone)
        dressed(self)
        self.show()

    def _acted(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()


class WaitBar(QWidget):
    """A quiet line once a job has taken 0.2 s; after 2 s also what is being done and how to call it off."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._works: list[Work] = []
        self._line = QProgressBar()
        self._line.setTextVisible(False)
        self._line.setAccessibleName(words(N_("Working")))
        self._said = Text(role="faint")
        self._cancel: QPushButton = button(words(N_("Cancel")), self._call_off, role="plain", name="cancel work")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._line)
        self._spoken = QWidget()
        self._spoken.setLayout(row(self._said, self._cancel, None))
        layout.addWidget(self._spoken)
        self._quiet = Rest(self, QUIET_AFTER, self._show_line)
        self._speak = Rest(self, SPOKEN_AFTER, self._show_words)
        self._line.hide()
        self._spoken.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def begin(self, work: Work) -> None:
        """Watch a job until it ends."""
        work.progressed.connect(self._progress)
        work.asking.connect(lambda on: self._ended(work) if on else self._watch(work))
        work.ended.connect(lambda: self._ended(work))
        self._watch(work)

    def _watch(self, work: Work) -> None:
        if not isValid(self):
            return
        self._works.append(work)
        if len(self._works) == 1:
            self._line.setRange(0, 0)
            self._quiet.start()
            self._speak.start()

    def _ended(self, work: Work) -> None:
        if work in self._works:
            self._works.remove(work)
        # A job may outlive the page that began it.
        if not self._works and isValid(self):
            self._quiet.stop()
            self._speak.stop()
            self._line.hide()
            self._spoken.hide()

    def _show_line(self) -> None:
        self._line.show()

    def _show_words(self) -> None:
        doing = next((work.doing for work in self._works if work.doing), self._words(N_("Still working")))
        self._said.setText(doing)
        self._spoken.show()

    def _progress(self, share: float, doing: str) -> None:
        self._line.setRange(0, 1000)
        self._line.setValue(round(share * 1000))
        if doing:
            self._said.setText(doing)

    def _call_off(self) -> None:
        for work in list(self._works):
            work.cancel()


class Page(QWidget):
    """The frame of a page: its message bar and wait bar above, and its own parts in `body`.

    Every job started by a widget below it, and every `Trouble` or `Refused` of such a job, is shown here.
    """

    def __init__(self, context: Any, parent: QWidget | None = None, *,
                 margins: tuple[int, int, int, int] = (16, 12, 16, 8)) -> None:
        super().__init__(parent)
        self.context = context
        self.words: Words = context.words
        self.messages = MessageBar(self.words)
        self.waiting = WaitBar(self.words)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*margins)
        outer.setSpacing(8)
        outer.addWidget(self.messages)
        outer.addWidget(self.waiting)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)

    def begin(self, work: Work) -> None:
        """Show that a job is under way."""
        self.waiting.begin(work)

    def tell(self, message: str, tone: str = "", *, act: str = "", do: Callable[[], Any] | None = None) -> None:
        """Show a message on this page: `tone` is "good", "soon", "bad" or nothing."""
        self.messages.tell(message, tone, act=act, do=do)

    def leave(self) -> bool:
        """Called before another page takes its place; a page with unsaved work keeps it as a draft."""
        return True
