"""Labels and envelopes: each text in the place that the post and the sheet of labels leave for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from partnerdesk.paper.blocks import Address, Block, Envelope, Labels, Paper, Profile
from partnerdesk.paper.drawing import Meta, draw
from partnerdesk.paper.faults import Fault
from partnerdesk.paper.faults import Test as Tested
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.layout import lay_out
from partnerdesk.paper.packet import print_papers
from partnerdesk.paper.plain import as_text
from partnerdesk.paper.plan import Line, Plan
from partnerdesk.paper.promise import Promise, leaves
from partnerdesk.paper.proof import check
from partnerdesk.words import CHINESE, ENGLISH

from . import second_proof
from .conftest import Press

MM = 72 / 25.4
WHEN = datetime(2026, 11, 20, tzinfo=UTC)
ENVELOPES = [Profile.ENVELOPE_DL, Profile.ENVELOPE_ZL, Profile.ENVELOPE_C5]
SIZES = [*zip(ENVELOPES, [(220, 110), (230, 120), (229, 162)], strict=True)]
TO = {
    CHINESE: Address("宁波精工轴承有限公司", "李娜女士　收", "浙江省宁波市鄞州区机电路128号", "315100", "0574-1234567"),
    ENGLISH: Address("Ningbo Bearing Co., Ltd.", "Ms Li Na", "128 Jidian Road\nNingbo\nP. R. China", "315100"),
}
FROM = {
    CHINESE: Address("华东智能制造产业联盟秘书处", "", "上海市浦东新区科苑路88号", "201203"),
    ENGLISH: Address("East China Intelligent Manufacturing Alliance", "", "88 Keyuan Road\nShanghai", "201203"),
}


def longer(address: Address, times: int) -> Address:
    return replace(address, unit=address.unit * times, person=address.person * times, address=address.address * times)


def posted(block: Block, profile: Profile, language: str) -> Paper:
    return Paper("post", "寄件", profile, (block,), language)


@pytest.mark.parametrize("times", [0, 1, 4])
@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("profile", [Profile.CARD, *ENVELOPES])
def test_nothing_that_is_posted_has_a_fault(
    bundle: Path, tmp_path: Path, profile: Profile, language: str, times: int
) -> None:
    to, sender = longer(TO[language], times), longer(FROM[language], times)
    block = Labels((to,) * 13, start=7) if profile is Profile.CARD else Envelope(to, sender)
    report = print_papers((posted(block, profile, language),), tmp_path / "a.pdf", when=WHEN, folder=bundle, proof=True)
    assert report.faults == () and report.pages == (2 if profile is Profile.CARD else 1)


@pytest.mark.parametrize("times", [9, 60])
@pytest.mark.parametrize("profile", [Profile.CARD, *ENVELOPES])
def test_what_is_too_long_keeps_to_its_place_and_is_reported_once_it_cannot_be_read(
    bundle: Path, tmp_path: Path, profile: Profile, times: int
) -> None:
    to = longer(TO[CHINESE], times)
    block = Labels((to,)) if profile is Profile.CARD else Envelope(to, longer(FROM[CHINESE], times))
    report = print_papers((posted(block, profile, CHINESE),), tmp_path / "a.pdf", when=WHEN, folder=bundle, proof=True)
    said = {fault.message for fault in report.faults}
    assert said <= {"“{text}” is only {size} points high."}
    assert said or times == 9


def test_labels_stand_on_the_sheet_as_it_is_sold(press: Press) -> None:
    units = tuple(Address(f"单位{number:02}") for number in range(12))
    path, _ = press(Labels(units, start=4), profile=Profile.CARD)
    with pdfplumber.open(path) as pdf:
        assert len(pdf.pages) == 2
        chars = [pdf.pages[0].search(f"单位{number:02}")[0] for number in range(7)]
        for number, found in enumerate(chars, 3):
            row, column = divmod(number, 2)
            left, top = 4.65 + column * 101.6, 6 + row * 57
            assert left + 5 < found["x0"] / MM < left + 10
            assert (found["top"] + found["bottom"]) / 2 / MM == pytest.approx(top + 28.5, abs=1)
        assert pdf.pages[1].search("单位07")[0]["top"] < 57 * MM


@pytest.mark.parametrize("start, first", [(0, 1), (1, 1), (10, 10), (11, 1), (23, 3)])
def test_a_start_off_the_sheet_is_brought_back_onto_it(faces: Faces, start: int, first: int) -> None:
    plan = lay_out(posted(Labels((Address("甲"),), start), Profile.CARD, CHINESE), faces)
    (line,) = plan.pages[0].lines
    row, column = divmod(first - 1, 2)
    assert len(plan.pages) == 1
    assert (line.x > 105 * MM) == bool(column) and 6 + 57 * row < (297 * MM - line.y) / MM < 63 + 57 * row


@pytest.mark.parametrize("profile, size", SIZES)
def test_a_chinese_envelope_is_as_the_standard_wants_it(
    press: Press, profile: Profile, size: tuple[int, int]
) -> None:
    path, _ = press(Envelope(TO[CHINESE], FROM[CHINESE]), profile=profile)
    with pdfplumber.open(path) as pdf:
        (page,) = pdf.pages
        width, height = size
        assert (page.width / MM, page.height / MM) == pytest.approx(size)
        boxes = [rect for rect in page.rects + page.curves if rect["stroking_color"] == (1, 0, 0)]
        assert len(boxes) == 6
        read = page.crop((0, 0, 90 * MM, 26 * MM))  # the machine's window: six digits and nothing else
        assert "".join(char["text"] for char in read.chars) == "315100"
        for box, char in zip(sorted(boxes, key=lambda box: box["x0"]), read.chars, strict=True):
            assert box["x0"] < char["x0"] and char["x1"] < box["x1"]
        coded = page.crop(((width - 160) * MM, page.height - 20 * MM, (width - 55) * MM, page.height))
        assert not coded.chars
        (name,) = page.search("李娜女士")
        assert 0.35 * width < name["x0"] / MM < 0.65 * width and 0.3 * height < name["top"] / MM < 0.7 * height
        (sender,) = page.search("科苑路88号")
        assert sender["x0"] > page.width / 2 and sender["top"] > page.height / 2
        assert page.search("邮政编码")[0]["x0"] / MM > width - 55


def test_an_english_envelope_has_the_sender_above_and_the_recipient_below(press: Press) -> None:
    path, _ = press(Envelope(TO[ENGLISH], FROM[ENGLISH]), profile=Profile.ENVELOPE_DL, language=ENGLISH)
    with pdfplumber.open(path) as pdf:
        (page,) = pdf.pages
        (sender,), (name,), (code,) = (page.search(text) for text in ("Keyuan", "Ms Li Na", "315100"))
        assert sender["x0"] < page.width / 3 and sender["bottom"] < page.height / 2
        assert name["x0"] > 0.4 * page.width and sender["bottom"] < name["top"] < code["top"]
        assert not [rect for rect in page.rects + page.curves if rect["stroking_color"] == (1, 0, 0)]


def test_an_envelope_that_has_its_boxes_gets_the_digits_alone(press: Press) -> None:
    path, _ = press(Envelope(TO[CHINESE], boxes=False), profile=Profile.ENVELOPE_DL)
    with pdfplumber.open(path) as pdf:
        (page,) = pdf.pages
        assert not page.rects and not page.curves and not page.search("贴邮票处")
        assert "".join(char["text"] for char in page.crop((0, 0, 90 * MM, 26 * MM)).chars) == "315100"


def test_a_foreign_postcode_goes_with_the_address(faces: Faces) -> None:
    plan = lay_out(posted(Envelope(Address("甲", postcode="SW1A 1AA")), Profile.ENVELOPE_DL, CHINESE), faces)
    (code,) = [line for line in plan.pages[0].lines if "SW1A" in line.text]
    assert code.x > 60 * MM


def spoilt(plan: Plan, path: Path, paper: Paper, change: dict[str, Any]) -> set[str]:
    page = plan.pages[0]
    place = next(number for number, line in enumerate(page.lines) if "宁波" in line.text)
    page.lines[place] = Line(**{**page.lines[place]._asdict(), **change})
    promise = Promise(tuple(leaves(paper, plan)), paper.title, "zh-CN")
    draw([plan], path, Meta(paper.title, CHINESE, WHEN))
    assert not second_proof.check(path, promise)  # which knows of no places
    faults: list[Fault] = check(path, promise)
    return {fault.message for fault in faults if fault.test is Tested.CARD}


def test_the_proof_finds_what_left_its_label(faces: Faces, tmp_path: Path) -> None:
    paper = posted(Labels((TO[CHINESE],), start=3), Profile.CARD, CHINESE)
    plan = lay_out(paper, faces)
    y = plan.pages[0].lines[0].y
    assert spoilt(plan, tmp_path / "a.pdf", paper, {"x": 60 * MM}) == {"“{text}” stands outside its place."}
    assert spoilt(plan, tmp_path / "b.pdf", paper, {"x": 30.0, "y": y + 60}) == {"“{text}” stands outside its place."}


def test_the_text_of_an_address_reads_in_order() -> None:
    said = as_text(posted(Labels((TO[ENGLISH],), start=4), Profile.CARD, ENGLISH))
    assert "[4] 315100｜128 Jidian Road ⏎ Ningbo ⏎ P. R. China｜Ningbo Bearing Co., Ltd.｜Ms Li Na" in said
