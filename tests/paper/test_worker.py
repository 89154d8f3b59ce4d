"""The press is a process of its own: it prints, tells how far it is, can be stopped, and dies with its parent."""

from __future__ import annotations

import concurrent.futures
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from partnerdesk.paper import annexes, worker
from partnerdesk.paper.blocks import Annex, Heading, Packet, Paper, Paragraph, Part, Profile, Title
from partnerdesk.paper.worker import Job, Press
from partnerdesk.problems import Refused, Trouble

WHEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
LONG = "会议认为，各成员单位应当按照章程规定的程序提出议案，并在会前十日送达秘书处。" * 3


def paper(paragraphs: int = 3, text: str = LONG) -> Paper:
    blocks = (Title("会议通知"), Heading("一、议题", bookmark=True), *[Paragraph(text)] * paragraphs)
    return Paper("notice", "会议通知", Profile.OFFICIAL, blocks)


def until(what: Callable[[], bool], seconds: float = 20) -> bool:
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    gate = threading.Event()
    while not what():
        if time.monotonic() > end:
            return False
        gate.wait(0.02)
    return True


def lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):  # it may end between being found and being read
        return False
    return state != "Z"


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with Press() as one:
        yield one


def test_it_prints_proves_and_reports(press: Press, tmp_path: Path) -> None:
    shares: list[float] = []
    report = press.submit(Job(paper(), tmp_path / "a.pdf", WHEN), shares.append).result(60)
    assert report.pages == len(pikepdf.open(tmp_path / "a.pdf").pages) == 1
    assert report.faults == () and report.missing == {} and report.fonts["body"]
    assert shares and shares == sorted(shares) and shares[-1] == 1


def test_it_stays_for_the_next_job(press: Press, tmp_path: Path) -> None:
    press.submit(Job(paper(), tmp_path / "a.pdf", WHEN)).result(60)
    before = press.process
    press.submit(Job(paper(), tmp_path / "b.pdf", WHEN)).result(60)
    assert press.process == before is not None
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_another_press_prints_the_same_bytes(press: Press, tmp_path: Path) -> None:
    """Whatever order that process gives to its sets."""
    picture = tmp_path / "a.png"
    Image.new("L", (30, 30), 128).save(picture)
    packet = Packet("材料", "zh_CN", None, None, (Part("a", "甲", paper()), Part("b", "乙", Annex("乙", picture))))
    press.submit(Job(packet, tmp_path / "a.pdf", WHEN)).result(60)
    with Press() as other:
        other.submit(Job(packet, tmp_path / "b.pdf", WHEN)).result(60)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_one_matter_as_two_papers_becomes_one_file(press: Press, tmp_path: Path) -> None:
    report = press.submit(Job((paper(), paper()), tmp_path / "a.pdf", WHEN)).result(60)
    assert report.pages == 3 and report.faults == ()  # the second begins on a sheet of its own


def test_faults_of_the_print_come_back(press: Press, tmp_path: Path) -> None:
    report = press.submit(Job(paper(text="〓"), tmp_path / "a.pdf", WHEN)).result(60)
    assert [fault.test for fault in report.faults] == ["signs"] and report.faults[0].page == 1


