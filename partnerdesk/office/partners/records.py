"""Outside organizations, the people of whom the office knows, and the posts that join them."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Index, column, select

from partnerdesk.clock import days_later
from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.office.partners.codes import credit_code_problem, lei_problem, tidied
from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, amount, choice, day, link, links, long_text, number, several, text, yes_no
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

KINDS = (
    Choice("supplier", N_("Supplier")),
    Choice("distributor", N_("Distributor")),
    Choice("customer", N_("Customer")),
    Choice("strategic", N_("Strategic partner")),
    Choice("member", N_("Alliance member")),
    Choice("association", N_("Association")),
    Choice("institution", N_("Institution")),
)
STAGES = (
    Choice("prospect", N_("Prospect")),
    Choice("review", N_("Under review"), "soon"),
    Choice("admitted", N_("Admitted"), "good"),
    Choice("active", N_("Active"), "good"),
    Choice("watch", N_("On watch"), "soon"),
    Choice("suspended", N_("Suspended"), "bad"),
    Choice("buffer", N_("In buffer period"), "soon"),
    Choice("exited", N_("Exited")),
    Choice("refused", N_("Refused"), "bad"),
)
LANE = ("prospect", "review", "admitted", "active", "buffer", "exited")  # the stages that follow one another
SCALES = (
    Choice("large", N_("Large-sized")),
    Choice("medium", N_("Medium-sized")),
    Choice("small", N_("Small")),
    Choice("micro", N_("Micro")),
)
SOURCES = (
    Choice("market", N_("Market scan")),
    Choice("recommended", N_("Recommendation")),
    Choice("association", N_("Through an association")),
    Choice("exhibition", N_("Exhibition or event")),
    Choice("call", N_("Published need")),
    Choice("applied", N_("Their own application")),
    Choice("dealings", N_("Earlier dealings")),
)
REGISTRIES = (
    Choice("duns", N_("D-U-N-S number")),
    Choice("company", N_("Company registration number")),
    Choice("vat", N_("Tax number abroad")),
    Choice("licence", N_("Former licence number")),
)
RELATION_FORMS = (
    Choice("strategic", N_("Strategic co-operation")),
    Choice("project", N_("Co-operation in projects")),
    Choice("supply", N_("Supply")),
    Choice("distribution", N_("Distribution of goods")),
    Choice("licence", N_("Licence")),
    Choice("member", N_("Membership of the alliance")),
    Choice("exchange", N_("Exchange of information")),
    Choice("ordinary", N_("Ordinary business")),
)
DUTIES = (
    Choice("manager", N_("Manager answerable for the partner")),
    Choice("liaison", N_("Our liaison")),
    Choice("project", N_("Our project manager")),
)
PHASES = (
    Choice("selection", N_("Selection")),
    Choice("negotiation", N_("Negotiation")),
    Choice("signing", N_("Signing")),
    Choice("performance", N_("Performance of the agreement")),
    Choice("problems", N_("Solving of problems")),
)
READINESS = (
    Choice("ready", N_("Ready to take over"), "good"),
    Choice("talks", N_("In talks"), "soon"),
    Choice("unchecked", N_("Not yet examined")),
)
CALENDARS = (Choice("solar", N_("Solar calendar")), Choice("lunar", N_("Lunar calendar")))
OCCASIONS = (
    Choice("birthday", N_("Birthday")),
    Choice("new-year", N_("New Year")),
    Choice("spring", N_("Spring Festival")),
    Choice("dragon-boat", N_("Dragon Boat Festival")),
    Choice("mid-autumn", N_("Mid-Autumn Festival")),
    Choice("national", N_("National Day")),
)
ROLES = (
    Choice("liaison", N_("Liaison")),
    Choice("contact", N_("Contact")),
    Choice("representative", N_("Representative")),
    Choice("manager", N_("Person in charge")),
)


def _live(name: str, *columns: str) -> Index:
    return Index(name, *columns, unique=True, sqlite_where=column("struck_at").is_(None),
                 postgresql_where=column("struck_at").is_(None))


class Partner(Record):
    """An outside organization that the office has a dossier on (合作伙伴)."""

    __tablename__ = "partners"
    __table_args__ = (
        _live("uq_partners_credit_code", "credit_code"),
        _live("uq_partners_lei", "lei"),
        _live("uq_partners_other_number", "other_registry", "other_number"),
    )

    name = text(N_("Name"), required=True, naming=True, index=True, help=N_("As on the business licence"))
    english_name = text(N_("English name"), naming=True)
    aliases = text(N_("Short and former names"), limit=400, help=N_("Separated by semicolons; search finds them all"))
    kinds = several(N_("Kinds"), KINDS)
    stage = choice(N_("Stage"), STAGES, required=True, default="prospect", index=True)
    credit_code = text(N_("Unified social credit code"), limit=60)
    lei = text(N_("Legal entity identifier"), limit=60, help=N_("For organizations abroad: twenty signs after ISO 17442"))  # noqa: E501
    other_registry = choice(N_("Other registry"), REGISTRIES, help=N_("For organizations without either code"))
    other_number = text(N_("Number there"), limit=60)
    legal_representative = text(N_("Legal representative"), naming=True, limit=80)
    industry = text(N_("Industry"), limit=120)
    business_scope = long_text(N_("Scope of business"), limit=4000, help=N_("As on the business licence; what is agreed has to lie within it"))  # noqa: E501
    scale = choice(N_("Scale"), SCALES)
    capital = amount(N_("Registered capital"))
    founded = day(N_("Founded on"))
    address = text(N_("Address"))
    english_address = text(N_("Address in English"), limit=300)
    postcode = text(N_("Postcode"), limit=12)
    telephone = text(N_("Telephone"), limit=60)
    email = text(N_("E-mail"), limit=120)
    website = text(N_("Website"), limit=300)
    manager = text(N_("Manager answerable"), naming=True, limit=80, help=N_("Who in our own house answers for this partner"))  # noqa: E501
    manager_since = day(N_("Answerable since"))
    source_kind = choice(N_("Source of discovery"), SOURCES)
    source = text(N_("Found through"), limit=200)
    notes = long_text(N_("Notes"))


class Person(Record):
    """A person of a partner or of our own office, whatever posts they hold (人员)."""

    __tablename__ = "persons"

    name = text(N_("Full name"), required=True, naming=True, limit=80, index=True)
    english_name = text(N_("Name in English"), naming=True, limit=120)
    mobile = text(N_("Mobile"), limit=60)
    telephone = text(N_("Office telephone"), limit=60)
    email = text(N_("E-mail"), limit=120)
    wechat = text(N_("WeChat"), limit=80)
    own = yes_no(N_("Of our own office"))
    department = choice(N_("Own department"), DEPARTMENTS, help=N_("Of our own people: for which department they sit in evaluation meetings"))  # noqa: E501
    birth_month = number(N_("Month of birth"), least=1, most=12)
    birth_day = number(N_("Day of birth"), least=1, most=31)
    birth_year = number(N_("Year of birth"), least=1900, most=2199)
    birth_calendar = choice(N_("Birthday by"), CALENDARS, help=N_("A birthday by the lunar calendar falls on another day each year"))  # noqa: E501
    remembered = several(N_("Remembered at"), OCCASIONS, help=N_("On which occasions a greeting or a gift is due"))
    notes = long_text(N_("Notes"))


class Post(Record):
    """A post that a person holds at a partner, from one day to another (任职)."""

    __tablename__ = "posts"

    person_id = link("persons", N_("Person"), required=True)
    partner_id = link("partners", N_("Partner"), required=True)
    title = text(N_("Post held"), limit=120)
    english_title = text(N_("Post held, in English"), limit=160)
    department = text(N_("Department"), limit=120)
    roles = several(N_("Answers as"), ROLES, help=N_("The liaison is whom we telephone; the representative votes"))
    since = day(N_("From"))
    until = day(N_("To"))


class Responsibility(Record):
    """Who in our own house answers for a partner, in what and from when to when (归口负责人)."""

    __tablename__ = "responsibilities"

    partner_id = link("partners", N_("Partner"), required=True)
    duty = choice(N_("Answers as our"), DUTIES, required=True, default="manager")
    person = text(N_("Name of the manager"), required=True, naming=True, limit=80)
    phase = choice(N_("In the phase of"), PHASES, help=N_("Left empty: in all phases"))
    since = day(N_("From"), required=True)
    until = day(N_("To"))
    reason = text(N_("Reason of the change"), limit=300)


class Relation(Record):
    """The form of a relation with a partner, from one day to another (合作形式)."""

    __tablename__ = "relations"

    partner_id = link("partners", N_("Partner"), required=True)
    form = choice(N_("Form of the relation"), RELATION_FORMS, required=True, default="ordinary")
    since = day(N_("From"), required=True)
    until = day(N_("To"))
    reason = text(N_("Reason of the change"), limit=300)


class StageChange(Record):
    """A stage that a partner entered on a day, and why (阶段变更)."""

    __tablename__ = "stage_changes"

    partner_id = link("partners", N_("Partner"), required=True)
    stage = choice(N_("Stage entered"), STAGES, required=True, default="prospect")
    since = day(N_("Day of the change"), required=True)
    reason = text(N_("Reason of the change"), limit=300)
    case_id = link("cases", N_("Decided in"))


class Alternate(Record):
    """A partner that could take another's place (备选伙伴)."""

    __tablename__ = "alternates"

    partner_id = link("partners", N_("Stands in for"), required=True)
    alternate_id = link("partners", N_("Alternate"), required=True)
    scope = text(N_("For what"), limit=300)
    readiness = choice(N_("Readiness"), READINESS, required=True, default="unchecked")
    since = day(N_("Named on"))
    notes = long_text(N_("Notes"), limit=2000)


