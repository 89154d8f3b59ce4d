"""Needs and the choice of partners for them: candidates, intent reports and the list that management approves."""

from __future__ import annotations

from sqlalchemy import select

from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.office.selection.attendance import missing
from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import (
    Choice,
    amount,
    choice,
    day,
    file,
    link,
    long_text,
    number,
    points,
    several,
    text,
)
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_, Label

NEED_STATES = (
    Choice("draft", N_("Preparing")),
    Choice("review", N_("In review"), "soon"),
    Choice("published", N_("Published"), "good"),
    Choice("evaluating", N_("Evaluation"), "soon"),
    Choice("shortlisted", N_("Shortlisted"), "good"),
    Choice("met", N_("Met"), "good"),
    Choice("dropped", N_("Dropped")),
)
CHANNELS = (
    Choice("website", N_("Own website")),
    Choice("invitation", N_("Invitation by letter")),
    Choice("association", N_("Associations")),
    Choice("platform", N_("Tender platform")),
    Choice("exhibition", N_("Exhibitions and events")),
    Choice("members", N_("Members of the alliance")),
    Choice("media", N_("Trade press")),
)
CANDIDATE_STATES = (
    Choice("invited", N_("Invited")),
    Choice("answered", N_("Answered")),
    Choice("read", N_("Documents read"), "soon"),
    Choice("scored", N_("Scored"), "soon"),
    Choice("recommended", N_("Recommended"), "good"),
    Choice("reserve", N_("In reserve"), "soon"),
    Choice("declined", N_("Not chosen")),
    Choice("withdrew", N_("Withdrew")),
)
LIST_STATES = (
    Choice("draft", N_("Preparing")),
    Choice("submitted", N_("Submitted"), "soon"),
    Choice("approved", N_("Approved"), "good"),
    Choice("refused", N_("Refused"), "bad"),
)
PROPOSALS = (
    Choice("recommend", N_("Recommend"), "good"),
    Choice("reserve", N_("Keep in reserve"), "soon"),
    Choice("decline", N_("Do not choose")),
)
CONCLUSIONS = (
    Choice("intend", N_("Co-operation intended"), "good"),
    Choice("conditional", N_("Intended on conditions"), "soon"),
    Choice("later", N_("To be taken up later")),
    Choice("none", N_("Not intended"), "bad"),
)


class Need(Record):
    """A need for which a partner is sought, with its requirement document (合作需求)."""

    __tablename__ = "needs"

    title = text(N_("Need"), required=True)
    english_title = text(N_("Need in English"), limit=300)
    department = choice(N_("Department in need"), DEPARTMENTS)
    manager = text(N_("In charge"), naming=True, limit=80)
    state = choice(N_("State of the need"), NEED_STATES, required=True, default="draft", index=True)
    goals = long_text(N_("Goals"), limit=4000)
    scope = long_text(N_("Scope"), limit=4000)
    deliverables = long_text(N_("Results and deliverables"), limit=4000)
    quality = long_text(N_("Quality demanded"), limit=4000)
    capabilities = long_text(N_("Capabilities and the standard for each"), limit=4000, help=N_("One line each: capability, then the standard it has to meet"))  # noqa: E501
    begins = day(N_("Begins on"))
    ends = day(N_("Ends on"))
    budget = amount(N_("Budget"))
    channels = several(N_("Published through"), CHANNELS)
    published = day(N_("Published on"))
    closes = day(N_("Answers until"), index=True)
    document = file(N_("Requirement document"))
    notes = long_text(N_("Notes"), limit=4000)


class Candidate(Record):
    """A partner that may meet a need, and how far it has come (候选伙伴)."""

    __tablename__ = "candidates"

    need_id = link("needs", N_("Need"), required=True)
    partner_id = link("partners", N_("Candidate"), required=True)
    state = choice(N_("Progress"), CANDIDATE_STATES, required=True, default="invited")
    invited = day(N_("Invited on"))
    answered = day(N_("Answered on"))
    plan = file(N_("First co-operation plan"))
    remark = text(N_("Remark"), limit=400)


