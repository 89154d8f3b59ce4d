"""Some fields of a record in a sheet over the page: what one act asks for, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import Sheet
from partnerdesk.page.form import Form
from partnerdesk.page.jobs import slot
from partnerdesk.page.loading import Loaded, load, names_of
from partnerdesk.page.messages import MessageBar
from partnerdesk.page.pieces import Scroll, Text
from partnerdesk.problems import Refused, Unsaved
from partnerdesk.record.draft import Draft

_HIGHEST = 440  # pixels of fields that are shown without scrolling
Rows = Sequence[Sequence[str]]
Keep = Callable[[Any, Draft], int]  # writes the draft in a work and gives the record's id


def save_draft(work: Any, draft: Draft) -> int:
    """Save the draft as it is."""
    id: int = work.save(draft)
    return id


class FieldsSheet(Sheet):
    """Asks for the fields in `rows`; the act hands the draft to `keep`, and what is wrong is shown at its field."""

    walks = True

    def __init__(self, parent: QWidget, context: Context, loaded: Loaded, rows: Rows, *, title: str, act: str,
                 keep: Keep = save_draft, detail: str = "") -> None:
        super().__init__(parent, context.words, title, act)
        self.context, self.keep = context, keep
        self.saved: int | None = None
        self.messages = MessageBar(context.words)
        self.form = Form(context, context.registers[loaded.draft.register], rows)
        self.form.show_loaded(loaded)
        if detail:
            self.body.addWidget(Text(detail, "soft", wrap=True))
        self.body.addWidget(self.messages)
        self.room = Scroll(self.form)
        self.body.addWidget(self.room)
        self.setMinimumWidth(theme.px(620))
        self.act.clicked.disconnect()
        self.act.clicked.connect(self.save)
        self.form.save_wanted.connect(self.save)
        self.form.at_end.connect(self.act.setFocus)
        self._give_room()
        self.form.focus_first()

    def _give_room(self) -> None:
        """Let the sheet be as high as its fields with their problems, within bounds."""
        self.room.setMinimumHeight(min(self.form.sizeHint().height() + 8, theme.px(_HIGHEST)))

    def tell(self, message: str, tone: str = "") -> None:
        """Show a message in the sheet."""
        self.messages.tell(message, tone)

    @slot(superseding="save")
    async def save(self) -> None:
        """Do the act and close; nothing is lost where it is refused."""
        if self.form.composing:
            return
        context, draft = self.context, self.form.draft
        try:
            problems = self.form.collect()
            if problems:
                raise Unsaved(problems)
            self.saved = await context.jobs.finished(
                context.desk.write(context.actor, lambda work: self.keep(work, draft)))
        except Unsaved as unsaved:
            others = self.form.show_problems(unsaved.problems)
            self._give_room()
            if others:
                self.tell("\n".join(others), "bad")
            return
        except Refused as refused:
            self.tell(refused.said(self.words), "soon")
            return
        self.accept()


async def fill_in(
    parent: QWidget, context: Context, key: str, id: int | None, rows: Rows, *, title: str, act: str,
    values: Mapping[str, Any] | None = None, keep: Keep = save_draft, detail: str = "",
) -> int | None:
    """Let some fields of a record be filled in, beginning with `values`; gives its id, or nothing when put away."""
    given = dict(values or {})

    def read(look: Any) -> Loaded:
        loaded = load(look, key, id, given)
        for name, value in given.items():
            loaded.draft[name] = value
        return Loaded(**{**vars(loaded), "names": names_of(look, look.registers[key], loaded.draft)})

    loaded = await context.jobs.done(context.desk.read(context.actor, read))
    sheet = FieldsSheet(parent.window(), context, loaded, rows, title=title, act=act, keep=keep, detail=detail)
    await sheet.answered(context.jobs)
    return sheet.saved
