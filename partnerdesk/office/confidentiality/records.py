"""Trade secrets, non-disclosure agreements and the numbered copies that are given out."""

from __future__ import annotations

import re

from sqlalchemy import Index, column

from partnerdesk.office.marks import LEVELS, state_secret_problem, term_problem
from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, choice, day, link, long_text, number, several, text
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

FORMS = (
    Choice("written", N_("Written")),
    Choice("oral", N_("Oral")),
    Choice("electronic", N_("Electronic")),
)
NDA_KINDS = (
    Choice("given", N_("One-way, we are bound")),
    Choice("received", N_("One-way, they are bound")),
    Choice("mutual", N_("Mutual")),
    Choice("personal", N_("Personal")),
)
NDA_STATES = (
    Choice("draft", N_("Draft")),
    Choice("in-force", N_("In force"), "good"),
    Choice("after-term", N_("Expired, duty continues"), "soon"),
    Choice("ended", N_("Ended")),
)
DESTRUCTION = (
    Choice("shredded", N_("Shredded")),
    Choice("burnt", N_("Burnt")),
    Choice("pulped", N_("Pulped")),
    Choice("erased", N_("Erased")),
)
_COPY_NUMBER = re.compile(r"\d{1,6}")


class ConfidentialItem(Record):
    """A trade secret with its mark and the circle of people who know it (保密事项)."""

    __tablename__ = "confidential_items"

    title = text(N_("Confidential matter"), required=True)
    owner = text(N_("Owner of the secret"), required=True, limit=16, help=N_("Short name, as in the mark: 华东联盟　核心商密　3年"))  # noqa: E501
    level = choice(N_("Level of secrecy"), LEVELS[::-1], required=True, default="ordinary", index=True)
    term = text(N_("Term of secrecy"), limit=8, help=N_("For example 3年 or 长期"))
    basis = text(N_("Basis of the classification"))
    forms = several(N_("Form"), FORMS)
    decided = day(N_("Classified on"))
    ends = day(N_("Secret until"), index=True)
    partner_id = link("partners", N_("Concerns partner"))
    circle = long_text(N_("Circle of knowledge"), limit=4000, help=N_("Who may know it, by name or by post"))
    custody = text(N_("Kept at"))
    notes = long_text(N_("Notes"))


class Nda(Record):
    """A non-disclosure agreement and what still binds after its term (保密协议)."""

    __tablename__ = "ndas"

    title = text(N_("Subject of secrecy"), required=True)
    kind = choice(N_("Kind of undertaking"), NDA_KINDS, required=True, default="mutual")
    partner_id = link("partners", N_("Partner"))
    person_id = link("persons", N_("Person"))
    agreement_id = link("agreements", N_("Under the agreement"))
    state = choice(N_("State of the undertaking"), NDA_STATES, required=True, default="draft", index=True)
    scope = long_text(N_("What is confidential"), limit=4000)
    circle = long_text(N_("Circle of knowledge"), limit=4000)
    signed = day(N_("Signed on"))
    expiry = day(N_("Expires on"), index=True)
    continuing = text(N_("Duty after the term"), limit=400)
    continuing_until = day(N_("Duty ends on"))
    liability = text(N_("Liability"), limit=400)
    custody = text(N_("Kept at"))
    notes = long_text(N_("Notes"))


class NumberedCopy(Record):
    """One numbered copy of a confidential paper or of a meeting's packet (编号材料)."""

    __tablename__ = "numbered_copies"
    __table_args__ = (
        Index("uq_numbered_copies_copy", "title", "copy_number", unique=True,
              sqlite_where=column("struck_at").is_(None), postgresql_where=column("struck_at").is_(None)),
    )

    title = text(N_("Material"), required=True)
    copy_number = text(N_("Copy number"), required=True, limit=6, help=N_("Six digits; 7 becomes 000007"))
    item_id = link("confidential_items", N_("Confidential matter"))
    meeting_id = link("meetings", N_("Packet of the meeting"))
    level = choice(N_("Level of secrecy"), LEVELS[::-1])
    pages = number(N_("Pages"), least=1, most=100_000)
    unit_id = link("partners", N_("Taken by the unit"))
    taker_id = link("persons", N_("Taken by"))
    taken = day(N_("Taken on"))
    due = day(N_("Due back on"), index=True)
    returned = day(N_("Returned on"))
    received_by = text(N_("Taken back by"), naming=True, limit=80)
    destroyed = day(N_("Destroyed on"))
    manner = choice(N_("Manner of destruction"), DESTRUCTION)
    witnesses = text(N_("Witnesses of destruction"), limit=120, help=N_("Two names, separated by 、 or a comma"))
    notes = long_text(N_("Damage and remarks"), limit=2000)


def check_item(draft: Draft, look: Look) -> list[Problem]:
    """Only trade secrets are kept here, marked by owner, level and term (B10, C12)."""
    problems = [state_secret_problem(name, draft[name]) for name in ("owner", "term")]
    if problems[1] is None:
        problems.append(term_problem("term", draft["term"]))
    if draft["title"] and ("★" in draft["title"] or "☆" in draft["title"]):
        problems.append(state_secret_problem("title", draft["title"]))
    if draft["level"] in ("core", "ordinary") and not draft["term"]:
        problems.append(Problem("term", N_("A mark has three parts: owner, level and term. Enter the term.")))
    if draft["decided"] and draft["ends"] and draft["ends"] < draft["decided"]:
        problems.append(Problem("ends", N_("The secrecy ends before it begins.")))
    return [problem for problem in problems if problem is not None]


