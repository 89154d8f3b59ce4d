"""Asking for records by any part of their names or texts: three tiers of answers, the newest first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Any, NamedTuple

from sqlalchemy import Connection

from partnerdesk.record.clerk import Actor
from partnerdesk.store import pinyin
from partnerdesk.store.folding import NO_WORD_AFTER, NO_WORD_BEFORE, fold, paired, terms, unspaced
from partnerdesk.store.indexing import LIVE, SEARCH_DDL, SEARCH_DROPPED, Entry, drop, index, merge, rebuild, tidy

__all__ = [
    "SEARCH_DDL", "SEARCH_DROPPED", "Entry", "Group", "Hit", "drop", "index", "matching", "merge", "rebuild", "search",
    "tidy",
]

LONGEST_QUESTION = 200
LEAST_LETTERS = 2  # of pinyin initials
BEFORE, AFTER = 12, 40  # signs shown around what was found
_Marks = tuple[tuple[int, int], ...]
_BLANK = re.compile(r"\s")
_TOP = "\U0010ffff"


@dataclass(frozen=True)
class Hit:
    """A record found: in which of its fields (`number` is its own number), and the text there with what matched."""

    id: int
    name: str
    where: str
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()  # from, to: what matched in the snippet
    struck: bool = False


@dataclass(frozen=True)
class Group:
    """The records found in one register: the best first, struck ones last."""

    register: str
    hits: tuple[Hit, ...]


class _Found(NamedTuple):
    """A row that was found; what stands first says how good it is, so that the best sorts first."""

    struck: bool
    tier: int
    age: int
    id: int
    register: str
    name: str
    parts: str


class _Question:
    """What was typed, taken apart: a beginning, phrases and perhaps pinyin initials; never a query language."""

    def __init__(self, typed: str) -> None:
        self.key = fold(typed[:LONGEST_QUESTION])
        self.phrases = [found for piece in self.key.split(" ") if (found := terms(piece))]
        letters = self.key
        asked = letters.isascii() and letters.isalnum() and len(letters) >= LEAST_LETTERS and not letters.isdigit()
        self.initials = letters[:pinyin.LONGEST] if asked else ""

    @property
    def match(self) -> str:
        """The phrases as an expression in which every sign of the user's is quoted."""
        return " AND ".join(_quoted(phrase) for phrase in self.phrases)

    @property
    def pairs(self) -> str:
        """The same for the names, which are asked by pairs of signs."""
        return " AND ".join(_paired(phrase) for phrase in self.phrases)

    def pattern(self) -> re.Pattern[str] | None:
        """What finds the phrases again in a text as it was typed."""
        return re.compile("|".join(map(_written, self.phrases)), re.IGNORECASE) if self.phrases else None


def search(
    connection: Connection, actor: Actor, typed: str, limit: int = 50, registers: Sequence[str] | None = None
) -> list[Group]:
    """The records that this clerk may see and that hold what was typed, grouped by register, the best group first.

    A withheld record gives the same answer as one that does not exist.
    """
    question = _Question(typed)
    pattern = question.pattern()
    groups: dict[str, list[Hit]] = {}
    for one in starmap(_Found, _tiers(connection, question, int(actor.cleared), limit, registers)):
        groups.setdefault(one.register, []).append(_hit(one, question, pattern))
    return [Group(register, tuple(hits)) for register, hits in groups.items()]


def matching(
    connection: Connection, actor: Actor, register: str, typed: str, limit: int = 50, struck: bool = True
) -> list[int]:
    """The ids of the records of one register that this clerk may see and that hold what was typed, the best first."""
    found = _tiers(connection, _Question(typed), int(actor.cleared), limit, (register,), shown=False)
    return [id for gone, _tier, _age, id in found[:limit] if struck or not gone]


def _tiers(
    connection: Connection, question: _Question, held: int, limit: int, registers: Sequence[str] | None,
    shown: bool = True,
) -> list[tuple[Any, ...]]:
    """Names that begin with it, names that hold it or its initials, texts that hold it; no more than are wanted.

    What each gives makes a `_Found`; of what is not shown, no more than the id.
    """
    found: dict[int, tuple[Any, ...]] = {}
    for tier, statement, values in _statements(question, held, limit, registers, shown):
        for row, *rest in connection.exec_driver_sql(statement, values).all():
            if row not in found:
                found[row] = (row < LIVE, tier, -row, *rest)
        if len(found) >= limit:
            break
    return sorted(found.values())


