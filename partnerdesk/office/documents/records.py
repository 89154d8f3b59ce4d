"""Documents that come in and go out, each with its number and where it stands."""

from __future__ import annotations

from sqlalchemy import Index, column

from partnerdesk.office.marks import LEVELS
from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, choice, day, link, links, long_text, number, text
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

URGENCY = (
    Choice("normal", N_("Normal")),
    Choice("urgent", N_("Urgent"), "soon"),
    Choice("very-urgent", N_("Very urgent"), "bad"),
)
MANNERS = (
    Choice("hand", N_("By hand")),
    Choice("mail", N_("By letter post")),
    Choice("courier", N_("By courier")),
    Choice("email", N_("By e-mail")),
    Choice("fax", N_("By fax")),
)
INCOMING_STATES = (
    Choice("registered", N_("Registered"), "soon"),
    Choice("proposed", N_("Proposal made"), "soon"),
    Choice("instructed", N_("Instructed"), "soon"),
    Choice("handling", N_("Being handled"), "soon"),
    Choice("circulating", N_("In circulation"), "soon"),
    Choice("done", N_("Done"), "good"),
)
OUTGOING_STATES = (
    Choice("draft", N_("Draft")),
    Choice("checking", N_("Being checked"), "soon"),
    Choice("countersigning", N_("Being countersigned"), "soon"),
    Choice("signed", N_("Signed off"), "soon"),
    Choice("sealed", N_("Sealed"), "soon"),
    Choice("sent", N_("Sent"), "good"),
    Choice("filed", N_("Filed"), "good"),
)
_NUMBERED = ("signed", "sealed", "sent", "filed")


class IncomingDocument(Record):
    """A document received, who handles it and by when (收文)."""

    __tablename__ = "incoming"

    received = day(N_("Received on"), required=True, index=True)
    sender = text(N_("Sender"), required=True)
    partner_id = link("partners", N_("Partner"))
    their_number = text(N_("Their number"), limit=80)
    title = text(N_("Title of the document"), required=True, limit=300)
    manner = choice(N_("Came"), MANNERS)
    copies = number(N_("Copies"), least=1, most=9999, default=1)
    annexes = text(N_("Annexes"))
    urgency = choice(N_("Urgency"), URGENCY, default="normal")
    level = choice(N_("Level of secrecy"), LEVELS)
    proposal = long_text(N_("Proposal for handling"), limit=2000)
    instruction = long_text(N_("Instruction"), limit=2000)
    handler = text(N_("Handled by"), limit=120)
    due = day(N_("Due on"), index=True)
    state = choice(N_("State of handling"), INCOMING_STATES, required=True, default="registered", index=True)
    result = long_text(N_("Result"), limit=4000)
    done = day(N_("Done on"))
    reply_id = link("outgoing", N_("Replied by"))
    archive_number = text(N_("Archive number"), limit=80)


class OutgoingDocument(Record):
    """A document of our own, from the draft to the file (发文)."""

    __tablename__ = "outgoing"
    __table_args__ = (
        Index("uq_outgoing_document_number", "document_number", unique=True,
              sqlite_where=column("struck_at").is_(None), postgresql_where=column("struck_at").is_(None)),
    )

    title = text(N_("Title of the document"), required=True, limit=300)
    english_title = text(N_("Title in English"), limit=300)
    document_number = text(N_("Document number"), limit=60, help=N_("Given when the document is signed off, for example 华盟秘〔2026〕18号"))  # noqa: E501
    dated = day(N_("Dated"), index=True)
    state = choice(N_("State of the document"), OUTGOING_STATES, required=True, default="draft", index=True)
    recipients = links("partners", N_("Sent to partners"))
    addressees = text(N_("Addressed to"), limit=400)
    copies_to = text(N_("Copies to"), limit=400)
    drafter = text(N_("Drafted by"), naming=True, limit=80)
    signatory = text(N_("Signed off by"), naming=True, limit=80)
    urgency = choice(N_("Urgency"), URGENCY, default="normal")
    level = choice(N_("Level of secrecy"), LEVELS)
    annexes = text(N_("Annexes"))
    copies = number(N_("Copies"), least=1, most=9999, default=1)
    sent = day(N_("Sent on"))
    receipt = text(N_("Receipt"))
    archive_number = text(N_("Archive number"), limit=80)
    notes = long_text(N_("Notes"))


