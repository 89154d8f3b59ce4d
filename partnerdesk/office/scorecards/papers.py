"""The papers about scores: the sheet to be filled in by hand, the one that a rater has filled in, the comparisons."""

from __future__ import annotations

from collections.abc import Iterator

from partnerdesk.office.comparison import Card, CriterionFacts, Sheet
from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.office.forms import long_day, numbered_label, pairs
from partnerdesk.office.letterhead import Letterhead, Named
from partnerdesk.office.scorecards import figures
from partnerdesk.office.scorecards.comparing import candidate_comparison, partner_comparison
from partnerdesk.office.scorecards.facts import About, FilledSheet, RatingSheet
from partnerdesk.office.wording import choice_label
from partnerdesk.paper.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Fact,
    Grid,
    Paper,
    Paragraph,
    Profile,
    Signatures,
    Space,
    Title,
)
from partnerdesk.record.scorecard import LEAST, MOST
from partnerdesk.words import N_, Words

__all__ = [
    "candidate_comparison", "case_rating_sheet", "partner_comparison", "partner_rating_sheet", "rating_sheet",
    "score_sheet",
]

TICK = 7.5  # millimetres of a column that takes a tick
ROW = 8  # millimetres: room to tick by hand


def rating_sheet(facts: RatingSheet, words: Words) -> Paper:
    """A sheet to be filled in by hand, with what each point means and how to score."""
    card = facts.card
    title = card.title.said(words)
    blocks: list[Block] = [
        Title(title),
        pairs((*_about(facts.about, "", "", "", words), *_how(card, words)), empty=True),
        Space(0.4),
        _to_tick(card, words),
        Space(0.3),
        pairs((Fact(words(N_("Remark")), "\n\n", wide=True),), empty=True),
        Signatures((words(N_("Rater's signature")),), columns=2, height=16),
    ]
    return Paper("rating-sheet", title, Profile.TABLE, tuple(blocks), language=words.language,
                 footer=_footer(facts.letterhead, card, words), total_pages=True)


def partner_rating_sheet(facts: RatingSheet, words: Words) -> Paper:
    """The same with the partner's name and number on it."""
    return rating_sheet(facts, words)


def case_rating_sheet(facts: RatingSheet, words: Words) -> Paper:
    """The same with the procedure's number, partner and need on it."""
    return rating_sheet(facts, words)


def score_sheet(facts: FilledSheet, words: Words) -> Paper:
    """A filled sheet with its weighted result and the place for the rater's signature."""
    sheet, card = facts.sheet, facts.sheet.card
    title = card.title.said(words)
    blocks: list[Block] = [
        Title(title),
        pairs((*_about(facts.about, sheet.rater, choice_label(DEPARTMENTS, sheet.department, words),
                       long_day(sheet.rated, words), words),
               Fact(words(N_("Number of the sheet")), sheet.number)), empty=True),
        Space(0.4),
        _filled(sheet, words),
        *(Paragraph(line, indent=False) for line in _said(sheet, words)),
        Signatures((words(N_("Rater's signature")),), columns=2, height=14),
    ]
    return Paper("score-sheet", title, Profile.TABLE, tuple(blocks), language=words.language,
                 footer=_footer(facts.letterhead, card, words), total_pages=True)


def _about(about: About, rater: str, department: str, rated: str, words: Words) -> Iterator[Fact]:
    """Whom the sheet is about and who fills it in, with room where that is not known yet."""
    yield Fact(words(N_("Partner scored")), about.partner.said(words), wide=True)
    if about.need:
        yield Fact(words(N_("Need")), f"{about.need_number} {about.need.said(words)}".strip(), wide=True)
    if about.meeting:
        yield Fact(words(N_("Evaluation meeting")), about.meeting.said(words), wide=True)
    yield Fact(words(N_("Number of the partner")), about.partner_number)
    yield Fact(words(N_("Number of the procedure")), about.case_number)
    yield Fact(words(N_("Rater")), rater)
    yield Fact(words(N_("Rater's department")), department)
    yield Fact(words(N_("Rated on")), rated)


