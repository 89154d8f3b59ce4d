"""What was agreed with a partner, written, met about and handed out: agreements, letters, meetings, copies, duties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from partnerdesk.office.agreements.records import last_notice_day
from partnerdesk.office.kept import Kept
from partnerdesk.office.letterhead import Named


@dataclass(frozen=True)
class Agreed:
    """An agreement with the partner, or an undertaking of secrecy."""

    id: int
    number: str
    title: Named
    category: str
    signed: date | None
    expiry: date | None
    last_notice: date | None
    amount: int | None
    state: str


@dataclass(frozen=True)
class Letter:
    """A document that came from the partner or went to it."""

    id: int
    incoming: bool
    number: str
    day: date | None
    title: Named
    document_number: str
    due: date | None
    done: date | None


@dataclass(frozen=True)
class Met:
    """A meeting at which somebody of the partner was expected."""

    id: int
    number: str
    name: Named
    starts: datetime | None
    person: Named
    capacity: str
    status: str


@dataclass(frozen=True)
class CopyOut:
    """A numbered copy that the partner took."""

    id: int
    title: str
    copy_number: str
    taken: date | None
    due: date | None
    returned: date | None
    destroyed: date | None

    @property
    def out(self) -> bool:
        return self.returned is None and self.destroyed is None


@dataclass(frozen=True)
class Duty:
    """A follow-up item that the partner leads."""

    id: int
    number: str
    task: Named
    due: date
    state: str
    closed: date | None


def agreements(kept: Sequence[Kept]) -> tuple[Agreed, ...]:
    """The agreements, the newest first."""
    return tuple(
        Agreed(each.id, each.number, each.named("title"), each["category"], each["signed"], each["expiry"],
               last_notice_day(each["expiry"], each["notice_days"]), each["amount"], each["state"])
        for each in kept)


def ndas(kept: Sequence[Kept]) -> tuple[Agreed, ...]:
    """The undertakings of secrecy, the newest first."""
    return tuple(
        Agreed(each.id, each.number, Named(each["title"]), each["kind"], each["signed"], each["expiry"], None, None,
               each["state"])
        for each in kept)


def copies(kept: Sequence[Kept]) -> tuple[CopyOut, ...]:
    """The numbered copies, the newest first."""
    return tuple(
        CopyOut(each.id, each["title"], each["copy_number"], each["taken"], each["due"], each["returned"],
                each["destroyed"])
        for each in kept)


def letters(incoming: Sequence[Kept], outgoing: Sequence[Kept]) -> tuple[Letter, ...]:
    """The letters that came and went, the newest first."""
    found = [
        Letter(each.id, True, each.number, each["received"], Named(each["title"]), each["their_number"] or "",
               each["due"], each["done"])
        for each in incoming
    ] + [
        Letter(each.id, False, each.number, each["dated"], each.named("title"), each["document_number"] or "", None,
               None)
        for each in outgoing
    ]
    return tuple(sorted(found, key=lambda letter: (letter.day or date.max, letter.id), reverse=True))


def meetings(attendances: Sequence[Kept], held: Sequence[Kept]) -> tuple[Met, ...]:
    """The meetings to which somebody of the partner was invited, the newest number first."""
    by_id = {each.id: each for each in held}
    met = [
        Met(at.id, at.number, at.named("name"), at["starts"], one.named("person_id"), one["capacity"],
            one["status"] or "")
        for one in attendances if (at := by_id.get(one["meeting_id"])) is not None
    ]
    return tuple(sorted(met, key=lambda each: each.number, reverse=True))


def duties(kept: Sequence[Kept]) -> tuple[Duty, ...]:
    """The follow-up items that the partner leads, in order of the day due."""
    return tuple(
        Duty(each.id, each.number, each.named("task"), each["due"], each["state"], each["closed"])
        for each in sorted(kept, key=lambda each: (each["due"], each.id)))
