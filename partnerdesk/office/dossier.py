"""What the desks together know of one partner, read once, and what of it has to be seen to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from partnerdesk.clock import days_later
from partnerdesk.office import dossier_papers, dossier_people
from partnerdesk.office.dossier_papers import Agreed, CopyOut, Duty, Letter, Met
from partnerdesk.office.dossier_people import Belonging, Colleague, Sitting
from partnerdesk.office.kept import Kept, kept_about
from partnerdesk.office.partners.records import Partner
from partnerdesk.office.proofs import EXPIRED, MISSING, Document, Standing, is_abroad, lookup_standing, standings
from partnerdesk.office.timeline import Happened, happened
from partnerdesk.office.wording import register_label
from partnerdesk.record.look import Look
from partnerdesk.words import N_, Label, Words

SOON = 60  # days before an end at which it is said
EXAMINED = ("review", "admitted", "active", "watch")  # stages in which a partner's documents have to be in order


@dataclass(frozen=True)
class Matter:
    """Something about the partner that needs handling by a day."""

    register: str
    id: int
    day: date
    text: str  # an English text with placeholders
    values: dict[str, Any]
    tone: str = ""


@dataclass(frozen=True)
class About:
    """What the partner itself is, as far as its documents depend on it."""

    kinds: tuple[str, ...] = ()
    stage: str = ""
    credit_code: bool = False
    abroad: bool = False
    manager: str = ""


@dataclass(frozen=True)
class Dossier:
    """Everything on one partner besides its own record."""

    people: tuple[Colleague, ...]
    memberships: tuple[Belonging, ...]
    seats: tuple[Sitting, ...]
    agreements: tuple[Agreed, ...]
    ndas: tuple[Agreed, ...]
    copies: tuple[CopyOut, ...]
    letters: tuple[Letter, ...]
    meetings: tuple[Met, ...]
    duties: tuple[Duty, ...]
    about: About = About()
    kept: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict)

    def of(self, register: str) -> tuple[Kept, ...]:
        """The entries of a register about the partner, the newest first where they have a day."""
        return self.kept.get(register, ())

    def answering(self, role: str, today: date) -> Colleague | None:
        """Who answers in a role on that day, the liaison for example."""
        serving = (one for one in self.people if one.until is None or one.until >= today)
        return next((one for one in serving if role in one.roles), None)

    def answerable(self, duty: str, today: date) -> Kept | None:
        """Who of our own house has a duty towards the partner on that day."""
        return next((each for each in self.of("responsibilities") if each["duty"] == duty and each["since"] <= today
                     and (each["until"] is None or each["until"] >= today)), None)

    def unanswered(self, today: date) -> date | None:
        """The day from which nobody of our house answers for the partner, where that has come (A2)."""
        if self.answerable("manager", today) is not None or self.about.stage not in (*EXAMINED, "buffer"):
            return None
        ended = [each["until"] for each in self.of("responsibilities")
                 if each["duty"] == "manager" and each["until"] is not None and each["until"] < today]
        if ended:
            return days_later(max(ended), 1)
        return None if self.about.manager else today

    def proofs(self, today: date) -> tuple[Standing, ...]:
        """How the partner's qualification documents stand."""
        about = self.about
        kept = [Document(each.id, each["kind"], each["valid_until"], each["permanent"],
                         each["replaced_by_id"] is not None) for each in self.of("qualifications")]
        return standings(about.kinds, kept, today, credit_code=about.credit_code, abroad=about.abroad)

    def looked_up(self, today: date) -> str:
        """How old the last look-up is."""
        return lookup_standing(max((each["looked_up"] for each in self.of("lookups")), default=None), today)

    def unproved(self, today: date) -> tuple[Standing, ...]:
        """The documents that are missing or expired, where the partner's stage asks for them."""
        if self.about.stage not in EXAMINED:
            return ()
        return tuple(each for each in self.proofs(today) if each.standing in (MISSING, EXPIRED))

    def past(self, today: date) -> tuple[Happened, ...]:
        """What has happened, newest first."""
        return happened(self.kept, today)

    def to_handle(self, today: date) -> tuple[Matter, ...]:
        """What is overdue or falls due soon, in order of the day."""
        return tuple(sorted(self._open(today), key=lambda matter: matter.day))

    def _open(self, today: date) -> Iterator[Matter]:
        for copy in self.copies:
            if copy.out and copy.due is not None and (copy.due - today).days <= SOON:
                text = (N_("Copy {number} has not been returned") if copy.due < today
                        else N_("Copy {number} is due back"))
                yield Matter("numbered_copies", copy.id, copy.due, text, {"number": copy.copy_number},
                             _tone(copy.due, today))
        for duty in self.duties:
            if duty.closed is None and duty.state in ("open", "extended") and (duty.due - today).days <= SOON:
                yield Matter("follow_ups", duty.id, duty.due, N_("Follow-up: {task}"), {"task": duty.task.chinese},
                             _tone(duty.due, today))
        for letter in self.letters:
            if letter.incoming and letter.done is None and letter.due is not None:
                yield Matter("incoming", letter.id, letter.due, N_("To be answered: {title}"),
                             {"title": letter.title.chinese}, _tone(letter.due, today))
        for each in self.agreements:
            running = each.state in ("signed", "filed")
            if running and each.expiry is not None and 0 <= (each.expiry - today).days <= SOON:
                yield Matter("agreements", each.id, each.expiry, N_("“{title}” expires"),
                             {"title": each.title.chinese}, "soon")
        since = self.unanswered(today)
        if since is not None:
            yield Matter("responsibilities", 0, since, N_("Nobody answers for this partner"), {}, _tone(since, today))
        yield from self._proofs_to_renew(today)
        yield from self._dealings_to_handle(today)

    def _proofs_to_renew(self, today: date) -> Iterator[Matter]:
        for each in self.proofs(today):
            if each.open and each.until is not None and each.document is not None:
                text = N_("{kind} has expired") if each.until < today else N_("{kind} expires")
                yield Matter("qualifications", each.document, each.until, text,
                             {"kind": _label("qualifications", "kind", each.kind)}, _tone(each.until, today))

    def _dealings_to_handle(self, today: date) -> Iterator[Matter]:
        for case in self.of("cases"):
            if case["state"] == "running" and case["due"] is not None:
                yield Matter("cases", case.id, case["due"], N_("{procedure}: {step}"), {
                    "procedure": case.named("procedure_id").chinese, "step": case.named("step").chinese},
                    _tone(case["due"], today))
        for feedback in self.of("feedback"):
            if feedback["state"] == "open" and feedback["due"] is not None:
                yield Matter("feedback", feedback.id, feedback["due"], N_("To be answered: {title}"),
                             {"title": feedback["subject"]}, _tone(feedback["due"], today))
        for contact in self.of("contacts"):
            following = contact["next_step"]
            if following is not None and 0 <= (following - today).days <= SOON:
                yield Matter("contacts", contact.id, following, N_("To be taken up again: {subject}"),
                             {"subject": contact["subject"]}, "soon")
        for leaving in self.of("exits"):
            if leaving["closed"] is None and leaving["buffer_ends"] is not None:
                yield Matter("exits", leaving.id, leaving["buffer_ends"], N_("Buffer period ends"), {},
                             _tone(leaving["buffer_ends"], today))


