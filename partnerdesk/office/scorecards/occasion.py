"""What a rating is part of: the partner and the need, who rates next, and how all sheets compare."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.office.comparison import Comparison, Round, Sheet, called_for_scoring, compared, rounds, sheet
from partnerdesk.office.letterhead import Named, names, records
from partnerdesk.office.partners.records import Partner
from partnerdesk.office.scorecards.records import ScoreSheet
from partnerdesk.record.look import Look

_UNNAMED = Named()


@dataclass(frozen=True)
class Occasion:
    """One sheet with what stands around it."""

    sheet: Sheet
    partner: Named
    need: Named
    raters: tuple[str, ...]  # who has scored others on this occasion and not yet this partner
    candidates: tuple[tuple[int, Named], ...]  # of the need, whom this rater has not scored yet
    round: Round  # all sheets about the partner
    comparison: Comparison | None  # all candidates of the need


def occasion(look: Look, sheet_id: int) -> Occasion:
    """All that is shown where one rates; raises `Refused` where there is no such sheet for this clerk."""
    one = sheet(look, sheet_id)
    _number, partner, _short = called_for_scoring(look, one.partner)
    need = look.get(contents.record("needs"), one.need)
    others = look.rows(
        select(ScoreSheet.rater, ScoreSheet.partner_id).where(
            ScoreSheet.struck_at.is_(None), ScoreSheet.scorecard_id == one.card.id,
            ScoreSheet.need_id.is_not_distinct_from(one.need)).order_by(ScoreSheet.id)) if one.need is not None else []
    here = {rater for rater, about in others if about == one.partner}
    mine = {about for rater, about in others if rater == one.rater}
    return Occasion(
        one, partner, Named(need.title, need.english_title or "") if need is not None else _UNNAMED,
        tuple(dict.fromkeys(rater for rater, _ in others if rater not in here)),
        tuple((id, name) for id, name in _candidates(look, one.need) if id not in mine),
        next(each for each in rounds(look, one.partner) if any(other.id == one.id for other in each.sheets)),
        next((each for each in compared(look, one.need) if each.card.id == one.card.id), None) if (
            one.need is not None) else None)


def _candidates(look: Look, need_id: int | None) -> list[tuple[int, Named]]:
    if need_id is None:
        return []
    entity = contents.record("candidates")
    ids = [each.partner_id for each in records(look, entity, entity.need_id == need_id)
           if each.state not in ("withdrew", "declined")]
    called = names(look, Partner, ids)
    return [(id, called[id]) for id in dict.fromkeys(ids) if id in called]
