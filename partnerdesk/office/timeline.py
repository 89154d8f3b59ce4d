"""Everything that happened with one partner, one line each, newest first, from all desks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from partnerdesk.office.contents import load_records
from partnerdesk.office.kept import Kept, kept_about
from partnerdesk.record.fields import Choice, Kind
from partnerdesk.record.look import Look
from partnerdesk.words import N_, Label, Words

KINDS = (
    Choice("stage", N_("Stage and responsibility")),
    Choice("people", N_("People and seats")),
    Choice("proofs", N_("Documents and look-ups")),
    Choice("ways", N_("Procedures and scores")),
    Choice("choosing", N_("Selection and checks")),
    Choice("dealings", N_("Contacts, gifts and feedback")),
    Choice("meetings", N_("Meetings and tasks")),
    Choice("papers", N_("Letters and agreements")),
)


@dataclass(frozen=True)
class Source:
    """One kind of event: on which day of which register it happens, and how it is told by the entry's fields."""

    register: str
    day: str
    kind: str
    text: str


SOURCES = (
    Source("stage_changes", "since", "stage", N_("Stage: {stage}")),
    Source("responsibilities", "since", "stage", N_("{person} answers for the partner ({duty})")),
    Source("relations", "since", "stage", N_("Form of the relation: {form}")),
    Source("alternates", "since", "stage", N_("{alternate_id} named as alternate")),
    Source("exits", "triggered", "stage", N_("Exit opened: {trigger}")),
    Source("exits", "noticed", "stage", N_("Notice of the exit given")),
    Source("exits", "suspended", "stage", N_("Co-operation suspended")),
    Source("exits", "reconciled", "stage", N_("Exit: reconciled")),
    Source("exits", "closed", "stage", N_("Exit closed")),
    Source("posts", "since", "people", N_("Post taken up: {person_id} {title}")),
    Source("posts", "until", "people", N_("Post left: {person_id} {title}")),
    Source("representative_changes", "takes_effect", "people", N_("{successor_id} represents the member from now on")),
    Source("memberships", "joined", "people", N_("Joined {alliance_id}")),
    Source("memberships", "left", "people", N_("Left {alliance_id}")),
    Source("seats", "since", "people", N_("{person_id} takes a seat on {body_id}")),
    Source("seats", "until", "people", N_("Seat of {person_id} on {body_id} ended")),
    Source("qualifications", "valid_from", "proofs", N_("{kind} valid from this day")),
    Source("qualifications", "original_seen", "proofs", N_("Original seen: {kind}")),
    Source("qualifications", "valid_until", "proofs", N_("{kind} expired")),
    Source("lookups", "looked_up", "proofs", N_("Looked up at {place}: {outcome}")),
    Source("cases", "opened", "ways", N_("{procedure_id} begun")),
    Source("cases", "closed", "ways", N_("{procedure_id}: {state}")),
    Source("case_steps", "decided", "ways", N_("{step_id}: {outcome}")),
    Source("score_sheets", "rated", "ways", N_("Scored by {rater}")),
    Source("candidates", "invited", "choosing", N_("Invited for “{need_id}”")),
    Source("candidates", "answered", "choosing", N_("Answered for “{need_id}”")),
    Source("shortlists", "dated", "choosing", N_("On the list “{title}”")),
    Source("shortlists", "decided", "choosing", N_("List “{title}”: {state}")),
    Source("intent_reports", "dated", "choosing", N_("Intent report: {conclusion}")),
    Source("checklists", "begins", "choosing", N_("{kind} begun")),
    Source("checklists", "closed", "choosing", N_("{kind}: {conclusion}")),
    Source("pilots", "begins", "choosing", N_("Pilot “{title}” begun")),
    Source("pilots", "ends", "choosing", N_("Pilot “{title}” ended")),
    Source("contacts", "happened", "dealings", N_("{kind}: {subject}")),
    Source("gifts", "changed_hands", "dealings", N_("Gift ({direction}): {article}")),
    Source("feedback", "received", "dealings", N_("{kind}: {subject}")),
    Source("feedback", "answered", "dealings", N_("Answered: {subject}")),
    Source("offices_held", "since", "dealings", N_("{person_id} takes office there: {title}")),
    Source("offices_held", "until", "dealings", N_("Term of {person_id} there ended: {title}")),
    Source("participations", "held", "dealings", N_("Took part: {event}")),
    Source("publications", "received", "dealings", N_("Publication received: {title}")),
    Source("publications", "passed_on", "dealings", N_("Publication passed on: {title}")),
    Source("meetings", "starts", "meetings", N_("Meeting: {name}")),
    Source("follow_ups", "closed", "meetings", N_("Done: {task}")),
    Source("incoming", "received", "papers", N_("Received: {title}")),
    Source("outgoing", "dated", "papers", N_("Sent: {title}")),
    Source("agreements", "signed", "papers", N_("“{title}” signed")),
    Source("agreements", "expiry", "papers", N_("“{title}” expired")),
    Source("ndas", "signed", "papers", N_("“{title}” signed")),
    Source("numbered_copies", "taken", "papers", N_("Copy {copy_number} taken")),
    Source("numbered_copies", "returned", "papers", N_("Copy {copy_number} returned")),
    Source("numbered_copies", "destroyed", "papers", N_("Copy {copy_number} destroyed")),
)


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened with the partner: what entry it stands in, and by which source it is told."""

    day: date
    source: Source
    kept: Kept

    @property
    def kind(self) -> str:
        return self.source.kind

    @property
    def register(self) -> str:
        return self.source.register

    @property
    def id(self) -> int:
        return self.kept.id

    def said(self, words: Words) -> str:
        """The line in a language, what it names by the names of that language."""
        return words(self.source.text, **{name: _value(self.kept, name, labels, words)
                                          for name, labels in _placeholders(self.source)})


def timeline(look: Look, partner_id: int, today: date) -> tuple[Happened, ...]:
    """Everything that has happened with a partner until today, newest first."""
    return happened(kept_about(look, partner_id), today)


def happened(kept: Mapping[str, Iterable[Kept]], today: date) -> tuple[Happened, ...]:
    """The same from what was read of the partner already."""
    lines = [line for source in SOURCES for line in _of(source, kept.get(source.register, ())) if line.day <= today]
    lines.sort(key=lambda line: (line.day, line.register, line.id), reverse=True)
    return tuple(lines)


def narrowed(lines: Iterable[Happened], words: Words, *, kind: str = "", text: str = "") -> tuple[Happened, ...]:
    """The lines of one kind in whose sentence all parts of a text stand, as that language says it."""
    parts = text.casefold().split()
    return tuple(line for line in lines if (not kind or line.kind == kind)
                 and (not parts or all(part in line.said(words).casefold() for part in parts)))


def _of(source: Source, kept: Iterable[Kept]) -> Iterator[Happened]:
    for each in kept:
        value = each[source.day]
        if value is not None:
            yield Happened(value.date() if isinstance(value, datetime) else value, source, each)


@cache
def _placeholders(source: Source) -> tuple[tuple[str, dict[str, str] | None], ...]:
    """The fields that a text names, and the labels of those that are choices."""
    fields = load_records()[source.register].fields
    return tuple(
        (name, {choice.key: choice.label for choice in fields[name].choices}
         if fields[name].kind is Kind.CHOICE else None)
        for name in re.findall(r"{(\w+)}", source.text))


def _value(kept: Kept, name: str, labels: dict[str, str] | None, words: Words) -> Any:
    if labels is not None:
        return Label(labels.get(kept[name] or "", ""))
    if kept.in_words(name):
        return kept.named(name).said(words)
    return kept[name] or ""