class BankAccount(Record):
    """A partner's bank details, which only cleared clerks read (开户信息)."""

    __tablename__ = "bank_accounts"

    partner_id = link("partners", N_("Partner"), required=True)
    holder = text(N_("Account holder"), required=True, naming=True)
    bank = text(N_("Bank and branch"), required=True)
    account = text(N_("Account number"), required=True, limit=60)
    bank_code = text(N_("Code of the branch"), limit=40, help=N_("CNAPS or SWIFT code"))
    purpose = text(N_("Used for"))
    checked = day(N_("Confirmed by telephone on"))


class RepresentativeChange(Record):
    """A member's change of its representative, and where it was carried (代表变更)."""

    __tablename__ = "representative_changes"

    partner_id = link("partners", N_("Member unit"), required=True)
    former_id = link("persons", N_("Former representative"))
    successor_id = link("persons", N_("New representative"), required=True)
    takes_effect = day(N_("Takes effect on"), required=True)
    letter_number = text(N_("Number of their letter"), limit=80)
    letter_day = day(N_("Day of their letter"))
    reason = text(N_("Reason of the change"), limit=300)
    seats = links("seats", N_("Seats passed on"))
    carried = long_text(N_("Carried to"), limit=4000, help=N_("Seats, posts and meetings in which the new name now stands"))  # noqa: E501


