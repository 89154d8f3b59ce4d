"""Days and times as people type them, in Chinese and English: 20261120, 11-20, 明天, next monday, +30, 下午2点半."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, time, timedelta
from typing import Literal

from partnerdesk.problems import Spoken
from partnerdesk.words import N_

Order = Literal["", "mdy", "dmy"]

NOT_A_DAY = N_("“{value}” cannot be read as a day. Write it as in 2026-11-20.")
NO_SUCH_DAY = N_("There is no day “{value}” in the calendar.")
SHORT_YEAR = N_("“{value}”: write the year with four digits, as in 2026-11-20.")
TWO_WAYS = N_("“{value}” can be read in two ways. Write year, month and day, as in 2026-11-20.")
INCOMPLETE = N_("“{value}” does not name the day. Write year, month and day, as in 2026-11-20.")
NOT_A_TIME = N_("“{value}” cannot be read as a time. Write it as in 2026-11-20 09:30.")
NO_TIME = N_("“{value}” does not name the time. Write it as in 2026-11-20 09:30.")

_FIGURES = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "两": "2"}
_WEEKDAYS = {sign: value for value, sign in enumerate("一二三四五六日")} | {"天": 6}
_ENGLISH_WEEKDAYS = {
    name[:length]: value
    for value, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
    for length in (3, 4, 5, len(name))
}
_MONTHS = {
    name[:length]: value
    for value, name in enumerate((
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december"), start=1)
    for length in (3, 4, len(name))
}
_NAMED = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0, "明天": 1, "明日": 1,
    "后天": 2, "后日": 2, "大后天": 3, "today": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2,
    "the day after tomorrow": 2, "day before yesterday": -2, "the day before yesterday": -2,
}
_UNITS = {
    "": "d", "d": "d", "day": "d", "days": "d", "天": "d", "日": "d", "w": "w", "week": "w", "weeks": "w", "周": "w",
    "星期": "w", "个星期": "w", "m": "m", "month": "m", "months": "m", "月": "m", "个月": "m", "y": "y", "year": "y",
    "years": "y", "年": "y",
}
_UNIT = r"(?P<unit>days?|d|天|日|weeks?|w|周|个?星期|months?|m|个?月|years?|y|年)"
_WEEKDAY_TAIL = re.compile(
    r"[\s,(]*(?:(?:周|星期|礼拜)[一二三四五六日天]|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?)[\s)]*$"
)
_CLOCK_TAIL = re.compile(r"(?<=[\d日号])(?:t|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?$")


class Unread(Spoken):
    """What was typed cannot be read as what it ought to be."""


def read_day(typed: str, today: date, *, order: Order = "") -> date:
    """The day that a typed text names; a day without its year is of this year.

    The week begins on Monday: 下周一 and "next monday" lie in the calendar week after this one.
    `order` tells how a column of an imported file writes days with the year last; nobody may guess that.
    """
    text = _plain(typed)
    bare = _CLOCK_TAIL.sub("", text)
    if len(bare) > 10 or bare[:1].isdigit():
        # A weekday behind a full day is a courtesy; alone or after 下 it is the day itself.
        shorter = _WEEKDAY_TAIL.sub("", bare)
        bare = shorter if shorter[:1].isdigit() or "20" in shorter else bare
    for attempt in (_named, _counted, _week, _edge, _figures, _chinese, _parted, _english):
        found = attempt(bare, typed, today, order)
        if found is not None:
            return found
    raise Unread(NOT_A_DAY, value=typed.strip())


def read_time(typed: str, today: date) -> tuple[date, time]:
    """The day and time of day that a typed text names; a time without a day is today's."""
    text = _plain(typed)
    for pattern in _TIMES:
        found = pattern.search(text)
        if found:
            day_text = text[:found.start()].rstrip(" ,t")
            moment = _clock(found, typed)
            return (read_day(day_text, today) if day_text else today), moment
    try:
        read_day(typed, today)
    except Unread:
        raise Unread(NOT_A_TIME, value=typed.strip()) from None
    raise Unread(NO_TIME, value=typed.strip())


_PART = r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|am|a\.m\.|pm|p\.m\.)"
_HOUR = r"(?P<hour>\d{1,2}|[一二三四五六七八九十两零〇]{1,3})"
_TIMES = (
    # 9:30, 下午2:30, 2:30 pm, 09:30:00
    re.compile(
        rf"(?:^|(?<=[\s日号t,])|(?<=[^\d:\s])){_PART}?\s*(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::00(?:\.0+)?)?"
        r"\s*(?P<late>am|pm|a\.m\.|p\.m\.)?$"),
    # 9点, 9点半, 下午3点一刻, 9时30分
    re.compile(
        rf"{_PART}?\s*{_HOUR}(?:点钟|点|时)"
        r"(?:(?P<half>半|整|一刻|三刻)|(?P<minute>\d{1,2}|[一二三四五六七八九十零〇]{1,3})分?)?$"),
    # 2 pm
    re.compile(r"(?:^|(?<=\s))(?P<hour>\d{1,2})\s*(?P<late>am|pm|a\.m\.|p\.m\.)$"),
    # 20261116 0930
    re.compile(r"(?<=\s)(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)$"),
)


