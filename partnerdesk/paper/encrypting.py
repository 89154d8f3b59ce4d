"""A print encrypted on its way from memory to the disk: AES-256, revision 6, everything allowed to who can open it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

import pikepdf

from partnerdesk.paper.passwords import demand
from partnerdesk.problems import Trouble, reason_of
from partnerdesk.words import N_

_ALL: Final = pikepdf.Permissions(modify_assembly=True)  # the rest is allowed anyway


def encrypt(plain: BinaryIO, out: Path, password: str) -> None:
    """Write a PDF from memory as an encrypted file, under a temporary name until it is whole."""
    demand(password)
    part = out.with_name(f".{out.name}.part")
    # The same password for both: an empty owner's password would open the file to everybody.
    keys = pikepdf.Encryption(owner=password, user=password, R=6, allow=_ALL)
    try:
        with pikepdf.open(plain) as document, part.open("wb") as file:
            # In object streams, so that names and structure are under the password too.
            document.save(file, encryption=keys, min_version="1.7",
                          object_stream_mode=pikepdf.ObjectStreamMode.generate)  # fmt: skip
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as fault:
        raise Trouble(
            N_("The file {name} could not be written: {reason}."), name=out.name, reason=reason_of(fault)
        ) from fault
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
