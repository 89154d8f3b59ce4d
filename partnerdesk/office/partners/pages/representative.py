"""The sheet by which a member's representative is changed: who, from when, and everywhere it will be carried."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout

from partnerdesk.office.partners.representatives import (
    Held,
    Letter,
    change_representative,
    places_of,
    representative_of,
    said,
)
from partnerdesk.page import theme
from partnerdesk.page.dialogs import Sheet
from partnerdesk.page.editor import Editor
from partnerdesk.page.editors import editor_for
from partnerdesk.page.jobs import slot
from partnerdesk.page.link_editors import LinkEditor
from partnerdesk.page.messages import MessageBar
from partnerdesk.page.pieces import Text, emptied, row, shortcut
from partnerdesk.problems import Problem, Unsaved
from partnerdesk.record.reading import Read
from partnerdesk.store import listing
from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.office.partners.pages.panel import PartnerPanel


class SuccessorEditor(LinkEditor):
    """A person who is known, or the name of one who is not yet: then the fields beside it make the person."""

    @property
    def new_name(self) -> str:
        """What was typed where no known person is called so."""
        return "" if super().reading().problem is None else self.finder.line.text().strip()

    def reading(self) -> Read:
        return Read(None) if self.new_name else super().reading()


class RepresentativeSheet(Sheet):
    """Former and new representative, the day and the letter; below it what will be carried where."""

    walks = True

    def __init__(self, panel: PartnerPanel, partner: int, former: int | None, former_name: str, title: str) -> None:
        words, context = panel.words, panel.context
        super().__init__(panel.window(), words, words(N_("Change the representative")),
                         words(N_("Change and carry everywhere")))
        self.context, self.partner, self.changed_id, self.wants_letter = context, partner, 0, False
        change, persons, posts = (context.registers[key].fields for key in ("representative_changes", "persons",
                                                                            "posts"))
        self.successor = SuccessorEditor(change["successor_id"], context, may_make=False)
        made = (
            self.successor, editor_for(persons["mobile"], context), editor_for(posts["title"], context),
            editor_for(change["takes_effect"], context), editor_for(change["letter_number"], context),
            editor_for(change["letter_day"], context), editor_for(change["reason"], context),
            editor_for(change["former_id"], context, may_make=False))
        self.editors: dict[str, Editor] = {editor.field.name: editor for editor in made}
        self.editors["former_id"].show_value(former, former_name)
        self.editors["title"].show_value(title)
        self.editors["takes_effect"].show_value(context.today)
        self.leaves = _tick(words(N_("The former representative has left the unit")), "leaves")
        self.letter = _tick(words(N_("Print the letter")), "print letter")
        self.letter.setChecked(True)
        self.messages = MessageBar(words)
        self.body.addWidget(self.messages)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for place, (editor, across) in enumerate((*((each, 1) for each in made[:6]), (made[6], 1), (made[7], 1))):
            grid.addWidget(editor, place // 2, place % 2, 1, across)
        self.body.addLayout(grid)
        self.body.addLayout(row(self.leaves, self.letter, None, spacing=18))
        self.body.addWidget(Text(words(N_("Will be carried to")), "faint"))
        self.places = QVBoxLayout()
        self.places.setSpacing(2)
        self.body.addLayout(self.places)
        self.setMinimumWidth(theme.px(640))
        self.act.clicked.disconnect()
        self.act.clicked.connect(self.do)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(self, keys, self.do)
        self._walk(list(made))
        for name in ("former_id", "takes_effect"):
            self.editors[name].changed.connect(self.preview)
        self.successor.setFocus()
        self.preview()

    def _walk(self, editors: list[Editor]) -> None:
        for editor, following in zip(editors, [*editors[1:], None], strict=True):
            line = editor.focusProxy() or editor.input
            target = self.act if following is None else following.focusProxy() or following.input
            if hasattr(line, "returnPressed"):
                line.returnPressed.connect(target.setFocus)

    def tell(self, message: str, tone: str = "") -> None:
        """Show a message in the sheet."""
        self.messages.tell(message, tone)

    def value(self, name: str) -> Any:
        """What stands in a field."""
        return self.editors[name].reading().value

    @slot(superseding="preview", quiet=True)
    async def preview(self) -> None:
        """Show everywhere the change will be carried."""
        context, partner = self.context, self.partner
        former, day = self.value("former_id"), self.value("takes_effect") or context.today
        places = await context.jobs.done(context.desk.read(
            context.actor, lambda look: places_of(look, partner, former, day)))
        self.show_places(places)

    def show_places(self, places: tuple[Held, ...]) -> None:
        """Show a line for each place."""
        emptied(self.places)
        for place in places:
            self.places.addWidget(Text(f"· {said(place, self.words)}", wrap=True))
        if not places:
            self.places.addWidget(Text(self.words(N_("The former representative stands nowhere yet.")), "faint"))

    @slot(superseding="act")
    async def do(self) -> None:
        """Carry the change everywhere and close; what is wrong is shown at its field."""
        if any(editor.composing for editor in self.editors.values()):
            return
        problems = [problem for editor in self.editors.values() if (problem := editor.reading().problem) is not None]
        if self.value("successor_id") is None and not self.successor.new_name:
            problems.append(Problem("successor_id", N_("Say who represents the member from now on.")))
        if problems:
            self._show_problems(problems)
            return
        context = self.context
        job = self._job()
        try:
            self.changed_id = await context.jobs.finished(context.desk.write(context.actor, job))
        except Unsaved as unsaved:
            # A seat or a post calls the person otherwise than the sheet does.
            self._show_problems([replace(each, field="successor_id") if each.field in ("person_id", "name") else each
                                 for each in unsaved.problems])
            return
        self.wants_letter = self.letter.isChecked()
        self.accept()

    def _job(self) -> Any:
        words, partner, today = self.words, self.partner, self.context.today
        name, mobile, title = self.successor.new_name, self.value("mobile"), self.value("title")
        known, former, day = self.value("successor_id"), self.value("former_id"), self.value("takes_effect") or today
        letter = Letter(self.value("letter_number"), self.value("letter_day"), self.value("reason"))
        leaves = self.leaves.isChecked()

        def job(work: Any) -> int:
            successor = known or work.save(listing.draft(work.look, "persons", None, name=name, mobile=mobile))
            return change_representative(work, words, partner, former, successor, day, letter=letter, title=title,
                                         leaves=leaves)

        return job

    def _show_problems(self, problems: list[Problem]) -> None:
        others = []
        for editor in self.editors.values():
            editor.show_problem("\n".join(each.said(self.words) for each in problems
                                          if each.field == editor.field.name))
        for each in problems:
            if each.field not in self.editors:
                others.append(each.said(self.words))
        first = next((self.editors[each.field] for each in problems if each.field in self.editors), None)
        if first is not None:
            first.input.setFocus()
        if others:
            self.tell("\n".join(others), "bad")


def _tick(text: str, name: str) -> QCheckBox:
    made = QCheckBox(text)
    made.setObjectName(name)
    made.setAccessibleName(text)
    return made


async def change_the_representative(panel: PartnerPanel, partner: int) -> tuple[int, bool]:
    """Ask for the change and carry it; gives the entry that says where, if any, and whether its letter is wanted."""
    context = panel.context
    former = await context.jobs.done(context.desk.read(
        context.actor, lambda look: representative_of(look, partner, context.today)))
    colleague = None if panel.known is None else next(
        (one for one in panel.known.people if one.person == former), None)
    name = await context.jobs.done(context.desk.read(
        context.actor, lambda look: listing.named(look, "persons", former)))
    sheet = RepresentativeSheet(panel, partner, former, name, colleague.title.chinese if colleague else "")
    await sheet.answered(context.jobs)
    return sheet.changed_id, sheet.wants_letter
