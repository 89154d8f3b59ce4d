"""Put resources, compiled translations and fonts into a built wheel, where `places.py` looks for them."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = "partnerdesk/data"


class DataHook(BuildHookInterface):  # type: ignore[type-arg]
    """An editable installation reads all this from the checkout; only a real wheel carries it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        self._compiled = tempfile.TemporaryDirectory()
        faults = _catalogue(root).compile_all(root / "translations", Path(self._compiled.name))
        if faults:
            raise ValueError("the translations cannot be compiled:\n" + "\n".join(faults))
        included = build_data["force_include"]
        included[self._compiled.name] = f"{DATA}/translations"
        if (root / "resources").is_dir():
            included[str(root / "resources")] = f"{DATA}/resources"
        fonts = [path for path in sorted((root / ".fonts").glob("*")) if path.suffix in {".ttf", ".txt"}]
        for path in fonts:
            included[str(path)] = f"{DATA}/fonts/{path.name}"
        if not fonts:
            self.app.display_warning("This wheel carries no fonts: run packaging/run.py --prepare first.")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._compiled.cleanup()


def _catalogue(root: Path) -> ModuleType:
    # packaging/ is a folder of scripts, not a package: it shares its name with a distribution that builders need.
    spec = importlib.util.spec_from_file_location("catalogue", root / "packaging" / "catalogue.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
