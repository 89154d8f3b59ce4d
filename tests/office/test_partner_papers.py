"""The papers on the way of a partner, from the first report to the exit: word for word, and without a fault."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from partnerdesk import clock
from partnerdesk.office import contents
from partnerdesk.office.checklists.records import Checklist
from partnerdesk.office.exits.facts import exit_plan
from partnerdesk.office.exits.notice import exit_notice
from partnerdesk.office.exits.records import FORMS, TRANSFORMATIONS, TRIGGERS
from partnerdesk.office.printing import LANGUAGES, Asked, compose
from partnerdesk.paper.blocks import Facts, Grid
from partnerdesk.paper.packet import print_papers
from partnerdesk.paper.plain import as_text
from partnerdesk.problems import Refused
from partnerdesk.record.fields import Kind
from partnerdesk.store import listing
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work
from partnerdesk.words import Words

from .conftest import CLERK, NOW, _desk, _doing
from .dealings import enter

GOLDENS = Path(__file__).with_name("goldens")
DAY = date(2026, 11, 20)
PAPERS = (
    "partner-dossier", "partner-timeline", "qualification-ledger", "intent-report", "diligence-report",
    "diligence-checklist", "exit-notice", "exit-plan", "membership-application", "change-form", "representative-letter",
    "member-certificate", "directory", "alliance-directory", "envelope", "body-envelopes", "body-labels",
    "member-envelopes", "member-labels",
)


@pytest.fixture(scope="module")
def dealt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, dict[str, int]]]:
    """A desk on which everything was entered that these papers state."""
    engine = _desk(tmp_path_factory.mktemp("dealings") / "desk.db")
    with clock.held(NOW):
        ids: dict[str, int] = _doing(engine)(enter)
    yield engine, ids
    engine.dispose()


@pytest.fixture
def look(dealt: tuple[Engine, dict[str, int]]) -> Iterator[Reader]:
    with clock.held(NOW), Session(dealt[0], autoflush=False) as session:
        yield Reader(session, CLERK, contents.load_records())


def asked(dealt: Any, key: str, language: str) -> Asked:
    return Asked(key, dealt[1].get(contents.paper(key).of), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", PAPERS)
def test_the_paper_reads_as_it_should(look: Reader, dealt: Any, tmp_path: Path, key: str, language: str) -> None:
    papers = compose(look, asked(dealt, key, language), DAY)
    said = "\n".join(as_text(paper) for paper in papers)
    report = print_papers(papers, tmp_path / "paper.pdf", when=NOW, proof=True)
    assert not report.faults, [str(fault) for fault in report.faults[:5]]
    assert not report.missing, report.missing
    golden = GOLDENS / f"way-{key}-{language}.txt"
    if os.environ.get("PARTNERDESK_WRITE_GOLDENS"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def _bare(work: Work) -> dict[str, int]:
    """One entry of each register with nothing in it but what is required."""
    ids: dict[str, int] = {}
    for key in ("partners", "persons", "alliances", "memberships", "bodies", "representative_changes", "intent_reports",
                "checklists", "exits"):
        values: dict[str, Any] = {}
        for name, field in work.registers[key].fields.items():
            if field.required and field.kind is Kind.LINK:
                values[name] = ids[field.target]
            elif field.required and field.default is None:
                values[name] = DAY if field.kind is Kind.DAY else "甲"
        ids[key] = work.save(listing.draft(work.look, key, None, **values))
    return ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_on_which_nothing_is_known_yet_is_whole(work: Any, tmp_path: Path, language: str) -> None:
    ids = work(_bare)
    for key in PAPERS:
        if contents.paper(key).of == "bodies" and key != "directory":
            continue  # refused, as nobody sits there
        asked = Asked(key, ids.get(contents.paper(key).of), language)
        papers = work(lambda made, asked=asked: compose(made.look, asked, DAY))
        report = print_papers(papers, tmp_path / f"{key}.pdf", when=NOW, proof=True)
        assert not report.faults, (key, [str(fault) for fault in report.faults[:5]])
        assert "None" not in "".join(as_text(paper) for paper in papers)


def test_the_letter_asks_the_other_side_for_areas_not_for_our_own_steps(look: Reader, dealt: Any) -> None:
    said = as_text(compose(look, asked(dealt, "exit-notice", "zh_CN"), DAY)[0])
    assert "停止使用我方名称、标识和授权文件，于2027年2月28日前完成" in said
    assert "双方对账并书面确认" not in said
    assert "售后服务的衔接" not in said  # that step is done


def test_a_list_without_points_prints_those_that_are_shipped(work: Any) -> None:
    ids = work(_bare)
    asked = Asked("diligence-checklist", ids["checklists"], "en")
    (paper,) = work(lambda made: compose(made.look, asked, DAY))
    assert "Solvency: debts against assets" in as_text(paper)


def test_the_ledger_begins_with_what_ends_soonest_and_names_who_lacks_what(look: Reader, dealt: Any) -> None:
    (paper,) = compose(look, asked(dealt, "qualification-ledger", "en"), DAY)
    pressing, lacking, held = (block for block in paper.blocks if isinstance(block, Grid))
    assert [row[-5].text for row in pressing.rows] == ["2026-09-01", "2027-01-31"]  # type: ignore[union-attr]
    assert [row[-4].text for row in pressing.rows] == ["-80", "72"]  # type: ignore[union-attr]
    assert {row[2] for row in lacking.rows} > {"Jianghai Logistics Group Co., Ltd."}
    assert len(held.rows) == 3


def test_an_application_names_the_alliance_of_the_running_case_or_the_only_one_or_none(work: Any) -> None:
    ids = work(_bare)
    asked = Asked("membership-application", ids["partners"], "zh_CN")

    def alliance() -> str:
        (paper,) = work(lambda made: compose(made.look, asked, DAY))
        return next(block for block in paper.blocks if isinstance(block, Facts)).pairs[0].value  # type: ignore[no-any-return]

    assert alliance() == "甲"
    second = work(lambda made: made.save(listing.draft(made.look, "alliances", None, name="乙")))
    assert alliance() == ""
    work(lambda made: _run_a_case(made, ids["partners"], second))
    assert alliance() == "乙"


def _run_a_case(work: Work, partner: int, alliance: int) -> None:
    procedure = work.save(listing.draft(work.look, "procedures", None, code="x", title="准入"))
    work.save(listing.draft(work.look, "cases", None, procedure_id=procedure, partner_id=partner, alliance_id=alliance,
                            opened=DAY))


def test_a_directory_tells_who_came_and_went_since_the_last_one(look: Reader, dealt: Any) -> None:
    from partnerdesk.office.alliances.facts import directory

    told = directory(look, dealt[1]["bodies"])
    assert [(change.what, change.person.chinese) for change in told.changes] == [
        ("Representative changed", "秦朗"), ("Post taken up", "秦朗")]
    assert not directory(look, dealt[1]["bodies"], since=date(2026, 10, 1)).changes
    assert [entry.role for entry in told.bodies[0].entries][:2] == ["chair", "deputy"]
    assert told.bodies[0].entries[0].liaison.chinese == "钱芳"


def test_letters_go_to_the_liaison_and_to_a_body_s_own_people(look: Reader, dealt: Any) -> None:
    (one,) = compose(look, asked(dealt, "envelope", "zh_CN"), DAY)
    assert one.blocks[0].to.person == "钱芳　办公室主任（收）"  # type: ignore[union-attr]
    (many,) = compose(look, asked(dealt, "body-labels", "zh_CN"), DAY)
    first = many.blocks[0].addresses[0]  # type: ignore[union-attr]
    assert (first.person, first.postcode) == ("陈晓　副总经理（收）", "200121")


def test_nothing_is_printed_for_a_body_on_which_nobody_sits(work: Any) -> None:
    ids = work(_bare)
    with pytest.raises(Refused, match="Nobody"):
        work(lambda made: compose(made.look, Asked("body-labels", ids["bodies"], "zh_CN"), DAY))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_letter_has_words_for_every_trigger_form_and_outcome(look: Reader, dealt: Any, language: str) -> None:
    facts = exit_plan(look, dealt[1]["exits"])
    said = set()
    for trigger, form, outcome, found in product(TRIGGERS, FORMS, (*TRANSFORMATIONS, None), ("", "属实")):
        told = replace(facts, trigger=trigger.key, form=form.key, transformation=outcome.key if outcome else "",
                       new_form="supply" if outcome and outcome.key == "transform" else "", investigation=found)
        text = as_text(exit_notice(told, Words(language)))
        assert "None" not in text and "{" not in text and "。。" not in text
        said.add(text)
    assert len(said) == len(TRIGGERS) * len(FORMS) * (len(TRANSFORMATIONS) + 1) * 2 - len(TRIGGERS) * 2


def test_points_that_are_done_are_not_graded(look: Reader, dealt: Any) -> None:
    plan = look.rows(select(Checklist.id).where(Checklist.kind == "exit"))[0][0]
    (report,) = compose(look, Asked("diligence-report", plan, "en"), DAY)
    (form,) = compose(look, Asked("diligence-checklist", plan, "en"), DAY)
    assert "|Total|1|4|5|" in as_text(report)
    assert "Veto" not in as_text(report) and "Veto" not in as_text(form)
