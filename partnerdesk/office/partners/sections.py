"""The chapters of a partner's dossier, each a table of what one or two registers keep about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from partnerdesk.office import contents
from partnerdesk.office.dossier import missing_said
from partnerdesk.office.forms import filled, numbered, running, short_day, span
from partnerdesk.office.kept import Kept
from partnerdesk.office.partners.facts import PartnerDossier
from partnerdesk.office.partners.records import ROLES
from partnerdesk.office.proofs import STANDINGS
from partnerdesk.office.timeline import KINDS as EVENTS
from partnerdesk.office.wording import choice_label, document_title, register_label, seat_title
from partnerdesk.paper.blocks import Align, Block, Cell, Column, Paragraph
from partnerdesk.paper.ledger import ledger_amount
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.reading import shown
from partnerdesk.words import N_, Words

Made = tuple[Block, ...]
DAY = 21.0  # millimetres that a day takes


@dataclass(frozen=True)
class Table:
    """A chapter that lists the entries of one register, a field a column; a width of 0 shares what is left."""

    register: str
    columns: tuple[tuple[str, float], ...]
    small: bool = False  # its amounts are small ones, shown in yuan

    def blocks(self, facts: PartnerDossier, words: Words) -> Made:
        fields = contents.load_records()[self.register].fields
        entries = facts.dossier.of(self.register)
        amounts = any(fields[name].kind is Kind.AMOUNT for name, _ in self.columns if name != "number")
        columns = [
            Column(words(N_("Number")), width) if name == "number" else
            Column(words(fields[name].label), width, _ALIGNS.get(fields[name].kind, Align.LEFT))
            for name, width in self.columns
        ]
        rows = [tuple(self._cell(fields, each, name, words) for name, _ in self.columns) for each in entries]
        unit = words(N_("All amounts in yuan")) if self.small else words(N_("Amounts in yuan"))
        return filled(numbered(words, columns, rows, unit=unit if amounts else ""))

    def _cell(self, fields: dict[str, Field], entry: Kept, name: str, words: Words) -> str:
        if name == "number":
            return entry.number
        value = entry[name]
        if entry.in_words(name):
            return entry.named(name).said(words)
        if fields[name].kind is Kind.AMOUNT:
            return shown(fields[name], value, words) if self.small else ledger_amount(value, words)
        return shown(fields[name], value, words, table=True)


_ALIGNS = {Kind.DAY: Align.CENTRE, Kind.AMOUNT: Align.RIGHT, Kind.NUMBER: Align.RIGHT, Kind.POINTS: Align.RIGHT}

_STAGES = Table("stage_changes", (("since", DAY), ("stage", 28), ("reason", 0), ("case_id", 26)))
_RELATIONS = Table("relations", (("form", 44), ("since", DAY), ("until", DAY), ("reason", 0)))
_ALTERNATES = Table("alternates", (("alternate_id", 0), ("scope", 0), ("readiness", 30), ("since", DAY)))
_LOOKUPS = Table("lookups", (("looked_up", DAY), ("place", 0), ("outcome", 34), ("by", 28)))
_REPRESENTATIVES = Table("representative_changes", (
    ("takes_effect", DAY), ("former_id", 26), ("successor_id", 26), ("letter_number", 0), ("reason", 0)))
_CASES = Table("cases", (("number", 25), ("procedure_id", 0), ("opened", DAY), ("step", 0), ("state", 24), ("closed", DAY)))  # noqa: E501
_STEPS = Table("case_steps", (("case_id", 25), ("step_id", 0), ("round", 13), ("outcome", 34), ("decided", DAY), ("signer", 22)))  # noqa: E501
_SCORES = Table("score_sheets", (("rated", DAY), ("scorecard_id", 0), ("rater", 24), ("department", 26), ("result", 20), ("vetoed", 16)))  # noqa: E501
_CANDIDACIES = Table("candidates", (("need_id", 0), ("state", 26), ("invited", DAY), ("answered", DAY), ("remark", 0)))
_LISTED = Table("listed_candidates", (("shortlist_id", 0), ("position", 14), ("result", 20), ("proposal", 26), ("reason", 0)))  # noqa: E501
_REPORTS = Table("intent_reports", (("number", 25), ("dated", DAY), ("need_id", 0), ("conclusion", 38), ("author", 24)))
_CHECKLISTS = Table("checklists", (("number", 25), ("kind", 0), ("begins", DAY), ("closed", DAY), ("conclusion", 30), ("lead", 22)))  # noqa: E501
_PILOTS = Table("pilots", (("number", 25), ("title", 0), ("begins", DAY), ("ends", DAY), ("verdict", 30)))
_CONTACTS = Table("contacts", (("happened", DAY), ("kind", 24), ("subject", 0), ("promises", 0), ("ours", 22)))
_GIFTS = Table("gifts", (("changed_hands", DAY), ("direction", 16), ("article", 0), ("value", 20), ("occasion", 0), ("ours", 20), ("approver", 20)), small=True)  # noqa: E501
_FEEDBACK = Table("feedback", (("received", DAY), ("kind", 24), ("subject", 0), ("handler", 22), ("answered", DAY), ("state", 20)))  # noqa: E501
_OFFICES = Table("offices_held", (("person_id", 26), ("title", 0), ("since", DAY), ("until", DAY)))
_EVENTS = Table("participations", (("held", DAY), ("kind", 34), ("event", 0), ("ours", 30)))
_PUBLICATIONS = Table("publications", (("received", DAY), ("title", 0), ("issue", 26), ("passed_to", 0), ("passed_on", DAY)))  # noqa: E501
_EXITS = Table("exits", (("number", 25), ("form", 0), ("trigger", 0), ("triggered", DAY), ("state", 24), ("closed", DAY)))  # noqa: E501


def sections(facts: PartnerDossier, words: Words) -> Iterator[tuple[str, Made]]:
    """Every chapter by its English label; those that hold nothing are left out by whoever sets them."""
    yield N_("What has to be seen to"), _attention(facts, words)
    yield contents.entry("stage_changes").title, _STAGES.blocks(facts, words)
    yield N_("People and posts"), _people(facts, words)
    yield contents.entry("representative_changes").title, _REPRESENTATIVES.blocks(facts, words)
    yield contents.entry("responsibilities").title, _responsibilities(facts, words)
    yield contents.entry("relations").title, _RELATIONS.blocks(facts, words)
    yield contents.entry("qualifications").title, _qualifications(facts, words)
    yield contents.entry("lookups").title, _LOOKUPS.blocks(facts, words)
    yield N_("Memberships and seats"), _memberships(facts, words)
    for key, table in _WAYS:
        yield contents.entry(key).title, table.blocks(facts, words)
    yield N_("Agreements and undertakings of secrecy"), _agreements(facts, words)
    yield N_("Numbered copies"), _copies(facts, words)
    for key, table in _DEALINGS:
        yield contents.entry(key).title, table.blocks(facts, words)
    yield N_("Documents"), _letters(facts, words)
    yield N_("Meetings"), _meetings(facts, words)
    yield N_("Follow-up items"), _duties(facts, words)
    yield contents.entry("exits").title, _EXITS.blocks(facts, words)
    yield contents.entry("alternates").title, _ALTERNATES.blocks(facts, words)
    yield N_("Notes"), running(facts.partner.values.get("notes") or "")


_WAYS = (
    ("cases", _CASES), ("case_steps", _STEPS), ("score_sheets", _SCORES), ("candidates", _CANDIDACIES),
    ("shortlists", _LISTED), ("intent_reports", _REPORTS), ("checklists", _CHECKLISTS), ("pilots", _PILOTS),
)
_DEALINGS = (
    ("contacts", _CONTACTS), ("gifts", _GIFTS), ("feedback", _FEEDBACK), ("offices_held", _OFFICES),
    ("participations", _EVENTS), ("publications", _PUBLICATIONS),
)


def timeline(facts: PartnerDossier, words: Words) -> Made:
    """What happened, newest first, a line each; where it does not reach back to the beginning it says so."""
    lines = _table(
        words,
        ((N_("Day"), DAY), (N_("What happened"), 0), (N_("Kind"), 40)),
        [(short_day(line.day, words), line.said(words), choice_label(EVENTS, line.kind, words))
         for line in facts.past()],
    )
    if facts.since is None or not lines:
        return lines
    return (Paragraph(words(N_("Since {day}, the newest first."), day=facts.since), keep_with_next=True), *lines)


def _attention(facts: PartnerDossier, words: Words) -> Made:
    unproved = facts.dossier.unproved(facts.day)
    missing = words.labelled(words(N_("Missing or expired documents")), missing_said(unproved, words))
    table = _table(
        words,
        ((N_("Due on"), DAY), (N_("Matter"), 0), (N_("Standing"), 26)),
        [
            (short_day(matter.day, words), words(matter.text, **matter.values),
             Cell(words(N_("Overdue")), bold=True) if matter.tone == "bad" else words(N_("Due soon")))
            for matter in facts.dossier.to_handle(facts.day)
        ],
    )
    return ((Paragraph(missing),) if unproved else ()) + table


def _people(facts: PartnerDossier, words: Words) -> Made:
    return _table(
        words,
        ((N_("Full name"), 28), (N_("Post held"), 0), (N_("Answers as"), 26), (N_("Telephone"), 34), (N_("Term"), 30)),
        [
            (
                one.name.said(words), words.listed((one.department, one.title.said(words))),
                words.listed(choice_label(ROLES, role, words) for role in one.roles), one.mobile or one.telephone,
                span(one.since, one.until, words),
            )
            for one in facts.dossier.people
        ],
    )


def _responsibilities(facts: PartnerDossier, words: Words) -> Made:
    return _table(
        words,
        ((N_("Full name"), 26), (N_("Answers as our"), 0), (N_("In the phase of"), 34), (N_("Term"), 44)),
        [
            (each["person"], register_label("responsibilities", "duty", each["duty"], words),
             register_label("responsibilities", "phase", each["phase"], words),
             span(each["since"], each["until"], words))
            for each in facts.dossier.of("responsibilities")
        ],
    )


def _qualifications(facts: PartnerDossier, words: Words) -> Made:
    """Every document that is kept or required, with its standing on the day."""
    held = {each.id: each for each in facts.dossier.of("qualifications")}
    rows: list[tuple[str | Cell, ...]] = []
    for standing in facts.dossier.proofs(facts.day):
        each = held.get(standing.document or 0)
        said = choice_label(STANDINGS, standing.standing, words)
        if each is None:
            rows.append((document_title(standing.kind, "", words), "", "", "", Cell(said, bold=standing.open)))
            continue
        until = words(N_("Without an end")) if each["permanent"] else short_day(each["valid_until"], words)
        rows.append((
            document_title(standing.kind, each["title"] or "", words), each["document_number"] or "",
            each["issuer"] or "", until, Cell(said, bold=standing.open)))
    return _table(
        words,
        ((N_("Document"), 0), (N_("Number of the document"), 32), (N_("Issued by"), 0), (N_("Valid until"), 24),
         (N_("Standing"), 30)),
        rows,
    )


def _memberships(facts: PartnerDossier, words: Words) -> Made:
    rows = [
        (each.alliance.said(words), words(N_("Founding member")) + (f" · {each.level}" if each.level else "")
         if each.founding else each.level, span(each.joined, each.left, words))
        for each in facts.dossier.memberships
    ] + [
        (each.body.said(words), f"{each.person.said(words)} · {seat_title(each.role, each.body_kind, words)}",
         span(each.since, each.until, words))
        for each in facts.dossier.seats
    ]
    return _table(words, ((N_("Alliance or body"), 0), (N_("Level or seat"), 52), (N_("Term"), 44)), rows)


def _agreements(facts: PartnerDossier, words: Words) -> Made:
    days = f"{words(N_('Signed on'))}\n{words(N_('Expires on'))}"
    columns = (
        Column(words(N_("Number")), 25), Column(words(N_("Title"))), Column(days, DAY, Align.CENTRE),
        Column(words(N_("Last notice day")), DAY, Align.CENTRE), Column(words(N_("Amount")), 22, Align.RIGHT),
        Column(words(N_("State")), 20),
    )
    return filled(numbered(
        words, columns,
        [
            (each.number, each.title.said(words),
             f"{short_day(each.signed, words)}\n{short_day(each.expiry, words)}".strip(),
             short_day(each.last_notice, words), ledger_amount(each.amount, words),
             register_label(register, "state", each.state, words))
            for register, some in (("agreements", facts.dossier.agreements), ("ndas", facts.dossier.ndas))
            for each in some
        ],
        unit=words(N_("Amounts in yuan")),
    ))


def _letters(facts: PartnerDossier, words: Words) -> Made:
    return _table(
        words,
        ((N_("Number"), 27), (N_("Direction"), 16), (N_("Date"), DAY), (N_("Title"), 0), (N_("Document number"), 40)),
        [
            (each.number, words(N_("In")) if each.incoming else words(N_("Issued")), short_day(each.day, words),
             each.title.said(words), each.document_number)
            for each in facts.dossier.letters
        ],
    )


def _meetings(facts: PartnerDossier, words: Words) -> Made:
    return _table(
        words,
        ((N_("Number"), 27), (N_("Meeting"), 0), (N_("Date"), DAY), (N_("Representative"), 30), (N_("Attendance"), 28)),
        [
            (each.number, each.name.said(words), short_day(each.starts.date() if each.starts else None, words),
             each.person.said(words), register_label("attendances", "status", each.status, words))
            for each in facts.dossier.meetings
        ],
    )


def _duties(facts: PartnerDossier, words: Words) -> Made:
    return _table(
        words,
        ((N_("Number"), 27), (N_("Task"), 0), (N_("Due on"), 24), (N_("State"), 26)),
        [(each.number, each.task.said(words), short_day(each.due, words),
          register_label("follow_ups", "state", each.state, words))
         for each in facts.dossier.duties],
    )


def _copies(facts: PartnerDossier, words: Words) -> Made:
    return _table(
        words,
        ((N_("Material"), 0), (N_("Copy number"), 22), (N_("Taken on"), 24), (N_("Due back on"), 24),
         (N_("Returned on"), 24)),
        [
            (each.title, each.copy_number, short_day(each.taken, words), short_day(each.due, words),
             short_day(each.returned, words))
            for each in facts.dossier.copies
        ],
    )


def _table(
    words: Words, heads: Sequence[tuple[str, float]], rows: Iterable[Sequence[str | Cell]],
) -> Made:
    """A table with these heads and widths; nothing when there is nothing to show."""
    return filled(numbered(words, [Column(words(label), width) for label, width in heads], rows))
