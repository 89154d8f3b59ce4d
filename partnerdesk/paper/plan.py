"""What the press is going to draw: pages of lines and shapes at their places, as plain data."""

# Places are in points; x counts from the left edge of the page's block, y from the lower edge of the sheet, so that
# a page can change sides (odd, even) and a plan its numbers without being laid out again.

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from partnerdesk.paper.blocks import Profile


class Part(StrEnum):
    """What a line is on its page."""

    BODY = "body"
    SECOND = "second"  # the other language under a text
    TITLE = "title"
    HEADING = "heading"
    MARK = "mark"  # copy number, confidentiality, urgency
    RED_HEAD = "red head"
    LABEL = "label"
    CELL = "cell"
    HEAD = "head"  # of a table
    CAPTION = "caption"
    CLOSING = "closing"
    IMPRINT = "imprint"
    CONTENTS = "contents"
    CARD = "card"
    CHART = "chart"
    NUMBER = "number"  # of the page
    FOOTER = "footer"


class Run(NamedTuple):
    """Text in one face and size; `spacing` points are added after each sign."""

    face: str
    size: float
    spacing: float
    text: str


class Line(NamedTuple):
    """Runs one behind the other from a point on the baseline."""

    x: float
    y: float
    part: Part
    runs: tuple[Run, ...]
    ink: str = ""  # "" is black; "red", "grey"
    turned: bool = False  # upside down about its starting point

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


# Made without a Python call each: a packet has tens of thousands of them.
new_run: Callable[[tuple[str, float, float, str]], Run] = partial(tuple.__new__, Run)
new_line: Callable[[tuple[float, float, Part, tuple[Run, ...], str, bool]], Line] = partial(tuple.__new__, Line)


class Shape(NamedTuple):
    """Straight strokes, or a filled or closed outline."""

    points: tuple[tuple[float, float], ...]  # pairs of ends for strokes, corners for an outline
    width: float = 0.5
    ink: str = ""
    fill: float | None = None  # grey, 0 black to 1 white; None is not filled
    closed: bool = False
    strokes: bool = True  # each pair of points is a stroke of its own; else one line through all
    dash: float = 0


class Place(NamedTuple):
    """Where text may stand on a sheet that has no block: a label, the sender's corner of an envelope."""

    left: float
    bottom: float
    right: float
    top: float


class Link(NamedTuple):
    """A place on the page that leads to a part of the packet, or to a bookmark of the paper."""

    left: float
    bottom: float
    right: float
    top: float
    target: str


class Bookmark(NamedTuple):
    """An entry of the outline, and where it leads."""

    title: str
    level: int
    page: int  # index in the plan
    top: float
    key: str = ""  # contents lines of the same paper lead to it by this


class Pending(NamedTuple):
    """A page number of the contents that is known only when everything is laid out."""

    left: float  # where the leader may begin
    right: float
    y: float
    face: str
    size: float
    target: str


@dataclass(slots=True)
class Page:
    """One page."""

    width: float
    height: float
    left: float  # of the block
    profile: Profile
    number: int  # printed or not, it counts
    numbered: bool = True
    lines: list[Line] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)  # nothing is printed outside them where there are any

    @property
    def odd(self) -> bool:
        return self.number % 2 == 1


@dataclass(slots=True)
class Plan:
    """The pages of one paper, and what a reader of the PDF is told about it."""

    key: str
    title: str
    language: str
    pages: list[Page] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    faces: dict[str, tuple[str, int, bool]] = field(default_factory=dict)  # name → where it comes from
    total_pages: bool = False
    footer: str = ""

    def lines(self) -> Iterator[tuple[int, Line]]:
        """Every line with the index of its page."""
        for index, page in enumerate(self.pages):
            for line in page.lines:
                yield index, line

    def text(self) -> str:
        """All that is printed, line by line, without page numbers and footers."""
        kept = (line.text for _, line in self.lines() if line.part not in (Part.NUMBER, Part.FOOTER))
        return "\n".join(kept)
