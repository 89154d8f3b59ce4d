"""The page of whom to remember: birthdays and festivals of the coming days, and what is done about them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from partnerdesk.office.care.facts import AHEAD, Remembered, remembered
from partnerdesk.office.care.occasions import BIRTHDAY
from partnerdesk.office.care.wording import occasion_said
from partnerdesk.office.partners.records import OCCASIONS
from partnerdesk.office.wording import choice_label
from partnerdesk.page.context import Context
from partnerdesk.page.form import edit_in_sheet
from partnerdesk.page.jobs import slot
from partnerdesk.page.lines_card import Column, LinesCard, ShownLine
from partnerdesk.page.messages import Page
from partnerdesk.page.pieces import shortcut
from partnerdesk.page.waiting import Rest
from partnerdesk.words import N_

_CONCERNED = frozenset({"persons", "posts", "partners"})


class CarePage(Page):
    """Whom to remember when; Enter opens the person, G records a greeting, P a gift, Ctrl+P prints the list."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self.title = words(N_("Care list"))
        self.subtitle = words(N_("Birthdays and festivals of the next {days} days"), days=AHEAD)
        self.rows: tuple[Remembered, ...] = ()
        self.card = LinesCard(context, "persons", (
            Column(N_("Day"), 160), Column(N_("Occasion"), 160), Column(N_("Full name"), 130), Column(N_("Unit"), 300),
            Column(N_("Post held"), 150), Column(N_("Mobile"), 130),
        ), heading=words(N_("To be remembered")), in_place=False, may_make=False)
        self.card.empty.setWordWrap(True)
        self.card.empty.setText(words(N_(
            "Nobody is to be remembered in these days. Whom to remember, and at what, is said in the entry of a "
            "person: birthday by the solar or the lunar calendar, festivals.")))
        self.card.add_act(words(N_("Record a greeting")), self.record_greeting, on_line=True, name="greeting")
        self.card.add_act(words(N_("Record a gift")), self.record_gift, on_line=True, name="gift")
        self.card.add_act(words(N_("Print the list")), self.print_list, name="print list")
        shortcut(self.card.table, "G", self.record_greeting)
        shortcut(self.card.table, "P", self.record_gift)
        shortcut(self, "Ctrl+P", self.print_list)
        self.body.addWidget(self.card, 1)
        self.setFocusProxy(self.card.table)
        self._reload = Rest(self, 200, self.reload)
        context.listen(self, self._told)
        self.reload()

    @slot(superseding="care")
    async def reload(self) -> None:
        """Read again who is to be remembered."""
        context, today = self.context, self.context.today
        self.rows = await context.jobs.done(context.desk.read(context.actor, lambda look: remembered(look, today)))
        words = self.words
        self.card.show_lines([
            ShownLine("persons", each.occasion.person, (
                f"{words.near_day(each.occasion.day, today)} {words.weekday(each.occasion.day)}",
                occasion_said(each.occasion, words), each.name.said(words), each.unit.said(words),
                each.title.said(words), each.mobile))
            for each in self.rows], {})

    def marked(self) -> Remembered | None:
        """The occasion that is marked."""
        at = self.card.table.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    @slot
    async def record_greeting(self) -> None:
        """Enter a greeting in the contacts of the person's unit."""
        marked = self.marked()
        if marked is not None:
            await edit_in_sheet(self, self.context, "contacts", **self._given(marked), kind="greeting",
                                direction="ours", people=(marked.occasion.person,), happened=self.context.today,
                                subject=self._subject(marked))

    @slot
    async def record_gift(self) -> None:
        """Enter a gift to the person."""
        marked = self.marked()
        if marked is not None:
            await edit_in_sheet(self, self.context, "gifts", **self._given(marked), direction="given",
                                person_id=marked.occasion.person, changed_hands=self.context.today,
                                occasion=self._subject(marked)[:120])

    def print_list(self) -> None:
        """Show the list before it is printed."""
        self.context.print_paper("care-list", 0)

    def _given(self, marked: Remembered) -> dict[str, Any]:
        return {} if marked.partner is None else {"partner_id": marked.partner}

    def _subject(self, marked: Remembered) -> str:
        label = choice_label(OCCASIONS, marked.occasion.kind, self.words)
        if marked.occasion.kind != BIRTHDAY:
            return label
        return self.words(N_("{occasion} of {name}"), occasion=label, name=marked.name.said(self.words))

    def _told(self, changed: Any) -> None:
        if _CONCERNED & set(changed.ids):
            self._reload.start()


def build(context: Context) -> QWidget:
    """The page of the care list."""
    return CarePage(context)
