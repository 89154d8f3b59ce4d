"""What every field was before: who changed it, when, and from what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from partnerdesk.record.clerk import Actor, Clerk
from partnerdesk.record.encoding import decode, encode
from partnerdesk.record.fields import Field
from partnerdesk.record.register import Register
from partnerdesk.store.tables import history

if TYPE_CHECKING:
    from partnerdesk.store.reader import Reader

ONE_ENTRY = timedelta(minutes=10)
MADE, STRUCK, UNSTRUCK = "made", "struck", "unstruck"


@dataclass(frozen=True)
class Entry:
    """One line of a record's history; `field` is empty and `act` set for the making and striking of the whole."""

    at: datetime
    clerk: str
    field: str
    before: Any
    after: Any
    act: str = ""


def write_act(session: Session, register: str, record_id: int, act: str, note: str | None, actor: Actor, now: datetime) -> None:  # noqa: E501
    """Enter that a record was made, struck or taken back, with the reason."""
    session.execute(insert(history).values(
        register=register, record_id=record_id, field="", before=act, after=note, began_at=now, at=now,
        clerk_id=actor.id))


def write(session: Session, register: str, record_id: int, field: Field, before: Any, after: Any, actor: Actor, now: datetime) -> None:  # noqa: E501
    """Enter one changed field; one clerk's changes of a field within ten minutes are one entry."""
    here = (history.c.register == register) & (history.c.record_id == record_id)
    last = session.execute(
        select(history.c.id, history.c.field, history.c.clerk_id, history.c.began_at, history.c.before)
        .where(here, history.c.field == field.name).order_by(history.c.id.desc()).limit(1)
    ).first()
    old, new = encode(field, before), encode(field, after)
    if last is not None and last.clerk_id == actor.id and timedelta(0) <= now - last.began_at <= ONE_ENTRY:
        if last.before == new:
            session.execute(delete(history).where(history.c.id == last.id))
        else:
            session.execute(update(history).where(history.c.id == last.id).values(after=new, at=now))
        return
    session.execute(insert(history).values(
        register=register, record_id=record_id, field=field.name, before=old, after=new, began_at=now, at=now,
        clerk_id=actor.id))


def read(look: Reader, register: Register, record_id: int) -> list[Entry]:
    """The history of one record, newest first; none of a withheld one, nor of fields no longer declared."""
    if look.get(register.record, record_id) is None:
        return []
    rows = look.session.execute(
        select(history.c.at, Clerk.name, history.c.field, history.c.before, history.c.after)
        .join(Clerk, Clerk.id == history.c.clerk_id)
        .where(history.c.register == register.key, history.c.record_id == record_id)
        .order_by(history.c.id.desc())
    ).all()
    entries = []
    for at, clerk, name, before, after in rows:
        if not name:
            entries.append(Entry(at, clerk, "", None, after, act=before))
        elif name in register.fields:
            field = register.fields[name]
            entries.append(Entry(at, clerk, name, decode(field, before), decode(field, after)))
    return entries
