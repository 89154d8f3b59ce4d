"""What follows from every register's declaration, tested once for all of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from partnerdesk.office import contents
from partnerdesk.office.printing import LANGUAGES, Asked, compose
from partnerdesk.paper.packet import print_papers
from partnerdesk.problems import Unsaved
from partnerdesk.record.clerk import Actor
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Kind
from partnerdesk.record.office import Office
from partnerdesk.store import history, listing
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE, ENGLISH, Words

from ..making import DAY, SPECIAL, filled, made
from ..store.conftest import NOW, Doing, engine, template, work  # noqa: F401 - fixtures

REGISTERS = contents.load_records()
KEYS = list(REGISTERS)


@pytest.fixture
def clerk() -> Actor:
    """A cleared one: sealed registers too are looked through."""
    return Actor(2, "沈立", cleared=True)


@pytest.mark.parametrize("key", KEYS)
def test_a_filled_record_is_saved_and_read_back(key: str, work: Doing) -> None:  # noqa: F811
    def job(w: Work) -> tuple[dict[str, Any], int]:
        draft = filled(w, key)
        return draft.everything(), w.save(draft)

    given, id = work(job)
    kept = work(lambda w: listing.draft(w.look, key, id)).loaded
    empty = (None, (), False)
    assert {name: value for name, value in kept.items() if value not in empty} == {
        name: value for name, value in given.items() if value not in empty}


@pytest.mark.parametrize("key", KEYS)
def test_each_missing_required_field_is_refused_at_that_field(key: str, work: Doing) -> None:  # noqa: F811
    def job(w: Work) -> None:
        whole = filled(w, key)
        for name, field in REGISTERS[key].fields.items():
            if not field.required or field.kind is Kind.YES_NO:
                continue
            draft = Draft(key, values={**whole.values, name: None})
            with pytest.raises(Unsaved) as refused:
                w.save(draft)
            assert name in {problem.field for problem in refused.value.problems}

    work(job)


@pytest.mark.parametrize("key", KEYS)
def test_a_change_is_in_the_history(key: str, work: Doing) -> None:  # noqa: F811
    id = work(lambda w: made(w, key))
    register = REGISTERS[key]
    # The kinds in which any other value will do, the freest first.
    freest = (Kind.LONG_TEXT, Kind.TEXT, Kind.DAY)
    name, field = min(
        ((name, field) for name, field in reversed(register.fields.items())
         if field.kind in freest and (key, name) not in SPECIAL),
        key=lambda each: freest.index(each[1].kind))
    after = DAY + timedelta(days=1) if field.kind is Kind.DAY else "改动之后"

    def change(w: Work) -> bool:
        draft = listing.draft(w.look, key, id)
        draft[name] = after
        return bool(w.save(draft))

    assert work(change, now=NOW + timedelta(hours=1))
    entries = work(lambda w: history.read(w.look, register, id))
    assert (name, after) in {(entry.field, entry.after) for entry in entries}


@pytest.mark.parametrize("key", KEYS)
def test_a_record_is_listed_by_its_name_and_found(key: str, work: Doing) -> None:  # noqa: F811
    id = work(lambda w: made(w, key))
    named = work(lambda w: listing.named(w.look, key, id))
    assert named
    rows = work(lambda w: listing.window(w.look, listing.Listing(key), 0, 9))
    assert id in {row.id for row in rows}
    assert id in {found for found, *_ in work(lambda w: listing.suggest(w.look, key, named[:20]))}
    for view in REGISTERS[key].views:
        work(lambda w, view=view: listing.total(w.look, listing.Listing(key, view=view.key, today=NOW.date())))


@pytest.mark.parametrize("key", KEYS)
def test_its_list_is_asked_in_words_of_either_engine(key: str, work: Doing) -> None:  # noqa: F811
    register = REGISTERS[key]
    wanted = [listing.Listing(key, struck=True), *(listing.Listing(key, view=view.key, today=DAY) for view in register.views)]  # noqa: E501
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        for each in wanted:
            statement = work(lambda w, each=each: listing.statement(w.look, each))
            assert " ORDER BY " in str(statement.compile(dialect=dialect)).replace("\n", " ")


@pytest.mark.parametrize("key", KEYS)
def test_its_ledger_holds_the_longest_values(key: str, work: Doing, tmp_path: Path) -> None:  # noqa: F811
    work(lambda w: made(w, key, long=True))
    office = {"name": "远山联盟秘书处", "english_name": "Secretariat of the Yuanshan Alliance", "language": "zh_CN",
              "zone": "Asia/Shanghai", "fonts": "bundled", "attendees": "end"}
    work(lambda w: w.session.add(Office(**office, version=1, restricted=False, made_at=NOW, changed_at=NOW)))
    name = f"{key.replace('_', '-')}-ledger"
    for language in LANGUAGES:
        papers = work(lambda w, language=language: compose(w.look, Asked(name, None, language), DAY))
        report = print_papers(papers, tmp_path / "ledger.pdf", when=NOW, proof=True)
        assert [fault.said(Words(ENGLISH)) for fault in report.faults] == []
        assert report.missing == {}


@pytest.mark.parametrize("key", KEYS)
def test_columns_form_and_search_name_declared_fields(key: str) -> None:
    register = REGISTERS[key]
    declared = set(register.fields) | {"number"}
    for names in (register.columns, register.form_fields, register.ledger_columns, register.search, register.name):
        assert set(names) <= declared
    assert len(set(register.form_fields)) == len(register.form_fields)
    required = {name for name, field in register.fields.items() if field.required}
    assert required <= set(register.form_fields), "a required field stands not in the form"


@pytest.mark.parametrize("key", KEYS)
def test_every_label_help_and_choice_has_a_chinese_text(key: str) -> None:
    words = Words(CHINESE)
    entry = contents.entry(key)
    texts = [entry.title, entry.one, entry.intro]
    for field in REGISTERS[key].fields.values():
        texts += [field.label, field.help, *(choice.label for choice in field.choices)]
    texts += [view.label for view in REGISTERS[key].views]
    missing = [text for text in texts if text and words(text) == text and text.isascii()]
    assert missing == []
