"""Lists as the screen asks for them: narrowed, ordered, by window."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from partnerdesk.record.draft import Draft
from partnerdesk.store import listing
from partnerdesk.store.listing import Listing
from partnerdesk.store.work import Work

from .conftest import Doing

TODAY = date(2026, 11, 20)


@pytest.fixture
def filled(work: Doing) -> dict[str, int]:
    def job(w: Work) -> dict[str, int]:
        ids = {
            name: w.save(Draft("partners", values={"name": name, "stage": stage, "kinds": kinds}))
            for name, stage, kinds in (
                ("青禾仓储有限公司", "active", ("supplier",)), ("远山冷链有限公司", "watch", ("supplier", "member")),
                ("重庆白鹭会展有限公司", "prospect", ()))
        }
        for n in range(3):
            w.save(Draft("agreements", values={
                "title": f"框架协议之{n}", "category": "framework", "parties": tuple(ids.values())[: n + 1],
                "expiry": TODAY + timedelta(days=60 * n), "effective": TODAY - timedelta(days=400), "state": "draft"}))
        return ids

    found: dict[str, int] = work(job)
    return found


def _rows(work: Doing, wanted: Listing) -> list[Any]:
    rows: list[Any] = work(lambda w: listing.window(w.look, wanted, 0, 99))
    assert work(lambda w: listing.total(w.look, wanted)) == len(rows)
    return rows


def _names(work: Doing, wanted: Listing) -> list[str]:
    return [row.cells[0] for row in _rows(work, wanted)]


def test_views_narrow(work: Doing, filled: dict[str, int]) -> None:
    assert _names(work, Listing("partners", view="members")) == ["远山冷链有限公司"]
    assert len(_names(work, Listing("partners", view="suppliers"))) == 2


def test_text_narrows_by_characters_and_by_initials_of_every_reading(work: Doing, filled: dict[str, int]) -> None:
    assert _names(work, Listing("partners", text="冷链")) == ["远山冷链有限公司"]
    for initials in ("cqbl", "zqbl", "blhz"):
        assert _names(work, Listing("partners", text=initials)) == ["重庆白鹭会展有限公司"]


def test_sorting_by_a_column_both_ways(work: Doing, filled: dict[str, int]) -> None:
    up = _names(work, Listing("partners", sort="stage"))
    assert up == list(reversed(_names(work, Listing("partners", sort="stage", descending=True))))


def test_windows_join_to_the_whole(work: Doing, filled: dict[str, int]) -> None:
    parts = [work(lambda w, n=n: listing.window(w.look, Listing("partners"), n, 1)) for n in range(3)]
    assert [part[0].id for part in parts] == [row.id for row in _rows(work, Listing("partners"))]


def test_several_links_are_shown_by_their_names_in_order(work: Doing, filled: dict[str, int]) -> None:
    rows = _rows(work, Listing("agreements", columns=("title", "parties"), sort="expiry"))
    assert [len(row.cells[1]) for row in rows] == [1, 2, 3]
    assert rows[2].cells[1] == tuple(filled)


def test_suggestions_answer_to_any_part_of_the_name(work: Doing, filled: dict[str, int]) -> None:
    found = work(lambda w: listing.suggest(w.look, "partners", "白鹭"))
    assert [(id, name) for id, name, _ in found] == [(filled["重庆白鹭会展有限公司"], "重庆白鹭会展有限公司")]
    assert len(work(lambda w: listing.suggest(w.look, "partners", ""))) == 3


def test_a_new_draft_has_its_defaults_and_what_is_given(work: Doing) -> None:
    made = work(lambda w: listing.draft(w.look, "partners", name="新伙伴"))
    assert (made.new, made["stage"], made["name"]) == (True, "prospect", "新伙伴")


@pytest.fixture
def posts(work: Doing, filled: dict[str, int]) -> list[tuple[str, str]]:
    """The person and the partner of every post."""
    made = [(person, partner) for person in ("周明", "吴芳") for partner in filled]

    def job(w: Work) -> None:
        for person, partner in made:
            id = w.save(Draft("persons", values={"name": person}))
            w.save(Draft("posts", values={"person_id": id, "partner_id": filled[partner]}))

    work(job)
    return made


def test_a_list_in_the_order_of_what_it_links_to_holds_every_row(work: Doing, posts: list[tuple[str, str]]) -> None:
    for place, sort in enumerate(("person_id", "partner_id")):
        for descending in (False, True):
            rows = _rows(work, Listing("posts", sort=sort, descending=descending))
            assert sorted(row.cells[:2] for row in rows) == sorted(posts)
            named = [row.cells[place] for row in rows]
            assert named == sorted(named, reverse=descending)


def test_count_and_windows_asked_at_once_are_those_asked_apart(work: Doing, posts: list[tuple[str, str]]) -> None:
    for wanted in (Listing("partners"), Listing("partners", text="公司", sort="stage"), Listing("persons", text="周")):
        count, windows = work(lambda w, wanted=wanted: listing.shown(w.look, wanted, (0, 1), 1))
        apart = _rows(work, wanted)
        assert count == len(apart)
        assert windows == {0: apart[:1], 1: apart[1:2]}
