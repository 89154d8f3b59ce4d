"""The page of a register: its list at the left, one record at the right, and the keys that work both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QStackedWidget, QWidget

from partnerdesk.office import contents
from partnerdesk.page import theme
from partnerdesk.page.acts import strike, undo
from partnerdesk.page.context import Context
from partnerdesk.page.editor import Line
from partnerdesk.page.export import KEY, act_name, export, forms
from partnerdesk.page.jobs import slot
from partnerdesk.page.messages import Page
from partnerdesk.page.pieces import Card, Chip, Flow, Text, button, column, holder, menu_of, row, shortcut, tool
from partnerdesk.page.table import ROW_ROLE, EntryList, EntryTable, ListModel, columns_menu, select_row
from partnerdesk.page.waiting import Rest
from partnerdesk.store.listing import Listing, RowData
from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.page.record_panel import RecordPanel

FILTER_AFTER = 120  # milliseconds after the last key until the list is filtered
OPEN_AFTER = 140  # milliseconds that a row stays marked until its record is shown


class RegisterPage(Page):
    """The page that every register has; a desk with a page of its own may hand over what makes another `panel`.

    Up and down move, Enter goes into the record, N begins a new one, Ctrl+S saves, Ctrl+P prints, Delete strikes out,
    Ctrl+Z undoes, Ctrl+F filters, Ctrl+T turns between the list and the table, Ctrl+Shift+E exports it.
    """

    def __init__(self, context: Context, key: str, panel: Callable[[Context, str], RecordPanel] | None = None) -> None:
        super().__init__(context)
        self.key = key
        self.entry = contents.entry(key)
        self.register = context.registers[key]
        self.look = context.settings.list_look(context.actor.id, key)
        self._text = ""
        self._struck = False
        self._wanted: int | None = None
        self.model = ListModel(context, key, self)
        self._make_panel = panel or _plain_panel
        self._panel: RecordPanel | None = None
        self._right = QWidget()  # the panel, once it is made
        self.left = self._make_list()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme.px(306), theme.px(816)])
        self.empty = self._make_empty()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.splitter)
        self.pages.addWidget(self.empty)
        self.body.addWidget(self.pages, 1)
        self._opening = Rest(self, OPEN_AFTER, self._open_current)
        self._filtering = Rest(self, FILTER_AFTER, self._filter)
        self._arranging = Rest(self, 500, self._keep_arrangement)
        self.model.counted.connect(self._counted)
        self.table.arranged.connect(self._arranging.start)
        self._keys()
        context.listen(self, self._changed)
        self.setFocusProxy(self.views)
        self._show_as(self.look.table)
        self.reload_all()

    @property
    def panel(self) -> RecordPanel:
        """The record beside the list; made when it is first asked for, so that the rows are there before it."""
        if self._panel is None:
            made = self._panel = self._make_panel(self.context, self.key)
            made.saved.connect(self._saved)
            made.abandoned.connect(self._to_current)
            shortcut(made, "Esc", self.back)
            made.setEnabled(False)
            sizes = self.splitter.sizes()
            self.splitter.replaceWidget(1, made)
            self.splitter.setSizes(sizes)
            self._right.deleteLater()
            self._right = made
            self._show_width()
        return self._panel

    # -- the list

    def _make_list(self) -> QWidget:
        words = self.words
        title = words(self.entry.title)
        self.filter = Line()
        self.filter.setObjectName("filter")
        self.filter.setPlaceholderText(words(N_("Filter: name, pinyin initials, number")))
        self.filter.setAccessibleName(words(N_("Filter the list")))
        self.filter.textChanged.connect(lambda _text: self._filtering.start())
        self.filter.keys = {Qt.Key.Key_Down: self._into_list, Qt.Key.Key_Return: self._into_list,
                            Qt.Key.Key_Escape: self._clear_filter}
        self.as_table = tool("table", words(N_("Show as a table (Ctrl+T)")), self._turn_view, checkable=True,
                             name="as table")
        self.arrange = tool("columns", words(N_("Columns, struck entries, ledger, export")), self._arrange_menu,
                            name="arrange")
        chips = Flow()
        self.chips: list[Chip] = []
        for key, label in (("", N_("All")), *((view.key, view.label) for view in self.register.views)):
            chip = Chip(words(label), key)
            chip.clicked.connect(lambda _on, key=key: self.choose_view(key))
            self.chips.append(chip)
            chips.addWidget(chip)
        self.list = EntryList(self.model, title)
        self.table: EntryTable = EntryTable(self.model, title)
        self.views = QStackedWidget()
        for view in (self.list, self.table):
            card = Card()
            card.body.setContentsMargins(1, 4, 1, 4)
            card.body.addWidget(view)
            self.views.addWidget(card)
            view.activated.connect(lambda _index: self.enter())
            view.selectionModel().currentChanged.connect(lambda *_: self._marked())
        head = self.table.horizontalHeader()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda _point: self._arrange_menu())
        head.sectionClicked.connect(self._sort)
        self.count = Text(role="faint")
        self.count.setObjectName("count")
        # Without views the one chip would only repeat what the list is called.
        chip_row = holder(chips)
        if not self.register.views:
            chip_row.hide()
        head_row = row(self.filter, self.as_table, self.arrange, spacing=4)
        left = holder(column(head_row, chip_row, self.views, self.count))
        left.setMinimumWidth(theme.px(220))
        return left

    def _make_empty(self) -> QWidget:
        words = self.words
        card = Card()
        card.body.setContentsMargins(32, 28, 32, 32)
        card.body.addWidget(Text(words(self.entry.title), "subject"))
        card.body.addWidget(Text(words(self.entry.intro), "soft", wrap=True))
        card.body.addSpacing(8)
        one = words.within(words(self.entry.one))
        new = button(words(N_("New {one}"), one=one), self.new, icon="new", role="main", name="first")
        bring = button(self._import_act, self._import, icon="import", name="import")
        acts = holder(row(new, bring, None))
        card.body.addWidget(acts)
        acts.setVisible(not self.entry.kept_by_program)  # once it has its parent: alone it would be a window
        card.setFixedWidth(theme.px(480))
        made = holder(column(theme.px(60), row(None, card, None), None))
        made.setObjectName("empty")
        return made

    @property
    def view(self) -> QAbstractItemView:
        """The list or the table, whichever is shown."""
        return self.table if self.look.table else self.list

    def _listing(self) -> Listing:
        columns = tuple(name for name in self.look.columns if name == "number" or name in self.register.fields)
        return Listing(
            self.key, text=self._text, view=self.look.view, sort=self.look.sort, descending=self.look.descending,
            struck=self._struck, columns=columns if self.look.table and columns else self.register.columns,
            today=self.context.today)

    def reload_all(self) -> None:
        """Show the listing as it is asked for now."""
        for chip in self.chips:
            chip.setChecked(chip.key == self.look.view)
        self.model.show(self._listing())

    def choose_view(self, key: str) -> None:
        """Narrow the list to a saved view; an empty key shows all."""
        self.look.view = key if any(view.key == key for view in self.register.views) else ""
        self.context.settings.save()
        self.reload_all()

    def _filter(self) -> None:
        if self.filter.text() != self._text:
            self._text = self.filter.text()
            self.reload_all()

    def _clear_filter(self) -> bool:
        if not self.filter.text():
            return self._into_list()
        self.filter.clear()
        return True

    def _into_list(self) -> bool:
        self._filtering.flush()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.model.count and not self.view.currentIndex().isValid():
            select_row(self.view, 0)
        return True

    def _sort(self, section: int) -> None:
        name = self.model.columns[section]
        self.look.descending = self.look.sort == name and not self.look.descending
        self.look.sort = name
        head = self.table.horizontalHeader()
        head.setSortIndicatorShown(True)
        order = Qt.SortOrder.DescendingOrder if self.look.descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(section, order)
        self.context.settings.save()
        self.reload_all()

    def _show_as(self, table: bool) -> None:
        kept = self._marked_row()
        self.look.table = table
        self.as_table.setChecked(table)
        self.views.setCurrentIndex(1 if table else 0)
        self.views.setFocusProxy(self.view)
        self.context.settings.save()
        self._wanted = kept.id if kept is not None else self._wanted
        self._show_width()
        self.reload_all()

    def _turn_view(self) -> None:
        self._show_as(not self.look.table)

    _in_record = False

    def _show_width(self) -> None:
        beside = not self.look.table or self._in_record
        self._right.setVisible(beside)

    def _arrange_menu(self) -> None:
        words = self.words
        menu = menu_of(self, [])
        if self.look.table:
            menu.addMenu(columns_menu(menu, self.model, self._choose_column, self._reset_columns))
            menu.addSeparator()
        struck = menu.addAction(words(N_("Show struck entries")))
        struck.setCheckable(True)
        struck.setChecked(self._struck)
        struck.triggered.connect(self._show_struck)
        menu.addAction(theme.icon("printer"), words(N_("Print as a ledger"))).triggered.connect(
            lambda _on: self.context.print_paper(f"{self.key.replace('_', '-')}-ledger", 0))
        for form in forms(self.key):
            take = menu.addAction(theme.icon("export"), act_name(form, words))
            take.triggered.connect(lambda _on, form=form: self.export(form))
        bring = menu.addAction(theme.icon("import"), self._import_act)
        bring.triggered.connect(lambda _on: self._import())
        if self.entry.alike:
            menu.addAction(theme.icon("copies"), words(N_("Find duplicates"))).triggered.connect(
                lambda _on: self.context.new("duplicates", {"register": self.key}))
        menu.popup(self.arrange.mapToGlobal(self.arrange.rect().bottomLeft()))

    @property
    def shown(self) -> Listing:
        """The list as it stands on the screen: its columns in their present order, narrowed and sorted."""
        columns = self.table.arrangement[0] if self.look.table else self.model.columns
        return replace(self.model.listing, columns=columns)

    @slot(quiet=True)
    async def export(self, form: str = "xlsx") -> None:
        """Save the list as it is shown."""
        self._filtering.flush()
        await export(self, self.shown, self.model.count, form)

    def _choose_column(self, name: str, on: bool) -> None:
        columns = [*(self.look.columns or self.register.columns)]
        if on and name not in columns:
            columns.append(name)
        elif not on and name in columns:
            columns.remove(name)
        self.look.columns = tuple(columns)
        self.context.settings.save()
        self.reload_all()

    def _reset_columns(self) -> None:
        self.look.columns, self.look.widths, self.look.sort = (), {}, ""
        self.context.settings.save()
        self.reload_all()

    def _keep_arrangement(self) -> None:
        columns, widths = self.table.arrangement
        if self.look.table:
            self.look.columns, self.look.widths = columns, {**self.look.widths, **widths}
            self.context.settings.save()

    def _show_struck(self, on: bool) -> None:
        self._struck = on
        self.reload_all()

    def _counted(self, count: int) -> None:
        words = self.words
        self.table.set_widths(self.look.widths)
        nothing = not count and not self._text and not self.look.view and not self._struck
        self.pages.setCurrentIndex(1 if nothing and not self._making else 0)
        keys = words(N_("↑↓ choose · Enter open") if self.entry.kept_by_program
                     else N_("↑↓ choose · Enter open · N new"))
        self.count.setText(words.many("{count} entry", "{count} entries", count) + " · " + keys)
        place = self.model.place_of(self._wanted) if self._wanted is not None else -1
        if self._making:
            # A new entry is being typed: nothing in the list may take its place.
            return
        if place >= 0:
            self._mark(place)
        elif count and self._wanted is None:
            self._mark(0)

    _making = False

    def _mark(self, place: int) -> None:
        for view in (self.list, self.table):
            select_row(view, place)

    def _marked_row(self) -> RowData | None:
        index: QModelIndex = self.view.currentIndex()
        made: RowData | None = index.data(ROW_ROLE) if index.isValid() else None
        return made

    def _marked(self) -> None:
        marked = self._marked_row()
        if marked is not None and not (self._making and marked.id == self._wanted):
            self._wanted = marked.id
            if not self.look.table or self._in_record:
                self._opening.start()

    # -- the record

    def _open_current(self) -> None:
        marked = self._marked_row()
        shown = self.panel.loaded.draft.id if self.panel.loaded is not None else None
        if marked is not None and (marked.id != shown or self._making):
            self._show(marked.id)

    def _show(self, id: int) -> None:
        self._making = False
        self.panel.setEnabled(True)
        self.panel.show_record(id)

    def _to_current(self) -> None:
        self._making = False
        self._opening.stop()
        marked = self._marked_row()
        if marked is not None:
            self._show(marked.id)
        else:
            self.panel.setEnabled(False)
            self.reload_all()

    def open(self, id: int) -> None:
        """Show a record of this register, whether or not the list shows it."""
        self._wanted = id
        self._in_record = True
        self._show_width()
        self.pages.setCurrentIndex(0)
        place = self.model.place_of(id)
        if place >= 0:
            self._mark(place)
        self._show(id)

    def new(self, given: dict[str, Any] | None = None) -> None:
        """Begin a new record, with what is given; none in a register that the program itself keeps."""
        if self.entry.kept_by_program:
            return
        self._making = True
        self._in_record = True
        self._opening.stop()
        self.pages.setCurrentIndex(0)
        self._show_width()
        self.panel.setEnabled(True)
        self.panel.show_new(given if isinstance(given, dict) else None)

    def enter(self) -> None:
        """Go from the list into the record."""
        marked = self._marked_row()
        if marked is None:
            return
        self._opening.stop()
        self._in_record = True
        self._show_width()
        if self.panel.loaded is None or self.panel.loaded.draft.id != marked.id:
            self._show(marked.id)
        first = next(iter(self.panel.form.editors.values()))
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def back(self) -> None:
        """Go from the record back into the list."""
        if self.look.table and self._in_record:
            self._in_record = False
            self._show_width()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self, id: int) -> None:
        self._making = False
        self._wanted = id
        self.pages.setCurrentIndex(0)

    @property
    def _import_act(self) -> str:
        words = self.words
        return words(N_("Import from Excel or contact cards")) if self.key == "persons" else words(
            N_("Import from Excel"))

    def _import(self) -> None:
        self.context.new("import", {"register": self.key})

    # -- keys

    def _keys(self) -> None:
        for view in (self.list, self.table):
            shortcut(view, "N", self.new)
            shortcut(view, "Delete", self.strike)
            shortcut(view, "Ctrl+Z", self.undo)
        shortcut(self, "Ctrl+S", lambda: self.panel.save())
        shortcut(self, "Ctrl+P", lambda: self.panel.print_first())
        shortcut(self, "Ctrl+F", self.filter.setFocus)
        shortcut(self, "Ctrl+T", self._turn_view)
        shortcut(self, KEY, self.export)

    @slot
    async def strike(self) -> None:
        """Strike the marked entry out, after asking with its name."""
        marked = self._marked_row()
        if marked is None or marked.struck:
            return
        loaded = self.panel.loaded
        named = loaded.title if loaded is not None and loaded.draft.id == marked.id else self.model.spoken(marked)
        await strike(self, self.context, self.key, marked.id, named)

    @slot(doing=N_("Undoing the last step"))
    async def undo(self) -> None:
        """Undo this clerk's last step."""
        await undo(self.context)
        self.tell(self.words(N_("The last step has been undone.")), "good")

    def leave(self) -> bool:
        if self._panel is not None:
            self._panel.flush()
        return True

    def _changed(self, changed: Any) -> None:
        if any(changed.touches(key) for key in (self.key, *self._shown_targets())):
            self.model.reload()

    def _shown_targets(self) -> set[str]:
        fields = [self.register.fields[name] for name in self.model.columns if name in self.register.fields]
        return {field.target for field in fields if field.target}

    def sizeHint(self) -> QSize:
        return QSize(theme.px(1150), theme.px(680))


def _plain_panel(context: Context, key: str) -> RecordPanel:
    from partnerdesk.page.record_panel import RecordPanel

    return RecordPanel(context, key)


def build(context: Context, key: str) -> RegisterPage:
    """The plain page of a register."""
    return RegisterPage(context, key)


