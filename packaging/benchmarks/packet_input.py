"""The made-up packet that every press gets: minutes in Chinese and English, participants, a register of partners."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from benchmarks.made_up import WORDS, chinese, coined, english, signs

# GB/T 9704: 28 signs of 15.75 pt fill 156 mm, 22 lines fill 225 mm.
MM = 72 / 25.4
SIZE, LEADING = 15.75, 29.62
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, TOP = 28 * MM, 37 * MM
BLOCK_WIDTH, BLOCK_HEIGHT = 156 * MM, 225 * MM
CELL, CELL_LEADING = 8.0, 10.4
REGISTER_SHARES = (5.8, 7, 6.6, 2.8, 4.8, 4.8, 3.6, 11.7)
REGISTER_HEAD = ("编号", "合作方", "协议", "密级", "签署日", "到期日", "责任人", "备注")
PEOPLE_SHARES = (2.8, 6, 11, 13, 4, 10.3)
PEOPLE_HEAD = ("序号", "姓名", "Name", "单位", "职务", "Email")


def make(scale: float = 1.0, seed: int = 20261120) -> dict[str, Any]:
    """A packet of about 180 pages at scale 1: the same words on every machine."""
    made = random.Random(seed)
    times = max(1, round(12 * scale))
    items = []
    for number in range(1, 13):
        paragraphs = []
        for place in range(times):
            paragraphs.append(chinese(made, made.randint(150, 270)))
            if place % 3 == 0:
                paragraphs.append(english(made, made.randint(50, 110)))
        items.append({
            "title": f"{number}. {signs(made, 14)} / {english(made, 5)[:-1]}", "owner": signs(made, 3),
            "paragraphs": paragraphs, "decisions": [chinese(made, 30) for _ in range(3)],
            "actions": [chinese(made, 22) for _ in range(3)],
        })
    people = [
        (str(number), signs(made, 3), f"{coined(made)} {coined(made)}", signs(made, 12),
         made.choice(("主席", "委员", "列席", "记录")), f"p{number}@example.org") for number in range(1, 41)
    ]
    register = [
        (f"PD-2026-{number:05}", f"{signs(made, 10)} {made.choice(WORDS).title()}", signs(made, 18),
         made.choice(("公开", "内部", "秘密", "机密")), f"20{made.randint(15, 26)}-{made.randint(1, 12):02}-11",
         f"20{made.randint(27, 35)}-{made.randint(1, 12):02}-20", signs(made, 3),
         f"{chinese(made, made.randint(24, 60))} {english(made, made.randint(3, 9))}")
        for number in range(max(1, round(1000 * scale)))
    ]
    return {"title": "合作伙伴委员会第十二次会议材料", "day": "2026-11-20  第一会议室", "people": people,
            "items": items, "register_title": "合作方登记表", "register": register}


def write(path: Path, scale: float) -> Path:
    """Write a packet's input where a fresh process reads it."""
    path.write_text(json.dumps(make(scale), ensure_ascii=False), encoding="utf-8")
    return path


def read(path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return found


def widths(shares: tuple[float, ...]) -> list[float]:
    """Column widths in points that fill the block."""
    return [BLOCK_WIDTH * share / sum(shares) for share in shares]
