"""What can go wrong, sorted by who can mend it: the clerk, the office's rules, or the machine."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from partnerdesk.words import Words


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
