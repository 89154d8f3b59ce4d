"""Any part of a name or a text is found, by its signs or its initials, and nothing that this clerk may not see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine
from sqlcipher3 import dbapi2

from partnerdesk.record import prose
from partnerdesk.record.clerk import Actor
from partnerdesk.record.fields import Choice, Field, Kind
from partnerdesk.record.record import Record
from partnerdesk.record.register import Register
from partnerdesk.store import search
from partnerdesk.store.folding import fold, key_of, terms
from partnerdesk.store.indexing import LIVE

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
CLERK, CLEARED = Actor(1, "李文书"), Actor(2, "沈立", cleared=True)


class Firm:
    """What a record class declares, without a table of its own among those of the desk."""

    __fields__: ClassVar[dict[str, Field]] = {declared.name: declared for declared in (
        Field(Kind.TEXT, "Name", name="name"),
        Field(Kind.TEXT, "Name in English", name="english_name"),
        Field(Kind.CHOICE, "Stage", choices=(Choice("active", "Active partner"), Choice("past", "Past")), name="stage"),
        Field(Kind.DAY, "Joined", name="joined"),
        Field(Kind.LINK, "Parent", target="firms", name="parent_id"),
        Field(Kind.LONG_TEXT, "Minutes", rich=True, name="minutes"),
        Field(Kind.LONG_TEXT, "Notes", name="notes"),
    )}


FIRM = cast(type[Record], Firm)
FIRMS = Register(
    "firms", FIRM, ("name", "english_name"), (), (), search=("stage", "joined", "parent_id", "minutes", "notes"))
CASES = Register("cases", FIRM, ("name",), (), (), search=("notes",))


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite+pysqlite://", module=dbapi2, creator=lambda: dbapi2.connect(":memory:"))
    with engine.connect() as made:
        for statement in search.SEARCH_DDL:
            made.exec_driver_sql(statement)
        yield made
    engine.dispose()


def _put(connection: Connection, id: int, name: str, register: Register = FIRMS, **given: Any) -> None:
    told = {key: given.pop(key) for key in ("struck", "restricted", "link_names", "number") if key in given}
    search.index(connection, register, id, {"name": name, **given}, changed=NOW + timedelta(minutes=id), **told)


def _ids(connection: Connection, typed: str, actor: Actor = CLERK, **how: Any) -> list[int]:
    return [hit.id for group in search.search(connection, actor, typed, **how) for hit in group.hits]


def _one(connection: Connection, typed: str) -> search.Hit:
    (group,) = search.search(connection, CLERK, typed)
    (hit,) = group.hits
    return hit


@pytest.mark.parametrize("typed", [
    "重", "重庆", "庆江", "江流仓储", "限公司", "重庆江流仓储有限公司", "（西南）", "西南", "江流 西南", "西南 江流",
    "chongjiang", "Chong", "RIVER", "river log", "ｒｉｖｅｒ", "P-2026-07", "2026-07", "2026", "乌江码头", "仓储，乌江",
    "Crédito", "credito", "c\u200bredito", "91350100m", "优先",
])  # fmt: skip
def test_any_part_is_found(connection: Connection, typed: str) -> None:
    _put(connection, 1, "重庆江流仓储有限公司（西南）", english_name="Chongjiang River Logistics", number="P-2026-07",
         notes="主营仓储，乌江码头作业；Banco de Crédito；代码 91350100M000100Y43；优先")
    _put(connection, 2, "别家", notes="无关")
    assert _ids(connection, typed) == [1]


@pytest.mark.parametrize("typed", ["江重", "庆流", "司（东", "iver", "乌码头", "无此", "仓储 无此", "%", "_", "*"])
def test_what_does_not_stand_there_is_not_found(connection: Connection, typed: str) -> None:
    _put(connection, 1, "重庆江流仓储有限公司（西南）", english_name="Chongjiang River Logistics", notes="乌江码头")
    assert _ids(connection, typed) == []


def test_a_phrase_does_not_reach_from_one_field_into_the_next(connection: Connection) -> None:
    _put(connection, 1, "甲乙", english_name="Delta", notes="丙丁")
    assert _ids(connection, "乙丙") == []
    assert _ids(connection, "乙delta") == []
    assert _ids(connection, "乙 丁") == [1]


@pytest.mark.parametrize(("name", "typed"), [
    ("重庆银行", ["cq", "zq", "cqyh", "zqyx", "yh", "qyh"]),
    ("厦门港务", ["xm", "sm", "mgw"]),
    ("长沙会计事务", ["cs", "zs", "kj", "hj", "cskjsw"]),
    ("朝阳音乐", ["cy", "zy", "yy", "yl"]),
    ("行长联席", ["hz", "xz", "hc"]),
    ("IBM中国", ["ibmzg", "mzg", "zg"]),
    ("单某", ["sm", "dm"]),
])  # fmt: skip
def test_every_plausible_reading_finds_the_name(connection: Connection, name: str, typed: list[str]) -> None:
    _put(connection, 1, name)
    assert {each: _ids(connection, each) for each in typed} == {each: [1] for each in typed}


def test_initials_of_other_words_find_nothing(connection: Connection) -> None:
    _put(connection, 1, "重庆银行", notes="音乐")
    assert _ids(connection, "hq") == []
    assert _ids(connection, "yy") == []


def test_initials_are_shown_where_they_stand(connection: Connection) -> None:
    _put(connection, 1, "中国（重庆）银行")
    hit = _one(connection, "zqyh")
    assert [hit.snippet[first:last] for first, last in hit.marks] == ["重庆）银行"]


def test_names_that_begin_so_come_first_then_names_then_texts_each_newest_first(connection: Connection) -> None:
    _put(connection, 1, "江流")
    _put(connection, 2, "别家", notes="江流")
    _put(connection, 3, "大江流")
    _put(connection, 4, "江流二")
    _put(connection, 5, "别家", notes="见江流")
    _put(connection, 6, "小江流")
    assert _ids(connection, "江流") == [4, 1, 6, 3, 5, 2]


def test_a_changed_record_is_the_newest_and_found_by_its_new_name_only(connection: Connection) -> None:
    for id in (1, 2, 3):
        _put(connection, id, f"江流{id}")
    _put(connection, 1, "江流新名")
    assert _ids(connection, "江流") == [1, 3, 2]
    assert _ids(connection, "江流1") == []
    assert _ids(connection, "jlxm") == [1]


def test_struck_records_are_marked_and_last(connection: Connection) -> None:
    _put(connection, 1, "江流")
    _put(connection, 2, "别家", notes="江流")
    _put(connection, 3, "江流", struck=True)
    (group,) = search.search(connection, CLERK, "江流")
    assert [(hit.id, hit.struck) for hit in group.hits] == [(1, False), (2, False), (3, True)]
    _put(connection, 3, "江流")
    assert _ids(connection, "江流") == [3, 1, 2]


def test_a_dropped_record_is_gone_by_every_way(connection: Connection) -> None:
    _put(connection, 1, "重庆江流", notes="码头")
    search.drop(connection, "firms", 1)
    search.drop(connection, "firms", 1)
    assert [_ids(connection, typed) for typed in ("重庆", "庆江", "cqjl", "qjl", "码头")] == [[]] * 5
    for table in ("search_rows", "search_keys", "search_parts"):
        assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0


@pytest.mark.parametrize("typed", ["隐", "隐山", "山矿", "ys", "ysky", "sky", "hidden", "密件", "隐山矿业 密件"])
def test_a_withheld_record_answers_like_none_at_all(connection: Connection, typed: str) -> None:
    _put(connection, 1, "隐山矿业", english_name="Hidden Hill", notes="密件", restricted=True)
    assert search.search(connection, CLERK, typed) == search.search(connection, CLERK, "无此") == []
    assert _ids(connection, typed, CLEARED) == [1]
    assert _ids(connection, typed, CLEARED, registers=["firms"]) == [1]
    assert _ids(connection, typed, registers=["firms"]) == []


def test_withheld_records_do_not_use_up_the_answer(connection: Connection) -> None:
    _put(connection, 1, "江流一")
    for id in range(2, 62):
        _put(connection, id, f"江流{id}", restricted=True)
    assert _ids(connection, "江流", limit=50) == [1]
    assert _ids(connection, "jl", limit=50) == [1]
    assert len(_ids(connection, "江流", CLEARED, limit=50)) == 50


def test_answers_are_grouped_by_register_and_can_be_asked_of_some(connection: Connection) -> None:
    _put(connection, 1, "江流")
    _put(connection, 1, "关于江流的事", CASES)
    _put(connection, 2, "江流案", CASES)
    assert [(group.register, [hit.id for hit in group.hits]) for group in search.search(connection, CLERK, "江流")] == [
        ("cases", [2, 1]), ("firms", [1])]
    assert [group.register for group in search.search(connection, CLERK, "江流", registers=["firms"])] == ["firms"]
    assert search.search(connection, CLERK, "江流", registers=[]) == []
    assert search.matching(connection, CLERK, "cases", "江流") == [2, 1]
    assert search.matching(connection, CLERK, "cases", "江流", limit=1) == [2]
    assert search.matching(connection, CLERK, "cases", "jla") == [2]


def test_no_tier_gives_more_than_was_asked_for(connection: Connection) -> None:
    search.rebuild(connection, (
        search.Entry(FIRMS, id, {"name": f"公司{id}", "notes": "公司"}, NOW + timedelta(minutes=id))
        for id in range(1, 201)))
    assert _ids(connection, "公司", limit=50) == list(range(200, 150, -1))
    assert len(search.matching(connection, CLERK, "firms", "gs", limit=7)) == 7


@pytest.mark.parametrize(("values", "typed", "where", "snippet"), [
    ({"notes": "第一行\n乌江码头"}, "乌江", "notes", "第一行 乌江码头"),
    ({"stage": "active"}, "active", "stage", "Active partner"),
    ({"joined": NOW.date()}, "2026年11月", "joined", "2026年11月20日"),
    ({"joined": NOW.date()}, "2026-11-20", "joined", "2026-11-20"),
    ({"parent_id": 7, "link_names": {"parent_id": "乌江集团"}}, "乌江", "parent_id", "乌江集团"),
    ({"english_name": "Ｗｕｊｉａｎｇ Pier"}, "wujiang", "english_name", "Ｗｕｊｉａｎｇ Pier"),
    ({"number": "P-7"}, "p-7", "number", "P-7"),
    ({"minutes": prose.dumps(prose.from_plain("一、开会\n乌江码头"))}, "乌江", "minutes", "一、开会 乌江码头"),
])  # fmt: skip
def test_the_answer_says_where_and_quotes_it(
    connection: Connection, values: dict[str, Any], typed: str, where: str, snippet: str
) -> None:
    _put(connection, 1, "青禾", **values)
    hit = _one(connection, typed)
    assert (hit.name, hit.where, hit.snippet) == ("青禾", where, snippet)
    assert hit.marks


def test_a_long_text_is_quoted_around_what_was_found(connection: Connection) -> None:
    _put(connection, 1, "青禾", notes="前" * 500 + "乌江码头" + "后" * 500)
    hit = _one(connection, "乌江码头")
    assert hit.snippet.startswith("…前") and hit.snippet.endswith("后…")
    assert [hit.snippet[first:last] for first, last in hit.marks] == ["乌江码头"]
    assert len(hit.snippet) <= search.BEFORE + search.AFTER + 2


def test_rich_minutes_are_searched_by_their_text_not_by_how_they_are_kept(connection: Connection) -> None:
    _put(connection, 1, "青禾", minutes=prose.dumps(prose.from_plain("码头")))
    assert _ids(connection, "prose") == []
    assert _ids(connection, "码头") == [1]


NAUGHTY = ["title:x", "name : x", "a AND b", "a NOT b", "NEAR(a b)", "x*", '"x', "x'--", "{name}:x", "^x", "(x", "-x"]


@pytest.mark.parametrize("typed", NAUGHTY)
def test_what_looks_like_a_query_finds_its_own_letters(connection: Connection, typed: str) -> None:
    _put(connection, 1, "青禾", notes=f"见 {typed} 一节")
    _put(connection, 2, "x")
    _put(connection, 3, f"关于{typed}")
    assert {1, 3} <= set(_ids(connection, typed))


def test_a_column_cannot_be_probed(connection: Connection) -> None:
    _put(connection, 1, "x")
    _put(connection, 2, "青禾", notes="title:x")
    assert _ids(connection, "title:x") == [2]
    assert _ids(connection, "name:x") == []


@given(name=st.text(max_size=60), note=st.text(max_size=60), typed=st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_search(name: str, note: str, typed: str) -> None:
    engine = create_engine("sqlite+pysqlite://", module=dbapi2, creator=lambda: dbapi2.connect(":memory:"))
    storable = name.encode("utf-8", "ignore").decode()
    with engine.connect() as connection:
        for statement in search.SEARCH_DDL:
            connection.exec_driver_sql(statement)
        _put(connection, 1, storable, notes=note.encode("utf-8", "ignore").decode())
        for asked in (typed, name, note, name + " " + typed):
            for group in search.search(connection, CLERK, asked):
                for hit in group.hits:
                    assert all(0 <= first <= last <= len(hit.snippet) for first, last in hit.marks)
        if search._Question(storable).key:
            assert 1 in _ids(connection, storable)
    engine.dispose()


SIGNS = st.text(alphabet="江流重庆银ab1 （，-Ａé", max_size=8)


def _holds(texts: list[str], phrase: list[str]) -> bool:
    """Whether one of the texts holds the terms one behind the other, the last perhaps as the beginning of a word."""
    *begun, last = phrase
    return any(
        words[at:at + len(begun)] == begun and (words[at + len(begun)] == last or (
            len(last) > 1 and words[at + len(begun)].startswith(last)))
        for words in (terms(fold(text)) for text in texts) for at in range(len(words) - len(begun)))


@given(records=st.lists(st.tuples(SIGNS, SIGNS), min_size=1, max_size=6), typed=SIGNS)
@settings(max_examples=300, deadline=None)
def test_the_index_finds_what_reading_everything_would_find(records: list[tuple[str, str]], typed: str) -> None:
    question = search._Question(typed)
    assume(not question.initials)
    wanted = {
        id for id, texts in enumerate(records)
        if (question.key and any(text.strip() and key_of(text).startswith(question.key) for text in texts[:1]))
        or (question.phrases and all(_holds(list(texts), phrase) for phrase in question.phrases))}
    engine = create_engine("sqlite+pysqlite://", module=dbapi2, creator=lambda: dbapi2.connect(":memory:"))
    with engine.connect() as connection:
        for statement in search.SEARCH_DDL:
            connection.exec_driver_sql(statement)
        for id, (name, notes) in enumerate(records):
            _put(connection, id, name, notes=notes)
        assert set(_ids(connection, typed)) == wanted
    engine.dispose()


def test_every_naughty_string_is_found_by_itself(connection: Connection, samples: Any) -> None:
    (file,) = (samples / "strings").glob("*.json")
    strings = [one for one in json.loads(file.read_text(encoding="utf-8")) if search._Question(one).key]
    for id, one in enumerate(strings, 1):
        _put(connection, id, one)
    missed = [one for id, one in enumerate(strings, 1) if id not in _ids(connection, one, limit=300)]
    assert missed == []


def test_rare_signs_and_other_scripts_are_found(connection: Connection) -> None:
    for id, name in enumerate(("𰻝𰻝面馆", "𬭚", "한국무역", "東京カメラ", "บริษัทไทย", "Торговля", "شركة", "हिन्दी"), 1):
        _put(connection, id, name)
    for id, typed in enumerate(("𰻝面", "𬭚", "무역", "カメ", "ไทย", "торг", "شركة", "हिन्दी"), 1):
        assert _ids(connection, typed) == [id], typed


def test_rebuilt_it_answers_as_before(connection: Connection) -> None:
    entries = [
        search.Entry(FIRMS, 1, {"name": "重庆江流"}, NOW), search.Entry(CASES, 1, {"name": "江流案"}, NOW),
        search.Entry(FIRMS, 2, {"name": "江流"}, NOW, struck=True),
        search.Entry(FIRMS, 3, {"name": "大江流"}, NOW, restricted=True),
    ]
    for entry in entries:
        search.index(connection, entry.register, entry.id, entry.values, changed=NOW, struck=entry.struck,
                     restricted=entry.restricted)
    questions = [(typed, actor) for typed in ("江流", "jl", "重庆") for actor in (CLERK, CLEARED)]
    before = [search.search(connection, actor, typed) for typed, actor in questions]
    assert search.rebuild(connection, entries) == 4
    assert [search.search(connection, actor, typed) for typed, actor in questions] == before


def test_idle_time_merges_what_saves_left_and_then_finds_nothing_more_to_do(connection: Connection) -> None:
    for id in range(40):
        _put(connection, id, f"江流{id}")
        connection.commit()
    rounds = 0
    while search.merge(connection):
        rounds += 1
        assert rounds < 100
    assert rounds
    assert len(_ids(connection, "江流", limit=100)) == 40
    connection.exec_driver_sql("INSERT INTO search_texts (search_texts) VALUES ('integrity-check')")


def test_live_rows_stand_above_struck_ones(connection: Connection) -> None:
    _put(connection, 1, "甲")
    _put(connection, 2, "乙", struck=True)
    rows = dict(connection.exec_driver_sql("SELECT record_id, rowid FROM search_rows").all())  # type: ignore[arg-type]
    assert rows[2] < LIVE < rows[1]


def test_one_letter_asks_for_beginnings_only(connection: Connection) -> None:
    _put(connection, 1, "Zeta")
    _put(connection, 2, "Alpha Zeta")
    assert _ids(connection, "z") == [1]
