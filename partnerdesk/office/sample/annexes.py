"""The papers attached to the packet's meeting, drawn on the spot: a landscape chart, a table, a scanned letter."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from partnerdesk import clock, places
from partnerdesk.paper.blocks import (
    Align,
    Block,
    Chart,
    Column,
    Grid,
    Paper,
    Paragraph,
    Profile,
    Series,
    Title,
)
from partnerdesk.paper.worker import Job, Press


@dataclass(frozen=True)
class SampleAnnex:
    """An annex and the place of its item on the agenda."""

    item: int
    title: str
    english_title: str


ANNEXES = (
    SampleAnnex(2, "前三季度联合运输准点率", "On-time delivery in joint transport, first three quarters"),
    SampleAnnex(3, "联合采购目录与降幅测算", "Joint purchasing: categories and price reductions"),
    SampleAnnex(4, "滨渚会展入盟申请函（扫描件）", "Application of Binzhu Exhibition Services (scan)"),
)
_MONTHS = tuple(f"{month}月" for month in range(1, 10))
_ON_TIME = (93.8, 92.6, 94.9, 95.2, 94.4, 95.6, 95.9, 96.4, 96.3)
_TARGET = 95.0
_PURCHASES = (
    ("包装材料", "Packaging", "14,200.00", "7.4%"),
    ("冷链耗材", "Cold-chain consumables", "3,860.00", "6.1%"),
    ("办公与劳保", "Office and safety supplies", "1,240.00", "9.0%"),
    ("设备备件", "Spare parts", "2,970.00", "4.8%"),
    ("软件许可", "Software licences", "830.00", "5.5%"),
)


def made(folder: Path) -> list[Path]:
    """The annexes as files in a folder, in the order of `ANNEXES`."""
    chart, table, scan = folder / "准点率.pdf", folder / "采购目录.pdf", folder / "入盟申请函.png"
    with Press() as press:
        for paper, out in ((_chart(), chart), (_table(), table)):
            press.submit(Job(paper, out, clock.now(), proof=False)).result()
    _scan(scan)
    return [chart, table, scan]


def _chart() -> Paper:
    title = "前三季度联合运输准点率（%）"
    blocks: tuple[Block, ...] = (
        Title(title, second="On-time delivery in joint transport, January to September 2026 (per cent)"),
        Chart("lines", _MONTHS, (
            Series("准点率 On time", _ON_TIME), Series("目标 Target", (_TARGET,) * len(_ON_TIME))), height=95, top=100),
        Paragraph("数据来源：联合运输服务协议月度对账单。 Source: monthly statements of the joint transport agreement.",
                  indent=False),
    )
    return Paper("annex", title, Profile.LEDGER, blocks, page_numbers=False)


def _table() -> Paper:
    title = "联合采购目录与降幅测算"
    grid = Grid(
        columns=(
            Column("序号", 14, Align.CENTRE, second="No."), Column("品类", share=1.2, second="Category"),
            Column("累计金额", 40, Align.RIGHT, second="Amount"),
            Column("综合降幅", 32, Align.RIGHT, second="Reduction"),
        ),
        rows=tuple((str(place), f"{name} {english}", amount, share)
                   for place, (name, english, amount, share) in enumerate(_PURCHASES, 1)),
        unit="单位：万元 RMB 10,000",
        total=("", "合计 Total", "23,100.00", "6.8%"),
    )
    return Paper("annex", title, Profile.TABLE, (
        Title(title, second="Joint purchasing since 2024: categories and price reductions"), grid), page_numbers=False)


_LETTER = (
    "临澄湾产业联盟秘书处：",
    "　　我公司自愿加入临澄湾产业联盟，承认并遵守联盟章程，履行会员义务，",
    "并承诺所提供的材料真实、完整，不隐瞒重要信息。",
    "　　特此申请。",
    "　　附件：1. 营业执照复印件",
    "　　　　　2. 近三年经营情况说明",
)


def _scan(out: Path) -> None:
    """A letter as a scanner sees it: grey paper, a little askew, with dust and a red seal."""
    chance = random.Random(20261110)
    page = Image.new("RGB", (1240, 1754), (246, 244, 238))
    pen = ImageDraw.Draw(page)
    body, head = _font("NotoSerifSC-400.ttf", 32), _font("NotoSansSC-700.ttf", 46)
    pen.text((620, 210), "入 盟 申 请 函", font=head, fill=(30, 30, 34), anchor="mm")
    pen.text((1080, 290), "滨渚〔2026〕21号", font=_font("NotoSerifSC-400.ttf", 26), fill=(40, 40, 44), anchor="rm")
    for line, text in enumerate(_LETTER):
        pen.text((150, 380 + 62 * line), text, font=body, fill=(34, 34, 38))
    pen.text((1060, 980), "滨渚会展服务有限公司", font=body, fill=(34, 34, 38), anchor="rm")
    pen.text((1060, 1044), "2026年11月10日", font=body, fill=(34, 34, 38), anchor="rm")
    _seal(page, (890, 1010))
    for _ in range(900):
        x, y, shade = chance.randrange(1240), chance.randrange(1754), chance.randrange(150, 230)
        pen.point((x, y), fill=(shade, shade, shade))
    turned = page.rotate(0.7, Image.Resampling.BICUBIC, fillcolor=(238, 236, 230)).filter(ImageFilter.GaussianBlur(0.6))
    turned.save(out, dpi=(150, 150), optimize=True)


def _seal(page: Image.Image, centre: tuple[int, int]) -> None:
    red = (196, 48, 40)
    pen = ImageDraw.Draw(page)
    x, y = centre
    pen.ellipse((x - 120, y - 120, x + 120, y + 120), outline=red, width=6)
    points = [
        (x + radius * math.sin(math.radians(36 * corner)), y - radius * math.cos(math.radians(36 * corner)))
        for corner, radius in enumerate((38, 15) * 5)
    ]
    pen.polygon(points, fill=red)
    font = _font("NotoSerifSC-700.ttf", 26)
    for place, sign in enumerate("滨渚会展服务有限公司"):
        angle = math.radians(-126 + 28 * place)
        pen.text((x + 92 * math.sin(angle), y - 92 * math.cos(angle)), sign, font=font, fill=red, anchor="mm")


def _font(name: str, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    path = places.fonts() / name
    return ImageFont.truetype(path, size) if path.is_file() else ImageFont.load_default(size)
