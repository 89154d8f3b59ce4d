"""The page of the exits: their list, and beside it one exit step by step."""

from __future__ import annotations

from partnerdesk.office.exits.pages.panel import ExitsPage, build

__all__ = ["ExitsPage", "build"]
