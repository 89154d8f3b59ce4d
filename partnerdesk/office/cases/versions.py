"""The office's own copies of the procedures: taken over from what is shipped, edited as drafts, put in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerdesk.office import contents
from partnerdesk.office.cases.course import as_rules, steps_of
from partnerdesk.office.cases.records import Procedure, ProcedureStep
from partnerdesk.office.letterhead import Named, found, records
from partnerdesk.problems import Problem, Refused, Unsaved
from partnerdesk.record import procedure as declared
from partnerdesk.record.look import Look
from partnerdesk.store import listing
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE, ENGLISH, N_, Words

_DROPPED = N_("Dropped from the draft.")
_COPIED = ("code", "title", "english_title", "department", "evidence", "english_evidence", "outcomes", "days", "after",
           "gates", "optional")


@dataclass(frozen=True)
class Variant:
    """A procedure by which a case may be opened."""

    code: str
    title: Named
    basis: Named
    steps: tuple[Named, ...]


def variants(look: Look, subject: str) -> tuple[Variant, ...]:
    """The procedures in force about a register, and those shipped that the office has not taken over yet."""
    kept = {each.code: each for each in records(look, Procedure, Procedure.state == "in-force",
                                                order=[Procedure.code])}
    about = {each.code: each.subject for each in contents.procedures()}
    chinese, english = Words(CHINESE), Words(ENGLISH)
    offered = []
    for shipped in contents.procedures():
        if shipped.subject == subject and shipped.code not in kept:
            offered.append(Variant(
                shipped.code, Named(chinese(shipped.title), english(shipped.title)),
                Named(chinese(shipped.basis), english(shipped.basis)),
                tuple(Named(chinese(step.title), english(step.title)) for step in shipped.steps)))
        elif shipped.subject == subject:
            offered.append(_variant(look, kept[shipped.code]))
    # What the office has made itself is about partners.
    offered += [_variant(look, each) for code, each in kept.items() if code not in about and subject == "partners"]
    return tuple(offered)


def _variant(look: Look, one: Procedure) -> Variant:
    return Variant(one.code, Named(one.title, one.english_title or ""), Named(one.basis or "", one.english_basis or ""),
                   tuple(Named(step.title, step.english_title or "") for step in steps_of(look, one.id)))


def in_force(work: Work, code: str, day: date) -> Procedure:
    """The version in force; a shipped procedure is taken over when it is first needed."""
    kept = records(work.look, Procedure, Procedure.code == code, Procedure.state == "in-force")
    if kept:
        return kept[0]
    shipped = next((each for each in contents.procedures() if each.code == code), None)
    if shipped is None or records(work.look, Procedure, Procedure.code == code, Procedure.state != "draft"):
        raise Refused(N_("No version of this procedure is in force."))
    return found(work.look, Procedure, take_over(work, shipped, day))


def take_over(work: Work, procedure: declared.Procedure, day: date) -> int:
    """Make a shipped procedure the office's own: version 1, in force from that day. Gives its id."""
    if records(work.look, Procedure, Procedure.code == procedure.code):
        raise Refused(N_("The office has this procedure already."))
    # The record keeps both languages, whichever the screen speaks.
    chinese, english = Words(CHINESE), Words(ENGLISH)
    id = work.save(listing.draft(
        work.look, "procedures", None, code=procedure.code, title=chinese(procedure.title),
        english_title=english(procedure.title), edition=1, basis=chinese(procedure.basis),
        english_basis=english(procedure.basis)))
    for position, step in enumerate(procedure.steps, 1):
        work.save(listing.draft(
            work.look, "procedure_steps", None, procedure_id=id, position=position, code=step.code,
            title=chinese(step.title), english_title=english(step.title), department=step.department,
            evidence="\n".join(map(chinese, step.evidence)) or None,
            english_evidence="\n".join(map(english, step.evidence)) or None, outcomes=step.outcomes, days=step.days,
            after=", ".join(step.after) or None, gates=step.gates, optional=step.optional))
    return put_in_force(work, id, day)


def take_over_all(work: Work, day: date) -> int:
    """Take over every shipped procedure that the office does not have yet; gives how many that were."""
    kept = {each.code for each in records(work.look, Procedure)}
    missing = [each for each in contents.procedures() if each.code not in kept]
    for each in missing:
        take_over(work, each, day)
    return len(missing)


