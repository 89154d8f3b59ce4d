"""The program's own sources as the house tests read them: parsed once, with what each module imports and says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PACKAGE = TOP / "partnerdesk"
# Written by a tool and kept as it was written.
GENERATED = ("store.migrations.*",)


@dataclass(frozen=True)
class Import:
    """One import: the module that asks, the full name of what it asks for, the line."""

    module: str
    name: str
    line: int

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.name}"


@dataclass(frozen=True)
class Module:
    """One module by its name below the package: store.desk, office.partners.pages, office.partners for the package."""

    name: str
    path: Path

    @property
    def generated(self) -> bool:
        return is_among(self.name, GENERATED)

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.path)


def is_among(module: str, patterns: tuple[str, ...]) -> bool:
    """Whether a module's name is one of the names or lies below one; `*` stands for any part."""
    return any(fnmatchcase(module, pattern) or fnmatchcase(module, pattern + ".*") for pattern in patterns)


@cache
def modules() -> tuple[Module, ...]:
    """All modules of the program."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found.append(Module(".".join(parts[:-1] if parts[-1] == "__init__" else parts), path))
    return tuple(found)


@cache
def imports() -> tuple[Import, ...]:
    """All imports of the program, those inside functions and for type checkers too."""
    return tuple(each for module in modules() for each in _imports(module))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the dotted name of what is called, as far as it has one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield dotted(node.func), node


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of attributes; a part that is no name is left empty."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _imports(module: Module) -> Iterator[Import]:
    is_package = module.path.name == "__init__.py"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module.name, alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            start = node.module or ""
            if node.level:
                parts = ["partnerdesk", *filter(None, module.name.split("."))]
                parts = parts[: len(parts) - node.level + is_package]
                start = ".".join([*parts, *filter(None, [node.module])])
            for alias in node.names:
                yield Import(module.name, f"{start}.{alias.name}", node.lineno)
