"""What is done in an exit: begun, notice given, assessed, reconciled, closed or withdrawn."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from partnerdesk.clock import days_later
from partnerdesk.office.exits.records import BUFFER_MONTHS, RUNNING, Exit
from partnerdesk.office.letterhead import found, records
from partnerdesk.office.partners.records import Alternate, Partner, Relation, Responsibility, StageChange
from partnerdesk.office.stages import change_stage
from partnerdesk.problems import Refused
from partnerdesk.record.office import Office
from partnerdesk.store import listing, numbering
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE, ENGLISH, N_, Words

_SUSPENDED = N_("Co-operation suspended, exit {number}")
_BUFFERED = N_("Notice given, buffer period until {until}, exit {number}")
_EXITED = N_("Exit {number} closed")
_REMAINS = N_("Exit {number} withdrawn")
_NOTICE = {
    "immediate": N_("Notice of suspension and end of co-operation"),
    "buffered": N_("Notice of the end of co-operation after a buffer period"),
}


def begin(
    work: Work, partner_id: int, form: str, trigger: str, day: date, evidence: str | None = None,
    case_id: int | None = None,
) -> int:
    """Open an exit; in its form at once the co-operation is suspended from that day on (A4). Gives its id."""
    return settle_in(work, work.save(listing.draft(
        work.look, "exits", None, partner_id=partner_id, form=form, trigger=trigger, triggered=day,
        evidence=evidence, case_id=case_id)), day)


def settle_in(work: Work, exit_id: int, day: date) -> int:
    """What follows when an exit has been opened, from wherever it was entered."""
    one = found(work.look, Exit, exit_id)
    if one.form == "immediate" and one.suspended is None:
        draft = listing.draft(work.look, "exits", exit_id)
        draft["suspended"] = day
        work.save(draft)
        _enter_stage(work, one, "suspended", day, _SUSPENDED, number=one.number)
    return exit_id


def give_notice(
    work: Work, exit_id: int, day: date, *, number: str | None = None, letter: bool = True,
) -> int:
    """Give notice on a day: its number is taken from the series of notices, and the buffer period begins (A4, E11).

    With `letter` the notice is entered among the outgoing documents as a draft to be signed off.
    """
    one = found(work.look, Exit, exit_id)
    if one.state != "opened":
        raise Refused(N_("Notice has been given already."))
    draft = listing.draft(work.look, "exits", exit_id)
    draft["notice_number"] = number or one.notice_number or next_notice(work, day)
    draft["noticed"] = day
    if one.form == "buffered":
        draft["state"] = "buffer"
        draft["buffer_ends"] = one.buffer_ends or day + relativedelta(months=BUFFER_MONTHS)
    else:
        draft["state"] = "noticed"
        draft["suspended"] = one.suspended or day
    work.save(draft)
    if one.form == "buffered":
        _enter_stage(work, one, "buffer", day, _BUFFERED, until=draft["buffer_ends"], number=one.number)
    elif one.suspended is None:
        _enter_stage(work, one, "suspended", day, _SUSPENDED, number=one.number)
    if letter:
        _enter_letter(work, one, draft["notice_number"], day)
    return exit_id


def next_notice(work: Work, day: date) -> str:
    """The next number of a notice of exit: 华盟退〔2026〕1号."""
    office = next(iter(records(work.look, Office)), None)
    code = "".join(sign for sign in (office.code or "" if office is not None else "") if sign not in "{}")
    return numbering.take(work.session, f"{code}退〔{{year}}〕{{n}}号", day.year)


def end_otherwise(work: Work, exit_id: int, day: date) -> int:
    """Withdraw an exit after the assessment: the relation goes on, where that was decided in a new form (E11)."""
    one = found(work.look, Exit, exit_id)
    if one.state not in RUNNING:
        raise Refused(N_("The exit has ended already."))
    if one.transformation not in ("transform", "remain"):
        raise Refused(N_("Enter first what the assessment of transformation came to."))
    draft = listing.draft(work.look, "exits", exit_id)
    draft["state"], draft["closed"] = "withdrawn", day
    work.save(draft)
    reason = Words(CHINESE)(_REMAINS, number=one.number or "")
    if one.transformation == "transform" and one.new_form:
        _end_relations(work, one.partner_id, days_later(day, -1))
        work.save(listing.draft(work.look, "relations", None, partner_id=one.partner_id, form=one.new_form, since=day,
                                reason=reason))
    _enter_stage(work, one, _stage_before(work, one), day, _REMAINS, number=one.number)
    return exit_id


def reconcile(work: Work, exit_id: int, day: date, text: str | None = None) -> int:
    """Enter that both sides have reconciled what was open between them, as it was on that day."""
    draft = listing.draft(work.look, "exits", exit_id)
    draft["reconciled"] = day
    if text is not None:
        draft["reconciliation"] = text
    return work.save(draft)


def close(
    work: Work, exit_id: int, day: date, lessons: str | None = None, reconciliation: str | None = None,
) -> int:
    """Close an exit: the partner has exited, nobody answers for it any longer and its relation has ended.

    Raises `Unsaved` while anything is open with the partner.
    """
    draft = listing.draft(work.look, "exits", exit_id)
    if draft["state"] not in RUNNING:
        raise Refused(N_("The exit has ended already."))
    draft["state"], draft["closed"] = "closed", day
    draft["reconciled"] = draft["reconciled"] or day
    for name, value in (("lessons", lessons), ("reconciliation", reconciliation)):
        if value is not None:
            draft[name] = value
    work.save(draft)
    one = found(work.look, Exit, exit_id)
    _enter_stage(work, one, "exited", day, _EXITED, number=one.number)
    _end_relations(work, one.partner_id, day)
    for each in records(work.look, Responsibility, Responsibility.partner_id == one.partner_id,
                        Responsibility.until.is_(None) | (Responsibility.until > day)):
        _end(work, "responsibilities", each.id, max(day, each.since))
    return exit_id


def name_alternate(work: Work, partner_id: int, alternate_id: int, day: date, scope: str | None = None) -> int:
    """Name a partner that could take the place of the one that leaves (C12)."""
    known = records(work.look, Alternate, Alternate.partner_id == partner_id, Alternate.alternate_id == alternate_id)
    if known:
        return known[0].id
    return work.save(listing.draft(work.look, "alternates", None, partner_id=partner_id, alternate_id=alternate_id,
                                   since=day, scope=scope))


def _enter_stage(work: Work, one: Exit, stage: str, day: date, reason: str, **values: object) -> None:
    change_stage(work, one.partner_id, stage, day, Words(CHINESE)(reason, **values), one.case_id)


def _stage_before(work: Work, one: Exit) -> str:
    """The stage in which the partner was before this exit moved it."""
    changes = records(work.look, StageChange, StageChange.partner_id == one.partner_id,
                      StageChange.stage.not_in(("suspended", "buffer", "exited")),
                      order=[StageChange.since.desc(), StageChange.id.desc()])
    return changes[0].stage if changes else "active"


def _end_relations(work: Work, partner_id: int, day: date) -> None:
    for each in records(work.look, Relation, Relation.partner_id == partner_id,
                        Relation.until.is_(None) | (Relation.until > day)):
        _end(work, "relations", each.id, max(day, each.since))


def _end(work: Work, key: str, id: int, day: date) -> None:
    draft = listing.draft(work.look, key, id)
    draft["until"] = day
    work.save(draft)


def _enter_letter(work: Work, one: Exit, number: str, day: date) -> None:
    """The notice among the outgoing documents: it gets the document number when it is signed off."""
    partner = found(work.look, Partner, one.partner_id)
    title = _NOTICE[one.form]
    letter = work.save(listing.draft(
        work.look, "outgoing", None, title=f"{Words(CHINESE)(title)}（{number}）", english_title=Words(ENGLISH)(title),
        dated=day, recipients=(one.partner_id,), addressees=partner.name))
    if partner.restricted:
        # It bears the name in words, which no link withholds.
        work.restrict("outgoing", letter, True)
