"""How documents and look-ups stand on a day: each border on its day, the best document counts, codes replace."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.office.proofs import (
    BY_CODE,
    EXPIRED,
    EXPIRING,
    IN_ORDER,
    MISSING,
    Document,
    lookup_standing,
    standings,
)
from partnerdesk.office.qualifications.records import DOCUMENTS, REPLACED
from partnerdesk.office.qualifications.required import REQUIRED, required

TODAY = date(2026, 11, 20)
KINDS = tuple(REQUIRED)


def _until(day: date | None, kind: str = "licence", id: int = 1, *, permanent: bool = False,
           renewed: bool = False) -> Document:
    return Document(id, kind, day, permanent, renewed)


@pytest.mark.parametrize(("until", "standing"), [
    (TODAY - timedelta(days=1), EXPIRED), (TODAY, EXPIRING), (TODAY + timedelta(days=90), EXPIRING),
    (TODAY + timedelta(days=91), IN_ORDER), (None, IN_ORDER),
])
def test_a_document_stands_as_its_last_day_says(until: date | None, standing: str) -> None:
    (found,) = standings(("customer",), [_until(until)], TODAY, credit_code=True)
    assert (found.kind, found.standing, found.document) == ("licence", standing, 1)


def test_the_best_document_of_a_kind_counts() -> None:
    documents = [_until(date(2020, 1, 1), id=1), _until(date(2030, 1, 1), id=2), _until(None, id=3, renewed=True)]
    (found,) = standings(("customer",), documents, TODAY, credit_code=True)
    assert (found.standing, found.document) == (IN_ORDER, 2)
    (found,) = standings(("customer",), [*documents, _until(None, id=4, permanent=True)], TODAY, credit_code=True)
    assert (found.document, found.until) == (4, None)


def test_tax_registration_and_organization_code_are_replaced_by_the_credit_code() -> None:
    by_kind = {each.kind: each.standing for each in standings(("supplier",), [], TODAY, credit_code=True)}
    assert {kind for kind, standing in by_kind.items() if standing == BY_CODE} == set(REPLACED)
    without = {each.kind: each.standing for each in standings(("supplier",), [], TODAY, credit_code=False)}
    assert {without[kind] for kind in REPLACED} == {MISSING}


def test_a_partner_abroad_shows_its_own_registration() -> None:
    assert required(("distributor",), abroad=True) == ("foreign", "authorization")


def test_what_is_kept_without_being_required_is_watched_too() -> None:
    found = standings(("customer",), [_until(TODAY, "insurance")], TODAY, credit_code=True)
    assert [(each.kind, each.required, each.open) for each in found] == [
        ("licence", True, True), ("insurance", False, True)]


@given(st.sets(st.sampled_from(KINDS)), st.booleans(), st.booleans())
def test_each_document_is_asked_for_once(kinds: set[str], code: bool, abroad: bool) -> None:
    found = [each.kind for each in standings(sorted(kinds), [], TODAY, credit_code=code, abroad=abroad)]
    assert len(found) == len(set(found))
    assert set(found) <= {choice.key for choice in DOCUMENTS}


@pytest.mark.parametrize(("days", "standing"), [
    (0, "fresh"), (30, "fresh"), (31, "stale"), (365, "stale"), (366, "old"), (None, "none")])
def test_a_look_up_grows_old(days: int | None, standing: str) -> None:
    latest = None if days is None else TODAY - timedelta(days=days)
    assert lookup_standing(latest, TODAY) == standing
