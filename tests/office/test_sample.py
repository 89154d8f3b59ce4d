"""The sample office is made up, and true to itself."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from partnerdesk.office import contents, sample
from partnerdesk.office.letterhead import records
from partnerdesk.office.meetings.facts import meeting
from partnerdesk.office.meetings.records import AgendaItem, FollowUp, Meeting, Resolution
from partnerdesk.office.partners.codes import credit_code_problem, lei_problem
from partnerdesk.office.partners.records import Partner, Person, Post
from partnerdesk.office.sample.sessions import SESSIONS
from partnerdesk.store import listing
from partnerdesk.store.reader import Reader


def test_it_is_rich_enough_that_every_page_looks_lived_in(look: Reader) -> None:
    least = {"partners": 40, "persons": 70, "alliances": 2, "memberships": 25, "bodies": 5, "seats": 35, "meetings": 8,
             "agenda_items": 20, "attendances": 90, "resolutions": 10, "follow_ups": 8, "agreements": 12,
             "confidential_items": 4, "ndas": 4, "numbered_copies": 6, "incoming": 10, "outgoing": 8, "seal_uses": 10,
             "loans": 4, "meeting_categories": 4, "posts": 70, "qualifications": 35, "lookups": 10,
             "responsibilities": 10, "relations": 8, "stage_changes": 15, "alternates": 3, "bank_accounts": 1,
             "representative_changes": 1, "cases": 9, "case_steps": 30, "needs": 1, "candidates": 4, "score_sheets": 12,
             "scores": 120, "shortlists": 1, "listed_candidates": 3, "intent_reports": 2, "checklists": 4,
             "checklist_items": 60, "pilots": 2, "exits": 2, "procedures": 9, "procedure_steps": 40, "scorecards": 5,
             "criteria": 40, "contacts": 15, "feedback": 5, "gifts": 5, "offices_held": 3, "participations": 4,
             "publications": 4}
    counted = {key: listing.total(look, listing.Listing(key)) for key in least}
    assert {key: count for key, count in counted.items() if count < least[key]} == {}
    assert {entry.key for entry in contents.ENTRIES} - set(least) == {"print_log", "calendar_days", "not_duplicates"}


def test_every_kind_and_stage_of_partner_is_there(look: Reader) -> None:
    fields = look.registers["partners"].fields
    partners = records(look, Partner)
    assert {partner.stage for partner in partners} == {choice.key for choice in fields["stage"].choices}
    kinds = {kind for partner in partners for kind in partner.kinds}
    assert kinds == {choice.key for choice in fields["kinds"].choices}


def test_codes_are_right_and_lie_where_no_real_one_does(look: Reader) -> None:
    for partner in records(look, Partner):
        if partner.credit_code:
            assert credit_code_problem("credit_code", partner.credit_code) is None
            assert partner.credit_code[2:8] == "990100"  # no such administrative division
        else:
            assert partner.lei and lei_problem("lei", partner.lei) is None


def test_nobody_can_be_telephoned_or_written_to(look: Reader) -> None:
    for one in (*records(look, Person), *records(look, Partner)):
        numbers = [one.telephone, getattr(one, "mobile", None)]
        assert all("0000" in number for number in numbers if number)
        assert one.email is None or one.email.endswith("@example.com")


def test_nobody_is_called_like_another(look: Reader) -> None:
    names = [person.name for person in records(look, Person)]
    english = [person.english_name for person in records(look, Person)]
    assert len(set(names)) == len(names) and len(set(english)) == len(english)


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.short)
def test_votes_agree_with_who_was_there(look: Reader, session: Any) -> None:
    (id,) = [one.id for one in records(look, Meeting, Meeting.short_name == session.short)]
    facts = meeting(look, id)
    here = facts.in_person + facts.counted("by-proxy")
    for item in facts.items:
        for resolution in item.resolutions:
            assert sum(count or 0 for count in resolution.votes) == here, (session.short, resolution.number)
    assert facts.quorate in (True, None)


def test_days_follow_one_another(look: Reader) -> None:
    for one in records(look, Meeting):
        assert one.starts is not None and one.notice_day is not None and one.notice_day < one.starts.date()
        if one.issued is not None:
            assert one.starts.date() <= one.issued <= sample.DAY
    for task in records(look, FollowUp):
        assert task.closed is None or task.closed <= sample.DAY


def test_everything_that_a_packet_prints_has_its_english(look: Reader) -> None:
    pairs = [
        (Person, ("english_name",)), (Partner, ("english_name", "english_address")), (Post, ("english_title",)),
        (Meeting, ("english_name", "english_place", "english_addressees")), (AgendaItem, ("english_title",)),
        (Resolution, ("english_title", "english_wording")), (FollowUp, ("english_task",)),
        (contents.record("bodies"), ("english_name",)), (contents.record("alliances"), ("english_name",)),
    ]
    for record, names in pairs:
        for name in names:
            missing = look.rows(select(record.id).where(getattr(record, name).is_(None)))
            assert not missing, (record.__tablename__, name)
    for item in records(look, AgendaItem):
        assert bool(item.minutes) == bool(item.english_minutes)
        assert bool(item.draft_resolution) == bool(item.english_draft_resolution)


def test_one_copy_is_overdue_and_something_falls_due_soon(look: Reader) -> None:
    from partnerdesk.office.dossier import dossier

    known = dossier(look, 2)
    matters = known.to_handle(sample.DAY)
    assert any(matter.register == "numbered_copies" and matter.day < sample.DAY for matter in matters)
    assert any(matter.register == "agreements" and matter.day > sample.DAY for matter in matters)
    assert [matter.day for matter in matters] == sorted(matter.day for matter in matters)
    past = [matter.day for matter in known.past(sample.DAY)]
    assert past == sorted(past, reverse=True) and len(past) > 10
