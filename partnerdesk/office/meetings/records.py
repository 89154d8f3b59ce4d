"""Meetings: what is called, who comes, what is on the agenda, what was resolved and what follows from it."""

from __future__ import annotations

from sqlalchemy import Index, column, select

from partnerdesk.office.cadences import CADENCES
from partnerdesk.office.marks import LEVELS, state_secret_problem, term_problem
from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import (
    Choice,
    appointment,
    choice,
    day,
    link,
    links,
    long_text,
    number,
    text,
)
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

STATES = (
    Choice("planned", N_("Planned")),
    Choice("called", N_("Called")),
    Choice("held", N_("Held"), "soon"),
    Choice("draft", N_("Minutes in draft"), "soon"),
    Choice("issued", N_("Minutes issued"), "good"),
    Choice("postponed", N_("Postponed"), "soon"),
    Choice("cancelled", N_("Called off")),
)
TREATMENTS = (
    Choice("decide", N_("For decision")),
    Choice("discuss", N_("For discussion")),
    Choice("note", N_("For information")),
)
OUTCOMES = (
    Choice("adopted", N_("Adopted"), "good"),
    Choice("noted", N_("Noted"), "good"),
    Choice("deferred", N_("Deferred"), "soon"),
    Choice("rejected", N_("Not adopted"), "bad"),
    Choice("withdrawn", N_("Withdrawn")),
)
CAPACITIES = (
    Choice("member", N_("With a vote")),
    Choice("in-attendance", N_("In attendance, without a vote")),
    Choice("guest", N_("Guest")),
    Choice("staff", N_("Meeting staff")),
)
REPLIES = (
    Choice("coming", N_("Will come"), "good"),
    Choice("not-coming", N_("Will not come"), "soon"),
    Choice("proxy", N_("Will give a proxy")),
    Choice("deputy", N_("Will send a deputy")),
)
# In the order of the digits by which attendance is entered.
STATUSES = (
    Choice("present", N_("Present"), "good"),
    Choice("late", N_("Late"), "good"),
    Choice("left-early", N_("Left early"), "good"),
    Choice("on-leave", N_("On leave"), "soon"),
    Choice("absent", N_("Absent"), "bad"),
    Choice("by-proxy", N_("By proxy"), "good"),
    Choice("deputy", N_("Deputy without a vote")),
    Choice("in-attendance", N_("In attendance")),
)
IN_PERSON = frozenset({"present", "late", "left-early"})
RESOLUTION_STATES = (
    Choice("in-force", N_("In force"), "good"),
    Choice("carried-out", N_("Carried out"), "good"),
    Choice("superseded", N_("Superseded")),
    Choice("revoked", N_("Revoked"), "bad"),
)
VOTING = (
    Choice("hands", N_("By show of hands")),
    Choice("ballot", N_("By secret ballot")),
    Choice("open", N_("By open ballot")),
    Choice("post", N_("By post")),
    Choice("circulation", N_("By circulation")),
)
FOLLOW_UP_STATES = (
    Choice("open", N_("In hand"), "soon"),
    Choice("extended", N_("Extended"), "soon"),
    Choice("postponed", N_("Put off")),
    Choice("suspended", N_("Halted")),
    Choice("reported", N_("Reported done"), "good"),
    Choice("closed", N_("Struck off"), "good"),
)


class MeetingCategory(Record):
    """A kind of meeting that the office calls (会议类别)."""

    __tablename__ = "meeting_categories"

    name = text(N_("Category"), required=True, naming=True, limit=80)
    english_name = text(N_("Category in English"), naming=True, limit=120)
    body_id = link("bodies", N_("Body"))
    cadence = choice(N_("Meets"), CADENCES)
    notice_days = number(N_("Days of notice"), most=365, help=N_("Between the notice and the meeting"))
    standing_items = long_text(N_("Standing items"), help=N_("One a line; put on the agenda of each meeting of the category"))  # noqa: E501


