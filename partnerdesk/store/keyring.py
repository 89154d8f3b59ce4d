"""The operating system's keyring as a cache of the key: asked with patience, trusted with nothing else."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from partnerdesk.words import N_

SERVICE = "PartnerDesk"
PATIENCE = 30.0  # seconds: a prompt to unlock may stand on the screen
# Only these keep a secret from other accounts; whatever else calls itself a keyring may be a plain file.
ALLOWED = {
    "keyring.backends.SecretService.Keyring": "Secret Service",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Manager",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
}
_NONE = "keyring.backends.fail.Keyring"
_NULL = "keyring.backends.null.Keyring"
_CHAIN = "keyring.backends.chainer.ChainerBackend"
_LINE = re.compile(r"[0-9a-f]{64}\Z")

T = TypeVar("T")


class State(StrEnum):
    KEPT = "kept"
    ABSENT = "absent"
    NONE = "none"
    NULL = "null"
    UNSAFE = "unsafe"
    LOCKED = "locked"
    LATE = "late"
    FAILED = "failed"
    OTHER = "other"


SENTENCES = {
    State.KEPT: N_("The key is in the keyring ({keyring})."),
    State.ABSENT: N_("The keyring ({keyring}) does not hold the key of this desk. Type the recovery passphrase."),
    State.NONE: N_("This computer has no keyring. Type the recovery passphrase at each start."),
    State.NULL: N_("The keyring of this computer is switched off. Type the recovery passphrase at each start."),
    State.UNSAFE: N_("The keyring of this computer ({keyring}) does not protect the key and is not used. Type the recovery passphrase at each start."),  # noqa: E501
    State.LOCKED: N_("The keyring ({keyring}) is locked. Unlock it, or type the recovery passphrase."),
    State.LATE: N_("The keyring ({keyring}) does not answer. Type the recovery passphrase."),
    State.FAILED: N_("The keyring ({keyring}) reports an error. Type the recovery passphrase."),
    State.OTHER: N_("The keyring ({keyring}) holds something else in place of the key. Type the recovery passphrase."),
}


@dataclass(frozen=True)
class Answer:
    """What came of asking the keyring; `key` is there only when the state is KEPT."""

    state: State
    keyring: str = ""
    key: bytes | None = None

    @property
    def sentence(self) -> str:
        """The English sentence, to be said with `keyring=answer.keyring`."""
        return SENTENCES[self.state]

    def __repr__(self) -> str:
        return f"Answer({self.state}, {self.keyring!r})"


def recall(desk: str, patience: float = PATIENCE) -> Answer:
    """Ask the keyring for the key of a desk; whatever comes back, no key is ever made here."""
    return _asked(lambda ring, name: _recalled(ring, name, desk), patience)


def keep(desk: str, key: bytes, patience: float = PATIENCE) -> Answer:
    """Give the keyring a copy of the key, and read it back: some keyrings only say that they keep it."""
    return _asked(lambda ring, name: _kept(ring, name, desk, key), patience)


def forget(desk: str, patience: float = PATIENCE) -> Answer:
    """Take the key out of the keyring; ABSENT when it is gone."""
    return _asked(lambda ring, name: _forgotten(ring, name, desk), patience)


def _recalled(ring: Any, name: str, desk: str) -> Answer:
    said = ring.get_password(SERVICE, desk)
    if said is None:
        return Answer(State.ABSENT, name)
    if not isinstance(said, str) or not _LINE.match(said):
        return Answer(State.OTHER, name)
    return Answer(State.KEPT, name, bytes.fromhex(said))


def _kept(ring: Any, name: str, desk: str, key: bytes) -> Answer:
    # One line of hex: a line end in a secret has cost whole keyrings.
    ring.set_password(SERVICE, desk, key.hex())
    back = _recalled(ring, name, desk)
    return back if back.key == key else Answer(State.FAILED, name)


def _forgotten(ring: Any, name: str, desk: str) -> Answer:
    if ring.get_password(SERVICE, desk) is not None:
        ring.delete_password(SERVICE, desk)
    return _recalled(ring, name, desk)


def _asked(question: Callable[[Any, str], Answer], patience: float) -> Answer:
    name = ""

    def ask() -> Answer:
        nonlocal name
        from keyring import errors

        try:
            ring, answer = _choose()
            if answer is not None:
                return answer
            name = _name(ring)
            return question(ring, name)
        except errors.KeyringLocked:
            return Answer(State.LOCKED, name)
        except errors.NoKeyringError:
            return Answer(State.NONE, name)

    future = _with_limit(ask)
    try:
        return future.result(patience)
    except TimeoutError:
        return Answer(State.LATE, name)
    except BaseException as error:
        # The backends leak whatever their buses and libraries raise; all of it means the same here.
        if not isinstance(error, Exception):
            raise
        return Answer(State.FAILED, name or type(error).__name__)


def _with_limit(job: Callable[[], T]) -> Future[T]:
    """Run on a thread that the program's end does not wait for: a keyring may never answer."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(job())
        except BaseException as error:  # noqa: BLE001  (it is raised again where the future is asked)
            future.set_exception(error)

    threading.Thread(target=run, name="desk-keyring", daemon=True).start()
    return future


def _choose() -> tuple[Any, Answer | None]:
    import keyring

    ring: Any = keyring.get_keyring()
    if _class(ring) == _CHAIN:
        # Two services at once: take the first that is allowed, never ask the others in turn.
        rings = list(ring.backends)
        ring = next((each for each in rings if _class(each) in ALLOWED), rings[0] if rings else ring)
    kind = _class(ring)
    if kind in ALLOWED:
        return ring, None
    if kind == _NONE:
        return ring, Answer(State.NONE)
    if kind == _NULL:
        return ring, Answer(State.NULL)
    return ring, Answer(State.UNSAFE, kind)


def _class(ring: Any) -> str:
    return f"{type(ring).__module__}.{type(ring).__qualname__}"


def _name(ring: Any) -> str:
    return ALLOWED[_class(ring)]
