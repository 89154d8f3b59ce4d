"""The comparisons on paper: raters of one partner, candidates of one need, with ranking, spread and radar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from partnerdesk.office.comparison import Card, Comparison, CriterionFacts, Round, Sheet, Standing
from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.office.forms import chapters, filled, pairs, short_day
from partnerdesk.office.letterhead import Letterhead, Named
from partnerdesk.office.scorecards import figures
from partnerdesk.office.scorecards.facts import CandidateComparison, PartnerComparison
from partnerdesk.office.wording import choice_label
from partnerdesk.paper.blocks import (
    Align,
    Block,
    Cell,
    Chart,
    Column,
    Fact,
    Facts,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Profile,
    Signatures,
    Title,
)
from partnerdesk.words import N_, Words

T = TypeVar("T")

ABREAST = 12  # candidates or raters beside one another; more go on in a further table
FEW = 7  # up to so many stand in the heads by name, more by number
RADAR = 84  # millimetres


# -- the candidates of a need


def candidate_comparison(facts: CandidateComparison, words: Words) -> Paper:
    """Who ranks where, why, how the raters differ, and who is recommended."""
    title = words(N_("Comparison of candidates: {need}"), need=facts.need.said(words))
    blocks: list[Block] = [Title(title)]
    if not facts.comparisons:
        blocks.append(Paragraph(words(N_("No score sheet about a candidate has been begun yet."))))
    for place, one in enumerate(facts.comparisons):
        if len(facts.comparisons) > 1:
            blocks.append(Heading(_card(one.card, words), level=1, bookmark=True))
        blocks.append(_of_the_need(facts, one, words))
        blocks += chapters(words, (
            (N_("Ranking"), (_ranking(one, words),)),
            (N_("Recommended list"), _recommended(one, words)),
            (N_("Vetoes"), _vetoes(one, words)),
            (N_("Results by criterion"), tuple(_candidates_by_criterion(one, words))),
            (N_("Radar of the candidates"), _radar_of(one, words)),
        ), bookmark=len(facts.comparisons) == 1 and not place)
        signed = (words(N_("Chair of the evaluation")), words(N_("Recorded by")))
        blocks.append(Signatures(signed, columns=2, height=16))
    return Paper("candidate-comparison", title, Profile.LEDGER, tuple(blocks), language=words.language,
                 footer=_footer(facts.letterhead, facts.day, words), total_pages=True)


def _of_the_need(facts: CandidateComparison, one: Comparison, words: Words) -> Facts:
    return pairs((
        Fact(words(N_("Number of the need")), facts.number),
        Fact(words(N_("Scorecard")), _card(one.card, words)),
        Fact(words(N_("Laid down in")), one.card.basis.said(words)),
        Fact(words(N_("Recommended from")), figures.points(one.card.threshold) if one.card.threshold else ""),
        Fact(words(N_("Raters")), words.listed(one.raters), wide=True),
    ))


def _ranking(one: Comparison, words: Words) -> Grid:
    return Grid(
        columns=(
            Column(words(N_("No.")), 11, Align.CENTRE), Column(words(N_("Rank")), 14, Align.CENTRE),
            Column(words(N_("Number")), 27), Column(words(N_("Candidate")), share=1.6),
            Column(words(N_("Weighted result")), 20, Align.CENTRE),
            Column(words(N_("Lowest to highest")), 28, Align.CENTRE),
            Column(words(N_("Standard deviation")), 20, Align.CENTRE),
            Column(words(N_("Sheets counted")), 15, Align.CENTRE), Column(words(N_("Conclusion")), share=1.0)),
        rows=tuple(
            (str(number), str(each.place or "—"), each.number, each.name.said(words),
             Cell(figures.points(each.result), bold=True), lowest_to_highest(each), _deviation(each),
             str(len(each.sheets)), conclusion(each, words))
            for number, each in enumerate(one.standings, 1)),
        row_height=8)


def conclusion(standing: Standing, words: Words) -> str:
    """What a candidate's result says, in a word, and what is still missing."""
    if standing.result is None:
        said = words(N_("Not scored yet"))
    elif standing.vetoes:
        said = words(N_("Not recommended: veto"))
    elif standing.recommended:
        said = words(N_("Recommended"))
    else:
        said = words(N_("Not recommended: below the threshold"))
    if not standing.begun:
        return said
    begun = words.many("{count} sheet open", "{count} sheets open", standing.begun)
    return f"{said}（{begun}）" if words.chinese else f"{said} ({begun})"


def lowest_to_highest(standing: Standing) -> str:
    """Between which results the sheets lie."""
    if standing.spread is None:
        return ""
    lowest, highest, _ = standing.spread
    return f"{figures.points(lowest)}–{figures.points(highest)}"


