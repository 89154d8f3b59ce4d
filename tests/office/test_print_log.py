"""The print log names each print in the office's words, and a withheld one to cleared clerks only."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerdesk.office import contents, producing
from partnerdesk.office.printing import Asked
from partnerdesk.paper.report import Report
from partnerdesk.record.clerk import Actor
from partnerdesk.record.draft import Draft
from partnerdesk.store import listing
from partnerdesk.store.desk import Desk

REPORT = Report(pages=2, fonts={}, stand_ins={}, missing={}, seconds=0.1)
LOG = listing.Listing("print_log", columns=("paper", "title"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.create(
        tmp_path / "desk", registers=contents.load_records(), office={"name": "秘书处"}, clerk_name="李文书",
        account="li", passphrase="青山不改 绿水长流 2026", anywhere=True)


@pytest.mark.parametrize("restricted", [False, True])
def test_a_print_is_as_open_as_its_record(desk: Desk, tmp_path: Path, restricted: bool) -> None:
    out = tmp_path / "paper.pdf"
    out.write_bytes(b"%PDF-")
    with desk:
        actor = desk.actor("li")
        partner = desk.write(
            actor, lambda work: work.save(Draft("partners", values={"name": "隐山矿业", "stage": "active"}))).result()
        desk.write(actor, lambda work: work.restrict("partners", partner, restricted)).result()
        producing.log(desk, actor, Asked("partner-dossier", partner), "隐山矿业档案", out, REPORT)

        def cells(look: listing.Reader) -> list[tuple[str, ...]]:
            return [row.cells for row in listing.window(look, LOG, 0, 9)]

        assert desk.read(actor, cells).result() == [("伙伴档案", "隐山矿业档案")]
        assert len(desk.read(Actor(actor.id, actor.name), cells).result()) == (0 if restricted else 1)
