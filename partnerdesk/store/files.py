"""The attached files of a desk: each encrypted under a key of its own, found by a name that tells nothing."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import mimetypes
import os
import re
import secrets
import shutil
import stat
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from partnerdesk.problems import Refused
from partnerdesk.store import durable, keyfile
from partnerdesk.store.naming import demand_straight, safe_name
from partnerdesk.store.troubles import DISK_FULL, Damaged, DiskFull, Missing, told
from partnerdesk.words import N_

FILES = "files"
MOST = 100 << 20
CHUNK = 1 << 20
TAG = 16
MAGIC = b"PDkF\x01\x00\x00\x00"
_SALT = 8  # random bytes of a nonce; four more count the chunks
HEADER = len(MAGIC) + _SALT
_NEW = ".new-"
_NAME = re.compile(r"[0-9a-f]{64}\Z")
_KINDS = ((b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Kept:
    """A kept file as its row tells it."""

    name: str
    size: int
    sha256: str
    sealed_name: str
    wrapped_key: bytes


@dataclass(frozen=True)
class Sealed(Kept):
    """A file that is encrypted on the disk but not yet entered in the database."""

    media: str
    waiting: Path


class Files:
    """The folder of a desk's files, with the keys to it."""

    def __init__(self, folder: Path, key: bytes, desk: str, most: int = MOST) -> None:
        self.folder = folder
        self.most = most
        self._desk = desk
        self._wrapping = keyfile.derived(key, "file keys")
        self._naming = keyfile.derived(key, "file names")
        self._copies: Path | None = None

    def path(self, sealed_name: str) -> Path:
        """Where a file lies under its sealed name."""
        if not _NAME.match(sealed_name):
            raise ValueError("no sealed name")
        return self.folder / sealed_name[:2] / sealed_name

    def seal(self, source: Path, name: str = "", progress: Progress | None = None) -> Sealed:
        """Encrypt a file into the folder, where it waits for `settle`.

        Raises `Refused` for a folder, a file over the limit or a name that turns its direction, `Trouble` where it
        cannot be read or kept.
        """
        shown = name or source.name
        demand_straight(shown)
        with told(source):
            status = source.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused(N_("“{name}” is not a file that can be attached."), name=shown)
        self._demand_room(shown, status.st_size)
        waiting = self.folder / f"{_NEW}{uuid.uuid4().hex}"
        key = secrets.token_bytes(keyfile.KEY)
        with told(source), source.open("rb") as reading:
            head = reading.read(16)
            reading.seek(0)
            with durable.removed_on_failure(waiting), told(waiting):
                chunks = iter(lambda: reading.read(CHUNK), b"")
                size, sha256 = self._encrypt(chunks, waiting, key, shown, status.st_size, progress)
        return Sealed(
            safe_name(shown), size, sha256, self._sealed_name(sha256), aes_key_wrap(self._wrapping, key),
            _media(shown, head), waiting)

    def settle(self, sealed: Sealed, held: bytes | None = None) -> bytes:
        """Put a sealed file under its name, durably; gives the wrapped key to enter in its row.

        `held` is the wrapped key in the row of an equal file: the one on the disk then stays, if it is whole.
        """
        path = self.path(sealed.sealed_name)
        with told(path):
            if held is not None:
                try:
                    for _ in self.read(Kept(sealed.name, sealed.size, sealed.sha256, sealed.sealed_name, held)):
                        pass
                except (Damaged, Missing):
                    self._seal_again(sealed, held)
                else:
                    sealed.waiting.unlink(missing_ok=True)
                return held
            if not path.parent.exists():
                durable.private_folder(path.parent)
                durable.sync_folder(self.folder)
            sealed.waiting.replace(path)
            durable.sync_folder(path.parent)
            return sealed.wrapped_key

    def drop(self, sealed: Sealed) -> None:
        """Forget a sealed file that was not entered after all."""
        sealed.waiting.unlink(missing_ok=True)

    def read(self, kept: Kept) -> Iterator[bytes]:
        """The content in chunks; raises `Damaged` or `Missing`, at the latest at its end."""
        return self._read(self.path(kept.sealed_name), kept)

    def export(self, kept: Kept, target: Path, progress: Progress | None = None) -> Path:
        """Write the content to a file, which appears whole and checked or not at all."""
        beside = target.with_name(f".{uuid.uuid4().hex}.part")
        with told(target), durable.removed_on_failure(beside):
            handle = os.open(
                beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), durable.PRIVATE_FILE)
            done = 0
            with os.fdopen(handle, "wb") as file:
                for chunk in self.read(kept):
                    file.write(chunk)
                    done += len(chunk)
                    if progress is not None:
                        progress(done, kept.size)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        return target

    def open_copy(self, kept: Kept) -> Path:
        """A copy for another program, in a private folder that goes when the desk is closed."""
        with told(self.folder):
            if self._copies is None:
                self._copies = Path(tempfile.mkdtemp(prefix=self._prefix()))
            folder = durable.private_folder(self._copies / uuid.uuid4().hex[:8])
        return self.export(kept, folder / safe_name(kept.name))

    def remove_copies(self) -> None:
        """Remove what `open_copy` has laid out."""
        if self._copies is not None:
            # A viewer on Windows keeps its file until it is closed; the next opening of the desk removes it then.
            shutil.rmtree(self._copies, ignore_errors=True)
            self._copies = None

    def remove_leftovers(self) -> None:
        """Remove what a program that did not end well has left: copies laid out, files half sealed."""
        for folder in Path(tempfile.gettempdir()).glob(f"{self._prefix()}*"):
            shutil.rmtree(folder, ignore_errors=True)
        for path in self.folder.glob(f"{_NEW}*"):
            with contextlib.suppress(OSError):
                path.unlink()

    def found(self) -> set[str]:
        """The sealed names of all files on the disk."""
        with told(self.folder):
            return {path.name for path in self.folder.glob("[0-9a-f][0-9a-f]/*") if _NAME.match(path.name)}

    def _prefix(self) -> str:
        return f"partnerdesk-{self._desk[:12]}-"

    def _sealed_name(self, sha256: str) -> str:
        return hmac.new(self._naming, sha256.encode(), hashlib.sha256).hexdigest()

    def _demand_room(self, name: str, size: int) -> None:
        if size > self.most:
            raise Refused(N_("“{name}” is too large: a file may have {limit} MB."), name=name, limit=self.most >> 20)
        with told(self.folder):
            if durable.free_space(self.folder) < 3 * size:
                raise DiskFull(DISK_FULL, path=str(self.folder))

    def _encrypt(
        self, chunks: Iterator[bytes], target: Path, key: bytes, name: str, expected: int, progress: Progress | None,
    ) -> tuple[int, str]:
        salt = secrets.token_bytes(_SALT)
        cipher, digest, size = AESGCM(key), hashlib.sha256(), 0
        handle = os.open(
            target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), durable.PRIVATE_FILE)
        with os.fdopen(handle, "wb") as writing:
            writing.write(MAGIC + salt)
            number, chunk = 0, next(chunks, b"")
            while True:
                following = next(chunks, b"")
                size += len(chunk)
                if size > self.most:  # it has grown since it was asked
                    self._demand_room(name, size)
                digest.update(chunk)
                writing.write(cipher.encrypt(*_nonce(salt, number), chunk, _place(number, not following)))
                if progress is not None:
                    progress(size, max(size, expected))
                if not following:
                    break
                number, chunk = number + 1, following
            writing.flush()
            os.fsync(writing.fileno())
        return size, digest.hexdigest()

    def _seal_again(self, sealed: Sealed, held: bytes) -> None:
        # The file of an equal, older row is lost or damaged: the new one heals it, under the older row's key.
        path = self.path(sealed.sealed_name)
        key = self._unwrapped(held, path)
        fresh = self.folder / f"{_NEW}{uuid.uuid4().hex}"
        with durable.removed_on_failure(fresh):
            self._encrypt(self._read(sealed.waiting, sealed), fresh, key, sealed.name, sealed.size, None)
            if not path.parent.exists():
                durable.private_folder(path.parent)
                durable.sync_folder(self.folder)
            fresh.replace(path)
            durable.sync_folder(path.parent)
        sealed.waiting.unlink(missing_ok=True)

    def _unwrapped(self, wrapped: bytes, path: Path) -> bytes:
        try:
            return aes_key_unwrap(self._wrapping, wrapped)
        except InvalidUnwrap as error:
            raise Damaged(N_("The key of the attached file {path} is damaged. Restore the latest backup."),
                          path=str(path)) from error

    def _read(self, path: Path, kept: Kept) -> Iterator[bytes]:
        damaged = Damaged(
            N_("The attached file “{name}” is damaged. Take it from a backup: it is {path}."),
            name=kept.name, path=str(path))
        cipher, digest, size, number = AESGCM(self._unwrapped(kept.wrapped_key, path)), hashlib.sha256(), 0, 0
        with told(path):
            if not path.exists():
                raise Missing(N_("The attached file “{name}” is lost. Take it from a backup: it is {path}."),
                              name=kept.name, path=str(path))
            with path.open("rb") as reading:
                head = reading.read(HEADER)
                if len(head) != HEADER or not head.startswith(MAGIC):
                    raise damaged
                chunk = reading.read(CHUNK + TAG)
                while True:
                    following = reading.read(CHUNK + TAG)
                    try:
                        plain = cipher.decrypt(
                            *_nonce(head[len(MAGIC):], number), chunk, _place(number, not following))
                    except InvalidTag as error:
                        raise damaged from error
                    size += len(plain)
                    digest.update(plain)
                    yield plain
                    if not following:
                        break
                    number, chunk = number + 1, following
        if size != kept.size or digest.hexdigest() != kept.sha256:
            raise damaged


def _nonce(salt: bytes, number: int) -> tuple[bytes]:
    return (salt + number.to_bytes(4, "big"),)


def _place(number: int, last: bool) -> bytes:
    # Chunks can be neither swapped nor left out, nor the end cut off.
    return MAGIC + number.to_bytes(8, "big") + bytes([last])


def _media(name: str, head: bytes) -> str:
    for start, kind in _KINDS:
        if head.startswith(start):
            return kind
    return mimetypes.guess_type(name, strict=False)[0] or "application/octet-stream"
