"""A scorecard as it is declared, and what comes of it: weighted results, spread among raters, vetoes, ranks."""

# Results are whole hundredths of a point: 412 stands for 4.12 of 5. Sums and means are kept as exact fractions and
# rounded once, half up, where a figure is shown or kept; what is reckoned from shown figures uses them as shown, so
# that a reader with the sheets before him comes to the same result.

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, isqrt
from typing import TypeVar

LEAST, MOST = 1, 5  # points that a rater may give
NOT_APPLICABLE = 0  # what stands in place of points where a criterion does not apply
WHOLE = 100_00  # all weights of a card, in hundredths of a percent
APART = 2  # points between the highest and the lowest rater from which they are said to disagree

K = TypeVar("K", bound=Hashable)
Marks = Mapping[int, int]  # key of a criterion → points from 1 to 5, or 0 where it does not apply; left out: open


@dataclass(frozen=True)
class Criterion:
    """One criterion as it is shipped; its texts are English and translated when the office takes the card over."""

    title: str
    weight: int  # hundredths of a percent
    guidance: str
    veto: int | None = None  # points at or below which a rater forbids a recommendation


@dataclass(frozen=True)
class Group:
    """Criteria that are weighed together."""

    title: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Template:
    """A scorecard as it is shipped; the office may edit its own copy, and scored sheets keep theirs."""

    code: str
    title: str
    basis: str  # the regulation and its heading, as papers cite it
    clauses: tuple[str, ...]  # permanent ids of the clauses that it serves
    points: tuple[str, str, str, str, str]  # what each point means, from 1 to 5
    groups: tuple[Group, ...]
    threshold: int = 350  # recommended from, in hundredths of a point
    kinds: tuple[str, ...] = ()  # kinds of partner that are scored by it

    @property
    def weight(self) -> int:
        """All weights together, in hundredths of a percent."""
        return sum(criterion.weight for group in self.groups for criterion in group.criteria)


@dataclass(frozen=True)
class Weighed:
    """What the arithmetic knows of a criterion."""

    key: int
    weight: int  # any unit: only the proportions count
    veto: int | None = None
    group: Hashable = None


@dataclass(frozen=True)
class Spread:
    """How several raters see one thing: mean and standard deviation in hundredths, lowest and highest in points."""

    count: int
    mean: int
    lowest: int
    highest: int
    deviation: int

    @property
    def apart(self) -> bool:
        """Whether the raters disagree: two points or more lie between the highest and the lowest."""
        return self.highest - self.lowest >= APART


def half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up."""
    return floor(value + Fraction(1, 2))


def result(criteria: Iterable[Weighed], marks: Marks) -> int | None:
    """The weighted result in hundredths of a point, over the criteria that have points.

    What does not apply, or is open still, weighs nothing; nothing comes of a sheet on which nothing weighs.
    """
    given = [(each.weight, marks[each.key]) for each in criteria if marks.get(each.key, NOT_APPLICABLE)]
    weight = sum(each for each, _ in given)
    if not weight:
        return None
    return half_up(Fraction(100 * sum(each * points for each, points in given), weight))


def still_open(criteria: Iterable[Weighed], marks: Marks) -> tuple[int, ...]:
    """The keys of the criteria that have neither points nor are said not to apply, in order."""
    return tuple(each.key for each in criteria if each.key not in marks)


def vetoed(criteria: Iterable[Weighed], marks: Marks) -> tuple[int, ...]:
    """The keys of the criteria whose points are at or below their veto, in order."""
    return tuple(each.key for each in criteria
                 if each.veto is not None and LEAST <= marks.get(each.key, NOT_APPLICABLE) <= each.veto)


def by_group(criteria: Iterable[Weighed], marks: Marks) -> dict[Hashable, int | None]:
    """The weighted result of each group on one sheet, in hundredths of a point, groups in order."""
    groups: dict[Hashable, list[Weighed]] = {}
    for each in criteria:
        groups.setdefault(each.group, []).append(each)
    return {group: result(members, marks) for group, members in groups.items()}


def mean(results: Iterable[int | None]) -> int | None:
    """The mean of results in hundredths as they stand on the sheets; those without a result do not count."""
    counted = [each for each in results if each is not None]
    return half_up(Fraction(sum(counted), len(counted))) if counted else None


def spread(points: Iterable[int]) -> Spread | None:
    """How the raters' points lie; who says that a criterion does not apply is left out. Nothing when nobody is left."""
    given = [each for each in points if each != NOT_APPLICABLE]
    if not given:
        return None
    return Spread(len(given), half_up(Fraction(100 * sum(given), len(given))), min(given), max(given),
                  deviation([100 * each for each in given]))


def deviation(values: Sequence[int]) -> int:
    """The standard deviation of all values (divided by their number), in their own unit, rounded half up."""
    if not values:
        return 0
    count, total = len(values), sum(values)
    square = Fraction(sum(value * value for value in values), count) - Fraction(total, count) ** 2
    # floor(√s + ½) without leaving whole numbers: floor(√4s) halved, the odd half going up.
    return (isqrt(floor(4 * square)) + 1) // 2


def ranks(results: Mapping[K, int | None]) -> dict[K, int]:
    """Places by result, the highest first; equal results share a place and the next place is left out.

    Who has no result has no place.
    """
    ordered = sorted((each for each in results.values() if each is not None), reverse=True)
    return {key: ordered.index(each) + 1 for key, each in results.items() if each is not None}


def recommended(reached: int | None, threshold: int | None, *, veto: bool) -> bool:
    """Whether a result speaks for a recommendation: it reaches the threshold and no rater's veto stands."""
    return reached is not None and not veto and reached >= (threshold or 0)
