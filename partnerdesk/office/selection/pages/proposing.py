"""The sheet that proposes partners as candidates: narrowed by kind, industry and text, marked by Space."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from partnerdesk.office.partners.records import KINDS, STAGES
from partnerdesk.office.selection import acting
from partnerdesk.office.selection.acting import PROPOSED_MOST, Proposed
from partnerdesk.office.wording import choice_label
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import Sheet
from partnerdesk.page.editor import Line
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Box, Text, beside, column, row
from partnerdesk.page.waiting import Rest
from partnerdesk.words import N_

FIND_AFTER = 160  # milliseconds after the last key until it is looked for
_ID = Qt.ItemDataRole.UserRole


class ProposeSheet(Sheet):
    """Partners that may become candidates; those with a tick are invited."""

    walks = True

    def __init__(self, parent: QWidget, context: Context, need_id: int) -> None:
        words = context.words
        super().__init__(parent, words, words(N_("Propose candidates")), words(N_("Invite as candidates")))
        self.context, self.need_id = context, need_id
        self.added = 0
        self.kind = Box()
        self.kind.addItem(words(N_("All kinds")), "")
        for choice in KINDS:
            self.kind.addItem(words(choice.label), choice.key)
        self.industry, self.text = Line(), Line()
        across = row(spacing=10)
        for widget, name, label in (
                (self.text, "text", N_("Name, initials or code")), (self.industry, "industry", N_("Industry")),
                (self.kind, "kind", N_("Kind"))):
            said = words(label)
            widget.setObjectName(name)
            widget.setAccessibleName(said)
            asked = Text(said, "faint")
            asked.setBuddy(widget)
            across.addLayout(column(asked, widget, spacing=3), 1)
        self.list = QListWidget()
        self.list.setObjectName("proposals")
        self.list.setAccessibleName(words(N_("Partners that may become candidates")))
        self.list.setMinimumHeight(theme.px(300))
        self.list.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.said = Text(role="faint")
        self.body.addLayout(across)
        self.body.addWidget(self.list)
        self.body.addWidget(self.said)
        self.setMinimumWidth(theme.px(620))
        self.chosen: dict[int, str] = {}
        self._finding = Rest(self, FIND_AFTER, self.find)
        for line in (self.text, self.industry):
            line.textChanged.connect(lambda _text: self._finding.start())
            line.keys = {Qt.Key.Key_Down: self._into_list, Qt.Key.Key_Return: self._into_list}
        self.kind.activated.connect(lambda _index: self.find())
        self.list.itemChanged.connect(self._ticked)
        self.list.itemActivated.connect(self._turn)
        self.act.clicked.disconnect()
        self.act.clicked.connect(self.invite)
        self.act.setEnabled(False)
        self.text.setFocus()
        self.find()

    def _into_list(self) -> bool:
        self._finding.flush()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.list.count() and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        return True

    @slot(superseding="find", quiet=True)
    async def find(self) -> None:
        """Show the partners that fit; those that have a tick stay."""
        context, need = self.context, self.need_id
        kind, industry, text = self.kind.currentData() or "", self.industry.text(), self.text.text()
        found = await context.jobs.done(context.desk.read(
            context.actor, lambda look: acting.proposals(look, need, kind, industry, text)))
        self._show(found)

    def _show(self, found: tuple[Proposed, ...]) -> None:
        words = self.words
        self.list.blockSignals(True)
        self.list.clear()
        for each in found:
            said = beside(each.name.said(words), each.industry, choice_label(STAGES, each.stage, words))
            item = QListWidgetItem(said)
            item.setData(_ID, each.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if each.id in self.chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        if found:
            self.list.setCurrentRow(0)
        self._say(len(found))

    def _say(self, shown: int | None = None) -> None:
        words = self.words
        count = self.list.count() if shown is None else shown
        parts = [words.many("{count} partner", "{count} partners", count)]
        if count >= PROPOSED_MOST:
            parts = [words(N_("The first {count} are shown; narrow them down"), count=count)]
        parts.append(words(N_("{count} chosen"), count=len(self.chosen)) if self.chosen else "")
        parts.append(words(N_("Space chooses")))
        self.said.setText(beside(*parts))
        self.act.setEnabled(bool(self.chosen))

    def _ticked(self, item: QListWidgetItem) -> None:
        if item.checkState() == Qt.CheckState.Checked:
            self.chosen[item.data(_ID)] = item.text()
        else:
            self.chosen.pop(item.data(_ID), None)
        self._say()

    def _turn(self, item: QListWidgetItem) -> None:
        checked = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)

    @slot(superseding="invite")
    async def invite(self) -> None:
        """Invite those with a tick."""
        context, need, chosen, today = self.context, self.need_id, tuple(self.chosen), self.context.today
        self.added = await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.add_candidates(work, need, chosen, today)))
        self.accept()


async def propose(parent: QWidget, context: Context, need_id: int) -> int:
    """Let partners be invited as candidates; gives how many were."""
    sheet: Any = ProposeSheet(parent.window(), context, need_id)
    await sheet.answered(context.jobs)
    added: int = sheet.added
    return added
