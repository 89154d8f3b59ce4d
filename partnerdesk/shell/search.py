"""Search over everything: answers while one types, grouped by register; arrows walk, Enter opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from partnerdesk.office import contents
from partnerdesk.page import theme
from partnerdesk.page.waiting import Rest
from partnerdesk.words import N_, Words

if TYPE_CHECKING:
    from partnerdesk.page.context import Context
    from partnerdesk.shell.answers import Answers

MOST = 40
A_REGISTER = 6  # hits shown of one register; the rest is counted
WIDTH, TALLEST = 560, 480
ANSWER_AFTER = 30  # milliseconds after a key


def places_called(typed: str, words: Words) -> list[tuple[str, str]]:
    """The places of the window whose title holds what is typed or reads so by its initials: key and title.

    Not on the screen's thread: the readings of Chinese signs are loaded with the first question.
    """
    from partnerdesk.store.folding import fold
    from partnerdesk.store.pinyin import beginnings

    wanted = fold(typed.strip())
    titles = [(entry.key, words(entry.title)) for entry in (*contents.ENTRIES, *contents.PAGES) if entry.group]
    return [(key, title) for key, title in titles
            if wanted in fold(title) or any(each.startswith(wanted) for each in beginnings(title))] if wanted else []


class SearchField(QLineEdit):
    """The field at the top of the window; Esc gives the focus back to where it was."""

    opened = Signal(str, int)

    def __init__(self, words: Words, window: QWidget) -> None:
        super().__init__()
        self.words = words
        self.context: Context | None = None
        self.composing = False
        self._before: QWidget | None = None
        self._window = window
        self._answers: Answers | None = None
        self.setObjectName("search")
        self.setAccessibleName(words(N_("Search everything")))
        self.setPlaceholderText(words(N_("Search partners, papers…  Ctrl+K")))
        self.setTextMargins(theme.px(24), 0, 0, 0)
        self.setMaxLength(200)
        self._asking = Rest(self, ANSWER_AFTER, self._ask)
        self.textChanged.connect(lambda _text: self._asking.start())
        self.setEnabled(False)

    @property
    def answers(self) -> Answers:
        """The list of the answers; made with the first search, since the first paint of the window needs none."""
        if self._answers is None:
            from partnerdesk.shell.answers import Answers

            self._answers = Answers(self._window, self.words)
            self._answers.itemClicked.connect(lambda _item: self._open())
        return self._answers

    def _hide(self) -> None:
        if self._answers is not None:
            self._answers.hide()

    def set_context(self, context: Context) -> None:
        """The desk is open: search from now on."""
        self.context = context
        self.setEnabled(True)

    def _ask(self) -> None:
        if self.context is None:
            return
        if not self.text().strip():
            self._hide()
            return
        self.context.jobs.start(self._answer(self.context, self.text()), self, superseding="search", quiet=True)

    async def _answer(self, context: Context, typed: str) -> None:
        from partnerdesk.store import search

        groups, places = await context.jobs.done(context.desk.read(
            context.actor, lambda look: (search.search(look.session.connection(), context.actor, typed, MOST),
                                         places_called(typed, self.words)), superseding="search"))
        if self.text() == typed and self.hasFocus():
            self._show(context, groups, places)

    def _show(self, context: Context, groups: list[Any], places: list[tuple[str, str]]) -> None:
        from partnerdesk.shell.answers import Line

        lines: list[Line] = []

        def borrowed(group: Any) -> bool:
            """Whether what was typed stands in the name of what the record links to."""
            found = context.registers[group.register].fields.get(group.hits[0].where)
            return found is not None and bool(found.target)

        # Who types a partner's name means the partner first, and then what the partner takes part in.
        for group in sorted((group for group in groups if group.register in context.registers), key=borrowed):
            title = context.title(group.register)
            more = len(group.hits) - A_REGISTER
            if more > 0:
                title = f"{title} · {self.words.many('{count} more', '{count} more', more)}"
            lines.append(Line(title))
            fields = context.registers[group.register].fields
            for hit in group.hits[:A_REGISTER]:
                where = self.words(fields[hit.where].label) if hit.where in fields else ""
                lines.append(Line(hit.name or context.one(group.register), group.register, hit.id, where, hit.snippet,
                                  hit.marks, hit.struck))
        if places:
            there = [Line(self.words(N_("Places"))), *(Line(title, key) for key, title in places[:A_REGISTER])]
            # Who types a place's name in full means the place.
            named = any(title.casefold() == self.text().strip().casefold() for _, title in places)
            lines = there + lines if named else lines + there
        if not lines:
            lines.append(Line(self.words(N_("Nothing found. Try fewer words, or pinyin initials."))))
        self.answers.show_lines(lines)
        self._place_answers(len(lines))

    def _place_answers(self, count: int) -> None:
        window = self._window
        height = min(sum(self.answers.sizeHintForRow(at) for at in range(count)) + 10, theme.px(TALLEST))
        width = min(theme.px(WIDTH), window.width() - 40)
        corner = self.mapTo(window, QPoint(self.width() - width, self.height() + 4))
        self.answers.setGeometry(QRect(corner, QSize(width, min(height, window.height() - corner.y() - 12))))
        self.answers.raise_()
        self.answers.show()

    def _open(self) -> None:
        marked = self.answers.marked
        if marked is None:
            return
        self._hide()
        self.clear()
        self.opened.emit(marked.register, marked.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(theme.ICON)
        theme.icon("search", "faint").paint(painter, theme.px(9), (self.height() - side) // 2, side, side)
        painter.end()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self._answers is not None and not self._answers.isHidden()
        if shown and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.answers.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif shown and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Escape:
            self._hide()
            self.clear()
            if self._before is not None:
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() == Qt.FocusReason.ShortcutFocusReason:
            self.selectAll()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._hide()

    def come_from(self, widget: QWidget | None) -> None:
        """Remember where the focus was, to give it back."""
        self._before = widget
