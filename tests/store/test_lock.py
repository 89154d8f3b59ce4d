"""One program at a time at a desk, and whoever comes second is told who the first one is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from partnerdesk.store import lock
from partnerdesk.store.lock import Holder, Lock
from partnerdesk.store.troubles import Held
from partnerdesk.words import ENGLISH, Words

HOLDING = """
import sys
from pathlib import Path
from partnerdesk.store.lock import Lock
held = Lock(Path(sys.argv[1]), "王小明")
print("held", flush=True)
sys.stdin.read()
"""


def _elsewhere(folder: Path) -> subprocess.Popen[str]:
    other = subprocess.Popen([sys.executable, "-c", HOLDING, str(folder)], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def _ended(other: subprocess.Popen[str]) -> None:
    other.kill()
    other.communicate()


def test_a_second_program_is_refused_and_told_who_is_there(tmp_path: Path) -> None:
    other = _elsewhere(tmp_path)
    try:
        with pytest.raises(Held) as caught:
            Lock(tmp_path)
        said = caught.value.said(Words(ENGLISH))
        assert "王小明" in said
        assert str(other.pid) in said
    finally:
        _ended(other)


def test_a_killed_program_holds_nothing(tmp_path: Path) -> None:
    other = _elsewhere(tmp_path)
    os.kill(other.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    other.communicate()
    Lock(tmp_path).release()


def test_the_same_program_may_not_take_it_twice(tmp_path: Path) -> None:
    held = Lock(tmp_path, "li")
    with pytest.raises(Held):
        Lock(tmp_path)
    held.release()
    held.release()
    Lock(tmp_path).release()


def test_an_unreadable_name_of_the_holder_hinders_nobody(tmp_path: Path) -> None:
    for content in (b"", b"\xff", b"[]", b'{"host": 1}'):
        (tmp_path / lock.NAME).write_bytes(content)
        assert lock.holder(tmp_path) == Holder()
        assert "another program" in lock.held(tmp_path).said(Words(ENGLISH))


def test_a_held_desk_can_be_read_and_its_writer_is_named(kept: Any) -> None:
    with kept.open(account="li") as desk:
        with pytest.raises(Held, match="open elsewhere"):
            kept.open()
        with kept.open(read_only=True) as reading:
            actor = reading.actor("li")
            assert reading.read_only
            with pytest.raises(Held) as caught:
                reading.write(actor, lambda work: None)
            assert "li" in caught.value.values["holder"]
        assert desk.actor("li") == actor
