"""The import: a file is chosen, its columns get their fields, its rows are looked at, then all are taken or none."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from partnerdesk.exchange import intake as planning
from partnerdesk.exchange import mapping, tables, vcard_reading
from partnerdesk.exchange.mapping import Target
from partnerdesk.exchange.tables import Table
from partnerdesk.office import cards, intake, review
from partnerdesk.office.review import Review
from partnerdesk.page import theme
from partnerdesk.page.acts import undo
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import choose_file
from partnerdesk.page.editor import Line
from partnerdesk.page.jobs import slot
from partnerdesk.page.messages import Page
from partnerdesk.page.pieces import Box, Card, OneLine, Text, button, column, holder, row
from partnerdesk.problems import Refused
from partnerdesk.shell.import_parts import Decisions, MappingList, importable
from partnerdesk.words import N_

CHOOSE, MAP, LOOK, DONE = range(4)
MOST_REASONS = 500
MOST_NOTICES = 8
_ENCODINGS = (("", N_("As the file tells")), ("utf-8", "UTF-8"), ("gb18030", "GB 18030"), ("big5", "Big5"),
              ("utf-16", "UTF-16"))


class Called(Refused):
    """The clerk has called the import off."""


class ImportPage(Page):
    """Brings a list of another program into a register; nothing is kept until the last step, then all or nothing."""

    reached = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title = self.words(N_("Import"))
        self.subtitle = ""
        self.path: Path | None = None
        self.table: Table | None = None
        self.review: Review | None = None
        self._targets: tuple[Target, ...] = ()
        self._called_off = False
        self.steps = QStackedWidget()
        for make in (self._make_choose, self._make_map, self._make_look, self._make_done):
            self.steps.addWidget(make())
        self.body.addWidget(self.steps, 1)
        self.setAcceptDrops(True)
        self.reached.connect(self._show_progress)
        self._say_step(CHOOSE)

    # -- the first step: which file, and what it is

    def _make_choose(self) -> QWidget:
        words = self.words
        self.what = Box()
        self.what.setObjectName("what")
        self.what.setAccessibleName(words(N_("What the file holds")))
        for key in importable(self.context.registers):
            self.what.addItem(self.context.title(key), key)
        self.what.activated.connect(lambda _at: self._show_what())
        self.alliance = Line()
        self.alliance.setObjectName("alliance")
        self.alliance.setAccessibleName(words(N_("Members of the alliance")))
        self.alliance.setPlaceholderText(words(N_("Empty where the partners belong to none")))
        self.alliance_label = Text(words(N_("Members of the alliance")), "faint")
        self.alliance_note = Text(words(N_(
            "Each partner becomes a member of this alliance. An alliance of that name is made where there is none.")),
            "faint", wrap=True)
        self.choose = button(words(N_("Choose file")), self.choose_file, icon="folder", role="main", name="choose")
        card = Card()
        card.body.setContentsMargins(28, 24, 28, 28)
        card.body.setSpacing(6)
        card.body.addWidget(Text(words(N_("Import a list")), "subject"))
        card.body.addWidget(Text(words(N_(
            "From Excel or WPS (.xlsx), a text with separators (.csv) or contact cards (.vcf). You see every row, and "
            "what it changes, before anything is kept; then all rows are taken, or none.")), "soft", wrap=True))
        card.body.addSpacing(8)
        card.body.addWidget(Text(words(N_("What the file holds")), "faint"))
        card.body.addWidget(self.what)
        card.body.addSpacing(4)
        for each in (self.alliance_label, self.alliance, self.alliance_note):
            card.body.addWidget(each)
        card.body.addSpacing(10)
        card.body.addLayout(row(self.choose, Text(words(N_("or drop it here")), "faint"), None))
        card.setFixedWidth(theme.px(560))
        made = QWidget()
        made.setLayout(column(theme.px(40), row(None, card, None), None))
        return made

    def _show_what(self) -> None:
        partners = self.what.currentData() == intake.PARTNERS
        for each in (self.alliance_label, self.alliance, self.alliance_note):
            each.setVisible(partners)

    def open(self, id: int = 0) -> None:
        """Begin with another file."""
        self.start_again()

    def new(self, given: dict[str, Any] | None = None) -> None:
        """Begin with another file for the register that is given."""
        self.start_again()
        at = self.what.findData((given or {}).get("register"))
        if at >= 0:
            self.what.setCurrentIndex(at)
            self._show_what()
        self.choose.setFocus()

    def start_again(self) -> None:
        """Forget the file and begin anew."""
        self.path, self.table, self.review = None, None, None
        self._say_step(CHOOSE)

    @slot
    async def choose_file(self) -> None:
        """Let a file be chosen and read it."""
        kinds = self.words(N_("Lists")) + " (*.xlsx *.xlsm *.csv *.tsv *.txt *.vcf)"
        path = await choose_file(self, self.context.jobs, self.words(N_("Choose file")), kinds)
        if path is not None:
            await self.read_file(path)

    @slot(superseding="import", doing=N_("Reading the file"))
    async def read_file(self, path: Path, sheet: str = "", encoding: str = "") -> None:
        """Read a file, or another sheet of it, and guess what its columns mean; what cards mean needs no guess."""
        context = self.context
        if vcard_reading.concerns(path):
            await self.read_cards(path)
            return
        table = await context.jobs.off_screen(lambda: tables.open_table(path, sheet=sheet, encoding=encoding))
        self.path, self.table = path, table
        self._targets = intake.offered(context.registers, self.register, members=bool(self.alliance_name))
        guessed = mapping.guessed(table, self._targets)
        self.messages.hide()
        self.file.setText(path.name)
        self._show_sheets(table, encoding)
        self.columns.show_table(table, guessed, self._targets)
        self._show_notices(table)
        # The boxes are younger than what stands below them: Tab would leave them for the navigation.
        for first, then in pairwise((self.sheet, self.encoding, *self.columns.entries, self.other, self.check)):
            QWidget.setTabOrder(first, then)
        self._say_step(MAP)
        if self.columns.boxes:
            self.columns.boxes[0].setFocus()

    async def read_cards(self, path: Path) -> None:
        """Read contact cards, and say what would become of them."""
        context = self.context
        reading = await context.jobs.off_screen(lambda: vcard_reading.read(path))
        self.path, self.table = path, None
        self.what.setCurrentIndex(self.what.findData(intake.PERSONS))
        await self._look_at(cards.planned(reading, self.words))

    @property
    def register(self) -> str:
        """The register that the rows go into."""
        key: str = self.what.currentData()
        return key

    @property
    def alliance_name(self) -> str:
        """The alliance whose members the partners become; empty for none."""
        return self.alliance.text().strip() if self.register == intake.PARTNERS else ""

    # -- the second step: what the columns mean

    def _make_map(self) -> QWidget:
        words = self.words
        self.file = OneLine(role="heading")
        self.sheet = Box()
        self.sheet.setObjectName("sheet")
        self.sheet.setAccessibleName(words(N_("Sheet")))
        self.sheet.setMinimumWidth(theme.px(160))
        self.sheet.activated.connect(lambda _at: self._read_again())
        self.sheet_label = Text(words(N_("Sheet")), "faint")
        self.encoding = Box()
        self.encoding.setObjectName("encoding")
        self.encoding.setAccessibleName(words(N_("Encoding")))
        self.encoding.setMinimumWidth(theme.px(150))
        for key, label in _ENCODINGS:
            self.encoding.addItem(words(label), key)
        self.encoding.activated.connect(lambda _at: self._read_again())
        self.encoding_label = Text(words(N_("Encoding")), "faint")
        self.columns = MappingList(words, self.context.title)
        self.columns.changed.connect(self.messages.hide)
        self.notices = Text(role="faint", wrap=True)
        self.notices.setObjectName("notices")
        card = Card()
        head = row(self.file, self.sheet_label, self.sheet, self.encoding_label, self.encoding)
        head.setStretch(0, 1)
        card.body.addLayout(head)
        card.body.addWidget(self.notices)
        card.body.addWidget(self.columns, 1)
        self.other = button(words(N_("Another file")), lambda _on: self.start_again(), name="another")
        self.check = button(words(N_("Look at the rows")), self.look_at_rows, role="main", name="look")
        made = QWidget()
        made.setLayout(column(card, row(self.other, None, self.check)))
        return made

    def _show_sheets(self, table: Table, encoding: str) -> None:
        self.sheet.clear()
        self.sheet.addItems(list(table.sheets) or [table.sheet])
        self.sheet.setCurrentText(table.sheet)
        workbook = bool(table.sheet)
        for each in (self.sheet, self.sheet_label):
            each.setVisible(workbook)
        for each in (self.encoding, self.encoding_label):
            each.setVisible(not workbook)
        self.encoding.setCurrentIndex(max(self.encoding.findData(encoding), 0))

    def _show_notices(self, table: Table) -> None:
        said = [self.words.many("{count} row", "{count} rows", len(table.rows))]
        said += [notice.said(self.words) for notice in table.notices]
        self.notices.setText("\n".join(said))

    def _read_again(self) -> None:
        if self.path is not None:
            sheet = self.sheet.currentText() if self.table is not None and self.table.sheet else ""
            self.read_file(self.path, sheet, self.encoding.currentData() or "")

    @slot(superseding="import", doing=N_("Comparing the rows with what is there"))
    async def look_at_rows(self) -> None:
        """Read every row and say what would become of it; nothing happens yet."""
        table, context = self.table, self.context
        if table is None:
            return
        key, chosen, targets = self.register, self.columns.columns, self._targets
        known, names = await context.jobs.done(context.desk.read(context.actor, lambda look: (
            intake.known_partners(look) if key == intake.PARTNERS else (), intake.names(look, targets, chosen))))
        today, zone = context.today, context.zone
        await self._look_at(await context.jobs.off_screen(
            lambda: planning.plan(table, chosen, targets, today, zone, known=known, names=names)))

    async def _look_at(self, plan: planning.Plan) -> None:
        context, key, alliance = self.context, self.register, self.alliance_name
        self.review = await context.jobs.done(context.desk.read(
            context.actor, lambda look: review.reviewed(look, plan, key, alliance)))
        self.messages.hide()
        self._show_review(self.review)
        self._say_step(LOOK)
        for first, then in pairwise((*self.decisions.entries, self.reasons, self.missing, self.back, self.again,
                                     self.call_off, self.take)):
            QWidget.setTabOrder(first, then)
        undecided = next((self.decisions.boxes[each.number] for each in self.review.doubtful
                          if each.number in self.decisions.boxes), self.back)
        (self.take if self.take.isEnabled() else self.back if self.review.refused else undecided).setFocus()

    # -- the third step: what would become of the rows

    def _make_look(self) -> QWidget:
        words = self.words
        self.figures: dict[str, Text] = {}
        counts = QHBoxLayout()
        counts.setSpacing(28)
        for key, label, tone in (
                ("new", N_("New entries"), "good"), ("changed", N_("Changed"), "good"),
                ("same", N_("Unchanged"), ""), ("like", N_("May be there already"), "soon"),
                ("absent", N_("No longer in the file"), ""), ("refused", N_("Refused rows"), "bad")):
            figure = Text("0", "figure", tone=tone)
            figure.setObjectName(f"count {key}")
            self.figures[key] = figure
            counts.addLayout(column(figure, Text(words(label), "faint"), spacing=0))
        counts.addStretch(1)
        self.verdict = Text(wrap=True)
        self.verdict.setObjectName("verdict")
        counted = Card()
        counted.body.addLayout(counts)
        counted.body.addWidget(self.verdict)
        self.remarks = Text(role="faint", wrap=True)
        self.remarks.setObjectName("remarks")
        counted.body.addWidget(self.remarks)
        self.decisions = Decisions(words, self.context.registers)
        self.decisions.changed.connect(self._offer)
        self.like = Card(words(N_("What is there already: decide what is in doubt, untick what shall stay as it is")))
        self.like.body.addWidget(self.decisions, 1)
        self.reasons = QListWidget()
        self.reasons.setObjectName("reasons")
        self.reasons.setAccessibleName(words(N_("Refused rows")))
        self.reasons.setWordWrap(True)
        self.bad = Card(words(N_("Refused rows")))
        self.bad.body.addWidget(self.reasons, 1)
        self.missing = QListWidget()
        self.missing.setObjectName("missing")
        self.missing.setAccessibleName(words(N_("No longer in the file")))
        self.gone = Card(words(N_("No longer in the file: nothing is done to them")))
        self.gone.body.addWidget(self.missing, 1)
        self.aside = holder(column(self.bad, self.gone, spacing=12))
        lists = row(self.like, self.aside, spacing=12)
        lists.setStretch(0, 3)
        lists.setStretch(1, 2)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(words(N_("Rows entered")))
        self.progress.setTextVisible(False)
        self.call_off = button(words(N_("Call the import off")), lambda _on: self._call_off(), name="call off")
        self.back = button(words(N_("Back")), lambda _on: self._say_step(MAP if self.table else CHOOSE), name="back")
        self.again = button(words(N_("Read the file again")), lambda _on: self._read_again(), icon="refresh",
                            name="again")
        self.take = button(words(N_("Import")), self.take_in, role="main", name="import")
        made = QWidget()
        outer = QVBoxLayout(made)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addWidget(counted)
        outer.addLayout(lists, 1)
        self.rest = QWidget()
        outer.addWidget(self.rest, 1)
        outer.addWidget(self.progress)
        outer.addLayout(row(self.back, self.again, None, self.call_off, self.take))
        return made

    def _show_review(self, review: Review) -> None:
        self.reasons.clear()
        self.reasons.addItems([refused.said(self.words) for refused in review.refused[:MOST_REASONS]])
        more = len(review.refused) - MOST_REASONS
        if more > 0:
            self.reasons.addItem(self.words.many("{count} more", "{count} more", more))
        self._working(False)
        self.decisions.show_review(review)
        self.like.setVisible(bool(self.decisions.listed))
        self.bad.setVisible(bool(review.refused))
        self.gone.setVisible(self.missing.count() > 0)
        self.aside.setVisible(bool(review.refused) or self.missing.count() > 0)
        self.rest.setVisible(not (self.decisions.listed or review.refused or self.missing.count()))

    def _count(self, review: Review) -> int:
        """Show how many rows are new, changed and so on; gives how many do something."""
        chosen, unticked = self.decisions.chosen, self.decisions.unticked
        new = sum(meaning.likeness is None for meaning in chosen.values())
        idle = sum(meaning.idle_without(number, unticked) for number, meaning in chosen.items())
        absent = review.absent(chosen) if not self.decisions.open else ()
        self.missing.clear()
        self.missing.addItems(list(absent[:MOST_REASONS]))
        counts = {"new": new, "changed": len(chosen) - new - idle, "same": idle, "like": self.decisions.open,
                  "absent": len(absent), "refused": len(review.refused_rows)}
        for key, count in counts.items():
            self.figures[key].setText(str(count))
        return len(chosen) - idle

    def _offer(self) -> None:
        """Say what still stands in the way of the import."""
        found, words = self.review, self.words
        if found is None:
            return
        rows = self._count(found)
        if found.refused:
            text, tone = words(N_("Mend the refused rows in the file and read it again. While a row is refused, none "
                                  "is imported.")), "bad"
        elif not found.rows:
            text, tone = words(N_("The file holds no rows that could be imported.")), "bad"
        elif self.decisions.open:
            text, tone = words.many("{count} row is still to be decided.", "{count} rows are still to be decided.",
                                    self.decisions.open), "soon"
        elif not rows:
            text, tone = words(N_("The file says nothing that is not there already.")), "soon"
        else:
            text, tone = words(N_("Everything can be imported. It can be undone afterwards.")), "good"
        known = self.table.notices if self.table is not None else ()
        notices = [notice.said(words) for notice in found.notices if notice not in known]
        if len(notices) > MOST_NOTICES:
            notices = [*notices[:MOST_NOTICES], words.many("{count} more", "{count} more", len(notices) - MOST_NOTICES)]
        self.verdict.setText(text)
        self.remarks.setText("\n".join(notices))
        self.remarks.setVisible(bool(notices))
        self.verdict.set_tone(tone)
        self.take.setEnabled(tone == "good" and not self.context.desk.read_only)
        said = words.many("Import {count} row", "Import {count} rows", rows)
        self.take.setText(said)
        self.take.setAccessibleName(said)

    def _working(self, on: bool) -> None:
        self.progress.setVisible(on)
        self.call_off.setVisible(on)
        for each in (self.back, self.again, self.take, self.decisions):
            each.setEnabled(not on)

    def _call_off(self) -> None:
        self._called_off = True

    def _show_progress(self, row_number: int) -> None:
        self.progress.setValue(row_number)

    @slot(superseding="import", quiet=True)
    async def take_in(self) -> None:
        """Enter all rows in one work; whoever calls it off, or a row that the desk refuses, leaves nothing behind."""
        found, context = self.review, self.context
        if found is None or not self.take.isEnabled():
            return
        chosen, unticked = dict(self.decisions.chosen), self.decisions.unticked
        self._called_off = False
        self.progress.setRange(0, max(len(found.rows), 1))
        self.progress.setValue(0)
        self._working(True)
        try:
            outcome = await context.jobs.done(context.desk.write(
                context.actor, lambda work: intake.apply(work, found, chosen, unticked=unticked,
                                                         reached=self._at_row)))
        finally:
            self._working(False)
            self._offer()
        self._show_outcome(outcome)
        self._say_step(DONE)
        self.see.setFocus()

    def _at_row(self, count: int) -> None:
        """Called for each row on the writing thread."""
        if self._called_off:
            raise Called(N_("The import was called off. Nothing of it was kept."))
        self.reached.emit(count)

    # -- the last step: what was done

    def _make_done(self) -> QWidget:
        words = self.words
        self.outcome = Text(wrap=True)
        self.outcome.setObjectName("outcome")
        self.see = button("", lambda _on: self.context.open(self.register, 0), role="main", name="see")
        self.undo = button(words(N_("Undo the import")), self.undo_import, icon="undo", name="undo")
        another = button(words(N_("Import another file")), lambda _on: self.start_again(), name="more")
        self.done_title = Text(words(N_("Imported")), "subject")
        card = Card()
        card.body.setContentsMargins(28, 24, 28, 28)
        card.body.addWidget(self.done_title)
        card.body.addWidget(self.outcome)
        card.body.addSpacing(10)
        card.body.addLayout(row(self.see, another, None, self.undo))
        card.setFixedWidth(theme.px(560))
        made = QWidget()
        made.setLayout(column(theme.px(40), row(None, card, None), None))
        return made

    def _show_outcome(self, outcome: intake.Outcome) -> None:
        words = self.words
        said = [words(N_("{register}: {count} entered."), register=self.context.title(key), count=count)
                for key, count in outcome.made.items() if count or not outcome.changed]
        said += [words(N_("{register}: {count} changed."), register=self.context.title(key), count=count)
                 for key, count in outcome.changed.items()]
        self.outcome.setText("\n".join(said))
        self.done_title.setText(words(N_("Imported")))
        show = words(N_("Show {register}"), register=self.context.title(self.register))
        self.see.setText(show)
        self.see.setAccessibleName(show)
        self.undo.setEnabled(True)
        self.see.setEnabled(True)

    @slot(doing=N_("Undoing the last step"))
    async def undo_import(self) -> None:
        """Take the whole import back; refused where one of its entries has been changed since."""
        await undo(self.context)
        self.undo.setEnabled(False)
        self.done_title.setText(self.words(N_("The import has been undone")))
        self.outcome.setText(self.words(N_(
            "What it entered is struck out and no longer listed; what it changed is as it was.")))

    # -- where the page is

    def _say_step(self, step: int) -> None:
        words = self.words
        self.steps.setCurrentIndex(step)
        names = (N_("Choose the file"), N_("What the columns mean"), N_("Look at the rows"), N_("Imported"))
        self.subtitle = words(N_("Step {number} of {count}: {step}"), number=step + 1, count=len(names),
                              step=words(names[step]))
        if self.retitled is not None:
            self.retitled(self.title, self.subtitle)
        self._show_what()

    retitled: Callable[[str, str], None] | None = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.read_file(Path(url.toLocalFile()))
                return


def build(context: Context) -> QWidget:
    """The page of the import."""
    return ImportPage(context)
