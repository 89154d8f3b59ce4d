"""Scorecards with their criteria and weights, and the sheets on which raters score a partner."""

from __future__ import annotations

from sqlalchemy import select

from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import (
    Choice,
    choice,
    day,
    file,
    link,
    long_text,
    number,
    percentage,
    points,
    text,
    yes_no,
)
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

WHOLE = 100_00  # all weights of a card, in hundredths of a percent
CARD_STATES = (
    Choice("draft", N_("Draft version"), "soon"),
    Choice("in-force", N_("In force"), "good"),
    Choice("superseded", N_("Superseded")),
)
SHEET_STATES = (
    Choice("open", N_("Being filled in"), "soon"),
    Choice("complete", N_("Complete"), "good"),
)


class Scorecard(Record):
    """A template by which partners are scored from 1 to 5 (评分表模板)."""

    __tablename__ = "scorecards"

    code = text(N_("Code of the scorecard"), required=True, limit=40, index=True)
    title = text(N_("Scorecard"), required=True)
    english_title = text(N_("Scorecard in English"), limit=300)
    edition = number(N_("Version"), required=True, least=1, most=9999, default=1)
    state = choice(N_("State of the version"), CARD_STATES, required=True, default="draft", index=True)
    basis = text(N_("Laid down in"), limit=300, help=N_("The regulation and its heading"))
    english_basis = text(N_("Laid down in, in English"), limit=400)
    threshold = points(N_("Recommended from"), least=100, help=N_("Points of 5, for example 3.50"))
    points = long_text(N_("What each point means"), limit=2000, help=N_("Five lines, from 1 point to 5 points"))
    english_points = long_text(N_("What each point means, in English"), limit=3000)
    notes = long_text(N_("Notes"), limit=4000)


class Criterion(Record):
    """One criterion of a scorecard with its weight (指标)."""

    __tablename__ = "criteria"

    scorecard_id = link("scorecards", N_("Scorecard"), required=True)
    position = number(N_("Order on lists"), least=1, most=999)
    group = text(N_("Group"), limit=80)
    english_group = text(N_("Group in English"), limit=120)
    title = text(N_("Criterion"), required=True, limit=120)
    english_title = text(N_("Criterion in English"), limit=200)
    weight = percentage(N_("Weight"), required=True)
    veto = number(N_("Vetoes at or below"), least=1, most=4, help=N_("A rater's points at or below this forbid a recommendation, whatever the total"))  # noqa: E501
    guidance = long_text(N_("How to score"), limit=2000)
    english_guidance = long_text(N_("How to score, in English"), limit=3000)


class ScoreSheet(Record):
    """One rater's sheet about one partner (评分表)."""

    __tablename__ = "score_sheets"

    scorecard_id = link("scorecards", N_("Scorecard"), required=True)
    partner_id = link("partners", N_("Partner"), required=True)
    need_id = link("needs", N_("Need"))
    case_id = link("cases", N_("In the procedure"))
    meeting_id = link("meetings", N_("Evaluation meeting"))
    rater = text(N_("Rater"), required=True, naming=True, limit=80)
    department = choice(N_("Rater's department"), DEPARTMENTS)
    rated = day(N_("Rated on"))
    state = choice(N_("State of the sheet"), SHEET_STATES, required=True, default="open", index=True)
    result = points(N_("Weighted result"))
    vetoed = yes_no(N_("A veto stands"))
    remark = long_text(N_("Remark"), limit=2000)
    scan = file(N_("Signed sheet, scanned"))


class Score(Record):
    """What one rater gave for one criterion (得分)."""

    __tablename__ = "scores"

    sheet_id = link("score_sheets", N_("Score sheet"), required=True)
    criterion_id = link("criteria", N_("Criterion"), required=True)
    points = number(N_("Points"), least=1, most=5)
    not_applicable = yes_no(N_("Not applicable"))
    remark = text(N_("Remark"), limit=300)


