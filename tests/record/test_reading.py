from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.record import prose
from partnerdesk.record.days import Unread, read_day, read_time
from partnerdesk.record.fields import AMOUNT_LIMIT, Choice, Field, Kind
from partnerdesk.record.reading import read, read_amount, read_number, read_percentage, read_yes_no, shown
from partnerdesk.words import LANGUAGES, Words

TODAY = date(2026, 11, 20)  # a Friday
SHANGHAI = ZoneInfo("Asia/Shanghai")
walls = st.datetimes(datetime(1995, 1, 1), datetime(2199, 12, 31))  # noqa: DTZ001
languages = st.sampled_from([Words(language) for language in LANGUAGES])
CHOICES = (Choice("supplier", "Supplier"), Choice("both", "One, and the other"), Choice("member", "Alliance member"))


def back(field: Field, value: Any, words: Words, table: bool, **more: Any) -> Any:
    made = read(field, shown(field, value, words, table=table), TODAY, **more)
    assert made.problem is None, (value, shown(field, value, words, table=table), made.problem)
    return made.value


@pytest.mark.parametrize(("typed", "day"), [
    ("20261120", date(2026, 11, 20)),
    ("2026-11-20", date(2026, 11, 20)),
    ("2026-1-2", date(2026, 1, 2)),
    ("2026/11/20", date(2026, 11, 20)),
    ("2026.11.20", date(2026, 11, 20)),
    ("２０２６．１１．２０", date(2026, 11, 20)),
    ("2026年11月20日", date(2026, 11, 20)),
    ("2026 年 11 月 20 日", date(2026, 11, 20)),
    ("2026年11月20日　星期五", date(2026, 11, 20)),
    ("二〇二六年十一月二十日", date(2026, 11, 20)),
    ("二○二六年十月三十一日", date(2026, 10, 31)),
    ("11-20", date(2026, 11, 20)),
    ("11.20", date(2026, 11, 20)),
    ("11/2", date(2026, 11, 2)),
    ("1120", date(2026, 11, 20)),
    ("11月3日", date(2026, 11, 3)),
    ("3月1号", date(2026, 3, 1)),
    ("今天", TODAY),
    ("明天", TODAY + timedelta(1)),
    ("后天", TODAY + timedelta(2)),
    ("昨天", TODAY - timedelta(1)),
    ("周五", TODAY),
    ("本周五", TODAY),
    ("本周一", date(2026, 11, 16)),
    ("下周一", date(2026, 11, 23)),
    ("下星期日", date(2026, 11, 29)),
    ("上周三", date(2026, 11, 11)),
    ("下下周二", date(2026, 12, 1)),
    ("月底", date(2026, 11, 30)),
    ("下月底", date(2026, 12, 31)),
    ("下个月初", date(2026, 12, 1)),
    ("年底", date(2026, 12, 31)),
    ("25日", date(2026, 11, 25)),
    ("下月15号", date(2026, 12, 15)),
    ("明年3月1日", date(2027, 3, 1)),
    ("明年3-1", date(2027, 3, 1)),
    ("+30", date(2026, 12, 20)),
    ("-7", date(2026, 11, 13)),
    ("+2周", date(2026, 12, 4)),
    ("+1m", date(2026, 12, 20)),
    ("30天后", date(2026, 12, 20)),
    ("两周后", date(2026, 12, 4)),
    ("三个月以后", date(2027, 2, 20)),
    ("10天前", date(2026, 11, 10)),
    ("today", TODAY),
    ("Tomorrow", TODAY + timedelta(1)),
    ("next monday", date(2026, 11, 23)),
    ("friday", TODAY),
    ("in 3 weeks", date(2026, 12, 11)),
    ("2 days ago", date(2026, 11, 18)),
    ("20 November 2026", date(2026, 11, 20)),
    ("Nov 20, 2026", date(2026, 11, 20)),
    ("20 Nov 2026 Friday", date(2026, 11, 20)),
    ("1st December", date(2026, 12, 1)),
    ("2021/8/19 0:00", date(2021, 8, 19)),
    ("2021-08-19T14:30:05", date(2021, 8, 19)),
])
def test_days_as_they_are_typed(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(("typed", "why"), [
    ("26-11-20", "four digits"), ("261120", "four digits"), ("26年11月20日", "four digits"),
    ("20 Nov 26", "four digits"),
    ("11/20/2026", "two ways"), ("03.04.2026", "two ways"),
    ("2021/8/", "name the day"), ("2021-08", "name the day"), ("2021年8月", "name the day"), ("202108", "name the day"),
    ("2026-02-29", "no day"), ("2-30", "no day"), ("2026-13-01", "no day"), ("0000-01-01", "no day"),
    ("31日", "no day"),
    ("很快", "cannot be read"), ("perpetual", "cannot be read"), ("[]/[]/2012", "cannot be read"),
    ("1.2.3.4", "cannot"),
    ("12345", "cannot be read"), ("", "cannot be read"), ("+99999年", "no day"),
])
def test_what_names_no_day_is_refused_with_its_reason(typed: str, why: str) -> None:
    with pytest.raises(Unread) as raised:
        read_day(typed, TODAY)
    assert why in raised.value.said(Words("en"))


def test_the_order_of_days_is_taken_from_the_column_never_guessed() -> None:
    assert read_day("3/4/2026", TODAY, order="mdy") == date(2026, 3, 4)
    assert read_day("3/4/2026", TODAY, order="dmy") == date(2026, 4, 3)
    assert read_day("2026-03-04", TODAY, order="mdy") == date(2026, 3, 4)


@pytest.mark.parametrize(("typed", "wall"), [
    ("2026-11-16 09:30", "2026-11-16 09:30"),
    ("2026-11-16T09:30", "2026-11-16 09:30"),
    ("2026-11-16 09:30:00", "2026-11-16 09:30"),
    ("20261116 0930", "2026-11-16 09:30"),
    ("2026年11月16日 09:30", "2026-11-16 09:30"),
    ("2026年11月16日　星期一　09:30", "2026-11-16 09:30"),
    ("2026年11月16日上午9：30", "2026-11-16 09:30"),
    ("11-16 下午2:30", "2026-11-16 14:30"),
    ("11-16 9:30", "2026-11-16 09:30"),
    ("明天 9点", "2026-11-21 09:00"),
    ("明天9点半", "2026-11-21 09:30"),
    ("下周一下午三点一刻", "2026-11-23 15:15"),
    ("周五上午9时30分", "2026-11-20 09:30"),
    ("中午12点", "2026-11-20 12:00"),
    ("14:30", "2026-11-20 14:30"),
    ("16 November 2026, 09:30", "2026-11-16 09:30"),
    ("11-16 2:30 pm", "2026-11-16 14:30"),
    ("tomorrow 9 am", "2026-11-21 09:00"),
    ("11-16 12:00 am", "2026-11-16 00:00"),
])
def test_times_as_they_are_typed(typed: str, wall: str) -> None:
    day, clock = read_time(typed, TODAY)
    assert f"{day} {clock:%H:%M}" == wall


@pytest.mark.parametrize(("typed", "why"), [
    ("2026-11-16", "name the time"), ("明天", "name the time"), ("2026-11-16 25:00", "as a time"),
    ("2026-11-16 09:70", "as a time"), ("很快", "as a time"), ("32日 9点", "no day"), ("明天晚上12点", "as a time"),
])
def test_what_names_no_time_is_refused(typed: str, why: str) -> None:
    with pytest.raises(Unread) as raised:
        read_time(typed, TODAY)
    assert why in raised.value.said(Words("en"))


def test_an_hour_that_the_clock_leaves_out_is_refused() -> None:
    made = read(Field(Kind.APPOINTMENT, "Begins"), "2027-03-28 02:30", TODAY, "Europe/Berlin")
    assert made.problem is not None
    assert "put forward" in made.problem.said(Words("en"))


@pytest.mark.parametrize(("typed", "fen"), [
    ("12,000.00", 1_200_000), ("12000", 1_200_000), ("12000.5", 1_200_050), ("1.2万", 1_200_000),
    ("3亿", 30_000_000_000),
    ("￥12,000", 1_200_000), ("¥ 12000元", 1_200_000), ("RMB 500", 50_000), ("人民币500元整", 50_000),
    ("500 CNY", 50_000),
    ("１２．５万元", 12_500_000), ("0", 0), ("-1,200.00", -120_000), ("(1,200.00)", -120_000), ("1 200.50", 120_050),
    ("1,2000", 1_200_000), ("0.01", 1), (".5", 50), ("100.000", 10_000),
])
def test_amounts_as_they_are_typed(typed: str, fen: int) -> None:
    assert read_amount(typed) == fen


@pytest.mark.parametrize(("typed", "why"), [
    ("1,2", "as an amount"), ("12.345.678", "as an amount"), ("很多", "as an amount"), ("$500", "not in yuan"),
    ("500美元", "not in yuan"), ("0.001", "two decimals"), ("9" * 70, "as an amount"), ("1e5", "as an amount"),
    ("12,00,000", "as an amount"), ("--5", "as an amount"),
])
def test_amounts_that_cannot_be_meant(typed: str, why: str) -> None:
    with pytest.raises(Unread) as raised:
        read_amount(typed)
    assert why in raised.value.said(Words("en"))


@pytest.mark.parametrize(("typed", "number"), [
    ("12", 12), ("１２", 12), ("1,200", 1200), ("十二", 12), ("三百二十", 320), ("一千零五", 1005), ("-3", -3),
    ("5.0", 5),
    ("1.2万", 12_000), ("二十", 20), ("十", 10),
])
def test_numbers_as_they_are_typed(typed: str, number: int) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize("typed", ["1.5", "abc", "1,2", "十十", "", "9" * 50, "--1", "１.２.３"])
def test_numbers_that_are_none(typed: str) -> None:
    with pytest.raises(Unread):
        read_number(typed)


@pytest.mark.parametrize(("typed", "share"), [("12.5%", 1250), ("12.5", 1250), ("１２.５％", 1250), ("百分之30", 3000), ("0", 0)])  # noqa: E501
def test_percentages_as_they_are_typed(typed: str, share: int) -> None:
    assert read_percentage(typed) == share


@pytest.mark.parametrize("typed", ["12.345%", "half", "%", "1,5"])
def test_percentages_that_are_none(typed: str) -> None:
    with pytest.raises(Unread):
        read_percentage(typed)


def test_yes_and_no_in_their_many_forms() -> None:
    assert all(read_yes_no(typed) for typed in ("是", "√", "Y", "yes", "TRUE", "有", "1", "☑"))
    assert not any(read_yes_no(typed) for typed in ("否", "×", "N", "No", "false", "无", "0", "☐"))
    with pytest.raises(Unread):
        read_yes_no("也许")


def test_choices_by_key_and_label_in_any_case() -> None:
    field = Field(Kind.CHOICE, "Kind", choices=CHOICES, name="kind")
    assert read(field, " SUPPLIER ", TODAY).value == "supplier"
    assert read(field, "alliance member", TODAY).value == "member"
    problem = read(field, "厂商", TODAY).problem
    assert problem is not None and problem.field == "kind"
    assert problem.said(Words("en")) == "Kind: “厂商” is not among the choices."
    several = Field(Kind.SEVERAL, "Kinds", choices=CHOICES)
    assert read(several, "alliance member、One, and the other", TODAY).problem is not None
    assert read(several, "One, and the other", TODAY).value == ("both",)
    assert read(several, "member；supplier", TODAY).value == ("supplier", "member")


def test_links_by_name() -> None:
    field = Field(Kind.LINK, "Partner", target="partners", name="partner_id")
    assert read(field, "甲公司", TODAY, names={"甲公司": 7}).value == 7
    problem = read(field, "乙公司", TODAY, names={"甲公司": 7}).problem
    assert problem is not None and "乙公司" in problem.said(Words("en"))
    assert shown(field, 7, Words("en"), names={7: "甲公司"}) == "甲公司"
    assert shown(field, "甲公司", Words("en")) == "甲公司"
    assert shown(field, 7, Words("en")) == ""


@pytest.mark.parametrize(("kind", "nothing"), [
    (Kind.TEXT, None), (Kind.DAY, None), (Kind.AMOUNT, None), (Kind.SEVERAL, ()), (Kind.LINKS, ()),
    (Kind.YES_NO, False),
])
def test_an_empty_text_is_nothing(kind: Kind, nothing: Any) -> None:
    assert read(Field(kind, "Field"), "  ", TODAY).value == nothing
    assert shown(Field(kind, "Field"), None, Words("en")) == ""


def test_rich_text_is_kept_as_prose_and_shown_plain() -> None:
    field = Field(Kind.LONG_TEXT, "Minutes", rich=True)
    made = read(field, "甲\n乙", TODAY).value
    assert prose.loads(made) == prose.from_plain("甲\n乙")
    assert shown(field, made, Words("zh_CN")) == "甲\n乙"


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), languages, st.booleans())
def test_a_day_shown_is_read_again(day: date, words: Words, table: bool) -> None:
    assert back(Field(Kind.DAY, "Day"), day, words, table) == day


