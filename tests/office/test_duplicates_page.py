"""Duplicates on the screen: found, compared, merged, told apart, undone; and told while a new entry is typed."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QRadioButton

from partnerdesk.office import duplicates
from partnerdesk.office.partners.pages import PartnersPage
from partnerdesk.office.partners.pages.duplicates import DuplicatesPage
from partnerdesk.page.register_page import RegisterPage
from partnerdesk.store import listing
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]


@pytest.fixture
def pair(screen: Screen) -> tuple[int, int]:
    keep = screen.save("partners", name="青禾仓储有限公司", telephone="021-5000000", notes="老客户")
    drop = screen.save("partners", name="青禾仓储股份有限公司", telephone="021-6000000", industry="仓储",
                       notes="曾用名青禾")
    screen.save("partners", name="明德律师事务所")
    person = screen.save("persons", name="郑某")
    screen.save("posts", person_id=person, partner_id=drop, title="经理")
    return keep, drop


def _page(screen: Screen, given: dict[str, Any] | None = None) -> DuplicatesPage:
    page = DuplicatesPage(screen.context)
    screen.show(page)
    if given is not None:
        page.new(given)
        screen.settle()
    return page


def _shown(screen: Screen, page: DuplicatesPage) -> None:
    screen.until(lambda: page.comparison.isVisible())
    screen.settle()


def _button(page: DuplicatesPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def _choice(page: DuplicatesPage, name: str) -> QRadioButton:
    found = page.findChild(QRadioButton, name)
    assert isinstance(found, QRadioButton)
    return found


def _count(screen: Screen) -> int:
    found: int = screen.read(lambda look: listing.total(look, listing.Listing("partners")))
    return found


def _partner_of_post(screen: Screen) -> Any:
    return screen.value("posts", 1, "partner_id")


def test_duplicates_are_found_compared_merged_and_the_merge_undone(screen: Screen, pair: tuple[int, int]) -> None:
    keep, drop = pair
    page = _page(screen)
    _shown(screen, page)
    groups = page.findChild(QListWidget, "groups")
    assert isinstance(groups, QListWidget)
    assert groups.count() == 1
    assert groups.item(0).text().splitlines() == [
        "HB-0001 青禾仓储有限公司", "HB-0002 青禾仓储股份有限公司", "– the same name but for the form of company"]
    along = [label.text() for label in page.comparison.along.findChildren(QLabel)]
    assert "Posts: 1 moved." in along
    assert page.findChild(QRadioButton, "dropped:industry") is not None
    assert page.findChild(QRadioButton, "dropped:stage") is None
    _choice(page, "dropped:telephone").click()
    _choice(page, "both:notes").click()
    _button(page, "merge").click()
    screen.until(lambda: _count(screen) == 2)
    screen.settle()
    assert screen.value("partners", keep, "telephone") == "021-6000000"
    assert screen.value("partners", keep, "industry") == "仓储"
    assert screen.value("partners", keep, "notes") == "老客户\n\n曾用名青禾"
    assert screen.value("partners", keep, "aliases") == "青禾仓储股份有限公司"
    assert _partner_of_post(screen) == keep
    assert page.messages.text.startswith("“HB-0002 青禾仓储股份有限公司” was merged into")
    screen.until(lambda: groups.count() == 0)
    page.messages._act.click()
    screen.until(lambda: _count(screen) == 3)
    screen.settle()
    assert _partner_of_post(screen) == drop
    assert screen.value("partners", keep, "telephone") == "021-5000000"
    screen.until(lambda: groups.count() == 1)


def test_all_of_it_with_the_keyboard(screen: Screen, pair: tuple[int, int]) -> None:
    keep, drop = pair
    page = _page(screen)
    _shown(screen, page)
    page.list.setFocus()
    screen.qtbot.keyClick(page.list, Qt.Key.Key_Return)
    first = _choice(page, "kept:name")
    assert first.hasFocus()
    screen.qtbot.keyClick(first, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    screen.until(lambda: page._pair == (drop, keep))
    screen.settle()
    assert _button(page, "merge").text() == "Merge into “青禾仓储股份有限公司”"
    screen.qtbot.keyClick(page.comparison, Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    screen.qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.until(lambda: _count(screen) == 2)
    screen.settle()
    assert screen.read(lambda look: look.get(look.registers["partners"].record, keep).struck_at) is not None
    screen.qtbot.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    screen.until(lambda: _count(screen) == 3)
    screen.settle()


def test_a_value_is_shown_as_it_was_typed(screen: Screen) -> None:
    one = screen.save("partners", name="Ernst & Young", telephone="021-5000000", industry="R&D")
    two = screen.save("partners", name="Ernst & Young", telephone="021-5000000", industry="Audit & tax")
    page = _page(screen)
    _shown(screen, page)
    # A single & would mark the next sign as a key, and not be seen.
    assert {_choice(page, f"{side}:industry").text() for side in ("kept", "dropped")} == {"R&&D", "Audit && tax"}
    assert _button(page, "merge").text() == "Merge into “Ernst && Young”"
    assert page._pair == (one, two)


def test_what_is_told_apart_is_not_proposed_again_until_that_is_undone(screen: Screen, pair: tuple[int, int]) -> None:
    page = _page(screen)
    _shown(screen, page)
    page.list.setFocus()
    screen.qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    screen.until(lambda: page.list.count() == 0)
    screen.settle()
    assert screen.read(lambda look: duplicates.groups(duplicates.known(look, "partners"))) == []
    nothing = page.findChild(QLabel, "nothing")
    assert isinstance(nothing, QLabel)
    assert (nothing.isVisible(), nothing.text()) == (True, "No duplicates found")
    page.messages._act.click()
    screen.until(lambda: page.list.count() == 1)
    screen.settle()


def test_what_is_being_chosen_stays_when_another_partner_is_saved(screen: Screen, pair: tuple[int, int]) -> None:
    page = _page(screen)
    _shown(screen, page)
    _choice(page, "dropped:telephone").click()
    screen.save("partners", name="远山物流")
    screen.save("partners", name="远山物流有限公司")
    screen.until(lambda: page.list.count() == 2)
    screen.settle()
    assert _choice(page, "dropped:telephone").isChecked()
    screen.desk.write(screen.actor, lambda work: work.strike("partners", pair[1], "误登")).result()
    screen.until(lambda: page.list.count() == 1)
    screen.settle()
    assert page._pair == (4, 5)


def test_what_was_being_compared_is_not_shown_beside_another_register(
        screen: Screen, pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    page = _page(screen)
    _shown(screen, page)
    # Looking among very many persons takes its time.
    monkeypatch.setattr(page, "find", lambda: None)
    page.compare(*pair)
    page.choose("persons")
    screen.settle()
    assert page._pair is None
    page.merge()
    screen.settle()
    assert _count(screen) == 3


def test_a_refused_line_is_said_and_nothing_is_merged(screen: Screen, pair: tuple[int, int]) -> None:
    alliance = screen.save("alliances", name="远山联盟")
    for id, level in zip(pair, ("理事单位", "副理事长单位"), strict=True):
        screen.save("memberships", alliance_id=alliance, partner_id=id, level=level)
    page = _page(screen)
    _shown(screen, page)
    opened: list[tuple[str, int]] = []
    screen.context.open = lambda key, id: opened.append((key, id))
    _button(page, "merge").click()
    screen.settle()
    assert page.messages.text == (
        "Nothing was merged. Membership “青禾仓储股份有限公司”: "
        "This partner already belongs to the alliance in these days.")
    assert _count(screen) == 3
    page.messages._act.click()
    assert opened == [("memberships", 2)]


def test_from_a_dossier_the_other_is_named_by_hand(screen: Screen, pair: tuple[int, int]) -> None:
    other = screen.save("partners", name="远山物流")
    asked: list[tuple[str, Any]] = []
    screen.context.new = lambda key, given=None: asked.append((key, given))
    partners = PartnersPage(screen.context)
    screen.show(partners)
    partners.open(pair[0])
    screen.settle()
    menu = partners.panel.more.menu()
    assert menu is not None
    next(act for act in menu.actions() if act.text() == "Merge with another").trigger()
    assert asked == [("duplicates", {"register": "partners", "keep": pair[0]})]
    page = _page(screen, asked[0][1])
    screen.until(lambda: page.other is not None and page.other.isVisible())
    assert page.other is not None
    page.other._picked(other, "远山物流")
    _shown(screen, page)
    assert page._pair == (pair[0], other)
    assert _button(page, "apart").isHidden()
    _button(page, "merge").click()
    screen.until(lambda: _count(screen) == 3)
    screen.settle()


def test_people_are_found_by_name_and_mobile(screen: Screen) -> None:
    for _ in range(2):
        screen.save("persons", name="陈晓", mobile="138 0000 0000")
    screen.save("persons", name="陈晓", mobile="13900000000")
    page = _page(screen, {"register": "persons"})
    _shown(screen, page)
    assert page.list.count() == 1
    assert page.list.item(0).text().splitlines()[2] == "– the same name and mobile"


def test_a_new_partner_like_one_that_stands_here_is_told_at_once_and_saved_all_the_same(
    screen: Screen, pair: tuple[int, int]
) -> None:
    page = RegisterPage(screen.context, "partners")
    screen.show(page)
    page.new()
    screen.until(lambda: page.panel.loaded is not None and page.panel.loaded.draft.new)
    name = page.panel.form.editors["name"]
    line = page.panel.findChild(QLineEdit, "name")
    screen.commit(line, "青禾仓储集团有限公司")
    screen.until(lambda: name.note.isVisible())
    assert name.note.text() == (
        "HB-0001 青禾仓储有限公司 stands here already: the same name but for the form of company.")
    assert not name.problem.isVisible()
    line.clear()
    screen.commit(line, "全新伙伴")
    screen.until(lambda: not name.note.isVisible())
    page.panel.save()
    screen.until(lambda: _count(screen) == 4)
    screen.settle()
