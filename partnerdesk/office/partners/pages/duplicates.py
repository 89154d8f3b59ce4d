"""The page on which duplicates are found, compared, merged, or told apart; and a merge undone again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QStackedWidget, QWidget

from partnerdesk.office import contents, duplicates
from partnerdesk.office.duplicates import Group, Pair
from partnerdesk.office.merging import reasons_said, refusal
from partnerdesk.page import theme
from partnerdesk.page.acts import undo
from partnerdesk.page.comparison import Comparison
from partnerdesk.page.context import Context
from partnerdesk.page.jobs import slot
from partnerdesk.page.link_editors import LinkEditor
from partnerdesk.page.messages import Page
from partnerdesk.page.pieces import Box, Card, Chip, Flow, Text, button, column, holder, row, shortcut
from partnerdesk.page.waiting import Rest
from partnerdesk.problems import Unsaved
from partnerdesk.record.fields import Field, Kind
from partnerdesk.store import listing, merging
from partnerdesk.store.merging import LineRefused
from partnerdesk.words import N_

FIND_AFTER = 150  # milliseconds after a change until duplicates are looked for anew
SHOW_AFTER = 100  # milliseconds that a group stays marked until it is shown
MOST_SHOWN = 500
_GROUP = Qt.ItemDataRole.UserRole


class DuplicatesPage(Page):
    """Groups at the left, the two of one pair beside one another at the right.

    Up and down choose a group, Enter goes into it, Ctrl+Enter merges, Delete tells the two apart, Ctrl+T keeps the
    other one, Esc goes back to the list, Ctrl+Z undoes.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title = self.words(N_("Possible duplicates"))
        self.subtitle = ""
        self.key = duplicates.REGISTERS[0]
        self.groups: list[Group] = []
        self._pair: tuple[int, int] | None = None  # the one that stays, the one that goes
        self._keep: int | None = None  # chosen on its own page, to be merged with what is named here
        self._read = False
        self.left = self._make_left()
        self.comparison = Comparison(context)
        self.comparison.merge_wanted.connect(self.merge)
        self.comparison.apart_wanted.connect(self.tell_apart)
        self.comparison.turn_wanted.connect(self.turn_round)
        self.right = QStackedWidget()
        self.nobody = QWidget()
        for part in (self._make_empty(), self.comparison, self.nobody):
            self.right.addWidget(part)
        self.by_hand = self._make_by_hand()
        self.pairs = Box()
        self.pairs.setObjectName("pairs")
        self.pairs.setAccessibleName(self.words(N_("Pairs of this group")))
        self.pairs.activated.connect(lambda _at: self._show_pair(self.pairs.currentData()))
        self.pairs.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        splitter.addWidget(self.left)
        splitter.addWidget(holder(column(self.by_hand, self.pairs, self.right)))
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme.px(320), theme.px(800)])
        self.body.addWidget(splitter, 1)
        self._stale = Rest(self, FIND_AFTER, self.find)
        self._opening = Rest(self, SHOW_AFTER, self._show_marked)
        self.setFocusProxy(self.list)
        self._keys()
        context.listen(self, self._told)
        self._offer_register()

    # -- parts

    def _make_left(self) -> QWidget:
        words = self.words
        chips = Flow()
        self.chips: list[Chip] = []
        for key in duplicates.REGISTERS:
            chip = Chip(self.context.title(key), key)
            chip.clicked.connect(lambda _on, key=key: self.new({"register": key}))
            self.chips.append(chip)
            chips.addWidget(chip)
        self.list = QListWidget()
        self.list.setObjectName("groups")
        self.list.setAccessibleName(words(N_("Entries that may be the same")))
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.currentRowChanged.connect(lambda _row: self._opening.start())
        self.list.itemActivated.connect(lambda _item: self.enter())
        card = Card()
        card.body.setContentsMargins(1, 4, 1, 4)
        card.body.addWidget(self.list)
        self.count = Text(role="faint", wrap=True)
        self.count.setObjectName("count")
        self.kept_apart = button(words(N_("Pairs told apart")), self._open_apart, role="plain", name="told apart")
        left = holder(column(holder(chips), card, self.count, row(self.kept_apart, None)))
        left.setMinimumWidth(theme.px(220))
        return left

    def _make_empty(self) -> QWidget:
        words = self.words
        self.nothing = Text(words(N_("Looking for duplicates")), "subject")
        self.nothing.setObjectName("nothing")
        self.explained = Text(words(N_(
            "Proposed are entries with the same code, name, short or former name, website or telephone, and names that "
            "are nearly the same or sound the same. Nothing is merged unless you say so.")), "soft", wrap=True)
        card = Card()
        card.body.setContentsMargins(28, 24, 28, 28)
        card.body.addWidget(self.nothing)
        card.body.addWidget(self.explained)
        card.setFixedWidth(theme.px(460))
        return holder(column(theme.px(50), row(None, card, None), None))

    def _make_by_hand(self) -> QWidget:
        """Where an entry chosen on its own page gets the one that it shall be merged with."""
        self.hand_label = Text(role="soft", wrap=True)
        self._hand = column(self.hand_label, spacing=4)
        self.other: LinkEditor | None = None
        made = Card()
        made.setObjectName("by hand")
        made.body.addLayout(self._hand)
        made.hide()
        return made

    def _keys(self) -> None:
        shortcut(self, "Ctrl+Return", self.merge)
        shortcut(self, "Ctrl+Enter", self.merge)
        shortcut(self, "Ctrl+T", self.turn_round)
        shortcut(self, "Ctrl+Z", self.undo)
        shortcut(self.list, "Delete", self.tell_apart)
        shortcut(self.comparison, "Delete", self.tell_apart)
        shortcut(self.comparison, "Esc", self.list.setFocus)

    # -- what the window asks

    def open(self, id: int = 0) -> None:
        """Look for duplicates anew."""
        self.find()

    def new(self, given: dict[str, Any] | None = None) -> None:
        """Look among the entries of a register, or merge one of them (`keep`) with another that is to be named."""
        wanted = given or {}
        self._keep = wanted.get("keep")
        self.choose(wanted.get("register", self.key))
        if self._keep is not None:
            self._ask_other(self._keep)
        else:
            self.list.setFocus()

    def choose(self, key: str) -> None:
        """Turn to another register."""
        if key != self.key:
            self.key, self.groups, self._pair, self._read = key, [], None, False
        self.by_hand.setVisible(self._keep is not None)
        self._offer_register()
        self.find()

    def _offer_register(self) -> None:
        for chip in self.chips:
            chip.setChecked(chip.key == self.key)

    def _open_apart(self) -> None:
        self.context.open("not_duplicates", 0)

    # -- finding

    @slot(superseding="find", doing=N_("Looking for duplicates"))
    async def find(self) -> None:
        """Look for duplicates: what is read by the desk is compared beside it, so that nobody waits for that."""
        context, key = self.context, self.key
        known = await context.jobs.done(context.desk.read(
            context.actor, lambda look: duplicates.known(look, key), superseding="duplicates"))
        groups = await context.jobs.off_screen(lambda: duplicates.groups(known))
        if key == self.key:
            self._show_groups(groups)

    def _show_groups(self, groups: list[Group]) -> None:
        words, at = self.words, max(self.list.currentRow(), 0)
        self.groups, self._read = groups, True
        self.list.blockSignals(True)
        self.list.clear()
        for group in groups[:MOST_SHOWN]:
            names = [f"{member.number} {member.name}".strip() for member in group.members]
            item = QListWidgetItem("\n".join((*names, f"– {reasons_said(group.pairs[0].reasons, words)}")))
            item.setData(_GROUP, group)
            if not group.certain:
                item.setForeground(theme.colour("soft"))
            self.list.addItem(item)
        here = next((row for row, group in enumerate(groups[:MOST_SHOWN]) if self._holds(group)), at)
        self.list.setCurrentRow(min(here, self.list.count() - 1) if self._keep is None else -1)
        self.list.blockSignals(False)
        said = words.many("{count} group", "{count} groups", len(groups))
        if len(groups) > MOST_SHOWN:
            said = words.joined(said, words(N_(" (the first {count} are shown)"), count=MOST_SHOWN))
        keys = words(N_("↑↓ choose · Enter compare · Ctrl+Enter merge · Delete not the same"))
        self.count.setText(f"{said} · {keys}" if groups else said)
        self.nothing.setText(words(N_("Possible duplicates") if groups else N_("No duplicates found")))
        if self._keep is None:
            self._show_marked()

    def _show_marked(self) -> None:
        item = self.list.currentItem()
        group: Group | None = item.data(_GROUP) if item is not None else None
        if group is None:
            self._pair = None
            self.pairs.hide()
            self.right.setCurrentIndex(0)
            return
        self._leave_hand()
        if self._holds(group):
            # What is being chosen stays when something else was saved meanwhile.
            return
        self._offer_pairs(group)
        self._show_pair(group.pairs[0])

    def _holds(self, group: Group) -> bool:
        return self._pair is not None and group.pair(*self._pair) is not None

    def _offer_pairs(self, group: Group) -> None:
        called = {member.id: member.name for member in group.members}
        self.pairs.clear()
        for pair in group.pairs:
            self.pairs.addItem(f"{called[pair.first]} · {called[pair.second]}  "
                               f"({reasons_said(pair.reasons[:1], self.words)})", pair)
        self.pairs.setVisible(len(group.pairs) > 1)

    def _show_pair(self, pair: Pair) -> None:
        self.compare(pair.first, pair.second)

    # -- comparing

    @slot(superseding="compare", doing=N_("Reading the entries"))
    async def compare(self, keep: int, drop: int) -> None:
        """Show what merging the one into the other would do."""
        context, key = self.context, self.key

        def read(look: Any) -> tuple[merging.Merging, dict[str, Any]]:
            return merging.preview(look, key, keep, drop), listing.draft(look, key, keep).loaded

        merged, values = await context.jobs.done(context.desk.read(context.actor, read))
        if key != self.key:
            # The page has turned to another register: there the same ids are other entries.
            return
        self._pair = (keep, drop)
        pair = next((found for group in self.groups if (found := group.pair(keep, drop)) is not None), None)
        self.comparison.show_merging(merged, pair.reasons if pair is not None else (), values, apart=pair is not None)
        self.right.setCurrentWidget(self.comparison)

    def turn_round(self) -> None:
        """Keep the other one of the two."""
        if self._pair is not None:
            self.compare(self._pair[1], self._pair[0])

    def enter(self) -> None:
        """Go from the list into the comparison."""
        self._opening.flush()
        if self._pair is not None:
            self.comparison.focus_first()

    # -- the other one, named by hand

    @slot(superseding="hand")
    async def _ask_other(self, keep: int) -> None:
        context, key, words = self.context, self.key, self.words
        name = await context.jobs.done(context.desk.read(context.actor, lambda look: listing.named(look, key, keep)))
        if self.other is not None:
            self._hand.removeWidget(self.other)
            self.other.deleteLater()
        self.hand_label.setText(words(N_("“{name}” stays. Name the entry that shall be merged into it."), name=name))
        field = Field(Kind.LINK, contents.entry(key).one, target=key, name="other")
        self.other = LinkEditor(field, context, may_make=False)
        self.other.changed.connect(self._named)
        self._hand.addWidget(self.other)
        self.pairs.hide()
        self.by_hand.show()
        self._pair = None
        self.list.setCurrentRow(-1)
        self.right.setCurrentWidget(self.nobody)
        self.other.setFocus()

    def _named(self) -> None:
        chosen = self.other.reading().value if self.other is not None else None
        if chosen is not None and self._keep is not None and chosen != self._keep:
            self.compare(self._keep, chosen)

    def _leave_hand(self) -> None:
        self._keep = None
        self.by_hand.hide()

    # -- acts

    @slot(superseding="merge", doing=N_("Merging"))
    async def merge(self) -> None:
        """Merge the two that are shown, with the values chosen; the message offers to undo it."""
        shown = self.comparison.merging
        if self._pair is None or shown is None or self.context.desk.read_only:
            return
        context, key, (keep, drop), chosen = self.context, self.key, self._pair, self.comparison.chosen
        try:
            await context.jobs.finished(context.desk.write(
                context.actor, lambda work: merging.merge(work, key, keep, drop, chosen, seen=shown)))
        except LineRefused as refused:
            line = refused.line
            self.tell(refusal(refused, self.words).said(self.words), "soon", act=self.words(N_("Open")),
                      do=lambda: context.open(line.register, line.id))
            return
        except Unsaved as refused:
            self.tell(refused.said(self.words), "bad")
            return
        self._pair = None
        self.right.setCurrentIndex(0)
        self._leave_hand()
        self.tell(self.words(N_("“{name}” was merged into “{kept}”."), name=shown.dropped.called,
                             kept=shown.kept.called), "good", act=self.words(N_("Undo")), do=self.undo)
        self.list.setFocus()

    @slot(superseding="merge")
    async def tell_apart(self) -> None:
        """Keep that the two that are shown are not the same; they are not proposed again."""
        shown = self.comparison.merging
        if self._pair is None or shown is None or self.comparison.apart.isHidden() or self.context.desk.read_only:
            return
        context, key, (one, other) = self.context, self.key, self._pair
        await context.jobs.finished(context.desk.write(
            context.actor, lambda work: duplicates.tell_apart(work, key, one, other)))
        self._pair = None
        self.tell(self.words(N_("“{name}” and “{other}” are not proposed again."), name=shown.kept.called,
                             other=shown.dropped.called), "good", act=self.words(N_("Undo")), do=self.undo)
        self.list.setFocus()

    @slot(doing=N_("Undoing the last step"))
    async def undo(self) -> None:
        """Undo this clerk's last step."""
        await undo(self.context)
        self.tell(self.words(N_("The last step has been undone.")), "good")

    def leave(self) -> bool:
        """Put the message away: its Undo would take back whatever is done elsewhere meanwhile."""
        self.messages.hide()
        return True

    def _told(self, changed: Any) -> None:
        if any(changed.touches(key) for key in (self.key, "not_duplicates")):
            self._read = False
            if self._pair is not None and changed.ids.get(self.key, set()) & set(self._pair):
                self._pair = None
            if self.isVisible():
                self._stale.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._read:
            # Meanwhile something was saved elsewhere; nobody looks for duplicates on a page that is not shown.
            self.find()


def build(context: Context) -> QWidget:
    """The page of the duplicates."""
    return DuplicatesPage(context)
