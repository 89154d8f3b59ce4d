"""What a clerk is typing: the values as loaded and as they stand now, apart from any database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Draft:
    """A record being made (`id` is None) or changed; plain data that may cross threads and survive a crash."""

    register: str
    id: int | None = None
    version: int = 0
    loaded: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values[name] if name in self.values else self.loaded.get(name)

    def __setitem__(self, name: str, value: Any) -> None:
        if value == self.loaded.get(name) and type(value) is type(self.loaded.get(name)):
            self.values.pop(name, None)
        else:
            self.values[name] = value

    @property
    def new(self) -> bool:
        return self.id is None

    @property
    def changed(self) -> dict[str, Any]:
        """The values that differ from those loaded."""
        return dict(self.values)

    def everything(self) -> dict[str, Any]:
        """All values, loaded and typed."""
        return {**self.loaded, **self.values}
