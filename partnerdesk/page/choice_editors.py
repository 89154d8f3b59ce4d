"""Editors of one choice, of several choices, and of yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from partnerdesk.page.context import Context
from partnerdesk.page.editor import Editor
from partnerdesk.page.pieces import Box, Chip, Flow
from partnerdesk.record.fields import Field
from partnerdesk.record.reading import Read
from partnerdesk.words import N_


class ChoiceEditor(Editor):
    """One of the choices, by its label."""

    def __init__(self, field: Field, context: Context, *, labelled: bool = True) -> None:
        super().__init__(field, context, labelled=labelled)
        self.box = Box()
        # An empty choice stands first, so that what is not known yet is not guessed.
        self.box.addItem("", None)
        for choice in field.choices:
            self.box.addItem(self.words(choice.label), choice.key)
        self.take(self.box)
        self.box.activated.connect(lambda _index: self.touched())

    def show_value(self, value: Any, name: Any = None) -> None:
        found = self.box.findData(value)
        if found < 0:
            # A choice that is no longer declared is shown as it is kept.
            self.box.addItem(str(value), value)
            found = self.box.count() - 1
        self.box.setCurrentIndex(found)
        self.shown(value)

    def reading(self) -> Read:
        return Read(self.box.currentData())

    def typed(self, text: str) -> None:
        found = self.box.findText(text)
        self.box.setCurrentIndex(found if found >= 0 else self.box.findData(text))
        self.touched()


class SeveralEditor(Editor):
    """Any of the choices, each a chip that is pressed or not; the arrows walk, Space presses."""

    def __init__(self, field: Field, context: Context, *, labelled: bool = True) -> None:
        super().__init__(field, context, labelled=labelled)
        self.chips: list[Chip] = []
        self._order: tuple[str, ...] = ()
        holder = QWidget()
        flow = Flow()
        for choice in field.choices:
            chip = Chip(self.words(choice.label), choice.key)
            chip.clicked.connect(lambda _on: self.touched())
            chip.setAccessibleDescription(self.words(field.label))
            self.chips.append(chip)
            flow.addWidget(chip)
        holder.setLayout(flow)
        self.take(holder)
        if self.chips:
            self.setFocusProxy(self.chips[0])
            self.label.setBuddy(self.chips[0])

    @property
    def stops(self) -> Sequence[QWidget]:
        return self.chips or super().stops

    def show_value(self, value: Any, name: Any = None) -> None:
        self._order = tuple(value or ())
        for chip in self.chips:
            chip.setChecked(chip.key in self._order)
        self.shown(value)

    def reading(self) -> Read:
        pressed = [chip.key for chip in self.chips if chip.isChecked()]
        # What was there keeps its order: an entry that nobody has changed is not to count as changed.
        kept = [key for key in self._order if key in pressed]
        return Read((*kept, *(key for key in pressed if key not in kept)))

    def typed(self, text: str) -> None:
        for chip in self.chips:
            chip.setChecked(chip.text() in text or chip.key in text.split(","))
        self.touched()


class YesNoEditor(Editor):
    """Yes or no, with its label beside the box."""

    def __init__(self, field: Field, context: Context, *, labelled: bool = True) -> None:
        super().__init__(field, context, labelled=labelled)
        self.tick = QCheckBox(self.words(field.label))
        # The label stands beside the box; the line above stays empty so that neighbours keep one height.
        self.label.setText(" ")
        self.take(self.tick)
        self.tick.clicked.connect(lambda _on: self.touched())

    def show_value(self, value: Any, name: Any = None) -> None:
        self.tick.setChecked(bool(value))
        self.shown(value)

    def reading(self) -> Read:
        return Read(self.tick.isChecked())

    def typed(self, text: str) -> None:
        self.tick.setChecked(text.casefold() in {self.words(N_("yes")), "yes", "是"})
        self.touched()
