"""Charts as plain geometry (outlines, strokes, words at places), for the screen and for paper alike."""

# The unit is a point, y counts downwards from the upper left corner; who paints measures the words himself.

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from partnerdesk.paper.blocks import Chart

_MARGIN = 4.0
_TEXT = 8.0
_TITLE = 10.5
_LEGEND = 14.0  # height of a line of the legend
_WIDE = "\u2e80"  # from here on signs may be parted anywhere
_LINE = 9.5  # from one line of a label to the next
_GREYS = (0.25, 0.55, 0.78, 0.4, 0.68, 0.88)
_DASHES = (0.0, 4.0, 1.6, 7.0, 2.6, 5.2)
# Rhomb, square, triangles on their base and on their tip, upright and lying bar.
_MARKERS = (
    ((-1, 0), (0, -1), (1, 0), (0, 1)),
    ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
    ((-1.1, 0.8), (0, -1.1), (1.1, 0.8)),
    ((-1.1, -0.8), (1.1, -0.8), (0, 1.1)),
    ((-0.4, -1.2), (0.4, -1.2), (0.4, 1.2), (-0.4, 1.2)),
    ((-1.2, -0.4), (1.2, -0.4), (1.2, 0.4), (-1.2, 0.4)),
)

Measure = Callable[[str, float], float]  # the width of a text at a size


class Stroke(NamedTuple):
    """A line through points; `series` is its place among the series, or -1 for axes and rules."""

    points: tuple[tuple[float, float], ...]
    width: float
    series: int = -1
    dash: float = 0.0
    closed: bool = False


class Area(NamedTuple):
    """A filled outline: a bar, a dot, a key of the legend."""

    points: tuple[tuple[float, float], ...]
    grey: float
    series: int


class Word(NamedTuple):
    """A text whose baseline begins at x (`align` 0), is centred on it (½) or ends there (1)."""

    x: float
    y: float
    text: str
    size: float
    align: float = 0.0


class Figure(NamedTuple):
    """All of a chart, and the room that it takes."""

    width: float
    height: float
    strokes: tuple[Stroke, ...]
    areas: tuple[Area, ...]
    words: tuple[Word, ...]


class _Sketch:
    def __init__(self) -> None:
        self.strokes: list[Stroke] = []
        self.areas: list[Area] = []
        self.words: list[Word] = []


def figure(chart: Chart, width: float, height: float, measure: Measure) -> Figure:
    """The chart drawn into a rectangle."""
    sketch = _Sketch()
    top = _MARGIN
    if chart.title:
        title = _shortened(chart.title, width, _TITLE, measure)
        sketch.words.append(Word(width / 2, top + _TITLE, title, _TITLE, 0.5))
        top += _TITLE + 8
    bottom = height - _MARGIN - _legend(sketch, chart, width, height - _MARGIN, measure)
    if chart.kind == "radar":
        _radar(sketch, chart, width, top, bottom, measure)
    else:
        _axes(sketch, chart, width, top, bottom, measure)
    return Figure(width, height, tuple(sketch.strokes), tuple(sketch.areas), tuple(sketch.words))


def ticks(chart: Chart) -> list[float]:
    """Round values from 0 (or below the least) to the upper end of the scale."""
    values = [value for series in chart.series for value in series.values if value is not None and math.isfinite(value)]
    low = min([0.0, *values])
    high = chart.top if chart.top is not None and chart.top > low else max([*values, low])
    if (high - low) / 5 <= 0.0:  # nothing to tell apart, or too little for a fifth of it
        high = low + 1.0
    rough = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    counts = bool(values) and high - low >= 1 and all(value.is_integer() for value in map(float, values))
    step = next(step for step in (factor * power for factor in (1, 2, 2.5, 5, 10)) if step >= rough * 0.999
                and (not counts or step.is_integer()))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if chart.top is not None and chart.top > low:
        last = max(math.floor(high / step + 1e-9), first + 1)
    marks = [number * step for number in range(first, last + 1)]
    if chart.top is not None and marks[-1] < high - 1e-9:
        marks.append(high)
    return marks


def _said(value: float) -> str:
    return f"{value:,.10g}"


