"""What search reads: one row a record with its names, its text and its pinyin initials, renewed at every save."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from partnerdesk.record import prose
from partnerdesk.record.fields import Field, Kind
from partnerdesk.record.register import Register
from partnerdesk.store import pinyin
from partnerdesk.store.folding import fold, key_of, paired, terms
from partnerdesk.words import CHINESE, ENGLISH, Words

# Rows are numbered by last change, struck ones below this line: the order of rows is the order of answers.
LIVE = 1 << 40
# Stands between two fields so that no phrase reaches from one into the next; nobody can type it.
FENCE = "\ue000"
MERGED_AT_ONCE = 200  # pages: some milliseconds
MOST_MERGES = 50
NUMBER = "number"  # the record's own number, searched like a name

_WORDS = ("search_texts", "search_names", "search_initials")
SEARCH_DDL = (
    """CREATE TABLE IF NOT EXISTS search_rows (
        rowid INTEGER PRIMARY KEY, register TEXT NOT NULL, record_id INTEGER NOT NULL, name TEXT NOT NULL,
        changed TEXT NOT NULL, restricted INTEGER NOT NULL, UNIQUE (register, record_id)
    )""",
    # What an answer quotes; apart from the rows, which stay short and so mostly in memory.
    "CREATE TABLE IF NOT EXISTS search_parts (rowid INTEGER PRIMARY KEY, parts TEXT NOT NULL)",
    # What a name begins with, folded, and its initials; one row may have several names.
    """CREATE TABLE IF NOT EXISTS search_keys (
        key TEXT NOT NULL, row INTEGER NOT NULL, restricted INTEGER NOT NULL, PRIMARY KEY (key, row)
    ) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS ix_search_keys_row ON search_keys (row)",
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_texts USING fts5(
        name, text, content='', contentless_delete=1, prefix='2 3',
        tokenize="unicode61 remove_diacritics 0"
    )""",
    # The names once more by pairs of signs: two signs are what is typed most.
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_names USING fts5(
        pairs, content='', contentless_delete=1, prefix='1 2 3', tokenize="unicode61 remove_diacritics 0"
    )""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_initials USING fts5(
        initials, content='', contentless_delete=1, prefix='2 3', detail=none
    )""",
    # A save would otherwise now and then pay for a merge: `merge` does it when nobody waits.
    *(f"INSERT INTO {table} ({table}, rank) VALUES ('{setting}', {value})"
      for table in _WORDS for setting, value in (("automerge", 0), ("crisismerge", 64))),
)
# Each table of the index with the column that names the row.
_TABLES = {**dict.fromkeys(_WORDS, "rowid"), "search_keys": "row", "search_parts": "rowid", "search_rows": "rowid"}
SEARCH_DROPPED = tuple(f"DROP TABLE IF EXISTS {table}" for table in _TABLES)


@dataclass(frozen=True)
class Entry:
    """A record as search is told of it: its values by field, and the names of what it links to."""

    register: Register
    id: int
    values: Mapping[str, Any]
    changed: datetime
    number: str | None = None
    struck: bool = False
    restricted: bool = False
    link_names: Mapping[str, str] = field(default_factory=dict)


def index(
    connection: Connection, register: Register, record_id: int, values: Mapping[str, Any], *, changed: datetime,
    number: str | None = None, struck: bool = False, restricted: bool = False,
    link_names: Mapping[str, str] | None = None,
) -> None:
    """Enter a record as the newest of all, in place of what was entered of it before.

    `link_names` must not hold the name of a restricted record, unless this one is restricted too.
    """
    drop(connection, register.key, record_id)
    _enter(connection, [Entry(register, record_id, values, changed, number, struck, restricted, link_names or {})])


def drop(connection: Connection, register: str, record_id: int) -> None:
    """Forget a record."""
    row = connection.exec_driver_sql(
        "SELECT rowid FROM search_rows WHERE register = ? AND record_id = ?", (register, record_id)).scalar()
    if row is not None:
        for table, column in _TABLES.items():
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = ?", (row,))


def rebuild(connection: Connection, entries: Iterable[Entry], batch: int = 1000) -> int:
    """Make the whole index anew and say how many records it holds.

    The entries come in the order of their last change, the oldest first: the newest is answered first.
    """
    for statement in (*SEARCH_DROPPED, *SEARCH_DDL):
        connection.exec_driver_sql(statement)
    count = 0
    waiting: list[Entry] = []
    for entry in entries:
        waiting.append(entry)
        count += 1
        if len(waiting) == batch:
            _enter(connection, waiting)
            waiting = []
    _enter(connection, waiting)
    for table in _WORDS:
        connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    return count


def merge(connection: Connection) -> bool:
    """Do some milliseconds of tidying that saves have left behind; says whether more is left."""
    return _merge(connection.exec_driver_sql)


