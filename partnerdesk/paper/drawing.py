"""Plans drawn as one PDF through ReportLab: text as codes of shared subsets, shapes, links, outline and labels."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from partnerdesk.paper.collecting import uncollected
from partnerdesk.paper.embedding import Embedded
from partnerdesk.paper.fonts import Source, opened
from partnerdesk.paper.plan import Page, Plan, Shape
from partnerdesk.paper.styles import RED
from partnerdesk.problems import Trouble, reason_of
from partnerdesk.words import N_

_INKS = {"": b"0 g", "grey": b"0.45 g", "red": b"%.3g %.3g %.3g rg" % RED}
_STROKES = {"": b"0 G", "grey": b"0.6 G", "red": b"%.3g %.3g %.3g RG" % RED}
_SHOW, _SHOW_BELOW = b"(%b) Tj", b"(%b) '"  # here, and on the next line
_TURNED = b"-1 0 0 -1 %.2f %.2f Tm"
_CREATOR = "PartnerDesk"


class _None:
    """No font: a canvas would name Helvetica on every page, and nobody would find it embedded."""

    fontName = name = "none"
    _dynamicFont = 1
    _multiByte = 0

    @property
    def face(self) -> _None:
        return self


pdfmetrics.registerFont(_None())


@dataclass(frozen=True)
class Meta:
    """What a PDF says about itself."""

    title: str
    language: str
    when: datetime
    author: str = ""


def draw(plans: Sequence[Plan], out: Path, meta: Meta) -> None:
    """Write all plans into one file, under a temporary name until it is whole."""
    part = out.with_name(f".{out.name}.part")
    try:
        with part.open("wb") as file:
            draw_to(plans, file, meta)
        part.replace(out)
    except OSError as fault:
        raise Trouble(
            N_("The file {name} could not be written: {reason}."), name=out.name, reason=reason_of(fault)
        ) from fault
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def draw_to(plans: Sequence[Plan], file: BinaryIO, meta: Meta) -> None:
    """Write all plans into an open file, which may be one in memory."""
    rl_config.useA85 = 0
    with uncollected():
        _draw(plans, file, meta)


def _draw(plans: Sequence[Plan], file: BinaryIO, meta: Meta) -> None:
    pages = [page for plan in plans for page in plan.pages]
    first = pages[0]
    canvas: Any = Canvas(
        file, pagesize=(first.width, first.height), pageCompression=1, invariant=1, initialFontName=_None.fontName,
        lang=meta.language.replace("_", "-"),
    )  # fmt: skip
    _describe(canvas, meta)
    fonts = _fonts_of(plans)
    offset = 0
    targets = {plan.key for plan in plans}  # a link to a part bound in afterwards is the packet's to make
    for plan in plans:
        _draw_pages(canvas, plan, fonts, offset, targets)
        offset += len(plan.pages)
    _label(canvas, pages)
    for font in fonts.values():
        if font.codes:
            font.add_to(canvas._doc)
    canvas._doc.SaveToFile(file, canvas)


def _describe(canvas: Any, meta: Meta) -> None:
    document = canvas._doc
    document._timeStamp = _stamp(meta.when)
    information = document.info
    information.title, information.author = one_line(meta.title), one_line(meta.author)
    information.creator = information.producer = _CREATOR
    information.subject = ""


def _stamp(when: datetime) -> Any:
    stamp = TimeStamp(1)
    moment = when.astimezone(UTC)
    stamp.t, stamp.lt = moment.timestamp(), moment.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]
    return stamp


def _fonts_of(plans: Sequence[Plan]) -> dict[str, Embedded]:
    sources: dict[str, Source] = {}
    for plan in plans:
        sources |= plan.faces
    return {
        name: Embedded(opened(Path(path), index, latin), f"F{number}")
        for number, (name, (path, index, latin)) in enumerate(sorted(sources.items()), 1)
    }


def _draw_pages(canvas: Any, plan: Plan, fonts: dict[str, Embedded], offset: int, targets: set[str]) -> None:
    marks: dict[int, list[int]] = {}
    goals = {target: target for target in targets}
    for number, bookmark in enumerate(plan.bookmarks):
        marks.setdefault(bookmark.page, []).append(number)
        if bookmark.key:  # a heading of the same paper is nearer than a part of the packet
            goals[bookmark.key] = f"{plan.key}-{offset}-{number}"
    for index, page in enumerate(plan.pages):
        for number in marks.get(index, ()):
            bookmark = plan.bookmarks[number]
            key = f"{plan.key}-{offset}-{number}"
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=bookmark.top + 12)
            canvas.addOutlineEntry(one_line(bookmark.title), key, _level(canvas, bookmark.level))
        for link in page.links:
            goal = goals.get(link.target)
            if goal is None:
                continue
            box = (page.left + link.left, link.bottom, page.left + link.right, link.top)
            canvas.linkRect("", goal, box, relative=0)
        if index == 0:
            canvas.bookmarkPage(plan.key)
        _finish(canvas, page, fonts)


def one_line(text: str) -> str:
    """A text for the reader's own windows: one line, without what UTF-16 cannot say."""
    return " ".join(text.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "").split())


