"""What the desks know of a partner, as lines and sentences of its dossier's page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from partnerdesk.office.dossier import Dossier, Matter
from partnerdesk.office.dossier_people import Colleague
from partnerdesk.office.timeline import Happened
from partnerdesk.office.wording import register_label
from partnerdesk.page.lines_card import Cell, ShownLine
from partnerdesk.page.matters import ShownMatter
from partnerdesk.words import N_, Words


def people_lines(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("posts", one.post, (
        one.name.said(words), one.title.said(words), one.department,
        words.listed(register_label("posts", "roles", role, words) for role in one.roles), one.mobile or one.telephone,
        day_text(one.since, words), day_text(one.until, words)), past=_over(one.until, today))
        for one in known.people]


def memberships_lines(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("memberships", one.id, (
        one.alliance.said(words), one.level, words.yes(one.founding) if one.founding else "",
        day_text(one.joined, words), day_text(one.left, words)), past=_over(one.left, today))
        for one in known.memberships]


def seats_lines(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("seats", one.id, (
        one.body.said(words), register_label("seats", "role", one.role, words), one.person.said(words),
        day_text(one.since, words), day_text(one.until, words)), past=_over(one.until, today)) for one in known.seats]


def meetings_lines(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    tones = {"on-leave": "soon", "absent": "bad"}
    return [ShownLine("meetings", one.id, (
        f"{words.short_day(one.starts.date())} {words.clock(one.starts)}" if one.starts else "", one.name.said(words),
        one.person.said(words),
        Cell(register_label("attendances", "status", one.status, words), tones.get(one.status, ""))))
        for one in known.meetings]


def duties_lines(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("follow_ups", one.id, (
        one.task.said(words), Cell(day_text(one.due, words), "bad" if one.closed is None and one.due < today else ""),
        register_label("follow_ups", "state", one.state, words)), past=one.closed is not None)
        for one in known.duties]


def agreements_lines(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("agreements", one.id, (
        one.number, one.title.said(words), register_label("agreements", "category", one.category, words),
        day_text(one.signed, words),
        Cell(day_text(one.last_notice, words), "bad" if one.last_notice and one.last_notice < today else ""),
        day_text(one.expiry, words), register_label("agreements", "state", one.state, words)),
        past=_over(one.expiry, today)) for one in known.agreements]


def ndas_lines(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("ndas", one.id, (
        one.title.said(words), register_label("ndas", "kind", one.category, words), day_text(one.signed, words),
        day_text(one.expiry, words), register_label("ndas", "state", one.state, words))) for one in known.ndas]


def copies_lines(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("numbered_copies", one.id, (
        one.copy_number, one.title, day_text(one.taken, words),
        Cell(day_text(one.due, words), "bad" if one.out and one.due and one.due < today else ""),
        day_text(one.returned or one.destroyed, words)), past=not one.out) for one in known.copies]


def shown_matter(matter: Matter, words: Words) -> ShownMatter:
    return ShownMatter(matter.register, matter.id, matter.day, words(matter.text, **matter.values))


def shown_happened(line: Happened, words: Words) -> ShownMatter:
    return ShownMatter(line.register, line.id, line.day, line.said(words))


def letters_lines(known: Dossier, today: date, words: Words) -> list[ShownLine]:
    return [ShownLine("incoming" if one.incoming else "outgoing", one.id, (
        day_text(one.day, words), words(N_("came")) if one.incoming else words(N_("went")), one.title.said(words),
        one.document_number, day_text(one.due, words), day_text(one.done, words))) for one in known.letters]


def reached(one: Colleague | None, words: Words) -> str:
    if one is None:
        return ""
    return f"{one.name.said(words)}  {_spaced(one.mobile or one.telephone)}".strip()


def _spaced(number: str) -> str:
    """A mainland mobile number in the groups in which it is read out, which no line's end takes apart."""
    if len(number) != 11 or not number.isdigit():
        return number
    return "\N{NO-BREAK SPACE}".join((number[:3], number[3:7], number[7:]))


def joined(known: Dossier, today: date, words: Words) -> str:
    present = [one for one in known.memberships if not _over(one.left, today)]
    if not present:
        return ""
    first = present[0]
    parts = [month_text(first.joined, words) if first.joined else "", first.level]
    said = " · ".join(part for part in parts if part) or first.alliance.said(words)
    more = len(present) - 1
    return f"{said} (+{more})" if more else said


def councillor(known: Dossier, today: date, words: Words) -> str:
    seats = [one for one in known.seats if not _over(one.until, today) and one.body_kind in ("council", "standing")]
    names: Sequence[str] = list(dict.fromkeys(one.person.said(words) for one in seats))
    if names:
        return words.listed(names)
    representative = known.answering("representative", today)
    return representative.name.said(words) if representative is not None else ""


def _over(until: date | None, today: date) -> bool:
    return until is not None and until < today


def day_text(day: date | None, words: Words) -> str:
    return words.short_day(day) if day is not None else ""


def month_text(day: date, words: Words) -> str:
    return f"{day.year}年{day.month}月" if words.chinese else words.day(day).partition(" ")[2]
