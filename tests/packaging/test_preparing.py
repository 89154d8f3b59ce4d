"""Setting up: once, again only where the ground has changed, and in a sentence where it cannot be done."""

from __future__ import annotations

import re
import subprocess
import time
import tomllib
from pathlib import Path

import environment
import preparing
import pytest
from machine import CannotPrepare


def test_a_step_is_done_once_and_again_when_its_ground_has_changed(tmp_path: Path) -> None:
    ground, done = ["one"], []

    def step() -> None:
        preparing.Stamp(tmp_path / "stamp.json").step("step", lambda: ground[0], lambda: done.append(ground[0]))

    step()
    step()
    ground[0] = "two"
    step()
    assert done == ["one", "two"]


def test_the_ground_is_looked_at_after_the_work_that_makes_it(tmp_path: Path) -> None:
    made = tmp_path / "made"
    runs = []

    def work() -> None:
        runs.append(1)
        made.touch()

    for _ in range(2):
        preparing.Stamp(tmp_path / "stamp.json").step("step", lambda: str(made.exists()), work)
    assert len(runs) == 1
    made.unlink()
    preparing.Stamp(tmp_path / "stamp.json").step("step", lambda: str(made.exists()), work)
    assert len(runs) == 2


def test_a_step_that_failed_is_tried_again(tmp_path: Path) -> None:
    def fail() -> None:
        raise CannotPrepare("There is no network.")

    with pytest.raises(CannotPrepare):
        preparing.Stamp(tmp_path / "stamp.json").step("step", lambda: "ground", fail)
    done: list[int] = []
    preparing.Stamp(tmp_path / "stamp.json").step("step", lambda: "ground", lambda: done.append(1))
    assert done == [1]


def test_a_broken_stamp_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "stamp.json").write_text('{"environment": "half', encoding="utf-8")
    assert preparing.Stamp(tmp_path / "stamp.json").done == {}


def test_a_digest_tells_absent_from_empty(tmp_path: Path) -> None:
    absent = preparing.digest(tmp_path / "file")
    (tmp_path / "file").touch()
    empty = preparing.digest(tmp_path / "file")
    (tmp_path / "file").write_text("text", encoding="utf-8")
    assert len({absent, empty, preparing.digest(tmp_path / "file")}) == 3


def test_with_nothing_to_do_the_grounds_are_read_within_a_second() -> None:
    start = time.perf_counter()
    preparing.environment_ground()
    preparing.translations_ground()
    preparing.fonts_ground()
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("WARNING: Retrying\nERROR: No matching distribution found for qt\n", r"distribution found for qt\. Is there"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n  qt: expected 1, got 2", "hash"),
    ],
)
def test_what_pip_says_becomes_a_sentence(monkeypatch: pytest.MonkeyPatch, answer: str, sentence: str) -> None:
    failed = subprocess.CompletedProcess([], 1, "", answer)
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(CannotPrepare, match=sentence):
        environment.install(environment.VENV, environment.LOCK)


def pinned(lock: Path) -> dict[str, list[str]]:
    """The packages of a lock file and the hashes of each."""
    packages: dict[str, list[str]] = {}
    for line in lock.read_text("utf-8").splitlines():
        if found := re.match(r"([a-z0-9][a-z0-9.-]*)==", line):
            packages[found[1]] = []
        elif found := re.match(r"    --hash=sha256:([0-9a-f]{64})(?: \\)?$", line):
            packages[next(reversed(packages))].append(found[1])
    return packages


@pytest.mark.parametrize("name", ["lock.txt", "peers.txt", "npm.txt"])
def test_a_lock_file_pins_every_package_by_hash_and_names_no_registry(name: str) -> None:
    lock = preparing.TOP / "packaging" / name
    packages = pinned(lock)
    assert packages
    assert not [package for package, hashes in packages.items() if not hashes]
    assert "://" not in lock.read_text("utf-8")
    assert "index-url" not in lock.read_text("utf-8")


def test_the_lock_file_holds_all_that_the_project_declares() -> None:
    declared = tomllib.loads((preparing.TOP / "pyproject.toml").read_text("utf-8"))
    wanted = declared["project"]["dependencies"] + declared["dependency-groups"]["dev"]
    names = {re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower().replace("_", "-") for requirement in wanted}  # type: ignore[index]
    assert names <= set(pinned(environment.LOCK))


def test_the_tools_that_build_the_wheel_are_locked_too() -> None:
    assert {"hatchling", "babel", "build"} <= set(pinned(environment.LOCK))