class Shortlist(Record):
    """Candidates recommended for approval as one list (推荐名单)."""

    __tablename__ = "shortlists"

    title = text(N_("Title of the list"), required=True)
    need_id = link("needs", N_("Need"))
    alliance_id = link("alliances", N_("For joining the alliance"))
    meeting_id = link("meetings", N_("Evaluation meeting"))
    dated = day(N_("Day of the list"), required=True)
    state = choice(N_("State of the list"), LIST_STATES, required=True, default="draft", index=True)
    submitted = day(N_("Submitted on"))
    approver = text(N_("Decided by"), naming=True, limit=80)
    decided = day(N_("List decided on"))
    decision = text(N_("Decision and its number"), limit=300)
    notes = long_text(N_("Notes"), limit=4000)


class ListedCandidate(Record):
    """One line of a shortlist (推荐对象)."""

    __tablename__ = "listed_candidates"

    shortlist_id = link("shortlists", N_("Shortlist"), required=True)
    partner_id = link("partners", N_("Candidate"), required=True)
    position = number(N_("Rank"), least=1, most=999)
    result = points(N_("Weighted result"))
    proposal = choice(N_("Proposal"), PROPOSALS, required=True, default="recommend")
    reason = text(N_("Grounds"), limit=400)


class IntentReport(Record):
    """What speaks for and against co-operation with a candidate, and what is proposed (合作意向报告)."""

    __tablename__ = "intent_reports"

    partner_id = link("partners", N_("Partner"), required=True)
    need_id = link("needs", N_("Need"))
    meeting_id = link("meetings", N_("Evaluation meeting"))
    dated = day(N_("Day of the report"), required=True)
    author = text(N_("Author"), naming=True, limit=80)
    field_of_work = long_text(N_("Field and channels"), limit=4000)
    customers = long_text(N_("Customers and complementarity"), limit=4000)
    strengths = long_text(N_("Strengths"), limit=4000)
    risks = long_text(N_("Risks"), limit=4000)
    proposal = long_text(N_("What is proposed"), limit=4000)
    conclusion = choice(N_("Conclusion"), CONCLUSIONS, required=True, default="intend")


def check_need(draft: Draft, look: Look) -> list[Problem]:
    """Days follow one another; what is published says when (C2)."""
    problems = []
    if draft["begins"] and draft["ends"] and draft["ends"] < draft["begins"]:
        problems.append(Problem("ends", N_("The need ends before it begins.")))
    if draft["published"] and draft["closes"] and draft["closes"] < draft["published"]:
        problems.append(Problem("closes", N_("Answers cannot be due before the need is published.")))
    if draft["state"] == "published" and not draft["published"]:
        problems.append(Problem("published", N_("Say on which day the need was published.")))
    return problems


def check_shortlist(draft: Draft, look: Look) -> list[Problem]:
    """A decision on a list names day and person, and is carried by a meeting of the four departments (B2)."""
    problems = []
    if draft["state"] in ("approved", "refused"):
        if not draft["approver"]:
            problems.append(Problem("approver", N_("Say who decided on the list.")))
        if not draft["decided"]:
            problems.append(Problem("decided", N_("Say on which day the list was decided.")))
    if draft["state"] == "approved" and draft.loaded.get("state") != "approved":
        problems += _meeting_problems(draft, look)
    if draft["submitted"] and draft["decided"] and draft["decided"] < draft["submitted"]:
        problems.append(Problem("decided", N_("A list cannot be decided before it was submitted.")))
    return problems


def _meeting_problems(draft: Draft, look: Look) -> list[Problem]:
    if draft["meeting_id"] is None:
        return [Problem("meeting_id", N_("Name the evaluation meeting at which the candidates were weighed."))]
    absent = missing(look, draft["meeting_id"])
    if not absent:
        return []
    labels = [Label(choice.label) for choice in DEPARTMENTS if choice.key in absent]
    return [Problem("meeting_id", N_("Nobody of these departments came to the evaluation meeting: {departments}. The list cannot be approved."), {  # noqa: E501
        "departments": labels})]


