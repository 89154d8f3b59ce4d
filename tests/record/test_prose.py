from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.record import prose
from partnerdesk.record.prose import Heading, Item, Items, Paragraph, Prose, Run, Table, runs
from partnerdesk.record.signs import unprintable

letters = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=12)
some_runs = st.lists(st.builds(Run, letters, st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=4).map(
    lambda made: runs(*made)
)
visible = some_runs.filter(lambda made: bool(prose.text_of(made).strip()))
blocks = st.one_of(
    st.builds(Paragraph, visible, st.booleans()),
    st.builds(Heading, st.integers(1, 4), visible),
    st.lists(
        st.builds(Item, some_runs, st.integers(0, 7), st.none() | st.integers(0, 999)), min_size=1, max_size=4
    ).map(lambda items: Items(tuple(items))),
    st.builds(
        Table,
        st.lists(st.lists(some_runs, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple),
        st.lists(some_runs, max_size=3).map(tuple),
    ),
)
proses = st.lists(blocks, max_size=5).map(lambda made: Prose(tuple(made)))


def signs(text: str) -> Counter[str]:
    return Counter(sign for sign in text if not sign.isspace() and not unprintable(sign))


@given(proses)
def test_what_is_kept_is_what_was_written(some: Prose) -> None:
    assert prose.loads(prose.dumps(some)) == some


@given(proses)
def test_the_kept_text_is_stable_and_holds_nothing_that_cannot_be_kept(some: Prose) -> None:
    kept = prose.dumps(some)
    assert prose.dumps(prose.loads(kept)) == kept
    assert not any(map(unprintable, kept))
    kept.encode()


@given(st.text())
def test_plain_text_keeps_every_visible_sign(text: str) -> None:
    some = prose.loads(prose.dumps(prose.from_plain(text)))
    assert signs(prose.plain(some)) == signs(text)


@given(st.text())
def test_any_text_of_a_field_can_be_read(text: str) -> None:
    assert signs(prose.plain(prose.loads(text))) == signs(text)


@given(proses)
def test_every_sign_of_a_text_is_in_its_plain_form(some: Prose) -> None:
    everything = prose.plain(some)
    for block in some.blocks:
        cells = {
            Paragraph: lambda b: [b.runs],
            Heading: lambda b: [b.runs],
            Items: lambda b: [item.runs for item in b.items],
            Table: lambda b: [cell for row in (b.head, *b.rows) for cell in row],
        }[type(block)](block)
        for cell in cells:
            assert prose.text_of(cell).replace("\n", " ") in everything.replace("\n", " ")


def test_an_empty_text_is_kept_as_nothing() -> None:
    assert prose.dumps(Prose()) == ""
    assert prose.dumps(Prose((Paragraph(runs(" \n")),))) == ""
    assert prose.loads("") == prose.loads(None) == Prose()


def test_signs_that_cannot_be_printed_are_left_out_and_counted() -> None:
    dirty = Prose((Paragraph(runs("会\x00议\ud800", Run("纪\x07要", bold=True))), Table(((runs("甲\r\n乙"),),))))
    clean, dropped = prose.cleaned(dirty)
    assert dropped == 3
    assert prose.plain(clean) == "会议纪要\n甲 乙"


def test_a_control_sign_cannot_hide_in_the_kept_json() -> None:
    planted = '{"prose":1,"blocks":[["p","a\\u0000b\\ud800"]]}'
    assert prose.plain(prose.loads(planted)) == "ab"


@pytest.mark.parametrize("text", [
    '{"prose":', '{"prose":1}', '{"prose":2,"blocks":[]}', '{"prose":1,"blocks":[["x"]]}', '{"prose":1,"blocks":7}',
    '{"prose":1,"blocks":[["p",[["b"]]]]}', '{"prose":1,"blocks":[["list",[["a",1,"x"]]]]}',
    '{"prose":1,"blocks":[["h",1]]}', '{"prose":1,"blocks":[["p",7]]}', '{"prose":' + "[" * 100_000,
])
def test_a_text_that_only_looks_like_ours_is_text(text: str) -> None:
    assert prose.plain(prose.loads(text)) == text


def test_the_form_kept_is_small_and_readable() -> None:
    some = Prose((Heading(2, runs("议题")), Paragraph(runs("同意", Run("通过", bold=True)))))
    assert json.loads(prose.dumps(some)) == {"prose": 1, "blocks": [["h", 2, "议题"], ["p", ["同意", ["b", "通过"]]]]}


def test_prose_loads_nothing_heavy() -> None:
    code = "import sys, partnerdesk.record.prose as p; print([m for m in ('sqlalchemy', 'babel', 'PySide6') if m in sys.modules])"  # noqa: E501
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"