def dossier(look: Look, partner_id: int) -> Dossier:
    """All that the desks hold on one partner, each register asked once."""
    kept = kept_about(look, partner_id)
    return Dossier(
        people=dossier_people.people(look, kept["posts"]),
        memberships=dossier_people.memberships(kept["memberships"]),
        seats=dossier_people.seats(look, kept["seats"]),
        agreements=dossier_papers.agreements(kept["agreements"]),
        ndas=dossier_papers.ndas(kept["ndas"]),
        copies=dossier_papers.copies(kept["numbered_copies"]),
        letters=dossier_papers.letters(kept["incoming"], kept["outgoing"]),
        meetings=dossier_papers.meetings(kept["attendances"], kept["meetings"]),
        duties=dossier_papers.duties(kept["follow_ups"]),
        about=_about(look, partner_id),
        kept=kept,
    )


_ABOUT = select(
    Partner.kinds, Partner.stage, Partner.credit_code, Partner.lei, Partner.other_number, Partner.manager).where(
    Partner.id == bindparam("partner"))


def _about(look: Look, partner_id: int) -> About:
    for kinds, stage, code, lei, other, manager in look.repeated(_ABOUT, partner=partner_id):
        return About(kinds or (), stage, bool(code), is_abroad(code, lei, other), manager or "")
    return About()


def missing_said(unproved: tuple[Standing, ...], words: Words) -> str:
    """The documents that are missing or expired, in one line."""
    return words.listed(register_label("qualifications", "kind", each.kind, words) for each in unproved)


def _label(register: str, name: str, key: str) -> Label:
    from partnerdesk.office.contents import load_records

    chosen = load_records()[register].fields[name].choice(key)
    return Label(chosen.label if chosen is not None else "")


def _tone(due: date, today: date) -> str:
    return "bad" if due < today else "soon"
