"""Which partners, and which persons, look like one and the same: every pair with its reasons, found by shared keys."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from rapidfuzz import fuzz

from partnerdesk.exchange.likeness import (
    ALIAS,
    ALIKE,
    LIKE_NAME,
    MOST_AT_A_HOST,
    SAME_BUT_FORM,
    SAME_CODE,
    SAME_HOST,
    SAME_LEI,
    SAME_NAME,
    core,
    host,
    name_key,
)
from partnerdesk.store.folding import fold
from partnerdesk.store.pinyin import sounded
from partnerdesk.words import N_

SAME_ENGLISH = N_("the same English name")
SAME_ORGANIZATION = N_("the same organization code within the credit code")
SAME_TELEPHONE = N_("the same telephone")
SAME_SOUND = N_("a name that sounds the same")
SAME_BUT_PLACE = N_("the same name but for the place before it")
SAME_PERSON_MOBILE = N_("the same name and mobile")
SAME_PERSON_EMAIL = N_("the same name and e-mail")
SAME_PERSON_PARTNER = N_("the same name at the same partner")
SAME_PERSON_TELEPHONE = N_("the same name and telephone")

# The surest first.
STRENGTH = (
    SAME_CODE, SAME_LEI, SAME_ORGANIZATION, SAME_NAME, SAME_PERSON_MOBILE, SAME_PERSON_EMAIL, SAME_ENGLISH,
    SAME_BUT_FORM, SAME_PERSON_PARTNER, SAME_PERSON_TELEPHONE, ALIAS, SAME_HOST, LIKE_NAME, SAME_BUT_PLACE,
    SAME_TELEPHONE, SAME_SOUND,
)
CERTAIN = frozenset(STRENGTH[:6])
WEAK = frozenset(STRENGTH[10:])  # alone it joins two and makes no chain of many
MOST_ALL = 8  # entries of one key that are compared each with each; of more, each with the first
MOST_TELLING = 20  # entries of one weak key above which it tells nothing
_SHORTEST_NEAR, _SHORTEST_SOUND, _SHORTEST_PLACED = 6, 3, 4
_LONG = 13  # signs from which on one exchanged sign leaves a name nearly the same
_COUNTING = frozenset("0123456789一二三四五六七八九十甲乙丙丁东西南北")
_PLACES = re.compile(
    "(?:中国|北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|"
    "贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|广州|深圳|杭州|南京|苏州|成都|武汉|西安|青岛|"
    "大连|宁波|厦门|长沙|郑州|济南|合肥|福州|沈阳|无锡)(?:省|市|自治区)?")

T = TypeVar("T")
Reasons = dict[tuple[int, int], tuple[str, ...]]


@dataclass(frozen=True)
class KnownPartner:
    """A partner as far as its likeness to another goes."""

    id: int
    name: str
    english_name: str = ""
    others: tuple[str, ...] = ()  # short and former names
    credit_code: str = ""
    lei: str = ""
    website: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class KnownPerson:
    """A person as far as the likeness to another goes."""

    id: int
    name: str
    english_name: str = ""
    mobile: str = ""
    telephone: str = ""
    email: str = ""
    partners: tuple[int, ...] = ()  # where the person holds or held a post


class _Pairs:
    """The pairs found so far, each with all its reasons."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)

    def add(self, one: int, other: int, reason: str) -> None:
        if one != other:
            self._found[min(one, other), max(one, other)][reason] = None

    def add_keyed(self, keyed: Iterable[tuple[str, int]], reason: str, most: int = 0) -> None:
        """Pair all that have one key; a key that more than `most` have tells nothing."""
        for places in _shared(keyed):
            if not most or len(places) <= most:
                for one, other in _each(places):
                    self.add(one, other, reason)

    def sorted(self) -> Reasons:
        """Every pair with its reasons, the surest first."""
        return {pair: tuple(sorted(reasons, key=STRENGTH.index)) for pair, reasons in self._found.items()}


def partner_pairs(known: Sequence[KnownPartner]) -> Reasons:
    """All pairs of partners that may be one and the same."""
    pairs = _Pairs()
    pairs.add_keyed(((each.credit_code, each.id) for each in known if each.credit_code), SAME_CODE)
    pairs.add_keyed(((each.lei, each.id) for each in known if each.lei), SAME_LEI)
    pairs.add_keyed(((each.credit_code[8:17], each.id) for each in known if len(each.credit_code) == 18),
                    SAME_ORGANIZATION)
    pairs.add_keyed(((found, each.id) for each in known if each.website and (found := host(each.website))),
                    SAME_HOST, MOST_AT_A_HOST)
    pairs.add_keyed(((found, each.id) for each in known if each.telephone for found in telephones(each.telephone)),
                    SAME_TELEPHONE, MOST_AT_A_HOST)
    hearts = [(core(each.name), each.id) for each in known]
    _pair_by_names(pairs, known, hearts)
    _pair_nearly(pairs, hearts)
    return pairs.sorted()


def person_pairs(known: Sequence[KnownPerson]) -> Reasons:
    """All pairs of persons of one name who can be reached in one way, or are of one partner."""
    pairs = _Pairs()

    def keyed(reached: Iterable[tuple[KnownPerson, str]]) -> Iterator[tuple[str, int]]:
        for each, at in reached:
            for name in dict.fromkeys((person_key(each.name), person_key(each.english_name))):
                if name and at:
                    yield f"{name}\n{at}", each.id

    pairs.add_keyed(keyed((each, one) for each in known for one in telephones(each.mobile)), SAME_PERSON_MOBILE)
    pairs.add_keyed(keyed((each, fold(each.email)) for each in known), SAME_PERSON_EMAIL)
    pairs.add_keyed(keyed((each, one) for each in known for one in telephones(each.telephone)), SAME_PERSON_TELEPHONE)
    pairs.add_keyed(keyed((each, str(one)) for each in known for one in each.partners), SAME_PERSON_PARTNER)
    return pairs.sorted()


