"""What the desk of scorecards shows: sheets, comparisons, the office's own cards, the tab of a dossier."""

from __future__ import annotations

from partnerdesk.office.scorecards.pages.part import ScoresPart

__all__ = ["ScoresPart"]
