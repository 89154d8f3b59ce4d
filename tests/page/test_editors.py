"""Editors: each shows, reads and checks its kind of field, and leaves an input method alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from partnerdesk.page.choice_editors import ChoiceEditor, SeveralEditor, YesNoEditor
from partnerdesk.page.day_editors import DayEditor
from partnerdesk.page.editor import Editor
from partnerdesk.page.editors import editor_for
from partnerdesk.page.link_editors import LinkEditor, LinksEditor
from partnerdesk.page.number_editors import AmountEditor, capitals
from partnerdesk.record.fields import Choice, Field, Kind
from tests.screen import Screen

SHANGHAI = ZoneInfo("Asia/Shanghai")
CHOICES = (Choice("a", "First"), Choice("b", "Second", "bad"))
FIELDS = {
    Kind.TEXT: Field(Kind.TEXT, "Name", "As on the licence", required=True, limit=20, naming=True, name="it"),
    Kind.LONG_TEXT: Field(Kind.LONG_TEXT, "Notes", limit=100, name="it"),
    Kind.DAY: Field(Kind.DAY, "Day", name="it"),
    Kind.MOMENT: Field(Kind.MOMENT, "Moment", name="it"),
    Kind.APPOINTMENT: Field(Kind.APPOINTMENT, "Time", name="it"),
    Kind.CHOICE: Field(Kind.CHOICE, "Choice", choices=CHOICES, name="it"),
    Kind.SEVERAL: Field(Kind.SEVERAL, "Several", choices=CHOICES, name="it"),
    Kind.AMOUNT: Field(Kind.AMOUNT, "Amount", least=0, most=10**15, name="it"),
    Kind.NUMBER: Field(Kind.NUMBER, "Number", least=0, most=100, name="it"),
    Kind.PERCENTAGE: Field(Kind.PERCENTAGE, "Share", least=0, most=10000, name="it"),
    Kind.POINTS: Field(Kind.POINTS, "Result", least=0, most=500, name="it"),
    Kind.YES_NO: Field(Kind.YES_NO, "Yes", required=True, default=False, name="it"),
    Kind.LINK: Field(Kind.LINK, "Partner", target="partners", name="it"),
    Kind.LINKS: Field(Kind.LINKS, "Partners", target="partners", default=(), name="it"),
    Kind.FILE: Field(Kind.FILE, "File", target="files", name="it"),
}
VALUES: dict[Kind, Any] = {
    Kind.TEXT: "江海物流 <b>&</b>", Kind.LONG_TEXT: "一\n二", Kind.DAY: date(2026, 11, 20),
    Kind.MOMENT: datetime(2026, 11, 20, 1, 30, tzinfo=UTC),
    Kind.APPOINTMENT: datetime(2026, 11, 16, 9, 30, tzinfo=SHANGHAI),
    Kind.CHOICE: "b", Kind.SEVERAL: ("a", "b"), Kind.AMOUNT: 1_200_050, Kind.NUMBER: 42, Kind.PERCENTAGE: 1250,
    Kind.POINTS: 412,
    Kind.YES_NO: True, Kind.LINK: None, Kind.LINKS: (), Kind.FILE: None,
}
TYPED = {
    Kind.TEXT: ("东衡", "东衡"), Kind.LONG_TEXT: ("甲\n乙", "甲\n乙"), Kind.DAY: ("20261120", date(2026, 11, 20)),
    Kind.APPOINTMENT: ("2026-11-16 9:30", datetime(2026, 11, 16, 9, 30, tzinfo=SHANGHAI)),
    Kind.MOMENT: ("2026-11-16 9:30", datetime(2026, 11, 16, 1, 30, tzinfo=UTC)),
    Kind.CHOICE: ("Second", "b"), Kind.SEVERAL: ("Second", ("b",)), Kind.AMOUNT: ("1.2万", 1_200_000),
    Kind.NUMBER: ("42", 42), Kind.PERCENTAGE: ("12.5%", 1250), Kind.POINTS: ("4.12", 412), Kind.YES_NO: ("yes", True),
}


def _shown(screen: Screen, field: Field) -> Editor:
    editor = editor_for(field, screen.context)
    screen.show(editor, 420, 220)
    return editor


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)
def test_what_is_shown_is_read_back(screen: Screen, kind: Kind) -> None:
    editor = _shown(screen, FIELDS[kind])
    editor.show_value(VALUES[kind])
    assert editor.reading().problem is None
    assert editor.reading().value == VALUES[kind]
    assert type(editor.reading().value) is type(VALUES[kind])


@pytest.mark.parametrize("kind", TYPED, ids=lambda kind: kind.value)
def test_what_is_typed_is_read(screen: Screen, kind: Kind) -> None:
    editor = _shown(screen, FIELDS[kind])
    with screen.qtbot.waitSignal(editor.changed):
        editor.typed(TYPED[kind][0])
    assert editor.reading().value == TYPED[kind][1]
    assert editor.check()


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)
def test_each_is_found_by_its_field_and_says_its_name(screen: Screen, kind: Kind) -> None:
    holder = QWidget()
    editor = editor_for(FIELDS[kind], screen.context)
    editor.setParent(holder)
    screen.qtbot.addWidget(holder)
    assert holder.findChild(Editor, "it") is editor
    assert editor.input.objectName() == "it"
    assert editor.input.accessibleName()
    assert editor.label.buddy() is not None


@pytest.mark.parametrize("kind", [
    Kind.TEXT, Kind.LONG_TEXT, Kind.DAY, Kind.MOMENT, Kind.APPOINTMENT, Kind.AMOUNT, Kind.NUMBER, Kind.PERCENTAGE,
    Kind.POINTS,
    Kind.LINK, Kind.LINKS, None], ids=lambda kind: kind.value if kind else "prose")
def test_an_input_method_composes_undisturbed(screen: Screen, kind: Kind | None) -> None:
    field = FIELDS[kind] if kind else Field(Kind.LONG_TEXT, "Minutes", rich=True, limit=1000, name="it")
    editor = _shown(screen, field)
    editor.show_value(() if kind is Kind.LINKS else None)
    editor.input.setFocus()
    before = editor.reading().value
    changes: list[None] = []
    editor.changed.connect(lambda: changes.append(None))
    screen.compose(editor.input, "zhong")
    assert editor.composing
    assert changes == []
    assert editor.reading().value == before
    assert editor.check()
    assert not editor.problem.text()
    screen.commit(editor.input, "中")
    assert not editor.composing
    assert changes
    assert isinstance(editor.input, (QLineEdit, QPlainTextEdit, QTextEdit))
    text = editor.input.text() if isinstance(editor.input, QLineEdit) else editor.input.toPlainText()
    assert text == "中"


def test_a_problem_is_shown_on_leaving_and_goes_with_the_next_key(screen: Screen) -> None:
    editor = _shown(screen, FIELDS[Kind.DAY])
    assert isinstance(editor, DayEditor)
    editor.line.setFocus()
    screen.qtbot.keyClicks(editor.line, "whenever")
    assert not editor.problem.isVisible()
    editor.line.clearFocus()
    assert editor.problem.isVisible()
    assert editor.line.property("wrong") is True
    editor.line.setFocus()
    screen.qtbot.keyClicks(editor.line, "2026-11-20")
    assert not editor.problem.isVisible()
    editor.line.clearFocus()
    assert editor.line.text() == "20 November 2026　Friday"
    assert editor.reading().value == date(2026, 11, 20)


def test_an_empty_required_field_is_not_scolded_for_being_walked_through(screen: Screen) -> None:
    editor = _shown(screen, FIELDS[Kind.TEXT])
    editor.show_value(None)
    editor.input.setFocus()
    editor.input.clearFocus()
    assert not editor.problem.isVisible()
    editor.typed("x")
    editor.typed("")
    assert not editor.check()
    assert editor.problem.isVisible()


def test_days_are_chosen_from_the_calendar_by_key(screen: Screen) -> None:
    editor = _shown(screen, FIELDS[Kind.DAY])
    assert isinstance(editor, DayEditor)
    editor.show_value(date(2026, 11, 20))
    screen.qtbot.keyClick(editor.line, Qt.Key.Key_F4)
    assert editor._calendar is not None
    assert editor._calendar.isVisible()
    editor._calendar._choose(editor._calendar.month.selectedDate().addDays(1))
    assert not editor._calendar.isVisible()
    assert editor.reading().value == date(2026, 11, 21)


def test_an_amount_stands_with_separators_and_in_capitals(screen: Screen) -> None:
    editor = _shown(screen, FIELDS[Kind.AMOUNT])
    assert isinstance(editor, AmountEditor)
    editor.line.setFocus()
    screen.qtbot.keyClicks(editor.line, "12000.5")
    assert editor.note.text() == "人民币壹万贰仟元伍角"
    editor.line.clearFocus()
    assert editor.line.text() == "12,000.50"
    assert editor.reading().value == 1_200_050


@pytest.mark.parametrize(("fen", "said"), [
    (1_200_000, "人民币壹万贰仟元整"), (5, "人民币伍分"), (100_000_001, "人民币壹佰万元零壹分"),
    (-100, "人民币负壹元整"),
])
def test_amounts_in_capitals(fen: int, said: str) -> None:
    assert capitals(fen) == said


def test_help_comes_on_f1_and_goes_again(screen: Screen) -> None:
    editor = _shown(screen, FIELDS[Kind.TEXT])
    editor.input.setFocus()
    screen.qtbot.keyClick(editor.input, Qt.Key.Key_F1)
    assert editor.note.isVisible()
    assert editor.note.text() == "As on the licence"
    screen.qtbot.keyClick(editor.input, Qt.Key.Key_F1)
    assert not editor.note.isVisible()


def test_a_choice_that_is_no_longer_declared_is_kept(screen: Screen) -> None:
    editor = _shown(screen, FIELDS[Kind.CHOICE])
    assert isinstance(editor, ChoiceEditor)
    editor.show_value("gone")
    assert editor.reading().value == "gone"


def test_read_only_editors_cannot_be_typed_into(screen: Screen) -> None:
    editor = _shown(screen, FIELDS[Kind.TEXT])
    editor.show_value("as it is")
    editor.set_read_only(True)
    screen.qtbot.keyClicks(editor.input, "x")
    assert editor.reading().value == "as it is"


def test_several_and_yes_no_are_pressed(screen: Screen) -> None:
    several = _shown(screen, FIELDS[Kind.SEVERAL])
    assert isinstance(several, SeveralEditor)
    several.chips[1].click()
    assert several.reading().value == ("b",)
    tick = _shown(screen, FIELDS[Kind.YES_NO])
    assert isinstance(tick, YesNoEditor)
    tick.tick.click()
    assert tick.reading().value is True


def _link(screen: Screen, kind: Kind) -> LinkEditor | LinksEditor:
    editor = _shown(screen, FIELDS[kind])
    assert isinstance(editor, LinkEditor | LinksEditor)
    editor.finder.line.setFocus()
    return editor


def test_a_link_is_found_by_any_part_of_the_name_and_chosen_by_key(screen: Screen) -> None:
    screen.save("partners", name="东衡精密机械")
    wanted = screen.save("partners", name="江海物流集团有限公司")
    editor = _link(screen, Kind.LINK)
    screen.commit(editor.finder.line, "物流")
    screen.until(lambda: editor.finder._list is not None and editor.finder._list.isVisible())
    assert editor.finder.offered[0].name == "江海物流集团有限公司"
    screen.qtbot.keyClick(editor.finder.line, Qt.Key.Key_Return)
    assert editor.reading().value == wanted
    assert editor.finder.line.text() == "江海物流集团有限公司"


def test_what_names_nothing_is_a_problem_that_says_what_to_do(screen: Screen) -> None:
    editor = _link(screen, Kind.LINK)
    screen.qtbot.keyClicks(editor.finder.line, "nobody")
    screen.settle()
    problem = editor.reading().problem
    assert problem is not None
    assert "nobody" in problem.said(screen.context.words)


def test_a_link_that_is_shown_by_its_id_finds_its_name(screen: Screen) -> None:
    id = screen.save("partners", name="江海物流集团有限公司")
    editor = _link(screen, Kind.LINK)
    editor.show_value(id)
    screen.settle()
    assert editor.finder.line.text() == "江海物流集团有限公司"
    assert editor.reading().value == id


def test_several_links_keep_their_order_and_backspace_takes_the_last(screen: Screen) -> None:
    first = screen.save("partners", name="东衡精密机械")
    second = screen.save("partners", name="江海物流集团有限公司")
    editor = _link(screen, Kind.LINKS)
    for typed in ("江海", "东衡"):
        screen.commit(editor.finder.line, typed)
        screen.until(lambda: editor.finder._list is not None and editor.finder._list.isVisible())
        screen.qtbot.keyClick(editor.finder.line, Qt.Key.Key_Return)
    assert editor.reading().value == (second, first)
    screen.qtbot.keyClick(editor.finder.line, Qt.Key.Key_Backspace)
    assert editor.reading().value == (second,)


def test_a_missing_record_is_made_in_place(screen: Screen) -> None:
    from partnerdesk.page.form import RecordSheet

    editor = _link(screen, Kind.LINK)
    screen.commit(editor.finder.line, "新港仓储")
    screen.until(lambda: editor.finder._list is not None and editor.finder._list.isVisible())
    screen.qtbot.keyClick(editor.finder.line, Qt.Key.Key_Return)
    screen.until(lambda: editor.window().findChild(RecordSheet) is not None)
    sheet = editor.window().findChild(RecordSheet)
    assert sheet.form.editors["name"].reading().value == "新港仓储"
    sheet.act.click()
    screen.until(lambda: editor.reading().value is not None)
    assert screen.value("partners", editor.reading().value, "name") == "新港仓储"


def test_what_was_chosen_keeps_its_order(screen: Screen) -> None:
    editor = _shown(screen, FIELDS[Kind.SEVERAL])
    assert isinstance(editor, SeveralEditor)
    editor.show_value(("b", "a"))
    assert editor.reading().value == ("b", "a")
    editor.chips[1].setChecked(False)
    assert editor.reading().value == ("a",)
    editor.chips[1].setChecked(True)
    assert editor.reading().value == ("b", "a")
