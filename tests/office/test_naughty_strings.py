"""A public list of strings that break programs, as partner names and as minutes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from partnerdesk.problems import Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.store import listing
from partnerdesk.store.work import Work

from ..store.conftest import Doing, cleared, clerk, engine, template, work  # noqa: F401 - fixtures

# What the desk refuses as a name, by place in the list, and why (the sentences of the first ring of validation).
REFUSED = {
    0: "missing", 217: "missing",  # empty, and only a no-break space
    47: "cannot be printed", 49: "cannot be printed", 253: "cannot be printed", 254: "cannot be printed",
    48: "invisible signs", 73: "invisible signs", 76: "invisible signs", 86: "invisible signs", 87: "invisible signs",
    88: "invisible signs",
    89: "at most", 90: "at most",  # more than 200 signs, nearly all of them combining
}


@pytest.fixture(scope="session")
def strings(samples: Path) -> list[str]:
    found: list[str] = json.loads((samples / "strings" / "blns-even.json").read_text(encoding="utf-8"))
    assert len(found) == 258
    return found


def _saved(work: Callable[..., Any], strings: list[str]) -> tuple[dict[int, int], dict[int, str]]:  # noqa: F811
    saved, refused = {}, {}
    for place, string in enumerate(strings):
        try:
            saved[place] = work(lambda w, s=string: w.save(Draft("partners", values={"name": s, "stage": "active"})))
        except Unsaved as failure:
            (problem,) = failure.problems
            assert problem.field == "name"
            refused[place] = problem.message
    return saved, refused


def test_each_is_stored_listed_and_found_or_refused_by_its_field(work: Doing, strings: list[str]) -> None:  # noqa: F811
    saved, refused = _saved(work, strings)
    assert set(refused) == set(REFUSED)
    assert all(REFUSED[place] in message for place, message in refused.items())

    def check(w: Work) -> None:
        rows = {row.id: row.cells[0] for row in listing.window(w.look, listing.Listing("partners"), 0, 999)}
        for place, id in saved.items():
            name = strings[place].strip()
            assert listing.draft(w.look, "partners", id)["name"] == name
            assert rows[id] == name
            assert id in {found for found, *_ in listing.suggest(w.look, "partners", name, 300)}, name

    work(check)
