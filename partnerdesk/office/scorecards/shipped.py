"""The scorecards that are shipped: which there are, which suits a partner, how one reads before it is taken over."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from partnerdesk.office import contents
from partnerdesk.office.comparison import Card, CriterionFacts
from partnerdesk.office.letterhead import Named
from partnerdesk.record.scorecard import Template
from partnerdesk.words import CHINESE, ENGLISH, Words

FOR_NEEDS = "need"  # what a card says beside the kinds of partner when it is for the candidates of a need


def shipped() -> tuple[Template, ...]:
    """Every scorecard that is shipped, in the order of its declaration."""
    return tuple(template for module in contents.SCORECARDS for template in import_module(module).TEMPLATES)


def suiting(kinds: Iterable[str], *, need: bool = False) -> Template:
    """The shipped scorecard that suits a partner of these kinds best; the candidates of a need have their own.

    What names no kind suits everybody, and comes last.
    """
    wanted = {FOR_NEEDS} if need else set(kinds)
    return next((each for each in shipped() if wanted & set(each.kinds)),
                next(each for each in shipped() if not each.kinds))


def both(*texts: str) -> Named:
    """Texts of a declaration in both languages, one a line."""
    chinese, english = Words(CHINESE), Words(ENGLISH)
    return Named("\n".join(map(chinese, texts)), "\n".join(map(english, texts)))


def as_card(template: Template) -> Card:
    """A shipped scorecard as sheets show it, before the office has one of its own."""
    criteria = [(group, criterion) for group in template.groups for criterion in group.criteria]
    return Card(
        0, template.code, both(template.title), 1, "in-force", both(template.basis), both(*template.points),
        template.threshold, tuple(
            CriterionFacts(-place, both(criterion.title), both(group.title), criterion.weight, criterion.veto,
                           both(criterion.guidance))
            for place, (group, criterion) in enumerate(criteria, 1)))
