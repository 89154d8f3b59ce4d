"""How the key of a desk is come by: handed over, by the recovery passphrase, or from the keyring."""

from __future__ import annotations

from pathlib import Path

from partnerdesk.store import keyfile, keyring
from partnerdesk.store.troubles import WRONG_KEY, WrongKey


def key_of(folder: Path, *, key: bytes | None = None, passphrase: str | None = None) -> bytes:
    """The key of the desk or backup in a folder, proven by its key file; never a new one.

    With neither key nor passphrase the keyring is asked. Raises `WrongKey`, which says what the keyring answered.
    """
    path = folder / keyfile.NAME
    if key is not None and not path.exists():
        return key
    keys = keyfile.read(path)
    if passphrase is not None:
        return keys.unlock(passphrase, folder)
    if key is None:
        answer = keyring.recall(keys.desk)
        if answer.key is None:
            raise WrongKey(answer.sentence, keyring=answer.keyring)
        key = answer.key
    if not keys.fits(key):
        raise WrongKey(WRONG_KEY, path=str(folder))
    return key
