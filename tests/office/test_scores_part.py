"""The tab of a dossier that shows how a partner was scored, and the sheet that begins another rater's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from partnerdesk.office.comparison import card_in_force, rounds
from partnerdesk.office.letterhead import records
from partnerdesk.office.scorecards import acting
from partnerdesk.office.scorecards.pages import ScoresPart
from partnerdesk.office.scorecards.pages.beginning import BeginSheet
from partnerdesk.office.scorecards.records import ScoreSheet
from partnerdesk.office.scorecards.shipped import shipped
from partnerdesk.page.pieces import Text
from tests.office.test_scoring import scored, small
from tests.screen import NOW, Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]
DAY = date(2026, 11, 20)


def write(screen: Screen, job: Any) -> Any:
    return screen.desk.write(screen.actor, job, NOW).result()


@pytest.fixture
def partner(screen: Screen) -> int:
    return screen.save("partners", name="江海物流集团有限公司", kinds=("supplier",))


@pytest.fixture
def part(screen: Screen, partner: int) -> ScoresPart:
    made = ScoresPart(screen.context)
    screen.show(made, 816, 520)
    made.show_partner(partner)
    screen.settle()
    return made


def test_an_unscored_partner_says_so_and_offers_a_sheet(part: ScoresPart) -> None:
    assert part.lines.empty.isVisible() and part.lines.make_button.isVisible()
    assert not part.result.isVisible()


def test_sheets_are_listed_and_their_occasion_is_weighed(screen: Screen, part: ScoresPart, partner: int) -> None:
    def job(work: Any) -> None:
        one = small(work, 40_00, 30_00, 30_00, veto=1)
        scored(work, one, partner, "张三", 4, 4, 5)
        scored(work, one, partner, "李四", 4, 2, 4)
        scored(work, one, partner, "王五", 4, None, 4)

    write(screen, job)
    screen.until(lambda: part.lines.model.rowCount() == 3)
    assert "2 raters, from 3.40 to 4.30, standard deviation 0.45" in part.result.said.text()
    assert "1 sheet is not complete and does not count yet." in part.result.said.text()
    assert "The raters disagree on: 指标2" in part.result.said.text()
    assert part.result.chart.isVisible()
    tags = [each.text() for each in part.result.findChildren(Text) if each.property("role") == "tag"]
    assert tags == ["3.85 of 5", "Recommended"]


def test_a_sheet_is_begun_by_the_card_that_suits_the_partner(
        screen: Screen, part: ScoresPart, partner: int, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(screen.context, "open", lambda *given: opened.append(given))
    part.lines.table.setFocus()
    part.lines.make()
    screen.until(lambda: part.window().findChildren(BeginSheet))
    (sheet,) = part.window().findChildren(BeginSheet)
    screen.until(lambda: sheet.card.count() == 5)
    screen.until(lambda: sheet.card.currentData() == "supplier")
    screen.activate(sheet)
    focus = QApplication.focusWidget()
    assert focus is sheet.editors["rater"].input
    screen.commit(focus, "周评")
    QTest.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.until(lambda: opened)
    (one,) = screen.read(lambda look: [(each.rater, each.rated, each.partner_id) for each in records(look, ScoreSheet)])
    assert one == ("周评", screen.context.today, partner)
    (made,) = screen.read(lambda look: rounds(look, partner))
    assert made.card == screen.read(lambda look: card_in_force(look, "supplier"))
    assert opened == [("score_sheets", made.sheets[0].id)]


def test_a_sheet_without_a_rater_is_not_begun(screen: Screen, part: ScoresPart) -> None:
    part.lines.make()
    screen.until(lambda: part.window().findChildren(BeginSheet))
    (sheet,) = part.window().findChildren(BeginSheet)
    screen.until(lambda: sheet.card.count() == 5)
    sheet.make()
    screen.until(lambda: sheet.editors["rater"].problem.text())
    assert sheet.isVisible()
    assert not screen.read(lambda look: records(look, ScoreSheet))
    sheet.reject()
    screen.settle()


def test_a_card_in_force_stands_before_what_is_shipped(screen: Screen, part: ScoresPart, partner: int) -> None:
    write(screen, lambda work: acting.take_over(work, shipped()[3]))
    part.lines.make()
    screen.until(lambda: part.window().findChildren(BeginSheet))
    (sheet,) = part.window().findChildren(BeginSheet)
    screen.until(lambda: sheet.card.count() == 5)
    screen.until(lambda: isinstance(sheet.card.currentData(), int))
    assert sheet.card.currentText() == "Supplier scorecard"
    sheet.reject()
    screen.settle()
