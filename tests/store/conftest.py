"""A real desk database of this program, encrypted, with a clerk at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from partnerdesk.office import contents
from partnerdesk.record.clerk import Actor, Clerk
from partnerdesk.store.engine import open_engine
from partnerdesk.store.migrating import upgrade
from partnerdesk.store.work import Work

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
Doing = Callable[..., Any]


KEY = b"\7" * 32


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "desk.db"
    made = open_engine(path, KEY, create=True)
    contents.load_records()
    with made.connect() as connection:
        upgrade(connection)
    with Session(made) as session, session.begin():
        for id, (name, cleared) in enumerate((("李文书", False), ("沈立", True)), 1):
            session.add(Clerk(id=id, name=name, account=f"clerk{id}", cleared=cleared, version=1, made_at=NOW,
                              changed_at=NOW))
    made.dispose()
    return path


@pytest.fixture
def engine(template: Path, tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(Path(shutil.copy(template, tmp_path)), KEY)
    yield made
    made.dispose()


@pytest.fixture
def clerk() -> Actor:
    return Actor(1, "李文书")


@pytest.fixture
def cleared() -> Actor:
    return Actor(2, "沈立", cleared=True)


@pytest.fixture
def work(engine: Engine, clerk: Actor) -> Doing:
    """Do a job in one committed work of a clerk and give what it returns."""

    def doing(job: Callable[[Work], Any], actor: Actor = clerk, now: datetime = NOW) -> Any:
        with Session(engine, autoflush=False) as session, session.begin():
            made = Work(session, actor, now, contents.load_records())
            result = job(made)
            made.finish()
            return result

    return doing
