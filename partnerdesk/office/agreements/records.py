"""Agreements with their terms, notice days and where the originals are kept."""

from __future__ import annotations

from datetime import date

from partnerdesk.clock import days_later
from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, amount, choice, day, link, links, long_text, number, text
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

CATEGORIES = (
    Choice("main", N_("Main agreement")),
    Choice("framework", N_("Framework agreement")),
    Choice("project", N_("Project agreement")),
    Choice("service", N_("Service agreement")),
    Choice("purchase", N_("Purchase agreement")),
    Choice("supplement", N_("Supplement")),
    Choice("intent", N_("Letter of intent")),
    Choice("other", N_("Other agreement")),
)
STATES = (
    Choice("draft", N_("Draft")),
    Choice("negotiation", N_("Under negotiation"), "soon"),
    Choice("countersigning", N_("Being countersigned"), "soon"),
    Choice("signed", N_("Signed"), "good"),
    Choice("filed", N_("Filed"), "good"),
    Choice("expired", N_("Expired")),
    Choice("rescinded", N_("Rescinded"), "bad"),
    Choice("terminated", N_("Terminated"), "bad"),
)
RENEWALS = (
    Choice("automatic", N_("Automatic unless notice is given")),
    Choice("by-agreement", N_("By agreement")),
    Choice("none", N_("None")),
)
PERFORMANCE = (
    Choice("on-course", N_("On course"), "good"),
    Choice("delayed", N_("Delayed"), "soon"),
    Choice("disputed", N_("Disputed"), "bad"),
    Choice("breach", N_("In breach"), "bad"),
    Choice("completed", N_("Completed"), "good"),
)


class Agreement(Record):
    """An agreement with one or several partners (协议)."""

    __tablename__ = "agreements"

    title = text(N_("Title of the agreement"), required=True)
    english_title = text(N_("Title in English"), limit=300)
    category = choice(N_("Category of agreement"), CATEGORIES, required=True, default="project")
    main_id = link("agreements", N_("Main agreement"))
    parties = links("partners", N_("Other parties"), required=True)
    state = choice(N_("State of the agreement"), STATES, required=True, default="draft", index=True)
    signed = day(N_("Signed on"), index=True)
    effective = day(N_("Effective on"))
    expiry = day(N_("Expires on"), index=True)
    notice_days = number(N_("Notice period in days"), most=3660)
    renewal = choice(N_("Renewal"), RENEWALS)
    amount = amount(N_("Amount"))
    payment = long_text(N_("Terms of payment"), limit=2000)
    performance = choice(N_("Performance"), PERFORMANCE)
    manager = text(N_("In charge"), naming=True, limit=80)
    originals = number(N_("Originals"), most=999)
    duplicates = number(N_("Duplicates"), most=999)
    custody = text(N_("Kept at"))
    archive_number = text(N_("Archive number"), limit=80)
    opinion = long_text(N_("Opinion on renewal"), limit=2000)
    notes = long_text(N_("Notes"))


def last_notice_day(expiry: date | None, notice_days: int | None) -> date | None:
    """The last day on which notice can be given: derived, so that it can never disagree with expiry and period."""
    return days_later(expiry, -notice_days) if expiry is not None and notice_days is not None else None


def check_agreement(draft: Draft, look: Look) -> list[Problem]:
    """Days follow one another; what is signed says when; a supplement names its main agreement (B3, E4)."""
    problems = []
    effective, expiry, signed = draft["effective"], draft["expiry"], draft["signed"]
    if effective and expiry and expiry < effective:
        problems.append(Problem("expiry", N_("The agreement expires before it takes effect.")))
    elif signed and expiry and expiry < signed:
        problems.append(Problem("expiry", N_("The agreement expires before it was signed.")))
    if draft["notice_days"] and not expiry:
        problems.append(Problem("expiry", N_("A notice period counts back from the day of expiry; enter that day.")))
    if draft["state"] in ("signed", "filed") and not signed:
        problems.append(Problem("signed", N_("Say on which day the agreement was signed.")))
    if draft["category"] == "supplement" and draft["main_id"] is None:
        problems.append(Problem("main_id", N_("Name the main agreement that this one supplements.")))
    if draft.id is not None and draft["main_id"] == draft.id:
        problems.append(Problem("main_id", N_("An agreement cannot supplement itself.")))
    return problems


AGREEMENTS = Register(
    key="agreements",
    record=Agreement,
    name=("title", "english_title"),
    columns=("title", "parties", "expiry", "signed", "amount", "state"),
    rows=(
        ("title", "english_title"), ("category", "main_id"), ("parties",), ("state", "manager"),
        ("signed", "effective"), ("expiry", "notice_days"), ("renewal", "performance"), ("amount",), ("payment",),
        ("originals", "duplicates"), ("custody", "archive_number"), ("opinion",), ("notes",),
    ),
    check=check_agreement,
    series="XY-{year}-{n:03}",
    series_day="signed",
    order=("-signed", "number"),
    search=("parties", "manager", "payment", "custody", "archive_number", "opinion", "notes"),
    ledger=("title", "category", "parties", "signed", "effective", "expiry", "notice_days", "amount",
            "performance", "manager", "originals", "custody", "archive_number", "state"),
    views=(
        View("expiring", N_("Expiring in 90 days"), (Condition("expiry", "within", 90),)),
        View("running", N_("Being drawn up"), (Condition("signed", "empty"),)),
        View("disputed", N_("Disputed"), (Condition("performance", "is", "disputed"),)),
    ),
)
REGISTERS = (AGREEMENTS,)
