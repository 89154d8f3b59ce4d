"""Checklists about a partner: due diligence, onboarding and the steps of an exit; and pilots."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, amount, choice, day, file, link, long_text, number, text
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

KINDS = (
    Choice("diligence", N_("Due diligence")),
    Choice("onboarding", N_("Onboarding of a new partner")),
    Choice("exit", N_("Steps of an exit")),
)
STATES = (Choice("open", N_("In progress"), "soon"), Choice("closed", N_("Closed"), "good"))
CONCLUSIONS = (
    Choice("fit", N_("Fit"), "good"),
    Choice("conditional", N_("Fit on conditions"), "soon"),
    Choice("unfit", N_("Not fit"), "bad"),
)
AREAS = (
    Choice("operations", N_("Operations")),
    Choice("finance", N_("Finance")),
    Choice("compliance", N_("Compliance")),
    Choice("culture", N_("Culture")),
    Choice("background", N_("Background")),
    Choice("contacts", N_("Contacts and channels")),
    Choice("training", N_("Training")),
    Choice("launch", N_("Launch")),
    Choice("guided", N_("Guided period")),
    Choice("resources", N_("Resources")),
    Choice("market", N_("Market and customers")),
    Choice("brand", N_("Brand")),
    Choice("people", N_("People and access")),
    Choice("money", N_("Money")),
    Choice("papers", N_("Papers and copies")),
)
OF_KIND = {
    "diligence": ("operations", "finance", "compliance", "culture"),
    "onboarding": ("background", "contacts", "training", "launch", "guided"),
    "exit": ("resources", "market", "brand", "people", "money", "papers"),
}
GRADED = "diligence"  # the kind whose points are settled by a finding; those of the others by being done
GRADES = (
    Choice("clear", N_("Satisfactory"), "good"),
    Choice("minor", N_("Minor point"), "soon"),
    Choice("serious", N_("Serious point"), "bad"),
    Choice("veto", N_("Forbids co-operation"), "bad"),
    Choice("none", N_("Not applicable")),
)
VERDICTS = (
    Choice("success", N_("Successful"), "good"),
    Choice("partly", N_("Partly successful"), "soon"),
    Choice("failed", N_("Not successful"), "bad"),
)


class Checklist(Record):
    """A list of points to be looked at or done about a partner, with what came of it (清单)."""

    __tablename__ = "checklists"

    partner_id = link("partners", N_("Partner"), required=True)
    kind = choice(N_("Kind of checklist"), KINDS, required=True, default="diligence")
    case_id = link("cases", N_("In the procedure"))
    begins = day(N_("Begun on"), required=True)
    ends = day(N_("To end on"), index=True, help=N_("Of an onboarding: the end of the guided period"))
    lead = text(N_("Led by"), naming=True, limit=80)
    our_manager = text(N_("Our project manager"), naming=True, limit=80)
    their_manager = text(N_("Their project manager"), naming=True, limit=80)
    scope = long_text(N_("Scope and method"), limit=4000)
    state = choice(N_("State of the checklist"), STATES, required=True, default="open", index=True)
    closed = day(N_("Closed on"))
    conclusion = choice(N_("Conclusion"), CONCLUSIONS)
    summary = long_text(N_("Summary"), limit=8000)


class ChecklistItem(Record):
    """One point of a checklist (清单项目)."""

    __tablename__ = "checklist_items"

    checklist_id = link("checklists", N_("Checklist"), required=True)
    area = choice(N_("Area"), AREAS, required=True, default="operations")
    position = number(N_("Order on lists"), least=1, most=9999)
    item = text(N_("Point"), required=True, limit=300)
    english_item = text(N_("Point in English"), limit=400)
    responsible = text(N_("Done by"), naming=True, limit=80)
    due = day(N_("Due on"), index=True)
    done = day(N_("Done on"))
    grade = choice(N_("Finding"), GRADES)
    finding = long_text(N_("What was found or done"), limit=4000)
    evidence = file(N_("Evidence"))


class Pilot(Record):
    """A small trial before a strategic partnership (试点)."""

    __tablename__ = "pilots"

    partner_id = link("partners", N_("Partner"), required=True)
    case_id = link("cases", N_("In the procedure"))
    title = text(N_("Pilot"), required=True)
    goal = long_text(N_("Goal and measure"), limit=4000)
    manager = text(N_("In charge"), naming=True, limit=80)
    begins = day(N_("Begins on"), required=True)
    ends = day(N_("Ends on"))
    budget = amount(N_("Budget"))
    verdict = choice(N_("Verdict"), VERDICTS)
    result = long_text(N_("Result"), limit=4000)


def is_open(kind: str, grade: str | None, done: date | None) -> bool:
    """Whether a point is still to be settled: by a finding in due diligence, by being done in the other kinds."""
    if grade == "none":
        return False
    return grade is None if kind == GRADED else done is None


def check_checklist(draft: Draft, look: Look) -> list[Problem]:
    """A checklist ends no earlier than it begins, and is closed once nothing on it is open (C5, E3)."""
    problems = []
    if draft["ends"] and draft["ends"] < draft["begins"]:
        problems.append(Problem("ends", N_("The checklist ends before it begins.")))
    if draft["state"] == "open":
        others = look.rows(select(Checklist.number).where(
            Checklist.partner_id == draft["partner_id"], Checklist.kind == draft["kind"], Checklist.state == "open",
            Checklist.id != (draft.id or 0), Checklist.struck_at.is_(None)))
        if others:
            problems.append(Problem("kind", N_("Checklist {number} of this kind is still open for the partner."), {
                "number": others[0][0] or ""}))
    if draft["state"] == "closed":
        if not draft["closed"]:
            problems.append(Problem("closed", N_("Say on which day the checklist was closed.")))
        if draft["kind"] == GRADED and not draft["conclusion"]:
            problems.append(Problem("conclusion", N_("Due diligence is closed with a conclusion.")))
        points = look.rows(select(ChecklistItem.grade, ChecklistItem.done).where(
            ChecklistItem.checklist_id == (draft.id or 0), ChecklistItem.struck_at.is_(None)))
        still_open = sum(1 for grade, done in points if is_open(draft["kind"], grade, done))
        if still_open:
            problems.append(Problem("state", N_("Points still open: {count}. Settle them before the checklist is closed."), {  # noqa: E501
                "count": still_open}))
        if any(grade == "veto" for grade, _done in points) and draft["conclusion"] in ("fit", "conditional"):
            problems.append(Problem("conclusion", N_("A point forbids the co-operation; the partner cannot be found fit.")))  # noqa: E501
    return problems


def check_item(draft: Draft, look: Look) -> list[Problem]:
    """A point that is not in order says what was found; those of a closed checklist stay as they are (E3)."""
    problems = []
    checklist = look.get(Checklist, draft["checklist_id"])
    if checklist is not None and checklist.state == "closed":
        problems.append(Problem("checklist_id", N_("The checklist is closed. Open it again before its points are changed.")))  # noqa: E501
    elif checklist is not None and draft["area"] not in OF_KIND[checklist.kind]:
        problems.append(Problem("area", N_("Checklists of this kind have no such area.")))
    if draft["grade"] in ("minor", "serious", "veto") and not draft["finding"]:
        problems.append(Problem("finding", N_("Say what was found.")))
    return problems


def check_pilot(draft: Draft, look: Look) -> list[Problem]:
    """A pilot ends no earlier than it begins, and its verdict rests on a result (E3)."""
    problems = []
    if draft["ends"] and draft["ends"] < draft["begins"]:
        problems.append(Problem("ends", N_("The pilot ends before it begins.")))
    if draft["verdict"] and not draft["result"]:
        problems.append(Problem("result", N_("Say what came of the pilot.")))
    return problems


REGISTERS = (
    Register(
        key="checklists",
        record=Checklist,
        name=("partner_id",),
        columns=("partner_id", "kind", "begins", "ends", "lead", "state", "conclusion"),
        rows=(
            ("partner_id", "kind"), ("begins", "ends"), ("lead", "case_id"), ("our_manager", "their_manager"),
            ("scope",), ("state", "closed"), ("conclusion",), ("summary",),
        ),
        check=check_checklist,
        series="QD-{year}-{n:03}",
        series_day="begins",
        order=("-begins", "-number"),
        search=("lead", "scope", "summary"),
        views=(
            View("diligence", N_("Due diligence"), (Condition("kind", "is", "diligence"),)),
            View("onboarding", N_("Onboarding of a new partner"), (Condition("kind", "is", "onboarding"),)),
            View("exit", N_("Steps of an exit"), (Condition("kind", "is", "exit"),)),
            View("open", N_("In progress"), (Condition("state", "is", "open"),)),
        ),
    ),
    Register(
        key="checklist_items",
        record=ChecklistItem,
        name=("item", "english_item"),
        columns=("checklist_id", "area", "item", "responsible", "due", "done", "grade"),
        rows=(
            ("checklist_id", "area"), ("item",), ("english_item",), ("responsible", "position"), ("due", "done"),
            ("grade",), ("finding",), ("evidence",),
        ),
        check=check_item,
        order=("checklist_id", "position", "id"),
        part_of="checklist_id",
    ),
    Register(
        key="pilots",
        record=Pilot,
        name=("title",),
        columns=("partner_id", "title", "begins", "ends", "manager", "verdict"),
        rows=(
            ("partner_id", "case_id"), ("title",), ("goal",), ("manager", "budget"), ("begins", "ends"), ("verdict",),
            ("result",),
        ),
        check=check_pilot,
        series="SD-{year}-{n:03}",
        series_day="begins",
        order=("-begins", "-number"),
        search=("goal", "manager", "result"),
    ),
)