@given(walls, languages, st.booleans())
def test_an_appointment_shown_is_read_again(wall: datetime, words: Words, table: bool) -> None:
    here = wall.replace(second=0, microsecond=0, tzinfo=SHANGHAI)
    assert back(Field(Kind.APPOINTMENT, "Begins"), here, words, table) == here
    away = here.replace(tzinfo=ZoneInfo("Asia/Tokyo"))
    made = back(Field(Kind.APPOINTMENT, "Begins"), away, words, table)
    assert made == away and made.tzinfo.key == "Asia/Tokyo"


@given(walls, languages, st.booleans())
def test_a_moment_shown_is_read_again(wall: datetime, words: Words, table: bool) -> None:
    moment = wall.replace(second=0, microsecond=0, tzinfo=UTC)
    assert back(Field(Kind.MOMENT, "Made"), moment, words, table) == moment


@given(st.integers(-AMOUNT_LIMIT, AMOUNT_LIMIT), languages)
def test_an_amount_shown_is_read_again(fen: int, words: Words) -> None:
    assert back(Field(Kind.AMOUNT, "Amount"), fen, words, False) == fen


@given(st.integers(-(10**9), 10**9), st.integers(0, 10_000), languages)
def test_a_number_and_a_share_shown_are_read_again(number: int, share: int, words: Words) -> None:
    assert back(Field(Kind.NUMBER, "Number"), number, words, False) == number
    assert back(Field(Kind.PERCENTAGE, "Share"), share, words, False) == share
    assert back(Field(Kind.POINTS, "Result"), share, words, False) == share


@given(st.booleans(), st.sampled_from(CHOICES), st.sets(st.sampled_from(("supplier", "member"))), languages)
def test_choices_shown_are_read_again(yes: bool, choice: Choice, keys: set[str], words: Words) -> None:
    assert back(Field(Kind.YES_NO, "Own"), yes, words, False) is yes
    assert back(Field(Kind.CHOICE, "Kind", choices=CHOICES), choice.key, words, False) == choice.key
    several = tuple(each.key for each in CHOICES if each.key in keys)
    assert back(Field(Kind.SEVERAL, "Kinds", choices=CHOICES), several, words, False) == several


@given(st.text(), st.sampled_from(list(Kind)))
def test_whatever_is_typed_gives_a_value_or_a_problem(typed: str, kind: Kind) -> None:
    made = read(Field(kind, "Field", choices=CHOICES), typed, TODAY)
    assert made.problem is None or made.problem.said(Words("en"))
