"""Rating by keys alone: digits, what does not apply, vetoes, the next rater; and the comparison of what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from partnerdesk.office.comparison import sheet
from partnerdesk.office.letterhead import records
from partnerdesk.office.scorecards import acting
from partnerdesk.office.scorecards.pages.comparing import ComparisonPart
from partnerdesk.office.scorecards.pages.rating import Rating
from partnerdesk.office.scorecards.pages.sheets import SheetPanel, SheetsPage
from partnerdesk.office.scorecards.records import ScoreSheet
from partnerdesk.page.pieces import Text
from partnerdesk.store import listing
from tests.office.test_scoring import scored, small
from tests.screen import NOW, Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]
DAY = date(2026, 11, 18)


def begun(work: Any) -> tuple[int, int]:
    """A need with two candidates, the first of whom one rater begins to score; the sheet and the need."""
    card = small(work, 40_00, 30_00, 30_00, veto=1)
    need = work.save(listing.draft(work.look, "needs", title="冷链运力"))
    ids = [work.save(listing.draft(work.look, "partners", name=name)) for name in ("江海物流", "百川新能源")]
    for id in ids:
        work.save(listing.draft(work.look, "candidates", need_id=need, partner_id=id))
    return acting.begin_sheet(work, card, ids[0], "张三", DAY, need_id=need, department="legal"), need


@pytest.fixture
def at(screen: Screen) -> int:
    id, _need = screen.desk.write(screen.actor, begun, NOW).result()
    return id


@pytest.fixture
def page(screen: Screen, at: int, monkeypatch: pytest.MonkeyPatch) -> SheetsPage:
    made = SheetsPage(screen.context)
    monkeypatch.setattr(screen.context, "open", lambda _key, id: made.open(id))
    screen.show(made, 1170, 700)
    made.open(at)
    screen.settle()
    made.enter()
    screen.settle()
    return made


@pytest.fixture
def rating(page: SheetsPage) -> Rating:
    assert isinstance(page.panel, SheetPanel) and page.panel.at_work
    assert isinstance(page.panel.work, Rating)
    return page.panel.work


def press(rating: Rating, *keys: str) -> None:
    for key in keys:
        if key == "\b":
            QTest.keyClick(rating.table, Qt.Key.Key_Backspace)
        else:
            QTest.keyClicks(rating.table, key)


def kept(screen: Screen, id: int) -> Any:
    return screen.read(lambda look: sheet(look, id))


def test_the_cursor_begins_at_the_criteria(page: SheetsPage, rating: Rating) -> None:
    assert QApplication.focusWidget() is rating.table
    assert rating.open.text() == "3 criteria still open"
    assert rating.about.text() == "江海物流 · 张三 · 冷链运力"


def test_three_digits_fill_a_sheet(screen: Screen, rating: Rating, at: int) -> None:
    press(rating, "4", "5", "3")
    assert rating.open.text() == "Complete"  # said at once, before it is kept
    assert rating.result.text() == "4.00 of 5"
    screen.settle()
    one = kept(screen, at)
    assert list(one.marks.values()) == [4, 5, 3]
    assert one.complete
    assert screen.value("score_sheets", at, "result") == 400


def test_what_does_not_apply_weighs_nothing_and_backspace_takes_a_mark_away(
        screen: Screen, rating: Rating, at: int) -> None:
    press(rating, "4", "N", "0")
    screen.settle()
    assert (list(kept(screen, at).marks.values()), rating.result.text()) == ([4, 0, 0], "4.00 of 5")
    rating.table.mark(1)
    press(rating, "\b")
    screen.settle()
    assert len(kept(screen, at).marks) == 2
    assert rating.open.text() == "1 criterion still open"
    assert screen.value("score_sheets", at, "state") == "open"


def test_from_the_last_criterion_the_cursor_goes_to_what_is_still_open(rating: Rating) -> None:
    rating.table.mark(1)
    press(rating, "4", "4")
    assert rating.table.currentIndex().row() == 0


def test_a_veto_is_said_at_once(screen: Screen, rating: Rating, at: int) -> None:
    press(rating, "1")
    tags = [each.text() for each in rating.findChildren(Text) if each.property("role") == "tag"]
    assert "Veto: 指标1" in tags
    screen.settle()
    assert screen.value("score_sheets", at, "vetoed")


def test_an_input_method_is_not_disturbed_by_digits(screen: Screen, rating: Rating, at: int) -> None:
    assert not rating.table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    screen.application.sendEvent(rating.table, QInputMethodEvent("1", []))
    screen.settle()
    assert not kept(screen, at).marks


def test_a_remark_is_typed_in_its_line_and_the_cursor_comes_back(screen: Screen, rating: Rating, at: int) -> None:
    press(rating, "R")
    line = QApplication.focusWidget()
    assert line is rating.ask.line
    screen.commit(line, "现场查看3次")
    QTest.keyClick(line, Qt.Key.Key_Return)
    screen.settle()
    assert list(kept(screen, at).remarks.values()) == ["现场查看3次"]
    assert QApplication.focusWidget() is rating.table


def test_the_next_raters_sheet_is_one_key_and_a_name_away(screen: Screen, rating: Rating, at: int) -> None:
    press(rating, "4", "4", "4", "S")
    screen.commit(rating.ask.line, "李四")
    QTest.keyClick(rating.ask.line, Qt.Key.Key_Return)
    screen.until(lambda: rating.shown is not None and rating.shown.sheet.rater == "李四")
    assert QApplication.focusWidget() is rating.table
    press(rating, "2", "2", "2")
    screen.settle()
    made = screen.read(lambda look: [(each.rater, each.result, each.rated) for each in records(look, ScoreSheet)])
    assert made == [("张三", 400, DAY), ("李四", 200, DAY)]


def test_the_same_rater_goes_on_to_the_next_candidate_by_one_key(screen: Screen, rating: Rating, at: int) -> None:
    press(rating, "4", "4", "4", "P")
    screen.until(lambda: rating.shown is not None and rating.shown.partner.chinese == "百川新能源")
    press(rating, "5", "5", "5", "P")
    screen.settle()
    made = screen.read(lambda look: [(each.rater, each.result, each.department) for each in records(look, ScoreSheet)])
    assert made == [("张三", 400, "legal"), ("张三", 500, "legal")]
    # A rater who has scored one candidate is proposed for the other.
    press(rating, "S")
    screen.commit(rating.ask.line, "李四")
    QTest.keyClick(rating.ask.line, Qt.Key.Key_Return)
    screen.until(lambda: rating.shown is not None and rating.shown.sheet.rater == "李四")
    press(rating, "P")
    screen.until(lambda: rating.shown is not None and rating.shown.partner.chinese == "江海物流")


def test_a_sheet_may_be_read_while_its_marks_are_on_their_way(screen: Screen, rating: Rating, at: int) -> None:
    press(rating, "4")
    rating.read(at)
    press(rating, "5")
    assert [rating.table.rows.item(row, 4).text() for row in range(3)] == ["4", "5", "·"]
    screen.settle()
    assert [rating.table.rows.item(row, 4).text() for row in range(3)] == ["4", "5", "·"]


def test_the_comparison_is_one_key_away_and_escape_comes_back(screen: Screen, page: SheetsPage, rating: Rating) -> None:
    press(rating, "4", "5", "3")
    screen.settle()
    press(rating, "V")
    screen.settle()
    assert isinstance(page.panel, SheetPanel)
    comparison = page.panel.comparison
    assert comparison.isVisible()
    assert [side.name for side in comparison.sides] == ["江海物流", "百川新能源"]
    assert comparison.ranking.rows.item(0, 2).text() == "4.00"
    QTest.keyClick(comparison.ranking, Qt.Key.Key_Escape)
    assert rating.isVisible() and QApplication.focusWidget() is rating.table


@pytest.fixture
def compared(screen: Screen) -> ComparisonPart:
    def job(work: Any) -> int:
        card = small(work, 40_00, 30_00, 30_00, veto=1)
        need = work.save(listing.draft(work.look, "needs", title="冷链运力"))
        for name, points in (("江海物流", (4, 5, 4)), ("百川新能源", (5, 5, 5)), ("启洲冷链", (3, 3, 2))):
            id = work.save(listing.draft(work.look, "partners", name=name))
            work.save(listing.draft(work.look, "candidates", need_id=need, partner_id=id))
            scored(work, card, id, "张三", *points, need_id=need)
            scored(work, card, id, "李四", points[0] if name != "百川新能源" else 1, 3, points[2], need_id=need)
        return need

    need = screen.desk.write(screen.actor, job, NOW).result()
    made = ComparisonPart(screen.context)
    screen.show(made, 1000, 640)
    made.show_need(need)
    screen.settle()
    return made


def test_candidates_stand_side_by_side_with_rank_and_conclusion(compared: ComparisonPart) -> None:
    table = compared.ranking.rows
    assert [[table.item(row, at).text() for at in (0, 1, 2, 4)] for row in range(3)] == [
        ["1", "江海物流", "4.00", "Recommended"],
        ["2", "启洲冷链", "2.70", "Not recommended: below the threshold"],
        ["—", "百川新能源", "3.90", "Not recommended: veto"]]
    assert "百川新能源: 李四: 指标1, 1" in compared.said.text()


def test_each_criterion_has_its_line_and_disagreement_its_mark(compared: ComparisonPart) -> None:
    assert compared.lines is not None
    rows = compared.lines.rows
    lines = [[rows.item(row, at).text().strip() for at in range(rows.columnCount())] for row in range(rows.rowCount())]
    assert ["指标2", "30%", "4.00 ※", "3.00", "4.00 ※"] in lines
    assert ["组1", "70%", "4.00", "3.00", "3.43"] in lines


def test_the_marked_candidate_is_reached_by_arrows_and_opened_by_enter(
        screen: Screen, compared: ComparisonPart, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(screen.context, "open", lambda *given: opened.append(given))
    compared.go_to_work()
    QTest.keyClick(compared.ranking, Qt.Key.Key_Down)
    QTest.keyClick(compared.ranking, Qt.Key.Key_Return)
    assert opened == [("partners", 3)]
