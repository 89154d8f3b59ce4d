"""Every text that a person reads is marked, stands in the catalogue once, and is said in real Chinese."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from babel.messages.pofile import read_po

from .sources import TOP, Module, dotted, is_among, modules

FILES = sorted((TOP / "translations" / "zh_CN").glob("*.po"))
CHINESE = re.compile(r"[\u3400-\u9fff]")
# What reads the same in both languages.
SAME = re.compile(r"(?:\{\w+\}|[A-Z]{2,}|[\W\d]|Excel|Word|Markdown|PartnerDesk|SQLCipher|English|Ctrl|Enter|F1)*")
SPOKEN = {"Problem": 1, "Refused": 0, "Trouble": 0}
# What these raise and log is for whoever mends the program.
FOR_DEVELOPERS = {"ValueError", "TypeError", "KeyError", "RuntimeError", "AssertionError", "NotImplementedError",
                  "LookupError", "AttributeError", "debug", "info", "warning", "error", "exception", "critical"}


@dataclass(frozen=True)
class Text:
    """A text marked in the sources, in the plural with the form for many."""

    one: str
    more: str
    where: str


@dataclass(frozen=True)
class Said:
    """A translation in one file."""

    file: str
    one: str
    more: str
    said: tuple[str, ...]
    fuzzy: bool

    def __str__(self) -> str:
        return f"{self.file}: {self.one!r}"


@cache
def marked() -> tuple[Text, ...]:
    """Every text of the program that is marked where it is declared or translated where it stands."""
    return tuple(text for module in modules() for text in texts_of(module.tree, module.name))


@cache
def translated() -> tuple[Said, ...]:
    """Every entry of every Chinese file."""
    found = []
    for path in FILES:
        with path.open("rb") as file:
            for message in read_po(file, locale="zh_CN"):
                if not message.id:
                    continue
                ids = message.id if isinstance(message.id, tuple | list) else (message.id, "")
                said = message.string if isinstance(message.string, tuple | list) else (message.string,)
                found.append(Said(path.name, ids[0], ids[1], tuple(said), message.fuzzy))
    return tuple(found)


def texts_of(tree: ast.AST, module: str) -> Iterator[Text]:
    """The marked texts of one module."""
    inside_plural: set[ast.AST] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or node in inside_plural:
            continue
        where = f"{module}:{node.lineno}"
        if _is_many(node):
            inside_plural.update(node.args[:2])
            one, more = (_literal(argument) for argument in node.args[:2])
            if one and more:
                yield Text(one, more, where)
        elif _is_word(node) and node.args and (said := _literal(node.args[0])):
            yield Text(said, "", where)


def _is_word(call: ast.Call) -> bool:
    return dotted(call.func).rpartition(".")[2].lstrip("_") in {"N_", "words", "N"} or dotted(call.func) == "N_"


def _is_many(call: ast.Call) -> bool:
    return dotted(call.func).endswith("words.many") and len(call.args) >= 3


def _literal(node: ast.AST) -> str:
    if isinstance(node, ast.Call) and dotted(node.func) == "N_" and node.args:
        return _literal(node.args[0])
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


# -- the sources


def test_every_text_has_its_chinese() -> None:
    known = {(each.one, bool(each.more)) for each in translated()}
    wanted = {(text.one, bool(text.more)): text.where for text in reversed(marked()) if text.one.strip()}
    missing = sorted(f"{where}: {one!r}" for (one, many), where in wanted.items() if (one, many) not in known)
    assert not missing, f"{len(missing)} texts without Chinese:\n" + "\n".join(missing)


def test_no_text_is_put_together_from_pieces() -> None:
    """A sentence glued from parts cannot be said in another language."""
    glued = [
        f"{module.name}:{node.lineno}" for module in modules() for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and (_is_word(node) or _is_many(node)) and node.args
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert not glued


def test_what_is_said_to_a_person_is_marked() -> None:
    unmarked = [
        f"{module.name}:{node.lineno}: {node.args[place].value!r}"  # type: ignore[attr-defined]
        for module in modules() for node in ast.walk(module.tree) if isinstance(node, ast.Call)
        for place in [SPOKEN.get(dotted(node.func).rpartition(".")[2], -1)]
        if 0 <= place < len(node.args) and isinstance(node.args[place], ast.Constant)
        and isinstance(node.args[place].value, str) and node.args[place].value  # type: ignore[attr-defined]
    ]
    assert not unmarked, "\n".join(unmarked)


def test_placeholders_are_named_and_well_formed() -> None:
    bad = []
    for text in marked():
        for form in filter(None, (text.one, text.more)):
            try:
                names = placeholders(form)
            except ValueError:
                names = {"?"}
            if any(not name.isidentifier() for name in names):
                bad.append(f"{text.where}: {form!r}")
    assert not bad


SENTENCE = re.compile(r"[A-Z][a-z]+(?:[ ,]+[\w{}’'“”-]+){2,}[.:?…]?")
ROOMS = ("page", "shell", "app", "office", "cli", "exchange")
VISIBLE = [module for module in modules() if is_among(module.name, ROOMS)]


# English as data: the sample office's letters, headings found in other people's files; and papers that word one
# matter in each language in its own way, by custom of that language (Robert's Rules, GB/T 9704).
DATA = ("office.sample", "exchange.synonyms", "office.meetings.minutes", "office.meetings.papers",
        "office.exits.notice", "office.partners.letters")
# The command line's help is English, as its commands and options are.
HELP = {"_Parser", "add_parser", "add_argument", "command"}
TYPEFACE = re.compile(r"Noto |Source Han |Microsoft |LXGW |WenQuanYi |PingFang |Hiragino ")
# Said in English whatever the language is, to whoever reads no Chinese.
ALWAYS = {"Begin in English"}


@pytest.mark.parametrize(
    "module", [each for each in VISIBLE if not is_among(each.name, DATA)], ids=lambda module: str(module.name))
def test_no_stray_english(module: Module) -> None:
    stray = [f"line {node.lineno}: {node.value!r}" for node in _unmarked(module.tree)
             if SENTENCE.fullmatch(" ".join(node.value.split())) and not TYPEFACE.match(node.value)
             and node.value not in ALWAYS]
    assert not stray, "\n".join(stray)


def _unmarked(tree: ast.AST) -> Iterator[ast.Constant]:
    """String constants that are no docstring, no marked text, no paper's own wording, no message to a developer."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and (
                _is_word(node) or _is_many(node) or dotted(node.func).rpartition(".")[2] in FOR_DEVELOPERS | HELP):
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.If | ast.IfExp) and "chinese" in ast.unparse(node.test):
            continue  # a paper that words the same matter in each language in its own way
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        waiting.extend(ast.iter_child_nodes(node))


