"""What may be done with an entry from any page: strike it out, take that back, undo the last step."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import ask_reason
from partnerdesk.words import N_


async def strike(page: QWidget, context: Context, key: str, id: int, name: str) -> bool:
    """Ask, with the entry's name, for the reason, and strike it out; tells whether it was struck."""
    words = context.words
    reason = await ask_reason(
        page, context.jobs, words, words(N_("Strike out “{name}”?"), name=name), words(N_("Strike out")), danger=True,
        detail=words(N_("The entry keeps its place and its number, marked as struck out with the reason and your name. "
                        "It can be taken back.")))
    if reason is None:
        return False
    await context.jobs.finished(context.desk.write(context.actor, lambda work: work.strike(key, id, reason)))
    return True


async def take_back(context: Context, key: str, id: int) -> None:
    """Take a striking back."""
    await context.jobs.finished(context.desk.write(context.actor, lambda work: work.unstrike(key, id)))


async def undo(context: Context) -> Any:
    """Undo this clerk's last step; raises `Refused` with the reason where it cannot be undone."""
    return await context.jobs.finished(context.desk.write(context.actor, lambda work: work.undo()))
