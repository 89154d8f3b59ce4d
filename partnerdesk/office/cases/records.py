"""Procedures as the office keeps them, the cases that run through them, and what was decided at each step."""

from __future__ import annotations

from sqlalchemy import select

from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, choice, day, file, link, long_text, number, several, text, yes_no
from partnerdesk.record.look import Look
from partnerdesk.record.procedure import OUTCOMES
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

VERSION_STATES = (
    Choice("draft", N_("Draft version"), "soon"),
    Choice("in-force", N_("In force"), "good"),
    Choice("superseded", N_("Superseded")),
)
CASE_STATES = (
    Choice("running", N_("Running"), "soon"),
    Choice("suspended", N_("On hold"), "bad"),
    Choice("passed", N_("Passed"), "good"),
    Choice("conditional", N_("Passed on conditions"), "good"),
    Choice("refused", N_("Not passed"), "bad"),
    Choice("cancelled", N_("Cancelled")),
)
OUTCOME_CHOICES = (
    Choice("pass", N_("Pass"), "good"),
    Choice("conditional", N_("Pass on conditions"), "good"),
    Choice("return", N_("Return to an earlier step"), "soon"),
    Choice("refuse", N_("Refuse"), "bad"),
    Choice("not-applicable", N_("Not applicable")),
)
assert tuple(choice.key for choice in OUTCOME_CHOICES) == tuple(OUTCOMES)
GATES = (
    Choice("documents", N_("The required documents are there and valid")),
    Choice("lookups", N_("Lawsuits and penalties were looked up within 30 days")),
    Choice("scores", N_("At least two score sheets are in")),
    Choice("meeting", N_("The evaluation meeting was held with all four departments")),
    Choice("report", N_("The intent report is there")),
    Choice("diligence", N_("Due diligence is closed and finds the partner fit")),
    Choice("pilot", N_("The pilot has its verdict")),
    Choice("shortlist", N_("The partner stands on an approved shortlist")),
    Choice("onboarding", N_("All points of the onboarding are done")),
    Choice("notice", N_("The notice has been given")),
    Choice("buffer", N_("The buffer period has ended")),
    Choice("reconciled", N_("Nothing is open between the two sides")),
)


class Procedure(Record):
    """One version of a procedure, as the office runs it from a day on (程序)."""

    __tablename__ = "procedures"

    code = text(N_("Code of the procedure"), required=True, limit=40, index=True)
    title = text(N_("Procedure"), required=True)
    english_title = text(N_("Procedure in English"), limit=300)
    edition = number(N_("Version"), required=True, least=1, most=9999, default=1)
    state = choice(N_("State of the version"), VERSION_STATES, required=True, default="draft", index=True)
    since = day(N_("In force from"))
    basis = text(N_("Laid down in"), limit=300, help=N_("The regulation and its heading"))
    english_basis = text(N_("Laid down in, in English"), limit=400)
    notes = long_text(N_("Notes"), limit=4000)


class ProcedureStep(Record):
    """One step of a version: who acts, on what evidence, with which outcomes and in how many working days (步骤)."""

    __tablename__ = "procedure_steps"

    procedure_id = link("procedures", N_("Procedure"), required=True)
    position = number(N_("Order of the step"), required=True, least=1, most=999)
    code = text(N_("Code of the step"), required=True, limit=40)
    title = text(N_("Step"), required=True, limit=120)
    english_title = text(N_("Step in English"), limit=200)
    department = choice(N_("Who acts"), DEPARTMENTS, required=True, default="secretariat")
    evidence = long_text(N_("Evidence required"), limit=2000, help=N_("One line each"))
    english_evidence = long_text(N_("Evidence required, in English"), limit=3000)
    outcomes = several(N_("Outcomes"), OUTCOME_CHOICES, required=True)
    days = number(N_("Working days allowed"), least=0, most=999)
    after = text(N_("Not before the steps"), limit=200, help=N_("Codes of the steps that have to be decided first; left empty: the step before"))  # noqa: E501
    gates = several(N_("Not passed unless"), GATES)
    optional = yes_no(N_("May be left out"))


