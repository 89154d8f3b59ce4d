"""An encrypted print opens with its password alone, and nothing of it was ever on the disk in plain."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from partnerdesk.paper.blocks import Annex, Packet, Paper, Paragraph, Part, Profile, Title
from partnerdesk.paper.packet import print_packet, print_papers
from partnerdesk.paper.report import Report
from partnerdesk.paper.worker import Job, Press
from partnerdesk.problems import Refused, Trouble

from .test_worker import ROOT, WHEN

PASSWORD = "correct horse 2026"
SECRET = "远山项目保密条款"


def paper(text: str = SECRET, key: str = "notice") -> Paper:
    return Paper(key, "会议通知", Profile.OFFICIAL, (Title("会议通知"), Paragraph(text)))


@pytest.fixture
def annex(tmp_path: Path) -> Path:
    Image.effect_noise((200, 100), 60).save(tmp_path / "a.png")
    return tmp_path / "a.png"


def packet(annex: Path) -> Packet:
    return Packet("材料", "zh_CN", None, None, (Part("a", "甲", paper()), Part("b", "乙", Annex("乙", annex))))


Printing = Callable[[Path, str], Report]


@pytest.fixture(params=["papers", "packet", "packet with an annex"])
def printing(request: pytest.FixtureRequest, bundle: Path, annex: Path) -> Printing:
    def printed(out: Path, password: str) -> Report:
        if request.param == "papers":
            return print_papers((paper(), paper()), out, when=WHEN, folder=bundle, proof=True, password=password)
        bound = packet(annex)
        if request.param == "packet":
            bound = Packet("材料", "zh_CN", None, None, bound.parts[:1])
        return print_packet(bound, out, when=WHEN, folder=bundle, proof=True, password=password)

    return printed


def test_it_opens_with_the_password_and_with_nothing_else(printing: Printing, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    report = printing(out, PASSWORD)
    assert report.faults == ()
    with pikepdf.open(out, password=PASSWORD) as document:
        assert len(document.pages) == report.pages
        assert document.encryption.R == 6 and document.encryption.bits == 256
        assert document.encryption.stream_method == pikepdf.models.encryption.EncryptionMethod.aesv3
        allowed = document.allow
        assert all(allowed)
    with pdfium.PdfDocument(out, password=PASSWORD) as read:
        text = read[0].get_textpage()
        assert SECRET in text.get_text_range()
        text.close()
    for wrong in ("", PASSWORD + " ", PASSWORD.upper()):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(out, password=wrong)
        with pytest.raises(pdfium.PdfiumError):
            pdfium.PdfDocument(out, password=wrong)


def test_it_is_the_same_print(printing: Printing, tmp_path: Path) -> None:
    printing(tmp_path / "plain.pdf", "")
    printing(tmp_path / "shut.pdf", PASSWORD)
    with pikepdf.open(tmp_path / "plain.pdf") as plain, pikepdf.open(tmp_path / "shut.pdf", password=PASSWORD) as shut:
        assert len(plain.pages) == len(shut.pages)
        for one, other in zip(plain.pages, shut.pages, strict=True):
            one.contents_coalesce()
            other.contents_coalesce()
            assert one.Contents.read_bytes() == other.Contents.read_bytes()
        assert plain.docinfo.Title == shut.docinfo.Title


def test_nothing_of_the_paper_is_in_the_bytes(printing: Printing, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    printing(out, PASSWORD)
    raw = out.read_bytes()
    title = "会议通知"
    for plain in (title.encode("utf-16-be"), title.encode(), b"PartnerDesk", b"NotoS", b"notice", PASSWORD.encode()):
        assert plain not in raw
    printing(tmp_path / "plain.pdf", "")
    assert b"NotoS" in (tmp_path / "plain.pdf").read_bytes()


def test_no_other_file_was_written_on_the_way(bundle: Path, annex: Path, tmp_path: Path) -> None:
    """Every file that the process opens for writing is the encrypted one under its temporary name."""
    code = f"""
