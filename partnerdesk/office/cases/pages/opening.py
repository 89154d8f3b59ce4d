"""The sheet that begins a procedure: which one, about what, on which day, on what occasion."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from partnerdesk.office.cases.acting import open_case
from partnerdesk.office.cases.course import SUBJECTS
from partnerdesk.office.cases.versions import Variant, variants
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import Sheet
from partnerdesk.page.editor import Editor
from partnerdesk.page.editors import editor_for
from partnerdesk.page.jobs import slot
from partnerdesk.page.messages import MessageBar
from partnerdesk.page.pieces import Box, Text, row, shortcut
from partnerdesk.problems import Refused, Unsaved
from partnerdesk.store import listing
from partnerdesk.words import N_


class StartCase(Sheet):
    """Asks which procedure is to be run; without a subject also about what."""

    walks = True

    def __init__(self, parent: QWidget, context: Context, offered: dict[str, tuple[Variant, ...]],
                 subject: str = "", id: int | None = None, code: str = "", name: str = "") -> None:
        words = context.words
        super().__init__(parent, words, words(N_("Begin a procedure")), words(N_("Open the case")))
        self.context, self.offered, self.given = context, offered, (subject, id)
        self.saved: int | None = None
        self.messages = MessageBar(words)
        self.variant = Box()
        self.variant.setObjectName("variant")
        self.variant.setAccessibleName(words(N_("Procedure")))
        for link, some in offered.items():
            for each in some:
                self.variant.addItem(each.title.said(words), (link, each))
                if each.code == code:
                    self.variant.setCurrentIndex(self.variant.count() - 1)
        fields = context.registers["cases"].fields
        self.editors: dict[str, Editor] = {name: editor_for(fields[name], context)
                                           for name in (*SUBJECTS, "alliance_id", "opened", "reason")}
        self.brings = Text(role="faint", wrap=True)
        self.brings.setObjectName("brings")
        label = Text(words(N_("Procedure")), "faint")
        label.setBuddy(self.variant)
        self.body.addWidget(self.messages)
        for part in (label, self.variant, self.brings):
            self.body.addWidget(part)
        for link in SUBJECTS:
            self.body.addWidget(self.editors[link])
        self.body.addWidget(self.editors["alliance_id"])
        across = row(self.editors["opened"], self.editors["reason"], spacing=14)
        for place in (0, 1):
            across.setStretch(place, 1)
        self.body.addLayout(across)
        self.setMinimumWidth(theme.px(600))
        self.editors["opened"].show_value(context.today)
        if id is not None:
            self.title.setText(words(N_("Begin a procedure: {subject}"), subject=name))
        self.variant.currentIndexChanged.connect(self._chosen)
        self._chosen()
        self.act.setEnabled(self.variant.count() > 0)
        self.act.clicked.disconnect()
        self.act.clicked.connect(self.open_it)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(self, keys, self.open_it)
        for editor in self.editors.values():
            entered = getattr(editor.input, "returnPressed", None)
            if entered is not None:
                entered.connect(lambda here=editor: self._go_on(here))
        self.variant.setFocus()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.focusWidget() is self.variant:
            self._go_on(None)
            return
        super().keyPressEvent(event)

    def _go_on(self, editor: Editor | None) -> None:
        shown = [each for each in self.editors.values() if not each.isHidden()]
        at = shown.index(editor) + 1 if editor is not None else 0
        (shown[at].input if at < len(shown) else self.act).setFocus(Qt.FocusReason.TabFocusReason)

    def _chosen(self) -> None:
        """Show what the procedure brings, and ask for what it is about."""
        chosen = self.variant.currentData()
        if chosen is None:
            self.brings.setText(self.words(N_("There is no procedure for this yet.")))
            return
        link, variant = chosen
        steps = " → ".join(step.said(self.words) for step in variant.steps)
        self.brings.setText("\n".join(text for text in (steps, variant.basis.said(self.words)) if text))
        for name in SUBJECTS:
            self.editors[name].setVisible(self.given[1] is None and name == link)
        # Whoever is admitted may join an alliance with it.
        self.editors["alliance_id"].setVisible(link == "partner_id" and variant.code.startswith("admission"))

    @slot(superseding="open")
    async def open_it(self) -> None:
        """Open the case, in one step."""
        chosen = self.variant.currentData()
        if chosen is None or any(editor.composing for editor in self.editors.values()):
            return
        link, variant = chosen
        wanted = ["opened", "reason", *(["alliance_id"] if not self.editors["alliance_id"].isHidden() else []),
                  *([link] if self.given[1] is None else [])]
        wrong = [name for name in wanted if not self.editors[name].check()]
        values = {name: self.editors[name].reading().value for name in wanted}
        if self.given[1] is None and not wrong and values[link] is None:
            self.editors[link].show_problem(self.words(N_("Say whom or what the case is about.")))
            wrong.append(link)
        if wrong:
            self.editors[wrong[0]].setFocus()
            return
        context, id = self.context, self.given[1] or values[link]
        day = values["opened"] or context.today
        try:
            self.saved = await context.jobs.finished(context.desk.write(context.actor, lambda work: open_case(
                work, variant.code, link, id, day, values["reason"] or "", values.get("alliance_id"))))
        except (Unsaved, Refused) as refused:
            self.messages.tell(refused.said(self.words), "soon")
            return
        self.accept()


async def start_case(parent: QWidget, context: Context, subject: str = "", id: int | None = None,
                     code: str = "") -> int | None:
    """Let a procedure be begun about a subject (a link of cases and its id), or about what is asked for.

    `code` names the procedure that is proposed. Gives the id of the case, or nothing when none was opened.
    """

    def read(look: Any) -> tuple[dict[str, tuple[Variant, ...]], str]:
        links = (subject,) if subject else tuple(SUBJECTS)
        return {link: variants(look, SUBJECTS[link]) for link in links}, (
            listing.named(look, SUBJECTS[subject], id) if id is not None else "")

    offered, name = await context.jobs.done(context.desk.read(context.actor, read))
    sheet = StartCase(parent.window(), context, offered, subject, id, code, name)
    await sheet.answered(context.jobs)
    return sheet.saved
