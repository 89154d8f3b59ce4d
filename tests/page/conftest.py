"""What the tests of the screen kit may ask for."""

from tests.screen import desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]
