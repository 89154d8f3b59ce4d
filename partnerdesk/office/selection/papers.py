"""The papers about the choice of partners: the report on the intent to co-operate."""

from __future__ import annotations

from partnerdesk.office.forms import chapters, long_day, pairs, running
from partnerdesk.office.identity import identity_pairs
from partnerdesk.office.selection.facts import IntentFacts, Met
from partnerdesk.paper.blocks import Block, Closing, Fact, Paper, Paragraph, Profile, Space, Title
from partnerdesk.words import N_, Words

__all__ = ["intent_report"]


def intent_report(facts: IntentFacts, words: Words) -> Paper:
    """The report to management: who the candidate is, what speaks for and against it, what is proposed."""
    name = facts.partner.name.said(words)
    title = words(N_("Report on the intent to co-operate with {name}"), name=name)
    blocks: list[Block] = [Title(title), Paragraph(_opening(facts, words))]
    blocks += chapters(words, (
        (N_("Basic facts"), (pairs(_basic(facts, words)),)),
        (N_("Field of business and channels"), running(facts.field_of_work)),
        (N_("Customers and complementarity"), running(facts.customers)),
        (N_("Strengths"), running(facts.strengths)),
        (N_("Risks"), running(facts.risks)),
        (N_("Proposal"), running(facts.proposal)),
        (N_("Conclusion"), (Paragraph(_conclusion(facts, words)),)),
    ))
    blocks += [
        Space(1),
        Closing(
            facts.letterhead.office.said(words), long_day(facts.dated, words),
            note=words(N_("(Report drawn up by {name})"), name=facts.author) if facts.author else ""),
    ]
    return Paper(
        key="intent-report",
        title=title,
        profile=Profile.OFFICIAL if words.chinese else Profile.ENGLISH,
        blocks=tuple(blocks),
        language=words.language,
        footer=words(N_("Intent report {number}"), number=facts.number) if facts.number else "",
    )


def _opening(facts: IntentFacts, words: Words) -> str:
    name, need, met = facts.partner.name.said(words), facts.need.said(words), facts.meeting
    if need:
        first = words(N_("For the need “{need}”, {name} was examined as a candidate."), need=need, name=name)
    else:
        first = words(N_("The intent to co-operate with {name} was examined."), name=name)
    held = _held(met, words) if met.name else ""
    return words.joined(first, held, words(N_("The result is reported below.")))


def _held(met: Met, words: Words) -> str:
    if met.day is None:
        return words(N_("The matter was weighed at the meeting “{meeting}”."), meeting=met.name.said(words))
    return words(N_("The matter was weighed at the meeting “{meeting}” on {day}."), meeting=met.name.said(words),
                 day=met.day)


def _basic(facts: IntentFacts, words: Words) -> list[Fact]:
    need = " ".join(part for part in (facts.need_number, facts.need.said(words)) if part)
    return [*identity_pairs(facts.partner, words), Fact(words(N_("Need")), need, wide=True)]


def _conclusion(facts: IntentFacts, words: Words) -> str:
    said = {
        "intend": N_("It is recommended to co-operate with {name} and to begin negotiations."),
        "conditional": N_("It is recommended to co-operate with {name} once the conditions stated above are met."),
        "later": N_("It is recommended not to begin with {name} now and to take the matter up again later."),
        "none": N_("It is recommended not to enter into co-operation with {name}."),
    }[facts.conclusion]
    return words(said, name=facts.partner.name.said(words))
