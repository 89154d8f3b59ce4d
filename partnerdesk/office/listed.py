"""Registers as plain tables, and a record found by what a person calls it."""

from __future__ import annotations

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


def register_called(desk: Desk, name: str) -> str:
    """The key of a register, as it is typed on the command line; raises `Refused` where there is none."""
    key = name.replace("-", "_")
    if key not in desk.registers:
        raise Refused(N_("There is no register called “{name}”. There are: {names}."), name=name,
                      names=sorted(desk.registers))
    return key


def sheet(look: Reader, wanted: listing.Listing, words: Words, zone: str = ZONE) -> Sheet:
    """A list as it is narrowed and ordered, its headings in the language of `words`, its moments in the zone."""
    register = look.registers[wanted.register]
    names = wanted.columns or register.columns
    columns = [SheetColumn(words(N_("Number")), Field(Kind.TEXT, N_("Number")))]
    columns += [SheetColumn(words(register.fields[name].label), register.fields[name]) for name in names
                if name != "number"]
    rows = [
        (row.number or "", *(cell for name, cell in zip(names, row.cells, strict=True) if name != "number"))
        for row in listing.window(look, wanted, 0, MOST_ROWS)
    ]
    return Sheet(words(contents.entry(register.key).title), tuple(columns), tuple(rows), words, zone)


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