import json, os, sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from tests.paper import test_encrypting as here
from partnerdesk.paper.packet import print_packet, print_papers
bundle, folder = Path({str(bundle)!r}), Path({str(tmp_path)!r})
written = []

def hook(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.append(str(path))
    elif event.startswith(("tempfile.", "os.link", "os.symlink", "shutil.")):
        written.append(event)

sys.addaudithook(hook)
print_papers((here.paper(),), folder / "a.pdf", when=here.WHEN, folder=bundle, proof=True, password=here.PASSWORD)
print_packet(here.packet(Path({str(annex)!r})), folder / "b.pdf", when=here.WHEN, folder=bundle, proof=True,
             password=here.PASSWORD)
print(json.dumps(written))
"""
    done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [str(tmp_path / ".a.pdf.part"), str(tmp_path / ".b.pdf.part")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "a.png", "b.pdf"]


@pytest.mark.parametrize(
    "password",
    ["short12", " leading blank", "trailing blank ", "ｆｕｌｌ ｗｉｄｔｈ", "with\ttabulator", "x" * 128, "密" * 43],
)
def test_a_password_that_would_not_hold_or_not_travel_is_refused(bundle: Path, tmp_path: Path, password: str) -> None:
    with pytest.raises(Refused):
        print_papers((paper(),), tmp_path / "a.pdf", when=WHEN, folder=bundle, password=password)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("password", ["12345678", "秋水共长天一色也", "x" * 127, "pä$$wörd 'quoted' \"twice\" \\"])
def test_any_other_password_opens_the_file_again(bundle: Path, tmp_path: Path, password: str) -> None:
    print_papers((paper(),), tmp_path / "a.pdf", when=WHEN, folder=bundle, password=password)
    with pikepdf.open(tmp_path / "a.pdf", password=password) as document:
        assert len(document.pages) == 1
    pdfium.PdfDocument(tmp_path / "a.pdf", password=password).close()


def test_a_file_that_cannot_be_written_is_trouble_and_leaves_nothing(bundle: Path, tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        print_papers((paper(),), tmp_path / "no" / "a.pdf", when=WHEN, folder=bundle, password=PASSWORD)
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(Trouble):
        print_papers((paper(),), tmp_path / "a.pdf", when=WHEN, folder=bundle, password=PASSWORD)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.fixture
def worker() -> Iterator[Press]:
    with Press() as press:
        yield press


def test_the_press_encrypts_and_its_process_shows_the_password_to_nobody(
    worker: Press, annex: Path, tmp_path: Path
) -> None:
    job = Job(packet(annex), tmp_path / "a.pdf", WHEN, password=PASSWORD)
    assert PASSWORD not in repr(job)
    report = worker.submit(job).result(60)
    assert report.faults == () and PASSWORD not in repr(report)
    with pikepdf.open(tmp_path / "a.pdf", password=PASSWORD) as document:
        assert len(document.pages) == report.pages == 2
    if sys.platform == "linux":
        for name in ("cmdline", "environ"):
            shown = Path(f"/proc/{worker.process}/{name}").read_bytes()
            assert PASSWORD.encode() not in shown
    assert not any(PASSWORD in value for value in os.environ.values())


def test_the_press_refuses_a_weak_password_in_words(worker: Press, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        worker.submit(Job(paper(), tmp_path / "a.pdf", WHEN, password="short")).result(60)
    assert "short" not in str(refused.value.values) and list(tmp_path.iterdir()) == []


def test_the_next_print_of_the_same_press_is_open_again(worker: Press, tmp_path: Path) -> None:
    worker.submit(Job(paper(), tmp_path / "a.pdf", WHEN, password=PASSWORD)).result(60)
    worker.submit(Job(paper(), tmp_path / "b.pdf", WHEN)).result(60)
    with pikepdf.open(tmp_path / "b.pdf") as document:
        assert not document.is_encrypted
