"""Which language the window speaks: that of the system, unless somebody chose another one."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from klaviyo_gui import language, paths
from klaviyo_gui.store import settings
from klaviyo_gui.ui.system_forms import forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QApplication

AS_SYSTEM = ""
"""The choice of somebody who chose none."""

NAMES = {"en": "English", "de": "Deutsch"}
"""Languages by the names that those who speak them look for."""


def speak(application: QApplication) -> None:
    """Let all that is built from now on speak the language that was chosen, or the system's."""
    system = QLocale.system()
    name = chosen(settings.language(), system.uiLanguages())
    try:
        language.use_language(name, paths.languages())
    except (OSError, ValueError, struct.error):
        # A catalogue that is damaged is no reason not to start.
        name = language.SOURCE
    language.use_forms(forms(system, name))
    translate_qt(application, name)


def chosen(kept: str, wished: Iterable[str]) -> str:
    """Return the language to speak: what was chosen, or the first wished one that is spoken.

    ``wished`` are names such as "de-CH", by BCP 47.
    """
    spoken = language.languages(paths.languages())
    wishes = [kept, *(each.partition("-")[0] for each in wished)]
    return next((each for each in wishes if each in spoken), language.SOURCE)


def translate_qt(application: QApplication, name: str) -> QTranslator | None:
    """Let what Qt says by itself, such as the buttons of its boxes, speak the language too.

    Returns by what it does so, where there is something.
    """
    if name == language.SOURCE:
        return None
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator(application)
    if not translator.load(f"qtbase_{name}", folder):
        return None
    application.installTranslator(translator)
    return translator
