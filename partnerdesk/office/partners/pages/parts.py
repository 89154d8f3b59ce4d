"""The parts under the tabs of a partner's dossier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.office.dossier import Dossier
from partnerdesk.office.partners.pages.lines import (
    agreements_lines,
    copies_lines,
    councillor,
    day_text,
    duties_lines,
    joined,
    meetings_lines,
    memberships_lines,
    ndas_lines,
    people_lines,
    reached,
    seats_lines,
    shown_matter,
)
from partnerdesk.page import theme
from partnerdesk.page.lines_card import Column, LinesCard, ShownLine
from partnerdesk.page.matters import PastCard
from partnerdesk.page.pieces import Card, Scroll, column, holder, row
from partnerdesk.words import N_, Words

if TYPE_CHECKING:
    from partnerdesk.office.partners.pages.panel import PartnerPanel


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
        # The scroll bar stands beside the cards and hides nothing of them.
        aside.setFixedWidth(theme.px(272))
        beside = Scroll(aside)
        beside.setFixedWidth(theme.px(284))
        panel.beside = beside
        both = row(column(panel.phone, Scroll(inner), spacing=10), beside, spacing=12)
        both.setStretch(0, 1)
        self.setLayout(both)

    def show_dossier(self, id: int, known: Dossier) -> None:
        panel, words = self.panel, self.panel.words
        today = panel.context.today
        assert panel.loaded is not None
        loaded = panel.loaded.draft.loaded
        liaison = known.answering("liaison", today)
        said = ((words(N_("Liaison")), "liaison", reached(liaison, words)),
                (words(N_("Legal representative")), "legal", loaded.get("legal_representative") or ""),
                (words(N_("Joined, level")), "joined", joined(known, today, words)),
                (words(N_("On the council")), "council", councillor(known, today, words)),
                (words(N_("Address")), "address",
                 words.either(loaded.get("address"), loaded.get("english_address"))))
        for label, key, value in said:
            panel.phone.say(key, label, value)
        panel.handling.show_matters([shown_matter(matter, words) for matter in known.to_handle(today)])
        panel.past.show_matters([shown_matter(matter, words) for matter in known.past(today)])


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
                day_text(each.day, words), words(N_("came")) if each.incoming else words(N_("went")),
                each.title.said(words), each.document_number, day_text(each.due, words), day_text(each.done, words)))
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
        self.past.show_matters([shown_matter(matter, words) for matter in known.past(self.panel.context.today)])


def _people_part(panel: PartnerPanel) -> Part:
    return Lines(panel, (LinesCard(panel.context, "posts", (
        Column(N_("Person"), 90), Column(N_("Post held"), 130), Column(N_("Department"), 110),
        Column(N_("Answers as"), 100), Column(N_("Mobile"), 120), Column(N_("E-mail"), 150),
        Column(N_("From"), 96), Column(N_("To"), 96),
    ), heading=panel.words(N_("People"))), people_lines, "partner_id"))


def _memberships_part(panel: PartnerPanel) -> Part:
    return Lines(
        panel,
        (LinesCard(panel.context, "memberships", (
            Column(N_("Alliance"), 220), Column(N_("Level"), 140), Column(N_("Founding member"), 110),
            Column(N_("Joined on"), 100), Column(N_("Left on"), 100))), memberships_lines, "partner_id"),
        (LinesCard(panel.context, "seats", (
            Column(N_("Body"), 220), Column(N_("Office held"), 120), Column(N_("Person"), 110),
            Column(N_("From"), 100), Column(N_("To"), 100))), seats_lines, "partner_id"))


def _meetings_part(panel: PartnerPanel) -> Part:
    return Lines(
        panel,
        (LinesCard(panel.context, "meetings", (
            Column(N_("Begins"), 140), Column(N_("Meeting"), 280), Column(N_("Person"), 110),
            Column(N_("Attendance"), 110)), in_place=False, may_make=False), meetings_lines, ""),
        (LinesCard(panel.context, "follow_ups", (
            Column(N_("Task"), 320), Column(N_("Due on"), 110), Column(N_("State of the task"), 110)),
            in_place=False, may_make=False), duties_lines, ""))


def _agreements_part(panel: PartnerPanel) -> Part:
    return Lines(panel, (LinesCard(panel.context, "agreements", (
        Column(N_("Number"), 100), Column(N_("Title of the agreement"), 220), Column(N_("Category of agreement"), 100),
        Column(N_("Signed on"), 96), Column(N_("Last notice day"), 110), Column(N_("Expires on"), 96),
        Column(N_("State of the agreement"), 90),
    ), in_place=False), agreements_lines, "parties"))


def _secrecy_part(panel: PartnerPanel) -> Part:
    return Lines(
        panel,
        (LinesCard(panel.context, "ndas", (
            Column(N_("Subject of secrecy"), 240), Column(N_("Kind of undertaking"), 140), Column(N_("Signed on"), 100),
            Column(N_("Expires on"), 100), Column(N_("State of the undertaking"), 130)), in_place=False),
         ndas_lines, "partner_id"),
        (LinesCard(panel.context, "numbered_copies", (
            Column(N_("Copy number"), 90), Column(N_("Material"), 240), Column(N_("Taken on"), 100),
            Column(N_("Due back on"), 100), Column(N_("Returned on"), 100)), in_place=False),
         copies_lines, "unit_id"))


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
