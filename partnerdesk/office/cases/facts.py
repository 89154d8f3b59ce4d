"""What the approval form of a case states, read at once and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from partnerdesk import clock
from partnerdesk.office.cases.course import Course, course
from partnerdesk.office.contents import record
from partnerdesk.office.identity import Identity, identity
from partnerdesk.office.letterhead import Letterhead, Named, letterhead, records
from partnerdesk.office.proofs import BY_CODE, documents_standing
from partnerdesk.record.look import Look


@dataclass(frozen=True)
class Shown:
    """A qualification document as the form names it."""

    kind: str
    number: str
    issuer: str
    since: date | None
    until: date | None
    permanent: bool
    standing: str


@dataclass(frozen=True)
class LookedUp:
    """A look-up of lawsuits or penalties."""

    place: str
    day: date
    outcome: str
    findings: str
    by: str


@dataclass(frozen=True)
class Scored:
    """A complete score sheet."""

    card: Named
    rater: str
    department: str
    day: date | None
    result: int | None
    vetoed: bool


@dataclass(frozen=True)
class ApprovalForm:
    """A case with its subject, the subject's proofs, and what each step decided."""

    letterhead: Letterhead
    course: Course
    partner: Identity | None
    documents: tuple[Shown, ...]
    lookups: tuple[LookedUp, ...]
    scores: tuple[Scored, ...]
    day: date

    @property
    def mean(self) -> int | None:
        """The mean of all weighted results, in hundredths."""
        results = [each.result for each in self.scores if each.result is not None]
        return round(sum(results) / len(results)) if results else None


def approval_form(look: Look, case_id: int | None) -> ApprovalForm:
    """The form of one case; raises `Refused` where there is none for this clerk."""
    head = letterhead(look)
    today = clock.today(head.zone)
    seen = course(look, case_id or 0, today)
    about = seen.subject_id if seen.subject == "partner_id" else None
    asked = {gate for step in seen.steps for gate in step.gates}
    # What the procedure does not ask for only makes its form longer.
    examined = about if asked & {"documents", "lookups"} else None
    return ApprovalForm(
        letterhead=head,
        course=seen,
        partner=identity(look, about) if about is not None else None,
        documents=_documents(look, examined, today) if examined is not None else (),
        lookups=_lookups(look, examined, seen) if examined is not None else (),
        scores=_scores(look, about, seen) if about is not None else (),
        day=today,
    )


def _documents(look: Look, partner_id: int, today: date) -> tuple[Shown, ...]:
    document = record("qualifications")
    kept = {each.id: each for each in records(look, document, document.partner_id == partner_id)}
    shown = []
    for standing in documents_standing(look, partner_id, today):
        if standing.standing == BY_CODE:
            continue
        one = kept.get(standing.document)
        shown.append(Shown(
            kind=standing.kind, standing=standing.standing, number=(one.document_number or "") if one else "",
            issuer=(one.issuer or "") if one else "", since=one.valid_from if one else None,
            until=one.valid_until if one else None, permanent=bool(one and one.permanent)))
    return tuple(shown)


def _lookups(look: Look, partner_id: int, seen: Course) -> tuple[LookedUp, ...]:
    """The latest look-up at each place, as far as the case goes."""
    lookup = record("lookups")
    until = seen.closed or date.max
    latest: dict[str, LookedUp] = {}
    for each in records(look, lookup, lookup.partner_id == partner_id, lookup.looked_up <= until,
                        order=[lookup.looked_up]):
        latest[each.place] = LookedUp(each.place, each.looked_up, each.outcome, each.findings or "", each.by or "")
    return tuple(latest.values())


def _scores(look: Look, partner_id: int, seen: Course) -> tuple[Scored, ...]:
    """The complete sheets that belong to the case or to none."""
    sheet, card = record("score_sheets"), record("scorecards")
    rows = look.rows(
        select(card.title, card.english_title, sheet.rater, sheet.department, sheet.rated, sheet.result, sheet.vetoed)
        .join(card, card.id == sheet.scorecard_id)
        .where(sheet.struck_at.is_(None), sheet.partner_id == partner_id, sheet.state == "complete",
               sheet.case_id.is_(None) | (sheet.case_id == seen.id))
        .order_by(sheet.rated, sheet.id))
    return tuple(
        Scored(Named(title, english or ""), rater, department or "", rated, result, vetoed)
        for title, english, rater, department, rated, result, vetoed in rows)
