"""The minutes: in Chinese a 会议纪要 after GB/T 9704-2012 §10.3, in English minutes after Robert's Rules and CGI."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from partnerdesk.office.meetings.facts import Item, MeetingFacts, Participant, Resolved
from partnerdesk.office.meetings.records import IN_PERSON
from partnerdesk.office.meetings.wording import secrecy_mark, when
from partnerdesk.office.wording import member_noun
from partnerdesk.paper.blocks import (
    Align,
    Block,
    Column,
    Grid,
    Heading,
    Imprint,
    Labelled,
    Paper,
    Paragraph,
    Profile,
    RedHead,
    Run,
    Signatures,
    Space,
    Title,
)
from partnerdesk.paper.prose_blocks import prose_blocks
from partnerdesk.record import prose
from partnerdesk.words import N_, Words, ordinal_chinese

MARK = "会议纪要"
_ATTENDING = frozenset({"in-attendance", "guest"})  # who serves the meeting is not named in its minutes


def minutes(facts: MeetingFacts, words: Words) -> Paper:
    """The minutes in the form that their language asks for; the two forms have little in common but the facts."""
    blocks = _chinese(facts, words) if words.chinese else _english(facts, words)
    return Paper(
        key="minutes",
        title=words(N_("Minutes of the {meeting}"), meeting=facts.name.said(words)),
        profile=Profile.OFFICIAL if words.chinese else Profile.ENGLISH,
        blocks=tuple(blocks),
        language=words.language,
    )


# -- 会议纪要: a form that exists in Chinese only and is written in it


def _chinese(facts: MeetingFacts, words: Words) -> Iterator[Block]:
    mark = secrecy_mark(facts)
    if mark is not None:
        yield mark
    day = words.day(facts.issued) if facts.issued else ""
    yield RedHead(
        facts.minutes_mark or MARK,
        number=f"（第{facts.minutes_number}号）" if facts.minutes_number else "",
        left=facts.letterhead.office.said(words), right=day)
    yield Title(f"{facts.name.said(words)}纪要")
    yield Paragraph(_opening(facts, words))
    if facts.letterhead.attendees_first:
        yield from _attendees(facts, words)
    yield from prose_blocks(prose.loads(facts.minutes), words, under=1)
    for item in facts.items:
        yield Heading(f"{ordinal_chinese(item.position)}、{item.title.said(words)}", bookmark=True)
        yield from _item_chinese(item, words)
    if facts.resolutions:
        yield Heading(f"{ordinal_chinese(len(facts.items) + 1)}、其他决议事项", bookmark=True)
        for resolution in facts.resolutions:
            yield from _resolved_chinese(resolution, words)
    if facts.tasks:
        place = len(facts.items) + bool(facts.resolutions) + 1
        yield Heading(f"{ordinal_chinese(place)}、督办事项", bookmark=True)
        yield Grid(
            columns=(Column("序号", 12, Align.CENTRE), Column("事项", share=2.4), Column("牵头单位", share=1.2),
                     Column("责任人", 20), Column("完成时限", 26, Align.CENTRE)),
            rows=tuple(
                (str(place), task.task.said(words), task.unit.said(words), task.person.said(words),
                 words.short_day(task.due))
                for place, task in enumerate(facts.tasks, 1)),
            size=12,
        )
    if not facts.letterhead.attendees_first:
        yield Space(1)
        yield from _attendees(facts, words)
    copies = facts.distribution.said(words)
    yield Imprint(
        copies=f"分送：{copies.rstrip('。')}。" if copies else "", office=facts.letterhead.office.said(words),
        day=f"{day}印发" if day else "")


def _opening(facts: MeetingFacts, words: Words) -> str:
    """When, where, who chaired and how many came, as the first paragraph of a 纪要 says it."""
    where = f"在{facts.place.said(words)}" if facts.place else ""
    online = "（同步开通线上会场）" if facts.online else ""
    said = [f"{when(facts, words)}，{facts.alliance.said(words)}{facts.name.said(words)}{where}召开{online}。"
            if facts.starts else f"{facts.alliance.said(words)}{facts.name.said(words)}{where}召开{online}。"]
    if facts.chair:
        said.append(f"会议由{facts.chair.said(words)}主持。")
    if facts.due and any(one.status for one in facts.participants):
        noun = member_noun(facts.body_kind, "人员")
        counts = [f"应到{noun}{facts.due}名", f"实到{facts.in_person}名"]
        for label, count in (
                ("委托出席", facts.counted("by-proxy")), ("代会", facts.counted("deputy")),
                ("请假", facts.counted("on-leave")), ("缺席", facts.counted("absent"))):
            if count:
                counts.append(f"{label}{count}名")
        quorate = {True: "，符合法定人数", False: "，未达到法定人数", None: ""}[facts.quorate]
        said.append("，".join(counts) + quorate + "。")
    said.append("现将会议主要内容和议定事项纪要如下：" if facts.items else "现将会议情况纪要如下：")
    return "".join(said)


def _item_chinese(item: Item, words: Words) -> Iterator[Block]:
    text = prose.loads(item.minutes)
    if text:
        yield from prose_blocks(text, words, under=1)
    elif item.presenter or item.unit:
        who = f"{item.unit.said(words)}{item.presenter.said(words)}"
        verb = {"decide": "审议了", "discuss": "讨论了"}.get(item.treatment, "听取了")
        yield Paragraph(f"会议{verb}{who}提出的“{item.title.said(words)}”。" if verb != "听取了"
                        else f"会议听取了{who}关于“{item.title.said(words)}”的汇报。")
    for resolution in item.resolutions:
        yield from _resolved_chinese(resolution, words)


def _resolved_chinese(resolution: Resolved, words: Words) -> Iterator[Block]:
    lines = [line.strip() for line in resolution.wording.said(words).split("\n") if line.strip()]
    lines = lines or [resolution.title.said(words)]
    if resolution.number:
        lines[-1] = f"{lines[-1].rstrip('。')}（{resolution.number}）。"
    yield Paragraph((Run("会议议定：", bold=True), Run(lines[0])))
    yield from (Paragraph(line) for line in lines[1:])
    vote = _vote_chinese(resolution)
    if vote:
        yield Paragraph(vote)


def _vote_chinese(resolution: Resolved) -> str:
    agreed, against, abstained, recused = resolution.votes
    if agreed is None and against is None and abstained is None:
        return ""
    counts = "、".join((f"同意{agreed or 0}票", f"反对{against or 0}票", f"弃权{abstained or 0}票"))
    names = f"（{resolution.recused_names}）" if resolution.recused_names else ""
    return f"表决结果：{counts}" + (f"；回避{recused}人{names}。" if recused else "。")


def _attendees(facts: MeetingFacts, words: Words) -> Iterator[Block]:
    """出席、请假、缺席、列席, each on a line of its own with the names hanging behind the label."""
    def named(some: Iterable[Participant], note: Callable[[Participant], str] = lambda one: "") -> str:
        return "、".join(f"{one.person.said(words)}{_unit(one, words, note(one))}" for one in some)

    voting = [one for one in facts.participants if one.votes]
    here = [one for one in voting if one.status in IN_PERSON or (not one.status and one.group == "member")]
    proxies = [one for one in voting if one.status == "by-proxy"]
    leave = [one for one in facts.participants if one.group == "leave"]
    deputies = [one for one in voting if one.status == "deputy" and one.stand_in]
    attending = [one for one in facts.participants if one.group in _ATTENDING]
    rows = (
        ("出席", named(here)),
        ("委托出席", named(proxies, lambda one: f"委托{one.stand_in.said(words)}" if one.stand_in else "")),
        ("请假", named(leave)),
        ("缺席", named(one for one in facts.participants if one.group == "absent")),
        ("代会", "、".join(f"{one.stand_in.said(words)}（代{one.person.said(words)}）" for one in deputies)),
        ("列席", named(attending)),
        ("记录", facts.note_taker.said(words)),
    )
    for label, names in rows:
        if names:
            yield Labelled(label, names)


def _unit(one: Participant, words: Words, note: str) -> str:
    inside = "，".join(part for part in (one.unit.said(words), note) if part)
    return f"（{inside}）" if inside else ""


# -- minutes: a form that exists in English only and is written in it


def _english(facts: MeetingFacts, words: Words) -> Iterator[Block]:
    mark = secrecy_mark(facts)
    if mark is not None:
        yield mark
    yield Title(f"Minutes of the {facts.name.said(words)}")
    reference = [f"Minutes No. {facts.minutes_number}"] if facts.minutes_number else []
    reference += [f"Meeting {facts.number}"] if facts.number else []
    if reference:
        yield Paragraph(" · ".join(reference), align=Align.CENTRE)
    yield Paragraph(_called_to_order(facts, words))
    yield from _roll(facts, words)
    if facts.quorate is not None:
        there = facts.in_person + facts.counted("by-proxy")
        found = "a quorum was present" if facts.quorate else "no quorum was present"
        yield Paragraph(
            f"Of {facts.due} members entitled to vote, {_members(facts.in_person, 'was', 'were')} present in person "
            f"and {facts.counted('by-proxy')} by proxy. With {there} of {facts.due} represented and "
            f"{facts.quorum} required, {found}.")
    general = facts.english_minutes or facts.minutes
    yield from prose_blocks(prose.loads(general), words, under=1)
    for item in facts.items:
        yield Heading(f"{item.position}. {item.title.said(words)}", bookmark=True)
        yield from _item_english(item, words)
    if facts.resolutions:
        yield Heading(f"{len(facts.items) + 1}. Other resolutions", bookmark=True)
        for resolution in facts.resolutions:
            yield from _resolved_english(resolution, words)
    if facts.tasks:
        yield Heading("Actions", bookmark=True)
        yield Grid(
            columns=(Column("No.", 11, Align.CENTRE), Column("Action", share=2.2), Column("Owner", share=1.3),
                     Column("Due", 24, Align.CENTRE)),
            rows=tuple(
                (str(place), task.task.said(words),
                 ", ".join(part for part in (task.person.said(words), task.unit.said(words)) if part),
                 words.short_day(task.due))
                for place, task in enumerate(facts.tasks, 1)),
            size=10,
        )
    if facts.ends is not None:
        yield Paragraph(f"There being no further business, the meeting was adjourned at {words.clock(facts.ends)}.")
    yield Signatures(tuple(
        f"{office}: {person}" if person else office
        for office, person in (("Chair", facts.chair.said(words)), ("Secretary", facts.note_taker.said(words)))))
    copies = facts.distribution.said(words)
    if copies:
        yield Paragraph(f"Distribution: {copies}", indent=False)
    if facts.issued is not None:
        issuer = facts.letterhead.office.said(words)
        yield Paragraph(f"Issued by the {issuer} on {words.day(facts.issued)}.", indent=False)


def _called_to_order(facts: MeetingFacts, words: Words) -> str:
    """Kind of meeting, body, day, place, chair and secretary in the first paragraph, as Robert's Rules ask."""
    of = f" of the {facts.alliance.said(words)}" if facts.alliance else ""
    said = [f"The {facts.name.said(words)}{of} was held"]
    if facts.starts is not None:
        said.append(f" on {words.weekday(facts.starts.date())}, {words.day(facts.starts.date())}")
    if facts.place:
        said.append(f" at {facts.place.said(words)}")
    said.append(" and online" if facts.online and facts.place else " online" if facts.online else "")
    presiding = []
    if facts.chair:
        presiding.append(f"{facts.chair.said(words)} in the chair")
    if facts.note_taker:
        presiding.append(f"{facts.note_taker.said(words)} acting as secretary")
    if presiding:
        said.append(", " + " and ".join(presiding))
    said.append(".")
    if facts.starts is not None:
        said.append(f" The meeting was called to order at {words.clock(facts.starts)}.")
    return "".join(said)


