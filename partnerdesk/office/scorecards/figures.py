"""Scores as screen and paper show them: points with two decimals, weights, and the radar that both draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from partnerdesk.office.comparison import Card, CriterionFacts, Sheet, Standing
from partnerdesk.office.letterhead import Named
from partnerdesk.paper.blocks import Chart, Series
from partnerdesk.record.scorecard import LEAST, MOST, NOT_APPLICABLE
from partnerdesk.words import N_, Words

MOST_SERIES = 6  # lines that can still be told apart in one radar
FEWEST_AXES = 3  # axes below which a radar is no figure


def points(hundredths: int | None) -> str:
    """Hundredths of a point with two decimals: 4.12; a dash where there is no result."""
    return "—" if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02}"


def weight(hundredths: int) -> str:
    """A weight in percent, without decimals that say nothing: 12.5 %."""
    return f"{hundredths / 100:g}%"


def meanings(card: Card, words: Words) -> list[tuple[int, str]]:
    """What each point means, those of which nothing is said left out."""
    lines = card.points.said(words).split("\n")
    return [(points, line.strip()) for points, line in zip(range(LEAST, MOST + 1), lines, strict=False) if line.strip()]


def mark(given: int | None, words: Words) -> str:
    """What stands for a mark: points, n/a, or nothing while it is open."""
    if given is None:
        return ""
    return words(N_("n/a")) if given == NOT_APPLICABLE else str(given)


# A column of a table over groups and criteria: the result of a group, and what stands in a criterion's line.
ShownColumn = tuple[Callable[[Named], int | None], Callable[[CriterionFacts], str]]


@dataclass(frozen=True)
class Outline:
    """One line of a radar: its name, its results by group and by criterion, in hundredths of a point."""

    name: str
    of_group: Callable[[Named], int | None]
    of: Callable[[CriterionFacts], int | None]


def radar(card: Card, outlines: Sequence[Outline], words: Words, *, height: float = 78) -> Chart | None:
    """A radar over the groups of a card, or over its criteria where the groups are too few; nothing where both are.

    Only as many lines are drawn as can be told apart.
    """
    if len(card.groups) >= FEWEST_AXES:
        labels = tuple(group.said(words) for group in card.groups)
        values = [tuple(map(one.of_group, card.groups)) for one in outlines]
    elif len(card.criteria) >= FEWEST_AXES:
        labels = tuple(each.title.said(words) for each in card.criteria)
        values = [tuple(map(one.of, card.criteria)) for one in outlines]
    else:
        return None
    drawn = [Series(one.name, tuple(None if each is None else each / 100 for each in some))
             for one, some in zip(outlines, values, strict=True) if any(some)]
    if not drawn:
        return None
    title = words(N_("The first {count} of {total}"), count=MOST_SERIES, total=len(drawn)) if (
        len(drawn) > MOST_SERIES) else ""
    return Chart("radar", labels, tuple(drawn[:MOST_SERIES]), title, height, top=MOST)


def of_standings(standings: Sequence[Standing], words: Words) -> list[Outline]:
    """The candidates of a comparison, best first, by their short names."""
    return [of_standing(each, each.short.said(words)) for each in standings if each.sheets]


def of_standing(standing: Standing, name: str) -> Outline:
    """A partner as one line of a radar: the means of its raters."""

    def mean(criterion: CriterionFacts) -> int | None:
        seen = standing.of(criterion.id)
        return seen.mean if seen is not None else None

    return Outline(name, standing.of_group, mean)


def of_sheet(sheet: Sheet) -> Outline:
    """A rater's sheet as one line of a radar."""
    return Outline(sheet.rater, sheet.groups.get, lambda criterion: 100 * sheet.marks.get(criterion.id, 0) or None)
