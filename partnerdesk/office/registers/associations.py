"""What ties the house to associations: offices held there, events taken part in, publications passed on."""

from __future__ import annotations

from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, choice, day, file, link, long_text, text
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

EVENTS = (
    Choice("meeting", N_("Meeting of the association")),
    Choice("standard", N_("Work on standards and self-regulation")),
    Choice("welfare", N_("Public welfare")),
    Choice("exchange", N_("Exchange and study")),
    Choice("exhibition", N_("Exhibition")),
)


class OfficeHeld(Record):
    """An office that one of our people holds at an association, with its term (协会任职)."""

    __tablename__ = "offices_held"

    partner_id = link("partners", N_("Association"), required=True)
    person_id = link("persons", N_("Our person"), required=True)
    title = text(N_("Office held there"), required=True, limit=120)
    since = day(N_("From"))
    until = day(N_("To"), index=True)
    notes = long_text(N_("Notes"), limit=2000)


class Participation(Record):
    """An event of an association or institution in which we took part (参与活动)."""

    __tablename__ = "participations"

    partner_id = link("partners", N_("Association"), required=True)
    held = day(N_("Day of the event"), required=True, index=True)
    kind = choice(N_("Kind of event"), EVENTS, required=True, default="meeting")
    event = text(N_("Event"), required=True)
    ours = text(N_("Our people"), limit=300)
    contribution = long_text(N_("What we brought in"), limit=4000)
    result = long_text(N_("What came of it"), limit=4000)


class Publication(Record):
    """A publication that came from an association, and to whom it was passed on (刊物资料)."""

    __tablename__ = "publications"

    partner_id = link("partners", N_("Published by"), required=True)
    received = day(N_("Day received"), required=True, index=True)
    title = text(N_("Publication"), required=True)
    issue = text(N_("Issue"), limit=60)
    passed_to = text(N_("Passed on to"), limit=300)
    passed_on = day(N_("Passed on on"))
    scan = file(N_("Scan"))


def check_office_held(draft: Draft, look: Look) -> list[Problem]:
    """A term ends no earlier than it begins (D4)."""
    if draft["since"] and draft["until"] and draft["until"] < draft["since"]:
        return [Problem("until", N_("The last day lies before the first."))]
    return []


def check_publication(draft: Draft, look: Look) -> list[Problem]:
    """What is passed on has come before (D4)."""
    if draft["passed_on"] and draft["passed_on"] < draft["received"]:
        return [Problem("passed_on", N_("It cannot be passed on before it came."))]
    return []


REGISTERS = (
    Register(
        key="offices_held",
        record=OfficeHeld,
        name=("title",),
        columns=("partner_id", "person_id", "title", "since", "until"),
        rows=(("partner_id", "person_id"), ("title",), ("since", "until"), ("notes",)),
        check=check_office_held,
        order=("partner_id", "-since"),
        views=(View("ending", N_("Ending in 180 days"), (Condition("until", "within", 180),)),),
        part_of="partner_id",
    ),
    Register(
        key="participations",
        record=Participation,
        name=("event",),
        columns=("held", "partner_id", "kind", "event", "ours"),
        rows=(("partner_id", "held"), ("kind",), ("event",), ("ours",), ("contribution",), ("result",)),
        series="HD-{year}-{n:03}",
        series_day="held",
        order=("-held", "-number"),
        search=("partner_id", "ours", "contribution", "result"),
    ),
    Register(
        key="publications",
        record=Publication,
        name=("title",),
        columns=("received", "partner_id", "title", "issue", "passed_to", "passed_on"),
        rows=(("partner_id", "received"), ("title", "issue"), ("passed_to", "passed_on"), ("scan",)),
        check=check_publication,
        series="KW-{year}-{n:03}",
        series_day="received",
        order=("-received", "-number"),
        search=("partner_id", "issue", "passed_to"),
        views=(View("waiting", N_("Not yet passed on"), (Condition("passed_on", "empty"),)),),
    ),
)
