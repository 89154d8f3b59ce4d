"""Make the environment `.venv` and install into it exactly what the lock file names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from machine import CannotPrepare, provide_venv, say

TOP = Path(__file__).resolve().parent.parent
VENV = TOP / ".venv"
PEERS = TOP / ".peers"
LOCK = TOP / "packaging" / "lock.txt"
PEERS_LOCK = TOP / "packaging" / "peers.txt"


def python_of(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def qt_of(venv: Path) -> Path:
    """The folder of Qt's wheels."""
    libraries = "Lib" if os.name == "nt" else f"lib/python{sys.version_info[0]}.{sys.version_info[1]}"
    return venv / libraries / "site-packages" / "PySide6"


def last_line(text: str) -> str:
    """What a tool said last, which is where tools say what went wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].removeprefix("ERROR:").strip() if lines else ""


def works(venv: Path) -> bool:
    """Whether the environment is there, whole, and of this Python."""
    if not python_of(venv).exists():
        return False
    ask = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    said = subprocess.run([str(python_of(venv)), "-c", ask], capture_output=True, text=True)
    return said.stdout.strip() == f"{sys.version_info[0]}.{sys.version_info[1]}"


def make(venv: Path) -> None:
    """Make the environment, anew if what is there does not work."""
    if works(venv):
        return
    provide_venv()
    say(f"Making {venv.name}")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], capture_output=True, text=True)
    if done.returncode:
        raise CannotPrepare(f"The environment could not be made: {last_line(done.stderr or done.stdout)}")


def install(venv: Path, lock: Path) -> None:
    """Install what a lock file names, each file checked against its hash, nothing built here."""
    say(f"Installing from packaging/{lock.name}")
    _pip(venv, "install", "--only-binary", ":all:", "--require-hashes", "--requirement", str(lock))


def install_project(venv: Path) -> None:
    """Install the project itself so that it runs from this checkout."""
    _pip(venv, "install", "--no-build-isolation", "--no-deps", "--no-index", "--editable", str(TOP))


def _pip(venv: Path, *arguments: str) -> None:
    command = [str(python_of(venv)), "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=TOP)
    if done.returncode == 0:
        return
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr:
        raise CannotPrepare("A package does not have the hash that the lock file pins; nothing of it was installed.\n"
                            + done.stderr.strip())
    raise CannotPrepare(
        f"The packages could not be installed: {last_line(done.stderr)}. "
        "Is there a network? Run the same command again when there is."
    )
