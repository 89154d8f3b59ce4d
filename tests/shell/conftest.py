"""What the tests of the window may ask for."""

from tests.screen import desk_template, loop, screen, tidying

__all__ = ["desk_template", "loop", "screen", "tidying"]