def person_key(name: str) -> str:
    """A person's name as it is compared: by its sound, without blanks, so that 陈晓 and Chen Xiao are alike."""
    return re.sub(r"[\W_]", "", sounded(fold(name)))


def telephones(text: str) -> list[str]:
    """The numbers in a text by their digits, without the country's own prefix."""
    found = []
    for part in re.split(r"[;；,，/、]|转", text):
        digits = "".join(sign for sign in part if sign.isdecimal()).removeprefix("00")
        digits = digits.removeprefix("86") if len(digits) > 11 else digits
        if len(digits := digits.lstrip("0")) >= 7:
            found.append(digits)
    return found


def likeness_of(one: KnownPartner, other: KnownPartner) -> str:
    """The surest reason why two partners may be the same; empty where there is none."""
    return next(iter(partner_pairs([one, other]).get((min(one.id, other.id), max(one.id, other.id)), ())), "")


# -- names


def _pair_by_names(pairs: _Pairs, known: Sequence[KnownPartner], hearts: Sequence[tuple[str, int]]) -> None:
    """Pair what has one name, English name, short or former name, each without the form of company."""
    named: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for each, (heart, _) in zip(known, hearts, strict=True):
        named[heart].append((each.id, "name", each.name))
        if each.english_name:
            named[core(each.english_name)].append((each.id, "english", each.english_name))
        for other in each.others:
            named[core(other)].append((each.id, "alias", other))
    for heart, bearers in named.items():
        if len(bearers) > MOST_TELLING:
            # A short name that many have tells nothing; what they are called in full still does.
            bearers = [each for each in bearers if each[1] != "alias"]
        if not heart or len(bearers) < 2:
            continue
        for mine, theirs in _each(bearers):
            pairs.add(mine[0], theirs[0], _reason_of_names(mine, theirs))


def _reason_of_names(one: tuple[int, str, str], other: tuple[int, str, str]) -> str:
    kinds = {one[1], other[1]}
    if kinds != {"name"} and kinds != {"english"}:
        return ALIAS
    if name_key(one[2]) != name_key(other[2]):
        return SAME_BUT_FORM
    return SAME_NAME if kinds == {"name"} else SAME_ENGLISH


def _pair_nearly(pairs: _Pairs, hearts: Sequence[tuple[str, int]]) -> None:
    """Pair names that differ by one sign, by the place before them, or in writing but not in sound."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for heart, id in hearts:
        bearers[heart].append(id)
    near: dict[tuple[str, str], str] = {}
    for heart in bearers:
        if len(heart) >= _SHORTEST_NEAR:
            for place, sign in enumerate(heart):
                shorter = heart[:place] + heart[place + 1:]
                if shorter in bearers and sign not in _COUNTING:
                    near[shorter, heart] = LIKE_NAME
        placed = _PLACES.match(heart)
        bare = heart[placed.end():] if placed else ""
        if len(bare) >= _SHORTEST_PLACED and bare in bearers:
            near[bare, heart] = SAME_BUT_PLACE
    near |= dict.fromkeys(_exchanged(bearers), LIKE_NAME)
    in_order = list(bearers)
    for places in _shared((sounded(heart), at) for at, heart in enumerate(in_order) if len(heart) >= _SHORTEST_SOUND):
        if len(places) <= MOST_TELLING:
            for one, other in _each([in_order[at] for at in places]):
                near.setdefault((one, other), SAME_SOUND)
    for (one, other), reason in near.items():
        for mine in bearers[one][:MOST_ALL]:
            for theirs in bearers[other][:MOST_ALL]:
                pairs.add(mine, theirs, reason)


def _exchanged(hearts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Long names that differ by one exchanged sign, or by one more."""
    long = [heart for heart in hearts if len(heart) >= _LONG]
    gaps = ((f"{heart[:place]}\n{heart[place + 1:]}", at) for at, heart in enumerate(long)
            for place in range(len(heart)))
    for places in _shared(gaps):
        if len(places) <= MOST_TELLING:
            for one, other in _each([long[at] for at in places]):
                if fuzz.ratio(one, other, score_cutoff=ALIKE) and not _counts_on(one, other):
                    yield one, other


def _counts_on(one: str, other: str) -> bool:
    """Whether two names of one length differ by a number or a direction only, as two branches do."""
    return any(mine in _COUNTING or theirs in _COUNTING
               for mine, theirs in zip(one, other, strict=False) if mine != theirs)


# -- keys


def _shared(keyed: Iterable[tuple[str, int]]) -> Iterator[list[int]]:
    """The places that share a key, for each key that more than one has."""
    first: dict[str, int] = {}
    several: dict[str, list[int]] = {}
    for key, place in keyed:
        if first.setdefault(key, place) != place:
            several.setdefault(key, [first[key]]).append(place)
    return (list(dict.fromkeys(places)) for places in several.values())


def _each(items: Sequence[T]) -> Iterator[tuple[T, T]]:
    if len(items) <= MOST_ALL:
        return combinations(items, 2)
    return ((items[0], other) for other in items[1:])
