"""Making the search index anew from the records themselves, after damage or a change of how it is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from partnerdesk.problems import Refused
from partnerdesk.store import listing
from partnerdesk.store.indexing import Entry, rebuild
from partnerdesk.store.reader import Reader
from partnerdesk.words import N_


def reindex(look: Reader) -> int:
    """Index every record of every register and say how many; raises `Refused` for a clerk who may not see them all."""
    if not look.actor.cleared:
        raise Refused(N_("Only a cleared clerk may have the search index made anew."))
    return rebuild(look.session.connection(), _entries(look))


def _entries(look: Reader) -> Iterator[Entry]:
    """All records, the one changed last at the end."""
    places: list[tuple[Any, str, int]] = []
    for key, register in look.registers.items():
        record: Any = register.record
        places += [(changed, key, id) for changed, id in look.session.execute(select(record.changed_at, record.id))]
    for changed, key, id in sorted(places):
        register = look.registers[key]
        found = look.get(register.record, id)
        if found is None:
            continue
        yield Entry(
            register, id, listing.values(look, register, found), changed, found.number, found.struck_at is not None,
            found.restricted, listing.link_names(look, register, found))
        look.session.expunge(found)
