"""What falls due about partners: each source tells it on its day, and falls silent once it was seen to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from partnerdesk.office.due import Due, falling_due
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]

TODAY = date(2026, 11, 20)


@pytest.fixture
def partner(screen: Screen) -> int:
    return screen.save("partners", name="江海物流集团有限公司", stage="active", kinds=("supplier",),
                       credit_code="91350100M000100Y43")


def _due(screen: Screen, register: str = "") -> list[Due]:
    found: list[Due] = screen.read(lambda look: falling_due(look, TODAY, 90))
    return [each for each in found if not register or each.register == register]


def _days(screen: Screen, register: str) -> list[date]:
    return [each.day for each in _due(screen, register)]


def test_nothing_is_told_of_a_partner_in_order(screen: Screen, partner: int) -> None:
    screen.save("lookups", partner_id=partner, looked_up=TODAY)
    screen.save("responsibilities", partner_id=partner, person="沈立", since=date(2025, 1, 1))
    screen.save("qualifications", partner_id=partner, kind="licence", permanent=True)
    assert _due(screen) == []


def test_a_document_is_told_until_a_later_one_is_there(screen: Screen, partner: int) -> None:
    screen.save("qualifications", partner_id=partner, kind="quality", valid_until=date(2026, 12, 1))
    assert _days(screen, "qualifications") == [date(2026, 12, 1)]
    screen.save("qualifications", partner_id=partner, kind="quality", valid_until=date(2029, 12, 1))
    assert _days(screen, "qualifications") == []


def test_missing_documents_are_told_while_a_partner_is_under_review(screen: Screen, partner: int) -> None:
    other = screen.save("partners", name="云帆科技股份有限公司", stage="review", kinds=("supplier",))
    (due,) = _due(screen, "partners")
    assert (due.id, due.day) == (other, TODAY)
    assert [str(each) for each in due.note_values["documents"]] == [
        "Business licence", "Tax registration (replaced)", "Organization code (replaced)",
        "Industry certificate or permit", "Certificate of quality management"]


def test_an_old_look_up_is_told_a_year_later(screen: Screen, partner: int) -> None:
    screen.save("lookups", partner_id=partner, looked_up=date(2025, 11, 10))
    assert _days(screen, "partners") == [date(2026, 11, 10)]
    screen.save("lookups", partner_id=partner, looked_up=TODAY)
    assert _days(screen, "partners") == []


def test_a_gap_in_the_answering_is_told_from_its_first_day(screen: Screen, partner: int) -> None:
    screen.save("responsibilities", partner_id=partner, person="沈立", since=date(2025, 1, 1),
                until=date(2026, 11, 30))
    assert _days(screen, "partners") == [date(2026, 12, 1)]
    screen.save("responsibilities", partner_id=partner, person="顾岚", since=date(2026, 12, 1))
    assert _days(screen, "partners") == []


def test_a_contact_is_told_until_the_next_one(screen: Screen, partner: int) -> None:
    given: dict[str, Any] = {"partner_id": partner, "kind": "call", "subject": "续签"}
    screen.save("contacts", happened=date(2026, 11, 1), next_step=date(2026, 11, 18), **given)
    assert _days(screen, "contacts") == [date(2026, 11, 18)]
    screen.save("contacts", happened=date(2026, 11, 19), **given)
    assert _days(screen, "contacts") == []


@pytest.mark.parametrize(("register", "values", "day"), [
    ("feedback", {"subject": "到货迟", "received": date(2026, 11, 1), "due": date(2026, 11, 25)}, date(2026, 11, 25)),
    ("publications", {"title": "行业通讯", "received": date(2026, 11, 16)}, date(2026, 11, 23)),
    ("checklists", {"kind": "onboarding", "begins": date(2026, 9, 1), "ends": date(2026, 12, 1)}, date(2026, 12, 1)),
    ("exits", {"triggered": date(2026, 6, 1), "form": "buffered", "noticed": date(2026, 6, 2), "state": "buffer",
               "buffer_ends": date(2026, 12, 2)}, date(2026, 12, 2)),
])
def test_what_waits_is_told_on_its_day(
    screen: Screen, partner: int, register: str, values: dict[str, Any], day: date,
) -> None:
    screen.save(register, partner_id=partner, **values)
    assert _days(screen, register) == [day]


def test_the_end_of_an_office_and_a_birthday_are_told(screen: Screen, partner: int) -> None:
    person = screen.save("persons", name="陈晓", birth_month=11, birth_day=25, remembered=("birthday",))
    screen.save("offices_held", partner_id=partner, person_id=person, title="副会长", until=date(2027, 1, 10))
    assert _days(screen, "offices_held") == [date(2027, 1, 10)]
    assert _days(screen, "persons") == [date(2026, 11, 25)]
