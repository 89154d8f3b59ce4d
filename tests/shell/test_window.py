"""The window: painted before anything heavy is imported, reached by keys alone, built anew in another language."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget

from partnerdesk import app, settings
from partnerdesk.office import contents
from partnerdesk.page.form import Form
from partnerdesk.page.register_page import RegisterPage
from partnerdesk.shell import input_method
from partnerdesk.shell.navigation import SETTINGS, TODAY, Navigation
from partnerdesk.shell.search import places_called
from partnerdesk.shell.today import TodayPage
from partnerdesk.shell.window import Window, lunar
from partnerdesk.words import CHINESE, ENGLISH, Words
from tests.screen import NOW, Screen

FIRST_PAINT = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication
from partnerdesk import app
from partnerdesk.page import theme
from partnerdesk.shell.window import Window
from partnerdesk.words import Words
application = QApplication([])
theme.apply(application, "light")
window = Window(Words("en"))
window.show()
application.processEvents()
heavy = ("sqlalchemy", "asyncio", "qasync", "reportlab", "pikepdf", "keyring", "pypinyin", "qtawesome", "PySide6.QtPdf")
heavy = [name for name in heavy if name in sys.modules]
print(heavy)
"""



@pytest.fixture
def window(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    made = Window(Words(ENGLISH))
    program = app.Program(screen.application, made, screen.context.settings, screen.context.jobs)
    made.closing.disconnect()
    made._may_close = True
    made.program = program  # type: ignore[attr-defined]
    program.desk, program.context = screen.desk, screen.context
    screen.context.settings.language = ENGLISH
    made.set_context(screen.context)
    screen.show(made, 1366, 768)
    yield made
    made.forget_pages()


def test_the_first_paint_brings_in_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST_PAINT], cwd=Path(app.__file__).parents[1], capture_output=True,
                          text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_the_day_is_shown_first_and_every_place_opens(window: Any, screen: Screen) -> None:
    assert isinstance(window.page, TodayPage)
    for entry in contents.ENTRIES:
        if entry.group:
            window.navigation.places[entry.key].click()
            screen.settle()
            assert window.place == entry.key
            assert window.here.text() == entry.title
    window.navigation.places[SETTINGS].click()
    screen.settle()
    assert window.place == SETTINGS


def test_a_place_is_found_by_its_name_and_opened(window: Any, screen: Screen) -> None:
    screen.qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    screen.qtbot.keyClicks(window.search, "score sh")
    screen.until(window.search.answers.isVisible)
    marked = window.search.answers.marked
    assert (marked.register, marked.id, marked.text) == ("score_sheets", 0, "Score sheets")
    screen.qtbot.keyClick(window.search, Qt.Key.Key_Return)
    screen.settle()
    assert window.place == "score_sheets"


def test_places_are_called_by_part_of_the_title_or_its_initials() -> None:
    chinese = Words(CHINESE)
    assert ("seal_uses", "用印") in places_called("yy", chinese)
    assert [key for key, _ in places_called("督办", chinese)] == ["follow_ups"]
    assert "care" in {key for key, _ in places_called("Care", Words(ENGLISH))}
    assert places_called("  ", chinese) == []
    assert "bank_accounts" not in {key for key, _ in places_called("bank", Words(ENGLISH))}


def test_a_group_is_folded_by_keys_and_stays_so(window: Any, screen: Screen) -> None:
    navigation = window.navigation
    head, place = navigation.heads["meetings"], navigation.places["resolutions"]
    assert not head.folded and place.isVisible()
    place.setFocus()
    screen.qtbot.keyClick(place, Qt.Key.Key_Left)
    assert head.folded and head.hasFocus() and not place.isVisible()
    assert "meetings" in screen.context.settings.folded
    screen.qtbot.keyClick(head, Qt.Key.Key_Down)
    assert window.focusWidget() is navigation.heads["agreements"]
    navigation.set_counts({"follow_ups": (3, True), "meetings": (2, False)})
    assert (head.count, head.late) == (5, True)
    screen.qtbot.keyClick(head, Qt.Key.Key_Right)
    assert place.isVisible() and head.count == 0
    screen.qtbot.keyClick(head, Qt.Key.Key_Space)
    assert head.folded
    window.go("resolutions")
    assert not head.folded and place.isVisible()


