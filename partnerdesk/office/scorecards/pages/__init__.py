"""What the desk of scorecards shows; its pages are modules of their own, its parts stand under the tabs of others."""

from __future__ import annotations

from partnerdesk.office.scorecards.pages.comparing import ComparisonPart
from partnerdesk.office.scorecards.pages.part import ScoresPart

__all__ = ["ComparisonPart", "ScoresPart"]