def test_trouble_comes_back_as_a_sentence(press: Press, tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        press.submit(Job(paper(), tmp_path / "no" / "a.pdf", WHEN)).result(60)
    assert "Traceback" not in str(trouble.value) and not trouble.value.message.startswith("The press failed")
    assert press.submit(Job(paper(), tmp_path / "a.pdf", WHEN)).result(60).pages == 1


def test_a_fault_of_the_program_is_told_by_kind_and_place_only(press: Press, tmp_path: Path) -> None:
    broken = Paper("secret-name", "t", Profile.OFFICIAL, ("not a block",))  # type: ignore[arg-type]
    with pytest.raises(Trouble) as trouble:
        press.submit(Job(broken, tmp_path / "a.pdf", WHEN)).result(60)
    assert trouble.value.values["place"].endswith(tuple("0123456789"))
    assert "secret" not in str(trouble.value.values) and "not a block" not in str(trouble.value.values)
    assert press.submit(Job(paper(), tmp_path / "b.pdf", WHEN)).result(60).pages == 1


def test_a_killed_press_is_started_again(press: Press, tmp_path: Path) -> None:
    press.submit(Job(paper(), tmp_path / "a.pdf", WHEN)).result(60)
    before = press.process
    assert before is not None
    os.kill(before, signal.SIGKILL)
    assert press.submit(Job(paper(), tmp_path / "b.pdf", WHEN)).result(60).pages == 1
    assert press.process != before


def test_cancelling_stops_the_press_and_leaves_nothing_behind(press: Press, tmp_path: Path) -> None:
    begun = threading.Event()
    future = press.submit(Job(paper(20_000), tmp_path / "a.pdf", WHEN), lambda share: begun.set())
    assert begun.wait(60)
    at_work = press.process
    assert at_work is not None and future.cancel()
    with pytest.raises(CancelledError):
        future.result()
    assert until(lambda: not lives(at_work))
    assert press.submit(Job(paper(), tmp_path / "b.pdf", WHEN)).result(60).pages == 1
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]


def test_what_waits_can_be_given_up_too(press: Press, tmp_path: Path) -> None:
    futures = [press.submit(Job(paper(20_000), tmp_path / f"{n}.pdf", WHEN)) for n in range(3)]
    press.cancel()
    assert all(future.cancelled() for future in futures)
    assert press.submit(Job(paper(), tmp_path / "b.pdf", WHEN)).result(60).pages == 1


def test_a_closed_press_takes_nothing_and_its_process_is_gone(tmp_path: Path) -> None:
    press = Press()
    waiting = press.submit(Job(paper(20_000), tmp_path / "a.pdf", WHEN))
    assert until(lambda: press.process is not None)
    process = press.process
    press.close()
    assert waiting.cancelled() and process is not None and not lives(process)
    with pytest.raises(Refused):
        press.submit(Job(paper(), tmp_path / "a.pdf", WHEN))
    press.close()


def test_a_press_started_and_never_used_is_ended(tmp_path: Path) -> None:
    with Press() as press:
        press.start()
        process = press.process
        assert process is not None and lives(process)
    assert not lives(process) and press.process is None


def test_a_press_that_cannot_be_started_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with Press() as press, pytest.raises(Trouble, match="could not be started"):
        press.submit(Job(paper(), tmp_path / "a.pdf", WHEN)).result(60)


def test_those_who_wait_for_several_hear_of_what_was_cancelled(press: Press, tmp_path: Path) -> None:
    futures = [press.submit(Job(paper(5_000), tmp_path / f"{n}.pdf", WHEN)) for n in range(2)]
    futures[0].cancel()
    futures[1].cancel()
    assert concurrent.futures.wait(futures, 60).not_done == set()


