"""Which entries look like one and the same, by which keys, how they are grouped, and how they are told apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.exchange.likeness import (
    ALIAS,
    LIKE_NAME,
    SAME_BUT_FORM,
    SAME_CODE,
    SAME_HOST,
    SAME_LEI,
    SAME_NAME,
)
from partnerdesk.office import alike, duplicates
from partnerdesk.office.alike import KnownPartner, KnownPerson, partner_pairs, person_pairs
from partnerdesk.problems import Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.store import listing, merging

from .conftest import Doing

CODE = "91350100M000100Y43"


def _reasons(one: dict[str, Any] | str, other: dict[str, Any] | str) -> tuple[str, ...]:
    known = [KnownPartner(id, **(each if isinstance(each, dict) else {"name": each}))
             for id, each in enumerate((one, other), 1)]
    return partner_pairs(known).get((1, 2), ())


@pytest.mark.parametrize(("one", "other", "reason"), [
    ("青禾仓储有限公司", "青禾仓储有限公司", SAME_NAME),
    ("青禾仓储有限公司", "青禾仓储股份有限公司", SAME_BUT_FORM),
    ("Qinghe Storage Co., Ltd.", "QINGHE STORAGE INC", SAME_BUT_FORM),
    ("青禾仓储（集团）有限公司", "青禾仓储有限公司", SAME_BUT_FORM),
    ("青禾仓储有限公司（集团）", "青禾仓储", SAME_BUT_FORM),
    ("深圳市青禾仓储", "深圳青禾仓储有限公司", LIKE_NAME),
    ("International Widgets Factory", "Internatianal Widgets Factory", LIKE_NAME),
    ("北京青禾仓储有限公司", "青禾仓储有限公司", alike.SAME_BUT_PLACE),
    ("青禾仓储有限公司", "清河仓储有限公司", alike.SAME_SOUND),
    ("青禾仓储有限公司", "Qinghe Cangchu Co., Ltd.", alike.SAME_SOUND),
    ({"name": "甲公司", "others": ("青禾仓储",)}, "青禾仓储有限公司", ALIAS),
    ({"name": "甲公司", "others": ("青禾",)}, {"name": "乙公司", "others": ("青禾",)}, ALIAS),
    ({"name": "甲公司", "english_name": "Qinghe"}, {"name": "乙公司", "english_name": "QINGHE"}, alike.SAME_ENGLISH),
    ({"name": "甲公司", "credit_code": CODE}, {"name": "乙公司", "credit_code": CODE}, SAME_CODE),
    ({"name": "甲公司", "credit_code": "91350100M000100Y43"}, {"name": "乙公司", "credit_code": "91310115M000100Y4X"},
     alike.SAME_ORGANIZATION),
    ({"name": "甲公司", "lei": "213800KUD8LAJWSQ9D15"}, {"name": "乙公司", "lei": "213800KUD8LAJWSQ9D15"}, SAME_LEI),
    ({"name": "甲公司", "website": "https://www.qinghe.example/a"}, {"name": "乙公司", "website": "qinghe.example"},
     SAME_HOST),
    ({"name": "甲公司", "telephone": "+86 21 5000 0000"}, {"name": "乙公司", "telephone": "021-50000000转8"},
     alike.SAME_TELEPHONE),
])
def test_alike_and_why(one: dict[str, Any] | str, other: dict[str, Any] | str, reason: str) -> None:
    assert _reasons(one, other)[:1] == (reason,)
    assert _reasons(other, one)[:1] == (reason,)


@pytest.mark.parametrize(("one", "other"), [
    ("青禾仓储有限公司", "明德律师事务所"),
    ("中国建筑第八工程局", "中国建筑第十八工程局"),
    ("第一建筑工程集团有限公司华东分公司", "第二建筑工程集团有限公司华东分公司"),
    ("北京青禾仓储有限公司", "上海青禾仓储有限公司"),
    ("有限公司", "股份有限公司"),
    ({"name": "甲公司", "website": "https://github.com/a"}, {"name": "乙公司", "website": "https://github.com/b"}),
    ({"name": "甲公司", "telephone": "110"}, {"name": "乙公司", "telephone": "110"}),
])
def test_not_alike(one: dict[str, Any] | str, other: dict[str, Any] | str) -> None:
    assert _reasons(one, other) == ()


def test_what_many_have_tells_nothing() -> None:
    names = [f"第{sign}独立事业公司" for sign in "春夏秋冬"]
    known = [KnownPartner(id, name * 2, website="https://shared.example", telephone="02150000000")
             for id, name in enumerate(names, 1)]
    assert partner_pairs(known) == {}


def test_persons_need_a_name_and_a_way_to_reach_them() -> None:
    known = [
        KnownPerson(1, "陈晓", mobile="138 0000 0000"), KnownPerson(2, "陈晓", mobile="+8613800000000"),
        KnownPerson(3, "陈晓", mobile="13900000000"), KnownPerson(4, "郑某", mobile="13800000000"),
        KnownPerson(5, "Chen Xiao", email="CHEN@example.org"), KnownPerson(6, "陈晓", email="chen@example.org"),
        KnownPerson(7, "钱芳", partners=(9,)), KnownPerson(8, "钱芳", partners=(8, 9)), KnownPerson(9, "钱芳"),
    ]
    assert person_pairs(known) == {
        (1, 2): (alike.SAME_PERSON_MOBILE,), (5, 6): (alike.SAME_PERSON_EMAIL,),
        (7, 8): (alike.SAME_PERSON_PARTNER,)}


NAMES = st.text(st.sampled_from("青禾清河仓储上海北京有限公司股份Co., Ltd12（） "), min_size=1, max_size=14)


@given(st.lists(NAMES, max_size=12))
def test_no_pair_is_of_one_entry_and_each_has_a_reason(names: list[str]) -> None:
    known = [KnownPartner(id, name) for id, name in enumerate(names, 1)]
    for (one, other), reasons in partner_pairs(known).items():
        assert 0 < one < other <= len(names)
        assert reasons
        assert set(reasons) <= set(alike.STRENGTH)


@given(NAMES, NAMES, st.lists(NAMES, max_size=6))
def test_likeness_of_two_does_not_hang_on_the_others(one: str, other: str, others: list[str]) -> None:
    alone = partner_pairs([KnownPartner(1, one), KnownPartner(2, other)]).get((1, 2), ())
    among = partner_pairs([KnownPartner(id, name) for id, name in enumerate((one, other, *others), 1)]).get((1, 2), ())
    assert alone == among


# -- in the desk


def _groups(work: Doing, register: str = "partners") -> list[duplicates.Group]:
    found: list[duplicates.Group] = work(lambda w: duplicates.groups(duplicates.known(w.look, register)))
    return found


def _save(work: Doing, key: str, **values: Any) -> int:
    id: int = work(lambda w: w.save(listing.draft(w.look, key, **values)))
    return id


def test_sure_reasons_chain_and_weak_ones_only_pair(work: Doing) -> None:
    same = [_save(work, "partners", name=name) for name in ("青禾仓储", "青禾仓储有限公司", "青禾仓储集团")]
    sounds = _save(work, "partners", name="清河仓储")
    groups = _groups(work)
    assert [member.id for member in groups[0].members] == same
    assert all(sounds in {member.id for member in group.members} for group in groups[1:])


def test_struck_entries_are_not_proposed(work: Doing) -> None:
    _save(work, "partners", name="青禾仓储")
    other = _save(work, "partners", name="青禾仓储有限公司")
    assert len(_groups(work)) == 1
    work(lambda w: w.strike("partners", other, "误登"))
    assert _groups(work) == []


def test_a_pair_told_apart_is_not_proposed_again_but_others_of_its_group_are(work: Doing) -> None:
    ids = [_save(work, "partners", name=name) for name in ("青禾仓储", "青禾仓储有限公司", "青禾仓储集团")]
    work(lambda w: duplicates.tell_apart(w, "partners", ids[1], ids[0]))
    (group,) = _groups(work)
    assert {(pair.first, pair.second) for pair in group.pairs} == {(ids[0], ids[2]), (ids[1], ids[2])}
    work(lambda w: w.undo())
    assert len(_groups(work)[0].pairs) == 3


def test_a_merge_ends_what_was_told_apart(work: Doing) -> None:
    ids = [_save(work, "partners", name=name) for name in ("青禾仓储", "青禾仓储有限公司", "青禾仓储集团")]
    work(lambda w: duplicates.tell_apart(w, "partners", ids[0], ids[1]))
    work(lambda w: merging.merge(w, "partners", ids[0], ids[1]))
    assert work(lambda w: listing.total(w.look, listing.Listing("not_duplicates"))) == 0
    (group,) = _groups(work)
    assert [member.id for member in group.members] == [ids[0], ids[2]]


def test_persons_are_told_apart_too(work: Doing) -> None:
    ids = [_save(work, "persons", name="陈晓", mobile="13800000000") for _ in range(2)]
    assert len(_groups(work, "persons")) == 1
    work(lambda w: duplicates.tell_apart(w, "persons", *ids))
    assert _groups(work, "persons") == []


@pytest.mark.parametrize("values", [
    {}, {"partner_id": 1}, {"partner_id": 1, "other_partner_id": 1}, {"partner_id": 1, "person_id": 1},
])
def test_a_pair_told_apart_has_two_different_sides(values: dict[str, int], work: Doing) -> None:
    _save(work, "partners", name="青禾仓储")
    _save(work, "persons", name="陈晓")
    with pytest.raises(Unsaved):
        work(lambda w: w.save(Draft("not_duplicates", values=values)))


# -- while a new entry is typed


def _told(work: Doing, register: str, **typed: Any) -> list[tuple[str, str, str]]:
    found = work(lambda w: duplicates.like(w.look, Draft(register, values=typed)))
    return [(problem.field, problem.values["name"], str(problem.values["reason"])) for problem in found]


def test_what_is_typed_is_told_to_stand_here_already(work: Doing) -> None:
    _save(work, "partners", name="青禾仓储有限公司", credit_code=CODE, english_name="Qinghe Storage", aliases="老青禾")
    called = "HB-0001 青禾仓储有限公司"
    assert _told(work, "partners", name="青禾仓储集团") == [("name", called, SAME_BUT_FORM)]
    assert _told(work, "partners", name="某公司", english_name="QINGHE Storage") == [
        ("english_name", called, alike.SAME_ENGLISH)]
    assert _told(work, "partners", name="老青禾") == [("name", called, ALIAS)]
    assert _told(work, "partners", name="清河仓储有限公司") == [("name", called, alike.SAME_SOUND)]
    assert _told(work, "partners", name="某公司", credit_code=" 91350100m000100y43 ") == [
        ("credit_code", called, SAME_CODE)]
    assert _told(work, "partners", name="明德律师事务所") == []
    assert _told(work, "partners", name="青") == []


def test_nothing_is_told_of_an_entry_that_is_already_kept(work: Doing) -> None:
    id = _save(work, "partners", name="青禾仓储有限公司")
    draft = work(lambda w: listing.draft(w.look, "partners", id))
    assert work(lambda w: duplicates.like(w.look, draft)) == []


def test_a_person_of_the_same_name_is_told(work: Doing) -> None:
    _save(work, "persons", name="陈晓", mobile="13800000000")
    assert _told(work, "persons", name="陈晓") == [("name", "陈晓 13800000000", SAME_NAME)]
