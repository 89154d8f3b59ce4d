"""Rating by keys: a digit gives the points of one criterion and goes on to the next; what is still open is counted."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from partnerdesk.office.comparison import CriterionFacts, Sheet
from partnerdesk.office.letterhead import Named
from partnerdesk.office.scorecards import acting, figures
from partnerdesk.office.scorecards.occasion import Occasion, occasion
from partnerdesk.page.context import Context
from partnerdesk.page.jobs import slot
from partnerdesk.page.key_table import AskLine, KeyTable, legend
from partnerdesk.page.lines_card import Cell, Column, ShownLine
from partnerdesk.page.pieces import Card, Flow, OneLine, Text, button, column, row, tag
from partnerdesk.page.work_panel import WorkPart
from partnerdesk.record.scorecard import LEAST, MOST, NOT_APPLICABLE
from partnerdesk.words import N_, Words

_DIGITS = {str(points): points for points in range(LEAST, MOST + 1)}
_NOT = ("0", "N")
_CLEAR = "\b"
_LETTERS = (("R", N_("remark")), ("S", N_("next rater's sheet")), ("P", N_("same rater, next candidate")),
            ("V", N_("comparison")))


class RatingTable(KeyTable):
    """The criteria of a sheet; Backspace takes a mark away."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        id = self.current()
        if event.key() == Qt.Key.Key_Backspace and event.modifiers() == Qt.KeyboardModifier.NoModifier and (
                id is not None):
            self.pressed.emit(id, _CLEAR)
            event.accept()
            return
        super().keyPressEvent(event)


