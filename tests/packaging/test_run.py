"""The two commands: what is started after the set-up, with a screen and without one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import environment
import machine
import preparing
import pytest
import run
import test as prove

DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been started, in a checkout that is set up; a demonstration leaves its packet."""
    commands: list[list[str]] = []

    def start(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command[1:])
        if "demo" in command:
            out = Path(command[-1])
            out.mkdir(parents=True)
            (out / "packet.pdf").touch()
        return subprocess.CompletedProcess(command, 1 if "mypy" in command else 0)

    monkeypatch.setattr(preparing, "prepare", lambda peers=False: None)
    monkeypatch.setattr(environment, "TOP", tmp_path)
    monkeypatch.setattr(run.subprocess, "run", start)
    monkeypatch.setattr(machine.sys, "platform", "linux")
    monkeypatch.setattr(machine, "check", lambda: None)
    for name in DISPLAY:
        monkeypatch.delenv(name, raising=False)
    return commands


@pytest.mark.parametrize("name", DISPLAY)
def test_with_a_screen_the_window_is_opened(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "something")
    assert run.main([]) == 0
    assert started == [["-m", "partnerdesk"]]


def test_without_a_screen_the_packet_is_printed_and_its_place_said_each_time(
    started: list[list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = tmp_path / "build" / "sample"
    for _ in range(2):
        assert run.main([]) == 0
        assert str(sample / "packet.pdf") in capsys.readouterr().out
    assert started == [["-m", "partnerdesk", "demo", "--out", str(sample)]] * 2


def test_what_follows_is_handed_to_the_program(started: list[list[str]]) -> None:
    assert run.main(["list", "partners"]) == 0
    assert started == [["-m", "partnerdesk", "list", "partners"]]


def test_preparing_starts_nothing(started: list[list[str]]) -> None:
    assert run.main(["--prepare"]) == 0
    assert started == []


def test_every_check_is_run_and_one_that_fails_is_named(
    started: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert prove.main(["-k", "words"]) == 1
    assert [command[1] for command in started] == ["ruff", "mypy", "pytest"]
    assert started[2] == ["-m", "pytest", "-k", "words"]
    assert capsys.readouterr().err == "Faults were found by: mypy\n"


def test_the_long_proofs_are_run_by_themselves(started: list[list[str]]) -> None:
    assert prove.main(["--slow", "tests/store"]) == 0
    assert started == [["-m", "pytest", "-m", "slow", "tests/store"]]
