"""How papers and pages word the values of choices, and what those are called who sit on a body."""

from __future__ import annotations

from collections.abc import Sequence

from partnerdesk.record.fields import Choice
from partnerdesk.words import Words


def choice_label(choices: Sequence[Choice], key: str | None, words: Words) -> str:
    """The label of the choice with that key, translated; nothing where there is none."""
    return next((words(choice.label) for choice in choices if choice.key == key), "")


def register_label(register: str, field: str, key: str | None, words: Words) -> str:
    """The same for a choice field of any register."""
    from partnerdesk.office.contents import load_records

    return choice_label(load_records()[register].fields[field].choices, key, words)


# What Chinese calls chair, deputy and member depends on the body; English does not mind.
_SEATS = {
    "assembly": ("主席", "副主席", "会员代表"),
    "council": ("理事长", "副理事长", "理事"),
    "standing": ("理事长", "副理事长", "常务理事"),
    "supervisory": ("监事长", "副监事长", "监事"),
    "committee": ("主任委员", "副主任委员", "委员"),
    "expert": ("主任委员", "副主任委员", "委员"),
    "group": ("组长", "副组长", "成员"),
    "secretariat": ("秘书长", "副秘书长", "成员"),
}


def seat_title(role: str, body_kind: str, words: Words) -> str:
    """What somebody with that role is called on a body of that kind: 副理事长, 主任委员."""
    titles = _SEATS.get(body_kind) if words.chinese else None
    place = {"chair": 0, "deputy": 1, "member": 2}.get(role)
    return titles[place] if titles and place is not None else register_label("seats", "role", role, words)


def member_noun(body_kind: str, otherwise: str) -> str:
    """What Chinese calls those who vote on a body of that kind: 理事, 委员."""
    return _SEATS[body_kind][2] if body_kind in _SEATS else otherwise


def document_title(kind: str, title: str, words: Words) -> str:
    """What a qualification document is called: in Chinese by its own title, in English by its kind."""
    said = register_label("qualifications", "kind", kind, words)
    return title if title and (words.chinese or kind == "other") else said
