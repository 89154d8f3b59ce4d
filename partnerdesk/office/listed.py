"""Registers as plain tables, and a record found by what a person calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from partnerdesk.clock import ZONE
from partnerdesk.exchange.spreadsheet import Sheet, SheetColumn
from partnerdesk.office import contents
from partnerdesk.office.printing import the_office
from partnerdesk.problems import Refused
from partnerdesk.record.clerk import Actor
from partnerdesk.record.fields import Field, Kind
from partnerdesk.store import listing
from partnerdesk.store.desk import Desk
from partnerdesk.store.reader import Reader
from partnerdesk.words import N_, Words

MOST_ROWS = 1_000_000
AT_ONCE = 20_000  # rows read by one question, which then asks for the names of no more links than the database takes
NUMBER = "number"


def register_called(desk: Desk, name: str) -> str:
    """The key of a register, as it is typed on the command line; raises `Refused` where there is none."""
    key = name.replace("-", "_")
    if key not in desk.registers:
        raise Refused(N_("There is no register called “{name}”. There are: {names}."), name=name,
                      names=sorted(desk.registers))
    return key


def sheet(look: Reader, wanted: listing.Listing, words: Words, zone: str = ZONE) -> Sheet:
    """A list as it is narrowed and ordered, with the entries' numbers first."""
    register = look.registers[wanted.register]
    names = (name for name in wanted.columns or register.columns if name != NUMBER)
    return as_shown(look, replace(wanted, columns=(NUMBER, *names)), words, zone)


def as_shown(
    look: Reader, wanted: listing.Listing, words: Words, zone: str = ZONE,
    reached: Callable[[int], None] | None = None,
) -> Sheet:
    """A list with the columns, rows and order asked for, its headings in the language of `words`.

    `reached` is told from time to time how many rows are read, and may raise to call the reading off.
    """
    register = look.registers[wanted.register]
    fields = [register.fields.get(name) or Field(Kind.TEXT, N_("Number"), name=NUMBER)
              for name in wanted.columns or register.columns]
    rows: list[tuple[Any, ...]] = []
    while len(rows) < MOST_ROWS:
        found = listing.window(look, wanted, len(rows), AT_ONCE)
        rows += [row.cells for row in found]
        if reached is not None:
            reached(len(rows))
        if len(found) < AT_ONCE:
            break
    columns = tuple(SheetColumn(words(field.label), field) for field in fields)
    return Sheet(words(contents.entry(register.key).title), columns, tuple(rows), words, zone)


def table(desk: Desk, actor: Actor, register: str, text: str, words: Words) -> Sheet:
    """The whole of a register, narrowed by a text."""
    key = register_called(desk, register)
    wanted = listing.Listing(key, text=text)
    return desk.read(actor, lambda look: sheet(look, wanted, words, the_office(look).zone)).result()


def find(desk: Desk, actor: Actor, register: str, wanted: str) -> int:
    """The one record with that number, id or name; raises `Refused` where there is none or more than one."""
    def job(look: Reader) -> list[tuple[int, str, str]]:
        found = listing.suggest(look, register, wanted, 50)
        exact = [hit for hit in found if wanted in (hit[1], hit[2])]
        return exact or found

    found = desk.read(actor, job).result()
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise Refused(N_("Nothing is called “{name}”."), name=wanted)
    raise Refused(N_("“{name}” may be any of these: {names}. Give the number."), name=wanted,
                  names=[f"{name} ({number})" if number else name for _, name, number in found[:10]])
