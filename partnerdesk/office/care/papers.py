"""The care list as it is printed: day, occasion, person, unit and post, with room for what was done."""

from __future__ import annotations

from partnerdesk.office.care.facts import CareList
from partnerdesk.office.care.wording import occasion_said
from partnerdesk.paper.blocks import Paper
from partnerdesk.paper.ledger import LedgerColumn, ledger
from partnerdesk.record.fields import Kind
from partnerdesk.words import N_, Words


def care_list(facts: CareList, words: Words) -> Paper:
    """The occasions of the coming days in order."""
    columns = (
        LedgerColumn(words(N_("Day")), Kind.DAY),
        LedgerColumn(words(N_("Occasion")), Kind.TEXT, share=0.9),
        LedgerColumn(words(N_("Full name")), Kind.TEXT, share=0.8),
        LedgerColumn(words(N_("Unit")), Kind.TEXT, share=1.6),
        LedgerColumn(words(N_("Post held")), Kind.TEXT, share=0.9),
        LedgerColumn(words(N_("Mobile")), Kind.TEXT, share=0.8),
        LedgerColumn(words(N_("What was done")), Kind.TEXT, share=1.2),
    )
    return ledger(
        key="care-list",
        title=words(N_("Care list for the next {days} days"), days=facts.ahead),
        columns=columns,
        rows=tuple(
            ("", words.short_day(each.occasion.day), occasion_said(each.occasion, words), each.name.said(words),
             each.unit.said(words), each.title.said(words), each.mobile, "")
            for each in facts.rows),
        struck=("",) * len(facts.rows),
        totals=(None,) * len(columns),
        numbered=False,
        office=facts.letterhead.office.said(words),
        clerk="",
        day=facts.day,
        words=words,
    )
