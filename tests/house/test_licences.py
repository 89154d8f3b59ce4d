"""Everything that is shipped is listed here with its licence; what is not listed may not be shipped."""

from __future__ import annotations

import re
from importlib import metadata, util
from pathlib import Path

import fontset
import pytest

TOP = Path(__file__).parents[2]
LOCK = TOP / "packaging" / "lock.txt"

# The distribution, its licence, and how its own metadata says so ("-": it does not; the licence stands in its files).
DEPENDENCIES = {
    "alembic": ("MIT", "MIT"),
    "babel": ("BSD-3-Clause", "BSD-3-Clause"),
    "backports-tarfile": ("MIT", "MIT License"),
    "borax": ("MIT", "MIT License"),
    "cffi": ("MIT-0", "MIT-0"),
    "charset-normalizer": ("MIT", "MIT"),
    "chinesecalendar": ("MIT", "MIT License"),
    "cn2an": ("MIT", "MIT License"),
    "cryptography": ("Apache-2.0 OR BSD-3-Clause", "Apache-2.0 OR BSD-3-Clause"),
    "defusedxml": ("PSF-2.0", "PSFL"),
    "et-xmlfile": ("MIT", "MIT"),
    "icalendar": ("BSD-2-Clause", "BSD-2-Clause"),
    "importlib-metadata": ("Apache-2.0", "Apache-2.0"),
    "jaraco-classes": ("MIT", "MIT License"),
    "jaraco-context": ("MIT", "MIT"),
    "jaraco-functools": ("MIT", "MIT"),
    "jeepney": ("MIT", "MIT"),
    "keyring": ("MIT", "MIT"),
    "lxml": ("BSD-3-Clause", "BSD-3-Clause"),
    "mako": ("MIT", "MIT"),
    "markdown-it-py": ("MIT", "MIT License"),
    "markupsafe": ("BSD-3-Clause", "BSD-3-Clause"),
    "mdurl": ("MIT", "MIT License"),
    "more-itertools": ("MIT", "MIT"),
    "openpyxl": ("MIT", "MIT"),
    "packaging": ("Apache-2.0 OR BSD-2-Clause", "Apache-2.0 OR BSD-2-Clause"),
    "pikepdf": ("MPL-2.0", "MPL-2.0"),
    "pillow": ("MIT-CMU", "MIT-CMU"),
    "platformdirs": ("MIT", "MIT"),
    "proces": ("MIT", "MIT License"),
    "pycparser": ("BSD-3-Clause", "BSD-3-Clause"),
    "pypdfium2": ("BSD-3-Clause AND Apache-2.0", "BSD-3-Clause, Apache-2.0, dependency licenses"),
    "pypinyin": ("MIT", "MIT"),
    "pyside6-essentials": ("LGPL-3.0-only", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"),
    "pyside6-pdf": ("LGPL-3.0-only", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"),
    "python-dateutil": ("BSD-3-Clause", "BSD-3-Clause"),
    "python-docx": ("MIT", "MIT"),
    "python-stdnum": ("LGPL-2.1-or-later", "LGPL"),
    "pywin32-ctypes": ("BSD-3-Clause", "BSD-3-Clause"),
    "qasync": ("BSD-2-Clause", "BSD-2-Clause"),
    "qtawesome": ("MIT", "MIT"),
    "qtpy": ("MIT", "MIT"),
    "rapidfuzz": ("MIT", "MIT"),
    "reportlab": ("BSD-3-Clause", "BSD license"),
    "rl-accel": ("BSD-3-Clause", "BSD license"),
    "secretstorage": ("BSD-3-Clause", "BSD-3-Clause"),
    "shiboken6": ("LGPL-3.0-only", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"),
    "sqlalchemy": ("MIT", "MIT"),
    "sqlcipher3": ("Zlib AND BSD-3-Clause", "-"),
    "typing-extensions": ("PSF-2.0", "PSF-2.0"),
    "tzdata": ("Apache-2.0", "Apache-2.0"),
    "zipp": ("MIT", "MIT"),
}

# The bundled faces, and the icons that come inside qtawesome.
FONTS = {
    "LXGWWenKai-Regular.ttf": "OFL-1.1",
    "NotoSansSC-400.ttf": "OFL-1.1",
    "NotoSansSC-700.ttf": "OFL-1.1",
    "NotoSerifSC-400.ttf": "OFL-1.1",
    "NotoSerifSC-700.ttf": "OFL-1.1",
}
ICONS = {
    "codicon": "CC-BY-4.0",
    "elusiveicons": "OFL-1.1",
    "fontawesome5": "OFL-1.1",
    "fontawesome6": "OFL-1.1",
    "materialdesignicons5": "Apache-2.0",
    "materialdesignicons6": "Apache-2.0",
    "phosphor": "MIT",
    "remixicon": "Apache-2.0",
}

# What a program under Apache-2.0 may be shipped with, the LGPL's by linking that the user can replace.
ALLOWED = {
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC-BY-4.0",
    "LGPL-2.1-or-later",
    "LGPL-3.0-only",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-2.0",
    "OFL-1.1",
    "PSF-2.0",
    "Zlib",
}


def shipped(lock: str) -> set[str]:
    """The distributions that the program itself leads to, on any system, after the lock file's own notes."""
    wanted_by: dict[str, set[str]] = {}
    for line in lock.splitlines():
        if package := re.match(r"([a-z0-9][a-z0-9.-]*)==", line):
            wanted_by[package[1]] = set()
        elif reason := re.match(r"    # via (\S.*)|    #   (\S.*)", line):
            wanted_by[next(reversed(wanted_by))].add(reason[1] or reason[2])
    found: set[str] = set()
    more = {package for package, reasons in wanted_by.items() if "partnerdesk (pyproject.toml)" in reasons}
    while more:
        found |= more
        more = {package for package, reasons in wanted_by.items() if reasons & found} - found
    return found


def said_by(distribution: str) -> str:
    """How a distribution's metadata names its licence."""
    about = metadata.metadata(distribution)
    classified = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License")]
    text = about.get("License-Expression") or about.get("License") or " ".join(classified)
    return text.partition(" (see")[0].strip() or "-"


def test_what_the_program_leads_to_is_read_from_the_lock_file() -> None:
    lock = """six==1 \\
    --hash=sha256:0
    # via
    #   partnerdesk (pyproject.toml:dev)
    #   vobject
vobject==1 \\
    --hash=sha256:0
    # via partnerdesk (pyproject.toml)
ruff==1 \\
    --hash=sha256:0
    # via partnerdesk (pyproject.toml:dev)
"""
    assert shipped(lock) == {"six", "vobject"}


def test_every_shipped_dependency_is_listed_and_nothing_else() -> None:
    assert shipped(LOCK.read_text("utf-8")) == set(DEPENDENCIES)


@pytest.mark.parametrize("name", sorted(DEPENDENCIES))
def test_the_listed_licence_is_what_the_dependency_says(name: str) -> None:
    try:
        said = said_by(name)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not for this system")
    assert said == DEPENDENCIES[name][1]


def test_every_listed_licence_is_allowed() -> None:
    listed = {licence for licence, _ in DEPENDENCIES.values()} | set(FONTS.values()) | set(ICONS.values())
    assert {part for licence in listed for part in re.split(r" (?:AND|OR) ", licence)} <= ALLOWED


def test_every_bundled_face_is_listed() -> None:
    assert {name for name in fontset.pinned() if name.endswith(".ttf")} == set(FONTS)


@pytest.mark.parametrize("name", sorted(FONTS))
def test_a_bundled_face_lies_beside_its_licence(name: str) -> None:
    fonts = TOP / ".fonts"
    if not (fonts / name).exists():
        pytest.skip(f"{name} has not been fetched")
    licence = (fonts / f"{name.partition('-')[0]}-OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_every_icon_font_is_listed() -> None:
    spec = util.find_spec("qtawesome")
    assert spec is not None and spec.origin is not None
    faces = {path.name.partition("-")[0] for path in (Path(spec.origin).parent / "fonts").glob("*.ttf")}
    assert faces == set(ICONS)
