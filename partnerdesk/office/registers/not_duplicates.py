"""Pairs that look like one and the same and are not, so that they are not proposed again."""

from __future__ import annotations

from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import link, text
from partnerdesk.record.look import Look
from partnerdesk.record.record import Record
from partnerdesk.record.register import Register
from partnerdesk.words import N_

_PAIRS = (("partner_id", "other_partner_id"), ("person_id", "other_person_id"))


class NotDuplicate(Record):
    """Two partners, or two persons, of whom a clerk has said that they are not the same (并非重复)."""

    __tablename__ = "not_duplicates"

    partner_id = link("partners", N_("Partner"))
    other_partner_id = link("partners", N_("Another partner"))
    person_id = link("persons", N_("Person"))
    other_person_id = link("persons", N_("Another person"))
    remark = text(N_("Remark"), limit=300)


def check_not_duplicate(draft: Draft, look: Look) -> list[Problem]:
    """A pair has two different sides of one kind."""
    partners, persons = ([draft[name] for name in names] for names in _PAIRS)
    if any(partners) and any(persons):
        return [Problem(name, N_("Name two partners or two persons, not both.")) for name in _PAIRS[1] if draft[name]]
    for names, sides in zip(_PAIRS, (partners, persons), strict=True):
        if any(sides) and not all(sides):
            return [Problem(name, N_("A pair has two sides.")) for name in names if not draft[name]]
        if any(sides) and sides[0] == sides[1]:
            return [Problem(names[1], N_("Nothing can be told apart from itself."))]
    return [] if any(partners + persons) else [Problem("partner_id", N_("Name two partners or two persons."))]


REGISTERS = (
    Register(
        key="not_duplicates",
        record=NotDuplicate,
        name=("partner_id", "person_id"),
        columns=("partner_id", "other_partner_id", "person_id", "other_person_id", "remark"),
        rows=(("partner_id", "other_partner_id"), ("person_id", "other_person_id"), ("remark",)),
        check=check_not_duplicate,
        order=("-id",),
        search=("remark",),
        subjects=("partner_id", "other_partner_id", "person_id", "other_person_id"),
    ),
)
