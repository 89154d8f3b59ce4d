"""An import's plan carried out: all rows in one work, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select

from partnerdesk.exchange import intake, mapping, tables
from partnerdesk.exchange.intake import Plan, RefusedRow
from partnerdesk.exchange.likeness import Known
from partnerdesk.exchange.mapping import Target
from partnerdesk.office.alliances.records import Alliance, Membership
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
    return examined(look, intake.plan(table, chosen, targets, today, zone, known=known), register)


def examined(look: Reader, plan: Plan, register: str) -> Plan:
    """The plan after the register's own check, so that what the desk would refuse is known before anything happens."""
    check = look.registers[register].check
    if check is None:
        return plan
    refused = [
        RefusedRow(row.number, "", problem) for row in plan.accepted
        for problem in check(_draft(look.registers, register, row.values[register]), look)]
    wrong = {each.number for each in refused}
    return replace(
        plan, accepted=tuple(row for row in plan.accepted if row.number not in wrong),
        refused=tuple(sorted((*plan.refused, *refused), key=lambda each: each.number)))


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
    reached: Callable[[int], None] | None = None,
) -> Outcome:
    """Make every accepted row a record, and a membership of the alliance, which is made where it does not exist.

    `same` says for rows which partner they mean: then only the membership is made. `reached` is told before each row
    how many are done, and may raise to call the whole off. Raises `RowUnsaved`.
    """
    made = {register: 0}
    belongs = _alliance(work, alliance) if alliance and register == PARTNERS else None
    for done, row in enumerate(plan.accepted):
        if reached is not None:
            reached(done)
        try:
            id = (same or {}).get(row.number)
            if id is None:
                given = {"kinds": ("member",), "stage": "active"} if belongs is not None else {}
                id = work.save(_draft(work.registers, register, {**given, **row.values[register]}))
                made[register] += 1
            if belongs is not None and not _belongs(work, id, belongs):
                values = {**row.values.get(MEMBERSHIPS, {}), "partner_id": id, "alliance_id": belongs}
                work.save(_draft(work.registers, MEMBERSHIPS, values))
                made[MEMBERSHIPS] = made.get(MEMBERSHIPS, 0) + 1
        except Unsaved as refused:
            raise RowUnsaved(row.number, refused.problems) from refused
    return Outcome(made)


def _alliance(work: Work, name: str) -> int:
    found = work.look.rows(select(Alliance.id).where(Alliance.name == name, Alliance.struck_at.is_(None)))
    if found:
        return int(found[0][0])
    return work.save(Draft("alliances", values={"name": name}))


def _belongs(work: Work, partner: int, alliance: int) -> bool:
    """Whether a partner is a member now: then a list of the members says nothing new of it."""
    return bool(work.look.count(select(Membership.id).where(
        Membership.partner_id == partner, Membership.alliance_id == alliance, Membership.left.is_(None),
        Membership.struck_at.is_(None))))


def _draft(registers: Mapping[str, Register], register: str, values: Mapping[str, object]) -> Draft:
    draft = Draft(register, values=dict(values))
    for name, field in registers[register].fields.items():
        if field.default is not None and draft.values.get(name) is None:
            draft.values[name] = field.default
    return draft


def _split(aliases: str | None) -> list[str]:
    return [alias.strip() for alias in (aliases or "").replace("；", ";").split(";") if alias.strip()]
