"""Originals and copies lent out, and when they are due back."""

from __future__ import annotations

from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, choice, day, link, text
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

KINDS = (Choice("original", N_("Original")), Choice("copy", N_("Copy")))


class Loan(Record):
    """A paper lent out of the office's keeping (借阅)."""

    __tablename__ = "loans"

    paper = text(N_("Paper lent"), required=True, limit=300)
    kind = choice(N_("Original or copy"), KINDS, required=True, default="copy")
    agreement_id = link("agreements", N_("Agreement"))
    borrower = text(N_("Borrower"), required=True, naming=True, limit=80)
    department = text(N_("Department"), limit=120)
    reason = text(N_("Reason"), limit=300)
    approver = text(N_("Approved by"), naming=True, limit=80)
    lent = day(N_("Lent on"), required=True, index=True)
    due = day(N_("Due back on"), required=True, index=True)
    returned = day(N_("Returned on"))
    checked_by = text(N_("Checked by"), naming=True, limit=80)
    condition = text(N_("Condition on return"), limit=200)


def check_loan(draft: Draft, look: Look) -> list[Problem]:
    """Lent before due and before back; originals leave the house only when approved (B3)."""
    problems = []
    for name in ("due", "returned"):
        if draft[name] and draft["lent"] and draft[name] < draft["lent"]:
            problems.append(Problem(name, N_("This day lies before the day of lending.")))
    if draft["kind"] == "original" and not draft["approver"]:
        problems.append(Problem("approver", N_("An original is lent only with approval; say who approved.")))
    return problems


REGISTERS = (
    Register(
        key="loans",
        record=Loan,
        name=("paper",),
        columns=("paper", "kind", "borrower", "due", "lent", "returned"),
        rows=(
            ("paper",), ("kind", "agreement_id"), ("borrower", "department"), ("reason",), ("approver",),
            ("lent", "due"), ("returned", "checked_by"), ("condition",),
        ),
        check=check_loan,
        series="JC-{year}-{n:04}",
        series_day="lent",
        order=("-lent", "-number"),
        search=("borrower", "department", "reason", "approver", "condition"),
        ledger=("paper", "kind", "borrower", "department", "reason", "approver", "lent", "due", "returned",
                "checked_by"),
        views=(
            View("out", N_("Out"), (Condition("returned", "empty"),)),
            View("overdue", N_("Overdue"), (Condition("returned", "empty"), Condition("due", "before", 0))),
        ),
    ),
)
