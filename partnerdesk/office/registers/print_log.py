"""Every paper that was printed: what, when, by whom, and what the check found."""

from __future__ import annotations

from partnerdesk.record.fields import Choice, choice, long_text, moment, number, text
from partnerdesk.record.record import Record
from partnerdesk.record.register import Condition, Register, View
from partnerdesk.words import N_

LANGUAGES = (
    Choice("zh_CN", N_("Chinese")),
    Choice("en", N_("English")),
    Choice("both", N_("Chinese and English")),
)
DESTINATIONS = (
    Choice("printer", N_("Printer")),
    Choice("file", N_("File")),
)
RESULTS = (
    Choice("clean", N_("No fault found"), "good"),
    Choice("reported", N_("Printed with what was reported"), "soon"),
    Choice("refused", N_("Not printed"), "bad"),
)


class PrintLogEntry(Record):
    """One print, made by the desk itself when a paper leaves it (打印)."""

    __tablename__ = "print_log"

    printed = moment(N_("Printed at"), required=True)
    paper = text(N_("Kind of paper"), required=True, limit=120)
    title = text(N_("Printed paper"), required=True, limit=300)
    clerk = text(N_("Printed by"), naming=True, limit=80)
    language = choice(N_("Language"), LANGUAGES, required=True, default="zh_CN")
    destination = choice(N_("Printed to"), DESTINATIONS, required=True, default="printer")
    target = text(N_("Printer or file"), limit=300)
    pages = number(N_("Pages"), most=100_000)
    copies = number(N_("Copies"), least=1, most=9999, default=1)
    result = choice(N_("Result of the check"), RESULTS, required=True, default="clean")
    findings = long_text(N_("What the check found"), limit=8000)
    sha256 = text(N_("Hash of the file"), limit=64)


REGISTERS = (
    Register(
        key="print_log",
        record=PrintLogEntry,
        name=("title",),
        columns=("printed", "title", "language", "copies", "pages", "clerk", "result"),
        rows=(
            ("printed", "clerk"), ("paper", "title"), ("language", "destination"), ("target",), ("pages", "copies"),
            ("result", "sha256"), ("findings",),
        ),
        series="DY-{year}-{n:04}",
        order=("-printed",),
        search=("paper", "clerk", "target", "findings"),
        views=(View("faults", N_("With findings"), (Condition("result", "is not", "clean"),)),),
    ),
)
