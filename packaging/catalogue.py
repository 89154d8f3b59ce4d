"""Join the translations of a language, check them, and compile them into one catalogue.

Run inside the environment (it needs Babel): python packaging/catalogue.py translations
"""

from __future__ import annotations

import os
import string
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, PoFileParser

# A catalogue names the moment it was made; a fixed one lets the same texts give the same file.
_WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)


class _Joined(Catalog):
    """A catalogue that several files are read into, and that remembers where each text came from."""

    def __init__(self, language: str) -> None:
        super().__init__(locale=language, charset="utf-8", fuzzy=False, creation_date=_WRITTEN)
        self.reading: Path | None = None
        self.sources: dict[object, tuple[str, object]] = {}
        self.faults: list[str] = []

    def __setitem__(self, id: str | tuple[str, ...] | list[str], message: Message) -> None:
        if not id or self.reading is None:  # the heading of a file
            return
        where = f"{self.reading.name}:{message.lineno}"
        key = (id, message.context)
        if key in self.sources and self.sources[key][1] != message.string:
            self.faults.append(f"{where}: {id!r} is translated otherwise in {self.sources[key][0]}")
        self.sources.setdefault(key, (where, message.string))
        self.faults += [f"{where}: {fault}" for fault in _placeholder_faults(message)]
        super().__setitem__(id, message)


def placeholders(text: str) -> set[str]:
    """The names in braces; a text that is no format string has none."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:
        return set()


def _placeholder_faults(message: Message) -> list[str]:
    texts = list(message.id) if isinstance(message.id, (tuple, list)) else [message.id]
    given = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    wanted = set().union(*(placeholders(text) for text in texts))
    return [
        f"{texts[0]!r} holds {sorted(wanted)}, its translation {sorted(placeholders(text))}"
        for text in given
        if text and placeholders(text) != wanted
    ]


def join(folder: Path) -> tuple[Catalog, list[str]]:
    """All `.po` files of one language (its folder) as one catalogue, and what is wrong with them."""
    joined = _Joined(folder.name)
    for path in sorted(folder.glob("*.po")):
        joined.reading = path
        try:
            with path.open(encoding="utf-8") as file:
                PoFileParser(joined, ignore_obsolete=True, abort_invalid=True).parse(file)
        except (PoFileError, UnicodeDecodeError, IndexError, ValueError) as fault:
            joined.faults.append(f"{path.name}: {fault}")
    joined.reading = None
    return joined, joined.faults


def compile_language(folder: Path, target: Path) -> list[str]:
    """Write the compiled catalogue of one language in one step, unless something is wrong with it."""
    joined, faults = join(folder)
    if not faults:
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_name(f"{target.name}.{os.getpid()}")
        with half.open("wb") as file:
            write_mo(file, joined)
        half.replace(target)
    return faults


def compile_all(translations: Path, target: Path) -> list[str]:
    """Compile every language, each a folder of `.po` files; return what is wrong, in sentences."""
    faults = []
    for folder in sorted({path.parent for path in translations.glob("*/*.po")}):
        faults += [f"{folder.name}/{fault}" for fault in compile_language(folder, target / f"{folder.name}.mo")]
    return faults


def main() -> int:
    folder = Path(sys.argv[1])
    faults = compile_all(folder, folder)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
