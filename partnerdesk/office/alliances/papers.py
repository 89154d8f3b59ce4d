"""The papers about members of an alliance: application and certificate; directories and letters to them."""

from __future__ import annotations

from collections.abc import Iterator

from partnerdesk.office.alliances.directories import alliance_directory, directory
from partnerdesk.office.alliances.facts import Application, Certified, Posted
from partnerdesk.office.forms import chapters, pairs
from partnerdesk.office.identity import identity_pairs
from partnerdesk.office.recipients import Serving, addressed, sent_by
from partnerdesk.paper.blocks import (
    Block,
    Certificate,
    Countersign,
    Envelope,
    Fact,
    Facts,
    Items,
    Labels,
    Opinion,
    Paper,
    Paragraph,
    Profile,
    Signatures,
    Title,
)
from partnerdesk.words import N_, Words, ordinal_chinese

__all__ = [
    "alliance_directory", "body_envelopes", "body_labels", "directory", "member_certificate", "member_envelopes",
    "member_labels", "membership_application",
]

# What an applicant states of itself, in pairs abreast; those marked take the whole width.
_FIELDS = (
    ("credit_code", False), ("legal_representative", False), ("founded", False), ("capital", False), ("scale", False),
    ("industry", False), ("address", True), ("postcode", False), ("telephone", False), ("email", False),
    ("website", False),
)
# General principles (B0), charter and secrecy (A5, B10), as the declaration of an applicant.
_DECLARED = (
    N_("Voluntary and equal: we apply of our own free will and regard all members as equals."),
    N_("Mutual benefit: we are ready to share resources and to gain together with the other members."),
    N_("Good faith: what we submit is true, accurate and complete; we conceal no important information."),
    N_("Lawful: we keep the law and do nothing against the public interest or the rights of others."),
    N_("We acknowledge the charter, perform the duties of a member and keep the secrets of the alliance."),
)


# -- application


def membership_application(facts: Application, words: Words) -> Paper:
    """The application of a partner with its declaration, filled in as far as it is known."""
    name = facts.alliance.said(words)
    title = words(N_("Application for membership"))
    known = Facts((Fact(words(N_("Alliance applied to")), name, wide=True),), columns=2)
    blocks: list[Block] = [Title(title), known]
    blocks += chapters(words, (
        (N_("The applicant"), (pairs(_applicant(facts, words), empty=True),)),
        (N_("Main business and strengths"), (_room(words(N_("Stated by the applicant")), 5),)),
        (N_("Purpose of joining and intended co-operation"), (_room(words(N_("Stated by the applicant")), 5),)),
        (N_("Internal decision of the applicant"), (pairs((
            Fact(words(N_("Deciding body")), "", wide=True), Fact(words(N_("Number of the decision")), ""),
            Fact(words(N_("Day of the decision")), ""),
        ), empty=True),)),
        (N_("Declaration"), tuple(_declaration(facts, words))),
        (N_("Opinion of the alliance"), (Countersign((
            Opinion(words(N_("Opinion of the secretariat")), sealed=True),
            Opinion(words(N_("Decision of the council or general assembly")), sealed=True),
        ), columns=2),)),
    ), bookmark=False)
    return Paper("membership-application", title, Profile.TABLE, tuple(blocks), language=words.language,
                 total_pages=True)


def _applicant(facts: Application, words: Words) -> Iterator[Fact]:
    yield from identity_pairs(facts.partner, words, _FIELDS, number=False)
    yield Fact(words(N_("Level applied for")), "")
    for label, one in ((N_("Representative to be named"), facts.representative), (N_("Liaison"), facts.liaison)):
        yield Fact(words(label), _person(one, words), wide=True)


def _person(one: Serving | None, words: Words) -> str:
    if one is None:
        return ""
    gap = "　" if words.chinese else ", "
    return gap.join(part for part in (one.name.said(words), one.title.said(words), one.reach, one.email) if part)


def _room(label: str, lines: int) -> Facts:
    """Room to write by hand."""
    return Facts((Fact(label, "\n" * (lines - 1), wide=True),), columns=2)


def _declaration(facts: Application, words: Words) -> Iterator[Block]:
    name = facts.alliance.said(words) or "_" * 24
    yield Paragraph(words(
        N_("We apply for membership of {alliance} and declare, by its charter and the general principles of the Measures on Cross-industry Alliances:"),  # noqa: E501
        alliance=name))
    yield Items(tuple(
        (0, f"（{ordinal_chinese(place)}）" if words.chinese else f"({place})", words(said))
        for place, said in enumerate(_DECLARED, 1)))
    yield Signatures(
        (words(N_("Legal representative (signature)")), words(N_("Applicant (seal)"))), columns=2, height=20)


# -- certificate


def member_certificate(facts: Certified, words: Words) -> Paper:
    """The certificate of a member, to be sealed."""
    return Paper(
        key="member-certificate",
        title=words(N_("Certificate of membership: {name}"), name=facts.member.said(words)),
        profile=Profile.CERTIFICATE,
        blocks=(Certificate(
            title=words(N_("Certificate of membership")),
            holder=facts.member.said(words),
            text=_certified(facts, words),
            issuer=facts.alliance.said(words),
            day=words.solemn_day(facts.day),
            number=words.labelled(words(N_("Certificate number")), facts.number) if facts.number else "",
        ),),
        language=words.language,
    )


def _certified(facts: Certified, words: Words) -> str:
    level = facts.level or (words(N_("Founding member")) if facts.founding else words(N_("Ordinary member")))
    alliance = facts.alliance.said(words)
    if facts.joined is None:
        return words(N_("is a member of {alliance} ({level}), with all rights and duties of membership."),
                     alliance=alliance, level=level)
    return words(N_("has been a member of {alliance} ({level}) since {day}, with all rights and duties of membership."),
                 alliance=alliance, level=level, day=facts.joined)


# -- letters


def body_envelopes(facts: Posted, words: Words) -> Paper:
    """An envelope for everybody who sits on a body."""
    return _envelopes("body-envelopes", facts, words)


def member_envelopes(facts: Posted, words: Words) -> Paper:
    """An envelope for every member of an alliance."""
    return _envelopes("member-envelopes", facts, words)


def body_labels(facts: Posted, words: Words) -> Paper:
    """A label for everybody who sits on a body."""
    return _labels("body-labels", facts, words)


def member_labels(facts: Posted, words: Words) -> Paper:
    """A label for every member of an alliance."""
    return _labels("member-labels", facts, words)


def _envelopes(key: str, facts: Posted, words: Words) -> Paper:
    sender = sent_by(facts.letterhead, words)
    return Paper(
        key, words(N_("Envelopes: {name}"), name=facts.whole.said(words)), Profile.ENVELOPE_DL,
        tuple(Envelope(addressed(to, words), sender) for to in facts.recipients), language=words.language)


def _labels(key: str, facts: Posted, words: Words) -> Paper:
    return Paper(
        key, words(N_("Labels: {name}"), name=facts.whole.said(words)), Profile.CARD,
        (Labels(tuple(addressed(to, words) for to in facts.recipients)),), language=words.language)
