"""The press as one process of our own: spawned, niced, long-lived, at the end of a pipe with which it dies."""

# What goes to it is pickled; what comes back is JSON: a process that reads foreign files is not believed further.

from __future__ import annotations

import json
import logging
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Condition, Thread
from time import monotonic
from traceback import extract_tb
from types import TracebackType
from typing import Any, BinaryIO, Final, NoReturn

from partnerdesk.paper.blocks import Packet, Paper
from partnerdesk.paper.faults import Fault, Test
from partnerdesk.paper.fonts import BUNDLED
from partnerdesk.paper.report import Report
from partnerdesk.problems import Refused, Spoken, Trouble, reason_of
from partnerdesk.words import N_, Label

NICENESS: Final = 10
MEMORY: Final = 3 << 30  # bytes of address space; fonts, maps and code take half a gigabyte of them
ANNEX_SECONDS: Final = 20.0  # to read one annex
FROZEN_ARGUMENT: Final = "--press"

_ROOT: Final = Path(__file__).resolve().parents[2]
_CODE: Final = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); sys.path.insert(0, sys.argv[1]);"
    "from partnerdesk.paper.worker import serve; serve()"
)
_SLOW, _FATAL = "slow", "fatal"  # why the press died over an annex
_STOPPED: Final = N_("The press was stopped before it was done.")
_FAILED: Final = N_("The press failed at {place}; this is a fault of the program.")


@dataclass(frozen=True)
class Job:
    """What is to be printed, and where to: a paper, one matter as two papers, or a packet."""

    content: Paper | tuple[Paper, ...] | Packet
    out: Path
    when: datetime
    proof: bool = True
    recto: bool = False  # every part of a packet begins on an odd page
    password: str = field(default="", repr=False)  # opens the file, which is encrypted where there is one


# the client


Progress = Callable[[float], None]


@dataclass
class _Order:
    job: Job
    future: Future[Report]
    progress: Progress | None


class Press:
    """The press as its users see it; its calls may come from any thread, and `progress` is called on one of its own."""

    def __init__(self, fonts: str = BUNDLED, folder: Path | None = None, annex_seconds: float = ANNEX_SECONDS) -> None:
        self._fonts, self._folder, self._annex_seconds = fonts, folder, annex_seconds
        self._state = Condition()
        self._waiting: deque[_Order] = deque()
        self._current: _Order | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: Thread | None = None
        self._closed = False

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process before it is needed."""
        with self._state:
            self._started()

    def submit(self, job: Job, progress: Progress | None = None) -> Future[Report]:
        """Print after what was submitted before; cancelling the future stops the press and starts it again."""
        order = _Order(replace(job, out=job.out.absolute()), Future(), progress)
        with self._state:
            if self._closed:
                raise Refused(N_("The press is closed."))
            self._waiting.append(order)
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._work, name="press", daemon=True)
                self._thread.start()
            self._state.notify_all()
        order.future.add_done_callback(lambda future: self._drop(order) if future.cancelled() else None)
        return order.future

    def cancel(self) -> None:
        """Give up everything that was submitted and is not done."""
        with self._state:
            orders = [*self._waiting, *([self._current] if self._current else [])]
        for order in orders:
            order.future.cancel()

    def close(self) -> None:
        """Take no more, give up what is not done, and end the process."""
        with self._state:
            self._closed = True
            self._state.notify_all()
        self.cancel()
        with self._state:
            self._kill()
            thread = self._thread
        if thread is not None:
            thread.join()
        with self._state:
            self._end()

    @property
    def process(self) -> int | None:
        """The number of the running process."""
        with self._state:
            return self._process.pid if self._process is not None else None

    def _drop(self, order: _Order) -> None:
        with self._state:
            if self._current is order:
                self._kill()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            try:
                self._process = subprocess.Popen(  # our own interpreter, its arguments our own
                    _command(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=None if sys.stderr is not None else subprocess.DEVNULL,
                    creationflags=_windows_flags(),
                )
            except OSError as error:
                raise Trouble(N_("The press could not be started: {reason}."), reason=reason_of(error)) from error
        return self._process

    def _end(self) -> None:
        """Bury the process, if there was one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _work(self) -> None:
        while True:
            with self._state:
                self._current = None
                while not self._waiting and not self._closed:
                    self._state.wait()
                if self._closed:
                    return
                self._current = order = self._waiting.popleft()
            try:
                self._settle(order)
            finally:
                if not order.future.done():  # a fault of the program: whoever waits must not wait for ever
                    order.future.set_exception(Trouble(_STOPPED))

    def _settle(self, order: _Order) -> None:
        """Have one job done, and tell its future unless that has been cancelled."""
        try:
            report = self._print(order)
        except Spoken as spoken:
            if order.future.set_running_or_notify_cancel():
                order.future.set_exception(spoken)
        else:
            if order.future.set_running_or_notify_cancel():
                order.future.set_result(report)

    def _print(self, order: _Order) -> Report:
        """Have one job done; where the press dies over an annex it is started again and told to leave that one out."""
        unread: dict[str, str] = {}
        fresh = False
        while True:
            talk = _Talk(order)
            with self._state:
                if self._closed or order.future.cancelled():
                    raise Trouble(_STOPPED)
                process = self._started()
            request = (order.job, self._fonts, self._folder, self._annex_seconds, unread)
            answer = talk.with_process(process, request)
            if answer is not None:
                if isinstance(answer, Spoken):
                    raise answer
                return answer
            with self._state:
                self._end()
            _sweep(order.job.out)
            if order.future.cancelled():
                raise Trouble(_STOPPED)
            if talk.opening:
                slow = monotonic() - talk.since > 0.9 * self._annex_seconds
                unread[talk.opening] = _SLOW if slow else _FATAL
            elif talk.begun or fresh:
                raise Trouble(_FAILED, place=talk.place) if talk.place else Trouble(_STOPPED)
            fresh = True


