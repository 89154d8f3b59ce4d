"""What all tests may ask for, and what none of them may do: reach the network, or leave a thread behind."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# No test opens a window on somebody's screen, whoever starts it and however.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LONGEST_END = 5  # seconds that a thread may still take to end
HERE = ("127.0.0.1", "::1", "localhost")
_reached: list[str] = []


class Reached(RuntimeError):
    """Something tried to reach the network."""


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what Python itself reports before it connects, sends or asks for a name; a hook stays for good."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        # On Windows a pair of sockets is two that have been connected over the loop-back.
        local = os.name == "nt" and isinstance(address, tuple) and address[0] in HERE
        wanted = "" if not isinstance(address, tuple) or local else str(address)
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        wanted = "" if arguments[0] in (None, "", *HERE) else str(arguments[0])
    else:
        return
    if wanted:
        _reached.append(f"{event}: {wanted}")
        raise Reached(f"{event}: {wanted}")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """A test that reached for the network fails, even where what it tested swallowed the refusal."""
    _reached.clear()
    yield
    assert not _reached, "the network was asked for: " + "; ".join(_reached)


def _left_since(before: set[threading.Thread]) -> list[str]:
    for thread in set(threading.enumerate()) - before:
        thread.join(LONGEST_END)
    return [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()]


@pytest.fixture(autouse=True)
def no_thread_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that leaves a thread running fails."""
    before = set(threading.enumerate())
    yield
    # A press that the tests of a module share begins its thread in the first of them.
    if "press" not in request.fixturenames:
        left = _left_since(before)
        assert not left, f"threads were left running: {left}"


@pytest.fixture(autouse=True, scope="module")
def no_thread_left_by_a_module() -> Iterator[None]:
    """When the last fixture of a module is gone, so are all its threads."""
    before = set(threading.enumerate())
    yield
    left = _left_since(before)
    assert not left, f"threads were left running by this module: {left}"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real samples beside the checkout; tests that need it are skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the samples lie not beside this checkout")
    return folder