def test_it_may_be_used_from_any_thread(press: Press, tmp_path: Path) -> None:
    pages: list[int] = []

    def use(number: int) -> None:
        pages.append(press.submit(Job(paper(), tmp_path / f"{number}.pdf", WHEN)).result(60).pages)

    threads = [threading.Thread(target=use, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert pages == [1] * 4


@pytest.mark.skipif(os.name != "posix", reason="needs a named pipe")
def test_an_annex_that_holds_the_press_up_is_left_out_and_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "slow.pdf")  # opening it for reading never returns
    good = pikepdf.new()
    good.add_blank_page()
    good.save(tmp_path / "good.pdf")
    parts = tuple(Part(name, name, Annex(name, tmp_path / f"{name}.pdf")) for name in ("good", "slow"))
    with Press(annex_seconds=2) as press:
        report = press.submit(Job(Packet("材料", "en", None, None, parts), tmp_path / "a.pdf", WHEN)).result(60)
    assert report.pages == 1 and report.notes == (f"slow: {annexes.TOO_SLOW}",)


@pytest.mark.skipif(os.name != "posix", reason="needs a named pipe")
def test_an_annex_that_kills_the_press_is_left_out_and_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "deadly.pdf")
    parts = (Part("deadly", "deadly", Annex("deadly", tmp_path / "deadly.pdf")), Part("notice", "notice", paper()))
    with Press() as press:
        future = press.submit(Job(Packet("材料", "en", None, None, parts), tmp_path / "a.pdf", WHEN))
        with (tmp_path / "deadly.pdf").open("wb"):  # returns when the press is about to read it
            process = press.process
            assert process is not None
            os.kill(process, signal.SIGKILL)
            assert future.result(60).notes == (f"deadly: {annexes.DAMAGED}",)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_is_niced_and_ignores_the_interrupt_key(press: Press, tmp_path: Path) -> None:
    press.submit(Job(paper(), tmp_path / "a.pdf", WHEN)).result(60)
    process = press.process
    assert process is not None
    assert os.getpriority(os.PRIO_PROCESS, process) == worker.NICENESS
    os.kill(process, signal.SIGINT)
    assert press.submit(Job(paper(), tmp_path / "b.pdf", WHEN)).result(60).pages == 1
    assert press.process == process


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_dies_with_its_parent_even_in_the_middle_of_its_work(tmp_path: Path) -> None:
    code = f"""
import sys, threading; sys.path.insert(0, {str(ROOT / "tests" / "paper")!r}); sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
import test_worker
from partnerdesk.paper.worker import Job, Press
begun = threading.Event()
press = Press()
press.submit(Job(test_worker.paper(20_000), Path({str(tmp_path)!r}) / "a.pdf", test_worker.WHEN), lambda _: begun.set())
begun.wait(60)
print(press.process, flush=True)
threading.Event().wait()
"""
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert lives(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert until(lambda: not lives(child), 10)


@pytest.mark.skipif(os.name != "posix", reason="stands in for the program by a shell script")
def test_a_program_frozen_into_one_file_is_its_own_press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "PartnerDesk"
    program.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -m partnerdesk "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    with Press() as press:
        assert press.submit(Job(paper(), tmp_path / "a.pdf", WHEN)).result(60).pages == 1


def test_neither_the_process_nor_its_client_loads_what_it_has_no_use_for(tmp_path: Path) -> None:
    client = "import sys, partnerdesk.paper.worker; print(*sys.modules)"
    process = f"""
import sys
from pathlib import Path
import partnerdesk.paper.worker, partnerdesk.paper.packet
from test_worker import WHEN, paper
partnerdesk.paper.packet.print_papers((paper(),), Path({str(tmp_path)!r}) / "a.pdf", when=WHEN, proof=True)
print(*sys.modules)
"""
    loaded = {}
    for name, code in (("client", client), ("process", process)):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests" / "paper")))}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
        loaded[name] = {module.partition(".")[0] for module in done.stdout.split()}
    assert not loaded["process"] & {"PySide6", "sqlalchemy", "sqlcipher3", "qasync", "keyring", "alembic"}
    assert not loaded["client"] & {"PySide6", "sqlalchemy", "reportlab", "pikepdf", "pypdfium2", "PIL"}


def test_the_main_module_of_the_program_is_not_run_again(tmp_path: Path) -> None:
    (tmp_path / "window.py").write_text(
        f"""
import sys; sys.path.insert(0, {str(ROOT)!r}); sys.path.insert(0, {str(ROOT / "tests" / "paper")!r})
from pathlib import Path
print("main", flush=True)
import test_worker
from partnerdesk.paper.worker import Job, Press
press = Press()
print(press.submit(Job(test_worker.paper(), Path({str(tmp_path)!r}) / "a.pdf", test_worker.WHEN)).result(60).pages)
press.close()
""",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, tmp_path / "window.py"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["main", "1"]
    (tmp_path / "a.pdf").unlink()
    done = subprocess.run([sys.executable, "-m", "window"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.split() == ["main", "1"]
