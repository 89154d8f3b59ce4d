"""Two entries side by side: where they differ, which value stays, and what comes along when they become one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from partnerdesk.office import merging
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.pieces import (
    Card,
    OneLine,
    Scroll,
    Text,
    button,
    column,
    emptied,
    holder,
    on_button,
    plain_tip,
    row,
    tag,
)
from partnerdesk.record.fields import Field, Kind
from partnerdesk.store.merging import Differing, Merging
from partnerdesk.words import N_

KEPT, DROPPED, BOTH = range(3)
_SIGN = 30  # pixels of a choice that its sign takes
_LONGEST_NAME = 20  # signs of a name on a button


class Choice(QRadioButton):
    """A value that may be chosen, on one line that ends in an ellipsis where the room ends."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._said = " ".join(text.split())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(on_button(self._said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - theme.px(_SIGN)
        shown = self.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, room)
        self.setText(on_button(shown))
        self.setToolTip(plain_tip(self._said) if shown != self._said else "")


class Comparison(QWidget):
    """Shows what a merge would do, lets each differing value be chosen, and tells which act was asked for."""

    merge_wanted = Signal()
    apart_wanted = Signal()
    turn_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.words = context, context.words
        self.merging: Merging | None = None
        self._groups: dict[str, tuple[QButtonGroup, dict[int, Any]]] = {}
        words = self.words
        self.reasons = Text(role="soft", wrap=True)
        self.reasons.setObjectName("reasons")
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnMinimumWidth(0, theme.px(110))
        for place in (1, 2):
            self.grid.setColumnStretch(place, 1)
        self.along = Card(words(N_("What moves with it")))
        self.along.setObjectName("along")
        self._along = column(spacing=4)
        self.along.body.addLayout(self._along)
        card = Card()
        card.body.addLayout(self.grid)
        inner = holder(column(card, self.along, None, spacing=10, margins=(0, 0, 6, 0)))
        self.merge = button(words(N_("Merge")), self.merge_wanted.emit, role="main", key="Ctrl+Return", name="merge")
        self.apart = button(words(N_("Not the same")), self.apart_wanted.emit, key="Del", name="apart")
        self.turn = button(words(N_("Keep the other one")), self.turn_wanted.emit, icon="refresh", key="Ctrl+T",
                           name="turn")
        self.setLayout(column(self.reasons, Scroll(inner), row(self.turn, None, self.apart, self.merge), spacing=8))

    # -- what is shown

    def show_merging(self, merged: Merging, reasons: Sequence[str], same: dict[str, Any], *, apart: bool) -> None:
        """Show the two, why they may be the same, and of the values of the one that stays those that none opposes."""
        words = self.words
        self.merging = merged
        for group, _values in self._groups.values():
            group.deleteLater()
        self._groups = {}
        emptied(self.grid)
        self.reasons.setText(words.labelled(words(N_("Likely the same")), merging.reasons_said(reasons, words))
                             if reasons else "")
        self.reasons.setVisible(bool(reasons))
        self._add_head(merged)
        line = 1
        register = self.context.registers[merged.register]
        by_field = {each.field: each for each in merged.fields}
        for name in register.form_fields:
            field = register.fields[name]
            each = by_field.get(name)
            if each is not None and (each.dropped not in (None, "", ()) or each.proposed != each.kept):
                line = self._add_differing(line, field, each)
            elif same.get(name) not in (None, "", (), False):
                line = self._add_same(line, field, same[name])
        self._show_along(merged)
        self._name_acts(merged)
        self.apart.setVisible(apart)
        self._order()

    def _add_head(self, merged: Merging) -> None:
        words = self.words
        for place, (side, says, tone) in enumerate((
                (merged.kept, words(N_("stays")), "good"), (merged.dropped, words(N_("goes")), "soon")), 1):
            name = OneLine(side.name, "heading")
            name.setObjectName(("kept", "dropped")[place - 1])
            head = row(*(tag(side.number, "main"),) if side.number else (), name, tag(says, tone), spacing=6)
            head.setStretch(1 if side.number else 0, 1)
            self.grid.addLayout(head, 0, place)

    def _add_same(self, line: int, field: Field, value: Any) -> int:
        assert self.merging is not None
        self.grid.addWidget(Text(self.words(field.label), "faint"), line, 0, Qt.AlignmentFlag.AlignTop)
        shown = OneLine(merging.value_said(field, value, self.merging, self.words, self.context.zone), "faint")
        self.grid.addWidget(shown, line, 1, 1, 2)
        return line + 1

    def _add_differing(self, line: int, field: Field, each: Differing) -> int:
        """A line with a choice for each value; with a third below where both can stay together."""
        assert self.merging is not None
        words = self.words
        self.grid.addWidget(Text(words(field.label)), line, 0)
        values: dict[int, Any] = {KEPT: each.kept, DROPPED: each.dropped}
        both = self._both(field, each)
        if both is not None:
            values[BOTH] = both
        group = QButtonGroup(self)
        for which, value in values.items():
            said = merging.value_said(field, value, self.merging, words, self.context.zone)
            said = words(N_("Together: {value}"), value=said) if which == BOTH else said
            choice = Choice(said)
            choice.setObjectName(f"{('kept', 'dropped', 'both')[which]}:{field.name}")
            choice.setAccessibleName(words.labelled(words(field.label), said))
            group.addButton(choice, which)
            self.grid.addWidget(choice, line + (which == BOTH), 1 if which in (KEPT, BOTH) else 2,
                                1, 2 if which == BOTH else 1)
        proposed = next((which for which, value in values.items() if value == each.proposed), KEPT)
        group.button(proposed).setChecked(True)
        self._groups[field.name] = (group, values)
        return line + (2 if both is not None else 1)

    def _both(self, field: Field, each: Differing) -> Any:
        if each.proposed not in (each.kept, each.dropped):
            return each.proposed
        if field.kind is Kind.LONG_TEXT and not field.rich and each.kept and each.dropped:
            together = f"{each.kept}\n\n{each.dropped}"
            return together if len(together) <= field.limit else None
        return None

    def _show_along(self, merged: Merging) -> None:
        emptied(self._along)
        for sentence in merging.sentences(merged, self.words):
            self._along.addWidget(Text(sentence, wrap=True))

    def _name_acts(self, merged: Merging) -> None:
        said = self.words(N_("Merge into “{name}”"), name=_short(merged.kept.name))
        self.merge.setText(on_button(said))
        self.merge.setAccessibleName(self.words(N_("Merge into “{name}”"), name=merged.kept.name))

    def _order(self) -> None:
        """Let Tab walk through the choices line by line, then to the acts."""
        walk: list[QWidget] = []
        for group, _values in self._groups.values():
            walk += [group.button(which) for which in sorted(map(group.id, group.buttons()))]
        walk += [self.turn, self.apart, self.merge]
        for before, after in pairwise(walk):
            QWidget.setTabOrder(before, after)

    def focus_first(self) -> None:
        """Go to the first choice, or to the act where there is none."""
        first = next((group.checkedButton() for group, _values in self._groups.values()), None)
        (first or self.merge).setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def chosen(self) -> dict[str, Any]:
        """The value chosen for each field in which the two differ."""
        return {name: values[group.checkedId()] for name, (group, values) in self._groups.items()}


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"