def check_partner(draft: Draft, look: Look) -> list[Problem]:
    """Codes are kept in one form and fit their check characters (B1, GB 32100-2015, ISO 17442)."""
    problems = []
    checks: tuple[tuple[str, Callable[[str, str], Problem | None]], ...] = (
        ("credit_code", credit_code_problem), ("lei", lei_problem), ("other_number", lambda field, code: None))
    for name, problem_of in checks:
        code = tidied(draft[name] or "")
        draft[name] = code or None
        problem = problem_of(name, code) if code else None
        if problem is not None:
            problems.append(problem)
    if draft["other_number"] and not draft["other_registry"]:
        problems.append(Problem("other_registry", N_("Say in which registry this number stands.")))
    if draft["other_registry"] and not draft["other_number"]:
        problems.append(Problem("other_number", N_("Enter the number in that registry.")))
    if draft["manager_since"] is not None and not draft["manager"]:
        problems.append(Problem("manager", N_("Name the manager who has been answerable since that day.")))
    return problems


def check_person(draft: Draft, look: Look) -> list[Problem]:
    """A birthday has a month and a day, and a calendar in which they stand (D2)."""
    month, day_of_month = draft["birth_month"], draft["birth_day"]
    if bool(month) != bool(day_of_month):
        return [Problem("birth_day" if month else "birth_month", N_("A birthday needs both month and day."))]
    most = 30 if draft["birth_calendar"] == "lunar" or month in (4, 6, 9, 11) else 29 if month == 2 else 31
    if day_of_month and day_of_month > most:
        return [Problem("birth_day", N_("This month never has that many days."))]
    return []


