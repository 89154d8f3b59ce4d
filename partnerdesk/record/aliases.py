"""Further names of one thing in one text: short, former and foreign ones, separated by semicolons."""

from __future__ import annotations

from collections.abc import Iterable

FIELD = "aliases"  # what the field is called in every record that keeps further names


def names_in(text: str | None) -> list[str]:
    """The names in a text, whichever semicolon separates them."""
    return [name for part in (text or "").replace("；", ";").split(";") if (name := part.strip())]


def united(*names: Iterable[str], without: Iterable[str] = ()) -> str:
    """One text of all names, each once whatever its case, and without those that stand elsewhere."""
    left_out = {name.casefold() for name in without}
    kept: dict[str, str] = {}
    for name in (name for each in names for name in each):
        if name.casefold() not in left_out:
            kept.setdefault(name.casefold(), name)
    return "；".join(kept.values()) if any(not name.isascii() for name in kept.values()) else "; ".join(kept.values())