def check_scorecard(draft: Draft, look: Look) -> list[Problem]:
    """What is in force has weights that add up to a hundred percent, and is the only version in force (C1)."""
    if draft["state"] != "in-force" or draft.id is None:
        return []
    problems = []
    weights = look.rows(
        select(Criterion.weight).where(Criterion.scorecard_id == draft.id, Criterion.struck_at.is_(None)))
    total = sum(weight or 0 for (weight,) in weights)
    if total != WHOLE:
        problems.append(Problem("state", N_("The weights add up to {percent} %, not to 100 %."), {
            "percent": f"{total / 100:g}"}))
    others = look.count(
        select(Scorecard.id).where(Scorecard.code == draft["code"], Scorecard.state == "in-force",
                                   Scorecard.id != draft.id, Scorecard.struck_at.is_(None)))
    if others:
        problems.append(Problem("state", N_("Another version is in force; put this one in its place instead.")))
    return problems


def check_criterion(draft: Draft, look: Look) -> list[Problem]:
    """A version keeps its criteria from the day it is put in force, so that every sheet can be reckoned again (C1)."""
    card = look.get(Scorecard, draft["scorecard_id"])
    if card is not None and card.state != "draft":
        return [Problem("scorecard_id", N_(
            "Only a version that is being drawn up can be changed. Make a new version first."))]
    return []


def check_score(draft: Draft, look: Look) -> list[Problem]:
    """A criterion has points or does not apply, and stands once on a sheet (C1)."""
    problems = []
    if draft["points"] is not None and draft["not_applicable"]:
        problems.append(Problem("points", N_("A criterion that does not apply has no points.")))
    twice = look.count(
        select(Score.id).where(Score.sheet_id == draft["sheet_id"], Score.criterion_id == draft["criterion_id"],
                               Score.id != (draft.id or 0), Score.struck_at.is_(None)))
    if twice:
        problems.append(Problem("criterion_id", N_("This criterion has its points on the sheet already.")))
    return problems


REGISTERS = (
    Register(
        key="scorecards",
        record=Scorecard,
        name=("title", "english_title"),
        columns=("title", "edition", "state", "threshold", "basis"),
        rows=(
            ("title", "english_title"), ("code", "edition"), ("state", "threshold"), ("basis",), ("english_basis",),
            ("points",), ("english_points",), ("notes",),
        ),
        check=check_scorecard,
        order=("code", "-edition"),
        search=("code", "basis", "notes"),
        views=(View("in-force", N_("In force"), (Condition("state", "is", "in-force"),)),),
    ),
    Register(
        key="criteria",
        record=Criterion,
        name=("title", "english_title"),
        columns=("scorecard_id", "position", "group", "title", "weight", "veto"),
        rows=(
            ("scorecard_id", "position"), ("group", "english_group"), ("title", "english_title"), ("weight", "veto"),
            ("guidance",), ("english_guidance",),
        ),
        check=check_criterion,
        order=("scorecard_id", "position", "id"),
        part_of="scorecard_id",
    ),
    Register(
        key="score_sheets",
        record=ScoreSheet,
        name=("rater",),
        columns=("partner_id", "scorecard_id", "rater", "rated", "state", "result", "vetoed"),
        rows=(
            ("scorecard_id", "partner_id"), ("need_id", "case_id"), ("meeting_id", "rated"), ("rater", "department"),
            ("state", "result"), ("vetoed",), ("remark",), ("scan",),
        ),
        series="PF-{year}-{n:04}",
        series_day="rated",
        order=("-rated", "-id"),
        search=("partner_id", "remark"),
        views=(View("open", N_("Being filled in"), (Condition("state", "is", "open"),)),),
    ),
    Register(
        key="scores",
        record=Score,
        name=("criterion_id",),
        columns=("sheet_id", "criterion_id", "points", "not_applicable", "remark"),
        rows=(("sheet_id", "criterion_id"), ("points", "not_applicable"), ("remark",)),
        check=check_score,
        order=("sheet_id", "id"),
        part_of="sheet_id",
    ),
)
