"""Real minutes put in as they are: printed without a fault and without the loss of a word."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from sqlalchemy import select

from partnerdesk.exchange import markdown
from partnerdesk.office.printing import Asked, compose
from partnerdesk.paper.blocks import Paper, Profile, Title
from partnerdesk.paper.report import Report
from partnerdesk.paper.worker import Job, Press
from partnerdesk.record import prose
from partnerdesk.record.draft import Draft
from partnerdesk.record.office import Office
from partnerdesk.store.work import Work

from ..store.conftest import NOW, Doing, cleared, clerk, engine, template, work  # noqa: F401 - fixtures

WHEN = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
FOLDERS = ("ccc-tac", "openharmony-pmc", "openjs-cpc", "rust-leadership-council")


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    with Press() as running:
        # Its thread begins with the first job: before the tests, for which it is not one left over.
        first = Paper("first", "First", Profile.OFFICIAL, (Title("试印"),))
        running.submit(Job(first, tmp_path_factory.mktemp("press") / "first.pdf", WHEN)).result()
        yield running


@pytest.fixture(scope="module")
def sources(samples: Path) -> list[Path]:
    found = sorted(path for folder in FOLDERS for path in (samples / "minutes" / folder).glob("*.md"))
    assert len(found) == 44
    return found


def _minutes(work: Doing, text: str, language: str, notices: int = 0) -> tuple[Paper, ...]:  # noqa: F811
    def job(w: Work) -> tuple[Paper, ...]:
        if not w.look.rows(select(Office.id)):
            w.session.add(Office(name="远山联盟秘书处", language="zh_CN", zone="Asia/Shanghai", fonts="bundled",
                                 attendees="end", version=1, restricted=False, made_at=NOW, changed_at=NOW))
            w.session.flush()
        meeting = w.save(Draft("meetings", values={
            "name": "第一届理事会第一次会议", "english_name": "First meeting of the first council", "state": "draft",
            "starts": datetime(2026, 11, 16, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")), "minutes": text}))
        assert len(w.notices) == notices
        return compose(w.look, Asked("minutes", meeting, language), WHEN.date())

    papers: tuple[Paper, ...] = work(job)
    return papers


def _print(press: Press, papers: tuple[Paper, ...], out: Path) -> tuple[Report, str]:
    report = press.submit(Job(papers, out, WHEN)).result()
    with pypdfium2.PdfDocument(out) as document:
        pages = []
        for page in document:
            reading = page.get_textpage()
            pages.append(reading.get_text_bounded())
            reading.close()
            page.close()
    return report, "\n".join(pages)


def _signs(text: str) -> Counter[str]:
    """Every sign that has ink, whatever line it stands on; a page number's and a dash's are in both."""
    text = unicodedata.normalize("NFKC", text)
    return Counter(sign for sign in text if not sign.isspace() and unicodedata.category(sign) not in {"Cf", "Cc", "Mn"})


def _lost(text: prose.Prose, printed: str, report: Report) -> Counter[str]:
    missing = _signs(prose.plain(text)) - _signs(printed)
    # Signs without a glyph stand as 〓, one for one, and are reported; list marks may be drawn in another form.
    for sign in (*report.missing, *"-*+•·[]|○▪□☐✓✗xX", *"0123456789."):
        missing.pop(sign, None)
        for part in unicodedata.normalize("NFKC", sign):
            missing.pop(part, None)
    return missing


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_each_prints_with_no_fault_and_no_word_lost(
    language: str, press: Press, sources: list[Path], work: Doing, tmp_path: Path,  # noqa: F811
) -> None:
    for source in sources:
        text, _ = markdown.read(source.read_text(encoding="utf-8"))
        report, printed = _print(press, _minutes(work, prose.dumps(text), language), tmp_path / "minutes.pdf")
        assert [fault.message for fault in report.faults] == [], source.name
        assert _lost(text, printed, report) == Counter(), source.name
        for word in re.findall(r"[A-Za-z]{12,}", prose.plain(text)):
            assert word in printed.replace("\n", "").replace("\r", "").replace("\ufffe", "") or len(word) > 24, word


def test_naughty_strings_are_kept_as_minutes_and_what_has_no_glyph_is_reported(
    press: Press, samples: Path, work: Doing, tmp_path: Path,  # noqa: F811
) -> None:
    strings = json.loads((samples / "strings" / "blns-even.json").read_text(encoding="utf-8"))
    assert len(strings) == 258
    # Four of them hold signs that cannot be printed: they are left out, and that is said.
    report, printed = _print(press, _minutes(work, "\n".join(strings), "zh_CN", notices=1), tmp_path / "naughty.pdf")
    assert [fault.message for fault in report.faults] == []
    assert len(report.missing) > 100
    assert printed.count("〓") >= sum(report.missing.values()) * 0.9
    assert "DROP TABLE users" in printed.replace("\r\n", "")
    assert "<script>alert" in printed.replace("\r\n", "")
