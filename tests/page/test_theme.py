"""The theme: readable on every ground, one icon for every name that is asked for, sizes that grow together."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from partnerdesk.office import contents
from partnerdesk.page import theme

GROUNDS = ("paper", "card", "side")
TEXTS = ("ink", "soft", "faint", "accent", "red", "amber", "green")
TINTS = (("accent", "accent_soft"), ("red", "red_soft"), ("amber", "amber_soft"), ("green", "green_soft"),
         ("on_accent", "accent"), ("ink", "accent_soft"), ("soft", "accent_soft"), ("card", "red"))


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), [(text, ground) for text in TEXTS for ground in GROUNDS] + list(TINTS))
def test_text_stands_out_from_its_ground(tokens: theme.Tokens, text: str, ground: str) -> None:
    assert theme.contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_the_style_sheet_names_only_what_there_is(tokens: theme.Tokens) -> None:
    assert "@" not in theme.style_sheet(tokens)


def test_every_icon_has_its_glyph(qapp: QApplication) -> None:
    _, signs = theme._icon_font()
    assert [name for name, glyph in theme.ICONS.items() if f"{glyph}-line" not in signs and glyph not in signs] == []


def test_every_entry_of_the_menu_has_an_icon() -> None:
    assert [entry.key for entry in contents.ENTRIES if entry.icon not in theme.ICONS] == []


def test_every_icon_that_is_asked_for_is_known() -> None:
    import re

    asked = set()
    for path in Path(theme.__file__).resolve().parents[1].rglob("*.py"):
        asked |= set(re.findall(r'icon\("(\w+)"|icon="(\w+)"', path.read_text("utf-8")))
    names = {one or other for one, other in asked}
    assert names - set(theme.ICONS) == set()


def test_text_grows_with_the_scale(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.0)
    before = theme.font().pixelSize()
    theme.apply(qapp, "light", 1.5)
    assert theme.font().pixelSize() == round(before * 1.5)
    theme.apply(qapp, "dark", 1.0)
    assert theme.tokens() is theme.DARK
    theme.apply(qapp, "light", 1.0)
    assert theme.tokens() is theme.LIGHT


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_box_says_by_its_sign_that_it_is_ticked(qapp: QApplication, mode: str) -> None:
    from PySide6.QtWidgets import QCheckBox, QRadioButton

    theme.apply(qapp, mode)
    for kind in (QCheckBox, QRadioButton):
        box = kind()
        box.setChecked(True)
        box.resize(box.sizeHint())
        image = box.grab().toImage()
        colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert {theme.tokens().accent, theme.tokens().on_accent} <= colours
    theme.apply(qapp, "light")


def test_a_number_is_seen_in_its_field(qapp: QApplication) -> None:
    from PySide6.QtWidgets import QSpinBox

    field = QSpinBox()
    field.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    field.resize(120, 32)
    field.ensurePolished()
    field.grab()
    assert field.lineEdit().width() > 80
