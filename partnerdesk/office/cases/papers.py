"""The approval form of a case: its subject, the proofs, and a box for each step, filled in or left for ink."""

from __future__ import annotations

from partnerdesk.office.cases.course import CourseStep, Decided
from partnerdesk.office.cases.facts import ApprovalForm
from partnerdesk.office.cases.records import CASE_STATES, OUTCOME_CHOICES
from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.office.forms import chapters, filled, long_day, numbered, pairs, running, short_day
from partnerdesk.office.identity import identity_pairs
from partnerdesk.office.proofs import STANDINGS
from partnerdesk.office.wording import choice_label, register_label
from partnerdesk.paper.blocks import (
    Align,
    Block,
    Column,
    Countersign,
    Fact,
    Facts,
    Grid,
    Opinion,
    Paper,
    Profile,
    Title,
)
from partnerdesk.words import N_, Words

_FIELDS = (
    ("credit_code", False), ("legal_representative", False), ("capital", False), ("founded", False),
    ("industry", False), ("scale", False), ("telephone", False), ("email", False), ("address", True),
    ("business_scope", True), ("kinds", True),
)
_COLUMNS, _HEIGHT = 2, 28  # boxes abreast, and their least height in millimetres


def approval_form(facts: ApprovalForm, words: Words) -> Paper:
    """The form as it goes round the departments; what was decided stands in its box, the others wait for ink."""
    seen = facts.course
    name = seen.title.said(words)
    # 推荐名单审批 has the word already that the form's own name ends with.
    title = words(N_("Approval form: {procedure}"), procedure=name.removesuffix("审批") if words.chinese else name)
    blocks: list[Block] = [Title(title), _subject(facts, words)]
    blocks += chapters(words, (
        (N_("Qualification documents"), filled(_documents(facts, words))),
        (N_("Look-ups"), filled(_lookups(facts, words))),
        (N_("Result of the scoring"), filled(_scores(facts, words))),
        (N_("Earlier rounds"), filled(_rounds(facts, words))),
        (N_("Conditions of the case"), running(seen.conditions)),
        (N_("Opinions and signatures"), (_boxes(facts, words),) if seen.steps else ()),
    ), bookmark=False)
    return Paper(
        key="approval-form",
        title=title,
        profile=Profile.TABLE,
        blocks=tuple(blocks),
        language=words.language,
        footer=words(N_("Case {number}, printed on {day}"), number=seen.number, day=words.short_day(facts.day)),
        total_pages=True,
    )


def _subject(facts: ApprovalForm, words: Words) -> Facts:
    seen = facts.course
    about = list(identity_pairs(facts.partner, words, _FIELDS)) if facts.partner is not None else [
        Fact(words(N_("Subject of the case")), seen.about.said(words), wide=True)]
    return pairs([
        *about,
        Fact(words(N_("Joins the alliance")), seen.alliance.said(words), wide=True),
        Fact(words(N_("Number of the case")), seen.number),
        Fact(words(N_("Opened on")), long_day(seen.opened, words)),
        Fact(words(N_("Occasion of the case")), seen.reason, wide=True),
        Fact(words(N_("Laid down in")), seen.basis.said(words), wide=True),
        Fact(words(N_("State of the case")), choice_label(CASE_STATES, seen.state, words)),
        Fact(words(N_("Closed on")), long_day(seen.closed, words)),
        Fact(words(N_("Reason of suspension or cancelling")), seen.stopped, wide=True),
    ])


def _documents(facts: ApprovalForm, words: Words) -> Grid:
    permanent = words(N_("Without an end"))
    return numbered(
        words,
        (Column(words(N_("Kind of document")), 0, share=1.3), Column(words(N_("Number of the document")), 0, share=1.2),
         Column(words(N_("Issued by")), 0, share=1.1), Column(words(N_("Valid until")), 24),
         Column(words(N_("Standing")), 30)),
        [(register_label("qualifications", "kind", each.kind, words), each.number, each.issuer,
          permanent if each.permanent else short_day(each.until, words),
          choice_label(STANDINGS, each.standing, words)) for each in facts.documents])


