"""What stands in place of the desk until it is open: the frame of the first run and of unlocking."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from partnerdesk.page import theme
from partnerdesk.page.messages import Page
from partnerdesk.page.pieces import Card, Text, column, holder, row
from partnerdesk.words import N_, Words

WIDTH = 560


class Opens(Protocol):
    """What the pages before the desk ask of the program."""

    def speak(self, language: str) -> None: ...

    async def create(self, plan: Plan) -> Any: ...

    async def open(self, folder: Path, *, passphrase: str | None = None, read_only: bool = False) -> bool: ...

    async def restore(self, backup: Path, folder: Path, passphrase: str) -> None: ...

    async def recovery_sheet(self, passphrase: str, out: Path) -> Any: ...

    def enter(self, place: str = "") -> None: ...

    def first_run(self) -> None: ...


@dataclass
class Plan:
    """What the first run asks for, before anything is made."""

    language: str = "zh_CN"
    unit: str = ""
    office: str = ""
    english_unit: str = ""
    clerk: str = ""
    code: str = ""
    folder: str = ""
    passphrase: str = ""
    sample: bool = False
    anywhere: bool = False


@dataclass
class Before:
    """What a page may ask of the program while there is no desk."""

    words: Words
    jobs: Any
    program: Opens


class Field(QWidget):
    """A line with its label above and a note below, for what is asked before the desk's own fields are there."""

    def __init__(self, name: str, label: str, note: str = "", *, required: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(note)
        self.label = Text(f"{label} *" if required else label, "faint")
        self.label.setBuddy(self.line)
        self.note = Text(note, "faint", wrap=True)
        if not note:
            self.note.hide()
        self.setFocusProxy(self.line)
        self.beside = row(self.line, spacing=8)
        self.beside.setStretch(0, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(3)
        outer.addWidget(self.label)
        outer.addLayout(self.beside)
        outer.addWidget(self.note)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text().strip()

    def hide_text(self, hidden: bool) -> None:
        """Show dots instead of what is typed; no input method can compose there then."""
        self.line.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)


class Middle(Page):
    """A card in the middle of the window, with the program's name above it."""

    def __init__(self, before: Before) -> None:
        super().__init__(before)
        self.program = before.program
        self.card = Card()
        self.card.body.setContentsMargins(32, 26, 32, 26)
        self.card.body.setSpacing(12)
        self.card.setFixedWidth(theme.px(WIDTH))
        name = Text(self.words(N_("PartnerDesk")), "subject")
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        motto = Text(self.words(N_("The desk of a secretariat")), "faint")
        motto.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(holder(column(None, name, motto, 12, row(None, self.card, None), None, None)), 1)
