"""What is said of a print when it is done."""

from __future__ import annotations

from dataclasses import dataclass, field

from partnerdesk.paper.faults import Fault
from partnerdesk.paper.plan import Plan


@dataclass(frozen=True)
class Report:
    """What the print log keeps, and what the clerk is told before paper is used."""

    pages: int
    fonts: dict[str, str]  # role → name of the face
    stand_ins: dict[str, str]  # face that the office wants (仿宋) → face that was printed
    missing: dict[str, int]  # sign that no font has → how often
    seconds: float
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()  # found by the proof
    plans: tuple[Plan, ...] = field(default=(), repr=False, compare=False)
