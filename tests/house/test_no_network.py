"""The program and every process that it begins keep to this machine, from the desk's making to the printed packet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .sources import TOP

# Read by every Python that is begun with this folder on its path, before anything else is.
HOOK = """
import os, sys

def guard(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg") and not isinstance(arguments[1], tuple):
        return
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"):
        with open(os.environ["REACHED"], "a") as file:
            print(event, *map(str, arguments), " ".join(sys.argv[:3]), file=file)
        raise RuntimeError(event)

sys.addaudithook(guard)
with open(os.environ["REACHED"] + ".begun", "a") as file:
    print(os.getpid(), file=file)
"""


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """Surroundings in which every Python notes what it asks of the network."""
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    return {
        **os.environ, "PYTHONPATH": str(tmp_path / "hook"), "REACHED": str(tmp_path / "reached"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_STATE_HOME": str(tmp_path / "state"),
    }


@pytest.mark.skipif(os.name == "nt", reason="there a pair of sockets is made over the loop-back")
def test_the_sample_office_is_made_and_printed_without_the_network(tmp_path: Path, guarded: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "partnerdesk", "demo", "--out", str(tmp_path / "sample"), "--language", "zh_CN"],
        cwd=TOP, env=guarded, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "sample").rglob("*.pdf"))
    assert not (tmp_path / "reached").exists(), (tmp_path / "reached").read_text(encoding="utf-8")
    # The press is a process of its own, and was watched too.
    assert len((tmp_path / "reached.begun").read_text(encoding="utf-8").split()) >= 2


def test_the_guard_would_notice(tmp_path: Path, guarded: dict[str, str]) -> None:
    code = "import socket\ntry: socket.getaddrinfo('example.org', 80)\nexcept RuntimeError: pass"
    subprocess.run([sys.executable, "-c", code], env=guarded, check=True)
    assert "example.org" in (tmp_path / "reached").read_text(encoding="utf-8")
