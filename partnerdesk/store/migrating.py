"""Bringing a desk to the schema of this program, in one transaction that leaves it whole when it fails."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from partnerdesk.problems import Trouble
from partnerdesk.store.search import SEARCH_DDL
from partnerdesk.words import N_

DERIVED = "search_"  # tables of the search index: derived, declared in store/, made anew
FOLDER = Path(__file__).parent / "migrations"


@cache
def head() -> str:
    """The revision that this program writes."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def revision(connection: Connection) -> str:
    """The revision of an open desk; empty before its first migration."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def known(revision: str) -> bool:
    """Whether this program knows the revision; a newer program's it does not."""
    scripts = ScriptDirectory.from_config(_config())
    return not revision or revision in {each.revision for each in scripts.walk_revisions()}


def upgrade(connection: Connection, to: str = "head") -> None:
    """Migrate to a revision on a connection of its own, outside any transaction.

    Foreign keys are off while tables are rebuilt, because a rebuild with them on deletes children silently; they are
    checked before the commit. Raises `Trouble` and leaves everything as it was when a check fails.
    """
    _foreign_keys(connection, "OFF")
    try:
        with connection.begin():
            before = _counts(connection)
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            for statement in SEARCH_DDL:
                connection.exec_driver_sql(statement)
            _demand_whole(connection, before)
    finally:
        _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, state: str) -> None:
    # Through the driver: SQLAlchemy would begin a transaction first, in which this setting does nothing.
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys = {state}")


def write_next(connection: Connection, what: str) -> Path:
    """Write the migration that brings the present head to the records as they are declared; for developers."""
    upgrade(connection)
    number = len(list((FOLDER / "versions").glob("[0-9]*.py"))) + 1
    config = _config()
    with connection.begin():
        config.attributes["connection"] = connection
        command.revision(config, message=what, autogenerate=True, rev_id=f"{number:04}")
    return next((FOLDER / "versions").glob(f"{number:04}_*.py"))


def _demand_whole(connection: Connection, before: dict[str, int]) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise Trouble(N_("The desk could not be brought to this version: a link would have lost its other end. "
                         "It was left as it was."))
    after = _counts(connection)
    changed = [name for name, count in before.items() if name in after and after[name] < count]
    if changed:
        raise Trouble(N_("The desk could not be brought to this version: rows of {table} would have been lost. "
                         "It was left as it was."), table=changed[0])


def _counts(connection: Connection) -> dict[str, int]:
    names = [name for name in inspect(connection).get_table_names()
             if name != "alembic_version" and not name.startswith(DERIVED)]
    return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
