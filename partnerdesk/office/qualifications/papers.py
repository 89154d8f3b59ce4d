"""The ledger of qualification documents: what ends soon, what is missing, what is held."""

from __future__ import annotations

from collections.abc import Iterable

from partnerdesk.office.forms import chapters, filled, numbered, short_day
from partnerdesk.office.partners.records import STAGES
from partnerdesk.office.proofs import EXPIRED, EXPIRING, STANDINGS
from partnerdesk.office.qualifications.facts import Held, Lacking, QualificationLedger
from partnerdesk.office.qualifications.records import DOCUMENTS
from partnerdesk.office.wording import choice_label, document_title
from partnerdesk.paper.blocks import Align, Block, Cell, Column, Grid, Paper, Paragraph, Profile, Title
from partnerdesk.words import N_, Words

_DAY = 20.0  # millimetres
_SIZE = 9.0  # points, as in every ledger


def qualification_ledger(facts: QualificationLedger, words: Words) -> Paper:
    """In real landscape: first what has expired or ends within ninety days, then what is missing, then all."""
    title = words(N_("Ledger of qualification documents"))
    pressing = filled(_documents(facts.pressing, facts, words)) or (
        Paragraph(words(N_("Nothing has expired or ends within 90 days."))),)
    lacking = filled(_lacking(facts.lacking, words)) or (Paragraph(words(N_("No required document is missing."))),)
    held = _documents(facts.held, facts, words, foot=(
        words.labelled(words(N_("Drawn up by")), ""), words.labelled(words(N_("Reviewed by")), ""),
        words.labelled(words(N_("As of")), words.short_day(facts.day))))
    blocks: list[Block] = [Title(title), *chapters(words, (
        (N_("Expired, or ending within 90 days"), pressing),
        (N_("Required and missing"), lacking),
        (N_("All documents held"), (held,)),
    ))]
    office = facts.letterhead.office.said(words)
    return Paper(
        key="qualification-ledger", title=title, profile=Profile.LEDGER, blocks=tuple(blocks), language=words.language,
        footer=f"{office}　{title}" if words.chinese else f"{office}: {title}", total_pages=True,
    )


def _documents(
    rows: Iterable[Held], facts: QualificationLedger, words: Words, *, foot: tuple[str, ...] = (),
) -> Grid:
    """Document by document; what presses is set bold and says how many days are left."""
    return numbered(
        words,
        (
            Column(words(N_("Number")), 20), Column(words(N_("Partner")), share=1.5),
            Column(words(N_("Document")), share=1.2), Column(words(N_("Number of the document")), 28),
            Column(words(N_("Issued by")), share=1.1),
            Column(words(N_("Valid from")), _DAY, Align.CENTRE), Column(words(N_("Valid until")), _DAY, Align.CENTRE),
            Column(words(N_("Days left")), 15, Align.RIGHT), Column(words(N_("Original seen on")), _DAY, Align.CENTRE),
            Column(words(N_("Standing")), 20), Column(words(N_("Remarks")), 16),
        ),
        [_document(each, facts, words) for each in rows],
        size=_SIZE, foot=foot,
    )


def _document(each: Held, facts: QualificationLedger, words: Words) -> tuple[str | Cell, ...]:
    pressing = each.standing in (EXPIRED, EXPIRING)
    until = words(N_("Without an end")) if each.permanent else short_day(each.valid_until, words)
    left = "" if each.permanent or each.valid_until is None else str((each.valid_until - facts.day).days)
    return (
        each.partner_number, each.partner.said(words),
        document_title(each.kind, each.title, words), each.document_number, each.issuer,
        short_day(each.valid_from, words), Cell(until, bold=pressing), Cell(left, bold=pressing),
        short_day(each.original_seen, words),
        Cell(choice_label(STANDINGS, each.standing, words), bold=pressing), "",
    )


def _lacking(rows: Iterable[Lacking], words: Words) -> Grid:
    return numbered(
        words,
        (
            Column(words(N_("Number")), 22), Column(words(N_("Partner"))), Column(words(N_("Stage")), 30),
            Column(words(N_("Missing documents")), share=1.8), Column(words(N_("Manager answerable")), 28),
            Column(words(N_("Remarks")), share=0.4),
        ),
        [
            (each.partner_number, each.partner.said(words), choice_label(STAGES, each.stage, words),
             words.listed(choice_label(DOCUMENTS, kind, words) for kind in each.kinds), each.manager, "")
            for each in rows
        ],
        size=_SIZE,
    )
