"""What was promised of each page of a print, for the proof to hold the file against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from partnerdesk.paper.blocks import Cover, Marks, Paper, Profile, RedHead
from partnerdesk.paper.plan import Page, Part, Place, Plan

_RUNNING = frozenset({Part.BODY, Part.HEADING, Part.TITLE, Part.LABEL, Part.NUMBER, Part.FOOTER, Part.CLOSING})


@dataclass(frozen=True)
class Leaf:
    """What one page of a print has to be; a page of an annex has no profile but a size of its own."""

    profile: Profile | None
    number: int  # as it counts, printed or not
    numbered: bool = True
    size: tuple[float, float] = (0.0, 0.0)
    paper: str = ""  # the kind: "minutes"
    grid: bool = False  # running text alone, on the lines of the official page
    titled: bool = False
    red_head: bool = False
    mark: str = ""
    places: tuple[Place, ...] = ()  # where alone text may stand
    tent: bool = False  # a folded name card: its back is upside down


@dataclass(frozen=True)
class Promise:
    """What a whole print has to be."""

    leaves: tuple[Leaf, ...]
    title: str
    language: str
    outline: tuple[tuple[str, int], ...] = ()  # titles, and the index of the page that each leads to
    faces: frozenset[str] = frozenset()  # the typefaces that were chosen; none says nothing of them
    reported: int = 0  # signs without a glyph that the print has owned up to


def leaves(paper: Paper, plan: Plan) -> Iterator[Leaf]:
    """The pages of a paper as its plan lays them out."""
    for index, page in enumerate(plan.pages):
        running = not paper.forms and all(line.part in _RUNNING for line in page.lines)
        yield Leaf(
            page.profile,
            page.number,
            page.numbered,
            paper=paper.key,
            grid=page.profile is Profile.OFFICIAL and running,
            titled=any(line.part is Part.TITLE for line in page.lines),
            red_head=index == 0 and any(isinstance(block, RedHead) for block in paper.blocks),
            mark=_mark(paper) if index == 0 else "",
            places=tuple(page.places),
            tent=any(line.turned for line in page.lines),
        )


def blank(page: Page) -> Leaf:
    """A page on which nothing stands."""
    return Leaf(page.profile, page.number, numbered=False)


def _mark(paper: Paper) -> str:
    for block in paper.blocks:
        if isinstance(block, Marks):
            return block.mark
        if isinstance(block, Cover):
            return block.marks.mark
    return ""
