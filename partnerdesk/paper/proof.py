"""The mechanical check of a print: what was promised of each page, held against the file that was written."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from partnerdesk.paper.blocks import Profile
from partnerdesk.paper.collecting import uncollected
from partnerdesk.paper.drawing import one_line
from partnerdesk.paper.faults import Fault, Test
from partnerdesk.paper.fonts import GETA
from partnerdesk.paper.promise import Leaf, Promise
from partnerdesk.paper.reading import Piece, Reader, Reading, Row
from partnerdesk.paper.styles import ABOVE, FOOTER_SIZE, MM, NUMBER_DROP, NUMBER_INDENT, SHEETS, Sheet
from partnerdesk.words import N_

# GB/T 15834-2011 §5: what may not begin a line, and what may not end one
NO_START: Final = frozenset("，。、；：？！）〕］｝〉》」』】〗’”…～·•％‰℃°′″々!,.:;?)]}%")
NO_END: Final = frozenset("（〔［｛〈《「『【〖‘“￥¥＄$£€№＃#([{")

_MARK: Final = re.compile(r"^\S+\s+(核心商密|普通商密)\s+(\d+(年|个月|日)|长期|公布前)$")
_DASHED: Final = re.compile(r"^—\s*(\d+)\s*—$")
_TOTALLED: Final = re.compile(r"^(?:第\s*|Page )(\d+)(?:\s*页\s*共\s*| of )(\d+)(?:\s*页)?$")
_LABEL: Final = re.compile(r"^[^：:]{1,8}[：:]$")
_BLANK: Final = N_("{count} signs have no glyph and print as a blank or a box.")
_OVER: Final = N_("“{text}” stands over another text.")
_EDGE: Final = 1 * MM
_LEAST_SIZE: Final = 6.0  # points: what the post can still read
_FEW: Final = 20  # faults of one kind in one print; more say nothing new

Faults = Iterator[Fault]


def check(print: Path | bytes, promise: Promise) -> list[Fault]:
    """Hold a PDF, written or still in memory, against what was promised of it."""
    source = BytesIO(print) if isinstance(print, bytes) else print
    with uncollected(), pikepdf.open(source) as document:
        faults = list(_structure(document, promise))
        if len(document.pages) != len(promise.leaves):
            return faults
        faults += _fonts(document, promise)
        faults += _pages(_without_annexes(document, print, promise), promise)
    return _fewer(faults)


def _fewer(faults: Iterable[Fault]) -> list[Fault]:
    seen: Counter[Test] = Counter()
    kept = []
    for fault in faults:
        seen[fault.test] += 1
        if seen[fault.test] <= _FEW:
            kept.append(fault)
    return sorted(kept, key=lambda fault: fault.page)


# the file


def _structure(document: pikepdf.Pdf, promise: Promise) -> Faults:
    def fault(message: str, **values: Any) -> Fault:
        return Fault(0, Test.STRUCTURE, message, values)

    count, promised = len(document.pages), len(promise.leaves)
    if count != promised:
        yield fault(N_("The file has {count} pages instead of {promised}."), count=count, promised=promised)
        return
    if str(document.Root.get(Name.Lang, "")) != promise.language:
        yield fault(N_("The file does not say its language."))
    if str(document.docinfo.get(Name.Title, "")) != one_line(promise.title):
        yield fault(N_("The file does not bear its title."))
    labels = [str(document.pages[index].label) for index, leaf in enumerate(promise.leaves) if leaf.numbered]
    if labels != [str(leaf.number) for leaf in promise.leaves if leaf.numbered]:
        yield fault(N_("The page numbers that the reader shows are not those printed."))
    if promise.outline:
        pages = {page.obj.objgen: index for index, page in enumerate(document.pages)}
        found = list(_outline(document, pages))
        for title, page in promise.outline:
            if (one_line(title), page) not in found:
                yield fault(N_("The bookmark “{title}” does not lead to its page."), title=title)
    for key in (Name.OpenAction, Name.AA, Name.AcroForm):
        if key in document.Root:
            yield fault(N_("The file acts by itself when it is opened."))
    names = document.Root.get(Name.Names)
    if isinstance(names, Dictionary) and (Name.JavaScript in names or Name.EmbeddedFiles in names):
        yield fault(N_("The file carries scripts or other files."))


def _outline(document: pikepdf.Pdf, pages: dict[tuple[int, int], int]) -> Iterator[tuple[str, int]]:
    stack = [document.Root.get(Name.Outlines, Dictionary()).get(Name.First)]
    seen = set()
    named = _named(document)
    while stack:
        item = stack.pop()
        if not isinstance(item, Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        stack += [item.get(Name.Next), item.get(Name.First)]
        goal = item.get(Name.Dest)
        if goal is None and isinstance(item.get(Name.A), Dictionary):
            goal = item.A.get(Name.D)
        if isinstance(goal, pikepdf.String | pikepdf.Name):
            goal = named.get(str(goal))
        if isinstance(goal, Dictionary):
            goal = goal.get(Name.D)
        if isinstance(goal, Array) and len(goal) and isinstance(goal[0], Dictionary):
            yield str(item.get(Name.Title, "")), pages.get(goal[0].objgen, -1)


def _named(document: pikepdf.Pdf) -> dict[str, Any]:
    """The destinations that go by a name, in the old dictionary or the new tree."""
    found: dict[str, Any] = {}
    old = document.Root.get(Name.Dests)
    if isinstance(old, Dictionary):
        found |= {str(name): goal for name, goal in old.items()}
    names = document.Root.get(Name.Names)
    if isinstance(names, Dictionary) and Name.Dests in names:
        found |= {str(name): goal for name, goal in pikepdf.NameTree(names.Dests).items()}
    return found


def _fonts(document: pikepdf.Pdf, promise: Promise) -> Faults:
    seen: set[tuple[int, int]] = set()
    for index, page in enumerate(document.pages):
        for font in page.resources.get(Name.Font, Dictionary()).values():
            if not isinstance(font, Dictionary) or (font.is_indirect and font.objgen in seen):
                continue
            seen.add(font.objgen)
            name = str(font.get(Name.BaseFont, "/")).removeprefix("/")
            inner = font.DescendantFonts[0] if Name.DescendantFonts in font else font
            descriptor = inner.get(Name.FontDescriptor, Dictionary())
            if not any(key in descriptor for key in (Name.FontFile, Name.FontFile2, Name.FontFile3)):
                yield Fault(index + 1, Test.FONTS, N_("The typeface {font} is not in the file."), {"font": name})
            elif not re.match(r"[A-Z]{6}\+", name):
                yield Fault(index + 1, Test.FONTS, N_("The typeface {font} is in the file whole."), {"font": name})
            elif promise.faces and name.partition("+")[2] not in promise.faces:
                yield Fault(index + 1, Test.FONTS, N_("The typeface {font} was not chosen for this."), {"font": name})
            elif Name.ToUnicode not in font:
                yield Fault(index + 1, Test.FONTS, N_("Text in {font} cannot be found or copied."), {"font": name})
            elif lacking := _lacking(font, inner):
                yield Fault(index + 1, Test.SIGNS, _BLANK, {"count": lacking})


def _lacking(font: pikepdf.Object, inner: pikepdf.Object) -> int:
    """How many of a typeface's codes have a letter but no outline."""
    glyphs = inner.get(Name.CIDToGIDMap)
    if not isinstance(glyphs, pikepdf.Stream):
        return 0
    outlines = glyphs.read_bytes()
    codes = {int(code, 16) for code in re.findall(rb"<([0-9a-fA-F]{4})> *<", font.ToUnicode.read_bytes())} - {0}
    return sum(1 for code in codes if not any(outlines[2 * code : 2 * code + 2]))


