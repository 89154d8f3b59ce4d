"""The look of every page: colours by meaning, sizes on a grid of four pixels, one typeface and one icon set."""

from __future__ import annotations

import importlib.util
import json
import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from partnerdesk import places

GRID = 4
BODY, FAINT, HEADING, SUBJECT = 13, 12, 14, 20
ICON = 17
RADIUS = 8

# Faces that draw Chinese well on a screen, where the system has them.
_SYSTEM_FACES = ("PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
                 "Source Han Sans CN", "HarmonyOS Sans SC", "Noto Sans SC")
_BUNDLED_FACES = ("NotoSansSC-400.ttf", "NotoSansSC-700.ttf")


@dataclass(frozen=True)
class Tokens:
    """The colours by meaning; a page asks for a meaning and never for a colour."""

    ink: str
    soft: str
    faint: str
    line: str
    edge: str  # around what can be typed into or pressed
    paper: str
    card: str
    side: str
    accent: str
    accent_soft: str
    on_accent: str
    red: str
    red_soft: str
    amber: str
    amber_soft: str
    green: str
    green_soft: str


LIGHT = Tokens(
    ink="#1d2530", soft="#4a5260", faint="#656c79", line="#e5e2da", edge="#cfccc4", paper="#fbfaf6", card="#ffffff",
    side="#f2f1eb", accent="#22507b", accent_soft="#e5edf6", on_accent="#ffffff", red="#b0322a", red_soft="#fbe7e5",
    amber="#875a00", amber_soft="#fbf0d8", green="#23693f", green_soft="#e2f0e6",
)
DARK = Tokens(
    ink="#e8e6e1", soft="#c0bfba", faint="#9a9b9c", line="#34373c", edge="#4b4f56", paper="#1b1c1f", card="#222428",
    side="#17181a", accent="#8fb8e3", accent_soft="#283a4e", on_accent="#10202f", red="#f0938b", red_soft="#4a2523",
    amber="#e0b45c", amber_soft="#42351a", green="#86c79b", green_soft="#203d2a",
)

# What a page calls an icon, and its glyph: one set, one weight.
ICONS = {
    "today": "sun", "building": "building-2", "people": "team", "badge": "profile", "link": "links",
    "card": "bank-card", "council": "government", "seat": "user-star", "calendar": "calendar-event",
    "tag": "price-tag-3",
    "list": "list-unordered", "check": "checkbox-circle", "gavel": "auction", "target": "focus-2",
    "contract": "quill-pen", "lock": "lock", "unlock": "lock-unlock", "shield": "shield-keyhole",
    "copies": "file-copy-2",
    "inbox": "mail-download", "outbox": "mail-send", "stamp": "award", "book": "book-2", "printer": "printer",
    "search": "search", "new": "add", "save": "save", "settings": "settings-3", "more": "more", "filter": "filter-3",
    "columns": "list-settings", "table": "table", "close": "close", "remove": "close", "down": "arrow-down-s",
    "up": "arrow-up-s", "left": "arrow-left-s", "right": "arrow-right-s", "history": "history", "strike": "forbid-2",
    "undo": "arrow-go-back", "warning": "error-warning", "info": "information", "done": "check", "help": "question",
    "folder": "folder", "file": "file", "open": "external-link", "export": "download-2", "import": "upload-2",
    "bold": "bold", "heading": "heading", "bullets": "list-unordered", "numbers": "list-ordered",
    "flag": "flag", "chart": "line-chart", "scales": "scales-3", "person": "user", "backup": "hard-drive-2",
    "key": "key-2", "clock": "time", "mail": "mail", "phone": "phone", "refresh": "refresh", "edit": "edit",
    "play": "play-circle", "stop": "stop-circle", "vote": "checkbox-multiple", "zoom_in": "zoom-in",
    "zoom_out": "zoom-out", "project": "flag", "gift": "gift", "document": "file-text", "rules": "scales",
}