class Case(Record):
    """A subject's way through one version of a procedure (办理事项)."""

    __tablename__ = "cases"

    procedure_id = link("procedures", N_("Procedure"), required=True)
    partner_id = link("partners", N_("Partner"))
    need_id = link("needs", N_("Need"))
    shortlist_id = link("shortlists", N_("Shortlist"))
    alliance_id = link("alliances", N_("Joins the alliance"))
    opened = day(N_("Opened on"), required=True)
    reason = text(N_("Occasion of the case"), limit=400)
    state = choice(N_("State of the case"), CASE_STATES, required=True, default="running", index=True)
    step = text(N_("Present step"), limit=200)
    english_step = text(N_("Present step, in English"), limit=300)
    waits_for = several(N_("Waits for"), DEPARTMENTS)
    due = day(N_("Due on"), index=True)
    provisional = yes_no(N_("Due day is provisional"), help=N_("The holidays of that year are not known yet; it was counted by weekdays"))  # noqa: E501
    conditions = long_text(N_("Conditions"), limit=4000)
    stopped = text(N_("Reason of suspension or cancelling"), limit=400)
    closed = day(N_("Closed on"))
    remarks = long_text(N_("Remarks"), limit=4000)


class CaseStep(Record):
    """One round of one step of a case: when it began, who decided what and when (步骤办理)."""

    __tablename__ = "case_steps"

    case_id = link("cases", N_("Case"), required=True)
    step_id = link("procedure_steps", N_("Step"), required=True)
    round = number(N_("Round"), required=True, least=1, most=999, default=1)
    begun = day(N_("Begun on"), required=True)
    due = day(N_("Due on"), index=True)
    provisional = yes_no(N_("Due day is provisional"))
    outcome = choice(N_("Outcome of the step"), OUTCOME_CHOICES)
    decided = day(N_("Decided on"))
    signer = text(N_("Signed by"), naming=True, limit=80)
    opinion = long_text(N_("Opinion"), limit=4000)
    conditions = long_text(N_("Conditions"), limit=4000)
    back_to = text(N_("Returned to the step"), limit=40)
    on_paper = yes_no(N_("Signed on paper"))
    scan = file(N_("Signed sheet, scanned"))


def check_procedure(draft: Draft, look: Look) -> list[Problem]:
    """One version of a procedure is in force at a time, and from a day on."""
    if draft["state"] != "in-force":
        return []
    if not draft["since"]:
        return [Problem("since", N_("Say from which day this version is in force."))]
    others = look.count(
        select(Procedure.id).where(Procedure.code == draft["code"], Procedure.state == "in-force",
                                   Procedure.id != (draft.id or 0), Procedure.struck_at.is_(None)))
    return [Problem("state", N_("Another version is in force; put this one in its place instead."))] if others else []


def check_procedure_step(draft: Draft, look: Look) -> list[Problem]:
    """A step's code stands once in its version, and what is in force keeps its steps."""
    problems = []
    twice = look.count(
        select(ProcedureStep.id).where(
            ProcedureStep.procedure_id == draft["procedure_id"], ProcedureStep.code == draft["code"],
            ProcedureStep.id != (draft.id or 0), ProcedureStep.struck_at.is_(None)))
    if twice:
        problems.append(Problem("code", N_("Another step of this procedure has that code.")))
    version = look.get(Procedure, draft["procedure_id"])
    if version is not None and version.state != "draft":
        # Cases run by it, and a case never comes without its steps.
        problems.append(Problem("procedure_id", N_("This version is no draft any more. Make a new version and change that.")))  # noqa: E501
    return problems


