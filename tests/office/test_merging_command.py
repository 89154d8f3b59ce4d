"""Duplicates from the command line: listed, merged, rehearsed; and those of four real member lists, undone again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from partnerdesk.office import contents, duplicates
from partnerdesk.problems import Unsaved
from partnerdesk.store import listing, merging
from partnerdesk.store.desk import Desk
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work
from tests.test_cli import PASSPHRASE, Run, desk, run

__all__ = ["desk", "run"]


@pytest.fixture
def pair(run: Run, desk: Path, tmp_path: Path) -> Path:
    """A desk with two partners that are one."""
    file = tmp_path / "partners.csv"
    file.write_text("单位名称,联系电话,行业\n青禾仓储有限公司,021-5000000,\n青禾仓储股份有限公司,,仓储\n明德律师事务所,,\n",
                    encoding="utf-8")
    assert run("import", file, "--desk", desk).status == 0
    return desk


def test_duplicates_are_listed_with_their_reasons(run: Run, pair: Path) -> None:
    ended = run("duplicates", "partners", "--desk", pair)
    assert ended.status == 0
    assert ended.out.splitlines() == [
        "HB-0001 青禾仓储有限公司 · HB-0002 青禾仓储股份有限公司  (名称仅企业类型不同)", "疑似重复1组。"]


def test_a_rehearsal_says_everything_and_changes_nothing(run: Run, pair: Path) -> None:
    before = run("list", "partners", "--desk", pair, "--format", "json").out
    ended = run("merge", "partners", "HB-0001", "HB-0002", "--dry-run", "--desk", pair)
    assert ended.status == 0
    said = ended.out.splitlines()
    assert "行业：（空） | 仓储 → 仓储" in said
    assert said[-1] == "以上为试算结果，未作任何更改。"
    assert run("list", "partners", "--desk", pair, "--format", "json").out == before


def test_two_are_merged(run: Run, pair: Path) -> None:
    ended = run("merge", "partners", "HB-0001", "青禾仓储股份有限公司", "--desk", pair, "--language", "en")
    assert ended.status == 0
    assert ended.out.splitlines()[-1] == "“HB-0002 青禾仓储股份有限公司” was merged into “HB-0001 青禾仓储有限公司”."
    assert "青禾仓储股份有限公司" not in run("list", "partners", "--desk", pair).out
    assert run("duplicates", "partners", "--desk", pair).out.splitlines() == ["疑似重复0组。"]


@pytest.mark.parametrize(("arguments", "said"), [
    (("merge", "partners", "HB-0001", "HB-0001"), "同一条记录不能与自身合并。"),
    (("merge", "partners", "HB-0001", "HB-0009"), "HB-0009"),
    (("duplicates", "agreements"), "只在合作伙伴和人员中查找重复记录。"),
    (("duplicates", "nothing"), "nothing"),
])
def test_what_cannot_be_done_is_one_sentence(arguments: tuple[str, ...], said: str, run: Run, pair: Path) -> None:
    ended = run(*arguments, "--desk", pair)
    assert ended.status == 1
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1


def _counts(look: Reader) -> Counter[str]:
    return Counter({key: listing.total(look, listing.Listing(key)) for key in ("partners", "memberships")})


def test_the_duplicates_of_four_member_lists_are_merged_and_undone(run: Run, desk: Path, samples: Path) -> None:
    files = sorted((samples / "members").glob("*-members*"))
    assert len(files) == 4
    for file in files:
        assert run("import", file, "--alliance", file.stem, "--desk", desk).status == 0
    with Desk.open(desk, registers=contents.load_records(), passphrase=PASSPHRASE, anywhere=True) as opened:
        from partnerdesk import account

        actor = opened.actor(account.name())

        def proposed() -> list[duplicates.Group]:
            return duplicates.groups(opened.read(actor, lambda look: duplicates.known(look, "partners")).result())

        groups, before = proposed(), opened.read(actor, _counts).result()
        merged = 0
        for group in groups:
            pair: Any = group.pairs[0]
            try:
                opened.write(actor, lambda work, pair=pair: merging.merge(
                    work, "partners", pair.first, pair.second)).result()
            except Unsaved:
                continue  # both belong to one alliance at different levels: the clerk has to say which counts
            merged += 1
            assert opened.read(actor, _counts).result()["partners"] == before["partners"] - 1
            opened.write(actor, Work.undo).result()
            assert opened.read(actor, _counts).result() == before
        assert merged
        assert proposed() == groups