def _without_annexes(document: pikepdf.Pdf, print: Path | bytes, promise: Promise) -> Any:
    """What PDFium is to read: the print with nothing on an annex's pages but what the press put there.

    A reader unpacks all of a foreign page before it says anything, at whatever price.
    """
    if all(leaf.profile is not None for leaf in promise.leaves):
        return print
    for page, leaf in zip(document.pages, promise.leaves, strict=True):
        if leaf.profile is None and Name.XObject in page.resources:
            del page.resources.XObject
    if Name.OCProperties in document.Root:
        del document.Root.OCProperties
    light = BytesIO()
    document.save(light, recompress_flate=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    light.seek(0)
    return light


# the pages


def _pages(source: Any, promise: Promise) -> Faults:
    unknown = promise.reported
    with Reader(source) as reader:
        for index, leaf in enumerate(promise.leaves):
            reading = reader.read(index)
            page = index + 1
            yield from _paper(page, leaf, reading)
            rows = reading.rows()
            number = _number_row(leaf, rows)
            yield from _number(page, leaf, reading, number)
            if leaf.profile is None:
                continue
            sheet = SHEETS[leaf.profile]
            if reading.unmapped:
                values = {"count": reading.unmapped}
                yield Fault(page, Test.SIGNS, _BLANK, values)
            unknown -= sum(piece.text.count(GETA) for piece in reading.pieces)
            if unknown < 0:
                unknown = 0
                yield Fault(page, Test.SIGNS, N_("A sign is replaced by 〓 and was not reported."))
            rest = [row for row in rows if row is not number]
            yield from _block(page, leaf, sheet, reading, rest)
            body = [row for row in rest if row.y > sheet.bottom - _EDGE]
            for test in _TESTS:
                yield from test(page, leaf, sheet, reading, body)


def _paper(page: int, leaf: Leaf, reading: Reading) -> Faults:
    if leaf.profile is None:
        width, height = leaf.size
    else:
        sheet = SHEETS[leaf.profile]
        width, height = sheet.width, sheet.height
    if abs(reading.width - width) > 0.5 * MM or abs(reading.height - height) > 0.5 * MM or reading.rotation:
        values = {"width": round(reading.width / MM), "height": round(reading.height / MM)}
        yield Fault(page, Test.PAPER, N_("The sheet is {width} × {height} mm."), values)


def _number_row(leaf: Leaf, rows: list[Row]) -> Row | None:
    """The row at the foot that holds the number of the page."""
    low = 20 * MM if leaf.profile is None else SHEETS[leaf.profile].bottom
    for row in reversed(rows):
        if row.y >= low:
            return None
        if _DASHED.match(row.text.strip()) or _TOTALLED.match(row.text.strip()):
            return row
    return None


def _number(page: int, leaf: Leaf, reading: Reading, row: Row | None) -> Faults:
    def fault(message: str, **values: Any) -> Fault:
        return Fault(page, Test.NUMBER, message, values)

    if not leaf.numbered:
        if row is not None:
            yield fault(N_("This page should bear no number."))
        return
    if row is None:
        yield fault(N_("The page bears no number; it is page {number}."), number=leaf.number)
        return
    text = row.text.strip()
    dashed, totalled = _DASHED.match(text), _TOTALLED.match(text)
    printed = dashed or totalled
    if printed is None or int(printed[1]) != leaf.number:
        yield fault(N_("The page bears the number {printed} instead of {number}."), printed=text, number=leaf.number)
    sheet = SHEETS[leaf.profile or Profile.OFFICIAL]
    if dashed and abs(row.size - sheet.number_size) > 0.5:
        yield fault(N_("The page number is {size} points high."), size=round(row.size, 1))
    left, right = _side(leaf, reading)
    if leaf.profile is not None and sheet.number_centred:
        off = abs((row.left + row.right) / 2 - reading.width / 2)
    elif leaf.number % 2:
        off = abs(row.right - (right - NUMBER_INDENT))
    else:
        off = abs(row.left - (left + NUMBER_INDENT))
    if off > 1.5 * MM and (leaf.profile is not None or reading.width > 100 * MM):
        yield fault(N_("The page number is {off} mm from its place."), off=round(off / MM, 1))


def _side(leaf: Leaf, reading: Reading) -> tuple[float, float]:
    """The left and right edge that the number keeps to."""
    if leaf.profile is not None:
        sheet = SHEETS[leaf.profile]
        return sheet.left(leaf.number), sheet.left(leaf.number) + sheet.block_width
    a4 = SHEETS[Profile.OFFICIAL]
    return a4.even_left, reading.width - (a4.width - a4.odd_left - a4.block_width)


def _block(page: int, leaf: Leaf, sheet: Sheet, reading: Reading, rows: list[Row]) -> Faults:
    left = sheet.left(leaf.number) - _EDGE
    right = left + sheet.block_width + 2 * _EDGE
    top = sheet.height - sheet.top + _EDGE
    footer = sheet.bottom - NUMBER_DROP + 1
    foot = {piece for row in rows for piece in row.pieces if row.y < sheet.bottom - 1}
    for piece in reading.pieces:
        if piece.left < left or piece.right > right:
            message = N_("“{text}” stands in the margin at the side.")
        elif _highest(piece) > top:
            message = N_("“{text}” stands in the margin at the head.")
        elif piece in foot and (piece.y > footer or piece.size > FOOTER_SIZE or piece.y < 5 * MM):
            message = N_("“{text}” stands in the margin at the foot.")
        else:
            continue
        yield Fault(page, Test.BLOCK, message, {"text": _short(piece.text)})


def _highest(piece: Piece) -> float:
    return min(piece.top, piece.y + ABOVE * piece.size) if piece.turn == 0 else piece.top


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 12 else text[:11] + "…"


def _size(page: int, leaf: Leaf, sheet: Sheet, reading: Reading, rows: list[Row]) -> Faults:
    if not leaf.grid:
        return
    sizes: Counter[float] = Counter()
    for row in rows:
        for piece in row.pieces:
            sizes[round(piece.size, 2)] += len(piece.text)
    if sizes.total() >= 100:
        ((size, _),) = sizes.most_common(1)
        if not 15.5 <= size <= 16.1:
            yield Fault(page, Test.SIZE, N_("The text is {size} points high."), {"size": size})


def _title(page: int, leaf: Leaf, sheet: Sheet, reading: Reading, rows: list[Row]) -> Faults:
    if leaf.profile is not Profile.OFFICIAL:
        return
    largest = max((row.size for row in rows if not _is_red(row.pieces[0])), default=0.0)
    if largest > 22.5 or (leaf.titled and largest < 21):
        yield Fault(page, Test.SIZE, N_("The title is {size} points high."), {"size": round(largest, 1)})


def _is_red(piece: Piece) -> bool:
    red, green, blue = piece.ink
    return red > 150 and green < 90 and blue < 90


def _grid(page: int, leaf: Leaf, sheet: Sheet, reading: Reading, rows: list[Row]) -> Faults:
    if not leaf.grid:
        return
    lines = sorted({round(row.y, 1) for row in rows if 15.5 <= row.size <= 16.1}, reverse=True)
    if len(lines) > 22:
        yield Fault(page, Test.GRID, N_("{count} lines stand on the page instead of 22."), {"count": len(lines)})
    pitch = sheet.body.leading
    for upper, lower in itertools.pairwise(lines):
        if upper - lower < pitch - 0.3:
            off = round(upper - lower, 1)
            yield Fault(page, Test.GRID, N_("Two lines follow each other at {off} points."), {"off": off})


def _edges(page: int, leaf: Leaf, sheet: Sheet, reading: Reading, rows: list[Row]) -> Faults:
    above: dict[float, Row] = {}
    for row in rows:
        text = row.text.strip()
        left, right = reading.walls(row.left, row.y)
        left = max(left, sheet.left(leaf.number))
        right = min(right, sheet.left(leaf.number) + sheet.block_width)
        full = right - row.right < 1.1 * row.size
        before = above.get(left)
        goes_on = (
            before is not None
            and abs(before.size - row.size) < 0.1
            and before.y - row.y < 2 * row.size
            and right - before.right < 1.6 * row.size
            and row.left - before.left < 0.5 * row.size
        )
        if goes_on and text and text[0] in NO_START and not _marked(row):
            yield Fault(page, Test.EDGES, N_("A line begins with “{sign}”."), {"sign": text[0]})
        if full and text and text[-1] in NO_END and leaf.profile is not Profile.ENGLISH:
            yield Fault(page, Test.EDGES, N_("A line ends with “{sign}”."), {"sign": text[-1]})
        above[left] = row


def _marked(row: Row) -> bool:
    """Whether a row begins with the mark of a list: a sign apart, before the text that hangs behind it."""
    mark = row.pieces[0]
    return len(row.pieces) > 1 and len(mark.text.strip()) == 1 and row.pieces[1].left - mark.right > 0.2 * row.size


def _crossed(page: int, leaf: Leaf, sheet: Sheet, reading: Reading, rows: list[Row]) -> Faults:
    for row in rows:
        for piece in row.pieces:
            _, wall = reading.walls(piece.x, piece.y)
            if piece.right > wall + 0.5:
                yield Fault(page, Test.CROSSED, N_("“{text}” runs over a rule."), {"text": _short(piece.text)})


def _overlap(page: int, leaf: Leaf, sheet: Sheet, reading: Reading, rows: list[Row]) -> Faults:
    for place, row in enumerate(rows):
        for piece, following in itertools.pairwise(row.pieces):
            over = piece.right - following.left > 0.3 * min(piece.size, following.size)
            if over and not _joining(piece.text + following.text):
                yield Fault(page, Test.OVERLAP, _OVER, {"text": _short(following.text)})
        for other in itertools.islice(rows, place + 1, None):
            if row.y - other.y >= 0.5 * min(row.size, other.size):
                break
            if min(row.right, other.right) - max(row.left, other.left) > 1 and not _joining(row.text + other.text):
                yield Fault(page, Test.OVERLAP, _OVER, {"text": _short(other.text)})


def _joining(text: str) -> bool:
    """Whether a text has marks that stand over others by their nature."""
    return any(unicodedata.category(sign).startswith("M") for sign in text)


def _red_head(page: int, leaf: Leaf, sheet: Sheet, reading: Reading, rows: list[Row]) -> Faults:
    if not leaf.red_head:
        return
    heads = [row for row in rows if row.size > 22.5]
    if not heads:
        yield Fault(page, Test.RED_HEAD, N_("The red head is missing."))
        return
    head = heads[0]
    if not all(_is_red(piece) for piece in head.pieces):
        yield Fault(page, Test.RED_HEAD, N_("The head is not red."))
    edge = (sheet.height - head.y - ABOVE * head.size) / MM
    if abs(edge - 72) > 1:
        yield Fault(page, Test.RED_HEAD, N_("The head stands {edge} mm below the edge."), {"edge": round(edge, 1)})


def _hanging(page: int, leaf: Leaf, sheet: Sheet, reading: Reading, rows: list[Row]) -> Faults:
    """Names after 出席： run on under the first of them (GB/T 9704 §10.3)."""
    if leaf.paper != "minutes" or leaf.profile is not Profile.OFFICIAL:
        return
    for row, following in itertools.pairwise(rows):
        if len(row.pieces) < 2 or not _LABEL.match(row.pieces[0].text.strip()):
            continue
        if row.left > sheet.left(leaf.number) + 2.4 * row.size:  # a bold word inside a list, no label
            continue
        start = row.pieces[1].x
        indented = following.left > sheet.left(leaf.number) + 2.6 * row.size
        if indented and not _LABEL.match(following.pieces[0].text.strip()) and abs(following.pieces[0].x - start) > 1.5:
            yield Fault(page, Test.HANGING, N_("“{text}” does not hang under the text before it."),
                        {"text": _short(following.text)})  # fmt: skip


def _mark(page: int, leaf: Leaf, sheet: Sheet, reading: Reading, rows: list[Row]) -> Faults:
    head = sheet.height - sheet.top - 4 * sheet.body.leading
    found = [row.text.strip() for row in rows if row.y > head and "商密" in row.text]
    if leaf.mark and not any(_plain(text) == _plain(leaf.mark) for text in found):
        yield Fault(page, Test.MARK, N_("The confidentiality mark is missing."))
    for text in found if leaf.mark else ():
        if not _MARK.match(text.replace("\u3000", " ")) or "★" in text:
            yield Fault(page, Test.MARK, N_("“{text}” is not owner, level and term."), {"text": text})


def _plain(text: str) -> str:
    return "".join(text.split())


def _card(page: int, leaf: Leaf, sheet: Sheet, reading: Reading, rows: list[Row]) -> Faults:
    if leaf.profile is not Profile.CARD or not reading.pieces:
        return
    name = max(piece.size for piece in reading.pieces)
    names = [piece for piece in reading.pieces if piece.size > 0.95 * name]
    if not any(piece.turn == 0 for piece in names):
        yield Fault(page, Test.CARD, N_("No name stands upright on the card."))
    if leaf.tent and not any(piece.turn == 2 for piece in names):
        yield Fault(page, Test.CARD, N_("No name is turned about on the card's back."))
    if any(piece.right - piece.left > 180 * MM + 1 for piece in names):
        yield Fault(page, Test.CARD, N_("A name is wider than the card."))


def _places(page: int, leaf: Leaf, sheet: Sheet, reading: Reading, rows: list[Row]) -> Faults:
    """What is stuck on or goes through the post: inside its label or corner, and large enough to be read."""
    if not leaf.places:
        return
    for piece in reading.pieces:
        values = {"text": _short(piece.text), "size": round(piece.size, 1)}
        if not any(place.left - 1 <= piece.left and piece.right <= place.right + 1
                   and place.bottom - 1 <= piece.bottom and piece.top <= place.top + 1
                   for place in leaf.places):  # fmt: skip
            yield Fault(page, Test.CARD, N_("“{text}” stands outside its place."), values)
        elif piece.size < _LEAST_SIZE:
            yield Fault(page, Test.CARD, N_("“{text}” is only {size} points high."), values)


_TESTS: Final[tuple[Callable[[int, Leaf, Sheet, Reading, list[Row]], Faults], ...]] = (
    _size, _title, _grid, _edges, _crossed, _overlap, _red_head, _hanging, _mark, _card, _places,
)  # fmt: skip
