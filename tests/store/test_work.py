"""Saving, striking, undoing: what a clerk does is kept, said, and can be taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from partnerdesk.problems import Refused, Unsaved
from partnerdesk.record.clerk import Actor
from partnerdesk.record.draft import Draft
from partnerdesk.store import history, listing
from partnerdesk.store.work import Stale, Work

from .conftest import NOW, Doing

LATER = NOW + timedelta(hours=1)


def _partner(**values: Any) -> Draft:
    return Draft("partners", values={"name": "青禾仓储有限公司", "stage": "active", **values})


def _changed(work: Work, id: int, **values: Any) -> int:
    draft = listing.draft(work.look, "partners", id)
    for name, value in values.items():
        draft[name] = value
    return work.save(draft)


def _values(work: Doing, id: int) -> dict[str, Any]:
    loaded: Draft = work(lambda w: listing.draft(w.look, "partners", id))
    return loaded.loaded


def test_a_saved_draft_is_read_back_whole(work: Doing) -> None:
    id = work(lambda w: w.save(_partner(kinds=("supplier", "member"), capital=12_000_00)))
    values = _values(work, id)
    assert values["name"] == "青禾仓储有限公司"
    assert (values["kinds"], values["capital"]) == (("supplier", "member"), 12_000_00)


def test_what_is_missing_is_said_at_its_field_and_nothing_is_kept(work: Doing) -> None:
    with pytest.raises(Unsaved) as failure:
        work(lambda w: w.save(Draft("partners", values={"stage": "active"})))
    assert [problem.field for problem in failure.value.problems] == ["name"]
    assert work(lambda w: listing.total(w.look, listing.Listing("partners"))) == 0


def test_a_second_live_partner_with_the_same_code_is_a_sentence(work: Doing) -> None:
    work(lambda w: w.save(_partner(credit_code="91350100M000100Y43")))
    with pytest.raises(Unsaved) as failure:
        work(lambda w: w.save(_partner(name="别家", credit_code="91350100M000100Y43")))
    (problem,) = failure.value.problems
    assert problem.field == "credit_code"
    assert "unified social credit code" in problem.message


def test_a_work_that_fails_leaves_nothing_behind(work: Doing) -> None:
    def two(w: Work) -> None:
        w.save(_partner())
        w.save(Draft("partners"))

    with pytest.raises(Unsaved):
        work(two)
    assert work(lambda w: listing.total(w.look, listing.Listing("partners"))) == 0


def test_numbers_have_no_gaps_even_after_failures_and_strikings(work: Doing) -> None:
    first = work(lambda w: w.save(_partner()))
    with pytest.raises(Unsaved):
        work(lambda w: w.save(Draft("partners")))
    work(lambda w: w.strike("partners", first, "重复登记"))
    work(lambda w: w.save(_partner()))
    rows = work(lambda w: listing.window(w.look, listing.Listing("partners", sort="number", struck=True), 0, 9))
    assert [row.number for row in rows] == ["HB-0001", "HB-0002"]


def test_saving_what_has_not_changed_changes_nothing(work: Doing) -> None:
    id = work(lambda w: w.save(_partner()))

    def again(w: Work) -> dict[str, set[int]]:
        _changed(w, id)
        return w.changed.ids

    assert work(again) == {}


def test_a_work_says_what_it_changed(work: Doing) -> None:
    def job(w: Work) -> tuple[int, dict[str, set[int]]]:
        return w.save(_partner()), w.changed.ids

    id, changed = work(job)
    assert changed == {"partners": {id}}


def test_a_stale_draft_is_offered_with_both_values(work: Doing, cleared: Actor) -> None:
    id = work(lambda w: w.save(_partner(telephone="010-0000")))
    mine = work(lambda w: listing.draft(w.look, "partners", id))
    work(lambda w: _changed(w, id, telephone="021-0000"), cleared, LATER)
    mine["telephone"] = "0571-0000"
    with pytest.raises(Stale) as failure:
        work(lambda w: w.save(mine))
    (conflict,) = failure.value.conflicts
    assert (conflict.field, conflict.theirs, conflict.mine) == ("telephone", "021-0000", "0571-0000")
    assert (failure.value.clerk, failure.value.at) == ("沈立", LATER)


def test_changes_of_two_clerks_in_different_fields_both_stay(work: Doing, cleared: Actor) -> None:
    id = work(lambda w: w.save(_partner()))
    mine = work(lambda w: listing.draft(w.look, "partners", id))
    work(lambda w: _changed(w, id, industry="仓储"), cleared, LATER)
    mine["telephone"] = "0571-0000"
    work(lambda w: w.save(mine))
    values = _values(work, id)
    assert (values["industry"], values["telephone"]) == ("仓储", "0571-0000")


def test_a_struck_entry_is_kept_with_its_reason_and_can_no_longer_be_changed(work: Doing) -> None:
    id = work(lambda w: w.save(_partner()))
    work(lambda w: w.strike("partners", id, "重复登记"))
    with pytest.raises(Refused):
        work(lambda w: _changed(w, id, industry="仓储"))
    assert work(lambda w: listing.total(w.look, listing.Listing("partners"))) == 0
    assert work(lambda w: listing.total(w.look, listing.Listing("partners", struck=True))) == 1


def test_striking_needs_a_reason(work: Doing) -> None:
    id = work(lambda w: w.save(_partner()))
    with pytest.raises(Unsaved):
        work(lambda w: w.strike("partners", id, "  "))


def _history(work: Doing, id: int) -> list[history.Entry]:
    def job(w: Work) -> list[history.Entry]:
        return history.read(w.look, w.registers["partners"], id)

    entries: list[history.Entry] = work(job)
    return entries


def test_every_changed_field_is_in_the_history_with_what_it_was(work: Doing) -> None:
    id = work(lambda w: w.save(_partner(industry="仓储")))
    work(lambda w: _changed(w, id, industry="运输", kinds=("supplier",)), now=LATER)
    said = {(entry.field, entry.before, entry.after, entry.clerk) for entry in _history(work, id) if entry.field}
    assert said == {("industry", "仓储", "运输", "李文书"), ("kinds", (), ("supplier",), "李文书")}


def test_saves_of_a_field_within_ten_minutes_are_one_entry(work: Doing) -> None:
    id = work(lambda w: w.save(_partner(industry="仓")))
    for minute, industry in enumerate(("仓储", "仓储运输", "仓储与运输")):
        work(lambda w, industry=industry: _changed(w, id, industry=industry), now=NOW + timedelta(minutes=minute))
    entries = [entry for entry in _history(work, id) if entry.field == "industry"]
    assert [(entry.before, entry.after) for entry in entries] == [("仓", "仓储与运输")]
    work(lambda w: _changed(w, id, industry="物流"), now=NOW + timedelta(minutes=11))
    assert len([entry for entry in _history(work, id) if entry.field == "industry"]) == 2


def test_another_clerks_save_is_an_entry_of_its_own(work: Doing, cleared: Actor) -> None:
    id = work(lambda w: w.save(_partner(industry="仓")))
    work(lambda w: _changed(w, id, industry="仓储"))
    work(lambda w: _changed(w, id, industry="物流"), cleared)
    assert [entry.clerk for entry in _history(work, id) if entry.field] == ["沈立", "李文书"]


def test_undo_puts_the_old_value_back_as_a_new_change(work: Doing) -> None:
    id = work(lambda w: w.save(_partner(industry="仓储")))
    work(lambda w: _changed(w, id, industry="运输"), now=LATER)
    work(lambda w: w.undo(), now=LATER + timedelta(hours=1))
    assert _values(work, id)["industry"] == "仓储"
    assert len([entry for entry in _history(work, id) if entry.field == "industry"]) == 2


def test_undoing_a_creation_strikes_it(work: Doing) -> None:
    work(lambda w: w.save(_partner()))
    work(lambda w: w.undo())
    assert work(lambda w: listing.total(w.look, listing.Listing("partners"))) == 0


def test_undo_takes_a_whole_work_back(work: Doing) -> None:
    id = work(lambda w: w.save(_partner(industry="仓储")))

    def twice(w: Work) -> None:
        _changed(w, id, industry="运输")
        _changed(w, id, telephone="010-0000")
        w.strike("partners", id, "误登")

    work(twice)
    work(lambda w: w.undo())
    values = _values(work, id)
    assert (values["industry"], values["telephone"]) == ("仓储", None)
    assert work(lambda w: listing.total(w.look, listing.Listing("partners"))) == 1


def test_undo_is_refused_when_somebody_has_changed_the_record_since(work: Doing, cleared: Actor) -> None:
    id = work(lambda w: w.save(_partner()))
    work(lambda w: _changed(w, id, industry="运输"))
    work(lambda w: _changed(w, id, telephone="010-0000"), cleared, LATER)
    with pytest.raises(Refused) as failure:
        work(lambda w: w.undo())
    assert failure.value.values["name"] == "青禾仓储有限公司"
    assert _values(work, id)["industry"] == "运输"


def test_undo_is_each_clerks_own(work: Doing, cleared: Actor) -> None:
    work(lambda w: w.save(_partner()))
    with pytest.raises(Refused):
        work(lambda w: w.undo(), cleared)


def test_a_link_to_nothing_is_a_problem_at_its_field(work: Doing) -> None:
    partner = work(lambda w: w.save(_partner()))
    with pytest.raises(Unsaved) as failure:
        work(lambda w: w.save(Draft("posts", values={"person_id": 404, "partner_id": partner})))
    assert [problem.field for problem in failure.value.problems] == ["person_id"]
