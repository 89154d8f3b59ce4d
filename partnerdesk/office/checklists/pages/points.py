"""The points of a checklist, worked by keys: the finding by a digit, done today by D, and what else is to be said."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from partnerdesk.office.checklists import acting
from partnerdesk.office.checklists.records import AREAS, GRADED, GRADES
from partnerdesk.office.checklists.standing import Settling, Standing, standing
from partnerdesk.office.wording import choice_label
from partnerdesk.page.acts import strike
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import choose_file
from partnerdesk.page.editor import read_typed
from partnerdesk.page.form import edit_in_sheet
from partnerdesk.page.jobs import slot
from partnerdesk.page.key_table import AskLine, KeyTable, legend
from partnerdesk.page.lines_card import Cell, Column, ShownLine
from partnerdesk.page.pieces import Card, OneLine, Text, button, column, emptied, row, shortcut, tag
from partnerdesk.page.work_panel import WorkPart
from partnerdesk.words import N_, Words

# The digits by which a finding is entered; what is not in order is explained before the cursor goes on.
GRADE_OF = {"1": "clear", "2": "minor", "3": "serious", "4": "veto", "0": "none"}
EXPLAINED = ("minor", "serious", "veto")
_LETTERS = (("D", N_("done today")), ("F", N_("finding")), ("R", N_("done by")), ("T", N_("due")),
            ("E", N_("evidence")), ("C", N_("clear")))


class Points(WorkPart):
    """All points of one checklist by area, what is counted, and the line that asks for the words to a finding."""

    concerned = frozenset({"checklists", "checklist_items"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self.shown: Standing | None = None
        self.counts = OneLine(role="heading", snug=True)
        self.counts.setObjectName("counts")
        self.until = Text(role="faint")
        self.tags = row(spacing=6)
        self.table = KeyTable(words, words(N_("Points of the checklist")), (
            Column(N_("Area"), 84), Column(N_("Point"), 250), Column(N_("Finding"), 140), Column(N_("Done by"), 70),
            Column(N_("Due on"), 94), Column(N_("Done on"), 94)),
            "".join(GRADE_OF) + "".join(letter for letter, _ in _LETTERS), wraps=True)
        self.table.setObjectName("points")
        self.table.pressed.connect(self._pressed)
        self.table.opened.connect(self.open_point)
        self.ask = AskLine(words)
        self.ask.left.connect(self.table.setFocus)
        self.keys = Text(role="faint", wrap=True)
        self.empty = Text(words(N_("The checklist has no points yet.")), "faint")
        self.fill = button(words(N_("Put the usual points on it")), self.put_points, icon="list", role="main",
                           name="fill")
        self.new = button(words(N_("Add a point")), self.make, icon="new", name="new point")
        self.strike = button(words(N_("Strike out")), self.strike_point, name="strike point")
        self._lay_out()
        shortcut(self.table, "N", self.make)
        shortcut(self.table, "Delete", self.strike_point)
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        head = row(self.counts, self.until, spacing=10)
        head.addLayout(self.tags)
        head.addStretch(1)
        for each in (self.strike, self.new):
            head.addWidget(each)
        card = Card()
        card.body.addLayout(head)
        card.body.addLayout(row(self.empty, self.fill, None))
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.ask)
        card.body.addWidget(self.keys)
        card.body.addStretch(0)
        outer = column(card)
        self.setLayout(outer)

    # -- what is shown

    @slot(superseding="points")
    async def read(self, id: int) -> None:
        """Read the checklist with its points."""
        context = self.context
        found = await context.jobs.done(context.desk.read(context.actor, lambda look: standing(look, id)))
        if self.id == id:
            self._show(found)

    def _show(self, now: Standing) -> None:
        words = self.words
        fresh = self.shown is None or self.shown.id != now.id
        if fresh:
            self.ask.put_away()
        self.shown = now
        there = bool(now.points)
        self.counts.setText(words(N_("{settled} of {all} settled"), settled=now.settled, all=len(now.points)))
        self.until.setText(words(N_("until {day}"), day=now.ends) if now.ends is not None else "")
        self._show_tags(now)
        self.table.show_lines([
            _line(point, before.area if before is not None else "", now, self.context)
            for before, point in zip((None, *now.points), now.points, strict=False)])
        if fresh:
            # Else the keys would go to the line at which the checklist before was left.
            self._mark_first()
        working = now.state == "open" and not self.context.desk.read_only
        for each, visible in ((self.counts, there), (self.table, there), (self.keys, there and working),
                              (self.empty, not there), (self.fill, not there and working), (self.new, working),
                              (self.strike, there and working)):
            each.setVisible(visible)
        digits = [(digit, choice_label(GRADES, key, words)) for digit, key in GRADE_OF.items()]
        letters = [(letter, words(label)) for letter, label in _LETTERS if letter != "D" or now.kind != GRADED]
        self.keys.setText(legend([*digits, *letters]))

    def _show_tags(self, now: Standing) -> None:
        emptied(self.tags)
        words, late = self.words, now.overdue(self.context.today)
        said = [(words(N_("{count} open"), count=now.open), "soon")] if now.open else []
        if late:
            said.append((words.many("{count} overdue", "{count} overdue", late), "bad"))
        for key, tone in (("serious", "bad"), ("veto", "bad"), ("minor", "soon")):
            if now.graded(key):
                label = choice_label(GRADES, key, words)
                said.append((words(N_("{label} {count}"), label=label, count=now.graded(key)), tone))
        for text, tone in said:
            self.tags.addWidget(tag(text, tone))

    def go_to_work(self) -> None:
        """Put the cursor on the first point that is open."""
        if self.shown is not None and self.shown.points:
            self._mark_first()
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _mark_first(self) -> None:
        points = self.shown.points if self.shown is not None else ()
        if points:
            self.table.mark(next((place for place, point in enumerate(points) if point.open), 0))

    def _point(self, id: int | None) -> Settling | None:
        points = self.shown.points if self.shown is not None else ()
        return next((point for point in points if point.id == id), None)

    # -- the keys

    def _pressed(self, id: int, key: str) -> None:
        point = self._point(id)
        if point is None or self.shown is None or self.shown.state != "open":
            return
        match key:
            case "F":
                self._ask_text(point, "finding")
            case "R":
                self._ask_text(point, "responsible")
            case "T":
                self._ask_due(point)
            case "D":
                if self.shown.kind != GRADED:
                    self.mark_done(id)
                    if point.done is None:
                        self.table.go_on()
            case "E":
                self.choose_evidence(id)
            case "C":
                self.grade(id, None, None)
            case _ if GRADE_OF[key] in EXPLAINED:
                self._ask_finding(point, GRADE_OF[key])
            case _:
                self.grade(id, GRADE_OF[key], None)
                self.table.go_on()

    def _ask_finding(self, point: Settling, key: str) -> None:
        words = self.words
        question = words(N_("{label}: what was found about “{point}”"), label=choice_label(GRADES, key, words),
                         point=point.item.said(words))

        def take(text: str) -> str:
            if not text:
                return words(N_("Say what was found."))
            self.grade(point.id, key, text)
            self.table.go_on()
            return ""

        self.ask.ask(question, take, point.finding)

    def _ask_text(self, point: Settling, name: str) -> None:
        words = self.words

        def take(text: str) -> str:
            self.enter(point.id, name, text or None)
            return ""

        label = words(self.context.registers["checklist_items"].fields[name].label)
        self.ask.ask(words(N_("{label} of “{point}”"), label=label, point=point.item.said(words)), take,
                     getattr(point, name))

    def _ask_due(self, point: Settling) -> None:
        words, context = self.words, self.context
        field = context.registers["checklist_items"].fields["due"]

        def take(text: str) -> str:
            read = read_typed(field, text, context)
            if read.problem is not None:
                return read.problem.said(words)
            self.enter(point.id, "due", read.value)
            return ""

        self.ask.ask(words(N_("{label} of “{point}”"), label=words(field.label), point=point.item.said(words)), take,
                     words.short_day(point.due) if point.due else "", words(N_("For example 12-05 or +14")))

    # -- acts

    @slot
    async def grade(self, id: int, key: str | None, finding: str | None) -> None:
        """Enter a finding; none takes it back."""
        context, today = self.context, self.context.today
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.grade(work, id, key, today, finding)))

    @slot
    async def mark_done(self, id: int) -> None:
        """Enter that a point was done today; a second time takes it back."""
        context, today = self.context, self.context.today
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.mark_done(work, id, today)))

    @slot
    async def enter(self, id: int, name: str, value: Any) -> None:
        """Enter one fact of a point."""
        context = self.context
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: acting.enter(work, id, **{name: value})))

    @slot(doing=N_("Encrypting the file"))
    async def choose_evidence(self, id: int) -> None:
        """Let the file be chosen that proves a point."""
        path = await choose_file(self, self.context.jobs, self.words(N_("Evidence")))
        if path is not None:
            await self.keep_evidence(id, path)

    @slot(doing=N_("Encrypting the file"))
    async def keep_evidence(self, id: int, path: Any) -> None:
        """Keep a file as the evidence of a point."""
        from partnerdesk.store import attaching

        context, files = self.context, self.context.desk.files
        sealed = await context.jobs.done(context.desk.seal(path))
        await context.jobs.finished(context.desk.write(context.actor, lambda work: acting.enter(
            work, id, evidence=attaching.enter(work, files, sealed))))

    @slot
    async def open_point(self, id: int) -> None:
        """Change a point in a sheet."""
        await edit_in_sheet(self, self.context, "checklist_items", id)

    @slot
    async def make(self) -> None:
        """Add a point in the area of the marked one."""
        if self.shown is None or self.shown.state != "open":
            return
        marked = self._point(self.table.current())
        given: dict[str, Any] = {"area": marked.area} if marked is not None else {}
        await edit_in_sheet(self, self.context, "checklist_items", checklist_id=self.shown.id,
                            position=len(self.shown.points) + 1, due=self.shown.ends, **given)

    @slot
    async def strike_point(self) -> None:
        """Strike the marked point out, after asking."""
        point = self._point(self.table.current())
        if point is not None:
            await strike(self, self.context, "checklist_items", point.id, point.item.said(self.words))

    @slot
    async def put_points(self) -> None:
        """Put the points of its template on an empty checklist."""
        context, id = self.context, self.id
        if id is not None:
            await context.jobs.finished(context.desk.write(context.actor, lambda work: acting.fill(work, id)))
            self.go_to_work()


def _line(point: Settling, area_before: str, now: Standing, context: Context) -> ShownLine:
    """A point as a line; its area is said where it begins."""
    words, today = context.words, context.today
    grade = next((choice for choice in GRADES if choice.key == point.grade), None)
    said = words(grade.label) if grade is not None else ""
    if point.finding:
        said = words.labelled(said or words(N_("Finding")), point.finding)
    item = point.item.said(words) + (" ※" if point.evidence is not None else "")
    late = "bad" if point.open and point.due is not None and point.due < today else ""
    return ShownLine("checklist_items", point.id, (
        choice_label(AREAS, point.area, words) if point.area != area_before else "", item,
        Cell(said, grade.tone if grade is not None else ""), point.responsible,
        Cell(_day(point, "due", words, context), late), _day(point, "done", words, context)))


def _day(point: Settling, name: str, words: Words, context: Context) -> str:
    day = getattr(point, name)
    return words.near_day(day, context.today) if day is not None else ""
