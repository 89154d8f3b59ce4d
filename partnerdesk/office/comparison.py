"""Score sheets read and weighed for every desk that asks: a sheet, a partner's standing, candidates compared."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from partnerdesk.office import contents
from partnerdesk.office.letterhead import Named, found, records
from partnerdesk.office.partners.records import Partner
from partnerdesk.record import scorecard
from partnerdesk.record.look import Look
from partnerdesk.record.scorecard import NOT_APPLICABLE, Spread, Weighed

_UNNAMED = Named()


@dataclass(frozen=True)
class CriterionFacts:
    """A criterion as sheets and comparisons show it."""

    id: int
    title: Named
    group: Named
    weight: int  # hundredths of a percent
    veto: int | None
    guidance: Named


@dataclass(frozen=True)
class Card:
    """One version of a scorecard with its criteria in order."""

    id: int
    code: str
    title: Named
    edition: int
    state: str
    basis: Named
    points: Named  # what each point means, five lines
    threshold: int | None  # hundredths of a point
    criteria: tuple[CriterionFacts, ...]

    @cached_property
    def weighed(self) -> tuple[Weighed, ...]:
        """The criteria as the arithmetic takes them."""
        return tuple(Weighed(each.id, each.weight, each.veto, each.group) for each in self.criteria)

    @cached_property
    def groups(self) -> tuple[Named, ...]:
        """The groups in order; one without a name where the criteria are not grouped."""
        return tuple(dict.fromkeys(each.group for each in self.criteria))

    @property
    def weight(self) -> int:
        """All weights together, in hundredths of a percent."""
        return sum(each.weight for each in self.criteria)


@dataclass(frozen=True)
class Sheet:
    """One rater's sheet about one partner."""

    id: int
    number: str
    card: Card
    partner: int
    need: int | None
    case: int | None
    rater: str
    department: str
    rated: date | None
    complete: bool
    marks: Mapping[int, int]  # criterion → points, 0 where it does not apply
    remarks: Mapping[int, str]
    remark: str

    @cached_property
    def result(self) -> int | None:
        """The weighted result of what is marked so far, in hundredths of a point."""
        return scorecard.result(self.card.weighed, self.marks)

    @cached_property
    def open(self) -> tuple[int, ...]:
        """The criteria without a mark."""
        return scorecard.still_open(self.card.weighed, self.marks)

    @cached_property
    def vetoes(self) -> tuple[int, ...]:
        """The criteria whose points forbid a recommendation."""
        return scorecard.vetoed(self.card.weighed, self.marks)

    @cached_property
    def groups(self) -> Mapping[Hashable, int | None]:
        return scorecard.by_group(self.card.weighed, self.marks)


@dataclass(frozen=True)
class Veto:
    """A rater's points that forbid a recommendation."""

    criterion: CriterionFacts
    rater: str
    points: int


@dataclass(frozen=True)
class Standing:
    """What all complete sheets about one partner by one card come to."""

    partner: int
    number: str
    name: Named
    short: Named
    sheets: tuple[Sheet, ...] = ()  # complete, and so counted
    begun: int = 0  # sheets that are not complete and do not count
    place: int | None = None  # among candidates; none without a result or with a veto
    threshold: int | None = None

    @cached_property
    def result(self) -> int | None:
        """The mean of the sheets' results, in hundredths of a point."""
        return scorecard.mean(sheet.result for sheet in self.sheets)

    @cached_property
    def spread(self) -> tuple[int, int, int] | None:
        """The lowest and the highest result of a sheet and their standard deviation, in hundredths of a point."""
        results = [sheet.result for sheet in self.sheets if sheet.result is not None]
        return (min(results), max(results), scorecard.deviation(results)) if results else None

    @cached_property
    def vetoes(self) -> tuple[Veto, ...]:
        return tuple(
            Veto(criterion, sheet.rater, sheet.marks[criterion.id])
            for sheet in self.sheets for criterion in sheet.card.criteria if criterion.id in sheet.vetoes)

    @property
    def recommended(self) -> bool:
        """Whether the result speaks for a recommendation."""
        return scorecard.recommended(self.result, self.threshold, veto=bool(self.vetoes))

    def of(self, criterion: int) -> Spread | None:
        """How the raters see one criterion; nothing where it applies to nobody."""
        return scorecard.spread(sheet.marks.get(criterion, NOT_APPLICABLE) for sheet in self.sheets)

    def of_group(self, group: Named) -> int | None:
        """The mean of the sheets' results in one group, in hundredths of a point."""
        return scorecard.mean(sheet.groups.get(group) for sheet in self.sheets)

    def apart(self, card: Card) -> tuple[CriterionFacts, ...]:
        """The criteria on which the raters disagree."""
        return tuple(each for each in card.criteria if (seen := self.of(each.id)) is not None and seen.apart)


