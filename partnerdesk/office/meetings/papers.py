"""The papers of a meeting before and while it is held: notice, agenda, participants, sign-in sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from partnerdesk.office.letterhead import Named
from partnerdesk.office.meetings.facts import Item, MeetingFacts, Participant
from partnerdesk.office.meetings.minutes import minutes
from partnerdesk.office.meetings.records import STATUSES, TREATMENTS
from partnerdesk.office.meetings.wording import secrecy_mark, when
from partnerdesk.office.wording import choice_label, member_noun
from partnerdesk.paper.blocks import (
    Align,
    Block,
    Closing,
    Column,
    Fact,
    Facts,
    Grid,
    Heading,
    Imprint,
    Items,
    Labelled,
    Paper,
    Paragraph,
    Profile,
    RedHead,
    Run,
    Space,
    Title,
)
from partnerdesk.words import N_, Words, ordinal_chinese

__all__ = ["agenda", "meeting_notice", "minutes", "participants", "sign_in_sheet"]

SIGN_IN_ROW = 12  # millimetres
SIGNATURE = 40  # millimetres: at least 35 to sign in
BLANK_ROWS = 5
_ALWAYS = (0, 2, 3)  # columns of the agenda: number, item, presenter

_GROUPS = (
    ("member", N_("Members with a vote")),
    ("in-attendance", N_("In attendance")),
    ("guest", N_("Guests")),
    ("staff", N_("Meeting staff")),
    ("leave", N_("On leave")),
    ("absent", N_("Absent")),
)


# -- notice: two forms, each of which exists in one language only and is written in it


def meeting_notice(facts: MeetingFacts, words: Words) -> Paper:
    """The notice: in Chinese an official paper with red head, number and imprint, in English a letter."""
    blocks = _notice_chinese(facts, words) if words.chinese else _notice_english(facts, words)
    return Paper(
        key="meeting-notice",
        title=words(N_("Notice of the {meeting}"), meeting=facts.name.said(words)),
        profile=Profile.OFFICIAL if words.chinese else Profile.ENGLISH,
        blocks=tuple(blocks),
        language=words.language,
    )


def _notice_chinese(facts: MeetingFacts, words: Words) -> Iterator[Block]:
    mark = secrecy_mark(facts)
    if mark is not None:
        yield mark
    yield RedHead(facts.letterhead.office.said(words), number=facts.notice_number)
    yield Title(f"关于召开{facts.name.chinese}的通知")
    if facts.addressees:
        yield Paragraph(f"{facts.addressees.said(words).rstrip('：:')}：", indent=False, keep_with_next=True)
    parts: list[tuple[str, list[Block]]] = []
    if facts.starts is not None:
        parts.append(("会议时间", [Paragraph(f"{when(facts, words)}。")]))
    if facts.place or facts.online:
        places = [f"{facts.place.said(words)}。"] if facts.place else []
        places += [f"线上会议：{facts.online}。"] if facts.online else []
        parts.append(("会议地点", [Paragraph("".join(places))]))
    if facts.items:
        parts.append(("会议议题", [
            Paragraph(f"（{ordinal_chinese(item.position)}）{_treated(item, words)}{item.title.said(words)}"
                      + ("。" if place == len(facts.items) else "；"))
            for place, item in enumerate(facts.items, 1)]))
    invited = _invited_chinese(facts, words)
    if invited:
        parts.append(("参会人员", [Paragraph(invited)]))
    wishes = _wishes(facts, words)
    if wishes:
        parts.append(("有关要求", [Paragraph(f"{place}. {wish}") for place, wish in enumerate(wishes, 1)]))
    by = f"，{facts.body.chinese}" if facts.body.chinese and facts.body.chinese not in facts.name.chinese else ""
    whole = f"{facts.alliance.said(words)}{facts.name.chinese}"
    follows = "。现将有关事项通知如下：" if parts else "，特此通知。"
    yield Paragraph(f"经研究{by}，定于{_day_of(facts, words)}召开{whole}{follows}")
    for place, (head, blocks) in enumerate(parts, 1):
        yield Heading(f"{ordinal_chinese(place)}、{head}")
        yield from blocks
    enclosed = _enclosed(facts, words)
    if enclosed:
        yield Space(1)
        yield Labelled("附件", "\n".join(f"{place}. {title}" for place, title in enumerate(enclosed, 1)))
    yield Space(1)
    contact = words.joined(facts.contact.said(words), facts.contact_telephone and f"，电话：{facts.contact_telephone}")
    day = words.day(facts.notice_day) if facts.notice_day else ""
    yield Closing(
        facts.letterhead.office.said(words), day, sealed=True,
        note=f"（联系人：{contact}）" if facts.contact and contact else "")
    yield Imprint(office=facts.letterhead.office.said(words), day=f"{day}印发" if day else "")


def _notice_english(facts: MeetingFacts, words: Words) -> Iterator[Block]:
    mark = secrecy_mark(facts)
    if mark is not None:
        yield mark
    head = facts.letterhead
    yield Paragraph((Run(head.office.said(words), bold=True),), indent=False)
    lines = [line for line in (head.unit.said(words), head.address.said(words), head.telephone) if line]
    if lines:
        yield Paragraph("\n".join(lines), indent=False)
    if facts.notice_day is not None:
        yield Paragraph(words.day(facts.notice_day), indent=False)
    if facts.notice_number:
        yield Paragraph(f"Our reference: {facts.notice_number}", indent=False)
    if facts.addressees:
        yield Paragraph(f"To: {facts.addressees.said(words)}", indent=False)
    yield Title(f"Notice of the {facts.name.said(words)}")
    body = f" of the {facts.alliance.said(words)}" if facts.alliance else ""
    rows = (("Date and time", when(facts, words)), ("Place", facts.place.said(words)), ("Online", facts.online),
            ("Chair", _titled(facts.chair, facts.chair_duty, words)))
    known = [Labelled(label, value) for label, value in rows if value]
    held = ", which will be held as follows" if known else ""
    yield Paragraph(f"You are invited to attend the {facts.name.said(words)}{body}{held}.")
    yield from known
    if facts.items:
        yield Heading("Agenda", level=2)
        yield Items(tuple((0, f"{item.position}.", _item_line(item, words)) for item in facts.items))
    wishes = _wishes(facts, words)
    if wishes:
        yield Heading("Please note", level=2)
        yield Items(tuple((0, f"{place}.", wish) for place, wish in enumerate(wishes, 1)))
    enclosed = _enclosed(facts, words)
    if enclosed:
        yield Heading("Enclosures", level=2)
        yield Items(tuple((0, f"{place}.", title) for place, title in enumerate(enclosed, 1)))
    contact = ", ".join(part for part in (facts.contact.said(words), facts.contact_telephone) if part)
    yield Closing(head.office.said(words), words.day(facts.notice_day) if facts.notice_day else "", sealed=True,
                  note=f"Contact: {contact}" if facts.contact and contact else "")


def _day_of(facts: MeetingFacts, words: Words) -> str:
    if facts.starts is None:
        return "近期"
    return f"{words.day(facts.starts.date())}（{words.weekday(facts.starts.date())}）"


_VERBS = ("审议", "听取", "讨论", "确认", "研究", "通报", "推选", "选举", "聘任", "修订", "传达", "表决")


def _treated(item: Item, words: Words) -> str:
    """审议, 讨论 or 听取 before an item's title, unless the title begins with a verb of its own."""
    if item.title.said(words).startswith(_VERBS):
        return ""
    return {"decide": "审议", "discuss": "讨论", "note": "听取"}.get(item.treatment, "")


