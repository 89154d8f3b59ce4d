"""Everything the office keeps and prints, in menu order; nothing heavy is imported to read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.record.procedure import Procedure
    from partnerdesk.record.register import Register


@dataclass(frozen=True)
class Entry:
    """One register: its key, its titles, its place in the menu, and where its record and page are declared."""

    key: str
    title: str  # what the menu says
    one: str  # what one entry is called
    group: str  # key of a group; empty for the lines of another record, which have no menu item
    icon: str
    records: str  # module that declares it among its REGISTERS
    page: str = ""  # module with a page of its own, else the register page
    intro: str = ""  # what an empty page says: what stands here and why
    ledger: str = ""  # what the printed ledger is called
    kept_by_program: bool = False  # its entries are made by what the clerk does, not typed
    by_acts: bool = False  # its entries come about step by step, and so by no import
    alike: str = ""  # module that tells which of its entries may be one and the same


@dataclass(frozen=True)
class PaperEntry:
    """One kind of paper: the facts it takes and where they and its blocks are declared."""

    key: str  # what the command line calls it; with "_" for "-" the name of its functions
    title: str
    of: str  # the register whose record it is about; empty when it is about the whole office
    module: str  # folder of the desk: its facts.py and papers.py hold the functions


@dataclass(frozen=True)
class PageEntry:
    """A page in the menu that keeps no register of its own but shows what others keep."""

    key: str
    title: str
    group: str
    icon: str
    page: str


GROUPS = (
    ("partners", N_("Partners and alliances")),
    ("ways", N_("Admission to exit")),
    ("upkeep", N_("Upkeep")),
    ("meetings", N_("Meetings")),
    ("agreements", N_("Agreements and secrecy")),
    ("papers", N_("Documents and registers")),
)

_PARTNERS = "partnerdesk.office.partners"
_ALLIANCES = "partnerdesk.office.alliances"
_MEETINGS = "partnerdesk.office.meetings"
_AGREEMENTS = "partnerdesk.office.agreements"
_SECRECY = "partnerdesk.office.confidentiality"
_DOCUMENTS = "partnerdesk.office.documents"
_REGISTERS = "partnerdesk.office.registers"
_DUPLICATES = "partnerdesk.office.duplicates"
_CASES = "partnerdesk.office.cases"
_SCORES = "partnerdesk.office.scorecards"
_SELECTION = "partnerdesk.office.selection"
_CHECKLISTS = "partnerdesk.office.checklists"
_QUALIFICATIONS = "partnerdesk.office.qualifications"
_CARE = "partnerdesk.office.care"
_EXITS = "partnerdesk.office.exits"

ENTRIES = (
    Entry("partners", N_("Partners"), N_("Partner"), "partners", "building", f"{_PARTNERS}.records",
          f"{_PARTNERS}.pages",
          intro=N_("Every outside organization that the office deals with has its dossier here."),
          ledger=N_("Register of partners"), alike=_DUPLICATES),
    Entry("persons", N_("People"), N_("Person"), "partners", "people", f"{_PARTNERS}.records",
          intro=N_("The people of the partners, with their posts and how to reach them."),
          ledger=N_("Register of people"), alike=_DUPLICATES),
    Entry("posts", N_("Posts"), N_("Post"), "", "badge", f"{_PARTNERS}.records",
          ledger=N_("Register of posts")),
    Entry("responsibilities", N_("Managers answerable"), N_("Responsibility"), "", "badge", f"{_PARTNERS}.records",
          ledger=N_("Register of managers answerable")),
    Entry("relations", N_("Forms of relation"), N_("Form of relation"), "", "link", f"{_PARTNERS}.records",
          ledger=N_("Register of forms of relation")),
    Entry("stage_changes", N_("Changes of stage"), N_("Change of stage"), "", "list", f"{_PARTNERS}.records",
          ledger=N_("Register of changes of stage"), kept_by_program=True),
    Entry("alternates", N_("Alternates"), N_("Alternate"), "", "people", f"{_PARTNERS}.records",
          ledger=N_("Register of alternates")),
    Entry("bank_accounts", N_("Bank details"), N_("Bank account"), "", "card", f"{_PARTNERS}.records",
          ledger=N_("Register of bank details")),
    Entry("not_duplicates", N_("Not the same"), N_("Pair told apart"), "", "people", f"{_REGISTERS}.not_duplicates",
          intro=N_("Partners and persons that look alike and are not the same; they are not proposed again."),
          ledger=N_("Register of pairs told apart"), kept_by_program=True),
    Entry("qualifications", N_("Qualification documents"), N_("Qualification document"), "partners", "contract",
          f"{_QUALIFICATIONS}.records",
          intro=N_("Licences and certificates of the partners, with their numbers, validity and scans."),
          ledger=N_("Register of qualification documents")),
    Entry("lookups", N_("Look-ups"), N_("Look-up"), "", "check", f"{_QUALIFICATIONS}.records",
          ledger=N_("Register of look-ups")),
    Entry("representative_changes", N_("Changes of representative"), N_("Change of representative"), "partners",
          "people", f"{_PARTNERS}.records",
          intro=N_("Who represented a member and who does now, and where the new name was carried."),
          ledger=N_("Register of changes of representative")),
    Entry("alliances", N_("Alliances"), N_("Alliance"), "partners", "link", f"{_ALLIANCES}.records",
          intro=N_("An alliance with its members, its bodies and who sits on them."),
          ledger=N_("Register of alliances")),
    Entry("memberships", N_("Memberships"), N_("Membership"), "partners", "card", f"{_ALLIANCES}.records",
          intro=N_("Which partner belongs to which alliance, at what level and since when."),
          ledger=N_("Register of members")),
    Entry("bodies", N_("Bodies"), N_("Body"), "partners", "council", f"{_ALLIANCES}.records",
          intro=N_("Councils, committees and working groups of the alliances."),
          ledger=N_("Register of bodies")),
    Entry("seats", N_("Seats"), N_("Seat"), "partners", "seat", f"{_ALLIANCES}.records",
          intro=N_("Who sits on which body, for which member unit, from when to when."),
          ledger=N_("Register of seats")),
    Entry("cases", N_("Procedures under way"), N_("Case"), "ways", "list", f"{_CASES}.records", f"{_CASES}.pages",
          intro=N_("Admissions, onboardings, exits and reviews: where each stands and whom it waits for."),
          ledger=N_("Register of cases"), by_acts=True),
    Entry("case_steps", N_("Steps decided"), N_("Step of a case"), "", "check", f"{_CASES}.records",
          ledger=N_("Register of steps decided"), by_acts=True),
    Entry("needs", N_("Needs"), N_("Need"), "ways", "target", f"{_SELECTION}.records",
          f"{_SELECTION}.pages.needs",
          intro=N_("What the house lacks and seeks partners for, with the requirement document and the candidates."),
          ledger=N_("Register of needs")),
    Entry("candidates", N_("Candidates"), N_("Candidate"), "", "people", f"{_SELECTION}.records",
          ledger=N_("Register of candidates")),
    Entry("score_sheets", N_("Score sheets"), N_("Score sheet"), "ways", "check", f"{_SCORES}.records",
          f"{_SCORES}.pages.sheets",
          intro=N_("One sheet for each rater and partner, typed in from paper or filled in on screen."),
          ledger=N_("Register of score sheets")),
    Entry("scores", N_("Scores"), N_("Score"), "", "check", f"{_SCORES}.records", ledger=N_("Register of scores")),
    Entry("shortlists", N_("Shortlists"), N_("Shortlist"), "ways", "list", f"{_SELECTION}.records",
          f"{_SELECTION}.pages.shortlists",
          intro=N_("Candidates recommended to management, approved as one list."),
          ledger=N_("Register of shortlists")),
    Entry("listed_candidates", N_("Candidates listed"), N_("Listed candidate"), "", "people",
          f"{_SELECTION}.records", ledger=N_("Register of listed candidates")),
    Entry("intent_reports", N_("Intent reports"), N_("Intent report"), "ways", "outbox", f"{_SELECTION}.records",
          intro=N_("What speaks for and against co-operation with a candidate, and what is proposed."),
          ledger=N_("Register of intent reports")),
    Entry("checklists", N_("Checklists"), N_("Checklist"), "ways", "check", f"{_CHECKLISTS}.records",
          f"{_CHECKLISTS}.pages",
          intro=N_("Due diligence, onboarding and the steps of an exit, point by point."),
          ledger=N_("Register of checklists")),
    Entry("checklist_items", N_("Points of checklists"), N_("Point of a checklist"), "", "check",
          f"{_CHECKLISTS}.records", ledger=N_("Register of points")),
    Entry("pilots", N_("Pilots"), N_("Pilot of a partnership"), "ways", "target", f"{_CHECKLISTS}.records",
          intro=N_("Small trials before a strategic partnership."), ledger=N_("Register of pilots")),
    Entry("exits", N_("Exits"), N_("Exit"), "ways", "outbox", f"{_EXITS}.records", f"{_EXITS}.pages",
          intro=N_("Partners on their way out: trigger, notice, buffer period, hand-over and lessons."),
          ledger=N_("Register of exits")),
    Entry("procedures", N_("Procedures"), N_("Procedure"), "ways", "gavel", f"{_CASES}.records",
          f"{_CASES}.pages.procedures",
          intro=N_("The steps by which partners are admitted, introduced and let go, as this office runs them."),
          ledger=N_("Register of procedures")),
    Entry("procedure_steps", N_("Steps of procedures"), N_("Step of a procedure"), "", "list", f"{_CASES}.records",
          ledger=N_("Register of steps")),
    Entry("scorecards", N_("Scorecards"), N_("Scorecard"), "ways", "tag", f"{_SCORES}.records",
          f"{_SCORES}.pages.cards",
          intro=N_("The criteria and weights by which partners are scored."),
          ledger=N_("Register of scorecards")),
    Entry("criteria", N_("Criteria"), N_("Criterion"), "", "tag", f"{_SCORES}.records",
          ledger=N_("Register of criteria")),
    Entry("contacts", N_("Contacts and visits"), N_("Contact or visit"), "upkeep", "people", f"{_REGISTERS}.contacts",
          intro=N_("Talks, letters and visits: who, about what, and what was promised."),
          ledger=N_("Register of contacts and visits")),
    Entry("feedback", N_("Feedback"), N_("Feedback entry"), "upkeep", "inbox", f"{_REGISTERS}.feedback",
          intro=N_("Complaints, suggestions and wishes of partners, and how they were answered."),
          ledger=N_("Register of feedback")),
    Entry("gifts", N_("Gifts"), N_("Gift entry"), "upkeep", "tag", f"{_REGISTERS}.gifts",
          intro=N_("Gifts given and received, with their value and who approved."),
          ledger=N_("Register of gifts")),
    Entry("offices_held", N_("Offices held"), N_("Office held in an association"), "upkeep", "seat",
          f"{_REGISTERS}.associations",
          intro=N_("Offices that our people hold at associations, with their terms."),
          ledger=N_("Register of offices held")),
    Entry("participations", N_("Events taken part in"), N_("Event taken part in"), "upkeep", "calendar",
          f"{_REGISTERS}.associations",
          intro=N_("Events of associations and institutions in which the house took part."),
          ledger=N_("Register of events taken part in")),
    Entry("publications", N_("Publications"), N_("Publication received"), "upkeep", "book",
          f"{_REGISTERS}.associations",
          intro=N_("Publications received and to whom they were passed on."),
          ledger=N_("Register of publications")),
    Entry("meetings", N_("Meetings"), N_("Meeting"), "meetings", "calendar", f"{_MEETINGS}.records",
          f"{_MEETINGS}.pages",
          intro=N_("Meetings with their agenda, attendance, minutes and papers."),
          ledger=N_("Register of meetings")),
    Entry("meeting_categories", N_("Meeting categories"), N_("Meeting category"), "meetings", "tag",
          f"{_MEETINGS}.records",
          intro=N_("The kinds of meeting the office calls, such as council meetings and coordination meetings."),
          ledger=N_("Register of meeting categories")),
    Entry("agenda_items", N_("Agenda items"), N_("Agenda item"), "", "list", f"{_MEETINGS}.records",
          ledger=N_("List of agenda items")),
    Entry("attendances", N_("Attendance"), N_("Attendance"), "", "check", f"{_MEETINGS}.records",
          ledger=N_("List of attendance")),
    Entry("resolutions", N_("Resolutions"), N_("Resolution"), "meetings", "gavel", f"{_MEETINGS}.records",
          intro=N_("What the bodies resolved, with number, wording and date."),
          ledger=N_("Register of resolutions")),
    Entry("follow_ups", N_("Follow-up items"), N_("Follow-up item"), "meetings", "target", f"{_MEETINGS}.records",
          intro=N_("What somebody has to do by a day because a meeting decided so."),
          ledger=N_("Register of follow-up items")),
    Entry("agreements", N_("Agreements"), N_("Agreement"), "agreements", "contract", f"{_AGREEMENTS}.records",
          intro=N_("Agreements with their terms, notice days and where the originals are kept."),
          ledger=N_("Register of agreements")),
    Entry("confidential_items", N_("Confidential items"), N_("Confidential item"), "agreements", "lock",
          f"{_SECRECY}.records",
          intro=N_("Trade secrets with owner, level, term and the circle of people who know them."),
          ledger=N_("Register of confidential items")),
    Entry("ndas", N_("Non-disclosure agreements"), N_("Non-disclosure agreement"), "agreements", "shield",
          f"{_SECRECY}.records",
          intro=N_("Non-disclosure agreements and what still binds after their term."),
          ledger=N_("Register of non-disclosure agreements")),
    Entry("numbered_copies", N_("Numbered copies"), N_("Numbered copy"), "agreements", "copies",
          f"{_SECRECY}.records",
          intro=N_("Each numbered copy: who took it, when it came back or was destroyed."),
          ledger=N_("Register of numbered copies")),
    Entry("incoming", N_("Incoming documents"), N_("Incoming document"), "papers", "inbox", f"{_DOCUMENTS}.records",
          intro=N_("Letters and papers received, who handles them and by when."),
          ledger=N_("Register of incoming documents")),
    Entry("outgoing", N_("Outgoing documents"), N_("Outgoing document"), "papers", "outbox", f"{_DOCUMENTS}.records",
          intro=N_("Documents sent out, with number, signatory and recipients."),
          ledger=N_("Register of outgoing documents")),
    Entry("seal_uses", N_("Seal use"), N_("Seal use entry"), "papers", "stamp", f"{_REGISTERS}.seal_use",
          intro=N_("Every use of a seal: which paper, how many, who approved and who watched."),
          ledger=N_("Register of seal use")),
    Entry("loans", N_("Loans"), N_("Loan"), "papers", "book", f"{_REGISTERS}.loans",
          intro=N_("Originals and copies lent out, and when they are due back."),
          ledger=N_("Register of loans")),
    Entry("calendar_days", N_("Working calendar"), N_("Day of the working calendar"), "papers", "calendar",
          f"{_REGISTERS}.calendar_days",
          intro=N_("Days off and make-up working days that the program does not know yet."),
          ledger=N_("Working calendar")),
    Entry("print_log", N_("Print log"), N_("Print"), "papers", "printer", f"{_REGISTERS}.print_log",
          intro=N_("Every paper that was printed: what, when, by whom, and what the check found."),
          ledger=N_("Record of prints"), kept_by_program=True),
)

PAGES = (
    PageEntry("care", N_("Care list"), "upkeep", "gift", f"{_CARE}.pages"),
)

PAPERS = (
    PaperEntry("meeting-notice", N_("Meeting notice"), "meetings", _MEETINGS),
    PaperEntry("agenda", N_("Agenda"), "meetings", _MEETINGS),
    PaperEntry("participants", N_("Participant list"), "meetings", _MEETINGS),
    PaperEntry("sign-in-sheet", N_("Sign-in sheet"), "meetings", _MEETINGS),
    PaperEntry("minutes", N_("Minutes"), "meetings", _MEETINGS),
    PaperEntry("partner-dossier", N_("Partner dossier"), "partners", _PARTNERS),
    PaperEntry("partner-timeline", N_("Timeline"), "partners", _PARTNERS),
    PaperEntry("partner-ledger", N_("Partner ledger"), "", _PARTNERS),
    PaperEntry("care-list", N_("Care list"), "", _CARE),
    PaperEntry("membership-application", N_("Application for membership"), "partners", _ALLIANCES),
    PaperEntry("change-form", N_("Form for changed particulars"), "partners", _PARTNERS),
    PaperEntry("envelope", N_("Envelope"), "partners", _PARTNERS),
    PaperEntry("representative-letter", N_("Letter on the change of representative"), "representative_changes",
               _PARTNERS),
    PaperEntry("member-certificate", N_("Certificate of membership"), "memberships", _ALLIANCES),
    PaperEntry("directory", N_("Directory"), "bodies", _ALLIANCES),
    PaperEntry("body-envelopes", N_("Envelopes"), "bodies", _ALLIANCES),
    PaperEntry("body-labels", N_("Labels"), "bodies", _ALLIANCES),
    PaperEntry("alliance-directory", N_("Directory"), "alliances", _ALLIANCES),
    PaperEntry("member-envelopes", N_("Envelopes"), "alliances", _ALLIANCES),
    PaperEntry("member-labels", N_("Labels"), "alliances", _ALLIANCES),
    PaperEntry("qualification-ledger", N_("Ledger of qualification documents"), "", _QUALIFICATIONS),
    PaperEntry("rating-sheet", N_("Blank rating sheet"), "scorecards", _SCORES),
    PaperEntry("partner-rating-sheet", N_("Blank rating sheet"), "partners", _SCORES),
    PaperEntry("case-rating-sheet", N_("Blank rating sheet"), "cases", _SCORES),
    PaperEntry("score-sheet", N_("Score sheet"), "score_sheets", _SCORES),
    PaperEntry("partner-comparison", N_("Comparison of score sheets"), "partners", _SCORES),
    PaperEntry("candidate-comparison", N_("Comparison of candidates"), "needs", _SCORES),
    PaperEntry("intent-report", N_("Intent report"), "intent_reports", _SELECTION),
    PaperEntry("approval-form", N_("Approval form"), "cases", _CASES),
    PaperEntry("diligence-report", N_("Report on the checklist"), "checklists", _CHECKLISTS),
    PaperEntry("diligence-checklist", N_("Blank checklist"), "checklists", _CHECKLISTS),
    PaperEntry("exit-notice", N_("Notice of exit"), "exits", _EXITS),
    PaperEntry("exit-plan", N_("Exit plan"), "exits", _EXITS),
)

# Modules that declare what is shipped: each office takes its own copy, which it may edit.
PROCEDURES = (f"{_PARTNERS}.procedures",)
SCORECARDS = (f"{_PARTNERS}.scorecards",)

# What other desks show under the tabs of a partner's dossier: the tab's key, then module:class.
DOSSIER_PARTS = (
    ("cases", f"{_CASES}.pages:CasesPart"),
    ("scores", f"{_SCORES}.pages:ScoresPart"),
)

# Bound from the papers of a meeting and its annexes, and so composed apart from them.
PACKET = PaperEntry("packet", N_("Packet"), "meetings", "")


@cache
def load_records() -> dict[str, Register]:
    """All registers by key; loads every record module, after which a `Work` may open."""
    import partnerdesk.record.clerk
    import partnerdesk.record.office
    import partnerdesk.record.stored_file  # noqa: F401 - their tables belong to every desk

    registers: dict[str, Register] = {}
    for entry in ENTRIES:
        declared = import_module(entry.records).REGISTERS
        registers[entry.key] = next(register for register in declared if register.key == entry.key)
    return registers


@cache
def procedures() -> tuple[Procedure, ...]:
    """The procedures that are shipped, in the order in which they are offered."""
    return tuple(each for module in PROCEDURES for each in import_module(module).PROCEDURES)


def record(key: str) -> Any:
    """The record of a register of another desk: links go by table name, and so does reading across them."""
    return load_records()[key].record


@cache
def entry(key: str) -> Entry:
    """The entry of a register; KeyError where there is none."""
    found = next((entry for entry in ENTRIES if entry.key == key), None)
    if found is None:
        raise KeyError(key)
    return found


def may_be_alike(key: str) -> bool:
    """Whether two entries of a register may turn out to be one and the same; settings have no entry here."""
    return any(each.alike for each in ENTRIES if each.key == key)


@cache
def paper(key: str) -> PaperEntry:
    """The entry of a kind of paper; ledgers of registers are called REGISTER-ledger. KeyError where there is none."""
    found = next((paper for paper in (*PAPERS, PACKET) if paper.key == key), None)
    if found is not None:
        return found
    for each in ENTRIES:
        if key == f"{each.key.replace('_', '-')}-ledger":
            return PaperEntry(key, each.ledger, "", "")
    raise KeyError(key)
