"""Pieces one below the other on pages: what stays together, what may part, where a new page begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from partnerdesk.paper.plan import Bookmark, Line, Link, Page, Part, Pending, Run, Shape, new_line
from partnerdesk.paper.setting import Set
from partnerdesk.paper.styles import ABOVE, Sheet

_EPS = 0.01


class Flow:
    """The pages as they fill; depths are measured downwards from the upper edge of the block."""

    def __init__(self, sheet: Sheet, first_page: int) -> None:
        self.sheet = sheet
        self.first_page = first_page
        self.pages: list[Page] = []
        self.bookmarks: list[Bookmark] = []
        self.depth = 0.0
        self.used = False  # something stands on this page
        self.new_page()

    def new_page(self) -> None:
        sheet, number = self.sheet, self.first_page + len(self.pages)
        self.page = Page(sheet.width, sheet.height, sheet.left(number), sheet.profile, number)
        self.pages.append(self.page)
        self.depth = 0.0
        self.used = False

    @property
    def room(self) -> float:
        return self.sheet.block_height - self.depth + _EPS

    def height_of(self, depth: float) -> float:
        """A depth in the block as a height over the sheet's lower edge."""
        return self.sheet.height - self.sheet.top - depth

    def baseline(self, size: float, depth: float | None = None) -> float:
        """The baseline of a line of this size whose em box begins at a depth."""
        return self.height_of(self.depth if depth is None else depth) - ABOVE * size

    def advance(self, height: float) -> None:
        self.depth += height
        self.used = True


class Piece:
    """Something that takes a place in the flow."""

    keep = False  # on one page with the beginning of what follows
    tail = 0.0  # what must still find room on the page of its end
    tail_lines = 1  # with how many of its last lines

    def whole(self) -> float:
        """Its full height, without the white after it."""
        raise NotImplementedError

    def least(self) -> float:
        """The least room in which it may begin, what it keeps with included."""
        return self.whole() + self.tail

    def place(self, flow: Flow) -> None:
        raise NotImplementedError


