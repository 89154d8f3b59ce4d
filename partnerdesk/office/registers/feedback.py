"""What partners say of us: complaints, suggestions and wishes, and how they were answered."""

from __future__ import annotations

from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, choice, day, link, long_text, text
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

KINDS = (
    Choice("complaint", N_("Complaint"), "bad"),
    Choice("suggestion", N_("Suggestion")),
    Choice("wish", N_("Wish or need")),
    Choice("supplier", N_("Feedback of a supplier")),
    Choice("praise", N_("Praise"), "good"),
)
STATES = (
    Choice("open", N_("In hand"), "soon"),
    Choice("answered", N_("Answered"), "good"),
    Choice("closed", N_("Closed")),
)


class Feedback(Record):
    """One thing that a partner told us (意见反馈)."""

    __tablename__ = "feedback"

    partner_id = link("partners", N_("Partner"), required=True)
    person_id = link("persons", N_("Said by"))
    kind = choice(N_("Kind of feedback"), KINDS, required=True, default="suggestion", index=True)
    received = day(N_("Day received"), required=True, index=True)
    subject = text(N_("Subject"), required=True, limit=300)
    detail = long_text(N_("In detail"), limit=8000)
    handler = text(N_("Handled by"), naming=True, limit=80)
    due = day(N_("To be answered by"), index=True)
    answer = long_text(N_("Answer"), limit=8000)
    answered = day(N_("Answered on"))
    state = choice(N_("State of the feedback"), STATES, required=True, default="open", index=True)


def check_feedback(draft: Draft, look: Look) -> list[Problem]:
    """What was answered says when, and not before it came (D1, D2)."""
    problems = []
    if draft["answered"] and draft["answered"] < draft["received"]:
        problems.append(Problem("answered", N_("An answer cannot be given before the feedback came.")))
    if draft["state"] == "answered" and not draft["answered"]:
        problems.append(Problem("answered", N_("Say on which day it was answered.")))
    return problems


REGISTERS = (
    Register(
        key="feedback",
        record=Feedback,
        name=("subject",),
        columns=("received", "partner_id", "kind", "subject", "handler", "due", "state"),
        rows=(
            ("partner_id", "person_id"), ("kind", "received"), ("subject",), ("detail",), ("handler", "due"),
            ("answer",), ("answered", "state"),
        ),
        check=check_feedback,
        series="FK-{year}-{n:04}",
        series_day="received",
        order=("-received", "-number"),
        search=("partner_id", "detail", "handler", "answer"),
        views=(
            View("open", N_("In hand"), (Condition("state", "is", "open"),)),
            View("complaints", N_("Complaints"), (Condition("kind", "is", "complaint"),)),
        ),
    ),
)
