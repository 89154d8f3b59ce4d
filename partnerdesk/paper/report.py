"""What is said of a print when it is done."""

from __future__ import annotations

from dataclasses import dataclass, field

from partnerdesk.paper.faults import Fault
from partnerdesk.paper.plan import Plan
from partnerdesk.words import N_, Words


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

    def said(self, words: Words) -> list[str]:
        """What a clerk should know before paper is used: stand-ins, signs without a glyph, notes and faults."""
        lines = [
            words(N_("{wanted} is not on this computer; {face} was printed instead."), wanted=wanted, face=face)
            for wanted, face in self.stand_ins.items()
        ]
        lines += [
            words.many(N_("No typeface has the sign {code}; it was printed as 〓 once."),
                       N_("No typeface has the sign {code}; it was printed as 〓 {count} times."),
                       count, code=f"U+{ord(sign):04X}")
            for sign, count in self.missing.items()
        ]
        return [*lines, *self.notes, *(fault.said(words) for fault in self.faults)]
