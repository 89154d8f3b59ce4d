"""A paper before it is printed: the pages beside the options, and what the proof found, each with its page."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPageLayout, QPageSize, QPainter, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QSpinBox, QVBoxLayout, QWidget

from partnerdesk import clock
from partnerdesk.office import contents
from partnerdesk.page import theme
from partnerdesk.page.dialogs import Sheet, choose_place
from partnerdesk.page.jobs import slot
from partnerdesk.page.messages import Page
from partnerdesk.page.pieces import Box, Card, Text, button, column, emptied, holder, row, shortcut
from partnerdesk.problems import Refused, Trouble
from partnerdesk.shell.before import Field
from partnerdesk.words import CHINESE, ENGLISH, N_, Words

DOTS = 300  # to the inch: what an office printer sets cleanly
BOTH = "both"


class PreviewPage(Page):
    """Composes a paper, lets the press print it into a private file, shows it, and prints or saves that very file."""

    def __init__(self, context: Any, paper: str, record: int) -> None:
        super().__init__(context)
        self.paper, self.record = paper, record
        self.entry = contents.paper(paper)
        words = self.words
        self.title = words(self.entry.title)
        self.report: Any = None
        self.names: str = self.title
        self._folder = Path(tempfile.mkdtemp(prefix="partnerdesk-"))
        folder = self._folder
        self.destroyed.connect(lambda: shutil.rmtree(folder, ignore_errors=True))
        self._count = 0
        self.document = QPdfDocument(self)
        self.pages = QPdfView()
        self.pages.setDocument(self.document)
        self.pages.setPageMode(QPdfView.PageMode.MultiPage)
        self.pages.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        ground = self.pages.palette()
        ground.setColor(QPalette.ColorRole.Dark, theme.colour("side"))
        self.pages.setPalette(ground)
        self.pages.setFrameShape(QFrame.Shape.NoFrame)
        self.pages.setAccessibleName(words(N_("Pages")))
        self.pages.setObjectName("pages")
        self.where = Text(role="faint")
        self.pages.pageNavigator().currentPageChanged.connect(lambda _page: self._say_page())
        left = Card()
        left.body.setContentsMargins(1, 1, 1, 1)
        left.body.addWidget(self.pages)
        side = self._side()
        side.setFixedWidth(theme.px(300))
        across = row(column(left, self.where), side, spacing=14)
        across.setStretch(0, 1)
        self.body.addLayout(across, 1)
        self.setFocusProxy(self.pages)  # whose keys turn the pages
        shortcut(self, "Ctrl+P", self.print)
        shortcut(self, "Ctrl+S", self.save)
        shortcut(self, "Esc", self.back)
        self.compose()

    def _side(self) -> QWidget:
        words = self.words
        options = Card(words(N_("Print")))
        self.language = Box()
        for key, text in ((CHINESE, N_("Chinese")), (ENGLISH, N_("English")), (BOTH, N_("Chinese and English"))):
            self.language.addItem(words(text), key)
        self.language.setCurrentIndex(max(self.language.findData(self.context.words.language), 0))
        self.language.activated.connect(self._in_language)
        self.copies = QSpinBox()
        self.copies.setRange(1, 999)
        self.copies.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.duplex = Box()
        for mode, text in ((QPrinter.DuplexMode.DuplexLongSide, N_("Both sides, along the long edge")),
                           (QPrinter.DuplexMode.DuplexNone, N_("One side"))):
            self.duplex.addItem(words(text), mode)
        for name, label, editor in (("language", N_("Language of the paper"), self.language),
                                    ("copies", N_("Copies"), self.copies), ("duplex", N_("Sides"), self.duplex)):
            editor.setObjectName(name)
            editor.setAccessibleName(words(label))
            title = Text(words(label), "faint")
            title.setBuddy(editor)
            options.body.addLayout(column(title, editor, spacing=3))
        self.go = button(words(N_("Print")), self.print, icon="printer", role="main", key="Ctrl+P", name="print")
        self.keep = button(words(N_("Save as PDF")), self.save, icon="save", key="Ctrl+S", name="save")
        self.lock = button(words(N_("Save encrypted…")), self.save_encrypted, icon="key", name="save encrypted")
        self.see = button(words(N_("Open")), self.open_elsewhere, icon="open", name="open")
        options.body.addSpacing(4)
        options.body.addWidget(self.go)
        options.body.addLayout(row(self.keep, self.see))
        options.body.addWidget(self.lock)
        self.findings = Card(words(N_("Check of the print")))
        self.found = QVBoxLayout()
        self.found.setSpacing(6)
        self.findings.body.addLayout(self.found)
        back = button(words(N_("Back")), self.back, icon="left", role="plain", name="back")
        self._offer(False)
        return holder(column(row(back, None), options, self.findings, None, spacing=12))

    def _offer(self, ready: bool) -> None:
        for each in (self.go, self.keep, self.lock, self.see):
            each.setEnabled(ready)

    def _in_language(self, _at: int) -> None:
        self._offer(False)
        self.compose()

    # -- the paper

    @slot(superseding="compose", doing=N_("Setting the pages"))
    async def compose(self) -> None:
        """Read the facts, let the press set them, and show the pages."""
        from partnerdesk.office.meetings.packet import packet
        from partnerdesk.office.printing import Asked, compose
        from partnerdesk.paper.worker import Job

        context = self.context
        self._offer(False)
        self.asked = Asked(self.paper, self.record or None, self.language.currentData())
        asked, today = self.asked, context.today
        self._count += 1
        out = self._folder / f"{self._count}.pdf"
        content: Any
        if asked.paper == contents.PACKET.key:
            annexes = self._folder / f"annexes-{self._count}"
            annexes.mkdir(mode=0o700)
            content = await context.jobs.done(context.desk.read(
                context.actor, lambda look: packet(look, self.record, asked.language, context.desk.files, annexes)))
            self.names = content.title
        else:
            content = await context.jobs.done(context.desk.read(
                context.actor, lambda look: compose(look, asked, today)))
            self.names = content[0].title
        job = Job(content, out, clock.now())
        report = await context.jobs.done(context.press.submit(job))
        self.job = job
        self.show_print(out, report)

    def show_print(self, out: Path, report: Any) -> None:
        """Show a finished print and what its proof found."""
        words = self.words
        self.out, self.report = out, report
        failed = self.document.load(str(out))
        if failed != QPdfDocument.Error.None_:
            raise Trouble(N_("The printed file cannot be shown. Save it and open it in another program."))
        emptied(self.found)
        if report.faults:
            for fault in report.faults[:40]:
                line = button(fault.said(words), lambda _on=False, page=fault.page: self._turn(page), role="plain")
                line.setToolTip(line.text())
                self.found.addWidget(Text(fault.said(words), tone="bad", wrap=True))
                if fault.page:
                    line.setText(words(N_("Go to page {page}"), page=fault.page))
                    self.found.addWidget(line)
        said = [line for line in report.said(words) if line not in {fault.said(words) for fault in report.faults}]
        for line in said[:40]:
            self.found.addWidget(Text(line, tone="soon", wrap=True))
        if not report.faults and not said:
            self.found.addWidget(Text(words(N_("Nothing was found: every sign is there, nothing leaves its place.")),
                                      tone="good", wrap=True))
        self._offer(True)
        self._say_page()

    def _turn(self, page: int) -> None:
        self.pages.pageNavigator().jump(page - 1, QPointF())

    def _say_page(self) -> None:
        if self.document.pageCount():
            page = self.pages.pageNavigator().currentPage() + 1
            self.where.setText(self.words(N_("Page {page} of {pages}"), page=page, pages=self.document.pageCount()))

    # -- what is done with it

    @slot(superseding="print", doing=N_("Sending to the printer"))
    async def print(self) -> None:
        """Choose a printer and print at full size; the print log says what was printed."""
        if self.report is None:
            return
        jobs, words = self.context.jobs, self.words
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(DOTS)
        printer.setFullPage(True)
        printer.setCopyCount(self.copies.value())
        printer.setDuplex(self.duplex.currentData())
        printer.setDocName(words(self.entry.title))
        first = self.document.pagePointSize(0)
        printer.setPageLayout(_layout(first.width(), first.height()))
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def ask(take: Any) -> None:
            dialog.finished.connect(lambda result: take(bool(result)))
            # Its own `open` wants a receiver by name and then does no more than this.
            QDialog.open(dialog)

        if not await jobs.answer(ask):
            return
        out = self.out
        await jobs.off_screen(lambda: paint(out, printer))
        await self._log(printer.printerName() or printer.outputFileName(), printer.copyCount())
        self.tell(words.many("{count} page has been sent to the printer.",
                             "{count} pages have been sent to the printer.", self.report.pages), "good")

    @slot(superseding="save")
    async def save(self) -> None:
        """Save the very file that is shown."""
        if self.report is None:
            return
        name = f"{_file_name(self.names)}.pdf"
        target = await choose_place(self, self.context.jobs, self.words(N_("Save as PDF")), name, "PDF (*.pdf)")
        if target is not None:
            out = self.out
            await self.context.jobs.off_screen(lambda: shutil.copyfile(out, target))
            await self._log("", 1)
            self.tell(self.words(N_("Saved.")), "good")

    @slot(superseding="save", doing=N_("Encrypting"))
    async def save_encrypted(self) -> None:
        """Have the same print written once more, encrypted before it reaches the disk."""
        if self.report is None:
            return
        jobs, words, job, shown = self.context.jobs, self.words, self.job, self.report
        password = await ask_password(self, jobs, words)
        if password is None:
            return
        name = f"{_file_name(self.names)}.pdf"
        target = await choose_place(self, jobs, words(N_("Save encrypted…")), name, "PDF (*.pdf)")
        if target is not None:
            await jobs.done(self.context.press.submit(replace(job, out=target, password=password, proof=False)))
            await self._log("", 1, out=target, report=shown, encrypted=True)
            self.tell(words(N_("Saved under a password.")), "good")

    async def _log(self, printer: str, copies: int, *, out: Path | None = None, report: Any = None,
                   encrypted: bool = False) -> None:
        from partnerdesk.office import producing

        context, asked, title = self.context, self.asked, self.names
        written, said = out or self.out, report or self.report
        await context.jobs.off_screen(lambda: producing.log(
            context.desk, context.actor, asked, title, written, said, printer=printer, copies=copies,
            encrypted=encrypted))

    def open_elsewhere(self) -> None:
        """Open the file in the program made for it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.out)))

    def back(self) -> None:
        """Back to the entry the paper is about."""
        self.context.open(self.entry.of or "today", self.record)


