"""Where things lie: what came with the program, and the folders of its user."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# A built wheel carries its data inside the package; a checkout keeps the same folders at its top.
_DATA = _PACKAGE / "data"
_CHECKOUT = _PACKAGE.parent


def resources() -> Path:
    """Pictures, style sheets and other files that came with the program."""
    return _DATA / "resources" if _DATA.is_dir() else _CHECKOUT / "resources"


def translations() -> Path:
    """The compiled catalogues, one `.mo` a language."""
    return _DATA / "translations" if _DATA.is_dir() else _CHECKOUT / "translations"


def fonts() -> Path:
    """The bundled fonts; the folder is absent where the set-up could not get them."""
    return _DATA / "fonts" if _DATA.is_dir() else _CHECKOUT / ".fonts"


def settings_folder() -> Path:
    """The user's settings, made when first asked for."""
    import platformdirs

    return _private(platformdirs.user_config_path("partnerdesk", appauthor=False))


def log_folder() -> Path:
    """The user's logs, made when first asked for."""
    import platformdirs

    return _private(platformdirs.user_log_path("partnerdesk", appauthor=False))


def _private(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        # The umask may only narrow what mkdir asks for, but an older folder may stand open to others.
        folder.chmod(0o700)
    return folder
