"""Alliances, who belongs to them, their bodies, and who sits on these."""

from __future__ import annotations

from sqlalchemy import select

from partnerdesk.office.cadences import CADENCES
from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, choice, day, link, long_text, number, text, yes_no
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

BODY_KINDS = (
    Choice("assembly", N_("General assembly")),
    Choice("council", N_("Council")),
    Choice("standing", N_("Standing council")),
    Choice("supervisory", N_("Supervisory board")),
    Choice("committee", N_("Management committee")),
    Choice("secretariat", N_("Secretariat")),
    Choice("expert", N_("Expert committee")),
    Choice("group", N_("Working group")),
)
SEAT_ROLES = (
    Choice("chair", N_("Chair")),
    Choice("rotating", N_("Rotating chair")),
    Choice("deputy", N_("Deputy chair")),
    Choice("secretary-general", N_("Secretary-general")),
    Choice("deputy-secretary-general", N_("Deputy secretary-general")),
    Choice("member", N_("Member of the body")),
    Choice("honorary", N_("Honorary")),
)
MARK_LIMIT = 13  # signs of a minutes mark that never shrinks to the size of a title


class Alliance(Record):
    """An alliance of partners with its charter (联盟)."""

    __tablename__ = "alliances"

    name = text(N_("Alliance"), required=True, naming=True)
    english_name = text(N_("Alliance in English"), naming=True)
    short_name = text(N_("Short name"), naming=True, limit=16, help=N_("As it stands in secrecy marks and document numbers"))  # noqa: E501
    founded = day(N_("Founded on"))
    dissolved = day(N_("Dissolved on"))
    charter = text(N_("Charter"), help=N_("Title and version"))
    charter_adopted = day(N_("Charter adopted on"))
    purpose = long_text(N_("Purpose"))
    address = text(N_("Seat of the secretariat"))
    website = text(N_("Website"), limit=300)
    notes = long_text(N_("Notes"))


class Membership(Record):
    """A partner's belonging to an alliance, at one level and from one day to another (成员)."""

    __tablename__ = "memberships"

    alliance_id = link("alliances", N_("Alliance"), required=True)
    partner_id = link("partners", N_("Member"), required=True)
    level = text(N_("Level"), limit=60, help=N_("For example 副理事长单位"))
    founding = yes_no(N_("Founding member"))
    joined = day(N_("Joined on"))
    left = day(N_("Left on"))
    decision = text(N_("Decision of admission"), help=N_("Which meeting or paper admitted the member, with its number"))
    reason = text(N_("Reason for leaving"))
    notes = long_text(N_("Notes"))


class Body(Record):
    """A council, committee or group of an alliance in one term of office (机构)."""

    __tablename__ = "bodies"

    alliance_id = link("alliances", N_("Alliance"), required=True)
    name = text(N_("Body"), required=True, naming=True, help=N_("With its term, for example 第二届理事会"))
    english_name = text(N_("Body in English"), naming=True)
    kind = choice(N_("Kind of body"), BODY_KINDS, required=True, default="council")
    parent_id = link("bodies", N_("Belongs to"))
    term_begins = day(N_("Term begins"))
    term_ends = day(N_("Term ends"))
    places = number(N_("Number of seats"), least=1, most=9999)
    quorum = number(N_("Quorum"), least=1, most=9999, help=N_("How many votes must be present"))
    quorum_rule = text(N_("Rule of the quorum"), help=N_("As the charter puts it, with its article"))
    cadence = choice(N_("Meets"), CADENCES, help=N_("How often it has to meet; asked of every body by “Communication and coordination”"))  # noqa: E501
    minutes_mark = text(N_("Mark of its minutes"), limit=MARK_LIMIT, help=N_("The red line above the minutes, at most 13 signs, for example 理事会会议纪要"))  # noqa: E501
    powers = long_text(N_("Powers"))


class Seat(Record):
    """A seat on a body: the member unit and the person who sits there, from one day to another (理事、委员、监事)."""

    __tablename__ = "seats"

    body_id = link("bodies", N_("Body"), required=True)
    person_id = link("persons", N_("Person"), required=True)
    partner_id = link("partners", N_("Member unit"))
    role = choice(N_("Office held"), SEAT_ROLES, required=True, default="member")
    voting = yes_no(N_("Votes"), default=True)
    rank = number(N_("Order on lists"), least=1, most=9999, help=N_("Small numbers come first"))
    since = day(N_("From"))
    until = day(N_("To"))


def check_alliance(draft: Draft, look: Look) -> list[Problem]:
    """An alliance is dissolved no earlier than founded (A8)."""
    if draft["founded"] and draft["dissolved"] and draft["dissolved"] < draft["founded"]:
        return [Problem("dissolved", N_("An alliance cannot be dissolved before it was founded."))]
    return []


