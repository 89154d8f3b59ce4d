"""A Chinese and an English paper of one matter become one where they run alike, and stay two where they do not."""

from __future__ import annotations

import dataclasses
import typing

import pytest

from partnerdesk.paper import blocks
from partnerdesk.paper.bilingual import pair
from partnerdesk.paper.blocks import (
    Address,
    Cell,
    Certificate,
    Chart,
    Closing,
    Column,
    Contents,
    ContentsLine,
    Countersign,
    Cover,
    Envelope,
    Fact,
    Facts,
    Grid,
    Heading,
    Imprint,
    Items,
    Labelled,
    Labels,
    Marks,
    NameCard,
    Opinion,
    PageBreak,
    Paper,
    Paragraph,
    Profile,
    RedHead,
    Rule,
    Series,
    Signatures,
    Space,
    Title,
)

TWINS: list[tuple[blocks.Block, blocks.Block]] = [
    (Title("会议通知"), Title("Notice of meeting")),
    (RedHead("理事会会议纪要", "（第3号）"), RedHead("Minutes of the council", "No. 3")),
    (Marks(mark="华东联盟　核心商密　3年"), Marks(mark="core secret")),
    (Heading("一、议题"), Heading("1. Items")),
    (Paragraph("请准时出席。"), Paragraph("Please be on time.")),
    (Items(((0, "•", "材料"), (1, "•", "2026"))), Items(((0, "-", "Papers"), (1, "-", "2026")))),
    (Labelled("出席", "张三"), Labelled("Present", "Zhang San")),
    (Facts((Fact("电话", "021-1"), Fact("地点", "上海"))), Facts((Fact("Phone", "021-1"), Fact("Place", "Shanghai")))),
    (
        Grid((Column("姓名"), Column("2026")), (("张三", Cell("是", bold=True)), ("5", "6")), "名单", "单位：人"),
        Grid((Column("Name"), Column("2026")), (("Zhang San", Cell("Yes")), ("5", "6")), "List", "Unit: persons"),
    ),
    (Signatures(("主持人",)), Signatures(("Chair",))),
    (
        Countersign((Opinion("法务部", "无异议。", "同意", "补充附件。", "张三", "2026年3月5日"), Opinion("财务部"))),
        Countersign(
            (Opinion("Legal", "None.", "Agreed", "Add it.", "Zhang San", "5 March 2026"), Opinion("Finance"))
        ),
    ),
    (Closing("秘书处", "2026年11月20日"), Closing("Secretariat", "20 November 2026")),
    (Imprint("分送：各理事", "秘书处"), Imprint("To: council members", "Secretariat")),
    (
        Contents((ContentsLine("议程", "agenda", "张三"),), ("材料", "汇报人", "页码")),
        Contents((ContentsLine("Agenda", "agenda", "Zhang San"),), ("Paper", "Presenter", "Page")),
    ),
    (Cover("会议材料", ("上海", "2026")), Cover("Papers of the meeting", ("Shanghai", "2026"))),
    (NameCard("张三"), NameCard("Zhang San")),
    (
        Certificate("成员证书", "精工公司", "为本联盟成员。", "联盟", "2026年1月5日", "证书编号：7", "有效期：三年"),
        Certificate("Certificate", "Bearing Ltd.", "is a member.", "Alliance", "5 January", "No. 7", "Three years"),
    ),
    (Space(2), Space(2)),
    (PageBreak(), PageBreak()),
    (Rule(), Rule()),
    (
        Chart("bars", ("甲",), (Series("得分", (1.0,)),), "评分"),
        Chart("bars", ("A",), (Series("Points", (1.0,)),), "Rating"),
    ),
]

POSTED: list[tuple[blocks.Block, blocks.Block]] = [
    (Labels((Address("秘书处"),)), Labels((Address("Secretariat"),))),
    (Envelope(Address("秘书处")), Envelope(Address("Secretariat"))),
]


