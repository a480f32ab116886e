"""A language of the window, spoken for a while by whatever is built meanwhile."""

import gettext
from contextlib import contextmanager

from klaviyo_gui import language, paths


@contextmanager
def spoken(name):
    """Speak this language, then that of the source again."""
    language.use_language(name, paths.languages())
    try:
        yield
    finally:
        language.use_translations(language.SOURCE, gettext.NullTranslations())
