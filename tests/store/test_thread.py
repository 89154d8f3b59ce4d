"""Writes wait for nobody's reads, a superseded read stops, and at the end no thread is left."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError, wait
from typing import Any

import pytest
from sqlalchemy import select, text

from partnerdesk.record.clerk import Clerk
from partnerdesk.record.draft import Draft
from partnerdesk.store import troubles
from partnerdesk.store.thread import aside

ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")
MANY = 20


def _threads() -> set[str]:
    return {thread.name for thread in threading.enumerate() if thread.name.startswith("desk-")}


def test_a_superseded_read_is_stopped_in_the_middle_of_its_statement(desk: Any) -> None:
    actor = desk.actor("li")
    begun = threading.Event()

    def endless(look: Any) -> Any:
        begun.set()
        return look.session.execute(ENDLESS).scalar()

    first = desk.read(actor, endless, superseding="list")
    assert begun.wait(10)
    second = desk.read(actor, lambda look: "newer", superseding="list")
    assert second.result(10) == "newer"
    assert first.cancelled()
    with pytest.raises(CancelledError):
        first.result()


def test_a_superseded_read_is_stopped_between_two_statements(desk: Any) -> None:
    actor = desk.actor("li")
    begun, go_on, reached = threading.Event(), threading.Event(), []

    def long(look: Any) -> None:
        begun.set()
        go_on.wait(10)
        look.rows(select(Clerk.id))
        reached.append("the end")

    first = desk.read(actor, long, superseding="list")
    assert begun.wait(10)
    first.cancel()
    go_on.set()
    assert desk.read(actor, lambda look: 1).result(10) == 1
    assert first.cancelled()
    assert reached == []


def test_a_read_is_stopped_even_when_its_statement_is_just_about_to_begin(desk: Any) -> None:
    actor = desk.actor("li")
    begun, go_on = threading.Event(), threading.Event()

    def endless(look: Any) -> Any:
        driver = look.session.connection().connection.driver_connection
        begun.set()
        go_on.wait(10)
        # Past SQLAlchemy, as if the interruption came after its last look.
        return driver.execute(str(ENDLESS)).fetchone()

    first = desk.read(actor, endless)
    assert begun.wait(10)
    first.cancel()
    go_on.set()
    assert desk.read(actor, lambda look: 1).result(10) == 1


def test_a_read_still_waiting_is_never_begun_once_superseded(desk: Any) -> None:
    actor = desk.actor("li")
    gate, done = threading.Event(), []
    blocking = desk.read(actor, lambda look: gate.wait(10))
    reads = [desk.read(actor, lambda look, n=n: done.append(n), superseding="typing") for n in range(MANY)]
    gate.set()
    wait([blocking, *reads], 10)
    assert done == [MANY - 1]
    assert [read.cancelled() for read in reads] == [True] * (MANY - 1) + [False]


def test_reads_of_other_names_and_nameless_ones_are_left_alone(desk: Any) -> None:
    actor = desk.actor("li")
    reads = [desk.read(actor, lambda look, n=n: n, superseding=name) for n, name in enumerate(("a", "b", "", ""))]
    assert [read.result(10) for read in reads] == [0, 1, 2, 3]


def test_a_save_does_not_wait_for_a_read_nor_for_maintenance(desk: Any) -> None:
    actor = desk.actor("li")
    gate = threading.Event()
    read = desk.read(actor, lambda look: gate.wait(10))
    long = desk.maintain(lambda connection: gate.wait(10))
    draft = Draft("persons", values={"name": "王小明"})
    id = desk.write(actor, lambda work: work.save(draft)).result(10)
    assert not read.done()
    assert not long.done()
    gate.set()
    assert desk.read(actor, lambda look: look.count(select(desk.registers["persons"].record.id).where(
        desk.registers["persons"].record.id == id))).result(10) == 1


def test_the_reading_thread_cannot_write(desk: Any) -> None:
    with pytest.raises(troubles.ReadOnly):
        desk.read(desk.actor("li"), lambda look: look.session.execute(text("DELETE FROM partners"))).result(10)


def test_an_error_reaches_who_asked_and_the_thread_goes_on(desk: Any) -> None:
    actor = desk.actor("li")
    for ask in (desk.read, desk.write):
        with pytest.raises(ZeroDivisionError):
            ask(actor, lambda _: 1 // 0).result(10)
        assert ask(actor, lambda _: "still here").result(10) == "still here"


def test_closing_finishes_every_write_and_leaves_no_thread(kept: Any) -> None:
    before = _threads()
    desk = kept.open(anywhere=True)
    actor = desk.actor("li")
    gate = threading.Event()
    desk.write(actor, lambda work: gate.wait(10))
    drafts = [Draft("persons", values={"name": f"王{n}"}) for n in range(MANY)]
    writes = [desk.write(actor, lambda work, draft=draft: work.save(draft)) for draft in drafts]
    reading = desk.read(actor, lambda look: look.session.execute(ENDLESS).scalar())
    gate.set()
    desk.close()
    assert all(write.result() for write in writes)
    assert reading.cancelled()
    assert _threads() <= before
    with kept.open(anywhere=True) as again:
        people = desk.registers["persons"].record
        assert again.read(actor, lambda look: look.count(select(people.id))).result() == MANY


def test_what_is_done_aside_leaves_no_thread() -> None:
    name = aside(lambda: threading.current_thread().name).result(10)
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join(10)
    assert name not in _threads()
