"""The papers with the longest values that the desk takes: nothing breaks, nothing leaves its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from partnerdesk.office import contents
from partnerdesk.office.printing import LANGUAGES, Asked, compose
from partnerdesk.paper.faults import Test
from partnerdesk.paper.packet import print_papers
from partnerdesk.record.fields import Field, Kind
from partnerdesk.store import listing
from partnerdesk.store.work import Work

Doing = Callable[[Callable[[Work], Any]], Any]
DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
CHINESE = "临澄湾产业联盟秘书处关于进一步规范会议材料编制与报送工作的若干意见"
ENGLISH = "Pneumonoultramicroscopicsilicovolcanoconiosis and cooperation between secretariats "
# What a field's own check does not say but the register's does, or what the papers need to be whole.
KEPT = {"credit_code": None, "lei": None, "term": "3年", "copy_number": "7", "quorum": 1, "places": 19,
        "minutes_mark": "理事会会议纪要", "superseded_by_id": None, "main_id": None, "parent_id": None,
        "stand_in_id": None, "document_number": None}

POST = ("envelope", "body-envelopes", "body-labels", "member-envelopes", "member-labels")


def longest(field: Field, links: dict[str, int]) -> Any:
    """The longest value of a field; long texts end at a page, beyond which they only repeat."""
    limit = min(field.limit, 1200)
    match field.kind:
        case Kind.TEXT | Kind.LONG_TEXT:
            source = ENGLISH if field.name.startswith("english") or field.name == "english_name" else CHINESE
            return (source * (limit // len(source) + 1))[:limit].strip()
        case Kind.DAY:
            return DAY
        case Kind.APPOINTMENT | Kind.MOMENT:
            return NOW
        case Kind.NUMBER:
            return field.most if field.most is not None and field.most < 10**6 else 999_999
        case Kind.AMOUNT:
            return field.most
        case Kind.SEVERAL:
            return tuple(choice.key for choice in field.choices)
        case Kind.LINK:
            return links.get(field.target)
        case Kind.LINKS:
            return (links[field.target],) if field.target in links else ()
        case Kind.YES_NO:
            return True
        case _:
            return field.default


def filled(work: Work) -> dict[str, int]:
    """One record of each kind that the papers read, with the longest values; gives their ids."""
    ids: dict[str, int] = {}
    given: dict[str, dict[str, Any]] = {
        "meetings": {"state": "issued", "level": "core", "secrecy_term": "3年", "minutes": None,
                     "english_minutes": None},
        "bodies": {"kind": "council"}, "agenda_items": {"treatment": "decide", "outcome": "adopted"},
        "attendances": {"status": "present", "capacity": "member"}, "partners": {"stage": "active"},
        "agreements": {"state": "signed", "category": "project"}, "follow_ups": {"state": "open", "closed": None},
        "checklists": {"state": "open"}, "gifts": {"direction": "received"},
        "qualifications": {"permanent": False, "replaced_by_id": None}, "ndas": {"state": "in-force"},
        "numbered_copies": {"destroyed": None, "returned": None}, "exits": {"state": "noticed", "closed": None},
        "representative_changes": {"former_id": None}, "memberships": {"left": None}, "seats": {"until": None},
        "posts": {"until": None},
    }
    for key in ("partners", "persons", "posts", "alliances", "memberships", "bodies", "seats", "meeting_categories",
                "meetings", "agenda_items", "attendances", "resolutions", "follow_ups", "agreements", "needs",
                "intent_reports", "checklists", "checklist_items", "exits", "stage_changes", "relations",
                "responsibilities", "qualifications", "lookups", "contacts", "gifts", "feedback", "offices_held",
                "participations", "publications", "candidates", "shortlists", "listed_candidates", "pilots",
                "ndas", "numbered_copies", "representative_changes"):
        fields = work.registers[key].fields
        values = {name: longest(field, ids) for name, field in fields.items()}
        values |= {name: value for name, value in KEPT.items() if name in fields} | given.get(key, {})
        ids[key] = work.save(listing.draft(work.look, key, None, **values))
    return ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_holds_the_longest_values_without_a_fault(work: Doing, tmp_path: Path, language: str) -> None:
    ids = work(filled)
    wanted = [Asked(entry.key, ids.get(entry.of), language) for entry in contents.PAPERS if entry.of in ("", *ids)]
    wanted += [Asked("agreements-ledger", None, language), Asked("follow-ups-ledger", None, language)]
    for asked in wanted:
        papers = work(lambda made, asked=asked: compose(made.look, asked, DAY))
        report = print_papers(papers, tmp_path / f"{asked.paper}.pdf", when=NOW, proof=True)
        # A label holds what the post takes, not every field at its longest: then the proof says that it is too small.
        faults = [fault for fault in report.faults if not (asked.paper in POST and fault.test is Test.CARD)]
        assert not faults, (asked.paper, [str(fault) for fault in faults[:5]])
        assert not report.missing, (asked.paper, report.missing)
