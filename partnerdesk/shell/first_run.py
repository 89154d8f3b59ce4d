"""The first run: language, office and letterhead, place of the desk, recovery passphrase, sample, done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QRadioButton, QVBoxLayout

from partnerdesk import account
from partnerdesk.page.dialogs import Sheet, choose_folder, choose_place
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Text, button, emptied, row
from partnerdesk.problems import Problem
from partnerdesk.shell.before import Before, Field, Middle, Plan
from partnerdesk.words import CHINESE, ENGLISH, N_

FOLDER = "PartnerDesk"


class FirstRun(Middle):
    """Five short steps; Enter goes on, Esc goes back."""

    def __init__(self, before: Before, plan: Plan | None = None, step: int = 0) -> None:
        super().__init__(before)
        self.plan = plan or Plan(language=before.words.language, folder=str(_usual_folder()), clerk=account.name())
        self.steps: tuple[Callable[[QVBoxLayout], None], ...] = (
            self._language, self._office, self._place, self._passphrase, self._sample)
        self.at = step
        self.fields: dict[str, Field] = {}
        self.made = False
        self.show_step(step)

    # -- the steps

    def show_step(self, at: int) -> None:
        """Show one of the steps."""
        self.at = at
        self.messages.hide()
        emptied(self.card.body)
        self.fields = {}
        inner = QVBoxLayout()
        inner.setSpacing(10)
        self.steps[at](inner)
        if at:
            count = self.words(N_("Step {at} of {all}"), at=at, all=len(self.steps) - 1)
            self.card.body.addWidget(Text(count, "faint"))
        self.card.body.addLayout(inner)
        if at:
            back = button(self.words(N_("Back")), lambda _on=False: self.show_step(self.at - 1), name="back")
            last = at == len(self.steps) - 1
            on = button(self.words(N_("Set up the desk")) if last else self.words(N_("Next")), self.go_on, role="main",
                        name="next")
            on.setDefault(True)
            self.card.body.addSpacing(6)
            self.card.body.addLayout(row(back, None, on))
        fields = list(self.fields.values())
        if fields:
            next((field for field in fields if not field.text), fields[0]).line.setFocus()

    def _title(self, layout: QVBoxLayout, title: str, text: str = "") -> None:
        layout.addWidget(Text(title, "heading"))
        if text:
            layout.addWidget(Text(text, "soft", wrap=True))

    def _field(self, layout: QVBoxLayout, name: str, label: str, note: str = "", *, required: bool = False) -> Field:
        field = Field(name, label, note, required=required)
        field.line.setText(getattr(self.plan, name, ""))
        field.line.returnPressed.connect(lambda: self._next_field(field))
        self.fields[name] = field
        layout.addWidget(field)
        return field

    def _next_field(self, field: Field) -> None:
        order = list(self.fields.values())
        at = order.index(field) + 1
        if at < len(order):
            order[at].line.setFocus()
        else:
            self.go_on()

    def _language(self, layout: QVBoxLayout) -> None:
        # Each language says its own name: nobody has to read the other to choose.
        for language, name, text in ((CHINESE, "中文", "以中文开始使用"), (ENGLISH, "English", "Begin in English")):
            made = button(f"{name}　{text}", lambda _on=False, language=language: self._speak(language),
                          role="main" if language == self.plan.language else "", name=f"language:{language}")
            layout.addWidget(made)
            if language == self.plan.language:
                made.setFocus()
        layout.addSpacing(8)
        layout.addWidget(Text(self.words(N_("There is a desk already?")), "faint"))
        layout.addLayout(row(
            button(self.words(N_("Open a desk")), self.open_existing, icon="folder", name="open desk"),
            button(self.words(N_("Restore from a backup")), self.restore, icon="backup", name="restore"), None))

    def _speak(self, language: str) -> None:
        self.plan.language = language
        self.program.speak(language)

    def _office(self, layout: QVBoxLayout) -> None:
        words = self.words
        self._title(layout, words(N_("Office and letterhead")),
                    words(N_("These names head every paper. All of it can be changed later in the settings.")))
        self._field(layout, "unit", words(N_("Company or alliance")))
        self._field(layout, "office", words(N_("Office")),
                    words(N_("As it stands in the letterhead, for example 秘书处")), required=True)
        self._field(layout, "code", words(N_("Characters of its document numbers")), words(N_("For example 华盟")))
        self._field(layout, "clerk", words(N_("Your name")), words(N_("It stands beside everything you enter.")),
                    required=True)

    def _place(self, layout: QVBoxLayout) -> None:
        words = self.words
        self._title(layout, words(N_("Where the desk lies")), words(N_(
            "A folder on this computer's own disk. It is encrypted as a whole. Synchronized folders, network drives "
            "and sticks are refused, because they copy a desk while it is written.")))
        field = self._field(layout, "folder", words(N_("Folder")), required=True)
        field.beside.addWidget(button(words(N_("Choose")), self.choose_folder, icon="folder"))

    def _passphrase(self, layout: QVBoxLayout) -> None:
        from partnerdesk.store import keyfile

        words = self.words
        if not self.plan.passphrase:
            self.plan.passphrase = keyfile.proposed()
        self._title(layout, words(N_("Recovery passphrase")), words(N_(
            "This computer remembers the key. When it is lost or its password is reset, only this passphrase opens the "
            "desk; nobody can get it back for you. Write it down, or print the sheet at the end for the safe.")))
        self._field(layout, "passphrase", words(N_("Recovery passphrase")),
                    words(N_("A safe one is proposed; you may type your own.")), required=True)
        again = self._field(layout, "again", words(N_("Type it once more")), required=True)
        again.line.setText("")

    def _sample(self, layout: QVBoxLayout) -> None:
        words = self.words
        self._title(layout, words(N_("Empty or with a sample office")))
        self.empty = QRadioButton(words(N_("Begin empty: enter or import your own partners")))
        self.sample = QRadioButton(words(N_("Begin with an invented office, to look around")))
        sample = self.plan.sample
        for name, choice, on in (("empty", self.empty, not sample), ("sample", self.sample, sample)):
            choice.setObjectName(name)
            choice.setAccessibleName(choice.text())
            choice.setChecked(on)
            layout.addWidget(choice)
            if on:
                choice.setFocus()

    # -- going on

    @slot(superseding="next", doing=N_("Setting up the desk"))
    async def go_on(self) -> None:
        """Check the step and go to the next; the last one makes the desk."""
        problem = self._take()
        if problem is not None:
            self.tell(problem.said(self.words), "bad")
            field = self.fields.get(problem.field)
            if field is not None:
                field.line.setFocus()
            return
        if self.at < len(self.steps) - 1:
            self.show_step(self.at + 1)
            return
        await self.program.create(self.plan)
        self.made = True
        self._show_done()

    def _take(self) -> Problem | None:
        """Take what stands in the step into the plan; gives what is missing or wrong."""
        for name, field in self.fields.items():
            if field.label.text().endswith("*") and not field.text:
                return Problem(name, N_("{label} is missing."), {"label": field.label.text().rstrip(" *")})
            if hasattr(self.plan, name):
                setattr(self.plan, name, field.text)
        if "folder" in self.fields:
            return self._folder_problem()
        if "passphrase" in self.fields:
            return self._passphrase_problem()
        if self.at == len(self.steps) - 1:
            self.plan.sample = self.sample.isChecked()
        return None

    def _folder_problem(self) -> Problem | None:
        from partnerdesk.store import place

        folder = Path(self.plan.folder).expanduser()
        if not folder.is_absolute():
            return Problem("folder", N_("Name the folder from the top of the disk on."))
        unsafe = place.judged(folder)
        if unsafe is not None:
            refusal = unsafe.refusal(folder)
            return Problem("folder", refusal.message, refusal.values)
        if folder.exists() and any(folder.iterdir()):
            return Problem("folder", N_(
                "That folder is not empty. Choose a new one, or open the desk that lies in it."))
        return None

    def _passphrase_problem(self) -> Problem | None:
        from partnerdesk.store import keyfile

        weak = keyfile.weakness(self.plan.passphrase)
        if weak is not None:
            return weak
        if self.fields["again"].text != self.plan.passphrase:
            return Problem("again", N_("The two are not the same. Type the passphrase as it stands above."))
        return None

    def _show_done(self) -> None:
        words = self.words
        emptied(self.card.body)
        self.card.body.addWidget(Text(words(N_("The desk is set up")), "heading"))
        self.card.body.addWidget(Text(words(N_(
            "Print the sheet with the recovery passphrase now and lay it into the safe. It is shown here for the last "
            "time.")), "soft", wrap=True))
        shown = Text(self.plan.passphrase, "subject")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setObjectName("passphrase shown")
        self.card.body.addWidget(shown)
        self.card.body.addLayout(row(
            button(words(N_("Save the sheet as PDF")), self.save_sheet, icon="printer", name="sheet"), None))
        self.card.body.addSpacing(8)
        bring = button(words(N_("Import from Excel")), lambda _on=False: self._enter("import"), icon="import",
                       name="import")
        go = button(words(N_("Open the desk")), lambda _on=False: self._enter(""), role="main", name="enter")
        self.card.body.addLayout(row(bring, None, go))
        go.setFocus()

    def _enter(self, place: str) -> None:
        self.plan.passphrase = ""
        self.program.enter(place)

    @slot(doing=N_("Setting the sheet"))
    async def save_sheet(self) -> None:
        """Write the sheet for the safe to a place the clerk chooses."""
        name = self.words(N_("Recovery passphrase")) + ".pdf"
        out = await choose_place(self, self.context.jobs, self.words(N_("Save the sheet as PDF")), name, "PDF (*.pdf)")
        if out is not None:
            await self.program.recovery_sheet(self.plan.passphrase, out)
            self.tell(self.words(N_("The sheet has been saved. Print it and delete the file.")), "good")

    @slot
    async def choose_folder(self) -> None:
        """Choose where the desk is to lie."""
        chosen = await choose_folder(self, self.context.jobs, self.words(N_("Where the desk lies")))
        if chosen is not None:
            self.fields["folder"].line.setText(str(chosen / FOLDER if any(chosen.iterdir()) else chosen))

    @slot
    async def open_existing(self) -> None:
        """Open a desk that lies on this computer already."""
        chosen = await choose_folder(self, self.context.jobs, self.words(N_("Open a desk")))
        if chosen is not None:
            await self.program.open(chosen)

    @slot(doing=N_("Restoring the desk"))
    async def restore(self) -> None:
        """Bring a desk back from a backup: which backup, where to, and the recovery passphrase."""
        words, jobs = self.words, self.context.jobs
        backup = await choose_folder(self, jobs, words(N_("Choose the backup")))
        if backup is None:
            return
        sheet = Sheet(self, words, words(N_("Restore from a backup")), words(N_("Restore")))
        folder = Field("target", words(N_("Where the desk lies")), required=True)
        folder.line.setText(self.plan.folder)
        passphrase = Field("passphrase", words(N_("Recovery passphrase")), required=True)
        sheet.body.addWidget(folder)
        sheet.body.addWidget(passphrase)
        given: list[str] = []
        sheet.accepted.connect(lambda: given.extend((folder.text, passphrase.text)))
        if await sheet.answered(jobs):
            target = Path(given[0]).expanduser()
            await self.program.restore(backup, target, given[1])
            await self.program.open(target, passphrase=given[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.at > 0 and not self.made:
            self.show_step(self.at - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QRadioButton):
            self.go_on()  # a line says itself that Enter was pressed in it
        else:
            super().keyPressEvent(event)


def _usual_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("partnerdesk", appauthor=False)) / FOLDER


