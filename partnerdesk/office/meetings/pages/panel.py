"""One meeting beside the list of meetings: its workspace first, then its entry, lines, files and history."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from partnerdesk import clock
from partnerdesk.office.meetings.holding import onward
from partnerdesk.office.meetings.pages.new_meeting import begin_meeting
from partnerdesk.office.meetings.pages.workspace import Workspace
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import ask
from partnerdesk.page.jobs import slot
from partnerdesk.page.loading import Loaded
from partnerdesk.page.pieces import OneLine, button, row, tool
from partnerdesk.page.record_panel import RecordPanel
from partnerdesk.page.register_page import RegisterPage
from partnerdesk.words import N_

# The act that takes a meeting out of each state; the button names it.
_ONWARD = {
    "planned": N_("Call the meeting"), "postponed": N_("Call the meeting"), "called": N_("Close the meeting"),
    "held": N_("Draft the minutes"), "draft": N_("Issue the minutes"),
}
_WORKSPACE = 1  # the place of its tab


class MeetingPanel(RecordPanel):
    """A meeting with its workspace as first part; what the button at the right says takes it onward."""

    def _make_parts(self) -> None:
        super()._make_parts()
        words = self.words
        self.workspace = Workspace(self.context)
        self.open_points = OneLine(role="faint")
        self.open_points.setObjectName("still open")
        self.workspace.counted.connect(self._say_open)
        self.packet = button(words(N_("Packet")), self._print_packet, icon="copies", name="packet")
        menu = self.print.menu()
        if isinstance(menu, QMenu):
            menu.addAction(words(N_("Packet"))).triggered.connect(lambda _on: self._print_packet())
        self.onward = button("", self.go_onward, role="main", name="onward")
        self.to_list = tool("left", words(N_("Show the list of meetings (Esc)")), name="to list")
        self.to_list.hide()

    def _lay_out(self) -> None:
        super()._lay_out()
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        head = outer.itemAt(0)
        across = head.layout() if head is not None else None
        assert isinstance(across, QHBoxLayout)
        across.insertWidget(0, self.to_list)
        across.addWidget(self.packet)
        across.addWidget(self.onward)
        outer.removeWidget(self.tabs)
        beside = row(self.tabs, self.open_points, spacing=12)
        beside.setStretch(1, 1)
        self.open_points.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        outer.insertLayout(1, beside)
        self.tabs.setCurrentIndex(_WORKSPACE)

    def add_tab(self, title: str, part: QWidget) -> int:
        """Add a part; the workspace stands behind the entry, to which the panel returns with what is wrong there."""
        at = super().add_tab(title, part)
        if at == _WORKSPACE - 1:
            super().add_tab(self.words(N_("Workspace")), self.workspace)
        return at

    @property
    def at_work(self) -> bool:
        """Whether the workspace is what is shown."""
        return self.tabs.currentIndex() == _WORKSPACE

    def _show(self, loaded: Loaded) -> None:
        super()._show(loaded)
        new = loaded.draft.new
        if loaded.draft.id is not None:
            self.workspace.show_meeting(loaded.draft.id)
            if self._left_work:
                self.tabs.setCurrentIndex(_WORKSPACE)
        act = _ONWARD.get(loaded.draft.loaded.get("state") or "", "")
        self.onward.setText(self.words(act))
        self.onward.setAccessibleName(self.words(act))
        self.onward.setVisible(bool(act) and not new and not loaded.struck and not self.context.desk.read_only)
        self.packet.setVisible(not new)
        self._left_work = new

    _left_work = False  # for a new meeting, whose entry comes first

    def _below(self, loaded: Loaded) -> str:
        words, values = self.words, loaded.draft.loaded
        if loaded.draft.new or loaded.struck:
            return super()._below(loaded)
        parts = []
        if values.get("starts") is not None:
            parts.append(words.appointment(values["starts"]))
        parts.append(words.either(values.get("place"), values.get("english_place")))
        for name, label in (("chair_id", N_("Chaired by")), ("note_taker_id", N_("Note-taker"))):
            if loaded.names.get(name):
                parts.append(words.labelled(words(label), loaded.names[name]))
        return " · ".join(part for part in parts if part)

    def _say_open(self, text: str) -> None:
        self.open_points.setText(self.words.labelled(self.words(N_("Still open")), text) if text else "")
        self.open_points.setVisible(bool(text) and self.at_work)

    def _turn(self, at: int) -> None:
        super()._turn(at)
        if self.keep.parentWidget() is None:
            return  # still being laid out: alone, the button would be a window and take the keyboard with it
        for each in (self.state, self.keep):
            each.setVisible(not self.at_work)
        self.discard.setVisible(not self.at_work and self.dirty)
        self.open_points.setVisible(self.at_work and bool(self.open_points.text()))

    def save(self) -> Any:
        """Save what is shown: the item on which one works, or the entry."""
        return self.workspace.save_item() if self.at_work else super().save()

    def flush(self) -> None:
        super().flush()
        self.workspace.flush()

    def _print_packet(self) -> None:
        if self.loaded is not None and self.loaded.draft.id is not None:
            self.context.print_paper("packet", self.loaded.draft.id)

    @slot(superseding="onward")
    async def go_onward(self) -> None:
        """Take the meeting to its next state; whoever closes or issues is asked where something is still open."""
        if self.loaded is None or self.loaded.draft.id is None:
            return
        context, words, id = self.context, self.words, self.loaded.draft.id
        state = self.loaded.draft.loaded.get("state") or ""
        act = words(_ONWARD[state])
        still = self.workspace.still_open() if state in ("called", "draft") else ""
        question = words(N_("{act}, although something is still open?"), act=act)
        if still and not await ask(self, context.jobs, words, question, act, detail=still):
            return
        self.workspace.flush()
        now = clock.wall(clock.now(), context.zone)
        await context.jobs.done(context.desk.write(context.actor, lambda work: onward(work, id, now)))


class MeetingsPage(RegisterPage):
    """The register of meetings with the workspace beside its list."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "meetings", MeetingPanel)
        assert isinstance(self.panel, MeetingPanel)
        self.panel.tabs.tabBarClicked.connect(self._clicked)
        self.panel.tabs.currentChanged.connect(lambda _at: self._give_room(False))
        self.panel.to_list.clicked.connect(self.back)

    def _clicked(self, at: int) -> None:
        self._give_room(at == _WORKSPACE)

    def _give_room(self, working: bool) -> None:
        """Hide the list while a meeting is being held, so that attendance and minutes have the whole width."""
        assert isinstance(self.panel, MeetingPanel)
        self.panel.workspace.give_room(working)
        self.left.setVisible(not working)
        self.panel.to_list.setVisible(working)

    def new(self, given: dict[str, Any] | None = None) -> None:
        """Begin a meeting of a category, with all that it brings; an entry that is given begins as any other."""
        if isinstance(given, dict) and given:
            super().new(given)
        else:
            self.begin_meeting()

    @slot(superseding="new")
    async def begin_meeting(self) -> None:
        """Ask for category, name and time, and go to the meeting that was made."""
        made = await begin_meeting(self, self.context)
        if made is not None:
            self.reload_all()
            self.open(made)

    def enter(self) -> None:
        super().enter()
        if isinstance(self.panel, MeetingPanel) and self.panel.at_work:
            self._give_room(True)
            self.panel.workspace.attendance.table.setFocus(Qt.FocusReason.TabFocusReason)

    def back(self) -> None:
        self._give_room(False)
        super().back()


def build(context: Context) -> QWidget:
    """The page of the meetings."""
    return MeetingsPage(context)
