"""What a page may ask of the program around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from partnerdesk import clock
from partnerdesk.page.jobs import Jobs
from partnerdesk.settings import Settings
from partnerdesk.words import Words

if TYPE_CHECKING:
    from partnerdesk.record.clerk import Actor
    from partnerdesk.record.register import Register


def _nothing(*_: Any) -> None:
    """Where no window is around, as in a test of one page."""


@dataclass
class Context:
    """Handed to every page by the window; a page keeps it as `self.context` and asks nothing else of the program.

    `desk` reads and writes (`desk.read(actor, job)`, `desk.write(actor, job)` give futures, which `jobs.done` awaits);
    `open` shows a record on its own page; `new` begins one there; `show` says something in the window's message bar;
    `print_paper` opens the preview of a kind of paper about a record (or about the office, with id 0);
    `listeners` are told of every change that was committed, on the screen's thread.
    """

    desk: Any
    actor: Actor
    words: Words
    jobs: Jobs
    registers: Mapping[str, Register]
    settings: Settings
    press: Any = None
    zone: str = "Asia/Shanghai"
    open: Callable[[str, int], Any] = _nothing
    new: Callable[..., Any] = _nothing
    show: Callable[..., Any] = _nothing
    print_paper: Callable[[str, int], Any] = _nothing
    listeners: list[Callable[[Any], None]] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The present day in the office's zone."""
        return clock.today(self.zone)

    def listen(self, page: Any, told: Callable[[Any], None]) -> None:
        """Tell a page of every committed change, for as long as it is there."""
        self.listeners.append(told)
        page.destroyed.connect(lambda: self.listeners.remove(told))

    def told(self, changed: Any) -> None:
        """Tell every page what a committed work has changed."""
        for listener in list(self.listeners):
            listener(changed)

    def title(self, register: str) -> str:
        """What a register is called, translated."""
        from partnerdesk.office import contents

        return self.words(contents.entry(register).title)

    def one(self, register: str) -> str:
        """What one entry of a register is called, translated."""
        from partnerdesk.office import contents

        return self.words(contents.entry(register).one)
