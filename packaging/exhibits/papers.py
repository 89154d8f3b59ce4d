"""Every page of every paper of the sample office, in each language it is printed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2

from exhibits.screens import PARTNER
from exhibits.showing import NOW, SAMPLE, SHORT, Gallery, Stage
from partnerdesk import clock
from partnerdesk.office import contents, sample
from partnerdesk.office.printing import BOTH, Asked, compose
from partnerdesk.office.producing import bound
from partnerdesk.paper.report import Report
from partnerdesk.paper.worker import Job, Press
from partnerdesk.words import CHINESE, ENGLISH

DOTS = 110  # to the inch
COUNCIL = 3  # of the sample, the one whose term runs
FIRST = 1  # of each other kind of record
RECOVERY = "recovery-sheet"


async def take(gallery: Gallery) -> None:
    """Print everything and take its pages."""
    names = [*(paper.key for paper in contents.PAPERS), contents.PACKET.key,
             *(f"{entry.key.replace('_', '-')}-ledger" for entry in contents.ENTRIES)]
    names = ["minutes"] if gallery.quick else [name for name in names if gallery.wants(name)]
    spoken = (CHINESE,) if gallery.quick else (CHINESE, ENGLISH)
    recovery = not gallery.quick and gallery.wants(RECOVERY)
    if not names and not recovery:
        return
    for language in spoken:
        stage = await gallery.at_desk(language, "light", SAMPLE)
        with Press() as press:
            for asked in (language, *((BOTH,) if language == CHINESE and not gallery.quick else ())):
                for name in names:
                    await _take(stage, press, name, asked)
        if recovery:
            out = gallery.folder / "recovery.pdf"
            await stage.program.recovery_sheet(sample.PASSPHRASE, out)
            pages(gallery, out, f"papers/{SHORT[language]}/{RECOVERY}")
        await stage.close()


async def _take(stage: Stage, press: Press, name: str, language: str) -> None:
    gallery, out = stage.gallery, stage.gallery.folder / "paper.pdf"
    with _content(stage, name, language) as content:
        report: Report = await stage.program.jobs.done(press.submit(Job(content, out, clock.now())))
    shown = f"papers/{SHORT.get(language, language)}/{name}"
    pages(gallery, out, shown)
    for line in report.said(stage.program.words):
        gallery.note(f"{shown}: {line}")


@contextmanager
def _content(stage: Stage, name: str, language: str) -> Iterator[Any]:
    context = stage.context
    if name == contents.PACKET.key:
        with bound(context.desk, context.actor, stage.read(sample.meeting_of_the_packet), language) as made:
            yield made
        return
    of = contents.paper(name).of
    known = {"": None, "meetings": stage.read(sample.meeting_of_the_packet), "partners": PARTNER, "bodies": COUNCIL}
    asked = Asked(name, known.get(of, FIRST), language)
    yield stage.read(lambda look: compose(look, asked, NOW.date()))


def pages(gallery: Gallery, pdf: Path, name: str) -> None:
    """Take each page of a print."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for at, page in enumerate(document, 1):
            path = gallery.out / f"{name}-{at}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            page.render(scale=DOTS / 72).to_pil().save(path)
            gallery.note(f"{name}-{at}.png")
    finally:
        document.close()
