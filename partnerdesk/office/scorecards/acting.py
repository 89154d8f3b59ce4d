"""What is done with scorecards: taken over as shipped, revised and put in force, scored by rater after rater."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from partnerdesk import clock
from partnerdesk.office.comparison import Sheet, sheet
from partnerdesk.office.letterhead import Named, found, records
from partnerdesk.office.scorecards.records import Criterion, Score, Scorecard, ScoreSheet
from partnerdesk.office.scorecards.shipped import as_card, shipped
from partnerdesk.problems import Refused
from partnerdesk.record.draft import Draft
from partnerdesk.record.scorecard import LEAST, MOST, NOT_APPLICABLE, Marks, Template
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE, N_, Words


def take_over(work: Work, template: Template) -> int:
    """Make the office's own copy of a shipped scorecard, version 1 and in force; gives its id.

    Where the office has the scorecard already, nothing is made and the version in force is given, else the latest.
    """
    there = records(work.look, Scorecard, Scorecard.code == template.code, order=[Scorecard.edition.desc()])
    if there:
        return next((each.id for each in there if each.state == "in-force"), there[0].id)
    # The record keeps each text in both languages, whichever the screen speaks.
    card = as_card(template)
    id = work.save(listing.draft(
        work.look, "scorecards", None, code=card.code, threshold=card.threshold,
        **_both("title", card.title), **_both("basis", card.basis), **_both("points", card.points)))
    for position, criterion in enumerate(card.criteria, 1):
        work.save(listing.draft(
            work.look, "criteria", None, scorecard_id=id, position=position, weight=criterion.weight,
            veto=criterion.veto, **_both("group", criterion.group), **_both("title", criterion.title),
            **_both("guidance", criterion.guidance)))
    put_in_force(work, id)
    return id


def take_all_over(work: Work) -> list[int]:
    """Make the office's own copy of every shipped scorecard that it does not have."""
    return [take_over(work, template) for template in shipped()]


def new_version(work: Work, scorecard_id: int) -> int:
    """Make a version that can be changed, with all criteria of another; gives its id.

    A version that is being drawn up already is given instead, so that there is never more than one.
    """
    one = found(work.look, Scorecard, scorecard_id)
    drawn = records(work.look, Scorecard, Scorecard.code == one.code, Scorecard.state == "draft")
    if drawn:
        return drawn[0].id
    latest = work.look.rows(select(func.max(Scorecard.edition)).where(Scorecard.code == one.code))[0][0]
    values = _values(work, "scorecards", one.id) | {"edition": latest + 1, "state": "draft"}
    id = work.save(Draft("scorecards", values=values))
    for criterion in _criteria(work, one.id):
        work.save(Draft("criteria", values=_values(work, "criteria", criterion.id) | {"scorecard_id": id}))
    return id


def put_in_force(work: Work, scorecard_id: int) -> int:
    """Put a version in force in the place of the one before; raises `Unsaved` unless its weights make up a whole."""
    one = found(work.look, Scorecard, scorecard_id)
    for each in records(work.look, Scorecard, Scorecard.code == one.code, Scorecard.state == "in-force"):
        if each.id != one.id:
            before = listing.draft(work.look, "scorecards", each.id)
            before["state"] = "superseded"
            work.save(before)
    draft = listing.draft(work.look, "scorecards", one.id)
    draft["state"] = "in-force"
    return work.save(draft)


def add_criterion(work: Work, scorecard_id: int, **values: Any) -> int:
    """Put another criterion at the end of a version, in the last one's group unless another is given."""
    there = _criteria(work, scorecard_id)
    last = there[-1] if there else None
    given = {"group": last.group, "english_group": last.english_group} if last is not None else {}
    return work.save(listing.draft(
        work.look, "criteria", None, **{"scorecard_id": scorecard_id, "position": len(there) + 1, "weight": 0,
                                        **given, **values}))


def change_criterion(work: Work, criterion_id: int, **values: Any) -> int:
    """Change single facts of a criterion: its weight, its veto, its words."""
    draft = listing.draft(work.look, "criteria", criterion_id)
    for name, value in values.items():
        draft[name] = value
    return work.save(draft)


def move_criterion(work: Work, criterion_id: int, by: int) -> None:
    """Move a criterion up (-1) or down (1) among its neighbours."""
    one = found(work.look, Criterion, criterion_id)
    there = _criteria(work, one.scorecard_id)
    at = next(place for place, each in enumerate(there) if each.id == one.id)
    there.insert(max(at + by, 0), there.pop(at))
    _number(work, there)


def drop_criterion(work: Work, criterion_id: int) -> None:
    """Take a criterion out of a version that is being drawn up."""
    one = found(work.look, Criterion, criterion_id)
    if found(work.look, Scorecard, one.scorecard_id).state != "draft":
        raise Refused(N_("Only a version that is being drawn up can be changed. Make a new version first."))
    work.strike("criteria", one.id, Words(CHINESE)(N_("Not part of the new version")))
    _number(work, _criteria(work, one.scorecard_id))


