"""What this computer remembers for its user: where the desk lies, how the window looks, which columns a list shows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from partnerdesk import places

FILE = "settings.json"
MODES = ("system", "light", "dark")
SCALES = (1.0, 1.15, 1.3, 1.5)


@dataclass
class ListLook:
    """How one clerk's list of one register looks."""

    columns: tuple[str, ...] = ()  # shown, in their order; empty means the register's own
    widths: dict[str, int] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    table: bool = False  # a table with columns instead of two lines an entry
    view: str = ""


@dataclass
class Settings:
    """Never anything of the desk's content: only what may be read by whoever opens this computer."""

    desk: str = ""  # folder of the desk opened last
    language: str = "zh_CN"
    mode: str = "system"  # light, dark or as the system has it
    scale: float = 1.0
    window: tuple[int, int] = (1366, 768)
    maximized: bool = False
    folded: tuple[str, ...] = ("ways", "upkeep")  # groups of the navigation that show their head alone
    backed_up: str = ""  # ISO moment of the last backup that was verified
    lists: dict[str, ListLook] = field(default_factory=dict)  # "CLERK:REGISTER"
    seen: dict[str, str] = field(default_factory=dict)

    def list_look(self, clerk: int, register: str) -> ListLook:
        """How that clerk's list of that register looks; changes to it are kept by `save`."""
        return self.lists.setdefault(f"{clerk}:{register}", ListLook())

    def forget_lists(self, clerk: int) -> None:
        """Show all lists of that clerk as they came."""
        self.lists = {key: look for key, look in self.lists.items() if not key.startswith(f"{clerk}:")}

    def save(self, folder: Path | None = None) -> None:
        """Write the settings beside the old file and put them in its place."""
        path = (folder or places.settings_folder()) / FILE
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), "utf-8")
        beside.replace(path)


def load(folder: Path | None = None) -> Settings:
    """The settings kept, and the usual ones for whatever is missing or cannot be read."""
    path = (folder or places.settings_folder()) / FILE
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    usual = Settings()
    made = Settings(**{each.name: _read(getattr(usual, each.name), kept[each.name])
                       for each in fields(Settings) if each.name in kept and each.name not in ("lists",)})
    lists = kept.get("lists")
    if isinstance(lists, dict):
        made.lists = {key: _read_list(look) for key, look in lists.items() if isinstance(look, dict)}
    if made.mode not in MODES:
        made.mode = usual.mode
    if made.language not in ("zh_CN", "en"):
        made.language = usual.language
    made.scale = min(max(made.scale, SCALES[0]), SCALES[-1])
    return made


def _read_list(kept: dict[str, Any]) -> ListLook:
    usual = ListLook()
    return ListLook(**{each.name: _read(getattr(usual, each.name), kept[each.name])
                       for each in fields(ListLook) if each.name in kept})


def _read(usual: Any, kept: Any) -> Any:
    """What was kept, where it is of the usual kind."""
    if isinstance(usual, tuple):
        return tuple(kept) if isinstance(kept, list) else usual
    if isinstance(usual, float) and isinstance(kept, int) and not isinstance(kept, bool):
        return float(kept)
    return kept if type(kept) is type(usual) else usual