def check_incoming(draft: Draft, look: Look) -> list[Problem]:
    """Nothing is due or done before it came (B4)."""
    problems = []
    for name in ("due", "done"):
        if draft[name] and draft["received"] and draft[name] < draft["received"]:
            problems.append(Problem(name, N_("This day lies before the day on which the document came.")))
    if draft["state"] == "done" and not draft["done"]:
        problems.append(Problem("done", N_("Say on which day the document was done with.")))
    return problems


def check_outgoing(draft: Draft, look: Look) -> list[Problem]:
    """The number is given when the document is signed off, not before (B4, drafting of documents)."""
    problems = []
    if draft["document_number"] and draft["state"] not in _NUMBERED:
        problems.append(Problem("document_number", N_("A document gets its number only when it is signed off.")))
    if draft["state"] in _NUMBERED and not draft["signatory"]:
        problems.append(Problem("signatory", N_("Say who signed the document off.")))
    if draft["state"] in _NUMBERED and not draft["dated"]:
        problems.append(Problem("dated", N_("Enter the date that the document bears.")))
    if draft["dated"] and draft["sent"] and draft["sent"] < draft["dated"]:
        problems.append(Problem("sent", N_("The document was sent before the date that it bears.")))
    return problems


INCOMING = Register(
    key="incoming",
    record=IncomingDocument,
    name=("title",),
    columns=("received", "sender", "title", "handler", "due", "state"),
    rows=(
        ("received", "manner"), ("sender", "partner_id"), ("their_number", "copies"), ("title",), ("annexes",),
        ("urgency", "level"), ("proposal",), ("instruction",), ("handler", "due"), ("state", "done"), ("result",),
        ("reply_id", "archive_number"),
    ),
    check=check_incoming,
    series="SW-{year}-{n:04}",
    series_day="received",
    order=("-received", "-number"),
    search=("sender", "their_number", "annexes", "proposal", "instruction", "handler", "result", "archive_number"),
    ledger=("received", "sender", "their_number", "title", "copies", "level", "handler", "due", "done",
            "archive_number"),
    views=(
        View("open", N_("Not yet done"), (Condition("done", "empty"),)),
        View("overdue", N_("Overdue"), (Condition("done", "empty"), Condition("due", "before", 0))),
    ),
)
OUTGOING = Register(
    key="outgoing",
    record=OutgoingDocument,
    name=("title", "english_title"),
    columns=("document_number", "dated", "title", "addressees", "signatory", "state"),
    rows=(
        ("title",), ("english_title",), ("document_number", "dated"), ("state", "urgency"), ("recipients",),
        ("addressees",), ("copies_to",), ("drafter", "signatory"), ("level", "copies"), ("annexes",),
        ("sent", "receipt"), ("archive_number",), ("notes",),
    ),
    check=check_outgoing,
    series="FW-{year}-{n:04}",
    series_day="dated",
    order=("-dated", "-number"),
    search=("document_number", "addressees", "copies_to", "drafter", "signatory", "annexes", "archive_number",
            "notes"),
    ledger=("dated", "document_number", "title", "annexes", "level", "copies", "addressees", "signatory",
            "sent", "receipt", "archive_number"),
    views=(
        View("unsent", N_("Not yet sent"), (Condition("sent", "empty"),)),
        View("sent", N_("Sent"), (Condition("sent", "filled"),)),
    ),
    unique=(("uq_outgoing_document_number", N_("Another document already has this number.")),),
)
REGISTERS = (INCOMING, OUTGOING)
