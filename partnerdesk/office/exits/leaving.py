"""An exit as its page shows it: step by step what is done, what is still open with the partner, and who may follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerdesk.office import exit_plan
from partnerdesk.office.exits.reconciliation import Open, open_between
from partnerdesk.office.exits.records import RUNNING, Exit
from partnerdesk.office.letterhead import Named, found, names, records
from partnerdesk.office.partners.records import Alternate, Partner
from partnerdesk.record.look import Look


@dataclass(frozen=True)
class Following:
    """A partner that could take the place of the one that leaves."""

    id: int
    partner: Named
    scope: str
    readiness: str


@dataclass(frozen=True)
class Leaving:
    """An exit with what it waits for; of long texts only whether they were written."""

    id: int
    partner_id: int
    partner: Named
    form: str
    trigger: str
    triggered: date
    evidence: bool
    state: str
    notice_number: str
    noticed: date | None
    suspended: date | None
    investigated: bool
    transformation: str
    new_form: str
    buffer_ends: date | None
    market_exit: date | None
    customers_told: date | None
    after_sales: str
    reconciled: date | None
    lessons: bool
    closed: date | None
    plan: int | None  # the checklist of its steps
    steps_open: int
    steps: int
    open: tuple[Open, ...]
    alternates: tuple[Following, ...]

    @property
    def running(self) -> bool:
        return self.state in RUNNING

    @property
    def buffered(self) -> bool:
        return self.form == "buffered"


def leaving(look: Look, exit_id: int, today: date) -> Leaving:
    """All that the page of an exit shows."""
    one = found(look, Exit, exit_id)
    partner = look.get(Partner, one.partner_id)
    planned = exit_plan.plan_of(look, exit_id)
    steps_open, steps = exit_plan.steps_open(look, exit_id)
    alternates = records(look, Alternate, Alternate.partner_id == one.partner_id)
    called = names(look, Partner, [each.alternate_id for each in alternates])
    return Leaving(
        id=one.id, partner_id=one.partner_id,
        partner=Named(partner.name, partner.english_name or "") if partner is not None else Named(),
        form=one.form, trigger=one.trigger, triggered=one.triggered, evidence=bool(one.evidence), state=one.state,
        notice_number=one.notice_number or "", noticed=one.noticed, suspended=one.suspended,
        investigated=bool(one.investigation), transformation=one.transformation or "", new_form=one.new_form or "",
        buffer_ends=one.buffer_ends, market_exit=one.market_exit, customers_told=one.customers_told,
        after_sales=one.after_sales or "", reconciled=one.reconciled, lessons=bool(one.lessons), closed=one.closed,
        plan=planned.id if planned is not None else None, steps_open=steps_open, steps=steps,
        open=open_between(look, one.partner_id, one.closed or today, one.case_id),
        alternates=tuple(
            Following(each.id, called.get(each.alternate_id, Named()), each.scope or "", each.readiness)
            for each in alternates))
