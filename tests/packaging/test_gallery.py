"""The gallery takes real pictures of real pages, the same each time, and keeps its hands off the clerk's own things."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import gallery
import pytest
from environment import TOP
from PIL import Image

SCREENS = ("zh/light/empty/today.png", "zh/light/sample/today.png", "zh/light/sample/partners-dossier.png",
           "zh/light/sample/settings.png")
MOST = 200_000  # bytes of a picture that README.md shows


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    out = tmp_path_factory.mktemp("gallery") / "out"
    # A home of its own would show whatever the gallery leaves behind there.
    alone = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")}
    done = subprocess.run([sys.executable, str(TOP / "packaging" / "gallery.py"), gallery.INSIDE, str(out), "--quick"],
                          capture_output=True, text=True, timeout=120, env=alone)
    assert done.returncode == 0, done.stderr
    assert not list(home.rglob("settings.json"))
    return out


def test_a_quick_run_takes_a_handful_and_lists_them(quick: Path) -> None:
    listed = (quick / "index.txt").read_text("utf-8").splitlines()
    taken = {path.relative_to(quick).as_posix() for path in quick.rglob("*.png")}
    assert taken == {line for line in listed if line.endswith(".png")}
    assert taken > set(SCREENS)
    assert any(name.startswith("papers/zh/minutes-") for name in taken)


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_has_its_size_and_something_on_it(quick: Path, name: str) -> None:
    with Image.open(quick / name) as image:
        assert image.size == (1366, 768)
        colours = image.convert("RGB").getcolors(1_000_000)
    assert colours is not None
    assert len(colours) > 100


def test_a_full_desk_looks_other_than_an_empty_one(quick: Path) -> None:
    assert (quick / SCREENS[0]).read_bytes() != (quick / SCREENS[1]).read_bytes()


def test_wrong_usage_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["out", "--readme"], ["out", "--nothing"]):
        with pytest.raises(SystemExit) as ended:
            gallery.main(arguments)
        assert ended.value.code == 2
    assert "OUT" in capsys.readouterr().err


def test_the_pictures_that_are_shown_are_there_small_and_described() -> None:
    text = (TOP / "README.md").read_text("utf-8")
    shown = sorted(gallery.README.glob("*.png"))
    assert [path.stem for path in shown] == ["dossier", "meeting", "minutes", "today"]
    for path in shown:
        assert path.stat().st_size <= MOST
        before, found, _ = text.partition(f"](packaging/pictures/{path.name})")
        assert found
        assert len(before.rpartition("![")[2]) > 20
