"""The candidates of a need, or of an alliance that they apply to, ranked by what their score sheets came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.office.letterhead import Named, names, records
from partnerdesk.office.partners.records import Partner
from partnerdesk.office.selection.records import Candidate
from partnerdesk.record import scorecard
from partnerdesk.record.look import Look

OUT = ("withdrew", "declined")  # states of candidates that are weighed no longer


@dataclass(frozen=True)
class Ranked:
    """A candidate with what its complete score sheets came to."""

    partner_id: int
    partner: Named
    candidate_id: int | None  # none for who applies to an alliance
    state: str
    sheets: int  # complete ones
    open_sheets: int
    result: int | None  # mean of the weighted results, in hundredths
    threshold: int | None  # from which the scorecard recommends
    vetoed: bool
    meeting_id: int | None  # at which it was scored

    @property
    def proposal(self) -> str:
        """What follows from the scores: recommended from the threshold on, never against a veto."""
        if self.vetoed:
            return "decline"
        reached = scorecard.recommended(self.result, self.threshold, veto=self.vetoed)
        return "recommend" if reached else "reserve"


def of_need(look: Look, need_id: int) -> tuple[Ranked, ...]:
    """The candidates of a need, the best first; those that withdrew or were not chosen come last."""
    sheet = contents.record("score_sheets")
    standing = {each.partner_id: each for each in records(look, Candidate, Candidate.need_id == need_id)}
    return _ranked(look, list(standing), standing, sheet.need_id == need_id)


def of_alliance(look: Look, alliance_id: int) -> tuple[Ranked, ...]:
    """Those whose admission to an alliance is under way, the best first."""
    case, sheet = contents.record("cases"), contents.record("score_sheets")
    running = {each.partner_id: each.id for each in records(
        look, case, case.alliance_id == alliance_id, case.state.in_(("running", "suspended")),
        case.partner_id.is_not(None))}
    return _ranked(look, list(running), {}, sheet.case_id.in_(list(running.values())))


def _ranked(look: Look, partners: Sequence[int], standing: dict[int, Candidate], where: Any) -> tuple[Ranked, ...]:
    sheet, card = contents.record("score_sheets"), contents.record("scorecards")
    rows = look.rows(
        select(sheet.partner_id, sheet.state, sheet.result, sheet.vetoed, sheet.meeting_id, card.threshold)
        .join(card, card.id == sheet.scorecard_id)
        .where(sheet.partner_id.in_(partners), where, sheet.struck_at.is_(None)).order_by(sheet.id)) if partners else ()
    called = names(look, Partner, partners)
    made = []
    for partner in partners:
        mine = [row for row in rows if row[0] == partner]
        complete = [row for row in mine if row[1] == "complete"]
        results = [row[2] for row in complete if row[2] is not None]
        one = standing.get(partner)
        made.append(Ranked(
            partner_id=partner, partner=called.get(partner, Named()), candidate_id=one.id if one is not None else None,
            state=one.state if one is not None else "", sheets=len(complete), open_sheets=len(mine) - len(complete),
            result=scorecard.mean(results), threshold=next((row[5] for row in complete if row[5] is not None), None),
            vetoed=any(row[3] for row in complete),
            meeting_id=next((row[4] for row in reversed(mine) if row[4] is not None), None)))
    return tuple(sorted(made, key=lambda each: (each.state in OUT, each.vetoed, -(each.result or 0))))
