"""The settings: how the window looks, the facts of the office, backup and key, the clerk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk import clock
from partnerdesk.page.dialogs import Sheet, choose_folder
from partnerdesk.page.form import Form, save
from partnerdesk.page.jobs import slot
from partnerdesk.page.loading import Loaded
from partnerdesk.page.messages import Page
from partnerdesk.page.pieces import Box, Card, Scroll, Text, button, column, holder, row
from partnerdesk.problems import Unsaved
from partnerdesk.record.clerk import Clerk
from partnerdesk.record.office import Office
from partnerdesk.record.register import Register
from partnerdesk.settings import MODES, SCALES
from partnerdesk.shell.before import Field
from partnerdesk.store import listing
from partnerdesk.words import CHINESE, ENGLISH, N_

# They belong to every desk and stand in no menu; the settings are their page.
OFFICES = Register(
    key="offices", record=Office, name=("name",), columns=("name", "unit"),
    rows=(("unit", "name"), ("english_unit", "english_name"), ("code", "telephone"), ("address",),
          ("english_address",), ("letterhead",),
          ("fonts", "attendees"), ("language", "zone"), ("backup_folder", "keep_backups")),
)
CLERKS = Register(
    key="clerks", record=Clerk, name=("name",), columns=("name", "account", "cleared"),
    rows=(("name", "account"), ("cleared",)),
)

_MODES = {"system": N_("As the system has it"), "light": N_("Light"), "dark": N_("Dark")}
_SCALES = {1.0: N_("Usual size"), 1.15: N_("Larger"), 1.3: N_("Large"), 1.5: N_("Very large")}


class SettingsPage(Page):
    """What can be set; each change of the look is seen at once, the office's facts are saved by their button."""

    def __init__(self, context: Any, program: Any) -> None:
        super().__init__(context)
        self.title = self.words(N_("Settings"))
        self.program = program
        self.forms: dict[str, Form] = {}
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, cards in ((left, (self._office(), self._clerk())),
                            (right, (self._look(), self._backup(), self._key()))):
            side.setSpacing(12)
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addLayout(left, 3)
        across.addLayout(right, 2)
        self.body.addWidget(Scroll(holder(column(across, margins=(0, 0, 8, 8)))), 1)
        self.load()

    # -- the look

    def _look(self) -> Card:
        words, settings = self.words, self.context.settings
        card = Card(words(N_("Window")))
        card.body.addWidget(self._choice("language", words(N_("Language")), [(CHINESE, "中文"), (ENGLISH, "English")],
                                         settings.language, self.program.speak))
        card.body.addWidget(self._choice("mode", words(N_("Colours")), [(mode, words(_MODES[mode])) for mode in MODES],
                                         settings.mode, self._set_mode))
        card.body.addWidget(self._choice("scale", words(N_("Size of the text")),
                                         [(scale, words(_SCALES[scale])) for scale in SCALES], settings.scale,
                                         self._set_scale))
        reset = button(words(N_("Show all lists as they came")), self._reset_lists, name="reset")
        card.body.addLayout(row(reset, None))
        return card

    def _choice(self, name: str, label: str, choices: list[tuple[Any, str]], now: Any,
                choose: Callable[[Any], Any]) -> QWidget:
        box = Box()
        box.setObjectName(name)
        box.setAccessibleName(label)
        for value, text in choices:
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(now), 0))
        box.activated.connect(lambda at: choose(box.itemData(at)))
        title = Text(label, "faint")
        title.setBuddy(box)
        return holder(column(title, box, spacing=3))

    def _set_mode(self, mode: str) -> None:
        self.context.settings.mode = mode
        self.program.dress()

    def _set_scale(self, scale: float) -> None:
        self.context.settings.scale = scale
        self.program.dress()

    def _reset_lists(self) -> None:
        self.context.settings.forget_lists(self.context.actor.id)
        self.context.settings.save()
        self.program.dress()

    # -- the office and the clerk

    def _office(self) -> Card:
        return self._form_card("office", OFFICES, self.words(N_("Office and letterhead")))

    def _clerk(self) -> Card:
        return self._form_card("clerk", CLERKS, self.words(N_("Clerk")))

    def _form_card(self, name: str, register: Register, title: str) -> Card:
        card = Card(title)
        form = Form(self.context, register)
        form.setObjectName(name)
        self.forms[name] = form
        keep = button(self.words(N_("Save")), lambda _on=False: self.save(name), name=f"save {name}")
        keep.setAccessibleName(f"{self.words(N_('Save'))} {title}")
        form.save_wanted.connect(lambda: self.save(name))
        form.at_end.connect(keep.setFocus)
        card.body.addWidget(form)
        card.body.addLayout(row(None, keep))
        return card

    @slot(superseding="settings", doing=N_("Reading the settings"))
    async def load(self) -> None:
        """Show the office and the clerk as they are kept."""
        context = self.context

        def read(look: Any) -> tuple[Loaded, Loaded]:
            office = next(iter(listing.window(look, listing.Listing("offices"), 0, 1)))
            return (Loaded(listing.draft(look, "offices", office.id)),
                    Loaded(listing.draft(look, "clerks", context.actor.id)))

        office, clerk = await context.jobs.done(context.desk.read(context.actor, read))
        self.forms["office"].show_loaded(office)
        self.forms["clerk"].show_loaded(clerk)
        self.forms["office"].set_read_only(context.desk.read_only)
        self.show_backups()

    @slot(doing=N_("Saving"))
    async def save(self, name: str) -> None:
        """Save the office or the clerk."""
        form = self.forms[name]
        try:
            await save(form)
        except Unsaved as unsaved:
            others = form.show_problems(unsaved.problems)
            if others:
                self.tell("\n".join(others), "bad")
            return
        self.tell(self.words(N_("Saved.")), "good")
        await self.program.read_office()
        await self.load()

    # -- backup and key

    def _backup(self) -> Card:
        words = self.words
        card = Card(words(N_("Backup")))
        self.backups = Text(words(N_("No backup has been made yet.")), "soft", wrap=True)
        self.backups.setObjectName("backups")
        card.body.addWidget(self.backups)
        choose = button(words(N_("Choose folder")), self.choose_backup_folder, icon="folder", name="backup folder")
        now = button(words(N_("Back up now")), self.back_up, icon="backup", name="back up")
        examine = button(words(N_("Examine the desk")), self.examine, name="examine")
        card.body.addLayout(row(now, choose, None))
        card.body.addLayout(row(examine, None))
        return card

    def _key(self) -> Card:
        words = self.words
        card = Card(words(N_("Key")))
        card.body.addWidget(Text(words(N_(
            "This computer's keyring holds a copy of the key. The recovery passphrase opens the desk without it.")),
            "soft", wrap=True))
        card.body.addLayout(row(
            button(words(N_("Change the passphrase")), self.change_passphrase, icon="key", name="passphrase"),
            button(words(N_("Forget the key here")), self.forget_key, name="forget"), None))
        return card

    @slot
    async def choose_backup_folder(self) -> None:
        """Choose where backups are to lie."""
        chosen = await choose_folder(self, self.context.jobs, self.words(N_("Backup folder")))
        if chosen is not None:
            self.forms["office"].editors["backup_folder"].typed(str(chosen))
            await self.save("office")

    @slot(superseding="backup", doing=N_("Backing up and verifying"))
    async def back_up(self) -> None:
        """Make a verified backup now."""
        if await self.program.back_up():
            self.tell(self.words(N_("The backup has been made and verified.")), "good")
            await self.show_backups()

    @slot(superseding="backups", quiet=True)
    async def show_backups(self) -> None:
        """Say which backups there are."""
        words, context = self.words, self.context
        found = await self.program.backups()
        if found:
            last = words.appointment(clock.wall(found[0].made, context.zone))
            count = words.many("{count} backup", "{count} backups", len(found))
            self.backups.setText(f"{words(N_('Last backup: {at}'), at=last)} · {count}")

    @slot(superseding="examine", doing=N_("Examining database, key file and attached files"))
    async def examine(self) -> None:
        """Examine the whole desk."""
        problems = await self.context.jobs.done(self.context.desk.check())
        if problems:
            self.tell("\n".join(problem.said(self.words) for problem in problems), "bad")
        else:
            self.tell(self.words(N_("The desk is in order.")), "good")

    @slot
    async def change_passphrase(self) -> None:
        """Set another recovery passphrase, typed twice."""
        words = self.words
        sheet = Sheet(self, words, words(N_("Change the passphrase")), words(N_("Change")))
        sheet.body.addWidget(Text(words(N_("Backups made before keep the old passphrase.")), "soft", wrap=True))
        first = Field("passphrase", words(N_("New recovery passphrase")), required=True)
        again = Field("again", words(N_("Type it once more")), required=True)
        given: list[str] = []
        for field in (first, again):
            sheet.body.addWidget(field)
            field.line.textChanged.connect(
                lambda _text: sheet.act.setEnabled(bool(first.text) and first.text == again.text))
        sheet.act.setEnabled(False)
        sheet.accepted.connect(lambda: given.append(first.text))
        first.setFocus()
        if await sheet.answered(self.context.jobs):
            desk, passphrase = self.context.desk, given[0]
            await self.context.jobs.off_screen(lambda: desk.change_passphrase(passphrase))
            self.tell(words(N_("The passphrase has been changed. Print a new sheet for the safe.")), "good")

    @slot(doing=N_("Asking the keyring"))
    async def forget_key(self) -> None:
        """Take the key out of this computer's keyring."""
        desk = self.context.desk
        answer = await self.context.jobs.off_screen(desk.forget)
        self.tell(self.words(answer.sentence, keyring=answer.keyring))


def build(context: Any, program: Any) -> QWidget:
    """The page of the settings."""
    return SettingsPage(context, program)
