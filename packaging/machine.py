"""Ask the machine for what PartnerDesk stands on: a Python, a C library, system libraries.

Kept to the syntax of old Pythons: it is here that they are told they are too old.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 13)
# What the wheels in the lock file were built for: the processor, and the oldest system or C library it needs.
OLDEST_GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}
OLDEST_MACOS = (15, 0)
SYSTEMS_OF_GLIBC = {(2, 34): "Debian 12, Ubuntu 22.04, RHEL 9", (2, 39): "Debian 13, Ubuntu 24.04, RHEL 10"}

# The Debian package of each system library that Qt's wheels leave to the machine.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

# Without the first nothing of Qt loads; the second opens a window; the third prints and speaks Wayland.
ANY_USE = (
    "QtCore.abi3.so",
    "QtDBus.abi3.so",
    "QtPdfWidgets.abi3.so",
    "QtPrintSupport.abi3.so",
    "QtSvg.abi3.so",
    "QtWidgets.abi3.so",
    "Qt/plugins/platforms/libqoffscreen.so",
)
A_WINDOW = ("Qt/plugins/platforms/libqxcb.so",)
COMFORT = ("Qt/plugins/printsupport/libcupsprintersupport.so", "Qt/plugins/platforms/libqwayland.so")


class CannotPrepare(Exception):
    """Something that PartnerDesk needs cannot be had here; the sentence says what and what to do."""


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)


def check_python(version: tuple[int, ...]) -> None:
    """Refuse a Python that the lock file was not made for."""
    if not OLDEST_PYTHON <= version[:2] <= NEWEST_PYTHON:
        raise CannotPrepare(
            f"PartnerDesk runs on Python {dotted(OLDEST_PYTHON)} to {dotted(NEWEST_PYTHON)}; this is Python "
            f"{dotted(version[:2])}. Start it with another one, for example python3.12 packaging/run.py."
        )


def glibc_of(text: str | None) -> tuple[int, int] | None:
    """The version in what the C library says of itself ("glibc 2.36"), or nothing for another library."""
    found = re.fullmatch(r"glibc (\d+)\.(\d+)(?:\..*)?", text or "")
    return (int(found[1]), int(found[2])) if found else None


def check_glibc(text: str | None, processor: str) -> None:
    """Refuse a Linux that the wheels do not load on."""
    oldest = OLDEST_GLIBC.get(processor)
    if oldest is None:
        raise CannotPrepare(f"On Linux PartnerDesk runs on {' and '.join(OLDEST_GLIBC)}; this machine is {processor}.")
    version = glibc_of(text)
    if version is None or version < oldest:
        found = f"glibc {dotted(version)}" if version else "another C library"
        raise CannotPrepare(
            f"PartnerDesk needs glibc {dotted(oldest)} or newer on {processor} ({SYSTEMS_OF_GLIBC[oldest]} or later); "
            f"this machine has {found}."
        )


def check_macos(release: str, processor: str) -> None:
    """Refuse a Mac that the wheels do not load on."""
    version = tuple(int(part) for part in release.split(".")[:2])
    if processor != "arm64" or version < OLDEST_MACOS:
        raise CannotPrepare(
            f"PartnerDesk needs macOS {OLDEST_MACOS[0]} or newer on Apple silicon; this is {release} on {processor}."
        )


def check_windows(processor: str) -> None:
    """Refuse a Python for Windows that there are no wheels for."""
    if processor != "AMD64":
        raise CannotPrepare(f"On Windows PartnerDesk needs a 64-bit Intel Python (AMD64); this is one for {processor}.")


def check() -> None:
    """Refuse a machine on which nothing that follows could work."""
    check_python(sys.version_info[:2])
    processor = platform.machine()
    if sys.platform == "win32":
        check_windows(processor)
    elif sys.platform == "darwin":
        check_macos(platform.mac_ver()[0], processor)
    elif sys.platform.startswith("linux"):
        try:
            text = os.confstr("CS_GNU_LIBC_VERSION")
        except ValueError:
            text = None
        check_glibc(text, processor)


def has_display() -> bool:
    """Whether a window can be opened, or somebody has said how Qt shall do without a screen."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def unresolved(said_by_ldd: str) -> set[str]:
    """The libraries that ldd did not find."""
    return set(re.findall(r"^\s*(\S+) => not found", said_by_ldd, re.MULTILINE))


def missing_libraries(qt: Path, files: tuple[str, ...]) -> set[str]:
    """The system libraries that these files of Qt ask for and this machine does not have."""
    there = [str(qt / name) for name in files if (qt / name).exists()]
    if not there or shutil.which("ldd") is None:
        return set()
    said = subprocess.run(["ldd", *there], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    return unresolved(said.stdout)


def packages_for(libraries: set[str]) -> tuple[list[str], list[str]]:
    """The Debian packages that hold these libraries, and the libraries of which no package is known."""
    packages = sorted({PACKAGES[name] for name in libraries if name in PACKAGES})
    return packages, sorted(name for name in libraries if name not in PACKAGES)


def as_root() -> list[str] | None:
    """What stands before a command that only root may run, or nothing where we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def install_packages(packages: list[str]) -> bool:
    """Install Debian packages where there is apt and the right to use it; say whether it worked."""
    if not sys.platform.startswith("linux") or shutil.which("apt-get") is None:
        return False
    before = as_root()
    if before is None:
        return False
    say(f"Installing system packages: {' '.join(packages)}")
    install = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq",
               "--no-install-recommends", *packages]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if subprocess.run(install, **quiet).returncode == 0:  # type: ignore[call-overload]
        return True
    # A fresh machine may hold no list of packages yet, or one that is too old.
    subprocess.run([*before, "apt-get", "update", "-qq"], **quiet)  # type: ignore[call-overload]
    return bool(subprocess.run(install, **quiet).returncode == 0)  # type: ignore[call-overload]


def provide_venv() -> None:
    """Debian leaves out of its Python what makes an environment; install it or name it."""
    from importlib.util import find_spec

    if find_spec("ensurepip") is not None:
        return
    package = f"python{dotted(sys.version_info[:2])}-venv"
    if not install_packages([package]):
        raise CannotPrepare(f"This Python cannot make an environment: install the system package {package}.")


def provide_libraries(qt: Path) -> None:
    """Install the system libraries that Qt asks for, or name them."""
    missing = missing_libraries(qt, ANY_USE + A_WINDOW + COMFORT)
    for _ in range(2):  # what was missing may itself have asked for more
        packages = packages_for(missing)[0]
        if not packages or not install_packages(packages):
            break
        missing = missing_libraries(qt, ANY_USE + A_WINDOW + COMFORT)
    if not missing:
        return
    vital = missing_libraries(qt, ANY_USE + A_WINDOW if has_display() else ANY_USE)
    wanted = vital or missing
    packages, unknown = packages_for(wanted)
    named = f"the libraries {', '.join(sorted(wanted))}"
    if packages and not unknown:
        named += f"; on Debian or Ubuntu: apt-get install {' '.join(packages)}"
    if vital:
        raise CannotPrepare(f"This machine lacks {named}.")
    say(f"Without them PartnerDesk opens no window or finds no printer: {named}.")


def say(text: str) -> None:
    """One line of progress, at once even into a pipe."""
    print(text, flush=True)