def _item_line(item: Item, words: Words) -> str:
    treatment = _treatment(item, words)
    return f"{item.title.said(words)}" + (f" ({treatment[0].lower()}{treatment[1:]})" if treatment else "")


def _treatment(item: Item, words: Words) -> str:
    return choice_label(TREATMENTS, item.treatment, words)


def _invited_chinese(facts: MeetingFacts, words: Words) -> str:
    members = sum(1 for one in facts.participants if one.votes)
    others = [one for one in facts.participants if one.capacity in ("in-attendance", "guest")]
    sentences = []
    if members:
        noun = member_noun(facts.body_kind, "代表")
        whole = facts.body.chinese or "会议"
        sentences.append(f"{whole}全体{noun}（{members}名）")
    if others:
        units = list(dict.fromkeys(one.unit.said(words) for one in others if one.unit))
        sentences.append("列席人员：" + (words.listed(units) if units else f"{len(others)}名"))
    return "；".join(sentences) + "。" if sentences else ""


def _wishes(facts: MeetingFacts, words: Words) -> list[str]:
    wishes = []
    if facts.papers_due is not None:
        wishes.append(words(N_("Please send the papers for the meeting to the secretariat by {day}."), day=facts.papers_due))  # noqa: E501
    stop = "。" if words.chinese else "."
    for line in facts.requirements.said(words).split("\n"):
        line = line.strip()
        if line:
            wishes.append(line if line[-1] in "。.！!；;" else line + stop)
    return wishes


