"""How text is made alike before it is looked for: one fold, one way of cutting it into terms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_KEY = 200
# What a decomposition does not take apart and yet is typed with plain letters.
_PLAIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ħ": "h"})
# Scripts written without spaces: each sign is a term, so that any part of a name can be looked for.
_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029"
    "\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_TERM = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
# For patterns: here no word of a spaced script goes on.
NO_WORD_BEFORE = rf"(?<![^\W_{_UNSPACED}])"
NO_WORD_AFTER = rf"(?![^\W_{_UNSPACED}])"
_BLANKS = re.compile(r"\s+")
_PLAIN_ASCII = re.compile(r"[\x20-\x7e]*")


def fold(text: str) -> str:
    """The text without what two writings of one name may differ in: width, case, accents, invisible signs, blanks."""
    if _PLAIN_ASCII.fullmatch(text):
        return _BLANKS.sub(" ", text.lower()).strip()
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _BLANKS.sub(" ", "".join(map(_folded, text))).strip().translate(_PLAIN)


@lru_cache(maxsize=8192)
def _folded(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cc" and sign.isspace():
        return " "
    if category in ("Cf", "Cc", "Cs", "Cn", "Co") or "\u0300" <= sign <= "\u036f":
        return ""
    if category == "Ll" and sign > "\x7f":
        bare = unicodedata.normalize("NFKD", sign)
        return bare[0] if bare[0].isascii() else sign
    return sign


def key_of(text: str) -> str:
    """The fold of a name as far as a beginning is compared."""
    return fold(text[: 4 * LONGEST_KEY])[:LONGEST_KEY]


def terms(folded: str) -> list[str]:
    """The terms of a folded text in order: each sign of an unspaced script, each word or number of the others."""
    return _TERM.findall(folded)


def unspaced(term: str) -> bool:
    """Whether a term is a sign of a script written without spaces, and so never the beginning of a longer one."""
    return len(term) == 1 and re.fullmatch(rf"[{_UNSPACED}]", term) is not None


def paired(phrase: list[str], ended: bool) -> list[str]:
    """The terms with each sign of an unspaced script joined to the one behind it: 江 流 仓 becomes 江流 流仓 仓.

    Pairs are so much rarer than signs that a name is found at once. Of a phrase that has not `ended`, its last sign
    stands in the last pair already; alone it is the beginning of a pair.
    """
    made = []
    for place, term in enumerate(phrase):
        following = phrase[place + 1] if place + 1 < len(phrase) else ""
        if not unspaced(term):
            made.append(term)
        elif following and unspaced(following):
            made.append(term + following)
        elif following or ended or not made or not unspaced(phrase[place - 1]):
            made.append(term)
    return made
