"""The directory of a body or of a whole alliance, with what has changed since the last one."""

from __future__ import annotations

from partnerdesk.office.alliances.directory_facts import Change, Directory, Listed
from partnerdesk.office.forms import headed, numbered, short_day
from partnerdesk.office.wording import seat_title
from partnerdesk.paper.blocks import Align, Block, Column, Grid, Paper, Paragraph, Profile, Title
from partnerdesk.words import N_, Words

_SIZE = 10.0  # points


def directory(facts: Directory, words: Words) -> Paper:
    """Who sits on a body and how to reach them."""
    return _paper("directory", facts, words)


def alliance_directory(facts: Directory, words: Words) -> Paper:
    """The same of all bodies of an alliance."""
    return _paper("alliance-directory", facts, words)


def _paper(key: str, facts: Directory, words: Words) -> Paper:
    whole = facts.whole.said(words)
    if words.chinese and facts.whole != facts.alliance and not whole.startswith(facts.alliance.said(words)):
        whole = f"{facts.alliance.said(words)}{whole}"
    title = words(N_("Directory of the {name}"), name=whole)
    blocks: list[Block] = [
        Title(title), Paragraph(words.labelled(words(N_("As of")), words.short_day(facts.day)), indent=False)]
    nobody = Paragraph(words(N_("Nobody sits on this body now.")))
    parts: list[tuple[str, tuple[Block, ...]]] = [
        (body.name.said(words), (_people(body, words) if body.entries else nobody,)) for body in facts.bodies]
    blocks += headed(words, [*parts, (words(N_("Changes")), _changes(facts, words))])
    return Paper(
        key=key, title=title, profile=Profile.LEDGER, blocks=tuple(blocks), language=words.language,
        footer=words(N_("{office}, as of {day}"), office=facts.letterhead.office.said(words),
                     day=words.short_day(facts.day)),
        total_pages=True,
    )


def _people(body: Listed, words: Words) -> Grid:
    return numbered(
        words,
        (
            Column(words(N_("Office held")), 24), Column(words(N_("Full name")), 22),
            Column(words(N_("Unit")), share=1.5), Column(words(N_("Post held")), share=0.9),
            Column(words(N_("Mobile")), 28), Column(words(N_("Office telephone")), 28),
            Column(words(N_("E-mail")), share=1.1), Column(words(N_("Liaison")), 20),
            Column(words(N_("Telephone of the liaison")), 28),
        ),
        [
            (seat_title(each.role, body.kind, words), each.name.said(words), each.unit.said(words),
             each.title.said(words), each.mobile, each.telephone, each.email, each.liaison.said(words),
             each.liaison_reach)
            for each in body.entries
        ],
        size=_SIZE,
    )


def _changes(facts: Directory, words: Words) -> tuple[Block, ...]:
    begin = words(N_("Since {day}, the newest first."), day=facts.since)
    if not facts.changes:
        return (Paragraph(words(N_("Nothing has changed since {day}."), day=facts.since)),)
    return (Paragraph(begin, keep_with_next=True), numbered(
        words,
        (
            Column(words(N_("Day")), 24, Align.CENTRE), Column(words(N_("Unit")), share=1.4),
            Column(words(N_("Full name")), 30), Column(words(N_("What changed")), 36),
            Column(words(N_("Body or post")), share=1),
        ),
        [_change(each, words) for each in facts.changes],
        size=_SIZE,
    ))


def _change(each: Change, words: Words) -> tuple[str, ...]:
    return (short_day(each.day, words), each.unit.said(words), each.person.said(words), words(each.what),
            each.place.said(words))
