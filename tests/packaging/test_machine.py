"""What the set-up asks of a machine before it touches anything."""

from __future__ import annotations

import platform
import re
from importlib import metadata
from pathlib import Path

import machine
import pytest

PACKAGING = Path(machine.__file__).parent


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 9), (3, 13, 1)])
def test_a_supported_python_is_taken(version: tuple[int, ...]) -> None:
    machine.check_python(version)


@pytest.mark.parametrize(("version", "said"), [((3, 10, 14), "3.10"), ((3, 14, 0), "3.14"), ((2, 7, 18), "2.7")])
def test_another_python_is_named_and_refused(version: tuple[int, ...], said: str) -> None:
    with pytest.raises(machine.CannotPrepare, match=rf"3\.11 to 3\.13; this is Python {re.escape(said)}"):
        machine.check_python(version)


def test_the_pythons_are_those_of_the_project() -> None:
    project = (PACKAGING.parent / "pyproject.toml").read_text("utf-8")
    declared = re.search(r'requires-python = ">=(\S+?),<(\S+?)"', project)
    assert declared is not None
    oldest, (major, minor) = machine.OLDEST_PYTHON, machine.NEWEST_PYTHON
    assert declared.groups() == (machine.dotted(oldest), machine.dotted((major, minor + 1)))


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("glibc 2.36", (2, 36)),
        ("glibc 2.9", (2, 9)),
        ("glibc 2.35.1", (2, 35)),
        ("musl 1.2.4", None),
        ("", None),
        (None, None),
    ],
)
def test_the_c_library_is_read(text: str | None, version: tuple[int, int] | None) -> None:
    assert machine.glibc_of(text) == version


@pytest.mark.parametrize(
    ("text", "processor", "said"),
    [
        ("glibc 2.31", "x86_64", r"needs glibc 2\.34 or newer on x86_64 \(Debian 12.*has glibc 2\.31\."),
        ("glibc 2.9", "x86_64", r"has glibc 2\.9\."),
        ("glibc 2.36", "aarch64", r"needs glibc 2\.39 or newer on aarch64 \(Debian 13.*has glibc 2\.36\."),
        (None, "x86_64", "has another C library"),
        ("glibc 2.40", "riscv64", "this machine is riscv64"),
    ],
)
def test_a_linux_that_will_not_do_is_named_and_refused(text: str | None, processor: str, said: str) -> None:
    with pytest.raises(machine.CannotPrepare, match=said):
        machine.check_glibc(text, processor)


@pytest.mark.parametrize("processor", sorted(machine.OLDEST_GLIBC))
def test_the_oldest_c_library_is_taken(processor: str) -> None:
    machine.check_glibc(f"glibc {machine.dotted(machine.OLDEST_GLIBC[processor])}", processor)


def test_a_mac_and_a_windows_that_will_do_are_taken() -> None:
    machine.check_macos("15.0", "arm64")
    machine.check_macos("26.1.2", "arm64")
    machine.check_windows("AMD64")


@pytest.mark.parametrize(("release", "processor"), [("14.7", "arm64"), ("15.2", "x86_64")])
def test_another_mac_is_named_and_refused(release: str, processor: str) -> None:
    with pytest.raises(machine.CannotPrepare, match=f"this is {release} on {processor}"):
        machine.check_macos(release, processor)


def test_another_windows_is_named_and_refused() -> None:
    with pytest.raises(machine.CannotPrepare, match="this is one for ARM64"):
        machine.check_windows("ARM64")


@pytest.mark.skipif(platform.machine() not in machine.OLDEST_GLIBC, reason="only wheels for Linux name a glibc")
def test_the_oldest_c_library_is_that_of_the_installed_wheels() -> None:
    needed = {(0, 0)}
    for distribution in metadata.distributions():
        tags = re.findall(r"manylinux_(\d+)_(\d+)_", distribution.read_text("WHEEL") or "")
        if tags:
            needed.add(min((int(major), int(minor)) for major, minor in tags))
    assert max(needed) == machine.OLDEST_GLIBC[platform.machine()]


def test_libraries_that_ldd_did_not_find_are_named_once() -> None:
    said = """/there/QtGui.abi3.so:
\tlinux-vdso.so.1 (0x00007ffd1)
\tlibEGL.so.1 => not found
\tlibGL.so.1 => /lib/x86_64-linux-gnu/libGL.so.1 (0x00007f)
/there/libqxcb.so:
\tlibEGL.so.1 => not found
\tlibxcb-cursor.so.0 => not found
"""
    assert machine.unresolved(said) == {"libEGL.so.1", "libxcb-cursor.so.0"}


def test_each_library_has_its_package_or_is_said_to_have_none() -> None:
    assert machine.packages_for({"libgthread-2.0.so.0", "libglib-2.0.so.0", "libodd.so.3"}) == (
        ["libglib2.0-0"],
        ["libodd.so.3"],
    )


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """A machine without apt that lacks the libraries put into this set; only the window asks for libxcb-cursor."""
    lacks: set[str] = set()
    monkeypatch.setattr(machine, "install_packages", lambda packages: False)
    monkeypatch.setattr(
        machine,
        "missing_libraries",
        lambda qt, files: {
            name for name in lacks if name != "libxcb-cursor.so.0" or set(files) & set(machine.A_WINDOW)
        },
    )
    return lacks


def test_what_every_use_needs_is_named_and_refused(lacking: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "has_display", lambda: False)
    lacking.add("libEGL.so.1")
    with pytest.raises(machine.CannotPrepare, match=r"lacks the libraries libEGL\.so\.1; .*apt-get install libegl1"):
        machine.provide_libraries(Path())


@pytest.mark.parametrize("display", [True, False])
def test_what_a_window_needs_is_refused_only_where_a_window_opens(
    lacking: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], display: bool
) -> None:
    monkeypatch.setattr(machine, "has_display", lambda: display)
    lacking.add("libxcb-cursor.so.0")
    if display:
        with pytest.raises(machine.CannotPrepare, match="libxcb-cursor0"):
            machine.provide_libraries(Path())
    else:
        machine.provide_libraries(Path())
        assert "apt-get install libxcb-cursor0" in capsys.readouterr().out


def test_a_whole_machine_is_left_alone(lacking: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    machine.provide_libraries(Path())
    assert capsys.readouterr().out == ""


def test_an_old_python_can_read_the_first_modules() -> None:
    for name in ("run.py", "test.py", "machine.py"):
        compile_for_old(PACKAGING / name)


def compile_for_old(path: Path) -> None:
    import ast

    ast.parse(path.read_text("utf-8"), feature_version=(3, 7))


def test_a_refusal_is_one_sentence_and_status_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import run

    def refuse() -> None:
        raise machine.CannotPrepare("There is no network.")

    monkeypatch.setattr(machine, "check", refuse)
    assert run.main(["--prepare"]) == 1
    assert capsys.readouterr().err == "There is no network.\n"
