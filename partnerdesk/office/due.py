"""What falls due over all desks, in order of the day, and how the coming months are filled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from partnerdesk.clock import days_later
from partnerdesk.office import due_cases, due_papers, due_partners
from partnerdesk.office.due_items import COMING, OVERDUE, SOON, STANDINGS, TERM, THIS_WEEK, WEEK, Due, standing
from partnerdesk.record.look import Look

__all__ = ["COMING", "OVERDUE", "SOON", "STANDINGS", "TERM", "THIS_WEEK", "WEEK", "Due", "falling_due", "months",
           "standing"]

SOURCES: Sequence[Any] = (*due_papers.SOURCES, *due_partners.SOURCES, *due_cases.SOURCES)


def falling_due(look: Look, today: date, ahead: int = SOON) -> list[Due]:
    """All that is overdue or falls due within so many days, in order of the day."""
    until = days_later(today, ahead)
    found = [due for source in SOURCES for due in source(look, today) if due.day <= until]
    return sorted(found, key=lambda due: (due.day, due.register, due.id))


def months(look: Look, today: date, count: int = 12) -> list[tuple[date, int, int]]:
    """For each of the coming months its first day, how many things fall due in it, and how many are overdue."""
    firsts = [_month(today, ahead) for ahead in range(count)]
    end = _month(today, count)
    totals, overdue = dict.fromkeys(firsts, 0), 0
    for due in (each for source in SOURCES for each in source(look, today)):
        if due.day < today:
            overdue += 1
        elif due.day < end:
            totals[due.day.replace(day=1)] += 1
    return [(first, totals[first], overdue if place == 0 else 0) for place, first in enumerate(firsts)]


def _month(day: date, ahead: int) -> date:
    month = day.month - 1 + ahead
    return date(day.year + month // 12, month % 12 + 1, 1)
