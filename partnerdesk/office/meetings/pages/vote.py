"""The four counts of a vote on an item, and what they come to."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from partnerdesk.office.meetings.holding import Point
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.editor import Editor
from partnerdesk.page.editors import editor_for
from partnerdesk.page.pieces import Card, Text, button, column, row, tag
from partnerdesk.words import N_

_VOTES = ("votes_for", "votes_against", "abstained", "recused")


class VoteCard(Card):
    """The four counts of a vote, and what they come to."""

    entered = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.words(N_("Vote")))
        self.context, self.words = context, context.words
        words = self.words
        fields = context.registers["resolutions"].fields
        self.editors: dict[str, Editor] = {name: editor_for(fields[name], context) for name in _VOTES}
        self.heading.hide()
        self.setAccessibleName(words(N_("Vote")))
        self.result = tag("")
        self.result.setObjectName("result")
        self.base = Text(role="faint", wrap=True)
        self.enter = button(words(N_("Enter the vote")), lambda: self.entered.emit(), icon="gavel", name="enter vote")
        self.more = button(words(N_("Resolution")), name="open resolution")
        counts = row(spacing=10)
        for editor in self.editors.values():
            editor.setFixedWidth(theme.px(66))
            counts.addWidget(editor, 0, Qt.AlignmentFlag.AlignTop)
            editor.changed.connect(self.say)
        inputs = [editor.input for editor in self.editors.values() if isinstance(editor.input, QLineEdit)]
        for entry, following in pairwise(inputs):
            entry.returnPressed.connect(following.setFocus)
        inputs[-1].returnPressed.connect(self.entered.emit)
        said = column(self.result, self.base, spacing=2)
        across = row(counts, said, self.more, self.enter, spacing=12)
        across.setStretch(1, 1)
        self.body.setContentsMargins(14, 8, 14, 10)
        self.body.addLayout(across)
        self._here = 0
        self._shown: tuple[int, tuple[int | None, ...]] = 0, ()

    def show_vote(self, point: Point, here: int) -> None:
        """Show the votes of an item; `here` is how many votes are in the room."""
        self._here = here
        if (point.id, point.votes) != self._shown:
            # Counts that are being typed stay, whatever else is entered meanwhile.
            self._shown = point.id, point.votes
            for place, editor in enumerate(self.editors.values()):
                editor.show_value(point.votes[place] if point.votes else None)
        self.more.setVisible(point.resolution is not None)
        self.say()

    @property
    def votes(self) -> tuple[int | None, ...]:
        """The counts as they are typed; nothing where they cannot be read."""
        return tuple(editor.reading().value for editor in self.editors.values())

    def say(self) -> None:
        """Say whether the item is carried, and whether the counts agree with the votes in the room."""
        words, (agreed, against, abstained, recused) = self.words, self.votes
        self.result.setVisible(agreed is not None)
        if agreed is not None:
            carried = agreed > (against or 0)
            self.result.setText(words(N_("Carried")) if carried else words(N_("Not carried")))
            self.result.set_tone("good" if carried else "bad")
        counted = sum(each or 0 for each in (agreed, against, abstained, recused))
        self.base.setText(words(N_("{counted} of {here} votes in the room"), counted=counted, here=self._here))
        self.base.set_tone("bad" if agreed is not None and self._here and counted != self._here else "")