def _deviation(standing: Standing) -> str:
    return "" if standing.spread is None else figures.points(standing.spread[2])


def _radar_of(one: Comparison, words: Words) -> tuple[Chart, ...]:
    drawn = figures.radar(one.card, figures.of_standings(one.standings, words), words, height=RADAR)
    return (drawn,) if drawn is not None else ()


def _candidates_by_criterion(one: Comparison, words: Words) -> Iterator[Block]:
    """A line a criterion, a column a candidate; where the raters disagree a mark stands beside the mean."""
    numbered = list(enumerate(one.standings, 1))
    by_name = len(numbered) <= FEW
    for some in _abreast(numbered):
        yield Grid(
            columns=(
                Column(words(N_("Criterion")), 60), Column(words(N_("Weight")), 15, Align.CENTRE),
                *(Column(each.short.said(words) if by_name else str(number), 0, Align.CENTRE)
                  for number, each in some)),
            rows=tuple(_lines_of_groups(one.card, [
                (each.of_group, partial(_mean, each)) for _, each in some], words)),
            total=(Cell(words(N_("Weighted result")), bold=True), "",
                   *(Cell(figures.points(each.result), bold=True) for _, each in some)),
            row_height=7)
    if not by_name:
        yield Paragraph(words(N_("The columns bear the numbers of the ranking.")), indent=False)
    yield Paragraph(_marks_meant(words), indent=False)


def _mean(standing: Standing, criterion: CriterionFacts) -> str:
    seen = standing.of(criterion.id)
    if seen is None:
        return "—"
    return figures.points(seen.mean) + (" ※" if seen.apart else "")


def _vetoes(one: Comparison, words: Words) -> tuple[Block, ...]:
    return filled(Grid(
        columns=(Column(words(N_("Candidate")), share=1.0), Column(words(N_("Vetoes")), share=1.6)),
        rows=tuple((each.name.said(words), said_vetoes(each, words)) for each in one.standings if each.vetoes)))


def said_vetoes(standing: Standing, words: Words) -> str:
    """Who vetoed on which criterion with how many points."""
    return ("；" if words.chinese else "; ").join(
        words(N_("{rater}: {criterion}, {points}"), rater=veto.rater, criterion=veto.criterion.title.said(words),
              points=veto.points) for veto in standing.vetoes)


def _recommended(one: Comparison, words: Words) -> tuple[Block, ...]:
    if not one.recommended:
        return (Paragraph(words(N_("Nobody is recommended by these results."))),)
    return (Grid(
        columns=(Column(words(N_("Rank")), 14, Align.CENTRE), Column(words(N_("Number")), 27),
                 Column(words(N_("Recommended candidate")), share=1.0),
                 Column(words(N_("Weighted result")), 26, Align.CENTRE), Column(words(N_("Remark")), share=0.8)),
        rows=tuple(
            (str(each.place), each.number, each.name.said(words), Cell(figures.points(each.result), bold=True), "")
            for each in one.recommended),
        row_height=9),)


# -- the raters of a partner


def partner_comparison(facts: PartnerComparison, words: Words) -> Paper:
    """How each rater scored one partner, what it comes to, and where they disagree."""
    title = words(N_("Comparison of score sheets: {name}"), name=facts.name.said(words))
    blocks: list[Block] = [Title(title)]
    if not facts.rounds:
        blocks.append(Paragraph(words(N_("No score sheet about this partner has been begun yet."))))
    for one in facts.rounds:
        blocks.append(Heading(_occasion(one, words), level=1, bookmark=True))
        blocks.append(_of_the_partner(facts, one, words))
        if not one.standing.sheets:
            blocks.append(Paragraph(words(N_("No sheet of this occasion is complete yet."))))
            continue
        blocks.append(_sheets(one, words))
        blocks += _raters_by_criterion(one, words)
        drawn = figures.radar(one.card, [figures.of_sheet(each) for each in one.standing.sheets], words, height=RADAR)
        if drawn is not None:
            blocks.append(drawn)
    return Paper("partner-comparison", title, Profile.LEDGER, tuple(blocks), language=words.language,
                 footer=_footer(facts.letterhead, facts.day, words), total_pages=True)


def _occasion(one: Round, words: Words) -> str:
    return " · ".join(part for part in (_card(one.card, words), one.need_title.said(words), one.case_number) if part)


def _of_the_partner(facts: PartnerComparison, one: Round, words: Words) -> Facts:
    standing = one.standing
    return pairs((
        Fact(words(N_("Number of the partner")), facts.number),
        Fact(words(N_("Weighted result")), figures.points(standing.result)),
        Fact(words(N_("Recommended from")), figures.points(one.card.threshold) if one.card.threshold else ""),
        Fact(words(N_("Conclusion")), conclusion(standing, words)),
        Fact(words(N_("Lowest to highest")), lowest_to_highest(standing)),
        Fact(words(N_("Standard deviation")), _deviation(standing)),
        Fact(words(N_("Vetoes")), said_vetoes(standing, words), wide=True),
        Fact(words(N_("Disagreement")), words.listed(each.title.said(words) for each in standing.apart(one.card)),
             wide=True),
    ))


