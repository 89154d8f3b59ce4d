"""What can go wrong, sorted by who can mend it: the clerk, the office's rules, or the machine."""

from __future__ import annotations

import dataclasses
import errno
from dataclasses import dataclass
from typing import Any

from partnerdesk.words import N_, Label, Words


def reason_of(error: OSError) -> Label:
    """Why the operating system refused, as a label inside a sentence; its own words only where we have none."""
    return Label(_REASONS.get(error.errno or 0) or error.strerror or type(error).__name__)


_REASONS = {
    errno.ENOENT: N_("it is not there"),
    errno.ENOTDIR: N_("it is not there"),
    errno.EACCES: N_("access is denied"),
    errno.EPERM: N_("access is denied"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("it is there already"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the drive is read-only"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EBUSY: N_("another program holds it"),
    errno.ENOMEM: N_("there is not enough memory"),
    errno.EIO: N_("the drive does not answer as it should"),
}


class Spoken(Exception):
    """An exception that is said to a person: an English message with named placeholders and their values."""

    def __init__(self, message: str, /, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def said(self, words: Words) -> str:
        """The sentence in the language of `words`."""
        return words(self.message, **self.values)


class Refused(Spoken):
    """What was asked is not allowed here or now."""


class Trouble(Spoken):
    """The machine stands in the way: disk full, locked, damaged, wrong key, unreadable file."""


@dataclass(frozen=True)
class Problem:
    """One thing that the clerk can mend, at one field (`field` is empty when it concerns the whole record).

    `message` is an English text marked with `N_`; `values` fill its placeholders.
    """

    field: str
    message: str
    values: dict[str, Any] = dataclasses.field(default_factory=dict)

    def said(self, words: Words) -> str:
        """The sentence in the language of `words`."""
        return words(self.message, **self.values)


class Unsaved(Exception):
    """A draft was not saved because of the problems it carries."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(sorted({problem.field or "record" for problem in problems})))
        self.problems = problems

    def said(self, words: Words) -> str:
        """All sentences, one a line."""
        return "\n".join(problem.said(words) for problem in self.problems)
