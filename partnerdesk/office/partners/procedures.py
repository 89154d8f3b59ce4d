"""The procedures shipped: admission in four variants, onboarding, two exits, and what goes before an admission."""

from __future__ import annotations

from partnerdesk.record.procedure import Procedure, Step
from partnerdesk.words import N_

# Nobody passes a decision on to somebody who has not taken it: the last word is given or refused, or sent back.
_LAST = ("pass", "conditional", "return", "refuse")
_DONE = ("pass", "return", "not-applicable")  # what is carried out rather than judged

_LICENCES = N_("Business licence with the unified social credit code")
_PERMITS = N_("Permits and certificates of the trade")
_CREDIT = N_("Credit record, with the screenshots of the look-ups")
_DILIGENCE_REPORT = N_("Report of the due diligence")
_SCORE_SHEETS = N_("Score sheets, signed by the raters")
_MEETING_RECORD = N_("Record of the meeting with its sign-in sheet")
_INTENT_REPORT = N_("Intent report: basic facts, strengths, risks, proposal")
_APPROVAL_FORM = N_("Approval form with the opinions of all departments")

ADMISSION_GENERAL = Procedure(
    code="admission-general",
    title=N_("Admission of a partner in general"),
    basis=N_("“Admission of business partners” of the Rules on Business Partners and Alliances"),
    clauses=("A1", "B1"),
    subject="partners",
    enters="review",
    passed="admitted",
    refused="refused",
    steps=(
        Step("qualification", N_("Qualification review"), "market", 5,
             (_LICENCES, _PERMITS, _CREDIT), gates=("documents", "lookups")),
        Step("diligence", N_("Due diligence"), "business", 10,
             (N_("Production capability, quality management and research seen on site"), _DILIGENCE_REPORT),
             gates=("diligence",)),
        Step("risk", N_("Risk assessment"), "legal", 5,
             (N_("Reputation, financial stability and legal risks, one by one"), _SCORE_SHEETS), gates=("scores",)),
        Step("approval", N_("Approval"), "management", 3, (_APPROVAL_FORM,), _LAST),
    ),
)
ADMISSION_MEMBER = Procedure(
    code="admission-member",
    title=N_("Admission of an alliance member"),
    basis=N_("“Choice of alliance partners” of the Measures on Cross-industry Alliances"),
    clauses=("B0", "B1", "B2", "A5"),
    subject="partners",
    enters="review",
    passed="admitted",
    refused="refused",
    steps=(
        Step("qualification", N_("Qualification review"), "market", 5,
             (N_("Application to join with its declaration, signed and sealed"), _LICENCES, _PERMITS,
              N_("Operating state and credit record")), gates=("documents",)),
        Step("legality", N_("Review of legality"), "legal", 5,
             (N_("Lawful operation: no serious disputes or violations, with the screenshots of the look-ups"),),
             after=("qualification",), gates=("lookups",)),
        Step("finance", N_("Financial assessment"), "finance", 5,
             (N_("Audited accounts: profitability and solvency"),), after=("qualification",)),
        Step("intent", N_("Assessment of the intent to co-operate"), "business", 5,
             (N_("Field, channels, customers, complementarity and potential"), _SCORE_SHEETS),
             after=("legality", "finance"), gates=("scores",)),
        Step("meeting", N_("Comprehensive review meeting"), "secretariat", 10, (_MEETING_RECORD, _INTENT_REPORT),
             gates=("meeting", "report")),
        Step("approval", N_("Approval of the list"), "management", 5,
             (N_("Shortlist, approved by management as one list"), _APPROVAL_FORM), _LAST, gates=("shortlist",)),
    ),
)
ADMISSION_NEED = Procedure(
    code="admission-need",
    title=N_("Admission by choice for a need"),
    basis=N_("“Evaluation of candidates” of the Rules on Working with Partners"),
    clauses=("C1", "C2", "C3"),
    subject="partners",
    enters="review",
    passed="admitted",
    refused="refused",
    steps=(
        Step("reading", N_("Reading of the documents"), "business", 5,
             (N_("Answer to the need with the first co-operation plan"), _LICENCES, _PERMITS), gates=("documents",)),
        Step("scoring", N_("Scoring"), "experts", 5, (_SCORE_SHEETS,), gates=("scores",)),
        Step("panel", N_("Expert review meeting"), "experts", 10, (_MEETING_RECORD,)),
        Step("diligence", N_("Due diligence on the best"), "market", 10,
             (N_("Site visits and talks with their customers"), _DILIGENCE_REPORT), gates=("diligence",),
             optional=True),
        Step("recommendation", N_("Recommended list"), "business", 3,
             (N_("Shortlist with rank, result and proposal for each candidate"),)),
        Step("approval", N_("Approval"), "management", 5, (_APPROVAL_FORM,), _LAST, gates=("shortlist",)),
    ),
)
ADMISSION_STRATEGIC = Procedure(
    code="admission-strategic",
    title=N_("Admission of a strategic partner"),
    basis=N_("“Assessment of fit” and “Deepened due diligence” of the Process of Strategic Partnerships"),
    clauses=("E1", "E2", "E3"),
    subject="partners",
    enters="review",
    passed="admitted",
    refused="refused",
    steps=(
        Step("fit", N_("Assessment of fit"), "business", 10,
             (N_("Strategy, capability and culture, quantified"), _SCORE_SHEETS), gates=("scores",)),
        Step("diligence", N_("Deepened due diligence"), "legal", 15,
             (N_("Risks in operations, compliance and culture"), _CREDIT, _DILIGENCE_REPORT),
             gates=("documents", "lookups", "diligence")),
        Step("pilot", N_("Pilot"), "business", 40, (N_("Goal, measure and result of a small trial"),),
             gates=("pilot",)),
        Step("meeting", N_("Comprehensive review meeting"), "secretariat", 10, (_MEETING_RECORD, _INTENT_REPORT),
             gates=("meeting", "report")),
        Step("approval", N_("Approval"), "management", 5, (_APPROVAL_FORM,), _LAST),
    ),
)
ONBOARDING = Procedure(
    code="onboarding",
    title=N_("Onboarding of a new partner"),
    basis=N_("“Introduction of partners” of the Rules on Working with Partners"),
    clauses=("C5", "E5"),
    subject="partners",
    passed="active",
    steps=(
        Step("background", N_("Background and rules of the co-operation"), "business", 3,
             (N_("Introductory papers, received by the partner"),), _DONE),
        Step("contacts", N_("Contact persons and channels"), "business", 3,
             (N_("Contact persons and project managers of both sides"),), _DONE, after=("background",)),
        Step("training", N_("Training"), "business", 10, (N_("Sign-in sheets of the training"),), _DONE,
             after=("background",)),
        Step("launch", N_("Joint launch"), "business", 10,
             (N_("Announcement agreed by both sides, brand rules, seed project"),), _DONE,
             after=("contacts", "training"), optional=True),
        Step("guided", N_("Guided period"), "business", 60, (N_("Onboarding checklist, every point done"),),
             ("pass", "conditional", "return"), after=("launch",), gates=("onboarding",)),
    ),
)
EXIT_IMMEDIATE = Procedure(
    code="exit-immediate",
    title=N_("Exit at once"),
    basis=N_("“Exit of business partners” of the Rules on Business Partners and Alliances"),
    clauses=("A4", "C12"),
    subject="partners",
    enters="suspended",
    passed="exited",
    refused="active",
    steps=(
        Step("notice", N_("Notice of suspension"), "business", 2,
             (N_("Evidence of the trigger"), N_("Notice of suspension with the proof of its delivery")),
             ("pass", "refuse"), gates=("notice",)),
        Step("investigation", N_("Investigation"), "legal", 10,
             (N_("Result of the investigation, with what the partner says to it"),)),
        Step("approval", N_("Approval of the removal"), "management", 3, (_APPROVAL_FORM,), _LAST),
        Step("replacement", N_("Replacement"), "business", 20, (N_("Alternates and who takes over what"),), _DONE,
             after=("approval",), optional=True),
        Step("reconciliation", N_("Reconciliation and hand-over"), "finance", 10,
             (N_("Statement of accounts and hand-over list, signed by both sides"),), _DONE, after=("approval",),
             gates=("reconciled",)),
        Step("lessons", N_("Lessons learned"), "secretariat", 5, (N_("Summary of the lessons"),), _DONE,
             after=("replacement", "reconciliation")),
    ),
)
EXIT_BUFFERED = Procedure(
    code="exit-buffered",
    title=N_("Exit with a buffer period"),
    basis=N_("“Termination and transformation” of the Process of Strategic Partnerships"),
    clauses=("E11", "A4", "C12"),
    subject="partners",
    passed="exited",
    steps=(
        Step("trigger", N_("Check of the trigger"), "business", 5,
             (N_("Milestones, compliance and satisfaction on record"), N_("Evidence of the trigger")),
             ("pass", "return", "refuse")),
        Step("assessment", N_("Assessment of transformation"), "business", 10,
             (N_("Whether the relation can go on in another form"),)),
        Step("approval", N_("Approval of the exit"), "management", 5, (_APPROVAL_FORM,), _LAST),
        Step("notice", N_("Notice of the exit"), "secretariat", 3,
             (N_("Notice with the end of the buffer period and the proof of its delivery"),), ("pass", "return"),
             gates=("notice",)),
        Step("plan", N_("Exit plan by steps"), "business", 15,
             (N_("Resources, market, brand, people, money and papers"),
              N_("Notice to customers six months before, and who serves them afterwards")), _DONE),
        Step("replacement", N_("Replacement"), "business", 60, (N_("Alternates and who takes over what"),), _DONE,
             after=("plan",), optional=True),
        Step("buffer", N_("Buffer period"), "business", 130, (N_("Exit plan, every point done"),), _DONE,
             after=("plan",), gates=("buffer",)),
        Step("reconciliation", N_("Reconciliation and hand-over"), "finance", 10,
             (N_("Statement of accounts and hand-over list, signed by both sides"),), _DONE,
             after=("replacement", "buffer"), gates=("reconciled",)),
        Step("lessons", N_("Lessons learned"), "secretariat", 5, (N_("Summary of the lessons"),), _DONE),
    ),
)
NEED_REVIEW = Procedure(
    code="need-review",
    title=N_("Review of a need"),
    basis=N_("“Publication of needs” of the Rules on Working with Partners"),
    clauses=("C2", "E1"),
    subject="needs",
    steps=(
        Step("document", N_("Requirement document"), "business", 5,
             (N_("Goals, scope, results, days, quality, budget, and the standard for each capability"),)),
        Step("technology", N_("Review of capabilities and quality"), "technology", 3, after=("document",)),
        Step("budget", N_("Review of the budget"), "finance", 3, after=("document",)),
        Step("approval", N_("Approval to publish"), "management", 3, (_APPROVAL_FORM,), _LAST,
             after=("technology", "budget")),
    ),
)
SHORTLIST_APPROVAL = Procedure(
    code="shortlist-approval",
    title=N_("Approval of a shortlist"),
    basis=N_("“Assessment of the intent to co-operate” of the Measures on Cross-industry Alliances"),
    clauses=("B2", "C3"),
    subject="shortlists",
    steps=(
        Step("recommendation", N_("Recommendation"), "business", 3,
             (N_("Shortlist with rank, result and proposal for each candidate"), _INTENT_REPORT)),
        Step("meeting", N_("Comprehensive review meeting"), "secretariat", 5, (_MEETING_RECORD,),
             gates=("meeting",)),
        Step("approval", N_("Approval of the list"), "management", 5, (_APPROVAL_FORM,), ("pass", "return", "refuse")),
    ),
)
PROCEDURES = (
    ADMISSION_GENERAL, ADMISSION_MEMBER, ADMISSION_NEED, ADMISSION_STRATEGIC, ONBOARDING, EXIT_IMMEDIATE,
    EXIT_BUFFERED, NEED_REVIEW, SHORTLIST_APPROVAL,
)