def _shortened(text: str, room: float, size: float, measure: Measure) -> str:
    text = " ".join(text.split())
    if measure(text, size) <= room:
        return text
    while text and measure(f"{text}…", size) > room:
        text = text[: max(0, min(len(text) - 1, int(len(text) * room / max(measure(text, size), 1.0))))]
    return f"{text}…"


def _folded(text: str, room: float, size: float, measure: Measure) -> tuple[str, ...]:
    """A label on one line where it fits, else on two: broken at a space, or anywhere between Chinese signs."""
    text = " ".join(text.split())
    if not text or measure(text, size) <= room:
        return (text,) if text else ()
    breaks = [place for place in range(1, len(text))
              if text[place] == " " or (text[place] >= _WIDE and text[place - 1] >= _WIDE)]
    # Two lines of like length, the upper one no longer than there is room for.
    fitting = [place for place in breaks if measure(text[:place], size) <= room]
    if not fitting:
        return (_shortened(text, room, size, measure),)
    place = min(fitting, key=lambda each: abs(measure(text[:each], size) - measure(text[each:].strip(), size)))
    return (text[:place], _shortened(text[place:], room, size, measure))


def _legend(sketch: _Sketch, chart: Chart, width: float, foot: float, measure: Measure) -> float:
    """Keys and names of the series at the foot; the height that they take."""
    named = [(number, series.label) for number, series in enumerate(chart.series) if series.label]
    if not named:
        return 0.0
    lines: list[list[tuple[int, str, float]]] = [[]]
    x = 0.0
    for number, label in named:
        label = _shortened(label, width - 30, _TEXT, measure)
        wide = measure(label, _TEXT) + 30
        if x + wide > width and lines[-1]:
            lines.append([])
            x = 0.0
        lines[-1].append((number, label, wide))
        x += wide
    y = foot - (len(lines) - 1) * _LEGEND
    for line in lines:
        x = (width - sum(wide for _, _, wide in line)) / 2
        for number, label, wide in line:
            if chart.kind == "bars":
                sketch.areas.append(Area(_rectangle(x + 4, y - 7, x + 16, y), _GREYS[number % len(_GREYS)], number))
            else:
                dash = _DASHES[number % len(_DASHES)]
                sketch.strokes.append(Stroke(((x + 2, y - 3), (x + 17, y - 3)), 1.2, number, dash))
                sketch.areas.append(Area(_marker((x + 9.5, y - 3), number), 0.0, number))
            sketch.words.append(Word(x + 20, y, label, _TEXT))
            x += wide
        y += _LEGEND
    return len(lines) * _LEGEND + 2


def _rectangle(left: float, top: float, right: float, bottom: float) -> tuple[tuple[float, float], ...]:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _axes(sketch: _Sketch, chart: Chart, width: float, top: float, bottom: float, measure: Measure) -> None:
    marks = ticks(chart)
    low, high = marks[0], marks[-1]
    left = max(measure(_said(mark), _TEXT) for mark in marks) + 8
    right, base = width - _MARGIN, bottom - 14
    top += _TEXT / 2

    def height_of(value: float) -> float:
        return base - (min(max(value, low), high) - low) / (high - low) * (base - top)

    for mark in marks:
        y = height_of(mark)
        sketch.strokes.append(Stroke(((left, y), (right, y)), 0.3 if mark else 0.6))
        sketch.words.append(Word(left - 4, y + 2.8, _said(mark), _TEXT, 1.0))
    sketch.strokes.append(Stroke(((left, top), (left, base)), 0.6))
    count = max(len(chart.labels), *(len(series.values) for series in chart.series), 1) if chart.series else 1
    slot = (right - left) / count
    every = max(1, math.ceil(28 / slot))  # labels nearer than that would run into one another
    for place, label in enumerate(chart.labels):
        if place % every == 0:
            text = _shortened(label, slot * every - 2, _TEXT, measure)
            sketch.words.append(Word(left + (place + 0.5) * slot, base + 11, text, _TEXT, 0.5))
    if chart.kind == "bars":
        _bars(sketch, chart, left, slot, height_of)
    else:
        _lines(sketch, chart, left, slot, height_of)


