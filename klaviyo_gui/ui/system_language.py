"""Which language the window speaks, and how it writes numbers and days: as the system does."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLibraryInfo, QLocale, QTime, QTranslator

from klaviyo_gui import language, paths
from klaviyo_gui.store import settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, time

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
    language.use_forms(forms(system))
    translate_qt(application, name)


def chosen(kept: str, wished: Iterable[str]) -> str:
    """Return the language to speak: what was chosen, or the first wished one that is spoken.

    ``wished`` are names such as "de-CH", by BCP 47.
    """
    spoken = language.languages(paths.languages())
    wishes = [kept, *(each.partition("-")[0] for each in wished)]
    return next((each for each in wishes if each in spoken), language.SOURCE)


def forms(locale: QLocale) -> language.Forms:
    """Return how numbers and days are written there; where nothing is said, as programs do."""
    if locale.language() is QLocale.Language.C:
        return language.Forms()
    pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
    if "yyyy" not in pattern:
        # Whose century one must guess is not clear enough for what cannot be undone.
        pattern = pattern.replace("yy", "yyyy")

    def day(moment: date) -> str:
        return locale.toString(QDate(moment.year, moment.month, moment.day), pattern)

    def clock(moment: time) -> str:
        return locale.toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)

    return language.Forms(locale.groupSeparator(), locale.decimalPoint(), day, clock)


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
