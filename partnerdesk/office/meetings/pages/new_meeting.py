"""The sheet that begins a meeting: its category and body bring name, place, standing items and members with them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from partnerdesk.office.meetings.calling import Proposed, call, proposed
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import Sheet
from partnerdesk.page.editor import Editor
from partnerdesk.page.editors import editor_for
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Text, row, shortcut
from partnerdesk.problems import Unsaved
from partnerdesk.store import listing
from partnerdesk.words import N_

_FIELDS = ("category_id", "body_id", "name", "starts")


class NewMeeting(Sheet):
    """Asks for what cannot be guessed; what was guessed can be changed before, and everything afterwards."""

    walks = True

    def __init__(self, parent: QWidget, context: Context) -> None:
        words = context.words
        super().__init__(parent, words, words(N_("New meeting")), words(N_("Make the meeting")))
        self.context = context
        self.saved: int | None = None
        fields = context.registers["meetings"].fields
        self.editors: dict[str, Editor] = {name: editor_for(fields[name], context) for name in _FIELDS}
        self.invite = QCheckBox(words(N_("Put everybody who sits on the body on the list")))
        self.invite.setObjectName("invite members")
        self.invite.setChecked(True)
        self.brings = Text(role="faint", wrap=True)
        self.brings.setObjectName("brings")
        top = row(self.editors["category_id"], self.editors["body_id"], spacing=14)
        for place in (0, 1):
            top.setStretch(place, 1)
        self.body.addLayout(top)
        for name in ("name", "starts"):
            self.body.addWidget(self.editors[name])
        self.body.addWidget(self.invite)
        self.body.addWidget(self.brings)
        self.setMinimumWidth(theme.px(560))
        self._named = ""
        for name in ("category_id", "body_id"):
            self.editors[name].changed.connect(self.propose)
        self.act.clicked.disconnect()
        self.act.clicked.connect(self.make)
        entries: list[QWidget] = [editor.input for editor in self.editors.values()]
        for entry, following in pairwise([*entries, self.act]):
            if isinstance(entry, QLineEdit):
                entry.returnPressed.connect(following.setFocus)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(self, keys, self.make)
        self.editors["category_id"].setFocus()

    @slot(superseding="propose", quiet=True)
    async def propose(self) -> None:
        """Fill in what the category and the body bring with them; a name that was typed stays."""
        category, body = (self.editors[name].reading() for name in ("category_id", "body_id"))
        if category.problem is not None or body.problem is not None:
            return
        context, today = self.context, self.context.today

        def read(look: Any) -> tuple[Proposed, str]:
            given = proposed(look, category.value, body.value, today)
            return given, listing.named(look, "bodies", given.body)

        given, called = await context.jobs.done(context.desk.read(context.actor, read))
        if body.value is None and given.body is not None:
            self.editors["body_id"].show_value(given.body, called)
        name = self.editors["name"]
        if name.reading().value in (None, self._named):
            name.show_value(given.name)
            self._named = given.name
        self._say(given)

    def _say(self, given: Proposed) -> None:
        words = self.words
        said = []
        if given.items:
            said.append(words.labelled(words(N_("Standing items")), words.listed(given.items)))
        if given.place:
            said.append(words.labelled(words(N_("Place")), words.either(given.place, given.english_place)))
        self.brings.setText("\n".join(said))

    @slot(superseding="make")
    async def make(self) -> None:
        """Make the meeting with all that it brings, in one step."""
        if any(editor.composing for editor in self.editors.values()):
            return
        readings = {name: editor.reading() for name, editor in self.editors.items()}
        wrong = [name for name, reading in readings.items() if reading.problem is not None
                 or not self.editors[name].check()]
        if wrong:
            self.editors[wrong[0]].check()
            self.editors[wrong[0]].setFocus()
            return
        context, today, invite = self.context, self.context.today, self.invite.isChecked()
        category, body, name, starts = (readings[each].value for each in _FIELDS)
        try:
            self.saved = await context.jobs.done(context.desk.write(
                context.actor, lambda work: call(work, category, body, name or "", starts, today, invite=invite)))
        except Unsaved as unsaved:
            for problem in unsaved.problems:
                if problem.field in self.editors:
                    self.editors[problem.field].show_problem(problem.said(self.words))
            return
        self.accept()


async def begin_meeting(parent: QWidget, context: Context) -> int | None:
    """Let a meeting be begun; gives its id, or nothing when it was not made."""
    sheet = NewMeeting(parent.window(), context)
    await sheet.answered(context.jobs)
    return sheet.saved