def check_membership(draft: Draft, look: Look) -> list[Problem]:
    """A member leaves no earlier than it joins, and belongs to an alliance once at a time (A5)."""
    if draft["joined"] and draft["left"] and draft["left"] < draft["joined"]:
        return [Problem("left", N_("The day of leaving lies before the day of joining."))]
    others = look.rows(
        select(Membership.joined, Membership.left).where(
            Membership.alliance_id == draft["alliance_id"], Membership.partner_id == draft["partner_id"],
            Membership.id != (draft.id or 0), Membership.struck_at.is_(None)))
    if any(_overlap(draft, joined, left) for joined, left in others):
        return [Problem("partner_id", N_("This partner already belongs to the alliance in these days."))]
    return []


def _overlap(draft: Draft, joined: object, left: object) -> bool:
    ends_before = draft["left"] is not None and joined is not None and draft["left"] < joined
    begins_after = left is not None and draft["joined"] is not None and draft["joined"] > left
    return not ends_before and not begins_after


def check_body(draft: Draft, look: Look) -> list[Problem]:
    """A term ends no earlier than it begins; a quorum is not larger than the body (A6, B4)."""
    problems = []
    if draft["term_begins"] and draft["term_ends"] and draft["term_ends"] < draft["term_begins"]:
        problems.append(Problem("term_ends", N_("The term ends before it begins.")))
    if draft["quorum"] and draft["places"] and draft["quorum"] > draft["places"]:
        problems.append(Problem("quorum", N_("The quorum is larger than the number of seats.")))
    if draft.id is not None and draft["parent_id"] == draft.id:
        problems.append(Problem("parent_id", N_("A body cannot belong to itself.")))
    return problems


def check_seat(draft: Draft, look: Look) -> list[Problem]:
    """A seat is vacated no earlier than it is taken, and a person sits on a body once at a time (A6, B4)."""
    if draft["since"] and draft["until"] and draft["until"] < draft["since"]:
        return [Problem("until", N_("The last day lies before the first."))]
    others = look.rows(
        select(Seat.since, Seat.until).where(
            Seat.body_id == draft["body_id"], Seat.person_id == draft["person_id"], Seat.id != (draft.id or 0),
            Seat.struck_at.is_(None)))
    for since, until in others:
        ends_before = draft["until"] is not None and since is not None and draft["until"] < since
        begins_after = until is not None and draft["since"] is not None and draft["since"] > until
        if not ends_before and not begins_after:
            return [Problem("person_id", N_("This person already sits on the body in these days."))]
    return []


ALLIANCES = Register(
    key="alliances",
    record=Alliance,
    name=("name", "english_name"),
    columns=("name", "short_name", "founded", "charter", "charter_adopted"),
    rows=(
        ("name", "english_name"), ("short_name", "website"), ("founded", "dissolved"),
        ("charter", "charter_adopted"), ("purpose",), ("address",), ("notes",),
    ),
    check=check_alliance,
    order=("founded", "name"),
    search=("short_name", "charter", "purpose", "address", "notes"),
)
MEMBERSHIPS = Register(
    key="memberships",
    record=Membership,
    name=("partner_id",),
    columns=("partner_id", "alliance_id", "level", "founding", "joined", "left"),
    rows=(
        ("alliance_id", "partner_id"), ("level", "founding"), ("joined", "left"), ("decision",), ("reason",),
        ("notes",),
    ),
    check=check_membership,
    series="CY-{n:04}",
    order=("joined", "id"),
    search=("level", "decision", "notes"),
    ledger=("partner_id", "alliance_id", "level", "founding", "joined", "decision", "left", "reason"),
    views=(
        View("present", N_("Present members"), (Condition("left", "empty"),)),
        View("founding", N_("Founding members"), (Condition("founding", "is", True),)),
        View("gone", N_("Have left"), (Condition("left", "filled"),)),
    ),
)
BODIES = Register(
    key="bodies",
    record=Body,
    name=("name", "english_name"),
    columns=("name", "alliance_id", "kind", "term_begins", "term_ends", "places", "cadence"),
    rows=(
        ("alliance_id", "kind"), ("name", "english_name"), ("parent_id", "cadence"), ("term_begins", "term_ends"),
        ("places", "quorum"), ("quorum_rule",), ("minutes_mark",), ("powers",),
    ),
    check=check_body,
    order=("alliance_id", "-term_begins", "name"),
    search=("quorum_rule", "powers"),
    views=(View("ending", N_("Terms ending in 180 days"), (Condition("term_ends", "within", 180),)),),
)
SEATS = Register(
    key="seats",
    record=Seat,
    name=("person_id",),
    columns=("person_id", "partner_id", "body_id", "role", "since", "until"),
    rows=(("body_id", "role"), ("person_id", "partner_id"), ("voting", "rank"), ("since", "until")),
    check=check_seat,
    order=("body_id", "rank", "id"),
    ledger=("body_id", "role", "person_id", "partner_id", "voting", "since", "until"),
    views=(
        View("present", N_("Sitting now"), (Condition("until", "empty"),)),
        View("ending", N_("Ending in 180 days"), (Condition("until", "within", 180),)),
    ),
)
REGISTERS = (ALLIANCES, MEMBERSHIPS, BODIES, SEATS)
