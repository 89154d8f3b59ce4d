"""The pieces: plain text stays plain, rows flow, names from the right turn no neighbour."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from partnerdesk.page.pieces import Card, Chip, Flow, OneLine, Text, beside, button, plain_tip, tool

MARKUP = "<b>江海</b> & <img src='file:///etc/passwd'>"


@pytest.mark.parametrize("kind", [Text, OneLine])
def test_markup_in_a_name_is_shown_and_not_followed(qapp: QApplication, kind: type[QLabel]) -> None:
    label = kind(MARKUP)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == MARKUP


def test_markup_in_a_tooltip_is_escaped(qapp: QApplication) -> None:
    assert plain_tip("甲 乙\n丙") == "甲 乙\n丙"
    assert plain_tip("A & B") == "<span>A &amp; B</span>"
    assert "<img" not in plain_tip(MARKUP)
    assert "<b>" not in plain_tip(MARKUP)


def test_a_long_name_ends_in_an_ellipsis_and_is_whole_in_its_tooltip(qapp: QApplication) -> None:
    line = OneLine("华东沿江产业协作促进会冷链仓储与多式联运专业委员会")
    line.resize(600, 20)
    assert line.toolTip() == ""
    line.resize(60, 20)
    QApplication.sendPostedEvents()
    line.grab()
    assert line.toolTip() == line.text()


def test_names_from_the_right_stay_among_their_own_signs() -> None:
    assert beside("江海", "", "12") == "江海 · 12"
    assert beside("شركة", "12") == "\u2068شركة\u2069 · 12"


def test_a_flow_goes_on_in_the_next_line(qapp: QApplication) -> None:
    holder = QWidget()
    flow = Flow(spacing=5)
    parts = [QLabel(str(number)) for number in range(4)]
    for part in parts:
        part.setFixedSize(40, 10)
        flow.addWidget(part)
    holder.setLayout(flow)
    assert flow.heightForWidth(400) == 10
    assert flow.heightForWidth(90) == 25
    flow.setGeometry(QRect(0, 0, 90, 100))
    assert [part.y() for part in parts] == [0, 0, 15, 15]
    flow.clear()
    assert flow.count() == 0


def test_a_card_says_its_heading_and_what_stands_beside_it(qapp: QApplication) -> None:
    card = Card("To be handled")
    assert card.accessibleName() == "To be handled"
    assert not card.beside.isVisibleTo(card)
    card.say_beside("7")
    assert card.beside.isVisibleTo(card)


@pytest.mark.parametrize("make", [lambda: button("Record return"), lambda: Chip("Open", "open"),
                                  lambda: tool("new", "New")])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_the_button_that_has_the_focus(
        qapp: QApplication, make: Callable[[], QAbstractButton], key: Qt.Key) -> None:
    pressed: list[str] = []
    made = make()
    made.clicked.connect(lambda _on: pressed.append(made.accessibleName()))
    QTest.keyClick(made, key)
    assert pressed == [made.accessibleName()]
