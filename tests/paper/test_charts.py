"""Charts are geometry that stays in its frame, whatever the numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerdesk.paper.blocks import Chart, Series
from partnerdesk.paper.charts import Figure, figure, ticks

VALUES = st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9)), max_size=30).map(tuple)


def measure(text: str, size: float) -> float:
    return sum(size if sign >= "\u2e80" else size / 2 for sign in text)


def drawn(chart: Chart) -> Figure:
    return figure(chart, 442.0, 170.0, measure)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["bars", "lines", "radar"]), st.lists(VALUES, max_size=5),
    st.lists(st.text(max_size=40), max_size=30).map(tuple), st.one_of(st.none(), st.floats(-10, 1000)),
)  # fmt: skip
def test_any_numbers_stay_in_the_frame(
    kind: str, values: list[tuple[float | None, ...]], labels: tuple[str, ...], top: float | None
) -> None:
    chart = Chart(kind, labels, tuple(Series(f"系列{n}", v) for n, v in enumerate(values)), "题目", top=top)
    made = drawn(chart)
    for points in [stroke.points for stroke in made.strokes] + [area.points for area in made.areas]:
        for x, y in points:
            assert -2 <= x <= 444 and -2 <= y <= 172
    for word in made.words:
        assert word.size >= 6


@pytest.mark.parametrize(
    ("values", "top", "expected"),
    [
        ((1, 4, 9), None, [0, 2, 4, 6, 8, 10]),
        ((80, 95), 100, [0, 20, 40, 60, 80, 100]),
        ((), None, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        ((), 5e-324, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),  # too small to be divided
        ((-3, 7), None, [-4, -2, 0, 2, 4, 6, 8]),
        ((1, None), None, [0, 1]),  # what is counted has no halves
        ((0.5, 1), None, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
    ],
)
def test_scales_are_round(values: tuple[float | None, ...], top: float | None, expected: list[float]) -> None:
    assert ticks(Chart("bars", (), (Series("", values),), top=top)) == pytest.approx(expected)


def test_bars_are_as_high_as_their_values() -> None:
    made = drawn(Chart("bars", ("甲", "乙"), (Series("", (5, 10)),)))
    heights = [max(y for _, y in area.points) - min(y for _, y in area.points) for area in made.areas]
    assert heights[1] == pytest.approx(2 * heights[0])


def test_a_missing_value_leaves_a_gap() -> None:
    whole = drawn(Chart("lines", (), (Series("", (1, 2, 3, 4)),)))
    gap = drawn(Chart("lines", (), (Series("", (1, 2, None, 4, 5)),)))
    assert sum(stroke.series == 0 for stroke in whole.strokes) == 1
    assert sum(stroke.series == 0 for stroke in gap.strokes) == 2


def test_the_labels_of_a_radar_keep_beside_it_and_in_the_frame() -> None:
    labels = ("Industry fit", "Capability of the candidate and its group", "资质审核与合规性验证及过往记录", "Culture")
    made = drawn(Chart("radar", labels, (Series("甲", (4, 3, 5, 2)),), top=5))
    for word in made.words:
        left = word.x - word.align * measure(word.text, word.size)
        assert left >= -1 and left + measure(word.text, word.size) <= 443, word
    said = [word.text.strip() for word in made.words]
    assert "Capability of the" in said and "candidate and its group" in said  # on two lines, broken at a space
    assert "资质审核与合规性验证及过往记录" in said


def test_short_labels_leave_the_radar_more_room_than_long_ones() -> None:
    def widest(labels: tuple[str, ...]) -> float:
        made = figure(Chart("radar", labels, (Series("", (5, 5, 5, 5)),), top=5), 240.0, 400.0, measure)
        (line,) = [stroke for stroke in made.strokes if stroke.series == 0]
        return max(x for x, _ in line.points) - min(x for x, _ in line.points)

    assert widest(("A", "B", "C", "D")) > widest(("A", "Capability of all", "C", "Cultural fitness")) > 80


def test_lines_that_run_into_one_another_are_marked_each_in_its_way() -> None:
    made = drawn(Chart("radar", ("a", "b", "c"), tuple(Series(str(n), (4, 4, 4)) for n in range(6)), top=5))
    shapes = set()
    for number in range(6):
        points = next(area.points for area in made.areas if area.series == number)
        x, y = points[0]
        shapes.add(tuple((round(px - x, 2), round(py - y, 2)) for px, py in points))
    assert len(shapes) == 6