def _enclosed(facts: MeetingFacts, words: Words) -> list[str]:
    own = [words(N_("Agenda of the {meeting}"), meeting=facts.name.said(words))] if facts.items else []
    return own + [paper.title.said(words) for paper in facts.papers]


def _titled(person: Named, duty: Named, words: Words) -> str:
    """A person with the post held: 周敏（总经理）, Zhou Min (General Manager)."""
    name, post = person.said(words), duty.said(words)
    if not post or not name:
        return name
    return f"{name}（{post}）" if words.chinese else f"{name} ({post})"


# -- agenda


def agenda(facts: MeetingFacts, words: Words) -> Paper:
    """The agenda with hours counted on from the beginning, presenters and papers; no column stands there empty."""
    title = words(N_("Agenda of the {meeting}"), meeting=facts.name.said(words))
    columns = (
        Column(words(N_("No.")), 10, Align.CENTRE),
        Column(words(N_("Time")), 25, Align.CENTRE),
        Column(words(N_("Item")), share=2.0),
        Column(words(N_("Presented by")), share=1.7),
        Column(words(N_("Units in attendance")), share=1.2),
        Column(words(N_("Min.")), 11, Align.RIGHT),
        Column(words(N_("Paper")), 11, Align.CENTRE),
        Column(words(N_("Treatment")), 18, Align.CENTRE),
    )
    rows = [
        (
            str(item.position), slot, item.title.said(words), _presented(item, words),
            words.listed(unit.said(words) for unit in item.attending),
            "" if item.allotted is None else str(item.allotted),
            words.listed(str(paper.number) for paper in item.papers), _treatment(item, words),
        )
        for item, slot in zip(facts.items, _slots(facts), strict=True)
    ]
    used = [place for place in range(len(columns)) if place in _ALWAYS or any(row[place] for row in rows)]
    grid = Grid(
        columns=tuple(columns[place] for place in used),
        rows=tuple(tuple(row[place] for place in used) for row in rows),
        row_height=10,
    )
    return Paper("agenda", title, Profile.TABLE, (*_mark(facts, words), Title(title), _outline(facts, words), grid),
                 language=words.language)


def _mark(facts: MeetingFacts, words: Words) -> tuple[Block, ...]:
    mark = secrecy_mark(facts)
    return (mark,) if mark is not None else ()


def _outline(facts: MeetingFacts, words: Words) -> Facts:
    """Time, place, chair and note-taker as a small grid."""
    pairs = [(N_("Time of the meeting"), when(facts, words), True), (N_("Place"), facts.place.said(words), True),
             (N_("Online at"), facts.online, True), (N_("Chaired by"), facts.chair.said(words), False),
             (N_("Note-taker"), facts.note_taker.said(words), False)]
    filled = [Fact(words(label), value, wide=wide) for label, value, wide in pairs if value]
    return Facts(tuple(filled), columns=2)


def _slots(facts: MeetingFacts) -> list[str]:
    """The hours of each item, as long as every item before it has its minutes allotted."""
    slots: list[str] = []
    at: datetime | None = facts.starts
    for item in facts.items:
        if at is None or item.allotted is None:
            slots.append("")
            at = None
            continue
        end = at + timedelta(minutes=item.allotted)
        slots.append(f"{at:%H:%M}–{end:%H:%M}")
        at = end
    return slots


def _presented(item: Item, words: Words) -> str:
    unit, person = item.unit.said(words), item.presenter.said(words)
    return "\n".join(part for part in ((unit, person) if words.chinese else (person, unit)) if part)


# -- participants