class Rating(WorkPart):
    """One sheet: its criteria with weight and guidance, the running result, and what is still to be scored."""

    concerned = frozenset({"score_sheets", "scores", "scorecards", "criteria"})
    compared = Signal()  # the comparison is asked for

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self.shown: Occasion | None = None
        self.sheet: Sheet | None = None  # as it is marked, saved or about to be
        self._writing = 0
        self.about = OneLine(role="heading")
        self.about.setObjectName("about")
        self.open = Text()
        self.open.setObjectName("still open")
        self.result = tag("", "main")
        self.result.setObjectName("result")
        self.vetoes = Flow()
        self.table = RatingTable(words, words(N_("Criteria")), (
            Column(N_("Group"), 104), Column(N_("Criterion"), 164), Column(N_("Weight"), 60),
            Column(N_("How to score"), 280), Column(N_("Points"), 62), Column(N_("Remark"), 100)),
            "".join(_DIGITS) + "".join(_NOT) + "".join(letter for letter, _ in _LETTERS), wraps=True)
        self.table.setObjectName("criteria")
        self.table.pressed.connect(self._pressed)
        self.table.opened.connect(self.ask_remark)
        self.ask = AskLine(words)
        self.ask.left.connect(self.table.setFocus)
        self.meanings = Text(role="faint", wrap=True)
        self.meanings.setObjectName("what points mean")
        self.keys = Text(self._keys(words), "faint", wrap=True)
        self.next = button(words(N_("Next rater's sheet")), self.ask_rater, icon="new", name="next rater")
        head = row(self.about, self.open, self.result, self.next, spacing=10)
        head.setStretch(0, 1)
        card = Card()
        card.body.addLayout(head)
        card.body.addLayout(self.vetoes)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.ask)
        card.body.addWidget(self.meanings)
        card.body.addWidget(self.keys)
        self.setLayout(column(card))
        self.setFocusProxy(self.table)

    @staticmethod
    def _keys(words: Words) -> str:
        return legend([
            (f"{LEAST}–{MOST}", words(N_("points"))), ("0", words(N_("n/a"))), ("⌫", words(N_("take away"))),
            *((letter, words(label)) for letter, label in _LETTERS)])

    # -- what is shown

    @slot(superseding="rating")
    async def read(self, id: int) -> None:
        """Read the sheet, unless marks of it are on their way: then it is read when they are kept."""
        context = self.context
        if self._writing and self.sheet is not None and self.sheet.id == id:
            return
        found = await context.jobs.done(context.desk.read(context.actor, lambda look: occasion(look, id)))
        if self.id == id and not self._writing:
            self._show(found)

    def _show(self, now: Occasion) -> None:
        words = self.words
        fresh = self.shown is None or self.shown.sheet.id != now.sheet.id
        if fresh:
            self.ask.put_away()
        self.shown, self.sheet = now, now.sheet
        said = [now.partner.said(words), now.sheet.rater, now.need.said(words)]
        self.about.setText(" · ".join(part for part in said if part))
        self.meanings.setText("  ".join(
            f"{points}\u00a0{meaning}" for points, meaning in figures.meanings(now.sheet.card, words)))
        self.next.setVisible(not self.context.desk.read_only)
        self._show_sheet(now.sheet)
        if fresh and now.sheet.open:
            self._go_to(now.sheet.open[0])

    def _show_sheet(self, sheet: Sheet) -> None:
        words = self.words
        self.sheet = sheet
        left = len(sheet.open)
        self.open.setText(words.many("{count} criterion still open", "{count} criteria still open", left) if left
                          else words(N_("Complete")))
        self.open.set_tone("soon" if left else "good")
        self.result.setText(words(N_("{points} of 5"), points=figures.points(sheet.result)))
        self.vetoes.clear()
        for each in sheet.card.criteria:
            if each.id in sheet.vetoes:
                self.vetoes.addWidget(tag(words(N_("Veto: {criterion}"), criterion=each.title.said(words)), "bad"))
        self.table.show_lines(self._lines(sheet))

    def _lines(self, sheet: Sheet) -> list[ShownLine]:
        words, lines = self.words, []
        group: Named | None = None
        for each in sheet.card.criteria:
            title = "" if each.group == group else each.group.said(words)
            group = each.group
            lines.append(ShownLine("scores", each.id, (
                title, self._title(each), figures.weight(each.weight), Cell(each.guidance.said(words), "faint"),
                self._mark(sheet, each), sheet.remarks.get(each.id, ""))))
        return lines

    def _title(self, criterion: CriterionFacts) -> str:
        if criterion.veto is None:
            return criterion.title.said(self.words)
        veto = self.words(N_("(veto at {points})") if criterion.veto == LEAST else N_("(veto at {points} or below)"),
                          points=criterion.veto)
        return self.words.joined(criterion.title.said(self.words), veto)

    def _mark(self, sheet: Sheet, criterion: CriterionFacts) -> Cell:
        given = sheet.marks.get(criterion.id)
        if given is None:
            return Cell("·", "soon")
        tone = "bad" if criterion.id in sheet.vetoes else "faint" if given == NOT_APPLICABLE else "good"
        return Cell(figures.mark(given, self.words), tone)

    def go_to_work(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    # -- the keys

    def _pressed(self, id: int, key: str) -> None:
        if self.sheet is None or self.id is None:
            return
        match key:
            case "R":
                self.ask_remark(id)
            case "S":
                self.ask_rater()
            case "P":
                self.next_candidate()
            case "V":
                self.compared.emit()
            case _ if not self.context.desk.read_only:
                points = None if key == _CLEAR else NOT_APPLICABLE if key in _NOT else _DIGITS[key]
                self._marked(self.sheet, id, points)

    def _marked(self, sheet: Sheet, id: int, points: int | None) -> None:
        """Show a mark at once, go on to the next criterion, and keep it behind that."""
        marks = {key: given for key, given in sheet.marks.items() if key != id}
        if points is not None:
            marks[id] = points
        now = replace(sheet, marks=marks)
        self._show_sheet(now)
        if points is not None:
            self._go_on(now, id)
        # Handed to the desk at once: a window that is being closed waits for its writes, not for its pages.
        self._writing += 1
        context, of = self.context, sheet.id
        self.keep(of, context.desk.write(context.actor, lambda work: acting.mark(work, of, id, points)))

    def _go_on(self, sheet: Sheet, id: int) -> None:
        """Go on to the next criterion; from the last one to the first that is still open."""
        keys = [each.id for each in sheet.card.criteria]
        at = keys.index(id) + 1
        if at < len(keys):
            self._go_to(keys[at])
        elif sheet.open:
            self._go_to(sheet.open[0])

    def _go_to(self, id: int) -> None:
        if self.sheet is not None:
            self.table.mark([each.id for each in self.sheet.card.criteria].index(id))

    @slot(quiet=True)
    async def keep(self, sheet: int, kept: Future[Sheet]) -> None:
        """Wait until a mark is kept, and read the sheet when no other is on its way."""
        try:
            await self.context.jobs.finished(kept)
        finally:
            self._writing -= 1
            if not self._writing and self.id == sheet:
                self.read(sheet)

    # -- remarks, and the next sheet

    def ask_remark(self, id: int) -> None:
        """Ask for a remark beside the marked criterion."""
        if self.sheet is None or self.context.desk.read_only:
            return
        criterion = next(each for each in self.sheet.card.criteria if each.id == id)
        sheet = self.sheet.id

        def take(text: str) -> str:
            self.keep_remark(sheet, id, text)
            return ""

        question = self.words.labelled(self.words(N_("Remark")), criterion.title.said(self.words))
        self.ask.ask(question, take, self.sheet.remarks.get(id, ""))

    @slot
    async def keep_remark(self, sheet: int, criterion: int, text: str) -> None:
        """Keep a remark."""
        context = self.context
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.remark_on(work, sheet, criterion, text)))

    def ask_rater(self) -> None:
        """Ask who the next rater is; who has scored others and not yet this partner is proposed."""
        if self.shown is None or self.context.desk.read_only:
            return
        words, sheet = self.words, self.shown.sheet.id

        def take(rater: str) -> str:
            if not rater:
                return words(N_("Say who has filled in the next sheet."))
            self.begin_next(sheet, rater, None)
            return ""

        waiting = self.shown.raters
        self.ask.ask(words(N_("Next rater about {partner}"), partner=self.shown.partner.said(words)), take,
                     waiting[0] if waiting else "")

    def next_candidate(self) -> None:
        """Go on with the same rater to the need's next candidate."""
        if self.shown is None or self.context.desk.read_only:
            return
        if not self.shown.candidates:
            self.context.show(self.words(N_("{rater} has a sheet about every candidate of the need."),
                                         rater=self.shown.sheet.rater) if self.shown.sheet.need is not None else
                              self.words(N_("The sheet is not about a candidate of a need.")), "soon")
            return
        self.begin_next(self.shown.sheet.id, self.shown.sheet.rater, self.shown.candidates[0][0])

    @slot(superseding="next sheet")
    async def begin_next(self, sheet: int, rater: str, partner: int | None) -> None:
        """Begin the next sheet and go to it."""
        context = self.context
        made = await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.next_sheet(work, sheet, rater, partner)))
        context.open("score_sheets", made)
        self.go_to_work()