class Meeting(Record):
    """A meeting from its calling to its issued minutes (会议)."""

    __tablename__ = "meetings"

    name = text(N_("Meeting"), required=True, naming=True, help=N_("With its session: 第二届理事会第三次会议"))
    english_name = text(N_("Meeting in English"), naming=True)
    short_name = text(N_("Short name of the meeting"), naming=True, limit=40, help=N_("For lists: 二届三次"))
    category_id = link("meeting_categories", N_("Category"))
    body_id = link("bodies", N_("Body"))
    state = choice(N_("State of the meeting"), STATES, required=True, default="planned", index=True)
    starts = appointment(N_("Begins"), index=True)
    ends = appointment(N_("Ends"))
    place = text(N_("Place"))
    english_place = text(N_("Place in English"))
    online = text(N_("Online at"), limit=300, help=N_("Number or address of the online meeting"))
    chair_id = link("persons", N_("Chaired by"))
    note_taker_id = link("persons", N_("Note-taker"))
    contact_id = link("persons", N_("Contact person"))
    level = choice(N_("Level of secrecy"), LEVELS)
    secrecy_term = text(N_("Term of secrecy"), limit=8, help=N_("For example 3年 or 长期"))
    notice_number = text(N_("Number of the notice"), limit=60, help=N_("For example 华盟理〔2026〕12号"))
    notice_day = day(N_("Notice sent on"))
    addressees = text(N_("Addressed to"), limit=400, help=N_("As on the notice, for example 各理事单位"))
    english_addressees = text(N_("Addressed to, in English"), limit=400)
    papers_due = day(N_("Papers due on"))
    requirements = long_text(N_("Requirements"), limit=2000, help=N_("Dress, secrecy, what to bring: one a line"))
    english_requirements = long_text(N_("Requirements in English"), limit=2000)
    minutes_number = number(N_("Issue of the minutes"), least=1, most=9999)
    issued = day(N_("Minutes issued on"))
    distribution = text(N_("Distribution"), limit=400)
    english_distribution = text(N_("Distribution in English"), limit=400)
    minutes = long_text(N_("Minutes, general part"), limit=200_000, rich=True)
    english_minutes = long_text(N_("Minutes in English, general part"), limit=200_000, rich=True)
    notes = long_text(N_("Notes"))


class AgendaItem(Record):
    """An item of a meeting's agenda, with what was said and decided on it (议题)."""

    __tablename__ = "agenda_items"

    meeting_id = link("meetings", N_("Meeting"), required=True)
    position = number(N_("Order"), required=True, least=1, most=999)
    title = text(N_("Item"), required=True)
    english_title = text(N_("Item in English"), limit=300)
    presenter_id = link("persons", N_("Presented by"))
    unit_id = link("partners", N_("Presenting unit"))
    attending = links("partners", N_("Units in attendance"))
    allotted = number(N_("Minutes allotted"), most=1440)
    treatment = choice(N_("Treatment"), TREATMENTS, default="discuss")
    draft_resolution = long_text(N_("Draft resolution"), limit=4000)
    english_draft_resolution = long_text(N_("Draft resolution in English"), limit=4000)
    outcome = choice(N_("Outcome"), OUTCOMES)
    minutes = long_text(N_("Discussion"), limit=100_000, rich=True)
    english_minutes = long_text(N_("Discussion in English"), limit=100_000, rich=True)


class Attendance(Record):
    """A person invited to a meeting, what they answered, and whether they came (参会)."""

    __tablename__ = "attendances"
    __table_args__ = (
        Index("uq_attendances_person", "meeting_id", "person_id", unique=True,
              sqlite_where=column("struck_at").is_(None), postgresql_where=column("struck_at").is_(None)),
    )

    meeting_id = link("meetings", N_("Meeting"), required=True)
    person_id = link("persons", N_("Person"), required=True)
    unit_id = link("partners", N_("Unit"))
    duty = text(N_("Post held"), limit=120, help=N_("As the list of participants shows it"))
    english_duty = text(N_("Post held, in English"), limit=160)
    capacity = choice(N_("Capacity"), CAPACITIES, required=True, default="member")
    position = number(N_("Order on lists"), least=1, most=9999)
    reply = choice(N_("Reply"), REPLIES)
    status = choice(N_("Attendance"), STATUSES)
    stand_in_id = link("persons", N_("Proxy holder or deputy"))
    note = text(N_("Note"), limit=200, help=N_("The reason of leave, or when somebody came late or left"))


class Resolution(Record):
    """What a body resolved, in its exact wording (决议)."""

    __tablename__ = "resolutions"

    document_number = text(N_("Document number"), limit=60, help=N_("For example 华盟理决〔2026〕18号"))
    meeting_id = link("meetings", N_("Meeting"), required=True)
    item_id = link("agenda_items", N_("Item"))
    title = text(N_("Subject"), required=True)
    english_title = text(N_("Subject in English"), limit=300)
    wording = long_text(N_("Wording"), required=True, limit=8000)
    english_wording = long_text(N_("Wording in English"), limit=8000)
    voting = choice(N_("Vote taken"), VOTING)
    votes_for = number(N_("For"), most=9999)
    votes_against = number(N_("Against"), most=9999)
    abstained = number(N_("Abstained"), most=9999)
    recused = number(N_("Recused"), most=9999)
    recused_names = text(N_("Who recused themselves"))
    effective = day(N_("Effective from"))
    state = choice(N_("State of the resolution"), RESOLUTION_STATES, required=True, default="in-force", index=True)
    superseded_by_id = link("resolutions", N_("Superseded by"))


