"""Editors of days and of appointments: typed freely, shown in full, with a small calendar by key."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from partnerdesk import clock
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.editor import Editor, Line, read_typed
from partnerdesk.page.pieces import tool
from partnerdesk.record.fields import FIRST_YEAR, LAST_YEAR, Field
from partnerdesk.record.reading import Read
from partnerdesk.words import N_


class Calendar(QFrame):
    """A month to choose a day from: arrows walk, Enter chooses, Esc puts it away."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.month = QCalendarWidget()
        self.month.setAccessibleName(context.words(N_("Calendar")))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setGridVisible(False)
        self.month.setMinimumDate(QDate(FIRST_YEAR, 1, 1))
        self.month.setMaximumDate(QDate(LAST_YEAR, 12, 31))
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(theme.tokens().faint))
        for each in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(each, weekend)
        self.month.activated.connect(self._choose)
        self.month.clicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.month)

    def show_below(self, line: QWidget, day: date) -> None:
        """Show the month of `day` below a line."""
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        self.move(line.mapToGlobal(QPoint(0, line.height() + 2)))
        self.show()
        self.month.setFocus()

    def _choose(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(date(day.year(), day.month(), day.day()))


class DayEditor(Editor):
    """A day: typed as 20261120, 11-20, 11.20, 明天, 下周一 or +30, and shown in full when it is left."""

    _icon, _says = "calendar", N_("Choose from the calendar (F4)")

    def __init__(self, field: Field, context: Context, *, labelled: bool = True) -> None:
        super().__init__(field, context, labelled=labelled)
        self.line = Line()
        self.open_calendar = tool(self._icon, self.words(self._says), self.show_calendar)
        self.open_calendar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.take(self.line, self.open_calendar)
        self.line.keys = {Qt.Key.Key_F4: self.show_calendar}
        self.line.textEdited.connect(self._edited)
        self.line.entered.connect(self._entered)
        self._value: Any = None
        self._text = ""
        self._calendar: Calendar | None = None

    def show_value(self, value: Any, name: Any = None) -> None:
        self._value = value
        self._write()
        self.say("")
        self.shown(value)

    def reading(self) -> Read:
        text = self.line.text().strip()
        if text == self._text:
            return Read(self._value)
        return read_typed(self.field, text, self.context)

    def typed(self, text: str) -> None:
        self.line.setText(text)
        self._edited(text)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.open_calendar.setVisible(not read_only)

    def show_calendar(self) -> bool:
        """Open the calendar below the line."""
        if self._calendar is None:
            self._calendar = Calendar(self, self.context)
            self._calendar.chosen.connect(self._choose)
        now = self.reading().value or self.context.today
        self._calendar.show_below(self.line, now.date() if isinstance(now, datetime) else now)
        return True

    def full(self, value: Any) -> str:
        """The value as it is shown when nobody types."""
        return f"{self.words.day(value)}　{self.words.weekday(value)}" if value is not None else ""

    def _choose(self, day: date) -> None:
        self._value = self._chosen(day)
        self._write()
        self.say("")
        self.touched()
        self.line.setFocus()

    def _chosen(self, day: date) -> Any:
        return day

    def _write(self) -> None:
        self._text = self.full(self._value)
        self.line.setText(self._text)
        self.line.setCursorPosition(0)

    def _entered(self) -> None:
        self.line.selectAll()

    def _edited(self, _text: str) -> None:
        found = self.reading()
        self.say(self.full(found.value) if found.problem is None else "")
        self.touched()

    def _was_left(self) -> None:
        found = self.reading()
        if found.problem is None:
            self._value = found.value
            self._write()
            self.say("")
        super()._was_left()


class AppointmentEditor(DayEditor):
    """A time of day with the office's zone: typed as 11-16 9:30, shown in full when it is left."""

    def full(self, value: Any) -> str:
        if value is None:
            return ""
        return f"{self.words.day(value.date())}　{self.words.weekday(value.date())}　{self.words.clock(value)}"

    def _chosen(self, day: date) -> Any:
        before = self.reading().value
        hour, minute = (before.hour, before.minute) if before is not None else (9, 0)
        return read_typed(self.field, f"{day:%Y-%m-%d} {hour:02}:{minute:02}", self.context).value


class MomentEditor(AppointmentEditor):
    """A moment: typed and shown in the office's time, kept in UTC."""

    def full(self, value: Any) -> str:
        return super().full(clock.wall(value, self.context.zone)) if value is not None else ""
