"""A file that the desk keeps, and where it is attached."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from partnerdesk.record.fields import number, text, unlabelled
from partnerdesk.record.record import Record
from partnerdesk.words import N_


class StoredFile(Record):
    """One file, encrypted at rest under a key of its own that is wrapped in this row."""

    __tablename__ = "files"

    name = text(N_("File name"), required=True, limit=240)
    media = text(N_("Type"), required=True, limit=120)
    size = number(N_("Size in bytes"), required=True, most=2**40)
    pages = number(N_("Pages"), most=100_000)
    sha256: Mapped[str] = unlabelled(String(64))
    sealed_name: Mapped[str] = unlabelled(String(64), index=True)
    wrapped_key: Mapped[bytes] = unlabelled(LargeBinary(64))


class Attachment(Record):
    """A file's place on a record of any register, with the title under which it is bound."""

    __tablename__ = "attachments"
    __table_args__ = (UniqueConstraint("register", "record_id", "position"),)

    title = text(N_("Title"), required=True, limit=200)
    english_title = text(N_("Title in English"), limit=300)
    register: Mapped[str] = unlabelled(String(40))
    record_id: Mapped[int] = unlabelled(Integer)
    position: Mapped[int] = unlabelled(Integer)
    file_id: Mapped[int] = unlabelled(ForeignKey("files.id"), index=True)
