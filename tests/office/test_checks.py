"""What each register refuses, and at which field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from partnerdesk.office import contents
from partnerdesk.office.agreements.records import last_notice_day
from partnerdesk.problems import Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.store import listing
from partnerdesk.store.work import Work

Doing = Callable[[Callable[[Work], Any]], Any]
DAY, BEFORE, LATER = date(2026, 11, 20), date(2026, 11, 19), date(2027, 11, 20)
NINE = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
EIGHT = NINE.replace(hour=8)


def new(register: str, **values: Any) -> Draft:
    fields = contents.load_records()[register].fields
    defaults = {name: field.default for name, field in fields.items() if field.default is not None}
    return Draft(register, values=defaults | values)


def refused_at(work: Doing, register: str, **values: Any) -> set[str]:
    """The fields at which a new record is refused; empty when it is kept."""
    try:
        work(lambda made: made.save(new(register, **values)))
    except Unsaved as unsaved:
        return {problem.field for problem in unsaved.problems}
    return set()


CASES: list[tuple[str, dict[str, Any], set[str]]] = [
    ("partners", {"name": "甲", "credit_code": "9135 0100 m000100y43"}, set()),
    ("partners", {"name": "甲", "credit_code": "91350100M000100Y47"}, {"credit_code"}),
    ("partners", {"name": "甲", "lei": "5493001KJTIIGC8Y1R13"}, {"lei"}),
    ("partners", {"name": "甲", "manager_since": DAY}, {"manager"}),
    ("alliances", {"name": "联盟", "founded": DAY, "dissolved": BEFORE}, {"dissolved"}),
    ("meetings", {"name": "会议", "starts": NINE, "ends": EIGHT}, {"ends"}),
    ("meetings", {"name": "会议", "starts": NINE, "notice_day": LATER}, {"notice_day"}),
    ("meetings", {"name": "会议", "state": "called"}, {"starts"}),
    ("meetings", {"name": "会议", "state": "issued", "starts": NINE}, {"issued"}),
    ("meetings", {"name": "会议", "starts": NINE, "issued": BEFORE}, {"issued"}),
    ("meetings", {"name": "会议", "level": "core"}, {"secrecy_term"}),
    ("meetings", {"name": "会议", "level": "core", "secrecy_term": "绝密"}, {"secrecy_term"}),
    ("meetings", {"name": "会议", "level": "core", "secrecy_term": "公布前"}, set()),
    ("confidential_items", {"title": "配方", "owner": "临澄联盟", "level": "core", "term": "3年"}, set()),
    ("confidential_items", {"title": "配方", "owner": "临澄联盟", "level": "core"}, {"term"}),
    ("confidential_items", {"title": "配方", "owner": "机密★3年", "term": "3年"}, {"owner"}),
    ("confidential_items", {"title": "配方", "owner": "临澄联盟", "term": "绝密"}, {"term"}),
    ("confidential_items", {"title": "秘密★文件", "owner": "临澄联盟", "term": "3年"}, {"title"}),
    ("confidential_items", {"title": "商业秘密管理办法", "owner": "临澄联盟", "term": "长期"}, set()),
    ("confidential_items", {"title": "配方", "owner": "临澄联盟", "term": "三年"}, {"term"}),
    ("ndas", {"title": "保密", "kind": "mutual"}, {"partner_id"}),
    ("ndas", {"title": "保密", "kind": "personal"}, {"person_id"}),
    ("numbered_copies", {"title": "材料", "copy_number": "7"}, set()),
    ("numbered_copies", {"title": "材料", "copy_number": "七"}, {"copy_number"}),
    ("numbered_copies", {"title": "材料", "copy_number": "７"}, {"copy_number"}),
    ("numbered_copies", {"title": "材料", "copy_number": "7", "taken": DAY, "returned": BEFORE}, {"returned"}),
    ("numbered_copies", {"title": "材料", "copy_number": "7", "taken": DAY, "destroyed": DAY, "manner": "shredded",
                         "witnesses": "周以澜"}, {"witnesses"}),
    ("numbered_copies", {"title": "材料", "copy_number": "7", "taken": DAY, "destroyed": DAY, "manner": "shredded",
                         "witnesses": "周以澜、周以澜"}, {"witnesses"}),
    ("numbered_copies", {"title": "材料", "copy_number": "7", "taken": DAY, "destroyed": DAY, "manner": "shredded",
                         "witnesses": "周以澜、冯知行"}, set()),
    ("incoming", {"title": "函", "sender": "甲", "received": DAY, "due": BEFORE}, {"due"}),
    ("incoming", {"title": "函", "sender": "甲", "received": DAY, "state": "done"}, {"done"}),
    ("outgoing", {"title": "函", "document_number": "临盟〔2026〕1号"}, {"document_number"}),
    ("outgoing", {"title": "函", "state": "signed"}, {"signatory", "dated"}),
    ("seal_uses", {"used": DAY, "paper": "函", "seals": ("office",), "user": "甲", "approver": "甲", "witness": "乙"},
     {"approver"}),
    ("seal_uses", {"used": DAY, "paper": "函", "seals": ("office",), "user": "甲", "approver": "乙", "witness": "丙",
                   "returned": DAY}, {"taken_out"}),
    ("loans", {"paper": "协议", "borrower": "甲", "lent": DAY, "due": BEFORE}, {"due"}),
    ("loans", {"paper": "协议", "borrower": "甲", "lent": DAY, "due": LATER, "kind": "original"}, {"approver"}),
]


@pytest.mark.parametrize(("register", "values", "fields"), CASES)
def test_a_record_is_refused_at_the_field_that_is_wrong(
    work: Doing, register: str, values: dict[str, Any], fields: set[str],
) -> None:
    assert refused_at(work, register, **values) == fields


def test_codes_and_copy_numbers_are_kept_in_one_form(work: Doing) -> None:
    def job(made: Work) -> tuple[Any, Any]:
        partner = made.save(new("partners", name="甲", credit_code="9135 0100 m000100y43"))
        copy = made.save(new("numbered_copies", title="材料", copy_number="7"))
        return (listing.draft(made.look, "partners", partner)["credit_code"],
                listing.draft(made.look, "numbered_copies", copy)["copy_number"])

    assert work(job) == ("91350100M000100Y43", "000007")


def test_a_credit_code_stands_once_among_the_live_records(work: Doing) -> None:
    code = "91350100M000100Y43"
    first = work(lambda made: made.save(new("partners", name="甲", credit_code=code)))
    assert refused_at(work, "partners", name="乙", credit_code=code) == {"credit_code"}
    work(lambda made: made.strike("partners", first, "重复登记"))
    assert refused_at(work, "partners", name="乙", credit_code=code) == set()


def test_an_agreement_keeps_its_days_in_order_and_its_last_notice_day_follows_from_them(work: Doing) -> None:
    partner = work(lambda made: made.save(new("partners", name="甲")))
    given: dict[str, Any] = {"title": "协议", "parties": (partner,)}
    assert refused_at(work, "agreements", **given, effective=DAY, expiry=BEFORE) == {"expiry"}
    assert refused_at(work, "agreements", **given, notice_days=30) == {"expiry"}
    assert refused_at(work, "agreements", **given, state="signed") == {"signed"}
    assert refused_at(work, "agreements", **given, category="supplement") == {"main_id"}
    assert refused_at(work, "agreements", title="协议") == {"parties"}
    assert last_notice_day(date(2027, 1, 17), 60) == date(2026, 11, 18)
    assert last_notice_day(None, 60) is None


def test_a_partner_belongs_to_an_alliance_once_at_a_time(work: Doing) -> None:
    partner = work(lambda made: made.save(new("partners", name="甲")))
    alliance = work(lambda made: made.save(new("alliances", name="联盟")))
    given = {"alliance_id": alliance, "partner_id": partner}
    assert refused_at(work, "memberships", **given, joined=date(2024, 1, 1), left=date(2025, 1, 1)) == set()
    assert refused_at(work, "memberships", **given, joined=date(2024, 6, 1)) == {"partner_id"}
    assert refused_at(work, "memberships", **given, joined=date(2025, 1, 2)) == set()
    assert refused_at(work, "memberships", **given, joined=date(2023, 1, 1)) == {"partner_id"}


def test_nobody_stands_twice_on_the_list_of_a_meeting_nor_in_for_themselves(work: Doing) -> None:
    person = work(lambda made: made.save(new("persons", name="甲")))
    other = work(lambda made: made.save(new("persons", name="乙")))
    meeting = work(lambda made: made.save(new("meetings", name="会议")))
    assert refused_at(work, "attendances", meeting_id=meeting, person_id=person, status="by-proxy",
                      stand_in_id=person) == {"stand_in_id"}
    assert refused_at(work, "attendances", meeting_id=meeting, person_id=person, status="by-proxy",
                      stand_in_id=other) == set()
    assert refused_at(work, "attendances", meeting_id=meeting, person_id=person) != set()
    assert refused_at(work, "attendances", meeting_id=meeting, person_id=other, status="by-proxy",
                      stand_in_id=person) == {"stand_in_id"}


def test_a_task_is_struck_off_with_a_day_and_a_result(work: Doing) -> None:
    meeting = work(lambda made: made.save(new("meetings", name="会议")))
    given = {"task": "办理", "meeting_id": meeting, "due": DAY}
    assert refused_at(work, "follow_ups", **given, state="closed") == {"closed", "result"}
    assert refused_at(work, "follow_ups", **given, state="closed", closed=DAY, result="已办") == set()
