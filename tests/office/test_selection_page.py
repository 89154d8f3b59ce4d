"""Needs and shortlists in the window: candidates by keys, a list moved and decided, and who was missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from partnerdesk.office import contents
from partnerdesk.office.selection import acting, ranking
from partnerdesk.office.selection.pages.needs import NeedPanel, NeedsPage
from partnerdesk.office.selection.pages.proposing import ProposeSheet
from partnerdesk.office.selection.pages.shortlists import ShortlistPanel, ShortlistsPage
from partnerdesk.page.fields_sheet import FieldsSheet
from partnerdesk.page.form import RecordSheet
from tests.office.test_selection import DAY, NAMES, Seeking, _seeking
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]


@pytest.fixture
def seeking(screen: Screen) -> Seeking:
    made: Seeking = screen.desk.write(screen.actor, _seeking).result()
    return made


@pytest.fixture
def needs(screen: Screen, seeking: Seeking) -> NeedsPage:
    made = NeedsPage(screen.context)
    screen.show(made, 1170, 694)
    made.open(seeking.need)
    screen.settle()
    made.enter()
    screen.settle()
    return made


def _listed(screen: Screen, seeking: Seeking, do: Callable[..., Any] | None = None) -> tuple[ShortlistsPage, int]:
    id = screen.desk.write(screen.actor, lambda work: acting.draw_up(work, DAY, need_id=seeking.need)).result()
    page = ShortlistsPage(screen.context)
    screen.show(page, 1170, 694)
    page.open(id)
    screen.settle()
    page.enter()
    screen.settle()
    return page, id


def _work(page: Any) -> Any:
    assert isinstance(page.panel, (NeedPanel, ShortlistPanel))
    return page.panel.work


def _cells(table: Any, column: int) -> list[str]:
    return [table.rows.item(row, column).text() for row in range(table.rows.rowCount())]


def test_candidates_stand_by_rank_with_their_scores(needs: NeedsPage) -> None:
    work = _work(needs)
    assert work.counts.text() == "4 invited · 0 answered · 3 scored"
    assert _cells(work.table, 0) == [NAMES[1], NAMES[0], NAMES[3], NAMES[2]]
    assert _cells(work.table, 4) == ["4.19", "3.20", "", "4.55, veto"]
    assert work.lane.accessibleName() == "Stage: Evaluation"


def test_the_lines_of_the_work_have_no_tab_of_their_own(needs: NeedsPage) -> None:
    tabs = needs.panel.tabs
    shown = [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)]
    assert shown == ["Entry", "Candidates", "Files", "History"]


def test_a_digit_says_how_far_a_candidate_has_come(screen: Screen, needs: NeedsPage, seeking: Seeking) -> None:
    work = _work(needs)
    assert work.table.hasFocus()
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_8):
        QTest.keyClick(work.table, key)
    screen.settle()
    states = {each.partner.chinese: each.state for each in screen.read(
        lambda look: ranking.of_need(look, seeking.need))}
    assert states == {NAMES[1]: "answered", NAMES[0]: "read", NAMES[3]: "withdrew", NAMES[2]: "invited"}
    screen.until(lambda: work.counts.text() == "4 invited · 1 answered · 3 scored")


def test_letters_lead_to_sheet_report_and_dossier(screen: Screen, needs: NeedsPage, seeking: Seeking) -> None:
    opened: list[Any] = []
    screen.context.open = lambda *told: opened.append(told)
    screen.context.new = lambda *told: opened.append(told)
    table = _work(needs).table
    for key in (Qt.Key.Key_S, Qt.Key.Key_O, Qt.Key.Key_I):
        QTest.keyClick(table, key)
        screen.settle()
    sheet, dossier, (register, given) = opened
    assert sheet == ("score_sheets", {"need_id": seeking.need, "partner_id": seeking.partners[1]})
    assert dossier == ("partners", seeking.partners[1])
    assert (register, given["partner_id"], given["conclusion"]) == ("intent_reports", seeking.partners[1], "intend")
    assert given["field_of_work"] == "Kinds: Supplier\nIndustry: 冷链物流"
    report = screen.save("intent_reports", **given)
    screen.until(lambda: _cells(table, 6)[0])
    QTest.keyClick(table, Qt.Key.Key_I)
    screen.settle()
    assert opened[-1] == ("intent_reports", report)


def test_a_candidate_is_changed_in_a_sheet(screen: Screen, needs: NeedsPage) -> None:
    QTest.keyClick(_work(needs).table, Qt.Key.Key_Return)
    screen.until(lambda: needs.window().findChildren(RecordSheet))
    sheet = needs.window().findChildren(RecordSheet)[0]
    assert "need_id" not in sheet.form.editors
    sheet.form.editors["remark"].typed("样品已寄到")
    sheet.act.click()
    screen.settle()
    remarks = screen.read(lambda look: [look.get(contents.record("candidates"), id).remark for id in (1, 2, 3, 4)])
    assert remarks.count("样品已寄到") == 1


def test_partners_are_proposed_by_text_and_kept_while_one_looks_further(screen: Screen, seeking: Seeking) -> None:
    need = screen.save("needs", title="港口装卸")
    page = NeedsPage(screen.context)
    screen.show(page, 1170, 694)
    page.open(need)
    screen.settle()
    _work(page).propose.click()
    screen.until(lambda: page.window().findChildren(ProposeSheet))
    sheet = page.window().findChildren(ProposeSheet)[0]
    screen.until(lambda: sheet.list.count() == 4)
    assert not sheet.act.isEnabled()
    for typed, name in (("yhll", NAMES[3]), ("jhwl", NAMES[0])):
        sheet.text.setText(typed)
        screen.until(lambda name=name: sheet.list.count() == 1 and sheet.list.item(0).text().startswith(name))
        QTest.keyClick(sheet.text, Qt.Key.Key_Down)
        QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    assert "2 chosen" in sheet.said.text()
    sheet.act.click()
    screen.settle()
    names = {each.partner.chinese for each in screen.read(lambda look: ranking.of_need(look, need))}
    assert names == {NAMES[3], NAMES[0]}


def test_a_list_says_who_was_missing(screen: Screen, seeking: Seeking) -> None:
    page, _ = _listed(screen, seeking)
    work = _work(page)
    assert work.verdict.text() == "All four departments came."

    def absent(w: Any) -> None:
        from partnerdesk.store import listing

        draft = listing.draft(w.look, "attendances", seeking.people["legal"])
        draft["status"] = "absent"
        w.save(draft)

    screen.desk.write(screen.actor, absent).result()
    screen.until(lambda: work.verdict.text() == (
        "The list cannot be approved: nobody came from Legal department."))


def test_ranks_are_moved_and_proposals_entered_by_keys(screen: Screen, seeking: Seeking) -> None:
    page, id = _listed(screen, seeking)
    table = _work(page).table
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    screen.settle()
    screen.until(lambda: _cells(table, 1)[:2] == [NAMES[0], NAMES[1]])
    assert table.currentIndex().row() == 1
    QTest.keyClick(table, Qt.Key.Key_2)
    screen.settle()
    lines = screen.read(lambda look: [(each.partner_id, each.proposal) for each in acting.lines_of(look, id)])
    assert lines[1] == (seeking.partners[1], "reserve")


def test_a_list_is_refused_with_who_decided(screen: Screen, seeking: Seeking) -> None:
    page, id = _listed(screen, seeking)
    assert isinstance(page.panel, ShortlistPanel)
    assert not page.panel.approve.isVisible()
    page.panel.submit.click()
    screen.settle()
    screen.until(lambda: page.panel.refuse.isVisible())
    page.panel.refuse.click()
    screen.until(lambda: page.window().findChildren(FieldsSheet))
    sheet = page.window().findChildren(FieldsSheet)[0]
    sheet.form.editors["approver"].typed("郑总")
    sheet.act.click()
    screen.settle()
    assert screen.value("shortlists", id, "state") == "refused"
    assert screen.value("shortlists", id, "approver") == "郑总"
    screen.until(lambda: not page.panel.refuse.isVisible())
    QTest.keyClick(_work(page).table, Qt.Key.Key_3)
    screen.settle()
    assert screen.read(lambda look: acting.lines_of(look, id)[0].proposal) == "recommend"


def test_a_need_without_candidates_offers_to_propose_some(screen: Screen) -> None:
    need = screen.save("needs", title="港口装卸")
    page = NeedsPage(screen.context)
    screen.show(page, 1170, 694)
    page.open(need)
    screen.settle()
    page.enter()
    screen.settle()
    work = _work(page)
    assert work.propose.hasFocus()
    assert not work.draw.isVisible()
    assert not work.table.isVisible()
    assert work.empty.text() == "Nobody has been invited yet."


@pytest.mark.parametrize("which", ["needs", "shortlists"])
def test_the_pages_fit_their_window(screen: Screen, seeking: Seeking, which: str) -> None:
    if which == "needs":
        page: Any = NeedsPage(screen.context)
        screen.show(page, 1170, 694)
        page.open(seeking.need)
        screen.settle()
    else:
        page, _ = _listed(screen, seeking)
    assert (page.width(), page.height()) == (1170, 694)
