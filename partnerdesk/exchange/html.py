"""Pasted HTML, from a browser, Word or WPS, reduced to the desk's prose; nothing is fetched and no file is opened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from partnerdesk.exchange.html_tables import PARTS, TableReading
from partnerdesk.exchange.html_writing import written
from partnerdesk.record import prose
from partnerdesk.record.prose import Block, Heading, Item, Items, Paragraph, Prose, Run, Runs, trimmed

__all__ = ["read", "written"]

SILENT = frozenset("script style title template noscript iframe object svg audio video canvas rp".split())
HIDEABLE = frozenset("span div font a b i".split())  # their end tag may not be left out
PARTING = frozenset(
    "address article aside body center dd details dialog div dl dt fieldset figcaption figure footer form header "
    "head hgroup hr html main nav p section summary caption legend".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i input ins kbd label link mark meta meter "
    "nobr output progress q rt ruby select s samp small span strike strong sub sup time tt u var wbr img br area map "
    "base col colgroup embed param source track textarea option optgroup".split()
)
STRUCTURE = frozenset("h1 h2 h3 h4 h5 h6 ul ol li menu dir pre blockquote table thead tbody tfoot tr td th".split())
KNOWN = SILENT | PARTING | INLINE | STRUCTURE
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BOLD = frozenset("b strong".split())
ITALIC = frozenset("i em cite dfn var address".split())
CODE = frozenset("code kbd samp tt".split())

LONGEST_ITEM = 8000  # signs; what follows is an item of its own, so that no list takes ever longer to read

_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
# A line end of the source between two Chinese characters is no space.
_WIDE_LINE_END = re.compile(rf"(?<={_WIDE})[ \t]*\r?\n[ \t\r\n]*(?={_WIDE})")
_WEIGHT = re.compile(r"(?<![\w-])font-weight\s*:\s*(\w+)", re.I)
_STYLED = re.compile(r"(?<![\w-])font-style\s*:", re.I)
_SLANT = re.compile(r"(?<![\w-])font-style\s*:\s*(italic|oblique)", re.I)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*comment)", re.I)
_BULLETS = frozenset("•·●○■□◆◇▪▫➢✓√–-*oØüv§")  # among them the letters by which Wingdings draws its own
_NUMBER = re.compile(r"(\d{1,4})[.、．]")
_WORD_LIST = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.I)
_WORD_MARK = re.compile(r"mso-list\s*:\s*ignore", re.I)
_EVEN_WIDTH = re.compile(r"font-family\s*:\s*['\"]?monospace", re.I)
_QT_QUOTE = re.compile(r"margin-left:40px; margin-right:40px;")
_QT_INDENT = re.compile(r"-qt-list-indent:\s*(\d+)")


def read(source: str, *, literal_unknown: bool = False) -> tuple[Prose, int]:
    """The prose of an HTML text, and how many unprintable signs were left out.

    With `literal_unknown` a tag that HTML does not know (`Vec<T>`) is text; else it is dropped and its content kept.
    """
    reader = _Reader(literal_unknown)
    reader.feed(source)
    reader.close()
    return prose.cleaned(reader.finish())


@dataclass
class _Look:
    tag: str
    bold: bool
    italic: bool
    code: bool


@dataclass
class _List:
    numbered: bool
    next: int
    level: int


class _Reader(HTMLParser):
    """Collects runs until something parts them, then makes a block of them."""

    def __init__(self, literal_unknown: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.literal_unknown = literal_unknown
        self.blocks: list[Block] = []
        self.items: list[Item] = []
        self.runs: list[Run] = []
        self.looks: list[_Look] = []
        self.opened: Counter[str] = Counter()  # how many of each tag are open in them
        self.lists: list[_List] = []
        self.links: list[tuple[str, int]] = []
        self.pending: tuple[int, int | None] | None = None  # the item whose text is being read
        self.open_items: list[bool] = []
        self.table: TableReading | None = None
        self.heading = 0
        self.quotes = 0
        self.indented = False  # the paragraph being read is one that Qt set in as a quotation
        self.pre = 0
        self.silent: list[str] = []
        self.word_level = 0  # of the Word list paragraph being read, from 1
        self.word_mark: list[str] | None = None
        self.word_mark_depth = 0

    # what the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.silent:
            if tag == self.silent[-1] and tag not in VOID:
                self.silent.append(tag)
            return
        if tag not in KNOWN:
            if self.literal_unknown and ":" not in tag:
                self._put(self.get_starttag_text() or "")
            return
        style = given.get("style", "")
        if tag in SILENT or (tag in HIDEABLE and _HIDDEN.search(style)):
            self.silent.append(tag)
            return
        if tag not in VOID:
            self._push_look(tag, style)
        if tag in STRUCTURE:
            self._open_structure(tag, given)
        elif tag in PARTING:
            self._part()
            if tag == "p":
                self._word_paragraph(style)
                self.indented = bool(_QT_QUOTE.search(style))
        else:
            self._inline(tag, given, style)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and (tag in KNOWN or not self.literal_unknown):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[-1]:
                self.silent.pop()
            return
        if tag not in KNOWN:
            if self.literal_unknown and ":" not in tag:
                self._put(f"</{tag}>")
            return
        if tag == "br":
            self._break()
            return
        if tag in VOID:
            return
        if tag == "a":
            self._close_link()
        elif tag == "rt":
            self._put("）")
        if tag in STRUCTURE:
            self._close_structure(tag)
        elif tag in PARTING:
            self._part()
        self._pop_look(tag)

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.word_mark is not None and self.word_mark_depth:
            self.word_mark.append(data)
            return
        if self.pre:
            self._put(data.replace("\r\n", "\n").replace("\r", "\n"))
            return
        self._put(_SPACES.sub(" ", _WIDE_LINE_END.sub("", data)).replace("\u00a0", " "), folded=True)

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA["):
            self.handle_data(data[6:])

    def finish(self) -> Prose:
        """The prose, after everything still open has been closed."""
        while self.links:
            self._close_link()
        self._end_table()
        self._part()
        self._end_list()
        return Prose(tuple(self.blocks))

    # looks

    def _push_look(self, tag: str, style: str) -> None:
        above = self.looks[-1] if self.looks else _Look("", False, False, False)
        bold, italic = above.bold or tag in BOLD, above.italic or tag in ITALIC
        weight = _WEIGHT.search(style)
        if weight:
            said = weight.group(1).lower()
            bold = said in ("bold", "bolder") or (said.isdigit() and int(said) >= 600)
        if _STYLED.search(style):
            italic = bool(_SLANT.search(style))
        code = above.code or tag in CODE or bool(_EVEN_WIDTH.search(style))
        self.looks.append(_Look(tag, bold, italic, code))
        self.opened[tag] += 1

    def _pop_look(self, tag: str) -> None:
        # A tag that was never opened closes nothing; one that was closes what was left open in it.
        if not self.opened[tag]:
            return
        while True:
            closed = self.looks.pop().tag
            self.opened[closed] -= 1
            if closed == tag:
                break
        if self.word_mark_depth > len(self.looks):
            self.word_mark_depth = 0

    # text

    def _put(self, text: str, *, folded: bool = False) -> None:
        if not text:
            return
        target = self._target()
        if folded and self._ends_white(target):
            text = text.removeprefix(" ")
        if text:
            target.append(self._run(text))

    def _run(self, text: str) -> Run:
        look = self.looks[-1] if self.looks else _Look("", False, False, False)
        return Run(text, look.bold and not self.heading, look.italic, look.code)

    def _target(self) -> list[Run]:
        return self.runs if self.table is None else self.table.target()

    @staticmethod
    def _ends_white(some: Sequence[Run]) -> bool:
        return not some or some[-1].text[-1:] in (" ", "\n")

    def _break(self) -> None:
        target = self._target()
        if target and target[-1].text.endswith(" ") and not self.pre:
            target[-1] = Run(target[-1].text.rstrip(" "), *target[-1].look)
        target.append(self._run("\n"))

    def _inline(self, tag: str, given: dict[str, str], style: str) -> None:
        if tag == "br":
            self._break()
        elif tag == "a":
            self._close_link()
            self.links.append((given.get("href", ""), len(self._target())))
        elif tag == "img":
            self._image(given)
        elif tag == "input" and given.get("type", "").lower() == "checkbox":
            self._put("☑" if "checked" in given else "☐")
        elif tag == "rt":
            self._put("（")
        elif tag == "span" and self.word_level and self.word_mark is None and _WORD_MARK.search(style):
            self.word_mark = []
            self.word_mark_depth = len(self.looks)

    def _image(self, given: dict[str, str]) -> None:
        name = _SPACES.sub(" ", given.get("alt", "")).strip()
        address = given.get("src", "")
        if not name and address and not address.lower().startswith("data:"):
            name = PurePosixPath(unquote(_path_of(address)).replace("\\", "/")).name
        if name:
            self._put(f"【{name}】")

    def _close_link(self) -> None:
        if not self.links:
            return
        address, start = self.links.pop()
        shown = prose.text_of(self._target()[start:])
        if not address or address.startswith(("#", "javascript:", "data:", "file:", "about:")):
            return
        bare = address.removeprefix("mailto:")
        if _same_address(shown, bare):
            return
        if not shown.strip():
            self._put(bare)
        else:
            self._put(f"（{bare}）" if re.search(_WIDE, shown) else f" ({bare})")

    # blocks

    def _part(self) -> None:
        """Close the paragraph, heading or item that is being read; inside a cell it is a line break."""
        if self.table is not None:
            self.table.part()
            return
        some = trimmed(self.runs, keep_indent=bool(self.pre))
        self.runs = []
        if self.word_level:
            self._word_item(some)
            return
        if self.pending is not None:
            level, number = self.pending
            if some:
                self.items.append(Item(some, level, number))
                self.pending = None
            return
        if not some:
            return
        if self.lists and self.items and self.open_items and self.open_items[-1] and not self.heading:
            # A further paragraph of the same item.
            last, level = self.items[-1], min(len(self.lists) - 1, prose.DEEPEST_ITEM)
            if last.level == level and len(prose.text_of(last.runs)) < LONGEST_ITEM:
                self.items[-1] = Item(prose.runs(*last.runs, "\n", *some), level, last.number)
            else:
                self.items.append(Item(some, level))
            return
        self._end_list()
        if self.heading:
            self.blocks.append(Heading(min(self.heading, prose.DEEPEST_HEADING), some))
        else:
            self.blocks.append(Paragraph(some, quote=self.quotes > 0 or self.indented))
            self.indented = False

    def _end_list(self) -> None:
        if self.items:
            self.blocks.append(Items(_settled(self.items)))
            self.items = []

    def _open_structure(self, tag: str, given: dict[str, str]) -> None:
        if tag in PARTS:
            self._open_table_part(tag, given)
            return
        self._part()
        if tag[0] == "h" and tag[1:].isdigit():
            self.heading = int(tag[1])
        elif tag in ("ul", "ol", "menu", "dir"):
            start = given.get("start", "1")
            # Qt writes nested lists side by side and tells their depth in a style.
            indent = _QT_INDENT.search(given.get("style", ""))
            level = int(indent.group(1)) - 1 if indent else len(self.lists)
            first = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
            self.lists.append(_List(tag == "ol", first, level))
            self.open_items.append(False)
        elif tag == "li":
            self._open_item(given)
        elif tag == "pre":
            self.pre += 1
        elif tag == "blockquote":
            self.quotes += 1

    def _open_item(self, given: dict[str, str]) -> None:
        if not self.lists:
            self.lists.append(_List(False, 1, 0))
            self.open_items.append(False)
        current = self.lists[-1]
        value = given.get("value", "")
        if re.fullmatch(r"\d{1,6}", value):
            current.next = int(value)
        number = current.next if current.numbered else None
        current.next += 1
        self.open_items[-1] = True
        level = min(max(current.level, 0), prose.DEEPEST_ITEM)
        if self.table is not None:
            mark = f"{number}." if number is not None else prose.BULLET
            self._put(f"{mark} ")
        else:
            self.pending = (level, number)

    def _word_paragraph(self, style: str) -> None:
        """Word and WPS paste a list as paragraphs whose style says `mso-list:l0 level1 lfo1`."""
        found = _WORD_LIST.search(style)
        self.word_level = int(found.group(1)) if found and self.table is None and not self.lists else 0
        self.word_mark, self.word_mark_depth = None, 0

    def _word_item(self, some: Runs) -> None:
        level, self.word_level = self.word_level, 0
        mark = "".join(self.word_mark or ()).replace("\u00a0", " ").strip()
        self.word_mark, self.word_mark_depth = None, 0
        if not some and not mark:
            return
        number = _NUMBER.fullmatch(mark)
        if not number and mark not in _BULLETS:
            # （一） or a): a list knows no such numbering, so it stays in the text.
            some = prose.runs(f"{mark} " if mark else "", *some)
        self.items.append(Item(some, max(level - 1, 0), int(number.group(1)) if number else None))

    def _close_structure(self, tag: str) -> None:
        if tag in PARTS:
            self._close_table_part(tag)
            return
        self._part()
        if tag[0] == "h" and tag[1:].isdigit():
            self.heading = 0
        elif tag in ("ul", "ol", "menu", "dir"):
            if self.lists:
                self.lists.pop()
                self.open_items.pop()
            if not self.lists:
                self.pending = None  # a list that follows at once goes on in the same block
        elif tag == "li":
            self.pending = None
            if self.open_items:
                self.open_items[-1] = False
        elif tag == "pre":
            self.pre = max(self.pre - 1, 0)
        elif tag == "blockquote":
            self.quotes = max(self.quotes - 1, 0)

    # tables

    def _open_table_part(self, tag: str, given: dict[str, str]) -> None:
        if self.table is not None:
            self.table.open(tag, given)
            return
        self._part()
        if tag == "table":
            self._end_list()
            self.table = TableReading()

    def _close_table_part(self, tag: str) -> None:
        if self.table is None:
            self._part()
        elif self.table.close(tag):
            self._end_table()

    def _end_table(self) -> None:
        if self.table is not None:
            self.blocks += self.table.blocks()
            self.table = None


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return address


def _same_address(shown: str, address: str) -> bool:
    def bare(text: str) -> str:
        text = text.strip().casefold().removeprefix("https://").removeprefix("http://").removeprefix("mailto:")
        return unquote(text).removesuffix("/").removeprefix("www.")

    return bare(shown) == bare(address)


def _settled(items: Sequence[Item]) -> tuple[Item, ...]:
    """Items whose levels begin at 0 and never skip one on the way down."""
    made: list[Item] = []
    above: list[int] = []
    for item in items:
        while above and above[-1] >= item.level:
            above.pop()
        above.append(item.level)
        made.append(Item(item.runs, min(len(above) - 1, prose.DEEPEST_ITEM), item.number))
    return tuple(made)