def check_post(draft: Draft, look: Look) -> list[Problem]:
    """A post ends no earlier than it begins."""
    if draft["since"] and draft["until"] and draft["until"] < draft["since"]:
        return [Problem("until", N_("The last day lies before the first."))]
    return []


def check_responsibility(draft: Draft, look: Look) -> list[Problem]:
    """Whoever answers for a partner follows the one before without a day's gap, and one answers at a time (A2)."""
    since, until = draft["since"], draft["until"]
    if until and until < since:
        return [Problem("until", N_("The last day lies before the first."))]
    others = look.rows(
        select(Responsibility.since, Responsibility.until).where(
            Responsibility.partner_id == draft["partner_id"], Responsibility.duty == draft["duty"],
            Responsibility.phase.is_(None) if draft["phase"] is None else Responsibility.phase == draft["phase"],
            Responsibility.id != (draft.id or 0), Responsibility.struck_at.is_(None)).order_by(Responsibility.since))
    for other_since, other_until in others:
        if (until is None or other_since <= until) and (other_until is None or other_until >= since):
            return [Problem("since", N_("Somebody else answers for this partner in these days. End that first."))]
    before = [ended for _, ended in others if ended is not None and ended < since]
    if draft["duty"] == "manager" and before and days_later(max(before), 1) < since:
        return [Problem("since", N_(
            "Nobody would answer for this partner from {day} on; no day may be left without a manager."), {
                "day": days_later(max(before), 1)})]
    return []


def check_span(draft: Draft, look: Look) -> list[Problem]:
    """What has a first and a last day ends no earlier than it begins (E11)."""
    if draft["since"] and draft["until"] and draft["until"] < draft["since"]:
        return [Problem("until", N_("The last day lies before the first."))]
    return []


def check_alternate(draft: Draft, look: Look) -> list[Problem]:
    """Nobody is his own alternate (C12)."""
    if draft["alternate_id"] == draft["partner_id"]:
        return [Problem("alternate_id", N_("A partner cannot stand in for itself."))]
    return []


def check_representative_change(draft: Draft, look: Look) -> list[Problem]:
    """The new representative is another person than the former (A6)."""
    if draft["former_id"] is not None and draft["former_id"] == draft["successor_id"]:
        return [Problem("successor_id", N_("The new representative is the same person as the former."))]
    return []


