"""Secrecy marks: trade secrets only, as owner, level and term; what belongs to the State is refused."""

from __future__ import annotations

import re

from partnerdesk.problems import Problem
from partnerdesk.record.fields import Choice
from partnerdesk.words import N_

LEVELS = (
    Choice("public", N_("Public")),
    Choice("internal", N_("Internal")),
    Choice("ordinary", N_("Ordinary trade secret"), "soon"),
    Choice("core", N_("Core trade secret"), "bad"),
)
_STATE_SECRET = re.compile(r"★|☆|绝密|机密|(?<!商业)秘密")
_TERM = re.compile(r"[1-9]\d{0,2}(年|个月|日)|长期|公布前")


def state_secret_problem(field: str, written: str | None) -> Problem | None:
    """The problem of a text that marks a state secret: such papers may not be kept in this desk."""
    found = _STATE_SECRET.search(written or "")
    if found is None:
        return None
    return Problem(field, N_("“{found}” belongs to the marks of state secrets. Papers with such a mark may not be kept in this desk; use 普通商密 or 核心商密 for trade secrets."), {  # noqa: E501
        "found": found.group()})


def term_problem(field: str, term: str | None) -> Problem | None:
    """A term of secrecy is a number of years, months or days, 长期 or 公布前."""
    if not term or _TERM.fullmatch(term):
        return None
    return Problem(field, N_("Write the term as 3年, 6个月, 30日, 长期 or 公布前."))