def _sheets(one: Round, words: Words) -> Grid:
    return Grid(
        columns=(
            Column(words(N_("No.")), 11, Align.CENTRE), Column(words(N_("Number of the sheet")), 32),
            Column(words(N_("Rater")), share=1.0),
            Column(words(N_("Rater's department")), share=1.0), Column(words(N_("Rated on")), 27, Align.CENTRE),
            Column(words(N_("Weighted result")), 24, Align.CENTRE), Column(words(N_("Veto")), 18, Align.CENTRE),
            Column(words(N_("Remark")), share=1.5)),
        rows=tuple(
            (str(number), each.number, each.rater, choice_label(DEPARTMENTS, each.department, words),
             short_day(each.rated, words), Cell(figures.points(each.result), bold=True),
             words.yes(True) if each.vetoes else "", each.remark)
            for number, each in enumerate(one.standing.sheets, 1)),
        row_height=7)


def _raters_by_criterion(one: Round, words: Words) -> Iterator[Block]:
    """A line a criterion, a column a rater, then mean, lowest to highest, deviation, and a mark for disagreement."""
    by_name = len(one.standing.sheets) <= FEW
    for some in _abreast(list(enumerate(one.standing.sheets, 1))):
        yield Grid(
            columns=(
                Column(words(N_("Criterion")), 58), Column(words(N_("Weight")), 14, Align.CENTRE),
                *(Column(sheet.rater if by_name else str(number), 0, Align.CENTRE) for number, sheet in some),
                Column(words(N_("Mean")), 16, Align.CENTRE), Column(words(N_("Spread")), 18, Align.CENTRE),
                Column(words(N_("Standard deviation")), 17, Align.CENTRE)),
            rows=tuple(
                (*row, *last) for row, last in zip(
                    _lines_of_groups(one.card, [
                        (sheet.groups.get, partial(_mark, sheet)) for _, sheet in some], words),
                    _seen(one), strict=True)),
            total=(Cell(words(N_("Weighted result")), bold=True), "",
                   *(Cell(figures.points(sheet.result), bold=True) for _, sheet in some),
                   Cell(figures.points(one.standing.result), bold=True), "", _deviation(one.standing)),
            row_height=7)
    yield Paragraph(_marks_meant(words), indent=False)


def _mark(sheet: Sheet, criterion: CriterionFacts) -> str:
    return str(sheet.marks.get(criterion.id) or "—")


def _seen(one: Round) -> Iterator[tuple[str | Cell, ...]]:
    """The last three columns of each line: mean, lowest to highest, standard deviation."""
    for group in one.card.groups:
        if group:
            yield Cell(figures.points(one.standing.of_group(group)), bold=True), "", ""
        for criterion in _of(one.card, group):
            seen = one.standing.of(criterion.id)
            if seen is None:
                yield "—", "", ""
            else:
                lies = f"{seen.lowest}–{seen.highest}" if seen.lowest < seen.highest else str(seen.lowest)
                yield figures.points(seen.mean), f"{lies}{' ※' if seen.apart else ''}", figures.points(seen.deviation)


# -- what both are made of


def _marks_meant(words: Words) -> str:
    return words.joined(words(N_("※ The raters of this criterion lie two points or more apart.")),
                        words(N_("— The criterion does not apply or was not scored.")))


def _lines_of_groups(card: Card, columns: Sequence[figures.ShownColumn], words: Words) -> Iterator[
        tuple[str | Cell, ...]]:
    """The groups with their results in bold, below each its criteria."""
    for group in card.groups:
        members = _of(card, group)
        if group:
            weight = figures.weight(sum(each.weight for each in members))
            yield (Cell(group.said(words), bold=True), Cell(weight, bold=True),
                   *(Cell(figures.points(of_group(group)), bold=True) for of_group, _ in columns))
        for each in members:
            yield each.title.said(words), figures.weight(each.weight), *(of(each) for _, of in columns)


def _of(card: Card, group: Named) -> list[CriterionFacts]:
    return [each for each in card.criteria if each.group == group]


def _abreast(some: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(some), ABREAST):
        yield some[first:first + ABREAST]


def _card(card: Card, words: Words) -> str:
    return words(N_("{card}, version {edition}"), card=card.title.said(words), edition=card.edition)


def _footer(head: Letterhead, day: date, words: Words) -> str:
    return words(N_("{office}, printed on {day}"), office=head.office.said(words), day=words.short_day(day))
