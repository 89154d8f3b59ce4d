"""The page of the meetings: their list, and beside it the meeting with its workspace."""

from __future__ import annotations

from partnerdesk.office.meetings.pages.panel import MeetingsPage, build

__all__ = ["MeetingsPage", "build"]