def participants(facts: MeetingFacts, words: Words) -> Paper:
    """The participants under their heads: with a vote, in attendance, guests, staff, on leave."""
    title = words(N_("Participants of the {meeting}"), meeting=facts.name.said(words))
    blocks: list[Block] = [*_mark(facts, words), Title(title), _outline(facts, words)]
    for key, label in _GROUPS:
        group = [one for one in facts.participants if one.group == key]
        if group:
            blocks.append(Heading(words(N_("{label} ({count})"), label=words(label), count=len(group)), level=2))
            blocks.append(_people(group, words))
    return Paper("participants", title, Profile.TABLE, tuple(blocks), language=words.language)


def _people(group: list[Participant], words: Words) -> Grid:
    return Grid(
        columns=(
            Column(words(N_("No.")), 12, Align.CENTRE), Column(words(N_("Full name")), 30),
            Column(words(N_("Unit")), share=1.6), Column(words(N_("Post held")), share=1),
            Column(words(N_("Remarks")), share=0.9),
        ),
        rows=tuple(
            (str(place), one.person.said(words), one.unit.said(words), one.duty.said(words), _remark(one, words))
            for place, one in enumerate(group, 1)
        ),
        row_height=8,
    )


def _remark(one: Participant, words: Words) -> str:
    other = one.stand_in.said(words)
    if other and (one.status == "by-proxy" or (one.reply == "proxy" and not one.status)):
        return words(N_("Votes by proxy: {name}"), name=other)
    if other and (one.status == "deputy" or (one.reply == "deputy" and not one.status)):
        return words(N_("{name} comes as deputy, without a vote"), name=other)
    if one.status in ("late", "left-early"):
        return words.joined(choice_label(STATUSES, one.status, words), one.note)
    # The reason of a leave is nobody's business on a sheet that goes round.
    return "" if one.group == "leave" else one.note


# -- sign-in sheet


def sign_in_sheet(facts: MeetingFacts, words: Words) -> Paper:
    """The sheet that passes from hand to hand: members first, others apart, no telephone numbers, room to sign."""
    title = words(N_("Sign-in sheet of the {meeting}"), meeting=facts.name.said(words))
    members = [one for one in facts.participants if one.votes]
    others = [one for one in facts.participants if not one.votes]
    deputies = [one for one in members if one.stand_in and "deputy" in (one.status, one.reply)]
    blocks: list[Block] = [
        *_mark(facts, words), Title(title), _outline(facts, words),
        Paragraph(words(N_("Due: {due}. Present: ________"), due=len(members)), indent=False, keep_with_next=True),
        _to_sign([(one.unit.said(words), one.duty.said(words), one.person.said(words), _excuse(one, words))
                  for one in members], words),
    ]
    rows = [(one.unit.said(words), one.duty.said(words), one.person.said(words), _capacity(one, words))
            for one in others]
    rows += [(one.unit.said(words), "", one.stand_in.said(words),
              words(N_("Deputy of {name}"), name=one.person.said(words))) for one in deputies]
    if rows:
        blocks += [Heading(words(N_("In attendance, without a vote")), level=2), _to_sign(rows, words)]
    return Paper("sign-in-sheet", title, Profile.TABLE, tuple(blocks), language=words.language, total_pages=True)


def _excuse(one: Participant, words: Words) -> str:
    if one.group == "leave":
        return words(N_("On leave"))
    return _remark(one, words) if one.stand_in else ""


def _capacity(one: Participant, words: Words) -> str:
    if one.group == "leave":
        return words(N_("On leave"))
    return {"guest": words(N_("Guest")), "staff": words(N_("Meeting staff"))}.get(one.capacity, "")


def _to_sign(rows: list[tuple[str, str, str, str]], words: Words) -> Grid:
    return Grid(
        columns=(
            Column(words(N_("No.")), 11, Align.CENTRE), Column(words(N_("Unit")), share=1.6),
            Column(words(N_("Post held")), share=1), Column(words(N_("Full name")), 25),
            Column(words(N_("Signature")), SIGNATURE), Column(words(N_("Remarks")), 23),
        ),
        rows=tuple((str(place), *row[:3], "", row[3]) for place, row in enumerate(rows, 1)),
        row_height=SIGN_IN_ROW,
        blank_rows=BLANK_ROWS,
    )
