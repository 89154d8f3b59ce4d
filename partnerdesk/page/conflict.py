"""Two clerks changed one field: both values side by side, and one of them chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from partnerdesk import clock
from partnerdesk.page.form import Form
from partnerdesk.page.pieces import Card, Text, button, on_button, row
from partnerdesk.record.reading import shown
from partnerdesk.store.work import Stale
from partnerdesk.words import N_


class ConflictCard(Card):
    """Stands above the form until each field is decided; then the draft is up to date and may be saved."""

    settled = Signal()

    def __init__(self, form: Form, stale: Stale, names: dict[tuple[str, Any], str],
                 parent: QWidget | None = None) -> None:
        words = form.words
        at = words.appointment(clock.wall(stale.at, form.context.zone))
        super().__init__(words(N_("Changed meanwhile by {clerk}, {at}"), clerk=stale.clerk, at=at), parent=parent)
        self.form, self.stale = form, stale
        self.setObjectName("conflict")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for place, heading in enumerate((N_("Field"), N_("Theirs"), N_("Yours"))):
            grid.addWidget(Text(words(heading), "faint"), 0, place)
        self._groups: dict[str, QButtonGroup] = {}
        for line, conflict in enumerate(stale.conflicts, 1):
            field = form.register.fields[conflict.field]
            known = {id: name for (table, id), name in names.items() if table == field.target}
            grid.addWidget(Text(words(field.label)), line, 0)
            group = QButtonGroup(self)
            for place, value in ((1, conflict.theirs), (2, conflict.mine)):
                text = shown(field, value, words, names=known, zone=form.context.zone) or words(N_("(empty)"))
                chosen = QRadioButton(on_button(text[:120]))
                chosen.setObjectName(f"{('theirs', 'mine')[place - 1]}:{conflict.field}")
                chosen.setAccessibleName(f"{words(field.label)} {text}")
                group.addButton(chosen, place)
                grid.addWidget(chosen, line, place)
            group.buttonClicked.connect(self._clicked)
            self._groups[conflict.field] = group
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self.body.addLayout(grid)
        self.use = button(words(N_("Use these and save")), self._use, role="main", name="use")
        self.use.setEnabled(False)
        self.body.addLayout(row(None, self.use))

    def _clicked(self, _button: Any) -> None:
        self.use.setEnabled(all(group.checkedId() > 0 for group in self._groups.values()))

    def _use(self) -> None:
        """Make the draft as if it had been loaded now, with what was chosen."""
        draft = self.form.draft
        for conflict in self.stale.conflicts:
            draft.loaded[conflict.field] = conflict.theirs
            mine = self._groups[conflict.field].checkedId() == 2
            draft.values.pop(conflict.field, None)
            draft[conflict.field] = conflict.mine if mine else conflict.theirs
            self.form.editors[conflict.field].show_value(draft[conflict.field])
        draft.version = self.stale.version
        self.settled.emit()