def test_a_day_with_nothing_in_it_offers_what_a_desk_begins_with(window: Any, screen: Screen) -> None:
    screen.settle()
    window.page.findChild(QPushButton, "first").click()
    screen.settle()
    assert window.place == "partners"
    assert window.page.panel.loaded.draft.new


def test_the_window_is_worked_by_keys(window: Any, screen: Screen) -> None:
    screen.qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.navigation.places[TODAY].hasFocus()
    screen.qtbot.keyClick(window.navigation.places[TODAY], Qt.Key.Key_Down)
    assert window.focusWidget() is window.navigation.heads["partners"]
    screen.qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    first = window.focusWidget()
    screen.qtbot.keyClick(first, Qt.Key.Key_Space)
    screen.settle()
    assert window.place == first.key
    screen.qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    screen.settle()
    assert window.page.panel.loaded.draft.new
    screen.qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()


def test_search_answers_while_one_types_and_enter_opens(window: Any, screen: Screen) -> None:
    id = screen.save("partners", name="江海物流集团有限公司")
    window.look_up()
    screen.commit(window.search, "江海")
    screen.until(window.search.answers.isVisible)
    assert window.search.answers.marked.id == id
    screen.qtbot.keyClick(window.search, Qt.Key.Key_Return)
    screen.until(lambda: window.place == "partners" and window.page.panel.loaded is not None
                 and window.page.panel.loaded.draft.id == id)
    screen.settle()
    assert not window.search.answers.isVisible()


def test_a_partner_stands_before_what_only_links_to_it(window: Any, screen: Screen) -> None:
    partner = screen.save("partners", name="江海物流", aliases="江海运输")
    alliance = screen.save("alliances", name="沿江产业联盟")
    screen.save("memberships", alliance_id=alliance, partner_id=partner)
    window.look_up()
    for typed in ("江海", "jhys"):
        screen.commit(window.search, typed)
        screen.until(window.search.answers.isVisible)
        assert (window.search.answers.marked.register, window.search.answers.marked.id) == ("partners", partner)
        window.search.clear()
        screen.until(lambda: not window.search.answers.isVisible())


def test_search_says_when_nothing_is_found_and_esc_leads_back(window: Any, screen: Screen) -> None:
    window.go("persons")
    screen.settle()
    window.page.list.setFocus()
    window.look_up()
    screen.qtbot.keyClicks(window.search, "zzzz title:x (")
    screen.until(window.search.answers.isVisible)
    assert window.search.answers.marked is None
    screen.qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert not window.search.answers.isVisible()
    assert not window.search.hasFocus()


def test_the_language_turns_at_once_and_keeps_the_place(window: Any, screen: Screen) -> None:
    window.go("partners")
    screen.settle()
    window.program.speak(CHINESE)
    screen.settle()
    assert window.place == "partners"
    assert window.navigation.places[SETTINGS].title == Words(CHINESE)("Settings") == "设置"
    assert screen.context.settings.language == CHINESE
    window.program.speak(ENGLISH)
    screen.settle()
    assert window.navigation.places[SETTINGS].title == "Settings"


def test_what_is_typed_survives_a_turn_of_the_language(window: Any, screen: Screen) -> None:
    id = screen.save("partners", name="江海物流集团有限公司")
    window.open("partners", id)
    screen.until(lambda: window.page.panel.loaded is not None and window.page.panel.loaded.draft.id == id)
    screen.settle()
    window.page.panel.form.editors["industry"].typed("仓储")
    window.program.speak(CHINESE)
    screen.settle()
    window.open("partners", id)
    screen.until(lambda: window.page.panel.loaded is not None and window.page.panel.loaded.draft.id == id)
    screen.settle()
    assert window.page.panel.form.editors["industry"].reading().value == "仓储"


def test_the_settings_save_the_office(window: Any, screen: Screen) -> None:
    window.go(SETTINGS)
    screen.settle()
    form: Form = window.page.forms["office"]
    form.editors["telephone"].typed("021-0000 0000")
    window.page.findChild(QWidget, "save office").click()
    screen.settle()
    assert screen.read(lambda look: look.get(look.registers["offices"].record, 1).telephone) == "021-0000 0000"