def check_candidate(draft: Draft, look: Look) -> list[Problem]:
    """A partner is a candidate of a need once (C3)."""
    twice = look.count(select(Candidate.id).where(
        Candidate.need_id == draft["need_id"], Candidate.partner_id == draft["partner_id"],
        Candidate.id != (draft.id or 0), Candidate.struck_at.is_(None)))
    problems = [Problem("partner_id", N_("This partner is a candidate of the need already."))] if twice else []
    if draft["invited"] and draft["answered"] and draft["answered"] < draft["invited"]:
        problems.append(Problem("answered", N_("An answer cannot come before the invitation.")))
    return problems


def check_listed(draft: Draft, look: Look) -> list[Problem]:
    """A partner stands on a list once, and a list that was decided stays as it is (B2)."""
    problems = []
    shortlist = look.get(Shortlist, draft["shortlist_id"])
    if shortlist is not None and shortlist.state in ("approved", "refused"):
        problems.append(Problem("shortlist_id", N_("The list has been decided and stays as it is.")))
    if look.count(select(ListedCandidate.id).where(
            ListedCandidate.shortlist_id == draft["shortlist_id"],
            ListedCandidate.partner_id == draft["partner_id"], ListedCandidate.id != (draft.id or 0),
            ListedCandidate.struck_at.is_(None))):
        problems.append(Problem("partner_id", N_("This partner stands on the list already.")))
    return problems


REGISTERS = (
    Register(
        key="needs",
        record=Need,
        name=("title", "english_title"),
        columns=("title", "department", "state", "closes", "budget", "manager"),
        rows=(
            ("title", "english_title"), ("department", "manager"), ("state", "budget"), ("goals",), ("scope",),
            ("deliverables",), ("quality",), ("capabilities",), ("begins", "ends"), ("channels",),
            ("published", "closes"), ("document",), ("notes",),
        ),
        check=check_need,
        series="XQ-{year}-{n:03}",
        order=("-closes", "-number"),
        search=("goals", "scope", "capabilities", "manager", "notes"),
        views=(
            View("open", N_("Answers awaited"), (Condition("state", "is", "published"),)),
            View("evaluating", N_("Being evaluated"), (Condition("state", "is", "evaluating"),)),
        ),
    ),
    Register(
        key="candidates",
        record=Candidate,
        name=("partner_id",),
        columns=("need_id", "partner_id", "state", "invited", "answered", "remark"),
        rows=(("need_id", "partner_id"), ("state",), ("invited", "answered"), ("plan",), ("remark",)),
        check=check_candidate,
        order=("need_id", "id"),
        part_of="need_id",
    ),
    Register(
        key="shortlists",
        record=Shortlist,
        name=("title",),
        columns=("title", "need_id", "meeting_id", "state", "dated", "decided"),
        rows=(
            ("title",), ("need_id", "alliance_id"), ("meeting_id", "dated"), ("state", "submitted"),
            ("approver", "decided"), ("decision",), ("notes",),
        ),
        check=check_shortlist,
        series="MD-{year}-{n:03}",
        series_day="dated",
        order=("-dated", "-number"),
        search=("approver", "decision", "notes"),
    ),
    Register(
        key="listed_candidates",
        record=ListedCandidate,
        name=("partner_id",),
        columns=("shortlist_id", "position", "partner_id", "result", "proposal", "reason"),
        rows=(("shortlist_id", "partner_id"), ("position", "result"), ("proposal",), ("reason",)),
        check=check_listed,
        order=("shortlist_id", "position", "id"),
        part_of="shortlist_id",
    ),
    Register(
        key="intent_reports",
        record=IntentReport,
        name=("partner_id",),
        columns=("partner_id", "need_id", "dated", "conclusion", "author"),
        rows=(
            ("partner_id", "need_id"), ("meeting_id", "dated"), ("author", "conclusion"), ("field_of_work",),
            ("customers",), ("strengths",), ("risks",), ("proposal",),
        ),
        series="YX-{year}-{n:03}",
        series_day="dated",
        order=("-dated", "-number"),
        search=("strengths", "risks", "proposal", "author"),
    ),
)
