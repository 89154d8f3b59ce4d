"""The guards over the whole suite are there and can fail."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .. import conftest


@pytest.fixture
def caught() -> Iterator[list[str]]:
    """What the guard noted, forgotten again so that this test itself may pass."""
    yield conftest._reached
    conftest._reached.clear()


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("127.0.0.1", 9)])
def test_connecting_is_refused(caught: list[str], address: tuple[str, int]) -> None:
    with socket.socket() as made, pytest.raises(conftest.Reached):
        made.connect(address)
    assert len(caught) == 1


def test_sending_without_a_connection_is_refused(caught: list[str]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made, pytest.raises(conftest.Reached):
        made.sendto(b"x", ("192.0.2.1", 53))
    assert caught


def test_asking_for_a_name_is_refused(caught: list[str]) -> None:
    with pytest.raises(conftest.Reached):
        socket.getaddrinfo("example.org", 80)
    assert caught


def test_what_was_swallowed_is_still_noticed(caught: list[str]) -> None:
    guard: Iterator[None] = conftest.no_network.__wrapped__()  # type: ignore[attr-defined]
    next(guard)
    with socket.socket() as made, contextlib.suppress(RuntimeError):
        made.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        next(guard)


def test_pairs_and_files_as_sockets_are_allowed(tmp_path: Path) -> None:
    left, right = socket.socketpair()
    left.sendall(b"x")
    assert right.recv(1) == b"x"
    left.close()
    right.close()
    if hasattr(socket, "AF_UNIX"):
        with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
            server.bind(str(tmp_path / "s"))
            server.listen()
            client.connect(str(tmp_path / "s"))


def test_a_thread_left_behind_is_noticed(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setattr(conftest, "LONGEST_END", 0.05)
    guard: Any = conftest.no_thread_left.__wrapped__(request)  # type: ignore[attr-defined]
    next(guard)
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="forgotten", daemon=True)
    thread.start()
    with pytest.raises(AssertionError, match="forgotten"):
        next(guard)
    end.set()
    thread.join()
