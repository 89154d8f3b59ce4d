"""The built wheel, in an environment that has never seen the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
FONTS = sorted(path.name for path in (TOP / ".fonts").glob("*.[to][tx][ft]"))

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(TOP)]
    done = subprocess.run(build, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run something in an environment that holds the wheel and, on a path of their own, its dependencies."""
    home = tmp_path_factory.mktemp("elsewhere")
    where = home / "environment"
    venv.create(where, with_pip=False)
    scripts = where / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet"]
    done = subprocess.run([*pip, str(wheel)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    # A folder on a path file is searched, but its own path files, the editable checkout's among them, are not read.
    packages = next(where.glob("**/site-packages"))
    dependencies = Path(str(metadata.distribution("SQLAlchemy").locate_file("")))
    (packages / "dependencies.pth").write_text(str(dependencies), encoding="utf-8")
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    surroundings |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")}

    def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(scripts / program), *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=home,
            env=surroundings,
            stdin=subprocess.DEVNULL,
        )

    return run


def test_the_wheel_carries_the_fonts_and_the_compiled_translations_but_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert sorted(Path(name).name for name in names if name.startswith("partnerdesk/data/fonts/")) == FONTS
    assert "partnerdesk/data/translations/zh_CN.mo" in names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"partnerdesk"}


def test_the_wheel_carries_every_file_of_the_resources(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in (TOP / "resources").rglob("*") if path.is_file()]
    assert {f"partnerdesk/data/{path.relative_to(TOP).as_posix()}" for path in files} <= names


def test_the_installed_program_reads_its_own_files(installed: Run) -> None:
    code = (
        "import partnerdesk; from partnerdesk import places\n"
        "package = places.fonts().parents[1]\n"
        "assert partnerdesk.__file__.startswith(str(package)), partnerdesk.__file__\n"
        "print(package, *sorted(path.name for path in places.fonts().iterdir()))\n"
        "assert (places.translations() / 'zh_CN.mo').is_file()\n"
    )
    done = installed("python", "-c", code)
    assert done.returncode == 0, done.stderr
    package, *fonts = done.stdout.split()
    assert not Path(package).is_relative_to(TOP)
    assert fonts == FONTS


def test_the_installed_program_names_its_commands(installed: Run) -> None:
    done = installed("partnerdesk", "--help")
    assert done.returncode == 0, done.stderr
    assert "demo" in done.stdout


def test_the_installed_program_prints_the_sample_offices_packet(installed: Run, tmp_path: Path) -> None:
    done = installed("partnerdesk", "demo", "--out", str(tmp_path / "sample"))
    assert done.returncode == 0, done.stderr
    packets = list((tmp_path / "sample").rglob("*.pdf"))
    assert packets
    assert all(path.read_bytes().startswith(b"%PDF-") for path in packets)
