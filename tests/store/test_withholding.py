"""A restricted record is withheld from a clerk without clearance by every way there is to ask."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, Select, func, literal_column, select, text
from sqlalchemy.orm import Session, aliased

from partnerdesk.office import contents
from partnerdesk.office.partners.records import Partner, Post
from partnerdesk.problems import Refused, Unsaved
from partnerdesk.record.clerk import Actor
from partnerdesk.record.draft import Draft
from partnerdesk.store import history, listing, search
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work

from ..making import DAY
from .conftest import Doing

SECRET = "隐山矿业有限公司"


@pytest.fixture
def ids(work: Doing, cleared: Actor) -> tuple[int, int]:
    def job(w: Work) -> tuple[int, int]:
        partner = w.save(Draft("partners", values={"name": SECRET, "stage": "active"}))
        person = w.save(Draft("persons", values={"name": "郑某"}))
        w.save(Draft("posts", values={"partner_id": partner, "person_id": person}))
        agreement = w.save(Draft("agreements", values={
            "title": "框架协议", "category": "framework", "state": "draft", "parties": (partner,)}))
        w.restrict("partners", partner, True)
        return partner, agreement

    found: tuple[int, int] = work(job, cleared)
    return found


@pytest.fixture
def looking(engine: Engine) -> Callable[[Actor, Callable[[Reader], Any]], Any]:
    def look(actor: Actor, job: Callable[[Reader], Any]) -> Any:
        with Session(engine) as session:
            return job(Reader(session, actor, contents.load_records()))

    return look


OTHER = aliased(Partner)
WAYS: dict[str, Callable[[], Select[Any]]] = {
    "columns": lambda: select(Partner.name),
    "entity": lambda: select(Partner),
    "alias": lambda: select(OTHER.name),
    "join": lambda: select(Partner.name).join(Post, Post.partner_id == Partner.id),
    "outer join": lambda: select(Post.id, Partner.name).outerjoin(Partner, Post.partner_id == Partner.id).where(
        Partner.id.is_not(None)),
    "scalar subquery": lambda: select(Post.id).where(
        select(OTHER.name).where(OTHER.id == Post.partner_id).scalar_subquery() == SECRET),
    "exists": lambda: select(Post.id).where(select(OTHER.id).where(OTHER.name == SECRET).exists()),
    "subquery": lambda: select(select(Partner.name).subquery().c.name),
    "common table": lambda: select(select(Partner.name).cte().c.name),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_look_finds_nothing_without_clearance(way: str, ids: Any, looking: Any, clerk: Actor, cleared: Actor) -> None:
    assert looking(clerk, lambda look: len(look.rows(WAYS[way]()))) == 0
    assert looking(cleared, lambda look: len(look.rows(WAYS[way]()))) == 1


@pytest.mark.parametrize("way", WAYS)
def test_nor_does_a_statement_that_is_asked_again(
    way: str, ids: Any, looking: Any, clerk: Actor, cleared: Actor,
) -> None:
    statement = WAYS[way]()
    # Prepared for the one and asked by the other, whoever comes first.
    for actor, found in ((cleared, 1), (clerk, 0), (cleared, 1), (clerk, 0)):
        assert looking(actor, lambda look: len(look.repeated(statement))) == found, actor


def test_a_statement_that_nobody_has_any_longer_is_forgotten(engine: Engine, looking: Any, cleared: Actor) -> None:
    def asked() -> weakref.ref[Any]:
        statement = select(Partner.name).where(Partner.stage == "active")
        looking(cleared, lambda look: look.repeated(statement))
        return weakref.ref(statement)

    kept = asked()
    engine.clear_compiled_cache()
    gc.collect()
    assert kept() is None


def test_a_statement_past_the_records_is_not_prepared(ids: Any, looking: Any, cleared: Actor) -> None:
    statement = select(Partner.__table__.c.name)
    for _ in range(2):
        with pytest.raises(Refused):
            looking(cleared, lambda look: look.repeated(statement))


@pytest.mark.parametrize("statement", [
    select(Partner.__table__.c.name),
    select(func.count()).select_from(Partner.__table__),
    select(text("name FROM partners")),
    select(literal_column("(SELECT name FROM partners)")),
    select(Post.id, Partner.__table__.c.name),
], ids=["table", "count", "text", "literal", "mixed"])
def test_statements_past_the_records_are_refused(
    statement: Select[Any], ids: Any, looking: Any, cleared: Actor,
) -> None:
    with pytest.raises(Refused):
        looking(cleared, lambda look: look.rows(statement))


def test_counts_names_lists_and_drafts_do_not_know_it(ids: Any, looking: Any, clerk: Actor) -> None:
    partner, _ = ids
    assert looking(clerk, lambda look: look.count(select(Partner.id))) == 0
    assert looking(clerk, lambda look: look.get(Partner, partner)) is None
    assert looking(clerk, lambda look: listing.named(look, "partners", partner)) == ""
    assert looking(clerk, lambda look: listing.total(look, listing.Listing("partners"))) == 0
    assert looking(clerk, lambda look: listing.suggest(look, "partners", "隐山")) == []
    columns = ("title", "parties")
    (row,) = looking(clerk, lambda look: listing.window(look, listing.Listing("agreements", columns=columns), 0, 9))
    assert row.cells == ("框架协议", ())
    with pytest.raises(Refused):
        looking(clerk, lambda look: listing.draft(look, "partners", partner))


def test_it_answers_like_a_record_that_is_not_there(ids: Any, work: Doing) -> None:
    partner, _ = ids
    with pytest.raises(Refused) as hidden:
        work(lambda w: w.strike("partners", partner, "误登"))
    with pytest.raises(Refused) as missing:
        work(lambda w: w.strike("partners", 404, "误登"))
    assert hidden.value.message == missing.value.message


def test_the_history_is_silent_about_it(ids: Any, looking: Any, clerk: Actor, cleared: Actor) -> None:
    partner, _ = ids

    def told(look: Reader) -> int:
        return len(history.read(look, look.registers["partners"], partner))

    assert (looking(clerk, told), looking(cleared, told)) == (0, 1)


def test_what_cannot_be_without_it_is_withheld_with_it_and_opened_with_it(
    ids: Any, work: Doing, looking: Any, clerk: Actor, cleared: Actor,
) -> None:
    partner, _ = ids

    def posts(look: Reader) -> int:
        return look.count(select(Post.id))

    assert (looking(clerk, posts), looking(cleared, posts)) == (0, 1)
    person = work(lambda w: w.save(Draft("persons", values={"name": "王某"})), cleared)
    work(lambda w: w.save(Draft("posts", values={"partner_id": partner, "person_id": person})), cleared)
    assert looking(clerk, posts) == 0
    work(lambda w: w.restrict("persons", person, True), cleared)
    work(lambda w: w.restrict("partners", partner, False), cleared)
    # The second stays with its person.
    assert looking(clerk, posts) == 1
    work(lambda w: w.undo(), cleared)
    assert looking(clerk, posts) == 0


def test_what_is_about_it_goes_with_it_though_the_link_may_be_empty(
    work: Doing, looking: Any, clerk: Actor, cleared: Actor,
) -> None:
    case = contents.record("cases")

    def job(w: Work) -> tuple[int, int]:
        partner, other = (w.save(Draft("partners", values={"name": name, "stage": "review"})) for name in ("甲", "乙"))
        procedure = w.save(Draft("procedures", values={"code": "x", "title": "准入", "edition": 1, "state": "draft"}))
        for subject in (partner, other):
            w.save(Draft("cases", values={"procedure_id": procedure, "partner_id": subject, "state": "running",
                                          "opened": DAY}))
        w.restrict("partners", partner, True)
        return partner, procedure

    partner, procedure = work(job, cleared)

    def cases(look: Reader) -> int:
        return look.count(select(case.id))

    assert (looking(clerk, cases), looking(cleared, cases)) == (1, 2)
    # One that is made later is withheld from its making on.
    work(lambda w: w.save(Draft("cases", values={
        "procedure_id": procedure, "partner_id": partner, "state": "running", "opened": DAY})), cleared)
    assert (looking(clerk, cases), looking(cleared, cases)) == (1, 3)
    work(lambda w: w.restrict("partners", partner, False), cleared)
    assert looking(clerk, cases) == 3


def test_a_sealed_register_is_for_cleared_clerks_alone(work: Doing, looking: Any, clerk: Actor, cleared: Actor) -> None:
    account = contents.record("bank_accounts")
    partner = work(lambda w: w.save(Draft("partners", values={"name": "甲", "stage": "active"})))
    draft = {"partner_id": partner, "holder": "甲公司", "bank": "临澄银行港区支行", "account": "6222020200112233"}
    with pytest.raises(Refused):
        work(lambda w: w.save(Draft("bank_accounts", values=dict(draft))))
    id = work(lambda w: w.save(Draft("bank_accounts", values=dict(draft))), cleared)

    def seen(look: Reader) -> tuple[int, str, int]:
        groups = search.search(look.session.connection(), look.actor, "6222020200112233")
        hits = sum(len(group.hits) for group in groups)
        return look.count(select(account.id)), listing.named(look, "bank_accounts", id), hits

    assert looking(clerk, seen) == (0, "", 0)
    assert looking(cleared, seen)[:2] == (1, "甲公司")
    with pytest.raises(Refused):
        work(lambda w: w.restrict("bank_accounts", id, False), cleared)
    # Opening the partner again opens what went with it, and not what is sealed by its kind.
    work(lambda w: w.restrict("partners", partner, True), cleared)
    work(lambda w: w.restrict("partners", partner, False), cleared)
    assert looking(clerk, seen) == (0, "", 0)
    assert looking(clerk, lambda look: look.count(select(Partner.id))) == 1


def test_search_forgets_its_name_where_others_link_to_it(
    ids: Any, work: Doing, looking: Any, clerk: Actor, cleared: Actor,
) -> None:
    partner, agreement = ids

    def found(look: Reader) -> list[tuple[str, int]]:
        groups = search.search(look.session.connection(), look.actor, "隐山")
        return [(group.register, hit.id) for group in groups for hit in group.hits]

    assert looking(clerk, found) == []
    work(lambda w: w.restrict("partners", partner, False), cleared)
    assert ("agreements", agreement) in looking(clerk, found)
    work(lambda w: w.undo(), cleared)
    assert looking(clerk, found) == []


def test_others_go_on_working_with_what_links_to_it(ids: Any, work: Doing, looking: Any, cleared: Actor) -> None:
    partner, agreement = ids

    def changed(w: Work) -> None:
        draft = listing.draft(w.look, "agreements", agreement)
        draft["title"] = "合作框架协议"
        w.save(draft)

    work(changed)
    assert looking(cleared, lambda look: listing.draft(look, "agreements", agreement))["parties"] == (partner,)
    with pytest.raises(Unsaved):
        work(lambda w: w.save(Draft("posts", values={"partner_id": partner, "person_id": 1})))


def test_what_belongs_to_a_withheld_record_is_not_opened_by_itself(work: Doing, cleared: Actor) -> None:
    def job(w: Work) -> tuple[int, int]:
        partner = w.save(Draft("partners", values={"name": SECRET, "stage": "active"}))
        contact = w.save(Draft("contacts", values={
            "partner_id": partner, "happened": DAY, "kind": "call", "subject": "矿权转让"}))
        w.restrict("partners", partner, True)
        return partner, contact

    partner, contact = work(job, cleared)
    with pytest.raises(Refused):
        work(lambda w: w.restrict("contacts", contact, False), cleared)
    assert work(lambda w: listing.window(w.look, listing.Listing("contacts"), 0, 9)) == []
    work(lambda w: w.restrict("partners", partner, False), cleared)
    assert len(work(lambda w: listing.window(w.look, listing.Listing("contacts"), 0, 9))) == 1


def test_only_a_cleared_clerk_restricts(work: Doing) -> None:
    id = work(lambda w: w.save(Draft("partners", values={"name": "甲", "stage": "active"})))
    with pytest.raises(Refused):
        work(lambda w: w.restrict("partners", id, True))
