"""The desk's threads: one writes, one reads and can be interrupted, one is there while something long is checked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

INSTRUCTIONS = 20_000  # of the engine between two looks whether anybody still waits: about a millisecond

T = TypeVar("T")


def aside(job: Callable[[], T]) -> Future[T]:
    """Do one slow thing (unlocking a key, opening a desk) on a thread of its own that ends with it."""
    line = ThreadPoolExecutor(1, "desk-aside")
    future = line.submit(job)
    line.shutdown(wait=False)
    return future


class Superseded(Exception):
    """A read is stopped because nobody waits for it any more; its future is cancelled already."""


class _Reading:
    def __init__(self, name: str) -> None:
        self.name = name
        self.stopped = False


class Threads:
    """Jobs in, futures out; each thread has its own connection and does its jobs in the order of their coming."""

    def __init__(self, writer: Engine | None, reader: Engine, maintenance: Callable[[], Any]) -> None:
        self._engines = [engine for engine in (writer, reader) if engine is not None]
        self._maintenance = maintenance
        self._guard = threading.Lock()
        self._current: _Reading | None = None
        self._latest: dict[str, Future[Any]] = {}
        self._reads: set[Future[Any]] = set()
        self._writing = ThreadPoolExecutor(1, "desk-writer")
        self._reading = ThreadPoolExecutor(1, "desk-reader")
        self._maintaining = ThreadPoolExecutor(1, "desk-maintenance")
        self._standing_aside = ThreadPoolExecutor(1, "desk-files")
        self._writer = writer
        self._write_connection: Connection | None = None
        self._read_connection = reader.connect()
        driver = self._driver_of(self._read_connection)
        self._interrupt: Callable[[], None] = driver.interrupt
        # The engine forgets an interruption that comes just before a statement begins; this it asks meanwhile.
        driver.set_progress_handler(self._is_stopped, INSTRUCTIONS)
        # The window opens a desk by `aside` before SQLAlchemy is there: importing it takes longer than its first paint.
        from sqlalchemy import event

        event.listen(reader, "before_cursor_execute", self._stop_superseded)

    def write(self, job: Callable[[Connection], T]) -> Future[T]:
        """Do a job on the writing thread; its transaction is the job's own affair."""
        return self._writing.submit(self._write, job)

    def read(self, job: Callable[[Connection], T], *, superseding: str = "") -> Future[T]:
        """Do a job on the reading thread.

        The future is cancelled when a newer read of the same `superseding` name comes, and cancelling it, whoever
        does, stops the job at once.
        """
        outer: Future[T] = Future()
        reading = _Reading(superseding)
        with self._guard:
            older = self._latest.get(superseding) if superseding else None
            if superseding:
                self._latest[superseding] = outer
            self._reads.add(outer)
        if older is not None:
            older.cancel()

        def settle(inner: Future[T]) -> None:
            with self._guard:
                self._reads.discard(outer)
                if self._latest.get(superseding) is outer:
                    del self._latest[superseding]
            if not outer.set_running_or_notify_cancel():
                return
            error = inner.exception()
            if error is not None:
                outer.set_exception(error)
            else:
                outer.set_result(inner.result())

        # The outer future stays pending while the job runs: only so can it still be cancelled.
        outer.add_done_callback(lambda done: self._stop(reading) if done.cancelled() else None)
        self._reading.submit(self._read, job, reading).add_done_callback(settle)
        return outer

    def maintain(self, job: Callable[[Any], T]) -> Future[T]:
        """Do a long job (check, backup) on a connection of its own that is closed after it."""
        return self._maintaining.submit(self._maintain, job)

    def aside(self, job: Callable[[], T]) -> Future[T]:
        """Do a job with files, which needs no database."""
        return self._standing_aside.submit(job)

    def close(self) -> None:
        """Take nothing new, stop the reads, wait for every write, end all threads and connections."""
        with self._guard:
            reads = list(self._reads)
        for read in reads:
            read.cancel()
        for line in (self._reading, self._standing_aside, self._maintaining, self._writing):
            line.shutdown(wait=True)
        if self._write_connection is not None:
            self._write_connection.close()
        self._read_connection.close()
        for engine in self._engines:
            engine.dispose()

    def _write(self, job: Callable[[Connection], T]) -> T:
        if self._write_connection is None:
            if self._writer is None:
                raise ValueError("a desk open for reading only has no writer")
            self._write_connection = self._writer.connect()
        try:
            return job(self._write_connection)
        finally:
            self._write_connection.rollback()

    def _read(self, job: Callable[[Connection], T], reading: _Reading) -> T:
        with self._guard:
            if reading.stopped:
                raise Superseded
            self._current = reading
        try:
            return job(self._read_connection)
        finally:
            with self._guard:
                self._current = None
            self._read_connection.rollback()

    def _maintain(self, job: Callable[[Any], T]) -> T:
        connection = self._maintenance()
        try:
            return job(connection)
        finally:
            connection.close()

    def _stop(self, reading: _Reading) -> None:
        with self._guard:
            reading.stopped = True
            # Under the guard the running job cannot end and give way to one that somebody waits for.
            if self._current is reading:
                self._interrupt()

    def _stop_superseded(self, *_: Any) -> None:
        if self._is_stopped():
            raise Superseded

    def _is_stopped(self) -> bool:
        current = self._current
        return current is not None and current.stopped

    @staticmethod
    def _driver_of(connection: Connection) -> Any:
        return connection.connection.driver_connection
