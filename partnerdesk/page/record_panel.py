"""One record of a register: what it is called, its form, its lines, its files and its history, and how it is saved."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from partnerdesk import clock
from partnerdesk.office import contents
from partnerdesk.page.acts import strike, take_back
from partnerdesk.page.conflict import ConflictCard
from partnerdesk.page.context import Context
from partnerdesk.page.files_panel import FilesPanel
from partnerdesk.page.form import Form, save
from partnerdesk.page.history_panel import HistoryPanel
from partnerdesk.page.jobs import slot
from partnerdesk.page.lines_panel import LinesPanel
from partnerdesk.page.loading import Loaded, load, names_of, parent_of
from partnerdesk.page.pieces import Card, MenuRow, OneLine, Scroll, beside, button, emptied, menu_button, row, tag
from partnerdesk.page.waiting import Rest, above
from partnerdesk.problems import Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.store import drafts
from partnerdesk.store.work import Stale
from partnerdesk.words import N_

KEEP_AFTER = 1000  # milliseconds after the last key until a draft is kept


class RecordPanel(QWidget):
    """Shows and changes one record; `show_record(id)` or `show_new()` fill it.

    What is typed is kept as a draft a second after the last key, so that neither a crash nor a look at another record
    loses it. A page that wants more than a form puts its own parts into `aside` or adds tabs with `add_tab`.
    """

    saved = Signal(int)
    abandoned = Signal()

    def __init__(self, context: Context, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.words, self.key = context, context.words, key
        self.register = context.registers[key]
        self.loaded: Loaded | None = None
        self._keep_rest = Rest(self, KEEP_AFTER, self._keep)
        self._conflict: ConflictCard | None = None
        self._make_parts()
        self._lay_out()
        context.listen(self, self._changed)

    def _make_parts(self) -> None:
        words, context = self.words, self.context
        self.subject = OneLine(role="subject", snug=True)
        self.subject.setObjectName("subject")
        self.tags = row(spacing=6)
        self.below = OneLine(role="faint")
        self.print = self._print_button()
        self.more = menu_button(words(N_("More")), [
            ("strike", words(N_("Strike out")), self.strike),
            ("undo", words(N_("Take striking back")), self.take_back),
            ("lock", words(N_("Restrict to cleared clerks")), self.restrict),
            ("history", words(N_("History")), self.show_history),
            *([("copies", words(N_("Merge with another")), self.merge)] if contents.may_be_alike(self.key) else ()),
        ], icon="more", name="more")
        self.form = Form(context, self.register)
        self.form.changed.connect(self._typed)
        self.form.save_wanted.connect(self.save)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(words(N_("Parts of the entry")))
        self.stack = QStackedWidget()
        self.tabs.currentChanged.connect(self._turn)
        self.state = OneLine(role="faint")
        self.state.setObjectName("draft state")
        self.discard = button(words(N_("Discard changes")), self.discard_changes, name="discard")
        self.keep = button(words(N_("Save")), self.save, icon="save", role="main", key="Ctrl+S", name="save")
        self.keep.setText(f"{words(N_('Save'))}  Ctrl+S")
        self.form.at_end.connect(self.keep.setFocus)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addLayout(row(self.subject, self.tags, None, spacing=8))
        head.addWidget(self.below)
        across = row(spacing=8)
        across.addLayout(head, 1)
        across.addWidget(self.print)
        across.addWidget(self.more)
        outer.addLayout(across)
        outer.addWidget(self.tabs)
        outer.addWidget(self.stack, 1)
        card = Card()
        card.body.addWidget(self.form)
        inner = QWidget()
        self.above = QVBoxLayout(inner)
        self.above.setContentsMargins(0, 0, 4, 0)
        self.above.setSpacing(8)
        self.above.addWidget(card)
        self.above.addStretch(1)
        self.aside = QVBoxLayout()
        self.aside.setSpacing(10)
        entry = QWidget()
        both = row(Scroll(inner), spacing=12)
        both.addLayout(self.aside)
        both.setStretch(0, 1)
        entry.setLayout(both)
        self.history = HistoryPanel(self.context, self.key)
        self.add_tab(self.words(N_("Entry")), entry)
        self.lines: dict[str, LinesPanel] = {}
        for register in self.context.registers.values():
            if parent_of(register) == self.key:
                panel = LinesPanel(self.context, register.key)
                self.lines[register.key] = panel
                at = self.add_tab(self.context.title(register.key), panel)
                panel.counted.connect(lambda count, at=at, key=register.key: self._count_tab(at, key, count))
        self.files = FilesPanel(self.context, self.key)
        at = self.add_tab(self.words(N_("Files")), self.files)
        self.files.counted.connect(
            lambda count, at=at: self.tabs.setTabText(at, f"{self.words(N_('Files'))} {count or ''}".strip()))
        self.add_tab(self.words(N_("History")), self.history)
        foot = row(self.state, self.discard, self.keep)
        foot.setStretch(0, 1)
        outer.addLayout(foot)
        self._show_state()

    def add_tab(self, title: str, part: QWidget) -> int:
        """Add a part of the record's page; gives its place."""
        self.stack.addWidget(part)
        return self.tabs.addTab(title)

    # -- what is shown

    @property
    def dirty(self) -> bool:
        """Whether something typed has not been saved."""
        if self.loaded is None:
            return False
        self._take_typed()
        draft = self.form.draft
        if self._unread or self.form.composing:
            return True
        return bool(draft.values) and not (draft.new and draft.values == self._given)

    def _take_typed(self) -> None:
        if self._touched and not self.form.composing:
            self._touched = False
            # What cannot be read as a value yet stands in its editor only, and is as little to be lost.
            self._unread = bool(self.form.collect())

    _touched = _unread = False

    @slot(superseding="record", doing=N_("Reading the entry"))
    async def show_record(self, id: int) -> None:
        """Show a record, with what was typed and not saved the last time."""
        self.flush()
        await self._load(id, {})

    @slot(superseding="record", doing=N_("Reading the entry"))
    async def show_new(self, given: dict[str, Any] | None = None) -> None:
        """Begin a new record, or go on with the one that was begun."""
        self.flush()
        await self._load(None, given or {})
        self.form.focus_first()

    async def _load(self, id: int | None, given: dict[str, Any]) -> None:
        context, place = self.context, self._place(id)

        def read(look: Any) -> tuple[Loaded, Draft | None, dict[str, Any]]:
            loaded = load(look, self.key, id, given)
            kept = drafts.kept(look.session, context.actor, place)
            return loaded, kept, names_of(look, self.register, kept) if kept is not None else {}

        loaded, kept, names = await context.jobs.done(context.desk.read(context.actor, read))
        self._given = dict(loaded.draft.values)
        if kept is not None and kept.values and not loaded.struck and not given:
            if kept.version == loaded.draft.version:
                kept.loaded = loaded.draft.loaded
            loaded = Loaded(**{**vars(loaded), "draft": kept, "names": names})
        self._show(loaded)

    def _show(self, loaded: Loaded) -> None:
        words = self.words
        self._drop_conflict()
        self.loaded = loaded
        self.form.show_loaded(loaded)
        self._touched = self._unread = False
        new = loaded.draft.new
        one = self.context.one(self.key)
        self.subject.setText(words(N_("New {one}"), one=words.within(one)) if new else loaded.title or one)
        emptied(self.tags)
        if loaded.number:
            self.tags.addWidget(tag(loaded.number, "main"))
        if loaded.struck:
            self.tags.addWidget(tag(words(N_("struck out")), "bad"))
        if loaded.restricted:
            self.tags.addWidget(tag(words(N_("restricted")), "soon"))
        for text, tone in self._state_tags(loaded):
            self.tags.addWidget(tag(text, tone))
        self.below.setText(self._below(loaded))
        self.form.set_read_only(loaded.struck or self.context.desk.read_only)
        for at in range(1, self.tabs.count()):
            self.tabs.setTabVisible(at, not new)
        if new:
            self.tabs.setCurrentIndex(0)
        else:
            assert loaded.draft.id is not None
            for panel in self.lines.values():
                panel.show_lines(loaded.draft.id)
            self.files.show_files(loaded.draft.id)
            self._turn(self.tabs.currentIndex())
        self.print.setVisible(not new and bool(self._papers))
        self.more.setVisible(not new)
        self._offer_more(loaded)
        self._show_state()

    def _state_tags(self, loaded: Loaded) -> list[tuple[str, str]]:
        """The choices that say how the record stands, as tags beside its name."""
        found = []
        for name, field in self.register.fields.items():
            choice = field.choice(loaded.draft.loaded.get(name)) if field.choices else None
            if choice is not None and choice.tone:
                found.append((self.words(choice.label), choice.tone))
        return found

    def _below(self, loaded: Loaded) -> str:
        words = self.words
        if loaded.draft.new:
            return words(contents.entry(self.key).intro)
        parts = []
        if loaded.struck and loaded.struck_reason:
            parts.append(words.labelled(words(N_("Struck out")), loaded.struck_reason))
        if loaded.changed_at is not None:
            at = words.appointment(clock.wall(loaded.changed_at, self.context.zone))
            parts.append(words(N_("last changed {at} by {clerk}"), at=at, clerk=loaded.changed_by))
        return beside(*parts)

    def _offer_more(self, loaded: Loaded) -> None:
        menu = self.more.menu()
        assert isinstance(menu, QMenu)
        strike, back, restrict, _history, *merge = menu.actions()
        for each in merge:
            each.setVisible(not loaded.struck)
        strike.setVisible(not loaded.struck)
        back.setVisible(loaded.struck)
        restrict.setVisible(self.context.actor.cleared and not loaded.struck)
        restrict.setText(self.words(N_("Open to all clerks")) if loaded.restricted else
                         self.words(N_("Restrict to cleared clerks")))

    def _count_tab(self, at: int, key: str, count: int) -> None:
        self.tabs.setTabText(at, f"{self.context.title(key)} {count or ''}".strip())

    def _turn(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        if self.stack.currentWidget() is self.history and self.loaded is not None and self.loaded.draft.id:
            self.history.show_history(self.loaded.draft.id, self.loaded.changed_at)

    def show_history(self) -> None:
        """Turn to the history."""
        self.tabs.setCurrentIndex(self.stack.indexOf(self.history))

    # -- printing

    def _print_button(self) -> Any:
        papers = [paper for paper in contents.PAPERS if paper.of == self.key]
        acts: list[MenuRow] = [
            ("", self.words(paper.title), lambda _on=False, key=paper.key: self._print(key)) for paper in papers]
        made = menu_button(self.words(N_("Print")), acts, icon="printer", name="print") if len(acts) > 1 else (
            button(self.words(N_("Print")), self.print_first, icon="printer", name="print"))
        made.setEnabled(bool(papers))
        self._papers = papers
        return made

    def print_first(self) -> None:
        """Print the one paper of this register, or offer them where there are several; else its ledger."""
        if len(self._papers) > 1:
            self.print.showMenu()
        else:
            self._print(self._papers[0].key if self._papers else f"{self.key.replace('_', '-')}-ledger")

    def _print(self, key: str) -> None:
        paper = contents.paper(key)
        if paper.of and (self.loaded is None or self.loaded.draft.id is None):
            return
        self.context.print_paper(key, self.loaded.draft.id or 0 if paper.of and self.loaded is not None else 0)

    # -- saving, and what is typed meanwhile

    def _typed(self) -> None:
        self._touched = True
        self._keep_rest.start()
        self._show_state(typing=True)

    def _place(self, id: int | None) -> str:
        return f"{self.key}:{id or 'new'}"

    def flush(self) -> None:
        """Keep at once what waits to be kept as a draft."""
        self._keep_rest.flush()

    def _keep(self) -> None:
        if self.form.composing:
            # Half a syllable is nobody's text; it is kept when the input method is done.
            self._keep_rest.start()
            return
        self._take_typed()
        if self.context.desk.read_only:
            return
        # Handed to the desk at once: a window that is being closed waits for its writes, not for its pages.
        context, draft = self.context, self.form.draft
        place, dirty = self._place(draft.id), self.dirty
        copy = Draft(draft.register, draft.id, draft.version, dict(draft.loaded), dict(draft.values))
        self._say_kept(context.desk.write(context.actor, lambda work: (
            drafts.keep(work.session, context.actor, place, copy) if dirty else
            drafts.forget(work.session, context.actor, place))))

    @slot(superseding="keep", quiet=True)
    async def _say_kept(self, kept: Future[None]) -> None:
        await self.context.jobs.finished(kept)
        self._kept_at = clock.wall(clock.now(), self.context.zone) if self.dirty else None
        self._show_state()

    _kept_at: Any = None
    _given: dict[str, Any] = {}  # noqa: RUF012 - replaced, never changed

    def _show_state(self, typing: bool = False) -> None:
        words = self.words
        changed = self.dirty or typing
        frozen = self.loaded is not None and self.loaded.struck
        self.keep.setEnabled((changed or (self.loaded is not None and self.loaded.draft.new)) and not frozen)
        self.discard.setEnabled(changed)
        self.discard.setVisible(changed)
        if typing or not changed:
            text = ""
        else:
            text = words.many("{count} change not saved", "{count} changes not saved", len(self.form.draft.values))
            if self._kept_at is not None:
                text = words(N_("draft kept at {at}"), at=words.clock(self._kept_at)) + " · " + text
        self.state.setText(text)

    @slot(superseding="save", doing=N_("Saving"))
    async def save(self) -> None:
        """Save the record; problems are shown at their fields, a conflict with both values."""
        if self.form.composing or self.loaded is None or not self.keep.isEnabled():
            return
        context = self.context
        place = self._place(self.form.draft.id)
        try:
            id = await save(self.form)
        except Stale as stale:
            self._show_conflict(stale)
            return
        except Unsaved as unsaved:
            self.tabs.setCurrentIndex(0)
            others = self.form.show_problems(unsaved.problems)
            if others:
                self._tell("\n".join(others), "bad")
            return
        # Only now: until it is saved, and whatever stops that, what was typed has its draft.
        self._keep_rest.stop()
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: drafts.forget(work.session, context.actor, place)))
        self._kept_at = None
        self._tell("\n".join(notice.said(self.words) for notice in self.form.notices), "soon")
        await self._load(id, {})
        self.saved.emit(id)

    def _tell(self, text: str, tone: str) -> None:
        page = above(self, "messages")
        if page is None:
            return
        if text:
            page.tell(text, tone)
        else:
            page.messages.hide()

    def _show_conflict(self, stale: Stale) -> None:
        self._drop_conflict()
        names: dict[tuple[str, Any], str] = {}
        self._conflict = ConflictCard(self.form, stale, names)
        self._conflict.settled.connect(self._settled)
        self.above.insertWidget(0, self._conflict)
        self.tabs.setCurrentIndex(0)

    def _settled(self) -> None:
        self._drop_conflict()
        self.save()

    def _drop_conflict(self) -> None:
        if self._conflict is not None:
            self._conflict.hide()
            self._conflict.deleteLater()
            self._conflict = None

    @slot
    async def discard_changes(self) -> None:
        """Forget what was typed and show the record as it is kept."""
        self._keep_rest.stop()
        context, id = self.context, self.form.draft.id
        place = self._place(id)
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: drafts.forget(work.session, context.actor, place)))
        self._kept_at = None
        if id is None:
            self.loaded = None
            self.form.show_loaded(Loaded(Draft(self.key)))
            self._show_state()
            self.abandoned.emit()
        else:
            await self._load(id, {})

    # -- acts on the whole record

    @slot
    async def strike(self) -> None:
        """Strike the record out, after asking with its name."""
        if self.loaded is not None and self.loaded.draft.id is not None and not self.loaded.struck:
            await strike(self, self.context, self.key, self.loaded.draft.id, self.loaded.title)

    @slot
    async def take_back(self) -> None:
        """Take the striking back."""
        if self.loaded is not None and self.loaded.draft.id is not None:
            await take_back(self.context, self.key, self.loaded.draft.id)

    def merge(self) -> None:
        """Merge the record with another that is the same, on the page of the duplicates."""
        if self.loaded is not None and self.loaded.draft.id is not None:
            self.context.new("duplicates", {"register": self.key, "keep": self.loaded.draft.id})

    @slot
    async def restrict(self) -> None:
        """Restrict the record to cleared clerks, or open it again."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        context, id, restricted = self.context, self.loaded.draft.id, not self.loaded.restricted
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: work.restrict(self.key, id, restricted)))

    def _changed(self, changed: Any) -> None:
        if self.loaded is None or self.loaded.draft.id is None or not changed.touches(self.key):
            return
        if self.loaded.draft.id in changed.ids[self.key] and not self.dirty:
            self.show_record(self.loaded.draft.id)


