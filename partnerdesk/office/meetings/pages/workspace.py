"""The workspace of a meeting: attendance by digits, item by item what was said, the vote, and what follows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from partnerdesk import clock
from partnerdesk.office.meetings.holding import Held, Point, enter_vote, held, invite_body, mark, stand_in
from partnerdesk.office.meetings.pages.attendance import AttendanceCard
from partnerdesk.office.meetings.pages.strip import ItemStrip
from partnerdesk.office.meetings.pages.tasks import TaskEntry, task_shown
from partnerdesk.office.meetings.pages.vote import VoteCard
from partnerdesk.office.meetings.records import STATUSES
from partnerdesk.office.meetings.task_line import TaskLine, enter_task, understood
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.files_panel import FilesPanel
from partnerdesk.page.form import Form, edit_in_sheet, save
from partnerdesk.page.jobs import slot
from partnerdesk.page.lines_card import Column, LinesCard
from partnerdesk.page.loading import Loaded, load, names_of
from partnerdesk.page.pieces import (
    Card,
    Chip,
    OneLine,
    Text,
    button,
    column,
    row,
    shortcut,
    tool,
)
from partnerdesk.page.waiting import Rest, above
from partnerdesk.problems import Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.store import drafts
from partnerdesk.words import N_, Label, Words

KEEP_AFTER = 1_000  # milliseconds after the last key until a draft is kept
SAVE_AFTER = 60_000  # milliseconds of rest until the item is saved
_CONCERNED = frozenset({"meetings", "attendances", "agenda_items", "resolutions", "follow_ups"})


class Workspace(QWidget):
    """Holding one meeting, by the keyboard: Ctrl+Up and Ctrl+Down turn the items, Ctrl+B votes, Ctrl+D gives a task."""

    counted = Signal(str)  # what is still open, in words

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.words = context, context.words
        self.held: Held | None = None
        self.at = 0
        self._files_of: int | None = None
        self.attendance = AttendanceCard(context)
        self.strip = ItemStrip(self.words)
        self.title = OneLine(role="heading")
        self.by = Text(role="faint")
        self.form = Form(context, context.registers["agenda_items"],
                         [("draft_resolution",), ("minutes",), ("treatment", "outcome")])
        self.form.editors["draft_resolution"].input.setFixedHeight(theme.px(54))
        self.form.editors["minutes"].input.setMinimumHeight(theme.px(96))
        self.vote = VoteCard(context)
        self.files = FilesPanel(context, "agenda_items")
        self.line = TaskEntry(context)
        self.tasks = LinesCard(context, "follow_ups", (
            Column(N_("Task"), 260), Column(N_("Lead unit"), 130), Column(N_("Person responsible"), 80),
            Column(N_("Due on"), 90), Column(N_("State of the task"), 80)))
        self.empty = Text(self.words(N_("The agenda has no items yet.")), "faint")
        self.new_item = tool("new", self.words(N_("Add an item")), self.add_item, name="add item")
        self.first_item = button(self.words(N_("Add an item")), self.add_item, icon="new", name="first item")
        self.saved = Text(role="faint")
        self.saved.setObjectName("saved state")
        self._keep_rest = Rest(self, KEEP_AFTER, self._keep)
        self._save_rest = Rest(self, SAVE_AFTER, self.save_item)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        card = Card()
        card.body.setContentsMargins(14, 10, 14, 10)
        card.body.addWidget(self.form)
        self.views = QStackedWidget()
        self.chips: list[Chip] = []
        for place, (key, part) in enumerate((("record", card), ("papers", self.files), ("tasks", self.tasks))):
            self.views.addWidget(part)
            chip = Chip("", key)
            chip.setObjectName(f"show {key}")
            chip.clicked.connect(lambda _on, place=place: self.show_view(place))
            self.chips.append(chip)
        # Pages that are not shown ask for no room.
        self.views.setMinimumWidth(theme.px(420))
        self.show_view(0)
        head = row(self.title, self.saved, self.by, *self.chips, spacing=8)
        head.setStretch(0, 1)
        above_all = row(self.strip, self.empty, self.first_item, self.new_item)
        above_all.setStretch(0, 1)
        self.part = QWidget()
        self.part.setLayout(column(self.views, self.vote, self.line, spacing=8))
        right = column(above_all, head, self.part, spacing=6)
        right.setStretch(2, 1)
        right.addStretch(0)  # what there is stays at the top while there is no item
        self.give_room(False)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(14)
        outer.addWidget(self.attendance)
        outer.addLayout(right, 1)

    def _connect(self) -> None:
        table = self.attendance.table
        table.marked.connect(self._marked)
        table.opened.connect(self.open_attendance)
        self.attendance.invite.clicked.connect(self.invite)
        self.attendance.add.clicked.connect(self.add_person)
        self.strip.chosen.connect(self.turn_to)
        self.form.changed.connect(self._typed)
        self.form.save_wanted.connect(self.save_item)
        self.vote.entered.connect(self.enter_votes)
        self.vote.more.clicked.connect(self.open_resolution)
        shortcut(self, "Ctrl+Up", lambda: self.turn_to(self.at - 1))
        shortcut(self, "Ctrl+Down", lambda: self.turn_to(self.at + 1))
        shortcut(self, "Ctrl+B", lambda: self.vote.editors["votes_for"].setFocus(Qt.FocusReason.ShortcutFocusReason))
        shortcut(self, "Ctrl+D", self.line.line.setFocus)
        self.line.entered.connect(self.enter_task)
        self.line.typed.connect(self.understand)
        self.attendance.holder.given.connect(self.enter_stand_in)
        self.context.listen(self, self._told)

    # -- what is shown

    @slot(superseding="held")
    async def show_meeting(self, id: int) -> None:
        """Show a meeting, at the item that was on."""
        context = self.context
        if self.held is not None and self.held.id != id:
            self.flush()
            self.at = 0
        self._show(await context.jobs.done(context.desk.read(context.actor, lambda look: held(look, id))))
        if self.held is not None and self.held.points and self.form.draft.id != self.held.points[self.at].id:
            await self._load_item()

    def _show(self, now: Held) -> None:
        self.held = now
        self.at = min(self.at, max(len(now.points) - 1, 0))
        self.attendance.show_held(now)
        self.strip.show_points(now.points, self.at)
        self.empty.setVisible(not now.points)
        self.first_item.setVisible(not now.points)
        for each in (self.strip, self.new_item, self.part, self.title, self.saved, self.by, *self.chips):
            each.setVisible(bool(now.points))
        if now.points:
            self._show_point(now.points[self.at], now)
        resolution = now.points[self.at].resolution if now.points else None
        self.tasks.show_lines(
            [task_shown(task, self.context, self.words) for task in now.tasks],
            {"meeting_id": now.id, "resolution_id": resolution} if resolution else {"meeting_id": now.id})
        self.counted.emit(self.still_open())

    def _show_point(self, point: Point, now: Held) -> None:
        words = self.words
        self.title.setText(words(N_("Item {number}: {title}"), number=point.position, title=point.title.said(words)))
        parts = [point.presenter.said(words)]
        if point.allotted is not None:
            parts.append(words(N_("{count} min"), count=point.allotted))
        self.by.setText(" · ".join(part for part in parts if part))
        for chip, label, count in zip(self.chips, (N_("Discussion"), N_("Meeting papers"), N_("Follow-up items")),
                                      (0, point.papers, len(now.tasks)), strict=True):
            chip.setText(f"{words(label)} {count or ''}".strip())
            chip.setAccessibleName(chip.text())
        if self._files_of != point.id:
            self._files_of = point.id
            self.files.show_files(point.id)
        self.vote.show_vote(point, now.votes_here)
        self.vote.setVisible(point.treatment != "note" or point.resolution is not None)

    def give_room(self, working: bool) -> None:
        """Beside the list of meetings the attendance is narrow; while a meeting is held it has its whole width."""
        self.attendance.setFixedWidth(theme.px(330 if working else 240))
        table = self.attendance.table
        table.setColumnHidden(1, not working)  # the unit; name and attendance are what is worked on
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_view(self, place: int) -> None:
        """Show the record of the item, its papers or the follow-up items of the meeting."""
        self.views.setCurrentIndex(place)
        for at, chip in enumerate(self.chips):
            chip.setChecked(at == place)

    def still_open(self) -> str:
        """What is not yet entered, in one line."""
        words, now = self.words, self.held
        if now is None:
            return ""
        said = []
        if now.unregistered:
            said.append(words.many("{count} person not yet entered", "{count} people not yet entered",
                                   now.unregistered))
        if now.unrecorded:
            said.append(words.many("{count} item without a record", "{count} items without a record", now.unrecorded))
        if now.undecided:
            said.append(words.many("{count} item without a decision", "{count} items without a decision",
                                   now.undecided))
        return " · ".join(said)

    def turn_to(self, place: int) -> None:
        """Turn to another item; what was typed on this one is saved."""
        if self.held is None or not 0 <= place < len(self.held.points):
            return
        self._turn(place)

    @slot(superseding="turn")
    async def _turn(self, place: int) -> None:
        if self._dirty and not await self._saved():
            if self.held is not None:
                self.strip.show_points(self.held.points, self.at)
            return
        self.at = place
        if self.held is not None:
            self.strip.show_points(self.held.points, place)
            self._show_point(self.held.points[place], self.held)
        await self._load_item()

    async def _load_item(self) -> None:
        if self.held is None or not self.held.points:
            return
        context, id = self.context, self.held.points[self.at].id

        def read(look: Any) -> tuple[Loaded, Draft | None, dict[str, Any]]:
            kept = drafts.kept(look.session, context.actor, _place(id))
            loaded = load(look, "agenda_items", id)
            return loaded, kept, names_of(look, context.registers["agenda_items"], kept) if kept is not None else {}

        loaded, kept, names = await context.jobs.done(context.desk.read(context.actor, read))
        if kept is not None and kept.values and not loaded.struck:
            if kept.version == loaded.draft.version:
                kept.loaded = loaded.draft.loaded
            loaded = Loaded(**{**vars(loaded), "draft": kept, "names": names})
        self.form.show_loaded(loaded)
        self.form.set_read_only(context.desk.read_only or loaded.struck)
        self.saved.setText("")

    # -- the item that is on

    @property
    def _dirty(self) -> bool:
        return self.form.draft.id is not None and (bool(self.form.draft.values) or self._keep_rest.isActive())

    def _typed(self) -> None:
        self._keep_rest.start()
        self._save_rest.start()
        self.saved.setText(self.words(N_("Not saved yet")))

    def _keep(self) -> None:
        if self.form.composing:
            self._keep_rest.start()
            return
        self.form.collect()
        self._keep_draft(self.form.draft)

    @slot(superseding="keep", quiet=True)
    async def _keep_draft(self, draft: Draft) -> None:
        if draft.id is None or not draft.values:
            return
        context, place = self.context, _place(draft.id)
        copy = Draft(draft.register, draft.id, draft.version, dict(draft.loaded), dict(draft.values))
        await context.jobs.done(context.desk.write(
            context.actor, lambda work: drafts.keep(work.session, context.actor, place, copy)))

    @slot(superseding="save item", doing=N_("Saving"))
    async def save_item(self) -> None:
        """Save what was typed on the item."""
        await self._saved()

    async def _saved(self) -> bool:
        """Save the item; tells whether it is kept. Problems are shown at their fields."""
        self._keep_rest.stop()
        self._save_rest.stop()
        if self.form.draft.id is None or self.form.composing:
            return True
        context, place = self.context, _place(self.form.draft.id)
        try:
            id = await save(self.form)
        except Unsaved as unsaved:
            page = above(self, "tell")
            others = self.form.show_problems(unsaved.problems)
            if others and page is not None:
                page.tell("\n".join(others), "bad")
            return False
        await context.jobs.done(context.desk.write(
            context.actor, lambda work: drafts.forget(work.session, context.actor, place)))
        fresh = await context.jobs.done(context.desk.read(
            context.actor, lambda look: load(look, "agenda_items", id)))
        # The texts stay as they stand, with the cursor in them; only what they are compared with is new.
        self.form.draft = fresh.draft
        at = words_clock(self.words, context.zone)
        self.saved.setText(self.words(N_("Saved {at}"), at=at))
        return True

    def flush(self) -> None:
        """Keep at once what waits to be kept."""
        self._keep_rest.flush()
        if self._save_rest.isActive():
            self.save_item()

    # -- acts

    def _marked(self, id: int, digit: int) -> None:
        """Enter a digit; of a proxy and of a deputy it is asked at once, before the next key, who that is."""
        if digit and STATUSES[digit - 1].key in ("by-proxy", "deputy") and self.held is not None:
            one = next((each for each in self.held.seated if each.id == id), None)
            if one is not None:
                self.attendance.holder.ask(one, digit)
        self.enter_attendance(id, digit)

    @slot
    async def enter_attendance(self, id: int, digit: int) -> None:
        """Enter one person's attendance."""
        context = self.context
        now = clock.wall(clock.now(), context.zone)
        await context.jobs.done(context.desk.write(context.actor, lambda work: mark(work, id, digit, now)))

    @slot
    async def enter_stand_in(self, id: int, person: int) -> None:
        """Enter who holds a proxy or came as deputy."""
        context = self.context
        await context.jobs.done(context.desk.write(context.actor, lambda work: stand_in(work, id, person)))

    @slot(superseding="understand", quiet=True)
    async def understand(self, typed: str) -> None:
        """Show under the line how it is understood."""
        if self.held is not None:
            self.line.show_read(await self._read_line(typed))

    @slot(superseding="task")
    async def enter_task(self, typed: str) -> None:
        """Make a follow-up item of the line; what is missing is said under it."""
        if self.held is None:
            return
        read = await self._read_line(typed)
        self.line.show_read(read, entering=True)
        if read.problem is not None:
            return
        context, id, resolution = self.context, self.held.id, self._resolution
        await context.jobs.done(context.desk.write(
            context.actor, lambda work: enter_task(work, id, read, resolution)))
        self.line.clear()

    async def _read_line(self, typed: str) -> TaskLine:
        assert self.held is not None
        context, id, today = self.context, self.held.id, self.context.today
        read: TaskLine = await context.jobs.done(context.desk.read(
            context.actor, lambda look: understood(look, id, typed, today)))
        return read

    @property
    def _resolution(self) -> int | None:
        return self.held.points[self.at].resolution if self.held is not None and self.held.points else None

    @slot
    async def open_attendance(self, id: int) -> None:
        """Change a line of the list in a sheet: who holds the proxy, when somebody came."""
        await edit_in_sheet(self, self.context, "attendances", id)

    @slot
    async def add_person(self) -> None:
        """Put another person on the list."""
        if self.held is not None:
            await edit_in_sheet(self, self.context, "attendances", meeting_id=self.held.id,
                                position=len(self.held.seated) + 1)

    @slot
    async def invite(self) -> None:
        """Put everybody on the list who sits on the body."""
        if self.held is None:
            return
        context, id, today = self.context, self.held.id, self.context.today
        await context.jobs.done(context.desk.write(context.actor, lambda work: invite_body(work, id, today)))

    @slot
    async def add_item(self) -> None:
        """Put another item on the agenda."""
        if self.held is not None:
            await edit_in_sheet(self, self.context, "agenda_items", meeting_id=self.held.id,
                                position=len(self.held.points) + 1)

    @slot(superseding="vote")
    async def enter_votes(self) -> None:
        """Enter the votes; the resolution is made from the draft where there is none yet."""
        if self.held is None or not self.held.points:
            return
        wrong = [editor for editor in self.vote.editors.values() if not editor.check()]
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        context, id, votes, today = self.context, self.held.points[self.at].id, self.vote.votes, self.context.today
        if votes[0] is None:
            first = self.vote.editors["votes_for"]
            first.show_problem(self.words(N_("{label} is missing."), label=Label(first.field.label)))
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._dirty and not await self._saved():
            return
        await context.jobs.done(context.desk.write(context.actor, lambda work: enter_vote(work, id, votes, today)))
        await self._load_item()

    @slot
    async def open_resolution(self) -> None:
        """Change the resolution in a sheet: number, wording, who recused themselves."""
        resolution = self.held.points[self.at].resolution if self.held is not None and self.held.points else None
        if resolution is not None:
            await edit_in_sheet(self, self.context, "resolutions", resolution)

    def _told(self, changed: Any) -> None:
        if self.held is not None and _CONCERNED & set(changed.ids):
            self.show_meeting(self.held.id)


def words_clock(words: Words, zone: str) -> str:
    """The present time on the office's wall."""
    return words.clock(clock.wall(clock.now(), zone))


def _place(id: int) -> str:
    return f"agenda_items:{id}"
