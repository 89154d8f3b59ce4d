"""What a page needs to show one record, read in one go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from partnerdesk.record.clerk import Clerk
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Kind
from partnerdesk.record.register import Register
from partnerdesk.store import listing


@dataclass(frozen=True)
class Loaded:
    """A record as a form shows it: its draft, the names behind its links, and what stands about it as a whole."""

    draft: Draft
    names: dict[str, Any] = field(default_factory=dict)  # link field → name, links field → names in order
    title: str = ""
    number: str = ""
    struck: bool = False
    struck_reason: str = ""
    restricted: bool = False
    changed_at: datetime | None = None
    changed_by: str = ""


def load(look: Any, key: str, id: int | None, given: dict[str, Any] | None = None) -> Loaded:
    """One record with all that its page shows; without an id a new one with what is given."""
    register: Register = look.registers[key]
    draft = listing.draft(look, key, id, **(given or {}))
    names = names_of(look, register, draft)
    if id is None:
        return Loaded(draft, names)
    record: Any = look.get(register.record, id)
    clerk = look.get(Clerk, record.changed_by_id)
    return Loaded(
        draft, names, listing.named(look, key, id), record.number or "", record.struck_at is not None,
        record.struck_reason or "", record.restricted, record.changed_at, clerk.name if clerk else "")


def names_of(look: Any, register: Register, draft: Draft) -> dict[str, Any]:
    """The names behind the links of a draft."""
    names: dict[str, Any] = {}
    for name, declared in register.fields.items():
        value = draft[name]
        if not value or declared.target not in look.registers:
            continue
        if declared.kind is Kind.LINK:
            names[name] = listing.named(look, declared.target, value)
        elif declared.kind is Kind.LINKS:
            names[name] = tuple(listing.named(look, declared.target, id) for id in value)
    return names


def parent_of(register: Register) -> str:
    """The register whose lines this one keeps; empty where it stands by itself."""
    return register.fields[register.part_of].target if register.part_of else ""
