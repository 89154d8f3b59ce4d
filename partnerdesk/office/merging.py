"""A merge in words: what would become of both entries and what comes along; and the merging of the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from partnerdesk.clock import ZONE
from partnerdesk.office import contents, duplicates
from partnerdesk.office.duplicates import Group
from partnerdesk.office.listed import find, register_called
from partnerdesk.problems import Refused
from partnerdesk.record.clerk import Actor
from partnerdesk.record.fields import Field
from partnerdesk.record.reading import shown
from partnerdesk.record.register import Register
from partnerdesk.store import merging
from partnerdesk.store.desk import Desk
from partnerdesk.store.merging import LineRefused, Merging
from partnerdesk.store.work import Work
from partnerdesk.words import N_, Label, Words

MOST_NAMED = 20  # entries that are named one by one


def sentences(merged: Merging, words: Words) -> list[str]:
    """What moves with it, what would stand twice, and what becomes of the entry that goes."""
    said = [words(N_("{register}: {count} moved."), register=words(contents.entry(key).title), count=count)
            for key, count in merged.counts.items()]
    if merged.files:
        said.append(words.many("{count} attached file is moved.", "{count} attached files are moved.", merged.files))
    said += _some((words(N_("{one} “{name}” stands with both; it is kept once."),
                         one=words(contents.entry(line.register).one), name=line.name) for line in merged.twice), words)
    said += _some((words(N_("{one} “{name}” joins only these two and is struck out."),
                         one=words(contents.entry(line.register).one), name=line.name)
                   for line in merged.pointless), words)
    said.append(words(N_("“{name}” is struck out, marked as merged."), name=merged.dropped.called))
    if merged.dropped.restricted and not merged.kept.restricted:
        said.append(words(N_("“{name}” becomes restricted, as the other is."), name=merged.kept.called))
    return said


def refusal(refused: LineRefused, words: Words) -> Refused:
    """Why nothing was merged: what kind of entry stands in the way, what it is called, and its own reasons."""
    reasons = words.joined(*(problem.said(words) for problem in refused.problems))
    return Refused(N_("Nothing was merged. {one} “{name}”: {reasons}"),
                   one=Label(contents.entry(refused.line.register).one), name=refused.line.name, reasons=reasons)


def reasons_said(reasons: Iterable[str], words: Words) -> str:
    """Why two entries may be the same, in one line."""
    return words.listed(words(reason) for reason in reasons)


def value_said(field: Field, value: Any, merged: Merging, words: Words, zone: str = ZONE) -> str:
    """A value of one of the two as text, with the names behind its links."""
    names = {id: name for (table, id), name in merged.names.items() if table == field.target}
    return shown(field, value, words, names=names, zone=zone) or words(N_("(empty)"))


# -- the command line


class Rehearsed(Exception):
    """A merge that went well and shall not be kept: a rehearsal ends as every work does that keeps nothing."""


def groups_listed(desk: Desk, actor: Actor, register: str, words: Words) -> list[str]:
    """The duplicates of a register, a paragraph a group."""
    key = register_called(desk, register)
    known = desk.read(actor, lambda look: duplicates.known(look, key)).result()
    groups = duplicates.groups(known)
    said = [line for group in groups for line in _group_listed(group, words)]
    return [*said, words.many("{count} group of entries that may be the same.",
                              "{count} groups of entries that may be the same.", len(groups))]


def _group_listed(group: Group, words: Words) -> list[str]:
    called = {member.id: f"{member.number} {member.name}".strip() for member in group.members}
    return [f"{called[pair.first]} · {called[pair.second]}  ({reasons_said(pair.reasons, words)})"
            for pair in group.pairs]


def by_command(
    desk: Desk, actor: Actor, register: str, keep: str, drop: str, *, dry_run: bool, words: Words,
) -> list[str]:
    """Merge two entries as proposed, or with `dry_run` try it and keep nothing; gives what to say."""
    key = register_called(desk, register)
    kept, dropped = find(desk, actor, key, keep), find(desk, actor, key, drop)
    merged = desk.read(actor, lambda look: merging.preview(look, key, kept, dropped)).result()
    values = values_said(desk.registers[key], merged, words)

    def job(work: Work) -> None:
        merging.merge(work, key, kept, dropped)
        if dry_run:
            raise Rehearsed

    try:
        if not (dry_run and desk.read_only):
            desk.write(actor, job).result()
    except LineRefused as refused:
        raise refusal(refused, words) from refused
    except Rehearsed:
        pass
    if dry_run:
        return [*values, *sentences(merged, words), words(N_("This would be done; nothing was changed."))]
    return [*values, *sentences(merged, words),
            words(N_("“{name}” was merged into “{kept}”."), name=merged.dropped.called, kept=merged.kept.called)]


def values_said(register: Register, merged: Merging, words: Words) -> list[str]:
    """The fields in which the two differ, a line each, with the value proposed."""
    said = []
    for each in merged.fields:
        field = register.fields[each.field]
        mine, theirs, proposed = (value_said(field, value, merged, words)
                                  for value in (each.kept, each.dropped, each.proposed))
        said.append(words.labelled(words(field.label), f"{mine} | {theirs} → {proposed}"))
    return said


def _some(lines: Iterable[str], words: Words) -> list[str]:
    told = list(lines)
    if len(told) <= MOST_NAMED:
        return told
    return [*told[:MOST_NAMED], words.many("… and {count} more line.", "… and {count} more lines.",
                                           len(told) - MOST_NAMED)]
