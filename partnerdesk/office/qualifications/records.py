"""The documents that qualify a partner, and the look-ups of lawsuits and penalties."""

from __future__ import annotations

from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, choice, day, file, link, long_text, text, yes_no
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

DOCUMENTS = (
    Choice("licence", N_("Business licence")),
    Choice("association", N_("Registration of an association or institution")),
    Choice("foreign", N_("Registration abroad")),
    Choice("industry", N_("Industry certificate or permit")),
    Choice("quality", N_("Certificate of quality management")),
    Choice("credit", N_("Credit report")),
    Choice("accounts", N_("Audited accounts")),
    Choice("authorization", N_("Authorization to distribute")),
    Choice("bank", N_("Bank account permit")),
    Choice("charter", N_("Articles or charter")),
    Choice("insurance", N_("Insurance")),
    Choice("tax", N_("Tax registration (replaced)")),
    Choice("organization", N_("Organization code (replaced)")),
    Choice("other", N_("Other document")),
)
REPLACED = ("tax", "organization")  # by the unified social credit code since 2015 (B1)
PLACES = (
    Choice("judgments", N_("China Judgments Online")),
    Choice("enforcement", N_("Persons subject to enforcement")),
    Choice("credit", N_("Enterprise credit publicity system")),
    Choice("creditchina", N_("Credit China")),
    Choice("tax", N_("Major tax violations")),
    Choice("procurement", N_("Procurement violations")),
    Choice("media", N_("Press and media")),
    Choice("other", N_("Elsewhere")),
)
OUTCOMES = (
    Choice("nothing", N_("Nothing found"), "good"),
    Choice("minor", N_("Something minor"), "soon"),
    Choice("serious", N_("Something serious"), "bad"),
)


class Qualification(Record):
    """A document that qualifies a partner, with its validity and scan (资质证照)."""

    __tablename__ = "qualifications"

    partner_id = link("partners", N_("Partner"), required=True)
    kind = choice(N_("Kind of document"), DOCUMENTS, required=True, default="licence")
    title = text(N_("Title of the document"), limit=200)
    document_number = text(N_("Number of the document"), limit=80)
    issuer = text(N_("Issued by"))
    valid_from = day(N_("Valid from"))
    valid_until = day(N_("Valid until"), index=True)
    permanent = yes_no(N_("Without an end"))
    original_seen = day(N_("Original seen on"))
    scan = file(N_("Scan"))
    replaced_by_id = link("qualifications", N_("Renewed by"))
    notes = long_text(N_("Notes"), limit=2000)


class Lookup(Record):
    """A look-up of lawsuits, penalties and credit on a day, with what was on the screen (查询)."""

    __tablename__ = "lookups"

    partner_id = link("partners", N_("Partner"), required=True)
    place = choice(N_("Looked up at"), PLACES, required=True, default="judgments")
    looked_up = day(N_("Day of the look-up"), required=True, index=True)
    outcome = choice(N_("Outcome of the look-up"), OUTCOMES, required=True, default="nothing")
    findings = long_text(N_("What was found"), limit=4000)
    screenshot = file(N_("Screenshot"))
    by = text(N_("Looked up by"), naming=True, limit=80)


def check_qualification(draft: Draft, look: Look) -> list[Problem]:
    """A document has an end after its beginning, or none at all (B1)."""
    if draft["permanent"] and draft["valid_until"]:
        return [Problem("valid_until", N_("The document is marked as without an end; take the day or the mark away."))]
    if draft["valid_from"] and draft["valid_until"] and draft["valid_until"] < draft["valid_from"]:
        return [Problem("valid_until", N_("The document ends before it begins."))]
    if draft.id is not None and draft["replaced_by_id"] == draft.id:
        return [Problem("replaced_by_id", N_("A document cannot renew itself."))]
    return []


def check_lookup(draft: Draft, look: Look) -> list[Problem]:
    """What was found is said (B1)."""
    if draft["outcome"] in ("minor", "serious") and not draft["findings"]:
        return [Problem("findings", N_("Say what was found."))]
    return []


REGISTERS = (
    Register(
        key="qualifications",
        record=Qualification,
        name=("title", "document_number", "partner_id"),
        columns=("partner_id", "kind", "title", "document_number", "valid_until", "permanent"),
        rows=(
            ("partner_id", "kind"), ("title",), ("document_number", "issuer"), ("valid_from", "valid_until"),
            ("permanent", "original_seen"), ("scan",), ("replaced_by_id",), ("notes",),
        ),
        check=check_qualification,
        order=("partner_id", "kind", "-valid_until"),
        search=("document_number", "issuer", "notes"),
        ledger=("partner_id", "kind", "title", "document_number", "issuer", "valid_from", "valid_until",
                "permanent", "original_seen"),
        views=(
            View("expiring", N_("Expiring in 90 days"), (
                Condition("replaced_by_id", "empty"), Condition("valid_until", "within", 90),)),
            View("expired", N_("Expired"), (
                Condition("replaced_by_id", "empty"), Condition("valid_until", "before", 0))),
        ),
        part_of="partner_id",
    ),
    Register(
        key="lookups",
        record=Lookup,
        name=("partner_id",),
        columns=("partner_id", "place", "looked_up", "outcome", "findings", "by"),
        rows=(("partner_id", "place"), ("looked_up", "outcome"), ("findings",), ("screenshot",), ("by",)),
        check=check_lookup,
        order=("-looked_up", "-id"),
        search=("findings", "by"),
        views=(View("found", N_("Something found"), (Condition("outcome", "is not", "nothing"),)),),
        part_of="partner_id",
    ),
)
