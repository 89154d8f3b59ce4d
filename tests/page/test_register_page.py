"""A register's page: list, form, keys, drafts, conflicts, striking, columns; each looked up in the database."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton, QWidget

from partnerdesk.office import contents
from partnerdesk.page.editor import Editor
from partnerdesk.page.record_panel import RecordPanel
from partnerdesk.page.register_page import RegisterPage
from partnerdesk.page.table import EntryList, ListModel, select_row
from partnerdesk.record.draft import Draft
from partnerdesk.store import drafts, listing
from tests.screen import Screen

NAMES = ("东衡精密机械", "江海物流集团有限公司", "启东港务")


@pytest.fixture
def partners(screen: Screen) -> list[int]:
    return [screen.save("partners", name=name, legal_representative="韩峰") for name in NAMES]


def _page(screen: Screen, key: str = "partners") -> RegisterPage:
    page = RegisterPage(screen.context, key)
    screen.show(page)
    return page


def _line(page: QWidget, name: str) -> QLineEdit:
    found: QLineEdit = page.findChild(QLineEdit, name)
    return found


def _show(screen: Screen, page: RegisterPage, id: int) -> None:
    page.open(id)
    screen.until(lambda: page.panel.loaded is not None and page.panel.loaded.draft.id == id)
    screen.settle()


def _kept(screen: Screen, place: str) -> Draft | None:
    found: Draft | None = screen.read(lambda look: drafts.kept(look.session, screen.actor, place))
    return found


def test_what_is_typed_and_saved_stands_in_the_database(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    _show(screen, page, partners[1])
    line = _line(page.panel, "legal_representative")
    line.setFocus()
    line.selectAll()
    screen.commit(line, "钱芳")
    screen.qtbot.keyClick(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    screen.until(lambda: screen.value("partners", partners[1], "legal_representative") == "钱芳")
    screen.settle()
    assert not page.panel.dirty


def test_a_new_entry_is_made_with_the_keyboard_alone(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    page.list.setFocus()
    screen.qtbot.keyClick(page.list, Qt.Key.Key_N)
    screen.until(lambda: page.panel.loaded is not None and page.panel.loaded.draft.new)
    screen.settle()
    line = _line(page.panel, "name")
    assert line.hasFocus()
    screen.commit(line, "明德律师事务所")
    screen.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert not line.hasFocus()
    assert _line(page.panel, "english_name").hasFocus()
    screen.qtbot.keyClick(_line(page.panel, "english_name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.until(lambda: page.model.count == 4)
    screen.settle()
    assert page.panel.loaded is not None
    assert page.panel.loaded.title == "明德律师事务所"


def test_problems_stand_beside_their_fields_and_the_first_has_the_focus(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    page.new()
    screen.until(lambda: page.panel.loaded is not None and page.panel.loaded.draft.new)
    page.panel.form.editors["credit_code"].typed("123")
    page.panel.save()
    screen.settle()
    name, code = page.panel.form.editors["name"], page.panel.form.editors["credit_code"]
    assert name.problem.isVisible()
    name.typed("新伙伴")
    page.panel.save()
    screen.settle()
    assert not name.problem.isVisible()
    assert code.problem.isVisible()
    assert code.input.hasFocus()


def test_what_is_typed_survives_as_a_draft_and_is_offered_again(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    _show(screen, page, partners[0])
    page.panel.form.editors["industry"].typed("装备制造")
    page.panel.flush()
    screen.settle()
    kept = _kept(screen, f"partners:{partners[0]}")
    assert kept is not None
    assert kept.values == {"industry": "装备制造"}
    _show(screen, page, partners[1])
    again = _page(screen)
    _show(screen, again, partners[0])
    assert again.panel.form.editors["industry"].reading().value == "装备制造"
    assert again.panel.dirty
    again.panel.discard.click()
    screen.settle()
    assert _kept(screen, f"partners:{partners[0]}") is None
    assert again.panel.form.editors["industry"].reading().value is None


def test_what_cannot_be_saved_still_has_its_draft(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    _show(screen, page, partners[0])
    page.panel.form.editors["industry"].typed("装备制造")
    page.panel.form.editors["credit_code"].typed("12345")
    page.panel.save()
    screen.settle()
    assert screen.read(lambda look: look.get(contents.record("partners"), partners[0]).industry) is None
    page.panel.flush()
    screen.settle()
    kept = _kept(screen, f"partners:{partners[0]}")
    assert kept is not None
    assert kept.values["industry"] == "装备制造"


def test_nothing_is_kept_while_an_input_method_composes(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    _show(screen, page, partners[0])
    line = _line(page.panel, "industry")
    line.setFocus()
    screen.commit(line, "装")
    screen.compose(line, "bei")
    page.panel._keep()
    page.panel.save()
    screen.settle()
    assert _kept(screen, f"partners:{partners[0]}") is None
    assert screen.value("partners", partners[0], "industry") is None


def test_two_clerks_who_changed_one_field_see_both_values(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    _show(screen, page, partners[0])
    page.panel.form.editors["industry"].typed("本人的")
    theirs = screen.read(lambda look: listing.draft(look, "partners", partners[0]))
    theirs["industry"] = "对方的"
    screen.desk.write(screen.actor, lambda work: work.save(theirs)).result()
    page.panel.save()
    screen.until(lambda: page.panel.findChild(QWidget, "conflict") is not None)
    card: Any = page.panel.findChild(QWidget, "conflict")
    chosen: Any = card.findChild(QRadioButton, "mine:industry")
    assert card.findChild(QRadioButton, "theirs:industry").text() == "对方的"
    assert not card.use.isEnabled()
    chosen.click()
    card.use.click()
    screen.until(lambda: screen.value("partners", partners[0], "industry") == "本人的")
    screen.settle()


def test_delete_strikes_after_asking_and_ctrl_z_takes_it_back(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    _show(screen, page, partners[2])
    page.list.setFocus()
    screen.qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    screen.until(lambda: page.findChild(QDialog) is not None or page.window().findChild(QDialog) is not None)
    dialog: Any = page.findChild(QDialog)
    assert NAMES[2] in dialog.windowTitle()
    assert not dialog.act.isEnabled()
    dialog.findChild(QPlainTextEdit, "reason").setPlainText("重复登记")
    dialog.act.click()
    screen.until(lambda: page.model.count == 2)
    screen.settle()
    assert screen.value("partners", partners[2], "struck_reason") == "重复登记"
    screen.activate(page)
    page.list.setFocus()
    screen.qtbot.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    screen.settle()
    assert page.messages.text == "The last step has been undone."
    screen.until(lambda: page.model.count == 3)


def test_the_list_is_filtered_while_one_types(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    screen.commit(page.filter, "物流")
    page._filtering.flush()
    screen.until(lambda: page.model.count == 1)
    page.filter.setText("jhwl")
    page._filtering.flush()
    screen.settle()
    assert page.model.count == 1
    screen.qtbot.keyClick(page.filter, Qt.Key.Key_Escape)
    page._filtering.flush()
    screen.until(lambda: page.model.count == 3)


def test_a_saved_view_narrows_the_list(screen: Screen, partners: list[int]) -> None:
    screen.save("partners", name="成员", kinds=("member",))
    page = _page(screen)
    chip = next(chip for chip in page.chips if chip.key)
    chip.click()
    screen.settle()
    assert page.model.count < 4
    assert chip.isChecked()
    page.chips[0].click()
    screen.until(lambda: page.model.count == 4)


def test_up_and_down_show_the_next_record(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    page.list.setFocus()
    first = page._marked_row()
    screen.qtbot.keyClick(page.list, Qt.Key.Key_Down)
    page._opening.flush()
    screen.settle()
    assert page.panel.loaded is not None
    assert first is not None
    assert page.panel.loaded.draft.id not in (None, first.id)
    screen.qtbot.keyClick(page.list, Qt.Key.Key_Return)
    screen.settle()
    assert _line(page.panel, "name").hasFocus()
    screen.qtbot.keyClick(_line(page.panel, "name"), Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_columns_are_chosen_and_kept_for_the_clerk(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    page._turn_view()
    screen.settle()
    assert page.table.isVisible()
    page._choose_column("english_name", True)
    screen.settle()
    assert "english_name" in page.model.columns
    page.table.setColumnWidth(0, 333)
    page._keep_arrangement()
    look = screen.context.settings.list_look(screen.actor.id, "partners")
    assert look.widths["name"] == 333
    again = _page(screen)
    assert again.table.isVisible()
    assert again.table.columnWidth(0) == 333
    assert "english_name" in again.model.columns
    again._reset_columns()
    screen.settle()
    assert again.model.columns == screen.context.registers["partners"].columns


def test_the_head_of_a_column_sorts(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    page._turn_view()
    screen.settle()
    page._sort(0)
    screen.settle()
    up = [page.model.row(at).cells[0] for at in range(3)]  # type: ignore[union-attr]
    page._sort(0)
    screen.settle()
    assert [page.model.row(at).cells[0] for at in range(3)] == up[::-1]  # type: ignore[union-attr]


def test_an_empty_page_says_what_stands_here_and_offers_the_first_act(screen: Screen) -> None:
    page = _page(screen)
    assert page.empty.isVisible()
    first = page.empty.findChild(QPushButton, "first")
    first.click()
    screen.settle()
    assert page.panel.isVisible()
    assert page.panel.loaded is not None
    assert page.panel.loaded.draft.new


def test_a_change_elsewhere_reloads_what_is_shown(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    _show(screen, page, partners[0])
    theirs = screen.read(lambda look: listing.draft(look, "partners", partners[0]))
    theirs["industry"] = "仓储"
    screen.desk.write(screen.actor, lambda work: work.save(theirs)).result()
    screen.until(lambda: page.panel.form.editors["industry"].reading().value == "仓储")


def test_a_long_list_is_read_by_windows(screen: Screen) -> None:
    def fill(work: Any) -> None:
        for number in range(450):
            work.save(listing.draft(work.look, "partners", name=f"伙伴{number:03}"))

    screen.desk.write(screen.actor, fill).result()
    page = _page(screen)
    assert page.model.count == 450
    assert sum(map(len, page.model._windows.values())) <= 200
    assert page.model.row(449) is None
    screen.until(lambda: page.model.row(449) is not None)


def test_in_a_register_that_the_program_keeps_nobody_begins_an_entry(screen: Screen) -> None:
    page = _page(screen, "print_log")
    page.new()
    screen.settle()
    assert page.panel.loaded is None
    assert not page.findChild(QPushButton, "first").isVisible()


@pytest.mark.parametrize("key", [entry.key for entry in contents.ENTRIES if not entry.kept_by_program])
def test_every_register_has_a_form_with_all_its_fields_and_names_for_everything(screen: Screen, key: str) -> None:
    page = _page(screen, key)
    page.new()
    screen.until(lambda: page.panel.loaded is not None)
    screen.settle()
    for name in screen.context.registers[key].form_fields:
        assert page.findChild(Editor, name) is not None
    nameless = [
        widget for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []
    assert page.findChild(EntryList) is not None


def test_what_saving_cleans_away_is_told(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    _show(screen, page, partners[0])
    page.panel.form.editors["notes"].typed("甲\x07乙")
    page.panel.save()
    screen.settle()
    assert screen.value("partners", partners[0], "notes") == "甲乙"
    assert "Notes" in page.messages.text


def test_a_long_list_asks_only_for_what_is_in_sight(screen: Screen, partners: list[int]) -> None:
    page = _page(screen)
    asked = 0

    class Long(ListModel):
        def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
            nonlocal asked
            asked += 1
            return 100_000

        def row(self, at: int) -> None:
            return None

    entries = EntryList(Long(screen.context, "partners", page), "")
    screen.qtbot.addWidget(entries)
    entries.resize(300, 400)
    entries.show()
    select_row(entries, 0)
    screen.settle()
    assert asked < 5_000
    screen.qtbot.keyClick(entries, Qt.Key.Key_End)
    assert entries.currentIndex().row() == 99_999
    screen.qtbot.keyClick(entries, Qt.Key.Key_Home)
    assert entries.currentIndex().row() == 0
    assert asked < 5_000


def test_the_rows_are_there_before_the_record_beside_them_is_made(screen: Screen, partners: list[int]) -> None:
    page = RegisterPage(screen.context, "partners")
    made_before = []
    page.model.counted.connect(lambda _count: made_before.append(page.findChild(RecordPanel)))
    screen.show(page)
    screen.until(lambda: page.panel.loaded is not None)
    assert made_before[0] is None
    assert page.findChild(RecordPanel) is page.panel
    assert page.splitter.widget(1) is page.panel
