"""Markdown, as minutes are kept in public repositories, reduced to the desk's prose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from partnerdesk.exchange import html
from partnerdesk.record.prose import Prose

WRAPPED = 66  # a line at least this wide was broken by its editor, a shorter one by its author

_BOX = re.compile(r"(?P<open><li>(?:\s*<p>)?\s*)\[(?P<mark>[ xX])\](?=\s)")
_SIGNS = re.compile(r"^(?:#{1,6} |[-*+] |\d+[.)] |\|.*\||> |```)", re.M)


def read(source: str) -> tuple[Prose, int]:
    """The prose of a Markdown text, HTML inside it included, and how many unprintable signs were left out."""
    made = _markdown().render(source)
    boxed = _BOX.sub(lambda found: found["open"] + ("☐" if found["mark"] == " " else "☑"), made)
    return html.read(boxed, literal_unknown=True)


def recognised(text: str) -> bool:
    """Whether a pasted plain text looks as if it were Markdown: at least two lines begin with its signs."""
    return len(_SIGNS.findall(text)) >= 2


@cache
def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    made.add_render_rule("softbreak", _line_end)
    return made


def _line_end(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    width = 0
    for token in reversed(tokens[:index]):
        if token.type in ("softbreak", "hardbreak"):
            break
        width += sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in token.content)
    return "\n" if width >= WRAPPED else "<br>\n"
