"""A certificate keeps to one framed page, in one language or two, with white for the seal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pdfplumber
import pytest

from partnerdesk.paper.bilingual import pair
from partnerdesk.paper.blocks import Certificate, Paper, Profile
from partnerdesk.paper.packet import print_papers
from partnerdesk.paper.plain import as_text
from partnerdesk.words import CHINESE, ENGLISH

MM = 72 / 25.4
WHEN = datetime(2026, 11, 20, tzinfo=UTC)


def certificate(language: str, times: int = 1) -> Paper:
    if language == CHINESE:
        block = Certificate(
            "成员证书", "宁波精工轴承有限公司" * times,
            "经理事会审议通过，接纳贵单位为本联盟理事单位，特发此证。" * times,
            "华东智能制造产业联盟", "2026年11月20日", "证书编号：LM-2026-0012", "有效期：三年",
        )  # fmt: skip
    else:
        block = Certificate(
            "Certificate of membership", "Ningbo Bearing Ltd. " * times, "is a member of the council. " * times,
            "East China Intelligent Manufacturing Alliance", "20 November 2026", "Certificate No. LM-2026-0012",
            "Valid for three years",
        )  # fmt: skip
    return Paper("certificate", block.title, Profile.CERTIFICATE, (block,), language)


def papers(language: str, times: int) -> tuple[Paper, ...]:
    if language == "both":
        return pair(certificate(CHINESE, times), certificate(ENGLISH, times))
    return (certificate(language, times),)


@pytest.mark.parametrize("times", [0, 1, 3, 6])
@pytest.mark.parametrize("language", [CHINESE, ENGLISH, "both"])
def test_no_certificate_has_a_fault(bundle: Path, tmp_path: Path, language: str, times: int) -> None:
    report = print_papers(papers(language, times), tmp_path / "a.pdf", when=WHEN, folder=bundle, proof=True)
    assert report.pages == 1 and report.faults == ()


@pytest.mark.parametrize("language", [CHINESE, ENGLISH, "both"])
def test_a_text_of_any_length_stays_on_the_page_and_is_reported_once_it_is_too_small(
    bundle: Path, tmp_path: Path, language: str
) -> None:
    report = print_papers(papers(language, 60), tmp_path / "a.pdf", when=WHEN, folder=bundle, proof=True)
    assert report.pages == 1
    assert {fault.message for fault in report.faults} <= {"“{text}” is only {size} points high."}


@pytest.mark.parametrize("language", [CHINESE, "both"])
def test_the_frame_has_two_lines_and_the_seal_its_room(bundle: Path, tmp_path: Path, language: str) -> None:
    print_papers(papers(language, 1), tmp_path / "a.pdf", when=WHEN, folder=bundle)
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        (page,) = pdf.pages
        assert (page.width / MM, page.height / MM) == pytest.approx((297, 210))
        outer, inner = sorted(page.rects + page.curves, key=lambda rect: rect["x0"])
        assert outer["x0"] < inner["x0"] and outer["linewidth"] > inner["linewidth"]
        assert all(inner["x0"] + 15 * MM < char["x0"] and char["x1"] < inner["x1"] - 15 * MM for char in page.chars)
        ((title, *_), (issuer, *_), (day, *_)) = (
            page.search(text) for text in ("成员证书", "华东智能制造产业联盟", "2026年11月20日")
        )
        assert (title["x0"] + title["x1"]) / 2 == pytest.approx(page.width / 2, abs=1)
        middle = (issuer["x0"] + issuer["x1"]) / 2
        assert middle == pytest.approx((day["x0"] + day["x1"]) / 2, abs=1) and middle > 0.6 * page.width
        around = page.crop((middle - 21 * MM, issuer["top"] - 12 * MM, middle + 21 * MM, issuer["top"] - 2))
        assert not around.chars  # nothing stands where the upper half of the seal goes


def test_both_languages_stand_under_each_other(bundle: Path, tmp_path: Path) -> None:
    (both,) = papers("both", 1)
    print_papers((both,), tmp_path / "a.pdf", when=WHEN, folder=bundle)
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        said = [line["text"] for line in pdf.pages[0].extract_text_lines()]
    order = ["成员证书", "Certificate of membership", "宁波精工轴承有限公司", "Ningbo Bearing Ltd."]
    assert [line for line in said if line in order] == order
    assert "# 成员证书\n  (Certificate of membership)\n宁波精工轴承有限公司\n  (Ningbo Bearing Ltd. )" in as_text(both)
