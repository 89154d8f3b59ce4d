"""The sheets and type sizes of the print specification, one set a profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from partnerdesk.paper.blocks import Profile, Role

MM = 72 / 25.4

ABOVE = 0.88  # of the size: how far the em box reaches above the baseline


class Style(NamedTuple):
    """How a kind of text looks: the office of its face, its size, the pitch of its lines."""

    role: Role
    size: float
    leading: float
    bold: bool = False
    indent: float = 0.0  # of the first line, in signs


@dataclass(frozen=True)
class Sheet:
    """A sheet, the block on it, and the styles used there."""

    profile: Profile
    width: float
    height: float
    odd_left: float
    even_left: float
    top: float
    block_width: float
    block_height: float
    body: Style
    title: Style
    headings: tuple[Style, Style, Style, Style]
    cell: Style
    head: Style
    small: Style  # captions, units, feet of tables
    paragraph_space: float = 0.0  # after a paragraph
    number_centred: bool = False
    number_size: float = 14.0  # 4号
    bare: bool = False  # never a page number or a footer: cards, labels, envelopes, certificates

    @property
    def bottom(self) -> float:
        return self.height - self.top - self.block_height

    def left(self, number: int) -> float:
        """The block's left edge on a page of this number: the binding edge changes sides."""
        return self.odd_left if number % 2 else self.even_left


def _four(style: Style) -> tuple[Style, Style, Style, Style]:
    """一、黑体 · （一）楷体 · 1. 仿宋 · （1）仿宋, all of the body's size."""
    return (
        style._replace(role=Role.HEAD),
        style._replace(role=Role.KAI),
        style,
        style,
    )


# 28 signs of 15.75 pt fill 156 mm, 22 lines at this pitch fill 225 mm: what the standard asks for in figures
# holds with 15.75 pt only, not with the 16 pt of word processors.
_LINES = 22
_SIZE = 15.75
_PITCH = (225 * MM - _SIZE) / (_LINES - 1)

_BODY = Style(Role.BODY, _SIZE, _PITCH, indent=2)
_CELL = Style(Role.SONG, 10.5, 13.65)
_HEAD = Style(Role.HEAD, 10.5, 13.65)
_SMALL = Style(Role.SONG, 10.5, 16)

OFFICIAL = Sheet(
    Profile.OFFICIAL, 210 * MM, 297 * MM, 28 * MM, 26 * MM, 37 * MM, 156 * MM, 225 * MM,
    body=_BODY, title=Style(Role.TITLE, 22, 35), headings=_four(_BODY), cell=_CELL, head=_HEAD, small=_SMALL,
)  # fmt: skip

_FORM = Style(Role.BODY, 12, 20, indent=2)

TABLE = Sheet(
    Profile.TABLE, 210 * MM, 297 * MM, 28 * MM, 26 * MM, 37 * MM, 156 * MM, 225 * MM,
    body=_FORM, title=Style(Role.TITLE, 22, 33), headings=_four(_FORM._replace(size=12, leading=22)),
    cell=_CELL, head=_HEAD, small=_SMALL, paragraph_space=2,
)  # fmt: skip

LEDGER = Sheet(
    Profile.LEDGER, 297 * MM, 210 * MM, 20 * MM, 20 * MM, 28 * MM, 257 * MM, 160 * MM,
    body=_FORM, title=Style(Role.TITLE, 20, 30), headings=_four(_FORM._replace(size=12, leading=22)),
    cell=_CELL, head=_HEAD, small=_SMALL, paragraph_space=2, number_centred=True,
)  # fmt: skip

LEDGER_A3 = Sheet(
    Profile.LEDGER_A3, 420 * MM, 297 * MM, 25 * MM, 25 * MM, 28 * MM, 370 * MM, 247 * MM,
    body=_FORM, title=Style(Role.TITLE, 22, 33), headings=_four(_FORM._replace(size=12, leading=22)),
    cell=_CELL, head=_HEAD, small=_SMALL, paragraph_space=2, number_centred=True,
)  # fmt: skip

_ENGLISH = Style(Role.SONG, 11, 15)

ENGLISH = Sheet(
    Profile.ENGLISH, 210 * MM, 297 * MM, 28 * MM, 26 * MM, 37 * MM, 156 * MM, 225 * MM,
    body=_ENGLISH, title=Style(Role.TITLE, 18, 24),
    headings=(
        Style(Role.HEAD, 13, 20, bold=True), Style(Role.HEAD, 11.5, 17, bold=True),
        Style(Role.SONG, 11, 15, bold=True), Style(Role.SONG, 11, 15),
    ),
    cell=Style(Role.SONG, 9.5, 12.5), head=Style(Role.HEAD, 9.5, 12.5, bold=True), small=Style(Role.SONG, 9, 13),
    paragraph_space=6, number_size=11,
)  # fmt: skip



def _whole(profile: Profile, width: float, height: float) -> Sheet:
    """A sheet without margins, on which everything has a place of its own."""
    return Sheet(
        profile, width * MM, height * MM, 0.0, 0.0, 0.0, width * MM, height * MM,
        body=_FORM, title=Style(Role.TITLE, 22, 33), headings=_four(_FORM), cell=_CELL, head=_HEAD, small=_SMALL,
        bare=True,
    )  # fmt: skip


CARD = _whole(Profile.CARD, 210, 297)
ENVELOPES = (
    _whole(Profile.ENVELOPE_DL, 220, 110), _whole(Profile.ENVELOPE_ZL, 230, 120), _whole(Profile.ENVELOPE_C5, 229, 162),
)  # fmt: skip

CERTIFICATE = _whole(Profile.CERTIFICATE, 297, 210)

_ALL = (OFFICIAL, TABLE, LEDGER, LEDGER_A3, ENGLISH, CARD, *ENVELOPES, CERTIFICATE)
SHEETS = {sheet.profile: sheet for sheet in _ALL}

NUMBER_INDENT = 14.0  # of the page number from the outer edge of the block
NUMBER_DROP = 7 * MM + 7  # from the block's lower edge to the baseline of the page number
FOOTER_SIZE = 9.0
SECOND = 0.75  # of the size of the first language
RED = (1.0, 0.0, 0.0)  # RGB: an office printer turns it into its own red; the standard's ink is M80 Y80
