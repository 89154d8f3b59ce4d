"""The sample office: made up, Chinese first, true to itself, and the same each time it is made."""

from __future__ import annotations

from partnerdesk.office.sample.filling import (
    DAY,
    OFFICE,
    PASSPHRASE,
    fill,
    fill_work,
    meeting_of_the_packet,
)

__all__ = ["DAY", "OFFICE", "PASSPHRASE", "fill", "fill_work", "meeting_of_the_packet"]
