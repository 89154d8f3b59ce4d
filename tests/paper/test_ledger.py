"""The ledger of any register: numbers, totals, voided rows, the sheet it needs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from partnerdesk.paper.blocks import Cell, Grid, Paper, Profile
from partnerdesk.paper.ledger import MOST_ON_A4, LedgerColumn, ledger, ledger_amount
from partnerdesk.paper.plain import as_text
from partnerdesk.record.fields import Kind
from partnerdesk.words import CHINESE, ENGLISH, Words

COLUMNS = (LedgerColumn("名称", Kind.TEXT), LedgerColumn("金额", Kind.AMOUNT))


def made(language: str = CHINESE, **changed: Any) -> Paper:
    words = Words(language)
    given: dict[str, Any] = {
        "title": "协议台账", "columns": COLUMNS, "rows": (("XY-1", "甲", "1.00"), ("XY-2", "乙", "2.00")),
        "struck": ("", "作废：重复登记、李文澍"), "totals": (None, 1_000_000), "numbered": True, "office": "秘书处",
        "clerk": "李文澍", "day": date(2026, 11, 20), "words": words} | changed
    return ledger(**given)


def grid(paper: Paper) -> Grid:
    (found,) = (block for block in paper.blocks if isinstance(block, Grid))
    return found


def test_a_voided_row_keeps_its_place_and_number_and_says_why() -> None:
    place, number, name, amount, remark = grid(made()).rows[1]
    assert (place, number) == ("2", "XY-2")
    assert name == Cell("乙", struck=True) and amount == Cell("2.00", struck=True)
    assert remark == Cell("作废：重复登记、李文澍")


def test_it_says_unit_total_maker_checker_and_day() -> None:
    text = as_text(made())
    for said in ("单位：万元", "|合计||", "制表：李文澍", "审核：", "截至日期：2026-11-20"):
        assert said in text, said
    assert made().total_pages


def test_a_ledger_without_amounts_has_neither_unit_nor_total() -> None:
    bare = grid(made(columns=COLUMNS[:1], rows=(("", "甲"),), struck=("",), totals=(None,), numbered=False))
    assert (bare.unit, bare.total) == ("", ())
    assert bare.rows == (("1", "甲", ""),)


@pytest.mark.parametrize(("count", "profile"), [
    (MOST_ON_A4 - 1, Profile.LEDGER), (MOST_ON_A4, Profile.LEDGER_A3)])
def test_many_columns_take_the_larger_sheet(count: int, profile: Profile) -> None:
    columns = (LedgerColumn("列", Kind.TEXT),) * count
    paper = made(columns=columns, rows=(), struck=(), totals=(None,) * count)
    assert paper.profile is profile


@given(some.integers(-10**15, 10**15))
def test_an_amount_loses_nothing_in_ten_thousands(fen: int) -> None:
    said = ledger_amount(fen, Words(CHINESE))
    whole, _, decimals = said.replace(",", "").lstrip("-").partition(".")
    assert len(decimals) >= 2
    value = int(whole) * 1_000_000 + int(decimals.ljust(6, "0"))
    assert (-value if said.startswith("-") else value) == fen


def test_amounts_read_as_each_language_writes_them() -> None:
    assert ledger_amount(12_000_00_00, Words(CHINESE)) == "120.00"
    assert ledger_amount(12_345_67, Words(CHINESE)) == "1.234567"
    assert ledger_amount(12_345_67, Words(ENGLISH)) == "12,345.67"
    assert ledger_amount(None, Words(CHINESE)) == ""
