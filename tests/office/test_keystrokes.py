"""What a clerk does most, counted in keystrokes in the window: a call answered, a representative changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget

from partnerdesk import app
from partnerdesk.office import contents
from partnerdesk.office.contents import record
from partnerdesk.office.letterhead import records
from partnerdesk.office.partners.pages.panel import PartnerPanel
from partnerdesk.office.partners.pages.representative import RepresentativeSheet
from partnerdesk.office.partners.records import Person
from partnerdesk.page.lines_card import LinesCard
from partnerdesk.shell.window import Window
from partnerdesk.words import ENGLISH, Words
from tests.office.furnished import Furnished, furnish
from tests.screen import Screen, desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]

CONTROL = Qt.KeyboardModifier.ControlModifier
# A third of what forms.md counts on paper: 40 for a call (S1), 150 for a representative (S10).
CALL, REPRESENTATIVE = 13, 50


class Clerk:
    """Presses keys in whatever has the focus, and counts them."""

    def __init__(self, screen: Screen, window: Window) -> None:
        self.screen, self.window, self.pressed = screen, window, 0

    @property
    def focus(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        focus = popup or QApplication.focusWidget()
        assert focus is not None
        return focus

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus, key, modifier)
        self.pressed += 1

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)
        self.pressed += len(text)

    def compose(self, name: str, spelt: str) -> None:
        """Type a name by an input method: each letter of its pinyin is a keystroke, and the choice another."""
        line = self.focus
        self.screen.commit(line, name)
        self.pressed += len(spelt) + 1

    def search(self, typed: str, name: str) -> None:
        """Ctrl+K, some letters, Enter."""
        self.press(Qt.Key.Key_K, CONTROL)
        self.type(typed)
        answers = self.window.search.answers
        self.screen.until(lambda: not answers.isHidden() and answers.marked is not None
                          and answers.marked.text == name)
        self.press(Qt.Key.Key_Return)
        self.screen.settle()

    @property
    def panel(self) -> PartnerPanel:
        page: Any = self.window.page
        assert isinstance(page.panel, PartnerPanel)
        return page.panel


@pytest.fixture
def office(screen: Screen) -> Furnished:
    made: Furnished = screen.desk.write(screen.actor, furnish).result()
    return made


@pytest.fixture
def clerk(screen: Screen, office: Furnished) -> Iterator[Clerk]:
    window = Window(Words(ENGLISH))
    program = app.Program(screen.application, window, screen.context.settings, screen.context.jobs)
    window.closing.disconnect()
    window._may_close = True
    program.desk, program.context = screen.desk, screen.context
    screen.context.settings.language = ENGLISH
    window.set_context(screen.context)
    screen.show(window, 1366, 768)
    yield Clerk(screen, window)
    window.forget_pages()


def test_a_liaison_is_told_within_a_call(screen: Screen, clerk: Clerk) -> None:
    clerk.search("jhwl", "江海物流集团有限公司")
    label = clerk.window.page.findChild(QLabel, "phone liaison")
    screen.until(lambda: label.text() == "钱芳  138\N{NO-BREAK SPACE}0000\N{NO-BREAK SPACE}0000")
    assert label.isVisible()
    assert clerk.pressed <= CALL


def test_when_an_agreement_expires_is_told_within_a_call(screen: Screen, clerk: Clerk) -> None:
    clerk.search("jhwl", "江海物流集团有限公司")
    screen.until(lambda: clerk.panel.known is not None)
    clerk.press(Qt.Key.Key_9, CONTROL)
    card = clerk.panel.stack.currentWidget().findChild(LinesCard, "card agreements")
    assert card is not None and card.isVisible()
    shown = [card.model.item(0, at).text() for at in range(card.model.columnCount())]
    assert "2027-01-17" in shown
    assert clerk.pressed <= CALL


def test_a_representative_is_changed_everywhere(screen: Screen, clerk: Clerk, office: Furnished) -> None:
    invitation = screen.save("attendances", meeting_id=office.meeting, person_id=office.persons[0],
                             unit_id=office.partners[0])
    printed: list[tuple[str, int]] = []
    screen.context.print_paper = lambda paper, id: printed.append((paper, id))
    clerk.search("jhwl", "江海物流集团有限公司")
    screen.until(lambda: clerk.panel.known is not None)
    clerk.press(Qt.Key.Key_F4)
    screen.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    clerk.press(Qt.Key.Key_Down)
    clerk.press(Qt.Key.Key_Down)
    clerk.press(Qt.Key.Key_Return)
    screen.until(lambda: clerk.window.findChildren(RepresentativeSheet))
    (sheet,) = clerk.window.findChildren(RepresentativeSheet)
    screen.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit) and sheet.isAncestorOf(clerk.focus))
    clerk.compose("林若溪", "linruoxi")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("13900000001")
    clerk.press(Qt.Key.Key_Return, CONTROL)
    screen.until(lambda: printed or not screen.context.jobs.idle)
    screen.settle()

    seat: Any = record("seats")
    (successor,) = screen.read(lambda look: [each.id for each in records(look, Person, Person.name == "林若溪")])
    assert screen.value("persons", successor, "mobile") == "13900000001"
    seats = screen.read(lambda look: [
        (each.person_id, each.role, each.until) for each in records(
            look, seat, seat.partner_id == office.partners[0], order=[seat.since])])
    assert seats == [(office.persons[0], "chair", date(2026, 11, 19)), (successor, "chair", None)]
    assert screen.value("attendances", invitation, "person_id") == successor
    assert [paper for paper, _id in printed] == [
        paper.key for paper in contents.PAPERS if paper.of == "representative_changes"][:1]
    assert clerk.pressed <= REPRESENTATIVE
