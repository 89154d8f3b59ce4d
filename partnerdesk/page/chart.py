"""A chart on the screen: the geometry of the paper's own charts, painted in the colours of the theme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from partnerdesk.page import theme
from partnerdesk.paper.blocks import Chart
from partnerdesk.paper.charts import Figure, figure

_COLOURS = ("accent", "amber", "green", "red", "soft", "faint")


class ChartView(QWidget):
    """Paints one chart; `show_chart` gives it, with the meanings in whose colours its series are drawn."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._chart: Chart | None = None
        self._colours: tuple[str, ...] = _COLOURS

    def show_chart(self, chart: Chart, colours: Sequence[str] = _COLOURS) -> None:
        """Show a chart; its figures are read out in words."""
        self._chart, self._colours = chart, tuple(colours)
        said = [f"{series.label} " + ", ".join(
            f"{label} {value:g}" for label, value in zip(chart.labels, series.values, strict=False) if value)
            for series in chart.series]
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(140))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The geometry counts in points; a logical pixel of the screen is a little less.
        scale = theme.px(100) / 75
        painter.scale(scale, scale)
        paint(painter, figure(self._chart, self.width() / scale, self.height() / scale, _measure), self._colours)
        painter.end()


def _measure(text: str, size: float) -> float:
    drawn = theme.font()
    drawn.setPixelSize(max(round(size), 1))
    return QFontMetricsF(drawn).horizontalAdvance(text)


def paint(painter: QPainter, drawn: Figure, colours: Sequence[str] = _COLOURS) -> None:
    """Paint a figure, each series in the colour of its meaning."""
    for area in drawn.areas:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_colour(area.series, colours))
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in area.points]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in drawn.strokes:
        pen = QPen(_colour(stroke.series, colours) if stroke.series >= 0 else theme.colour("edge"), stroke.width)
        if stroke.dash:
            pen.setDashPattern([max(stroke.dash / max(stroke.width, 0.1), 0.1)] * 2)
        painter.setPen(pen)
        points = QPolygonF([QPointF(*point) for point in stroke.points])
        if stroke.closed:
            painter.drawPolygon(points)
        else:
            painter.drawPolyline(points)
    painter.setPen(theme.colour("soft"))
    for word in drawn.words:
        font = theme.font()
        font.setPixelSize(max(round(word.size), 1))
        painter.setFont(font)
        width = QFontMetricsF(font).horizontalAdvance(word.text)
        painter.drawText(QPointF(word.x - width * word.align, word.y), word.text)


def _colour(series: int, colours: Sequence[str]) -> QColor:
    return theme.colour(colours[series % len(colours)])