PARTNERS = Register(
    key="partners",
    record=Partner,
    name=("name", "english_name", "aliases"),  # a former name too is found by its initials
    columns=("name", "kinds", "stage", "credit_code", "legal_representative", "manager", "telephone"),
    rows=(
        ("name", "english_name"), ("aliases", "stage"), ("kinds",), ("credit_code", "lei"),
        ("other_registry", "other_number"), ("legal_representative", "industry"), ("scale", "capital"),
        ("business_scope",),
        ("founded", "postcode"), ("address",), ("english_address",), ("telephone", "email"), ("website",),
        ("source_kind", "source"), ("manager", "manager_since"), ("notes",),
    ),
    check=check_partner,
    series="HB-{n:04}",
    order=("number",),  # a name in Chinese has no order of its own
    search=("credit_code", "lei", "legal_representative", "address", "manager", "notes"),
    ledger=("name", "kinds", "stage", "credit_code", "legal_representative", "capital", "address",
            "telephone", "manager"),
    views=(
        View("members", N_("Alliance members"), (Condition("kinds", "has", "member"),)),
        View("suppliers", N_("Suppliers"), (Condition("kinds", "has", "supplier"),)),
        View("customers", N_("Customers"), (Condition("kinds", "has", "customer"),)),
        View("review", N_("Under review"), (Condition("stage", "is", "review"),)),
        View("watch", N_("On watch"), (Condition("stage", "is", "watch"),)),
    ),
    unique=(
        ("uq_partners_credit_code", N_("Another partner already has this unified social credit code.")),
        ("uq_partners_lei", N_("Another partner already has this legal entity identifier.")),
        ("uq_partners_other_number", N_("Another partner already has this number in that registry.")),
    ),
)
PERSONS = Register(
    key="persons",
    record=Person,
    name=("name", "english_name"),
    columns=("name", "english_name", "mobile", "telephone", "email"),
    rows=(
        ("name", "english_name"), ("mobile", "telephone"), ("email", "wechat"), ("birth_year", "birth_month"),
        ("birth_day", "birth_calendar"), ("remembered",), ("own", "department"), ("notes",),
    ),
    check=check_person,
    order=("name",),
    search=("mobile", "telephone", "email", "wechat", "notes"),
    views=(View("own", N_("Of our own office"), (Condition("own", "is", True),)),),
)
POSTS = Register(
    key="posts",
    record=Post,
    name=("person_id",),
    columns=("person_id", "partner_id", "title", "department", "roles", "since", "until"),
    rows=(("person_id", "partner_id"), ("title", "english_title"), ("department",), ("roles",), ("since", "until")),
    check=check_post,
    order=("partner_id", "id"),
    part_of="partner_id",
)
RESPONSIBILITIES = Register(
    key="responsibilities",
    record=Responsibility,
    name=("person",),
    columns=("partner_id", "duty", "person", "phase", "since", "until"),
    rows=(("partner_id", "duty"), ("person", "phase"), ("since", "until"), ("reason",)),
    check=check_responsibility,
    order=("partner_id", "-since"),
    ledger=("partner_id", "duty", "person", "phase", "since", "until", "reason"),
    part_of="partner_id",
)
RELATIONS = Register(
    key="relations",
    record=Relation,
    name=("partner_id",),
    columns=("partner_id", "form", "since", "until", "reason"),
    rows=(("partner_id", "form"), ("since", "until"), ("reason",)),
    check=check_span,
    order=("partner_id", "-since"),
    part_of="partner_id",
)
STAGE_CHANGES = Register(
    key="stage_changes",
    record=StageChange,
    name=("partner_id",),
    columns=("partner_id", "stage", "since", "reason"),
    rows=(("partner_id", "stage"), ("since", "case_id"), ("reason",)),
    order=("partner_id", "-since", "-id"),
    part_of="partner_id",
)
ALTERNATES = Register(
    key="alternates",
    record=Alternate,
    name=("alternate_id",),
    columns=("partner_id", "alternate_id", "scope", "readiness", "since"),
    rows=(("partner_id", "alternate_id"), ("scope",), ("readiness", "since"), ("notes",)),
    check=check_alternate,
    order=("partner_id", "id"),
    part_of="partner_id",
)
BANK_ACCOUNTS = Register(
    key="bank_accounts",
    record=BankAccount,
    name=("holder",),
    columns=("partner_id", "holder", "bank", "account", "purpose"),
    rows=(("partner_id",), ("holder", "bank"), ("account", "bank_code"), ("purpose", "checked")),
    order=("partner_id", "id"),
    part_of="partner_id",
    sealed=True,
)
REPRESENTATIVE_CHANGES = Register(
    key="representative_changes",
    record=RepresentativeChange,
    name=("successor_id",),
    columns=("partner_id", "former_id", "successor_id", "takes_effect", "letter_number"),
    rows=(
        ("partner_id", "takes_effect"), ("former_id", "successor_id"), ("letter_number", "letter_day"), ("reason",),
        ("seats",), ("carried",),
    ),
    check=check_representative_change,
    series="BG-{year}-{n:03}",
    series_day="takes_effect",
    order=("-takes_effect", "-id"),
)
REGISTERS = (
    PARTNERS, PERSONS, POSTS, RESPONSIBILITIES, RELATIONS, STAGE_CHANGES, ALTERNATES, BANK_ACCOUNTS,
    REPRESENTATIVE_CHANGES,
)
