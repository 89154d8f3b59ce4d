"""The pinyin initials by which a Chinese name may be typed, with every plausible reading of its polyphones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from partnerdesk.store.folding import fold, terms, unspaced

_Letters = tuple[tuple[str, ...], ...]  # the plausible initials of each sign, the likeliest first
LONGEST = 8  # letters; who types more is answered by the first of them
MOST_SPELLINGS = 32  # of one stretch of a name
# Signs with two plausible initials. A dictionary of signs gives many more (有 w, 限 w, 司 c), which nobody types and
# which would make the index six times as large: these are the ones whose second reading stands in at least two words
# and one in fifty of the words of pypinyin's dictionary, then those of surnames and places.
_READ_TWICE = {signs[0]: signs[1:] for signs in (
    "见jx 刹cs 匙cs 扁bp 吭hk 朝zc 长cz 蛇sy 属sz 宿sx 射sy 藏cz 被bp 弹dt 行xh 省sx 暴bp 曝pb 栖qx 沓td 折zs "
    "降jx 解jx 系xj 传cz 遗yw 重zc 粥zy 巷xh 攒cz 恶ew 景jy 汤ts 乘cs 将jq 尉wy 率ls 校xj 调dt 冯fp 乐ly 奇qj "
    "便bp 术sz 卒zc 曾zc 粘nz 否fp 蔓mw 仇cq 辟pb 蛤hg 纶lg 阿ae 泊bp 耙pb 弄nl 查cz 盛sc 参cs 弟dt 伺sc 臭cx "
    "强qj 槛jk 给jg 颈jg 畜cx 轧zg 纤xq 壳kq 剿jc 伽gjq 贾gj 禅cs 裳cs 圈qj 裨bp 栅sz 艾ay 卡kq 颤cz 刨bp 尿ns "
    "蹊xq 椎cz 扛gk 堡bp 厦xs 扒pb 吓xh 咳kh 屏pb 磅pb 铛cd 靓lj 澄cd 柚zy 镐gh 会hk 车cj 提td 秘mb 泌mb 石sd "
    "单dsc 区qo 翟zd 万wm 番fp 繁fp 种zc 莘sx 涡wg 茜qx 沈sc 适sk 佛fb 隗wk 谌cs 晟sc 覃qt 褚cz 召zs 祭jz 宓mf "
    "鹄hg 郇xh 殖zs 合hg 吾yw 亟qj 俟sq 尾wy 谷gy 浒hx 铅qy 荥xy 柏bp 囤td 侗dt 峒td 歙sx 枞zc 侧cz 钿dt 咀jz"
).split()}


def initials(name: str) -> str:
    """The likeliest initials of a name; empty for a name without Chinese."""
    return "".join(readings[0] for readings in _letters(name))


def beginnings(name: str) -> set[str]:
    """The initials that a name may begin with: 重庆银行 gives cqyh and zqyh, among others."""
    letters = _letters(name)
    return set(_spellings(letters[:LONGEST])) if _chinese(letters) else set()


def stretches(name: str) -> set[str]:
    """The initials of every stretch of a name up to its end or the longest that is looked for.

    What is typed is the beginning of one of them wherever it stands in the name.
    """
    letters = _letters(name)
    if not _chinese(letters):
        return set()
    return {spelling for start in range(len(letters)) for spelling in _spellings(letters[start:start + LONGEST])}


def sounded(text: str) -> str:
    """The text with each Chinese sign in its commonest whole syllable: what sounds alike reads alike.

    Sign by sign, so that two writings of one sound are equal whatever word they stand in.
    """
    return "".join(_syllable(sign) if sign > "\u2e7f" else sign for sign in text)


def places(name: str, typed: str) -> tuple[int, int] | None:
    """From which sign to which sign of the name the typed initials read; nothing where they do not."""
    typed = typed[:LONGEST]
    signs = [_readings(sign) for sign in name]
    for start in range(len(signs)):
        end, left = start, typed
        while left and end < len(signs) and (not signs[end] or left[0] in signs[end]):
            if not signs[end] and end == start:
                break
            left = left[1:] if signs[end] else left
            end += 1
        if not left:
            return start, end
    return None


def _chinese(letters: _Letters) -> bool:
    return len(letters) > 1


@lru_cache(maxsize=256)  # one save asks several times for the same names
def _letters(name: str) -> _Letters:
    """The plausible initials of each sign of the name; nothing for a name without Chinese."""
    found: list[tuple[str, ...]] = []
    chinese = False
    for run, is_chinese in _runs(terms(fold(name))):
        if not is_chinese:
            found += [(letter,) for letter in run if letter.isascii()]
            continue
        chinese = True
        # The reading of the whole word comes first, so that a cut loses the least plausible.
        readings = (likely + _READ_TWICE.get(sign, "") for sign, likely in zip(run, _read(run), strict=True))
        found += map(tuple, map(dict.fromkeys, readings))
    return tuple(letters for letters in found if letters) if chinese else ()


def _runs(parts: list[str]) -> Iterator[tuple[str, bool]]:
    run = ""
    for part in parts:
        if unspaced(part) and _reading(part):
            run += part
            continue
        if run:
            yield run, True
        run = ""
        yield part, False
    if run:
        yield run, True


def _spellings(letters: _Letters) -> Iterator[str]:
    """Every spelling of a stretch; where they grow too many, its later signs keep their likeliest reading only."""
    kept, count = [], 1
    for readings in letters:
        if count * len(readings) > MOST_SPELLINGS:
            readings = readings[:1]
        count *= len(readings)
        kept.append(readings)
    return map("".join, product(*kept))


def _read(run: str) -> list[str]:
    """The likeliest initial of each sign of a run of Chinese, read word by word."""
    read = [_letter(found) for found in _pinyin(run)]
    return read if len(read) == len(run) else [_reading(sign) for sign in run]


def _pinyin(run: str) -> list[str]:
    from pypinyin import Style, pinyin  # 0.2 s, so only where a Chinese name is saved or found

    return [found[0] for found in pinyin(run, style=Style.FIRST_LETTER, errors="ignore")]


@lru_cache(maxsize=16384)
def _reading(sign: str) -> str:
    """The commonest initial of one sign alone; empty where it has none."""
    return _letter("".join(_pinyin(sign)[:1]))


@lru_cache(maxsize=16384)
def _syllable(sign: str) -> str:
    from pypinyin import Style, pinyin

    found = pinyin(sign, style=Style.NORMAL, errors="ignore")
    return fold(found[0][0]) if found else sign


@lru_cache(maxsize=16384)
def _readings(sign: str) -> str:
    """The initials that one sign of a name may stand for; a Latin letter or digit stands for itself."""
    sign = fold(sign)
    if len(sign) != 1:
        return ""
    if sign.isascii():
        return sign if sign.isalnum() else ""
    return _reading(sign) + _READ_TWICE.get(sign, "") if unspaced(sign) else ""


def _letter(found: str) -> str:
    letter = fold(found)[:1]
    return letter if letter.isascii() and letter.isalpha() else ""
