"""Who may know whom: each contract reads as a sentence, and names every module that breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .sources import PACKAGE, Import, imports, is_among

PAGES = ("office.*.pages", "office.pages")
SCREEN = ("page", "shell", "app", *PAGES)
DESKS = tuple(sorted(path.name for path in (PACKAGE / "office").iterdir() if (path / "__init__.py").is_file()))
LAYERS = ("records", "procedures", "rules", "facts", "papers", "pages")

Broken = Callable[[Import], bool]
CONTRACTS: dict[str, Broken] = {}


def _knows(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def only(sentence: str, where: tuple[str, ...], *packages: str, but: tuple[str, ...] = ()) -> None:
    """Only these modules may import the packages; `but` names what anybody may take from them."""
    CONTRACTS[sentence] = lambda each: (
        _knows(each.name, *packages) and not _knows(each.name, *but) and not is_among(each.module, where))


def never(sentence: str, where: tuple[str, ...], *packages: str, but: tuple[str, ...] = ()) -> None:
    """These modules may not import the packages."""
    CONTRACTS[sentence] = lambda each: (
        is_among(each.module, where) and _knows(each.name, *packages) and not _knows(each.name, *but))


def _rooms(*names: str) -> tuple[str, ...]:
    return tuple(f"partnerdesk.{name}" for name in names)


only("Only page, shell, app and the pages of the desks know Qt", SCREEN, "PySide6", "shiboken6", "qtawesome")
only("Only the press knows ReportLab and pikepdf", ("paper",), "reportlab", "rl_accel", "pikepdf", "pypdfium2",
     but=("pypdfium2.version",))
only("Only the store opens sessions and connections", ("store",), "sqlalchemy.orm.Session",
     "sqlalchemy.orm.sessionmaker", "sqlalchemy.orm.scoped_session", "sqlalchemy.create_engine", "sqlalchemy.Engine",
     "sqlalchemy.Connection", "sqlalchemy.engine", "sqlalchemy.ext.asyncio", "sqlcipher3", "sqlite3", "aiosqlite")
only("Only the store writes and sends text as SQL", ("store",), "sqlalchemy.text", "sqlalchemy.insert",
     "sqlalchemy.update", "sqlalchemy.delete")
only("Only the store knows keys and ciphers", ("store",), "cryptography", "keyring")
only("Threads and processes are begun only by the desk's threads, its keyring and the press's worker",
     ("store.thread", "store.keyring", "paper.worker"), "threading", "_thread", "concurrent.futures", "multiprocessing",
     "PySide6.QtCore.QThread", "PySide6.QtCore.QThreadPool", "PySide6.QtCore.QRunnable",
     "PySide6.QtCore.QProcess",
     but=("concurrent.futures.Future", "concurrent.futures.CancelledError", "concurrent.futures.InvalidStateError",
          "multiprocessing.freeze_support"))
only("Only the press's worker begins a program, and on a Mac the place of the desk asks one for the mounts",
     ("paper.worker", "store.place"), "subprocess", "os.system", "os.popen", "os.fork", "pty")
only("Only page.jobs and app know asyncio", ("page.jobs", "app"), "asyncio", "qasync")
only("Nobody knows the network but the lock on the desk's folder, which asks this machine its name", ("store.lock",),
     "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "PySide6.QtNetwork")
only("Only the press's worker pickles, towards the process that it began itself", ("paper.worker",), "pickle", "shelve",
     "marshal", "dill")

ROOMS = _rooms("record", "store", "exchange", "paper", "page", "office", "shell", "app", "cli")
never("The grammar knows none of the rooms that follow from it", ("record",),
      *_rooms("store", "exchange", "paper", "page", "office", "shell", "app", "cli"))
never("The store knows neither the office nor the press nor the screen", ("store",),
      *_rooms("office", "paper", "page", "shell", "exchange", "app", "cli"))
never("The press knows neither the store nor the office nor the screen", ("paper",),
      *_rooms("store", "office", "page", "shell", "exchange", "app", "cli"), "sqlalchemy")
never("What goes in and out knows neither the store nor the office nor the screen", ("exchange",),
      *_rooms("store", "office", "page", "shell", "paper", "app", "cli"))
never("The screen's kit knows neither the window nor the desks it shows", ("page",), *_rooms("shell", "app", "cli"))
never("Desks know neither the window nor the command line", ("office",), *_rooms("shell", "app", "cli"))
CONTRACTS["What the office keeps knows the screen's kit only in its pages"] = lambda each: (
    is_among(each.module, ("office",)) and not is_among(each.module, PAGES) and _knows(each.name, *_rooms("page")))
never("The command line knows neither the window nor its kit", ("cli",), *_rooms("shell", "page", "app"))
never("Words, problems, places and the clock know nobody", ("words", "problems", "places", "clock"), *ROOMS)
never("Rules, facts and records ask through Look", ("office.*.rules", "office.*.facts", "office.*.records"),
      *_rooms("store"))


def _crosses(each: Import) -> bool:
    """Whether one desk imports another; organizations and people are everybody's."""
    mine = next((desk for desk in DESKS if is_among(each.module, (f"office.{desk}",))), None)
    theirs = next((desk for desk in DESKS if _knows(each.name, f"partnerdesk.office.{desk}")), None)
    if mine is None or theirs is None or mine == theirs:
        return False
    # The sample office fills every desk; registers of one file each are a desk apiece but share its folder.
    return mine != "sample" and not _knows(each.name, "partnerdesk.office.partners.records")


def _layer(module: str) -> int | None:
    parts = module.removeprefix("partnerdesk.").split(".")
    return LAYERS.index(parts[2]) if len(parts) > 2 and parts[0] == "office" and parts[2] in LAYERS else None


def _climbs(each: Import) -> bool:
    """Whether a module imports one of a higher layer of its own desk."""
    mine, theirs = _layer(each.module), _layer(each.name)
    same = each.module.split(".")[:2] == each.name.removeprefix("partnerdesk.").split(".")[:2]
    if mine is None or theirs is None or not same:
        return False
    return theirs > mine and {LAYERS[mine], LAYERS[theirs]} != {"procedures", "rules"}


CONTRACTS["No desk imports another; organizations and people are everybody's"] = _crosses
CONTRACTS["Inside a desk pages know papers, papers facts, facts rules, rules records, and never upward"] = _climbs


@pytest.mark.parametrize("sentence", CONTRACTS)
def test_contract(sentence: str) -> None:
    broken = sorted(str(each) for each in imports() if CONTRACTS[sentence](each))
    assert not broken, f"{sentence}, but " + "; ".join(broken)


@pytest.mark.parametrize(("module", "name", "sentence"), [
    ("store.work", "PySide6.QtCore.Qt", "Only page, shell, app and the pages of the desks know Qt"),
    ("office.meetings.papers", "partnerdesk.office.meetings.pages.x",
     "Inside a desk pages know papers, papers facts, facts rules, rules records, and never upward"),
    ("office.meetings.facts", "partnerdesk.office.alliances.records.Seat",
     "No desk imports another; organizations and people are everybody's"),
    ("page.table", "threading.Thread",
     "Threads and processes are begun only by the desk's threads, its keyring and the press's worker"),
])  # fmt: skip
def test_a_contract_can_be_broken(module: str, name: str, sentence: str) -> None:
    assert CONTRACTS[sentence](Import(module, name, 1))


def test_the_package_of_the_office_stays_empty() -> None:
    assert (PACKAGE / "office" / "__init__.py").read_text(encoding="utf-8").strip() == ""
