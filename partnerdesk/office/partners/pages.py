"""The dossier of a partner: what is asked by telephone first, then everything the desks know of it, tab by tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.office.dossier import Colleague, Dossier, Matter, dossier
from partnerdesk.office.partners.records import LANE, STAGES
from partnerdesk.office.wording import register_label
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.files_panel import FilesPanel
from partnerdesk.page.form import Form
from partnerdesk.page.history_panel import HistoryPanel
from partnerdesk.page.jobs import slot
from partnerdesk.page.lines_card import Cell, Column, LinesCard, ShownLine
from partnerdesk.page.loading import Loaded
from partnerdesk.page.matters import MatterCard, PastCard, ShownMatter
from partnerdesk.page.pieces import Card, Scroll, Text, column, emptied, holder, row, tag
from partnerdesk.page.record_panel import RecordPanel
from partnerdesk.page.register_page import RegisterPage
from partnerdesk.page.stage_lane import StageLane
from partnerdesk.words import N_, Words

# Where a stage that stands beside the lane is shown in it.
_BESIDE = {"watch": "active", "suspended": "active", "refused": "review"}
_CONCERNED = frozenset({
    "persons", "posts", "memberships", "alliances", "seats", "bodies", "agreements", "ndas", "numbered_copies",
    "incoming", "outgoing", "attendances", "meetings", "follow_ups",
})


@dataclass(frozen=True)
class Tab:
    """One tab of the dossier: what it is called, how many entries it says it has, and how its part is built."""

    key: str
    label: str
    build: Callable[[PartnerPanel], Part]
    count: Callable[[Dossier], int] | None = None


class Part(QWidget):
    """What stands under a tab; it is shown a partner's dossier whenever that was read anew."""

    def show_dossier(self, id: int, known: Dossier) -> None:
        """Show what is known of the partner."""
        raise NotImplementedError


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
        for place, share in ((0, 4), (1, 3), (2, 4)):
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
        self.form.changed.connect(self._typed)
        self.form.save_wanted.connect(self.save)
        self.form.at_end.connect(self.keep.setFocus)
        self.subject.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.subject.setMinimumWidth(theme.px(140))
        self.print.setText(self.words(N_("Print dossier")))
        self.print.setAccessibleName(self.words(N_("Print dossier")))
        words = self.words
        self.lane = StageLane(words)
        self.phone = PhoneCard(words)
        self.handling = MatterCard(self.context, words(N_("Needs handling")),
                                   words(N_("Nothing is overdue and nothing falls due soon.")))
        self.past = PastCard(self.context, words(N_("Dealings")), most=7)
        self.past.all = lambda: self.turn_to("history")
        self.known: Dossier | None = None
        self._parts: list[tuple[Tab, int, Part]] = []
        self.lines = {}
        self.files = FilesPanel(self.context, self.key)
        self.history = HistoryPanel(self.context, self.key)
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
        across.addWidget(self.print, 0, Qt.AlignmentFlag.AlignTop)
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
        self._show_lane(loaded.draft["stage"])
        for widget in (self.phone, self.handling, self.past):
            widget.setVisible(not loaded.draft.new)
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
            parts.append(words(N_("answerable: {name} (since {day})"), name=manager, day=_month(since, words)) if since
                         else words(N_("answerable: {name}"), name=manager))
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
                number = declared.count(known)
                self.tabs.setTabText(at, f"{self.words(declared.label)} {number or ''}".strip())
        today = self.context.today
        overdue = sum(1 for matter in known.to_handle(today) if matter.day < today)
        self._tag_overdue(overdue)

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
        self.turn_to("history")

    def turn_to(self, key: str) -> None:
        """Turn to the tab of that key."""
        self.tabs.setCurrentIndex(next(at for declared, at, _part in self._parts if declared.key == key))

    def _told(self, changed: Any) -> None:
        if self.loaded is not None and self.loaded.draft.id and _CONCERNED & set(changed.ids):
            self.read_dossier(self.loaded.draft.id)


# -- the parts under the tabs


