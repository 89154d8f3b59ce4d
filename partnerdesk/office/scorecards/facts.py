"""What the papers about scores state, read at once and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerdesk import clock
from partnerdesk.office import contents
from partnerdesk.office.comparison import (
    Card,
    Comparison,
    Round,
    Sheet,
    called_for_scoring,
    card,
    card_in_force,
    compared,
    rounds,
    sheet,
)
from partnerdesk.office.letterhead import Letterhead, Named, found, letterhead
from partnerdesk.office.partners.records import Partner
from partnerdesk.office.scorecards.shipped import as_card, suiting
from partnerdesk.record.look import Look

_UNNAMED = Named()


@dataclass(frozen=True)
class About:
    """Whom a sheet is about, and on what occasion; empty where it is filled in by hand."""

    partner_number: str = ""
    partner: Named = _UNNAMED
    need: Named = _UNNAMED
    need_number: str = ""
    case_number: str = ""
    meeting: Named = _UNNAMED


@dataclass(frozen=True)
class RatingSheet:
    """A sheet to be filled in by hand."""

    letterhead: Letterhead
    card: Card
    about: About
    day: date


@dataclass(frozen=True)
class FilledSheet:
    """A sheet that a rater has filled in, to be signed."""

    letterhead: Letterhead
    sheet: Sheet
    about: About
    day: date


@dataclass(frozen=True)
class PartnerComparison:
    """How each rater scored one partner, occasion by occasion."""

    letterhead: Letterhead
    number: str
    name: Named
    rounds: tuple[Round, ...]
    day: date


@dataclass(frozen=True)
class CandidateComparison:
    """The candidates of a need side by side."""

    letterhead: Letterhead
    number: str
    need: Named
    comparisons: tuple[Comparison, ...]
    day: date


def rating_sheet(look: Look, scorecard_id: int | None) -> RatingSheet:
    """A blank sheet of one version of a scorecard."""
    head = letterhead(look)
    return RatingSheet(head, card(look, scorecard_id), About(), clock.today(head.zone))


def partner_rating_sheet(look: Look, partner_id: int | None) -> RatingSheet:
    """A blank sheet about one partner, by the card that suits its kinds."""
    partner = found(look, Partner, partner_id)
    return _blank(look, partner.kinds or (), _about(look, partner.id, None, None, None))


def case_rating_sheet(look: Look, case_id: int | None) -> RatingSheet:
    """A blank sheet in a procedure: its number, its partner and its need stand on it."""
    case = found(look, contents.record("cases"), case_id)
    partner = look.get(Partner, case.partner_id)
    about = _about(look, case.partner_id, case.need_id, case.id, None)
    return _blank(look, partner.kinds or () if partner is not None else (), about, need=case.need_id is not None)


def score_sheet(look: Look, sheet_id: int | None) -> FilledSheet:
    """One rater's sheet as it stands."""
    one = sheet(look, sheet_id)
    kept = found(look, contents.record("score_sheets"), sheet_id)
    head = letterhead(look)
    about = _about(look, one.partner, one.need, one.case, kept.meeting_id)
    return FilledSheet(head, one, about, clock.today(head.zone))


def partner_comparison(look: Look, partner_id: int | None) -> PartnerComparison:
    """All sheets about one partner."""
    partner = found(look, Partner, partner_id)
    head = letterhead(look)
    return PartnerComparison(head, partner.number or "", Named(partner.name, partner.english_name or ""),
                             rounds(look, partner.id), clock.today(head.zone))


def candidate_comparison(look: Look, need_id: int | None) -> CandidateComparison:
    """All sheets about the candidates of one need."""
    need = found(look, contents.record("needs"), need_id)
    head = letterhead(look)
    return CandidateComparison(head, need.number or "", Named(need.title, need.english_title or ""),
                               compared(look, need.id), clock.today(head.zone))


def _blank(look: Look, kinds: tuple[str, ...], about: About, *, need: bool = False) -> RatingSheet:
    template = suiting(kinds, need=need)
    head = letterhead(look)
    return RatingSheet(head, card_in_force(look, template.code) or as_card(template), about, clock.today(head.zone))


def _about(look: Look, partner_id: int | None, need_id: int | None, case_id: int | None,
           meeting_id: int | None) -> About:
    number, name, _short = called_for_scoring(look, partner_id) if partner_id is not None else (
        "", _UNNAMED, _UNNAMED)
    need = look.get(contents.record("needs"), need_id)
    case = look.get(contents.record("cases"), case_id)
    meeting = look.get(contents.record("meetings"), meeting_id)
    return About(
        number, name,
        Named(need.title, need.english_title or "") if need is not None else _UNNAMED,
        need.number or "" if need is not None else "",
        case.number or "" if case is not None else "",
        Named(meeting.name, meeting.english_name or "") if meeting is not None else _UNNAMED)