def _level(canvas: Any, level: int) -> int:
    """The level of an outline entry: it may not skip one."""
    deepest: int = canvas._doc.outline.currentlevel + 1
    return max(0, min(level, deepest))


def _finish(canvas: Any, page: Page, fonts: dict[str, Embedded]) -> None:
    sheet = pdfdoc.PDFPage()
    sheet.pagewidth, sheet.pageheight = page.width, page.height
    # Packed at once, so that the pages' operators are never all in memory.
    packed = pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")})
    sheet.Contents = pdfdoc.PDFStream(packed, zlib.compress(content(page, fonts)))
    sheet.Annots = canvas._annotationrefs
    sheet.ExtGState, sheet._colorsUsed, sheet._shadingUsed = None, {}, {}
    canvas._doc.addPage(sheet)
    canvas._startPage()


def _label(canvas: Any, pages: Sequence[Page]) -> None:
    """Page labels as the pages' own numbers; a page without one is labelled by nothing but its place."""
    expected: int | None = None
    for index, page in enumerate(pages):
        number = page.number if page.numbered else None
        if number is None:
            if expected is not None or index == 0:
                canvas.addPageLabel(index, None, None, "–")
            expected = None
        else:
            if number != expected:
                canvas.addPageLabel(index, "ARABIC", number)
            expected = number + 1


def content(page: Page, fonts: dict[str, Embedded]) -> bytes:
    """The operators of a page; one is written only when it changes something."""
    left = page.left
    ops = [_shape(shape, left) for shape in page.shapes]
    ops.append(b"BT")
    add = ops.append
    face, size, spacing, ink = "", 0.0, 0.0, ""
    codes: dict[int, int] = {}
    at_x = at_y = pitch = 0.0
    for line_x, y, _, runs, line_ink, turned in page.lines:
        x = left + line_x
        if line_ink != ink:
            ink = line_ink
            add(_INKS[ink])
        show = _SHOW
        if turned:
            add(_TURNED % (x, y))
        else:
            down = at_y - y
            if x != at_x or not 0 < down < 40:
                add(b"%.3f %.3f Td" % (x - at_x, -down))
            else:
                show = _SHOW_BELOW
                if not -0.004 < down - pitch < 0.004:
                    pitch = down
                    add(b"%.3f TL" % down)
            at_x, at_y = x, y
        for run_face, run_size, run_spacing, text in runs:
            if run_face != face or run_size != size:
                face, size = run_face, run_size
                font = fonts[face]
                codes = font.codes
                add(b"/%b %.4g Tf" % (font.name.encode(), size))
            if run_spacing != spacing:
                spacing = run_spacing
                add(b"%.4g Tc" % spacing)
            add(show % text.translate(codes).encode("utf-16-be"))
            show = _SHOW
        if turned:
            add(b"1 0 0 1 0 0 Tm")
            at_x = at_y = 0.0
    add(b"ET")
    return b"\n".join(ops)


def _shape(shape: Shape, left: float) -> bytes:
    ops = [b"q", _STROKES[shape.ink], b"%.3g w" % shape.width]
    if shape.dash:
        ops.append(b"[%.3g] 0 d" % shape.dash)
    points = [b"%.2f %.2f" % (left + x, y) for x, y in shape.points]
    if shape.strokes:
        ops += [b"%b m %b l" % pair for pair in zip(points[::2], points[1::2], strict=True)]
        ops.append(b"S Q")
        return b"\n".join(ops)
    ops.append(points[0] + b" m")
    ops += [point + b" l" for point in points[1:]]
    if shape.fill is not None:
        ops.insert(1, b"%.3g g" % shape.fill)
        ops.append(b"b" if shape.width else b"f")
    else:
        ops.append(b"s" if shape.closed else b"S")
    ops.append(b"Q")
    return b"\n".join(ops)
