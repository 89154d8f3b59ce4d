"""Records of any register with every field filled, as its own checks accept them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from partnerdesk.problems import Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.register import Register
from partnerdesk.store.work import Work

DAY = date(2026, 11, 20)
SPECIAL: dict[tuple[str, str], Any] = {
    ("partners", "credit_code"): "91350100M000100Y43",
    ("partners", "lei"): "213800KUD8LAJWSQ9D15",
    ("partners", "other_number"): "150483782",
    ("numbered_copies", "copy_number"): "000007",
    ("numbered_copies", "witnesses"): "甲、乙",
    ("confidential_items", "term"): "3年",
    ("seal_uses", "approver"): "郑某",
}
LONGEST = "华东沿江产业协作促进会冷链仓储与多式联运专业委员会联席办公室"


def value(work: Work, register: Register, field: Field, *, long: bool = False, depth: int = 0) -> Any:
    """A value for a field; with `long` as many signs as the field takes, up to a page."""
    if (register.key, field.name) in SPECIAL:
        return SPECIAL[register.key, field.name]
    match field.kind:
        case Kind.TEXT:
            return (LONGEST * 40)[: min(field.limit, 600)] if long else f"{field.name}一"[: field.limit]
        case Kind.LONG_TEXT:
            return (LONGEST + "，") * 30 if long else f"{field.name}\n第二行"
        case Kind.DAY:
            return DAY
        case Kind.MOMENT:
            return datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
        case Kind.APPOINTMENT:
            return datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
        case Kind.CHOICE:
            return field.choices[0].key
        case Kind.SEVERAL:
            return tuple(choice.key for choice in field.choices[:2])
        case Kind.AMOUNT:
            return 987_654_321_00 if long else 12_000_00
        case Kind.NUMBER | Kind.PERCENTAGE | Kind.POINTS:
            return max(1, field.least or 0)
        case Kind.YES_NO:
            return True
        case Kind.LINK | Kind.LINKS:
            if depth > 3 or field.target in ("files", "clerks", register.key):
                return () if field.kind is Kind.LINKS else None
            id = made(work, field.target, depth=depth + 1)
            return (id,) if field.kind is Kind.LINKS else id
        case _:
            return None


def filled(work: Work, key: str, *, long: bool = False, depth: int = 0) -> Draft:
    """A draft with as many fields filled as the register's checks allow together."""
    register = work.registers[key]
    draft = Draft(key, values={
        name: value(work, register, field, long=long, depth=depth)
        for name, field in register.fields.items() if depth == 0 or field.required
    })
    for _ in register.fields:
        try:
            with work.session.begin_nested() as trial:
                work.save(Draft(key, values=dict(draft.values)))
                trial.rollback()
                return draft
        except Unsaved as refused:
            for problem in refused.problems:
                _mended(work, register, draft, problem.field)
    raise AssertionError(f"{key}: no values found that its check accepts")


def made(work: Work, key: str, *, long: bool = False, depth: int = 0) -> int:
    """Save a filled record of the register and the records that it must point to."""
    return work.save(filled(work, key, long=long, depth=depth))


def _mended(work: Work, register: Register, draft: Draft, name: str) -> None:
    """Leave a field out that the check refuses beside the others, or fill one that it misses."""
    field = register.fields[name]
    if draft.values.get(name) not in (None, (), ""):
        assert not field.required, f"{register.key}.{name}: {draft.values[name]!r} is refused"
        draft.values[name] = () if field.kind in (Kind.LINKS, Kind.SEVERAL) else False if field.kind is Kind.YES_NO else None  # noqa: E501
    else:
        draft.values[name] = value(work, register, field)
