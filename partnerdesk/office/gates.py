"""What must be there before a step of a procedure may pass, asked of the desks that keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from partnerdesk.office.cases.records import Case
from partnerdesk.office.checklists.records import CONCLUSIONS, Checklist, ChecklistItem, Pilot, is_open
from partnerdesk.office.contents import entry, record
from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.office.exits.reconciliation import open_between
from partnerdesk.office.exits.records import Exit
from partnerdesk.office.letterhead import records
from partnerdesk.office.proofs import EXPIRED, FRESH, MISSING, documents_standing, lookup_standing
from partnerdesk.office.qualifications.records import DOCUMENTS, Lookup
from partnerdesk.office.scorecards.records import ScoreSheet
from partnerdesk.office.selection import attendance
from partnerdesk.office.selection.records import IntentReport, ListedCandidate, Shortlist
from partnerdesk.problems import Problem
from partnerdesk.record.fields import Choice
from partnerdesk.record.look import Look
from partnerdesk.words import N_, Label, Words

LEAST_SHEETS = 2
HELD = ("held", "draft", "issued")  # states of a meeting that has taken place
LAWSUITS = ("judgments", "enforcement")
PENALTIES = ("credit", "creditchina", "tax", "procurement")


@dataclass(frozen=True)
class Missing(Problem):
    """One thing that is not there yet, and the register in which it is entered."""

    register: str = ""
    id: int | None = None  # the entry to be seen to, where there is one already

    def sentence(self, words: Words) -> str:
        """What is missing, where the way to it stands beside."""
        return super().said(words)

    def said(self, words: Words) -> str:
        """The sentence, with the place where the thing is entered."""
        if not self.register:
            return self.sentence(words)
        return words(N_("{sentence} Enter it under “{register}”."), sentence=self.sentence(words),
                     register=Label(entry(self.register).title))


def _lacks(text: str, values: dict[str, Any], register: str = "", id: int | None = None) -> Missing:
    return Missing("outcome", text, values, register, id)


Gate = Callable[[Look, Case, date], Iterable[Missing]]


def missing(look: Look, case: Case, gates: Sequence[str], today: date) -> list[Missing]:
    """All that is still missing before a step with these gates may pass on that day."""
    return [each for gate in gates if gate in _GATES for each in _GATES[gate](look, case, today)]


def _documents(look: Look, case: Case, today: date) -> Iterator[Missing]:
    if case.partner_id is None:
        return
    for each in documents_standing(look, case.partner_id, today):
        if not each.required or each.standing not in (MISSING, EXPIRED):
            continue
        label = _label(DOCUMENTS, each.kind)
        if each.standing == MISSING:
            yield _lacks(N_("Missing: {document}."), {"document": label}, "qualifications")
        else:
            yield _lacks(N_("Expired on {day}: {document}."), {"document": label, "day": each.until},
                          "qualifications", each.document)


def _lookups(look: Look, case: Case, today: date) -> Iterator[Missing]:
    for places, text in ((LAWSUITS, N_("Lawsuits were not looked up within {days} days.")),
                         (PENALTIES, N_("Penalties and credit were not looked up within {days} days."))):
        done = records(look, Lookup, Lookup.partner_id == case.partner_id, Lookup.place.in_(places),
                       Lookup.looked_up <= today, order=[Lookup.looked_up.desc()])
        if lookup_standing(done[0].looked_up if done else None, today) != "fresh":
            yield _lacks(text, {"days": FRESH}, "lookups")


def _scores(look: Look, case: Case, today: date) -> Iterator[Missing]:
    count = len([each for each in _sheets(look, case) if each.state == "complete"])
    if count < LEAST_SHEETS:
        yield _lacks(N_("Complete score sheets: {count}, needed: {least}."), {"count": count, "least": LEAST_SHEETS},
                      "score_sheets")


def _meeting(look: Look, case: Case, today: date) -> Iterator[Missing]:
    meeting = record("meetings")
    linked = records(look, meeting, meeting.id.in_(_meetings(look, case)), order=[meeting.starts.desc()])
    if not linked:
        yield _lacks(N_("No evaluation meeting is linked in the intent report, the shortlist or a score sheet."), {},
                      "shortlists" if case.shortlist_id is not None else "intent_reports")
        return
    held = [each for each in linked if each.state in HELD]
    if not held:
        yield _lacks(N_("The evaluation meeting “{meeting}” has not been held yet."), {"meeting": linked[0].name},
                      "meetings", linked[0].id)
        return
    absent, best = min(((attendance.missing(look, each.id), each) for each in held), key=lambda pair: len(pair[0]))
    if absent:
        yield _lacks(N_("Nobody came to “{meeting}” from: {departments}."), {
            "meeting": best.name, "departments": [_label(DEPARTMENTS, key) for key in absent]}, "meetings", best.id)


def _report(look: Look, case: Case, today: date) -> Iterator[Missing]:
    if case.partner_id is not None and not records(look, IntentReport, IntentReport.partner_id == case.partner_id):
        yield _lacks(N_("There is no intent report."), {}, "intent_reports")


def _diligence(look: Look, case: Case, today: date) -> Iterator[Missing]:
    latest = _latest(look, case, "diligence")
    if latest is None:
        yield _lacks(N_("Due diligence has not been begun."), {}, "checklists")
    elif latest.state != "closed":
        yield _lacks(N_("Due diligence {number} is not closed."), {"number": latest.number}, "checklists", latest.id)
    elif latest.conclusion not in ("fit", "conditional"):
        yield _lacks(N_("Due diligence {number} came to: {conclusion}."), {
            "number": latest.number, "conclusion": _label(CONCLUSIONS, latest.conclusion or "")}, "checklists",
            latest.id)


def _pilot(look: Look, case: Case, today: date) -> Iterator[Missing]:
    pilots = records(look, Pilot, Pilot.partner_id == case.partner_id, order=[Pilot.begins.desc(), Pilot.id.desc()])
    if not pilots:
        yield _lacks(N_("There is no pilot."), {}, "pilots")
    elif pilots[0].verdict is None:
        yield _lacks(N_("The pilot “{pilot}” has no verdict."), {"pilot": pilots[0].title}, "pilots", pilots[0].id)


def _shortlist(look: Look, case: Case, today: date) -> Iterator[Missing]:
    approved = look.rows(
        select(ListedCandidate.id).join(Shortlist, Shortlist.id == ListedCandidate.shortlist_id)
        .where(ListedCandidate.partner_id == case.partner_id, ListedCandidate.proposal == "recommend",
               ListedCandidate.struck_at.is_(None), Shortlist.struck_at.is_(None), Shortlist.state == "approved"))
    if case.partner_id is not None and not approved:
        yield _lacks(N_("The partner stands on no approved shortlist as recommended."), {}, "shortlists")


def _onboarding(look: Look, case: Case, today: date) -> Iterator[Missing]:
    latest = _latest(look, case, "onboarding")
    if latest is None:
        yield _lacks(N_("The onboarding checklist has not been drawn up."), {}, "checklists")
        return
    points = records(look, ChecklistItem, ChecklistItem.checklist_id == latest.id)
    count = sum(1 for each in points if is_open(latest.kind, each.grade, each.done))
    if count or not points:
        yield _lacks(N_("Onboarding {number}: points still open: {count}."), {
            "number": latest.number, "count": count}, "checklists", latest.id)


def _notice(look: Look, case: Case, today: date) -> Iterator[Missing]:
    leaving = _exit(look, case)
    if leaving is None:
        yield _NO_EXIT
    elif leaving.noticed is None:
        yield _lacks(N_("Notice has not been given in exit {number}."), {"number": leaving.number}, "exits",
                      leaving.id)


def _buffer(look: Look, case: Case, today: date) -> Iterator[Missing]:
    leaving = _exit(look, case)
    if leaving is None:
        yield _NO_EXIT
    elif leaving.buffer_ends is None:
        yield _lacks(N_("Exit {number} has no end of its buffer period."), {"number": leaving.number}, "exits",
                      leaving.id)
    elif leaving.buffer_ends > today:
        yield _lacks(N_("The buffer period runs until {day}."), {"day": leaving.buffer_ends})


def _reconciled(look: Look, case: Case, today: date) -> Iterator[Missing]:
    for each in open_between(look, case.partner_id or 0, today, case.id):
        yield _lacks(N_("{matter}: {number} {name}."), {
            "matter": Label(each.what), "number": each.number, "name": each.name}, each.register, each.id)


_GATES: dict[str, Gate] = {
    "documents": _documents, "lookups": _lookups, "scores": _scores, "meeting": _meeting, "report": _report,
    "diligence": _diligence, "pilot": _pilot, "shortlist": _shortlist, "onboarding": _onboarding, "notice": _notice,
    "buffer": _buffer, "reconciled": _reconciled,
}
_NO_EXIT = _lacks(N_("The exit has not been entered."), {}, "exits")


def _label(choices: Sequence[Choice], key: str) -> Label:
    return next((Label(choice.label) for choice in choices if choice.key == key), Label(key))


def _latest(look: Look, case: Case, kind: str) -> Checklist | None:
    """The checklist of the case, else the partner's latest of that kind."""
    lists = records(look, Checklist, Checklist.partner_id == case.partner_id, Checklist.kind == kind,
                    order=[Checklist.begins.desc(), Checklist.id.desc()])
    return next((each for each in lists if each.case_id == case.id), lists[0] if lists else None)


