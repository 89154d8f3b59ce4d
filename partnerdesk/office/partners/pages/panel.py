"""The dossier of a partner: what is asked by telephone first, then everything the desks know of it, tab by tab."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.office import contents
from partnerdesk.office.dossier import Dossier, dossier
from partnerdesk.office.kept import WAYS
from partnerdesk.office.partners.acting import save_partner
from partnerdesk.office.partners.pages.acts import (
    change_form_of_relation,
    enter_other_stage,
    follow_promise,
    hand_partner_over,
    renew_document,
)
from partnerdesk.office.partners.pages.cards import Cards, Part
from partnerdesk.office.partners.pages.lines import month_text
from partnerdesk.office.partners.pages.representative import change_the_representative
from partnerdesk.office.partners.pages.tabs import TABS, Tab
from partnerdesk.office.partners.pages.timeline import CHANGES, Timeline
from partnerdesk.office.partners.records import LANE, STAGES
from partnerdesk.page import theme
from partnerdesk.page.files_panel import FilesPanel
from partnerdesk.page.form import Form, edit_in_sheet
from partnerdesk.page.history_panel import HistoryPanel
from partnerdesk.page.jobs import slot
from partnerdesk.page.lines_card import ShownLine
from partnerdesk.page.loading import Loaded
from partnerdesk.page.matters import MatterCard, PastCard
from partnerdesk.page.pieces import Card, Text, emptied, menu_button, row, tag
from partnerdesk.page.record_panel import RecordPanel
from partnerdesk.page.stage_lane import StageLane
from partnerdesk.page.waiting import above
from partnerdesk.words import N_, Words

# Where a stage that stands beside the lane is shown in it.
_BESIDE = {"watch": "active", "suspended": "active", "refused": "review"}
_CONCERNED = frozenset({"persons", "alliances", "bodies", *(way.register for way in WAYS)})


class DossierForm(Form):
    """The partner's own form, which stays in two columns beside its neighbours."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(event.size().width() >= theme.px(430))


