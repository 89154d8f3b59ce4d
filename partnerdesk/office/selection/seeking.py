"""A need as its page shows it: candidates with their scores and reports, and the lists drawn up for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerdesk.office.letterhead import Named, found, names, records
from partnerdesk.office.partners.records import Partner
from partnerdesk.office.selection import acting, attendance, ranking
from partnerdesk.office.selection.ranking import Ranked
from partnerdesk.office.selection.records import Candidate, IntentReport, Need, Shortlist
from partnerdesk.store import listing
from partnerdesk.store.reader import Reader


@dataclass(frozen=True)
class Candidacy:
    """One candidate of a need."""

    ranked: Ranked
    invited: date | None
    answered: date | None
    remark: str
    report: int | None  # its intent report
    report_number: str


@dataclass(frozen=True)
class DrawnUp:
    """A shortlist of the need."""

    id: int
    number: str
    title: str
    dated: date
    state: str


@dataclass(frozen=True)
class Seeking:
    """A need with its candidates, the best first, and its lists, the latest first."""

    id: int
    state: str
    candidates: tuple[Candidacy, ...]
    lists: tuple[DrawnUp, ...]

    def in_state(self, *states: str) -> int:
        """How many candidates are in one of the states."""
        return sum(1 for each in self.candidates if each.ranked.state in states)


@dataclass(frozen=True)
class Line:
    """One line of a shortlist."""

    id: int
    partner_id: int
    partner: Named
    position: int | None
    result: int | None
    proposal: str
    reason: str
    stage: str


@dataclass(frozen=True)
class Listed:
    """A shortlist as its page shows it, with who of the four departments came to its meeting."""

    id: int
    state: str
    need_id: int | None
    alliance_id: int | None
    meeting_id: int | None
    meeting: str
    lines: tuple[Line, ...]
    departments: dict[str, tuple[str, ...]]  # of the four: who was at the meeting

    @property
    def missing(self) -> tuple[str, ...]:
        """The departments of the four from which nobody came."""
        return tuple(key for key, people in self.departments.items() if not people)


def seeking(look: Reader, need_id: int) -> Seeking:
    """All that the page of a need shows."""
    need = found(look, Need, need_id)
    standing = {each.partner_id: each for each in records(look, Candidate, Candidate.need_id == need_id)}
    reports = {each.partner_id: each for each in records(
        look, IntentReport, IntentReport.need_id == need_id, order=[IntentReport.dated])}
    lists = records(look, Shortlist, Shortlist.need_id == need_id, order=[Shortlist.dated.desc()])
    candidates = []
    for each in ranking.of_need(look, need_id):
        one, report = standing[each.partner_id], reports.get(each.partner_id)
        candidates.append(Candidacy(
            each, one.invited, one.answered, one.remark or "", report.id if report is not None else None,
            report.number or "" if report is not None else ""))
    return Seeking(need.id, need.state, tuple(candidates), tuple(
        DrawnUp(each.id, each.number or "", each.title, each.dated, each.state) for each in lists))


def listed(look: Reader, shortlist_id: int) -> Listed:
    """All that the page of a shortlist shows."""
    one = found(look, Shortlist, shortlist_id)
    lines = acting.lines_of(look, shortlist_id)
    called = names(look, Partner, [each.partner_id for each in lines])
    stages = {each.id: each.stage for each in records(
        look, Partner, Partner.id.in_([each.partner_id for each in lines]))}
    return Listed(
        id=one.id, state=one.state, need_id=one.need_id, alliance_id=one.alliance_id, meeting_id=one.meeting_id,
        meeting=listing.named(look, "meetings", one.meeting_id),
        lines=tuple(
            Line(each.id, each.partner_id, called.get(each.partner_id, Named()), each.position, each.result,
                 each.proposal, each.reason or "", stages.get(each.partner_id, ""))
            for each in lines),
        departments=attendance.attended(look, one.meeting_id) if one.meeting_id is not None else {})
