"""Every use of a seal: which paper, how many, who approved and who watched."""

from __future__ import annotations

from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, day, link, number, several, text, yes_no
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

SEALS = (
    Choice("office", N_("Official seal")),
    Choice("secretariat", N_("Secretariat's seal")),
    Choice("contract", N_("Contract seal")),
    Choice("representative", N_("Legal representative's seal")),
    Choice("finance", N_("Finance seal")),
)


class SealUse(Record):
    """One use of one or several seals on one paper (用印)."""

    __tablename__ = "seal_uses"

    used = day(N_("Sealed on"), required=True, index=True)
    paper = text(N_("Paper sealed"), required=True, limit=300)
    paper_number = text(N_("Number of the paper"), limit=80)
    seals = several(N_("Seals"), SEALS, required=True)
    copies = number(N_("Copies sealed"), required=True, least=1, most=9999, default=1)
    across = yes_no(N_("Across the page edges"))
    partner_id = link("partners", N_("Concerns partner"))
    department = text(N_("Department"), limit=120)
    user = text(N_("Used by"), required=True, naming=True, limit=80)
    reason = text(N_("Reason"), limit=300)
    approver = text(N_("Approved by"), required=True, naming=True, limit=80)
    approval_number = text(N_("Number of the approval"), limit=80)
    witness = text(N_("Seal keeper"), required=True, naming=True, limit=80, help=N_("Who watched the sealing (监印人)"))
    taken_out = yes_no(N_("Seal taken out of the house"))
    returned = day(N_("Seal returned on"))


def check_seal_use(draft: Draft, look: Look) -> list[Problem]:
    """Who uses a seal does not approve it; a seal that left the house comes back after it left (B3, B4)."""
    problems = []
    if draft["user"] and draft["user"] == draft["approver"]:
        problems.append(Problem("approver", N_("Nobody approves their own use of a seal.")))
    if draft["returned"] and draft["used"] and draft["returned"] < draft["used"]:
        problems.append(Problem("returned", N_("The seal came back before it was used.")))
    if draft["returned"] and not draft["taken_out"]:
        problems.append(Problem("taken_out", N_("A day of return is entered only for a seal that left the house.")))
    return problems


REGISTERS = (
    Register(
        key="seal_uses",
        record=SealUse,
        name=("paper",),
        columns=("used", "paper", "seals", "copies", "user", "approver", "witness"),
        rows=(
            ("used", "paper_number"), ("paper",), ("seals",), ("copies", "across"), ("partner_id", "department"),
            ("user", "witness"), ("reason",), ("approver", "approval_number"), ("taken_out", "returned"),
        ),
        check=check_seal_use,
        series="YY-{year}-{n:04}",
        series_day="used",
        order=("-used", "-number"),
        search=("paper_number", "user", "approver", "witness", "reason", "approval_number", "department"),
        ledger=("used", "department", "user", "paper", "paper_number", "copies", "seals", "across",
                "reason", "approver", "witness", "taken_out", "returned"),
        views=(
            View("out", N_("Seal out of the house"), (
                Condition("taken_out", "is", True), Condition("returned", "empty"))),
            View("contracts", N_("Contract seal"), (Condition("seals", "has", "contract"),)),
        ),
    ),
)
