"""Talks, letters and visits with a partner: who, about what, and what was promised."""

from __future__ import annotations

from partnerdesk.record.fields import Choice, choice, day, link, links, long_text, text
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

KINDS = (
    Choice("call", N_("Telephone")),
    Choice("message", N_("Message")),
    Choice("email", N_("E-mail message")),
    Choice("visit", N_("We visited them")),
    Choice("received", N_("They visited us")),
    Choice("senior", N_("Visit of senior managers")),
    Choice("site", N_("Inspection on site")),
    Choice("talk", N_("Talk or meeting")),
    Choice("news", N_("News sent")),
    Choice("greeting", N_("Greeting")),
)
DIRECTIONS = (Choice("ours", N_("From us")), Choice("theirs", N_("From them")))


class Contact(Record):
    """One contact with a partner (往来与走访)."""

    __tablename__ = "contacts"

    partner_id = link("partners", N_("Partner"), required=True)
    happened = day(N_("Day of the contact"), required=True, index=True)
    kind = choice(N_("Kind of contact"), KINDS, required=True, default="call")
    direction = choice(N_("Who began"), DIRECTIONS)
    subject = text(N_("Subject"), required=True, limit=300)
    people = links("persons", N_("Their people"))
    ours = text(N_("Our people"), limit=300)
    place = text(N_("Place"))
    said = long_text(N_("What was said"), limit=8000)
    promises = long_text(N_("What was promised"), limit=4000, help=N_("Each promise can be made a follow-up item"))
    next_step = day(N_("To be taken up again on"), index=True)


REGISTERS = (
    Register(
        key="contacts",
        record=Contact,
        name=("subject",),
        columns=("happened", "partner_id", "kind", "subject", "ours", "next_step"),
        rows=(
            ("partner_id", "happened"), ("kind", "direction"), ("subject",), ("people",), ("ours", "place"), ("said",),
            ("promises",), ("next_step",),
        ),
        series="WL-{year}-{n:04}",
        series_day="happened",
        order=("-happened", "-id"),
        search=("partner_id", "ours", "place", "said", "promises"),
        ledger=("happened", "partner_id", "kind", "subject", "ours", "promises", "next_step"),
        views=(
            View("visits", N_("Visits"), (Condition("kind", "is", "visit"),)),
            View("again", N_("To be taken up"), (Condition("next_step", "within", 30),)),
        ),
    ),
)
