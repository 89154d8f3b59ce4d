"""A procedure as it is declared: its steps, who acts in them, on what evidence, and what may come of them."""

from __future__ import annotations

from dataclasses import dataclass

OUTCOMES = ("pass", "conditional", "return", "refuse", "not-applicable")


@dataclass(frozen=True)
class Step:
    """One step: English texts that are translated when the office takes the procedure over."""

    code: str
    title: str
    department: str  # key of a department
    days: int  # working days allowed
    evidence: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = OUTCOMES
    after: tuple[str, ...] = ()  # codes of steps that have to be decided first; empty: the step before
    gates: tuple[str, ...] = ()  # conditions without which it is not passed
    optional: bool = False


@dataclass(frozen=True)
class Procedure:
    """A procedure as it is shipped; the office may edit its own copy, and running cases keep theirs."""

    code: str
    title: str
    basis: str  # the regulation and its heading, as papers cite it
    clauses: tuple[str, ...]  # permanent ids of the clauses that it serves
    subject: str  # register of what its cases are about
    steps: tuple[Step, ...]
    enters: str = ""  # stage of the partner when a case opens
    passed: str = ""  # and when it passes
    refused: str = ""  # and when it is refused
