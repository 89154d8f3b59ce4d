"""A meeting's packet: cover, contents, the papers of the meeting, the sheet and annexes of each item, the minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from partnerdesk.office.letterhead import Named
from partnerdesk.office.meetings import papers
from partnerdesk.office.meetings.facts import Item, MeetingFacts, PaperOfItem, meeting
from partnerdesk.office.meetings.records import OUTCOMES, TREATMENTS
from partnerdesk.office.meetings.wording import secrecy_mark
from partnerdesk.office.wording import choice_label
from partnerdesk.paper.bilingual import pair
from partnerdesk.paper.blocks import (
    Annex,
    Block,
    Contents,
    ContentsLine,
    Cover,
    Fact,
    Facts,
    Heading,
    Items,
    Marks,
    Packet,
    Paper,
    Paragraph,
    Part,
    Profile,
    Title,
)
from partnerdesk.store.attaching import stored
from partnerdesk.store.files import Files
from partnerdesk.store.reader import Reader
from partnerdesk.store.troubles import Damaged, Missing
from partnerdesk.words import CHINESE, ENGLISH, N_, Words

BOTH = "both"
_NOBODY = Named()

Make = Callable[[MeetingFacts, Words], Paper]


Opened = Callable[[PaperOfItem], Path]  # a readable copy of an attached file


@dataclass(frozen=True)
class _Piece:
    """A part of the packet before it is written in a language: its key, its line in the contents, how it is made."""

    key: str
    title: Callable[[Words], str]
    make: Make | PaperOfItem
    presenter: Named = _NOBODY
    level: int = 0


def packet(look: Reader, meeting_id: int, language: str, files: Files, folder: Path) -> Packet:
    """The packet of one meeting in Chinese, in English or in both, its annexes laid open in a private folder.

    Raises `Refused` where there is no such meeting. A file that is damaged or gone is bound as an empty one, which
    the press names on the contents page.
    """
    def opened(paper: PaperOfItem) -> Path:
        kept = stored(look, paper.file_id)
        target = folder / f"annex-{paper.number}{Path(kept.name).suffix}"
        try:
            return files.export(kept, target)
        except (Damaged, Missing):
            target.touch()
            return target

    return bind(meeting(look, meeting_id), language, opened)


def bind(facts: MeetingFacts, language: str, opened: Opened) -> Packet:
    """The packet of facts that were read before."""
    spoken = [Words(each) for each in ((CHINESE, ENGLISH) if language == BOTH else (language,))]
    pieces = tuple(_pieces(facts))
    parts = [part for piece in pieces for part in _parts(piece, facts, spoken, opened)]
    title = _beside(_title(facts, words) for words in spoken)
    return Packet(
        title=title,
        language=spoken[0].language,
        cover=_one([_cover(facts, words) for words in spoken]),
        contents=_one([_contents(pieces, words) for words in spoken]),
        parts=tuple(parts),
    )


def _pieces(facts: MeetingFacts) -> Iterator[_Piece]:
    name = facts.name

    def of_meeting(msgid: str) -> Callable[[Words], str]:
        return lambda words: words(msgid, meeting=name.said(words))

    yield _Piece("notice", of_meeting(N_("Notice of the {meeting}")), papers.meeting_notice)
    if facts.items:
        yield _Piece("agenda", of_meeting(N_("Agenda of the {meeting}")), papers.agenda)
    if facts.participants:
        yield _Piece("participants", of_meeting(N_("Participants of the {meeting}")), papers.participants)
        yield _Piece("sign-in-sheet", of_meeting(N_("Sign-in sheet of the {meeting}")), papers.sign_in_sheet)
    for paper in facts.papers:
        yield _annex(paper, 0)
    for item in facts.items:
        if item.papers or item.draft:
            yield _Piece(f"item-{item.position}", _item_title(item), _sheet(item), item.presenter)
            for paper in item.papers:
                yield _annex(paper, 1)
    if facts.issued is not None or facts.minutes or any(item.minutes for item in facts.items):
        yield _Piece("minutes", of_meeting(N_("Minutes of the {meeting}")), papers.minutes)


def _annex(paper: PaperOfItem, level: int) -> _Piece:
    return _Piece(
        f"annex-{paper.number}",
        lambda words: words(N_("Annex {number}: {title}"), number=paper.number, title=paper.title.said(words)),
        paper, level=level)


def _item_title(item: Item) -> Callable[[Words], str]:
    return lambda words: words(N_("Item {number}: {title}"), number=item.position, title=item.title.said(words))


def _parts(piece: _Piece, facts: MeetingFacts, spoken: list[Words], opened: Opened) -> Iterator[Part]:
    title = _beside(piece.title(words) for words in spoken)
    if isinstance(piece.make, PaperOfItem):
        yield Part(piece.key, title, Annex(title, opened(piece.make), piece.make.number), piece.level)
        return
    made = [piece.make(facts, words) for words in spoken]
    bound = pair(*made) if len(made) == 2 else tuple(made)
    for place, paper in enumerate(bound):
        # Where the two languages have forms of their own, the English one follows the Chinese one.
        key = piece.key if place == 0 else f"{piece.key}-{paper.language}"
        yield Part(key, title if len(bound) == 1 else piece.title(Words(paper.language)), paper, piece.level)


def _sheet(item: Item) -> Make:
    """The cover sheet of an item's papers: what is asked, of whom, and what is enclosed."""
    def make(facts: MeetingFacts, words: Words) -> Paper:
        pairs = [
            (N_("Meeting"), facts.name.said(words), True),
            (N_("Presenting unit"), item.unit.said(words), False),
            (N_("Presented by"), item.presenter.said(words), False),
            (N_("Treatment"), choice_label(TREATMENTS, item.treatment, words), False),
            (N_("Minutes allotted"), "" if item.allotted is None else str(item.allotted), False),
            (N_("Outcome"), choice_label(OUTCOMES, item.outcome, words), False),
        ]
        title = words(N_("Item {number}: {title}"), number=item.position, title=item.title.said(words))
        mark = secrecy_mark(facts)
        blocks: list[Block] = [
            *((mark,) if mark is not None else ()),
            Title(title),
            Facts(tuple(Fact(words(label), value, wide=wide) for label, value, wide in pairs if value)),
        ]
        if item.draft:
            blocks.append(Heading(words(N_("Draft resolution")), level=2))
            blocks += [Paragraph(line) for line in item.draft.said(words).split("\n") if line.strip()]
        if item.papers:
            blocks.append(Heading(words(N_("Annexes")), level=2))
            blocks.append(Items(tuple((0, f"{paper.number}.", paper.title.said(words)) for paper in item.papers)))
        return Paper(
            key=f"item-{item.position}",
            title=title,
            profile=Profile.TABLE,
            blocks=tuple(blocks),
            language=words.language,
        )

    return make


