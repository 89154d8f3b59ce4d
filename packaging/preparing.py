"""Bring a fresh clone to where the program and its tests run, and know when nothing is left to do."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import environment
import fontset
import machine
from environment import LOCK, PEERS, PEERS_LOCK, TOP, VENV
from machine import CannotPrepare

FONTS = TOP / ".fonts"
TRANSLATIONS = TOP / "translations"


class Stamp:
    """What each step was last done from; a step whose ground has not changed is not done again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.done: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError, ValueError):
            self.done = {}

    def step(self, name: str, ground: Callable[[], str], work: Callable[[], None]) -> None:
        """Do the work unless it was done from the same ground; the ground is looked at again after it."""
        if self.done.get(name) == ground():
            return
        work()
        self.done[name] = ground()
        half = self.path.with_name(self.path.name + ".half")
        half.write_text(json.dumps(self.done, indent=1), encoding="utf-8")
        half.replace(self.path)


def digest(*paths: Path, more: str = "") -> str:
    """One hash over files (an absent one counts as such) and a text."""
    total = hashlib.sha256(more.encode())
    for path in paths:
        total.update(path.name.encode() + b"\0")
        total.update(path.read_bytes() if path.is_file() else b"\0absent")
    return total.hexdigest()


def environment_ground() -> str:
    """What the installed environment follows from."""
    return digest(LOCK, TOP / "pyproject.toml", more=f"{sys.version_info[:2]} {sys.base_prefix} {TOP}")


def translations_ground() -> str:
    """The texts, how they are compiled, and whether the compiled ones are there."""
    compiled = " ".join(path.name for path in sorted(TRANSLATIONS.glob("*.mo")))
    texts = sorted(TRANSLATIONS.glob("*/*.po"))
    return digest(TOP / "packaging" / "catalogue.py", *texts, more=" ".join(map(str, texts)) + compiled)


def fonts_ground() -> str:
    return digest(TOP / "packaging" / "fontset.py", more=fontset.look(FONTS))


def _environment() -> None:
    environment.make(VENV)
    environment.install(VENV, LOCK)
    environment.install_project(VENV)
    if sys.platform.startswith("linux"):
        machine.provide_libraries(environment.qt_of(VENV))


def _translations() -> None:
    compile_all = [str(environment.python_of(VENV)), str(TOP / "packaging" / "catalogue.py"), str(TRANSLATIONS)]
    done = subprocess.run(compile_all, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise CannotPrepare("The translations cannot be compiled:\n" + done.stderr.strip())


def _peers() -> None:
    environment.make(PEERS)
    environment.install(PEERS, PEERS_LOCK)


@contextmanager
def _alone() -> Iterator[None]:
    """Let two preparations of one checkout run one after the other."""
    with (TOP / ".prepare.lock").open("a") as file:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def prepare(peers: bool = False) -> None:
    """Make the environment, compile the translations, fetch the fonts: whatever is not done yet."""
    machine.check()
    with _alone():
        # The stamp lies inside the environment, so that whoever deletes the one deletes the other.
        stamp = Stamp(VENV / "prepared.json")
        if not environment.python_of(VENV).exists():
            stamp.done.clear()
        stamp.step("environment", environment_ground, _environment)
        stamp.step("translations", translations_ground, _translations)
        stamp.step("fonts", fonts_ground, lambda: fontset.provide(FONTS))
        if peers:
            Stamp(PEERS / "prepared.json").step("peers", lambda: digest(PEERS_LOCK), _peers)
