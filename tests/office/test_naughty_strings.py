"""A public list of strings that break programs, as partner names and as minutes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from partnerdesk.exchange import spreadsheet, tables
from partnerdesk.office import listed
from partnerdesk.office.printing import Asked, compose
from partnerdesk.paper.packet import print_papers
from partnerdesk.problems import Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.record.office import Office
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import ENGLISH, Words

from ..store.conftest import NOW, Doing, cleared, clerk, engine, template, work  # noqa: F401 - fixtures

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


def test_each_is_taken_out_as_text_and_printed(
    work: Doing, strings: list[str], tmp_path: Path,  # noqa: F811
) -> None:
    saved, _ = _saved(work, strings)
    names = {strings[place].strip() for place in saved}
    sheet = work(lambda w: listed.sheet(w.look, listing.Listing("partners"), Words(ENGLISH)))
    spreadsheet.save(sheet, tmp_path / "partners.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "partners.xlsx").worksheets[0].iter_rows(min_row=2, min_col=2, max_col=2)
    for (cell,) in cells:
        # A text cell: nothing is calculated, whatever it begins with.
        assert cell.data_type == "s"
        names.discard(cell.value)
    assert names == set()
    spreadsheet.save(sheet, tmp_path / "partners.csv")
    table = tables.open_table(tmp_path / "partners.csv")
    assert {strings[place].strip() for place in saved} == {tables.text(row.values[1]) for row in table.rows}
    for line in (tmp_path / "partners.csv").read_text(encoding="utf-8-sig").splitlines()[1:]:
        assert not re.match(r'HB-\d+,"?[=+\-@]', line)

    office = Office(name="远山联盟秘书处", language="zh_CN", zone="Asia/Shanghai", fonts="bundled", attendees="end",
                    version=1, restricted=False, made_at=NOW, changed_at=NOW)
    work(lambda w: w.session.add(office))
    papers = work(lambda w: compose(w.look, Asked("partner-ledger", None, "zh_CN"), NOW.date()))
    report = print_papers(papers, tmp_path / "ledger.pdf", when=NOW, proof=True)
    assert report.faults == ()
    assert "\U0001f60d" in report.missing  # has no glyph anywhere: printed as 〓 and said
