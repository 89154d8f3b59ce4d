"""The index made anew from the records answers as the one that saves kept up."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from partnerdesk.problems import Refused
from partnerdesk.record.clerk import Actor
from partnerdesk.record.draft import Draft
from partnerdesk.store import search
from partnerdesk.store.reindexing import reindex
from partnerdesk.store.work import Work

from .conftest import Doing


def _fill(work: Work) -> None:
    names = ("重庆江流", "隐山", "青禾")
    ids = [work.save(Draft("partners", values={"name": name, "stage": "active"})) for name in names]
    work.restrict("partners", ids[1], True)
    work.strike("partners", ids[2], "重复")
    person = work.save(Draft("persons", values={"name": "郑某"}))
    work.save(Draft("posts", values={"partner_id": ids[0], "person_id": person}))
    work.save(Draft("posts", values={"partner_id": ids[1], "person_id": person}))


def _answers(work: Work) -> list[object]:
    connection = work.session.connection()
    return [
        search.search(connection, actor, typed)
        for typed in ("重庆", "隐山", "青禾", "郑某", "zm", "江流") for actor in (work.actor, Actor(1, "李文书"))
    ]


def test_the_index_made_anew_answers_the_same(work: Doing, cleared: Actor) -> None:
    work(_fill, cleared)
    before = work(_answers, cleared)
    assert any(before)
    work(lambda w: w.session.connection().exec_driver_sql("DELETE FROM search_rows"), cleared)
    assert not any(work(_answers, cleared))
    assert work(lambda w: reindex(w.look), cleared) == 6
    assert work(_answers, cleared) == before


def test_tidied_a_list_is_read_in_its_order_instead_of_sorted(work: Doing, engine: Engine, cleared: Actor) -> None:
    def fill(w: Work) -> None:
        for number in range(150):
            w.save(Draft("partners", values={"name": f"青禾{number}公司", "stage": "active"}))

    def plan() -> str:
        with engine.connect() as connection:
            rows = connection.exec_driver_sql(
                "EXPLAIN QUERY PLAN SELECT name FROM partners WHERE struck_at IS NULL ORDER BY number, id LIMIT 200")
            return " ".join(row[3] for row in rows)

    work(fill, cleared)
    before = work(_answers, cleared)
    assert "TEMP B-TREE" in plan()
    engine.dispose()  # what the planner knows is read when a connection is made
    raw = engine.raw_connection()
    search.tidy(raw.driver_connection)
    raw.close()
    engine.dispose()
    assert "TEMP B-TREE" not in plan()
    assert work(_answers, cleared) == before


def test_a_clerk_who_may_not_see_all_cannot_leave_records_out_of_it(work: Doing) -> None:
    with pytest.raises(Refused):
        work(lambda w: reindex(w.look))