def _statements(
    question: _Question, held: int, limit: int, registers: Sequence[str] | None, shown: bool
) -> Iterator[tuple[int, str, tuple[Any, ...]]]:
    within = "" if registers is None else f" AND r.register IN ({', '.join('?' * len(registers))})"
    kept = (held, *(registers or ()))
    if question.key:
        begins = "search_keys" if not within else "search_keys k CROSS JOIN search_rows r ON r.rowid = k.row"
        yield 1, (
            f"{_row(shown)} FROM (SELECT DISTINCT row FROM {begins} WHERE key >= ? AND key < ?"
            f" AND {'r.' if within else ''}restricted <= ?{within} ORDER BY row DESC LIMIT ?) k"
            f" CROSS JOIN search_rows r ON r.rowid = k.row{_quoting(shown)} ORDER BY k.row DESC"
        ), (question.key, question.key + _TOP, *kept, limit)
    if question.phrases:
        yield 2, _matched("search_names", within, shown), (question.pairs, *kept, limit)
    if question.initials:
        yield 2, _matched("search_initials", within, shown), (f"{_quote(question.initials)} *", *kept, limit)
    if question.phrases:
        # Of one phrase the names have been asked already; of several each may stand in either.
        columns = "text" if len(question.phrases) == 1 else "{name text}"
        yield 3, _matched("search_texts", within, shown), (f"{columns} : ({question.match})", *kept, limit)


def _row(shown: bool) -> str:
    return "SELECT r.rowid, r.record_id" + (", r.register, r.name, p.parts" if shown else "")


def _quoting(shown: bool) -> str:
    return " CROSS JOIN search_parts p ON p.rowid = r.rowid" if shown else ""


def _matched(table: str, within: str, shown: bool) -> str:
    # The order of rows is the order of changes: no score is computed, and the answer stops at its limit.
    return (
        f"{_row(shown)} FROM {table} CROSS JOIN search_rows r ON r.rowid = {table}.rowid{_quoting(shown)}"
        f" WHERE {table} MATCH ? AND r.restricted <= ?{within} ORDER BY {table}.rowid DESC LIMIT ?"
    )


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _quoted(phrase: list[str]) -> str:
    # One letter alone would gather half of the index; a sign of an unspaced script is never a beginning.
    open_end = len(phrase[-1]) > 1 and not unspaced(phrase[-1])
    return _quote(" ".join(phrase)) + (" *" if open_end else "")


def _paired(phrase: list[str]) -> str:
    pairs = paired(phrase, ended=False)
    # A sign alone begins pairs, and stands alone at a name's end; of letters one is no beginning.
    open_end = unspaced(pairs[-1]) or (len(phrase[-1]) > 1 and pairs[-1] == phrase[-1])
    return _quote(" ".join(pairs)) + (" *" if open_end else "")


def _written(phrase: list[str]) -> str:
    """A pattern of the phrase with anything but letters between its terms."""
    before = "" if unspaced(phrase[0]) else NO_WORD_BEFORE
    after = NO_WORD_AFTER if len(phrase[-1]) == 1 and not unspaced(phrase[-1]) else ""
    return before + r"[\W_]*".join(map(re.escape, phrase)) + after


def _hit(one: _Found, question: _Question, pattern: re.Pattern[str] | None) -> Hit:
    parts: list[tuple[str, str]] = json.loads(one.parts)
    for where, text, marks in _marked(parts, question, pattern):
        if marks:
            return Hit(one.id, one.name, where, *_cut(text, marks), one.struck)
    # Found only by several fields together, or by what one sign folds to in part.
    where, text = parts[0] if parts else ("", "")
    return Hit(one.id, one.name, where, *_cut(text, ((0, 0),)), one.struck)


def _marked(
    parts: list[tuple[str, str]], question: _Question, pattern: re.Pattern[str] | None
) -> Iterator[tuple[str, str, _Marks]]:
    """The parts with what matches in them, the cheap ways of looking before the dear ones."""
    if pattern is not None:
        for where, text in parts:
            yield where, text, tuple(found.span() for found in pattern.finditer(text))
    if question.initials:
        for where, text in parts:
            place = None if len(text) > LONGEST_QUESTION else pinyin.places(text, question.initials)
            yield where, text, (place,) if place else ()
    if pattern is not None:
        for where, text in parts:
            if not text.isascii():
                yield where, text, _folded_marks(text, pattern)


def _folded_marks(text: str, pattern: re.Pattern[str]) -> _Marks:
    """The places of what matches in the folded text, as places of the text itself."""
    folded, origin = "", []
    for place, sign in enumerate(text):
        made = fold(sign) or (" " if sign.isspace() else "")
        folded += made
        origin += [place] * len(made)
    return tuple((origin[found.start()], origin[found.end() - 1] + 1) for found in pattern.finditer(folded))


def _cut(text: str, marks: _Marks) -> tuple[str, _Marks]:
    """The surroundings of the first mark in one line, with every mark that lies in them."""
    if len(text) <= BEFORE + AFTER:
        return _BLANK.sub(" ", text), marks
    start = max(0, marks[0][0] - BEFORE)
    end = min(len(text), marks[0][0] + AFTER)
    if end - start < BEFORE + AFTER:
        start, end = max(0, end - BEFORE - AFTER), min(len(text), start + BEFORE + AFTER)
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    shift = len(head) - start
    shown = _BLANK.sub(" ", text[start:end])
    return head + shown + tail, tuple(
        (first + shift, min(last, end) + shift) for first, last in marks if start <= first < end)
