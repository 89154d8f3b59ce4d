"""Registers and keys for the benchmarks, apart from any real office."""

from __future__ import annotations

from typing import cast

from partnerdesk.record.fields import Field
from partnerdesk.record.record import Record
from partnerdesk.record.register import Register

KEY = bytes(range(32))


def declared(key: str, fields: tuple[Field, ...], names: tuple[str, ...], search: tuple[str, ...]) -> Register:
    """A register that has fields but no table among those of the desk."""
    record = type("Benched", (), {"__fields__": {field.name: field for field in fields}})
    return Register(key, cast(type[Record], record), names, (), (), search=search)
