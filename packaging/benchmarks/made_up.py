"""Made-up Chinese and English, the same on every machine: no real person, company or meeting stands in it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

# Common characters, the frequent ones first; they are drawn after a Zipf-like law.
SIGNS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得"
    "经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事"
    "平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题"
    "党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被"
    "干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更"
    "单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华确才科张信马节话米整空元况今集温传土许步群广石记需段研界"
)
WORDS = (
    "partner agreement confidential register minutes secretariat review obligations counterpart renewal annex quorum "
    "delegation signature ratification memorandum committee schedule disclosure archive protocol statement clause "
    "liability office department meeting agenda summary action deadline owner status pending approved reference"
).split()
SYLLABLES = "an bel cor dan el far gan hol im jor kel lan mor nor os par quin ral sol tan ul ver wen yor zan".split()
CITIES = ("北京", "上海", "重庆", "广州", "深圳", "厦门", "长沙", "成都", "杭州", "南京", "武汉", "西安")
TRADES = ("科技", "贸易", "物流", "能源", "电子", "建设", "咨询", "文化", "医药", "材料", "银行", "音乐", "会计")
FORMS = ("有限公司", "股份有限公司", "有限责任公司", "集团", "研究院", "中心")
_WEIGHTS = list(accumulate(1 / (place + 5) ** 0.8 for place in range(len(SIGNS))))


def signs(made: random.Random, count: int) -> str:
    """Characters without punctuation."""
    return "".join(made.choices(SIGNS, cum_weights=_WEIGHTS, k=count))


def chinese(made: random.Random, count: int, mixed: bool = True) -> str:
    """Running Chinese of about `count` characters with punctuation, brackets and, if `mixed`, English words."""
    text: list[str] = []
    length = 0
    while length < count:
        clause = signs(made, made.randint(6, 18))
        text.append(clause)
        length += len(clause) + 1
        if made.random() < 0.06:
            opened, closed = made.choice(("“”", "（）", "《》"))
            text.append(f"{opened}{signs(made, 4)}{closed}")
            length += 6
        if mixed and made.random() < 0.08:
            text.append(f" {made.choice(WORDS)} ")
        text.append("，" if made.random() < 0.7 else "。")
    return "".join(text)[:-1].rstrip() + "。"


def english(made: random.Random, count: int) -> str:
    """A sentence of `count` English words."""
    return " ".join(made.choices(WORDS, k=count)).capitalize() + "."


def coined(made: random.Random) -> str:
    """A name that no company has."""
    return "".join(made.choices(SYLLABLES, k=3)).capitalize()


@dataclass(frozen=True)
class Dossier:
    """A made-up partner."""

    name: str
    english_name: str
    code: str
    note: str


def dossiers(count: int, seed: int = 20261120) -> Iterator[Dossier]:
    """Made-up partners: a third of the names begin with a city, most end with the form of a company."""
    made = random.Random(seed)
    for place in range(count):
        city = made.choice(CITIES) if made.random() < 0.35 else ""
        name = city + signs(made, made.randint(2, 4)) + made.choice(TRADES) + made.choice(FORMS)
        note = chinese(made, 35, mixed=False)
        yield Dossier(name, f"{coined(made)} {made.choice(WORDS).title()} Ltd", f"P-{place:06}", note)


def parts_of(texts: list[str], count: int, length: int, seed: int = 7) -> list[str]:
    """Random stretches of `length` signs of the texts: what somebody may type."""
    made = random.Random(seed)
    found: list[str] = []
    while len(found) < count:
        text = made.choice(texts)
        start = made.randint(0, max(0, len(text) - length))
        part = text[start:start + length]
        if len(part) == length and part.isalnum():
            found.append(part)
    return found