class _Talk:
    """What is said with the process about one job."""

    def __init__(self, order: _Order) -> None:
        self._progress = order.progress
        self._future = order.future
        self.begun = False
        self.opening = ""
        self.since = 0.0
        self.place = ""

    def with_process(self, process: subprocess.Popen[bytes], request: object) -> Report | Spoken | None:
        """The answer of the process, or nothing where it ended without one."""
        assert process.stdin is not None and process.stdout is not None
        data = pickle.dumps(request)
        try:
            process.stdin.write(len(data).to_bytes(8, "big") + data)
            process.stdin.flush()
            for line in process.stdout:
                answer = self._hear(json.loads(line))
                if answer is not None:
                    return answer
        except (OSError, ValueError):
            return None  # it died in the middle of a word
        return None

    def _hear(self, message: dict[str, Any]) -> Report | Spoken | None:
        match message:
            case {"begun": _}:
                self.begun = True
            case {"progress": share}:
                if self._progress is not None and not self._future.cancelled():
                    self._progress(float(share))
            case {"opening": key}:
                self.opening, self.since = str(key), monotonic()
            case {"done": report}:
                return _report(report)
            case {"refused": text, "values": values}:
                return Refused(text, **_labelled(values))
            case {"trouble": text, "values": values}:
                return Trouble(text, **_labelled(values))
            case {"failed": place}:
                self.place = str(place)
        return None


def _labelled(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a sentence, its reason a label again: JSON knows plain texts only."""
    return {name: Label(value) if name == "reason" else value for name, value in values.items()}


def _report(data: dict[str, Any]) -> Report:
    faults = tuple(Fault(page, Test(test), message, values) for page, test, message, values in data.pop("faults"))
    return Report(**{**data, "notes": tuple(data["notes"]), "faults": faults})


def _sweep(out: Path) -> None:
    """Take away what a killed press left beside the file."""
    for ending in ("part", "body"):
        with suppress(OSError):
            out.with_name(f".{out.name}.{ending}").unlink(missing_ok=True)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_ARGUMENT]
    # Not by multiprocessing, which would run the parent's main module again in the child. -P: nothing is imported
    # from the folder that somebody happens to stand in.
    return [sys.executable, "-P", "-X", "utf8", "-c", _CODE, str(_ROOT)]


def _windows_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0


# the process


def serve() -> NoReturn:
    """Be the press: take jobs from the standard input, say on the standard output what becomes of them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable()  # what qpdf remarks on foreign files stands in the report
    voice = _Voice()
    sys.excepthook = voice.last_words
    if sys.platform != "win32":
        os.nice(NICENESS)
        _limit_memory()
    jobs = _Inbox()
    import partnerdesk.paper.packet  # noqa: F401 - loaded while nobody waits

    for request in jobs:
        _serve_one(voice, *request)
    sys.exit()


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most), most))