class FollowUp(Record):
    """What somebody has to do by a day because a meeting decided so (督办事项)."""

    __tablename__ = "follow_ups"

    task = text(N_("Task"), required=True, limit=400)
    english_task = text(N_("Task in English"), limit=600)
    meeting_id = link("meetings", N_("Arose at"))
    contact_id = link("contacts", N_("Promised in"))
    resolution_id = link("resolutions", N_("Resolution"))
    lead_unit_id = link("partners", N_("Lead unit"))
    supporting = links("partners", N_("Supporting units"))
    responsible_id = link("persons", N_("Person responsible"))
    due = day(N_("Due on"), required=True, index=True)
    state = choice(N_("State of the task"), FOLLOW_UP_STATES, required=True, default="open", index=True)
    result = long_text(N_("Result"), limit=4000)
    closed = day(N_("Struck off on"))


def check_meeting(draft: Draft, look: Look) -> list[Problem]:
    """Times and days follow one another; issued minutes have their day; a mark has its term (B4, B10)."""
    problems = []
    mark = state_secret_problem("secrecy_term", draft["secrecy_term"]) or term_problem(
        "secrecy_term", draft["secrecy_term"])
    if mark is not None:
        problems.append(mark)
    elif draft["level"] in ("ordinary", "core") and not draft["secrecy_term"]:
        problems.append(Problem("secrecy_term", N_("A mark has three parts: owner, level and term. Enter the term.")))
    if draft["starts"] and draft["ends"] and draft["ends"] < draft["starts"]:
        problems.append(Problem("ends", N_("The meeting ends before it begins.")))
    if draft["starts"] and draft["notice_day"] and draft["notice_day"] > draft["starts"].date():
        problems.append(Problem("notice_day", N_("The notice goes out before the meeting, not after it.")))
    if draft["starts"] and draft["issued"] and draft["issued"] < draft["starts"].date():
        problems.append(Problem("issued", N_("The minutes are issued after the meeting, not before it.")))
    if draft["state"] in ("called", "held", "draft", "issued") and not draft["starts"]:
        problems.append(Problem("starts", N_("Say when the meeting begins before it is called.")))
    if draft["state"] == "issued" and not draft["issued"]:
        problems.append(Problem("issued", N_("Say on which day the minutes were issued.")))
    return problems


def check_item(draft: Draft, look: Look) -> list[Problem]:
    """An item for decision is the only one that can be adopted or rejected (B4)."""
    if draft["outcome"] in ("adopted", "rejected") and draft["treatment"] == "note":
        return [Problem("outcome", N_("An item for information is noted; it is neither adopted nor rejected."))]
    return []


def check_attendance(draft: Draft, look: Look) -> list[Problem]:
    """Proxies go to somebody who votes here in person; nobody stands in for themselves (B4)."""
    if draft["stand_in_id"] is None:
        return []
    if draft["stand_in_id"] == draft["person_id"]:
        return [Problem("stand_in_id", N_("Nobody can stand in for themselves."))]
    if draft["status"] == "by-proxy":
        holder = look.rows(select(Attendance.capacity, Attendance.status).where(
            Attendance.meeting_id == draft["meeting_id"], Attendance.person_id == draft["stand_in_id"],
            Attendance.struck_at.is_(None)))
        if any(capacity == "member" and status == "by-proxy" for capacity, status in holder):
            return [Problem("stand_in_id", N_("This person is not there in person and cannot hold a proxy."))]
    return []


def check_resolution(draft: Draft, look: Look) -> list[Problem]:
    """A superseded resolution names what took its place (B4)."""
    problems = []
    if draft["superseded_by_id"] is not None and draft["state"] != "superseded":
        problems.append(Problem("state", N_("A resolution that another one replaces is superseded.")))
    if draft.id is not None and draft["superseded_by_id"] == draft.id:
        problems.append(Problem("superseded_by_id", N_("A resolution cannot supersede itself.")))
    if draft["recused_names"] and not draft["recused"]:
        problems.append(Problem("recused", N_("Enter how many recused themselves.")))
    return problems


def check_follow_up(draft: Draft, look: Look) -> list[Problem]:
    """What is struck off has a day and a result (B4)."""
    problems = []
    if draft["state"] == "closed" and not draft["closed"]:
        problems.append(Problem("closed", N_("Say on which day the item was struck off.")))
    if draft["state"] in ("reported", "closed") and not draft["result"]:
        problems.append(Problem("result", N_("Say what was done before the item is reported or struck off.")))
    return problems