@dataclass(frozen=True)
class Comparison:
    """Candidates side by side by one card: the best first, those without a place last."""

    card: Card
    standings: tuple[Standing, ...]

    @property
    def recommended(self) -> tuple[Standing, ...]:
        return tuple(each for each in self.standings if each.recommended)

    @property
    def raters(self) -> tuple[str, ...]:
        """Everybody whose sheet counts, each once."""
        return tuple(dict.fromkeys(sheet.rater for each in self.standings for sheet in each.sheets))


@dataclass(frozen=True)
class Round:
    """One occasion on which a partner was scored: by one card, for one need or procedure, by some raters."""

    card: Card
    standing: Standing
    sheets: tuple[Sheet, ...]  # the open ones too
    need: int | None
    need_title: Named
    case: int | None
    case_number: str


def card(look: Look, card_id: int | None) -> Card:
    """One version of a scorecard; raises `Refused` where there is none for this clerk."""
    return _cards(look, [found(look, contents.record("scorecards"), card_id)])[0]


def card_in_force(look: Look, code: str) -> Card | None:
    """The version of a scorecard that is in force."""
    entity = contents.record("scorecards")
    return next(iter(_cards(look, records(look, entity, entity.code == code, entity.state == "in-force"))), None)


def cards_in_force(look: Look) -> list[Card]:
    """All scorecards in force, in the order of their making."""
    entity = contents.record("scorecards")
    return _cards(look, records(look, entity, entity.state == "in-force"))


def sheet(look: Look, sheet_id: int | None) -> Sheet:
    """One sheet; raises `Refused` where there is none for this clerk."""
    return _sheets(look, [found(look, contents.record("score_sheets"), sheet_id)])[0]


def compared(look: Look, need_id: int) -> tuple[Comparison, ...]:
    """The candidates of a need by each card that they were scored by, the card with most sheets first.

    A candidate that nobody has scored stands at the end of each comparison; who withdrew stands in none.
    """
    entity, candidates = contents.record("score_sheets"), contents.record("candidates")
    standing_for = {each.partner_id: each.state != "withdrew"
                    for each in records(look, candidates, candidates.need_id == need_id)}
    sheets = [each for each in _sheets(look, records(look, entity, entity.need_id == need_id))
              if standing_for.get(each.partner, True)]
    named = [id for id, stands in standing_for.items() if stands]
    scored = {each.partner for each in sheets}
    waiting = [id for id in named if id not in scored]
    called = _called(look, {*named, *scored})
    found_by: dict[int, list[Sheet]] = {}
    for each in sheets:
        found_by.setdefault(each.card.id, []).append(each)
    made = [
        comparison(some[0].card, [
            standing(called, id, [each for each in some if each.partner == id], some[0].card)
            for id in dict.fromkeys([*(each.partner for each in some), *waiting])])
        for some in found_by.values()]
    return tuple(sorted(made, key=lambda each: (-sum(len(one.sheets) for one in each.standings), each.card.id)))


def rounds(look: Look, partner_id: int) -> tuple[Round, ...]:
    """Every occasion on which a partner was scored, the latest first."""
    entity = contents.record("score_sheets")
    occasions: dict[tuple[int, int | None, int | None], list[Sheet]] = {}
    for each in _sheets(look, records(look, entity, entity.partner_id == partner_id)):
        occasions.setdefault((each.card.id, each.need, each.case), []).append(each)
    called = _called(look, [partner_id])
    needs = _titles(look, (need for _, need, _ in occasions))
    cases = {each.id: each.number or "" for each in _some(look, "cases", (case for _, _, case in occasions))}
    made = [
        Round(some[0].card, standing(called, partner_id, some, some[0].card), tuple(some), need,
              needs.get(need, _UNNAMED), case, cases.get(case, ""))
        for (_, need, case), some in occasions.items()]
    return tuple(sorted(made, key=_latest, reverse=True))


def _latest(one: Round) -> tuple[date, int]:
    return max((each.rated or date.min, each.id) for each in one.sheets)


