"""A record's name as other records' search text holds it: renewed when the name changes or may no longer be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.record import Record
from partnerdesk.record.register import Register
from partnerdesk.store import listing, search
from partnerdesk.store.reader import Reader


def enter(look: Reader, register: Register, record: Record) -> None:
    """Enter a record in the search index as it stands now."""
    search.index(
        look.session.connection(), register, record.id, listing.values(look, register, record), number=record.number,
        changed=record.changed_at, struck=record.struck_at is not None, restricted=record.restricted,
        link_names=listing.link_names(look, register, record))


def renew(look: Reader, register: Register, id: int) -> None:
    """Enter anew every record that search finds by the name of this one, and what is named by those in turn."""
    waiting, seen = [(register, id)], {(register.key, id)}
    while waiting:
        named, other = waiting.pop()
        for linking, field in _fields_to(look, named.record.__tablename__):
            for owner in _owners(look, linking, field, other):
                if (linking.key, owner) in seen:
                    continue
                seen.add((linking.key, owner))
                record = look.get(linking.record, owner)
                if record is not None:
                    enter(look, linking, record)
                    if field.name in linking.name:
                        waiting.append((linking, owner))


def _fields_to(look: Reader, table: str) -> Iterator[tuple[Register, Field]]:
    for register in look.registers.values():
        for field in register.fields.values():
            searched = field.name in register.name or field.name in register.search
            if searched and field.kind in (Kind.LINK, Kind.LINKS) and field.target == table:
                yield register, field


def _owners(look: Reader, register: Register, field: Field, other: int) -> list[int]:
    if field.kind is Kind.LINKS:
        return list(look.linking(register.record, field.name, other))
    record: Any = register.record
    return list(look.session.scalars(select(record.id).where(getattr(record, field.name) == other)))
