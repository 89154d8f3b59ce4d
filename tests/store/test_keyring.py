"""Whatever the keyring of a machine does, no key is made, none is lost, and the passphrase opens the desk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import keyring as rings
import pytest
from keyring import errors
from keyring.backends import fail, null

from partnerdesk.store import keyfile, keyring
from partnerdesk.store.keyring import State
from partnerdesk.store.troubles import WrongKey
from partnerdesk.words import CHINESE, ENGLISH, Words

KEY = bytes(range(32))


class Ring:
    """A keyring that behaves, until it is told otherwise."""

    priority = 5

    def __init__(self, **said: Any) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.said = said

    def _maybe(self, act: str) -> Any:
        answer = self.said.get(act)
        if isinstance(answer, BaseException):
            raise answer
        if callable(answer):
            return answer()
        return answer

    def get_password(self, service: str, name: str) -> Any:
        return self._maybe("get") or self.held.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self._maybe("set")
        self.held[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        self._maybe("delete")
        del self.held[service, name]


def _as(name: str, **said: Any) -> Ring:
    module, _, kind = name.rpartition(".")
    made: Ring = type(kind, (Ring,), {"__module__": module, "__qualname__": kind})(**said)
    return made


SERVICE = "keyring.backends.SecretService.Keyring"


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], Any]:
    def use(ring: Any) -> Any:
        monkeypatch.setattr(rings, "get_keyring", lambda: ring)
        return ring

    return use


@pytest.mark.parametrize("name", keyring.ALLOWED)
def test_an_allowed_keyring_keeps_and_gives_back_one_line_of_hex(ring: Any, name: str) -> None:
    held = ring(_as(name))
    assert keyring.recall("desk").state is State.ABSENT
    assert keyring.keep("desk", KEY).state is State.KEPT
    assert list(held.held.values()) == [KEY.hex()]
    assert keyring.recall("desk").key == KEY
    assert keyring.recall("other desk").state is State.ABSENT
    assert keyring.forget("desk").state is State.ABSENT
    assert held.held == {}


_over = threading.Event()


def _never() -> None:
    _over.wait()


@pytest.fixture(autouse=True)
def _in_the_end() -> Iterator[None]:
    """A keyring that never answers is let go when its test is over."""
    _over.clear()
    yield
    _over.set()
    for thread in threading.enumerate():
        if thread.name == "desk-keyring":
            thread.join()


BAD = {
    "none": (lambda: fail.Keyring(), State.NONE),
    "null": (lambda: null.Keyring(), State.NULL),
    "plain file": (lambda: _as("keyrings.alt.file.PlaintextKeyring"), State.UNSAFE),
    "unknown": (lambda: _as("somebody.else.Keyring"), State.UNSAFE),
    "locked": (lambda: _as(SERVICE, get=errors.KeyringLocked("locked"), set=errors.KeyringLocked("locked")),
               State.LOCKED),
    "deleted": (lambda: _as(SERVICE, get=errors.InitError("dismissed"), set=errors.InitError("dismissed")),
                State.FAILED),
    "broken bus": (lambda: _as(SERVICE, get=OSError("bus"), set=OSError("bus")), State.FAILED),
    "gone": (lambda: _as(SERVICE, get=errors.NoKeyringError(), set=errors.NoKeyringError()), State.NONE),
    "other content": (lambda: _as(SERVICE, get=lambda: "not a key"), State.OTHER),
    "two lines": (lambda: _as(SERVICE, get=lambda: KEY.hex() + "\n"), State.OTHER),
    "time-out": (lambda: _as(SERVICE, get=_never, set=_never), State.LATE),
}


@pytest.mark.parametrize("case", BAD)
def test_each_bad_state_is_told_apart_in_words_and_gives_no_key(ring: Any, case: str) -> None:
    make, state = BAD[case]
    ring(make())
    answer = keyring.recall("desk", patience=0.1)
    assert (answer.state, answer.key) == (state, None)
    assert keyring.keep("desk", KEY, patience=0.1).key is None
    for language in (CHINESE, ENGLISH):
        assert Words(language)(answer.sentence, keyring=answer.keyring)


@pytest.mark.parametrize("case", BAD)
def test_in_each_bad_state_the_passphrase_opens_the_desk_and_nothing_is_changed(
    ring: Any, case: str, kept: Any, monkeypatch: pytest.MonkeyPatch,
) -> None:
    make, _ = BAD[case]
    ring(make())
    monkeypatch.setattr(keyring, "PATIENCE", 0.1)
    monkeypatch.setattr(keyring.recall, "__defaults__", (0.1,))
    before = (kept.folder / keyfile.NAME).read_bytes()
    with pytest.raises(WrongKey):
        kept.open(key=None)
    assert (kept.folder / keyfile.NAME).read_bytes() == before
    with kept.open(key=None, passphrase=kept.passphrase) as desk:
        assert desk.actor("li").name == "李文书"


def test_a_keyring_that_only_says_that_it_keeps_is_found_out(ring: Any) -> None:
    lying = ring(_as(SERVICE))
    lying.set_password = lambda *_: None
    assert keyring.keep("desk", KEY).state is State.FAILED


def test_a_wrong_key_in_the_keyring_opens_nothing(ring: Any, kept: Any) -> None:
    ring(_as(SERVICE, get=lambda: "ab" * 32))
    with pytest.raises(WrongKey):
        kept.open(key=None)


def test_the_keyring_opens_the_desk_that_it_was_given(ring: Any, kept: Any) -> None:
    ring(_as(SERVICE))
    with kept.open() as desk:
        assert desk.remember().state is State.KEPT
    with kept.open(key=None) as desk:
        assert desk.forget().state is State.ABSENT
    with pytest.raises(WrongKey):
        kept.open(key=None)


def test_of_two_keyrings_at_once_only_an_allowed_one_is_asked(ring: Any) -> None:
    plain, safe = _as("keyrings.alt.file.PlaintextKeyring"), _as(SERVICE)
    chain = ring(_as("keyring.backends.chainer.ChainerBackend"))
    chain.backends = [plain, safe]
    assert keyring.keep("desk", KEY).keyring == "Secret Service"
    assert plain.held == {}
    chain.backends = [plain]
    assert keyring.recall("desk").state is State.UNSAFE


def test_an_answer_shows_no_key_in_a_log(ring: Any) -> None:
    ring(_as(SERVICE))
    assert KEY.hex() not in repr(keyring.keep("desk", KEY))
    assert repr(KEY) not in repr(keyring.keep("desk", KEY))