def _exit(look: Look, case: Case) -> Exit | None:
    """The exit of the case, else the partner's latest that had not been closed before the case was opened."""
    exits = records(look, Exit, Exit.partner_id == case.partner_id, Exit.state != "withdrawn",
                    or_(Exit.closed.is_(None), Exit.closed >= case.opened),
                    order=[Exit.triggered.desc(), Exit.id.desc()])
    return next((each for each in exits if each.case_id == case.id), exits[0] if exits else None)


def _sheets(look: Look, case: Case) -> list[ScoreSheet]:
    """The score sheets about the subject that belong to this case or to none."""
    mine = ScoreSheet.case_id.is_(None) | (ScoreSheet.case_id == case.id)
    if case.partner_id is not None:
        return records(look, ScoreSheet, ScoreSheet.partner_id == case.partner_id, mine)
    need = case.need_id
    if case.shortlist_id is not None:
        shortlist = look.get(Shortlist, case.shortlist_id)
        need = shortlist.need_id if shortlist is not None else None
    return records(look, ScoreSheet, ScoreSheet.need_id == need, mine) if need is not None else []


def _meetings(look: Look, case: Case) -> set[int]:
    """The evaluation meetings that the subject's own papers name."""
    found = {each.meeting_id for each in _sheets(look, case)}
    if case.shortlist_id is not None:
        shortlist = look.get(Shortlist, case.shortlist_id)
        found.add(shortlist.meeting_id if shortlist is not None else None)
    if case.partner_id is not None:
        found |= {each.meeting_id for each in records(look, IntentReport, IntentReport.partner_id == case.partner_id)}
        found |= {meeting for (meeting,) in look.rows(
            select(Shortlist.meeting_id).join(ListedCandidate, ListedCandidate.shortlist_id == Shortlist.id)
            .where(ListedCandidate.partner_id == case.partner_id, ListedCandidate.struck_at.is_(None),
                   Shortlist.struck_at.is_(None)))}
    return {id for id in found if id is not None}
