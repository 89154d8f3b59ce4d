"""Papers and annexes bound into one file: cover, contents with pages, through numbers, bookmarks and labels."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary

from partnerdesk.paper.annexes import Opened, Refusal, Sheet, open_annex
from partnerdesk.paper.blocks import Annex, Contents, ContentsLine, Packet, Paper, Part, Profile, Role
from partnerdesk.paper.contents import fill_contents
from partnerdesk.paper.drawing import Meta, draw, draw_to
from partnerdesk.paper.encrypting import encrypt
from partnerdesk.paper.faults import Fault, Test
from partnerdesk.paper.fonts import BUNDLED, Faces
from partnerdesk.paper.layout import lay_out
from partnerdesk.paper.plan import Bookmark, Line, Page, Plan, Shape
from partnerdesk.paper.plan import Part as Kind
from partnerdesk.paper.promise import Leaf, Promise, blank, leaves
from partnerdesk.paper.proof import check
from partnerdesk.paper.report import Report
from partnerdesk.paper.setting import set_text
from partnerdesk.paper.styles import MM, NUMBER_INDENT, SHEETS
from partnerdesk.problems import Trouble, reason_of
from partnerdesk.words import CHINESE, LANGUAGES, N_, Words

_NUMBER_HEIGHT: Final = 8 * MM  # of an annex's page number over the lower edge of its own sheet
_NARROW: Final = 100 * MM  # a narrower annex bears its number in the middle
_PLATE: Final = (3.0, 4.0, 11.5)  # white about the number: at the sides, below and above its baseline
_COVER, _CONTENTS = "cover", "contents"

Progress = Callable[[float], None]
Opening = Callable[[str], None]


def print_papers(
    papers: Sequence[Paper],
    out: Path,
    *,
    fonts: str = BUNDLED,
    when: datetime,
    folder: Path | None = None,
    progress: Progress | None = None,
    proof: bool = False,
    password: str = "",
) -> Report:
    """One paper, or one matter as two papers, in a file: each numbered from 1 and beginning on a sheet of its own.

    With a `password` nothing of the print is on the disk but the encrypted file.
    """
    begun = perf_counter()
    first = papers[0]
    binder = _Binder(fonts, folder, _staged(progress, len(papers)))
    for number, paper in enumerate(papers):
        if len(binder.leaves) % 2 and not SHEETS[paper.profile].bare:
            binder.add_blank(len(binder.leaves) + 1)
        binder.add_paper(replace(paper, key=f"{paper.key}-{number}"), paper, 1)
    written = _write(binder, Meta(first.title, first.language, when), out, password)
    return binder.report(written, first.title, first.language, begun, proof)


def print_packet(
    packet: Packet,
    out: Path,
    *,
    fonts: str = BUNDLED,
    when: datetime,
    folder: Path | None = None,
    progress: Progress | None = None,
    proof: bool = False,
    recto: bool = False,
    password: str = "",
    opening: Opening | None = None,
    refused: Mapping[str, str] | None = None,
) -> Report:
    """Bind a packet; `recto` lets every part begin on an odd page.

    `opening` is told the key of each annex before it is read, and "" when all are; `refused` gives reasons not to
    read some of them at all. An annex that cannot be bound is named on the contents page instead.
    """
    begun = perf_counter()
    binder = _Binder(fonts, folder, _staged(progress, len(packet.parts) + 3))
    with ExitStack() as stack:
        annexes = dict(_open_all(packet, stack, opening, refused or {}))
        reasons = {key: found for key, found in annexes.items() if isinstance(found, Refusal)}
        words = Words(packet.language if packet.language in LANGUAGES else CHINESE)
        binder.bind(packet, annexes, recto, words)
        written = _write(binder, Meta(packet.title, packet.language, when), out, password)
    binder.notes += [words.labelled(part.title, reasons[part.key].said(words)) for part in packet.parts
                     if part.key in reasons]  # fmt: skip
    return binder.report(written, packet.title, packet.language, begun, proof)


def _staged(progress: Progress | None, stages: int) -> Iterator[None]:
    """An iterator that reports one of `stages` done at each step."""
    for stage in range(1, stages + 1):
        if progress is not None:
            progress(stage / stages)
        yield


def _open_all(
    packet: Packet, stack: ExitStack, opening: Opening | None, refused: Mapping[str, str]
) -> Iterator[tuple[str, Opened | Refusal]]:
    for part in packet.parts:
        if not isinstance(part.content, Annex):
            continue
        if part.key in refused:
            yield part.key, Refusal(refused[part.key])
            continue
        if opening is not None:
            opening(part.key)
        try:
            yield part.key, stack.enter_context(open_annex(part.content.path))
        except Refusal as refusal:
            yield part.key, refusal
    if opening is not None:
        opening("")


@dataclass
class _Binder:
    """A file as it comes together: the plans in order, and what is promised of each of their pages."""

    fonts: str
    folder: Path | None
    progress: Iterator[None]
    plans: list[Plan] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    outline: list[tuple[str, int]] = field(default_factory=list)
    foreign: list[tuple[int, Opened, Sheet]] = field(default_factory=list)  # index of the page, what goes on it
    notes: list[str] = field(default_factory=list)
    faces: dict[str, Faces] = field(default_factory=dict)

    def faces_for(self, language: str) -> Faces:
        if language not in self.faces:
            self.faces[language] = Faces(language, self.fonts, self.folder)
        return self.faces[language]

    def bind(self, packet: Packet, annexes: Mapping[str, Opened | Refusal], recto: bool, words: Words) -> None:
        """Lay out everything; the contents come first and know the pages of all that follows."""
        if packet.cover is not None:
            self.add_paper(replace(packet.cover, key=_COVER, page_numbers=False), packet.cover, 1)
            if len(self.leaves) % 2:
                self.add_blank(2)
        number, contents = 1, None
        if packet.contents is not None:
            contents = self.add_paper(_with_reasons(packet.contents, annexes, words), packet.contents, 1)
            number += len(contents.pages)
        pages: dict[str, int] = {}
        for part in packet.parts:
            found = annexes.get(part.key)
            if isinstance(found, Refusal):
                continue
            if recto and number % 2 == 0:
                self.add_blank(number)
                number += 1
            pages[part.key] = number
            number += self.add_part(part, found, number, words)
            next(self.progress, None)
        if contents is not None:
            faces = self.faces_for(contents.language)
            fill_contents(contents, pages, faces)
            contents.faces = faces.sources()
            for page in contents.pages:
                page.links = [link for link in page.links if link.target in pages]

    def add_part(self, part: Part, found: Opened | None, number: int, words: Words) -> int:
        """Add a part; the number of its pages."""
        before = len(self.leaves)
        self.outline.append((part.title, before))
        if isinstance(part.content, Paper):
            paper = replace(part.content, key=part.key, total_pages=False)
            plan = self.add_paper(paper, part.content, number)
        else:
            assert found is not None
            plan = self._add_annex(part, found, number, words)
        top = plan.pages[0].height - 12
        nested = [mark._replace(level=mark.level + part.level + 1) for mark in plan.bookmarks]
        plan.bookmarks = [Bookmark(part.title, part.level, 0, top), *nested]
        return len(self.leaves) - before

    def add_paper(self, paper: Paper, kind: Paper, number: int) -> Plan:
        plan = lay_out(paper, self.faces_for(paper.language), first_page=number)
        self.outline += [(mark.title, len(self.leaves) + mark.page) for mark in plan.bookmarks]
        self.plans.append(plan)
        self.leaves += leaves(kind, plan)
        next(self.progress, None)
        return plan

    def add_blank(self, number: int) -> None:
        sheet = SHEETS[Profile.OFFICIAL]
        page = Page(sheet.width, sheet.height, sheet.left(number), sheet.profile, number, numbered=False)
        self.plans.append(Plan(f"blank-{len(self.plans)}", "", CHINESE, [page]))
        self.leaves.append(blank(page))

    def _add_annex(self, part: Part, opened: Opened, number: int, words: Words) -> Plan:
        faces = self.faces_for(CHINESE)
        plan = Plan(part.key, part.title, CHINESE)
        for count, sheet in enumerate(opened.sheets, number):
            self.foreign.append((len(self.leaves), opened, sheet))
            plan.pages.append(_numbered(sheet, count, faces))
            self.leaves.append(Leaf(None, count, size=(sheet.width, sheet.height)))
        plan.faces = faces.sources()
        self.plans.append(plan)
        self.notes += [words.labelled(part.title, words(note)) for note in opened.notes]
        return plan

    def report(self, written: Path | bytes, title: str, language: str, begun: float, proof: bool) -> Report:
        missing: Counter[str] = Counter()
        fonts: dict[str, str] = {}
        stand_ins: dict[str, str] = {}
        for faces in self.faces.values():
            missing.update(faces.missing)
            fonts |= {role.value: name for role, name in faces.used.items() if role.value not in fonts}
            stand_ins |= faces.stand_ins
        seconds = perf_counter() - begun
        promise = Promise(
            tuple(self.leaves),
            title,
            language.replace("_", "-"),
            tuple(self.outline),
            frozenset(face.partition(" (")[0] for plan in self.plans for face in plan.faces),
            sum(missing.values()),
        )
        return Report(
            pages=len(self.leaves),
            fonts=fonts,
            stand_ins=stand_ins,
            missing=dict(missing),
            seconds=seconds,
            notes=tuple(self.notes),
            faults=(*check(written, promise), *self._unfilled()) if proof else (),
            plans=tuple(self.plans),
        )

    def _unfilled(self) -> Iterator[Fault]:
        """Lines of contents whose page is not known: what they point to is nowhere in the file."""
        pages = (page for plan in self.plans for page in plan.pages)
        for index, page in enumerate(pages, 1):
            for _ in page.pending:
                yield Fault(index, Test.STRUCTURE, N_("A line of the contents leads to nothing."))


def _with_reasons(contents: Paper, annexes: Mapping[str, Opened | Refusal], words: Words) -> Paper:
    """The contents paper with the reason of every refusal in the place of a page number."""

    def line(entry: ContentsLine) -> ContentsLine:
        found = annexes.get(entry.target)
        return replace(entry, note=found.said(words)) if isinstance(found, Refusal) else entry

    blocks = tuple(
        replace(block, lines=tuple(map(line, block.lines))) if isinstance(block, Contents) else block
        for block in contents.blocks
    )
    return replace(contents, key=_CONTENTS, blocks=blocks)


def _numbered(sheet: Sheet, number: int, faces: Faces) -> Page:
    """A page of an annex before the annex is on it: its number, on a white plate that no picture swallows."""
    a4 = SHEETS[Profile.OFFICIAL]
    page = Page(sheet.width, sheet.height, 0.0, a4.profile, number)
    (line,) = set_text(faces, f"— {number} —", Role.SONG, a4.number_size, 1_000)
    if sheet.width < _NARROW:
        x = (sheet.width - line.width) / 2
    elif page.odd:
        x = sheet.width - (a4.width - a4.odd_left - a4.block_width) - NUMBER_INDENT - line.width
    else:
        x = a4.even_left + NUMBER_INDENT
    y = min(_NUMBER_HEIGHT, 0.05 * sheet.height)
    side, below, above = _PLATE
    left, right = x - side, x + line.width + side
    corners = ((left, y - below), (right, y - below), (right, y + above), (left, y + above))
    page.shapes.append(Shape(corners, width=0, fill=1.0, closed=True, strokes=False))
    page.lines.append(Line(x, y, Kind.NUMBER, line.runs))
    return page


def _write(binder: _Binder, meta: Meta, out: Path, password: str) -> Path | bytes:
    """Write what was bound; the file, or the print in memory where the file itself is encrypted."""
    if password:
        plain = BytesIO()
        draw_to(binder.plans, plain, meta)
        if binder.foreign:
            with pikepdf.open(plain) as document:
                _paint(document, binder.foreign)
                plain = BytesIO()
                document.save(plain, min_version="1.7")
        encrypt(plain, out, password)
        return plain.getvalue()
    if binder.foreign:
        _insert(binder, meta, out)
    else:
        draw(binder.plans, out, meta)
    return out


def _insert(binder: _Binder, meta: Meta, out: Path) -> None:
    """Draw our own pages, put the annexes under the numbers of theirs, and write the file under its name at once."""
    body, part = out.with_name(f".{out.name}.body"), out.with_name(f".{out.name}.part")
    try:
        draw(binder.plans, body, meta)
        with pikepdf.open(body) as document:
            _paint(document, binder.foreign)
            document.save(part, deterministic_id=True, min_version="1.7")
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(out)
    except OSError as fault:
        raise Trouble(
            N_("The file {name} could not be written: {reason}."), name=out.name, reason=reason_of(fault)
        ) from fault
    finally:
        body.unlink(missing_ok=True)
        part.unlink(missing_ok=True)


def _paint(document: pikepdf.Pdf, foreign: Sequence[tuple[int, Opened, Sheet]]) -> None:
    layers, hidden = Array(), Array()
    seen: set[int] = set()
    for index, opened, sheet in foreign:
        page = document.pages[index]
        page.contents_add(b"q 1 0 0 1 %.4f %.4f cm /Annex Do Q" % (sheet.dx, sheet.dy), prepend=True)
        resources = Dictionary(dict(page.obj.Resources.items()))
        resources.XObject = Dictionary(Annex=document.copy_foreign(sheet.form))
        page.obj.Resources = resources
        if id(opened) not in seen:
            seen.add(id(opened))
            layers.extend(document.copy_foreign(layer) for layer in opened.layers)
            hidden.extend(document.copy_foreign(layer) for layer in opened.hidden)
    if len(layers):
        view = Dictionary(Order=Array(), ON=Array(), OFF=hidden)
        document.Root.OCProperties = Dictionary(OCGs=layers, D=view)
