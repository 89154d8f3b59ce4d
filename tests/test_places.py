"""Where things lie in a checkout, in a wheel, and in the user's own folders."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from partnerdesk import places

TOP = Path(__file__).parents[1]


def test_a_checkout_keeps_its_files_at_its_top() -> None:
    assert places.resources() == TOP / "resources"
    assert places.translations() == TOP / "translations"
    assert places.fonts() == TOP / ".fonts"


def test_a_wheel_keeps_its_files_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(places, "_DATA", tmp_path / "data")
    assert places.resources() == tmp_path / "data" / "resources"
    assert places.translations() == tmp_path / "data" / "translations"
    assert places.fonts() == tmp_path / "data" / "fonts"


@pytest.mark.parametrize(
    ("place", "folder"),
    [
        (places.settings_folder, "user_config_path"),
        (places.log_folder, "user_log_path"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="the rights of a folder are POSIX's")
def test_a_users_folder_is_made_when_asked_for_and_closed_to_others(
    place: object, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "deep" / "partnerdesk"
    monkeypatch.setattr(platformdirs, folder, lambda *_, **__: made)
    assert place() == made  # type: ignore[operator]
    assert made.stat().st_mode & 0o777 == 0o700
    made.chmod(0o755)
    place()  # type: ignore[operator]
    assert made.stat().st_mode & 0o777 == 0o700


def test_reading_the_module_loads_nothing_heavy() -> None:
    code = "import sys, partnerdesk.places; print(*{*sys.modules} & {'platformdirs', 'gettext', 'sqlalchemy'})"
    said = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, cwd=TOP, check=True)
    assert said.stdout.strip() == ""