def test_dark_and_large_are_put_on_at_once(window: Any, screen: Screen) -> None:
    from partnerdesk.page import theme

    window.go(SETTINGS)
    screen.settle()
    box = window.page.findChild(QComboBox, "mode")
    box.setCurrentIndex(box.findData("dark"))
    box.activated.emit(box.currentIndex())
    screen.settle()
    assert theme.tokens() is theme.DARK
    assert window.place == SETTINGS
    box = window.page.findChild(QComboBox, "scale")
    box.activated.emit(box.findData(1.5))
    screen.settle()
    assert theme.px(100) == 150
    screen.context.settings.mode, screen.context.settings.scale = "light", 1.0
    window.program.dress()
    screen.settle()


def test_every_label_shows_plain_text(window: Any, screen: Screen) -> None:
    for key in ("partners", "meetings", SETTINGS, TODAY):
        window.go(key)
        screen.settle()
        marked_up = [label for label in window.findChildren(QLabel) if label.textFormat() != Qt.TextFormat.PlainText
                     and not label.objectName().startswith("qt_")]
        assert marked_up == []


def test_no_record_is_named_in_the_title_of_the_window(window: Any, screen: Screen) -> None:
    id = screen.save("partners", name="江海物流集团有限公司")
    window.open("partners", id)
    screen.settle()
    assert isinstance(window.page, RegisterPage)
    assert "江海" not in window.windowTitle()


def test_the_foot_says_who_works_on_which_day(window: Any) -> None:
    window.set_who("李文书", NOW.date())
    assert window.who.text() == "李文书 · 20 November 2026, Friday"
    assert lunar(NOW.date()) == "十月十二"


@pytest.mark.parametrize(("environment", "plugins", "chosen"), [
    ({"XMODIFIERS": "@im=fcitx"}, ["libibusplatforminputcontextplugin.so"], "ibus"),
    ({"QT_IM_MODULE": "fcitx5"}, ["libibusplatforminputcontextplugin.so"], "ibus"),
    ({"QT_IM_MODULE": "fcitx"}, ["libfcitx5platforminputcontextplugin.so"], ""),
    ({"QT_IM_MODULE": "ibus"}, [], ""),
    ({}, [], ""),
])
def test_the_input_method_is_reached_by_the_front_end_that_there_is(
        environment: dict[str, str], plugins: list[str], chosen: str) -> None:
    assert input_method.chosen(environment, plugins) == chosen


def test_settings_survive_whatever_stands_in_their_file(tmp_path: Path) -> None:
    kept = settings.Settings(desk="/somewhere", language=ENGLISH, scale=1.3)
    kept.list_look(1, "partners").columns = ("name",)
    kept.save(tmp_path)
    again = settings.load(tmp_path)
    assert again == kept
    for text in ("", "{", "[]", '{"scale": "x", "language": 7, "lists": {"1:p": {"columns": 3}}, "more": 1}'):
        (tmp_path / settings.FILE).write_text(text, "utf-8")
        assert settings.load(tmp_path).language == CHINESE
        assert settings.load(tmp_path).scale == 1.0


@pytest.mark.parametrize(("window", "screen", "room"), [
    ((1366, 768), (1366, 768), False),  # the frame would push its foot below the screen
    ((1366, 768), (1920, 1040), True),
    ((1920, 900), (1366, 1080), False),
])
def test_a_window_that_has_no_room_is_told_from_one_that_has(
        window: tuple[int, int], screen: tuple[int, int], room: bool) -> None:
    assert app.fits(window, screen) is room


def test_up_and_down_walk_through_the_places_and_round_their_ends(qapp: QApplication) -> None:
    navigation = Navigation(Words(ENGLISH))
    navigation.resize(196, 300)
    navigation.show()
    navigation.fold(("partners",))
    order = [navigation.places["today"], navigation.heads["partners"], navigation.heads["ways"],
             navigation.places["settings"], navigation.places["lock"]]
    order[0].setFocus()
    for key, place in ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Up, -2), (Qt.Key.Key_Down, -1), (Qt.Key.Key_Down, 0),
                       (Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2)):
        at = navigation.focusWidget()
        assert at is not None
        QTest.keyClick(at, key)
        assert navigation.focusWidget() is order[place]
