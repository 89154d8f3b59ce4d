"""The press: a paper in, a PDF out, with a report of its pages, fonts and of every sign that no font had."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import perf_counter

from partnerdesk.paper.blocks import Paper
from partnerdesk.paper.drawing import Meta, draw
from partnerdesk.paper.fonts import BUNDLED, Faces
from partnerdesk.paper.layout import lay_out
from partnerdesk.paper.plan import Plan
from partnerdesk.paper.report import Report


def print_paper(
    paper: Paper,
    out: Path,
    *,
    fonts: str = BUNDLED,
    when: datetime,
    folder: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> Report:
    """Lay a paper out and write it as a PDF; `when` is the date that the file bears."""
    begun = perf_counter()
    faces = Faces(paper.language, fonts, folder)
    plan = lay_out(paper, faces, progress=progress)
    draw([plan], out, Meta(paper.title, paper.language, when))
    return report(faces, (plan,), perf_counter() - begun)


def report(faces: Faces, plans: tuple[Plan, ...], seconds: float) -> Report:
    """The report of what was laid out with these faces."""
    return Report(
        pages=sum(len(plan.pages) for plan in plans),
        fonts={role.value: name for role, name in faces.used.items()},
        stand_ins=dict(faces.stand_ins),
        missing=dict(faces.missing),
        seconds=seconds,
        plans=plans,
    )
