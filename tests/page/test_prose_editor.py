"""The prose editor: whatever is pasted is reduced to the desk's prose, and nothing is fetched or opened for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QTextDocument

from partnerdesk.page.prose_editor import ProseEdit, ProseEditor
from partnerdesk.record import prose
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.prose import Heading, Item, Items, Paragraph, Prose, Run, Table
from tests.screen import Screen

FIELD = Field(Kind.LONG_TEXT, "Minutes", rich=True, limit=20_000, name="minutes")
SOME = Prose((
    Heading(2, (Run("一、续签"),)),
    Paragraph((Run("会议认为，"), Run("应当续签", bold=True), Run("。"))),
    Items((Item((Run("甲"),)), Item((Run("乙"),), 1), Item((Run("丙"),)))),
    Paragraph((Run("如下："),)),
    Items((Item((Run("第一"),), 0, 1), Item((Run("第二"),), 0, 2))),
    Table((((Run("云帆"),), (Run("1,000"),)),), ((Run("单位"),), (Run("金额"),))),
))


@pytest.fixture
def editor(screen: Screen) -> ProseEditor:
    made = ProseEditor(FIELD, screen.context)
    screen.show(made, 600, 400)
    return made


def _pasted(edit: ProseEdit, **kinds: str) -> Prose:
    data = QMimeData()
    if "html" in kinds:
        data.setHtml(kinds["html"])
    data.setText(kinds.get("text", ""))
    edit.insertFromMimeData(data)
    return edit.prose()


def test_what_is_kept_is_shown_and_read_back(editor: ProseEditor) -> None:
    editor.show_value(prose.dumps(SOME))
    assert prose.loads(editor.reading().value) == SOME


def test_pasted_html_leaves_scripts_pictures_and_looks_behind(editor: ProseEditor) -> None:
    found = _pasted(editor.edit, html=(
        "<h2 style='color:red'>标题</h2><script>alert(1)</script><p onclick='x()'>正文<b>要点</b>"
        "<img src='file:///etc/passwd'></p><ul><li>一</li></ul>"))
    assert found.blocks[0] == Heading(2, (Run("标题"),))
    assert Items((Item((Run("一"),)),)) in found.blocks
    assert "alert" not in prose.plain(found)
    assert "src=" not in editor.edit.toHtml()


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "//server/share/x.png"])
def test_no_picture_is_ever_loaded(editor: ProseEditor, address: str) -> None:
    editor.edit.setHtml(f"<p>x<img src='{address}' width='20'></p>")
    editor.edit.grab()
    picture = editor.edit.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl(address))
    assert isinstance(picture, QImage)
    assert picture.width() == 1
    sheet = editor.edit.document().resource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl(address))
    assert bytes(sheet) == b""


def test_pasted_markdown_becomes_headings_and_lists(editor: ProseEditor) -> None:
    found = _pasted(editor.edit, text="# 纪要\n\n- 甲\n- 乙\n\n**要点**在此")
    assert isinstance(found.blocks[0], Heading)
    assert Items((Item((Run("甲"),)), Item((Run("乙"),)))) in found.blocks


def test_a_pasted_word_stays_in_its_line(editor: ProseEditor) -> None:
    editor.show_value(prose.dumps(prose.from_plain("前后")))
    cursor = editor.edit.textCursor()
    cursor.setPosition(1)
    editor.edit.setTextCursor(cursor)
    assert prose.plain(_pasted(editor.edit, text="中")) == "前中后"


def test_signs_that_cannot_be_printed_are_left_out_and_counted(editor: ProseEditor) -> None:
    _pasted(editor.edit, text="甲\x00\x07乙")
    assert prose.plain(editor.edit.prose()) == "甲乙"


def test_the_tools_make_what_they_say(editor: ProseEditor, screen: Screen) -> None:
    edit: Any = editor.edit
    edit.setPlainText("标题")
    edit.toggle_heading()
    assert edit.prose().blocks == (Heading(2, (Run("标题"),)),)
    edit.toggle_heading()
    assert edit.prose().blocks == (Paragraph((Run("标题"),)),)
    edit.selectAll()
    edit.toggle_bold()
    assert edit.prose().blocks == (Paragraph((Run("标题", bold=True),)),)
    edit.toggle_bold()
    editor.tools[2].click()
    assert edit.prose().blocks == (Items((Item((Run("标题"),)),)),)
    editor.tools[2].click()
    assert edit.prose().blocks == (Paragraph((Run("标题"),)),)
    edit.clear()
    edit.insert_table(2, 2)
    screen.commit(edit, "格")
    assert any(isinstance(block, Table) and block.width == 2 for block in edit.prose().blocks)


def test_a_dropped_file_is_not_opened(editor: ProseEditor, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("canary", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(secret))])
    if editor.edit.canInsertFromMimeData(data):
        editor.edit.insertFromMimeData(data)
    assert "canary" not in editor.edit.toPlainText()
