"""A file says one thing: its first line says what, its name is no drawer, its length asks for no second subject."""

from __future__ import annotations

import ast
import re

import pytest

from .sources import PACKAGE, TOP, Module, modules

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers", "stuff", "shared"}
LONGEST = 500
MODULES = [module for module in modules() if not module.generated]


@pytest.mark.parametrize("module", [m for m in MODULES if m.path.stat().st_size], ids=lambda m: str(m.name))
def test_the_docstring_is_one_sentence(module: Module) -> None:
    said = ast.get_docstring(module.tree)
    assert said, f"{module.name} does not say what it is for"
    assert said.endswith("."), f"{module.name}: {said!r} is no sentence"
    assert "\n\n" not in said, f"{module.name}: more than one paragraph"
    assert not re.search(r"[.?!] [A-Z]", said), f"{module.name}: {said!r} is more than one sentence"


def test_no_file_is_a_drawer() -> None:
    named = {part for path in PACKAGE.rglob("*") if "__pycache__" not in path.parts
             for part in path.relative_to(PACKAGE).with_suffix("").parts}
    assert not named & DRAWERS


def test_no_file_asks_to_be_split() -> None:
    long = {module.name: length for module in MODULES if (length := module.text.count("\n")) > LONGEST}
    assert not long, f"split by subject: {long}"


def test_no_package_file_is_empty_for_symmetry() -> None:
    empty = [module.name for module in MODULES if not module.path.stat().st_size and module.path.name != "__init__.py"]
    assert not empty


@pytest.mark.parametrize("pattern", [r"/(?:home|Users)/\w+", r"/work/", r"\bTODO\b", r"\bFIXME\b", r"\bXXX\b"])
def test_nothing_is_left_of_a_workshop(pattern: str) -> None:
    files = [path for folder in ("partnerdesk", "packaging") for path in (TOP / folder).rglob("*.py")]
    found = [str(path.relative_to(TOP)) for path in files if re.search(pattern, path.read_text(encoding="utf-8"))]
    assert not found
