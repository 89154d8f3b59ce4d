"""Who works at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import UniqueConstraint

from partnerdesk.record.fields import text, yes_no
from partnerdesk.record.record import Record
from partnerdesk.words import N_


class Clerk(Record):
    """A person who enters and changes records (经办人)."""

    __tablename__ = "clerks"
    __table_args__ = (UniqueConstraint("account"),)

    name = text(N_("Full name"), required=True, naming=True, limit=80)
    account = text(N_("System account"), required=True, limit=80)
    cleared = yes_no(N_("May read restricted records"))


@dataclass(frozen=True)
class Actor:
    """The clerk on whose behalf the store is asked: every look and every work demands one."""

    id: int
    name: str
    cleared: bool = False
