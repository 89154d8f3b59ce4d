"""The lane of stages of a subject: what lies behind it, where it stands, what may follow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnerdesk.page import theme
from partnerdesk.words import N_, Words

_CIRCLE, _GAP, _BESIDE, _LEAST_WAY = 20, 8, 8, 12
_GROUNDS = {"": ("accent", "on_accent"), "soon": ("amber_soft", "amber"), "bad": ("red_soft", "red")}


class StageLane(QWidget):
    """Numbered stages in a row; those passed bear a tick, the present one is filled."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._stages: tuple[str, ...] = ()
        self._at = 0
        self._tone = ""
        self.setObjectName("lane")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stages(self, stages: Sequence[str], at: int, tone: str = "") -> None:
        """Show the stages by their translated names and the place of the present one."""
        self._stages, self._at, self._tone = tuple(stages), at, tone
        present = self._stages[at] if 0 <= at < len(self._stages) else ""
        self.setAccessibleName(self.words(N_("Stage: {stage}"), stage=present))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, theme.px(_CIRCLE) + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, theme.px(_CIRCLE) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._stages:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle, gap, beside = theme.px(_CIRCLE), theme.px(_GAP), theme.px(_BESIDE)
        plain, bold = theme.font(), theme.font(bold=True)
        widths = []
        for place, stage in enumerate(self._stages):
            painter.setFont(bold if place == self._at else plain)
            widths.append(painter.fontMetrics().horizontalAdvance(stage))
        fixed = len(self._stages) * (circle + gap) + (len(self._stages) - 1) * 2 * beside
        way = (self.width() - 1 - fixed - sum(widths)) // max(len(self._stages) - 1, 1)
        way = min(max(way, theme.px(_LEAST_WAY)), theme.px(28))
        room = max(self.width() - fixed - way * (len(self._stages) - 1), 0)
        share = min(1.0, room / max(sum(widths), 1))
        middle, x = self.height() / 2, 0.5
        for place, stage in enumerate(self._stages):
            self._draw_circle(painter, QRectF(x, middle - circle / 2, circle, circle), place)
            x += circle + gap
            present = place == self._at
            painter.setFont(bold if present else plain)
            width = int(widths[place] * share)
            meaning = "ink" if present else "soft" if place < self._at else "faint"
            if present and self._tone:
                meaning = _GROUNDS[self._tone][1]
            painter.setPen(theme.colour(meaning))
            shown = painter.fontMetrics().elidedText(stage, Qt.TextElideMode.ElideRight, width + 1)
            painter.drawText(QRectF(x, 0, width + 2, self.height()),
                             Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            x += width + beside
            if place < len(self._stages) - 1:
                painter.setPen(QPen(theme.colour("line"), 1))
                painter.drawLine(int(x), int(middle), int(x + way), int(middle))
                x += way + beside
        painter.end()

    def _draw_circle(self, painter: QPainter, where: QRectF, place: int) -> None:
        ground, ink, sign = "side", "faint", str(place + 1)
        if place < self._at:
            ground, ink, sign = "green_soft", "green", "✓"
        elif place == self._at:
            ground, ink = _GROUNDS.get(self._tone, _GROUNDS[""])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(where)
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font(theme.FAINT, bold=place == self._at))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, sign)
