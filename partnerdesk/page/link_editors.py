"""Editors of links: any part of a name is typed, what fits is suggested, and what is missing is made in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.editor import Editor, Line
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Flow, button, plain_tip, tool
from partnerdesk.problems import Problem
from partnerdesk.record.fields import Field
from partnerdesk.record.reading import Read
from partnerdesk.store import listing
from partnerdesk.words import N_

Index = QModelIndex | QPersistentModelIndex

MOST = 12
_NEW = -1


@dataclass(frozen=True)
class Suggestion:
    """One record that fits what is typed."""

    id: int
    name: str
    note: str = ""


class _Row(QStyledItemDelegate):
    """Draws a suggestion: its name, and at the right its note in faint."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        made: Suggestion = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        inner = rect.adjusted(10, 0, -10, 0)
        painter.setFont(theme.font(theme.FAINT))
        room = painter.fontMetrics().horizontalAdvance(made.note) + 12 if made.note else 0
        painter.setPen(theme.colour("faint"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, made.note)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("accent" if made.id == _NEW else "ink"))
        name = painter.fontMetrics().elidedText(made.name, Qt.TextElideMode.ElideRight, inner.width() - room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.px(30))


class Suggestions(QListWidget):
    """What fits, below the line that is typed into.

    It never takes the focus and is a child of the window, not a popup: an input method goes on composing in the line.
    """

    chosen = Signal(object)

    def __init__(self, line: Line) -> None:
        super().__init__(line.window())
        self.line = line
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(_Row(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListWidget.Shape.Box)
        self.setMouseTracking(True)
        self.itemEntered.connect(self.setCurrentItem)
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.hide()

    def offer(self, suggestions: list[Suggestion], label: str) -> None:
        """Show what fits, the first one marked."""
        self.clear()
        for each in suggestions:
            item = QListWidgetItem(each.name)
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setToolTip(plain_tip(each.name))
            self.addItem(item)
        self.setAccessibleName(label)
        if not suggestions:
            self.hide()
            return
        window = self.line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.setCurrentRow(0)
        height = len(suggestions) * theme.px(30) + 4
        below = self.line.mapTo(window, QPoint(0, self.line.height() + 2))
        if below.y() + height > window.height():
            above = self.line.mapTo(window, QPoint(0, -2)).y() - height
            below.setY(max(above, 0))
        self.setGeometry(QRect(below, QSize(max(self.line.width(), 260), height)))
        self.raise_()
        self.show()

    def step(self, by: int) -> bool:
        """Move the mark; tells whether there was one to move."""
        if self.isHidden():
            return False
        self.setCurrentRow((self.currentRow() + by) % self.count())
        return True

    def take(self) -> bool:
        """Choose the marked one; tells whether there was one."""
        item = self.currentItem()
        if self.isHidden() or item is None:
            return False
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
        return True

    def put_away(self) -> bool:
        """Hide; tells whether it was shown."""
        was = not self.isHidden()
        self.hide()
        return was


class LinkLine(QWidget):
    """A line that looks records of one register up while it is typed into."""

    picked = Signal(int, str)
    edited = Signal()

    def __init__(self, key: str, context: Context, *, may_make: bool = True) -> None:
        super().__init__()
        self.key, self.context, self.words = key, context, context.words
        self.may_make = may_make and key in context.registers
        self.line = Line()
        self.offered: list[Suggestion] = []
        self._list: Suggestions | None = None
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(4)
        self.stack.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.setPlaceholderText(self.words(N_("Type any part of the name")))
        self.line.textEdited.connect(self._edited)
        self.line.left.connect(self.close_list)
        self.line.keys = {
            Qt.Key.Key_Down: lambda: self._in_list(lambda shown: shown.step(1)) or self.open_list(),
            Qt.Key.Key_Up: lambda: self._in_list(lambda shown: shown.step(-1)),
            Qt.Key.Key_Return: lambda: self._in_list(Suggestions.take),
            Qt.Key.Key_Enter: lambda: self._in_list(Suggestions.take),
            Qt.Key.Key_Escape: lambda: self._in_list(Suggestions.put_away),
        }

    def _in_list(self, do: Callable[[Suggestions], bool]) -> bool:
        return self._list is not None and do(self._list)

    def open_list(self) -> bool:
        """Offer what fits now, as after a key."""
        self.look_up()
        return True

    def close_list(self) -> None:
        """Put the suggestions away."""
        if self._list is not None:
            self._list.put_away()

    def _edited(self, _text: str) -> None:
        self.edited.emit()
        self.look_up()

    @slot(superseding="suggest", quiet=True)
    async def look_up(self) -> None:
        """Ask the desk what fits and offer it."""
        typed = self.line.text().strip()
        context = self.context
        found = await context.jobs.done(context.desk.read(
            context.actor, lambda look: listing.suggest(look, self.key, typed, MOST),
            superseding=f"suggest {self.key}"))
        self.offered = [Suggestion(*each) for each in found]
        if not self.line.hasFocus() or self.line.text().strip() != typed:
            return
        rows = list(self.offered)
        if self.may_make and typed and all(each.name != typed for each in rows):
            rows.append(Suggestion(_NEW, self.words(N_("New {one}: {name}"), one=context.one(self.key), name=typed)))
        if self._list is None:
            self._list = Suggestions(self.line)
            self._list.chosen.connect(self._chosen)
        self._list.offer(rows, self.words(N_("Suggestions")))

    def fitting(self) -> Suggestion | None:
        """The one suggestion that is called exactly what is typed."""
        typed = self.line.text().strip()
        fits = [each for each in self.offered if each.name == typed]
        return fits[0] if len(fits) == 1 else None

    def _chosen(self, chosen: Suggestion) -> None:
        self.close_list()
        if chosen.id == _NEW:
            self.make(self.line.text().strip())
        else:
            self.picked.emit(chosen.id, chosen.name)

    @slot
    async def make(self, typed: str) -> None:
        """Make the missing record in place and pick it."""
        from partnerdesk.page.form import make_in_place

        made = await make_in_place(self, self.context, self.key, typed)
        if made is not None:
            self.picked.emit(*made)
        self.line.setFocus()


class LinkEditor(Editor):
    """A link to one record."""

    def __init__(self, field: Field, context: Context, *, labelled: bool = True, may_make: bool = True) -> None:
        super().__init__(field, context, labelled=labelled)
        self.finder = LinkLine(field.target, context, may_make=may_make)
        self.go = tool("open", self.words(N_("Open")), self._open)
        self.go.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.take(self.finder.line, self.go, holder=self.finder)
        self.go.hide()
        self._id: int | None = None
        self._name = ""
        self.finder.picked.connect(self._picked)
        self.finder.edited.connect(self._edited)

    def show_value(self, value: Any, name: Any = None) -> None:
        self._id, self._name = value, name or ""
        self.finder.line.setText(self._name)
        self.finder.line.setCursorPosition(0)
        self.go.setVisible(value is not None and self.field.target in self.context.registers)
        self.shown(value)
        if value is not None and not self._name:
            self._find_name(value)

    def reading(self) -> Read:
        typed = self.finder.line.text().strip()
        if not typed:
            return Read(None)
        if self._id is not None and typed == self._name:
            return Read(self._id)
        fits = self.finder.fitting()
        if fits is not None:
            return Read(fits.id)
        return Read(None, Problem(self.field.name, N_(
            "Nothing is called “{typed}”. Choose from the list, or make it with the last line of the list."),
            {"typed": typed}))

    def typed(self, text: str) -> None:
        self.finder.line.setText(text)
        self.finder.line.textEdited.emit(text)

    def set_read_only(self, read_only: bool) -> None:
        self.finder.line.setReadOnly(read_only)

    def _was_left(self) -> None:
        fits = self.finder.fitting()
        if fits is not None and fits.id != self._id and self.finder.line.text().strip() != self._name:
            self._picked(fits.id, fits.name)
        super()._was_left()

    def _edited(self) -> None:
        self.go.hide()
        self.touched()

    def _picked(self, id: int, name: str) -> None:
        self._id, self._name = id, name
        self.finder.line.setText(name)
        self.go.setVisible(self.field.target in self.context.registers)
        self.touched()

    def _open(self) -> None:
        if self._id is not None:
            self.context.open(self.field.target, self._id)

    @slot(superseding="name", quiet=True)
    async def _find_name(self, id: int) -> None:
        context = self.context
        name = await context.jobs.done(context.desk.read(
            context.actor, lambda look: listing.named(look, self.field.target, id)))
        if self._id == id and not self._name:
            self._name = name
            self.finder.line.setText(name)


class LinksEditor(Editor):
    """Links to several records in their order; Backspace in the empty line takes the last away."""

    def __init__(self, field: Field, context: Context, *, labelled: bool = True, may_make: bool = True) -> None:
        super().__init__(field, context, labelled=labelled)
        self.finder = LinkLine(field.target, context, may_make=may_make)
        self._chosen: list[tuple[int, str]] = []
        self._flow = Flow()
        self._holder = QWidget()
        self._holder.setLayout(self._flow)
        self.finder.stack.insertWidget(0, self._holder)
        self.take(self.finder.line, holder=self.finder)
        self.finder.line.keys[Qt.Key.Key_Backspace] = self._take_last
        self.finder.picked.connect(self._picked)
        self.finder.edited.connect(self.touched)
        self._holder.hide()

    def show_value(self, value: Any, name: Any = None) -> None:
        names = list(name or ())
        self._chosen = [(id, names[place] if place < len(names) else "") for place, id in enumerate(value or ())]
        self.finder.line.clear()
        self._lay()
        self.shown(value)
        if any(not called for _, called in self._chosen):
            self._find_names()

    def reading(self) -> Read:
        ids = tuple(id for id, _ in self._chosen)
        typed = self.finder.line.text().strip()
        if typed and (fits := self.finder.fitting()) is not None:
            return Read(ids if fits.id in ids else (*ids, fits.id))
        if typed:
            return Read(ids, Problem(self.field.name, N_(
                "Nothing is called “{typed}”. Choose from the list, or make it with the last line of the list."),
                {"typed": typed}))
        return Read(ids)

    def typed(self, text: str) -> None:
        self.finder.line.setText(text)
        self.finder.line.textEdited.emit(text)

    def set_read_only(self, read_only: bool) -> None:
        self.finder.line.setVisible(not read_only)
        self._holder.setEnabled(not read_only)

    def _was_left(self) -> None:
        fits = self.finder.fitting()
        if fits is not None and self.finder.line.text().strip():
            self._picked(fits.id, fits.name)
        super()._was_left()

    def _picked(self, id: int, name: str) -> None:
        if all(id != chosen for chosen, _ in self._chosen):
            self._chosen.append((id, name))
        self.finder.line.clear()
        self._lay()
        self.touched()

    def _take_last(self) -> bool:
        if self.finder.line.text() or not self._chosen or self.finder.line.isReadOnly():
            return False
        self._remove(self._chosen[-1][0])
        return True

    def _remove(self, id: int) -> None:
        self._chosen = [each for each in self._chosen if each[0] != id]
        self._lay()
        self.touched()

    def _lay(self) -> None:
        self._flow.clear()
        for id, name in self._chosen:
            chip = button(f"{name}  ×", lambda _on=False, id=id: self._remove(id), role="chip")
            said = self.words(N_("Take {name} away"), name=name)
            chip.setAccessibleName(said)
            chip.setToolTip(plain_tip(said))
            self._flow.addWidget(chip)
        self._holder.setVisible(bool(self._chosen))

    @slot(superseding="names", quiet=True)
    async def _find_names(self) -> None:
        context, ids = self.context, [id for id, _ in self._chosen]
        names = await context.jobs.done(context.desk.read(
            context.actor, lambda look: [listing.named(look, self.field.target, id) for id in ids]))
        if [id for id, _ in self._chosen] == ids:
            self._chosen = list(zip(ids, names, strict=True))
            self._lay()


