"""One thing that falls due, and how it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from partnerdesk.clock import days_later
from partnerdesk.words import N_

WEEK, SOON, TERM = 7, 60, 180  # days ahead: this week; what is listed as coming; terms of office
OVERDUE, THIS_WEEK, COMING = "overdue", "week", "coming"
STANDINGS = {  # label and tone
    OVERDUE: (N_("Overdue"), "bad"),
    THIS_WEEK: (N_("This week"), "soon"),
    COMING: (N_("Coming"), "good"),
}


@dataclass(frozen=True)
class Due:
    """One thing that has to be handled by a day, and what to do about it; texts are English with placeholders."""

    register: str
    id: int
    day: date
    text: str
    values: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    note_values: dict[str, Any] = field(default_factory=dict)
    act: str = N_("Open")

    def standing(self, today: date) -> str:
        """Whether the day is past, within a week, or later."""
        return standing(self.day, today)


def standing(day: date, today: date) -> str:
    """Overdue only when the day has ended."""
    return OVERDUE if day < today else THIS_WEEK if day <= days_later(today, WEEK) else COMING
