"""The papers about partners: the dossier of one, the ledger of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from partnerdesk.office.dossier import Dossier
from partnerdesk.office.partners.facts import PartnerDossier, PartnerLedger
from partnerdesk.office.partners.records import KINDS, PARTNERS, ROLES, STAGES
from partnerdesk.office.wording import choice_label, register_label, seat_title
from partnerdesk.paper.blocks import Align, Block, Column, Fact, Facts, Grid, Heading, Paper, Paragraph, Profile, Title
from partnerdesk.paper.ledger import LedgerColumn, ledger
from partnerdesk.record.fields import Kind
from partnerdesk.record.reading import shown
from partnerdesk.words import N_, Words

# The fields of the grid at the head, in pairs abreast; those marked take the whole width.
_FACTS = (
    ("aliases", True), ("kinds", False), ("stage", False), ("credit_code", False), ("lei", False),
    ("legal_representative", False), ("industry", False), ("capital", False), ("founded", False),
    ("telephone", False), ("email", False), ("address", True), ("english_address", True), ("website", True),
    ("manager", False), ("manager_since", False), ("source", True),
)


def partner_dossier(facts: PartnerDossier, words: Words) -> Paper:
    """The dossier: the partner's own facts, then a table for each thing that the desks keep about it."""
    name = facts.name.said(words)
    known = facts.dossier
    blocks: list[Block] = [Title(words(N_("Partner dossier: {name}"), name=name)), _own_facts(facts, words)]
    sections = (
        (N_("People and posts"), _people(known, facts.day, words)),
        (N_("Memberships and seats"), _memberships(known, words)),
        (N_("Agreements and undertakings of secrecy"), _agreements(known, words)),
        (N_("Documents"), _letters(known, words)),
        (N_("Meetings"), _meetings(known, words)),
        (N_("Follow-up items"), _duties(known, words)),
        (N_("Numbered copies"), _copies(known, words)),
    )
    for label, grid in sections:
        if grid is not None:
            blocks += [Heading(words(label), level=1, bookmark=True), grid]
    notes = facts.values.get("notes")
    if notes:
        blocks.append(Heading(words(N_("Notes")), level=1, bookmark=True))
        blocks += [Paragraph(line) for line in notes.split("\n") if line.strip()]
    return Paper(
        key="partner-dossier",
        title=words(N_("Partner dossier: {name}"), name=name),
        profile=Profile.TABLE,
        blocks=tuple(blocks),
        language=words.language,
        footer=words(N_("{office}, dossier {number}, printed on {day}"), office=facts.letterhead.office.said(words),
                     number=facts.number, day=words.short_day(facts.day)),
        total_pages=True,
    )


def _own_facts(facts: PartnerDossier, words: Words) -> Facts:
    pairs = [Fact(words(N_("Name")), facts.name.chinese, wide=True)]
    if facts.name.english:
        pairs.append(Fact(words(N_("English name")), facts.name.english, wide=True))
    pairs.append(Fact(words(N_("Number")), facts.number))
    for name, wide in _FACTS:
        field = PARTNERS.fields[name]
        said = shown(field, facts.values.get(name), words)
        if said:
            pairs.append(Fact(words(field.label), said, wide=wide))
    return Facts(tuple(_without_gaps(pairs)), columns=2)


def _without_gaps(pairs: Sequence[Fact]) -> Iterator[Fact]:
    """The pairs two abreast; one that would stand beside nothing takes the whole row."""
    abreast = 0
    for place, pair in enumerate(pairs):
        alone = abreast == 0 and (place + 1 == len(pairs) or pairs[place + 1].wide)
        abreast = 0 if pair.wide or alone or abreast else 1
        yield replace(pair, wide=True) if alone else pair


def _people(known: Dossier, today: date, words: Words) -> Grid | None:
    return _grid(
        words,
        ((N_("Full name"), 28), (N_("Post held"), 0), (N_("Answers as"), 26), (N_("Telephone"), 34), (N_("Term"), 30)),
        [
            (
                one.name.said(words), words.listed((one.department, one.title.said(words))),
                words.listed(choice_label(ROLES, role, words) for role in one.roles), one.mobile or one.telephone,
                _span(one.since, one.until, words),
            )
            for one in known.people
        ],
    )


def _memberships(known: Dossier, words: Words) -> Grid | None:
    rows = [
        (each.alliance.said(words), words(N_("Founding member")) + (f" · {each.level}" if each.level else "")
         if each.founding else each.level, _span(each.joined, each.left, words))
        for each in known.memberships
    ] + [
        (each.body.said(words), f"{each.person.said(words)} · {seat_title(each.role, each.body_kind, words)}",
         _span(each.since, each.until, words))
        for each in known.seats
    ]
    return _grid(words, ((N_("Alliance or body"), 0), (N_("Level or seat"), 52), (N_("Term"), 44)), rows)


