"""Unlocking: the recovery passphrase when the keyring does not open the desk, and what to do when it is held."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from partnerdesk.page.dialogs import choose_folder
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Text, button, row
from partnerdesk.shell.before import Before, Field, Middle
from partnerdesk.words import N_


class Unlock(Middle):
    """Asks for the passphrase of a desk, or, when it was only locked, for the way back in by the keyring."""

    def __init__(self, before: Before, folder: Path, reason: str = "", *, locked: bool = False) -> None:
        super().__init__(before)
        words = self.words
        self.folder = folder
        body = self.card.body
        body.addWidget(Text(words(N_("The desk is locked")), "heading"))
        body.addWidget(Text(str(folder), "faint", wrap=True))
        if reason:
            body.addWidget(Text(reason, "soft", wrap=True))
        self.passphrase = Field("passphrase", words(N_("Recovery passphrase")))
        self.passphrase.hide_text(True)
        self.passphrase.line.returnPressed.connect(self.unlock)
        body.addWidget(self.passphrase)
        self.show_text = QCheckBox(words(N_("Show what is typed")))
        self.show_text.setAccessibleName(self.show_text.text())
        self.show_text.toggled.connect(lambda on: self.passphrase.hide_text(not on))
        body.addWidget(self.show_text)
        self.by_keyring = button(words(N_("Open with this computer's key")), self.use_keyring, icon="key",
                                 name="keyring")
        self.open = button(words(N_("Unlock")), self.unlock, icon="unlock", role="main", name="unlock")
        body.addLayout(row(self.by_keyring, None, self.open))
        body.addWidget(Text(words(N_("Another desk?")), "faint"))
        body.addLayout(row(
            button(words(N_("Open a desk")), self.open_other, icon="folder"),
            button(words(N_("Restore or set up")), lambda _on=False: self.program.first_run(), icon="backup"), None))
        (self.by_keyring if locked else self.passphrase.line).setFocus()

    @slot(superseding="unlock", doing=N_("Unlocking the desk"))
    async def unlock(self) -> None:
        """Open with the passphrase."""
        if self.passphrase.text:
            await self.program.open(self.folder, passphrase=self.passphrase.text)

    @slot(superseding="unlock", doing=N_("Asking the keyring"))
    async def use_keyring(self) -> None:
        """Open with the key that the keyring keeps."""
        await self.program.open(self.folder)

    @slot
    async def open_other(self) -> None:
        """Choose another desk."""
        chosen = await choose_folder(self, self.context.jobs, self.words(N_("Open a desk")))
        if chosen is not None:
            await self.program.open(chosen)


class Held(Middle):
    """Another program has the desk open: read it, or try again."""

    def __init__(self, before: Before, folder: Path, reason: str) -> None:
        super().__init__(before)
        words = self.words
        self.folder = folder
        body = self.card.body
        body.addWidget(Text(words(N_("The desk is in use")), "heading"))
        body.addWidget(Text(reason, "soft", wrap=True))
        again = button(words(N_("Try again")), self.again, role="main", name="again")
        read = button(words(N_("Open for reading only")), self.read, name="read only")
        body.addLayout(row(read, None, again))
        again.setFocus()

    @slot(superseding="open", doing=N_("Opening the desk"))
    async def again(self) -> None:
        """Try to open it for writing once more."""
        await self.program.open(self.folder)

    @slot(superseding="open", doing=N_("Opening the desk"))
    async def read(self) -> None:
        """Open it without being able to change anything."""
        await self.program.open(self.folder, read_only=True)
