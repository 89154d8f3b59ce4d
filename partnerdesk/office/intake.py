"""An import's plan carried out: all rows in one work, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from partnerdesk.exchange import intake, mapping, tables
from partnerdesk.exchange.intake import Plan
from partnerdesk.exchange.likeness import Known
from partnerdesk.exchange.mapping import Target
from partnerdesk.office.alliances.records import Alliance
from partnerdesk.office.partners.records import Partner
from partnerdesk.problems import Problem, Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.record.look import Look
from partnerdesk.record.register import Register
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work
from partnerdesk.words import N_, Words

PARTNERS, MEMBERSHIPS = "partners", "memberships"


@dataclass(frozen=True)
class Outcome:
    """How many records of each register an import has made."""

    made: Mapping[str, int]


class RowUnsaved(Unsaved):
    """A row that the desk itself refused; nothing of the import was kept."""

    def __init__(self, row: int, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.row = row

    def said(self, words: Words) -> str:
        """The reasons, with the row's number."""
        return words.labelled(words(N_("Row {number}"), number=self.row), super().said(words))


def offered(registers: Mapping[str, Register], register: str, *, members: bool) -> tuple[Target, ...]:
    """The fields that the columns of a file may fill; those of the membership too, where an alliance is named."""
    wanted = [registers[register]]
    if members and register == PARTNERS:
        wanted.append(registers[MEMBERSHIPS])
    return mapping.targets(*wanted)


def planned(
    look: Reader, file: Path, register: str, *, members: bool, today: date, zone: str, sheet: str = "",
    headings: Path | None = None,
) -> Plan:
    """Read a file and say what would become of it; nothing happens yet."""
    table = tables.open_table(file, sheet=sheet)
    targets = offered(look.registers, register, members=members)
    chosen = mapping.loaded(headings, table.headings, targets) if headings else mapping.guessed(table, targets)
    known = known_partners(look) if register == PARTNERS else ()
    return intake.plan(table, chosen, targets, today, zone, known=known)


def known_partners(look: Look) -> tuple[Known, ...]:
    """The partners that the desk has, as an import compares them."""
    rows = look.rows(
        select(Partner.id, Partner.name, Partner.english_name, Partner.aliases, Partner.credit_code, Partner.lei,
               Partner.website).where(Partner.struck_at.is_(None)))
    return tuple(
        Known(id, name, tuple(other for other in (english, *_split(aliases)) if other), code or "", lei or "",
              website or "")
        for id, name, english, aliases, code, lei, website in rows)


def apply(
    work: Work, plan: Plan, register: str, *, alliance: str = "", same: Mapping[int, int] | None = None,
) -> Outcome:
    """Make every accepted row a record, and a membership of the alliance, which is made where it does not exist.

    `same` says for rows which partner they mean: then only the membership is made. Raises `RowUnsaved`.
    """
    made = {register: 0}
    belongs = _alliance(work, alliance) if alliance and register == PARTNERS else None
    for row in plan.accepted:
        try:
            id = (same or {}).get(row.number)
            if id is None:
                given = {"kinds": ("member",), "stage": "active"} if belongs is not None else {}
                id = work.save(_draft(work, register, {**given, **row.values[register]}))
                made[register] += 1
            if belongs is not None:
                values = {**row.values.get(MEMBERSHIPS, {}), "partner_id": id, "alliance_id": belongs}
                work.save(_draft(work, MEMBERSHIPS, values))
                made[MEMBERSHIPS] = made.get(MEMBERSHIPS, 0) + 1
        except Unsaved as refused:
            raise RowUnsaved(row.number, refused.problems) from refused
    return Outcome(made)


def _alliance(work: Work, name: str) -> int:
    found = work.look.rows(select(Alliance.id).where(Alliance.name == name, Alliance.struck_at.is_(None)))
    if found:
        return int(found[0][0])
    return work.save(Draft("alliances", values={"name": name}))


def _draft(work: Work, register: str, values: Mapping[str, object]) -> Draft:
    draft = Draft(register, values=dict(values))
    for name, field in work.registers[register].fields.items():
        if field.default is not None and draft.values.get(name) is None:
            draft.values[name] = field.default
    return draft


def _split(aliases: str | None) -> list[str]:
    return [alias.strip() for alias in (aliases or "").replace("；", ";").split(";") if alias.strip()]
