"""A long paper's contents lead to its own headings: by number, by link and in the outline, in one language or two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from partnerdesk.paper.bilingual import pair
from partnerdesk.paper.blocks import (
    Block,
    Contents,
    ContentsLine,
    Heading,
    Packet,
    PageBreak,
    Paper,
    Paragraph,
    Part,
    Profile,
    Title,
)
from partnerdesk.paper.packet import print_packet, print_papers
from partnerdesk.words import CHINESE, ENGLISH

WHEN = datetime(2026, 11, 20, tzinfo=UTC)
COUNT = 9
TEXT = {
    CHINESE: "该单位主体资格合法有效，近三年无重大违法违规记录；协议条款完整、权责对等。",
    ENGLISH: "The entity is validly incorporated, without serious offences; the draft is complete. ",
}


def named(number: int, language: str) -> str:
    return f"第{number}章、往来记录" if language == CHINESE else f"{number} Records of dealings"


def dossier(language: str, profile: Profile = Profile.TABLE, times: int = 20, count: int = COUNT) -> Paper:
    """A paper with contents and chapters of different length."""
    lines = tuple(ContentsLine(named(number, language), f"part-{number}") for number in range(count))
    title = "伙伴档案" if language == CHINESE else "Dossier"
    blocks: list[Block] = [Title(title), Contents(lines, ("目录", "", "页码")), PageBreak()]
    for number in range(count):
        blocks.append(Heading(named(number, language), key=f"part-{number}"))
        blocks += [Paragraph(TEXT[language])] * (times * (number % 3 + 1) // 3)
    return Paper("dossier", title, profile, tuple(blocks), language)


def papers(language: str) -> tuple[Paper, ...]:
    return pair(dossier(CHINESE), dossier(ENGLISH)) if language == "both" else (dossier(language),)


def text_of(page: Any) -> str:
    said: str = page.extract_text()
    return said


def pages_said(pdf: Any, name: str) -> tuple[int, list[int]]:
    """The page that the contents give for a heading, and the pages on which it stands."""
    (line,) = [line["text"] for line in pdf.pages[0].extract_text_lines() if line["text"].startswith(name)]
    at = [number for number, page in enumerate(pdf.pages[1:], 2) if name in text_of(page)]
    return int(line.split()[-1]), at


@pytest.mark.parametrize("language", [CHINESE, ENGLISH, "both"])
def test_every_line_bears_the_page_of_its_heading(bundle: Path, tmp_path: Path, language: str) -> None:
    report = print_papers(papers(language), tmp_path / "a.pdf", when=WHEN, folder=bundle, proof=True)
    assert report.faults == () and report.pages > 4
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        for number in range(COUNT):
            said, at = pages_said(pdf, named(number, ENGLISH if language == ENGLISH else CHINESE))
            assert at == [said]


@pytest.mark.parametrize("language", [CHINESE, "both"])
def test_links_and_outline_lead_to_the_headings(bundle: Path, tmp_path: Path, language: str) -> None:
    print_papers(papers(language), tmp_path / "a.pdf", when=WHEN, folder=bundle)
    with pikepdf.open(tmp_path / "a.pdf") as document, pdfplumber.open(tmp_path / "a.pdf") as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(document.pages, 1)}
        expected = [pages_said(pdf, named(number, CHINESE))[0] for number in range(COUNT)]
        assert [pages[note.Dest[0].objgen] for note in document.pages[0].Annots] == expected
        with document.open_outline() as outline:
            titles = [entry.title for entry in outline.root]
        both = " " + named(3, ENGLISH) if language == "both" else ""
        assert len(titles) == COUNT and titles[3] == named(3, CHINESE) + both


def test_in_a_packet_the_numbers_are_those_of_the_packet(bundle: Path, tmp_path: Path) -> None:
    inner = dossier(CHINESE)
    first = Paper("notice", "通知", Profile.OFFICIAL, (Paragraph(TEXT[CHINESE] * 60),))
    front = Paper("c", "目录", Profile.OFFICIAL, (Contents((ContentsLine("通知", "a"), ContentsLine("档案", "b"))),))
    packet = Packet("材料", CHINESE, None, front, (Part("a", "通知", first), Part("b", "档案", inner)))
    report = print_packet(packet, tmp_path / "a.pdf", when=WHEN, folder=bundle, proof=True)
    assert report.faults == ()
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        (begin,) = [index for index, page in enumerate(pdf.pages) if "伙伴档案" in text_of(page)]
        assert begin > 2
        for number in range(COUNT):
            name = named(number, CHINESE)
            (line,) = [line["text"] for line in pdf.pages[begin].extract_text_lines() if line["text"].startswith(name)]
            assert name in text_of(pdf.pages[int(line.split()[-1]) - 1])


def test_contents_of_many_lines_run_over_pages(bundle: Path, tmp_path: Path) -> None:
    long = dossier(CHINESE, Profile.OFFICIAL, times=3, count=80)
    report = print_papers((long,), tmp_path / "a.pdf", when=WHEN, folder=bundle, proof=True)
    assert report.faults == ()
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        listed = [page for page in pdf.pages if len(text_of(page).split("往来记录 ")) > 2]
        assert len(listed) == 4 and "第79章" in text_of(listed[-1])


def test_a_line_that_leads_to_nothing_is_a_fault(bundle: Path, tmp_path: Path) -> None:
    broken = dossier(CHINESE)
    broken = replace(broken, blocks=tuple(block for block in broken.blocks if "part-4" not in str(block)[:80]))
    lines = Contents((ContentsLine("附录", "nowhere"),))
    report = print_papers(
        (replace(broken, blocks=(lines, *broken.blocks)),), tmp_path / "a.pdf", when=WHEN, folder=bundle, proof=True
    )
    assert {fault.message for fault in report.faults} == {"A line of the contents leads to nothing."}


def test_headings_of_different_keys_are_no_pair() -> None:
    chinese, english = dossier(CHINESE, count=1), dossier(ENGLISH, count=1)
    other = replace(english, blocks=tuple(
        replace(block, key="x") if isinstance(block, Heading) else block for block in english.blocks))  # fmt: skip
    assert len(pair(chinese, english)) == 1 and len(pair(chinese, other)) == 2
