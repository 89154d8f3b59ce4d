"""The key file beside a database: the key wrapped under the recovery passphrase, which alone brings it back."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import re
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from partnerdesk.problems import Problem
from partnerdesk.store import durable
from partnerdesk.store.troubles import Damaged, Missing, Newer, WrongKey, told
from partnerdesk.words import N_

NAME = "desk.key"
FORMAT = 1
KEY = 32
MEMORY, PASSES, LANES = 64 << 10, 3, 4  # KiB: a sixth of a second on an office machine
MOST_MEMORY, MOST_PASSES, MOST_LANES = 1 << 20, 10, 16  # a hostile file must not stop the machine
LARGEST = 64 << 10  # bytes of a key file
SHORTEST = 12
FEWEST = 6
# No O, 0, I, 1 or L: the sheet in the safe is read by people.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_PROPOSED = re.compile(rf"[{ALPHABET}]{{5}}(?:-[{ALPHABET}]{{5}}){{4}}\Z")


@dataclass(frozen=True)
class KeyFile:
    """What a key file says; nothing in it is secret by itself."""

    desk: str
    salt: bytes
    wrapped: bytes
    check: bytes
    mark: bytes  # the first bytes of the database it belongs to, see `engine.mark`
    memory: int = MEMORY
    passes: int = PASSES
    lanes: int = LANES

    def fits(self, key: bytes) -> bool:
        """Whether a key is this desk's key."""
        return hmac.compare_digest(self.check, _check(key, self.desk))

    def unlock(self, passphrase: str, path: Path) -> bytes:
        """The key, by the recovery passphrase; raises `WrongKey`."""
        try:
            return aes_key_unwrap(_wrapping(passphrase, self.salt, self.memory, self.passes, self.lanes), self.wrapped)
        except InvalidUnwrap as error:
            raise WrongKey(N_("The recovery passphrase does not fit the desk at {path}."), path=str(path)) from error


def new(key: bytes, passphrase: str, desk: str, mark: bytes = b"") -> KeyFile:
    """Wrap a key under a recovery passphrase."""
    salt = secrets.token_bytes(16)
    wrapped = aes_key_wrap(_wrapping(passphrase, salt, MEMORY, PASSES, LANES), key)
    return KeyFile(desk, salt, wrapped, _check(key, desk), mark)


def read(path: Path) -> KeyFile:
    """Read a key file; its numbers are bounded before anything is computed with them."""
    with told(path):
        if not path.exists():
            raise Missing(N_("The key file {path} is not there. Without it the desk opens only by the key itself; take it from a backup."), path=str(path))  # noqa: E501
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    try:
        said: Any = json.loads(content) if len(content) <= LARGEST else None
        number = said["format"]
        if isinstance(number, int) and number > FORMAT:
            raise Newer(N_("The key file {path} was written by a newer version of PartnerDesk. Install that version to open it."), path=str(path))  # noqa: E501
        return _understood(said)
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(N_("The key file {path} is damaged. Take it from a backup."), path=str(path)) from error


def write(path: Path, keys: KeyFile) -> None:
    """Put a key file into place as a whole."""
    said: dict[str, Any] = {
        "program": "PartnerDesk", "format": FORMAT, "desk": keys.desk,
        "derivation": {"name": "argon2id", "memory": keys.memory, "passes": keys.passes, "lanes": keys.lanes,
                       "salt": keys.salt.hex()},
        "wrapped": keys.wrapped.hex(), "check": keys.check.hex(), "mark": keys.mark.hex(),
    }
    said["sum"] = _sum(said)
    with told(path):
        durable.write(path, (json.dumps(said, indent=1) + "\n").encode("ascii"))


def change_passphrase(path: Path, key: bytes, passphrase: str) -> None:
    """Wrap the same key under another passphrase; raises `WrongKey` where the key is not this desk's."""
    keys = read(path)
    if not keys.fits(key):
        raise WrongKey(N_("The key does not fit the desk at {path}. Type the recovery passphrase."), path=str(path))
    write(path, new(key, passphrase, keys.desk, keys.mark))


def weakness(passphrase: str) -> Problem | None:
    """Why a recovery passphrase is too easy to guess, or nothing; a minimum and no promise."""
    said = _normal(passphrase)
    # A Chinese character is one of thousands, a letter one of dozens.
    worth = sum(2 if ord(sign) > 0x2E7F else 1 for sign in said)
    if worth < SHORTEST:
        return Problem("passphrase", N_("Use at least {count} letters or half as many Chinese characters."),
                       {"count": SHORTEST})
    if len(set(said.casefold())) < FEWEST and worth == len(said):
        return Problem("passphrase", N_("Use more than a few different signs."))
    if said.isdecimal() and len(said) < 2 * SHORTEST:
        return Problem("passphrase", N_("Figures alone are too easy to guess: add words."))
    steps = [ord(after) - ord(before) for before, after in itertools.pairwise(said)]
    if sum(step in (0, 1, -1) for step in steps) > len(steps) * 0.6:
        return Problem("passphrase", N_("Do not use a row of neighbouring or repeated signs."))
    return None


def proposed() -> str:
    """A new recovery passphrase of five groups that a person can copy from paper."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(5))


def derived(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, from which the desk's key cannot be told."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY, salt=None, info=f"PartnerDesk {purpose}".encode()).derive(key)


def _normal(passphrase: str) -> str:
    # Typed in another input method, the same passphrase may come in full width.
    said = unicodedata.normalize("NFKC", passphrase).strip()
    return said.upper() if _PROPOSED.match(said.upper()) else said


def _wrapping(passphrase: str, salt: bytes, memory: int, passes: int, lanes: int) -> bytes:
    return Argon2id(salt=salt, length=KEY, iterations=passes, lanes=lanes, memory_cost=memory).derive(
        _normal(passphrase).encode(errors="surrogatepass"))


def _check(key: bytes, desk: str) -> bytes:
    return hmac.new(derived(key, "key check"), desk.encode(), hashlib.sha256).digest()[:16]


def _sum(said: dict[str, Any]) -> str:
    plain = json.dumps({name: value for name, value in said.items() if name != "sum"}, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def _understood(said: Any) -> KeyFile:
    if said["format"] != FORMAT or said["sum"] != _sum(said):
        raise ValueError("sum")
    derivation = said["derivation"]
    memory, passes, lanes = derivation["memory"], derivation["passes"], derivation["lanes"]
    if derivation["name"] != "argon2id" or not (
        8 * lanes <= memory <= MOST_MEMORY and 1 <= passes <= MOST_PASSES and 1 <= lanes <= MOST_LANES
    ):
        raise ValueError("derivation")
    keys = KeyFile(str(said["desk"]), bytes.fromhex(derivation["salt"]), bytes.fromhex(said["wrapped"]),
                   bytes.fromhex(said["check"]), bytes.fromhex(said["mark"]), memory, passes, lanes)
    if len(keys.salt) < 16 or len(keys.wrapped) != KEY + 8:
        raise ValueError("length")
    return keys
