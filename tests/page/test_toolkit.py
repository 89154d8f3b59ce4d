"""The toolkit's words: file dialogs and menus of text fields speak the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from partnerdesk.page import toolkit


def test_the_toolkit_speaks_with_the_window_and_goes_back_to_english(qapp: QApplication) -> None:
    def said() -> str:
        return QCoreApplication.translate("QFileDialog", "Look in:")

    try:
        toolkit.speak(qapp, "zh_CN")
        chinese = said()
        assert chinese != "Look in:"
        assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)
        toolkit.speak(qapp, "zh_CN")
        assert said() == chinese
    finally:
        toolkit.speak(qapp, "en")
    assert said() == "Look in:"
