"""The fonts: fetched by name, taken only with the pinned hash, never half under their final name."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import io
import subprocess
import tarfile
from pathlib import Path

import fontset
import pytest
from machine import CannotPrepare

FACE = b"a face that is none"


def tarball_of(folder: Path, member: str, content: bytes) -> Path:
    path = folder / "family.tgz"
    with tarfile.open(path, "w:gz") as tar:
        info = tarfile.TarInfo(f"package/{member}")
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))
    return path


def family(tarball: Path, content: bytes) -> fontset.NpmFont:
    sha512 = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    return fontset.NpmFont("family", "1.0", sha512, {"Face.ttf": ("face.ttf", hashlib.sha256(content).hexdigest())})


@pytest.fixture
def fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, fontset.NpmFont, Path]:
    """A tarball as it came, the family it holds, and an empty folder of fonts."""
    (tmp_path / "scratch").mkdir()
    tarball = tarball_of(tmp_path / "scratch", "face.ttf", FACE)
    font = family(tarball, FACE)
    monkeypatch.setattr(fontset, "NOTO", (font,))
    folder = tmp_path / "fonts"
    folder.mkdir()
    return tarball, font, folder


def test_a_right_tarball_gives_its_face(fetched: tuple[Path, fontset.NpmFont, Path]) -> None:
    tarball, font, folder = fetched
    fontset.unpack(tarball, font, folder)
    assert [path.name for path in folder.iterdir()] == ["Face.ttf"]
    assert (folder / "Face.ttf").read_bytes() == FACE
    assert fontset.right(folder, "Face.ttf")


def test_a_wrong_tarball_is_refused_before_it_is_opened(fetched: tuple[Path, fontset.NpmFont, Path]) -> None:
    tarball, font, folder = fetched
    tarball.write_bytes(tarball.read_bytes()[:-1])
    with pytest.raises(CannotPrepare, match=r"family@1\.0 is not the package that was pinned"):
        fontset.unpack(tarball, font, folder)
    assert list(folder.iterdir()) == []


def test_a_wrong_face_in_a_right_tarball_is_refused(
    fetched: tuple[Path, fontset.NpmFont, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    tarball, font, folder = fetched
    other = dataclasses.replace(font, files={"Face.ttf": ("face.ttf", "0" * 64)})
    monkeypatch.setattr(fontset, "NOTO", (other,))
    with pytest.raises(CannotPrepare, match=r"Face\.ttf is not the file that was pinned"):
        fontset.unpack(tarball, other, folder)
    assert list(folder.iterdir()) == []


def test_a_broken_copy_leaves_nothing_under_the_final_name(
    fetched: tuple[Path, fontset.NpmFont, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    tarball, font, folder = fetched

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fontset.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        fontset.unpack(tarball, font, folder)
    assert not (folder / "Face.ttf").exists()


def test_a_damaged_face_is_fetched_again(
    fetched: tuple[Path, fontset.NpmFont, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    tarball, _, folder = fetched
    (folder / "Face.ttf").write_bytes(FACE[:-1])
    monkeypatch.setattr(fontset, "npm_client", lambda scratch: ["npm"])
    monkeypatch.setattr(fontset, "npm_pack", lambda npm, font, scratch: tarball)
    monkeypatch.setattr(fontset, "_provide_kai", lambda folder: None)
    fontset.provide(folder)
    assert fontset.right(folder, "Face.ttf")


def test_a_right_face_is_not_fetched_again(
    fetched: tuple[Path, fontset.NpmFont, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, folder = fetched
    (folder / "Face.ttf").write_bytes(FACE)
    monkeypatch.setattr(fontset, "_provide_kai", lambda folder: None)
    fontset.provide(folder)  # npm would ask the network, which the tests have none of


def test_without_a_network_the_sentence_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = subprocess.CompletedProcess([], 1, "", "npm error network\nnpm error getaddrinfo ENOTFOUND\n")
    monkeypatch.setattr(fontset.subprocess, "run", lambda *_, **__: answer)
    with pytest.raises(CannotPrepare, match=r"npm could not fetch @expo.*ENOTFOUND.*Is there a network"):
        fontset.npm_pack(["npm"], fontset.NOTO[0], tmp_path)


def test_without_apt_the_kai_face_is_left_out_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fontset, "KAI_VERSIONS", {"0": ("0" * 64, "0" * 64)})
    monkeypatch.setattr(fontset.shutil, "which", lambda name: None)
    fontset._provide_kai(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert "LXGW WenKai is left out" in capsys.readouterr().out


def test_a_change_of_a_face_is_seen_at_a_glance(tmp_path: Path) -> None:
    before = fontset.look(tmp_path)
    (tmp_path / "NotoSerifSC-400.ttf").write_bytes(FACE)
    after = fontset.look(tmp_path)
    (tmp_path / "NotoSerifSC-400.ttf").write_bytes(FACE + FACE)
    assert len({before, after, fontset.look(tmp_path), fontset.look(tmp_path / "absent")}) == 3
