"""Prose as plain HTML, for an editor that speaks HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from partnerdesk.record.prose import Block, Heading, Item, Items, Paragraph, Prose, Runs, Table


def written(some: Prose) -> str:
    """The prose as HTML from which `html.read` gives it back."""
    return "\n".join(_written_block(block) for block in some.blocks)


def _written_block(block: Block) -> str:
    match block:
        case Paragraph():
            made = f"<p>{_written_runs(block.runs)}</p>"
            return f"<blockquote>{made}</blockquote>" if block.quote else made
        case Heading():
            return f"<h{block.level}>{_written_runs(block.runs)}</h{block.level}>"
        case Items():
            return _written_items(block.items)
        case Table():
            head = "".join(f"<th>{_written_runs(cell)}</th>" for cell in block.head)
            rows = ["".join(f"<td>{_written_runs(cell)}</td>" for cell in row) for row in block.rows]
            lines = ([f"<thead><tr>{head}</tr></thead>"] if head else []) + [f"<tr>{row}</tr>" for row in rows]
            return f'<table border="1" cellspacing="0" cellpadding="4">{"".join(lines)}</table>'


def _written_runs(some: Runs) -> str:
    made = []
    for run in some:
        # Spaces that HTML would fold are kept as they are.
        lines = (re.sub(r"(?<= ) |^ | $", "\u00a0", line) for line in escape(run.text, quote=False).split("\n"))
        text = "<br>".join(lines)
        for tag, on in (("code", run.code), ("i", run.italic), ("b", run.bold)):
            if on:
                text = f"<{tag}>{text}</{tag}>"
        made.append(text)
    return "".join(made)


def _written_items(items: Sequence[Item]) -> str:
    made: list[str] = []
    opened: list[tuple[int, str, int]] = []  # level, tag, the number that would come next

    def shut() -> None:
        made.append(f"</li></{opened.pop()[1]}>")

    for item in items:
        tag, number = ("ul", 0) if item.number is None else ("ol", item.number)
        while opened and opened[-1][0] > item.level:
            shut()
        # A list that goes on with another number is a list of its own: Qt knows a start, but no number of an item.
        if opened and opened[-1][0] == item.level and opened[-1][1:] != (tag, number):
            shut()
        if opened and opened[-1][0] == item.level:
            made.append("</li>")
            opened.pop()
        else:
            made.append("<ul>" if tag == "ul" else "<ol>" if number == 1 else f'<ol start="{number}">')
        opened.append((item.level, tag, number + 1 if tag == "ol" else 0))
        made.append(f"<li>{_written_runs(item.runs)}")
    while opened:
        shut()
    return "".join(made)