class _Inbox:
    """The jobs as they come; the process ends in the moment in which the pipe does, whatever it is doing."""

    def __init__(self) -> None:
        self._state = Condition()
        self._jobs: deque[Any] = deque()
        Thread(target=self._listen, name="inbox", daemon=True).start()

    def _listen(self) -> None:
        pipe = os.fdopen(os.dup(0), "rb")  # a windowed program has no sys.stdin
        while len(head := pipe.read(8)) == 8:
            size = int.from_bytes(head, "big")
            data = pipe.read(size)
            if len(data) < size:
                break
            with self._state:
                self._jobs.append(pickle.loads(data))
                self._state.notify()
        os._exit(0)

    def __iter__(self) -> Iterator[Any]:
        while True:
            with self._state:
                while not self._jobs:
                    self._state.wait()
                job = self._jobs.popleft()
            yield job


class _Voice:
    """The way back to the parent; whatever else is written to the standard output does not get there."""

    def __init__(self) -> None:
        self._pipe: BinaryIO = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)

    def say(self, **message: Any) -> None:
        try:
            self._pipe.write(json.dumps(message, default=str).encode() + b"\n")
            self._pipe.flush()
        except OSError:
            os._exit(0)  # nobody listens any more

    def last_words(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The kind and place of a fault of the program; never its data."""
        frames = extract_tb(trace)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        self.say(failed=f"{kind.__name__}, {place}")
        os._exit(1)  # the inbox is still listening; an ordinary exit would wait for it


def _serve_one(
    voice: _Voice, job: Job, fonts: str, folder: Path | None, annex_seconds: float, unread: Mapping[str, str]
) -> None:
    voice.say(begun=True)
    try:
        report = _done(voice, job, fonts, folder, annex_seconds, unread)
    except Refused as refused:
        voice.say(refused=refused.message, values=refused.values)
    except Spoken as trouble:
        voice.say(trouble=trouble.message, values=trouble.values)
    except MemoryError:
        voice.say(trouble=N_("There is not enough memory to print this."), values={})
    except OSError as error:
        voice.say(trouble=N_("The press could not print: {reason}."), values={"reason": reason_of(error)})
    else:
        faults = [(fault.page, fault.test, fault.message, fault.values) for fault in report.faults]
        fields = ("pages", "fonts", "stand_ins", "missing", "seconds", "notes")
        voice.say(done={**{name: getattr(report, name) for name in fields}, "faults": faults})


def _done(
    voice: _Voice, job: Job, fonts: str, folder: Path | None, annex_seconds: float, unread: Mapping[str, str]
) -> Report:
    from partnerdesk.paper.annexes import DAMAGED, TOO_SLOW
    from partnerdesk.paper.packet import print_packet, print_papers

    def progress(share: float) -> None:
        voice.say(progress=round(share, 3))

    def opening(key: str) -> None:
        """Die, should this annex hold the press up: no other way leads out of a parser written in C++."""
        import faulthandler

        faulthandler.cancel_dump_traceback_later()
        voice.say(opening=key)
        if key:
            faulthandler.dump_traceback_later(annex_seconds, exit=True, file=nowhere)

    with Path(os.devnull).open("w") as nowhere:
        if isinstance(job.content, Packet):
            return print_packet(
                job.content,
                job.out,
                fonts=fonts,
                when=job.when,
                folder=folder,
                progress=progress,
                proof=job.proof,
                recto=job.recto,
                password=job.password,
                opening=opening,
                refused={key: TOO_SLOW if why == _SLOW else DAMAGED for key, why in unread.items()},
            )
        papers = job.content if isinstance(job.content, tuple) else (job.content,)
        return print_papers(
            papers, job.out, fonts=fonts, when=job.when, folder=folder, progress=progress, proof=job.proof,
            password=job.password,
        )  # fmt: skip
