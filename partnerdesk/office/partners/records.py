"""Outside organizations, the people of whom the office knows, and the posts that join them."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Index, column

from partnerdesk.office.partners.codes import credit_code_problem, lei_problem, tidied
from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Choice, amount, choice, day, link, long_text, several, text, yes_no
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
    )

    name = text(N_("Name"), required=True, naming=True, index=True, help=N_("As on the business licence"))
    english_name = text(N_("English name"), naming=True)
    aliases = text(N_("Short and former names"), limit=400, help=N_("Separated by semicolons; search finds them all"))
    kinds = several(N_("Kinds"), KINDS)
    stage = choice(N_("Stage"), STAGES, required=True, default="prospect", index=True)
    credit_code = text(N_("Unified social credit code"), limit=60)
    lei = text(N_("Legal entity identifier"), limit=60, help=N_("For organizations abroad: twenty signs after ISO 17442"))  # noqa: E501
    legal_representative = text(N_("Legal representative"), naming=True, limit=80)
    industry = text(N_("Industry"), limit=120)
    capital = amount(N_("Registered capital"))
    founded = day(N_("Founded on"))
    address = text(N_("Address"))
    english_address = text(N_("Address in English"), limit=300)
    telephone = text(N_("Telephone"), limit=60)
    email = text(N_("E-mail"), limit=120)
    website = text(N_("Website"), limit=300)
    manager = text(N_("Manager answerable"), naming=True, limit=80, help=N_("Who in our own house answers for this partner"))  # noqa: E501
    manager_since = day(N_("Answerable since"))
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


def check_partner(draft: Draft, look: Look) -> list[Problem]:
    """Codes are kept in one form and fit their check characters (B1, GB 32100-2015, ISO 17442)."""
    problems = []
    checks: tuple[tuple[str, Callable[[str, str], Problem | None]], ...] = (
        ("credit_code", credit_code_problem), ("lei", lei_problem))
    for name, problem_of in checks:
        code = tidied(draft[name] or "")
        draft[name] = code or None
        problem = problem_of(name, code) if code else None
        if problem is not None:
            problems.append(problem)
    if draft["manager_since"] is not None and not draft["manager"]:
        problems.append(Problem("manager", N_("Name the manager who has been answerable since that day.")))
    return problems


def check_post(draft: Draft, look: Look) -> list[Problem]:
    """A post ends no earlier than it begins."""
    if draft["since"] and draft["until"] and draft["until"] < draft["since"]:
        return [Problem("until", N_("The last day lies before the first."))]
    return []


PARTNERS = Register(
    key="partners",
    record=Partner,
    name=("name", "english_name", "aliases"),  # a former name too is found by its initials
    columns=("name", "kinds", "stage", "credit_code", "legal_representative", "manager", "telephone"),
    rows=(
        ("name", "english_name"), ("aliases", "stage"), ("kinds",), ("credit_code", "lei"),
        ("legal_representative", "industry"), ("capital", "founded"), ("address",), ("english_address",),
        ("telephone", "email"), ("website", "source"), ("manager", "manager_since"), ("notes",),
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
    ),
)
PERSONS = Register(
    key="persons",
    record=Person,
    name=("name", "english_name"),
    columns=("name", "english_name", "mobile", "telephone", "email"),
    rows=(("name", "english_name"), ("mobile", "telephone"), ("email", "wechat"), ("own",), ("notes",)),
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
REGISTERS = (PARTNERS, PERSONS, POSTS)
