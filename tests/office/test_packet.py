"""A meeting's packet: what is in it, in which order, and what happens to files that are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerdesk.office import sample
from partnerdesk.office.letterhead import Named
from partnerdesk.office.meetings.facts import MeetingFacts, PaperOfItem, meeting
from partnerdesk.office.meetings.packet import BOTH, bind
from partnerdesk.paper.blocks import Annex, Contents, Packet, Paper
from partnerdesk.paper.plain import packet_as_text
from partnerdesk.store.reader import Reader
from partnerdesk.words import CHINESE, ENGLISH


@pytest.fixture
def facts(look: Reader) -> MeetingFacts:
    """The sample's meeting with two annexes on its second item, as if they were attached."""
    from dataclasses import replace

    found = meeting(look, sample.meeting_of_the_packet(look))
    annexes = (PaperOfItem(1, Named("准点率", "On-time delivery"), 1), PaperOfItem(2, Named("对账单"), 2))
    items = tuple(replace(item, papers=annexes if item.position == 2 else ()) for item in found.items)
    return replace(found, items=items)


def bound(facts: MeetingFacts, language: str) -> Packet:
    return bind(facts, language, lambda paper: Path(f"annex-{paper.number}.pdf"))


def targets(packet: Packet) -> list[str]:
    assert packet.contents is not None
    (contents,) = (block for block in packet.contents.blocks if isinstance(block, Contents))
    return [line.target for line in contents.lines]


def test_the_parts_come_in_the_order_of_the_meeting(facts: MeetingFacts) -> None:
    packet = bound(facts, CHINESE)
    assert [part.key for part in packet.parts] == [
        "notice", "agenda", "participants", "sign-in-sheet", "item-2", "annex-1", "annex-2", "item-3", "item-4",
        "item-5", "minutes"]
    assert targets(packet) == [part.key for part in packet.parts]
    assert [part.level for part in packet.parts if isinstance(part.content, Annex)] == [1, 1]


@pytest.mark.parametrize("language", [CHINESE, ENGLISH, BOTH])
def test_every_line_of_the_contents_finds_its_part(facts: MeetingFacts, language: str) -> None:
    packet = bound(facts, language)
    keys = [part.key for part in packet.parts]
    assert len(keys) == len(set(keys))
    assert set(targets(packet)) <= set(keys)
    assert packet.cover is not None and "None" not in packet_as_text(packet)


def test_in_both_languages_papers_of_one_form_are_one_and_the_others_follow_each_other(facts: MeetingFacts) -> None:
    packet = bound(facts, BOTH)
    keys = [part.key for part in packet.parts]
    assert keys[:3] == ["notice", "notice-en", "agenda"]
    assert keys[-2:] == ["minutes", "minutes-en"]
    languages = [part.content.language for part in packet.parts if isinstance(part.content, Paper)]
    assert languages.count(ENGLISH) == 2


def test_a_bare_meeting_has_a_notice_and_says_nothing_that_is_not_known(look: Reader, facts: MeetingFacts) -> None:
    from dataclasses import fields

    blank = {
        field.name: Named() if isinstance(getattr(facts, field.name), Named)
        else () if isinstance(getattr(facts, field.name), tuple)
        else "" if isinstance(getattr(facts, field.name), str) else None
        for field in fields(facts) if field.name not in ("letterhead", "name")
    }
    bare = MeetingFacts(letterhead=facts.letterhead, name=facts.name, **blank)
    for language in (CHINESE, ENGLISH, BOTH):
        packet = bound(bare, language)
        text = packet_as_text(packet)
        assert {part.key for part in packet.parts} <= {"notice", "notice-en"}
        assert "None" not in text and "：\n" not in text and ": \n" not in text
