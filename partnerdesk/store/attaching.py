"""Files attached to records: put on, replaced, renamed and taken off, each entered in the record's history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from partnerdesk.problems import Refused
from partnerdesk.record.stored_file import Attachment, StoredFile
from partnerdesk.store import history
from partnerdesk.store.files import Files, Kept, Sealed
from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.record.record import Record
    from partnerdesk.store.reader import Reader
    from partnerdesk.store.work import Work

ATTACHED, REPLACED, DETACHED = "attached", "replaced", "detached"
CARRIED = "carried"


@dataclass(frozen=True)
class Attached:
    """A file on a record, with what opening it needs."""

    id: int
    title: str
    english_title: str
    position: int
    media: str
    pages: int | None
    file_id: int
    file: Kept


def enter(work: Work, files: Files, sealed: Sealed, pages: int | None = None) -> int:
    """Enter a sealed file in the database and give its id; what lies on the disk is safe before the row is."""
    # An equal file is kept once; its rows share the key under which it lies there.
    held = work.session.scalar(
        select(StoredFile.wrapped_key).where(StoredFile.sealed_name == sealed.sealed_name).limit(1))
    wrapped = files.settle(sealed, held)
    row = StoredFile(
        name=sealed.name, media=sealed.media, size=sealed.size, pages=pages, sha256=sealed.sha256,
        sealed_name=sealed.sealed_name, wrapped_key=wrapped, made_at=work.now, made_by_id=work.actor.id,
        changed_at=work.now, changed_by_id=work.actor.id)
    work.session.add(row)
    work.session.flush()
    return row.id


def attach(
    work: Work, files: Files, register: str, record_id: int, sealed: Sealed, title: str = "", english_title: str = "",
    pages: int | None = None,
) -> int:
    """Attach a sealed file to a record as its last, and give the attachment's id."""
    _owner(work, register, record_id)
    row = Attachment(
        title=(title or sealed.name)[:200], english_title=english_title[:300] or None, register=register,
        record_id=record_id,
        position=_last(work, register, record_id) + 1, file_id=enter(work, files, sealed, pages), made_at=work.now,
        made_by_id=work.actor.id, changed_at=work.now, changed_by_id=work.actor.id)
    work.session.add(row)
    work.session.flush()
    _enter(work, row, ATTACHED, row.title)
    return row.id


def replace(work: Work, files: Files, id: int, sealed: Sealed, pages: int | None = None) -> None:
    """Put another file in the place of an attached one; the older stays kept and is named in the history."""
    row = _row(work, id)
    older = work.session.get_one(StoredFile, row.file_id)
    row.file_id = enter(work, files, sealed, pages)
    _enter(work, row, REPLACED, older.name)


def retitle(work: Work, id: int, title: str, english_title: str = "") -> None:
    """Give an attached file another title, under which it is bound."""
    row = _row(work, id)
    if not title.strip():
        raise Refused(N_("An attached file has a title."))
    older, row.title, row.english_title = row.title, title.strip()[:200], english_title.strip()[:300] or None
    _enter(work, row, REPLACED, older)


def detach(work: Work, id: int) -> None:
    """Take a file off its record; it stays kept, and the history names it."""
    row = _row(work, id)
    row.struck_at, row.struck_by_id = work.now, work.actor.id
    _enter(work, row, DETACHED, row.title)


def carry(work: Work, register: str, before: int, after: int) -> int:
    """Carry all files of one record over to another of its register, behind those it has; undo brings them back.

    Gives how many there were.
    """
    _owner(work, register, before)
    _owner(work, register, after)
    rows = work.session.scalars(
        select(Attachment).where(Attachment.register == register, Attachment.record_id == before,
                                 Attachment.struck_at.is_(None)).order_by(Attachment.position)).all()
    for row in rows:
        place = row.position
        _carry(work, row, after, _last(work, register, after) + 1)
        work.enter_step(register, after, row.version, CARRIED, file=row.id, place=[before, place])
    return len(rows)


def carried_version(work: Work, change: Mapping[str, Any]) -> int:
    """The present version of the place of a file that a step has carried."""
    return _row(work, change["file"]).version


def carry_back(work: Work, change: Mapping[str, Any]) -> None:
    """Bring a file that a step has carried back to its record, and to its place there where that is still free."""
    row = _row(work, change["file"])
    before, place = change["place"]
    taken = work.session.scalar(
        select(Attachment.id).where(Attachment.register == row.register, Attachment.record_id == before,
                                    Attachment.position == place))
    _carry(work, row, before, place if taken is None else _last(work, row.register, before) + 1)


def attached(look: Reader, register: str, record_id: int) -> list[Attached]:
    """The files on a record in order; none where the record is withheld."""
    if look.get(look.registers[register].record, record_id) is None:
        return []
    rows = look.session.execute(
        select(Attachment, StoredFile).join(StoredFile, StoredFile.id == Attachment.file_id)
        .where(Attachment.register == register, Attachment.record_id == record_id, Attachment.struck_at.is_(None))
        .order_by(Attachment.position)).all()
    return [
        Attached(place.id, place.title, place.english_title or "", place.position, file.media, file.pages, file.id,
                 _kept(file))
        for place, file in rows
    ]


def counted(look: Reader, register: str, record_ids: Iterable[int]) -> int:
    """How many files there are on several records, which the asking clerk must have seen."""
    return look.session.execute(
        select(func.count(Attachment.id)).where(
            Attachment.register == register, Attachment.record_id.in_(list(record_ids)),
            Attachment.struck_at.is_(None))).scalar_one()


def stored(look: Reader, file_id: int) -> Kept:
    """A kept file by its id, as a field of kind `file` holds it."""
    row = look.get(StoredFile, file_id)
    if row is None:
        raise Refused(N_("There is no such file."))
    return _kept(row)


def _kept(row: StoredFile) -> Kept:
    return Kept(row.name, row.size, row.sha256, row.sealed_name, row.wrapped_key)


def _owner(work: Work, register: str, record_id: int) -> Record:
    record = work.look.get(work.registers[register].record, record_id)
    if record is None:
        raise Refused(N_("There is no such entry."))
    return record


def _row(work: Work, id: int) -> Attachment:
    row = work.session.get(Attachment, id)
    if row is None or row.struck_at is not None:
        raise Refused(N_("There is no such file."))
    _owner(work, row.register, row.record_id)
    return row


def _last(work: Work, register: str, record_id: int) -> int:
    """The last place taken on a record, by files taken off too; -1 where there has been none."""
    last = work.session.scalar(
        select(func.max(Attachment.position))
        .where(Attachment.register == register, Attachment.record_id == record_id))
    return -1 if last is None else last


def _carry(work: Work, row: Attachment, record_id: int, place: int) -> None:
    history.write_act(work.session, row.register, row.record_id, DETACHED, row.title, work.actor, work.now)
    work.changed.add(row.register, row.record_id)
    row.record_id, row.position = record_id, place
    _enter(work, row, ATTACHED, row.title)


def _enter(work: Work, row: Attachment, act: str, note: str) -> None:
    row.version += 1
    row.changed_at, row.changed_by_id = work.now, work.actor.id
    work.session.flush()
    history.write_act(work.session, row.register, row.record_id, act, note, work.actor, work.now)
    work.changed.add(row.register, row.record_id)