CATEGORIES = Register(
    key="meeting_categories",
    record=MeetingCategory,
    name=("name", "english_name"),
    columns=("name", "english_name", "body_id", "cadence", "notice_days"),
    rows=(("name", "english_name"), ("body_id", "cadence"), ("notice_days",), ("standing_items",)),
    order=("name",),
    search=("standing_items",),
)
MEETINGS = Register(
    key="meetings",
    record=Meeting,
    name=("name", "english_name"),
    columns=("name", "starts", "place", "chair_id", "state"),
    rows=(
        ("name", "english_name"), ("short_name", "category_id"), ("body_id", "state"), ("starts", "ends"),
        ("place", "english_place"), ("online",), ("chair_id", "note_taker_id"), ("contact_id", "papers_due"),
        ("level", "secrecy_term"), ("notice_number", "notice_day"), ("addressees", "english_addressees"),
        ("requirements",), ("english_requirements",), ("minutes_number", "issued"),
        ("distribution", "english_distribution"), ("minutes",), ("english_minutes",), ("notes",),
    ),
    check=check_meeting,
    series="HY-{year}-{n:03}",
    series_day="starts",
    order=("-starts",),
    search=("short_name", "place", "notice_number", "minutes", "english_minutes", "notes"),
    ledger=("name", "category_id", "starts", "place", "chair_id", "note_taker_id", "state", "issued"),
    views=(
        View("upcoming", N_("Upcoming"), (Condition("state", "is", ("planned", "called", "postponed")),)),
        View("open", N_("Minutes not yet issued"), (Condition("state", "is", ("held", "draft")),)),
        View("issued", N_("Minutes issued"), (Condition("state", "is", "issued"),)),
    ),
)
ITEMS = Register(
    key="agenda_items",
    record=AgendaItem,
    name=("title", "english_title"),
    columns=("position", "title", "presenter_id", "unit_id", "allotted", "treatment", "outcome"),
    rows=(
        ("meeting_id", "position"), ("title", "english_title"), ("presenter_id", "unit_id"), ("attending",),
        ("allotted", "treatment"), ("draft_resolution",), ("english_draft_resolution",), ("outcome",), ("minutes",),
        ("english_minutes",),
    ),
    check=check_item,
    order=("meeting_id", "position", "id"),
    search=("draft_resolution", "minutes", "english_minutes"),
    part_of="meeting_id",
)
ATTENDANCES = Register(
    key="attendances",
    record=Attendance,
    name=("person_id",),
    columns=("position", "person_id", "unit_id", "duty", "capacity", "reply", "status", "stand_in_id"),
    rows=(
        ("meeting_id", "person_id"), ("unit_id", "position"), ("duty", "english_duty"), ("capacity", "reply"),
        ("status", "stand_in_id"), ("note",),
    ),
    check=check_attendance,
    order=("meeting_id", "position", "id"),
    part_of="meeting_id",
    unique=(("uq_attendances_person", N_("This person already stands on the list of the meeting.")),),
)
RESOLUTIONS = Register(
    key="resolutions",
    record=Resolution,
    name=("title", "english_title"),
    columns=("document_number", "title", "meeting_id", "effective", "state"),
    rows=(
        ("document_number", "state"), ("meeting_id", "item_id"), ("title", "english_title"), ("wording",),
        ("english_wording",), ("voting", "effective"), ("votes_for", "votes_against"), ("abstained", "recused"),
        ("recused_names",), ("superseded_by_id",),
    ),
    check=check_resolution,
    series="JY-{year}-{n:03}",
    series_day="effective",
    order=("-effective", "number"),
    search=("document_number", "wording", "english_wording"),
    ledger=("document_number", "title", "meeting_id", "votes_for", "votes_against", "abstained", "recused",
            "effective", "state"),
    views=(
        View("in-force", N_("In force"), (Condition("state", "is", "in-force"),)),
        View("carried-out", N_("Carried out"), (Condition("state", "is", "carried-out"),)),
    ),
)
FOLLOW_UPS = Register(
    key="follow_ups",
    record=FollowUp,
    name=("task", "english_task"),
    columns=("task", "lead_unit_id", "responsible_id", "due", "state"),
    rows=(
        ("task",), ("english_task",), ("meeting_id", "resolution_id"), ("contact_id",),
        ("lead_unit_id", "responsible_id"),
        ("supporting",), ("due", "state"), ("result",), ("closed",),
    ),
    check=check_follow_up,
    series="DB-{year}-{n:03}",
    order=("due", "id"),
    search=("result",),
    ledger=("task", "meeting_id", "lead_unit_id", "responsible_id", "due", "state", "result", "closed"),
    views=(
        View("open", N_("In hand"), (Condition("closed", "empty"),)),
        View("overdue", N_("Overdue"), (Condition("closed", "empty"), Condition("due", "before", 0))),
        View("week", N_("Due this week"), (Condition("closed", "empty"), Condition("due", "within", 7))),
    ),
    subjects=("meeting_id", "contact_id"),
)
REGISTERS = (CATEGORIES, MEETINGS, ITEMS, ATTENDANCES, RESOLUTIONS, FOLLOW_UPS)
