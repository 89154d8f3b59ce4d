"""The files attached to a record: put on, opened as a copy, exported, renamed, taken off."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import ask, choose_file, choose_place
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Card, Text, button, row, shortcut
from partnerdesk.words import N_


class FilesPanel(QWidget):
    """The attached files of one record; a file may also be dropped here."""

    counted = Signal(int)

    def __init__(self, context: Context, key: str) -> None:
        super().__init__()
        self.context, self.words, self.key = context, context.words, key
        self._owner: int | None = None
        self._files: list[Any] = []
        words = self.words
        self.list = QListWidget()
        self.list.setAccessibleName(words(N_("Attached files")))
        self.list.setObjectName("files")
        self.list.itemActivated.connect(lambda _item: self.open())
        self.list.currentRowChanged.connect(lambda _at: self._offer())
        self.empty = Text(words(N_("No file is attached. Attach one, or drop it here.")), "faint")
        self.attach = button(words(N_("Attach file")), self.choose, icon="new", name="attach")
        self.see = button(words(N_("Open a copy")), self.open)
        self.out = button(words(N_("Export")), self.export)
        self.off = button(words(N_("Take off")), self.detach)
        card = Card()
        card.body.addLayout(row(self.empty, None, self.off, self.out, self.see, self.attach))
        card.body.addWidget(self.list, 1)
        # Without a list the row keeps its place at the top.
        self.rest = QWidget()
        card.body.addWidget(self.rest, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        shortcut(self.list, "Delete", self.detach)
        self.setAcceptDrops(True)
        self._offer()

    @slot(superseding="files", quiet=True)
    async def show_files(self, owner: int) -> None:
        """Show the files of a record."""
        from partnerdesk.store import attaching

        self._owner = owner
        context = self.context
        self._files = await context.jobs.done(context.desk.read(
            context.actor, lambda look: list(attaching.attached(look, self.key, owner))))
        self.list.clear()
        for each in self._files:
            self.list.addItem(QListWidgetItem(f"{each.title}　{_size(each.file.size)}"))
        self.empty.setVisible(not self._files)
        self.list.setVisible(bool(self._files))
        self.rest.setVisible(not self._files)
        self._offer()
        self.counted.emit(len(self._files))

    def _offer(self) -> None:
        marked = self._marked() is not None
        for each in (self.see, self.out, self.off):
            each.setEnabled(marked)

    def _marked(self) -> Any:
        at = self.list.currentRow()
        return self._files[at] if 0 <= at < len(self._files) else None

    @slot
    async def choose(self) -> None:
        """Let a file be chosen and attach it."""
        path = await choose_file(self, self.context.jobs, self.words(N_("Attach file")))
        if path is not None:
            await self.put_on(path)

    @slot(doing=N_("Encrypting the file"))
    async def put_on(self, path: Any) -> None:
        """Attach a file: encrypted first, entered then."""
        from partnerdesk.store import attaching

        context, owner = self.context, self._owner
        if owner is None:
            return
        files = context.desk.files
        sealed = await context.jobs.done(context.desk.seal(path))
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: attaching.attach(work, files, self.key, owner, sealed)))
        await self.show_files(owner)

    @slot(doing=N_("Decrypting the file"))
    async def open(self) -> None:
        """Open a copy of the marked file in the program made for it; the copy goes when the desk is closed."""
        marked = self._marked()
        if marked is not None:
            path = await self.context.jobs.done(self.context.desk.open_copy(marked.file))
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    @slot(doing=N_("Decrypting the file"))
    async def export(self) -> None:
        """Write the marked file to a place outside the desk."""
        marked = self._marked()
        if marked is None:
            return
        target = await choose_place(self, self.context.jobs, self.words(N_("Export")), marked.file.name)
        if target is not None:
            await self.context.jobs.done(self.context.desk.export(marked.file, target))

    @slot
    async def detach(self) -> None:
        """Take the marked file off, after asking."""
        from partnerdesk.store import attaching

        marked, words, context = self._marked(), self.words, self.context
        if marked is None or self._owner is None:
            return
        if await ask(self, context.jobs, words, words(N_("Take “{name}” off this entry?"), name=marked.title),
                     words(N_("Take off")), danger=True):
            await context.jobs.finished(context.desk.write(
                context.actor, lambda work: attaching.detach(work, marked.id)))
            await self.show_files(self._owner)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self._owner is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from pathlib import Path

        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.put_on(Path(url.toLocalFile()))


def _size(count: int) -> str:
    return f"{count / 1_048_576:.1f} MB" if count >= 1_048_576 else f"{max(count // 1024, 1)} KB"
