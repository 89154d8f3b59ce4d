from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from partnerdesk.exchange import html, markdown


def test_real_minutes_pass_through_qts_own_rich_text_unchanged(samples: Path, qapp: QApplication) -> None:
    for file in sorted((samples / "minutes").glob("*/*.md")):
        text, _ = markdown.read(file.read_text(encoding="utf-8"))
        document = QTextDocument()
        document.setHtml(html.written(text))
        assert html.read(document.toHtml())[0] == text, file.name
