"""The papers about scores: word for word, and without a fault with one, three and twelve raters and candidates."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from partnerdesk import clock
from partnerdesk.office import contents
from partnerdesk.office.comparison import card
from partnerdesk.office.printing import LANGUAGES, Asked, compose
from partnerdesk.office.scorecards import acting
from partnerdesk.office.scorecards.shipped import shipped
from partnerdesk.paper.blocks import Chart, Grid, Paper
from partnerdesk.paper.packet import print_papers
from partnerdesk.paper.plain import as_text
from partnerdesk.store import listing
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work

from .conftest import CLERK, NOW, _desk, _doing
from .test_longest import KEPT, longest

Doing = Callable[[Callable[[Work], Any]], Any]
GOLDENS = Path(__file__).with_name("goldens")
DAY = date(2026, 11, 20)
PAPERS = {
    "rating-sheet": "scorecards", "partner-rating-sheet": "partners", "case-rating-sheet": "cases",
    "score-sheet": "score_sheets", "partner-comparison": "partners", "candidate-comparison": "needs",
}
LONG = "华东沿江产业协作促进会冷链仓储与多式联运专业委员会联席办公室有限责任公司"
LONG_ENGLISH = "International Cold Chain Warehousing and Multimodal Transport Joint Operations Holding Limited"
RATERS = ("张明远", "李思齐", "王敏", "Alexandra Featherstonehaugh-Montgomery", *(f"评审人{n}" for n in range(5, 13)))
MARKS = (4, 5, 3, 0, 2, 4, 5, 5, 3, 1, 4)


def scored(work: Work, count: int) -> dict[str, int]:
    """So many candidates of a need, each scored by so many raters, the last sheet not complete."""
    need = work.save(listing.draft(
        work.look, "needs", title="冷链运力与跨境仓储联合服务", english_title="Cold chain capacity and warehousing"))
    criteria_card = next(acting.take_over(work, each) for each in shipped() if each.code == "four-criteria")
    criteria = card(work.look, criteria_card).criteria
    ids = {"needs": need, "scorecards": criteria_card}
    procedure = work.save(listing.draft(work.look, "procedures", code="admission", title="准入"))
    for place in range(count):
        name = "江海物流集团有限公司" if place == 0 else f"{LONG}{place}"
        english = "Jianghai Logistics" if place == 0 else f"{LONG_ENGLISH} {place}"
        partner = work.save(listing.draft(
            work.look, "partners", name=name, english_name=english, kinds=("supplier",),
            aliases="江海物流" if place == 0 else None))
        ids.setdefault("partners", partner)
        work.save(listing.draft(work.look, "candidates", need_id=need, partner_id=partner))
        for at, rater in enumerate(RATERS[:count]):
            sheet = acting.begin_sheet(work, criteria_card, partner, rater, date(2026, 11, 16 + at % 3), need_id=need,
                                       department=("market", "legal", "finance", "business")[at % 4])
            ids.setdefault("score_sheets", sheet)
            marks = {each.id: MARKS[(line + 3 * place + at) % len(MARKS)] for line, each in enumerate(criteria)}
            if place == count - 1 and at == count - 1 and count > 1:
                marks.pop(criteria[-1].id)
            acting.score(work, sheet, marks, {criteria[0].id: "近三年同类项目五个"})
    ids["cases"] = work.save(listing.draft(
        work.look, "cases", procedure_id=procedure, partner_id=ids["partners"], need_id=need, opened=DAY))
    return ids


Printing = Callable[[int, str, str], tuple[Paper, ...]]


@pytest.fixture(scope="module")
def printing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printing]:
    """The papers of a desk with so many raters and candidates, each desk filled once."""
    made: dict[int, tuple[Any, dict[str, int]]] = {}

    def composed(count: int, key: str, language: str) -> tuple[Paper, ...]:
        if count not in made:
            engine = _desk(tmp_path_factory.mktemp("scored") / "desk.db")
            made[count] = engine, _doing(engine)(lambda work: scored(work, count))
        engine, ids = made[count]
        with clock.held(NOW), Session(engine, autoflush=False) as session:
            return compose(Reader(session, CLERK, contents.load_records()), Asked(key, ids[PAPERS[key]], language), DAY)

    yield composed
    for engine, _ in made.values():
        engine.dispose()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", PAPERS)
def test_the_paper_reads_as_it_should(printing: Printing, key: str, language: str) -> None:
    said = "\n".join(as_text(paper) for paper in printing(3, key, language))
    golden = GOLDENS / f"scored-{key}-{language}.txt"
    if os.environ.get("PARTNERDESK_WRITE_GOLDENS"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 3, 12])
def test_any_number_of_raters_and_candidates_prints_without_a_fault(
        printing: Printing, tmp_path: Path, count: int, language: str) -> None:
    for key in PAPERS:
        papers = printing(count, key, language)
        assert len(papers) == 1, key
        report = print_papers(papers, tmp_path / f"{key}.pdf", when=NOW, proof=True)
        assert not report.faults, (key, [str(fault) for fault in report.faults[:5]])
        assert not report.missing, (key, report.missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_about_nothing_scored_yet_are_whole(work: Doing, tmp_path: Path, language: str) -> None:
    def job(made: Work) -> dict[str, int]:
        ids = {key: made.save(listing.draft(made.look, key, **{name: "甲"})) for key, name in (
            ("needs", "title"), ("partners", "name"))}
        ids["scorecards"] = made.save(listing.draft(made.look, "scorecards", code="empty", title="甲"))
        return ids

    ids = work(job)
    for key, of in PAPERS.items():
        if of in ids:
            papers = work(lambda made, key=key, of=of: compose(made.look, Asked(key, ids[of], language), DAY))
            report = print_papers(papers, tmp_path / f"{key}.pdf", when=NOW, proof=True)
            assert not report.faults, (key, [str(fault) for fault in report.faults[:5]])


def test_a_partner_is_rated_by_what_suits_it_before_the_office_has_a_card_of_its_own(work: Doing) -> None:
    partner = work(lambda made: made.save(listing.draft(made.look, "partners", name="甲", kinds=("distributor",))))
    said = work(lambda made: as_text(compose(made.look, Asked("partner-rating-sheet", partner, "en"), DAY)[0]))
    assert "# Distributor scorecard" in said
    assert "Payment on time" in said


def test_twelve_candidates_stand_by_number_and_six_of_them_in_the_radar(printing: Printing) -> None:
    (paper,) = printing(12, "candidate-comparison", "en")
    grids = [block for block in paper.blocks if isinstance(block, Grid)]
    assert len(grids[0].rows) == 12
    heads = [[column.heading for column in grid.columns] for grid in grids]
    assert ["Criterion", "Weight", *(str(number) for number in range(1, 13))] in heads
    (chart,) = [block for block in paper.blocks if isinstance(block, Chart)]
    assert len(chart.series) == 6 and chart.title == "The first 6 of 12"


def _longest(work: Work) -> dict[str, int]:
    """A card, a partner and two sheets with the longest values that their fields take."""
    ids: dict[str, int] = {}
    for key, more in (
            ("partners", {}), ("needs", {}), ("scorecards", {"state": "draft", "threshold": 350}), ("procedures", {
                "state": "draft"})):
        fields = work.registers[key].fields
        values = {name: longest(field, ids) for name, field in fields.items()}
        ids[key] = work.save(listing.draft(work.look, key, None, **values | {
            name: value for name, value in KEPT.items() if name in fields} | more))
    for position in range(1, 5):
        values = {name: longest(field, ids) for name, field in work.registers["criteria"].fields.items()}
        work.save(listing.draft(work.look, "criteria", None, **values | {
            "position": position, "weight": 25_00, "veto": 1, "group": None if position > 2 else values["group"]}))
    acting.put_in_force(work, ids["scorecards"])
    ids["cases"] = work.save(listing.draft(
        work.look, "cases", procedure_id=ids["procedures"], partner_id=ids["partners"], need_id=ids["needs"],
        opened=DAY))
    for rater in ("甲" * 80, "Wolfeschlegelsteinhausenbergerdorff " * 2):
        ids["score_sheets"] = acting.begin_sheet(
            work, ids["scorecards"], ids["partners"], rater.strip(), DAY, need_id=ids["needs"], case_id=ids["cases"],
            remark="说明" * 1000)
        acting.score(work, ids["score_sheets"], {each.id: 1 for each in card(work.look, ids["scorecards"]).criteria},
                     {each.id: "备" * 300 for each in card(work.look, ids["scorecards"]).criteria})
    return ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_values_print_without_a_fault(work: Doing, tmp_path: Path, language: str) -> None:
    ids = work(_longest)
    for key, of in PAPERS.items():
        papers = work(lambda made, key=key, of=of: compose(made.look, Asked(key, ids[of], language), DAY))
        report = print_papers(papers, tmp_path / f"{key}.pdf", when=NOW, proof=True)
        assert not report.faults, (key, [str(fault) for fault in report.faults[:5]])
        assert not report.missing, (key, report.missing)
