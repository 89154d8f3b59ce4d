"""The departments that act in procedures, rate candidates and sit in evaluation meetings."""

from __future__ import annotations

from partnerdesk.record.fields import Choice
from partnerdesk.words import N_

DEPARTMENTS = (
    Choice("market", N_("Market department")),
    Choice("legal", N_("Legal department")),
    Choice("finance", N_("Finance department")),
    Choice("business", N_("Business department")),
    Choice("secretariat", N_("Secretariat office")),
    Choice("management", N_("Management")),
    Choice("purchasing", N_("Purchasing department")),
    Choice("quality", N_("Quality department")),
    Choice("technology", N_("Technology department")),
    Choice("experts", N_("Expert panel")),
    Choice("council", N_("Council of the alliance")),
)
# Those whose people meet to weigh an intent of co-operation (B2).
FOUR = ("market", "business", "legal", "finance")
