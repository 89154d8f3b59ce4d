"""The benchmarks run, judge rightly, and give the same input everywhere."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import bench
import pytest
from benchmarks import packet_input
from benchmarks.made_up import dossiers, parts_of
from benchmarks.measuring import TOP, Absent, Bench, Outcome, in_turn, own, ratios

# Of the packet's input at a tenth: nothing of this machine or this Python may be in it.
PACKET = "7568d44c95663f5d1b1cbc87e3b3b88e54730b3c7dc69c68ebe87dab26518df8"


def test_each_benchmark_is_named_and_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--list"]) == 0
    said = capsys.readouterr().out
    for name in bench.SUBJECTS:
        assert name in said
        assert (TOP / "packaging" / "benchmarks" / f"{name}.py").is_file()


def test_an_unknown_one_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["nothing"]) == 2
    assert "nothing" in capsys.readouterr().err


@pytest.mark.parametrize(("value", "at_least", "met"), [
    (5.0, True, True), (4.9, True, False), (5.0, False, True), (5.1, False, False), (None, True, None)])
def test_a_budget_is_met_or_missed(value: float | None, at_least: bool, met: bool | None) -> None:
    outcome = Outcome("P1", "pages", value, 5, at_least)
    assert outcome.met is met
    assert ("MISSED" in outcome.said()) is (met is False)
    assert "MISSED" not in outcome.said(quick=True)


def test_contestants_take_turns_and_the_first_round_is_dropped() -> None:
    order: list[str] = []

    def measure(name: str, figures: list[float]) -> dict[str, float]:
        order.append(name)
        return {"s": figures[order.count(name) - 1]}

    def missing() -> dict[str, float]:
        raise Absent("not here")

    found = in_turn({"a": lambda: measure("a", [99, 1, 2, 3]), "gone": missing,
                     "b": lambda: measure("b", [99, 4, 4, 5])}, rounds=3)
    assert order == ["a", "b"] * 4
    assert found == {"a": {"s": 2}, "b": {"s": 4}}
    (there, absent) = ratios(found, "b", "s", [("X", "of a", "a", 2), ("X", "of gone", "gone", 2)])
    assert (there.value, there.met) == (2, True)
    assert absent.met is None and "gone" in absent.note


def test_the_input_is_the_same_on_every_machine() -> None:
    made = json.dumps(packet_input.make(0.1), ensure_ascii=False).encode()
    assert hashlib.sha256(made).hexdigest() == PACKET
    assert [each.name for each in dossiers(2)] == [each.name for each in dossiers(2)]
    assert all(len(part) == 2 for part in parts_of([each.name for each in dossiers(50)], 20, 2))



def test_each_engine_of_ours_prints_the_packet(tmp_path: Path) -> None:
    source = packet_input.write(tmp_path / "packet.json", 0.02)
    pages = {name: own("body_engine", name, str(source), str(tmp_path / "out.pdf"))["pages"]
             for name in ("ours", "limit", "platypus")}
    assert pages["ours"] == pages["limit"] > 1
    assert abs(pages["platypus"] - pages["ours"]) <= 2 + pages["ours"] // 10


@pytest.mark.parametrize("name", ["breaking", "opening", "search"])
def test_a_quick_run_measures_something(name: str) -> None:
    done = subprocess.run([sys.executable, "packaging/bench.py", "--inside", "--quick", name], cwd=TOP,
                          capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "not judged" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in bench.SUBJECTS if name not in ("breaking", "opening", "search")])
def test_every_benchmark_runs(name: str, tmp_path: Path) -> None:
    from importlib import import_module

    outcomes = list(import_module(f"benchmarks.{name}").run(Bench(tmp_path, quick=True, say=lambda text: None)))
    assert any(outcome.value for outcome in outcomes)
