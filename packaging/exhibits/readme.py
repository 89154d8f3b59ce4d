"""The few pictures that README.md shows, small enough to live in the repository."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from exhibits import papers, screens
from exhibits.showing import SAMPLE, SHORT, Gallery
from partnerdesk.words import CHINESE

SHOWN = {
    "today": "light/sample/today.png",
    "dossier": "light/sample/partners-dossier.png",
    "meeting": "light/sample/meetings-workspace-item.png",
}
COLOURS = 128


def renew(out: Path, folder: Path) -> int:
    """Take the pictures anew and keep them with few colours; gives the exit status."""
    taking = folder / "taken"
    gallery = Gallery(taking, folder, quick=True)

    async def take() -> None:
        stage = await gallery.at_desk(CHINESE, "light", SAMPLE)
        for scene in (screens.today, screens.dossier, screens.workspace):
            await scene(stage)
        await stage.close()
        await papers.take(gallery)

    status = gallery.run(take)
    chinese = taking / SHORT[CHINESE]
    found = {name: chinese / path for name, path in SHOWN.items()}
    found["minutes"] = taking / "papers" / SHORT[CHINESE] / "minutes-1.png"
    out.mkdir(exist_ok=True)
    for name, path in found.items():
        with Image.open(path) as image:
            few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(out / f"{name}.png", optimize=True)
    return status
