"""The editor of one attached file: choose it, open a copy, export it, take it away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import choose_file, choose_place
from partnerdesk.page.editor import Editor
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import OneLine, button, tool
from partnerdesk.record.fields import Field
from partnerdesk.record.reading import Read
from partnerdesk.words import N_


class FileEditor(Editor):
    """One file, which the desk encrypts and keeps as soon as it is chosen."""

    def __init__(self, field: Field, context: Context, *, labelled: bool = True) -> None:
        super().__init__(field, context, labelled=labelled)
        words = self.words
        self.name = OneLine("", "soft")
        self.choose: QPushButton = button(words(N_("Choose file")), self._choose, icon="file")
        self.open = tool("open", words(N_("Open a copy")), self._open)
        self.export = tool("export", words(N_("Export")), self._export)
        self.remove = tool("remove", words(N_("Take the file away")), self._remove)
        self.take(self.choose, self.name, self.open, self.export, self.remove)
        self.across.setStretch(0, 0)
        self.across.setStretch(1, 1)
        self._id: int | None = None

    @property
    def stops(self) -> Sequence[QWidget]:
        return (self.choose, self.open, self.export, self.remove)

    def show_value(self, value: Any, name: Any = None) -> None:
        self._id = value
        self._show(name or "")
        self.shown(value)
        if value is not None and not name:
            self._find_name(value)

    def reading(self) -> Read:
        return Read(self._id)

    def typed(self, text: str) -> None:
        self._keep(Path(text))

    def set_read_only(self, read_only: bool) -> None:
        self.choose.setVisible(not read_only)
        self.remove.setVisible(not read_only and self._id is not None)

    def _show(self, name: str) -> None:
        self.name.setText(name)
        for each in (self.open, self.export, self.remove):
            each.setVisible(self._id is not None)

    @slot
    async def _choose(self) -> None:
        path = await choose_file(self, self.context.jobs, self.words(self.field.label))
        if path is not None:
            await self._keep(path)

    @slot(doing=N_("Encrypting the file"))
    async def _keep(self, path: Path) -> None:
        from partnerdesk.store import attaching

        context, files = self.context, self.context.desk.files
        sealed = await context.jobs.done(context.desk.seal(path))
        self._id = await context.jobs.finished(context.desk.write(
            context.actor, lambda work: attaching.enter(work, files, sealed)))
        self._show(path.name)
        self.touched()

    @slot(doing=N_("Decrypting the file"))
    async def _open(self) -> None:
        kept = await self._kept()
        path = await self.context.jobs.done(self.context.desk.open_copy(kept))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    @slot(doing=N_("Decrypting the file"))
    async def _export(self) -> None:
        kept = await self._kept()
        target = await choose_place(self, self.context.jobs, self.words(N_("Export")), kept.name)
        if target is not None:
            await self.context.jobs.done(self.context.desk.export(kept, target))

    async def _kept(self) -> Any:
        from partnerdesk.store import attaching

        context, id = self.context, self._id or 0
        return await context.jobs.done(context.desk.read(
            context.actor, lambda look: attaching.stored(look, id)))

    def _remove(self) -> None:
        self._id = None
        self._show("")
        self.touched()

    @slot(superseding="name", quiet=True)
    async def _find_name(self, id: int) -> None:
        kept = await self._kept()
        if self._id == id:
            self._show(kept.name)
