"""Where a line may end: Chinese line-edge rules (GB/T 15834-2011 §5), whole Latin words and codes."""

# The text is walked line by line, not sign by sign: widths are summed once, the end of a line is found by
# bisection, and only the signs about it are looked at.

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Sequence

NO_START = frozenset("，。、；：？！）〕］｝〉》」』】〗’”…—–～·•％‰℃°′″々!,.:;?)]}%")
NO_END = frozenset("（〔［｛〈《「『【〖‘“￥¥＄$£€№＃#([{")
_JOINING = frozenset("-_/.,:@&+#'%=?~()[]{}\"’–\\|<>*^$;!")  # part of the Latin word that they touch
_BREAKABLE = frozenset("-/?&=_.")  # where an over-long code is parted first
_PAIRED = frozenset("—…")  # —— and …… are one mark each

CLOSES, OPENS, WORD, BLANK = 1, 2, 4, 8
_NOT_BEFORE = CLOSES | BLANK

SQUEEZE = 0.045  # of an em a gap: what a line gives so that a closing mark or a lone last sign stands on it
_LONG_WORD = 0.6  # of a line: a longer code is parted rather than carried over whole
_SLACK = 1e-6


class _Kinds(dict[str, int]):
    def __missing__(self, sign: str) -> int:
        kind = 0
        if sign == " ":
            kind = BLANK
        else:
            if sign in NO_START:
                kind |= CLOSES
            if sign in NO_END:
                kind |= OPENS
            if (sign < "\u2e80" and sign.isalnum()) or sign in _JOINING:
                kind |= WORD
            if sign == "\u00a0":
                kind |= CLOSES | OPENS
            if unicodedata.category(sign)[0] == "M":  # a combining mark stays with its letter
                kind |= CLOSES | WORD
        self[sign] = kind
        return kind


KINDS = _Kinds()


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two signs."""
    left, right = KINDS[before], KINDS[after]
    if right & (CLOSES | BLANK) or left & OPENS or left & right & WORD:
        return False
    return not (before == after and before in _PAIRED)


def break_text(
    text: str, sums: Sequence[float], first: float, rest: float, squeeze: float = 0.0, joined: Collection[int] = ()
) -> list[tuple[int, int]]:
    """The lines of a text without line ends, as places in it: the first `first` points wide, the others `rest`.

    `sums[i]` is the width of `text[:i]`. `squeeze` is what one gap of a line may give way, in points.
    Blanks at the end of a line hang outside it and belong to no line. `joined` are places where no line ends
    although the rules would let it: inside a person's name.
    """
    length, start, width, kinds = len(text), 0, first, KINDS
    lines: list[tuple[int, int]] = []
    word_end = 0  # how far the word that was measured last is known to reach
    while start < length:
        limit = bisect_right(sums, sums[start] + width + _SLACK, start + 1) - 1
        if limit >= length:
            lines.append((start, _without_blanks(text, start, length)))
            break
        if limit <= start:
            limit = start + 1
            if limit == length:
                lines.append((start, length))
                break
        end = limit
        after = text[limit]
        if not (kinds[after] or joined or kinds[text[limit - 1]]) and limit + 1 < length:
            pass  # between two plain Chinese signs: by far the commonest end of a line
        elif after == " ":
            while end < length and text[end] == " ":
                end += 1
            if end == length:
                lines.append((start, _without_blanks(text, start, length)))
                break
            if kinds[text[end]] & CLOSES or kinds[text[limit - 1]] & OPENS:
                end = _legal(text, start, limit, joined) or _anywhere(text, start, limit)
        else:
            if squeeze:
                end = _squeezed(text, sums, start, limit, width, squeeze)
                if end == length:
                    lines.append((start, length))
                    break
                after = text[end]
            left, right = kinds[text[end - 1]], kinds[after]
            if (  # may_break and more, written out: this is asked for every second line
                right & _NOT_BEFORE
                or left & OPENS
                or left & right & WORD
                or end in joined
                or (left & BLANK and _is_open(text, end))
                or (after in _PAIRED and after == text[end - 1])
            ):
                legal = _legal(text, start, end, joined)
                if not kinds[text[limit - 1]] & kinds[text[limit]] & WORD:
                    end = legal or _anywhere(text, start, limit)
                elif legal and _is_short(text, sums, legal, limit, rest):
                    end = legal
                else:
                    word_end = _word_end(text, max(limit, word_end))
                    end = _parted(text, sums, start, legal or start, limit, word_end, rest)
        lines.append((start, end if text[end - 1] != " " else _without_blanks(text, start, end)))
        start, width = end, rest
        while start < length and text[start] == " ":
            start += 1
    return lines


def _legal(text: str, start: int, place: int, joined: Collection[int]) -> int:
    """The last place before `place` where the line may end, 0 when there is none."""
    kinds = KINDS
    place -= 1
    right = kinds[text[place]]
    while place > start:
        left = kinds[text[place - 1]]
        if (
            not (right & (CLOSES | BLANK) or left & OPENS or left & right & WORD)
            and place not in joined
            and (text[place] not in _PAIRED or text[place] != text[place - 1])
            and not (left & BLANK and _is_open(text, place))
        ):
            return place
        right = left
        place -= 1
    return 0


def _is_open(text: str, place: int) -> bool:
    """Whether only blanks part the place from an opening mark."""
    while place > 1 and text[place - 1] == " ":
        place -= 1
        if KINDS[text[place - 1]] & OPENS:
            return True
    return False


def _is_short(text: str, sums: Sequence[float], legal: int, limit: int, rest: float) -> bool:
    """Whether the word that begins at `legal` ends with a blank before it would count as over-long."""
    far = bisect_right(sums, sums[legal] + _LONG_WORD * rest, legal)
    return text.find(" ", limit, far) >= 0


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] == " ":
        end -= 1
    return end


def _squeezed(text: str, sums: Sequence[float], start: int, limit: int, width: float, squeeze: float) -> int:
    """The line's end when its gaps give way a little: to keep a closing mark, or the last sign of all, on it."""
    end = limit + 1
    if KINDS[text[limit - 1]] & KINDS[text[limit]] & WORD:
        return limit
    while end < len(text) and KINDS[text[end]] & CLOSES and not KINDS[text[end - 1]] & KINDS[text[end]] & WORD:
        end += 1
    if end < len(text) and not (KINDS[text[limit]] & CLOSES and may_break(text[end - 1], text[end])):
        return limit
    return end if sums[end] - sums[start] - width <= squeeze * (end - start - 1) else limit


def _word_end(text: str, place: int) -> int:
    while place < len(text) and not may_break(text[place - 1], text[place]):
        place += 1
    return place


def _parted(text: str, sums: Sequence[float], start: int, legal: int, limit: int, word_end: int, rest: float) -> int:
    """Where a line ends whose last word does not fit: before the word, or inside it when it is over-long."""
    if legal > start and sums[word_end] - sums[legal] <= _LONG_WORD * rest:
        return legal
    for place in range(limit, max(legal, start), -1):
        if text[place - 1] in _BREAKABLE and not KINDS[text[place]] & CLOSES:
            return place
    if legal > start and sums[word_end] - sums[legal] <= rest:
        return legal
    return _anywhere(text, start, limit)


def _anywhere(text: str, start: int, limit: int) -> int:
    """A place for want of a better one, yet not at the wrong side of a mark where that can be helped."""
    for place in range(limit, start, -1):
        if not (KINDS[text[place]] & CLOSES or KINDS[text[place - 1]] & OPENS):
            return place
    return limit
