"""A list taken out of the desk as it is shown: the same columns, rows and order, as a workbook or CSV."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from partnerdesk.page.dialogs import choose_place
from partnerdesk.page.messages import Page
from partnerdesk.page.waiting import Work
from partnerdesk.problems import Refused, Trouble, reason_of
from partnerdesk.store.listing import Listing
from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.exchange.vcard_writing import Version

# What writes files is imported when the first one is written: every page of the window imports this module.
KEY = "Ctrl+Shift+E"
READING = 0.3  # of the whole that the reading takes; the rest is writing
FORMS = {
    "xlsx": (N_("Export as a workbook…"), N_("Workbook")),
    "csv": (N_("Export as CSV…"), N_("Separated values")),
}
CARDS = {
    "3.0": (N_("Export as contact cards…"), N_("Contact cards")),
    "4.0": (N_("Export as contact cards, version 4.0…"), N_("Contact cards")),
}


class Called(Refused):
    """The clerk has called the export off."""


class Progress(Work):
    """An export under way; its rows are counted on other threads, which stop when it is called off."""

    def __init__(self, doing: str, count: int) -> None:
        super().__init__(doing)
        self.count = max(count, 1)
        self.over = False
        self.task = None

    def cancel(self) -> None:
        self.over = True

    def reads(self, rows: int) -> None:
        """So many rows are read."""
        self._at(rows / self.count * READING)

    def writes(self, rows: int) -> None:
        """So many rows are written."""
        self._at(READING + rows / self.count * (1 - READING))

    def _at(self, share: float) -> None:
        if self.over:
            raise Called(N_("The export was called off. No file was written."))
        self.progress(min(share, 1.0))


def forms(register: str) -> tuple[str, ...]:
    """In which forms a list of that register goes out; people also as contact cards of two versions."""
    return (*FORMS, *(CARDS if register == "persons" else ()))


def act_name(form: str, words: Callable[[str], str]) -> str:
    """What the act is called in a menu, with its key."""
    said = words({**FORMS, **CARDS}[form][0])
    key = QKeySequence(KEY).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{said}\t{key}" if form == "xlsx" else said


async def export(page: Page, listing: Listing, count: int, form: str) -> Path | None:
    """Let a place be chosen and save the list there; nothing when no place was chosen."""
    context, words = page.context, page.words
    act, kind = {**FORMS, **CARDS}[form]
    suffix = "vcf" if form in CARDS else form
    path = await choose_place(
        page, context.jobs, words(act).rstrip("…"),
        f"{context.title(listing.register)} {words.short_day(context.today)}.{suffix}", f"{words(kind)} (*.{suffix})")
    if path is None:
        return None
    progress = Progress(words(N_("Exporting the list")), count)
    page.begin(progress)
    try:
        if form in CARDS:
            saved = await _as_cards(page, listing, "4.0" if form == "4.0" else "3.0", path, progress)
        else:
            saved = await _as_list(page, listing, path, progress)
    finally:
        # Whoever goes on counting for a page that is gone stops at the next row.
        progress.over = True
        progress.ended.emit()
    page.tell(words.many("{count} entry was saved as {file}.", "{count} entries were saved as {file}.", saved,
                         file=path.name), "good")
    return path


async def _as_list(page: Page, listing: Listing, path: Path, progress: Progress) -> int:
    from partnerdesk.exchange import spreadsheet
    from partnerdesk.office import listed

    context, words = page.context, page.words
    sheet = await context.jobs.done(context.desk.read(
        context.actor, lambda look: listed.as_shown(look, listing, words, context.zone, progress.reads)))
    await context.jobs.off_screen(lambda: _written(path, lambda: spreadsheet.save(sheet, path, progress.writes)))
    return len(sheet.rows)


async def _as_cards(page: Page, listing: Listing, version: Version, path: Path, progress: Progress) -> int:
    from partnerdesk.exchange import vcard_writing
    from partnerdesk.office import cards

    context = page.context
    found = await context.jobs.done(context.desk.read(
        context.actor, lambda look: cards.shown(look, listing, progress.reads)))
    await context.jobs.off_screen(lambda: _written(path, lambda: vcard_writing.save(found, path, version)))
    return len(found)


def _written(path: Path, write: Callable[[], None]) -> None:
    try:
        write()
    except OSError as failure:
        raise Trouble(N_("“{file}” cannot be read or written: {reason}."), file=path.name,
                      reason=reason_of(failure)) from failure
