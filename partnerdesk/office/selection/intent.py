"""What an intent report begins with: what the desk knows of a candidate, its scores and what was found about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from partnerdesk.office import contents
from partnerdesk.office.letterhead import found, records
from partnerdesk.office.partners.records import KINDS, SCALES, SOURCES, Partner
from partnerdesk.office.selection import ranking
from partnerdesk.office.selection.ranking import Ranked
from partnerdesk.office.wording import choice_label, register_label
from partnerdesk.record.look import Look
from partnerdesk.words import N_, Words

STRONG, WEAK = 400, 250  # mean points in hundredths from which a criterion counts as a strength, up to which as a risk
_PROPOSED = {
    "recommend": ("intend", N_("Recommended: the result reaches the mark of the scorecard. Enter into negotiation.")),
    "reserve": ("later", N_("Kept in reserve: the result does not reach the mark of the scorecard.")),
    "decline": ("none", N_("Not recommended: a veto stands against the co-operation.")),
}


def prefilled(look: Look, partner_id: int, need_id: int | None, today: date, words: Words) -> dict[str, Any]:
    """The fields of a new intent report, in the language of `words`; what the desk does not know is left empty."""
    partner = found(look, Partner, partner_id)
    ranked = next((each for each in ranking.of_need(look, need_id) if each.partner_id == partner_id), None) if (
        need_id is not None) else None
    points = _criteria(look, partner_id, need_id, words)
    strengths = [*_result(ranked, words), *(
        words(N_("{criterion}: {points} points"), criterion=name, points=_shown(mean))
        for name, mean in points if mean >= STRONG)]
    given: dict[str, Any] = {
        "partner_id": partner_id, "need_id": need_id, "dated": today,
        "meeting_id": ranked.meeting_id if ranked is not None else None,
        "field_of_work": "\n".join(_field(partner, words)), "strengths": "\n".join(strengths),
        "risks": "\n".join([*_findings(look, partner_id, words), *_lookups(look, partner_id, words), *(
            words(N_("{criterion}: {points} points"), criterion=name, points=_shown(mean))
            for name, mean in points if mean <= WEAK)]),
    }
    if ranked is not None and ranked.result is not None:
        given["conclusion"], said = _PROPOSED[ranked.proposal]
        given["proposal"] = words(said)
    return {name: value for name, value in given.items() if value not in (None, "")}


def _field(partner: Partner, words: Words) -> Iterator[str]:
    """Kinds, industry, size, seat and how the partner was found, one line each."""
    facts = (
        (N_("Kinds"), words.listed(choice_label(KINDS, key, words) for key in partner.kinds or ())),
        (N_("Industry"), partner.industry),
        (N_("Scale"), choice_label(SCALES, partner.scale, words)),
        (N_("Registered capital"), words.amount(partner.capital) if partner.capital is not None else ""),
        (N_("Address"), words.either(partner.address, partner.english_address)),
        (N_("Source of discovery"), words.listed(
            [choice_label(SOURCES, partner.source_kind, words), partner.source or ""])),
    )
    for label, value in facts:
        if value:
            yield words.labelled(words(label), value)


def _result(ranked: Ranked | None, words: Words) -> Iterator[str]:
    if ranked is not None and ranked.result is not None:
        yield words(N_("Mean result of {sheets} score sheets: {result} of 5 points"), sheets=ranked.sheets,
                    result=_shown(ranked.result))


def _criteria(look: Look, partner_id: int, need_id: int | None, words: Words) -> list[tuple[str, int]]:
    """The mean points of each criterion over the complete sheets, in hundredths, in the order of the card."""
    sheet, score, criterion = (contents.record(key) for key in ("score_sheets", "scores", "criteria"))
    rows = look.rows(
        select(criterion.title, criterion.english_title, score.points)
        .join(score, score.criterion_id == criterion.id).join(sheet, sheet.id == score.sheet_id)
        .where(sheet.partner_id == partner_id, sheet.need_id == need_id, sheet.state == "complete",
               sheet.struck_at.is_(None), score.struck_at.is_(None), score.points.is_not(None))
        .order_by(criterion.position, criterion.id))
    points: dict[str, list[int]] = {}
    for title, english, given in rows:
        points.setdefault(words.either(title, english), []).append(given)
    return [(name, round(100 * sum(given) / len(given))) for name, given in points.items()]


def _findings(look: Look, partner_id: int, words: Words) -> Iterator[str]:
    """What due diligence found that is not in order."""
    checklist, item = contents.record("checklists"), contents.record("checklist_items")
    held = records(look, checklist, checklist.partner_id == partner_id, checklist.kind == "diligence")
    for each in records(look, item, item.checklist_id.in_([one.id for one in held]),
                        item.grade.in_(("minor", "serious", "veto")), order=[item.position]):
        label = register_label("checklist_items", "grade", each.grade, words)
        yield words.labelled(label, each.finding or words.either(each.item, each.english_item))


def _lookups(look: Look, partner_id: int, words: Words) -> Iterator[str]:
    """What was found where lawsuits and penalties are looked up."""
    lookup = contents.record("lookups")
    for each in records(look, lookup, lookup.partner_id == partner_id, lookup.outcome.in_(("minor", "serious")),
                        order=[lookup.looked_up]):
        place = register_label("lookups", "place", each.place, words)
        said = words(N_("{place}, {day}"), place=place, day=each.looked_up)
        yield words.labelled(said, each.findings or "")


def _shown(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}"
