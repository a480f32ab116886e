"""A language of the window, spoken for a while by whatever is built meanwhile."""

import gettext
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from klaviyo_gui import language, paths
from klaviyo_gui.ui.system_language import translate_qt


@contextmanager
def spoken(name):
    """Speak this language, as Qt does, then that of the source again."""
    application = QApplication.instance()
    language.use_language(name, paths.languages())
    by_qt = translate_qt(application, name)
    try:
        yield
    finally:
        language.use_translations(language.SOURCE, gettext.NullTranslations())
        if by_qt is not None:
            application.removeTranslator(by_qt)
