"""How papers word the values of choices."""

from __future__ import annotations

from collections.abc import Sequence

from partnerdesk.record.fields import Choice
from partnerdesk.words import Words


def choice_label(choices: Sequence[Choice], key: str | None, words: Words) -> str:
    """The label of the choice with that key, translated; nothing where there is none."""
    return next((words(choice.label) for choice in choices if choice.key == key), "")


def register_label(register: str, field: str, key: str | None, words: Words) -> str:
    """The same for a choice field of any register."""
    from partnerdesk.office.contents import load_records

    return choice_label(load_records()[register].fields[field].choices, key, words)
