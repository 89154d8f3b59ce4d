"""The letter that gives notice of an exit: a 函 in Chinese, a letter in English, each in the form of its language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from partnerdesk.office.exits.facts import ExitFacts
from partnerdesk.office.partners.records import RELATION_FORMS
from partnerdesk.office.wording import choice_label
from partnerdesk.paper.blocks import (
    Block,
    Closing,
    Heading,
    Imprint,
    Items,
    Paper,
    Paragraph,
    Profile,
    RedHead,
    Run,
    Space,
    Title,
)
from partnerdesk.words import N_, Words, ordinal_chinese

# How each form is laid down: the regulation and its heading (A4, E11).
_BASIS = {
    "immediate": ("《商业伙伴关系与联盟管理制度》关于商业伙伴退出机制的规定",
                  "the Rules on Business Partners and Alliances, “Exit of business partners”"),
    "buffered": ("《战略合作伙伴关系管理流程详解》关于终止与转型的规定",
                 "the Process of Strategic Partnerships, “Termination and transformation”"),
}


def exit_notice(facts: ExitFacts, words: Words) -> Paper:
    """The notice as it goes to the partner, its facts and its demands as the exit states them."""
    blocks = _chinese(facts, words) if words.chinese else _english(facts, words)
    return Paper(
        key="exit-notice",
        title=words(N_("Notice of exit: {name}"), name=facts.partner.name.said(words)),
        profile=Profile.OFFICIAL if words.chinese else Profile.ENGLISH,
        blocks=tuple(blocks),
        language=words.language,
    )


def _ending(facts: ExitFacts) -> bool:
    """Whether the letter ends the co-operation, not only suspends it until all is examined."""
    return facts.form == "buffered" or facts.transformation == "exit"


def _agreements(facts: ExitFacts, words: Words) -> list[str]:
    return [each.title.said(words) for each in facts.open if each.register == "agreements" and each.title]


def _copies(facts: ExitFacts, words: Words) -> list[tuple[str, str]]:
    return [(each.title.said(words), each.number) for each in facts.open if each.register == "numbered_copies"]


def _areas(facts: ExitFacts) -> list[tuple[str, date | None]]:
    """The areas in which something is to be done and by when: the last day of the open steps there.

    The steps themselves are the house's own and no business of the other side.
    """
    if not facts.steps:
        return [(area, None) for area in _ASKED] if _ending(facts) else []
    due: dict[str, list[date]] = {}
    for step in facts.steps:
        if step.done is None:
            due.setdefault(step.area, []).extend([step.due] if step.due else [])
    return [(area, max(due[area], default=None)) for area in _ASKED if area in due]


# What is asked of the other side in each area of the steps.
_ASKED = {
    "resources": ("清理在办的订单、项目和任务，归还共用的设备、物资和资料",
                  "settle the orders, projects and tasks under way and return shared equipment and materials"),
    "market": ("配合做好客户告知和售后服务的衔接",
               "help to inform the customers and to hand over after-sales service"),
    "brand": ("停止使用我方名称、标识和授权文件",
              "cease to use our name, marks and letters of authorization"),
    "people": ("撤回派驻人员，配合停用系统、场所等权限",
               "recall the staff sent to us and help to close access to systems and premises"),
    "money": ("核对往来账目，结清应收应付款项",
              "reconcile the accounts and settle what is due on either side"),
    "papers": ("归还或者按约定销毁所持有的我方文件资料",
               "return our papers, or destroy them as agreed"),
}


# -- 函


_FOUND = {
    "breach": "{day}，经核实，贵方存在严重违反双方约定的情形。",
    "quality": "{day}，经核实，贵方提供的产品（服务）出现严重质量问题。",
    "operations": "截至{day}，经了解，贵方经营状况严重恶化，已影响双方约定事项的履行。",
    "milestones": "截至{day}，双方合作事项已连续两个季度未达成约定的里程碑。",
    "compliance": "{day}，经核实，贵方发生重大合规事件。",
    "strategy": "{day}，因战略调整，我方决定对双方合作关系作出调整。",
    "satisfaction": "截至{day}，有关方面对双方合作的满意度持续下降。",
    "agreement": "{day}，双方就结束合作协商一致。",
    "request": "{day}，贵方向我方提出结束合作。",
}


def _chinese(facts: ExitFacts, words: Words) -> Iterator[Block]:
    head = facts.letterhead.office.said(words)
    subject = "终止合作" if _ending(facts) else "暂停合作"
    yield RedHead(head, number=facts.notice_number)
    yield Title(f"关于{subject}有关事项的函")
    yield Paragraph(f"{facts.partner.name.said(words).rstrip('：:')}：", indent=False, keep_with_next=True)
    yield Paragraph(f"现将与贵方{subject}的有关事项函告如下：")
    yield Heading("一、有关情况")
    yield Paragraph(_FOUND[facts.trigger].format(day=words.day(facts.triggered)))
    yield from _written(facts.evidence)
    if facts.investigation:
        yield Paragraph("经调查，查明情况如下：", keep_with_next=True)
        yield from _written(facts.investigation)
    yield Heading("二、处理依据")
    agreed = "".join(f"《{title.strip('《》')}》" for title in _agreements(facts, words))
    with_them = f"和双方签订的{agreed}的约定" if agreed else "和双方约定"
    yield Paragraph(f"依据{_BASIS[facts.form][0]}{with_them}，作出以下决定。")
    yield Heading("三、决定事项")
    yield from _counted(list(_decided_chinese(facts, words)))
    yield Heading("四、请贵方办理的事项")
    yield from _counted(list(_asked_chinese(facts, words)))
    yield Paragraph("特此函告。")
    yield Space(1)
    day = words.day(facts.noticed) if facts.noticed else "　　　　年　　月　　日"
    telephone = f"，电话：{facts.letterhead.telephone}" if facts.letterhead.telephone else ""
    yield Closing(head, day, sealed=True, note=f"（联系人：{facts.contact}{telephone}）" if facts.contact else "")
    yield Imprint(office=head, day=f"{day}印发" if facts.noticed else "")


def _decided_chinese(facts: ExitFacts, words: Words) -> Iterator[str]:
    if facts.form == "buffered":
        begin = f"自{words.day(facts.noticed)}起" if facts.noticed else "自本函发出之日起"
        end = f"，至{words.day(facts.buffer_ends)}止" if facts.buffer_ends else "，期限不少于六个月"
        yield f"{begin}设置合作缓冲期{end}"
        yield "缓冲期内，双方继续履行尚未履行完毕的约定义务，并按退出计划分步办理退出事项"
        if facts.market_exit:
            yield f"相关产品（服务）于{words.day(facts.market_exit)}退出市场"
        if facts.customers_told:
            told = facts.customers_told <= (facts.noticed or facts.day)
            yield f"已于{words.day(facts.customers_told)}告知相关客户" if told else (
                f"于{words.day(facts.customers_told)}前告知相关客户")
        if facts.after_sales:
            yield f"售后服务由{facts.after_sales}承接"
    else:
        since = f"自{words.day(facts.suspended)}起" if facts.suspended else "自贵方收到本函之日起"
        yield f"{since}，暂停双方合作事项"
    yield from _outcome_chinese(facts, words)


def _outcome_chinese(facts: ExitFacts, words: Words) -> Iterator[str]:
    form = choice_label(RELATION_FORMS, facts.new_form, words)
    after = "缓冲期届满后" if facts.form == "buffered" else "经评估"
    if facts.transformation == "transform" and form:
        yield f"{after}，双方关系调整为“{form}”"
    elif facts.transformation == "remain":
        yield "贵方完成整改并经我方确认后，双方继续合作"
    elif _ending(facts):
        yield f"{after}，双方合作终止" if facts.form == "buffered" else "自本函发出之日起，终止双方合作"
    elif facts.investigation:
        yield "我方将根据调查结果，另行函告是否恢复合作"
    else:
        yield "我方将对有关情况进行调查，并根据调查结果另行函告是否恢复合作"


def _asked_chinese(facts: ExitFacts, words: Words) -> Iterator[str]:
    if not _ending(facts):
        yield "就上述情况提出书面说明，并附有关材料"
    for area, due in _areas(facts):
        yield f"{_ASKED[area][0]}{f'，于{words.day(due)}前完成' if due else ''}"
    copies = _copies(facts, words)
    if copies:
        named = "、".join(f"《{title.strip('《》')}》第{number}号" for title, number in copies)
        yield f"归还由贵方领取的编号材料：{named}"
    yield "指定专人负责上述事项，并将办理情况书面函复我方"


def _written(text: str) -> Iterator[Paragraph]:
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(line.strip() if line.strip()[-1] in "。！？；：.!?;:）)" else f"{line.strip()}。")


def _counted(sentences: Sequence[str]) -> Iterator[Paragraph]:
    for place, sentence in enumerate(sentences, 1):
        mark = f"（{ordinal_chinese(place)}）" if place < 100 else f"（{place}）"
        yield Paragraph(f"{mark}{sentence}{'。' if place == len(sentences) else '；'}")


# -- letter


_NOTED = {
    "breach": "On {day} we established that your side had seriously breached what we had agreed.",
    "quality": "On {day} we established serious defects in the quality of your deliveries.",
    "operations": "As of {day} your business has deteriorated to a degree that puts the performance of our agreements "
                  "in doubt.",
    "milestones": "As of {day} no milestone of our co-operation had been reached in two quarters in a row.",
    "compliance": "On {day} we learned of a serious compliance incident on your side.",
    "strategy": "On {day} we decided, following a change of strategy, to alter our co-operation.",
    "satisfaction": "As of {day} satisfaction with our co-operation had fallen repeatedly.",
    "agreement": "On {day} both sides agreed to end their co-operation.",
    "request": "On {day} you asked us to end our co-operation.",
}


def _english(facts: ExitFacts, words: Words) -> Iterator[Block]:
    head = facts.letterhead
    yield Paragraph((Run(head.office.said(words), bold=True),), indent=False)
    lines = [line for line in (head.unit.said(words), head.address.said(words), head.telephone) if line]
    if lines:
        yield Paragraph("\n".join(lines), indent=False)
    yield Paragraph(words.day(facts.noticed) if facts.noticed else "Date: ____________________", indent=False)
    if facts.notice_number:
        yield Paragraph(f"Our reference: {facts.notice_number}", indent=False)
    name, address = facts.partner.name.said(words), facts.partner.address.said(words)
    yield Paragraph("\n".join(part for part in (name, address) if part), indent=False)
    yield Title("Notice of the end of our co-operation" if _ending(facts) else "Notice of suspension of co-operation")
    yield Paragraph("Dear Sir or Madam,", indent=False)
    yield Paragraph(_NOTED[facts.trigger].format(day=words.day(facts.triggered)))
    yield from _written_english(facts.evidence)
    if facts.investigation:
        yield Paragraph("Our investigation found the following.", keep_with_next=True)
        yield from _written_english(facts.investigation)
    agreed = _and([f"“{title}”" for title in _agreements(facts, words)])
    under = f" and with what was agreed in {agreed}" if agreed else ""
    yield Paragraph(f"In accordance with {_BASIS[facts.form][1]}{under}, we inform you of our decisions:",
                    keep_with_next=True)
    yield Items(tuple((0, f"{place}.", said) for place, said in enumerate(_decided_english(facts, words), 1)))
    yield Paragraph("We ask you to", keep_with_next=True)
    yield Items(tuple((0, f"({chr(96 + place)})", said) for place, said in enumerate(_asked_english(facts, words), 1)))
    yield Paragraph("Yours faithfully,", keep_with_next=True)
    yield Closing(head.office.said(words), "", sealed=True,
                  note=f"Contact: {facts.contact}" if facts.contact else "")


def _decided_english(facts: ExitFacts, words: Words) -> Iterator[str]:
    if facts.form == "buffered":
        begin = f"from {words.day(facts.noticed)}" if facts.noticed else "from the date of this letter"
        end = f"until {words.day(facts.buffer_ends)}" if facts.buffer_ends else "for at least six months"
        yield f"A buffer period runs {begin} {end}."
        yield ("During that period both sides go on performing what is still due, and the exit proceeds by the steps "
               "of the exit plan.")
        if facts.market_exit:
            yield f"The products and services concerned leave the market on {words.day(facts.market_exit)}."
        if facts.customers_told:
            told = facts.customers_told <= (facts.noticed or facts.day)
            yield (f"The customers were told on {words.day(facts.customers_told)}." if told else
                   f"The customers will be told by {words.day(facts.customers_told)}.")
        if facts.after_sales:
            yield f"After-sales service is taken over by {facts.after_sales}."
    else:
        since = words.day(facts.suspended) if facts.suspended else "the day on which you receive this letter"
        yield f"Our co-operation is suspended from {since}."
    form = choice_label(RELATION_FORMS, facts.new_form, words)
    if facts.transformation == "transform" and form:
        yield f"Our relation continues in another form: {words.within(form)}."
    elif facts.transformation == "remain":
        yield "Our co-operation continues once the remedy has been carried out and confirmed by us."
    elif _ending(facts):
        yield ("When the buffer period ends, our co-operation ends." if facts.form == "buffered" else
               "Our co-operation ends with the date of this letter.")
    elif facts.investigation:
        yield "We shall inform you whether the co-operation is resumed."
    else:
        yield "We are examining the matter and shall inform you of the result."


def _asked_english(facts: ExitFacts, words: Words) -> Iterator[str]:
    if not _ending(facts):
        yield "explain the above in writing, with supporting documents;"
    for area, due in _areas(facts):
        yield f"{_ASKED[area][1]}{f', by {words.day(due)}' if due else ''};"
    copies = _copies(facts, words)
    if copies:
        named = _and([f"copy {number} of “{title}”" for title, number in copies])
        yield f"return the numbered copies that you hold: {named};"
    yield "name a person in charge of these matters, and reply to us in writing."


def _written_english(text: str) -> Iterator[Paragraph]:
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(line.strip())


def _and(items: Sequence[str]) -> str:
    return " and ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)
