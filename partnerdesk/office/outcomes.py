"""What follows for the subject of a case when the case is opened, passed, refused or cancelled."""

from __future__ import annotations

from datetime import date

from partnerdesk.office import contents
from partnerdesk.office.cases.records import Case
from partnerdesk.office.letterhead import records
from partnerdesk.office.partners.records import Partner, StageChange
from partnerdesk.office.selection import acting as selection
from partnerdesk.office.selection.records import Need, Shortlist
from partnerdesk.office.stages import change_stage
from partnerdesk.record.procedure import Procedure
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE, N_, Words

_BY_CASE = N_("{procedure}, case {number}")
_CANCELLED = N_("{procedure}, case {number} cancelled")


def declared(code: str) -> Procedure | None:
    """The shipped procedure of that code; the office's own have none."""
    return next((each for each in contents.procedures() if each.code == code), None)


def opened(work: Work, case: Case, code: str, title: str, day: date) -> None:
    """What the opening of a case changes about its subject."""
    procedure = declared(code)
    if case.partner_id is not None and procedure is not None and procedure.enters:
        _stage(work, case, procedure.enters, day, _BY_CASE, title)
    need = work.look.get(Need, case.need_id)
    if need is not None and need.state == "draft":
        selection.onward(work, need.id, day)
    shortlist = work.look.get(Shortlist, case.shortlist_id)
    if shortlist is not None and shortlist.state == "draft":
        selection.submit(work, shortlist.id, day)


def ended(work: Work, case: Case, code: str, title: str, day: date, signer: str) -> None:
    """What the outcome of a case changes about its subject."""
    procedure, passed = declared(code), case.state in ("passed", "conditional")
    stage = "" if procedure is None else procedure.passed if passed else procedure.refused
    if case.partner_id is not None and stage:
        _stage(work, case, stage, day, _BY_CASE, title)
    if passed and case.partner_id is not None and case.alliance_id is not None:
        _admit(work, case, day, title)
    shortlist = work.look.get(Shortlist, case.shortlist_id)
    if shortlist is not None and shortlist.state == "submitted":
        decision = Words(CHINESE)(_BY_CASE, procedure=title, number=case.number or "")
        (selection.approve if passed else selection.refuse)(work, shortlist.id, signer, day, decision)


def _admit(work: Work, case: Case, day: date, title: str) -> None:
    """Who is admitted to an alliance belongs to it from that day on, unless it does already (A5)."""
    membership = contents.record("memberships")
    there = records(work.look, membership, membership.alliance_id == case.alliance_id,
                    membership.partner_id == case.partner_id, membership.left.is_(None))
    if not there:
        decision = Words(CHINESE)(_BY_CASE, procedure=title, number=case.number or "")
        work.save(listing.draft(work.look, "memberships", None, alliance_id=case.alliance_id,
                                partner_id=case.partner_id, joined=day, decision=decision))


def cancelled(work: Work, case: Case, code: str, title: str, day: date) -> None:
    """A partner whose stage the case had changed goes back to where it was."""
    procedure = declared(code)
    if case.partner_id is None or procedure is None or not procedure.enters:
        return
    partner = work.look.get(Partner, case.partner_id)
    changes = records(work.look, StageChange, StageChange.partner_id == case.partner_id,
                      order=[StageChange.since.desc(), StageChange.id.desc()])
    entered = next((place for place, each in enumerate(changes) if each.case_id == case.id), None)
    if partner is None or partner.stage != procedure.enters or entered is None:
        return
    before = changes[entered + 1].stage if entered + 1 < len(changes) else "prospect"
    _stage(work, case, before, day, _CANCELLED, title)


def _stage(work: Work, case: Case, stage: str, day: date, reason: str, title: str) -> None:
    said = Words(CHINESE)(reason, procedure=title, number=case.number or "")
    assert case.partner_id is not None
    change_stage(work, case.partner_id, stage, day, said, case.id)