def _bars(sketch: _Sketch, chart: Chart, left: float, slot: float, height_of: Callable[[float], float]) -> None:
    count = len(chart.series)
    wide = min(slot * 0.72 / max(count, 1), 26.0)
    for number, series in enumerate(chart.series):
        for place, value in enumerate(series.values):
            if value is None or not math.isfinite(value):
                continue
            x = left + (place + 0.5) * slot + (number - count / 2) * wide
            box = _rectangle(x, height_of(value), x + wide, height_of(0.0))
            sketch.areas.append(Area(box, _GREYS[number % len(_GREYS)], number))
            if count * len(series.values) <= 24:
                sketch.words.append(Word(x + wide / 2, height_of(max(value, 0.0)) - 2, _said(value), 7.0, 0.5))


def _lines(sketch: _Sketch, chart: Chart, left: float, slot: float, height_of: Callable[[float], float]) -> None:
    for number, series in enumerate(chart.series):
        dash = _DASHES[number % len(_DASHES)]
        stretch: list[tuple[float, float]] = []
        for place, value in enumerate((*series.values, None)):
            if value is not None and math.isfinite(value):
                point = (left + (place + 0.5) * slot, height_of(value))
                stretch.append(point)
                sketch.areas.append(Area(_marker(point, number), 0.0, number))
                continue
            if len(stretch) > 1:  # a missing value leaves a gap
                sketch.strokes.append(Stroke(tuple(stretch), 1.2, number, dash))
            stretch = []


def _marker(point: tuple[float, float], number: int) -> tuple[tuple[float, float], ...]:
    """What marks a value of a series: lines that run into one another are told apart by it."""
    x, y = point
    return tuple((x + 2.0 * across, y + 2.0 * down) for across, down in _MARKERS[number % len(_MARKERS)])


def _radar(sketch: _Sketch, chart: Chart, width: float, top: float, bottom: float, measure: Measure) -> None:
    count = max(len(chart.labels), *(len(series.values) for series in chart.series), 3) if chart.series else 3
    marks = ticks(chart)
    low, high = marks[0], marks[-1]
    middle_x, middle_y = width / 2, (top + bottom) / 2
    labels = [_folded(label, width * 0.3, _TEXT, measure) for label in chart.labels[:count]]
    # The labels on the far left and right decide how much room is left between them.
    beside = max((measure(line, _TEXT) for lines in labels for line in lines), default=0.0) + 8
    above = 14.0 if all(len(lines) < 2 for lines in labels) else 14.0 + _LINE
    radius = max(min((bottom - top) / 2 - above, width / 2 - beside), 12.0)

    def point(place: int, value: float) -> tuple[float, float]:
        angle = 2 * math.pi * place / count
        far = radius * (min(max(value, low), high) - low) / (high - low)
        return (middle_x + far * math.sin(angle), middle_y - far * math.cos(angle))

    for mark in marks[1:]:
        ring = tuple(point(place, mark) for place in range(count))
        sketch.strokes.append(Stroke(ring, 0.3, closed=True))
        sketch.words.append(Word(middle_x - 3, point(0, mark)[1] + 7, _said(mark), 6.5, 1.0))
    for place in range(count):
        sketch.strokes.append(Stroke(((middle_x, middle_y), point(place, high)), 0.3))
        lines = labels[place] if place < len(labels) else ()
        x, y = point(place, high)
        side = (x > middle_x + 1) - (x < middle_x - 1)
        rest = _LINE * (len(lines) - 1)
        drop = -4.0 - rest if y < middle_y - radius * 0.9 else 9.0 if y > middle_y + radius * 0.9 else 2.8 - rest / 2
        for number, text in enumerate(lines):
            sketch.words.append(Word(x + 5 * side, y + drop + _LINE * number, text, _TEXT, (1 - side) / 2))
    for number, series in enumerate(chart.series):
        points = [
            point(place, value)
            for place, value in enumerate(series.values[:count])
            if value is not None and math.isfinite(value)
        ]
        if len(points) > 1:
            whole = len(points) == count
            sketch.strokes.append(Stroke(tuple(points), 1.4, number, _DASHES[number % len(_DASHES)], closed=whole))
        sketch.areas += [Area(_marker(at, number), 0.0, number) for at in points]
