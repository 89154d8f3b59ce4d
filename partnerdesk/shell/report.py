"""The report after a crash: shown as it is, saved where the clerk wants, sent nowhere."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from partnerdesk.page.dialogs import Sheet, choose_place
from partnerdesk.page.pieces import Text
from partnerdesk.words import N_, Words


async def show_report(parent: QWidget, jobs: Any, words: Words, text: str) -> None:
    """Show what a report holds and let it be saved."""
    sheet = Sheet(parent, words, words(N_("Report on the last failure")), words(N_("Save report")),
                  stay=words(N_("Close")))
    sheet.body.addWidget(Text(words(N_(
        "It holds kinds of faults and places in the program, nothing that stands in the desk. It is sent nowhere.")),
        "soft", wrap=True))
    shown = QPlainTextEdit(text or words(N_("Nothing was written down.")))
    shown.setReadOnly(True)
    shown.setAccessibleName(words(N_("Report")))
    shown.setMinimumSize(560, 260)
    sheet.body.addWidget(shown)
    if await sheet.answered(jobs):
        path = await choose_place(parent, jobs, words(N_("Save report")), "partnerdesk-report.txt", "Text (*.txt)")
        if path is not None:
            path.write_text(text, "utf-8")
