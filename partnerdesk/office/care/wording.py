"""How an occasion is said."""

from __future__ import annotations

from partnerdesk.office.care.occasions import Occasion
from partnerdesk.office.partners.records import OCCASIONS
from partnerdesk.office.wording import choice_label
from partnerdesk.words import N_, Words


def occasion_said(occasion: Occasion, words: Words) -> str:
    """What is celebrated, of a birthday with the age where it is known."""
    label = choice_label(OCCASIONS, occasion.kind, words)
    return label if occasion.age is None else words(N_("{occasion} ({age} years)"), occasion=label, age=occasion.age)
