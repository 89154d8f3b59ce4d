"""The sample office in a real encrypted database, filled once for all tests of its papers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from partnerdesk import clock
from partnerdesk.office import contents, sample
from partnerdesk.record.clerk import Actor, Clerk
from partnerdesk.record.office import Office
from partnerdesk.store.engine import open_engine
from partnerdesk.store.migrating import upgrade
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
KEY = b"\7" * 32
CLERK = Actor(1, "李文澍", cleared=True)
Doing = Callable[..., Any]


def _desk(path: Path) -> Engine:
    contents.load_records()
    made = open_engine(path, KEY, create=True)
    with made.connect() as connection:
        upgrade(connection)
    with Session(made) as session, session.begin():
        session.add(Clerk(id=1, name=CLERK.name, account="clerk", cleared=True, version=1, made_at=NOW, changed_at=NOW))
        session.add(Office(id=1, name=sample.OFFICE[CHINESE], language=CHINESE, zone="Asia/Shanghai", fonts="bundled",
                           attendees="end", version=1, made_at=NOW, changed_at=NOW))
    return made


def _doing(engine: Engine) -> Doing:
    def doing(job: Callable[[Work], Any]) -> Any:
        with Session(engine, autoflush=False) as session, session.begin():
            made = Work(session, CLERK, NOW, contents.load_records())
            result = job(made)
            made.finish()
            return result

    return doing


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A desk with the sample office; tests read it and leave it as it is."""
    engine = _desk(tmp_path_factory.mktemp("sample") / "desk.db")
    with clock.held(NOW):
        _doing(engine)(sample.fill_work)
    yield engine
    engine.dispose()


@pytest.fixture
def look(filled: Engine) -> Iterator[Reader]:
    """A look at the sample office on its own day."""
    with clock.held(NOW), Session(filled, autoflush=False) as session:
        yield Reader(session, CLERK, contents.load_records())


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "desk.db"
    _desk(path).dispose()
    return path


@cache
def _engine_of(path: Path) -> Engine:
    return open_engine(path, KEY)


@pytest.fixture
def empty(untouched: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A desk of this test's own at a place of all tests: their one engine compiles no statement twice."""
    path = tmp_path_factory.getbasetemp() / "used" / untouched.name
    path.parent.mkdir(exist_ok=True)
    for left in path.parent.iterdir():
        left.unlink()
    for file in untouched.parent.glob(f"{untouched.name}*"):
        shutil.copy(file, path.parent)
    engine = _engine_of(path)
    yield engine
    engine.dispose()


@pytest.fixture
def work(empty: Engine) -> Doing:
    """Do a job in one committed work at a desk with nothing in it, and give what it returns."""
    return _doing(empty)