def _title(facts: MeetingFacts, words: Words) -> str:
    return words(N_("Papers of the {meeting}"), meeting=facts.name.said(words))


def _cover(facts: MeetingFacts, words: Words) -> Paper:
    day = words.solemn_day(facts.starts.date()) if facts.starts is not None else ""
    lines = (facts.alliance.said(words), facts.number, day, facts.place.said(words))
    cover = Cover(
        title=_title(facts, words), lines=tuple(line for line in lines if line),
        marks=secrecy_mark(facts) or Marks(), foot=facts.letterhead.office.said(words))
    return Paper("cover", _title(facts, words), Profile.OFFICIAL, (cover,), language=words.language, page_numbers=False)


def _contents(pieces: tuple[_Piece, ...], words: Words) -> Paper:
    lines = tuple(
        ContentsLine(piece.title(words), piece.key, piece.presenter.said(words), level=piece.level)
        for piece in pieces
    )
    title = words(N_("Contents"))
    columns = (words(N_("Paper")), words(N_("Presented by")), words(N_("Page")))
    return Paper("contents", title, Profile.OFFICIAL, (Title(title), Contents(lines, columns)),
                 language=words.language)


def _one(made: list[Paper]) -> Paper:
    """One paper of one or two languages; the two are built alike and join."""
    return pair(*made)[0] if len(made) == 2 else made[0]


def _beside(texts: Iterator[str]) -> str:
    return " ".join(dict.fromkeys(text for text in texts if text))
