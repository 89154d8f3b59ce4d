"""Titles broken into balanced lines: in trapezoid or diamond form, never inside a word, a number or a name."""

from __future__ import annotations

from itertools import accumulate, chain, pairwise

from partnerdesk.paper.breaking import break_text, may_break
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.plan import Run
from partnerdesk.paper.setting import Piece, Set, cut, pieces_of
from partnerdesk.paper.styles import Style

_OPEN, _SHUT = "《“（〔「『【", "》”）〕」』】"
_LATEST_NAME = 24  # signs: a longer name in 《》 may be broken

# A line ends well behind these and begins badly with them; what follows 关于 belongs to it.
_GOOD_END = ("的", "关于", "、", "，", "：", "》", "）", "公司", "暨", "和", "与", "及")
_BAD_START = (
    "的",
    "地",
    "得",
    "了",
    "等",
    "们",
    "年",
    "月",
    "日",
    "号",
    "届",
    "次",
    "会",
    "员",
    "度",
    "者",
    "化",
    "性",
    "有限",
    "股份",
    "集团",
    "公司",
)


def shaped(faces: Faces, text: str, style: Style, width: float) -> list[Set]:
    """A title's lines."""
    done: list[Set] = []
    for pieces in pieces_of(faces, text, style.role, style.size, style.bold):
        done += _balanced(pieces, width)
    return done


def _balanced(pieces: list[Piece], width: float) -> list[Set]:
    text = "".join(piece.text for piece in pieces)
    sums = list(
        accumulate(chain.from_iterable(map(p.face.at(p.size).__getitem__, p.text) for p in pieces), initial=0.0)
    )
    places = break_text(text, sums, width, width)
    if len(places) > 1:
        places = _best(text, sums, width, len(places)) or places
    lines = []
    for (start, end), parts in zip(places, cut(pieces, places), strict=True):
        runs = tuple(Run(p.face.name, p.size, 0.0, p.text) for p in parts)
        lines.append(Set(runs, sums[end] - sums[start]))
    return lines


def _best(text: str, sums: list[float], width: float, count: int) -> list[tuple[int, int]] | None:
    """The division into `count` lines with the least cost, by dynamic programming over the allowed places."""
    if len(text) > 200:
        return None
    joined = _joined(text)
    ends = [n for n in range(1, len(text)) if may_break(text[n - 1], text[n]) and n not in joined] + [len(text)]
    even = sums[-1] / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for _ in range(count):
        after: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, path) in best.items():
            for end in ends:
                if end <= start:
                    continue
                wide = sums[end] - sums[start]
                if wide > width:
                    break
                step = cost + ((wide - even) / even) ** 2 + (_roughness(text, end) if end < len(text) else 0.0)
                if end not in after or step < after[end][0]:
                    after[end] = (step, [*path, end])
        best = after
    if len(text) not in best:
        return None
    lines = []
    for start, end in pairwise(best[len(text)][1]):
        while start < end - 1 and text[start] == " ":
            start += 1
        while end > start + 1 and text[end - 1] == " ":
            end -= 1
        lines.append((start, end))
    return lines


def _roughness(text: str, place: int) -> float:
    """What it costs to end a line here, words being unknown."""
    cost = 0.05
    if text[:place].endswith(_GOOD_END) or text[place - 1] == " ":
        cost -= 0.04
    if text[:place].endswith(": "):
        cost -= 0.1  # what stands behind a colon is most often a name
    if text[place:].startswith(_BAD_START):
        cost += 0.15
    if text[place:].startswith(("关于", "暨", "第", "《", "（")):
        cost -= 0.03
    if text[place - 1] in "关第不各本" or text[place - 1 : place + 1] in _WORDS:
        cost += 0.3
    return cost


_LONG_WORDS = (
    "有限公司",
    "有限责任公司",
    "股份公司",
    "股份有限公司",
    "理事会",
    "监事会",
    "委员会",
    "秘书处",
    "代表大会",
    "成员大会",
)

# Two-sign words that stand in nearly every title of an office; all else is left to the balance of the lines.
_WORDS = frozenset(
    (
        "会议 通知 纪要 理事 工作 管理 办法 关于 召开 联盟 公司 协会 委员 合作 伙伴 协议 "
        "登记 报告 决定 决议 印发 材料 名单 年度 季度 情况 实施 方案 意见 制度 规定 细则 "
        "保密 项目 评价 审批 记录 议程 签到 台账 大会 秘书 有限 集团 中心 全体 代表 成员 "
        "单位 技术 标准 产业 创新 发展 建设 服务 信息 安全 系统 研究 中国 国际 智能 制造 "
        "装备 战略 备忘 授权 委托 确认 参加 举办 征求 申请 批复 请示 函复 "
    ).split()
)


def _joined(text: str) -> set[int]:
    """Places inside a number with its unit, or inside a name in marks that is short enough to stay whole."""
    found: set[int] = set()
    depth, begun = 0, 0
    for place, sign in enumerate(text):
        if sign in _OPEN:
            if not depth:
                begun = place
            depth += 1
        elif sign in _SHUT and depth:
            depth -= 1
            if not depth and place - begun <= _LATEST_NAME:
                found.update(range(begun + 1, place + 1))
    for word in _LONG_WORDS:
        place = text.find(word)
        while place >= 0:
            found.update(range(place + 1, place + len(word)))
            place = text.find(word, place + 1)
    digits = "0123456789〇一二三四五六七八九十百"
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if (before in digits or before == "第") and (after in digits or after in "年月日号届次期%％"):
            found.add(place)
    return found
