"""How often something has to take place: bodies and categories of meetings have their cadence."""

from __future__ import annotations

from partnerdesk.record.fields import Choice
from partnerdesk.words import N_

CADENCES = (
    Choice("weekly", N_("Weekly")),
    Choice("monthly", N_("Monthly")),
    Choice("quarterly", N_("Quarterly")),
    Choice("half-yearly", N_("Half-yearly")),
    Choice("yearly", N_("Yearly")),
)
