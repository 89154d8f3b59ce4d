"""The exit of a partner: trigger, notice, buffer period, what is handed back, and what was learned."""

from __future__ import annotations

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from partnerdesk.office.exits.reconciliation import open_between
from partnerdesk.office.partners.records import RELATION_FORMS
from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, choice, day, link, long_text, text
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_, Label

BUFFER_MONTHS = 6
FORMS = (
    Choice("immediate", N_("At once, with suspension")),
    Choice("buffered", N_("After a buffer period of six months")),
)
TRIGGERS = (
    Choice("breach", N_("Serious breach")),
    Choice("quality", N_("Serious quality problem")),
    Choice("operations", N_("Operations badly deteriorated")),
    Choice("milestones", N_("No milestones reached in two quarters in a row")),
    Choice("compliance", N_("Serious compliance incident")),
    Choice("strategy", N_("Change of strategy")),
    Choice("satisfaction", N_("Satisfaction falling repeatedly")),
    Choice("agreement", N_("By agreement of both")),
    Choice("request", N_("At the partner's request")),
)
STATES = (
    Choice("opened", N_("Opened"), "soon"),
    Choice("noticed", N_("Notice given"), "soon"),
    Choice("buffer", N_("Buffer period running"), "soon"),
    Choice("closed", N_("Closed")),
    Choice("withdrawn", N_("Withdrawn"), "good"),
)
RUNNING = ("opened", "noticed", "buffer")
TRANSFORMATIONS = (
    Choice("exit", N_("No new form of relation: exit")),
    Choice("transform", N_("Continue in another form")),
    Choice("remain", N_("Continue after remedy")),
)


class Exit(Record):
    """A partner's leaving, from its trigger to the last reconciliation (退出)."""

    __tablename__ = "exits"

    partner_id = link("partners", N_("Partner"), required=True)
    case_id = link("cases", N_("In the procedure"))
    form = choice(N_("Form of the exit"), FORMS, required=True, default="immediate")
    trigger = choice(N_("Trigger"), TRIGGERS, required=True, default="breach")
    triggered = day(N_("Triggered on"), required=True)
    evidence = long_text(N_("Evidence of the trigger"), limit=4000)
    state = choice(N_("State of the exit"), STATES, required=True, default="opened", index=True)
    notice_number = text(N_("Number of the notice"), limit=80)
    noticed = day(N_("Notice given on"))
    suspended = day(N_("Co-operation suspended from"))
    investigation = long_text(N_("Result of the investigation"), limit=4000)
    transformation = choice(N_("Outcome of the assessment of transformation"), TRANSFORMATIONS)
    assessment = long_text(N_("Assessment of transformation"), limit=4000)
    new_form = choice(N_("New form of the relation"), RELATION_FORMS)
    buffer_ends = day(N_("Buffer period ends on"), index=True)
    market_exit = day(N_("Leaves the market on"))
    customers_told = day(N_("Customers told on"))
    after_sales = text(N_("After-sales service taken over by"))
    reconciled = day(N_("Reconciled on"))
    reconciliation = long_text(N_("Reconciliation"), limit=4000)
    lessons = long_text(N_("Lessons learned"), limit=4000)
    closed = day(N_("Closed on"))


def check_exit(draft: Draft, look: Look) -> list[Problem]:
    """A buffered exit leaves six months and tells customers in time; none closes while anything is open (A4, E11)."""
    problems = []
    noticed, ends = draft["noticed"], draft["buffer_ends"]
    if draft["state"] in RUNNING and look.count(select(Exit.id).where(
            Exit.partner_id == draft["partner_id"], Exit.state.in_(RUNNING), Exit.id != (draft.id or 0),
            Exit.struck_at.is_(None))):
        problems.append(Problem("partner_id", N_("Another exit of this partner is under way.")))
    if draft["state"] in ("noticed", "buffer") and not noticed:
        problems.append(Problem("noticed", N_("Say on which day notice was given.")))
    if noticed and noticed < draft["triggered"]:
        problems.append(Problem("noticed", N_("Notice is given after the trigger, not before it.")))
    if draft["form"] == "buffered":
        if draft["state"] in ("buffer", "closed") and not ends:
            problems.append(Problem("buffer_ends", N_("Say when the buffer period ends.")))
        if noticed and ends and ends < noticed + relativedelta(months=BUFFER_MONTHS):
            problems.append(Problem("buffer_ends", N_("The buffer period lasts six months at least, until {day}."), {
                "day": noticed + relativedelta(months=BUFFER_MONTHS)}))
        told, leaves = draft["customers_told"], draft["market_exit"]
        if leaves and (told is None or told > leaves - relativedelta(months=BUFFER_MONTHS)):
            problems.append(Problem(
                "customers_told", N_("Customers are told six months before, by {day} at the latest."),
                {"day": leaves - relativedelta(months=BUFFER_MONTHS)}))
        if leaves and not draft["after_sales"]:
            problems.append(Problem("after_sales", N_("Name who takes over the after-sales service.")))
    if draft["transformation"] == "transform" and not draft["new_form"]:
        problems.append(Problem("new_form", N_("Say in which form the relation goes on.")))
    if draft["state"] == "closed":
        problems += _closing(draft, look)
    return problems


def _closing(draft: Draft, look: Look) -> list[Problem]:
    """What forbids that an exit is closed."""
    closed, ends = draft["closed"], draft["buffer_ends"]
    if not closed:
        return [Problem("closed", N_("Say on which day the exit was closed."))]
    problems = []
    if not draft["noticed"]:
        problems.append(Problem("noticed", N_("Say on which day notice was given.")))
    if draft["form"] == "buffered" and ends and closed < ends:
        problems.append(Problem("closed", N_("The buffer period runs until {day}; the exit is closed after it."), {
            "day": ends}))
    if draft.loaded.get("state") == "closed":
        # What began with the partner later does not open what was closed.
        return problems
    still = open_between(look, draft["partner_id"], closed, draft["case_id"])
    if still:
        problems.append(Problem("state", N_("Still open with the partner: {count} ({names}). End that first."), {
            "count": len(still), "names": [Label(what) for what in dict.fromkeys(each.what for each in still)]}))
    return problems


REGISTERS = (
    Register(
        key="exits",
        record=Exit,
        name=("partner_id",),
        columns=("partner_id", "form", "trigger", "state", "noticed", "buffer_ends"),
        rows=(
            ("partner_id", "case_id"), ("form", "trigger"), ("triggered", "state"), ("evidence",),
            ("notice_number", "noticed"), ("suspended",), ("investigation",), ("transformation", "new_form"),
            ("assessment",), ("buffer_ends", "market_exit"), ("customers_told", "after_sales"), ("reconciled",),
            ("reconciliation",), ("lessons",), ("closed",),
        ),
        check=check_exit,
        series="TC-{year}-{n:03}",
        series_day="triggered",
        order=("-triggered", "-number"),
        search=("evidence", "investigation", "assessment", "reconciliation", "lessons"),
        views=(
            View("running", N_("Running"), (Condition("closed", "empty"),)),
            View("buffer", N_("In buffer period"), (Condition("state", "is", "buffer"),)),
        ),
    ),
)
