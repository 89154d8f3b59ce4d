"""The papers about an exit: its plan, and the letter that gives notice of it."""

from __future__ import annotations

from collections.abc import Iterator

from partnerdesk.office.exits.facts import ExitFacts
from partnerdesk.office.exits.notice import exit_notice
from partnerdesk.office.exits.records import FORMS, STATES, TRANSFORMATIONS, TRIGGERS
from partnerdesk.office.forms import chapters, filled, numbered, pairs, running, short_day, span
from partnerdesk.office.partners.records import READINESS, RELATION_FORMS
from partnerdesk.office.wording import choice_label, register_label
from partnerdesk.paper.blocks import (
    Align,
    Block,
    Column,
    Fact,
    Grid,
    Paper,
    Paragraph,
    Profile,
    Signatures,
    Space,
    Title,
)
from partnerdesk.words import N_, Words

__all__ = ["exit_notice", "exit_plan"]

BLANK_STEPS = 6  # of a plan whose steps nobody has entered yet


def exit_plan(facts: ExitFacts, words: Words) -> Paper:
    """The plan that both sides sign: why, until when, in which steps, and what is still open."""
    name = facts.partner.name.said(words)
    title = words(N_("Exit plan: {name}"), name=name)
    blocks: list[Block] = [Title(title), pairs(_head(facts, words))]
    blocks += chapters(words, (
        (N_("Trigger and evidence"), running(facts.evidence)),
        (N_("Result of the investigation"), running(facts.investigation)),
        (N_("Assessment of transformation"), tuple(_assessed(facts, words))),
        (N_("Steps"), (_steps(facts, words),)),
        (N_("Customers and after-sales service"), (pairs(_market(facts, words), empty=True),)),
        (N_("Still open between both sides"), _open(facts, words)),
        (N_("Partners who may take over"), filled(_substitutes(facts, words))),
        (N_("Reconciliation"), tuple(_reconciled(facts, words))),
        (N_("Lessons learned"), running(facts.lessons)),
    ))
    office = facts.letterhead.unit or facts.letterhead.office
    blocks += [
        Space(0.5),
        Signatures((words(N_("For {name} (signature and seal)"), name=office.said(words)),
                    words(N_("For {name} (signature and seal)"), name=name)), columns=2, height=22),
    ]
    return Paper(
        key="exit-plan", title=title, profile=Profile.TABLE, blocks=tuple(blocks), language=words.language,
        footer=words(N_("{office}, exit {number}, printed on {day}"), office=facts.letterhead.office.said(words),
                     number=facts.number, day=words.short_day(facts.day)),
        total_pages=True,
    )


def _head(facts: ExitFacts, words: Words) -> Iterator[Fact]:
    yield Fact(words(N_("Partner")), facts.partner.name.said(words), wide=True)
    yield Fact(words(N_("Number")), facts.number)
    yield Fact(words(N_("State")), choice_label(STATES, facts.state, words))
    yield Fact(words(N_("Form of the exit")), choice_label(FORMS, facts.form, words), wide=True)
    yield Fact(words(N_("Trigger")), choice_label(TRIGGERS, facts.trigger, words))
    yield Fact(words(N_("Triggered on")), short_day(facts.triggered, words))
    yield Fact(words(N_("Number of the notice")), facts.notice_number)
    yield Fact(words(N_("Notice given on")), short_day(facts.noticed, words))
    yield Fact(words(N_("Co-operation suspended from")), short_day(facts.suspended, words))
    buffer = span(facts.noticed, facts.buffer_ends, words) if facts.buffer_ends else ""
    yield Fact(words(N_("Buffer period")), buffer)


def _assessed(facts: ExitFacts, words: Words) -> Iterator[Paragraph]:
    outcome = choice_label(TRANSFORMATIONS, facts.transformation, words)
    form = choice_label(RELATION_FORMS, facts.new_form, words)
    if outcome:
        yield Paragraph(words.labelled(words(N_("Outcome of the assessment")), outcome))
    if form:
        yield Paragraph(words.labelled(words(N_("New form of the relation")), form))
    yield from running(facts.assessment)


def _steps(facts: ExitFacts, words: Words) -> Grid:
    """The steps area by area; rows to write in where none is entered yet."""
    return numbered(
        words,
        (Column(words(N_("Area")), 24), Column(words(N_("Step")), share=1.5), Column(words(N_("Done by")), 22),
         Column(words(N_("Due on")), 21, Align.CENTRE), Column(words(N_("Done on")), 21, Align.CENTRE),
         Column(words(N_("Remarks")), share=0.7)),
        [
            (register_label("checklist_items", "area", step.area, words), step.item.said(words), step.responsible,
             short_day(step.due, words), short_day(step.done, words), step.finding)
            for step in facts.steps
        ],
        blank_rows=0 if facts.steps else BLANK_STEPS,
    )


def _market(facts: ExitFacts, words: Words) -> Iterator[Fact]:
    yield Fact(words(N_("Leaves the market on")), short_day(facts.market_exit, words))
    yield Fact(words(N_("Customers to be told by")), short_day(facts.tell_by, words))
    yield Fact(words(N_("Customers told on")), short_day(facts.customers_told, words))
    yield Fact(words(N_("After-sales service taken over by")), facts.after_sales)


def _open(facts: ExitFacts, words: Words) -> tuple[Block, ...]:
    if not facts.open:
        return (Paragraph(words(N_("Nothing is open between both sides as of {day}."), day=facts.day)),)
    return (numbered(
        words,
        (Column(words(N_("Matter")), 32), Column(words(N_("Number")), 28), Column(words(N_("Title"))),
         Column(words(N_("Ends or due on")), 24, Align.CENTRE), Column(words(N_("Settled on")), 24, Align.CENTRE)),
        [(words(each.what), each.number, each.title.said(words), short_day(each.day, words), "")
         for each in facts.open],
    ),)


def _substitutes(facts: ExitFacts, words: Words) -> Grid:
    return numbered(
        words,
        (Column(words(N_("Partner"))), Column(words(N_("For what"))), Column(words(N_("Readiness")), 34)),
        [(each.name.said(words), each.scope, choice_label(READINESS, each.readiness, words))
         for each in facts.substitutes],
    )


def _reconciled(facts: ExitFacts, words: Words) -> Iterator[Paragraph]:
    if facts.reconciled is not None:
        yield Paragraph(words(N_("Reconciled on {day}."), day=facts.reconciled))
    yield from running(facts.reconciliation)