class _InForce:
    """The theme of this process: tokens, scale of the type, and the family."""

    tokens: Tokens = LIGHT
    dark: bool = False
    scale: float = 1.0
    family: str = ""


def tokens() -> Tokens:
    """The colours in force."""
    return _InForce.tokens


def px(size: float) -> int:
    """A size of the type scale or the grid, in logical pixels, at the text size chosen."""
    return round(size * _InForce.scale)


def colour(name: str) -> QColor:
    """The colour of one meaning."""
    return QColor(getattr(_InForce.tokens, name))


def font(size: int = BODY, bold: bool = False) -> QFont:
    """The one typeface at a size of the type scale, with tabular digits."""
    made = QFont(_InForce.family) if _InForce.family else QFont()
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def apply(application: QApplication, mode: str = "system", scale: float = 1.0) -> None:
    """Dress the application: `mode` is "light", "dark" or "system"."""
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(mode, Qt.ColorScheme.Unknown)
    hints = application.styleHints()
    hints.setColorScheme(scheme)
    _InForce.dark = mode == "dark" or (mode == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    _InForce.tokens = DARK if _InForce.dark else LIGHT
    _InForce.scale = scale
    _InForce.family = _family()
    if application.style().name().casefold() != "fusion":
        application.setStyle("Fusion")
    application.setFont(font())
    application.setPalette(palette(_InForce.tokens))
    application.setStyleSheet(style_sheet(_InForce.tokens))
    _drawn.cache_clear()


@cache
def _family() -> str:
    installed = set(QFontDatabase.families())
    for face in _SYSTEM_FACES:
        if face in installed:
            return face
    found = ""
    for name in _BUNDLED_FACES:
        path = places.fonts() / name
        if path.is_file():
            number = QFontDatabase.addApplicationFont(str(path))
            found = found or next(iter(QFontDatabase.applicationFontFamilies(number)), "")
    return found


def palette(meaning: Tokens) -> QPalette:
    """The palette for everything that Fusion draws by itself."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, name in (
        (role.Window, "paper"), (role.WindowText, "ink"), (role.Base, "card"), (role.AlternateBase, "paper"),
        (role.Text, "ink"), (role.Button, "card"), (role.ButtonText, "ink"), (role.ToolTipBase, "card"),
        (role.ToolTipText, "ink"), (role.PlaceholderText, "faint"), (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"), (role.Link, "accent"), (role.LinkVisited, "accent"),
        (role.BrightText, "red"), (role.Light, "card"), (role.Midlight, "line"), (role.Mid, "edge"),
        (role.Dark, "edge"), (role.Accent, "accent"),
    ):
        made.setColor(where, QColor(getattr(meaning, name)))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(meaning.faint))
    return made


def style_sheet(meaning: Tokens) -> str:
    """The one style sheet, filled from the tokens."""
    names = {field.name: getattr(meaning, field.name) for field in fields(meaning)}
    sizes = {"body": px(BODY), "small": px(FAINT), "head": px(HEADING), "subject": px(SUBJECT), "field": px(30),
             "button": px(30), "chip": px(20), "step": px(38), "place": px(23),
             "radius": RADIUS}
    names |= {name: f"{size}px" for name, size in sizes.items()}
    dress = "dark" if meaning is DARK else "light"
    names |= {name: f'url("{(places.resources() / f"{name}-{dress}.svg").as_posix()}")' for name in ("tick", "dot")}
    return re.sub(r"@(\w+)", lambda found: names[found[1]], _SHEET)


_SHEET = """
QToolTip { background: @card; color: @ink; border: 1px solid @edge; padding: 4px 8px; }
QLabel[role="faint"] { color: @faint; font-size: @small; }
QLabel[role="soft"] { color: @soft; }
QLabel[role="heading"] { font-size: @head; font-weight: bold; }
QLabel[role="subject"] { font-size: @subject; font-weight: bold; }
QLabel[role="problem"] { color: @red; font-size: @small; }
QLabel[role="figure"] { font-size: @subject; font-weight: bold; }
QLabel[tone="bad"] { color: @red; }
QLabel[tone="soon"] { color: @amber; }
QLabel[tone="good"] { color: @green; }
QLabel[role="tag"] { font-size: @small; border-radius: 10px; padding: 2px 11px; background: @side; color: @soft; }
QLabel[role="tag"][tone="main"] { background: @accent_soft; color: @accent; }
QLabel[role="tag"][tone="bad"] { background: @red_soft; color: @red; }
QLabel[role="tag"][tone="soon"] { background: @amber_soft; color: @amber; }
QLabel[role="tag"][tone="good"] { background: @green_soft; color: @green; }
QLabel[role="seal"] { background: @red; color: @card; border-radius: 5px; font-weight: bold; }
QFrame[role="card"] { background: @card; border: 1px solid @line; border-radius: @radius; }
QFrame[role="side"] { background: @side; border: none; border-right: 1px solid @line; }
QFrame[role="bar"] { background: @paper; border: none; border-bottom: 1px solid @line; }
QFrame[role="foot"] { background: @paper; border: none; border-top: 1px solid @line; }
QFrame[role="rule"] { background: @line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="popup"] { background: @card; border: 1px solid @edge; border-radius: @radius; }
QFrame[role="message"] { background: @accent_soft; border: none; border-radius: @radius; }
QFrame[role="message"][tone="bad"] { background: @red_soft; }
QFrame[role="message"][tone="soon"] { background: @amber_soft; }
QFrame[role="message"][tone="good"] { background: @green_soft; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: @card; color: @ink; border: 1px solid @edge; border-radius: 6px; padding: 0 10px;
  selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: @field; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid @accent; padding-left: 9px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 3px 5px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border: 1px solid @red; }
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only { background: @paper; border-color: @line; }
QLineEdit:disabled, QComboBox:disabled { background: @paper; color: @faint; border-color: @line; }
QAbstractSpinBox QLineEdit { border: none; min-height: 0; padding: 0 10px; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 0; height: 0;
  border: none; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox QAbstractItemView { background: @card; color: @ink; border: 1px solid @edge; padding: 4px; outline: none;
  selection-background-color: @accent_soft; selection-color: @ink; }
QPushButton { background: @card; color: @ink; border: 1px solid @edge; border-radius: 6px; padding: 0 13px;
  min-height: @button; }
QPushButton:hover { background: @side; }
QPushButton:focus { border: 2px solid @accent; padding: 0 12px; }
QPushButton:disabled { color: @faint; border-color: @line; }
QPushButton[role="main"] { background: @accent; color: @on_accent; border: 1px solid @accent; }
QPushButton[role="main"]:focus { border: 2px solid @ink; }
QPushButton[role="main"]:disabled { background: @side; color: @faint; border-color: @line; }
QPushButton[role="danger"] { color: @red; border-color: @red; }
QPushButton[role="plain"], QToolButton { background: transparent; color: @soft; border: 1px solid transparent;
  border-radius: 6px; padding: 3px 8px; min-height: 20px; }
QPushButton[role="plain"]:hover, QToolButton:hover { background: @side; }
QPushButton[role="plain"]:focus, QToolButton:focus { border: 2px solid @accent; padding: 2px 7px; }
QToolButton:checked { background: @accent_soft; color: @accent; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[role="chip"] { background: @side; color: @soft; border: 1px solid transparent; border-radius: 11px;
  padding: 0 11px; min-height: @chip; font-size: @small; }
QPushButton[role="chip"]:checked { background: @accent_soft; color: @accent; }
QPushButton[role="chip"]:focus { border: 1px solid @accent; }
QPushButton[role="step"] { background: transparent; border: 1px solid @line; text-align: left; padding: 3px 10px;
  min-height: @step; }
QPushButton[role="step"]:checked { background: @accent_soft; border-color: @accent; color: @accent; }
QPushButton[role="place"] { background: transparent; border: 1px solid transparent; border-radius: 6px; color: @ink;
  text-align: left; padding: 0; min-height: @place; }
QPushButton[role="place"]:hover { background: @line; }
QPushButton[role="place"]:checked { background: @accent_soft; color: @accent; }
QPushButton[role="place"]:focus { border: 2px solid @accent; padding: 0; }
QCheckBox { spacing: 8px; min-height: @field; }
QCheckBox:focus { color: @accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 15px; height: 15px; border: 1px solid @edge;
  border-radius: 4px; background: @card; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: @accent; border-color: @accent; }
QCheckBox::indicator:checked { image: @tick; }
QRadioButton::indicator:checked { image: @dot; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid @accent; }
QRadioButton { spacing: 8px; min-height: @field; }
QAbstractItemView { background: @card; color: @ink; border: none; outline: none;
  selection-background-color: @accent_soft; selection-color: @ink; alternate-background-color: @card; }
QTableView { gridline-color: transparent; }
QTableView::item { border-bottom: 1px solid @line; padding: 0 6px; }
QTableView::item:selected { background: @accent_soft; color: @ink; }
QHeaderView { background: @card; border: none; }
QHeaderView::section { background: @card; color: @faint; border: none; border-bottom: 1px solid @line;
  padding: 6px 6px; font-size: @small; font-weight: bold; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @soft; padding: 7px 12px; border: none;
  border-bottom: 2px solid transparent; margin-right: 4px; }
QTabBar[role="dense"]::tab { padding: 7px 8px; margin-right: 1px; }
QTabBar::tab:selected { color: @accent; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @ink; }
QTabWidget::pane { border: none; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: @edge; border-radius: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: @card; color: @ink; border: 1px solid @edge; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accent_soft; color: @ink; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QSplitter::handle { background: transparent; }
QProgressBar { background: transparent; border: none; max-height: 2px; min-height: 2px; }
QProgressBar::chunk { background: @accent; }
QDialog { background: @paper; }
"""


class _Glyph(QIconEngine):
    """Paints one glyph of the icon font, sharp at every scale of the screen."""

    def __init__(self, sign: str, family: str, meaning: str) -> None:
        super().__init__()
        self._sign, self._family, self._meaning = sign, family, meaning

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        drawn = QFont(self._family)
        drawn.setPixelSize(rect.height())
        meaning = self._meaning
        if mode == QIcon.Mode.Disabled:
            meaning = "faint"
        elif state == QIcon.State.On and meaning == "soft":
            meaning = "accent"
        painter.save()
        painter.setFont(drawn)
        painter.setPen(colour(meaning))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._sign)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Glyph(self._sign, self._family, self._meaning)


@cache
def _icon_font() -> tuple[str, dict[str, str]]:
    # The font and its charmap are read straight from the package that keeps them well: importing that package
    # loads a second binding layer, which would cost the first paint as much time as the whole window takes.
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        return "", {}
    folder = Path(next(iter(spec.submodule_search_locations))) / "fonts"
    face, = folder.glob("remixicon-[0-9]*.ttf")
    charmap, = folder.glob("remixicon-charmap-*.json")
    number = QFontDatabase.addApplicationFont(str(face))
    families = QFontDatabase.applicationFontFamilies(number)
    signs = json.loads(charmap.read_text("utf-8"))
    return families[0], {name: chr(int(code, 16)) for name, code in signs.items()}


@cache
def _drawn(name: str, meaning: str) -> QIcon:
    family, signs = _icon_font()
    glyph = ICONS.get(name, "checkbox-blank-circle")
    sign = signs.get(f"{glyph}-line") or signs.get(glyph, "")
    return QIcon(_Glyph(sign, family, meaning))


def icon(name: str, meaning: str = "soft") -> QIcon:
    """The icon of that name, in the colour of a meaning; a checked button turns a soft one to the accent."""
    return _drawn(name, meaning)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours after WCAG 2."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(hexadecimal: str) -> float:
    parts = [int(hexadecimal[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def screen_is_dark() -> bool:
    """Whether the system asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
