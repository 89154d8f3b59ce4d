"""Two records made into one: what is proposed, what moves, what is struck, what refuses it, and all of it undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from partnerdesk.office import duplicates
from partnerdesk.office.alliances.records import Membership
from partnerdesk.office.partners.records import Partner, Post
from partnerdesk.problems import Refused, Unsaved
from partnerdesk.record.clerk import Actor
from partnerdesk.record.draft import Draft
from partnerdesk.store import attaching, history, listing, merging, search
from partnerdesk.store.files import Files
from partnerdesk.store.merging import LineRefused, Merging
from partnerdesk.store.work import Work

from .conftest import KEY, Doing

CODE = "91350100M000100Y43"


def _save(w: Work, key: str, **values: Any) -> int:
    return w.save(listing.draft(w.look, key, **values))


@pytest.fixture
def pair(work: Doing) -> tuple[int, int]:
    """Two partners that are one: the older with a telephone, the newer with code, alliance, people and files."""
    def job(w: Work) -> tuple[int, int]:
        keep = _save(w, "partners", name="青禾仓储有限公司", aliases="青禾", kinds=("supplier",), telephone="021-5000")
        drop = _save(w, "partners", name="上海青禾仓储有限公司", english_name="Qinghe Storage", aliases="青禾; 老青禾",
                     kinds=("member",), credit_code=CODE, telephone="021-6000", stage="active", manager="沈立",
                     manager_since=None)
        return keep, drop

    found: tuple[int, int] = work(job)
    return found


def _preview(work: Doing, pair: tuple[int, int], actor: Actor | None = None) -> Merging:
    made: Merging = work(lambda w: merging.preview(w.look, "partners", *pair), actor) if actor else (
        work(lambda w: merging.preview(w.look, "partners", *pair)))
    return made


def _merge(work: Doing, pair: tuple[int, int], **chosen: Any) -> None:
    work(lambda w: merging.merge(w, "partners", *pair, chosen))


def _values(work: Doing, key: str, id: int) -> dict[str, Any]:
    loaded: Draft = work(lambda w: listing.draft(w.look, key, id))
    return loaded.loaded


def _whole(work: Doing) -> dict[str, Any]:
    """Every value of every record, whether it is struck, and where every file lies."""
    def job(w: Work) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, register in w.registers.items():
            for record in w.session.scalars(select(register.record).order_by(register.record.id)):
                found[f"{key}:{record.id}"] = (
                    listing.values(w.look, register, record), record.struck_at is not None, record.restricted,
                    [(file.title, file.position) for file in attaching.attached(w.look, key, record.id)])
        return found

    whole: dict[str, Any] = work(job)
    return whole


def test_the_preview_proposes_the_kept_ones_values_and_fills_what_it_lacks(work: Doing, pair: tuple[int, int]) -> None:
    proposed = _preview(work, pair).proposed
    assert proposed == {
        "name": "青禾仓储有限公司", "english_name": "Qinghe Storage", "kinds": ("supplier", "member"),
        "aliases": "青禾；上海青禾仓储有限公司；老青禾", "credit_code": CODE, "telephone": "021-5000",
        "manager": "沈立", "stage": "prospect"}


def test_choices_that_one_side_has_all_of_are_not_put_in_another_order(work: Doing) -> None:
    def job(w: Work) -> Merging:
        keep = _save(w, "partners", name="青禾", kinds=("member", "supplier"))
        drop = _save(w, "partners", name="青禾", kinds=("supplier",))
        return merging.preview(w.look, "partners", keep, drop)

    assert work(job).proposed == {"kinds": ("member", "supplier")}


def test_a_preview_changes_nothing(work: Doing, pair: tuple[int, int]) -> None:
    before = _whole(work)
    _preview(work, pair)
    assert _whole(work) == before


def test_what_says_more_of_a_field_comes_from_where_that_field_comes(work: Doing, pair: tuple[int, int]) -> None:
    def job(w: Work) -> None:
        keep, drop = (listing.draft(w.look, "partners", id) for id in pair)
        keep["manager"] = "李文书"
        drop["manager_since"] = date(2024, 5, 1)
        w.save(keep)
        w.save(drop)

    work(job)
    proposed = _preview(work, pair).proposed
    assert (proposed["manager"], proposed.get("manager_since")) == ("李文书", None)


def test_merged_the_kept_one_has_everything_and_the_other_is_struck_with_the_reason(
    work: Doing, pair: tuple[int, int]
) -> None:
    keep, drop = pair
    _merge(work, pair, telephone="021-6000", stage="active")
    values = _values(work, "partners", keep)
    assert (values["credit_code"], values["telephone"], values["stage"]) == (CODE, "021-6000", "active")
    reason = work(lambda w: w.look.get(Partner, drop).struck_reason)
    assert reason == "已并入 HB-0001 青禾仓储有限公司"
    assert work(lambda w: listing.total(w.look, listing.Listing("partners"))) == 1
    found = work(lambda w: search.search(w.session.connection(), w.actor, "老青禾"))
    assert keep in {hit.id for group in found for hit in group.hits if group.register == "partners"}


def test_every_link_to_the_dropped_one_moves_with_its_history(work: Doing, pair: tuple[int, int]) -> None:
    keep, drop = pair

    def job(w: Work) -> tuple[int, int]:
        person = _save(w, "persons", name="郑某")
        post = _save(w, "posts", person_id=person, partner_id=drop, title="经理")
        agreement = _save(w, "agreements", title="框架协议", category="framework", state="draft", parties=(drop,))
        return post, agreement

    post, agreement = work(job)
    merged = _preview(work, pair)
    assert merged.counts == {"posts": 1, "agreements": 1}
    _merge(work, pair)
    assert work(lambda w: w.look.get(Post, post).partner_id) == keep
    assert _values(work, "agreements", agreement)["parties"] == (keep,)
    entries = work(lambda w: history.read(w.look, w.registers["posts"], post))
    assert ("partner_id", drop, keep) in {(each.field, each.before, each.after) for each in entries if each.field}


def test_a_list_that_names_both_names_the_kept_one_once(work: Doing, pair: tuple[int, int]) -> None:
    keep, drop = pair
    agreement = work(lambda w: _save(w, "agreements", title="三方协议", category="framework", state="draft",
                                     parties=(drop, keep)))
    _merge(work, pair)
    assert _values(work, "agreements", agreement)["parties"] == (keep,)


def test_what_would_stand_twice_is_struck_and_what_hangs_on_it_hangs_on_the_other(
    work: Doing, pair: tuple[int, int]
) -> None:
    keep, drop = pair

    def job(w: Work) -> tuple[int, int, int, int]:
        alliance = _save(w, "alliances", name="远山联盟")
        bare = _save(w, "memberships", alliance_id=alliance, partner_id=keep)
        told = _save(w, "memberships", alliance_id=alliance, partner_id=drop, level="理事单位")
        person = _save(w, "persons", name="郑某")
        mine = _save(w, "posts", person_id=person, partner_id=keep, title="经理")
        twin = _save(w, "posts", person_id=person, partner_id=drop)
        return bare, told, mine, twin

    bare, told, mine, twin = work(job)
    merged = _preview(work, pair)
    assert {(line.register, line.id) for line in merged.twice} == {("memberships", bare), ("posts", twin)}
    assert {(line.register, line.id) for line in merged.moved} == {("memberships", told)}
    _merge(work, pair)
    assert work(lambda w: w.look.get(Membership, told).partner_id) == keep
    assert work(lambda w: w.look.get(Membership, bare).struck_at) is not None
    assert work(lambda w: w.look.get(Post, twin).struck_reason) == "已并入 郑某"
    assert work(lambda w: w.look.get(Post, mine).struck_at) is None


def test_posts_that_say_different_things_both_stay(work: Doing, pair: tuple[int, int]) -> None:
    def job(w: Work) -> None:
        person = _save(w, "persons", name="郑某")
        for id, title in zip(pair, ("经理", "总经理"), strict=True):
            _save(w, "posts", person_id=person, partner_id=id, title=title)

    work(job)
    merged = _preview(work, pair)
    assert (merged.counts, merged.twice) == ({"posts": 1}, ())


def test_persons_merge_with_what_they_hold(work: Doing) -> None:
    def job(w: Work) -> tuple[int, int, int]:
        partner = _save(w, "partners", name="青禾仓储")
        alliance = _save(w, "alliances", name="远山联盟")
        body = _save(w, "bodies", alliance_id=alliance, name="理事会")
        keep = _save(w, "persons", name="郑某", mobile="13800000000")
        drop = _save(w, "persons", name="郑某", email="zheng@example.org")
        _save(w, "seats", body_id=body, person_id=keep, partner_id=partner)
        seat = _save(w, "seats", body_id=body, person_id=drop)
        _save(w, "representative_changes", partner_id=partner, successor_id=drop, takes_effect=w.now.date(),
              seats=(seat,))
        merging.merge(w, "persons", keep, drop)
        return keep, drop, seat

    keep, _, seat = work(job)
    assert _values(work, "persons", keep)["email"] == "zheng@example.org"
    change = _values(work, "representative_changes", 1)
    assert (change["successor_id"], change["seats"]) == (keep, (1,))
    assert seat == 2


def test_what_joined_only_the_two_falls_away(work: Doing, pair: tuple[int, int]) -> None:
    keep, drop = pair
    work(lambda w: _save(w, "alternates", partner_id=keep, alternate_id=drop))
    assert [line.register for line in _preview(work, pair).pointless] == ["alternates"]
    _merge(work, pair)
    assert work(lambda w: listing.total(w.look, listing.Listing("alternates"))) == 0


def test_a_line_that_a_check_refuses_refuses_the_whole_merge(work: Doing, pair: tuple[int, int]) -> None:
    def job(w: Work) -> None:
        alliance = _save(w, "alliances", name="远山联盟")
        for id, level in zip(pair, ("理事单位", "副理事长单位"), strict=True):
            _save(w, "memberships", alliance_id=alliance, partner_id=id, level=level)

    work(job)
    before = _whole(work)
    with pytest.raises(LineRefused) as refused:
        _merge(work, pair)
    assert refused.value.line.register == "memberships"
    assert [problem.field for problem in refused.value.problems] == ["partner_id"]
    assert _whole(work) == before


def test_a_chosen_value_that_is_wrong_is_said_at_its_field(work: Doing, pair: tuple[int, int]) -> None:
    before = _whole(work)
    with pytest.raises(Unsaved) as refused:
        _merge(work, pair, credit_code="123")
    assert [problem.field for problem in refused.value.problems] == ["credit_code"]
    assert _whole(work) == before


def test_what_has_been_changed_since_it_was_seen_is_compared_again(work: Doing, pair: tuple[int, int]) -> None:
    seen = _preview(work, pair)

    def meanwhile(w: Work) -> None:
        draft = listing.draft(w.look, "partners", pair[1])
        draft["industry"] = "仓储"
        w.save(draft)

    work(meanwhile)
    before = _whole(work)
    with pytest.raises(Refused, match="changed meanwhile"):
        work(lambda w: merging.merge(w, "partners", *pair, seen=seen))
    assert _whole(work) == before
    now = _preview(work, pair)
    work(lambda w: merging.merge(w, "partners", *pair, seen=now))


@pytest.mark.parametrize("which", ["itself", "struck", "missing"])
def test_what_cannot_be_merged_is_refused(which: str, work: Doing, pair: tuple[int, int]) -> None:
    keep, drop = pair
    if which == "struck":
        work(lambda w: w.strike("partners", drop, "误登"))
    other = {"itself": keep, "struck": drop, "missing": 999}[which]
    with pytest.raises(Refused):
        _preview(work, (keep, other))


# -- undone


@pytest.fixture
def files(tmp_path: Path) -> Files:
    (tmp_path / "files").mkdir()
    return Files(tmp_path / "files", KEY, "desk")


def _attach(work: Doing, files: Files, tmp_path: Path, id: int, *names: str) -> None:
    for name in names:
        source = tmp_path / name
        source.write_text(name, encoding="utf-8")
        sealed = files.seal(source, name)
        work(lambda w, sealed=sealed: attaching.attach(w, files, "partners", id, sealed))


def test_undone_everything_is_as_it_was(work: Doing, pair: tuple[int, int], files: Files, tmp_path: Path) -> None:
    keep, drop = pair

    def job(w: Work) -> None:
        alliance = _save(w, "alliances", name="远山联盟")
        person = _save(w, "persons", name="郑某")
        for id in pair:
            _save(w, "memberships", alliance_id=alliance, partner_id=id)
        _save(w, "posts", person_id=person, partner_id=drop, title="经理")
        _save(w, "alternates", partner_id=keep, alternate_id=drop)
        _save(w, "agreements", title="三方协议", category="framework", state="draft", parties=(drop, keep))

    work(job)
    _attach(work, files, tmp_path, keep, "甲.txt")
    _attach(work, files, tmp_path, drop, "乙.txt", "丙.txt")
    before = _whole(work)
    assert _preview(work, pair).files == 2
    _merge(work, pair)
    moved = work(lambda w: attaching.attached(w.look, "partners", keep))
    assert [file.title for file in moved] == ["甲.txt", "乙.txt", "丙.txt"]
    assert work(lambda w: attaching.attached(w.look, "partners", drop)) == []
    work(lambda w: w.undo())
    assert _whole(work) == before
    found = work(lambda w: search.search(w.session.connection(), w.actor, CODE))
    assert {hit.id for group in found for hit in group.hits} == {drop}


def test_a_merge_is_not_undone_where_a_file_has_been_renamed_since(
    work: Doing, pair: tuple[int, int], files: Files, tmp_path: Path
) -> None:
    keep, drop = pair
    _attach(work, files, tmp_path, drop, "乙.txt")
    _merge(work, pair)
    (file,) = work(lambda w: attaching.attached(w.look, "partners", keep))
    work(lambda w: attaching.retitle(w, file.id, "营业执照"))
    with pytest.raises(Refused, match="changed since"):
        work(lambda w: w.undo())


def test_a_merge_is_not_undone_where_the_kept_one_has_been_changed_since(
    work: Doing, pair: tuple[int, int], cleared: Actor
) -> None:
    _merge(work, pair)

    def later(w: Work) -> None:
        draft = listing.draft(w.look, "partners", pair[0])
        draft["industry"] = "仓储"
        w.save(draft)

    work(later, cleared)
    with pytest.raises(Refused, match="changed since"):
        work(lambda w: w.undo())


# -- withheld


def test_a_withheld_record_merges_only_for_a_cleared_clerk(
    work: Doing, pair: tuple[int, int], clerk: Actor, cleared: Actor
) -> None:
    keep, drop = pair
    work(lambda w: w.restrict("partners", drop, True), cleared)
    for both in (pair, pair[::-1]):
        with pytest.raises(Refused, match="no such entry"):
            _preview(work, both, clerk)
    before = work(lambda w: w.look.get(Partner, keep).restricted, cleared)
    work(lambda w: merging.merge(w, "partners", keep, drop), cleared)
    # What was withheld stays so in the record that has it now.
    assert (before, work(lambda w: w.look.get(Partner, keep).restricted, cleared)) == (False, True)
    work(lambda w: w.undo(), cleared)
    assert work(lambda w: (w.look.get(Partner, keep).restricted, w.look.get(Partner, drop).restricted),
                cleared) == (False, True)


def test_the_reason_of_the_striking_tells_no_withheld_name(
    work: Doing, pair: tuple[int, int], cleared: Actor,
) -> None:
    keep, drop = pair
    name = work(lambda w: w.look.get(Partner, keep).name)
    work(lambda w: w.restrict("partners", keep, True), cleared)
    work(lambda w: merging.merge(w, "partners", keep, drop), cleared)
    told = work(lambda w: [each.struck_reason for (each,) in w.look.rows(select(Partner)) if each.struck_reason])
    assert not any(name in reason for reason in told)
    assert name in work(lambda w: w.look.get(Partner, drop).struck_reason, cleared)
    work(lambda w: w.undo(), cleared)
    assert work(lambda w: w.look.get(Partner, drop).struck_at) is None


def test_what_is_withheld_is_neither_proposed_nor_told_while_one_types(
    work: Doing, pair: tuple[int, int], clerk: Actor, cleared: Actor
) -> None:
    def proposed(w: Work) -> int:
        return len(duplicates.groups(duplicates.known(w.look, "partners")))

    def told(w: Work) -> int:
        return len(duplicates.like(w.look, Draft("partners", values={"name": "上海青禾仓储", "credit_code": CODE})))

    assert (work(proposed, clerk), work(told, clerk)) == (1, 2)
    work(lambda w: w.restrict("partners", pair[1], True), cleared)
    assert work(lambda w: (proposed(w), told(w)), cleared) == (1, 2)
    assert work(proposed, clerk) == 0
    hints = work(lambda w: duplicates.like(w.look, Draft("partners", values={"name": "上海青禾仓储"})), clerk)
    assert "上海青禾" not in str([hint.values for hint in hints])


def test_nobody_leaves_behind_what_he_may_not_see(
    work: Doing, pair: tuple[int, int], clerk: Actor, cleared: Actor
) -> None:
    drop = pair[1]
    work(lambda w: _save(w, "bank_accounts", partner_id=drop, holder="青禾", bank="某银行", account="6222"), cleared)
    with pytest.raises(Refused, match="cleared clerk") as refused:
        _preview(work, pair, clerk)
    assert refused.value.values == {}
    assert _preview(work, pair, cleared).counts == {"bank_accounts": 1}
