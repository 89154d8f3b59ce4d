"""The page of the day: what needs handling in the order of its day, the next meetings, and the year ahead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.office.due import OVERDUE, SOON, STANDINGS, THIS_WEEK, Due, falling_due, months
from partnerdesk.page import theme
from partnerdesk.page.chart import ChartView
from partnerdesk.page.context import Context
from partnerdesk.page.jobs import slot
from partnerdesk.page.messages import Page
from partnerdesk.page.pieces import Card, OneLine, Scroll, Text, beside, button, column, emptied, holder, row, rule, tag
from partnerdesk.page.waiting import Rest
from partnerdesk.paper.blocks import Chart, Series
from partnerdesk.record.look import Look
from partnerdesk.words import N_

SHOWN = 60
MEETINGS = 4
_AHEAD = ("planned", "called", "postponed")


@dataclass(frozen=True)
class Called:
    """A meeting that is to be held."""

    id: int
    name: str
    starts: datetime
    place: str


@dataclass(frozen=True)
class Day:
    """What the page of the day shows, read in one go."""

    due: Sequence[Due]
    months: Sequence[tuple[date, int, int]]
    meetings: Sequence[Called]

    def counts(self, today: date) -> dict[str, tuple[int, bool]]:
        """How much needs handling by register (overdue, or due this week), and whether some of it is overdue."""
        found: dict[str, tuple[int, bool]] = {}
        for each in self.due:
            standing = each.standing(today)
            if standing in (OVERDUE, THIS_WEEK):
                count, late = found.get(each.register, (0, False))
                found[each.register] = (count + 1, late or standing == OVERDUE)
        return found


def read_day(look: Look, today: date) -> Day:
    """All that falls due, the year ahead and the next meetings."""
    return Day(falling_due(look, today), months(look, today), next_meetings(look, today))


def next_meetings(look: Look, today: date) -> list[Called]:
    """The next meetings that are planned or called, the soonest first."""
    meeting: Any = contents.record("meetings")
    rows = look.rows(
        select(meeting.id, meeting.name, meeting.starts, meeting.place)
        .where(meeting.struck_at.is_(None), meeting.starts.is_not(None), meeting.state.in_(_AHEAD))
        .order_by(meeting.starts, meeting.id))
    return [Called(id, name, starts, place or "") for id, name, starts, place in rows
            if starts.date() >= today][:MEETINGS]


class TodayPage(Page):
    """What falls due, read from the dates of the registers; each line leads to its entry."""

    def __init__(self, context: Context, told: Callable[[dict[str, tuple[int, bool]]], None] | None = None) -> None:
        super().__init__(context)
        self.title = self.words(N_("Today"))
        self.subtitle = ""
        self.retitled: Callable[[str, str], None] | None = None
        self._told = told
        words = self.words
        self.due = Card(words(N_("To be handled")))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        inner = holder(column(self.lines, None))
        self.due.body.addWidget(Scroll(inner), 1)
        self.year = Card(words(N_("Falling due in the next 12 months")))
        self.chart = ChartView(words(N_("Falling due in the next 12 months")))
        self.chart.setFixedHeight(theme.px(110))
        self.quiet = Text(words(N_("Nothing.")), "faint")
        self.year.body.addWidget(self.chart)
        self.year.body.addWidget(self.quiet)
        self.meetings = Card(words(N_("Next meetings")))
        self.coming = QVBoxLayout()
        self.coming.setSpacing(8)
        self.meetings.body.addLayout(self.coming)
        side = holder(column(self.year, self.meetings, None, spacing=12))
        side.setFixedWidth(theme.px(360))
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(self.due, 1)
        across.addWidget(side)
        self.body.addLayout(across, 1)
        self._reload = Rest(self, 200, self.reload)
        context.listen(self, lambda _changed: self._reload.start())
        self.reload()

    @slot(superseding="day", doing=N_("Reading what falls due"))
    async def reload(self) -> None:
        """Read again what falls due."""
        context, today = self.context, self.context.today
        self.show_day(await context.jobs.done(context.desk.read(
            context.actor, lambda look: read_day(look, today))))

    def show_day(self, day: Day) -> None:
        """Show what was read."""
        words, today = self.words, self.context.today
        emptied(self.lines)
        for each in day.due[:SHOWN]:
            self._add(each)
        if len(day.due) > SHOWN:
            more = words.many("{count} more", "{count} more", len(day.due) - SHOWN)
            self.lines.addWidget(Text(more, "faint"))
        late = sum(each.standing(today) == OVERDUE for each in day.due)
        soon = sum(each.standing(today) == THIS_WEEK for each in day.due)
        if not day.due:
            self.lines.addWidget(Text(words(
                N_("Nothing falls due in the next {days} days. What is shown here comes from the due days of "
                   "agreements, numbered copies, loans, incoming documents and follow-up items."),
                days=SOON), "soft", wrap=True))
            if not day.meetings:
                self.lines.addLayout(self._first_acts())
        count = words.many("{count} item", "{count} items", len(day.due))
        overdue = words.many("{count} overdue", "{count} overdue", late) if late else ""
        self.due.say_beside(beside(count, overdue) if day.due else "")
        parts = [words.many("{count} overdue", "{count} overdue", late) if late else "",
                 words(N_("{count} due this week"), count=soon) if soon else ""]
        self.subtitle = ("，" if words.chinese else ", ").join(part for part in parts if part)
        if self.retitled is not None and self.isVisible():
            self.retitled(self.title, self.subtitle)
        self._show_year(day)
        self._show_meetings(day)
        if self._told is not None:
            counts = day.counts(today)
            counts["today"] = (late + soon, bool(late))
            self._told(counts)

    def _first_acts(self) -> QHBoxLayout:
        """What a desk begins with, where there is nothing to be done yet."""
        words, context = self.words, self.context
        one = words.within(context.one("partners"))
        new = button(words(N_("New {one}"), one=one), lambda _on=False: context.new("partners"), icon="new",
                     role="main", name="first")
        bring = button(words(N_("Import from Excel")), lambda _on=False: context.new("import"), icon="import",
                       name="import")
        made = row(new, bring, None)
        made.setContentsMargins(0, 16, 0, 0)
        return made

    def _add(self, due: Due) -> None:
        words = self.words
        standing, tone = STANDINGS[due.standing(self.context.today)]
        text = words(due.text, **due.values)
        name = OneLine(text)
        below = OneLine(words(due.note, **due.note_values) if due.note else self.context.one(due.register), "faint")
        sign = tag(words(standing), tone)
        sign.setFixedWidth(theme.px(76))
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        day = Text(words.near_day(due.day, self.context.today), tone=tone)
        act = button(words(due.act), lambda _on=False: self.context.open(due.register, due.id))
        act.setMinimumWidth(theme.px(112 if not words.chinese else 80))
        act.setAccessibleName(f"{words(due.act)} {text}")
        texts = column(name, below, spacing=1)
        line = QHBoxLayout()
        line.setContentsMargins(0, 8, 2, 8)
        line.setSpacing(12)
        line.addWidget(sign)
        line.addLayout(texts, 1)
        line.addWidget(day)
        line.addWidget(act)
        self.lines.addWidget(holder(line))
        self.lines.addWidget(rule())

    def _show_year(self, day: Day) -> None:
        words = self.words
        labels = tuple(words.month(first) for first, _, _ in day.months)
        # Months without anything get no figure: a row of noughts says less than white space.
        rest = tuple(float(count) or None for _, count, _ in day.months)
        late = tuple(float(late) or None for _, _, late in day.months)
        self.chart.setVisible(any(count or overdue for _, count, overdue in day.months))
        self.quiet.setVisible(not self.chart.isVisibleTo(self.year))
        series = (Series(words(N_("Overdue")), late), Series(words(N_("Due")), rest))
        self.chart.show_chart(Chart("bars", labels, series), colours=("red", "accent"))

    def _show_meetings(self, day: Day) -> None:
        words = self.words
        emptied(self.coming)
        for each in day.meetings:
            when = Text(words.near_day(each.starts.date(), self.context.today), "tag", tone="main")
            when.setAlignment(Qt.AlignmentFlag.AlignCenter)
            detail = beside(words.clock(each.starts), each.place)
            texts: Any = column(OneLine(each.name), OneLine(detail, "faint"), spacing=1)
            go = button(words(N_("Open")), lambda _on=False, id=each.id: self.context.open("meetings", id),
                        role="plain")
            go.setAccessibleName(f"{words(N_('Open'))} {each.name}")
            line = row(when, spacing=10)
            line.addLayout(texts, 1)
            line.addWidget(go)
            self.coming.addLayout(line)
        if not day.meetings:
            self.coming.addWidget(Text(words(N_("No meeting has been called.")), "faint"))


def build(context: Context) -> QWidget:
    """The page of the day."""
    return TodayPage(context)
