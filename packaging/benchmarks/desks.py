"""Desks full of made-up partners, for the benchmarks of lists and windows."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from benchmarks.made_up import dossiers

CLERK = "bench"
START = datetime(2020, 1, 1, tzinfo=UTC)


def make(folder: Path, count: int) -> Path:
    """A closed desk with so many partners, and beside it what opens it; made once."""
    from partnerdesk.office import contents
    from partnerdesk.office.partners.records import Partner
    from partnerdesk.store.desk import Desk
    from partnerdesk.store.engine import open_engine
    from partnerdesk.store.indexing import tidy

    told = folder.with_suffix(".json")
    if told.exists():
        return told
    with Desk.create(folder, registers=contents.load_records(), office={"name": "秘书处"}, clerk_name=CLERK,
                     account=CLERK, passphrase="青山不改 绿水长流 2026", anywhere=True) as desk:
        key, database = desk._key, desk.database
    engine = open_engine(database, key)
    with engine.begin() as connection:
        connection.execute(insert(Partner), [
            {"number": each.code, "name": each.name, "english_name": each.english_name, "stage": "active",
             "industry": each.note[:20],
             "version": 1, "restricted": False, "made_at": START, "changed_at": START + timedelta(minutes=place)}
            for place, each in enumerate(dossiers(count))])
    # As a desk is left when it closes after somebody has worked at it.
    raw = engine.raw_connection()
    tidy(raw.driver_connection)
    raw.close()
    engine.dispose()
    told.write_text(json.dumps({"folder": str(folder), "key": key.hex()}), encoding="utf-8")
    return told


def opened(told: Path) -> tuple[Any, Any, Any]:
    """The desk, its clerk and its registers, by the key that is held already."""
    from partnerdesk.office import contents
    from partnerdesk.store.desk import Desk

    kept = json.loads(told.read_text(encoding="utf-8"))
    registers = contents.load_records()
    desk = Desk.open(Path(kept["folder"]), registers=registers, key=bytes.fromhex(kept["key"]), anywhere=True)
    return desk, desk.actor(CLERK), registers
