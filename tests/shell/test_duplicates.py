"""From the lists and dossiers of the window to the page of the duplicates and back to the lists."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from partnerdesk.office.partners.pages.duplicates import DuplicatesPage
from partnerdesk.store import listing
from tests.screen import Screen
from tests.shell.test_window import window

__all__ = ["window"]


def _act(menu: QMenu, text: str) -> Any:
    return next(act for act in menu.actions() if act.text() == text)


@pytest.mark.parametrize("key", ["partners", "persons"])
def test_a_list_leads_to_its_duplicates(key: str, window: Any, screen: Screen) -> None:
    for _ in range(2):
        screen.save(key, name="陈晓", telephone="021-5000000")
    window.go(key)
    screen.settle()
    window.page._arrange_menu()
    (menu,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]
    _act(menu, "Find duplicates").trigger()
    menu.close()
    assert isinstance(window.page, DuplicatesPage)
    screen.until(lambda: window.page.comparison.isVisible())
    screen.settle()
    assert window.windowTitle().startswith("Possible duplicates")
    window.page.merge()
    screen.until(lambda: screen.read(lambda look: listing.total(look, listing.Listing(key))) == 1)
    screen.settle()
    # Elsewhere its Undo would take back something else.
    window.go(key)
    screen.settle()
    window.go("duplicates")
    screen.settle()
    assert window.page.messages.text == ""


def test_a_register_without_duplicates_offers_none(window: Any, screen: Screen) -> None:
    window.go("alliances")
    screen.settle()
    window.page._arrange_menu()
    (menu,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]
    assert "Find duplicates" not in [act.text() for act in menu.actions()]
    menu.close()
    assert "Merge with another" not in [act.text() for act in window.page.panel.more.menu().actions()]
