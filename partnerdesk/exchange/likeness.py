"""Which records may be one and the same: proposed with a reason, never decided here."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from partnerdesk.problems import Problem
from partnerdesk.words import N_

ALIKE = 92
MOST_AT_A_HOST = 3
SHORTEST = 5  # signs that a name must have to be compared by likeness

SAME_NAME = N_("the same name")
SAME_BUT_FORM = N_("the same name but for the form of company")
SAME_CODE = N_("the same unified social credit code")
SAME_LEI = N_("the same legal entity identifier")
SAME_HOST = N_("the same website")
ALIAS = N_("a short or former name of the other")
LIKE_NAME = N_("a name much like it")

_FORMS = (
    "股份有限责任公司", "有限责任公司", "股份有限公司", "有限公司", "集团公司", "股份公司", "公司", "集团",
    "（集团）", "(集团)",
    "incorporated", "corporation", "company", "limited", "holdings", "holding", "foundation", "group", "inc", "corp",
    "ltd",
    "llc", "llp", "plc", "gmbh", "ag", "se", "sa", "sas", "srl", "spa", "bv", "nv", "ab", "oy", "oü", "as", "kk",
    "co", "pty",
    "pte", "the",
)
_CHINESE_FORMS = tuple(form for form in _FORMS if not form.isascii() and form != "oü")
_LATIN_FORMS = frozenset(form for form in _FORMS if form not in _CHINESE_FORMS)
# Under these many unrelated organizations have a page.
_SHARED_HOSTS = frozenset(
    "github.com gitee.com linkedin.com twitter.com x.com facebook.com sites.google.com medium.com weibo.com about.me "
    "mp.weixin.qq.com wikipedia.org youtube.com notion.site".split()
)


@dataclass(frozen=True)
class Known:
    """A partner that the desk has, as far as its likeness to another goes."""

    id: int
    name: str
    others: tuple[str, ...] = ()  # English, short and former names
    credit_code: str = ""
    lei: str = ""
    website: str = ""


@dataclass(frozen=True)
class Likeness:
    """A record of the desk (`id`) or an earlier row of the file (`row`) that may be the same, and why."""

    name: str
    reason: Problem
    id: int | None = None
    row: int | None = None
    certain: bool = False  # the same name or the same code, not merely like it


def name_key(name: str) -> str:
    """A name as it is compared: one width, one case, no invisible signs, single spaces."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = "".join(sign for sign in text if unicodedata.category(sign) not in {"Cf", "Cc"})
    return " ".join(text.split())


def core(name: str) -> str:
    """The heart of a name: without the form of company, punctuation and spaces."""
    text = name_key(name)
    before = ""
    while before != text:
        # One form stands behind another: 某某有限公司（集团）.
        before = text
        for form in _CHINESE_FORMS:
            text = text.removesuffix(form)
    words = re.findall(r"[^\W_]+", text)
    if len(words) > 1 and words[0] == "the":
        words.pop(0)
    while len(words) > 1 and words[-1] in _LATIN_FORMS:
        words.pop()
    return "".join(words) or name_key(name)


def host(address: str) -> str:
    """The machine that a website's address names, without www.; nothing for hosts that many share."""
    text = address.strip().casefold()
    try:
        found = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    found = found.removeprefix("www.")
    return "" if found in _SHARED_HOSTS or "." not in found else found


@dataclass
class Index:
    """Finds what is like a record among those added before."""

    entries: list[tuple[Known, int | None]] = field(default_factory=list)
    _by: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    _cores: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, known: Iterable[Known]) -> Index:
        """An index of the records of the desk."""
        made = cls()
        for each in known:
            made.add(each)
        return made

    def add(self, known: Known, row: int | None = None) -> None:
        """Add a record of the desk, or the record of a row of the file."""
        place = len(self.entries)
        self.entries.append((known, row))
        for kind, key in _keys(known):
            self._by[kind, key].append(place)
        heart = core(known.name)
        if len(heart) >= SHORTEST:
            self._cores[heart[0]].append((heart, place))

    def like(self, wanted: Known) -> tuple[Likeness, ...]:
        """What may be the same as `wanted`, the surest first; each only once."""
        found: dict[int, Likeness] = {}

        def propose(places: Iterable[int], reason: str, certain: bool = False) -> None:
            for place in places:
                known, row = self.entries[place]
                found.setdefault(place, Likeness(
                    known.name, Problem("", reason), None if row is not None else known.id, row, certain))

        keys = list(_keys(wanted))
        for kind, key in keys:
            if kind in ("code", "lei"):
                propose(self._by.get((kind, key), ()), SAME_CODE if kind == "code" else SAME_LEI, True)
        for kind, key in keys:
            if kind == "name":
                propose(self._by.get(("name", key), ()), SAME_NAME, True)
        for kind, key in keys:
            if kind in ("name", "alias"):
                propose(self._by.get(("alias", key), ()), ALIAS)
            if kind == "alias":
                propose(self._by.get(("name", key), ()), ALIAS)
        for kind, key in keys:
            if kind == "core":
                propose(self._by.get(("core", key), ()), SAME_BUT_FORM)
            if kind == "host":
                places = self._by.get(("host", key), ())
                # A host that many have tells nothing about any of them.
                propose(places if len(places) <= MOST_AT_A_HOST else (), SAME_HOST)
        heart = core(wanted.name)
        if len(heart) >= SHORTEST:
            near = (place for other, place in self._cores.get(heart[0], ())
                    if abs(len(other) - len(heart)) <= 3 and fuzz.ratio(heart, other, score_cutoff=ALIKE))
            propose(near, LIKE_NAME)
        return tuple(sorted(found.values(), key=lambda likeness: not likeness.certain))


def _keys(known: Known) -> Iterable[tuple[str, str]]:
    if known.credit_code.strip():
        yield "code", name_key(known.credit_code).replace(" ", "")
    if known.lei.strip():
        yield "lei", name_key(known.lei).replace(" ", "")
    yield "name", name_key(known.name)
    yield "core", core(known.name)
    for other in known.others:
        if name_key(other) and name_key(other) != name_key(known.name):
            yield "alias", name_key(other)
    if host(known.website):
        yield "host", host(known.website)
