"""What is written between a member and the office: the change of a representative, the form for changed particulars."""

from __future__ import annotations

from collections.abc import Iterator

from partnerdesk.office.forms import numbered, pairs
from partnerdesk.office.partners.letter_facts import Particulars, Replaced
from partnerdesk.office.partners.records import PARTNERS
from partnerdesk.office.recipients import addressed, sent_by
from partnerdesk.office.wording import seat_title
from partnerdesk.paper.blocks import (
    Align,
    Block,
    Closing,
    Column,
    Envelope,
    Fact,
    Grid,
    Paper,
    Paragraph,
    Profile,
    Run,
    Signatures,
    Space,
    Title,
)
from partnerdesk.words import N_, Words

_FIELDS = (
    "name", "english_name", "credit_code", "legal_representative", "capital", "address", "english_address",
    "postcode", "telephone", "email", "website",
)
_ROW = 8.5  # millimetres: room to write by hand


# -- change of representative: the member's letter, prepared for its seal


def representative_letter(facts: Replaced, words: Words) -> Paper:
    """The letter by which a member names another representative, a 函 in Chinese and a letter in English."""
    blocks = _chinese(facts, words) if words.chinese else _english(facts, words)
    return Paper(
        key="representative-letter",
        title=words(N_("Change of representative: {name}"), name=facts.member.name.said(words)),
        profile=Profile.OFFICIAL if words.chinese else Profile.ENGLISH,
        blocks=tuple(blocks),
        language=words.language,
    )


def _chinese(facts: Replaced, words: Words) -> Iterator[Block]:
    yield Title("关于变更代表的函")
    if facts.letter_number:
        yield Paragraph(facts.letter_number, indent=False, align=Align.RIGHT)
    yield Paragraph(f"{facts.letterhead.office.said(words)}：", indent=False, keep_with_next=True)
    why = f"因{facts.reason.rstrip('。；;')}" if facts.reason else "因工作需要"
    former = f"接替{facts.former.said(words)}" if facts.former else ""
    successor = f"{facts.successor.said(words)}{f'（{facts.title.said(words)}）' if facts.title else ''}"
    yield Paragraph(
        f"{why}，经研究，我单位决定自{words.day(facts.takes_effect)}起，由{successor}{former}担任我单位代表，"
        "代表我单位参加联盟有关会议并行使表决权。")
    if facts.seats:
        yield Paragraph("新任代表接任的职务如下：", keep_with_next=True)
        yield _seats(facts, words)
        yield Space(0.5)
    yield Paragraph("新任代表联系方式如下：", keep_with_next=True)
    yield pairs(_reach(facts, words), empty=True)
    yield Paragraph("请予办理变更手续，并在有关名单、通讯录中作相应调整。")
    yield Paragraph("特此函告。")
    yield Space(1)
    yield Closing(facts.member.name.said(words), words.day(facts.letter_day) if facts.letter_day else
                  "　　　　年　　月　　日", sealed=True)


def _english(facts: Replaced, words: Words) -> Iterator[Block]:
    member = facts.member
    yield Paragraph((Run(member.name.said(words), bold=True),), indent=False)
    if member.address:
        yield Paragraph(member.address.said(words), indent=False)
    yield Paragraph(words.day(facts.letter_day) if facts.letter_day else "Date: ____________________", indent=False)
    if facts.letter_number:
        yield Paragraph(f"Our reference: {facts.letter_number}", indent=False)
    yield Paragraph(facts.letterhead.office.said(words), indent=False)
    yield Title("Change of our representative")
    yield Paragraph("Dear Sir or Madam,", indent=False)
    title = f", {facts.title.said(words)}," if facts.title else ""
    in_place = f" in place of {facts.former.said(words)}" if facts.former else ""
    yield Paragraph(f"We inform you that from {words.day(facts.takes_effect)} {facts.successor.said(words)}{title} "
                    f"represents us{in_place}, and attends the meetings of the alliance and votes on our behalf.")
    if facts.reason:
        yield Paragraph(f"Reason of the change: {facts.reason}")
    if facts.seats:
        yield Paragraph("Our new representative succeeds to the following offices:", keep_with_next=True)
        yield _seats(facts, words)
        yield Space(0.5)
    yield Paragraph("Our new representative can be reached as follows:", keep_with_next=True)
    yield pairs(_reach(facts, words), empty=True)
    yield Paragraph("Please enter the change and amend your lists and directories accordingly.")
    yield Paragraph("Yours faithfully,", keep_with_next=True)
    yield Closing(member.name.said(words), "", sealed=True)


def _seats(facts: Replaced, words: Words) -> Grid:
    return numbered(
        words,
        (Column(words(N_("Alliance"))), Column(words(N_("Body"))), Column(words(N_("Office held")), 34)),
        [(seat.alliance.said(words), seat.body.said(words), seat_title(seat.role, seat.kind, words))
         for seat in facts.seats],
    )


def _reach(facts: Replaced, words: Words) -> Iterator[Fact]:
    yield Fact(words(N_("Full name")), facts.successor.said(words))
    yield Fact(words(N_("Post held")), facts.title.said(words))
    yield Fact(words(N_("Mobile")), facts.mobile)
    yield Fact(words(N_("Office telephone")), facts.telephone)
    yield Fact(words(N_("E-mail")), facts.email, wide=True)


# -- changed particulars


def change_form(facts: Particulars, words: Words) -> Paper:
    """What the office has on record at the left, room for what has changed at the right, to be sealed."""
    title = words(N_("Form for changed particulars"))
    rows = [(words(PARTNERS.fields[name].label), facts.partner.said(name, words), "") for name in _FIELDS]
    rows += [(words(N_("Representative")), facts.said(facts.representative, words), ""),
             (words(N_("Liaison")), facts.said(facts.liaison, words), "")]
    blocks: tuple[Block, ...] = (
        Title(title),
        pairs((Fact(words(N_("Unit")), facts.partner.name.said(words), wide=True),
               Fact(words(N_("Dossier")), facts.partner.number), Fact(words(N_("Filled in on")), "")), empty=True),
        Space(0.3),
        Grid(
            columns=(Column(words(N_("Particular")), 34), Column(words(N_("On record"))),
                     Column(words(N_("Changed to")))),
            rows=tuple(rows), row_height=_ROW,
        ),
        Space(0.3),
        pairs((Fact(words(N_("Reason and supporting papers")), "\n\n", wide=True),
               Fact(words(N_("Change takes effect on")), ""), Fact(words(N_("Entered by")), "")), empty=True),
        Paragraph(words(N_("Leave empty what has not changed. Enclose copies of the papers that prove the change."))),
        Signatures((words(N_("Unit (seal)")), words(N_("Filled in by"))), columns=2, height=16),
    )
    return Paper("change-form", title, Profile.TABLE, blocks, language=words.language, total_pages=True,
                 footer=facts.letterhead.office.said(words))


# -- envelope


def envelope(facts: Particulars, words: Words) -> Paper:
    """One envelope to the partner."""
    return Paper(
        "envelope", words(N_("Envelope: {name}"), name=facts.partner.name.said(words)), Profile.ENVELOPE_DL,
        (Envelope(addressed(facts.recipient, words), sent_by(facts.letterhead, words)),), language=words.language)
