"""Field values as plain JSON and back: for history, steps and kept drafts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from partnerdesk.record.fields import Field, Kind


def encode(field: Field, value: Any) -> Any:
    """A value of the field as JSON knows it."""
    if value is None:
        return None
    if field.kind is Kind.DAY and isinstance(value, date):
        return value.isoformat()
    if field.kind is Kind.MOMENT and isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if field.kind is Kind.APPOINTMENT and isinstance(value, datetime) and isinstance(value.tzinfo, ZoneInfo):
        return [value.replace(tzinfo=None).isoformat(timespec="minutes"), value.tzinfo.key]
    return list(value) if isinstance(value, tuple) else value


def decode(field: Field, raw: Any) -> Any:
    """The value that was encoded; raises ValueError where `raw` is none of the field's."""
    if raw is None:
        return None
    if field.kind is Kind.DAY:
        return date.fromisoformat(raw)
    if field.kind is Kind.MOMENT:
        return datetime.fromisoformat(raw)
    if field.kind is Kind.APPOINTMENT:
        wall, zone = raw
        return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))
    return tuple(raw) if field.kind in (Kind.SEVERAL, Kind.LINKS) else raw
