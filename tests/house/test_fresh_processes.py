"""What a fresh process has loaded when it has come so far: nothing before it is needed, and no room of another's."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from .sources import TOP, modules

QT = ("PySide6", "shiboken6", "qtawesome")
DATABASE = ("sqlalchemy", "sqlcipher3", "alembic")
PRESS = ("reportlab", "pikepdf", "pypdfium2")
LATER = ("pypinyin", "keyring", "cryptography", "openpyxl", "babel", "icalendar", "docx", "chinese_calendar")
RECORDS = [module.name for module in modules() if module.name.startswith("office.") and (
    module.name.endswith(".records") or module.name.startswith("office.registers."))]


def loaded(program: str, *packages: str) -> list[str]:
    """Which of the packages a fresh process has loaded after running the program."""
    code = textwrap.dedent(program) + f"\nimport sys\nprint(*(name for name in {packages!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=TOP, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(("sentence", "program", "packages"), [
    ("starting loads nothing heavy", "import partnerdesk.__main__", QT + DATABASE + PRESS + LATER),
    ("what the office keeps is listed without the database", "import partnerdesk.office.contents",
     QT + DATABASE + PRESS + LATER),
    ("all records are known without the screen and the press",
     "from partnerdesk.office import contents; contents.load_records()", QT + PRESS),
    ("the command line never reaches Qt",
     "import partnerdesk.cli; from partnerdesk.office import contents; contents.load_records()", QT),
    ("the press's process knows neither screen nor database",
     "import partnerdesk.paper.worker, partnerdesk.paper.press, partnerdesk.paper.packet", (*QT, *DATABASE)),
    ("whoever asks the press does not load it", "import partnerdesk.paper.worker", QT + DATABASE + PRESS),
    ("blocks are plain data", "import partnerdesk.paper.blocks", QT + DATABASE + PRESS + LATER),
    ("searching and saving load pinyin only for a Chinese name", "import partnerdesk.store.search", ("pypinyin",)),
    ("the screen's kit paints before the database is loaded", "import partnerdesk.page.theme, partnerdesk.page.pieces",
     DATABASE + PRESS + LATER),
    ("the window paints before the database is loaded", "import partnerdesk.shell.window", DATABASE + PRESS + LATER),
])  # fmt: skip
def test_a_fresh_process(sentence: str, program: str, packages: tuple[str, ...]) -> None:
    assert not loaded(program, *packages), sentence


@pytest.mark.parametrize("records", RECORDS)
def test_each_records_module_can_be_read_alone(records: str) -> None:
    assert loaded(f"import partnerdesk.{records}", *QT, *PRESS) == []


def test_the_test_would_see_it() -> None:
    assert loaded("import sqlalchemy", *DATABASE) == ["sqlalchemy"]