def papers(*twins: tuple[blocks.Block, blocks.Block], profile: Profile = Profile.OFFICIAL) -> tuple[Paper, Paper]:
    chinese = Paper("notice", "通知", profile, tuple(one for one, _ in twins), footer="打印")
    english = Paper("notice", "Notice", Profile.ENGLISH, tuple(other for _, other in twins), "en", footer="Printed")
    return chinese, english


def strings(thing: object) -> list[str]:
    """Every string in a block, however deep."""
    if isinstance(thing, str):
        return [thing]
    if dataclasses.is_dataclass(thing):
        return [text for field in dataclasses.fields(thing) for text in strings(getattr(thing, field.name))]
    return [text for part in thing for text in strings(part)] if isinstance(thing, tuple) else []


def test_every_kind_of_block_has_a_twin_here() -> None:
    assert {type(one) for one, _ in TWINS + POSTED} == set(typing.get_args(blocks.Block))


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: type(twin[0]).__name__)
def test_both_languages_of_a_block_are_kept(twin: tuple[blocks.Block, blocks.Block]) -> None:
    (paper,) = pair(*papers(twin))
    said = " ".join(text for block in paper.blocks for text in strings(block))
    one, other = twin
    assert all(text in said for text in strings(one))
    if not isinstance(one, Marks | RedHead | Items):  # marks are set once, and so are a number and a list's bullets
        assert all(text in said for text in strings(other))


def test_the_english_stands_in_the_place_for_it() -> None:
    (paper,) = pair(*papers(*TWINS))
    assert paper.blocks[0] == Title("会议通知", "Notice of meeting")
    assert paper.blocks[4] == Paragraph("请准时出席。", second="Please be on time.")
    assert paper.title == "通知 Notice" and paper.footer == "打印\nPrinted"


def test_what_is_equal_in_both_is_said_once() -> None:
    (paper,) = pair(*papers(*TWINS))
    items, facts, grid = (next(b for b in paper.blocks if isinstance(b, kind)) for kind in (Items, Facts, Grid))
    assert items == Items(((0, "•", "材料"), (1, "•", "2026")), second=("Papers", ""))
    assert facts.pairs == (Fact("电话", "021-1", "Phone"), Fact("地点", "上海", "Place", "Shanghai"))
    assert grid.columns[1].second == "" and grid.rows[1] == ("5", "6")
    assert grid.rows[0] == (Cell("张三", "Zhang San"), Cell("是", "Yes", bold=True))


def test_an_official_page_in_two_languages_leaves_the_grid() -> None:
    assert pair(*papers(*TWINS))[0].forms
    assert not pair(*papers(*TWINS, profile=Profile.TABLE))[0].forms


@pytest.mark.parametrize(
    "other",
    [
        (Title("Minutes"), Paragraph("x")),
        (Title("Minutes"), Labelled("Present", "x"), Labelled("Apologies", "y")),
        (Title("Minutes"), Grid((Column("a"),), (("1",), ("2",)))),
    ],
)
def test_papers_built_differently_stay_two(other: tuple[blocks.Block, ...]) -> None:
    chinese = Paper("minutes", "纪要", Profile.OFFICIAL, (Title("纪要"), Grid((Column("甲"),), (("1",),))))
    english = Paper("minutes", "Minutes", Profile.ENGLISH, other, "en")
    assert pair(chinese, english) == (chinese, english)


@pytest.mark.parametrize("twin", POSTED, ids=lambda twin: type(twin[0]).__name__)
def test_what_goes_through_the_post_comes_in_one_language_after_the_other(
    twin: tuple[blocks.Block, blocks.Block],
) -> None:
    chinese, english = papers(twin, profile=Profile.CARD)
    assert pair(chinese, english) == (chinese, english)


def test_a_pair_with_itself_is_itself() -> None:
    chinese, _ = papers(*TWINS, profile=Profile.TABLE)
    assert pair(chinese, chinese) == (chinese,)