def comparison(card: Card, standings: Iterable[Standing]) -> Comparison:
    """Standings given their places: a veto takes the place away, equal results share one."""
    some = list(standings)
    places = scorecard.ranks({each.partner: None if each.vetoes else each.result for each in some})
    placed = [replace(each, place=places.get(each.partner)) for each in some]
    last = len(placed) + 1
    return Comparison(card, tuple(sorted(placed, key=lambda each: (
        each.place or last, -(each.result or 0), each.number, each.partner))))


def standing(called: Mapping[int, tuple[str, Named, Named]], partner: int, sheets: Iterable[Sheet],
             card: Card) -> Standing:
    """What the sheets about one partner come to; those that are not complete are only counted."""
    some = list(sheets)
    number, name, short = called.get(partner, ("", _UNNAMED, _UNNAMED))
    complete = tuple(each for each in some if each.complete)
    return Standing(partner, number, name, short, complete, len(some) - len(complete), threshold=card.threshold)


def called_for_scoring(look: Look, partner_id: int) -> tuple[str, Named, Named]:
    """A partner's number, name and short name; unnamed where it is withheld."""
    return _called(look, [partner_id]).get(partner_id, ("", _UNNAMED, _UNNAMED))


def _called(look: Look, ids: Iterable[int]) -> dict[int, tuple[str, Named, Named]]:
    """Number, name and short name of partners; withheld ones are left out."""
    found_ones = records(look, Partner, Partner.id.in_(list(ids)))
    return {
        each.id: (each.number or "", Named(each.name, each.english_name or ""),
                  Named(_first(each.aliases) or each.name, each.english_name or ""))
        for each in found_ones}


def _first(aliases: str | None) -> str:
    return (aliases or "").replace("；", ";").split(";")[0].strip()


def _some(look: Look, key: str, ids: Iterable[int | None]) -> list[Any]:
    wanted = sorted({id for id in ids if id is not None})
    entity = contents.record(key)
    return records(look, entity, entity.id.in_(wanted)) if wanted else []


def _titles(look: Look, ids: Iterable[int | None]) -> dict[int | None, Named]:
    return {each.id: Named(each.title, each.english_title or "") for each in _some(look, "needs", ids)}


def _cards(look: Look, some: Iterable[Any]) -> list[Card]:
    """The cards with their criteria, asked for at once."""
    kept = list(some)
    entity = contents.record("criteria")
    criteria: dict[int, list[CriterionFacts]] = {each.id: [] for each in kept}
    order = [entity.position.is_(None), entity.position]
    for one in records(look, entity, entity.scorecard_id.in_(list(criteria)), order=order) if kept else []:
        criteria[one.scorecard_id].append(CriterionFacts(
            one.id, Named(one.title, one.english_title or ""), Named(one.group or "", one.english_group or ""),
            one.weight or 0, one.veto, Named(one.guidance or "", one.english_guidance or "")))
    return [
        Card(each.id, each.code, Named(each.title, each.english_title or ""), each.edition, each.state,
             Named(each.basis or "", each.english_basis or ""), Named(each.points or "", each.english_points or ""),
             each.threshold, tuple(criteria[each.id]))
        for each in kept]


def _sheets(look: Look, some: Iterable[Any]) -> list[Sheet]:
    """The sheets with their marks, asked for at once; one by a card that is withheld or struck out is left out."""
    kept = list(some)
    cards = {each.id: each for each in _cards(look, _some(look, "scorecards", (each.scorecard_id for each in kept)))}
    marks: dict[int, dict[int, int]] = {each.id: {} for each in kept}
    remarks: dict[int, dict[int, str]] = {each.id: {} for each in kept}
    entity = contents.record("scores")
    for one in records(look, entity, entity.sheet_id.in_(list(marks))) if kept else []:
        if one.not_applicable or one.points is not None:
            marks[one.sheet_id][one.criterion_id] = NOT_APPLICABLE if one.not_applicable else one.points
        if one.remark:
            remarks[one.sheet_id][one.criterion_id] = one.remark
    return [
        Sheet(each.id, each.number or "", cards[each.scorecard_id], each.partner_id, each.need_id, each.case_id,
              each.rater, each.department or "", each.rated, each.state == "complete", marks[each.id],
              remarks[each.id], each.remark or "")
        for each in kept if each.scorecard_id in cards]