def tidy(driver: Any) -> None:
    """Leave the database as quick as it can be, on a connection of the driver outside any transaction.

    For when the desk closes or nobody has typed for a while: the index is merged, and the planner learns what the
    tables hold, without which it would sort a whole register to show the first window of its list.
    """
    for _ in range(MOST_MERGES):
        if not _merge(driver.execute):
            break
    driver.execute("PRAGMA optimize = 0x10002").fetchall()


def _merge(execute: Callable[..., Any]) -> bool:
    more = False
    for table in _WORDS:
        before = execute("SELECT total_changes()").fetchone()[0]
        execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (MERGED_AT_ONCE,))
        # A merge that finds nothing to do still counts as one change.
        more |= execute("SELECT total_changes()").fetchone()[0] - before >= 2
    return more


def _enter(connection: Connection, entries: list[Entry]) -> None:
    if not entries:
        return
    top = int(connection.exec_driver_sql("SELECT coalesce(max(rowid), 0) FROM search_rows").scalar_one())
    low = int(connection.exec_driver_sql(
        "SELECT coalesce(max(rowid), 0) FROM search_rows WHERE rowid < ?", (LIVE,)).scalar_one())
    top = max(top, LIVE)
    rows, quoted, keys, texts, pairs, initials = [], [], [], [], [], []
    for entry in entries:
        if entry.struck:
            low += 1
        else:
            top += 1
        row = low if entry.struck else top
        names, others = _parts(entry)
        register, held = entry.register.key, int(entry.restricted)
        rows.append((row, register, entry.id, _called(names), _stamp(entry.changed), held))
        quoted.append((row, json.dumps([*names, *others], ensure_ascii=False)))
        spoken = [text for _, text in names]
        begun = set(map(key_of, spoken)).union(*map(pinyin.beginnings, spoken))
        keys += [(key, row, held) for key in begun if key]
        texts.append((row, _termed(spoken), _termed(text for _, text in others)))
        pairs.append((row, _termed(spoken, lambda phrase: paired(phrase, ended=True))))
        letters = set[str]().union(*map(pinyin.stretches, spoken))
        if letters:
            initials.append((row, " ".join(sorted(letters))))
    connection.exec_driver_sql("INSERT INTO search_rows VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.exec_driver_sql("INSERT INTO search_parts VALUES (?, ?)", quoted)
    if keys:
        connection.exec_driver_sql("INSERT INTO search_keys VALUES (?, ?, ?)", keys)
    connection.exec_driver_sql("INSERT INTO search_texts (rowid, name, text) VALUES (?, ?, ?)", texts)
    connection.exec_driver_sql("INSERT INTO search_names (rowid, pairs) VALUES (?, ?)", pairs)
    if initials:
        connection.exec_driver_sql("INSERT INTO search_initials (rowid, initials) VALUES (?, ?)", initials)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _termed(texts: Iterable[str], joined: Callable[[list[str]], list[str]] = list) -> str:
    return f" {FENCE} ".join(" ".join(joined(terms(fold(text)))) for text in texts)


def _called(names: list[tuple[str, str]]) -> str:
    """What the record is called in an answer: the first filled one of its names, else its number."""
    return next((text for _, text in names), "")


def _parts(entry: Entry) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The texts of the fields that name the record, then those of the others that search reads."""
    naming = dict.fromkeys(entry.register.name)
    names = [(name, text) for name in naming for text in _texts(entry, name)]
    if entry.number:
        names.append((NUMBER, entry.number))
    reading = dict.fromkeys(name for name in entry.register.search if name not in naming and name != NUMBER)
    return names, [(name, text) for name in reading for text in _texts(entry, name)]


def _texts(entry: Entry, name: str) -> list[str]:
    declared = entry.register.fields.get(name)
    if declared is not None and declared.kind in (Kind.LINK, Kind.LINKS):
        return _filled(entry.link_names.get(name))
    value = entry.values.get(name)
    if value is None or value == () or value == "":
        return []
    return list(chain.from_iterable(map(_filled, _written(declared, value))))


def _filled(text: str | None) -> list[str]:
    return [text] if text and text.strip() else []


def _written(declared: Field | None, value: Any) -> list[str]:
    """A value in every way somebody may look for it."""
    if declared is None:
        return [str(value)]
    if declared.kind is Kind.CHOICE:
        return _labels(declared, (value,))
    if declared.kind is Kind.SEVERAL:
        return _labels(declared, value)
    if isinstance(value, datetime):
        return [f"{value:%Y-%m-%d %H:%M}"]
    if isinstance(value, date):
        return [value.isoformat(), Words(CHINESE).day(value)]
    if declared.kind is Kind.AMOUNT:
        return [Words(ENGLISH).amount(value).replace(",", "")]
    if declared.kind is Kind.LONG_TEXT and declared.rich:
        return [prose.plain(prose.loads(value))]
    return [str(value)]


def _labels(declared: Field, keys: Iterable[str]) -> list[str]:
    """The labels of choices in each language: a clerk looks for what stands on the screen."""
    chosen = [choice.label for key in keys if (choice := declared.choice(key)) is not None]
    return list(dict.fromkeys(words(label) for words in (Words(CHINESE), Words(ENGLISH)) for label in chosen))
