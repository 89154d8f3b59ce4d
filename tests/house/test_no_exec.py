"""No dialog stops the loop, and no label draws a person's text as markup."""

from __future__ import annotations

import ast

import pytest

from .sources import Module, calls, dotted, is_among, modules

SCREEN = [module for module in modules() if is_among(module.name, ("page", "shell", "app", "office.*.pages"))]
STATIC = {
    "QMessageBox": {"question", "information", "warning", "critical", "about"},
    "QFileDialog": {"getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"},
    "QInputDialog": {"getText", "getItem", "getInt", "getDouble", "getMultiLineText"},
    "QColorDialog": {"getColor"},
    "QFontDialog": {"getFont"},
}


def modal_calls(tree: ast.AST) -> list[str]:
    """Calls that would wait inside themselves, with their lines."""
    found = []
    for name, call in calls(tree):
        owner, _, last = name.rpartition(".")
        application = owner.rpartition(".")[2].lower() in {"app", "application", "qapplication", "qcoreapplication"}
        if (last in {"exec", "exec_"} and owner and not application) or last == "processEvents":
            found.append(f"line {call.lineno}: {name}")
        if last in STATIC.get(owner.rpartition(".")[2], ()):
            found.append(f"line {call.lineno}: {name}")
    return found


def rich_labels(tree: ast.AST) -> list[str]:
    """Rich text asked for, and labels that would guess whether a text is markup."""
    found = [
        f"line {node.lineno}: {dotted(node)}" for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and dotted(node).endswith(
            ("TextFormat.RichText", "TextFormat.AutoText", "TextFormat.MarkdownText", "Qt.RichText", "Qt.AutoText"))
    ]
    for name, call in calls(tree):
        if name.rpartition(".")[2] in {"setHtml", "insertHtml", "setMarkdown"}:
            found.append(f"line {call.lineno}: {name}")
    return found


@pytest.mark.parametrize("module", SCREEN, ids=lambda module: str(module.name))
def test_dialogs_are_opened_and_awaited(module: Module) -> None:
    found = modal_calls(module.tree)
    if module.name == "app":
        # The first paint comes before there is a loop that could be starved.
        found = [each for each in found if not each.endswith("application.processEvents")]
    assert not found


# It shows rich minutes, and only as `exchange.html` writes them from the desk's own prose.
RICH = {"page.prose_editor"}


@pytest.mark.parametrize("module", [each for each in SCREEN if each.name not in RICH], ids=lambda each: str(each.name))
def test_no_text_is_drawn_as_markup(module: Module) -> None:
    assert not rich_labels(module.tree)


@pytest.mark.parametrize("module", SCREEN, ids=lambda module: str(module.name))
def test_every_label_is_told_that_its_text_is_plain(module: Module) -> None:
    """A label left to itself takes `<img src=…>` in a partner's name for a picture: all come from one maker."""
    if any(call for name, call in calls(module.tree) if name.endswith("setTextFormat")):
        return
    made = [f"line {call.lineno}" for name, call in calls(module.tree) if name.rpartition(".")[2] == "QLabel" and
            not (not call.args or (isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)))]
    classes = [f"line {node.lineno}" for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)
               and any(dotted(each).rpartition(".")[2] == "QLabel" for each in node.bases)]
    assert not made + classes, f"{module.name} makes labels and sets no text format"


@pytest.mark.parametrize(("source", "count"), [
    ("dialog.exec()", 1), ("QMessageBox.question(self, a, b)", 1), ("app.exec()", 0), ("QApplication.exec()", 0),
    ("menu.exec(point)", 1), ("menu.popup(point)", 0), ("box.open()", 0), ("QApplication.processEvents()", 1),
])  # fmt: skip
def test_the_test_sees_what_it_looks_for(source: str, count: int) -> None:
    assert len(modal_calls(ast.parse(source))) == count
