"""Printing a paper or a packet from start to end: facts, press, check, print log."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from partnerdesk import clock
from partnerdesk.office import contents
from partnerdesk.office.printing import Asked, compose, the_office
from partnerdesk.paper.blocks import Packet
from partnerdesk.paper.report import Report
from partnerdesk.paper.worker import Job, Press
from partnerdesk.record.clerk import Actor
from partnerdesk.record.draft import Draft
from partnerdesk.store.desk import Desk
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work
from partnerdesk.words import N_, Words


def paper(desk: Desk, actor: Actor, asked: Asked, out: Path, password: str = "") -> Report:
    """Print one paper into a file, encrypted where a password is given, check it and enter it in the print log."""
    fonts, zone = desk.read(actor, _habits).result()
    papers = desk.read(actor, lambda look: compose(look, asked, clock.today(zone))).result()
    with Press(fonts) as press:
        report = press.submit(Job(papers, out, clock.now(), password=password)).result()
    log(desk, actor, asked, papers[0].title, out, report, encrypted=bool(password))
    return report


def packet(desk: Desk, actor: Actor, meeting: int, language: str, out: Path, password: str = "") -> Report:
    """Bind a meeting's packet into a file, check it and enter it in the print log."""
    fonts, _ = desk.read(actor, _habits).result()
    with bound(desk, actor, meeting, language) as made, Press(fonts) as press:
        report = press.submit(Job(made, out, clock.now(), password=password)).result()
        asked = Asked("packet", meeting, language)
        log(desk, actor, asked, made.title, out, report, encrypted=bool(password))
    return report


@contextmanager
def bound(desk: Desk, actor: Actor, meeting: int, language: str) -> Iterator[Packet]:
    """The packet of a meeting, its annexes opened into a private folder for as long as the press needs them."""
    from partnerdesk.office.meetings.packet import packet as compose_packet

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="partnerdesk-")))
        yield desk.read(actor, lambda look: compose_packet(look, meeting, language, desk.files, folder)).result()


def log(desk: Desk, actor: Actor, asked: Asked, title: str, out: Path, report: Report, *, printer: str = "",
        copies: int = 1, encrypted: bool = False) -> None:
    """Enter a print in the print log; a desk that was opened for reading only keeps none."""
    if desk.read_only:
        return
    now, sha256 = clock.now(), _hash(out)

    def job(work: Work) -> None:
        words = Words(the_office(work.look).language)
        findings = [words(N_("Saved under a password."))] if encrypted else []
        printed = work.save(Draft("print_log", values={
            "printed": now, "paper": words(contents.paper(asked.paper).title), "title": title[:300],
            "clerk": actor.name, "language": asked.language, "destination": "printer" if printer else "file",
            "target": (printer or out.name)[:300], "pages": report.pages, "copies": copies,
            "result": "reported" if report.faults or report.missing else "clean",
            "findings": "\n".join([*findings, *report.said(words)])[:8000], "sha256": sha256,
        }))
        if _withheld(work.look, asked):
            # Its title would tell what the record itself may not.
            work.restrict("print_log", printed, True)

    desk.write(actor, job, now).result()


def _withheld(look: Reader, asked: Asked) -> bool:
    about = contents.paper(asked.paper).of
    record = look.get(contents.record(about), asked.record) if about else None
    return record is not None and record.restricted


def _hash(out: Path) -> str:
    with out.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _habits(look: Reader) -> tuple[str, str]:
    office = the_office(look)
    return office.fonts, office.zone
