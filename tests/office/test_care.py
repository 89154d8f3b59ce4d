"""Whom to remember and when: both calendars, leap days, short months, and the page that records what was done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QPushButton

from partnerdesk.office.care.occasions import Cared, occasions
from partnerdesk.office.care.pages import CarePage
from partnerdesk.page.form import RecordSheet
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(("month", "day", "lunar", "today", "falls"), [
    (11, 25, False, TODAY, date(2026, 11, 25)),
    (1, 5, False, TODAY, date(2027, 1, 5)),
    (2, 29, False, date(2027, 2, 1), date(2027, 2, 28)),
    (2, 29, False, date(2028, 2, 1), date(2028, 2, 29)),
    (12, 29, True, TODAY, date(2027, 2, 5)),
    (12, 30, True, TODAY, date(2027, 2, 5)),  # a short month ends on its twenty-ninth
    (8, 15, True, date(2026, 9, 1), date(2026, 9, 25)),
])
def test_a_birthday_falls_on_its_day(month: int, day: int, lunar: bool, today: date, falls: date) -> None:
    (found,) = occasions([Cared(1, ("birthday",), month, day, lunar=lunar)], today, 90)
    assert (found.day, found.kind) == (falls, "birthday")


def test_who_is_not_remembered_at_a_birthday_is_left_alone() -> None:
    assert occasions([Cared(1, ("spring",), 11, 25)], TODAY, 30) == ()


def test_festivals_come_by_their_calendars() -> None:
    kinds = ("new-year", "spring", "dragon-boat", "mid-autumn", "national")
    found = occasions([Cared(1, kinds)], date(2027, 1, 1), 364)
    assert [(each.kind, each.day) for each in found] == [
        ("new-year", date(2027, 1, 1)), ("spring", date(2027, 2, 6)), ("dragon-boat", date(2027, 6, 9)),
        ("mid-autumn", date(2027, 9, 15)), ("national", date(2027, 10, 1))]


def test_the_age_is_told_where_the_year_is_known() -> None:
    known, unknown = occasions([Cared(1, ("birthday",), 11, 25, 1976), Cared(2, ("birthday",), 11, 25)], TODAY, 30)
    assert (known.age, unknown.age) == (50, None)


@given(st.integers(1, 12), st.integers(1, 29), st.booleans(), st.dates(date(2020, 1, 1), date(2080, 1, 1)))
def test_every_birthday_comes_within_thirteen_months(month: int, day: int, lunar: bool, today: date) -> None:
    found = occasions([Cared(1, ("birthday",), month, min(day, 28), lunar=lunar)], today, 395)
    assert found
    assert all(today <= each.day <= today + timedelta(days=395) for each in found)


def _person(screen: Screen) -> tuple[int, int]:
    partner = screen.save("partners", name="江海物流集团有限公司")
    person = screen.save("persons", name="陈晓", birth_month=11, birth_day=25, birth_calendar="solar",
                         remembered=("birthday",))
    screen.save("posts", person_id=person, partner_id=partner, title="总经理")
    return partner, person


def test_a_greeting_is_recorded_from_the_list(screen: Screen) -> None:
    partner, person = _person(screen)
    page = CarePage(screen.context)
    screen.show(page, 1170, 694)
    assert [page.card.model.item(0, at).text() for at in (1, 2, 3)] == ["Birthday", "陈晓", "江海物流集团有限公司"]
    page.card.table.selectRow(0)
    button = page.findChild(QPushButton, "greeting")
    assert button is not None
    button.click()
    screen.until(lambda: page.findChildren(RecordSheet))
    (sheet,) = page.findChildren(RecordSheet)
    sheet.act.click()
    screen.settle()
    row = screen.read(lambda look: look.get(screen.desk.registers["contacts"].record, 1))
    assert (row.partner_id, row.kind, row.subject) == (partner, "greeting", "Birthday of 陈晓")
    assert screen.read(lambda look: look.linked(screen.desk.registers["contacts"].record, 1, "people")) == (person,)


def test_the_list_is_printed_from_its_page(screen: Screen) -> None:
    printed: list[tuple[str, int]] = []
    screen.context.print_paper = lambda paper, id: printed.append((paper, id))
    page = CarePage(screen.context)
    screen.show(page)
    page.print_list()
    assert printed == [("care-list", 0)]