def check_case(draft: Draft, look: Look) -> list[Problem]:
    """A case has a subject, and what stops it has a reason."""
    problems = []
    if not any(draft[name] for name in ("partner_id", "need_id", "shortlist_id")):
        problems.append(Problem("partner_id", N_("Say whom or what the case is about.")))
    if draft["state"] in ("suspended", "cancelled") and not draft["stopped"]:
        problems.append(Problem("stopped", N_("Say why the case was stopped.")))
    return problems


def check_case_step(draft: Draft, look: Look) -> list[Problem]:
    """What was decided says when and by whom; conditions, returns and what does not apply say more."""
    outcome = draft["outcome"]
    if outcome is None:
        return []
    problems = []
    if not draft["decided"]:
        problems.append(Problem("decided", N_("Say on which day this was decided.")))
    elif draft["decided"] < draft["begun"]:
        problems.append(Problem("decided", N_("A step cannot be decided before it began.")))
    if not draft["signer"]:
        problems.append(Problem("signer", N_("Say who signed.")))
    if outcome == "conditional" and not draft["conditions"]:
        problems.append(Problem("conditions", N_("Name the conditions.")))
    if outcome == "return" and not draft["back_to"]:
        problems.append(Problem("back_to", N_("Say to which step the case goes back.")))
    if outcome in ("return", "refuse", "not-applicable") and not draft["opinion"]:
        problems.append(Problem("opinion", N_("Give the reason.")))
    return problems


REGISTERS = (
    Register(
        key="procedures",
        record=Procedure,
        name=("title", "english_title"),
        columns=("title", "edition", "state", "since", "basis"),
        rows=(("title", "english_title"), ("code", "edition"), ("state", "since"), ("basis",), ("english_basis",),
              ("notes",)),
        check=check_procedure,
        order=("code", "-edition"),
        search=("code", "basis", "notes"),
        views=(View("in-force", N_("In force"), (Condition("state", "is", "in-force"),)),),
    ),
    Register(
        key="procedure_steps",
        record=ProcedureStep,
        name=("title", "english_title"),
        columns=("procedure_id", "position", "title", "department", "days", "outcomes", "gates"),
        rows=(
            ("procedure_id", "position"), ("title", "english_title"), ("code", "department"), ("days", "after"),
            ("evidence",), ("english_evidence",), ("outcomes",), ("gates",), ("optional",),
        ),
        check=check_procedure_step,
        order=("procedure_id", "position", "id"),
        part_of="procedure_id",
    ),
    Register(
        key="cases",
        record=Case,
        name=("procedure_id",),
        columns=("procedure_id", "partner_id", "step", "waits_for", "due", "state"),
        rows=(
            ("procedure_id", "partner_id"), ("need_id", "shortlist_id"), ("alliance_id", "opened"), ("reason",),
            ("state", "closed"), ("step", "english_step"), ("waits_for",), ("due", "provisional"), ("conditions",),
            ("stopped",), ("remarks",),
        ),
        check=check_case,
        series="BL-{year}-{n:04}",
        series_day="opened",
        order=("-opened", "-number"),
        search=("partner_id", "reason", "step", "conditions", "remarks"),
        ledger=("procedure_id", "partner_id", "opened", "step", "waits_for", "due", "state", "closed"),
        views=(
            View("running", N_("Running"), (Condition("state", "is", "running"),)),
            View("overdue", N_("Overdue"), (Condition("state", "is", "running"), Condition("due", "before", 0))),
            View("suspended", N_("On hold"), (Condition("state", "is", "suspended"),)),
        ),
        subjects=("partner_id", "need_id", "shortlist_id"),
    ),
    Register(
        key="case_steps",
        record=CaseStep,
        name=("step_id",),
        columns=("case_id", "step_id", "round", "begun", "due", "outcome", "decided", "signer"),
        rows=(
            ("case_id", "step_id"), ("round", "begun"), ("due", "provisional"), ("outcome", "decided"),
            ("signer", "back_to"), ("opinion",), ("conditions",), ("on_paper",), ("scan",),
        ),
        check=check_case_step,
        order=("case_id", "id"),
        part_of="case_id",
    ),
)
