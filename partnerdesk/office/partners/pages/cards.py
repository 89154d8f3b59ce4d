"""Several lists under one tab of the dossier: a chip for each with its count, and one list shown at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from partnerdesk.office.dossier import Dossier
from partnerdesk.office.kept import Kept
from partnerdesk.page.editor import cell_text
from partnerdesk.page.lines_card import Cell, Column, LinesCard, ShownLine
from partnerdesk.page.pieces import Chip, Flow, column, holder
from partnerdesk.record.fields import Kind
from partnerdesk.words import Words

if TYPE_CHECKING:
    from partnerdesk.office.partners.pages.panel import PartnerPanel

Lines = Callable[[Dossier, date, Words], list[ShownLine]]


class Part(QWidget):
    """What stands under a tab; it is shown a partner's dossier whenever that was read anew."""

    def show_dossier(self, id: int, known: Dossier) -> None:
        """Show what is known of the partner."""
        raise NotImplementedError


@dataclass(frozen=True)
class Act:
    """A button on a list: what it does with the dossier's panel and the marked line."""

    label: str
    do: Callable[[PartnerPanel, ShownLine | None], Any]
    on_line: bool = False  # it needs a marked line
    name: str = ""


@dataclass(frozen=True)
class Listed:
    """One list under a tab: a register's entries about the partner, by some of its fields, or lines made otherwise."""

    register: str
    columns: tuple[tuple[str, int], ...]  # a field and its room, or a heading where `lines` are given
    lines: Lines | None = None
    title: str = ""  # where the register's own says too little
    ends: str = ""  # the day after which an entry is over and stands in faint
    opens: str = ""  # the link that leads to what Enter opens; else the entry itself
    in_place: bool = True
    may_make: bool = True
    link: str = "partner_id"
    acts: tuple[Act, ...] = ()
    shown: Callable[[PartnerPanel, Dossier], bool] | None = None
    given: dict[str, Any] = field(default_factory=dict)


class Cards(Part):
    """One or more lists, each behind its chip; a single one needs no chip."""

    def __init__(self, panel: PartnerPanel, listed: Sequence[Listed]) -> None:
        super().__init__()
        self.panel, self.listed = panel, tuple(listed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cards = [self._card(each) for each in self.listed]
        self.chips = [Chip(self._title(each), each.register) for each in self.listed]
        self.flow = Flow()
        self.stack = QStackedWidget()
        for place, (chip, card) in enumerate(zip(self.chips, self.cards, strict=True)):
            chip.clicked.connect(lambda _on, place=place: self.choose(place))
            self.flow.addWidget(chip)
            self.stack.addWidget(card)
        row = holder(self.flow)
        row.setAccessibleName(panel.words.listed(chip.text() for chip in self.chips))
        self.setLayout(column(row, self.stack, spacing=8))
        row.setVisible(len(self.chips) > 1)
        self.choose(0)

    def add(self, label: str, part: QWidget) -> None:
        """Put a further part behind a chip of its own."""
        place = self.stack.addWidget(part)
        chip = Chip(label, label)
        chip.clicked.connect(lambda _on: self.choose(place))
        self.chips.append(chip)
        self.flow.addWidget(chip)

    def choose(self, place: int) -> None:
        """Show the list behind a chip."""
        for at, chip in enumerate(self.chips):
            chip.setChecked(at == place)
        self.stack.setCurrentIndex(place)

    def turn_to(self, register: str) -> None:
        """Show the list of a register."""
        self.choose(next(place for place, each in enumerate(self.listed) if each.register == register))

    def show_dossier(self, id: int, known: Dossier) -> None:
        today, words = self.panel.context.today, self.panel.words
        for chip, card, each in zip(self.chips, self.cards, self.listed, strict=False):
            lines = each.lines(known, today, words) if each.lines is not None else kept_lines(each, known, today, words)
            several = each.link in ("parties", "recipients")
            card.show_lines(lines, {**each.given, each.link: (id,) if several else id})
            chip.setText(f"{self._title(each)} {len(lines) or ''}".strip())
            chip.setAccessibleName(chip.text())
            chip.setVisible(each.shown is None or each.shown(self.panel, known) or bool(lines))
        if self.chips[self.stack.currentIndex()].isHidden():
            self.choose(next(place for place, chip in enumerate(self.chips) if not chip.isHidden()))

    def _title(self, listed: Listed) -> str:
        context = self.panel.context
        return context.words(listed.title) or context.title(listed.register)

    def _card(self, listed: Listed) -> LinesCard:
        context = self.panel.context
        fields = context.registers[listed.register].fields
        columns = [Column(fields[name].label if listed.lines is None else name, room) for name, room in listed.columns]
        card = LinesCard(context, listed.register, columns, heading=self._title(listed),
                         in_place=listed.in_place, may_make=listed.may_make)
        for act in listed.acts:
            card.add_act(context.words(act.label), partial(self._do, act, card), on_line=act.on_line, name=act.name)
        return card

    def _do(self, act: Act, card: LinesCard) -> None:
        act.do(self.panel, card.current())


def kept_lines(listed: Listed, known: Dossier, today: date, words: Words) -> list[ShownLine]:
    """A register's entries by the fields that a list shows."""
    made = []
    for each in known.of(listed.register):
        over = each[listed.ends] if listed.ends else None
        id = each[listed.opens] if listed.opens else each.id
        made.append(ShownLine(
            _opened(listed), id, tuple(_cell(each, name, words) for name, _room in listed.columns),
            past=over is not None and over < today))
    return made


def _opened(listed: Listed) -> str:
    from partnerdesk.office.contents import load_records

    return load_records()[listed.register].fields[listed.opens].target if listed.opens else listed.register


def _cell(kept: Kept, name: str, words: Words) -> str | Cell:
    from partnerdesk.office.contents import load_records

    field, value = load_records()[kept.register].fields[name], kept[name]
    if kept.in_words(name):
        return kept.named(name).said(words)
    if field.kind is Kind.LINK:
        return ""
    if isinstance(value, datetime):
        return f"{words.short_day(value.date())} {words.clock(value)}"
    choice = field.choice(value) if field.kind is Kind.CHOICE else None
    if choice is not None:
        return Cell(words(choice.label), choice.tone)
    if field.kind is Kind.YES_NO:
        return words.yes(value) if value else ""
    return cell_text(field, value, words) if value is not None else ""
