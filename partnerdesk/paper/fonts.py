"""The faces of the press: which one fills each role, and which one steps in for a sign that it lacks."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from partnerdesk import places
from partnerdesk.paper.blocks import Role
from partnerdesk.paper.truetype import TrueType, UnusableFont, names_in
from partnerdesk.problems import Trouble
from partnerdesk.words import ENGLISH, N_

BUNDLED = "bundled"
INSTALLED = "installed"

QUOTES = "“”‘’"
DASH = "—"
_HAN = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")

_APOSTROPHE = re.compile("(?<=[A-Za-zÀ-ɏ])’(?=[A-Za-zÀ-ɏ])")

Source = tuple[str, int, bool]  # file, index in it, with proportional quotation marks

GETA = "〓"  # printed where no font has the sign

SERIF, SERIF_BOLD = "NotoSerifSC-400.ttf", "NotoSerifSC-700.ttf"
SANS, SANS_BOLD = "NotoSansSC-400.ttf", "NotoSansSC-700.ttf"
KAI = "LXGWWenKai-Regular.ttf"

# What an office calls the face that it wants, and the names under which a system may have it.
WANTED = {
    Role.BODY: (
        "仿宋",
        ("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong", "华文仿宋", "Zhuque Fangsong"),
    ),
    Role.TITLE: ("小标宋", ("FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0", "方正小标宋简体", "方正小标宋_GBK")),
    Role.HEAD: ("黑体", ("SimHei", "黑体")),
    Role.KAI: ("楷体", ("KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312", "STKaiti", "华文楷体")),
    Role.SONG: ("宋体", ()),
}
_RARE = ("BabelStone Han", "SimSun-ExtB", "新宋体-ExtB")

_CHINESE = {
    Role.BODY: (SERIF, SERIF_BOLD),
    Role.TITLE: (SERIF_BOLD, SERIF_BOLD),
    Role.HEAD: (SANS, SANS_BOLD),
    Role.KAI: (KAI, SERIF_BOLD),
    Role.SONG: (SERIF, SERIF_BOLD),
}
_ENGLISH = {
    Role.BODY: (SERIF, SERIF_BOLD),
    Role.TITLE: (SERIF_BOLD, SERIF_BOLD),
    Role.HEAD: (SERIF_BOLD, SERIF_BOLD),
    Role.KAI: (KAI, SERIF_BOLD),
    Role.SONG: (SERIF, SERIF_BOLD),
}
# The bundled face that stands in for a wanted one without being of its kind.
_STAND_INS = {Role.BODY: SERIF, Role.TITLE: SERIF_BOLD}


class Face:
    """One font file in use: its advances by size, and the signs that it is known to draw as they are."""

    def __init__(self, path: Path, index: int = 0, latin: bool = False) -> None:
        self.path, self.index, self.latin = path, index, latin
        self.font = TrueType(path, index)
        self.title = self.font.postscript_name()
        self.name = f"{self.title} (Latin)" if latin else self.title
        forms = self.font.forms("pwid" if latin else "fwid")
        # Chinese fonts draw quotation marks full-width, which tears English apart, and the dash narrower than a
        # sign, which tears —— apart.
        signs = QUOTES if latin else DASH
        self._forms = {ord(sign): forms[glyph] for sign in signs if (glyph := self.font.glyph(ord(sign))) in forms}
        self.stretched = frozenset() if latin else frozenset(self._forms.values())
        self.known: set[str] = set()
        self._by_size: dict[float, _Advances] = {}

    def at(self, size: float) -> _Advances:
        """The advances at a size, in points, by sign; asking for a sign that it does not plainly draw is `Strange`."""
        advances = self._by_size.get(size)
        if advances is None:
            advances = self._by_size[size] = _Advances(self, size)
        return advances

    def glyph(self, code: int) -> int:
        """The glyph of a code point, 0 when the face has none."""
        return self._forms.get(code) or self.font.glyph(code)

    def as_latin(self) -> Face:
        """The same face with proportional quotation marks, as English needs them."""
        return opened(self.path, self.index, latin=True)

    def width(self, text: str, size: float) -> float:
        return sum(map(self.at(size).__getitem__, text))

    def draws(self, sign: str) -> bool:
        """Whether the sign is printed as it is, neither dropped nor replaced."""
        if sign in self.known:
            return True
        if _dropped(sign) or not self.glyph(ord(sign)):
            return False
        self.known.add(sign)
        return True


class Strange(LookupError):
    """A sign that the face does not draw: the text needs looking at sign by sign."""


class _Advances(dict[str, float]):
    def __init__(self, face: Face, size: float) -> None:
        super().__init__()
        self._face, self._scale = face, size / 1000

    def __missing__(self, sign: str) -> float:
        if not self._face.draws(sign):
            raise Strange(sign)
        face = self._face
        advance = self[sign] = face.font.advance(face.glyph(ord(sign))) * self._scale
        return advance


def has_apostrophe(text: str) -> bool:
    """Whether a closing quotation mark in the text is an English apostrophe."""
    return "’" in text and _APOSTROPHE.search(text) is not None


def _dropped(sign: str) -> bool:
    """Controls, joiners, bidirectional marks and variation selectors leave no trace on paper."""
    return (
        unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        or "\ufe00" <= sign <= "\ufe0f"
        or "\U000e0100" <= sign <= "\U000e01ef"
    )


@cache
def opened(path: Path, index: int = 0, latin: bool = False) -> Face:
    return Face(path, index, latin)


def _font_folders() -> Iterable[Path]:
    home = Path.home()
    if sys.platform == "win32":
        return (Path("C:/Windows/Fonts"), home / "AppData/Local/Microsoft/Windows/Fonts")
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")


@cache
def _installed() -> dict[str, tuple[Path, int]]:
    """Every installed TrueType font by each of its names."""
    found: dict[str, tuple[Path, int]] = {}
    for folder in _font_folders():
        if not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in (".ttf", ".ttc"):
                for index, names in enumerate(names_in(path)):
                    for name in names:
                        found.setdefault(name.casefold(), (path, index))
    return found


@cache
def _installed_face(names: tuple[str, ...]) -> Face | None:
    """The first of the named fonts that is installed and may be embedded."""
    installed = _installed()
    for wanted in names:
        start = wanted.casefold()
        for name in sorted(installed):
            if name == start or name.startswith(f"{start} ("):
                try:
                    return opened(*installed[name])
                except UnusableFont:
                    continue
    return None


class Faces:
    """The faces of one paper's language from one of the two sets, and what they could not draw."""

    def __init__(self, language: str, fonts: str = BUNDLED, folder: Path | None = None) -> None:
        if fonts not in (BUNDLED, INSTALLED):
            raise ValueError(f"no such set of fonts: {fonts}")
        self.language = language
        self.fonts = fonts
        self.missing: Counter[str] = Counter()
        self.used: dict[Role, str] = {}
        self.stand_ins: dict[str, str] = {}  # what the office wants → the face printed instead
        self._folder = folder if folder is not None else places.fonts()
        self._roles: dict[tuple[Role, bool], Face] = {}
        self._latin: dict[str, Face] = {}
        self._others: dict[tuple[str, str], tuple[Face, str]] = {}

    def face(self, role: Role, bold: bool = False) -> Face:
        """The face that fills a role."""
        face = self._roles.get((role, bold))
        if face is None:
            face = self._chosen(role, bold)
            if self.language == ENGLISH:
                face = face.as_latin()
            self._roles[role, bold] = face
        return face

    def suited(self, face: Face, text: str) -> Face:
        """The face for a text in which quotation marks stand: proportional ones where nothing is Chinese."""
        # four times `in` is several times faster here than a loop or a pattern
        quoted = "’" in text or "“" in text or "”" in text or "‘" in text
        if face.latin or not quoted or _HAN.search(text):
            return face
        return self._as_latin(face)

    def _as_latin(self, face: Face) -> Face:
        latin = self._latin.get(face.name)
        if latin is None:
            latin = self._latin[face.name] = face.as_latin()
        return latin

    def sources(self) -> dict[str, Source]:
        """Where every face handed out comes from, by its name."""
        handed = {*self._roles.values(), *self._latin.values(), *(face for face, _ in self._others.values())}
        return {
            face.name: (str(face.path), face.index, face.latin) for face in sorted(handed, key=lambda face: face.name)
        }

    def _chosen(self, role: Role, bold: bool) -> Face:
        wanted, names = WANTED[role]
        if self.fonts == INSTALLED and self.language != ENGLISH and not bold:
            face = _installed_face(names)
            if face is not None:
                self.used[role] = face.title
                return face
        file = (_ENGLISH if self.language == ENGLISH else _CHINESE)[role][bold]
        face = self._bundled(file)
        if face is None and file == KAI:
            face = self._bundled(SERIF)
        if face is None:
            raise Trouble(N_("The press has no fonts: {file} is missing."), file=file)
        if not bold or role is Role.TITLE:
            self.used[role] = face.title
            if self.language != ENGLISH and (_STAND_INS.get(role) == file or (file == KAI and face.path.name != KAI)):
                self.stand_ins[wanted] = face.title
        return face

    def _bundled(self, file: str) -> Face | None:
        path = self._folder / file
        if not path.is_file():
            return None
        try:
            return opened(path)
        except UnusableFont as fault:
            raise Trouble(N_("The press cannot read its font {file}."), file=file) from fault

    def compose(self, text: str, role: Role, bold: bool = False) -> list[tuple[Face, str]]:
        """A person's text (one line of it) as stretches of one face each, cleaned of what cannot be printed."""
        face = self.suited(self.face(role, bold), text)
        if not face.latin and has_apostrophe(text):
            pieces: list[tuple[Face, str]] = []
            for number, part in enumerate(_APOSTROPHE.split(text)):
                pieces += [(self._as_latin(face), "’")] if number else []
                pieces += self._composed(face, part)
            return pieces
        return self._composed(face, text)

    def _composed(self, face: Face, text: str) -> list[tuple[Face, str]]:
        if face.known.issuperset(text):
            return [(face, text)] if text else []
        pieces: list[tuple[Face, str]] = []
        for sign in text:
            used, drawn = (face, sign) if sign in face.known else self._for_sign(face, sign)
            if not drawn:
                continue
            if drawn == GETA != sign:
                self.missing[sign] += 1
            if pieces and pieces[-1][0] is used:
                pieces[-1] = (used, pieces[-1][1] + drawn)
            else:
                pieces.append((used, drawn))
        return pieces

    def _for_sign(self, face: Face, sign: str) -> tuple[Face, str]:
        key = (face.name, sign)
        found = self._others.get(key)
        if found is None:
            found = self._others[key] = self._found(face, sign)
        return found

    def _found(self, face: Face, sign: str) -> tuple[Face, str]:
        if sign == "\t":
            return face, "    "
        if _dropped(sign) and unicodedata.category(sign) != "Cs":
            return face, ""
        for other in (face, *self._stand_by()):
            if other.draws(sign):
                return other, sign
        if unicodedata.category(sign) == "Zs":
            return face, "\u00a0" if sign == "\u202f" and face.draws("\u00a0") else " "
        for name in _RARE:
            rare = _installed_face((name,))
            if rare is not None and rare.draws(sign):
                return rare, sign
        return next(other for other in (face, *self._stand_by()) if other.draws(GETA)), GETA

    def _stand_by(self) -> Iterable[Face]:
        """The bundled faces in the order in which they step in."""
        for file in (KAI, SERIF, SANS):
            face = self._bundled(file)
            if face is not None:
                yield face
