"""What the papers about an exit state, read at once and frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import or_

from partnerdesk import clock
from partnerdesk.office import contents
from partnerdesk.office.dossier import dossier
from partnerdesk.office.exits.reconciliation import open_between
from partnerdesk.office.exits.records import BUFFER_MONTHS, Exit
from partnerdesk.office.identity import Identity, identity
from partnerdesk.office.letterhead import Letterhead, Named, found, letterhead, names, records
from partnerdesk.office.partners.records import Alternate, Partner, Responsibility
from partnerdesk.record.look import Look


@dataclass(frozen=True)
class Planned:
    """One step of the way out."""

    area: str
    item: Named
    responsible: str
    due: date | None
    done: date | None
    finding: str


@dataclass(frozen=True)
class Substitute:
    """A partner that may take the place."""

    name: Named
    scope: str
    readiness: str


@dataclass(frozen=True)
class StillOpen:
    """One matter that is not ended yet."""

    register: str
    what: str  # an English text: what kind of matter it is
    number: str
    title: Named
    day: date | None


@dataclass(frozen=True)
class ExitFacts:
    """One exit with the partner, the planned steps and what is still open between both sides."""

    letterhead: Letterhead
    number: str
    partner: Identity
    form: str
    trigger: str
    triggered: date
    evidence: str
    state: str
    notice_number: str
    noticed: date | None
    suspended: date | None
    investigation: str
    transformation: str
    assessment: str
    new_form: str
    buffer_ends: date | None
    market_exit: date | None
    customers_told: date | None
    after_sales: str
    reconciled: date | None
    reconciliation: str
    lessons: str
    steps: tuple[Planned, ...]
    open: tuple[StillOpen, ...]
    substitutes: tuple[Substitute, ...]
    contact: str
    day: date

    @property
    def tell_by(self) -> date | None:
        """The last day on which customers are told in time before the market is left."""
        return self.market_exit - relativedelta(months=BUFFER_MONTHS) if self.market_exit else None


def exit_plan(look: Look, exit_id: int | None) -> ExitFacts:
    """The facts of one exit; raises `Refused` where there is none for this clerk."""
    leaving = found(look, Exit, exit_id)
    partner = identity(look, leaving.partner_id)
    head = letterhead(look)
    today = clock.today(head.zone)
    return ExitFacts(
        letterhead=head,
        number=leaving.number or "",
        partner=partner,
        form=leaving.form,
        trigger=leaving.trigger,
        triggered=leaving.triggered,
        evidence=leaving.evidence or "",
        state=leaving.state,
        notice_number=leaving.notice_number or "",
        noticed=leaving.noticed,
        suspended=leaving.suspended,
        investigation=leaving.investigation or "",
        transformation=leaving.transformation or "",
        assessment=leaving.assessment or "",
        new_form=leaving.new_form or "",
        buffer_ends=leaving.buffer_ends,
        market_exit=leaving.market_exit,
        customers_told=leaving.customers_told,
        after_sales=leaving.after_sales or "",
        reconciled=leaving.reconciled,
        reconciliation=leaving.reconciliation or "",
        lessons=leaving.lessons or "",
        steps=_steps(look, leaving),
        open=tuple(_still_open(look, leaving, today)),
        substitutes=_substitutes(look, leaving.partner_id),
        contact=_contact(look, partner, today),
        day=today,
    )


exit_notice = exit_plan


def _steps(look: Look, leaving: Exit) -> tuple[Planned, ...]:
    """The points of the exit checklists that were begun since the trigger."""
    checklist, item = contents.record("checklists"), contents.record("checklist_items")
    lists = records(look, checklist, checklist.partner_id == leaving.partner_id, checklist.kind == "exit",
                    checklist.begins >= leaving.triggered)
    points = records(look, item, item.checklist_id.in_([each.id for each in lists]),
                     order=[item.checklist_id, item.position.is_(None), item.position]) if lists else []
    return tuple(
        Planned(point.area, Named(point.item, point.english_item or ""), point.responsible or "", point.due, point.done,
                point.finding or "")
        for point in points
    )


def _still_open(look: Look, leaving: Exit, today: date) -> Iterator[StillOpen]:
    """What is open with the partner, by the names that it has beyond the partner's own."""
    known = dossier(look, leaving.partner_id)
    told: dict[tuple[str, int], tuple[str, Named]] = {
        **{("agreements", each.id): (each.number, each.title) for each in known.agreements},
        **{("numbered_copies", each.id): (each.copy_number, Named(each.title)) for each in known.copies},
        **{("follow_ups", each.id): (each.number, each.task) for each in known.duties},
        **{("memberships", each.id): ("", each.alliance) for each in known.memberships},
        **{("seats", each.id): ("", _beside(each.body, each.person)) for each in known.seats},
    }
    for each in open_between(look, leaving.partner_id, today, leaving.case_id):
        number, title = told.get((each.register, each.id), (each.number, Named(each.name)))
        yield StillOpen(each.register, each.what, number, title, each.day)


def _beside(one: Named, other: Named) -> Named:
    return Named(f"{one.chinese} {other.chinese}".strip(),
                 f"{one.english or one.chinese}, {other.english or other.chinese}".strip(", "))


def _substitutes(look: Look, partner_id: int) -> tuple[Substitute, ...]:
    named = records(look, Alternate, Alternate.partner_id == partner_id)
    called = names(look, Partner, [each.alternate_id for each in named])
    return tuple(
        Substitute(called[each.alternate_id], each.scope or "", each.readiness)
        for each in named if each.alternate_id in called
    )


def _contact(look: Look, partner: Identity, today: date) -> str:
    """Whom the other side may ask: our liaison, else the manager answerable."""
    serving = records(look, Responsibility, Responsibility.partner_id == partner.id, Responsibility.since <= today,
                      or_(Responsibility.until.is_(None), Responsibility.until >= today),
                      order=[Responsibility.since.desc()])
    for duty in ("liaison", "manager"):
        person = next((each.person for each in serving if each.duty == duty), None)
        if person:
            return person
    return partner.values.get("manager") or ""
