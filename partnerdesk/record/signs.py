"""Which signs no paper and no database should carry."""

from __future__ import annotations

import unicodedata

TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def unprintable(sign: str) -> bool:
    """Whether a sign is a control, a lone surrogate, a non-character or unassigned; line ends and tabs are not."""
    return sign not in "\n\t" and unicodedata.category(sign) in {"Cc", "Cs", "Cn"}


def cleaned(text: str) -> str:
    """The text with one kind of line end and without the signs that no paper and no database should carry."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n")
    return "".join(sign for sign in text if not unprintable(sign)) if any(map(unprintable, text)) else text