@dataclass
class Prose(Piece):
    """Lines of one pitch, which may part between two of them."""

    lines: Sequence[tuple[float, Set]]  # left edge, line
    size: float
    leading: float
    part: Part
    first: tuple[Line, ...] = ()  # set beside the first line; their y counts from its baseline
    after: float = 0.0
    keep: bool = False
    together: bool = False  # never parted
    opening: int = 1  # so many lines stay together at the beginning
    ink: str = ""
    bookmark: tuple[str, int, str] | None = None  # title, level, key
    bar: bool = False  # a rule at the left: a quotation
    tail: float = 0.0
    tail_lines: int = 1

    def whole(self) -> float:
        return (len(self.lines) - 1) * self.leading + self.size

    def least(self) -> float:
        count = len(self.lines)
        if self.together or count <= max(1, self.tail_lines if self.tail else 1):
            return count * self.leading + self.after + self.tail if self.tail else self.whole()
        lines = min(max(2 if count > 3 else 1, self.opening), count)
        return (lines - 1) * self.leading + self.size

    def place(self, flow: Flow) -> None:
        count, begun = len(self.lines), 0
        while begun < count:
            fits = self._fits(flow.room, count - begun)
            if fits == 0 and flow.used:
                flow.new_page()
                continue
            if fits == 0:
                fits = max(1, int((flow.room - self.size) // self.leading) + 1)
            self._put(flow, begun, min(begun + fits, count))
            begun += fits
            if begun < count:
                flow.new_page()
        flow.advance(self.after)

    def _fits(self, room: float, left: int) -> int:
        """How many of the `left` lines go on this page, so that no line stays alone on either side."""
        if self.tail:
            if left * self.leading + self.after + self.tail <= room:
                return left
        elif (left - 1) * self.leading + self.size <= room:
            return left
        if self.together:
            return 0
        fits = min(int((room - self.size) // self.leading) + 1, left) if room >= self.size else 0
        fits = min(fits, left - (max(self.tail_lines, 1) if self.tail else 1))
        if len(self.lines) > 3:
            if left - fits == 1:
                fits -= 1
            if fits == 1 and left == len(self.lines):
                fits = 0
        if fits < self.opening and left == len(self.lines):
            fits = 0
        return max(fits, 0)

    def _put(self, flow: Flow, begin: int, end: int) -> None:
        page, y = flow.page, flow.baseline(self.size)
        if begin == 0:
            if self.bookmark is not None:
                title, level, key = self.bookmark
                top = flow.height_of(flow.depth)
                flow.bookmarks.append(Bookmark(title, level, len(flow.pages) - 1, top, key))
            for line in self.first:
                page.lines.append(line._replace(y=y + line.y))
        add, part, ink, leading = page.lines.append, self.part, self.ink, self.leading
        for x, (runs, _, underlined) in self.lines[begin:end]:
            if runs:
                add(new_line((x, y, part, runs, ink, False)))
            for start, stop in underlined:
                page.shapes.append(Shape(((x + start, y - 0.12 * self.size), (x + stop, y - 0.12 * self.size)), 0.6))
            y -= leading
        height = (end - begin) * leading
        if self.bar:
            top = flow.height_of(flow.depth)
            page.shapes.append(
                Shape(((4.0, top), (4.0, top - height + leading - self.size)), 1.2, fill=None, ink="grey")
            )
        flow.advance(height)


@dataclass
class Box(Piece):
    """Lines and shapes that stay together; their depths count from the upper edge of the box."""

    height: float
    lines: list[tuple[float, float, Part, tuple[Run, ...], str]] = field(default_factory=list)  # x, baseline's depth
    shapes: list[Shape] = field(default_factory=list)  # y counts downwards
    links: list[Link] = field(default_factory=list)  # top and bottom count downwards
    pending: list[Pending] = field(default_factory=list)  # y counts downwards
    bookmark: tuple[str, int, str] | None = None  # title, level, key
    after: float = 0.0
    keep: bool = False
    at_foot: bool = False  # of the page
    at_depth: float = 0.0  # not higher on the page than this
    tail: float = 0.0
    tail_lines: int = 1

    def whole(self) -> float:
        return self.height

    def least(self) -> float:
        return max(self.height, self.height + self.after + self.tail) if self.tail else self.height

    def place(self, flow: Flow) -> None:
        limit = flow.sheet.block_height
        if self.height > limit + _EPS:
            for part in self._parts(limit):
                if flow.used:
                    flow.new_page()
                part.draw(flow, 0.0)
                flow.advance(part.height)
            flow.advance(self.after)
            return
        lowest = min(self.at_depth, limit - self.height)
        if max(lowest - flow.depth, 0.0) + self.least() > flow.room and flow.used:
            flow.new_page()
        flow.depth = max(flow.depth, lowest)
        if self.at_foot:
            flow.depth = max(flow.depth, flow.sheet.block_height - self.height)
        self.draw(flow, flow.depth)
        flow.advance(self.height + self.after)

    def draw(self, flow: Flow, depth: float) -> None:
        page, top = flow.page, flow.height_of(depth)
        if self.bookmark is not None:
            title, level, key = self.bookmark
            flow.bookmarks.append(Bookmark(title, level, len(flow.pages) - 1, top, key))
        for x, down, part, runs, ink in self.lines:
            page.lines.append(Line(x, top - down, part, runs, ink))
        for shape in self.shapes:
            page.shapes.append(shape._replace(points=tuple((x, top - down) for x, down in shape.points)))
        for link in self.links:
            page.links.append(link._replace(bottom=top - link.bottom, top=top - link.top))
        for pending in self.pending:
            page.pending.append(pending._replace(y=top - pending.y))

    def foot(self) -> float:
        """The depth that its lowest line reaches."""
        return max(
            (down + (1 - ABOVE) * max(run.size for run in runs) for _, down, _, runs, _ in self.lines), default=0.0
        )

    def _parts(self, limit: float) -> list[Box]:
        """A box taller than any page, cut between its lines."""
        parts: list[Box] = []
        begun = 0.0
        placed = [(line[1] - ABOVE * max(run.size for run in line[3]), line) for line in self.lines]
        for top, (x, down, part, runs, ink) in sorted(placed, key=lambda pair: pair[0]):
            size = max(run.size for run in runs)
            if not parts or top + size - begun > limit:
                begun = top
                parts.append(Box(0.0))
            box = parts[-1]
            box.lines.append((x, down - begun, part, runs, ink))
            box.height = max(box.height, top + size - begun)
        begun = 0.0
        for box in parts:  # rules that lie wholly on one of the pages stand there
            for shape in self.shapes:
                if all(-_EPS <= y - begun <= box.height + _EPS for _, y in shape.points):
                    box.shapes.append(shape._replace(points=tuple((x, y - begun) for x, y in shape.points)))
            begun += box.height
        return parts

    def set_lines(
        self, lines: Sequence[Set], x: float, down: float, size: float, leading: float, part: Part,
        *, width: float = 0.0, align: float = 0.0, ink: str = "",
    ) -> float:  # fmt: skip
        """Add lines below one another from a depth, within `width` at the left (0), centre (½) or right (1)."""
        for line in lines:
            if line.runs:
                self.lines.append((x + align * (width - line.width), down + ABOVE * size, part, line.runs, ink))
            for start, stop in line.underlined:
                foot = down + size
                self.shapes.append(Shape(((x + start, foot), (x + stop, foot)), 0.6))
            down += leading
        return down


@dataclass
class White(Piece):
    """Empty room, which is left out at the head of a page."""

    height: float
    keep: bool = False
    tail: float = 0.0
    tail_lines: int = 1

    def whole(self) -> float:
        return self.height

    def place(self, flow: Flow) -> None:
        if not flow.used:
            return
        if self.least() > flow.room:
            if self.keep:
                flow.new_page()
            return
        flow.depth += self.height


class Break(Piece):
    """What follows begins a page."""

    def whole(self) -> float:
        return 0.0

    def place(self, flow: Flow) -> None:
        if flow.used:
            flow.new_page()


@dataclass
class Sheets(Piece):
    """Boxes that fill a page of their own each."""

    boxes: Sequence[Box]

    def whole(self) -> float:
        return 0.0

    def place(self, flow: Flow) -> None:
        for box in self.boxes:
            if flow.used:
                flow.new_page()
            box.place(flow)
            flow.advance(flow.sheet.block_height)


def run(pieces: list[Piece], flow: Flow) -> None:
    """Place all pieces, those that keep together on one page; the list is used up."""
    needed = 0.0
    for piece in reversed(pieces):
        piece.tail = needed if piece.keep else 0.0
        needed = piece.least()
    limit = flow.sheet.block_height
    pieces.reverse()
    while pieces:
        piece = pieces.pop()
        if piece.tail > limit * 0.75:  # no page would hold it all: let it part here
            piece.tail = 0.0
        piece.place(flow)
