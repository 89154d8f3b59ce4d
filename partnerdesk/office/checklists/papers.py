"""The papers about checklists: the form that is filled in on site, and the report on what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerdesk.office.checklists.facts import ChecklistFacts, Point
from partnerdesk.office.checklists.records import AREAS, CONCLUSIONS, GRADED, GRADES, is_open
from partnerdesk.office.checklists.templates import TEMPLATES
from partnerdesk.office.forms import chapters, numbered, numbered_label, pairs, running, short_day, span
from partnerdesk.office.identity import identity_pairs
from partnerdesk.office.wording import choice_label
from partnerdesk.paper.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Profile,
    Signatures,
    Space,
    Title,
)
from partnerdesk.words import N_, Words

__all__ = ["diligence_checklist", "diligence_report"]

SPARE_POINTS = 1  # rows in each area for what turns up on site
POINT_ROW = 11  # millimetres: room to write by hand
TICK = 14.5  # millimetres of a column that takes a tick
_TICKS = (N_("Clear"), N_("Minor"), N_("Serious"), N_("Veto"), N_("N/A"))
_REPORTS = {
    "diligence": N_("Due diligence report: {name}"),
    "onboarding": N_("Report on the onboarding of {name}"),
    "exit": N_("Report on the steps of the exit of {name}"),
}
_FORMS = {
    "diligence": N_("Due diligence checklist: {name}"),
    "onboarding": N_("Onboarding checklist: {name}"),
    "exit": N_("Exit checklist: {name}"),
}


# -- the form


def diligence_checklist(facts: ChecklistFacts, words: Words) -> Paper:
    """The points area by area with columns to tick and room to write, whatever has been entered already."""
    title = words(_FORMS[facts.kind], name=facts.partner.name.said(words))
    blocks: list[Block] = [Title(title), _head(facts, words)]
    for place, area in enumerate(facts.areas(), 1):
        blocks.append(Heading(numbered_label(words, place, choice_label(AREAS, area, words)), level=1))
        to_fill_in = _to_tick if facts.kind == GRADED else _to_do
        blocks.append(to_fill_in(_points(facts, area, words), words))
    conclusion = [Fact(words(N_("Overall conclusion")), _boxes(words), wide=True)] if facts.kind == GRADED else []
    signing = (N_("Examined by"), N_("Checked again by")) if facts.kind == GRADED else (
        N_("Our project manager"), N_("Their project manager"))
    blocks += [
        Space(0.5),
        pairs((*conclusion, Fact(words(N_("Conditions or remarks")), "\n\n", wide=True)), empty=True),
        Signatures(tuple(words(label) for label in signing), columns=2, height=16),
    ]
    return Paper("diligence-checklist", title, Profile.TABLE, tuple(blocks), language=words.language,
                 footer=_footer(facts, words), total_pages=True)


def _head(facts: ChecklistFacts, words: Words) -> Facts:
    """Whom the form is about and who fills it in, with room where that is not known yet."""
    code = facts.partner.values.get("credit_code") or facts.partner.values.get("lei") or ""
    return pairs((
        Fact(words(N_("Partner")), facts.partner.name.said(words), wide=True),
        Fact(words(N_("Number of the list")), facts.number), Fact(words(N_("Code")), code),
        Fact(words(N_("Led by")), facts.lead), Fact(words(N_("Period")), span(facts.begins, facts.ends, words)),
        *((Fact(words(N_("Spoken to")), "", wide=True),) if facts.kind == GRADED else ()),
    ), empty=True)


def _points(facts: ChecklistFacts, area: str, words: Words) -> list[str]:
    """The points of an area, or those that are shipped where the list has none yet."""
    if facts.points:
        return [point.item.said(words) for point in facts.of(area)]
    return [words(point.item) for point in TEMPLATES[facts.kind] if point.area == area]


def _to_tick(points: Sequence[str], words: Words) -> Grid:
    return numbered(
        words,
        (Column(words(N_("Point to examine")), share=1.25),
         *(Column(words(label), TICK, Align.CENTRE) for label in _TICKS),
         Column(words(N_("What was seen, evidence")), share=1)),
        [(point, *("" for _ in _TICKS), "") for point in points],
        blank_rows=SPARE_POINTS,
        row_height=POINT_ROW,
    )


def _to_do(points: Sequence[str], words: Words) -> Grid:
    """Points that are settled by being done, not by a finding."""
    return numbered(
        words,
        (Column(words(N_("Point")), share=1.4), Column(words(N_("Done by")), 26),
         Column(words(N_("Done on")), 26, Align.CENTRE), Column(words(N_("Remarks")), share=0.8)),
        [(point, "", "", "") for point in points],
        blank_rows=SPARE_POINTS,
        row_height=POINT_ROW,
    )


def _boxes(words: Words) -> str:
    return "　".join(f"□ {words(choice.label)}" for choice in CONCLUSIONS)


# -- the report


def diligence_report(facts: ChecklistFacts, words: Words) -> Paper:
    """What was examined and how, what was found in each area, and what follows from it."""
    title = words(_REPORTS[facts.kind], name=facts.partner.name.said(words))
    blocks: list[Block] = [Title(title)]
    blocks += chapters(words, (
        (N_("Basic facts"), (pairs(identity_pairs(facts.partner, words)),)),
        (N_("Course of the work"), (pairs(_course(facts, words)), *running(facts.scope))),
        (N_("Results at a glance"), (_overview(facts, words),) if facts.points else ()),
        (N_("Points that weigh"), tuple(_weighty(facts, words))),
        (N_("Results in detail"), tuple(_details(facts, words))),
        (N_("Conclusion"), (Paragraph(_conclusion(facts, words)), *running(facts.summary))),
    ))
    blocks += [
        Space(0.5),
        Signatures((words(N_("Led by")), words(N_("Reviewed by"))), columns=2, height=18),
    ]
    return Paper("diligence-report", title, Profile.TABLE, tuple(blocks), language=words.language,
                 footer=_footer(facts, words), total_pages=True)


def _course(facts: ChecklistFacts, words: Words) -> Iterator[Fact]:
    yield Fact(words(N_("Number of the list")), facts.number)
    yield Fact(words(N_("Period")), span(facts.begins, facts.ends, words))
    yield Fact(words(N_("Led by")), facts.lead)
    yield Fact(words(N_("Closed on")), short_day(facts.closed, words))
    yield Fact(words(N_("Our project manager")), facts.our_manager)
    yield Fact(words(N_("Their project manager")), facts.their_manager)


def _overview(facts: ChecklistFacts, words: Words) -> Grid:
    """How many points of each area have which result; what is still open is counted too."""
    heads: tuple[str, ...]
    if facts.kind == GRADED:
        heads = (*_TICKS, N_("Not examined"))
        keys = [choice.key for choice in GRADES] + [""]
    else:
        heads, keys = (N_("Done"), N_("Not done yet")), ["done", ""]
    areas = [(choice_label(AREAS, area, words), facts.of(area)) for area in facts.areas()]
    return Grid(
        columns=(
            Column(words(N_("Area")), share=1.2),
            *(Column(words(label), 17, Align.CENTRE) for label in heads),
            Column(words(N_("Number of points")), 18, Align.CENTRE),
        ),
        rows=tuple((label, *(_count(facts, points, key) for key in keys), str(len(points))) for label, points in areas),
        total=(Cell(words(N_("Total")), bold=True), *(_count(facts, facts.points, key) for key in keys),
               str(len(facts.points))),
        row_height=8,
    )


def _count(facts: ChecklistFacts, points: Sequence[Point], key: str) -> str:
    if facts.kind == GRADED:
        return str(sum(point.grade == key for point in points))
    return str(sum(is_open(facts.kind, point.grade or None, point.done) == (key == "") for point in points))


def _weighty(facts: ChecklistFacts, words: Words) -> Iterator[Paragraph]:
    """What forbids co-operation and what is serious, in words, the gravest first."""
    for grade in ("veto", "serious"):
        for point in facts.points:
            if point.grade == grade:
                head = words.labelled(point.item.said(words), choice_label(GRADES, grade, words))
                finding = " ".join(line.strip() for line in point.finding.split("\n"))
                yield Paragraph(words.joined(head + ("。" if words.chinese else "."), finding))


def _details(facts: ChecklistFacts, words: Words) -> Iterator[Block]:
    if not facts.points:
        return
    graded = facts.kind == GRADED
    yield Grid(
        columns=(
            Column(words(N_("Area")), 22), Column(words(N_("Point")), share=1.1),
            Column(words(N_("Finding")), 21) if graded else Column(words(N_("Due on")), 21, Align.CENTRE),
            Column(words(N_("What was found or done")), share=1.3), Column(words(N_("By")), 18),
            Column(words(N_("Day")) if graded else words(N_("Done on")), 21, Align.CENTRE),
        ),
        rows=tuple(
            (choice_label(AREAS, point.area, words), point.item.said(words),
             _finding(point, words) if graded else short_day(point.due, words), _found(point, words),
             point.responsible, short_day(point.done, words))
            for area in facts.areas() for point in facts.of(area)
        ),
    )


def _finding(point: Point, words: Words) -> str:
    return choice_label(GRADES, point.grade, words) or words(N_("Not examined"))


def _found(point: Point, words: Words) -> str:
    if not point.evidenced:
        return point.finding
    filed = words(N_("(Evidence filed.)"))
    return f"{point.finding}{'' if words.chinese else ' '}{filed}".strip()


def _conclusion(facts: ChecklistFacts, words: Words) -> str:
    if not facts.conclusion:
        return words(N_("No conclusion has been drawn yet."))
    return words.labelled(words(N_("Conclusion")), choice_label(CONCLUSIONS, facts.conclusion, words))


def _footer(facts: ChecklistFacts, words: Words) -> str:
    return words(N_("{office}, list {number}, printed on {day}"), office=facts.letterhead.office.said(words),
                 number=facts.number, day=words.short_day(facts.day))
