"""The page of the checklists: their list, and beside it the points of one."""

from __future__ import annotations

from partnerdesk.office.checklists.pages.panel import ChecklistsPage, build

__all__ = ["ChecklistsPage", "build"]
