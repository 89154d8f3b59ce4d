"""What has reached the disk before anybody is told that it is kept."""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def sync_file(path: Path) -> None:
    """Wait until the content of a file is on the disk."""
    # Windows flushes only handles that may write.
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows keeps them with the files themselves."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def private_folder(folder: Path) -> Path:
    """A folder that only its owner may enter, made where it is absent."""
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    return folder


def write(path: Path, content: bytes) -> None:
    """Put a small file into place as a whole: a reader finds the old content or the new, never a part."""
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def copy(source: Path, target: Path) -> None:
    """Copy one file under a new name and wait for the disk; the target must not exist."""
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with source.open("rb") as reading, os.fdopen(handle, "wb") as writing:
        shutil.copyfileobj(reading, writing, 1 << 20)
        writing.flush()
        os.fsync(writing.fileno())


def move(source: Path, target: Path) -> None:
    """Rename within one disk and wait for both folders."""
    source.rename(target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def free_space(folder: Path) -> int:
    """Bytes that may still be written beside a path, by the nearest folder that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


@contextlib.contextmanager
def removed_on_failure(path: Path) -> Iterator[Path]:
    """A file or folder in the making, which vanishes when its making fails."""
    try:
        yield path
    except BaseException:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
        raise