def _members(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _roll(facts: MeetingFacts, words: Words) -> Iterator[Block]:
    def named(some: Iterable[Participant], note: Callable[[Participant], str] = lambda one: "") -> str:
        return "; ".join(_english_person(one, words, note(one)) for one in some)

    voting = [one for one in facts.participants if one.votes]
    present = [one for one in voting if one.status in IN_PERSON or (not one.status and one.group == "member")]
    rows = (
        ("Present", named(present)),
        ("By proxy", named((one for one in voting if one.status == "by-proxy"),
                           lambda one: f"proxy to {one.stand_in.said(words)}" if one.stand_in else "")),
        ("In attendance", named(
            one for one in facts.participants if one.group in _ATTENDING)),
        ("Apologies", named(one for one in facts.participants if one.group == "leave")),
        ("Deputies", "; ".join(
            f"{one.stand_in.said(words)} (for {one.person.said(words)})"
            for one in voting if one.status == "deputy" and one.stand_in)),
        ("Absent", named(one for one in facts.participants if one.group == "absent")),
    )
    for label, names in rows:
        if names:
            yield Labelled(label, names)


def _english_person(one: Participant, words: Words, note: str) -> str:
    inside = ", ".join(part for part in (one.unit.said(words), note) if part)
    return f"{one.person.said(words)} ({inside})" if inside else one.person.said(words)


def _item_english(item: Item, words: Words) -> Iterator[Block]:
    text = prose.loads(item.english_minutes or item.minutes)
    if text:
        yield from prose_blocks(text, words, under=1)
    elif item.presenter or item.unit:
        who = ", ".join(part for part in (item.presenter.said(words), item.unit.said(words)) if part)
        verb = "reported on" if item.treatment == "note" else "introduced"
        yield Paragraph(f"{who} {verb} this item.")
    for resolution in item.resolutions:
        yield from _resolved_english(resolution, words)


def _resolved_english(resolution: Resolved, words: Words) -> Iterator[Block]:
    number = f" ({resolution.number})" if resolution.number else ""
    wording = resolution.wording.said(words) or resolution.title.said(words)
    yield Paragraph((Run(f"RESOLVED{number}: ", bold=True), Run(wording)))
    agreed, against, abstained, recused = resolution.votes
    if agreed is None and against is None and abstained is None:
        return
    counts = f"For {agreed or 0}, against {against or 0}, abstained {abstained or 0}"
    yield Paragraph(counts + (f"; {recused} recused." if recused else "."))
