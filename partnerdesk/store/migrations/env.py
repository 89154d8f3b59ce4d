"""How Alembic reaches the desk: on the connection it is handed, inside the transaction that stands."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

import partnerdesk.store.drafts
import partnerdesk.store.tables  # noqa: F401 - they belong to every desk
from partnerdesk.record.record import Base
from partnerdesk.store.migrating import DERIVED


def _kept(name: str | None, kind: str, parents: object) -> bool:
    # Search tables are derived and made anew; `meta` is the engine's own mark on the file.
    return not (kind == "table" and (name == "meta" or (name or "").startswith(DERIVED)))


def _plain(kind: str, item: Any, autogenerating: AutogenContext) -> str | Literal[False]:
    # A migration says what stood in the database that day, whatever the field types become.
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=Base.metadata, render_as_batch=True, include_name=_kept,
    render_item=_plain,
    transactional_ddl=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
