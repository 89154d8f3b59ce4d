"""Which input method the window speaks to: chosen before Qt begins."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def chosen(environment: Mapping[str, str], plugins: Sequence[str]) -> str:
    """Which input method front end Qt is to use on Linux; empty leaves it to Qt.

    The wheels bring the front end of ibus only. Where fcitx is configured and its own plug-in is not there, fcitx5's
    ibus front end serves.
    """
    asked = " ".join(environment.get(name, "") for name in ("QT_IM_MODULE", "XMODIFIERS", "GTK_IM_MODULE")).casefold()
    if "fcitx" in asked and not any("fcitx" in name.casefold() for name in plugins):
        return "ibus"
    return ""


def prepare() -> None:
    """Name Qt's front end in the environment, where Qt would not find the right one by itself."""
    if sys.platform.startswith("linux"):
        from PySide6.QtCore import QLibraryInfo

        folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
        plugins = [path.name for path in folder.glob("*")] if folder.is_dir() else []
        front_end = chosen(os.environ, plugins)
        if front_end:
            os.environ["QT_IM_MODULE"] = front_end
