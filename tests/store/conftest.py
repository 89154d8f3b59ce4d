"""A real desk database of this program, encrypted, with a clerk at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from partnerdesk.office import contents
from partnerdesk.record.clerk import Actor, Clerk
from partnerdesk.record.draft import Draft
from partnerdesk.store.desk import Desk
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


@cache
def _engine_of(path: Path) -> Engine:
    return open_engine(path, KEY)


@pytest.fixture
def engine(template: Path) -> Iterator[Engine]:
    """A database of this test's own at a place of all tests: their one engine compiles no statement twice."""
    path = template.with_name("used.db")
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    made = _engine_of(Path(shutil.copy(template, path)))
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


PASSPHRASE = "青山不改 绿水长流 2026"


@dataclass(frozen=True)
class Kept:
    """A closed desk on the disk, with what opens it."""

    folder: Path
    key: bytes
    passphrase: str = PASSPHRASE

    @property
    def database(self) -> Path:
        return self.folder / "desk.db"

    def open(self, **how: Any) -> Desk:
        return Desk.open(self.folder, registers=contents.load_records(), **({"key": self.key} | how))


@pytest.fixture(scope="session")
def made_desk(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A desk with some partners, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("made") / "秘书处 desk"
    desk = Desk.create(
        folder, registers=contents.load_records(), office={"name": "秘书处"}, clerk_name="李文书", account="li",
        passphrase=PASSPHRASE, anywhere=True)
    with desk:
        actor = desk.actor("li")
        for number in range(30):
            draft = Draft("partners", values={"name": f"华夏第{number}公司", "stage": "prospect", "notes": "文" * 900})
            desk.write(actor, lambda work, draft=draft: work.save(draft)).result()
        return Kept(folder, desk._key)


@pytest.fixture
def kept(made_desk: Kept, tmp_path: Path) -> Kept:
    """A closed desk of this test's own."""
    return Kept(Path(shutil.copytree(made_desk.folder, tmp_path / made_desk.folder.name)), made_desk.key)


@pytest.fixture
def desk(kept: Kept) -> Iterator[Desk]:
    """An open desk of this test's own."""
    with kept.open(anywhere=True) as desk:
        yield desk
