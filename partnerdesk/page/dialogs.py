"""Questions that must be answered before anything goes on: opened and awaited, never run in a loop of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QLayout, QPlainTextEdit, QVBoxLayout, QWidget

from partnerdesk.page.pieces import Text, button, column, row
from partnerdesk.words import N_, Words

CANCEL = N_("Cancel")


class Sheet(QDialog):
    """A dialog over its window; `await sheet.answered(jobs)` tells whether its act was chosen.

    Lay parts into `body`; `act` names what the main button does. Where `walks` is set, Enter in a field is the field's
    own, to go on to the next one, and presses no button.
    """

    walks = False

    def __init__(self, parent: QWidget, words: Words, title: str, act: str, *, danger: bool = False,
                 stay: str = "") -> None:
        super().__init__(parent)
        self.words = words
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self.title = Text(title, "heading", wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.act = button(act, self.accept, role="danger" if danger else "main", name="act")
        self.stay = button(stay or words(CANCEL), self.reject, name="cancel")
        self.foot = row(None, self.stay, self.act)
        outer = column(self.title, self.body, 4, self.foot, spacing=10, margins=(20, 18, 20, 16))
        outer.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
        self.setLayout(outer)
        (self.stay if danger else self.act).setDefault(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (self.walks and entered and not isinstance(self.focusWidget(), QAbstractButton)):
            super().keyPressEvent(event)

    async def answered(self, jobs: Any) -> bool:
        """Open the sheet and wait until it is answered or put away."""

        def ask(take: Any) -> None:
            self.finished.connect(lambda result: take(result == QDialog.DialogCode.Accepted))
            self.open()

        return bool(await jobs.answer(ask))


async def ask(parent: QWidget, jobs: Any, words: Words, question: str, act: str, *, detail: str = "",
              danger: bool = False, stay: str = "") -> bool:
    """Ask one question; the buttons name the act and the way back."""
    sheet = Sheet(parent, words, question, act, danger=danger, stay=stay)
    if detail:
        sheet.body.addWidget(Text(detail, "soft", wrap=True))
    return await sheet.answered(jobs)


async def ask_reason(parent: QWidget, jobs: Any, words: Words, question: str, act: str, *, detail: str = "",
                     danger: bool = False) -> str | None:
    """Ask for a reason before an act; nothing when the act was not chosen. The act waits for a reason."""
    sheet = Sheet(parent, words, question, act, danger=danger)
    if detail:
        sheet.body.addWidget(Text(detail, "soft", wrap=True))
    label = Text(words(N_("Reason")), "faint")
    reason = QPlainTextEdit()
    reason.setObjectName("reason")
    reason.setAccessibleName(words(N_("Reason")))
    reason.setTabChangesFocus(True)
    reason.setFixedHeight(72)
    label.setBuddy(reason)
    sheet.body.addWidget(label)
    sheet.body.addWidget(reason)
    sheet.act.setEnabled(False)
    given = ""

    def typed() -> None:
        nonlocal given
        given = reason.toPlainText().strip()
        sheet.act.setEnabled(bool(given))

    reason.textChanged.connect(typed)
    reason.setFocus()
    return given if await sheet.answered(jobs) else None


async def choose_file(parent: QWidget, jobs: Any, title: str, kinds: str = "", folder: str = "") -> Path | None:
    """Let the clerk choose a file to read; nothing when none was chosen."""
    return await _chosen(QFileDialog(parent, title, folder, kinds), QFileDialog.FileMode.ExistingFile, jobs)


async def choose_folder(parent: QWidget, jobs: Any, title: str, folder: str = "") -> Path | None:
    """Let the clerk choose a folder; nothing when none was chosen."""
    return await _chosen(QFileDialog(parent, title, folder), QFileDialog.FileMode.Directory, jobs)


async def choose_place(parent: QWidget, jobs: Any, title: str, name: str, kinds: str = "") -> Path | None:
    """Let the clerk choose where a file is to be written; nothing when no place was chosen."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    if "." in name:
        dialog.setDefaultSuffix(name.rsplit(".", 1)[1])
    return await _chosen(dialog, QFileDialog.FileMode.AnyFile, jobs)


async def _chosen(dialog: QFileDialog, mode: QFileDialog.FileMode, jobs: Any) -> Path | None:
    dialog.setFileMode(mode)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def ask(take: Any) -> None:
        dialog.finished.connect(
            lambda result: take(dialog.selectedFiles() if result == QDialog.DialogCode.Accepted else []))
        dialog.open()

    files: list[str] = await jobs.answer(ask)
    return Path(files[0]) if files else None
