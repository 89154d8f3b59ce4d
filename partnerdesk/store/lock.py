"""One program at a time at a desk, by a lock of the operating system that ends with its holder."""

from __future__ import annotations

import json
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from partnerdesk.store import durable
from partnerdesk.store.troubles import Held, told
from partnerdesk.words import N_

NAME = "desk.lock"
# Windows locks bytes against reading too: one far behind the text leaves the holder's name readable.
_PLACE = 1 << 30


@dataclass(frozen=True)
class Holder:
    """Who has a desk open."""

    host: str = ""
    process: int = 0
    clerk: str = ""

    @property
    def shown(self) -> str:
        """The holder in one line, as far as it is known."""
        here = f"{self.host} ({self.process})" if self.process else self.host
        return f"{self.clerk}, {here}" if self.clerk and here else self.clerk or here


class Lock:
    """The lock on a desk, held from its making until `release`."""

    def __init__(self, folder: Path, clerk: str = "") -> None:
        self._path = folder / NAME
        with told(self._path):
            self._handle = os.open(
                self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), durable.PRIVATE_FILE)
        if not _take(self._handle):
            os.close(self._handle)
            raise held(folder)
        self.name(clerk)

    def name(self, clerk: str) -> None:
        """Write down who holds the desk, for those who come after."""
        said = json.dumps({"host": socket.gethostname(), "process": os.getpid(), "clerk": clerk})
        with told(self._path):
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.ftruncate(self._handle, 0)
            os.write(self._handle, said.encode())

    def release(self) -> None:
        """Give the desk free; the file stays, since only the lock says that somebody is there."""
        if self._handle < 0:
            return
        os.ftruncate(self._handle, 0)
        _give(self._handle)
        os.close(self._handle)
        self._handle = -1


def holder(folder: Path) -> Holder:
    """Who wrote down last that the desk is theirs."""
    try:
        said: Any = json.loads((folder / NAME).read_bytes())
        return Holder(str(said["host"])[:80], int(said["process"]), str(said["clerk"])[:80])
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


def held(folder: Path) -> Held:
    """The sentence for whoever finds a desk taken."""
    who = holder(folder).shown
    if not who:
        return Held(N_("The desk at {path} is open in another program. Close it there and try again."),
                    path=str(folder))
    return Held(N_("The desk at {path} is open elsewhere: {holder}. Close it there and try again."),
                path=str(folder), holder=who)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        os.lseek(handle, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give(handle: int) -> None:
        os.lseek(handle, _PLACE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> bool:
        # Not lockf: that lock would vanish as soon as any part of this program closed the same file.
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