class Overview(Part):
    """The answers for the telephone, the form, and beside it what needs handling and what has happened."""

    def __init__(self, panel: PartnerPanel) -> None:
        super().__init__()
        self.panel = panel
        basics = Card(panel.words(N_("Basic facts")))
        basics.body.addWidget(panel.form)
        inner = QWidget()
        panel.above = QVBoxLayout(inner)
        panel.above.setContentsMargins(0, 0, 4, 0)
        panel.above.setSpacing(10)
        panel.above.addWidget(basics)
        panel.above.addStretch(1)
        aside = holder(column(panel.handling, panel.past, None, spacing=10))
        aside.setFixedWidth(theme.px(282))
        beside = Scroll(aside)
        beside.setFixedWidth(theme.px(284))
        both = row(column(panel.phone, Scroll(inner), spacing=10), beside, spacing=12)
        both.setStretch(0, 1)
        self.setLayout(both)

    def show_dossier(self, id: int, known: Dossier) -> None:
        panel, words = self.panel, self.panel.words
        today = panel.context.today
        assert panel.loaded is not None
        loaded = panel.loaded.draft.loaded
        liaison = known.answering("liaison", today)
        said = ((words(N_("Liaison")), "liaison", _reached(liaison, words)),
                (words(N_("Legal representative")), "legal", loaded.get("legal_representative") or ""),
                (words(N_("Joined, level")), "joined", _joined(known, today, words)),
                (words(N_("On the council")), "council", _councillor(known, today, words)),
                (words(N_("Address")), "address",
                 words.either(loaded.get("address"), loaded.get("english_address"))))
        for label, key, value in said:
            panel.phone.say(key, label, value)
        panel.handling.show_matters([_shown(matter, words) for matter in known.to_handle(today)])
        panel.past.show_matters([_shown(matter, words) for matter in known.past(today)])


class Lines(Part):
    """One or two cards of lines, filled from the dossier."""

    def __init__(self, panel: PartnerPanel, *cards: tuple[LinesCard, Callable[[Dossier, date, Words], list[ShownLine]],
                                                          str]) -> None:
        super().__init__()
        self.panel, self.cards = panel, cards
        self.setLayout(column(*(card for card, _lines, _link in cards), spacing=10))

    def show_dossier(self, id: int, known: Dossier) -> None:
        today, words = self.panel.context.today, self.panel.words
        for card, lines, link in self.cards:
            several = link in ("parties", "recipients")
            card.show_lines(lines(known, today, words), {link: (id,) if several else id} if link else {})


class Documents(Part):
    """Letters that came and went, and the files of the dossier."""

    def __init__(self, panel: PartnerPanel) -> None:
        super().__init__()
        context, words = panel.context, panel.words
        self.panel = panel
        self.letters = LinesCard(context, "incoming", (
            Column(N_("Day"), 96), Column(N_("Direction"), 70), Column(N_("Title of the document"), 260),
            Column(N_("Their number"), 150), Column(N_("Due on"), 96), Column(N_("Done on"), 96),
        ), heading=words(N_("Documents")), in_place=False)
        self.setLayout(column(self.letters, panel.files, spacing=10))

    def show_dossier(self, id: int, known: Dossier) -> None:
        words = self.panel.words
        self.letters.show_lines([
            ShownLine("incoming" if each.incoming else "outgoing", each.id, (
                _day(each.day, words), words(N_("came")) if each.incoming else words(N_("went")),
                each.title.said(words), each.document_number, _day(each.due, words), _day(each.done, words)))
            for each in known.letters], {"partner_id": id})


