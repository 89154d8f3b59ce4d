"""The editor of minutes and other long texts with headings, lists, bold and tables; it fetches and opens nothing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QImage,
    QInputMethodEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from partnerdesk.exchange import html
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.editor import Editor
from partnerdesk.page.pieces import row, shortcut, tool
from partnerdesk.record import prose
from partnerdesk.record.fields import Field
from partnerdesk.record.reading import Read
from partnerdesk.words import N_

LARGEST_PASTE = 2_000_000  # signs; more is no text that anybody means to paste


class _Closed(QTextDocument):
    """A document that knows no files: Qt's own opens local ones by itself when its editor has nothing to give."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return _nothing(kind)


def _nothing(kind: int) -> Any:
    # An answer, though an empty one: without one Qt tries the name as a file once more while it paints.
    if kind != QTextDocument.ResourceType.ImageResource.value:
        return b""
    blank = QImage(1, 1, QImage.Format.Format_ARGB32)
    blank.fill(0)
    return blank


class ProseEdit(QTextEdit):
    """Qt's own rich text, held to the desk's prose: what is pasted is reduced to it, and no picture is ever loaded."""

    left = Signal()
    left_out = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.setDocument(_Closed(self))
        self.document().setDefaultFont(theme.font())
        self.setTabChangesFocus(True)
        self.setAcceptRichText(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.document().setDefaultStyleSheet("table { border-collapse: collapse; }")

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return _nothing(kind)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasHtml() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        pasted, dropped = self._reduced(source)
        if not pasted:
            return
        only = pasted.blocks[0]
        if len(pasted.blocks) == 1 and isinstance(only, prose.Paragraph) and not only.quote:
            self._insert_runs(only.runs)
        else:
            self.textCursor().insertHtml(html.written(pasted))
        self.dress()
        if dropped:
            self.left_out.emit(dropped)

    def _reduced(self, source: QMimeData) -> tuple[prose.Prose, int]:
        if source.hasHtml() and len(source.html()) <= LARGEST_PASTE:
            return html.read(source.html())
        # Its reader is large, and most editors are never pasted into.
        from partnerdesk.exchange import markdown

        text = source.text()[:LARGEST_PASTE]
        return markdown.read(text) if markdown.recognised(text) else prose.cleaned(prose.from_plain(text))

    def _insert_runs(self, runs: prose.Runs) -> None:
        cursor = self.textCursor()
        for run in runs:
            shape = QTextCharFormat()
            if run.bold:
                shape.setFontWeight(QFont.Weight.Bold)
            shape.setFontItalic(run.italic)
            cursor.insertText(run.text.replace("\n", "\u2028"), shape)
        self.setTextCursor(cursor)

    def show_prose(self, text: str | None) -> None:
        """Show what a field keeps."""
        self.setHtml(html.written(prose.loads(text)))
        self.dress()
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)

    def prose(self) -> prose.Prose:
        """What stands here, as the desk keeps it."""
        return html.read(self.toHtml())[0]

    def dress(self) -> None:
        """Give headings and tables the looks of the theme; the kept text knows nothing of them."""
        block = self.document().begin()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            shape = QTextBlockFormat()
            shape.setTopMargin(8 if level else 0)
            shape.setBottomMargin(4)
            shape.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(shape)
            if level:
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                drawn = QTextCharFormat()
                drawn.setFontWeight(QFont.Weight.Bold)
                drawn.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 0)
                drawn.setProperty(QTextCharFormat.Property.FontPixelSize, theme.px(18 - 2 * min(level, 3)))
                cursor.mergeCharFormat(drawn)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            given = frame.frameFormat()
            given.setBorder(1)
            given.setBorderBrush(theme.colour("edge"))
            given.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            frame.setFrameFormat(given)
        cursor.endEditBlock()

    # -- what the toolbar does

    def toggle_bold(self) -> None:
        """Bold the marked text, or what is typed next; bold text becomes plain."""
        bold = self.fontWeight() <= QFont.Weight.Normal
        self.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)

    def toggle_heading(self, level: int = 2) -> None:
        """Make the paragraph a heading, or a heading a paragraph."""
        cursor = self.textCursor()
        was = cursor.blockFormat().headingLevel()
        shape = QTextBlockFormat()
        shape.setHeadingLevel(0 if was == level else level)
        cursor.beginEditBlock()
        cursor.mergeBlockFormat(shape)
        marked = QTextCursor(cursor.block())
        marked.select(QTextCursor.SelectionType.BlockUnderCursor)
        drawn = QTextCharFormat()
        drawn.setFontWeight(QFont.Weight.Normal if was == level else QFont.Weight.Bold)
        drawn.setProperty(QTextCharFormat.Property.FontPixelSize, theme.px(theme.BODY if was == level else 14))
        marked.mergeCharFormat(drawn)
        cursor.mergeBlockCharFormat(drawn)
        cursor.endEditBlock()
        self.setCurrentCharFormat(drawn)

    def toggle_list(self, style: QTextListFormat.Style) -> None:
        """Make the marked paragraphs a list of that style, or its items paragraphs."""
        cursor = self.textCursor()
        current = cursor.currentList()
        if current is not None and current.format().style() == style:
            shape = cursor.blockFormat()
            shape.setIndent(0)
            shape.setObjectIndex(-1)
            cursor.setBlockFormat(shape)
        else:
            cursor.createList(style)

    def insert_table(self, rows: int = 3, columns: int = 3) -> None:
        """Put an empty table where the cursor stands."""
        shape = QTextTableFormat()
        shape.setBorder(1)
        shape.setCellPadding(4)
        shape.setCellSpacing(0)
        shape.setBorderCollapse(True)
        shape.setBorderBrush(theme.colour("edge"))
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setHeaderRowCount(1)
        table = self.textCursor().insertTable(rows, columns, shape)
        self.setTextCursor(table.cellAt(0, 0).firstCursorPosition())

    # -- input methods and focus

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.composing = False
            self.left.emit()

    def sizeHint(self) -> QSize:
        return QSize(320, theme.px(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, theme.px(90))


class ProseEditor(Editor):
    """A long text in the desk's light markup, under a row of tools."""

    def __init__(self, field: Field, context: Context, *, labelled: bool = True) -> None:
        super().__init__(field, context, labelled=labelled)
        self.edit = ProseEdit()
        words = self.words
        bullets, numbers = QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListDecimal
        self.tools = [
            tool("heading", words(N_("Heading")) + "  Ctrl+Alt+2", lambda: self._do(self.edit.toggle_heading)),
            tool("bold", words(N_("Bold")) + "  Ctrl+B", lambda: self._do(self.edit.toggle_bold)),
            tool("bullets", words(N_("List")) + "  Ctrl+Shift+8", lambda: self._do(self.edit.toggle_list, bullets)),
            tool("numbers", words(N_("Numbered list")) + "  Ctrl+Shift+7",
                 lambda: self._do(self.edit.toggle_list, numbers)),
            tool("table", words(N_("Table")), lambda: self._do(self.edit.insert_table)),
        ]
        for each in self.tools:
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shortcut(self.edit, "Ctrl+B", self.edit.toggle_bold)
        shortcut(self.edit, "Ctrl+Alt+2", self.edit.toggle_heading)
        shortcut(self.edit, "Ctrl+Shift+8", lambda: self.edit.toggle_list(bullets))
        shortcut(self.edit, "Ctrl+Shift+7", lambda: self.edit.toggle_list(numbers))
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2)
        self.bar = QWidget()
        self.bar.setLayout(row(*self.tools, None, spacing=2))
        inner.addWidget(self.bar)
        inner.addWidget(self.edit)
        self.take(self.edit, holder=holder)
        self.edit.left.connect(self._was_left)
        self.edit.textChanged.connect(self._changed)
        self.edit.left_out.connect(self._tell_left_out)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._showing = False

    def show_value(self, value: Any, name: Any = None) -> None:
        self._showing = True
        self.edit.show_prose(value)
        self._showing = False
        self.shown(value)

    def reading(self) -> Read:
        return Read(prose.dumps(self.edit.prose()) or None)

    def typed(self, text: str) -> None:
        self.edit.setPlainText(text)

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setReadOnly(read_only)
        self.bar.setVisible(not read_only)

    def _do(self, act: Any, *arguments: Any) -> None:
        act(*arguments)
        self.edit.setFocus()

    def _changed(self) -> None:
        # Qt tells of what an input method is still composing, too; it is nobody's text yet.
        if not self._showing and not self.edit.composing:
            self.touched()

    def _tell_left_out(self, count: int) -> None:
        self.say(self.words.many("{count} sign that cannot be printed was left out.",
                                 "{count} signs that cannot be printed were left out.", count))


