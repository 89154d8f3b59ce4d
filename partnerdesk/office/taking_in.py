"""An import from the command line: what it would do or has done, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from partnerdesk import clock
from partnerdesk.exchange import vcard_reading
from partnerdesk.office import cards, contents, intake, review
from partnerdesk.office.listed import register_called
from partnerdesk.office.printing import the_office
from partnerdesk.office.review import Meaning, Review, Reviewed
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

    A row that means a record beyond doubt changes it; one that only may mean it is made an entry of its own, and named.
    """
    key = register_called(desk, register)
    if not intake.fillable(desk.registers, key):
        raise Refused(N_("No list can fill “{register}”: its entries come about in the program."),
                      register=words(contents.entry(key).title))

    def job(look: Reader) -> Review:
        zone = the_office(look).zone
        if vcard_reading.concerns(file):
            plan = cards.planned(vcard_reading.read(file), words)
            return review.reviewed(look, plan, intake.PERSONS)
        plan = intake.planned(look, file, key, members=bool(alliance), today=clock.today(zone), zone=zone,
                              sheet=sheet, headings=mapping)
        return review.reviewed(look, plan, key, alliance if key == intake.PARTNERS else "")

    found = desk.read(actor, job).result()
    said = [notice.said(words) for notice in found.notices]
    said += _some(list(_doubts(found, words)), words)
    if found.refused:
        said += _some([refused.said(words) for refused in found.refused], words)
        said.append(words.many("{count} row was refused; nothing was imported.",
                               "{count} rows were refused; nothing was imported.", len(found.refused_rows)))
        return said, False
    if not found.rows:
        raise Refused(N_("“{file}” holds no rows."), file=file.name)
    chosen = found.presumed()
    said += _some(list(_changes(desk, found, chosen, words)), words)
    absent = found.absent(chosen)
    if absent:
        said.append(words.many("{count} entry is no longer in the file and stays as it is: {names}",
                               "{count} entries are no longer in the file and stay as they are: {names}",
                               len(absent), names=(*absent[:12], *(["…"] if len(absent) > 12 else []))))
    if dry_run:
        return [*said, *_would(found, chosen, words)], True
    outcome = desk.write(actor, lambda work: intake.apply(work, found)).result()
    for made, count in outcome.made.items():
        if count:
            said.append(words(N_("{register}: {count} entered."), register=words(contents.entry(made).title),
                              count=count))
    for changed, count in outcome.changed.items():
        said.append(words(N_("{register}: {count} changed."), register=words(contents.entry(changed).title),
                          count=count))
    if not any(outcome.made.values()) and not outcome.changed:
        said.append(words(N_("The file says nothing that is not there already.")))
    return said, True


def _would(found: Review, chosen: dict[int, Meaning], words: Words) -> Iterator[str]:
    new = sum(chosen[each.number].likeness is None for each in found.rows)
    idle = sum(chosen[each.number].idle for each in found.rows)
    changed = len(found.rows) - new - idle
    if new or not (changed or idle):
        yield words.many("{count} row would be imported.", "{count} rows would be imported.", new)
    if changed:
        yield words.many("{count} row would change what is there.", "{count} rows would change what is there.", changed)
    if idle:
        yield words.many("{count} row would change nothing.", "{count} rows would change nothing.", idle)


def _changes(desk: Desk, found: Review, chosen: dict[int, Meaning], words: Words) -> Iterator[str]:
    for each in found.rows:
        meaning = chosen[each.number]
        if meaning.likeness is None or meaning.idle:
            continue
        place = words(N_("Row {number}: {name}"), number=each.number, name=each.row.name)
        for line in review.lines(found, desk.registers, meaning, words):
            yield words.labelled(place, line.text)


def _doubts(found: Review, words: Words) -> Iterator[str]:
    for each in found.doubtful:
        for name, reason in _likenesses(each, words):
            yield words(N_("Row {number}: “{name}” may be the same as {other}. It was taken as an entry of its own."),
                        number=each.number, name=each.row.name, other=words.joined(name, f"({reason})"))


def _likenesses(each: Reviewed, words: Words) -> Iterator[tuple[str, str]]:
    for meaning in each.meanings:
        if meaning.likeness is not None:
            yield meaning.likeness.name, meaning.likeness.reason.said(words)


def _some(lines: list[str], words: Words) -> list[str]:
    if len(lines) <= MOST_SAID:
        return lines
    return [*lines[:MOST_SAID], words.many("… and {count} more line.", "… and {count} more lines.",
                                           len(lines) - MOST_SAID)]
