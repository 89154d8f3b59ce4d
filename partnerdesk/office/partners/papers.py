"""The papers about partners: the dossier of one, its line of time, the ledger of all."""

from __future__ import annotations

from collections.abc import Iterator

from partnerdesk.office.forms import chapters, contents_of, pairs
from partnerdesk.office.identity import identity_pairs
from partnerdesk.office.partners.facts import PartnerDossier, PartnerLedger
from partnerdesk.office.partners.letters import change_form, envelope, representative_letter
from partnerdesk.office.partners.records import DUTIES, KINDS, PARTNERS, ROLES, STAGES
from partnerdesk.office.partners.sections import sections, timeline
from partnerdesk.office.wording import choice_label
from partnerdesk.paper.blocks import Block, Fact, PageBreak, Paper, Profile, Title
from partnerdesk.paper.ledger import LedgerColumn, ledger
from partnerdesk.record.fields import Kind
from partnerdesk.words import N_, Words

__all__ = [
    "change_form", "envelope", "partner_dossier", "partner_ledger", "partner_timeline", "representative_letter",
]

# The fields of the grid at the head, in pairs abreast; those marked take the whole width.
_FACTS = (
    ("aliases", True), ("kinds", False), ("stage", False), ("credit_code", False), ("lei", False),
    ("other_registry", False), ("other_number", False), ("legal_representative", False), ("founded", False),
    ("capital", False), ("scale", False), ("industry", True), ("business_scope", True), ("address", True),
    ("english_address", True),
    ("postcode", False), ("telephone", False), ("email", False), ("website", False), ("manager", False),
    ("manager_since", False), ("source_kind", False), ("source", False),
)
LISTED_FROM = 6  # chapters from which a dossier begins with its contents


def partner_dossier(facts: PartnerDossier, words: Words) -> Paper:
    """The dossier: the partner's own facts, a chapter for each thing that the desks keep about it, what happened."""
    title = words(N_("Partner dossier: {name}"), name=facts.partner.name.said(words))
    blocks: list[Block] = [Title(title), pairs(_own_facts(facts, words))]
    parts = (*sections(facts, words), (N_("Timeline"), timeline(facts, words)))
    made = tuple(chapters(words, parts))
    listed = contents_of(made, words)
    if len(listed.lines) >= LISTED_FROM:
        blocks += [PageBreak(), listed]
    return _paper("partner-dossier", title, (*blocks, *made), facts, words)


def partner_timeline(facts: PartnerDossier, words: Words) -> Paper:
    """Everything that ever happened with a partner, newest first."""
    title = words(N_("Timeline of {name}"), name=facts.partner.name.said(words))
    return _paper("partner-timeline", title, (Title(title), *timeline(facts, words)), facts, words)


def _paper(key: str, title: str, blocks: tuple[Block, ...], facts: PartnerDossier, words: Words) -> Paper:
    return Paper(
        key=key,
        title=title,
        profile=Profile.TABLE,
        blocks=blocks,
        language=words.language,
        footer=words(N_("{office}, dossier {number}, printed on {day}"), office=facts.letterhead.office.said(words),
                     number=facts.partner.number, day=words.short_day(facts.day)),
        total_pages=True,
    )


def _own_facts(facts: PartnerDossier, words: Words) -> Iterator[Fact]:
    yield from identity_pairs(facts.partner, words, _FACTS)
    ours = facts.dossier.answerable("liaison", facts.day)
    yield Fact(choice_label(DUTIES, "liaison", words), ours["person"] if ours is not None else "")
    for role in ("liaison", "representative"):
        theirs = facts.dossier.answering(role, facts.day)
        if theirs is not None:
            reach = " ".join(part for part in (theirs.name.said(words), theirs.mobile or theirs.telephone) if part)
            yield Fact(choice_label(ROLES, role, words), reach)


def partner_ledger(facts: PartnerLedger, words: Words) -> Paper:
    """The ledger of all partners, in real landscape."""
    fields = PARTNERS.fields
    columns = (
        LedgerColumn(words(fields["name"].label), Kind.TEXT, share=1.6),
        LedgerColumn(words(fields["kinds"].label), Kind.SEVERAL, share=0.8),
        LedgerColumn(words(fields["stage"].label), Kind.CHOICE, share=0.6),
        LedgerColumn(words(fields["credit_code"].label), Kind.TEXT, share=1.55),
        LedgerColumn(words(fields["legal_representative"].label), Kind.TEXT, share=0.7),
        LedgerColumn(words(N_("Liaison")), Kind.TEXT, share=0.7),
        LedgerColumn(words(fields["telephone"].label), Kind.TEXT, share=1.2),
        LedgerColumn(words(fields["address"].label), Kind.TEXT, share=1.5),
        LedgerColumn(words(fields["manager"].label), Kind.TEXT, share=0.7),
    )
    return ledger(
        key="partner-ledger",
        title=words(N_("Partner ledger")),
        columns=columns,
        rows=tuple(
            (
                row.number, row.name.said(words), words.listed(choice_label(KINDS, kind, words) for kind in row.kinds),
                choice_label(STAGES, row.stage, words), row.code, row.legal_representative, row.liaison.said(words),
                row.telephone, row.address.said(words), row.manager,
            )
            for row in facts.rows
        ),
        struck=tuple(words.labelled(words(N_("Void")), row.struck) if row.struck else "" for row in facts.rows),
        totals=(None,) * len(columns),
        numbered=True,
        office=facts.letterhead.office.said(words),
        clerk="",
        day=facts.day,
        words=words,
    )
