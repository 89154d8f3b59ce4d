"""Each paper of the sample office, word for word, against the text it should have."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from partnerdesk.office import contents, sample
from partnerdesk.office.meetings.packet import BOTH
from partnerdesk.office.printing import LANGUAGES, Asked, compose
from partnerdesk.paper.plain import as_text
from partnerdesk.store.reader import Reader

GOLDENS = Path(__file__).with_name("goldens")
DAY = date(2026, 11, 20)
# The papers about what the sample office has; those about the way of a partner are proved at a desk of their own.
PAPERS = tuple(entry.key for entry in contents.PAPERS if entry.of in ("", "meetings", "partners"))
OF_RECORD = ("partner-dossier", "partner-timeline", "partner-ledger", "qualification-ledger", "membership-application",
             "change-form", "envelope")
LEDGERS = tuple(f"{entry.key.replace('_', '-')}-ledger" for entry in contents.ENTRIES)


def subject(look: Reader, key: str) -> int | None:
    """The record that the sample's paper of a kind is about."""
    of = next((entry.of for entry in contents.PAPERS if entry.key == key), "")
    return {"meetings": sample.meeting_of_the_packet(look), "partners": 2}.get(of)


def text(look: Reader, key: str, language: str) -> str:
    return "\n".join(as_text(paper) for paper in compose(look, Asked(key, subject(look, key), language), DAY))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [*PAPERS, "agreements-ledger", "numbered-copies-ledger"])
def test_the_paper_reads_as_it_should(look: Reader, key: str, language: str) -> None:
    said = text(look, key, language)
    golden = GOLDENS / f"{key}-{language}.txt"
    if os.environ.get("PARTNERDESK_WRITE_GOLDENS"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", LEDGERS)
def test_every_register_has_a_ledger_with_one_line_an_entry(look: Reader, key: str, language: str) -> None:
    register = look.registers[key.removesuffix("-ledger").replace("-", "_")]
    from partnerdesk.store import listing

    (paper,) = compose(look, Asked(key, None, language), DAY)
    grid = paper.blocks[-1]
    assert len(grid.rows) == listing.total(look, listing.Listing(register.key, struck=True))  # type: ignore[union-attr]
    assert "None" not in as_text(paper)


@pytest.mark.parametrize("key", PAPERS)
def test_an_english_paper_holds_no_chinese_but_marks_numbers_and_addresses_of_record(look: Reader, key: str) -> None:
    if key in OF_RECORD:
        pytest.skip("what is on record of a partner stands there in its own language")
    lines = [line for line in text(look, key, "en").split("\n") if any("\u4e00" <= sign <= "\u9fff" for sign in line)]
    assert all("临澄联盟" in line or "〔" in line for line in lines), lines


def test_both_languages_stand_in_one_paper_where_their_forms_are_alike(look: Reader) -> None:
    for key in ("agenda", "participants", "sign-in-sheet", "partner-dossier", "partner-ledger"):
        assert len(compose(look, Asked(key, subject(look, key), BOTH), DAY)) == 1, key
    for key in ("meeting-notice", "minutes"):
        assert len(compose(look, Asked(key, subject(look, key), BOTH), DAY)) == 2, key