def _agreements(known: Dossier, words: Words) -> Grid | None:
    return _grid(
        words,
        ((N_("Number"), 25), (N_("Title"), 0), (N_("Signed on"), 22), (N_("Expires on"), 22),
         (N_("Last notice day"), 24), (N_("State"), 22)),
        [
            (each.number, each.title.said(words), _day(each.signed, words), _day(each.expiry, words),
             _day(each.last_notice, words), register_label(register, "state", each.state, words))
            for register, some in (("agreements", known.agreements), ("ndas", known.ndas)) for each in some
        ],
    )


def _letters(known: Dossier, words: Words) -> Grid | None:
    return _grid(
        words,
        ((N_("Number"), 27), (N_("Direction"), 16), (N_("Date"), 22), (N_("Title"), 0), (N_("Document number"), 40)),
        [
            (each.number, words(N_("In")) if each.incoming else words(N_("Out")), _day(each.day, words),
             each.title.said(words), each.document_number)
            for each in known.letters
        ],
    )


def _meetings(known: Dossier, words: Words) -> Grid | None:
    return _grid(
        words,
        ((N_("Number"), 27), (N_("Meeting"), 0), (N_("Date"), 22), (N_("Representative"), 30), (N_("Attendance"), 28)),
        [
            (each.number, each.name.said(words), _day(each.starts.date() if each.starts else None, words),
             each.person.said(words), register_label("attendances", "status", each.status, words))
            for each in known.meetings
        ],
    )


def _duties(known: Dossier, words: Words) -> Grid | None:
    return _grid(
        words,
        ((N_("Number"), 27), (N_("Task"), 0), (N_("Due on"), 24), (N_("State"), 26)),
        [(each.number, each.task.said(words), _day(each.due, words),
          register_label("follow_ups", "state", each.state, words))
         for each in known.duties],
    )


def _copies(known: Dossier, words: Words) -> Grid | None:
    return _grid(
        words,
        ((N_("Material"), 0), (N_("Copy number"), 22), (N_("Taken on"), 24), (N_("Due back on"), 24),
         (N_("Returned on"), 24)),
        [
            (each.title, each.copy_number, _day(each.taken, words), _day(each.due, words), _day(each.returned, words))
            for each in known.copies
        ],
    )


def _grid(words: Words, heads: Sequence[tuple[str, float]], rows: Iterable[tuple[str, ...]]) -> Grid | None:
    """A table with these heads and widths, numbered; nothing when there is nothing to show."""
    kept = tuple((str(place), *row) for place, row in enumerate(rows, 1))
    if not kept:
        return None
    return Grid(
        columns=(Column(words(N_("No.")), 11, Align.CENTRE),
                 *(Column(words(label), width, share=1.0) for label, width in heads)),
        rows=kept,
    )


def _day(day: date | None, words: Words) -> str:
    return words.short_day(day) if day is not None else ""


def _span(since: date | None, until: date | None, words: Words) -> str:
    """From one day to another; an open end says so."""
    if since is None and until is None:
        return ""
    begin = _day(since, words)
    if until is None:
        return words(N_("since {day}"), day=begin)
    return f"{begin} – {_day(until, words)}".strip(" –") if begin else words(N_("until {day}"), day=_day(until, words))


def partner_ledger(facts: PartnerLedger, words: Words) -> Paper:
    """The ledger of all partners, in real landscape."""
    fields = PARTNERS.fields
    columns = (
        LedgerColumn(words(fields["name"].label), Kind.TEXT, share=1.6),
        LedgerColumn(words(fields["kinds"].label), Kind.SEVERAL, share=0.8),
        LedgerColumn(words(fields["stage"].label), Kind.CHOICE, share=0.6),
        LedgerColumn(words(fields["credit_code"].label), Kind.TEXT, share=1.55),
        LedgerColumn(words(fields["legal_representative"].label), Kind.TEXT, share=0.7),
        LedgerColumn(words(N_("Liaison")), Kind.TEXT, share=0.7),
        LedgerColumn(words(fields["telephone"].label), Kind.TEXT, share=1.2),
        LedgerColumn(words(fields["address"].label), Kind.TEXT, share=1.5),
        LedgerColumn(words(fields["manager"].label), Kind.TEXT, share=0.7),
    )
    return ledger(
        key="partner-ledger",
        title=words(N_("Partner ledger")),
        columns=columns,
        rows=tuple(
            (
                row.number, row.name.said(words), words.listed(choice_label(KINDS, kind, words) for kind in row.kinds),
                choice_label(STAGES, row.stage, words), row.code, row.legal_representative, row.liaison.said(words),
                row.telephone, row.address.said(words), row.manager,
            )
            for row in facts.rows
        ),
        struck=tuple(words.labelled(words(N_("Void")), row.struck) if row.struck else "" for row in facts.rows),
        totals=(None,) * len(columns),
        numbered=True,
        office=facts.letterhead.office.said(words),
        clerk="",
        day=facts.day,
        words=words,
    )
