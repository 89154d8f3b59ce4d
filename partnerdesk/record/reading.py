"""What a person types, read as the value of a field; and a value shown again as text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from partnerdesk.clock import ZONE
from partnerdesk.problems import Problem
from partnerdesk.record import prose
from partnerdesk.record.days import Order, Unread, read_day, read_time
from partnerdesk.record.fields import Field, Kind
from partnerdesk.words import LANGUAGES, N_, Label, Words

NOT_AN_AMOUNT = N_("“{value}” cannot be read as an amount. Write it as in 12,000.00 or 1.2万.")
OTHER_CURRENCY = N_("“{value}” is not in yuan. Enter the amount in yuan and the original in the notes.")
BROKEN_FEN = N_("“{value}” has more than two decimals; an amount is kept in whole fen.")
NOT_A_NUMBER = N_("“{value}” cannot be read as a whole number.")
NOT_POINTS = N_("“{value}” cannot be read as points. Write them as in 4.12, with at most two decimals.")
NOT_A_SHARE = N_("“{value}” cannot be read as a percentage. Write it as in 12.5%, with at most two decimals.")
NOT_YES_OR_NO = N_("“{value}” is neither yes nor no.")
NO_SUCH_CHOICE = N_("{label}: “{value}” is not among the choices.")
NOT_FOUND = N_("{label}: there is no “{value}” here yet.")
NO_SUCH_TIME = N_("“{value}” does not exist here: the clock is put forward in that hour.")

_YES = frozenset("是 有 对 √ ✓ ✔ ☑ ✅ 已 y yes true t on 1".split())
_NO = frozenset("否 无 不是 没有 错 × ✗ ✘ ✕ ☐ ❌ 未 n no false f off 0".split())
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
           "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
_MONEY = re.compile(
    r"(?:人民币|rmb|cny|[¥￥])?\s*(?P<sign>[+-]?)(?:[¥￥])?\s*(?P<number>\d[\d,' ]*(?:\.\d+)?|\.\d+)\s*"
    r"(?P<scale>百|千|十万|百万|千万|万亿|万|十亿|百亿|千亿|亿)?\s*(?:元整?|圆整?|块|人民币|rmb|cny)?(?:整|正)?"
)
_GROUPED = re.compile(r"(?:\d+|\d{1,3}(?:[,' ]\d{3})+|\d{1,4}(?:[, ]\d{4})+)?(?:\.\d+)?")
_CURRENCY = re.compile(r"[$€£₩₹₽]|美元|欧元|港元|港币|日元|英镑|\b(?:usd|eur|hkd|jpy|gbp)\b")
_PARTING = re.compile(r"[、,，;；\n]+")


@dataclass(frozen=True)
class Read:
    """The value that a typed text stands for, or the problem that keeps it from standing for one."""

    value: Any = None
    problem: Problem | None = None


def read(
    field: Field, typed: str, today: date, zone: str = ZONE, *, names: Mapping[str, int] | None = None,
    order: Order = "",
) -> Read:
    """Read a typed text as the field's kind; an empty one is nothing.

    `names` gives the ids of the records that a link may name; `order` the order of days of an imported column.
    What the field's own declaration says of the value is checked later, by `checks.check`.
    """
    text = typed.strip()
    if field.kind is Kind.TEXT:
        return Read(typed if text else None)
    if not text:
        return Read(() if field.kind in (Kind.SEVERAL, Kind.LINKS) else False if field.kind is Kind.YES_NO else None)
    try:
        return Read(_read(field, typed, today, ZoneInfo(zone), names, order))
    except Unread as unread:
        return Read(None, Problem(field.name, unread.message, {"label": Label(field.label), **unread.values}))


def shown(
    field: Field, value: Any, words: Words, *, names: Mapping[int, str] | None = None, zone: str = ZONE,
    table: bool = False,
) -> str:
    """A value as text: in running words, or with `table` in the short form of lists, ledgers and files.

    `read` understands all that stands here. A link whose name is not known, or withheld, shows nothing.
    """
    if value is None or value == ():
        return ""
    match field.kind:
        case Kind.DAY:
            return words.short_day(value) if table else words.day(value)
        case Kind.APPOINTMENT:
            return _shown_time(value, words, zone, table)
        case Kind.MOMENT:
            return _shown_time(value.astimezone(ZoneInfo(zone)), words, zone, table)
        case Kind.CHOICE:
            return _label(field, value, words)
        case Kind.SEVERAL:
            return words.listed(_label(field, key, words) for key in value)
        case Kind.AMOUNT:
            return words.amount(value)
        case Kind.PERCENTAGE:
            return f"{Decimal(value) / 100:f}%"
        case Kind.POINTS:
            return f"{Decimal(value) / 100:.2f}"
        case Kind.YES_NO:
            return words.yes(value)
        case Kind.LINK | Kind.FILE:
            return value if isinstance(value, str) else (names or {}).get(value, "")
        case Kind.LINKS:
            return words.listed(each if isinstance(each, str) else (names or {}).get(each, "") for each in value)
        case Kind.LONG_TEXT if field.rich:
            return prose.plain(prose.loads(value))
    return str(value)


def read_amount(typed: str) -> int:
    """Whole fen: 12,000.00 · 1.2万 · ￥3亿 · RMB 500 · (1,200.00) is negative."""
    text = _folded(typed)
    if _CURRENCY.search(text):
        raise Unread(OTHER_CURRENCY, value=typed.strip())
    bracketed = re.fullmatch(r"\((.+)\)", text)
    found = _MONEY.fullmatch(bracketed[1] if bracketed else text)
    if not found or len(text) > 60 or not _GROUPED.fullmatch(found["number"].strip()):
        raise Unread(NOT_AN_AMOUNT, value=typed.strip())
    number = Decimal(re.sub("[,' ]", "", found["number"]))
    fen = number * _SCALES[found["scale"] or ""] * 100
    if fen != fen.to_integral_value():
        raise Unread(BROKEN_FEN, value=typed.strip())
    return -int(fen) if (found["sign"] == "-") != bool(bracketed) else int(fen)


def read_number(typed: str) -> int:
    """A whole number, with separators or in full-width or Chinese figures."""
    text = _folded(typed)
    sign, digits = (-1, text[1:].strip()) if text.startswith("-") else (1, text.removeprefix("+"))
    found = re.fullmatch(r"(?P<whole>\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.0+)?", digits)
    if found and len(digits) <= 40:
        return sign * int(re.sub("[, ]", "", found["whole"]))
    scaled = re.fullmatch(r"(?P<number>\d{1,12}(?:\.\d{1,8})?)(?P<scale>万|亿)", digits)
    if scaled:
        value = Decimal(scaled["number"]) * _SCALES[scaled["scale"]]
        if value == value.to_integral_value():
            return sign * int(value)
    chinese = _chinese_number(digits)
    if chinese is None:
        raise Unread(NOT_A_NUMBER, value=typed.strip())
    return sign * chinese


def read_percentage(typed: str) -> int:
    """Hundredths of a percent: 12.5% and 12.5 are 1250."""
    text = _folded(typed).removeprefix("百分之").removesuffix("%").strip()
    try:
        share = Decimal(text) * 100 if re.fullmatch(r"[+-]?\d{1,9}(?:\.\d{1,12})?", text) else None
    except InvalidOperation:
        share = None
    if share is None or share != share.to_integral_value():
        raise Unread(NOT_A_SHARE, value=typed.strip())
    return int(share)


def read_points(typed: str) -> int:
    """Hundredths of a point: 4.12 and 4.12分 are 412."""
    text = _folded(typed).removesuffix("分").strip()
    share = Decimal(text) * 100 if re.fullmatch(r"[+-]?\d{1,9}(?:\.\d{1,12})?", text) else None
    if share is None or share != share.to_integral_value():
        raise Unread(NOT_POINTS, value=typed.strip())
    return int(share)


def read_yes_no(typed: str) -> bool:
    """是, √, Y, true … or 否, ×, N, false …"""
    text = _folded(typed)
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise Unread(NOT_YES_OR_NO, value=typed.strip())


def read_choice(field: Field, typed: str) -> str:
    """The key of the choice that is named by its key or its label in any language."""
    wanted = _folded(typed)
    for choice in field.choices:
        if wanted in _choice_names(choice.key, choice.label):
            return choice.key
    raise Unread(NO_SUCH_CHOICE, label=Label(field.label), value=typed.strip())


def _read(
    field: Field, typed: str, today: date, zone: ZoneInfo, names: Mapping[str, int] | None, order: Order
) -> Any:
    match field.kind:
        case Kind.LONG_TEXT:
            return prose.dumps(prose.from_plain(typed)) if field.rich and not typed.startswith(prose.MARK) else typed
        case Kind.DAY:
            return read_day(typed, today, order=order)
        case Kind.APPOINTMENT:
            return _read_appointment(typed, today, zone)
        case Kind.MOMENT:
            return _read_appointment(typed, today, zone).astimezone(UTC)
        case Kind.CHOICE:
            return read_choice(field, typed)
        case Kind.SEVERAL:
            return _read_several(field, typed)
        case Kind.AMOUNT:
            return read_amount(typed)
        case Kind.NUMBER:
            return read_number(typed)
        case Kind.PERCENTAGE:
            return read_percentage(typed)
        case Kind.POINTS:
            return read_points(typed)
        case Kind.YES_NO:
            return read_yes_no(typed)
        case Kind.LINKS:
            return tuple(dict.fromkeys(_linked(field, part, names) for part in _linked_parts(typed, names)))
        case Kind.LINK | Kind.FILE:
            return _linked(field, typed, names)
    raise AssertionError(f"no such kind: {field.kind}")


def _read_appointment(typed: str, today: date, zone: ZoneInfo) -> datetime:
    text = typed.strip()
    head, _, tail = text.rpartition(" ")
    if "/" in tail and not any(map(str.isdigit, tail)):
        text, zone = head, _zone(tail, typed)
    day, clock = read_time(text, today)
    moment = datetime.combine(day, clock, zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise Unread(NO_SUCH_TIME, value=typed.strip())
    return moment


def _zone(key: str, typed: str) -> ZoneInfo:
    try:
        return ZoneInfo(key)
    except (KeyError, ValueError, OSError):
        raise Unread(N_("“{value}” names no time zone that is known here."), value=typed.strip()) from None


def _shown_time(moment: datetime, words: Words, zone: str, table: bool) -> str:
    text = f"{words.short_day(moment.date())} {words.clock(moment)}" if table else words.appointment(moment)
    named = _key(moment.tzinfo)
    return text if named in ("", zone) else f"{text} {named}"


def _key(zone: tzinfo | None) -> str:
    return zone.key if isinstance(zone, ZoneInfo) else ""


def _label(field: Field, key: str, words: Words) -> str:
    choice = field.choice(key)
    return words(choice.label) if choice else key


def _folded(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed).casefold().strip()
    return text.replace("−", "-").replace("–", "-").replace("\u00a0", " ")


def _choice_names(key: str, label: str) -> set[str]:
    return {_folded(key)} | {_folded(Words(language)(label)) for language in LANGUAGES}


def _read_several(field: Field, typed: str) -> tuple[str, ...]:
    # A label may hold a comma itself, so the whole is tried before its parts.
    try:
        found = {read_choice(field, typed)}
    except Unread:
        found = {read_choice(field, part) for part in _PARTING.split(typed) if part.strip()}
    return tuple(choice.key for choice in field.choices if choice.key in found)


def _linked_parts(typed: str, names: Mapping[str, int] | None) -> list[str]:
    if names and typed.strip() in names:
        return [typed]
    return [part for part in _PARTING.split(typed) if part.strip()]


def _linked(field: Field, typed: str, names: Mapping[str, int] | None) -> int:
    found = (names or {}).get(typed.strip())
    if found is None:
        raise Unread(NOT_FOUND, label=Label(field.label), value=typed.strip())
    return found


def _chinese_number(text: str) -> int | None:
    """十二, 三百二十, 一千零五, 二〇二六: below ten thousand."""
    figures = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
    if not text or len(text) > 8 or any(sign not in figures and sign not in "十百千" for sign in text):
        return None
    if not any(sign in "十百千" for sign in text):
        return int("".join(str(figures[sign]) for sign in text))
    total, held, last = 0, None, 10_000
    for sign in text:
        if sign in figures:
            if held:
                return None
            held = figures[sign]
            continue
        scale = {"十": 10, "百": 100, "千": 1000}[sign]
        if scale >= last:
            return None
        total += (1 if held is None else held) * scale
        held, last = None, scale
    return total + (held or 0)
