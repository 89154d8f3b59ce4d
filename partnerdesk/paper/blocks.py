"""What a paper consists of: blocks of plain text and data, which know nothing of fonts, pages or PDF."""

# Every string in a block is a person's plain text: the press escapes, breaks and falls back by itself.

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Profile(StrEnum):
    """The sheet of a paper (print specification, geometry and styles)."""

    OFFICIAL = "G"  # 公文: GB/T 9704-2012, block of 156 × 225 mm, 22 lines of 28 characters
    TABLE = "T"  # tables and forms in the same block, 10.5–12 pt
    LEDGER = "L"  # real landscape A4
    LEDGER_A3 = "L3"  # real landscape A3
    ENGLISH = "E"  # English text, 11/15 pt, ragged right
    CARD = "C"  # name cards and labels: no margins of its own
    ENVELOPE_DL = "DL"  # 220 × 110 mm (GB/T 1416-2003)
    ENVELOPE_ZL = "ZL"  # 230 × 120 mm
    ENVELOPE_C5 = "C5"  # 229 × 162 mm
    CERTIFICATE = "A"  # landscape A4 in a frame


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


class Role(StrEnum):
    """The typeface by its office: each language and each set of fonts fills the role in its way."""

    BODY = "body"  # 仿宋
    TITLE = "title"  # 小标宋
    HEAD = "head"  # 黑体
    KAI = "kai"  # 楷体
    SONG = "song"  # 宋体: digits, tables, English


@dataclass(frozen=True)
class Run:
    """A stretch of text with one look inside a paragraph; `\\n` in it is a forced line end."""

    text: str
    bold: bool = False
    role: Role | None = None
    small: bool = False  # three quarters of the size: the second language of a pair
    underline: bool = False


Text = str | tuple[Run, ...]


@dataclass(frozen=True)
class Title:
    """The title of a paper: centred, broken at word limits in trapezoid or diamond form (GB/T 9704 §7.3.1)."""

    text: str
    second: str = ""  # the other language's title, under it


@dataclass(frozen=True)
class RedHead:
    """The red head of a letter or minutes: 发文机关标志 or 纪要标志, its number, issuer and day, and the red rule."""

    mark: str  # at most 13 characters
    number: str = ""  # 文号 or （第3号）, centred two lines under the mark
    left: str = ""  # issuer, under the number at the left
    right: str = ""  # day, at the right
    second: str = ""


@dataclass(frozen=True)
class Marks:
    """The lines at the head of the block: copy number, confidentiality mark, urgency (GB/T 9704 §7.2.1–3)."""

    copy_number: str = ""
    mark: str = ""
    urgency: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (一、 黑体) to 4 (（1） 仿宋); the numbering is part of the text; kept with what follows."""

    text: str
    level: int = 1
    second: str = ""
    bookmark: bool = False  # stands in the PDF outline
    key: str = ""  # contents lines of the same paper point to it; it stands in the outline then


@dataclass(frozen=True)
class Paragraph:
    """Running text: in Chinese indented by two characters and justified, in English ragged right."""

    text: Text
    second: Text = ""  # the same in the other language, set under it at three quarters of the size
    indent: bool = True
    align: Align = Align.JUSTIFY
    keep_with_next: bool = False
    quote: bool = False


@dataclass(frozen=True)
class Items:
    """A list: each item hangs behind its mark (•, 1., （1）…), nested by `level` 0 to 3."""

    items: tuple[tuple[int, str, Text], ...]  # level, mark, text
    second: tuple[str, ...] = ()  # each item in the other language, set under it


@dataclass(frozen=True)
class Labelled:
    """A label in 黑体 and its text hanging behind it: 出席：… (GB/T 9704 §10.3)."""

    label: str
    text: str
    second_label: str = ""
    second: str = ""


@dataclass(frozen=True)
class Facts:
    """Label and value pairs in a ruled grid of `columns` pairs a row; a pair with `wide` takes a whole row."""

    pairs: tuple[Fact, ...]
    columns: int = 2


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    second_label: str = ""
    second: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a grid: heading, width in millimetres (0 shares what is left by `share`), alignment of its cells."""

    heading: str
    width: float = 0
    align: Align = Align.LEFT
    second: str = ""
    share: float = 1.0


@dataclass(frozen=True)
class Cell:
    """A cell that needs more than a string."""

    text: Text = ""
    second: str = ""
    bold: bool = False
    struck: bool = False
    align: Align | None = None
    span: int = 1  # columns that it covers


