"""The toolkit's own words, of its file dialogs and the menus of its text fields, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_PROVIDED = "the toolkit's own words"


def speak(application: QApplication, language: str) -> None:
    """Have the toolkit speak a language; its English needs nothing."""
    for older in application.findChildren(QTranslator, _PROVIDED):
        application.removeTranslator(older)
        older.deleteLater()
    locale = QLocale(language)
    QLocale.setDefault(locale)
    made = QTranslator(application)
    made.setObjectName(_PROVIDED)
    if made.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(made)