def check_nda(draft: Draft, look: Look) -> list[Problem]:
    """Somebody is bound, and the duty that continues ends after the term (B10)."""
    problems = []
    if draft["kind"] == "personal" and draft["person_id"] is None:
        problems.append(Problem("person_id", N_("Name the person who is bound.")))
    if draft["kind"] != "personal" and draft["partner_id"] is None:
        problems.append(Problem("partner_id", N_("Name the partner with whom it was made.")))
    if draft["signed"] and draft["expiry"] and draft["expiry"] < draft["signed"]:
        problems.append(Problem("expiry", N_("The agreement expires before it was signed.")))
    if draft["expiry"] and draft["continuing_until"] and draft["continuing_until"] < draft["expiry"]:
        problems.append(Problem("continuing_until", N_("A duty that continues after the term cannot end before it.")))
    if draft["state"] in ("in-force", "after-term") and not draft["signed"]:
        problems.append(Problem("signed", N_("Say on which day the agreement was signed.")))
    return problems


def check_copy(draft: Draft, look: Look) -> list[Problem]:
    """Six digits; out before back; destroyed before two witnesses (B10; GB/T 9704 §7.2.1)."""
    problems = []
    number_typed = (draft["copy_number"] or "").strip()
    if _COPY_NUMBER.fullmatch(number_typed) and number_typed.isascii():
        draft["copy_number"] = number_typed.zfill(6)
    else:
        problems.append(Problem("copy_number", N_("A copy number has six digits, for example 000007.")))
    if draft["title"] and ("★" in draft["title"] or "☆" in draft["title"]):
        problem = state_secret_problem("title", draft["title"])
        problems += [problem] if problem is not None else []
    taken = draft["taken"]
    for name in ("due", "returned", "destroyed"):
        if taken and draft[name] and draft[name] < taken:
            problems.append(Problem(name, N_("This day lies before the day on which the copy was taken.")))
    if draft["destroyed"]:
        names = [name for name in re.split(r"[、，,;；\s]+", draft["witnesses"] or "") if name]
        if len(set(names)) < 2:
            problems.append(Problem("witnesses", N_("Destruction needs two witnesses; enter both names.")))
        if not draft["manner"]:
            problems.append(Problem("manner", N_("Say how the copy was destroyed.")))
    return problems


ITEMS = Register(
    key="confidential_items",
    record=ConfidentialItem,
    name=("title",),
    columns=("title", "owner", "level", "term", "ends"),
    rows=(
        ("title",), ("owner", "level"), ("term", "basis"), ("forms",), ("decided", "ends"), ("partner_id", "custody"),
        ("circle",), ("notes",),
    ),
    check=check_item,
    series="SM-{year}-{n:03}",
    series_day="decided",
    order=("ends", "number"),
    search=("owner", "basis", "circle", "custody", "notes"),
    ledger=("title", "owner", "level", "term", "basis", "decided", "ends", "circle", "custody"),
    views=(
        View("core", N_("Core trade secrets"), (Condition("level", "is", "core"),)),
        View("ending", N_("Ending in 180 days"), (Condition("ends", "within", 180),)),
    ),
)
NDAS = Register(
    key="ndas",
    record=Nda,
    name=("title",),
    columns=("title", "kind", "partner_id", "person_id", "expiry", "signed", "state"),
    rows=(
        ("title",), ("kind", "state"), ("partner_id", "person_id"), ("agreement_id",), ("scope",), ("circle",),
        ("signed", "expiry"), ("continuing", "continuing_until"), ("liability",), ("custody",), ("notes",),
    ),
    check=check_nda,
    series="BM-{year}-{n:03}",
    series_day="signed",
    order=("expiry", "number"),
    search=("scope", "circle", "continuing", "liability", "custody", "notes"),
    ledger=("title", "kind", "partner_id", "person_id", "scope", "circle", "signed", "expiry", "continuing",
            "custody"),
    views=(
        View("in-force", N_("In force"), (Condition("state", "is", "in-force"),)),
        View("expiring", N_("Expiring in 90 days"), (Condition("expiry", "within", 90),)),
    ),
)
COPIES = Register(
    key="numbered_copies",
    record=NumberedCopy,
    name=("title",),
    columns=("copy_number", "title", "unit_id", "taker_id", "due", "taken", "returned", "destroyed"),
    rows=(
        ("title", "copy_number"), ("item_id", "meeting_id"), ("level", "pages"), ("unit_id", "taker_id"),
        ("taken", "due"), ("returned", "received_by"), ("destroyed", "manner"), ("witnesses",), ("notes",),
    ),
    check=check_copy,
    order=("title", "copy_number"),
    search=("copy_number", "received_by", "witnesses", "notes"),
    ledger=("title", "copy_number", "level", "pages", "unit_id", "taker_id", "taken", "due", "returned",
            "received_by", "destroyed", "witnesses"),
    views=(
        View("out", N_("Out"), (Condition("returned", "empty"), Condition("destroyed", "empty"))),
        View("overdue", N_("Overdue"), (
            Condition("returned", "empty"), Condition("destroyed", "empty"), Condition("due", "before", 0))),
    ),
    unique=(("uq_numbered_copies_copy", N_("This material already has a copy with that number.")),),
)
REGISTERS = (ITEMS, NDAS, COPIES)
