"""What is encoded for the history comes back as it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.record.encoding import decode, encode
from partnerdesk.record.fields import Field, Kind

MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("1900-01-02"), max_value=datetime.fromisoformat("2199-12-30"))
VALUES = {
    Kind.TEXT: st.text(),
    Kind.DAY: st.dates(),
    Kind.MOMENT: MOMENTS.map(lambda moment: moment.replace(tzinfo=UTC)),
    Kind.APPOINTMENT: MOMENTS.map(
        lambda moment: moment.replace(second=0, microsecond=0, tzinfo=ZoneInfo("Asia/Shanghai"))),
    Kind.SEVERAL: st.lists(st.sampled_from(["a", "b"]), unique=True).map(tuple),
    Kind.LINKS: st.lists(st.integers(1, 99)).map(tuple),
    Kind.AMOUNT: st.integers(-(10**15), 10**15),
    Kind.YES_NO: st.booleans(),
}


@given(st.sampled_from(sorted(VALUES)).flatmap(lambda kind: st.tuples(st.just(kind), st.none() | VALUES[kind])))
def test_every_value_survives_json(case: tuple[Kind, Any]) -> None:
    kind, value = case
    field = Field(kind, "Field")
    assert decode(field, json.loads(json.dumps(encode(field, value)))) == value