def begin_sheet(work: Work, scorecard_id: int, partner_id: int, rater: str, rated: date, **more: Any) -> int:
    """Begin one rater's sheet about a partner, for a need, in a procedure, at a meeting; gives its id."""
    if found(work.look, Scorecard, scorecard_id).state != "in-force":
        raise Refused(N_("This version of the scorecard is not in force; score by the one that is."))
    return work.save(listing.draft(
        work.look, "score_sheets", None, scorecard_id=scorecard_id, partner_id=partner_id, rater=rater, rated=rated,
        **more))


def score(work: Work, sheet_id: int, marks: Marks, remarks: Mapping[int, str] | None = None) -> Sheet:
    """Save all marks of a sheet, and what comes of them, in one step; gives the sheet as it stands then.

    `marks` has points from 1 to 5 for a criterion, or 0 where it does not apply; what it leaves out is open. The sheet
    is complete when nothing is open.
    """
    before = sheet(work.look, sheet_id)
    strange = set(marks) - {each.id for each in before.card.criteria}
    if strange:
        raise Refused(N_("The sheet has no such criterion."))
    if any(points != NOT_APPLICABLE and not LEAST <= points <= MOST for points in marks.values()):
        raise Refused(N_("Points go from 1 to 5."))
    told = before.remarks if remarks is None else remarks
    rows = {each.criterion_id: each.id for each in records(work.look, Score, Score.sheet_id == sheet_id)}
    for criterion in before.card.criteria:
        points, remark = marks.get(criterion.id), told.get(criterion.id) or ""
        if (points, remark) == (before.marks.get(criterion.id), before.remarks.get(criterion.id, "")):
            continue
        draft = listing.draft(work.look, "scores", rows.get(criterion.id), **(
            {} if criterion.id in rows else {"sheet_id": sheet_id, "criterion_id": criterion.id}))
        draft["points"] = points or None
        draft["not_applicable"] = points == NOT_APPLICABLE
        draft["remark"] = remark or None
        work.save(draft)
    after = sheet(work.look, sheet_id)
    whole = listing.draft(work.look, "score_sheets", sheet_id)
    whole["result"], whole["vetoed"] = after.result, bool(after.vetoes)
    whole["state"] = "open" if after.open else "complete"
    work.save(whole)
    return sheet(work.look, sheet_id)


def _both(name: str, said: Named) -> dict[str, str]:
    return {name: said.chinese, f"english_{name}": said.english}


def mark(work: Work, sheet_id: int, criterion_id: int, points: int | None) -> Sheet:
    """Give points for one criterion, 0 where it does not apply; nothing takes the mark away again."""
    marks = {**sheet(work.look, sheet_id).marks}
    if points is None:
        marks.pop(criterion_id, None)
    else:
        marks[criterion_id] = points
    return score(work, sheet_id, marks)


def remark_on(work: Work, sheet_id: int, criterion_id: int, remark: str) -> Sheet:
    """Note something beside one criterion; an empty text takes it away."""
    before = sheet(work.look, sheet_id)
    return score(work, sheet_id, before.marks, {**before.remarks, criterion_id: remark})


def next_sheet(work: Work, sheet_id: int, rater: str, partner_id: int | None = None) -> int:
    """Begin the next sheet of an occasion: by another rater, or about the need's next candidate.

    It has the day and the meeting of the one before, and the department that the rater has on another sheet. Refused
    where that rater has a sheet about the partner already.
    """
    like = found(work.look, ScoreSheet, sheet_id)
    partner = like.partner_id if partner_id is None else partner_id
    others = records(
        work.look, ScoreSheet, ScoreSheet.scorecard_id == like.scorecard_id, ScoreSheet.rater == rater,
        ScoreSheet.need_id.is_not_distinct_from(like.need_id), ScoreSheet.case_id.is_not_distinct_from(like.case_id))
    if any(each.partner_id == partner for each in others):
        raise Refused(N_("{rater} has a sheet about this partner already."), rater=rater)
    department = next((each.department for each in others if each.department), None)
    return begin_sheet(work, like.scorecard_id, partner, rater, like.rated or clock.today(), department=department,
                       need_id=like.need_id, case_id=like.case_id if partner == like.partner_id else None,
                       meeting_id=like.meeting_id)


def _criteria(work: Work, scorecard_id: int) -> list[Criterion]:
    return records(work.look, Criterion, Criterion.scorecard_id == scorecard_id,
                   order=[Criterion.position.is_(None), Criterion.position])


def _number(work: Work, criteria: Iterable[Criterion]) -> None:
    """Number criteria through in their order."""
    for position, each in enumerate(criteria, 1):
        if each.position != position:
            change_criterion(work, each.id, position=position)


def _values(work: Work, register: str, id: int) -> dict[str, Any]:
    return dict(listing.draft(work.look, register, id).loaded)
