"""An import from the command line: what it would do or has done, line by line."""

from __future__ import annotations

from pathlib import Path

from partnerdesk import clock
from partnerdesk.exchange.intake import Plan
from partnerdesk.office import intake
from partnerdesk.office.listed import register_called
from partnerdesk.office.printing import the_office
from partnerdesk.problems import Refused
from partnerdesk.record.clerk import Actor
from partnerdesk.store.desk import Desk
from partnerdesk.store.reader import Reader
from partnerdesk.words import N_, Words

MOST_SAID = 50


def from_file(
    desk: Desk, actor: Actor, file: Path, *, register: str, alliance: str, mapping: Path | None, sheet: str,
    dry_run: bool, words: Words,
) -> tuple[list[str], bool]:
    """Import a file, all or nothing; gives what to say and whether every row was taken.

    Rows that may mean a partner that is there already are made all the same, and named: nothing is merged silently.
    """
    key = register_called(desk, register)

    def job(look: Reader) -> Plan:
        zone = the_office(look).zone
        return intake.planned(look, file, key, members=bool(alliance), today=clock.today(zone), zone=zone,
                              sheet=sheet, headings=mapping)

    plan = desk.read(actor, job).result()
    said = [notice.said(words) for notice in plan.notices]
    said += _some([_proposed(number, name, other, words) for number, name, other in _likenesses(plan, words)], words)
    if plan.refused:
        said += _some([refused.said(words) for refused in plan.refused], words)
        said.append(words.many("{count} row was refused; nothing was imported.",
                               "{count} rows were refused; nothing was imported.", len(plan.refused_rows)))
        return said, False
    if not plan.accepted:
        raise Refused(N_("“{file}” holds no rows."), file=file.name)
    if dry_run:
        said.append(words.many("{count} row would be imported.", "{count} rows would be imported.",
                               len(plan.accepted)))
        return said, True
    outcome = desk.write(actor, lambda work: intake.apply(work, plan, key, alliance=alliance)).result()
    from partnerdesk.office import contents

    for made, count in outcome.made.items():
        said.append(words(N_("{register}: {count} entered."), register=words(contents.entry(made).title), count=count))
    return said, True


def _likenesses(plan: Plan, words: Words) -> list[tuple[int, str, str]]:
    return [
        (row.number, row.name, words.joined(like.name, f"({like.reason.said(words)})"))
        for row in plan.proposed for like in row.likenesses
    ]


def _proposed(number: int, name: str, other: str, words: Words) -> str:
    return words(N_("Row {number}: “{name}” may be the same as {other}. It was taken as a partner of its own."),
                 number=number, name=name, other=other)


def _some(lines: list[str], words: Words) -> list[str]:
    if len(lines) <= MOST_SAID:
        return lines
    return [*lines[:MOST_SAID], words.many("… and {count} more line.", "… and {count} more lines.",
                                           len(lines) - MOST_SAID)]
