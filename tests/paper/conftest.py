"""What the tests of the press share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from partnerdesk import places
from partnerdesk.paper.blocks import Block, Paper, Profile
from partnerdesk.paper.fonts import Faces
from partnerdesk.paper.press import print_paper
from partnerdesk.paper.report import Report
from partnerdesk.words import CHINESE

WHEN = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def papered(
    *blocks: Block, profile: Profile = Profile.OFFICIAL, language: str = CHINESE, key: str = "paper", **options: object
) -> Paper:
    """A paper of some blocks."""
    return Paper(key, "试印", profile, blocks, language, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def bundle() -> Path:
    """The bundled fonts; tests that need them are skipped where the set-up could not get them."""
    folder = places.fonts()
    if not (folder / "NotoSerifSC-400.ttf").is_file():
        pytest.skip("the bundled fonts are not here")
    return folder


@pytest.fixture
def faces(bundle: Path) -> Faces:
    """Chinese faces of the bundled set."""
    return Faces(CHINESE, folder=bundle)


Press = Callable[..., tuple[Path, Report]]


@pytest.fixture
def press(bundle: Path, tmp_path: Path) -> Press:
    """Print blocks; the file and the report."""

    def pressed(*blocks: Block, **options: object) -> tuple[Path, Report]:
        out = tmp_path / "paper.pdf"
        return out, print_paper(papered(*blocks, **options), out, when=WHEN, folder=bundle)  # type: ignore[arg-type]

    return pressed
