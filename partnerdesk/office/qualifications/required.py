"""Which documents a partner of each kind has to show, declared once."""

from __future__ import annotations

from collections.abc import Iterable

# B1, B0 for members of an alliance; D1 for suppliers and distributors; A1 for strategic partners; D4 for associations.
REQUIRED = {
    "supplier": ("licence", "tax", "organization", "industry", "quality"),
    "distributor": ("licence", "tax", "organization", "authorization"),
    "customer": ("licence",),
    "strategic": ("licence", "tax", "organization", "credit", "accounts"),
    "member": ("licence", "tax", "organization", "industry", "accounts", "credit"),
    "association": ("association", "charter"),
    "institution": ("association",),
}
# What an organization registered abroad shows in place of each of these.
ABROAD = {"licence": "foreign", "tax": "", "organization": ""}


def required(kinds: Iterable[str], *, abroad: bool = False) -> tuple[str, ...]:
    """The documents that a partner of these kinds has to show, each once."""
    wanted: dict[str, None] = {}
    for kind in kinds:
        for document in REQUIRED.get(kind, ()):
            shown = ABROAD.get(document, document) if abroad else document
            if shown:
                wanted[shown] = None
    return tuple(wanted)