def _clock(found: re.Match[str], typed: str) -> time:
    parts = found.groupdict()
    hour, minute = number_of(parts["hour"]), 0
    if parts.get("half"):
        minute = {"半": 30, "整": 0, "一刻": 15, "三刻": 45}[parts["half"]]
    elif parts.get("minute"):
        minute = number_of(parts["minute"])
    part = (parts.get("part") or parts.get("late") or "").replace(".", "")
    if hour < {"下午": 12, "傍晚": 12, "晚上": 12, "晚间": 12, "pm": 12, "中午": 3}.get(part, 0):
        hour += 12
    elif part in ("am", "凌晨") and hour == 12:
        hour = 0
    elif part in ("晚上", "晚间") and hour == 12:
        # Midnight of which day nobody can tell.
        raise Unread(NOT_A_TIME, value=typed.strip())
    if not (0 <= hour <= 23 and 0 <= minute <= 59):
        raise Unread(NOT_A_TIME, value=typed.strip())
    return time(hour, minute)


def number_of(text: str) -> int:
    """A number from 0 to 99 in digits or Chinese figures, or -1."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if ten:
        if any(len(part) > 1 or (part and part not in _FIGURES) for part in (tens, ones)):
            return -1
        return int(_FIGURES.get(tens, "1")) * 10 + int(_FIGURES.get(ones, "0"))
    figures = "".join(_FIGURES.get(sign, "x") for sign in text)
    return int(figures) if figures.isdecimal() else -1


def _plain(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed).casefold().strip().replace("年度", "年").replace("。", ".")
    text = text.translate({0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x2212: "-"})
    text = re.sub(r"\s+", " ", text)
    # Between Chinese signs and digits a space says nothing.
    return re.sub(r"(?<=[年月]) | (?=[年月日号点时分半])", "", text)


def _built(year: int, month: int, day: int, typed: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unread(NO_SUCH_DAY, value=typed.strip()) from None


def _days_on(day: date, days: int, typed: str) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise Unread(NO_SUCH_DAY, value=typed.strip()) from None


def _months_on(day: date, months: int, typed: str) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise Unread(NO_SUCH_DAY, value=typed.strip())
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _named(text: str, typed: str, today: date, order: Order) -> date | None:
    return today + timedelta(days=_NAMED[text]) if text in _NAMED else None


def _counted(text: str, typed: str, today: date, order: Order) -> date | None:
    """+30, -7, +2w, 30天后, 两周前, in 30 days, 2 weeks ago."""
    count = r"(?P<count>\d{1,5}|[一二三四五六七八九十两]{1,3})"
    for pattern in (
        rf"(?P<sign>[+-])\s*(?P<count>\d{{1,5}})\s*{_UNIT}?(?:后|前)?",
        rf"{count}\s*{_UNIT}(?P<sign>之?后|以后|之?前|以前|later| later|ago| ago)",
        rf"(?P<sign>in) {count} {_UNIT}",
        rf"(?P<sign>过){count}{_UNIT}",
    ):
        found = re.fullmatch(pattern, text)
        if found:
            number = number_of(found["count"])
            backward = found["sign"] == "-" or found["sign"].strip().endswith(("前", "ago"))
            step, unit = (-number if backward else number), _UNITS[found["unit"] or ""]
            if number < 0:
                return None
            if unit in "dw":
                return _days_on(today, step * (7 if unit == "w" else 1), typed)
            return _months_on(today, step * (12 if unit == "y" else 1), typed)
    return None


def _week(text: str, typed: str, today: date, order: Order) -> date | None:
    """本周五, 下周一, 上周三, 下下周二, 周五, friday, next monday."""
    which_one = r"(?P<which>本|这个?|下下个?|下个?|上上个?|上个?)?"
    found = re.fullmatch(rf"{which_one}(?:周|星期|礼拜)(?P<day>[一二三四五六日天])", text)
    if found:
        which, weekday = (found["which"] or "").removesuffix("个"), _WEEKDAYS[found["day"]]
        weeks = {"": 0, "本": 0, "这": 0, "下": 1, "下下": 2, "上": -1, "上上": -2}[which]
    else:
        found = re.fullmatch(r"(?:(?P<which>this|next|last|on) )?(?P<day>[a-z]+)\.?", text)
        if not found or found["day"] not in _ENGLISH_WEEKDAYS:
            return None
        weekday, weeks = _ENGLISH_WEEKDAYS[found["day"]], {"next": 1, "last": -1}.get(found["which"] or "", 0)
    return _days_on(today, weekday - today.weekday() + 7 * weeks, typed)


def _edge(text: str, typed: str, today: date, order: Order) -> date | None:
    """月底, 下月初, 年底, 本月15日, 15日, 明年3月1日, end of month."""
    months = {"": 0, "本": 0, "这个": 0, "当": 0, "下": 1, "下个": 1, "上": -1, "上个": -1}
    found = re.fullmatch(r"(?P<which>本|这个|当|下个?|上个?)?月(?P<edge>底|末|初)", text)
    if found or text in ("end of month", "end of the month", "month end"):
        first = _months_on(today.replace(day=1), months[(found["which"] or "") if found else ""], typed)
        if found and found["edge"] == "初":
            return first
        return first.replace(day=monthrange(first.year, first.month)[1])
    years = {"": 0, "本": 0, "今": 0, "当": 0, "明": 1, "去": -1, "后": 2, "前": -2}
    found = re.fullmatch(r"(?P<which>本|今|明|去|当)?年(?P<edge>底|末|初)", text)
    if found or text in ("end of year", "end of the year", "year end"):
        year = today.year + years[(found["which"] or "") if found else ""]
        return _built(year, *((1, 1) if found and found["edge"] == "初" else (12, 31)), typed)
    which_one = r"(?:(?P<which>本|这个|当|下个?|上个?)月)?"
    found = re.fullmatch(rf"{which_one}(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]", text)
    if found:
        first = _months_on(today.replace(day=1), months[found["which"] or ""], typed)
        return _built(first.year, first.month, number_of(found["day"]), typed)
    found = re.fullmatch(r"(?P<which>今|明|去|后|前)年(?P<rest>.+)", text)
    if found and re.search(r"\d|月", found["rest"]):
        return read_day(found["rest"], _months_on(today, 12 * years[found["which"]], typed))
    return None


def _figures(text: str, typed: str, today: date, order: Order) -> date | None:
    """20261120 and 1120."""
    if not text.isascii() or not text.isdecimal():
        return None
    if len(text) == 8:
        return _built(int(text[:4]), int(text[4:6]), int(text[6:]), typed)
    if len(text) == 4:
        return _built(today.year, int(text[:2]), int(text[2:]), typed)
    if len(text) == 6:
        whole = int(text[:4]) in range(1900, 2200) and 1 <= int(text[4:]) <= 12
        raise Unread(INCOMPLETE if whole else SHORT_YEAR, value=typed.strip())
    return None


def _chinese(text: str, typed: str, today: date, order: Order) -> date | None:
    """2026年11月20日, 11月20日, 二〇二六年十一月二十日."""
    found = re.fullmatch(
        r"(?:(?P<year>\d+|[零〇○一二三四五六七八九]{2,4})年)?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?"
        r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?)?", text)
    if not found:
        return None
    year = today.year
    if found["year"]:
        figures = "".join(_FIGURES.get(sign, sign) for sign in found["year"])
        if len(figures) != 4:
            raise Unread(SHORT_YEAR, value=typed.strip())
        year = int(figures)
    if not found["day"]:
        raise Unread(INCOMPLETE, value=typed.strip())
    return _built(year, number_of(found["month"]), number_of(found["day"]), typed)


def _parted(text: str, typed: str, today: date, order: Order) -> date | None:
    """2026-11-20, 2026/11/20, 2026.11.20, 11-20, 11.20; with the year last only where `order` says how."""
    parts = re.split(r"\s*[-/.,]\s*|\s+|年|月", text.rstrip("日号"))
    if parts and parts[-1] == "" and len(parts) > 2:
        parts.pop()
        if len(parts) == 2 and len(parts[0]) == 4 and "".join(parts).isdecimal():
            raise Unread(INCOMPLETE, value=typed.strip())
    if not 2 <= len(parts) <= 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    if any(len(part) > 4 for part in parts):
        return None
    lengths = tuple(map(len, parts))
    numbers = tuple(map(int, parts))
    if len(parts) == 3 and lengths[0] == 4 and max(lengths[1:]) <= 2:
        return _built(numbers[0], numbers[1], numbers[2], typed)
    if len(parts) == 3 and lengths[2] == 4 and max(lengths[:2]) <= 2:
        if not order:
            raise Unread(TWO_WAYS, value=typed.strip())
        month, day = numbers[:2] if order == "mdy" else (numbers[1], numbers[0])
        return _built(numbers[2], month, day, typed)
    if len(parts) == 3 and max(lengths) <= 2:
        raise Unread(SHORT_YEAR, value=typed.strip())
    if len(parts) == 2 and lengths[0] == 4 and lengths[1] <= 2:
        raise Unread(INCOMPLETE, value=typed.strip())
    if len(parts) == 2 and max(lengths) <= 2:
        return _built(today.year, numbers[0], numbers[1], typed)
    return None


def _english(text: str, typed: str, today: date, order: Order) -> date | None:
    """20 November 2026, Nov 20, 2026, 20 nov."""
    for pattern in (
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -]?(?:of )?(?P<month>[a-z]{3,9})\.?[ ,-]*(?P<year>\d{2,4})?",
        r"(?P<month>[a-z]{3,9})\.? ?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:[ ,-]+(?P<year>\d{2,4}))?",
    ):
        found = re.fullmatch(pattern, text)
        if found and found["month"] in _MONTHS:
            year = found["year"]
            if year and len(year) != 4:
                raise Unread(SHORT_YEAR, value=typed.strip())
            return _built(int(year) if year else today.year, _MONTHS[found["month"]], int(found["day"]), typed)
    return None
