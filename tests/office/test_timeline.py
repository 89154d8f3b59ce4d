"""The timeline of a partner: every source tells its event on its day, newest first, and nothing that is withheld."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from partnerdesk.office import contents
from partnerdesk.office.kept import WAYS, shape
from partnerdesk.office.timeline import KINDS, SOURCES, Source, narrowed, timeline
from partnerdesk.record.clerk import Actor
from partnerdesk.words import CHINESE, ENGLISH, Words
from tests.office.furnished import Furnished, furnish
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]

TODAY = date(2026, 11, 20)
EN = Words(ENGLISH)


@pytest.fixture
def office(screen: Screen) -> Furnished:
    made: Furnished = screen.desk.write(screen.actor, furnish).result()
    return made


def _lines(screen: Screen, partner: int, actor: Actor | None = None) -> Any:
    return screen.desk.read(actor or screen.actor, lambda look: timeline(look, partner, TODAY)).result()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: f"{source.register}-{source.day}")
def test_a_source_tells_by_fields_that_are_read(source: Source) -> None:
    assert source.register in {way.register for way in WAYS}
    assert source.kind in {kind.key for kind in KINDS}
    told = {source.day, *re.findall(r"{(\w+)}", source.text)}
    assert told <= set(shape(source.register).places)


def test_every_way_leads_from_the_partner() -> None:
    seen: set[str] = set()
    for way in WAYS:
        fields = contents.load_records()[way.register].fields
        assert way.by[0] in seen if way.by is not None else fields[way.link].target == "partners"
        seen.add(way.register)


def test_what_happened_stands_newest_first(screen: Screen, office: Furnished) -> None:
    screen.save("contacts", partner_id=office.partners[0], happened=TODAY, kind="call", subject="续签")
    screen.save("contacts", partner_id=office.partners[0], happened=date(2027, 1, 1), kind="call", subject="以后")
    lines = _lines(screen, office.partners[0])
    assert lines[0].said(EN) == "Telephone: 续签"
    assert lines[0].said(Words(CHINESE)) == "电话：续签"
    days = [line.day for line in lines]
    assert days == sorted(days, reverse=True)
    assert "以后" not in " ".join(line.said(EN) for line in lines)
    assert {"Copy 000007 taken", "“联合采购框架协议” signed", "Joined East China Industry Alliance"} <= {
        line.said(EN) for line in lines}


def test_it_is_narrowed_by_kind_and_by_all_parts_of_a_text(screen: Screen, office: Furnished) -> None:
    lines = _lines(screen, office.partners[0])
    assert {line.register for line in narrowed(lines, EN, kind="people")} == {"posts", "memberships", "seats"}
    assert [line.said(EN) for line in narrowed(lines, EN, text="TAKEN copy")] == ["Copy 000007 taken"]
    assert narrowed(lines, EN, kind="people", text="copy") == ()


def test_nothing_that_is_withheld_is_told(screen: Screen, office: Furnished) -> None:
    partner, other = office.partners[0], office.partners[1]
    screen.save("alternates", partner_id=partner, alternate_id=other, since=TODAY)
    clerk = Actor(screen.actor.id, screen.actor.name, cleared=False)
    assert "云帆科技股份有限公司 named as alternate" in {line.said(EN) for line in _lines(screen, partner, clerk)}
    cleared = Actor(screen.actor.id, screen.actor.name, cleared=True)
    screen.desk.write(cleared, lambda work: work.restrict("partners", other, True)).result()
    assert not any("云帆" in line.said(EN) or "alternate" in line.said(EN)
                   for line in _lines(screen, partner, clerk))


def test_what_is_struck_is_not_told(screen: Screen, office: Furnished) -> None:
    gift = screen.save("gifts", partner_id=office.partners[0], changed_hands=TODAY, article="茶叶", ours="沈立")
    assert any("茶叶" in line.said(EN) for line in _lines(screen, office.partners[0]))
    screen.desk.write(screen.actor, lambda work: work.strike("gifts", gift, "误登")).result()
    assert not any("茶叶" in line.said(EN) for line in _lines(screen, office.partners[0]))
