"""A packet is whole: through numbers, pages in the contents, bookmarks, foreign pages as they were, bad ones named."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from partnerdesk.paper import annexes
from partnerdesk.paper.blocks import (
    Annex,
    Contents,
    ContentsLine,
    Cover,
    Heading,
    Packet,
    Paper,
    Paragraph,
    Part,
    Profile,
    Title,
)
from partnerdesk.paper.packet import print_packet, print_papers
from partnerdesk.paper.report import Report
from partnerdesk.problems import Trouble
from partnerdesk.words import CHINESE, ENGLISH, Words

WHEN = datetime(2026, 11, 20, tzinfo=UTC)
TEXT = "会议认为，各成员单位应当按照章程规定的程序提出议案，并在会前十日送达秘书处（含电子邮件）；逾期不予受理。"


def paper(key: str, title: str, paragraphs: int = 4) -> Paper:
    blocks = (Title(title), Heading("一、说明", bookmark=True), *[Paragraph(TEXT * 4)] * paragraphs)
    return Paper(key, title, Profile.OFFICIAL, blocks)


def packet(*parts: Part, language: str = CHINESE, cover: bool = True) -> Packet:
    lines = tuple(ContentsLine(part.title, part.key) for part in parts)
    return Packet(
        "理事会第三次会议材料",
        language,
        Paper("packet-cover", "封面", Profile.OFFICIAL, (Cover("会议材料", ("第三次会议",)),)) if cover else None,
        Paper("packet-contents", "目录", Profile.OFFICIAL, (Title("目　录"), Contents(lines))),
        parts,
    )


def annex(path: Path, key: str = "") -> Part:
    return Part(key or path.stem, f"附件 {path.stem}", Annex(path.name, path))


def foreign(path: Path, *sizes: tuple[float, float], text: str = "") -> Path:
    document = pikepdf.new()
    for size in sizes:
        page = document.add_blank_page(page_size=size)
        if text:
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            page.obj.Resources = Dictionary(Font=Dictionary(F=font))
            page.contents_add(b"BT /F 12 Tf 60 60 Td (%s) Tj ET" % text.encode())
    document.save(path)
    return path


def texts(path: Path) -> list[str]:
    with pdfplumber.open(path) as document:
        return [page.extract_text() for page in document.pages]


def outline(document: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    found = []
    for item in pypdfium2.PdfDocument(document.filename).get_toc():
        goal = item.get_dest()
        found.append((item.level, item.get_title(), goal.get_index() if goal else -1))
    return found


def clean(path: Path) -> None:
    if shutil.which("qpdf") is None:
        with pikepdf.open(path) as document:
            assert document.check_pdf_syntax() == []
        return
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def bound(job: Packet, folder: Path, **options: Any) -> tuple[Path, Report]:
    out = folder / "packet.pdf"
    report = print_packet(job, out, when=WHEN, proof=True, **options)
    assert [fault.said(Words(ENGLISH)) for fault in report.faults] == []
    assert not list(folder.glob(".packet.pdf*"))
    clean(out)
    return out, report


def test_every_page_bears_its_number_and_the_contents_know_it(tmp_path: Path) -> None:
    a3 = foreign(tmp_path / "plan.pdf", (1190, 842), (842, 1190))
    notice, agenda = (Part(key, title, paper(key, title)) for key, title in (("notice", "通知"), ("agenda", "议程")))
    out, report = bound(packet(notice, annex(a3), agenda), tmp_path)
    pages = texts(out)
    assert report.pages == len(pages)
    assert "—" not in pages[0] and pages[1] == ""  # the cover and its back
    for number, text in enumerate(pages[2:], 1):
        assert f"— {number} —" in text or f"—{number}—" in text
    body = list(enumerate(pages))[3:]
    first = {title: next(page - 1 for page, text in body if text.startswith(title)) for title in ("通知", "议程")}
    contents = pages[2]
    assert f"{first['通知']}\n" in contents and f"{first['议程']}" in contents
    with pikepdf.open(out) as document:
        assert [str(page.label) for page in document.pages][:4] == ["–", "–", "1", "2"]
        assert str(document.Root.Lang) == "zh-CN" and str(document.docinfo.Title) == "理事会第三次会议材料"


def test_foreign_pages_keep_their_size_and_carry_the_number_at_their_own_lower_edge(tmp_path: Path) -> None:
    path = foreign(tmp_path / "a.pdf", (1190, 842), (200, 200), (595, 842), text="kept")
    out, _ = bound(packet(annex(path), cover=False), tmp_path)
    with pdfplumber.open(out) as document:
        sheets = document.pages[1:]
        assert [(round(page.width), round(page.height)) for page in sheets] == [(1190, 842), (200, 200), (595, 842)]
        for number, page in enumerate(sheets, 2):
            assert "kept" in page.extract_text()
            digits = next(word for word in page.extract_words() if word["text"] in (str(number), f"—{number}—"))
            assert page.height - digits["bottom"] < 30
            assert (digits["x0"] > page.width / 2) == (number % 2 == 1) or page.width < 283


def test_bookmarks_lead_to_every_part_and_skip_no_level(tmp_path: Path) -> None:
    a = foreign(tmp_path / "a.pdf", (595, 842))
    parts = (
        Part("notice", "通知", paper("notice", "通知")),
        annex(a),
        Part("deep", "深处", paper("deep", "深处"), level=3),
    )
    out, _ = bound(packet(*parts), tmp_path)
    with pikepdf.open(out) as document:
        found = outline(document)
    assert [(level, title) for level, title, _ in found] == [
        (0, "通知"), (1, "一、说明"), (0, "附件 a"), (1, "深处"), (2, "一、说明"),
    ]  # fmt: skip
    assert [page for _, title, page in found if title != "一、说明"] == [3, 5, 6]


def test_contents_lines_are_links(tmp_path: Path) -> None:
    out, _ = bound(packet(Part("notice", "通知", paper("notice", "通知"))), tmp_path)
    with pikepdf.open(out) as document:
        assert len(document.pages[2].obj.Annots) == 1


def test_what_cannot_be_bound_is_named_on_the_contents_page_and_the_rest_is_bound(tmp_path: Path) -> None:
    good = [foreign(tmp_path / f"good{number}.pdf", (595, 842)) for number in range(6)]
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(good[0]) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="u", owner="o"))
    (cut := tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    (empty := tmp_path / "empty.pdf").write_bytes(b"")
    (text := tmp_path / "text.docx").write_bytes(b"PK\x03\x04 nothing")
    job = packet(*map(annex, [*good, locked, cut, empty, text]), language=ENGLISH)
    out, report = bound(job, tmp_path)
    assert report.pages == 3 + len(good)
    page = texts(out)[2]
    for reason in (annexes.LOCKED, annexes.DAMAGED, annexes.EMPTY, annexes.FOREIGN):
        assert reason in page
    assert [note.partition(": ")[2] for note in report.notes] == [
        annexes.LOCKED, annexes.DAMAGED, annexes.EMPTY, annexes.FOREIGN,
    ]  # fmt: skip


def test_reasons_are_said_in_the_language_of_the_packet(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    _, report = bound(packet(annex(tmp_path / "empty.pdf")), tmp_path)
    assert report.notes == (f"附件 empty：{Words(CHINESE)(annexes.EMPTY)}",)


def test_parts_begin_on_odd_pages_where_that_is_asked(tmp_path: Path) -> None:
    parts = tuple(Part(key, key, paper(key, key, 1)) for key in ("a", "b", "c"))
    out, report = bound(packet(*parts, cover=False), tmp_path, recto=True)
    assert report.pages == 7
    with pikepdf.open(out) as document:
        assert [page for level, _, page in outline(document) if level == 0] == [2, 4, 6]


def test_nothing_in_the_packet_acts(tmp_path: Path) -> None:
    document = pikepdf.new()
    page = document.add_blank_page()
    action = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    document.Root.OpenAction = action
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", action])))
    page.obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F="calc.exe"))
    page.obj.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 99]), A=Dictionary(S=Name.Launch, F="x"))]
    )
    document.attachments["payload.exe"] = b"MZ"
    document.save(tmp_path / "a.pdf")
    out, report = bound(packet(annex(tmp_path / "a.pdf")), tmp_path)
    with pikepdf.open(out) as document:
        root = document.Root
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root.keys())
        assert not {"/JavaScript", "/EmbeddedFiles"} & set(root.get(Name.Names, Dictionary()).keys())
        plain = pikepdf.ObjectStreamMode.disable
        document.save(tmp_path / "plain.pdf", compress_streams=False, object_stream_mode=plain)
    written = (tmp_path / "plain.pdf").read_bytes()
    assert not any(word in written for word in (b"/JavaScript", b"/Launch", b"calc.exe", b"payload", b"app.alert"))
    assert report.notes


def test_a_foreign_page_cannot_disturb_the_number_over_it(tmp_path: Path) -> None:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    page.contents_add(b"q 0.1 0 0 0.1 300 300 cm 1 0 0 rg 3 Tr")  # left open
    document.save(tmp_path / "a.pdf")
    out, _ = bound(packet(annex(tmp_path / "a.pdf"), cover=False), tmp_path)
    with pypdfium2.PdfDocument(out) as pdf:
        page = pdf[1]
        picture = page.render(scale=1).to_pil().convert("L")
        assert picture.crop((60, 800, 200, 842)).getextrema()[0] < 128  # the number of page 2, in black


def test_hidden_layers_stay_hidden(tmp_path: Path) -> None:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name="draft"))
    page.obj.Resources = Dictionary(Properties=Dictionary(L=layer))
    page.contents_add(b"/OC /L BDC 0 g 100 300 400 300 re f EMC")
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    document.save(tmp_path / "a.pdf")
    out, _ = bound(packet(annex(tmp_path / "a.pdf"), cover=False), tmp_path)
    with pypdfium2.PdfDocument(out) as pdf:
        assert pdf[1].render(scale=0.5).to_pil().convert("L").crop((60, 100, 240, 250)).getextrema() == (255, 255)


def test_pictures_are_bound(tmp_path: Path) -> None:
    Image.new("RGB", (600, 300), "navy").save(tmp_path / "photo.jpg")
    out, _ = bound(packet(annex(tmp_path / "photo.jpg"), cover=False), tmp_path)
    with pypdfium2.PdfDocument(out) as pdf:
        assert pdf[1].get_size() == pytest.approx((841.89, 595.276), abs=0.1)
        assert pdf[1].render().to_pil().getpixel((420, 297))[2] > 100


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    a = foreign(tmp_path / "a.pdf", (595, 842), text="same")
    job = packet(Part("notice", "通知", paper("notice", "通知")), annex(a))
    first, _ = bound(job, tmp_path)
    before = first.read_bytes()
    second, _ = bound(job, tmp_path)
    assert second.read_bytes() == before


def test_a_packet_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    a = foreign(tmp_path / "a.pdf", (595, 842))
    (tmp_path / "old").mkdir()
    out = tmp_path / "old" / "packet.pdf"
    out.mkdir()  # a folder stands where the file should
    with pytest.raises(Trouble):
        print_packet(packet(annex(a)), out, when=WHEN)
    assert [path.name for path in out.parent.iterdir()] == ["packet.pdf"]


def test_a_packet_without_cover_and_contents_is_its_parts(tmp_path: Path) -> None:
    job = Packet("材料", CHINESE, None, None, (Part("a", "甲", paper("a", "甲", 1)),))
    out, report = bound(job, tmp_path)
    assert report.pages == 1 and "— 1 —" in texts(out)[0]


def test_progress_goes_up_to_the_end(tmp_path: Path) -> None:
    shares: list[float] = []
    bound(packet(Part("a", "甲", paper("a", "甲", 1))), tmp_path, progress=shares.append)
    assert shares == sorted(shares) and len(shares) >= 3


def test_each_language_of_a_matter_is_numbered_from_one(tmp_path: Path) -> None:
    english = Paper("minutes", "Minutes", Profile.ENGLISH, (Title("Minutes"), Paragraph("Done.")), ENGLISH)
    report = print_papers((paper("minutes", "纪要", 1), english), tmp_path / "a.pdf", when=WHEN, proof=True)
    assert report.pages == 3 and report.faults == ()
    pages = texts(tmp_path / "a.pdf")
    assert "— 1 —" in pages[0] and pages[1] == "" and "— 1 —" in pages[2]


def test_all_real_annexes_end_to_end(samples: Path, tmp_path: Path) -> None:
    files = sorted((samples / "pdf").glob("*.pdf"))
    parts = [Part(f"p{number}", f"议题{number}", paper("item", f"议题{number}")) for number in range(3)]
    out, report = bound(packet(*parts, *(annex(path, f"a{number}") for number, path in enumerate(files))), tmp_path)
    assert len(files) == 17
    assert sum("未装订，请另附" in note for note in report.notes) == 2
    with pypdfium2.PdfDocument(out) as pdf:
        assert len(pdf) == report.pages == 3 + 3 * 2 + 68
        for number in range(len(pdf)):
            pdf[number].render(scale=0.2).close()
