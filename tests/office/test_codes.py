"""Codes are kept in one form, and a wrong one is told what would be right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from stdnum.cn import uscc

from partnerdesk.office.partners.codes import credit_code_problem, lei_problem, tidied
from partnerdesk.words import Words

GOOD = "91350100M000100Y43"


def test_a_code_pasted_in_full_width_with_gaps_is_the_same_code() -> None:
    for typed in ("９１３５０１００ｍ０００１００ｙ４３", "91350100-M000100Y4 3", "\u200b" + GOOD):
        assert tidied(typed) == GOOD


def test_the_standards_own_example_fits_and_its_misprint_is_told_the_right_character() -> None:
    assert credit_code_problem("credit_code", GOOD) is None
    problem = credit_code_problem("credit_code", GOOD[:-1] + "Z")
    assert problem is not None and "I, O, S, V" in problem.message
    problem = credit_code_problem("credit_code", GOOD[:-1] + "7")
    assert problem is not None
    assert problem.said(Words("en")) == (
        "The check character does not fit; it should be “3”. Compare the code with the business licence.")


@given(some.text(alphabet="0123456789", min_size=8, max_size=8),
       some.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9), some.integers(0, 16))
def test_any_code_with_one_wrong_sign_is_refused(digits: str, rest: str, place: int) -> None:
    code = digits + rest
    code += uscc.calc_check_digit(code)
    assert credit_code_problem("credit_code", code) is None
    wrong = "1" if code[place] != "1" else "2"
    assert credit_code_problem("credit_code", code[:place] + wrong + code[place + 1:]) is not None


@given(some.text(max_size=40))
def test_nothing_that_may_be_typed_breaks_the_check(typed: str) -> None:
    code = tidied(typed)
    assert code.isascii()
    credit_code_problem("credit_code", code)
    lei_problem("lei", code)


def test_genuine_codes_agree_with_their_list(samples: Path) -> None:
    with (samples / "orgs" / "uscc-a.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    for code, verdict, *_ in rows:
        right = credit_code_problem("credit_code", tidied(code)) is None
        assert right == verdict.startswith("valid"), (code, verdict)


def test_genuine_identifiers_are_right(samples: Path) -> None:
    with (samples / "orgs" / "lei-a.csv").open(encoding="utf-8") as file:
        codes = [row[0] for row in csv.reader(file)][1:]
    assert [code for code in codes if lei_problem("lei", tidied(code)) is not None] == []


@pytest.mark.parametrize("code", ["", "9", "5493001KJTIIGC8Y1R1", "5493001KJTIIGC8Y1R13", "5493001KJTIIGC8Y1R1Ω"])
def test_other_identifiers_are_refused(code: str) -> None:
    assert lei_problem("lei", code) is not None
