"""A line ends where Chinese and English typesetting let it, and nothing is lost."""

from __future__ import annotations

from itertools import accumulate, pairwise
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from partnerdesk.paper.breaking import CLOSES, KINDS, NO_END, NO_START, OPENS, SQUEEZE, WORD, break_text, may_break

CHINESE = st.sampled_from("会议审议通过关于年度报告的决定各成员单位应当按照要求落实")
MARKS = st.sampled_from("，。、；：？！“”‘’（）《》〈〉【】—…·％")
LATIN = st.sampled_from("abcXYZ019.,-/_@:%?!()\"'")
TEXT = st.text(st.one_of(CHINESE, CHINESE, CHINESE, MARKS, LATIN, st.just(" ")), max_size=300)


def width_of(sign: str) -> float:
    return 1.0 if sign >= "\u2e80" or sign in "“”‘’—…·" else 0.5


def lines_of(text: str, width: float, squeeze: float = 0.0, joined: set[int] | None = None) -> list[tuple[int, int]]:
    sums = list(accumulate(map(width_of, text), initial=0.0))
    return break_text(text, sums, width, width, squeeze, joined or ())


def unavoidable(text: str, start: int, end: int) -> bool:
    """Whether no place between start and end would have been better."""
    return not any(may_break(text[place - 1], text[place]) for place in range(start + 1, min(end + 1, len(text))))


@settings(max_examples=600, deadline=None)
@given(TEXT, st.sampled_from([3.0, 7.5, 12.0, 28.0]), st.sampled_from([0.0, SQUEEZE]))
@example("会" * 27 + "。”", 28.0, SQUEEZE)
@example("——————" * 10, 3.0, 0.0)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str, width: float, squeeze: float) -> None:
    places = lines_of(text, width, squeeze)
    for (start, end), (begin, _) in pairwise(places):
        if begin == end and not may_break(text[begin - 1], text[begin]):
            latin = KINDS[text[begin - 1]] & KINDS[text[begin]] & WORD
            assert latin or unavoidable(text, start, begin), (text[start:end], text[begin:])


@settings(max_examples=600, deadline=None)
@given(TEXT, st.sampled_from([3.0, 7.5, 12.0, 28.0]), st.sampled_from([0.0, SQUEEZE]))
def test_only_blanks_hang_outside_and_every_line_fits(text: str, width: float, squeeze: float) -> None:
    at = 0
    for start, end in lines_of(text, width, squeeze):
        assert text[at:start].strip(" ") == ""
        assert end > start
        wide = sum(map(width_of, text[start:end]))
        assert wide <= width + squeeze * (end - start - 1) + 1e-6 or end - start == 1
        at = end
    assert text[at:].strip(" ") == ""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.sampled_from("abcdefg"), min_size=1, max_size=12), min_size=1, max_size=60))
def test_latin_words_that_fit_are_never_broken(words: list[str]) -> None:
    text = " ".join(words)
    for start, end in lines_of(text, 12.0):
        assert start == 0 or text[start - 1] == " "
        assert end == len(text) or text[end] == " "


@pytest.mark.parametrize("mark", sorted(NO_START - set("!,.:;?)]}%")))
def test_a_closing_mark_that_does_not_fit_is_squeezed_in_or_takes_a_sign_along(mark: str) -> None:
    text = "会" * 28 + mark + "议" * 10
    squeezed = lines_of(text, 28.0, SQUEEZE)
    carried = lines_of(text, 28.0)
    assert squeezed[0] == (0, 29)
    assert carried[0] == (0, 27)


@pytest.mark.parametrize("mark", sorted(NO_END - set("$#([{")))
def test_an_opening_mark_goes_with_what_follows(mark: str) -> None:
    assert lines_of("会" * 27 + mark + "议议", 28.0)[0] == (0, 27)


@pytest.mark.parametrize("pair", ["——", "……"])
def test_dashes_and_ellipses_are_one_mark(pair: str) -> None:
    for before in range(20, 30):
        text = "会" * before + pair + "议" * 40
        ends = {end for _, end in lines_of(text, 28.0)}
        assert before + 1 not in ends
        assert not may_break("议", pair[0])


def test_a_lone_last_sign_is_squeezed_onto_the_line_before() -> None:
    assert len(lines_of("会" * 29, 28.0, SQUEEZE)) == 1
    assert len(lines_of("会" * 30, 28.0, SQUEEZE)) == 2


def test_an_over_long_code_is_parted_at_its_joints_first() -> None:
    text = "见https://example.org/papers/2026/minutes-of-the-council-second-meeting.pdf"
    ends = [end for _, end in lines_of(text, 12.0)]
    assert all(text[end - 1] in "/-._" for end in ends[:-1])


def test_an_over_long_code_without_joints_is_parted_anywhere_and_in_good_time() -> None:
    text = "x" * 100_000
    begun = perf_counter()
    places = lines_of(text, 28.0)
    assert perf_counter() - begun < 1
    assert "".join(text[start:end] for start, end in places) == text
    assert all(end - start == 56 for start, end in places[:-1])


def test_a_hundred_thousand_signs_of_mixed_text_take_no_second() -> None:
    text = "会议审议ABC-2026/001，" * 6_000
    begun = perf_counter()
    lines_of(text, 28.0, SQUEEZE)
    assert perf_counter() - begun < 1


def test_a_no_break_space_and_a_combining_mark_hold_together() -> None:
    assert not may_break("a", "\u00a0") and not may_break("\u00a0", "b")
    assert not may_break("e", "\u0301")
    assert KINDS["，"] & CLOSES and KINDS["（"] & OPENS


def test_joined_places_are_not_broken() -> None:
    text = "张伟、王建国、李娜、" * 5
    joined = {place for place in range(1, len(text)) if text[place] != "、" and text[place - 1] != "、"}
    for _, end in lines_of(text, 8.0, joined=joined):
        assert end == len(text) or text[end - 1] == "、"


def test_blanks_do_not_part_an_opening_mark_from_what_it_opens() -> None:
    for before in range(1, 30):
        text = "a" * before + " ( b" + "c" * 40
        assert not any(text[:end].rstrip().endswith("(") for _, end in lines_of(text, 12.0)[:-1])
