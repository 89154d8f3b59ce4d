"""The office's own scorecards on their page: taken over, revised by keys with the running sum, put in force."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from partnerdesk.office.comparison import card, card_in_force
from partnerdesk.office.letterhead import records
from partnerdesk.office.scorecards import acting
from partnerdesk.office.scorecards.pages.cards import CardPanel, CardsPage, Criteria
from partnerdesk.office.scorecards.records import Scorecard
from tests.office.test_scoring import small
from tests.screen import NOW, Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]


@pytest.fixture
def drawn(screen: Screen) -> int:
    """A second version being drawn up, of three criteria."""
    def job(work: Any) -> int:
        return acting.new_version(work, small(work, 40_00, 30_00, 30_00, veto=1))

    id: int = screen.desk.write(screen.actor, job, NOW).result()
    return id


@pytest.fixture
def page(screen: Screen, drawn: int, monkeypatch: pytest.MonkeyPatch) -> CardsPage:
    made = CardsPage(screen.context)
    monkeypatch.setattr(screen.context, "open", lambda _key, id: made.open(id))
    screen.show(made, 1170, 700)
    made.open(drawn)
    screen.settle()
    made.enter()
    screen.settle()
    return made


@pytest.fixture
def criteria(page: CardsPage) -> Criteria:
    assert isinstance(page.panel, CardPanel) and page.panel.at_work
    assert isinstance(page.panel.work, Criteria)
    return page.panel.work


def kept(screen: Screen, id: int) -> list[tuple[str, int]]:
    return screen.read(lambda look: [(each.title.chinese, each.weight) for each in card(look, id).criteria])


def answer(screen: Screen, criteria: Criteria, text: str) -> None:
    line = QApplication.focusWidget()
    assert line is criteria.ask.line
    criteria.ask.line.clear()
    screen.commit(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    screen.settle()


def test_a_weight_is_typed_and_the_sum_runs_along(screen: Screen, criteria: Criteria, drawn: int) -> None:
    assert criteria.sum.text() == "Weights 100%"
    QTest.keyClicks(criteria.table, "W")
    answer(screen, criteria, "32.5")
    screen.until(lambda: criteria.sum.text() == "Weights 92.5%, 7.5% lacking")
    assert kept(screen, drawn)[0] == ("指标1", 32_50)
    QTest.keyClicks(criteria.table, "W")
    answer(screen, criteria, "50%")
    screen.until(lambda: criteria.sum.text() == "Weights 110%, 10% too much")


def test_what_is_no_weight_is_said_in_the_line_and_nothing_changes(
        screen: Screen, criteria: Criteria, drawn: int) -> None:
    QTest.keyClicks(criteria.table, "W")
    answer(screen, criteria, "viel")
    assert criteria.ask.wrong.text()
    assert kept(screen, drawn)[0] == ("指标1", 40_00)


def test_a_veto_is_set_and_taken_away(screen: Screen, criteria: Criteria, drawn: int) -> None:
    criteria.table.mark(1)
    QTest.keyClicks(criteria.table, "V")
    answer(screen, criteria, "2")
    assert screen.read(lambda look: [each.veto for each in card(look, drawn).criteria]) == [1, 2, None]
    QTest.keyClicks(criteria.table, "V")
    answer(screen, criteria, "")
    assert screen.read(lambda look: [each.veto for each in card(look, drawn).criteria]) == [1, None, None]


def test_criteria_are_moved_and_dropped_by_keys(screen: Screen, criteria: Criteria, drawn: int) -> None:
    QTest.keyClick(criteria.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    screen.until(lambda: [name for name, _ in kept(screen, drawn)] == ["指标2", "指标1", "指标3"])
    screen.settle()
    assert criteria.table.currentIndex().row() == 1  # the mark goes with the criterion
    QTest.keyClick(criteria.table, Qt.Key.Key_Delete)
    screen.until(lambda: [name for name, _ in kept(screen, drawn)] == ["指标2", "指标3"])


def test_weights_that_are_no_whole_are_not_put_in_force(
        screen: Screen, page: CardsPage, criteria: Criteria, drawn: int) -> None:
    assert isinstance(page.panel, CardPanel)
    QTest.keyClicks(criteria.table, "W")
    answer(screen, criteria, "30")
    page.panel.put_in_force()
    screen.settle()
    assert "The weights add up to 90 %, not to 100 %." in page.messages.accessibleName()
    assert screen.value("scorecards", drawn, "state") == "draft"


def test_a_version_takes_the_place_of_the_one_in_force(
        screen: Screen, page: CardsPage, criteria: Criteria, drawn: int) -> None:
    assert isinstance(page.panel, CardPanel)
    page.panel.put_in_force()
    screen.until(lambda: screen.value("scorecards", drawn, "state") == "in-force")
    screen.settle()
    assert screen.read(lambda look: card_in_force(look, "small").edition) == 2
    assert not criteria.add.isVisible()
    QTest.keyClicks(criteria.table, "W")  # what is in force is not changed
    assert not criteria.ask.isVisible()
    page.panel.new_version()
    screen.until(lambda: criteria.card is not None and criteria.card.edition == 3)
    assert criteria.add.isVisible()


def test_what_is_shipped_is_offered_and_taken_over(screen: Screen, page: CardsPage) -> None:
    assert "5 shipped scorecards have not been taken over yet." in page.messages.accessibleName()
    page.take_over()
    screen.settle()
    assert len(screen.read(lambda look: records(look, Scorecard))) == 7
    assert not page.messages.isVisible()