ENGLISH_FAULTS = {
    "an exclamation mark": r"!",
    "the word Error": r"\bErrors?:",
    "a bare OK": r"^OK$",
    "three dots for an ellipsis": r"\.\.\.",
    "straight quotation marks": r"^[^=]*\"[^=]*$",  # but in a line of a mapping file
    "two blanks": r"  (?!Ctrl)",
}  # fmt: skip


@pytest.mark.parametrize("fault", ENGLISH_FAULTS)
def test_english_is_written_in_the_house_style(fault: str) -> None:
    found = [f"{text.where}: {form!r}" for text in marked() for form in (text.one, text.more)
             if re.search(ENGLISH_FAULTS[fault], form)]
    assert not found, f"{fault}: " + "; ".join(found)


# -- the catalogue


def test_each_text_is_translated_once() -> None:
    count = Counter((each.one, each.more) for each in translated())
    twice = [f"{one!r} in " + ", ".join(each.file for each in translated() if each.one == one)
             for (one, _), times in count.items() if times > 1]
    assert not twice, "\n".join(twice)


def test_a_file_holds_no_text_twice() -> None:
    """Read by lines, because a reader of catalogues silently joins what stands twice in one file."""
    twice = []
    for path in FILES:
        entries = re.findall(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)', path.read_text(encoding="utf-8"), re.MULTILINE)
        count = Counter("".join(re.findall(r'"((?:[^"\\]|\\.)*)"', entry)) for entry in entries)
        twice += [f"{path.name}: {text!r}" for text, times in count.items() if times > 1]
    assert not twice, "\n".join(twice)


def test_no_translation_is_empty_or_doubtful() -> None:
    bad = [str(each) for each in translated() if each.fuzzy or not all(part.strip() for part in each.said)]
    assert not bad, "\n".join(bad)


def test_translations_hold_the_same_placeholders() -> None:
    bad = [str(each) for each in translated() for said in each.said
           if placeholders(said) != placeholders(each.one) | placeholders(each.more)]
    assert not bad, "\n".join(bad)


def test_no_translation_is_left_of_a_text_that_is_gone() -> None:
    wanted = {text.one for text in marked()}
    gone = [str(each) for each in translated() if each.one not in wanted]
    assert not gone, "\n".join(gone)


def test_translations_are_chinese() -> None:
    bad = [str(each) for each in translated() for said in each.said
           if not CHINESE.search(said) and not SAME.fullmatch(said)]
    assert not bad, "\n".join(bad)


CHINESE_FAULTS = {
    "half-width punctuation behind Chinese": r"[\u3400-\u9fff”》）}][,;:?!]",
    "half-width punctuation before Chinese": r"[,;:?!][\u3400-\u9fff“《（]",
    "a half-width full stop behind Chinese": r"[\u3400-\u9fff”》）]\.(?!\w)",
    "half-width brackets about Chinese": r"\([^)]*[\u3400-\u9fff]|[\u3400-\u9fff]\)",
    "straight quotation marks": r"[\"']",
    "three dots for an ellipsis": r"\.\.\.",
    "an exclamation mark": r"[!！]",
    "a blank between Chinese": r"[\u3400-\u9fff，。；：] +[\u3400-\u9fff]",
    "您": r"您",
    "请勿惊慌 and the like: 错误：": r"错误：",
}  # fmt: skip


@pytest.mark.parametrize("fault", CHINESE_FAULTS)
def test_chinese_is_written_as_an_official_writes_it(fault: str) -> None:
    found = [f"{each} → {said}" for each in translated() for said in each.said
             if re.search(CHINESE_FAULTS[fault], said)]
    assert not found, f"{fault}: " + "; ".join(found)


def test_the_ends_of_sentences_agree() -> None:
    """A sentence stays a sentence, a label a label."""
    bad = [
        f"{each} → {each.said[0]}" for each in translated()
        if each.one.endswith(".") != each.said[0].rstrip("）”").endswith(("。", "."))
        and not each.one.endswith("…") and " " in each.one
    ]
    assert not bad, "\n".join(bad)


@pytest.mark.parametrize(("source", "wanted"), [
    ('N_("Save")', [("Save", "")]), ('self.words("Save")', [("Save", "")]), ('x.save("Save")', []),
    ('words.many("{count} page", "{count} pages", n)', [("{count} page", "{count} pages")]),
    ('words.many(N_("one"), N_("more"), n)', [("one", "more")]), ('N_("a" "b")', [("ab", "")]),
])  # fmt: skip
def test_the_test_finds_what_is_marked(source: str, wanted: list[tuple[str, str]]) -> None:
    assert [(text.one, text.more) for text in texts_of(ast.parse(source), "here")] == wanted
