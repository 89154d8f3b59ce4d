"""Every block prints in both languages and on every sheet, with texts of any length, inside its block."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerdesk.paper.blocks import (
    Block,
    Cell,
    Chart,
    Closing,
    Column,
    Contents,
    ContentsLine,
    Countersign,
    Cover,
    Fact,
    Facts,
    Grid,
    Heading,
    Imprint,
    Items,
    Labelled,
    Marks,
    NameCard,
    Opinion,
    PageBreak,
    Paragraph,
    Profile,
    RedHead,
    Role,
    Rule,
    Run,
    Series,
    Signatures,
    Space,
    Title,
)
from partnerdesk.paper.fonts import Faces, opened
from partnerdesk.paper.layout import lay_out
from partnerdesk.paper.plan import Part, Plan
from partnerdesk.paper.styles import ABOVE, SHEETS
from partnerdesk.words import CHINESE, ENGLISH

from .conftest import papered

CHINESE_TEXT = "华东智能制造产业联盟关于审议《2026年度报告》、财务预算（草案）等事项的说明。"
ENGLISH_TEXT = "The council noted the report (2026/03.4), see https://example.org/a/path-to/a-file.pdf; agreed. "


def blocks(text: str) -> list[Block]:
    return [
        Title(text, text),
        RedHead(text, text, text, text, text),
        Marks(text, text, text),
        *[Heading(text, level, text, bookmark=True) for level in (1, 2, 3, 4)],
        Paragraph(text, text),
        Paragraph((Run(text, bold=True), Run(text, role=Role.KAI, small=True), Run(text, underline=True)), quote=True),
        Items(((0, "1.", text), (1, "（1）", text), (2, text, text), (3, "", text))),
        Labelled(text, text, text, text),
        Facts((Fact(text, text, text, text), Fact(text, text), Fact(text, text, wide=True)), columns=2),
        Grid(
            (Column(text, 20, second=text), Column(text), Column(text, share=3)),
            ((text, Cell(text, text, bold=True, struck=True), text), (Cell(text, span=2), text)),
            text, text, total=(text, text), foot=(text, text, text), struck=(0,), blank_rows=2,
        ),
        Signatures((text, text, text)),
        Countersign((Opinion(text, text, text, text, text, text), Opinion(text, second=Opinion(text)), Opinion(text))),
        Closing(text, text, note=text),
        Closing(text, text, sealed=True),
        Imprint(text, text, text),
        Contents(
            (ContentsLine(text, "a", text, text), ContentsLine(text, "b", note=text, level=2)), (text, text, text)
        ),
        Cover(text, (text, text), text, text, Marks(text, text), archive_box=True, foot=text),
        NameCard(text, text, text),
        NameCard(text, text, text, tent=False),
        Space(3),
        PageBreak(),
        Rule(),
        Chart("bars", (text, text), (Series(text, (1, 2)), Series(text, (3, None))), text),
        Chart("lines", (text, text), (Series(text, (1, -2)),), text, top=5),
        Chart("radar", (text, text, text), (Series(text, (1, 2, 3)),), text),
    ]  # fmt: skip


def outside(plan: Plan, faces: Faces) -> list[str]:
    """What of a plan lies outside the block of its page, page furniture apart."""
    faults = []
    known = {}
    for name, (path, index, latin) in plan.faces.items():
        known[name] = opened(Path(path), index, latin)
    for index, line in plan.lines():
        page = plan.pages[index]
        sheet = SHEETS[page.profile]
        width = sum(
            known[run.face].width(run.text, run.size) + run.spacing * (len(run.text) - 1) for run in line.runs
        )
        left, right = (line.x - width, line.x) if line.turned else (line.x, line.x + width)
        if left < -1 or right > sheet.block_width + 1:
            faults.append(f"{line.part} {line.text[:20]!r} from {left:.1f} to {right:.1f}")
        if line.part in (Part.NUMBER, Part.FOOTER) or line.turned:
            continue
        size = max(run.size for run in line.runs)
        if line.y + ABOVE * size > sheet.height - sheet.top + 0.5 or line.y - (1 - ABOVE) * size < sheet.bottom - 0.5:
            faults.append(f"{line.part} {line.text[:20]!r} at {line.y:.1f}")
    return faults


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("profile", [profile for profile in Profile if not SHEETS[profile].bare])
@pytest.mark.parametrize("times", [1, 12, 120])
def test_every_block_stays_inside_whatever_its_length(
    bundle: Path, profile: Profile, language: str, times: int
) -> None:
    faces = Faces(language, folder=bundle)
    for text in (CHINESE_TEXT, ENGLISH_TEXT, "9131000012345678X1"):
        for block in blocks(text * times):
            if isinstance(block, NameCard):
                continue
            plan = lay_out(papered(block, profile=profile, language=language), faces)
            assert not outside(plan, faces), type(block).__name__


@pytest.mark.parametrize("text", ["", " ", "\n", "。", "（", "　", "\u202e", "a\n\nb", "国"])
def test_every_block_bears_empty_and_odd_texts(faces: Faces, text: str) -> None:
    for block in blocks(text):
        profile = Profile.CARD if isinstance(block, NameCard) else Profile.OFFICIAL
        plan = lay_out(papered(Paragraph("前"), block, Paragraph("后"), profile=profile), faces)
        assert "后" in plan.text()


@pytest.mark.parametrize("times", [1, 5, 40])
def test_cards_keep_to_their_panels(faces: Faces, times: int) -> None:
    for block in (NameCard(CHINESE_TEXT * times, CHINESE_TEXT * times, ENGLISH_TEXT * times), NameCard("张伟")):
        plan = lay_out(papered(block, profile=Profile.CARD), faces)
        assert not outside(plan, faces)
        assert len(plan.pages) == 1


def test_a_whole_paper_of_all_blocks_prints_every_word(faces: Faces) -> None:
    for block in blocks("天地玄黄宇宙洪荒"):
        if isinstance(block, (Space, PageBreak, Rule, Chart)):
            continue
        texts = [getattr(block, field.name) for field in fields(block)]
        plan = lay_out(papered(block), faces)
        if any(value == "天地玄黄宇宙洪荒" for value in texts):
            assert "天地玄黄" in plan.text().replace("\n", "")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 23), min_size=2, max_size=8), st.integers(1, 30))
def test_blocks_in_any_order_lose_no_text(faces: Faces, order: list[int], times: int) -> None:
    plain = [block for block in blocks("某" * times) if not isinstance(block, NameCard)]
    chosen = [plain[number % len(plain)] for number in order]
    plan = lay_out(papered(*chosen, Paragraph("完")), faces)
    assert "完" in plan.text()
    assert not outside(plan, faces)