def _how(card: Card, words: Words) -> Iterator[Fact]:
    meant = figures.meanings(card, words)
    if meant:
        said = ("；" if words.chinese else "; ").join(
            words(N_("{points}: {meaning}"), points=points, meaning=meaning)
            for points, meaning in meant)
        yield Fact(words(N_("What each point means")), said, wide=True)
    rules = [words(N_("Tick one column in each line; what does not apply is left out of the weighting."))]
    if any(each.veto is not None for each in card.criteria):
        rules.append(words(N_("Points at or below a veto forbid a recommendation, whatever the total.")))
    yield Fact(words(N_("How to fill in")), words.joined(*rules), wide=True)


def _to_tick(card: Card, words: Words) -> Grid:
    heads = (*(str(points) for points in range(LEAST, MOST + 1)), words(N_("N/A")))
    rows: list[tuple[str | Cell, ...]] = []
    for place, group in enumerate(card.groups, 1):
        if group:
            rows.append((Cell(_group(card, group, place, words), bold=True, align=Align.LEFT, span=4 + len(heads)),))
        rows += [(str(number), _criterion(each, words), figures.weight(each.weight), each.guidance.said(words),
                  *("" for _ in heads)) for number, each in _of(card, group)]
    return Grid(
        columns=(
            Column(words(N_("No.")), 8.5, Align.CENTRE), Column(words(N_("Criterion")), share=1.0),
            Column(words(N_("Weight")), 14, Align.CENTRE), Column(words(N_("How to score")), share=1.75),
            *(Column(head, TICK, Align.CENTRE) for head in heads)),
        rows=tuple(rows), row_height=ROW, size=9.5)


def _filled(sheet: Sheet, words: Words) -> Grid:
    card = sheet.card
    rows: list[tuple[str | Cell, ...]] = []
    for place, group in enumerate(card.groups, 1):
        if group:
            rows.append((Cell(_group(card, group, place, words), bold=True, align=Align.LEFT, span=3),
                         Cell(figures.points(sheet.groups.get(group)), bold=True), ""))
        rows += [(str(number), _criterion(each, words), figures.weight(each.weight),
                  figures.mark(sheet.marks.get(each.id), words), _remark(sheet, each, words))
                 for number, each in _of(card, group)]
    return Grid(
        columns=(
            Column(words(N_("No.")), 8.5, Align.CENTRE), Column(words(N_("Criterion")), share=1.2),
            Column(words(N_("Weight")), 16, Align.CENTRE), Column(words(N_("Points")), 18, Align.CENTRE),
            Column(words(N_("Remark")), share=1.0)),
        rows=tuple(rows), row_height=7,
        total=(Cell(words(N_("Weighted result")), bold=True, span=3), Cell(figures.points(sheet.result), bold=True),
               words(N_("of 5 points"))))


def _remark(sheet: Sheet, criterion: CriterionFacts, words: Words) -> str:
    """What the rater noted, and that the points are a veto."""
    veto = words(N_("Veto")) if criterion.id in sheet.vetoes else ""
    return words.listed((veto, sheet.remarks.get(criterion.id, "")))


def _said(sheet: Sheet, words: Words) -> Iterator[str]:
    if sheet.vetoes:
        yield words(N_("The points of this sheet forbid a recommendation (veto)."))
    if sheet.open:
        yield words.many("{count} criterion is not scored yet; the result counts what is scored.",
                         "{count} criteria are not scored yet; the result counts what is scored.", len(sheet.open))
    if sheet.remark:
        yield words.labelled(words(N_("Remark")), sheet.remark)


def _of(card: Card, group: Named) -> list[tuple[int, CriterionFacts]]:
    """The criteria of a group with their numbers on the whole sheet."""
    return [(number, each) for number, each in enumerate(card.criteria, 1) if each.group == group]


def _group(card: Card, group: Named, place: int, words: Words) -> str:
    weight = figures.weight(sum(each.weight for _, each in _of(card, group)))
    said = numbered_label(words, place, group.said(words))
    return f"{said}（{weight}）" if words.chinese else f"{said} ({weight})"


def _criterion(each: CriterionFacts, words: Words) -> str:
    """A criterion, and from which points on it vetoes."""
    if each.veto is None:
        return each.title.said(words)
    veto = words(N_("(veto at {points})"), points=each.veto) if each.veto == LEAST else words(
        N_("(veto at {points} or below)"), points=each.veto)
    return words.joined(each.title.said(words), veto)


def _footer(head: Letterhead, card: Card, words: Words) -> str:
    return words(N_("{office}, {card}, version {edition}"), office=head.office.said(words), card=card.title.said(words),
                 edition=card.edition)
