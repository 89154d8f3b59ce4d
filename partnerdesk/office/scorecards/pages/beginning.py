"""The sheet that begins one rater's score sheet: the scorecard that suits the partner is proposed, the rater asked."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from partnerdesk.office import contents
from partnerdesk.office.letterhead import records
from partnerdesk.office.partners.records import Partner
from partnerdesk.office.scorecards.acting import begin_sheet, take_over
from partnerdesk.office.scorecards.shipped import shipped, suiting
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import Sheet
from partnerdesk.page.editor import Editor
from partnerdesk.page.editors import editor_for
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Box, Text, row, shortcut
from partnerdesk.problems import Unsaved
from partnerdesk.store import listing
from partnerdesk.words import N_

_ROWS = (("partner_id", "need_id"), ("rater", "department"), ("rated", "meeting_id"))
_GIVEN = ("case_id",)  # known from where the sheet is begun, and not asked


class BeginSheet(Sheet):
    """Asks who scores whom by which card; everything else follows from the card."""

    walks = True

    def __init__(self, parent: QWidget, context: Context, given: dict[str, Any]) -> None:
        words = context.words
        super().__init__(parent, words, words(N_("New score sheet")), words(N_("Begin the sheet")))
        self.context, self.given = context, given
        self.saved: int | None = None
        fields = context.registers["score_sheets"].fields
        self.card = Box()
        self.card.setObjectName("scorecard_id")
        label = words(fields["scorecard_id"].label)
        self.card.setAccessibleName(label)
        asked = Text(label, "faint")
        asked.setBuddy(self.card)
        self.body.addWidget(asked)
        self.body.addWidget(self.card)
        self.editors: dict[str, Editor] = {}
        for names in _ROWS:
            across = row(spacing=14)
            for name in names:
                self.editors[name] = editor_for(fields[name], context)
                across.addWidget(self.editors[name], 1)
            self.body.addLayout(across)
        self.setMinimumWidth(theme.px(560))
        self.act.clicked.disconnect()
        self.act.clicked.connect(self.make)
        entries = [editor.input for editor in self.editors.values()]
        for entry, following in pairwise([*entries, self.act]):
            if isinstance(entry, QLineEdit):
                entry.returnPressed.connect(following.setFocus)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(self, keys, self.make)
        self.editors["rated"].show_value(given.get("rated") or context.today)
        self.editors["partner_id"].changed.connect(self.propose)
        (self.editors["rater"] if given.get("partner_id") else self.editors["partner_id"]).setFocus()
        self._chosen = False
        self.card.activated.connect(self._choose)
        self._filled = self.fill()

    def _choose(self, _index: int) -> None:
        self._chosen = True

    @slot(superseding="fill")
    async def fill(self) -> None:
        """Show what is given by name, and the scorecards: those in force, then those shipped and not taken over yet."""
        context, given = self.context, self.given

        def read(look: Any) -> tuple[dict[str, str], list[tuple[int | str, str]]]:
            fields = look.registers["score_sheets"].fields
            called = {name: listing.named(look, fields[name].target, given[name]) for name in (
                "partner_id", "need_id", "meeting_id") if given.get(name)}
            card = contents.record("scorecards")
            there = records(look, card)
            cards: list[tuple[int | str, str]] = [
                (each.id, context.words.either(each.title, each.english_title)) for each in there
                if each.state == "in-force"]
            codes = {each.code for each in there}
            cards += [(each.code, context.words(each.title)) for each in shipped() if each.code not in codes]
            return called, cards

        called, cards = await context.jobs.done(context.desk.read(context.actor, read))
        for name, said in called.items():
            self.editors[name].show_value(given[name], said)
        for key, title in cards:
            self.card.addItem(title, key)
        if given.get("scorecard_id"):
            self.card.setCurrentIndex(max(self.card.findData(given["scorecard_id"]), 0))
            self._chosen = True
        self.propose()

    @slot(superseding="propose", quiet=True)
    async def propose(self) -> None:
        """Propose the scorecard that suits the partner's kinds; one that was chosen stays."""
        partner = self.editors["partner_id"].reading().value
        if self._chosen or partner is None:
            return
        context, need = self.context, self.editors["need_id"].reading().value

        def read(look: Any) -> tuple[str, int | None]:
            one = look.get(Partner, partner)
            code = suiting(one.kinds if one is not None else (), need=need is not None).code
            card = contents.record("scorecards")
            there = records(look, card, card.code == code, card.state == "in-force")
            return code, there[0].id if there else None

        code, id = await context.jobs.done(context.desk.read(context.actor, read))
        at = self.card.findData(id if id is not None else code)
        if at >= 0 and not self._chosen:
            self.card.setCurrentIndex(at)

    @slot(superseding="make")
    async def make(self) -> None:
        """Begin the sheet; a shipped scorecard becomes the office's own on the way."""
        if any(editor.composing for editor in self.editors.values()):
            return
        # Whoever types fast is done before the scorecards have been read.
        await self._filled
        await self.propose()
        if self.card.currentData() is None:
            return
        readings = {name: editor.reading() for name, editor in self.editors.items()}
        wrong = [name for name, editor in self.editors.items()
                 if readings[name].problem is not None or not editor.check()]
        values = {name: reading.value for name, reading in readings.items()}
        values |= {name: self.given.get(name) for name in _GIVEN}
        if wrong:
            self.editors[wrong[0]].setFocus()
            return
        context, card = self.context, self.card.currentData()

        def job(work: Any) -> int:
            id = card if isinstance(card, int) else take_over(
                work, next(each for each in shipped() if each.code == card))
            return begin_sheet(work, id, **values)

        try:
            self.saved = await context.jobs.done(context.desk.write(context.actor, job))
        except Unsaved as unsaved:
            for problem in unsaved.problems:
                if problem.field in self.editors:
                    self.editors[problem.field].show_problem(problem.said(self.words))
            return
        self.accept()


async def begin_in_sheet(parent: QWidget, context: Context, **given: Any) -> int | None:
    """Let a score sheet be begun; gives its id, or nothing when it was not made."""
    sheet = BeginSheet(parent.window(), context, given)
    await sheet.answered(context.jobs)
    return sheet.saved