async def ask_password(parent: QWidget, jobs: Any, words: Words) -> str | None:
    """Ask twice for the password of a file; nothing when the act was not chosen."""
    from partnerdesk.paper import passwords

    sheet = Sheet(parent, words, words(N_("Save encrypted")), words(N_("Choose a place")))
    sheet.body.addWidget(Text(words(N_(
        "Only who knows the password can open the file. Nobody can recover it: write it down, and hand it over apart "
        "from the file.")), "soft", wrap=True))
    first = Field("password", words(N_("Password")), words(N_("At least {least} signs"), least=passwords.LEAST))
    again = Field("again", words(N_("The password once more")))
    shown = QCheckBox(words(N_("Show what is typed")))
    shown.setAccessibleName(shown.text())
    wrong = Text("", tone="bad", wrap=True)
    wrong.setObjectName("wrong")
    given: list[str] = []

    def judged() -> None:
        said = ""
        try:
            passwords.demand(first.line.text())
            ready = first.line.text() == again.line.text()
            if again.line.text() and not ready:
                said = words(N_("The two passwords are not the same."))
        except Refused as refused:
            ready = False
            # Who is still typing knows that it is too short.
            if again.line.text() or refused.message != passwords.TOO_SHORT:
                said = refused.said(words)
        wrong.setText(said)
        sheet.act.setEnabled(ready)

    for field in (first, again):
        field.hide_text(True)
        field.line.textChanged.connect(lambda _text: judged())
        shown.toggled.connect(lambda on, field=field: field.hide_text(not on))
        sheet.body.addWidget(field)
    sheet.body.addWidget(shown)
    sheet.body.addWidget(wrong)
    sheet.act.setEnabled(False)
    sheet.accepted.connect(lambda: given.append(first.line.text()))
    first.setFocus()
    return given[0] if await sheet.answered(jobs) else None


