"""The steps of an exit as lines: what each says by now, and which fields it asks for when it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerdesk.office.exits.leaving import Leaving
from partnerdesk.office.exits.records import TRANSFORMATIONS, TRIGGERS
from partnerdesk.office.partners.records import RELATION_FORMS
from partnerdesk.office.wording import choice_label
from partnerdesk.page.pieces import beside
from partnerdesk.words import N_, Words

TRIGGER, SUSPENSION, NOTICE, INVESTIGATION = "trigger", "suspension", "notice", "investigation"
ASSESSMENT, PLAN, CUSTOMERS = "assessment", "plan", "customers"
RECONCILIATION, LESSONS = "reconciliation", "lessons"
# What opening a step asks for; notice and plan have acts of their own.
ROWS = {
    TRIGGER: (("trigger", "triggered"), ("evidence",)),
    SUSPENSION: (("suspended",),),
    NOTICE: (("notice_number", "noticed"), ("buffer_ends",)),
    INVESTIGATION: (("investigation",),),
    ASSESSMENT: (("transformation", "new_form"), ("assessment",)),
    CUSTOMERS: (("market_exit", "customers_told"), ("after_sales",)),
    RECONCILIATION: (("reconciled",), ("reconciliation",)),
    LESSONS: (("lessons",),),
}
LABELS = {
    TRIGGER: N_("Trigger and evidence"), SUSPENSION: N_("Suspension of co-operation"), NOTICE: N_("Notice"),
    INVESTIGATION: N_("Investigation"), ASSESSMENT: N_("Assessment of transformation"), PLAN: N_("Stepped plan"),
    CUSTOMERS: N_("Customers and after-sales service"), RECONCILIATION: N_("Reconciliation"),
    LESSONS: N_("Lessons learned"),
}


@dataclass(frozen=True)
class Step:
    """One step: what it says, and whether it is done, in hand or still to come."""

    key: str
    said: str
    tone: str  # "good" when done, "soon" or "bad" while something is missing


def steps(now: Leaving, today: date, words: Words) -> Iterator[Step]:
    """The steps of an exit in their order, those of its form only."""
    trigger = beside(choice_label(TRIGGERS, now.trigger, words), words.day(now.triggered))
    evidence = words(N_("evidence entered")) if now.evidence else words(N_("evidence missing"))
    yield Step(TRIGGER, beside(trigger, evidence), "good" if now.evidence else "soon")
    if not now.buffered:
        yield _day(SUSPENSION, now.suspended, N_("from {day}"), words)
    yield _notice(now, today, words)
    yield _written(INVESTIGATION, now.investigated, words)
    if now.buffered:
        said = beside(choice_label(TRANSFORMATIONS, now.transformation, words),
                      choice_label(RELATION_FORMS, now.new_form, words))
        yield Step(ASSESSMENT, said or words(N_("still to come")), "good" if said else "soon")
    yield _plan(now, words)
    yield _customers(now, words)
    yield _reconciliation(now, words)
    yield _written(LESSONS, now.lessons, words)


def _written(key: str, there: bool, words: Words) -> Step:
    return Step(key, words(N_("recorded")) if there else words(N_("still to come")), "good" if there else "soon")


def _day(key: str, day: date | None, said: str, words: Words) -> Step:
    if day is None:
        return Step(key, words(N_("still to come")), "soon")
    return Step(key, words(said, day=day), "good")


def _notice(now: Leaving, today: date, words: Words) -> Step:
    if now.noticed is None:
        return Step(NOTICE, words(N_("not given yet")), "soon")
    said = beside(now.notice_number, words(N_("given on {day}"), day=now.noticed))
    if now.buffer_ends is None:
        return Step(NOTICE, said, "good")
    left = (now.buffer_ends - today).days
    ends = words(N_("buffer period until {day}"), day=now.buffer_ends)
    if left > 0 and now.running:
        ends = words.many("buffer period until {day}, {count} day left", "buffer period until {day}, {count} days left",
                          left, day=now.buffer_ends)
    return Step(NOTICE, beside(said, ends), "good")


def _plan(now: Leaving, words: Words) -> Step:
    if now.plan is None:
        return Step(PLAN, words(N_("not drawn up yet")), "soon")
    said = words(N_("{settled} of {all} settled"), settled=now.steps - now.steps_open, all=now.steps)
    return Step(PLAN, said, "soon" if now.steps_open else "good")


def _customers(now: Leaving, words: Words) -> Step:
    parts = [
        words(N_("leaves the market on {day}"), day=now.market_exit) if now.market_exit else "",
        words(N_("told on {day}"), day=now.customers_told) if now.customers_told else "",
        words(N_("after-sales: {who}"), who=now.after_sales) if now.after_sales else "",
    ]
    done = bool(now.customers_told and now.after_sales)
    return Step(CUSTOMERS, beside(*parts) or words(N_("still to come")), "good" if done else "soon")


def _reconciliation(now: Leaving, words: Words) -> Step:
    done = words(N_("reconciled on {day}"), day=now.reconciled) if now.reconciled else ""
    if now.open:
        still = words.many("{count} matter still open", "{count} matters still open", len(now.open))
        return Step(RECONCILIATION, beside(done, still), "bad")
    return Step(RECONCILIATION, done or words(N_("nothing is open any longer")), "good")
