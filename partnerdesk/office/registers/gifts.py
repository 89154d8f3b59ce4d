"""Gifts given and received, with their value and approval."""

from __future__ import annotations

from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, amount, choice, day, link, long_text, number, text
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

DIRECTIONS = (Choice("given", N_("Given")), Choice("received", N_("Received")))
WHEREABOUTS = (
    Choice("handed-in", N_("Handed in to the office")),
    Choice("kept", N_("Kept by the receiver, as approved")),
    Choice("shared", N_("Shared in the department")),
    Choice("returned", N_("Returned")),
)
APPROVAL_FROM = 200_00  # fen: what a gift may be worth before somebody has to approve it; the office's own rule


class Gift(Record):
    """A gift, given or received (礼品)."""

    __tablename__ = "gifts"

    partner_id = link("partners", N_("Partner"), required=True)
    person_id = link("persons", N_("Giver or receiver there"))
    direction = choice(N_("Given or received"), DIRECTIONS, required=True, default="given", index=True)
    changed_hands = day(N_("Day of the gift"), required=True, index=True)
    article = text(N_("Gift"), required=True)
    pieces = number(N_("Pieces"), least=1, most=9999, default=1)
    value = amount(N_("Value"))
    occasion = text(N_("Occasion of the gift"), limit=120)
    ours = text(N_("Our giver or receiver"), required=True, naming=True, limit=80)
    approver = text(N_("Approved by"), naming=True, limit=80)
    approved = day(N_("Approved on"))
    whereabouts = choice(N_("Where it went"), WHEREABOUTS, help=N_("Of a gift received"))
    notes = long_text(N_("Notes"), limit=2000)


def check_gift(draft: Draft, look: Look) -> list[Problem]:
    """What is worth something is approved, and what was received goes somewhere (D2)."""
    problems = []
    if (draft["value"] or 0) >= APPROVAL_FROM and not draft["approver"]:
        problems.append(Problem("approver", N_("A gift of this value needs approval; say who approved.")))
    if draft["approver"] and draft["approved"] is None:
        problems.append(Problem("approved", N_("Say on which day the gift was approved.")))
    if draft["direction"] == "given" and draft["whereabouts"]:
        problems.append(Problem("whereabouts", N_("Only a gift that was received is handed in, kept or returned.")))
    return problems


REGISTERS = (
    Register(
        key="gifts",
        record=Gift,
        name=("article",),
        columns=("changed_hands", "direction", "partner_id", "article", "value", "approver"),
        rows=(
            ("direction", "changed_hands"), ("partner_id", "person_id"), ("article", "pieces"), ("value", "occasion"),
            ("ours", "whereabouts"), ("approver", "approved"), ("notes",),
        ),
        check=check_gift,
        series="LP-{year}-{n:04}",
        series_day="changed_hands",
        order=("-changed_hands", "-number"),
        search=("partner_id", "occasion", "ours", "approver", "notes"),
        ledger=("changed_hands", "direction", "partner_id", "person_id", "article", "pieces", "value", "occasion",
                "ours", "approver", "whereabouts"),
        views=(
            View("given", N_("Given"), (Condition("direction", "is", "given"),)),
            View("received", N_("Received"), (Condition("direction", "is", "received"),)),
        ),
    ),
)
