"""What the papers about the choice of partners state, read at once and frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from partnerdesk.office import contents
from partnerdesk.office.identity import Identity, identity
from partnerdesk.office.letterhead import Letterhead, Named, found, letterhead
from partnerdesk.office.selection.records import IntentReport, Need
from partnerdesk.record.look import Look


@dataclass(frozen=True)
class Met:
    """The evaluation meeting on which a report rests."""

    number: str = ""
    name: Named = field(default_factory=Named)
    day: date | None = None


@dataclass(frozen=True)
class IntentFacts:
    """One intent report with the partner and the need that it is about."""

    letterhead: Letterhead
    number: str
    dated: date
    author: str
    partner: Identity
    need_number: str
    need: Named
    meeting: Met
    field_of_work: str
    customers: str
    strengths: str
    risks: str
    proposal: str
    conclusion: str


def intent_report(look: Look, report_id: int | None) -> IntentFacts:
    """The facts of one report; raises `Refused` where there is none for this clerk."""
    report = found(look, IntentReport, report_id)
    need = look.get(Need, report.need_id)
    return IntentFacts(
        letterhead=letterhead(look),
        number=report.number or "",
        dated=report.dated,
        author=report.author or "",
        partner=identity(look, report.partner_id),
        need_number=need.number or "" if need is not None else "",
        need=Named(need.title, need.english_title or "") if need is not None else Named(),
        meeting=_meeting(look, report.meeting_id),
        field_of_work=report.field_of_work or "",
        customers=report.customers or "",
        strengths=report.strengths or "",
        risks=report.risks or "",
        proposal=report.proposal or "",
        conclusion=report.conclusion,
    )


def _meeting(look: Look, meeting_id: int | None) -> Met:
    meeting = look.get(contents.record("meetings"), meeting_id)
    if meeting is None:
        return Met()
    return Met(meeting.number or "", Named(meeting.name, meeting.english_name or ""),
               meeting.starts.date() if meeting.starts else None)