def _lookups(facts: ApprovalForm, words: Words) -> Grid:
    return numbered(
        words,
        (Column(words(N_("Looked up at")), 0, share=1.2), Column(words(N_("Day of the look-up")), 24),
         Column(words(N_("Outcome of the look-up")), 30), Column(words(N_("What was found")), 0, share=1.2),
         Column(words(N_("Looked up by")), 22)),
        [(register_label("lookups", "place", each.place, words), short_day(each.day, words),
          register_label("lookups", "outcome", each.outcome, words), each.findings, each.by) for each in facts.lookups])


def _scores(facts: ApprovalForm, words: Words) -> Grid:
    foot: tuple[str, ...] = ()
    if facts.mean is not None:
        foot = (words(N_("Mean of the results: {result}"), result=f"{facts.mean / 100:.2f}"),)
    veto = words(N_("A veto stands"))
    return numbered(
        words,
        (Column(words(N_("Scorecard")), 0, share=1.4), Column(words(N_("Rater")), 24),
         Column(words(N_("Rater's department")), 0, share=0.9), Column(words(N_("Rated on")), 24),
         Column(words(N_("Weighted result")), 30, Align.RIGHT)),
        [(each.card.said(words), each.rater, choice_label(DEPARTMENTS, each.department, words),
          short_day(each.day, words),
          " ".join(text for text in (f"{each.result / 100:.2f}" if each.result is not None else "",
                                     veto if each.vetoed else "") if text)) for each in facts.scores], foot=foot)


def _rounds(facts: ApprovalForm, words: Words) -> Grid:
    """What was decided and then set back: every round is kept, the last one stands in its box."""
    rows = [(step, each) for step in facts.course.steps for each in step.rounds
            if each.decided is not None and each is not _stands(step)]
    rows.sort(key=lambda row: (row[1].decided or facts.day, row[1].id))
    return numbered(
        words,
        (Column(words(N_("Step")), 24), Column(words(N_("Round")), 13, Align.CENTRE),
         Column(words(N_("Outcome of the step")), 24), Column(words(N_("Opinion")), 0),
         Column(words(N_("Signed by")), 20), Column(words(N_("Decided on")), 23)),
        [(step.title.said(words), str(each.number), choice_label(OUTCOME_CHOICES, each.outcome, words), each.opinion,
          each.signer, short_day(each.decided, words)) for step, each in rows])


def _boxes(facts: ApprovalForm, words: Words) -> Countersign:
    steps = facts.course.steps
    # The last word takes a row of its own, and so does a step that would stand beside nothing.
    alone = {len(steps) - 1} | ({len(steps) - 2} if (len(steps) - 1) % _COLUMNS else set())
    return Countersign(
        tuple(_box(step, words, wide=place in alone, sealed=place == len(steps) - 1)
              for place, step in enumerate(steps)), _COLUMNS, _HEIGHT)


def _box(step: CourseStep, words: Words, *, wide: bool, sealed: bool) -> Opinion:
    department = choice_label(DEPARTMENTS, step.department, words)
    title = words(N_("{step} ({department})"), step=step.title.said(words), department=department)
    done = _stands(step)
    if done is None:
        return Opinion(title, wide=wide, sealed=sealed)
    return Opinion(
        title, text=done.opinion, outcome=choice_label(OUTCOME_CHOICES, done.outcome, words),
        conditions=done.conditions, signer=done.signer, day=long_day(done.decided, words), wide=wide, sealed=sealed)


def _stands(step: CourseStep) -> Decided | None:
    """The round whose decision holds; none while the step is open or waits again."""
    return step.last if step.last is not None and not step.returned and step.last.outcome != "return" else None
