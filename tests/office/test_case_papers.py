"""The approval form of a case, word for word and proved: on its way, sent back, empty, and at its longest."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from partnerdesk import clock
from partnerdesk.office import contents
from partnerdesk.office.cases import acting
from partnerdesk.office.cases.acting import Decision
from partnerdesk.office.printing import LANGUAGES, Asked, compose
from partnerdesk.paper.blocks import Countersign
from partnerdesk.paper.packet import print_papers
from partnerdesk.paper.plain import as_text
from partnerdesk.store import listing
from partnerdesk.store.work import Work

Doing = Callable[[Callable[[Work], Any]], Any]
GOLDENS = Path(__file__).with_name("goldens")
DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
LONG = "经审查，该单位资质齐全、经营正常，未发现重大诉讼、行政处罚及失信记录，拟同意进入下一步骤。" * 12


def _save(work: Work, key: str, **values: Any) -> int:
    return work.save(listing.draft(work.look, key, None, **values))


def on_its_way(work: Work) -> int:
    """An admission that was sent back once and waits for the meeting."""
    partner = _save(work, "partners", name="启东港务有限公司", english_name="Qidong Port Services Co., Ltd.",
                    kinds=("member",), credit_code="91350100M000100Y43", legal_representative="韩峰",
                    industry="港口服务", capital=30_000_000_00, address="启东市港务路1号")
    alliance = _save(work, "alliances", name="示例产业联盟", english_name="Example Industry Alliance")
    for kind, number, until in (
        ("licence", "91350100M000100Y43", None), ("industry", "港经证2024-17", date(2027, 3, 31)),
        ("accounts", "明审字〔2026〕9号", None), ("credit", "信报2026-104", date(2027, 5, 1)),
    ):
        _save(work, "qualifications", partner_id=partner, kind=kind, document_number=number, issuer="启东市有关机关",
              valid_until=until, permanent=until is None)
    for place in ("judgments", "credit"):
        _save(work, "lookups", partner_id=partner, place=place, looked_up=date(2026, 11, 5), by="周以澜")
    card = _save(work, "scorecards", code="admission", title="准入评分表", english_title="Admission scorecard")
    case = acting.open_case(work, "admission-member", "partner_id", partner, date(2026, 11, 2), "对方提交入盟申请书",
                            alliance)
    for rater, department, result in (("冯知行", "business", 412), ("贺素岑", "finance", 388)):
        _save(work, "score_sheets", scorecard_id=card, partner_id=partner, case_id=case, rater=rater,
              department=department, state="complete", rated=date(2026, 11, 16), result=result)
    for step, decision in (
        ("qualification", Decision("pass", date(2026, 11, 4), "周以澜", "材料齐全。")),
        ("legality", Decision("return", date(2026, 11, 6), "李文澍", "声明页未盖章，退回补正。",
                              back_to="qualification")),
        ("qualification", Decision("pass", date(2026, 11, 9), "周以澜", "声明页已补盖公章。", on_paper=True)),
        ("legality", Decision("pass", date(2026, 11, 11), "李文澍", "查询未见重大诉讼与处罚。")),
        ("finance", Decision("conditional", date(2026, 11, 12), "贺素岑", "偿债能力正常。", "补交年度审计报告正本。")),
        ("intent", Decision("pass", date(2026, 11, 17), "冯知行", "业务互补，潜力较大。")),
    ):
        acting.decide(work, case, step, decision)
    return case


def empty(work: Work) -> int:
    """A case about which nothing is known yet but its name."""
    return acting.open_case(work, "admission-general", "partner_id", _save(work, "partners", name="甲"), DAY)


def about_a_need(work: Work) -> int:
    return acting.open_case(work, "need-review", "need_id", _save(work, "needs", title="冷链运力补充"), DAY)


def longest(work: Work) -> int:
    """Every text as long as people write them, and longer."""
    partner = _save(work, "partners", name=("启东港务" * 50)[:200], english_name=("Qidong Port Services " * 9)[:180],
                    address=("启东市港务路一号综合办公楼" * 16)[:200], industry=("港口服务" * 30)[:120])
    case = acting.open_case(work, "exit-buffered", "partner_id", partner, DAY, ("合作关系调整" * 67)[:400])
    for step in ("trigger", "assessment", "approval"):
        conditions = LONG if step != "trigger" else ""
        acting.decide(work, case, step, Decision("conditional" if conditions else "pass", DAY, "欧阳" * 40, LONG,
                                                 conditions))
    acting.decide(work, case, "notice", Decision("return", DAY, "欧阳" * 40, LONG, back_to="assessment"))
    acting.decide(work, case, "assessment", Decision("conditional", DAY, "王启明", LONG, LONG * 3))
    return case


CASES = {"on-its-way": on_its_way, "empty": empty, "need": about_a_need, "longest": longest}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["on-its-way", "empty"])
def test_the_form_reads_as_it_should(work: Doing, name: str, language: str) -> None:
    with clock.held(NOW):
        case = work(CASES[name])
        papers = work(lambda work: compose(work.look, Asked("approval-form", case, language), DAY))
    said = "\n".join(as_text(paper) for paper in papers)
    golden = GOLDENS / f"approval-form-{name}-{language}.txt"
    if os.environ.get("PARTNERDESK_WRITE_GOLDENS"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_the_form_is_printed_without_a_fault(work: Doing, tmp_path: Path, name: str, language: str) -> None:
    with clock.held(NOW):
        case = work(CASES[name])
        papers = work(lambda work: compose(work.look, Asked("approval-form", case, language), DAY))
    report = print_papers(papers, tmp_path / "form.pdf", when=NOW, proof=True)
    assert not report.faults, [str(fault) for fault in report.faults[:5]]
    assert not report.missing
    assert len(papers) == 1


def test_each_step_has_its_box_filled_where_it_was_decided(work: Doing) -> None:
    with clock.held(NOW):
        case = work(on_its_way)
        (paper,) = work(lambda work: compose(work.look, Asked("approval-form", case, "zh_CN"), DAY))
    boxes = next(block for block in paper.blocks if isinstance(block, Countersign)).boxes
    assert [bool(box.signer) for box in boxes] == [True, True, True, True, False, False]
    assert boxes[0].text == "声明页已补盖公章。"  # the last round, not the first
    assert boxes[2].conditions == "补交年度审计报告正本。"
    assert boxes[-1].wide and boxes[-1].sealed
    assert contents.paper("approval-form").of == "cases"
