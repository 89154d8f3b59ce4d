"""The preview: what the press made is what is shown, printed at full size, saved and entered in the print log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from partnerdesk.office import contents, sample
from partnerdesk.page import dialogs
from partnerdesk.page.dialogs import Sheet
from partnerdesk.paper.worker import Press
from partnerdesk.shell import preview
from partnerdesk.shell.preview import PreviewPage, paint
from partnerdesk.store import listing
from tests.screen import Screen

PASSWORD = "correct horse 2026"


@pytest.fixture
def page(screen: Screen) -> Iterator[PreviewPage]:
    screen.save("partners", name="江海物流集团有限公司", legal_representative="韩峰")
    with Press("bundled") as press:
        screen.context.press = press
        made = PreviewPage(screen.context, "partners-ledger", 0)
        screen.show(made)
        screen.until(lambda: made.report is not None)
        screen.settle()
        yield made


def test_the_pages_are_shown_with_what_the_proof_found(page: PreviewPage) -> None:
    assert page.document.pageCount() == page.report.pages >= 1
    assert page.go.isEnabled()
    assert page.found.count() >= 1
    assert page.where.text().startswith("Page 1 of")


def test_another_language_sets_the_pages_anew(page: PreviewPage, screen: Screen) -> None:
    before = page.out
    page.language.setCurrentIndex(page.language.findData("zh_CN"))
    page.language.activated.emit(page.language.currentIndex())
    assert not page.go.isEnabled()
    screen.until(lambda: page.out != before)
    screen.settle()
    assert page.asked.language == "zh_CN"
    assert page.document.pageCount() >= 1


def test_what_is_saved_is_what_is_shown_and_stands_in_the_print_log(
        page: PreviewPage, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "ledger.pdf"

    async def chosen(*_: Any) -> Path:
        return target

    monkeypatch.setattr(preview, "choose_place", chosen)
    assert dialogs.choose_place is not chosen
    screen.qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    screen.settle()
    assert target.read_bytes() == page.out.read_bytes()
    rows = screen.read(lambda look: listing.window(look, listing.Listing("print_log"), 0, 10))
    assert len(rows) == 1


def asked_for_a_password(page: PreviewPage, screen: Screen) -> Sheet:
    screen.settle()
    lock = page.findChild(QPushButton, "save encrypted")
    assert lock is not None and lock.isEnabled()
    screen.qtbot.mouseClick(lock, Qt.MouseButton.LeftButton)
    screen.until(lambda: page.findChild(Sheet) is not None)
    sheet = page.findChild(Sheet)
    assert sheet is not None
    return sheet


def test_a_print_is_saved_under_a_password_typed_twice(
        page: PreviewPage, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "ledger.pdf"

    async def chosen(*_: Any) -> Path:
        return target

    monkeypatch.setattr(preview, "choose_place", chosen)
    sheet = asked_for_a_password(page, screen)
    first, again = (sheet.findChild(QLineEdit, name) for name in ("password", "again"))
    wrong = sheet.findChild(QLabel, "wrong")
    assert first is not None and again is not None and wrong is not None
    assert first.echoMode() == again.echoMode() == QLineEdit.EchoMode.Password
    first.setText("short")
    again.setText("short")
    assert not sheet.act.isEnabled() and "8" in wrong.text()
    first.setText(PASSWORD)
    again.setText(PASSWORD[:-1])
    assert not sheet.act.isEnabled() and wrong.text() == "The two passwords are not the same."
    again.setText(PASSWORD)
    assert sheet.act.isEnabled() and not wrong.text()
    sheet.act.click()
    screen.until(target.exists)
    screen.settle()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    with pikepdf.open(target, password=PASSWORD) as document:
        assert len(document.pages) == page.report.pages
    (row,) = screen.read(lambda look: listing.window(look, listing.Listing("print_log"), 0, 10))
    assert screen.value("print_log", row.id, "findings").startswith("已加密保存。")  # the office speaks Chinese
    assert PASSWORD not in str(page.job)
    assert [path.name for path in tmp_path.iterdir()].count("ledger.pdf") == 1


def test_nothing_is_saved_where_no_password_is_given(
        page: PreviewPage, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(preview, "choose_place", asked.append)
    sheet = asked_for_a_password(page, screen)
    sheet.stay.click()
    screen.settle()
    assert not asked


def test_a_print_has_every_page_at_its_own_full_size(page: PreviewPage, qapp: Any, tmp_path: Path) -> None:
    out = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    printer.setResolution(preview.DOTS)
    printer.setFullPage(True)
    paint(page.out, printer)
    with pikepdf.open(page.out) as meant, pikepdf.open(out) as printed:
        assert len(printed.pages) == len(meant.pages)
        for one, other in zip(meant.pages, printed.pages, strict=True):
            wanted = [float(side) for side in one.mediabox]
            assert [float(side) for side in other.mediabox] == pytest.approx(wanted, abs=1)


def test_the_private_file_goes_with_the_page(page: PreviewPage, screen: Screen) -> None:
    other = PreviewPage(screen.context, "partners-ledger", 0)
    folder = other._folder
    screen.until(lambda: other.report is not None)
    screen.settle()
    assert list(folder.glob("*.pdf"))
    other.deleteLater()
    screen.until(lambda: not folder.exists())


def test_the_packet_of_a_meeting_is_bound_previewed_and_saved(
        screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample.fill(screen.desk, screen.actor)
    meeting = screen.read(sample.meeting_of_the_packet)
    target = tmp_path / "packet.pdf"

    async def chosen(*_: Any) -> Path:
        return target

    monkeypatch.setattr(preview, "choose_place", chosen)
    with Press("bundled") as press:
        screen.context.press = press
        made = PreviewPage(screen.context, contents.PACKET.key, meeting)
        screen.show(made)
        screen.until(lambda: made.report is not None)
        screen.settle()
        assert made.report is not None
        assert made.report.faults == ()
        screen.qtbot.keyClick(made, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        screen.settle()
    with pikepdf.open(target) as document:
        assert len(document.pages) == made.report.pages > 20
        assert len(document.Root.Outlines.keys()) > 0
