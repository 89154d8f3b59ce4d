"""The words of a language: texts by gettext, days, numbers and amounts as that language writes them."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from partnerdesk import places

ENGLISH = "en"
CHINESE = "zh_CN"
LANGUAGES = (CHINESE, ENGLISH)

_MONTHS = ("January February March April May June July August September October November December").split()
_WEEKDAYS = {
    ENGLISH: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    CHINESE: ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
}
_DIGITS = "〇一二三四五六七八九"


def N_(text: str) -> str:
    """Mark an English text for translation where it is declared; it is translated where it is shown."""
    return text


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = places.translations() / f"{language}.mo"
    if language == ENGLISH or not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


class Label(str):
    """A label inside a sentence: an English text that is translated when the sentence is."""


class Words:
    """One language; call it with an English text to get the text of that language.

    A paper has its own `Words`, whatever the screen speaks, so nothing here is global.
    """

    def __init__(self, language: str = CHINESE) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no such language: {language}")
        self.language = language
        self._translate = _catalogue(language).gettext
        self._plural = _catalogue(language).ngettext

    @property
    def chinese(self) -> bool:
        return self.language == CHINESE

    def __call__(self, text: str, /, **values: Any) -> str:
        """The text in this language, its named placeholders filled."""
        if not text:
            return ""
        said = self._translate(text)
        return said.format(**{name: self.value(value) for name, value in values.items()}) if values else said

    def within(self, name: str) -> str:
        """The name of a thing inside a sentence, already in this language: New partner, not New Partner."""
        return name if self.chinese or name[1:2].isupper() else name[:1].lower() + name[1:]

    def many(self, one: str, more: str, count: int, /, **values: Any) -> str:
        """The text that agrees with `count`, which also fills the placeholder `{count}`."""
        return self._plural(one, more, count).format(count=count, **{k: self.value(v) for k, v in values.items()})

    def either(self, chinese: str | None, english: str | None) -> str:
        """Of two names of one thing the one that suits the language, else the one there is."""
        first, second = (chinese, english) if self.chinese else (english, chinese)
        return first or second or ""

    def value(self, value: Any) -> str:
        """Any plain value as this language writes it in running text."""
        if value is None:
            return ""
        if isinstance(value, Label):
            return self(value)
        if (said := getattr(value, "said", None)) is not None:
            return str(said(self))  # what has a name in each language says itself
        if isinstance(value, bool):
            return self.yes(value)
        if isinstance(value, datetime):
            return self.appointment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Decimal):
            return f"{value:,f}"
        if isinstance(value, (list, tuple)):
            return self.listed(self.value(item) for item in value)
        return str(value)

    def yes(self, value: bool) -> str:
        return ("是" if value else "否") if self.chinese else ("Yes" if value else "No")

    def day(self, day: date) -> str:
        """A day in running text: 2026年11月20日, 20 November 2026."""
        if self.chinese:
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def short_day(self, day: date) -> str:
        """A day in tables, after GB/T 7408.1-2023 (ISO 8601-1): 2026-11-20."""
        return day.isoformat()

    def near_day(self, day: date, today: date) -> str:
        """A day in a list beside today, without the year where it is this one: 11月20日, 20 Nov."""
        if day.year != today.year:
            return self.short_day(day)
        return f"{day.month}月{day.day}日" if self.chinese else f"{day.day} {self.month(day)}"

    def month(self, day: date) -> str:
        """The month of a day where room is scarce: 11月, Nov."""
        return f"{day.month}月" if self.chinese else _MONTHS[day.month - 1][:3]

    def solemn_day(self, day: date) -> str:
        """A day on covers: 二〇二六年十一月二十日, with U+3007 as GB/T 15835-2011 writes it."""
        if not self.chinese:
            return self.day(day)
        year = "".join(_DIGITS[int(digit)] for digit in f"{day.year:04}")
        return f"{year}年{_under_hundred(day.month)}月{_under_hundred(day.day)}日"

    def weekday(self, day: date) -> str:
        return _WEEKDAYS[self.language][day.weekday()]

    def clock(self, moment: datetime) -> str:
        """The hour and minute on the wall: 09:30."""
        return f"{moment:%H:%M}"

    def appointment(self, moment: datetime) -> str:
        """A wall time in running text: 2026年11月16日 09:30."""
        return f"{self.day(moment.date())} {self.clock(moment)}" if self.chinese else (
            f"{self.day(moment.date())}, {self.clock(moment)}"
        )

    def amount(self, fen: int) -> str:
        """Fen as yuan with separators and two decimals: 12,000.00."""
        sign = "-" if fen < 0 else ""
        yuan, rest = divmod(abs(fen), 100)
        return f"{sign}{yuan:,}.{rest:02}"

    def listed(self, items: Iterable[str]) -> str:
        """Items in one line: 甲、乙、丙 or A, B, C."""
        return ("、" if self.chinese else ", ").join(item for item in items if item)

    def joined(self, *parts: str) -> str:
        """Sentences or clauses put behind one another without a gap in Chinese, with a space in English."""
        return ("" if self.chinese else " ").join(part for part in parts if part)

    def labelled(self, label: str, value: str) -> str:
        """A translated label and its value: 地点：三楼会议室, Place: Room 3."""
        return f"{label}：{value}" if self.chinese else f"{label}: {value}"


def ordinal_chinese(number: int) -> str:
    """A number from 0 to 99 in Chinese figures: 二十三."""
    return _under_hundred(number)


def _under_hundred(number: int) -> str:
    if not 0 <= number <= 99:
        raise ValueError(f"out of range: {number}")
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
