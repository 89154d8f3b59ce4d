"""The form of a record: its editors as the register's rows have them, one draft, and its way to the desk and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QWidget

from partnerdesk.office import contents
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import Sheet
from partnerdesk.page.editor import Editor
from partnerdesk.page.editors import editor_for
from partnerdesk.page.jobs import slot
from partnerdesk.page.loading import Loaded, load
from partnerdesk.page.messages import MessageBar
from partnerdesk.page.pieces import Scroll, shortcut
from partnerdesk.page.waiting import Rest
from partnerdesk.problems import Problem, Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.record.register import Register
from partnerdesk.store import listing
from partnerdesk.words import N_

ABREAST = 520  # pixels of width from which two fields stand side by side
ALIKE_AFTER = 300  # milliseconds after the last key until it is told what stands here already


class Form(QWidget):
    """All fields of one record. `show_loaded` fills it, `collect` takes what is typed into `draft`.

    Enter goes to the next field, Ctrl+Enter asks to save, F1 explains the field. `rows` may leave fields out or
    order them otherwise than the register does; what is not shown is kept as it was loaded.
    """

    changed = Signal()
    save_wanted = Signal()
    at_end = Signal()

    def __init__(self, context: Context, register: Register, rows: Sequence[Sequence[str]] | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.register, self.words = context, register, context.words
        self.rows = [tuple(each) for each in (rows or register.rows)]
        self.draft = Draft(register.key)
        self.notices: list[Problem] = []
        self.editors: dict[str, Editor] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        self._abreast: bool | None = None
        self._read_only = False
        # A page that keeps more than the entry itself puts its own job here; it runs on the writing thread.
        self.keep: Callable[[Any, Draft], int] = lambda work, draft: work.save(draft)
        for row in self.rows:
            for name in row:
                self._add(name)
        self._lay(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(self, keys, self.save_wanted.emit)
        self._alike: set[str] = set()
        if contents.may_be_alike(register.key):
            self._look_for_alike = Rest(self, ALIKE_AFTER, self.tell_alike)
            self.changed.connect(self._look_for_alike.start)

    def _add(self, name: str) -> None:
        editor = editor_for(self.register.fields[name], self.context)
        editor.changed.connect(self.changed)
        self.editors[name] = editor
        entry = editor.input
        if isinstance(entry, QLineEdit):
            entry.returnPressed.connect(lambda editor=editor: self.go_on(editor))
        else:
            for each in (entry, *entry.findChildren(QPushButton)):
                each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (
                Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            editor = next((each for each in self.editors.values() if each.input is watched
                           or each.isAncestorOf(watched)), None) if isinstance(watched, QWidget) else None
            if editor is not None and not hasattr(editor.input, "toPlainText"):
                if isinstance(watched, QComboBox) and watched.view().isVisible():
                    return False
                self.go_on(editor)
                return True
        return super().eventFilter(watched, event)

    # -- what a page uses

    def show_loaded(self, loaded: Loaded) -> None:
        """Show a record, or a new one with its defaults."""
        self.draft = loaded.draft
        self._say_alike({})
        for name, editor in self.editors.items():
            editor.show_value(self.draft[name], loaded.names.get(name))

    def collect(self) -> list[Problem]:
        """Take what is typed into the draft; gives the problems of what cannot be read."""
        problems = []
        for name, editor in self.editors.items():
            reading = editor.reading()
            if reading.problem is not None:
                problems.append(reading.problem)
            elif not (self.draft.new and reading.value in (None, "") and name not in self.draft.values):
                self.draft[name] = reading.value
        return problems

    def show_problems(self, problems: Sequence[Problem]) -> list[str]:
        """Show each problem at its field and go to the first; gives the sentences that belong to no field shown."""
        by_field: dict[str, list[str]] = {}
        others = []
        for problem in problems:
            if problem.field in self.editors:
                by_field.setdefault(problem.field, []).append(problem.said(self.words))
            else:
                others.append(problem.said(self.words))
        for name, editor in self.editors.items():
            editor.show_problem("\n".join(by_field.get(name, ())))
        first = next((editor for name, editor in self.editors.items() if name in by_field), None)
        if first is not None:
            first.input.setFocus(Qt.FocusReason.OtherFocusReason)
        return others

    @slot(superseding="alike", quiet=True)
    async def tell_alike(self) -> None:
        """Say beside the fields of a new entry which one stands here already that is like it; saving is not refused."""
        if not self.draft.new or self.composing:
            return
        context = self.context
        typed = {name: reading.value for name, editor in self.editors.items()
                 if (reading := editor.reading()).problem is None}
        draft = Draft(self.register.key, values=typed)
        module = contents.entry(self.register.key).alike
        found = await context.jobs.done(context.desk.read(
            context.actor, lambda look: import_module(module).like(look, draft)))
        if self.draft.new:
            self._say_alike({problem.field: problem.said(self.words) for problem in found})

    def _say_alike(self, said: Mapping[str, str]) -> None:
        for name in self._alike - set(said):
            self.editors[name].say("")
        self._alike = said.keys() & self.editors.keys()
        for name in self._alike:
            self.editors[name].say(said[name], "soon")

    @property
    def composing(self) -> bool:
        """Whether an input method is composing in one of the fields."""
        return any(editor.composing for editor in self.editors.values())

    def set_read_only(self, read_only: bool) -> None:
        """Let the record be read but not changed."""
        self._read_only = read_only
        for editor in self.editors.values():
            editor.set_read_only(read_only)

    def focus_first(self) -> None:
        """Go to the first field that is still empty, else to the first."""
        empty = next((each for each in self.editors.values() if each.reading().value in (None, "", ())), None)
        chosen = empty or next(iter(self.editors.values()), None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def go_on(self, editor: Editor) -> None:
        """Go from one field to the next, as Enter does."""
        order = list(self.editors.values())
        following = order[order.index(editor) + 1:]
        if following:
            target = following[0].focusProxy() or following[0].input
            target.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.at_end.emit()

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(event.size().width() >= theme.px(ABREAST))

    def _lay(self, abreast: bool) -> None:
        if abreast == self._abreast:
            return
        self._abreast = abreast
        for editor in self.editors.values():
            self._grid.removeWidget(editor)
        line = 0
        top = Qt.AlignmentFlag.AlignTop
        previous: QWidget | None = None
        for row in self.rows:
            for place, name in enumerate(row):
                editor = self.editors[name]
                grows = Qt.AlignmentFlag(0) if editor.sizePolicy().verticalPolicy().name == "Expanding" else top
                if not abreast:
                    self._grid.addWidget(editor, line + place, 0, 1, 2, grows)
                elif len(row) == 1:
                    self._grid.addWidget(editor, line, 0, 1, 2, grows)
                else:
                    self._grid.addWidget(editor, line, place, 1, 1, grows)
                for stop in editor.stops:
                    if previous is not None:
                        QWidget.setTabOrder(previous, stop)
                    previous = stop
            line += 1 if abreast else len(row)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if abreast else 0)

    def minimumSizeHint(self) -> Any:
        hint = super().minimumSizeHint()
        hint.setWidth(min(hint.width(), 240))
        return hint


async def save(form: Form) -> int:
    """Save what stands in a form and return the record's id; raises `Unsaved` with the problems.

    What was cleaned away on the way is told in `form.notices`.
    """
    problems = form.collect()
    if problems:
        raise Unsaved(problems)
    context, draft = form.context, form.draft

    def job(work: Any) -> tuple[int, list[Problem]]:
        return form.keep(work, draft), list(work.notices)

    id, form.notices = await context.jobs.finished(context.desk.write(context.actor, job))
    return id


class RecordSheet(Sheet):
    """A record in a sheet over the page: a missing link made in place, or a line of a record."""

    walks = True

    def __init__(self, parent: QWidget, context: Context, key: str, loaded: Loaded) -> None:
        words = context.words
        one = context.one(key)
        title = words(N_("New {one}"), one=words.within(one)) if loaded.draft.new else loaded.title or one
        super().__init__(parent, words, title, words(N_("Save")))
        self.context = context
        self.saved: int | None = None
        self.messages = MessageBar(words)
        register = context.registers[key]
        # A line's link to its record is known from where it is made.
        given = {register.part_of} if register.part_of and loaded.draft[register.part_of] is not None else set()
        rows = [kept for row in register.rows if (kept := tuple(name for name in row if name not in given))]
        self.form = Form(context, register, rows)
        self.form.show_loaded(loaded)
        self.body.addWidget(self.messages)
        scroll = Scroll(self.form)
        scroll.setMinimumHeight(min(self.form.sizeHint().height() + 8, theme.px(420)))
        self.body.addWidget(scroll)
        self.setMinimumWidth(theme.px(620))
        self.act.clicked.disconnect()
        self.act.clicked.connect(self.save)
        self.form.save_wanted.connect(self.save)
        self.form.at_end.connect(self.act.setFocus)
        self.form.focus_first()

    def tell(self, message: str, tone: str = "") -> None:
        """Show a message in the sheet."""
        self.messages.tell(message, tone)

    @slot(superseding="save")
    async def save(self) -> None:
        """Save and close; what is wrong is shown at its field."""
        if self.form.composing:
            return
        try:
            self.saved = await save(self.form)
        except Unsaved as unsaved:
            others = self.form.show_problems(unsaved.problems)
            if others:
                self.tell("\n".join(others), "bad")
            return
        self.accept()


async def edit_in_sheet(parent: QWidget, context: Context, key: str, id: int | None = None,
                        **given: Any) -> int | None:
    """Let a record be made or changed in a sheet; gives its id, or nothing when it was not saved."""
    loaded = await context.jobs.done(context.desk.read(context.actor, lambda look: load(look, key, id, given)))
    sheet = RecordSheet(parent.window(), context, key, loaded)
    await sheet.answered(context.jobs)
    return sheet.saved


async def make_in_place(parent: QWidget, context: Context, key: str, typed: str) -> tuple[int, str] | None:
    """Make a record that a link needs, beginning with what was typed as its name; gives its id and name."""
    register = context.registers[key]
    name = next((name for name in register.name if name in register.form_fields
                 and not register.fields[name].target), "")
    given: dict[str, Any] = {name: typed} if name and typed else {}
    id = await edit_in_sheet(parent, context, key, **given)
    if id is None:
        return None
    called = await context.jobs.done(context.desk.read(context.actor, lambda look: listing.named(look, key, id)))
    return id, called


