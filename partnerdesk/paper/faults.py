"""What the proof of a print can find."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from partnerdesk.words import N_, Words


class Test(StrEnum):
    """What is looked at."""

    __test__ = False  # none of pytest's

    PAPER = "paper"
    BLOCK = "block"
    SIZE = "size"
    GRID = "grid"
    EDGES = "edges"
    CROSSED = "crossed"
    OVERLAP = "overlap"
    NUMBER = "number"
    FONTS = "fonts"
    SIGNS = "signs"
    STRUCTURE = "structure"
    RED_HEAD = "red head"
    HANGING = "hanging"
    MARK = "mark"
    CARD = "card"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a print; `page` counts the file's pages from 1, 0 is the file as a whole."""

    page: int
    test: Test
    message: str
    values: dict[str, Any] = field(default_factory=dict)

    def said(self, words: Words) -> str:
        """The sentence in the language of `words`."""
        sentence = words(self.message, **self.values)
        return words(N_("Page {page}: {sentence}"), page=self.page, sentence=sentence) if self.page else sentence