def new_version(work: Work, procedure_id: int) -> int:
    """Begin the next version as a draft with the same steps; the draft there is, where one was begun. Gives its id."""
    one = found(work.look, Procedure, procedure_id)
    versions = records(work.look, Procedure, Procedure.code == one.code, order=[Procedure.edition.desc()])
    begun = next((each for each in versions if each.state == "draft"), None)
    if begun is not None:
        return begun.id
    id = work.save(listing.draft(
        work.look, "procedures", None, code=one.code, title=one.title, english_title=one.english_title,
        edition=versions[0].edition + 1, state="draft", basis=one.basis, english_basis=one.english_basis,
        notes=one.notes))
    for position, step in enumerate(steps_of(work.look, procedure_id), 1):
        work.save(listing.draft(work.look, "procedure_steps", None, procedure_id=id, position=position,
                                **{name: getattr(step, name) for name in _COPIED}))
    return id


def put_in_force(work: Work, procedure_id: int, day: date) -> int:
    """Put a draft in force from a day on; the version before is superseded, and running cases keep theirs."""
    one = _drafted(work.look, procedure_id)
    problems = _problems(work.look, procedure_id)
    if problems:
        raise Unsaved(problems)
    for before in records(work.look, Procedure, Procedure.code == one.code, Procedure.state == "in-force"):
        older = listing.draft(work.look, "procedures", before.id)
        older["state"] = "superseded"
        work.save(older)
    draft = listing.draft(work.look, "procedures", procedure_id)
    draft["state"], draft["since"] = "in-force", day
    return work.save(draft)


def add_step(work: Work, procedure_id: int, title: str, after_position: int = 0) -> int:
    """Add a step to a draft behind the one at a position, else at the end. Gives its id."""
    _drafted(work.look, procedure_id)
    steps = steps_of(work.look, procedure_id)
    codes = {step.code for step in steps}
    number = len(steps) + 1
    while f"step-{number}" in codes:
        number += 1
    id = work.save(listing.draft(
        work.look, "procedure_steps", None, procedure_id=procedure_id, position=len(steps) + 1,
        code=f"step-{number}", title=title, outcomes=declared.OUTCOMES, days=5))
    if 0 < after_position < len(steps):
        move_step(work, id, after_position - len(steps))
    return id


def drop_step(work: Work, step_id: int) -> None:
    """Take a step out of a draft; the others close up."""
    step = found(work.look, ProcedureStep, step_id)
    _drafted(work.look, step.procedure_id)
    work.strike("procedure_steps", step_id, Words(CHINESE)(_DROPPED))
    _number(work, [each.id for each in steps_of(work.look, step.procedure_id)])


def move_step(work: Work, step_id: int, by: int) -> None:
    """Move a step of a draft up (less than 0) or down."""
    step = found(work.look, ProcedureStep, step_id)
    _drafted(work.look, step.procedure_id)
    ids = [each.id for each in steps_of(work.look, step.procedure_id)]
    at = ids.index(step_id)
    ids.insert(min(max(at + by, 0), len(ids) - 1), ids.pop(at))
    _number(work, ids)


def _number(work: Work, ids: list[int]) -> None:
    for position, id in enumerate(ids, 1):
        draft = listing.draft(work.look, "procedure_steps", id)
        draft["position"] = position
        work.save(draft)


def _drafted(look: Look, procedure_id: int) -> Procedure:
    one = found(look, Procedure, procedure_id)
    if one.state != "draft":
        raise Refused(N_("This version is no draft any more. Make a new version and change that."))
    return one


def _problems(look: Look, procedure_id: int) -> list[Problem]:
    """What forbids that a draft is put in force."""
    steps = as_rules(steps_of(look, procedure_id))
    if not steps:
        return [Problem("", N_("A procedure needs one step at least."))]
    problems, earlier = [], set[str]()
    for step in steps:
        unknown = [code for code in step.after if code not in earlier]
        if unknown:
            problems.append(Problem("", N_("Step “{step}” is to follow {codes}, which do not stand before it."), {
                "step": step.code, "codes": unknown}))
        if "pass" not in step.outcomes:
            problems.append(Problem("", N_("Step “{step}” cannot be passed."), {"step": step.code}))
        earlier.add(step.code)
    return problems

