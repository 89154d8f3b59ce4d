"""What other records' search text holds of a name follows the name."""

from __future__ import annotations

import pytest

from partnerdesk.record.clerk import Actor
from partnerdesk.record.draft import Draft
from partnerdesk.store import listing, search
from partnerdesk.store.work import Work

from .conftest import Doing


@pytest.fixture
def agreement(work: Doing) -> int:
    def job(w: Work) -> int:
        partner = w.save(Draft("partners", values={"name": "隐山矿业有限公司", "stage": "active"}))
        person = w.save(Draft("persons", values={"name": "郑某"}))
        w.save(Draft("posts", values={"partner_id": partner, "person_id": person}))
        return w.save(Draft("agreements", values={
            "title": "勘查合同", "category": "project", "parties": (partner,), "state": "draft"}))

    made: int = work(job)
    return made


def _found(work: Doing, actor: Actor, typed: str) -> set[str]:
    groups = work(lambda w: search.search(w.session.connection(), actor, typed), actor)
    return {group.register for group in groups}


def _partner(w: Work) -> int:
    return listing.suggest(w.look, "partners", "矿业")[0][0]


def test_a_renamed_partner_is_found_in_its_agreements_by_the_new_name_only(
    work: Doing, clerk: Actor, agreement: int,
) -> None:
    assert "agreements" in _found(work, clerk, "隐山")

    def rename(w: Work) -> None:
        draft = listing.draft(w.look, "partners", _partner(w))
        draft["name"] = "显山矿业有限公司"
        w.save(draft)

    work(rename)
    assert _found(work, clerk, "隐山") == set()
    assert {"partners", "agreements"} <= _found(work, clerk, "显山")


def test_a_restricted_partner_is_found_through_no_other_record(
    work: Doing, clerk: Actor, cleared: Actor, agreement: int,
) -> None:
    work(lambda w: w.restrict("partners", _partner(w), True), cleared)
    assert _found(work, clerk, "隐山") == set()
    assert _found(work, cleared, "隐山") == {"partners"}
    work(lambda w: w.restrict("partners", _partner(w), False), cleared)
    assert "agreements" in _found(work, clerk, "隐山")