class PhoneCard(Card):
    """What is asked by telephone ten times a day."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.setObjectName("phone card")
        self.setAccessibleName(words(N_("What is asked most")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        self._values: dict[str, Text] = {}
        for key, label, line, place, across in (
            ("liaison", N_("Liaison"), 0, 0, 1), ("legal", N_("Legal representative"), 0, 1, 1),
            ("joined", N_("Joined, level"), 0, 2, 1), ("council", N_("On the council"), 2, 0, 1),
            ("address", N_("Address"), 2, 1, 2),
        ):
            grid.addWidget(Text(words(label), "faint"), line, place, 1, across)
            value = Text("—", wrap=True)
            value.setObjectName(f"phone {key}")
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
            value.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            grid.addWidget(value, line + 1, place, 1, across, Qt.AlignmentFlag.AlignTop)
            self._values[key] = value
        grid.setRowMinimumHeight(1, theme.px(22))
        for place, share in ((0, 5), (1, 3), (2, 4)):
            grid.setColumnStretch(place, share)
        self.body.addLayout(grid)

    def say(self, key: str, label: str, value: str) -> None:
        """Show one answer."""
        self._values[key].setText(value or "—")
        self._values[key].setAccessibleName(self.words.labelled(label, value or "—"))


class PartnerPanel(RecordPanel):
    """One partner: subject, stages, tabs with counts, form and save bar."""

    def _make_parts(self) -> None:
        super()._make_parts()
        self.form.deleteLater()
        self.form = DossierForm(self.context, self.register)
        today = self.context.today
        self.form.keep = lambda work, draft: save_partner(work, draft, today)
        self.form.changed.connect(self._typed)
        self.form.save_wanted.connect(self.save)
        self.form.at_end.connect(self.keep.setFocus)
        self.subject.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.subject.setMinimumWidth(theme.px(140))
        words = self.words
        self.tabs.setProperty("role", "dense")
        self.lane = StageLane(words)
        self.phone = PhoneCard(words)
        self.handling = MatterCard(self.context, words(N_("Needs handling")),
                                   words(N_("Nothing is overdue and nothing falls due soon.")))
        self.past = PastCard(self.context, words(N_("Timeline")), most=7)
        self.past.all = self._show_past
        self.beside: QWidget = self.handling  # until the overview has laid it out
        self.known: Dossier | None = None
        self._parts: list[tuple[Tab, int, Part]] = []
        self.lines = {}
        self.files = FilesPanel(self.context, self.key)
        self.history = HistoryPanel(self.context, self.key)
        self.change = menu_button(words(N_("Take up")), [
            ("", words(N_("Stage")), self.enter_stage),
            ("", words(N_("Representative")), self.change_representative),
            ("", words(N_("Manager answerable")), self.hand_over),
            ("", words(N_("Form of the relation")), self.change_relation),
            ("", "", None),
            ("", words(N_("New contact or visit")), lambda: self.make("contacts")),
            ("", words(N_("New gift entry")), lambda: self.make("gifts")),
            ("", words(N_("New feedback entry")), lambda: self.make("feedback")),
        ], icon="edit", name="change")
        self.change.setToolTip("F4")
        self.context.listen(self, self._told)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        head = QVBoxLayout()
        head.setSpacing(3)
        head.addLayout(row(self.subject, self.tags, None, spacing=8))
        head.addWidget(self.below)
        across = row(spacing=8)
        across.addLayout(head, 1)
        for each in (self.change, self.print):
            across.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(across)
        outer.addWidget(self.lane)
        outer.addWidget(self.tabs)
        outer.addWidget(self.stack, 1)
        for each in TABS:
            part = each.build(self)
            part.setObjectName(f"tab {each.key}")
            self._parts.append((each, self.add_tab(self.words(each.label), part), part))
        foot = row(self.state, self.discard, self.keep)
        foot.setStretch(0, 1)
        outer.addLayout(foot)
        self._show_state()

    # -- what is shown

    def _show(self, loaded: Loaded) -> None:
        super()._show(loaded)
        if not loaded.draft.new:
            self._tag_overdue(0)  # at once as it stays: a head that is wide for a moment would push the list aside
        self._show_lane(loaded.draft["stage"])
        for widget in (self.phone, self.beside, self.change):
            widget.setVisible(not loaded.draft.new)
        self.change.setEnabled(not loaded.struck)
        if loaded.draft.id is not None:
            self.read_dossier(loaded.draft.id)

    def _show_lane(self, stage: str | None) -> None:
        place = LANE.index(_BESIDE.get(stage or "", stage or "prospect"))
        labels = {choice.key: self.words(choice.label) for choice in STAGES}
        names = [labels[key] for key in LANE]
        tone = ""
        if stage in _BESIDE:
            names[place] = labels[stage]
            tone = next(choice.tone for choice in STAGES if choice.key == stage)
        elif stage == "buffer":
            tone = "soon"
        self.lane.show_stages(names, place, tone)

    def _state_tags(self, loaded: Loaded) -> list[tuple[str, str]]:
        """The kinds of the partner; its stage stands in the lane."""
        field = self.register.fields["kinds"]
        chosen = loaded.draft.loaded.get("kinds") or ()
        return [(self.words(choice.label), "main" if choice.key == "member" else "")
                for choice in field.choices if choice.key in chosen]

    def _below(self, loaded: Loaded) -> str:
        words, draft = self.words, loaded.draft
        if draft.new:
            return super()._below(loaded)
        parts = [draft.loaded.get("english_name") or ""]
        code = draft.loaded.get("credit_code") or draft.loaded.get("lei")
        if code:
            parts.append(words(N_("Credit code {code}"), code=code))
        manager, since = draft.loaded.get("manager"), draft.loaded.get("manager_since")
        if manager:
            said = N_("answerable: {name} (since {day})") if since else N_("answerable: {name}")
            parts.append(words(said, name=manager, day=month_text(since, words) if since else ""))
        if loaded.struck:
            return super()._below(loaded)
        return " · ".join(part for part in parts if part)

    @slot(superseding="dossier", quiet=True)
    async def read_dossier(self, id: int) -> None:
        """Read what all desks know of the partner and show it under every tab."""
        context = self.context
        known = await context.jobs.done(context.desk.read(context.actor, lambda look: dossier(look, id)))
        if self.loaded is None or self.loaded.draft.id != id:
            return
        self.known = known
        self._show_known(id, known)

    def _show_known(self, id: int, known: Dossier) -> None:
        for declared, at, part in self._parts:
            part.show_dossier(id, known)
            if declared.count is not None:
                number = declared.count(known, self.context.today)
                self.tabs.setTabText(at, f"{self.words(declared.label)} {number or ''}".strip())
        self._mark_unproved(known)
        today = self.context.today
        overdue = sum(1 for matter in known.to_handle(today) if matter.day < today)
        self._tag_overdue(overdue)

    def _mark_unproved(self, known: Dossier) -> None:
        """Say on the tab of the documents how many are missing or have expired."""
        at, label = next((at, self.words(tab.label)) for tab, at, _part in self._parts if tab.key == "documents")
        count = len(known.unproved(self.context.today))
        self.tabs.setTabText(at, f"{label} {count or ''}".strip())
        self.tabs.setTabIcon(at, theme.icon("warning", "red") if count else QIcon())
        said = self.words.many("{count} document missing or expired", "{count} documents missing or expired", count)
        self.tabs.setTabToolTip(at, said if count else "")

    def _tag_overdue(self, count: int) -> None:
        if self.loaded is None:
            return
        emptied(self.tags)
        words, loaded = self.words, self.loaded
        if loaded.struck:
            self.tags.addWidget(tag(words(N_("struck out")), "bad"))
        if loaded.restricted:
            self.tags.addWidget(tag(words(N_("restricted")), "soon"))
        for text, tone in self._state_tags(loaded):
            self.tags.addWidget(tag(text, tone))
        if count:
            self.tags.addWidget(tag(words.many("{count} overdue", "{count} overdue", count), "bad"))

    def _turn(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        part = self.stack.currentWidget()
        if part is not None and part.isAncestorOf(self.history):
            self._read_history()

    def _read_history(self) -> None:
        if self.loaded is not None and self.loaded.draft.id:
            self.history.show_history(self.loaded.draft.id, self.loaded.changed_at)

    def show_history(self) -> None:
        part = self.turn_to("timeline")
        assert isinstance(part, Timeline)
        part.choose(CHANGES)

    def _show_past(self) -> None:
        self.turn_to("timeline")

    def turn_to(self, key: str, register: str = "") -> Part:
        """Turn to the tab of that key, and there to the list of a register."""
        at, part = next((at, part) for declared, at, part in self._parts if declared.key == key)
        self.tabs.setCurrentIndex(at)
        if register and isinstance(part, Cards):
            part.turn_to(register)
        return part

    # -- acts

    @property
    def subject_id(self) -> int | None:
        """The partner that is shown, where it has been saved and is not struck."""
        loaded = self.loaded
        return None if loaded is None or loaded.struck else loaded.draft.id

    @slot
    async def enter_stage(self) -> None:
        """Let the partner enter another stage."""
        if self.subject_id is not None:
            await enter_other_stage(self, self.subject_id)

    @slot
    async def hand_over(self) -> None:
        """Let somebody else of our house answer for the partner."""
        if self.subject_id is not None:
            await hand_partner_over(self, self.subject_id)

    @slot
    async def change_relation(self) -> None:
        """Let the relation go on in another form."""
        if self.subject_id is not None:
            await change_form_of_relation(self, self.subject_id)

    @slot
    async def change_representative(self) -> None:
        """Let another person represent the member, carried everywhere; then print the letter where it is wanted."""
        if self.subject_id is None:
            return
        made, letter = await change_the_representative(self, self.subject_id)
        page = above(self, "messages")
        if made and page is not None:
            page.tell(self.words(N_("The new representative now stands in every seat, post and invitation.")), "good")
        papers = [paper.key for paper in contents.PAPERS if paper.of == "representative_changes"]
        if made and letter and papers:
            self.context.print_paper(papers[0], made)

    @slot
    async def make(self, register: str) -> None:
        """Make an entry about the partner in a sheet over the dossier."""
        if self.subject_id is not None:
            await edit_in_sheet(self, self.context, register, partner_id=self.subject_id)

    @slot
    async def renew(self, line: ShownLine | None) -> None:
        """Enter the document that renews the marked one."""
        await renew_document(self, line)

    @slot
    async def follow(self, line: ShownLine | None) -> None:
        """Make a follow-up item of what was promised in the marked contact."""
        await follow_promise(self, line)

    def _told(self, changed: Any) -> None:
        if self.loaded is not None and self.loaded.draft.id and _CONCERNED & set(changed.ids):
            self.read_dossier(self.loaded.draft.id)
