"""What an entry was before: who changed which field, when, and from what."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk import clock
from partnerdesk.page.context import Context
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Card, Scroll, Text, column, emptied, holder, row, rule
from partnerdesk.record.fields import Kind
from partnerdesk.record.reading import shown
from partnerdesk.store import attaching, history, listing
from partnerdesk.words import N_

_ACTS = {
    history.MADE: N_("Entered"), history.STRUCK: N_("Struck out"), history.UNSTRUCK: N_("Taken back"),
    attaching.ATTACHED: N_("File attached"), attaching.REPLACED: N_("File replaced"),
    attaching.DETACHED: N_("File taken off"),
}
MOST = 300


class HistoryPanel(QWidget):
    """The history of one record, newest first; it is read when it is first looked at."""

    def __init__(self, context: Context, key: str) -> None:
        super().__init__()
        self.context, self.words, self.key = context, context.words, key
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        card = Card()
        card.body.addWidget(Scroll(holder(column(self._rows, None, margins=(0, 0, 8, 0)))))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self._shown: tuple[int, Any] | None = None

    @slot(superseding="history")
    async def show_history(self, id: int, version: Any = None) -> None:
        """Show what happened to a record; a second time only when its version is another."""
        if self._shown == (id, version) and version is not None:
            return
        context, register = self.context, self.context.registers[self.key]

        def read(look: Any) -> tuple[list[history.Entry], dict[tuple[str, int], str]]:
            entries = history.read(look, register, id)[:MOST]
            wanted = {
                (register.fields[entry.field].target, one)
                for entry in entries if entry.field and register.fields[entry.field].kind in (Kind.LINK, Kind.LINKS)
                for value in (entry.before, entry.after) if value
                for one in (value if isinstance(value, tuple) else (value,))
            }
            return entries, {(table, one): listing.named(look, table, one)
                             for table, one in wanted if table in look.registers}

        entries, names = await context.jobs.done(context.desk.read(context.actor, read))
        self._shown = (id, version)
        emptied(self._rows)
        for entry in entries:
            self._add(entry, names)
        if not entries:
            self._rows.addWidget(Text(self.words(N_("Nothing has been changed yet.")), "faint"))

    def _add(self, entry: history.Entry, names: dict[tuple[str, int], str]) -> None:
        words = self.words
        at = clock.wall(entry.at, self.context.zone)
        head = words.joined(words.appointment(at), "　" if words.chinese else "", entry.clerk)
        if entry.act:
            what = words(_ACTS.get(entry.act, entry.act))
            what = words.labelled(what, entry.after) if entry.after else what
        else:
            field = self.context.registers[self.key].fields[entry.field]
            known = {id: name for (table, id), name in names.items() if table == field.target}
            before, after = (shown(field, value, words, names=known, zone=self.context.zone) or words(N_("(empty)"))
                             for value in (entry.before, entry.after))
            what = words.labelled(words(field.label), f"{_short(before)} → {_short(after)}")
        self._rows.addLayout(row(Text(head, "faint"), None))
        self._rows.addWidget(Text(what, wrap=True))
        self._rows.addWidget(rule())


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[:most] + "…"