def paint(path: Path, printer: QPrinter) -> None:
    """Paint every page of a PDF at 100 %, each on a sheet of its own size; runs off the screen's thread."""
    document = QPdfDocument()
    if document.load(str(path)) != QPdfDocument.Error.None_ or not document.pageCount():
        raise Refused(N_("There is nothing to print."))
    painter = QPainter()
    for page in range(document.pageCount()):
        size = document.pagePointSize(page)
        printer.setPageLayout(_layout(size.width(), size.height()))
        if page == 0:
            if not painter.begin(printer):
                raise Trouble(N_("The printer does not answer. Choose another one, or save the paper as PDF."))
        elif not printer.newPage():
            raise Trouble(N_("The printer stopped at page {page}."), page=page + 1)
        dots = printer.resolution() / 72
        image: QImage = document.render(page, QSize(round(size.width() * dots), round(size.height() * dots)))
        painter.drawImage(QRectF(0, 0, size.width() * dots, size.height() * dots), image)
    painter.end()
    document.close()


def _layout(width: float, height: float) -> QPageLayout:
    across = width > height
    upright = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    turned = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    made = QPageLayout(upright, turned, QMarginsF())
    made.setMode(QPageLayout.Mode.FullPageMode)
    return made


def _file_name(title: str) -> str:
    return "".join("_" if sign in '\\/:*?"<>|\n' else sign for sign in title)[:80]
