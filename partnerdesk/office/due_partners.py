"""What falls due about partners: documents, look-ups, who answers, checklists, contacts, feedback, exits, care."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import aliased

from partnerdesk.clock import days_later
from partnerdesk.office import contents
from partnerdesk.office.care.facts import remembered
from partnerdesk.office.due_items import WEEK, Due
from partnerdesk.office.partners.records import OCCASIONS
from partnerdesk.office.proofs import MISSING, OLD, Document, is_abroad, standings
from partnerdesk.office.proofs import SOON as EXPIRES_SOON
from partnerdesk.record.look import Look
from partnerdesk.words import N_, Label

CARE = 14  # days ahead that birthdays and festivals are told
TAKEN_UP = 90  # days after which a contact that nobody took up is no longer told
LIVING = ("admitted", "active", "watch")
_NEVER = date(2200, 1, 1)  # later than any day that can be entered


def _documents(look: Look, today: date) -> Iterator[Due]:
    """Documents that expire or have expired, unless a later one of their kind stands beside them."""
    document, partner = contents.record("qualifications"), contents.record("partners")
    later: Any = aliased(document)
    newer = select(later.id).where(
        later.partner_id == document.partner_id, later.kind == document.kind, later.struck_at.is_(None),
        or_(later.permanent.is_(True), later.valid_until > document.valid_until))
    rows = look.rows(
        select(document.id, document.kind, document.valid_until, partner.name)
        .join(partner, partner.id == document.partner_id)
        .where(document.struck_at.is_(None), partner.struck_at.is_(None), document.replaced_by_id.is_(None),
               document.permanent.is_(False), document.valid_until <= days_later(today, EXPIRES_SOON),
               partner.stage.in_(("review", *LIVING)), ~newer.exists())
        .order_by(document.valid_until, document.id))
    for id, kind, until, name in rows:
        text = N_("{kind} of {partner} has expired") if until < today else N_("{kind} of {partner} expires")
        yield Due("qualifications", id, until, text, {"kind": _label("qualifications", "kind", kind), "partner": name},
                  N_("The partner has to show the renewed document"), {}, N_("Renew"))


def _missing(look: Look, today: date) -> Iterator[Due]:
    """Documents that a partner under review still has to show: its admission waits for them."""
    document, partner = contents.record("qualifications"), contents.record("partners")
    under_review = look.rows(
        select(partner.id, partner.name, partner.kinds, partner.credit_code, partner.lei, partner.other_number)
        .where(partner.struck_at.is_(None), partner.stage == "review").order_by(partner.id))
    if not under_review:
        return
    shown: dict[int, list[Document]] = {}
    for owner, id, kind, until, permanent, renewed in look.rows(
            select(document.partner_id, document.id, document.kind, document.valid_until, document.permanent,
                   document.replaced_by_id)
            .where(document.struck_at.is_(None), document.partner_id.in_([row[0] for row in under_review]))
            .order_by(document.id)):
        shown.setdefault(owner, []).append(Document(id, kind, until, permanent, renewed is not None))
    for id, name, kinds, code, lei, other in under_review:
        missing = [each for each in standings(kinds or (), shown.get(id, ()), today, credit_code=bool(code),
                                              abroad=is_abroad(code, lei, other)) if each.standing == MISSING]
        if missing:
            yield Due("partners", id, today, N_("Documents of {partner} are missing"), {"partner": name},
                      N_("To be shown: {documents}"),
                      {"documents": tuple(_label("qualifications", "kind", each.kind) for each in missing)},
                      N_("Open the dossier"))


def _lookups(look: Look, today: date) -> Iterator[Due]:
    lookup, partner = contents.record("lookups"), contents.record("partners")
    latest = func.max(lookup.looked_up)
    rows = look.rows(
        select(partner.id, partner.name, latest).join(lookup, lookup.partner_id == partner.id)
        .where(lookup.struck_at.is_(None), partner.struck_at.is_(None), partner.stage.in_(LIVING))
        .group_by(partner.id, partner.name).having(latest < days_later(today, WEEK - OLD)).order_by(latest, partner.id))
    for id, name, day in rows:
        yield Due("partners", id, days_later(day, OLD), N_("Lawsuits and penalties of {partner} to be looked up"),
                  {"partner": name}, N_("Last looked up on {day}; a look-up holds for a year"), {"day": day},
                  N_("Open the dossier"))


def _unanswered(look: Look, today: date) -> Iterator[Due]:
    duty, partner = contents.record("responsibilities"), contents.record("partners")
    last = func.max(case((duty.until.is_(None), _NEVER), else_=duty.until))
    rows = look.rows(
        select(partner.id, partner.name, last).join(duty, duty.partner_id == partner.id)
        .where(duty.struck_at.is_(None), partner.struck_at.is_(None), duty.duty == "manager",
               partner.stage.in_(("review", *LIVING, "buffer")))
        .group_by(partner.id, partner.name).having(last < _NEVER).order_by(last, partner.id))
    for id, name, until in rows:
        ended = until if isinstance(until, date) else date.fromisoformat(str(until))
        yield Due("partners", id, days_later(ended, 1), N_("Nobody answers for {partner} from that day on"),
                  {"partner": name}, N_("Managers answer for a partner without a day's gap"), {}, N_("Hand over"))


def _guided(look: Look, today: date) -> Iterator[Due]:
    checklist, partner = contents.record("checklists"), contents.record("partners")
    rows = look.rows(
        select(checklist.id, checklist.ends, checklist.kind, partner.name)
        .join(partner, partner.id == checklist.partner_id)
        .where(checklist.struck_at.is_(None), checklist.state == "open", checklist.ends.is_not(None))
        .order_by(checklist.ends, checklist.id))
    for id, ends, kind, name in rows:
        guided = kind == "onboarding"
        text = N_("Guided period of {partner} ends") if guided else N_("{kind} of {partner} to be closed")
        yield Due("checklists", id, ends, text, {"partner": name, "kind": _label("checklists", "kind", kind)},
                  act=N_("Open the checklist"))


def _contacts(look: Look, today: date) -> Iterator[Due]:
    """Contacts to be taken up again, until another contact with the partner follows."""
    contact, partner = contents.record("contacts"), contents.record("partners")
    later: Any = aliased(contact)
    taken_up = select(later.id).where(later.partner_id == contact.partner_id, later.struck_at.is_(None),
                                      later.happened >= contact.next_step)
    rows = look.rows(
        select(contact.id, contact.next_step, contact.subject, partner.name)
        .join(partner, partner.id == contact.partner_id)
        .where(contact.struck_at.is_(None), contact.next_step >= days_later(today, -TAKEN_UP), ~taken_up.exists())
        .order_by(contact.next_step, contact.id))
    for id, day, subject, name in rows:
        yield Due("contacts", id, day, N_("To be taken up again: {subject}"), {"subject": subject},
                  N_("With {partner}"), {"partner": name}, N_("Take it up"))


def _feedback(look: Look, today: date) -> Iterator[Due]:
    feedback, partner = contents.record("feedback"), contents.record("partners")
    rows = look.rows(
        select(feedback.id, feedback.due, feedback.subject, feedback.kind, partner.name)
        .join(partner, partner.id == feedback.partner_id)
        .where(feedback.struck_at.is_(None), feedback.state == "open", feedback.due.is_not(None))
        .order_by(feedback.due, feedback.id))
    for id, due, subject, kind, name in rows:
        yield Due("feedback", id, due, N_("To be answered: {title}"), {"title": subject}, N_("{kind} from {partner}"),
                  {"kind": _label("feedback", "kind", kind), "partner": name}, N_("Answer it"))


def _publications(look: Look, today: date) -> Iterator[Due]:
    publication, partner = contents.record("publications"), contents.record("partners")
    rows = look.rows(
        select(publication.id, publication.received, publication.title, partner.name)
        .join(partner, partner.id == publication.partner_id)
        .where(publication.struck_at.is_(None), publication.passed_on.is_(None))
        .order_by(publication.received, publication.id))
    for id, received, title, name in rows:
        yield Due("publications", id, days_later(received, WEEK), N_("To be passed on: {title}"), {"title": title},
                  N_("Came from {partner} on {day}"), {"partner": name, "day": received}, N_("Pass it on"))


def _offices(look: Look, today: date) -> Iterator[Due]:
    office, partner, person = (contents.record(key) for key in ("offices_held", "partners", "persons"))
    rows = look.rows(
        select(office.id, office.until, office.title, person.name, partner.name)
        .join(partner, partner.id == office.partner_id).join(person, person.id == office.person_id)
        .where(office.struck_at.is_(None), office.until >= today).order_by(office.until, office.id))
    for id, until, title, who, name in rows:
        yield Due("offices_held", id, until, N_("Term of {person} at {partner} ends"), {"person": who, "partner": name},
                  N_("As {title}"), {"title": title})


def _buffers(look: Look, today: date) -> Iterator[Due]:
    leaving, partner = contents.record("exits"), contents.record("partners")
    rows = look.rows(
        select(leaving.id, leaving.buffer_ends, partner.name).join(partner, partner.id == leaving.partner_id)
        .where(leaving.struck_at.is_(None), leaving.closed.is_(None), leaving.buffer_ends.is_not(None),
               leaving.state != "withdrawn")
        .order_by(leaving.buffer_ends, leaving.id))
    for id, ends, name in rows:
        yield Due("exits", id, ends, N_("Buffer period of {partner} ends"), {"partner": name},
                  N_("Until then everything is handed over and reconciled"), {}, N_("Open the exit"))


def _care(look: Look, today: date) -> Iterator[Due]:
    for each in remembered(look, today, CARE):
        label = next(choice.label for choice in OCCASIONS if choice.key == each.occasion.kind)
        yield Due("persons", each.occasion.person, each.occasion.day, N_("{occasion}: {name}"),
                  {"occasion": Label(label), "name": each.name.chinese}, N_("At {unit}") if each.unit else "",
                  {"unit": each.unit.chinese} if each.unit else {}, N_("Open the entry"))


def _label(register: str, field: str, key: str) -> Label:
    choice = contents.load_records()[register].fields[field].choice(key)
    return Label(choice.label if choice is not None else "")


SOURCES: Sequence[Any] = (_documents, _missing, _lookups, _unanswered, _guided, _contacts, _feedback, _publications,
                          _offices, _buffers, _care)
