"""What follows from every register's declaration on the screen: its form and its list, reached by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from partnerdesk.office import contents
from partnerdesk.page.form import Form
from partnerdesk.page.register_page import RegisterPage
from partnerdesk.words import Words

from ..screen import Screen, desk_template, loop, screen, tidying  # noqa: F401 - fixtures

KEYS = list(contents.load_records())


def _walked(screen: Screen, form: Form) -> set[str]:  # noqa: F811
    """The fields that the tabulator reaches from the first."""
    reached: set[str] = set()
    form.focus_first()
    start = QApplication.focusWidget()
    seen: list[QWidget] = []
    while (here := QApplication.focusWidget()) is not None and here not in seen:
        seen.append(here)
        for name, editor in form.editors.items():
            if here is editor or editor.isAncestorOf(here):
                reached.add(name)
        screen.qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert start in seen
    return reached


@pytest.mark.parametrize("key", KEYS)
def test_the_form_has_every_field_and_the_tabulator_reaches_it(key: str, screen: Screen) -> None:  # noqa: F811
    register = screen.context.registers[key]
    form = Form(screen.context, register)
    screen.show(form)
    assert set(form.editors) == set(register.form_fields)
    free = {name for name, editor in form.editors.items() if editor.isEnabled()}
    assert free - _walked(screen, form) == set()
    for name, editor in form.editors.items():
        assert editor.input.accessibleName(), name


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("key", KEYS)
def test_the_list_is_built_and_says_what_stands_here(key: str, language: str, screen: Screen) -> None:  # noqa: F811
    screen.context.words = Words(language)
    page = RegisterPage(screen.context, key)
    screen.show(page)
    screen.settle()
    assert page.model.count == 0
    assert page.view.accessibleName()