class History(Part):
    """All dealings with the partner, and beside them how the dossier was changed."""

    def __init__(self, panel: PartnerPanel) -> None:
        super().__init__()
        self.panel, words = panel, panel.words
        self.past = PastCard(panel.context, words(N_("Dealings")))
        changes = Card(words(N_("Changes to the dossier")))
        changes.body.addWidget(panel.history, 1)
        both = row(self.past, changes, spacing=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.setLayout(both)

    def show_dossier(self, id: int, known: Dossier) -> None:
        words = self.panel.words
        self.past.show_matters([_shown(matter, words) for matter in known.past(self.panel.context.today)])


def _people_part(panel: PartnerPanel) -> Part:
    return Lines(panel, (LinesCard(panel.context, "posts", (
        Column(N_("Person"), 90), Column(N_("Post held"), 130), Column(N_("Department"), 110),
        Column(N_("Answers as"), 100), Column(N_("Mobile"), 120), Column(N_("E-mail"), 150),
        Column(N_("From"), 96), Column(N_("To"), 96),
    ), heading=panel.words(N_("People"))), _people, "partner_id"))


def _memberships_part(panel: PartnerPanel) -> Part:
    return Lines(
        panel,
        (LinesCard(panel.context, "memberships", (
            Column(N_("Alliance"), 220), Column(N_("Level"), 140), Column(N_("Founding member"), 110),
            Column(N_("Joined on"), 100), Column(N_("Left on"), 100))), _memberships, "partner_id"),
        (LinesCard(panel.context, "seats", (
            Column(N_("Body"), 220), Column(N_("Office held"), 120), Column(N_("Person"), 110),
            Column(N_("From"), 100), Column(N_("To"), 100))), _seats, "partner_id"))


def _meetings_part(panel: PartnerPanel) -> Part:
    return Lines(
        panel,
        (LinesCard(panel.context, "meetings", (
            Column(N_("Begins"), 140), Column(N_("Meeting"), 280), Column(N_("Person"), 110),
            Column(N_("Attendance"), 110)), in_place=False, may_make=False), _meetings, ""),
        (LinesCard(panel.context, "follow_ups", (
            Column(N_("Task"), 320), Column(N_("Due on"), 110), Column(N_("State of the task"), 110)),
            in_place=False, may_make=False), _duties, ""))


def _agreements_part(panel: PartnerPanel) -> Part:
    return Lines(panel, (LinesCard(panel.context, "agreements", (
        Column(N_("Number"), 100), Column(N_("Title of the agreement"), 220), Column(N_("Category of agreement"), 100),
        Column(N_("Signed on"), 96), Column(N_("Last notice day"), 110), Column(N_("Expires on"), 96),
        Column(N_("State of the agreement"), 90),
    ), in_place=False), _agreements, "parties"))


def _secrecy_part(panel: PartnerPanel) -> Part:
    return Lines(
        panel,
        (LinesCard(panel.context, "ndas", (
            Column(N_("Subject of secrecy"), 240), Column(N_("Kind of undertaking"), 140), Column(N_("Signed on"), 100),
            Column(N_("Expires on"), 100), Column(N_("State of the undertaking"), 130)), in_place=False),
         _ndas, "partner_id"),
        (LinesCard(panel.context, "numbered_copies", (
            Column(N_("Copy number"), 90), Column(N_("Material"), 240), Column(N_("Taken on"), 100),
            Column(N_("Due back on"), 100), Column(N_("Returned on"), 100)), in_place=False),
         _copies, "unit_id"))


TABS = (
    Tab("overview", N_("Overview"), Overview),
    Tab("people", N_("People"), _people_part, lambda known: len({one.person for one in known.people})),
    Tab("memberships", N_("Memberships"), _memberships_part, lambda known: len(known.memberships)),
    Tab("meetings", N_("Meetings"), _meetings_part, lambda known: len(known.meetings)),
    Tab("agreements", N_("Agreements"), _agreements_part, lambda known: len(known.agreements)),
    Tab("secrecy", N_("Secrecy"), _secrecy_part, lambda known: len(known.ndas) + len(known.copies)),
    Tab("documents", N_("Documents"), Documents, lambda known: len(known.letters)),
    Tab("history", N_("History"), History),
)


# -- facts as lines


def _people(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("posts", one.post, (
        one.name.said(words), one.title.said(words), one.department,
        words.listed(register_label("posts", "roles", role, words) for role in one.roles), one.mobile or one.telephone,
        one.email, _day(one.since, words), _day(one.until, words)), past=_over(one.until, today))
        for one in known.people]


def _memberships(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("memberships", one.id, (
        one.alliance.said(words), one.level, words.yes(one.founding) if one.founding else "", _day(one.joined, words),
        _day(one.left, words)), past=_over(one.left, today)) for one in known.memberships]


def _seats(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("seats", one.id, (
        one.body.said(words), register_label("seats", "role", one.role, words), one.person.said(words),
        _day(one.since, words), _day(one.until, words)), past=_over(one.until, today)) for one in known.seats]


def _meetings(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    tones = {"on-leave": "soon", "absent": "bad"}
    return [ShownLine("meetings", one.id, (
        f"{words.short_day(one.starts.date())} {words.clock(one.starts)}" if one.starts else "", one.name.said(words),
        one.person.said(words),
        Cell(register_label("attendances", "status", one.status, words), tones.get(one.status, ""))))
        for one in known.meetings]


def _duties(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("follow_ups", one.id, (
        one.task.said(words), Cell(_day(one.due, words), "bad" if one.closed is None and one.due < today else ""),
        register_label("follow_ups", "state", one.state, words)), past=one.closed is not None)
        for one in known.duties]


def _agreements(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("agreements", one.id, (
        one.number, one.title.said(words), register_label("agreements", "category", one.category, words),
        _day(one.signed, words),
        Cell(_day(one.last_notice, words), "bad" if one.last_notice and one.last_notice < today else ""),
        _day(one.expiry, words), register_label("agreements", "state", one.state, words)),
        past=_over(one.expiry, today)) for one in known.agreements]


def _ndas(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("ndas", one.id, (
        one.title.said(words), register_label("ndas", "kind", one.category, words), _day(one.signed, words),
        _day(one.expiry, words), register_label("ndas", "state", one.state, words))) for one in known.ndas]


def _copies(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("numbered_copies", one.id, (
        one.copy_number, one.title, _day(one.taken, words),
        Cell(_day(one.due, words), "bad" if one.out and one.due and one.due < today else ""),
        _day(one.returned or one.destroyed, words)), past=not one.out) for one in known.copies]


def _shown(matter: Matter, words: Words) -> ShownMatter:
    return ShownMatter(matter.register, matter.id, matter.day, words(matter.text, **matter.values))


def _reached(one: Colleague | None, words: Words) -> str:
    if one is None:
        return ""
    return f"{one.name.said(words)}  {_spaced(one.mobile or one.telephone)}".strip()


def _spaced(number: str) -> str:
    """A mainland mobile number in the groups in which it is read out."""
    return f"{number[:3]} {number[3:7]} {number[7:]}" if len(number) == 11 and number.isdigit() else number


def _joined(known: Dossier, today: date, words: Words) -> str:
    present = [one for one in known.memberships if not _over(one.left, today)]
    if not present:
        return ""
    first = present[0]
    parts = [_month(first.joined, words) if first.joined else "", first.level]
    said = " · ".join(part for part in parts if part) or first.alliance.said(words)
    more = len(present) - 1
    return f"{said} (+{more})" if more else said


def _councillor(known: Dossier, today: date, words: Words) -> str:
    seats = [one for one in known.seats if not _over(one.until, today) and one.body_kind in ("council", "standing")]
    names: Sequence[str] = list(dict.fromkeys(one.person.said(words) for one in seats))
    if names:
        return words.listed(names)
    representative = known.answering("representative", today)
    return representative.name.said(words) if representative is not None else ""


def _over(until: date | None, today: date) -> bool:
    return until is not None and until < today


def _day(day: date | None, words: Words) -> str:
    return words.short_day(day) if day is not None else ""


def _month(day: date, words: Words) -> str:
    return f"{day.year}年{day.month}月" if words.chinese else words.day(day).partition(" ")[2]


class PartnersPage(RegisterPage):
    """The register of partners with the dossier beside its list."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "partners", PartnerPanel)
        self.filter.setPlaceholderText(self.words(N_("Filter: name, pinyin initials, credit code")))


def build(context: Context) -> QWidget:
    """The page of the partners."""
    return PartnersPage(context)


