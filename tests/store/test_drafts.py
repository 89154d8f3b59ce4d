"""What is typed and not saved comes back as it was, to the clerk who typed it and to nobody else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from partnerdesk import clock
from partnerdesk.record.clerk import Actor
from partnerdesk.record.draft import Draft
from partnerdesk.store import drafts
from partnerdesk.store.drafts import forget, keep, kept, kept_all
from partnerdesk.store.engine import open_engine

from .conftest import KEY, NOW

SHANGHAI = ZoneInfo("Asia/Shanghai")
TYPED = {
    "name": "青禾", "note": "", "none": None, "yes": True, "count": 7, "day": date(2026, 11, 20),
    "moment": datetime(2026, 11, 20, 1, 30, 0, 5, tzinfo=UTC),
    "meeting": datetime(2026, 11, 20, 9, 30, tzinfo=SHANGHAI),
    "twice": datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1),
    "kinds": ("supplier", "member"), "links": (3, 1, 2), "nothing": (), "half typed": "2026112",
}


@pytest.fixture
def connection(engine: Engine) -> Any:
    with engine.begin() as made:
        yield made


def test_a_draft_comes_back_as_it_was(connection: Connection, clerk: Actor) -> None:
    draft = Draft("partners", 7, 3, {"name": "旧", "day": date(2020, 1, 1)}, dict(TYPED))
    keep(connection, clerk, "partners/7", draft)
    found = kept(connection, clerk, "partners/7")
    assert found == draft
    assert found is not None
    assert {name: type(value) for name, value in found.values.items()} == {k: type(v) for k, v in TYPED.items()}
    assert (found.values["twice"].fold, found.values["twice"].tzinfo.key) == (1, "Europe/Berlin")


def test_a_new_record_has_no_id_yet(connection: Connection, clerk: Actor) -> None:
    keep(connection, clerk, "partners/new", Draft("partners", values={"name": "新"}))
    found = kept(connection, clerk, "partners/new")
    assert found is not None and found.new and found["name"] == "新"


def test_what_was_kept_later_counts_and_an_unchanged_draft_is_forgotten(connection: Connection, clerk: Actor) -> None:
    draft = Draft("partners", 7, 3, {"name": "旧"})
    draft["name"] = "新"
    keep(connection, clerk, "here", draft)
    draft["name"] = "更新"
    keep(connection, clerk, "here", draft)
    found = kept(connection, clerk, "here")
    assert found is not None and found["name"] == "更新"
    draft["name"] = "旧"
    keep(connection, clerk, "here", draft)
    assert kept(connection, clerk, "here") is None


def test_each_clerk_has_their_own(connection: Connection, clerk: Actor, cleared: Actor) -> None:
    keep(connection, clerk, "here", Draft("partners", values={"name": "甲"}))
    keep(connection, cleared, "here", Draft("partners", values={"name": "乙"}))
    forget(connection, clerk, "here")
    assert kept(connection, clerk, "here") is None
    found = kept(connection, cleared, "here")
    assert found is not None and found["name"] == "乙"


def test_all_of_a_clerk_the_latest_first(connection: Connection, clerk: Actor, cleared: Actor) -> None:
    keep(connection, cleared, "other", Draft("partners", values={"name": "乙"}))
    for hour, place in enumerate(("a", "b", "c")):
        with clock.held(NOW.replace(hour=hour)):
            keep(connection, clerk, place, Draft("partners", values={"name": place}))
    assert [(each.place, each.at.hour) for each in kept_all(connection, clerk)] == [("c", 2), ("b", 1), ("a", 0)]
    assert [each.place for each in kept_all(connection, cleared)] == ["other"]


@pytest.mark.parametrize("value", [b"x", 1.5, datetime(2026, 11, 20), {"a": 1}, [1]])  # noqa: DTZ001
def test_what_no_field_holds_is_refused(connection: Connection, clerk: Actor, value: Any) -> None:
    with pytest.raises(TypeError, match="a draft holds no"):
        keep(connection, clerk, "here", Draft("partners", values={"name": value}))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.datetimes(timezones=st.just(UTC))
    | st.datetimes(timezones=st.sampled_from([SHANGHAI, ZoneInfo("Europe/Berlin")]), allow_imaginary=False),
    lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=6)


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=5))
@settings(max_examples=200, deadline=None)
def test_any_value_of_a_draft_survives_as_json(values: dict[str, Any]) -> None:
    assert drafts._unpacked_all(json.loads(json.dumps(drafts._packed_all(values)))) == values


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signal")
def test_a_kept_draft_survives_the_sudden_end_of_the_program(engine: Engine, clerk: Actor) -> None:
    path = _path_of(engine)
    program = textwrap.dedent("""
        import os, signal, sys
        from pathlib import Path
        from partnerdesk.record.clerk import Actor
        from partnerdesk.record.draft import Draft
        from partnerdesk.store.drafts import keep
        from partnerdesk.store.engine import open_engine
        engine = open_engine(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
        with engine.begin() as connection:
            keep(connection, Actor(1, "x"), "here", Draft("partners", values={"name": "未存"}))
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    engine.dispose()
    done = subprocess.run([sys.executable, "-c", program, str(path), KEY.hex()], capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    again = open_engine(Path(path), KEY)
    with again.connect() as connection:
        found = kept(connection, clerk, "here")
    again.dispose()
    assert found is not None and found["name"] == "未存"


def _path_of(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.exec_driver_sql("PRAGMA database_list").all()[0][2])