@dataclass(frozen=True)
class Grid:
    """A table with a head repeated on each page; rows split across pages when they must."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    caption: str = ""
    unit: str = ""  # at the right above the table, e.g. 单位：万元
    row_height: float = 7  # least height in millimetres
    size: float = 10.5  # points
    blank_rows: int = 0  # empty rows at the end, to be written in by hand
    total: tuple[str | Cell, ...] = ()
    foot: tuple[str, ...] = ()  # 制表 / 审核 / 截至日期, under the table
    struck: tuple[int, ...] = ()  # rows drawn struck through: voided, their number kept


@dataclass(frozen=True)
class Signatures:
    """Places to sign: a label, a line and a place for the day, `columns` abreast, each `height` millimetres high."""

    labels: tuple[str, ...]
    columns: int = 2
    height: float = 18
    with_day: bool = True


@dataclass(frozen=True)
class Opinion:
    """A box of an approval form: whose it is, what was decided, who signed and when; blank for ink until decided."""

    title: str  # the department or step
    text: str = ""
    outcome: str = ""  # in a word: 同意
    conditions: str = ""
    signer: str = ""
    day: str = ""
    wide: bool = False  # takes a whole row
    sealed: bool = False  # signed with the department's seal: 签字（盖章）
    height: float = 0  # least height in millimetres, else that of all boxes
    second: Opinion | None = None  # the same box in the other language, set under it


@dataclass(frozen=True)
class Countersign:
    """The boxes of an approval form (审批表), `columns` abreast; right below `Facts` they are one form with it."""

    boxes: tuple[Opinion, ...]
    columns: int = 2
    height: float = 34  # least height of a box in millimetres


@dataclass(frozen=True)
class Closing:
    """The issuer and the day at the right below a letter (落款); never on a page of its own."""

    issuer: str
    day: str
    sealed: bool = False
    note: str = ""  # （联系人：…） below it, at the left


@dataclass(frozen=True)
class Imprint:
    """The block at the foot of the last page (版记): copies to, printing office, day."""

    copies: str = ""  # 分送 / 抄送
    office: str = ""
    day: str = ""


@dataclass(frozen=True)
class Contents:
    """Contents lines with leader dots; the press fills in the pages of the bookmarks they name."""

    lines: tuple[ContentsLine, ...]
    columns: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True)
class ContentsLine:
    text: str
    target: str  # key of the part of the packet, or of the heading of this paper, that it points to
    presenter: str = ""
    second: str = ""
    note: str = ""  # instead of a page: why the part could not be bound
    level: int = 0


@dataclass(frozen=True)
class Cover:
    """The cover of a packet: title at one third, meeting, day, place; a box of 45 × 16 mm for the archive's stamp."""

    title: str
    lines: tuple[str, ...] = ()
    second: str = ""
    holder: str = ""
    marks: Marks = Marks()
    archive_box: bool = False
    foot: str = ""


@dataclass(frozen=True)
class NameCard:
    """A folded tent of three panels, or two identical faces (200 × 100 mm stand)."""

    name: str
    unit: str = ""
    second: str = ""
    tent: bool = True


@dataclass(frozen=True)
class Certificate:
    """A framed certificate on a page of its own (profile `CERTIFICATE`), with white for the issuer's seal."""

    title: str
    holder: str  # set large under the title
    text: str  # what is certified
    issuer: str = ""
    day: str = ""
    number: str = ""  # 证书编号：…, at the lower left
    validity: str = ""  # 有效期：…, under the number
    second: Certificate | None = None  # the same in the other language, set under it


@dataclass(frozen=True)
class Address:
    """Where a letter goes or comes from; `\\n` in the address is a line end that is kept."""

    unit: str = ""
    person: str = ""  # with the form of address: 李娜女士　收
    address: str = ""
    postcode: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class Labels:
    """Address labels of 99.1 × 57 mm, ten to an A4 sheet (profile `CARD`), as postcode, address, unit and person."""

    addresses: tuple[Address, ...]
    start: int = 1  # the first label that is still on the first sheet, counted row by row from the upper left
    outlines: bool = False  # hairlines around the labels, for plain paper that is cut


@dataclass(frozen=True)
class Envelope:
    """One envelope (profile `ENVELOPE_DL`, `_ZL`, `_C5`), in the Chinese or English form by the paper's language."""

    to: Address
    sender: Address = Address()
    boxes: bool = True  # postcode boxes and stamp place are printed too; not where the envelope has them


@dataclass(frozen=True)
class Space:
    """White of `lines` lines of body text."""

    lines: float = 1


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True)
class Rule:
    """A thin line of block width."""


@dataclass(frozen=True)
class Series:
    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """A drawn figure; the same source is painted on screen and on paper."""

    kind: str  # "bars", "lines", "radar"
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    title: str = ""
    height: float = 60  # millimetres
    top: float | None = None  # upper end of the scale


Block = (
    Title | RedHead | Marks | Heading | Paragraph | Items | Labelled | Facts | Grid | Signatures | Countersign | Closing
    | Imprint | Contents | Cover | NameCard | Certificate | Labels | Envelope | Space | PageBreak
    | Rule | Chart
)


@dataclass(frozen=True)
class Paper:
    """One paper, ready for the press: its sheet, its language, its blocks."""

    key: str  # the kind, e.g. "minutes"
    title: str  # of the PDF and of its outline entry
    profile: Profile
    blocks: tuple[Block, ...]
    language: str = "zh_CN"
    page_numbers: bool = True
    footer: str = ""  # besides the page number: source and day of print
    total_pages: bool = False  # 第×页 共×页 instead of — 1 —
    forms: bool = False  # page-wide forms may leave the 22-line grid


@dataclass(frozen=True)
class Annex:
    """A foreign file bound into a packet as it is: a PDF or an image, at its own size and rotation."""

    title: str
    path: Path  # a private temporary file or a sealed one opened by the packet's maker
    number: int = 0
    media: str = ""


@dataclass(frozen=True)
class Part:
    """A piece of a packet: a paper or an annex, with the key that contents lines point to."""

    key: str
    title: str
    content: Paper | Annex
    level: int = 0


@dataclass(frozen=True)
class Packet:
    """Papers and annexes bound with a cover, contents and through page numbers."""

    title: str
    language: str
    cover: Paper | None
    contents: Paper | None  # holds a `Contents` block
    parts: tuple[Part, ...] = field(default_factory=tuple)
